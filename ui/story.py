# SPDX-License-Identifier: Apache-2.0
"""Steps from a file, run in the real windows through the same actions and fields as an officer's hands.

`python -m ui --story FILE` follows a growing file of JSON lines, one step a line, and answers each with a line on
standard output. A step waits for what it needs (a field that is there, an action that may be used, a named
state), never for a time, and fails when that does not come by its deadline. Nothing here knows a noun or a rule.

    {"do": "type", "name": "signin.nip", "text": "…"}     {"do": "click", "name": "signin.send"}
    {"do": "trigger", "name": "inbox.complete"}           {"do": "keys", "keys": "Ctrl+Return"}
    {"do": "walk", "name": "inbox.list", "to": "<id>"}    {"do": "await", "what": "sync", "is": "offline"}
    {"do": "shot", "name": "03-inbox"}                    {"do": "size", "width": 1366, "height": 768}
    {"do": "leave"} closes the program as an officer would; {"do": "end"} ends the story and leaves it open.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtCore import QDeadlineTimer, QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.app import Program
from ui.widgets.rowlist import RowList
from ui.widgets.toast import Toast
from workspace.services.status import SyncState

TICK_MS: Final = 20
IDLE_MS: Final = 1_000
WITHIN_S: Final = 10.0
ROWS_MOST: Final = 500
Kind = TypeVar("Kind", bound=QObject)


class NotYetError(Exception):
    """What a step needs is not there (yet); the text says what."""


class Story(QObject):
    """Runs the steps of `file` on `program`; pictures go into `shots`."""

    def __init__(self, program: Program, file: Path, shots: Path | None = None) -> None:
        super().__init__(program)
        self._program, self._file, self._shots = program, file, shots
        self._state: SyncState | None = None
        self._read = 0
        self._number = 0
        self._step: dict[str, Any] | None = None
        self._until = QDeadlineTimer()
        self._took = QElapsedTimer()
        self._do: dict[str, Callable[[dict[str, Any]], object]] = {
            "type": self._type,
            "click": self._click,
            "trigger": self._trigger,
            "keys": self._keys,
            "walk": self._walk,
            "await": self._await,
            "shot": self._shot,
            "size": lambda step: program.host.resize(step["width"], step["height"]),
            "leave": lambda _: program.leave(),
            "end": self._end,
        }
        program.bridge.state.connect(self._stated)
        self._parent_process = os.getppid()
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _stated(self, state: SyncState) -> None:
        self._state = state

    def _tick(self) -> None:
        """Begin the next step, or try the one under way again; leave if whoever tells the story has died."""
        if os.getppid() != self._parent_process:
            self._program.leave()
        if self._ended or (self._step is None and not self._next()):
            return
        step = self._step or {}
        try:
            told = self._do[step["do"]](step)
        except NotYetError as missing:
            if self._until.hasExpired():
                self._answer(ok=False, why=str(missing))
            return
        self._answer(ok=True, told=told)

    def _next(self) -> bool:
        """Whether there is a next step: a whole line that was not read yet."""
        if not self._file.exists():
            return False
        lines = self._file.read_text(encoding="utf-8").split("\n")[:-1]
        if len(lines) <= self._read:
            return False
        self._program.host.activateWindow()
        if self._program.idle is not None:
            self._program.idle.touch()  # a story has no hands
        self._step = json.loads(lines[self._read])
        self._read += 1
        self._number += 1
        self._until.setRemainingTime(int(1000 * self._step.get("within_s", WITHIN_S)))
        self._took.start()
        return True

    def _answer(self, *, ok: bool, **more: Any) -> None:
        step, self._step = self._step or {}, None
        told = {"step": self._number, "do": step["do"], "ok": ok, "ms": self._took.elapsed(), **more}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()

    def _end(self, _: dict[str, Any]) -> None:
        """The story is over, the program goes on."""
        self._ended = True
        self._timer.setInterval(IDLE_MS)

    # ---- finding ---------------------------------------------------------------------------------

    def _one(self, kind: type[Kind], name: str) -> Kind:
        """The newest object of that name in the window."""
        found: list[Kind] = list(self._program.host.findChildren(kind, name))
        if not found:
            raise NotYetError(f"there is no {name}")
        return found[-1]

    def _usable(self, name: str) -> QWidget:
        """The widget of that name that can be seen and used now."""
        found = [w for w in self._program.host.findChildren(QWidget, name) if w.isVisible()]
        if not found:
            raise NotYetError(f"{name} is not shown")
        if not found[-1].isEnabled():
            raise NotYetError(f"{name} cannot be used")
        return found[-1]

    # ---- hands -----------------------------------------------------------------------------------

    def _type(self, step: dict[str, Any]) -> None:
        """Put the focus into a field, clear it, type."""
        field = self._usable(step["name"])
        if not isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            raise NotYetError(f"{step['name']} takes no text")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
        QTest.keyClicks(field, step["text"])

    def _click(self, step: dict[str, Any]) -> None:
        button = self._usable(step["name"])
        at = QPoint(min(12, button.width() // 2), button.height() // 2)
        if not isinstance(button, QAbstractButton):
            at = button.rect().center()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def _trigger(self, step: dict[str, Any]) -> None:
        action = self._one(QAction, step["name"])
        if not action.isEnabled():
            raise NotYetError(f"{step['name']} cannot be used")
        action.trigger()

    def _keys(self, step: dict[str, Any]) -> None:
        """Press keys where the focus is."""
        focus = QApplication.focusWidget() or self._program.host.focusWidget()
        if focus is None:
            raise NotYetError("nothing has the focus")
        QTest.keySequence(focus, QKeySequence(step["keys"]))

    def _walk(self, step: dict[str, Any]) -> None:
        """Go through a list with the Down key until the row of a record is current."""
        rows = self._usable(step["name"])
        if not isinstance(rows, RowList):
            raise NotYetError(f"{step['name']} is no list")
        rows.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(rows, Qt.Key.Key_Home)
        for _ in range(ROWS_MOST):
            face, before = rows.current_face(), rows.currentIndex().row()
            if face is not None and face.id == step["to"]:
                return
            QTest.keyClick(rows, Qt.Key.Key_Down)
            if rows.currentIndex().row() == before:
                break
        raise NotYetError(f"{step['to']} is in no row")

    # ---- eyes ------------------------------------------------------------------------------------

    def _await(self, step: dict[str, Any]) -> object:
        """Wait until a named state has a value, or one of several (any that is not empty, if none is given)."""
        now = self._now(step["what"], step.get("name", ""))
        wanted = step.get("is")
        fits = now in wanted if isinstance(wanted, list) else wanted in (None, now)
        if not now or not fits:
            raise NotYetError(f"{step['what']} is {now!r}")
        return now

    def _now(self, what: str, name: str) -> object:
        page, desk = self._program.host.page, self._program.desk
        match what:
            case "page":
                return page.objectName() if page is not None else ""
            case "shown":
                return bool([w for w in self._program.host.findChildren(QWidget, name) if w.isVisible()])
            case "toast":
                said = [t.text for t in self._program.host.findChildren(Toast) if t.isVisible()]
                return said[-1] if said else ""
            case "count":
                return str(desk.window.count(name)) if desk is not None else ""
            case "sync":
                return self._state.code if self._state is not None else ""
        return str(getattr(self._state, what)) if self._state is not None else ""

    def _shot(self, step: dict[str, Any]) -> str:
        """A picture of the window as it is."""
        if self._shots is None:
            return ""
        self._shots.mkdir(parents=True, exist_ok=True)
        file = self._shots / f"{step['name']}.png"
        self._program.host.grab().save(str(file))
        return file.name
