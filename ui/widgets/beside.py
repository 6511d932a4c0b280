# SPDX-License-Identifier: Apache-2.0
"""A list with what is read of it beside it; on a narrow window one of them at a time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ui import theme

LIST_LEAST, LIST_MOST, LIST_WIDE = 320, 560, 408
LIST_SHARE: Final = 0.31  # of the window, at most
SIDE_FROM, STACK_BELOW = 1280, 900  # widths of the window, at text size 100 %


class Beside(QWidget):
    """`list_width` is what the officer chose by dragging; `stacked` says that only one of the two is shown.

    It holds the splitter and is none: a splitter would take a sheet that covers both for a third.
    """

    def __init__(self, column: QWidget, pane: QWidget) -> None:
        super().__init__()
        self._column, self._pane = column, pane
        self._list_width, self.stacked = LIST_WIDE, False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(column)
        self._split.addWidget(pane)
        self._split.setStretchFactor(1, 1)
        self._split.splitterMoved.connect(self._dragged)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)

    @property
    def list_width(self) -> int:
        """How wide the list is where there is room, in px."""
        return self._list_width

    @list_width.setter
    def list_width(self, width: int) -> None:
        self._list_width = max(LIST_LEAST, min(LIST_MOST, width))

    def fit(self) -> bool:
        """Follow the width of the window; whether the pane has room for its side."""
        wide, now = self.window().width(), theme.current()
        self.stacked = wide < now.px(STACK_BELOW)
        self._column.setMinimumWidth(0 if self.stacked else LIST_LEAST)
        self._column.setMaximumWidth(theme.MOST_WIDE if self.stacked else now.hit(LIST_MOST))
        if self.stacked:
            self.turn(reading=self._pane.isVisibleTo(self) and not self._column.isVisibleTo(self))
        else:
            self._column.show()
            self._pane.show()
            list_ = min(now.hit(self._list_width), max(LIST_LEAST, int(wide * LIST_SHARE)))
            self._split.setSizes([list_, max(1, self._split.width() - list_ - 1)])
        return wide >= now.px(SIDE_FROM)

    def turn(self, *, reading: bool) -> None:
        """To what is read, or back to the list, where only one of them has room."""
        if self.stacked:
            self._column.setVisible(not reading)
            self._pane.setVisible(reading)

    def _dragged(self, left: int, index: int) -> None:
        if not self.stacked:
            self.list_width = left
