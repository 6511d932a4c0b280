# SPDX-License-Identifier: Apache-2.0
"""The icon in the system tray: how the sync stands, ways in, and the window kept alive behind it.

Where the desktop has no system tray there is none, and closing the window ends the program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from ui import faces, theme, words
from ui.widgets import paint

translate = QCoreApplication.translate

SIDE = 64
QUIET = frozenset({"shell.sync", "shell.leave", "systray.show"})


class Systray(QObject):
    """`open_` shows the window; `actions` are the window's own, in the order of the menu (None: a line). All but
    the QUIET ones bring the window up: what they do is seen there.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Sequence[QAction | None],
        open_: Callable[[], None],
        *,
        available: bool | None = None,
    ) -> None:
        super().__init__(window)
        self.available = QSystemTrayIcon.isSystemTrayAvailable() if available is None else available
        self._window, self._open = window, open_
        self._told = False
        self._count = 0
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self._state = QAction(self)
        self._state.setEnabled(False)
        self._show = QAction(translate("shell", "Open Ruang Kerja"), self)
        self._show.setObjectName("systray.show")
        self._show.triggered.connect(open_)
        self.menu.addAction(self._state)
        self.menu.addSeparator()
        self.menu.addAction(self._show)
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)
        self.menu.triggered.connect(self._chosen)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self._paint()
        if self.available:
            self.icon.show()

    def set_state(self, sync: words.Sync) -> None:
        """The same sentence as at the foot of the window; a dot while something needs the officer."""
        self._state.setText(sync.text)
        self._state.setIcon(faces.icon(sync.icon, theme.tokens().ink(sync.ink)))
        self.icon.setToolTip(f"{translate('shell', 'Ruang Kerja')}\n{sync.text}")
        if sync.count != self._count:
            self._count = sync.count
            self._paint()

    @property
    def count(self) -> int:
        """How many things need the officer, as the dot says."""
        return self._count

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self._show.setText(translate("shell", "Open Ruang Kerja"))

    def hidden(self) -> None:
        """The window was closed and lives on here; said once."""
        if self.available and not self._told:
            self._told = True
            text = translate("shell", "The app keeps running in the tray so new items still arrive.")
            self.icon.showMessage(translate("shell", "Ruang Kerja"), text, self.icon.icon())

    def news(self, text: str) -> None:
        """Tell of something that needs the officer while the window is not in front."""
        if self.available:
            self.icon.showMessage(translate("shell", "Ruang Kerja"), text, self.icon.icon())

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self._open()

    def _chosen(self, action: QAction) -> None:
        if action.objectName() not in QUIET and not self._window.isActiveWindow():  # a shortcut ends here too
            self._open()

    def _paint(self) -> None:
        self.icon.setIcon(app_icon(dot=self._count > 0))


def app_icon(*, dot: bool = False) -> QIcon:
    """The program's mark, with a dot at its corner."""
    tokens = theme.tokens()
    picture = QPixmap(SIDE, SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint.box(painter, QRectF(0, 0, SIDE, SIDE), 14, tokens.accent)
    faces.paint(painter, "layers", 12, 12, tokens.on_accent, 40)
    if dot:
        paint.box(painter, QRectF(40, 0, 24, 24), 12, theme.DARK.amber, tokens.surface, 3)
    painter.end()
    return QIcon(picture)
