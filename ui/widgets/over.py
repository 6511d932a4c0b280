# SPDX-License-Identifier: Apache-2.0
"""Something over the window: a card on a scrim. The window waits under it; Esc goes back to where one was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui import theme
from ui.widgets import access, paint

EDGE = 24
RADIUS = 14


class SheetCard(QWidget):
    """The card itself; to screen readers a dialogue with the card's name."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), RADIUS, theme.tokens().card, theme.tokens().line)


class Over(QWidget):
    """A card over `host`. `open(first)` shows it and gives the focus to `first`, or to what comes first in it;
    `close_sheet()` and Esc hide it, emit `closed` and give the focus back to where it was. Tab stays inside.

    Whoever derives from it says in `card_place()` where the card stands.
    """

    closed = Signal()
    _host: QWidget | None = None  # an event may arrive before and after the instance has its own

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        access.install_roles()
        self._host = host
        self._previous: QWidget | None = None
        self._first: QWidget | None = None
        self._card = SheetCard(self)
        self._start: QWidget = self._card  # what comes first in it comes after this
        host.installEventFilter(self)
        self.hide()

    @property
    def card(self) -> QWidget:
        """The card itself, without the scrim."""
        return self._card

    def card_place(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the card; the scrim has its size already."""
        raise NotImplementedError

    def open(self, first: QWidget | None = None) -> None:
        """Show it and move the focus into it."""
        if not self.isVisible():
            self._previous = QApplication.focusWidget()
        self._first = first
        self._place()
        self.show()
        self.raise_()
        self._place()
        start = first or self._neighbour(self._start, forward=True)
        start.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Hide it; the focus goes back to where it was."""
        if not self.isVisible():
            return
        back = self._previous
        self._previous = None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)  # before hide(), or readers lose their place
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        # Everything else ends here as well: the window under the scrim must not hear it.

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        now = QApplication.focusWidget()
        start = now if now is not None and self.isAncestorOf(now) else self._start
        self._neighbour(start, forward=next).setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _neighbour(self, start: QWidget, *, forward: bool) -> QWidget:
        """The next widget in here that Tab may stop at; `start` if there is no other."""
        widget: QWidget | None = start
        while widget is not None:
            widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
            if widget is None or widget is start:  # the chain is a ring
                break
            tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tab and self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
                return widget
        return start

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        if self._host is not None:
            self.setGeometry(self._host.rect())
        self._card.setGeometry(*self.card_place())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().scrim)
        paint.shadow(painter, QRectF(self._card.geometry()), RADIUS)
