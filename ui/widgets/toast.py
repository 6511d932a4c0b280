# SPDX-License-Identifier: Apache-2.0
"""The toast: what just happened, said once, near the list, with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.widgets import access, paint
from ui.widgets.button import SMALL, Button
from ui.widgets.label import Label

MARGIN, BOTTOM = 16, 18
LASTS = 10_000


class _Act(Button):
    """The action, in the toast's own colour."""

    def colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        return theme.tokens().toast_action, None, None


class Toast(QWidget):
    """One message over the foot of `host`; a new one replaces the old.

    It goes after `lasts` ms, but not while the pointer or the keyboard is on it; Esc closes it
    and gives the focus back. `acted` and `gone` are emitted; `timer` may be passed in by tests.
    Screen readers get it as a notification, hence every message is a new `show()`.
    """

    acted = Signal()
    gone = Signal()
    _host: QWidget | None = None  # an event may arrive before and after the instance has its own

    def __init__(self, host: QWidget, *, timer: QTimer | None = None) -> None:
        super().__init__(host)
        access.install_roles()
        self._host = host
        self._lasts = LASTS
        self._on_act: Callable[[], None] | None = None
        self._previous: QWidget | None = None
        self._timer = timer if timer is not None else QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._text = Label(weight=500, wrap=True)
        self._act = _Act("", "link", height=SMALL, parent=self)
        self._act.clicked.connect(self._acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(14)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        host.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.retheme()
        self.hide()

    @property
    def text(self) -> str:
        """The message shown last."""
        return self._text.text()

    @property
    def button(self) -> Button:
        """The action, for the room's tab order."""
        return self._act

    def say(
        self,
        text: str,
        *,
        action: str = "",
        on_act: Callable[[], None] | None = None,
        lasts: int = LASTS,
    ) -> None:
        """Show `text` for `lasts` ms, with the button `action` that calls `on_act`."""
        self._give_focus_back()
        self.hide()
        self._on_act, self._lasts = on_act, lasts
        self._text.setText(text)
        self._act.set_caption(action)
        self._act.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.raise_()
        self.show()
        self._run()

    def dismiss(self) -> None:
        """Take the message away."""
        if self.isHidden():  # not `isVisible`: its room may be away, and must not come back with an old offer
            return
        self._timer.stop()
        self._give_focus_back()
        self.hide()
        self.gone.emit()

    def retheme(self) -> None:
        tokens = theme.tokens()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, tokens.on_toast)
        self._text.setFont(theme.font(13, 500))
        self._text.setPalette(palette)
        self._place()

    def _acted(self) -> None:
        call = self._on_act
        self.dismiss()
        self.acted.emit()
        if call is not None:
            call()

    def _give_focus_back(self) -> None:
        """Focus must move before the widget that has it is hidden, or readers lose their place."""
        back = self._previous
        if self._act.hasFocus() and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._previous = None

    def _run(self) -> None:
        held = self.underMouse() or self._act.hasFocus()
        if held:
            self._timer.stop()
        else:
            self._timer.start(self._lasts)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not self._act.hasFocus():
            self._timer.start(self._lasts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is self._act:
            self._previous = old
            self._timer.stop()
        elif old is self._act and self.isVisible():
            self._timer.start(self._lasts)

    def _place(self) -> None:
        if self._host is None:
            return
        room = self._host.width() - 2 * MARGIN
        button = self._act.sizeHint().width() + 14 if self._act.isVisibleTo(self) else 0
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + button + 28
        wide = min(room, max(240, wanted), theme.current().hit(480))
        tall = max(self.heightForWidth(wide), theme.current().hit(42))
        left = (self._host.width() - wide) // 2
        self.setGeometry(left, self._host.height() - tall - BOTTOM, wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        line = tokens.control if tokens.dark else None
        paint.box(QPainter(self), self.rect(), 9, tokens.toast, line)
