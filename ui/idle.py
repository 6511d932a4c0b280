# SPDX-License-Identifier: Apache-2.0
"""Whether somebody is there: a desk that nobody touches for some minutes is locked, also while the machine slept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

LOOK_MS: Final = 10_000
MINUTE_MS: Final = 60_000
TOUCHES: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class Idle(QObject):
    """Calls `lock` once nobody has touched the window of `host` for some minutes, or when the desktop suspends the
    program; but not while `settle()` says that something written would be lost with it. `boot()` tells the start of
    the machine and the milliseconds since then, which go on while it sleeps.

    The window is watched, not its widgets: every event of every widget would come through here.
    """

    def __init__(
        self,
        app: QGuiApplication,
        host: QWidget,
        settle: Callable[[], bool],
        lock: Callable[[], None],
        boot: Callable[[], tuple[str, int]],
    ) -> None:
        super().__init__(host)
        self._minutes = 0
        self._settle, self._lock, self._boot = settle, lock, boot
        self._touched = boot()[1]
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window: QWindow | None = host.windowHandle()
        if window is not None:  # before it was shown there is none
            window.installEventFilter(self)
        app.applicationStateChanged.connect(self._stated)

    def watch(self, minutes: int) -> None:
        """From now on lock after so many minutes, 0: never."""
        self._minutes = minutes
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._boot()[1]

    def look(self) -> None:
        """Lock if nobody was there for long enough."""
        if self._minutes and self._boot()[1] - self._touched >= self._minutes * MINUTE_MS:
            self._leave()

    def _leave(self) -> None:
        if self._settle():
            self._lock()

    def _stated(self, state: Qt.ApplicationState) -> None:
        if self._minutes and state == Qt.ApplicationState.ApplicationSuspended:
            self._leave()
        elif state == Qt.ApplicationState.ApplicationActive:
            self.look()  # it may have slept: before anybody sees what was on the screen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.look()
            self.touch()
        return False
