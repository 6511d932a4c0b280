# SPDX-License-Identifier: Apache-2.0
"""A letter's editor under test: one officer's paper, another officer's copy, and the lines to begin with."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from tests.paper.typists import shown
from ui.drafting.binding import Binding
from ui.drafting.editor import Editor
from workspace.paper.body import EMBED, Line, Run, line, line_size, plain_text
from workspace.paper.replica import Replica

Keep = QTextCursor.MoveMode.KeepAnchor


class Paper:
    """An editor, another officer's copy, and what the editor sent."""

    def __init__(self, *lines: Line) -> None:
        begun: list[bytes] = []
        Replica(99, self.clock, begun.append).begin(lines)
        self.now = 1
        self.sent: list[bytes] = []
        self.theirs: list[bytes] = []
        self.replica = Replica(1, self.clock, self.sent.append, begun)
        self.other = Replica(2, self.clock, self.theirs.append, begun)
        self.editor = Editor(self.replica)
        self.editor.resize(500, 400)
        self.editor.show()  # without it nothing has a place on the screen

    def clock(self) -> int:
        return self.now

    def press(
        self, key: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
    ) -> None:
        QApplication.sendEvent(self.editor, QKeyEvent(QKeyEvent.Type.KeyPress, key, held, text))

    def types(self, text: str) -> None:
        for letter in text:
            self.press(0, text=letter)

    def select(self, start: tuple[int, int], end: tuple[int, int] | None = None) -> None:
        cursor, binding = self.editor.textCursor(), self.editor.binding
        cursor.setPosition(binding.position(start))
        cursor.setPosition(binding.position(end or start), Keep)
        self.editor.setTextCursor(cursor)

    def caret(self) -> tuple[int, int]:
        return self.editor.binding.place(self.editor.textCursor().position())

    def paste(self, html: str = "", text: str = "") -> None:
        data = QMimeData()
        if html:
            data.setHtml(html)
        if text:
            data.setText(text)
        self.editor.insertFromMimeData(data)

    def they_write(self, k: int, at: int, text: str, *, arrives: bool = True) -> None:
        """Another officer puts text into line `k`; it arrives here, or not yet."""
        for update in self.sent:
            self.other.apply(update)
        lines = self.other.lines()
        whole = lines[k].text
        new = line([Run(whole[:at] + text + whole[at:])], lines[k].attrs)
        self.other.write([(sum(map(line_size, lines[:k])), [lines[k]], [new])], at + 1)
        if arrives:
            self.editor.receive(self.theirs[-1])

    @property
    def lines(self) -> list[Line]:
        """The text; what is shown must be the same."""
        fresh = QTextDocument()
        assert shown(fresh, Binding(self.replica, fresh)) == shown(
            self.editor.document(), self.editor.binding
        )
        return self.replica.lines()

    @property
    def text(self) -> str:
        return plain_text(self.lines)


def par(text: str = "", **attrs: str | bool) -> Line:
    return line([Run(text)], tuple(sorted(attrs.items())))


def bold(text: str) -> Run:
    return Run(text, (("b", True),))


def picture(name: str) -> Run:
    """A character that stands for a picture."""
    return Run(EMBED, (("embed", f'{{"src":"{name}"}}'),))


def grid(*cells: str) -> list[Line]:
    """Two columns."""
    return [par(text, cell=f"T/r{k // 2}/c{k % 2}") for k, text in enumerate(cells)]


Make = Callable[..., Paper]  # the fixture `paper`, which takes the lines
