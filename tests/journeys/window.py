# SPDX-License-Identifier: Apache-2.0
"""An officer at a window: a process of the real program, moved by a story (ui/story.py)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from tests.journeys.databases import QUIET, Store, store
from tests.journeys.people import PASSPHRASE, Account
from tests.journeys.processes import START_S, Child, SilentError

LOOK_S = 0.1  # how often a database is looked into while something is awaited
STEP_S = 15.0
WIDTH, HEIGHT = 1366, 768  # the screen most officers have
ENVIRON = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",  # so that a passphrase is asked
}


@dataclass
class Window:
    """See `people.Officer`. `shots` is where pictures go; None takes none."""

    account: Account
    home: Path
    log: Path
    shots: Path | None = None
    people: dict[str, str] = field(default_factory=dict)  # names by position, to choose from a list
    child: Child | None = field(default=None, repr=False)
    stories: int = 0
    milliseconds: list[int] = field(default_factory=list)

    def _start(self) -> Child:
        self.stories += 1
        self._story = self.log.with_name(f"story-{self.stories}.jsonl")
        self._story.write_text("", encoding="utf-8")
        args = ["ui", "--home", str(self.home), "--story", str(self._story)]
        if self.shots is not None:
            args += ["--shots", str(self.shots)]
        return Child(f"window of {self.account.called}", args, self.log, ENVIRON)

    def step(self, do: str, **more: Any) -> Any:
        """One step of the story; what it told. Fails with the reason if it could not be done in time."""
        if self.child is None:
            self.child = self._start()
        within = more.setdefault("within_s", STEP_S)
        with self._story.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"do": do, **more}, ensure_ascii=False) + "\n")
        told = self.child.hear(lambda line: isinstance(line, dict) and "step" in line, within + START_S)
        if not told["ok"]:
            raise SilentError(f"{self.account.called}: {do} {more}: {told['why']}\n{self.child.last()}")
        self.milliseconds.append(told["ms"])
        return told.get("told")

    def type(self, name: str, text: str) -> None:
        """Text into a field."""
        self.step("type", name=name, text=text)

    def click(self, name: str) -> None:
        """A button."""
        self.step("click", name=name)

    def trigger(self, name: str) -> None:
        """An action."""
        self.step("trigger", name=name)

    # what the day asks

    def sign_in(self, address: str) -> None:
        self.step("await", what="page", **{"is": "sign-in"}, within_s=START_S)
        self.step("size", width=WIDTH, height=HEIGHT)
        self.type("signin.server", address)
        self.type("signin.nip", self.account.nip)
        self.type("signin.password", self.account.password)
        self.click("signin.shared")
        self.type("signin.passphrase", PASSPHRASE)
        self.click("signin.send")
        self.step("await", what="page", **{"is": "main-window"}, within_s=START_S)

    def give(self, to: str, title: str, note: str) -> None:
        with self._deed():
            self.trigger("shell.new")
            self.type("give-sheet.subject", title)
            self._choose("give-sheet.to", to)
            self.type("give-sheet.note", note)
            self.click("give-sheet.send")

    def _choose(self, field_name: str, position: str) -> None:
        """Type a name until it is the candidate, take it."""
        self.type(field_name, self.people[position])
        self.step("keys", keys="Return")

    def check_in(self) -> None:
        with self._deed():
            self.trigger("go.flexiwork")
            self.trigger("flexiwork.in")

    def _open_task(self, task: str) -> None:
        self.trigger("go.inbox")
        self.step("walk", name="inbox.list", to=task)

    def complete(self, task: str, result: str) -> None:
        with self._deed():
            self._open_task(task)
            self.trigger("inbox.complete")
            self.type("text-sheet.text", result)
            self.click("text-sheet.send")

    def report(self, task: str, text: str) -> None:
        with self._deed():
            self._open_task(task)
            self.trigger("inbox.report")
            self.type("text-sheet.text", text)
            self.click("text-sheet.send")

    def pass_on(self, task: str, to: str, note: str) -> None:
        with self._deed():
            self._open_task(task)
            self.trigger("inbox.pass_on")
            self._choose("give-sheet.to", to)
            self.type("give-sheet.note", note)
            self.click("give-sheet.send")

    def _open_letter(self, letter: str) -> None:
        self.trigger("go.approvals")
        self.step("walk", name="approvals.list", to=letter)

    def approve(self, letter: str) -> None:
        with self._deed():
            self._open_letter(letter)
            self.trigger("approvals.approve")

    def send_back(self, letter: str, reason: str) -> None:
        with self._deed():
            self._open_letter(letter)
            self.trigger("approvals.return")
            self.type("approvals.reason.text", reason)
            self.click("approvals.reason.send")

    def _deed(self) -> _Kept:
        return _Kept(self)

    def sync(self) -> None:
        self.trigger("shell.sync")

    def awaits(self, states: Sequence[str], within_s: float) -> None:
        self.step("await", what="sync", within_s=within_s, **{"is": list(states)})

    def awaits_record(self, record: str, within_s: float) -> None:
        self.until(lambda: record in self.desk().truth, within_s)
        self.trigger("go.inbox")
        self.step("walk", name="inbox.list", to=record)

    def show_tray(self) -> None:
        self.trigger("go.activity")

    def until(self, true: Callable[[], bool], within_s: float) -> None:
        """Leave it alone until something is true, or time is over (a check will tell)."""
        ends, never = time.monotonic() + within_s, Event()
        while not true() and time.monotonic() < ends:
            never.wait(LOOK_S)

    def look(self, name: str) -> str:
        return str(self.step("shot", name=name)) if self.shots is not None else ""

    def desk(self) -> Store:
        """Its store, by its key."""
        return store(self.home, PASSPHRASE)

    def kill(self) -> None:
        assert self.child is not None
        self.child.kill()
        self.child = None

    def reopen(self) -> None:
        self.step("await", what="page", **{"is": "unlock"}, within_s=START_S)
        self.step("size", width=WIDTH, height=HEIGHT)
        self.type("unlock.passphrase", PASSPHRASE)
        self.click("unlock.send")
        self.step("await", what="page", **{"is": "main-window"}, within_s=START_S)

    def close(self) -> None:
        if self.child is not None:
            self.step("leave")
            self.child.process.wait(20)
            self.child.end()
        self.child = None


@dataclass
class _Kept:
    """A deed is done when the store holds its promise; what the window says of it is not asked."""

    window: Window
    before: int = 0

    def _count(self) -> int:
        desk = self.window.desk()
        return len([p for p in desk.all().values() if p.name != QUIET])

    def __enter__(self) -> None:
        self.before = self._count()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.window.until(lambda: self._count() > self.before, STEP_S)
            assert self._count() == self.before + 1, f"{self.window.account.called}: nothing was promised"
