# SPDX-License-Identifier: Apache-2.0
"""Numbers with what they count, in a row; those without room are left out whole, the last first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.chip import Tile
from ui.widgets.label import Label

GAP = 24


class Figure(QWidget):
    """A number with what it counts."""

    def __init__(self, icon: str, tone: theme.Tone, caption: str) -> None:
        super().__init__()
        self._number = Label(size=17, weight=600, tabular=True)
        self._caption = caption
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self._number)
        texts.addWidget(Label(caption, size=12, ink="text2"))
        texts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(11)
        row.addWidget(Tile(icon, tone, side=32))
        row.addLayout(texts)

    def set(self, number: str) -> None:
        """Show another number."""
        self._number.setText(number)
        self.setAccessibleName(f"{number} {self._caption}")


class Figures(QWidget):
    """Figures side by side. It asks for room for all but takes less: a window must be able to shrink."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__()
        self._figures = tuple(figures)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addStretch(1)
        for figure in self._figures:
            row.addWidget(figure)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _widths(self) -> list[int]:
        return [figure.sizeHint().width() for figure in self._figures]

    def sizeHint(self) -> QSize:
        tall = max((figure.sizeHint().height() for figure in self._figures), default=0)
        return QSize(sum(self._widths()) + GAP * (len(self._figures) + 1), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width()
        for figure, wide in zip(self._figures, self._widths(), strict=True):
            room -= wide + GAP
            figure.setVisible(room >= -GAP)
