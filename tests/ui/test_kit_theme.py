# SPDX-License-Identifier: Apache-2.0
"""Colours one can read, fonts and icons that follow the theme, and a theme that can change."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from tests.ui.kit_rows import wear
from ui import faces, theme
from ui.widgets.button import Button
from ui.widgets.label import Label


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    wear(qapp)
    yield
    wear(qapp)


@pytest.mark.parametrize(
    ("tokens", "least"),
    [
        (theme.LIGHT, 4.5),
        (theme.DARK, 4.5),
        (theme.sharpened(theme.LIGHT), 7.0),
        (theme.sharpened(theme.DARK), 7.0),
    ],
    ids=["light", "dark", "sharp light", "sharp dark"],
)
def test_every_text_pair_can_be_read(tokens: theme.Tokens, least: float) -> None:
    for ink, ground in theme.TEXT_PAIRS:
        ratio = theme.contrast(getattr(tokens, ink), getattr(tokens, ground))
        wanted = 4.5 if "toast" in ink or ink == "on_accent" else least
        assert ratio >= wanted, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_high_contrast_draws_lines_one_can_see(tokens: theme.Tokens) -> None:
    sharp = theme.sharpened(tokens)
    for line in (sharp.line, sharp.selected_line, sharp.red_line, sharp.control):
        assert theme.contrast(line, sharp.surface) >= 3


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_marks_of_controls_reach_three_to_one(tokens: theme.Tokens) -> None:
    for mark in (tokens.control, tokens.accent, tokens.fill):
        assert theme.contrast(mark, tokens.surface) >= 3


def test_contrast_agrees_with_the_ends_of_the_scale() -> None:
    assert theme.contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_is_short_and_sets_no_text_colour() -> None:
    sheet = theme.style_sheet(theme.Theme()).strip()
    assert len(sheet.splitlines()) < 60
    assert not re.search(r"(?<![-\w])color\s*:", sheet)
    assert "$" not in sheet


def test_a_theme_change_reaches_widgets_already_made(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, button = Label("Kotak Masuk", size=19, ink="text2"), Button("Setujui")
    layout = QVBoxLayout(window)
    layout.addWidget(label)
    layout.addWidget(button)
    before = button.sizeHint()
    theme.apply(qapp, theme.Theme(theme.DARK, text_scale=1.5))
    assert QFontInfo(label.font()).pixelSize() == 28
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.DARK.text2
    assert button.sizeHint().height() == round(before.height() * 1.5)
    theme.apply(qapp, theme.Theme(text_scale=0.9))
    assert button.sizeHint().height() == before.height(), "what one clicks on never shrinks"


def test_a_colour_survives_a_new_parent(qtbot: QtBot) -> None:
    """Without style sheet propagation Qt puts back the palette the label was made with."""
    label = Label("Tulis alasan.")
    label.show()
    qtbot.addWidget(label)
    label.set_ink("red")
    home = QWidget()
    qtbot.addWidget(home)
    QVBoxLayout(home).addWidget(label)
    home.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.LIGHT.red


def test_the_shipped_font_is_the_one_used() -> None:
    for weight in (400, 500, 600, 700):
        assert QFontInfo(theme.font(13, weight)).family() == theme.FAMILY


def test_rows_follow_density_and_text_size() -> None:
    assert theme.Theme().row_height == 78
    assert theme.Theme(density="compact").row_height == 56
    assert theme.Theme(text_scale=1.5).row_height == 117
    assert theme.Theme(text_scale=0.9).row_height == 78


def test_icons_are_coloured_sharp_and_kept() -> None:
    red = QColor("#B3261E")
    small, sharp = faces.pixmap("inbox", red, 18), faces.pixmap("inbox", red, 18, 2.0)
    assert (small.width(), sharp.width(), sharp.devicePixelRatio()) == (18, 36, 2.0)
    assert faces.pixmap("inbox", red, 18).cacheKey() == small.cacheKey()
    image = sharp.toImage()
    solid = [
        image.pixelColor(x, y) for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() == 255
    ]
    assert solid
    assert set(map(QColor.name, solid)) == {"#b3261e"}


def test_an_icon_that_is_not_shipped_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        faces.pixmap("no-such-icon", QColor("#000000"))


def test_every_icon_the_kit_names_is_shipped() -> None:
    kit = Path(theme.__file__).parent / "widgets"
    named = {
        name
        for file in kit.glob("*.py")
        for name in re.findall(r'faces\.paint\(\s*\w+(?:\([^)]*\))?, "([a-z0-9-]+)"', file.read_text("utf-8"))
    } | {"triangle-alert", "cloud-upload", "x"}
    assert len(named) > 4
    for name in named:
        resources.path(f"icons/{name}.svg")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ratna Prameswari, S.Kom.", "RP"),
        ("M. Iqbal Fadillah", "MI"),
        ("Dr. Ir. Siti Rahmawati, M.T.", "SR"),
        ("Drs. Wayan Sudarma", "WS"),
        ("Suharti", "S"),
        ("Dr.", "D"),
        ("", ""),
    ],
)
def test_initials(name: str, wanted: str) -> None:
    assert faces.initials(name) == wanted


def test_a_person_has_one_tone_everywhere() -> None:
    assert faces.avatar_tone("Ratna Prameswari") == "green"
