# SPDX-License-Identifier: Apache-2.0
"""A field of several entries: receivers, copies, positions; searched for, or written as they shall be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.access import announce
from ui.widgets.button import SMALL, IconButton
from ui.widgets.column import clear
from ui.widgets.label import ElidedLabel
from ui.widgets.lines import Entry, LineList
from ui.widgets.picklist import type_on

translate = QCoreApplication.translate

Find = Callable[[str], Sequence[Entry]]  # what fits the words typed, the best first
FOUND_MAX: Final = 6
AS_WRITTEN: Final = "as-written:"  # before the id of the offer to take what was typed as it is


class ListField(QWidget):
    """Entries under each other, each with a cross, and a line that looks for more. `changed` carries their ids.

    `free` lets what was typed be an entry itself; then the id is the text. Otherwise `naming` gives the text of an
    id. Enter takes what is marked, Down goes to the list, Backspace on an empty line takes the last entry out,
    Alt+Up and Alt+Down on a cross move its entry.
    """

    changed = Signal(object)

    def __init__(
        self, name: str, find: Find, *, most: int, free: bool = True, naming: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._find, self._most, self._free, self._naming = find, most, free, naming
        self._ids: tuple[str, ...] = ()
        self._crosses: list[IconButton] = []
        self._remark = ""
        self.line = _Line(self._key)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(translate("drafting", "Add: type a name or a position"))
        self.found = LineList(translate("drafting", "Found for {name}").format(name=name), "field")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        column.addLayout(self._rows)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._look)
        self.found.picked.connect(self._take)
        self.found.typed.connect(self._typed_on)
        self.found.left.connect(lambda: self.line.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.found.hide()

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries."""
        return self._ids

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show exactly these; nothing is emitted."""
        if tuple(ids) == self._ids and self._crosses:
            return
        self._ids = tuple(ids)
        clear(self._rows)
        self._crosses = []
        for at, id_ in enumerate(self._ids):
            self._rows.addWidget(self._row(at, " · ".join(self._naming(id_).split("\n"))))
        self.line.setVisible(len(self._ids) < self._most)
        for before, after in pairwise((self.line, *self._crosses, self.line) if self._crosses else ()):
            self.setTabOrder(before, after)  # what is made now would come last in the window
        self.updateGeometry()
        self.describe(self._remark)

    def describe(self, remark: str) -> None:
        """What a reader says of the line beside its name: a remark, and the entries over it."""
        self._remark = remark
        names = (" ".join(self._naming(id_).split()) for id_ in self._ids)
        self.line.setAccessibleDescription(", ".join(filter(None, (remark, *names))))

    def go(self, item: int) -> None:
        """The keyboard to an entry, or to the line."""
        target: QWidget = self._crosses[item] if 0 <= item < len(self._crosses) else self.line
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, at: int, text: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        number = f"{at + 1}. " if len(self._ids) > 1 else ""
        label = ElidedLabel(number + text)
        cross = IconButton(translate("drafting", "Take out {name}").format(name=text), "x", height=SMALL)
        cross.clicked.connect(partial(self._drop, at))
        cross.installEventFilter(_Mover(self, at))
        self._crosses.append(cross)
        row.addWidget(label, 1)
        row.addWidget(cross)
        return made

    # ---- what changes it ---------------------------------------------------------------------

    def _put(self, ids: Sequence[str]) -> None:
        self.set_ids(ids)
        self.changed.emit(self._ids)

    def _take(self, entry: Entry) -> None:
        id_ = self._value(entry)
        self.line.clear()
        self.found.hide()
        if id_ not in self._ids:
            self._put((*self._ids, id_))
            announce(self.line, translate("drafting", "{name} added").format(name=self._naming(id_)))
        (self.line if self.line.isVisible() else self._crosses[-1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _value(self, entry: Entry) -> str:
        """What is kept of an entry that was found: of one that is printed its text."""
        if entry.id.startswith(AS_WRITTEN):
            return entry.id.removeprefix(AS_WRITTEN)
        return entry.text if self._free else entry.id

    def _drop(self, at: int) -> None:
        name = self._naming(self._ids[at])
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(self._ids[:at] + self._ids[at + 1 :])
        announce(self.line, translate("drafting", "{name} taken out").format(name=name))

    def move_entry(self, at: int, by: int) -> None:
        """Let an entry change its place with the next (1) or the one before (-1)."""
        to = at + by
        if 0 <= to < len(self._ids):
            ids = list(self._ids)
            ids[at], ids[to] = ids[to], ids[at]
            self._put(ids)
            self.go(to)

    def _look(self) -> None:
        text = " ".join(self.line.text().split())
        offers = (
            [one for one in self._find(text) if self._value(one) not in self._ids][:FOUND_MAX] if text else []
        )
        if text and self._free and text not in {one.text for one in offers}:
            written = translate("drafting", "“{text}” as it is written").format(text=text)
            offers.append(Entry(AS_WRITTEN + text, written, "pencil"))
        self.found.set_entries(offers)
        self.found.setVisible(bool(offers))
        self.found.setFixedHeight(theme.current().hit(30) * max(len(offers), 1) + 2)
        if offers:
            self.found.go(0)
            announce(self.line, translate("drafting", "Enter takes {name}").format(name=offers[0].said))

    def _typed_on(self, event: QKeyEvent) -> None:
        type_on(self.line, event)
        self._look()

    def _key(self, event: QKeyEvent) -> bool:
        key, marked = event.key(), self.found.current() if self.found.isVisible() else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if marked is not None:
                self._take(marked)
            return True
        if key == Qt.Key.Key_Down and marked is not None:
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._ids:
            self._drop(len(self._ids) - 1)
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self._look()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, on = theme.tokens(), self.line.hasFocus()
        ground, line = (tokens.surface, tokens.accent) if on else (tokens.field, tokens.line)
        paint.box(QPainter(self), QRectF(self.rect()), 8, ground, line, 2 if on else 1)


class _Mover(QObject):
    """The keys of one cross."""

    def __init__(self, field: ListField, at: int) -> None:
        super().__init__(field)
        self._field, self._at = field, at

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in moves and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._field.move_entry(self._at, moves[Qt.Key(event.key())])
            return True
        return False


class _Line(QLineEdit):
    """The line under the entries; the field draws its frame."""

    def __init__(self, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._on_key = on_key
        self.setProperty("bare", True)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.current().hit(30))
        self.setTextMargins(8, 0, 4, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._frame()

    def _frame(self) -> None:
        if (field := self.parentWidget()) is not None:
            field.update()
