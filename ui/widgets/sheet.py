# SPDX-License-Identifier: Apache-2.0
"""A sheet: one deed over the window. The window waits under a scrim; Esc goes back to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.widgets import access, paint
from ui.widgets.button import IconButton
from ui.widgets.card import Divider, Scroll
from ui.widgets.chip import Tile
from ui.widgets.label import ElidedLabel
from ui.widgets.notice import Strip

EDGE = 24
RADIUS = 14


class SheetCard(QWidget):
    """The card of a sheet; to screen readers a dialogue with the sheet's title."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), RADIUS, theme.tokens().card, theme.tokens().line)


class Sheet(QWidget):
    """A card of `width` px (more with larger text) over `host`.

    It is as tall as its body asks for and the window allows. Put the form into `body`, buttons
    into `foot`, a chip or such into `corner`. `open()` shows it and gives the focus to `first`
    (or the first field); `close_sheet()`, Esc and the cross hide it, emit `closed` and give the
    focus back to where it was. Ctrl+Enter emits `submitted`. Tab stays inside.
    """

    closed = Signal()
    submitted = Signal()
    away = False  # its deed is under way; what was written is still in it
    _host: QWidget | None = None  # an event may arrive before and after the instance has its own

    def __init__(
        self,
        host: QWidget,
        title: str,
        *,
        subtitle: str = "",
        icon: str = "",
        tone: theme.Tone = "accent",
        width: int = 640,
        close_name: str,
    ) -> None:
        super().__init__(host)
        access.install_roles()
        self._host, self._width = host, width
        self._previous: QWidget | None = None
        self._first: QWidget | None = None
        self._card = SheetCard(self)
        self._card.setAccessibleName(title)
        self._title = ElidedLabel(title, size=17, weight=600)
        self._subtitle = ElidedLabel(subtitle, size=12, ink="text2")
        if not subtitle:
            self._subtitle.hide()
        self.corner = QHBoxLayout()
        self._cross = IconButton(close_name, "x")
        self._cross.clicked.connect(self.close_sheet)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(8)
        self._scroll = Scroll(self._content)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 10, 20, 10)
        self.foot.setSpacing(10)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(icon, tone))
        column.addWidget(Divider())
        self._strip = Strip()
        self._strip.hide()
        column.addWidget(self._strip)
        column.addWidget(self._scroll, 1)
        column.addWidget(Divider())
        column.addLayout(self.foot)
        host.installEventFilter(self)
        self.hide()

    def _head(self, icon: str, tone: theme.Tone) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 12)
        head.setSpacing(12)
        if icon:
            head.addWidget(Tile(icon, tone, side=36))
        head.addLayout(words, 1)
        head.addLayout(self.corner)
        head.addWidget(self._cross)
        return head

    @property
    def card(self) -> QWidget:
        """The card itself, without the scrim."""
        return self._card

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title and line under it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._card.setAccessibleName(title)

    def open(self, first: QWidget | None = None) -> None:
        """Show the sheet and move the focus into it."""
        if not self.isVisible():
            self._previous = QApplication.focusWidget()
        self._first = first
        self._place()
        self.show()
        self.raise_()
        self._place()
        start = first or self._neighbour(self._cross, forward=True)
        start.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Hide the sheet; the focus goes back to where it was."""
        if not self.isVisible():
            return
        back = self._previous
        self._previous = None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)  # before hide(), or readers lose their place
        self.hide()
        self.closed.emit()

    def put_away(self) -> None:
        """Hide it while its deed is done: `closed` then, or `come_back` if that could not be."""
        self.blockSignals(True)
        self.close_sheet()
        self.blockSignals(False)
        self.away = True

    def come_back(self, why: str) -> None:
        """The deed could not be done: all that was written is there again, and why it is."""
        self.away = False
        self._strip.set(why, "amber", "triangle-alert")
        self._strip.show()
        self.open(self._first)

    def fit(self) -> None:
        """Take the height the body now asks for (call it after showing or hiding a part)."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        # Everything else ends here as well: the window under the scrim must not hear it.

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        now = QApplication.focusWidget()
        start = now if now is not None and self.isAncestorOf(now) else self._cross
        self._neighbour(start, forward=next).setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _neighbour(self, start: QWidget, *, forward: bool) -> QWidget:
        """The next widget in the sheet that Tab may stop at; `start` if there is no other."""
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
        asked = max(theme.current().hit(self._width), self._card.minimumSizeHint().width())
        wide = min(asked, self.width() - 2 * EDGE)
        layout = self._card.layout()
        if layout is not None:
            layout.activate()
        around = self._card.minimumSizeHint().height() - self._scroll.minimumSizeHint().height()
        inner = self.body.heightForWidth(wide) if self.body.hasHeightForWidth() else -1
        wanted = around + max(inner, self._content.sizeHint().height() if inner < 0 else inner)
        tall = min(wanted, self.height() - 2 * EDGE)
        self._card.setGeometry((self.width() - wide) // 2, (self.height() - tall) // 2, wide, tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().scrim)
        paint.shadow(painter, QRectF(self._card.geometry()), RADIUS)
