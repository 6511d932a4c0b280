# SPDX-License-Identifier: Apache-2.0
"""The desk a letter is written at: the tools, the text on its paper, and the bar that finds words in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.drafting.actions import Writing
from ui.drafting.bar import FormatBar
from ui.drafting.editor import Editor
from ui.drafting.find import FindBar
from ui.drafting.paper import Paper
from ui.room import Room
from ui.widgets.card import Divider
from ui.widgets.keyed import KeyedActions
from ui.words import QT_TRANSLATE_NOOP
from workspace.paper.replica import Replica

translate = QCoreApplication.translate

MOVES: Final = (
    ("find", QT_TRANSLATE_NOOP("drafting", "Find"), ("Ctrl+F",)),
    ("replace", QT_TRANSLATE_NOOP("drafting", "Find and replace"), ("Ctrl+H",)),
    ("find_next", QT_TRANSLATE_NOOP("drafting", "Next place"), ("F3",)),
    ("find_previous", QT_TRANSLATE_NOOP("drafting", "Previous place"), ("Shift+F3",)),
    ("tools", QT_TRANSLATE_NOOP("drafting", "To the tools"), ("F10",)),
)


class Desk(Room):
    """One letter. The text stays where it is when all around it is made anew in another language."""

    def __init__(self, replica: Replica, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = Editor(replica)
        self.writing = Writing(self.editor, self)
        self.moves = KeyedActions("drafting", self)
        for code, _, keys in MOVES:
            self.moves.make(code, keys)
        self.moves.attach(self)
        self.moves["find"].triggered.connect(lambda: self.finder.open(replacing=False))
        self.moves["replace"].triggered.connect(lambda: self.finder.open(replacing=True))
        self.moves["find_next"].triggered.connect(lambda: self.finder.step(1))
        self.moves["find_previous"].triggered.connect(lambda: self.finder.step(-1))
        self.moves["tools"].triggered.connect(lambda: self.bar.setFocus(Qt.FocusReason.TabFocusReason))
        self.rebuild()

    def build(self) -> QWidget:
        for code, text, _ in MOVES:
            self.moves[code].setText(translate("drafting", text))
        self.writing.retranslate()
        self.editor.retranslate()
        self.bar = FormatBar(self.writing)
        self.bar.left.connect(self.enter)
        self.finder = FindBar(self.editor)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, Divider(), self.finder):
            column.addWidget(widget)
        column.addWidget(Paper(self.editor), 1)
        return made

    def panes(self) -> list[QWidget]:
        return [self.editor, self.bar]
