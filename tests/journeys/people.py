# SPDX-License-Identifier: Apache-2.0
"""The officers of a journey, each a process of their own: with a window, or a robot without one.

Both answer to the same words, so that the working day is written once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.journeys.processes import START_S, Child

PASSPHRASE = "empat kata yang panjang"


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in."""

    post: str
    name: str
    title: str
    nip: str
    password: str

    @property
    def called(self) -> str:
        """Their name without degrees."""
        return self.name.split(",")[0]


class Officer(Protocol):
    """What a journey has an officer do. Every deed is durable when its method returns."""

    account: Account
    home: Path

    def sign_in(self, address: str) -> None: ...
    def give(self, to: str, title: str, note: str) -> None: ...
    def check_in(self) -> None: ...
    def complete(self, task: str, result: str) -> None: ...
    def report(self, task: str, text: str) -> None: ...
    def pass_on(self, task: str, to: str, note: str) -> None: ...
    def approve(self, letter: str) -> None: ...
    def send_back(self, letter: str, reason: str) -> None: ...
    def sync(self) -> None: ...
    def awaits(self, states: Sequence[str], within_s: float) -> None: ...
    def awaits_record(self, record: str, within_s: float) -> None: ...
    def show_tray(self) -> None: ...
    def until(self, true: Callable[[], bool], within_s: float) -> None: ...
    def look(self, name: str) -> str: ...
    def kill(self) -> None: ...
    def reopen(self) -> None: ...
    def close(self) -> None: ...


@dataclass
class Robot:
    """An officer without a window. `position` is what they act for when they give work."""

    account: Account
    home: Path
    log: Path
    position: str = ""
    child: Child | None = field(default=None, repr=False)

    def ask(self, do: str, wait_s: float = 30.0, **more: Any) -> Any:
        """One line there, one back."""
        if self.child is None:
            args = ["tests.journeys.robot", str(self.home)]
            self.child = Child(self.account.called, args, self.log)
        self.child.say({"do": do, **more})
        return self.child.hear(lambda line: isinstance(line, dict) and "ok" in line, wait_s)

    def sign_in(self, address: str) -> None:
        told = self.ask(
            "sign_in",
            START_S,
            server=address,
            nip=self.account.nip,
            password=self.account.password,
            passphrase=PASSPHRASE,
        )
        assert "problem" not in told, told

    def deed(self, call: str, *args: Any) -> Any:
        """A deed that the rules of this side accept."""
        told = self.ask("deed", call=call, args=list(args))
        assert told["count"], told
        return told

    def give(self, to: str, title: str, note: str) -> None:
        told = self.ask("give", position=self.position, to=to, title=title, note=note)
        assert told["count"], told

    def check_in(self) -> None:
        self.deed("check", "in", "office")

    def complete(self, task: str, result: str) -> None:
        self.deed("complete", [task], result)

    def report(self, task: str, text: str) -> None:
        self.deed("report", task, text)

    def pass_on(self, task: str, to: str, note: str) -> None:
        self.deed("pass_on", [task], [to], "normal", note)

    def approve(self, letter: str) -> None:
        self.deed("endorse", [letter])

    def send_back(self, letter: str, reason: str) -> None:
        self.deed("return_letter", [letter], reason)

    def reassign(self, task: str, to: str, note: str) -> None:
        """Only robots move work: in the day it is somebody far away."""
        self.deed("reassign", task, to, note)

    def sync(self) -> None:
        self.ask("sync", 60.0, seconds=3.0)

    def awaits(self, states: Sequence[str], within_s: float) -> None:
        told = self.ask("await_state", within_s + 10, states=list(states), within_s=within_s)
        assert told["code"] in states, f"{self.account.called}: {told}, not {states}"

    def awaits_record(self, record: str, within_s: float) -> None:
        told = self.ask("await_record", within_s + 10, record=record, within_s=within_s)
        assert told["there"], f"{self.account.called} does not see {record}"

    def show_tray(self) -> None:
        """There is nothing to look at."""

    def until(self, true: Callable[[], bool], within_s: float) -> None:
        """Keep it going by its own schedule until something is true, or time is over (a check will tell)."""
        ends = time.monotonic() + within_s
        while not true() and time.monotonic() < ends:
            self.ask("go_on", 30.0, seconds=0.5)

    def look(self, name: str) -> str:
        return ""

    def kill(self) -> None:
        assert self.child is not None
        self.child.kill()
        self.child = None

    def reopen(self) -> None:
        told = self.ask("open", START_S, passphrase=PASSPHRASE)
        assert "problem" not in told, told

    def close(self) -> None:
        if self.child is not None:
            self.child.end()
        self.child = None
