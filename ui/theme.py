# SPDX-License-Identifier: Apache-2.0
"""How the program looks: colour tokens, sizes, fonts, and the one call that puts them on.

A `Theme` is a value. `apply(app, theme)` sets Fusion, the palette, the font and a short style
sheet, then asks every widget that has a `retheme()` method to take its fonts and colours again;
so light, dark, text size and density change while the program runs. Painting code asks
`current()` each time and keeps nothing over a theme change.

Colours are never set by `color:` in the style sheet: such a rule beats the palette of every
widget under it. Contrast is WCAG 2.1; each text token reaches 4.5 : 1 on each ground it may
stand on (`TEXT_PAIRS`), 7 : 1 when `high_contrast` is set.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from string import Template
from typing import Final, Literal, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources

Tone = Literal["neutral", "accent", "red", "amber", "green", "violet", "grey"]
"""A meaning's colour. Never the only sign of it: an icon or a word stands beside it."""

Ink = Literal["text", "text2", "text3", "accent", "red", "amber", "green", "violet", "on_accent"]
"""A token that text may be written in."""

Density = Literal["comfortable", "compact"]
Scheme = Literal["light", "dark", "system"]

FAMILY: Final = "Inter"
MOST_WIDE: Final = 16_777_215  # QWIDGETSIZE_MAX, which PySide6 leaves out: as wide as there is room
TEXT_SCALES: Final = (0.9, 1.0, 1.1, 1.25, 1.5)


def _c(light: str, dark: str) -> tuple[QColor, QColor]:
    return QColor(light), QColor(dark)


@dataclass(frozen=True, slots=True)
class ToneColors:
    """The three colours of one tone: what is written, what lies under it, the line around."""

    text: QColor
    ground: QColor
    line: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour the program uses, by what it is for."""

    dark: bool
    window: QColor
    rail: QColor
    surface: QColor
    card: QColor
    field: QColor
    backdrop: QColor
    line: QColor
    hairline: QColor
    track: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    tint: QColor
    selected: QColor
    selected_line: QColor
    hover: QColor
    red: QColor
    red_tint: QColor
    red_line: QColor
    amber: QColor
    amber_tint: QColor
    amber_line: QColor
    green: QColor
    green_tint: QColor
    green_line: QColor
    violet: QColor
    violet_tint: QColor
    violet_line: QColor
    grey_tint: QColor
    control: QColor
    fill: QColor
    toast: QColor
    on_toast: QColor
    toast_action: QColor
    scrim: QColor
    shadow: QColor

    def ink(self, name: Ink) -> QColor:
        """The colour of a text token."""
        color: QColor = getattr(self, name)
        return color

    def tone(self, tone: Tone) -> ToneColors:
        """The colours of a tone, for chips, tiles, strips and avatars."""
        match tone:
            case "accent":
                return ToneColors(self.accent, self.tint, self.selected_line)
            case "red":
                return ToneColors(self.red, self.red_tint, self.red_line)
            case "amber":
                return ToneColors(self.amber, self.amber_tint, self.amber_line)
            case "green":
                return ToneColors(self.green, self.green_tint, self.green_line)
            case "violet":
                return ToneColors(self.violet, self.violet_tint, self.violet_line)
            case "grey":
                return ToneColors(self.text2, self.grey_tint, self.line)
            case "neutral":
                return ToneColors(self.text2, self.surface, self.line)


_PAIRS: Final[dict[str, tuple[QColor, QColor]]] = {
    "window": _c("#F3F5F5", "#15191B"),
    "rail": _c("#ECEFEF", "#111517"),
    "surface": _c("#FFFFFF", "#1A1F21"),
    "card": _c("#FFFFFF", "#202628"),
    "field": _c("#F7F9F9", "#202628"),
    "backdrop": _c("#EEF1F1", "#161B1D"),
    "line": _c("#DFE4E5", "#2C3437"),
    "hairline": _c("#EBEFEF", "#272E31"),
    "track": _c("#DFE4E5", "#2C3437"),
    "text": _c("#172022", "#E6EBEC"),
    "text2": _c("#4C5B61", "#A2AFB4"),
    "text3": _c("#5E6D73", "#89979D"),
    "accent": _c("#0B6672", "#57BAC4"),
    "accent_hover": _c("#095661", "#6CC6CF"),
    "on_accent": _c("#FFFFFF", "#06282C"),
    "tint": _c("#E1F0F1", "#173438"),
    "selected": _c("#E9F3F4", "#1B2F33"),
    "selected_line": _c("#A9CFD3", "#2F5A60"),
    "hover": _c("#F3F6F6", "#20282A"),
    "red": _c("#B3261E", "#F1948C"),
    "red_tint": _c("#FCEBE9", "#3A2220"),
    "red_line": _c("#F3CFCB", "#5A3430"),
    "amber": _c("#8A4B00", "#E8B15D"),
    "amber_tint": _c("#FDF1DC", "#33291A"),
    "amber_line": _c("#F0D9AE", "#4A3B22"),
    "green": _c("#1A6B3C", "#7CCB9A"),
    "green_tint": _c("#E3F3E9", "#1B3124"),
    "green_line": _c("#BFE0CB", "#2C4E3A"),
    "violet": _c("#5A45A8", "#B7A8F2"),
    "violet_tint": _c("#EDEAFA", "#2A2640"),
    "violet_line": _c("#D5CEF3", "#413A66"),
    "grey_tint": _c("#EBEFEF", "#252C2F"),
    "control": _c("#7E8B90", "#6C7A80"),
    "fill": _c("#5A9BA3", "#3A7C84"),
    "toast": _c("#1E2A2D", "#2E383C"),
    "on_toast": _c("#FFFFFF", "#F2F5F5"),
    "toast_action": _c("#7FD1DA", "#7FD1DA"),
    "scrim": (QColor(0x17, 0x20, 0x22, 92), QColor(0x05, 0x08, 0x0A, 150)),
    "shadow": (QColor(0x17, 0x20, 0x22), QColor(0x00, 0x00, 0x00)),
}

LIGHT: Final = Tokens(dark=False, **{name: pair[0] for name, pair in _PAIRS.items()})
DARK: Final = Tokens(dark=True, **{name: pair[1] for name, pair in _PAIRS.items()})

_BARE_GROUNDS: Final = ("window", "rail", "surface", "card", "field", "backdrop", "selected", "hover")
_TINTED_GROUNDS: Final = ("grey_tint", "red_tint", "amber_tint", "green_tint", "violet_tint")
_GROUNDS: Final = (*_BARE_GROUNDS, *_TINTED_GROUNDS)
TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((ink, ground) for ink in ("text", "text2", "text3", "accent") for ground in _GROUNDS),
    *((ink, "tint") for ink in ("text", "text2", "accent")),  # text3 on tint is 4.40 in dark
    *(
        (ink, ground)
        for ink in ("red", "amber", "green", "violet")
        for ground in (*_BARE_GROUNDS, f"{ink}_tint")
    ),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_toast", "toast"),
    ("toast_action", "toast"),
)
"""Which token may be written on which; anything else is not allowed in the program."""


def luminance(color: QColor) -> float:
    """Relative luminance of an opaque colour, 0 to 1 (WCAG 2.1)."""

    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = color.redF(), color.greenF(), color.blueF()
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, success criterion 1.4.3)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with `share` (0 to 1) of `other` in it."""
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )


