# SPDX-License-Identifier: Apache-2.0
"""A desktop process that tells when it had painted what: ours by its own start, or a bare Qt window.

Started as `python -m bench.desktop KIND STARTED [HOME]`; STARTED is `time.monotonic()` just before. Writes one
JSON object of marks on stdout: seconds of CPU of this process, seconds since STARTED, resident MB. Nothing
is imported here before it is needed: what the program does not load would be counted with it.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ui.app import Program
    from ui.core import Core

marks: dict[str, tuple[float, float, float]] = {}


def mark(name: str) -> None:
    """Now; the first time counts."""
    if name not in marks:
        cpu, wall = time.process_time(), time.monotonic() - float(sys.argv[2])
        marks[name] = cpu, wall, _resident_mb()


def _resident_mb() -> float:
    """MB of this process in memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not loaded yet
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))
    except OSError:
        return 0.0


def bare() -> None:
    """The floor: an empty window."""
    from PySide6 import QtCore, QtWidgets

    class Window(QtWidgets.QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802
            QtCore.QTimer.singleShot(0, self.painted)

        def painted(self) -> None:
            mark("frame")
            QtWidgets.QApplication.quit()

    app = QtWidgets.QApplication([])
    window = Window()
    window.resize(1100, 700)
    window.show()
    app.exec()


def ours() -> None:
    """`python -m ui`, but that the key is there at once: reading it may ask the officer."""
    from functools import partial
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ui import app
    from ui.__main__ import catch

    qt = QApplication(sys.argv[:1])
    program = app.Program(qt, Path(sys.argv[3]), _assemble, _Ring())
    sys.excepthook = partial(catch, program)
    program.start()
    _watch(program)
    qt.exec()


class Keyring:
    """A key store that holds the key of the prepared desk."""

    def get_password(self, _service: str, _name: str) -> str:
        """The key."""
        return bytes(range(32)).hex()


Keyring.__module__ = "keyring.backends.SecretService"  # one of those that are trusted


class _Ring:
    def get_keyring(self) -> Keyring:
        return Keyring()


def _assemble(at: Path) -> Core:
    """The real core over that key."""
    import os
    from dataclasses import replace

    from ui.core import Core
    from workspace import app
    from workspace.services.cabinet import FileCabinet

    cabinet = FileCabinet(at, _Ring(), os.urandom, app.clock)
    return Core(replace(app.assemble(at), cabinet=cabinet), cabinet)


def _watch(program: Program) -> None:
    """Mark the first frame, the glance and the true rows when they were painted, then everything loaded."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from ui.shell.host import Opening

    host = program.host

    class Painted(QObject):
        """Marks a widget's first painting; it is asked before the widget, whose own signal starts what is next."""

        def __init__(self, name: str) -> None:
            super().__init__(host)
            self._name = name

        def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: mark(self._name))
            return False

    def shown() -> None:
        page = host.page
        if page is not None and hasattr(page, "list"):  # the glance; the parts of a page are painted with it
            page.installEventFilter(Painted("glance"))
        elif program.desk is not None:
            program.desk.inbox.column.list.viewport().installEventFilter(Painted("page"))
            late.start()
        elif isinstance(page, Opening):
            page.installEventFilter(Painted("frame"))

    def look() -> None:
        if program.systray is not None and "page" in marks:
            late.stop()
            mark("loaded")
            program.leave()

    late = QTimer(host)
    late.setInterval(50)
    late.timeout.connect(look)
    host._stack.currentChanged.connect(shown)  # noqa: SLF001 - no signal tells it
    shown()


if __name__ == "__main__":
    {"bare": bare, "ours": ours}[sys.argv[1]]()
    import json

    print(json.dumps(marks))
