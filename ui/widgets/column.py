# SPDX-License-Identifier: Apache-2.0
"""Widgets under each other: a column that is replaced all at once, and what somebody said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import Pane
from ui.widgets.chip import Avatar, Tile
from ui.widgets.label import ElidedLabel, Label

LONG: Final = 760  # px of a card: its lines can still be followed from end to beginning


class Column(Pane):
    """Widgets under each other on a ground, `margin` px from its sides and never wider than can be read."""

    def __init__(self, ground: str, margin: int, *, top: int, gap: int) -> None:
        super().__init__(ground)
        self._box = QVBoxLayout(self)
        self._margin, self._top = margin, top
        self._box.setSpacing(gap)
        self.retheme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retheme()

    def retheme(self) -> None:
        beyond = self.width() - self._margin - theme.current().px(LONG)
        self._box.setContentsMargins(self._margin, self._top, max(self._margin, beyond), 18)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show these instead."""
        clear(self._box)
        for widget in widgets:
            self._box.addWidget(widget)
            widget.show()  # now, not when Qt gets to it: the keyboard may go there at once
        self._box.addStretch(1)


def clear(layout: QLayout) -> None:
    """Throw away what stands in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Said(QWidget):
    """Words of somebody, under their name and the time."""

    def __init__(self, who: str, time: str, text: str, *, size: int = 13) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Avatar(who, side=28 if size > 12 else 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(who, size=12, weight=600))
        head.addWidget(Label(time, size=12, ink="text2", tabular=True))
        head.addStretch(1)
        column.addLayout(head)
        words = Label(text, size=size, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        row.addLayout(column, 1)


def add_files(column: QVBoxLayout, names: Sequence[str]) -> None:
    """The names of attached files, each with a clip."""
    for name in names:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Tile("paperclip", "grey", side=28))
        row.addWidget(ElidedLabel(name), 1)
        column.addLayout(row)