def sharpened(tokens: Tokens) -> Tokens:
    """The same tokens with every text pair at 7 : 1 or more and lines one can see (3 : 1)."""
    end = QColor("#FFFFFF") if tokens.dark else QColor("#000000")
    changed: dict[str, QColor] = {}
    for ink in ("text", "text2", "text3", "accent", "red", "amber", "green", "violet"):
        grounds = [getattr(tokens, ground) for name, ground in TEXT_PAIRS if name == ink]
        color: QColor = getattr(tokens, ink)
        for _ in range(50):
            if all(contrast(color, ground) >= 7 for ground in grounds):
                break
            color = mix(color, end, 0.05)
        changed[ink] = color
    changed["on_accent"] = QColor("#000000") if tokens.dark else QColor("#FFFFFF")
    changed["accent_hover"] = mix(changed["accent"], end, 0.15)
    for line in ("line", "selected_line", "red_line", "amber_line", "green_line", "violet_line"):
        changed[line] = tokens.control
    changed["control"] = changed["text2"]
    return replace(tokens, dark=tokens.dark, **changed)


@dataclass(frozen=True, slots=True)
class Theme:
    """What the officer chose. `text_scale` is 0.9 to 1.5."""

    tokens: Tokens = LIGHT
    density: Density = "comfortable"
    text_scale: float = 1.0
    reduce_motion: bool = False
    high_contrast: bool = False

    def px(self, size: int) -> int:
        """A length that follows the text size: fonts, row heights, icons beside text."""
        return round(size * self.text_scale)

    def hit(self, size: int) -> int:
        """A height that grows with the text but never shrinks: what one clicks on."""
        return max(size, self.px(size))

    @property
    def row_height(self) -> int:
        """Height of a row of a long list: 78 comfortable, 56 compact, scaled."""
        return self.hit(56 if self.density == "compact" else 78)


