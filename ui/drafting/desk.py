# SPDX-License-Identifier: Apache-2.0
"""The desk a letter is written at: its text with tools, its outline, its form, the checks, and its pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Fault
from ui.drafting.actions import Writing
from ui.drafting.bar import FormatBar
from ui.drafting.checking import Checks, told
from ui.drafting.editor import Editor
from ui.drafting.find import FindBar
from ui.drafting.form import About, FormPanel
from ui.drafting.newest import Newest
from ui.drafting.outline import Outline, entries
from ui.drafting.paper import Paper
from ui.drafting.preview import Preview, Printer
from ui.room import Room, Run
from ui.widgets.card import Divider, Pane
from ui.widgets.keyed import KeyedActions
from ui.widgets.tabs import Tab, Tabs
from ui.words import QT_TRANSLATE_NOOP
from workspace.domain.form import Form
from workspace.paper import acts, body
from workspace.paper.body import EMBED, Line, line
from workspace.paper.body import Run as Piece
from workspace.paper.checks import RULES, Facts, Finding, Place, checked
from workspace.paper.page.fields import Fields
from workspace.paper.replica import Replica

translate = QCoreApplication.translate

PAUSE_MS: Final = 300  # after the last key, before the letter is read through
SIDE: Final = 340
ROOMY: Final = 1036  # from here on the checks stand beside the text
BESIDE: Final = 900  # from here on the pages do
OUTLINED: Final = 640  # from here on the outline does, unless one wants it anyway

MOVES: Final = (
    ("find", QT_TRANSLATE_NOOP("drafting", "Find"), ("Ctrl+F",)),
    ("replace", QT_TRANSLATE_NOOP("drafting", "Find and replace"), ("Ctrl+H",)),
    ("find_next", QT_TRANSLATE_NOOP("drafting", "Next place"), ("F3",)),
    ("find_previous", QT_TRANSLATE_NOOP("drafting", "Previous place"), ("Shift+F3",)),
    ("tools", QT_TRANSLATE_NOOP("drafting", "To the tools"), ("F10",)),
    ("preview", QT_TRANSLATE_NOOP("drafting", "Text or preview"), ("Ctrl+Shift+P",)),
    ("outline", QT_TRANSLATE_NOOP("drafting", "Outline"), ("F9",)),
    ("finding_next", QT_TRANSLATE_NOOP("drafting", "Next finding"), ("F8",)),
    ("finding_previous", QT_TRANSLATE_NOOP("drafting", "Previous finding"), ("Shift+F8",)),
)


class Desk(Room):
    """One letter. The text stays where it is when all around it is made anew in another language.

    `run` has calls done on the bridge's press. `form_changed` carries the form after each change of the officer;
    what others change comes by `set_form`, what they write by the editor's `receive`. `picture_asked`: one is wanted
    at the caret, and comes by `put_picture`. `looked`: the findings are those of the letter as it is.
    """

    form_changed = Signal(object)
    picture_asked = Signal()
    looked = Signal()

    def __init__(
        self,
        replica: Replica,
        form: Form,
        about: About,
        facts: Facts,
        run: Run,
        printer: Printer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._printer = run, printer
        self._form, self._about, self._facts = form, about, facts
        self._shown: dict[str, bytes] = {}
        self._findings: Sequence[Finding] = ()
        self._pages, self._view, self._beside = 0, "text", "form"
        self._outlined: bool | None = None  # as there is room, until one says
        self._asks = Newest(run, self._checked, self._unchecked, self)
        self._pause, self._soon = QTimer(self), QTimer(self)
        for timer, deed in ((self._pause, self._read_through), (self._soon, self._follow)):
            timer.setSingleShot(True)
            timer.timeout.connect(deed)
        self.editor = Editor(replica)
        self.writing = Writing(self.editor, self)
        self.writing.picture_asked.connect(self.picture_asked)
        self.editor.binding.changed.connect(lambda: self._pause.start(PAUSE_MS))
        self.editor.cursorPositionChanged.connect(self._soon.start)
        self.editor.selectionChanged.connect(self._soon.start)
        self.moves = self._made_moves()
        self.rebuild()
        self.editor.go((0, 0))
        self._read_through()

    def _made_moves(self) -> KeyedActions:
        made = KeyedActions("drafting", self)
        for code, _, keys in MOVES:
            made.make(code, keys)
        made.attach(self)
        for code, deed in (
            ("find", lambda: self.finder.open(replacing=False)),
            ("replace", lambda: self.finder.open(replacing=True)),
            ("find_next", lambda: self.finder.step(1)),
            ("find_previous", lambda: self.finder.step(-1)),
            ("tools", lambda: self.bar.setFocus(Qt.FocusReason.TabFocusReason)),
            ("preview", lambda: self.show_view("text" if self._view == "preview" else "preview")),
            ("outline", lambda: self._outline(shown=self.outline.isHidden())),
            ("finding_next", lambda: self.checks.step(1)),
            ("finding_previous", lambda: self.checks.step(-1)),
        ):
            made[code].triggered.connect(deed)
        return made

    # ---- how it is made ----------------------------------------------------------------------

    def build(self) -> QWidget:
        for code, text, _ in MOVES:
            self.moves[code].setText(translate("drafting", text))
        self.writing.retranslate()
        self.editor.retranslate()
        self.views = Tabs(framed=True)
        self.views.setObjectName("drafting.views")
        self.views.chosen.connect(self.show_view)
        self.bar = FormatBar(self.writing, self.views)
        self.bar.left.connect(self.enter)
        self.finder = FindBar(self.editor)
        self.outline = Outline()
        self.outline.jumped.connect(self.jump)
        self.outline.closed.connect(lambda: self._outline(shown=False))
        self.checks = Checks()
        self.checks.jumped.connect(self.jump)
        self.form_panel = FormPanel(self._form, self._about)
        self.form_panel.changed.connect(self._filled)
        self.side = self._make_side()
        self.preview = Preview(self._run, self._printer)
        self.preview.drawn.connect(self._drawn)
        self._paper = Paper(self.editor)
        self._outline_line, self._side_line = Divider(upright=True), Divider(upright=True)
        self._preview_line = Divider(upright=True)
        self._middle = _row(self._paper, self._preview_line, self.preview)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        for widget in (self.bar, Divider(), self.finder):
            centre.addWidget(widget)
        centre.addLayout(self._middle, 1)
        made = QWidget()
        self._across = _row(self.outline, self._outline_line)
        self._across.addLayout(centre, 1)
        self._across.addWidget(self._side_line)
        made.setLayout(self._across)
        self._tell()
        self._arrange()
        return made

    def _make_side(self) -> QWidget:
        """Form and checks, one at a time, under tabs of their own where they stand beside the text."""
        self.sides = Tabs()
        self.sides.setObjectName("drafting.sides")
        self.sides.chosen.connect(self._show_side)
        self._side_head = Pane("surface")
        head = QVBoxLayout(self._side_head)
        head.setContentsMargins(12, 7, 12, 7)
        head.addWidget(self.sides)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form_panel)
        self._stack.addWidget(self.checks)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._side_head)
        column.addWidget(self._stack, 1)
        return made

    def restore(self, kept: object) -> None:
        """The pages are drawn anew, and the findings said again."""
        self._follow()
        self._show_preview()

    def panes(self) -> list[QWidget]:
        inputs: tuple[QWidget, ...] = (self.form_panel.first(), *self.checks.cards()[:1])
        stops = (self.editor, self.outline.list, self.bar, *inputs, self.preview.area)
        return [stop for stop in stops if stop.isVisibleTo(self)]

    # ---- what has room -----------------------------------------------------------------------

    def show_view(self, code: str) -> None:
        """Show the text, the pages, the form or the checks; the last two beside the text where they have room."""
        self._view = code
        self._arrange()
        if code == "text":
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retheme(self) -> None:
        self._arrange()

    def _outline(self, *, shown: bool) -> None:
        self._outlined = shown
        self._arrange()
        (self.outline.list if shown else self.editor).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_side(self, code: str) -> None:
        self._beside = code
        self._stack.setCurrentWidget(self.form_panel if code == "form" else self.checks)

    def _arrange(self) -> None:
        px, wide = theme.current().px, self.width()
        roomy, preview = wide >= px(ROOMY), self._view == "preview"
        if self._view in {"form", "checks"}:
            self._show_side(self._view)
            self._view = "text" if roomy else self._view
        beside = self._across if roomy else self._middle
        if beside.indexOf(self.side) < 0:
            beside.addWidget(self.side)
        self.side.setMaximumWidth(px(SIDE) if roomy else theme.MOST_WIDE)
        self.side.setMinimumWidth(px(SIDE) if roomy else 0)
        outlined = (wide >= px(OUTLINED) if self._outlined is None else self._outlined) and not preview
        for widget, shown in (
            (self.outline, outlined),
            (self._outline_line, outlined),
            (self._paper, self._view == "text" or (preview and wide >= px(BESIDE))),
            (self._preview_line, preview),
            (self.preview, preview),
            (self._side_line, roomy and not preview),
            (self._side_head, roomy),
            (self.side, self._view in {"form", "checks"} or (roomy and not preview)),
        ):
            widget.setVisible(shown)
        self._name_views(roomy=roomy)

    def _name_views(self, *, roomy: bool) -> None:
        form = Tab("form", translate("drafting", "Form"))
        check = Tab("checks", translate("drafting", "Check"), self.checks.counts[0] or None)
        between = () if roomy else (form, check)
        views = (
            Tab("text", translate("drafting", "Write")),
            *between,
            Tab("preview", translate("drafting", "Preview")),
        )
        for tabs, shown, current in (
            (self.views, views, self._view),
            (self.sides, (form, check), self._beside),
        ):
            tabs.blockSignals(True)
            tabs.set_tabs(shown)
            tabs.choose(current)
            tabs.blockSignals(False)
        self.bar.refit()

    # ---- where one is ------------------------------------------------------------------------

    def jump(self, place: Place) -> None:
        """Go to a place: of the body it is selected, a field is asked for."""
        if place.field != "body":
            self.show_view("form")
            self.form_panel.go(place)
            return
        if self._view in {"form", "checks"}:
            self.show_view("text")
        k = min(max(place.line, 0), len(self.editor.binding.lines) - 1)
        start, end = (
            (place.start, place.end) if place.start >= 0 else (0, len(self.editor.binding.lines[k].text))
        )
        self.editor.go((k, start), (k, end))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """The outline shows where the caret is, and its foot how much is selected."""
        binding, (start, end) = self.editor.binding, self.editor.selected()
        chosen = body.words(acts.taken(binding.laid, start, end)) if start != end else 0
        self.outline.show_length(body.words(binding.lines), chosen, self._pages)
        self.outline.follow(end[0])

    # ---- the form, and pictures --------------------------------------------------------------

    @property
    def form(self) -> Form:
        """The form as it is filled in."""
        return self._form

    def set_form(self, form: Form) -> None:
        """What somebody else filled in."""
        self._form = form
        self.form_panel.set_form(form)
        self._pause.start(PAUSE_MS)

    def _filled(self, form: Form) -> None:
        self._form = form
        self._pause.start(PAUSE_MS)
        self.form_changed.emit(form)

    def put_picture(self, src: str, raw: bytes, alt: str = "") -> None:
        """Put a picture at the caret: the name the text knows it by, its bytes, and what is to be seen on it."""
        self._shown[src] = raw
        embed = json.dumps({"alt": alt, "src": src}, ensure_ascii=False, separators=(",", ":"))
        self.editor.insert_lines([line([Piece(EMBED, (("embed", embed),))])])

    def _fields(self) -> Fields:
        return replace(self._about.fields_of(self._form), pictures=self._shown)

    # ---- reading it through ------------------------------------------------------------------

    @property
    def read_through(self) -> bool:
        """Whether the findings are those of the letter as it is."""
        return not self._pause.isActive() and not self._asks.busy

    def look(self) -> None:
        """Read it through now; `looked` tells when that is done."""
        self._pause.stop()
        self._read_through()

    def _lines(self) -> tuple[Line, ...]:
        """The lines as they are shown: places in them are places in the text one sees."""
        return tuple(self.editor.binding.lines)

    def _read_through(self) -> None:
        lines = self._lines()
        self._asks.ask(_findings, self._fields(), lines, self._facts)
        self._show_preview()
        self._follow()

    def lines(self) -> tuple[Line, ...]:
        """The text, without the lines that are only shown."""
        return tuple(one for one in self._lines() if one.runs or not one.bare)

    def _show_preview(self) -> None:
        self.preview.show_letter(self._fields(), self.lines())

    def _checked(self, answer: tuple[Sequence[Line], list[Finding]]) -> None:
        lines, found = answer
        if lines == self._lines():  # else the next answer is on its way
            self._findings = found
            self._tell()
            self._follow()
            self._arrange()
            self.looked.emit()

    def _unchecked(self, _: Fault) -> None:
        """Our bug, and told as one: what was found before stays."""

    def _tell(self) -> None:
        binding, codes = self.editor.binding, len({one.code for one in self._findings})
        looking = translate("drafting", "Checked on this device by %n rule(s)", "", len(RULES))
        self.checks.show_findings(told(self._findings, binding.lines, binding.labels), codes, looking)
        self.outline.show_entries(entries(self._fields(), binding.lines, binding.labels, self._findings))

    def _drawn(self, pages: int) -> None:
        self._pages = pages
        self._follow()


def _findings(fields: Fields, lines: Sequence[Line], facts: Facts) -> tuple[Sequence[Line], list[Finding]]:
    """On the worker: what the checks find, and in which lines."""
    return lines, checked(fields, lines, facts)


def _row(*widgets: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    for widget in widgets:
        made.addWidget(widget)
    return made
