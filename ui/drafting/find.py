# SPDX-License-Identifier: Apache-2.0
"""Finding and replacing words in the text, in a bar above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from ui import theme, when
from ui.drafting.editor import Editor
from ui.widgets.access import announce
from ui.widgets.button import SMALL, Button, IconButton
from ui.widgets.card import Pane
from ui.widgets.label import Label
from workspace.paper import acts
from workspace.paper.acts import Place

translate = QCoreApplication.translate

PAUSE_MS: Final = 150  # after a change of the text
SHOWN_MAX: Final = 500  # more places are counted, but not tinted
WORDS_MAX: Final = 200

Found = tuple[int, int, int]


class FindBar(Pane):
    """Finds as one types. Enter and Shift+Enter go on and back; Esc closes it: the caret is then where it was, or,
    after one went on or replaced something, at the place that is shown. `closed` then.
    """

    closed = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._editor = editor
        self._back: tuple[Place, Place] | None = None
        self._places: list[Found] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        self.words = _Line(translate("drafting", "Find in this letter"), self._key)
        self.by = _Line(translate("drafting", "Replace by"), self._key)
        self._count = Label(size=12, ink="text2", tabular=True)
        self.exact = self._toggle(translate("drafting", "Match case"), "case-sensitive")
        self.whole = self._toggle(translate("drafting", "Whole words"), "whole-word")
        self.previous = self._tool(
            translate("drafting", "Previous place"), "chevron-up", lambda: self.step(-1)
        )
        self.next = self._tool(translate("drafting", "Next place"), "chevron-down", lambda: self.step(1))
        self.previous.set_shortcut_hint("Shift+F3")
        self.next.set_shortcut_hint("F3")
        close = self._tool(translate("drafting", "Close"), "x", self.close_bar)
        self.one = Button(translate("drafting", "Replace"), "plain", height=SMALL)
        self.all = Button(translate("drafting", "Replace all"), "plain", "replace-all", height=SMALL)
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self._lower = _row(self.by, self.one, self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 10, 5)
        column.setSpacing(4)
        column.addWidget(
            _row(self.words, self._count, self.exact, self.whole, self.previous, self.next, close)
        )
        column.addWidget(self._lower)
        self.words.textEdited.connect(self._typed)
        editor.binding.changed.connect(self._changed)
        self.hide()

    # ---- what the room calls -----------------------------------------------------------------

    def open(self, *, replacing: bool) -> None:
        """Show it, with the selected words in it; with `replacing`, also what they become."""
        start, end = self._editor.selected()
        if not self.isVisible():
            self._back = (start, end)
        if start[0] == end[0] and 0 < end[1] - start[1] <= WORDS_MAX:
            self.words.setText(self._editor.binding.lines[start[0]].text[start[1] : end[1]])
        self._lower.setVisible(replacing and not self._editor.isReadOnly())
        self.show()
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look()

    def close_bar(self) -> None:
        """Hide it; the keyboard goes back to the text."""
        if self._back is not None:
            self._editor.go(*self._back)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self._editor.setExtraSelections([])
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the end."""
        if self.isHidden():
            self.open(replacing=False)
        self._look()
        if self._places:
            self._back = None
            self._show(self._beside(by))

    def replace_one(self) -> None:
        """Replace the place that is selected and go to the next; if none is, only go."""
        self._look()
        here = self._here()
        if here in self._places:
            self._back = None
            self._editor.replace([here], self.by.text())
            self._look()
        if self._places:
            self._show(self._beside(1, stay=True))

    def replace_all(self) -> None:
        """Replace every place, as one step, and say how many there were."""
        self._look()
        count = len(self._places)
        if count:
            self._back = None
            self._editor.replace(self._places, self.by.text())
            self._look()
        self._tell(translate("drafting", "%n place(s) replaced", "", count))

    @property
    def said(self) -> str:
        """What is told of the places: how many, which one is shown, that there are none."""
        return self._count.text()

    # ---- within ------------------------------------------------------------------------------

    def _typed(self) -> None:
        if self._back is not None:  # each word is looked for from where one stood
            self._editor.go(*self._back)
        self._look()
        if self._places:
            self._show(self._beside(1, stay=True))

    def _changed(self) -> None:
        if self.isVisible():
            self._pause.start(PAUSE_MS)

    def _look(self) -> None:
        """Find all places in the text as it now is."""
        self._pause.stop()
        laid, words = self._editor.binding.laid, self.words.text()
        self._places = acts.found(laid, words, whole=self.whole.isChecked(), exact=self.exact.isChecked())
        self._editor.setExtraSelections([self._tint(place) for place in self._places[:SHOWN_MAX]])
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(bool(self._places))
        self._say_count()

    def _here(self) -> Found:
        (k, start), (_, end) = self._editor.selected()
        return k, start, end

    def _beside(self, by: int, *, stay: bool = False) -> Found:
        """The next place from the caret, or the one before; `stay`: one that is selected is the next."""
        here = self._here()
        if by > 0:
            return next(
                (one for one in self._places if one > here or (stay and one[:2] >= here[:2])), self._places[0]
            )
        return next((one for one in reversed(self._places) if one[:2] < here[:2]), self._places[-1])

    def _show(self, place: Found) -> None:
        k, start, end = place
        self._editor.go((k, start), (k, end))
        self._say_count()

    def _say_count(self) -> None:
        here, count = self._here(), len(self._places)
        if not self.words.text():
            self._tell("")
        elif not count:
            self._tell(translate("drafting", "Not found"))
        elif here in self._places:
            text = translate("drafting", "{n} of {count}")
            self._tell(text.format(n=when.number(self._places.index(here) + 1), count=when.number(count)))
        else:
            self._tell(translate("drafting", "%n place(s)", "", count))

    def _tell(self, text: str) -> None:
        if text != self._count.text():
            self._count.setText(text)
            if text:
                announce(self.words, text)

    def _tint(self, place: Found) -> QTextEdit.ExtraSelection:
        k, start, end = place
        made, cursor = QTextEdit.ExtraSelection(), QTextCursor(self._editor.document())
        cursor.setPosition(self._editor.binding.position((k, start)))
        cursor.setPosition(self._editor.binding.position((k, end)), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format.setBackground(theme.LIGHT.amber_line)
        return made

    def _key(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.by.hasFocus():
                self.replace_one()
            else:
                self.step(-1 if shift else 1)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _toggle(self, name: str, icon: str) -> IconButton:
        made = IconButton(name, icon, height=SMALL)
        made.setCheckable(True)
        made.toggled.connect(self._typed)
        return made

    def _tool(self, name: str, icon: str, deed: Callable[[], None]) -> IconButton:
        made = IconButton(name, icon, height=SMALL)
        made.clicked.connect(lambda _=False: deed())
        return made


class _Line(QLineEdit):
    """A line whose Enter is the bar's."""

    def __init__(self, name: str, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._on_key = on_key
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMaxLength(WORDS_MAX)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.current().hit(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    return made
