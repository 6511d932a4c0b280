# SPDX-License-Identifier: Apache-2.0
"""One program per folder: a second one wakes the first and goes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS: Final = 500


def name_of(at: Path) -> str:
    """The name of the channel of a folder."""
    return f"ruangkerja-{hashlib.sha256(str(at.resolve()).encode()).hexdigest()[:16]}"


def wake(at: Path) -> bool:
    """Have the program that uses this folder show its window; False if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(at))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.disconnectFromServer()
    return True


def listen(at: Path, owner: QObject, on_wake: Callable[[], None]) -> QLocalServer | None:
    """Be woken from now on; None if the channel cannot be had."""
    server = QLocalServer(owner)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    name = name_of(at)
    if not server.listen(name):
        QLocalServer.removeServer(name)  # left behind by a program that was killed
        if not server.listen(name):
            return None

    def came() -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.deleteLater()
            on_wake()

    server.newConnection.connect(came)
    return server