@runtime_checkable
class Themed(Protocol):
    """A widget that takes its fonts and colours again when the theme changes."""

    def retheme(self) -> None: ...


class _InForce:
    """The theme on the one QApplication of this process."""

    theme = Theme()
    fonts_loaded = False


def current() -> Theme:
    """The theme in force. Ask again at each paint; never keep it."""
    return _InForce.theme


def tokens() -> Tokens:
    """The colours in force (short for `current().tokens`)."""
    return _InForce.theme.tokens


def tokens_for(scheme: Scheme, app: QApplication) -> Tokens:
    """The tokens of a scheme; "system" asks the desktop (light where it does not say)."""
    if scheme == "system":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


@lru_cache(maxsize=256)
def _font(pixels: int, weight: int, *, tabular: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("cv11"), 1)  # single-storey a, as in the design
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font(size: int = 13, weight: int = 400, *, tabular: bool = False) -> QFont:
    """The program's font at `size` px (11, 12, 13, 15, 17, 19, 28) times the text size.

    `weight` is 400, 500, 600 or 700; `tabular` gives figures of one width, for times, counts.
    The font is shared: copy it before changing it.
    """
    return _font(_InForce.theme.px(size), weight, tabular=tabular)


def glance(theme: Theme) -> Theme:
    """Have the colours of `theme` in force, for a first frame without words; `apply` does the rest."""
    if theme.high_contrast:
        theme = replace(theme, tokens=sharpened(theme.tokens))
    _InForce.theme = theme
    return theme


def apply(app: QApplication, theme: Theme) -> None:
    """Put `theme` on the whole program, at start or while it runs."""
    _load_fonts()
    theme = glance(theme)
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
    app.setCursorFlashTime(0 if theme.reduce_motion else 1000)
    app.setPalette(palette(theme.tokens))
    app.setFont(font(13))
    # Else a style sheet puts back, at every new parent, the palette a widget had when it was made.
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    app.setStyleSheet(style_sheet(theme))
    for widget in app.allWidgets():
        if isinstance(widget, Themed):
            widget.retheme()
            widget.update()


def _load_fonts() -> None:
    if _InForce.fonts_loaded:
        return
    for file in sorted(resources.path("fonts").glob(f"{FAMILY}-*")):  # the others are for letters on paper
        QFontDatabase.addApplicationFont(str(file))
    _InForce.fonts_loaded = True


def palette(tokens: Tokens) -> QPalette:
    """The tokens as a Qt palette, every role set (an unset one would follow the desktop)."""
    role = QPalette.ColorRole
    roles = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.red,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.violet,
        role.PlaceholderText: tokens.text3,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
        role.Light: tokens.surface,
        role.Midlight: tokens.hairline,
        role.Mid: tokens.line,
        role.Dark: tokens.control,
        role.Shadow: tokens.shadow,
    }
    made = QPalette()
    for name, color in roles.items():
        made.setColor(QPalette.ColorGroup.All, name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, tokens.text3)
    return made


_SHEET: Final = Template(
    """
QToolTip { background: $toast; border: none; padding: 5px 8px; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
  background: $field; border: 1px solid $line; border-radius: 8px; padding: 0 9px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $control; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {
  background: $surface; border: 2px solid $accent; padding: 0 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QTextEdit[paper="true"], QTextEdit[paper="true"]:focus, QTextEdit[paper="true"]:hover {
  background: #FFFFFF; border: none; border-radius: 0; padding: 0; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $red; padding: 0 8px; }
QPlainTextEdit[wrong="true"] { padding: 3px 5px; }
QLineEdit[bare="true"] { background: transparent; border: none; padding: 0; }
QComboBox { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0 11px; }
QComboBox:hover { border-color: $control; }
QComboBox::drop-down { border: none; width: 30px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, QMenu {
  background: $card; border: 1px solid $line; padding: 4px; outline: none;
  selection-background-color: $tint; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 8px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $tint; border: none; }
QMenu::item { padding: 7px 18px 7px 10px; border-radius: 6px; margin: 0 2px; }
QMenu::item:selected { background: $tint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $thumb; border-radius: 3px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $track; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
QSplitter::handle { background: $line; }
"""
)


def style_sheet(theme: Theme) -> str:
    """The style sheet: only what Fusion and a palette cannot do, and no text colours."""
    names = {
        field.name: getattr(theme.tokens, field.name).name()
        for field in fields(Tokens)
        if field.name != "dark"
    }
    names["thumb"] = mix(theme.tokens.control, theme.tokens.surface, 0.45).name()
    return _SHEET.substitute(names)
