# SPDX-License-Identifier: Apache-2.0
"""The one window of the program: it shows what is there at the moment, from the first frame to the last.

Its first frame needs nothing but Qt and the colours; everything else is loaded after it was painted.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.shell import geometry
from ui.widgets import paint

LIST, LIST_TOP = 408, 141  # width of the list, and where its rows begin


class Opening(QWidget):
    """The shape of the window while the desk is being opened; it does not move. `text` says what takes long.

    `painted` is emitted once, when it was on the screen.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self._fresh = True

    def say(self, text: str) -> None:
        """Say what is being waited for."""
        self.text = text
        self.setAccessibleDescription(text)
        self.update()

    def list_place(self, wanted: int = LIST) -> tuple[int, int]:
        """Where the list will stand: its left edge and its width, as the inbox lays it out."""
        now = theme.current()
        rail = now.hit(56 if self.width() < now.px(1080) else 220) + 1
        return rail, min(now.hit(wanted), max(320, int(self.width() * 0.31)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self.painted.emit)
        painter = QPainter(self)
        tokens = theme.tokens()
        left, wide = self.list_place()
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(QRectF(0, 0, left - 1, self.height()), tokens.rail)
        painter.fillRect(QRectF(0, self.height() - 30, self.width(), 30), tokens.rail)
        for line in (
            QRectF(left - 1, 0, 1, self.height()),
            QRectF(left, 54, self.width() - left, 1),
            QRectF(left, LIST_TOP - 1, wide, 1),
            QRectF(left + wide, 54, 1, self.height() - 84),
        ):
            painter.fillRect(line, tokens.line)
        for row in range((self.height() - LIST_TOP - 30) // 78):
            top = LIST_TOP + 18 + row * 78
            paint.box(painter, QRectF(left + 20, top, 34, 34), 8, tokens.grey_tint)
            for line_, share in enumerate((0.42, 0.92, 0.36)):
                bar = QRectF(left + 66, top + 3 + 20 * line_, (wide - 86) * share, 10)
                paint.box(painter, bar, 5, tokens.grey_tint)
        if self.text:
            painter.setFont(theme.font(13))
            painter.setPen(tokens.text2)
            painter.drawText(QRectF(left + wide + 24, 80, self.width() - left - wide - 48, 60), self.text)


class Host(QWidget):
    """Shows one page. `on_close()` decides whether the window may go: False if it was hidden instead."""

    def __init__(self, on_close: Callable[[], bool]) -> None:
        super().__init__()
        self.setObjectName("host")
        self._on_close = on_close
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumSize(geometry.LEAST)

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self._stack.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show another page; the one before is thrown away."""
        old = self.page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(page.windowTitle())
        if old is not None and old is not page:
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def take(self, page: QWidget) -> None:
        """Take a page out without throwing it away; it keeps what it holds, unseen."""
        self._stack.removeWidget(page)
        page.setParent(None)

    def place_at(self, frame: QRect, *, maximised: bool) -> None:
        """Stand where it stood, and show."""
        self.setGeometry(frame)
        if maximised:
            self.showMaximized()
        else:
            self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._on_close():
            event.accept()
        else:
            event.ignore()
