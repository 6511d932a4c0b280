# SPDX-License-Identifier: Apache-2.0
"""Tabs: one kind at a time. A `QTabBar`, so readers and arrow keys know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.label import plain_tip


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its code, its word, and a count (None: none is shown)."""

    id: str
    text: str
    count: int | None = None

    @property
    def caption(self) -> str:
        """The word with its count: "Semua 18"."""
        return self.text if self.count is None else f"{self.text} {self.count}"


class Tabs(QTabBar):
    """Pills; `framed` makes them a switch of two or three. `chosen` carries the id of the tab.

    To a screen reader Qt names a tab bar by its chosen tab; it takes no name of its own.
    """

    chosen = Signal(str)

    def __init__(
        self, tabs: Iterable[Tab] = (), *, framed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._framed = framed
        self._tabs: tuple[Tab, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._changed)
        self.retheme()
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Iterable[Tab]) -> None:
        """Show these tabs; the chosen one stays chosen if it is still there."""
        kept = self.current()
        wanted = tuple(tabs)
        self.blockSignals(True)
        while self.count() > len(wanted):
            self.removeTab(self.count() - 1)
        self._tabs = wanted
        for index, tab in enumerate(wanted):
            caption = tab.caption.replace("&", "&&")
            if index < self.count():
                self.setTabText(index, caption)
            else:
                self.addTab(caption)
            self.setTabToolTip(index, plain_tip(tab.caption))
        self.blockSignals(False)
        self.choose(kept)
        self.updateGeometry()

    def current(self) -> str:
        """The id of the chosen tab, "" if there are none."""
        index = self.currentIndex()
        return self._tabs[index].id if 0 <= index < len(self._tabs) else ""

    def choose(self, id: str) -> None:
        """Choose a tab; an unknown id changes nothing."""
        for index, tab in enumerate(self._tabs):
            if tab.id == id:
                self.setCurrentIndex(index)

    def step(self, by: int) -> None:
        """Go `by` tabs on (or back), round the end."""
        if self._tabs:
            self.setCurrentIndex((self.currentIndex() + by) % len(self._tabs))

    def _changed(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            self.chosen.emit(self._tabs[index].id)

    def retheme(self) -> None:
        self.setFont(theme.font(12, 600))
        self.updateGeometry()

    def _tall(self) -> int:
        return theme.current().hit(30)

    def tabSizeHint(self, index: int) -> QSize:
        wide = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._tabs[index].caption) + 20
        return QSize(wide + (0 if self._framed else 2), self._tall())

    def minimumTabSizeHint(self, index: int) -> QSize:
        full = self.tabSizeHint(index).width()
        return QSize(full if index == self.currentIndex() else min(44, full), self._tall())

    def sizeHint(self) -> QSize:
        wide = sum(self.tabSizeHint(index).width() for index in range(len(self._tabs)))
        return QSize(wide, self._tall())

    def minimumSizeHint(self) -> QSize:
        wide = sum(self.minimumTabSizeHint(index).width() for index in range(len(self._tabs)))
        return QSize(wide, self._tall())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        if self._framed and self._tabs:
            around = self.tabRect(0).united(self.tabRect(len(self._tabs) - 1))
            paint.box(painter, around, 8, tokens.field, tokens.line)
        over = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for index, tab in enumerate(self._tabs):
            body = QRectF(self.tabRect(index)).adjusted(1, 1, -1, -1)
            if self._framed:
                body.adjust(2, 2, -2, -2)
            on = index == self.currentIndex()
            if on or index == over:
                paint.box(painter, body, 6, tokens.tint if on else tokens.grey_tint)
            painter.setFont(theme.font(12, 600 if on else 500))
            painter.setPen(tokens.accent if on else tokens.text2)
            room = int(body.width()) - (8 if not self._framed else 4)
            text = QFontMetrics(painter.font()).elidedText(tab.caption, Qt.TextElideMode.ElideRight, room)
            painter.drawText(body, Qt.AlignmentFlag.AlignCenter, text)
