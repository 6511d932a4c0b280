# SPDX-License-Identifier: Apache-2.0
"""The bridge: what comes of a call when its owner is gone, its answer late, itself wrong, the program closing."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.conftest import LogWatch
from ui.bridge import Bridge, Fault, Poke, Stopped
from workspace.domain.changes import Changes
from workspace.domain.errors import Unavailable

MOVED = Changes(frozenset({"one"}), frozenset({"task"}))
PROMISED = Changes(frozenset({"one"}), frozenset({"task"}), outbox=True, sync=True)


@dataclass
class FakeCore:
    """A desk whose exchanges are words; `due` of them are begun one after the other."""

    due: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    answer: Callable[[str], Any] = lambda _: MOVED
    heard: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)
    typed: list[str] = field(default_factory=list)
    full: bool = False

    def _here(self, what: str) -> None:
        self.told.append(what)
        self.threads.add(threading.current_thread().name)

    def begin(self) -> str | None:
        return self.due.pop(0) if self.due else None

    def send(self, exchange: str) -> Any:
        assert threading.current_thread().name == "wire"
        return self.answer(exchange)

    def land(self, reply: Any) -> Changes:
        self._here("land")
        return reply if isinstance(reply, Changes) else Changes(sync=True)

    def stumbled(self, *, world: bool) -> Changes:
        self._here("stumbled in the world" if world else "stumbled")
        return Changes(sync=True)

    def wait_ms(self) -> int | None:
        return None

    def keep(self) -> list[str]:
        kept = self.typed[:]
        if kept and self.full:
            raise Unavailable("disk penuh")
        self.typed.clear()
        return kept

    def keep_ms(self) -> int | None:
        return 60_000 if self.typed else None

    def settle(self) -> None:
        if self.keep():
            self._here("settled")

    def promised(self) -> None:
        self._here("promised")
        self.due.append("deed")

    def nudge(self) -> None:
        self._here("nudge")
        self.due.append("nudge")

    def release(self) -> Changes:
        self._here("release")
        return Changes(outbox=True)

    def state(self) -> Any:
        return tuple(self.told)

    def listen(self, poke: Poke, stopped: Stopped) -> None:
        self.heard.set()

    def close(self) -> None:
        self._here("close")


@pytest.fixture
def bridge(qapp: QObject) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    made.close(1.0)


def faults(bridge: Bridge) -> list[Fault]:
    """What the bridge says went wrong, from now on."""
    seen: list[Fault] = []
    bridge.faulted.connect(seen.append)
    return seen


# ---- calls ------------------------------------------------------------------------------------------


def test_a_call_runs_elsewhere_and_its_value_lands_here(bridge: Bridge, qtbot: QtBot) -> None:
    owner, landed = QObject(), list[tuple[str, str]]()

    def work(x: str) -> str:
        return f"{x} {threading.current_thread().name}"

    bridge.run(owner, lambda v: landed.append((v, threading.current_thread().name)), work, "on")
    bridge.run(owner, lambda v: landed.append((v, "")), work, "on", on="wire")
    bridge.run(owner, lambda v: landed.append((v, "")), work, "on", on="press")
    qtbot.waitUntil(lambda: len(landed) == 3)
    here = threading.current_thread().name
    assert sorted(landed) == sorted([("on desk", here), ("on wire", ""), ("on press", "")])


def test_every_window_hears_of_changes_before_the_owner_does(bridge: Bridge, qtbot: QtBot) -> None:
    order: list[str] = []
    bridge.changed.connect(lambda changes: order.append(f"changed {sorted(changes.ids)}"))
    owner = QObject()
    bridge.run(owner, lambda _: order.append("done"), lambda: PROMISED)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["changed ['one']", "done"]


def test_owner_gone(bridge: Bridge, qtbot: QtBot) -> None:
    """The answer lands after the window died: nothing is called, nothing is raised."""
    owner, other, landed = QWidget(), QObject(), list[str]()
    gate = threading.Event()
    bridge.run(owner, lambda _: landed.append("dead"), gate.wait, 10)
    bridge.run(other, lambda _: landed.append("alive"), lambda: None)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: "alive" in landed)
    assert landed == ["alive"]


def test_answer_late(bridge: Bridge, qtbot: QtBot) -> None:
    """Of two calls of one slot only the later answer is shown; other slots are not touched by it."""
    owner, landed = QObject(), list[Any]()
    gate = threading.Event()
    bridge.run(owner, landed.append, lambda: gate.wait(10) and "old", slot="search")
    bridge.run(owner, landed.append, lambda: "new", slot="search")
    bridge.run(owner, landed.append, lambda: "other", slot="count")
    gate.set()
    qtbot.waitUntil(lambda: len(landed) == 2)
    assert landed == ["new", "other"]
    bridge.run(owner, landed.append, lambda: "again", slot="search")
    qtbot.waitUntil(lambda: len(landed) == 3)


def test_call_raised(bridge: Bridge, qtbot: QtBot, expected_logs: LogWatch) -> None:
    """Our bug is shown with its trace, the world's failure as such, and neither stops the worker."""
    expected_logs.expect("a call raised KeyError")
    owner, landed, seen = QObject(), list[Any](), faults(bridge)

    def bug() -> None:
        raise KeyError("rusak")

    def world() -> None:
        raise Unavailable("disk penuh")

    bridge.run(owner, landed.append, bug)
    bridge.run(owner, landed.append, world)
    bridge.run(owner, landed.append, lambda: 1)
    qtbot.waitUntil(lambda: landed == [1])
    assert [(f.world, f.text) for f in seen] == [(False, "'rusak'"), (True, "disk penuh")]
    assert "in bug" in seen[0].trace


def test_an_owner_may_explain_the_worlds_failure_itself(bridge: Bridge, qtbot: QtBot) -> None:
    owner, told, seen = QObject(), list[Any](), faults(bridge)

    def world() -> None:
        raise Unavailable("kunci")

    bridge.run(owner, told.append, world, on_fault=lambda fault: told.append(fault.text))
    qtbot.waitUntil(lambda: bool(told))
    assert (told, seen) == (["kunci"], [])


def test_an_owner_hears_of_our_bug_and_so_does_everybody(
    bridge: Bridge, qtbot: QtBot, expected_logs: LogWatch
) -> None:
    expected_logs.expect("a call raised ZeroDivisionError")
    owner, told, seen = QObject(), list[Any](), faults(bridge)
    bridge.run(owner, told.append, lambda: 1 // 0, on_fault=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == seen


def test_app_closing(qapp: QCoreApplication) -> None:
    """A deed already clicked is still done; nobody hears of it; a last round is tried; the store is closed."""
    bridge, core, done = Bridge(), FakeCore(), list[str]()
    owner = QObject()
    bridge.adopt(core)

    def deed() -> Changes:
        done.append("deed")
        return PROMISED

    bridge.run(owner, lambda _: done.append("landed"), deed)
    assert bridge.close(5.0)
    qapp.processEvents()
    assert done == ["deed"]
    assert core.told.index("release") < core.told.index("nudge") < core.told.index("land")
    assert core.told[-1] == "close"
    assert core.threads == {"desk"}
    bridge.run(owner, lambda _: done.append("never"), lambda: done.append("never"))
    assert bridge.close()
    assert "never" not in done


def test_closing_does_not_wait_for_a_dead_network(qapp: QObject) -> None:
    gate = threading.Event()
    bridge, core = Bridge(), FakeCore(answer=lambda _: gate.wait(30))
    bridge.adopt(core)
    assert not bridge.close(0.05)
    assert core.told[-1] == "close"
    gate.set()


def test_closing_without_a_desk_takes_no_time(qapp: QObject) -> None:
    assert Bridge().close(5.0)


# ---- the loop ---------------------------------------------------------------------------------------


def test_exchanges_go_one_after_the_other_until_none_is_due(bridge: Bridge, qtbot: QtBot) -> None:
    core, heard = FakeCore(due=["a", "b", "c"]), list[Changes]()
    bridge.changed.connect(heard.append)
    bridge.adopt(core)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert core.told == ["land"] * 3
    assert core.heard.wait(5)


def test_a_deed_starts_the_loop_again(bridge: Bridge, qtbot: QtBot) -> None:
    core = FakeCore()
    bridge.adopt(core)
    bridge.run(bridge, lambda _: None, lambda: PROMISED)
    qtbot.waitUntil(lambda: "land" in core.told)
    assert core.told == ["promised", "land"]
    bridge.run(bridge, lambda _: None, lambda: MOVED)
    bridge.sync_now()
    qtbot.waitUntil(lambda: core.told.count("land") == 2)
    assert core.told[2:] == ["release", "nudge", "land"], "what promised nothing wakes nobody"


def test_the_state_is_told_when_it_differs(bridge: Bridge, qtbot: QtBot) -> None:
    core, states = FakeCore(), list[Any]()
    bridge.state.connect(states.append)
    bridge.adopt(core)
    bridge.run(bridge, lambda _: None, lambda: MOVED)
    bridge.poke()
    qtbot.waitUntil(lambda: ("nudge", "land") in states)
    assert len(states) == len(set(states))


def test_a_bug_on_the_wire_is_shown_and_the_exchange_counts_as_lost(
    bridge: Bridge, qtbot: QtBot, expected_logs: LogWatch
) -> None:
    expected_logs.expect("a call raised ZeroDivisionError")
    core, seen = FakeCore(due=["a"], answer=lambda _: 1 / 0), faults(bridge)
    bridge.adopt(core)
    qtbot.waitUntil(lambda: "stumbled" in core.told)
    assert [f.world for f in seen] == [False]


class Torn(FakeCore):
    """Its store takes nothing in."""

    def land(self, reply: Any) -> Changes:
        super().land(reply)
        raise Unavailable("disk penuh")


def test_an_answer_that_cannot_be_kept_is_shown_and_counts_as_lost(bridge: Bridge, qtbot: QtBot) -> None:
    core, seen = Torn(due=["a"]), faults(bridge)
    bridge.adopt(core)
    qtbot.waitUntil(lambda: "stumbled in the world" in core.told)
    assert [(f.world, f.text) for f in seen] == [(True, "disk penuh")]


def test_an_answer_for_a_desk_that_was_locked_meanwhile_is_dropped(bridge: Bridge, qtbot: QtBot) -> None:
    gate, sent = threading.Event(), threading.Event()

    def answer(_: str) -> Changes:
        sent.set()
        gate.wait(10)
        return MOVED

    core, other = FakeCore(due=["a"], answer=answer), FakeCore(due=["b"])
    bridge.adopt(core)
    assert sent.wait(5)
    bridge.drop()
    bridge.adopt(other)
    gate.set()
    qtbot.waitUntil(lambda: "land" in other.told)
    assert core.told == ["close"]


# ---- what is typed ----------------------------------------------------------------------------------


def test_what_is_typed_is_kept_while_an_exchange_is_under_way(bridge: Bridge, qtbot: QtBot) -> None:
    gate, sent, kept = threading.Event(), threading.Event(), list[Any]()

    def answer(_: str) -> Changes:
        sent.set()
        gate.wait(10)
        return MOVED

    core = FakeCore(due=["a"], answer=answer)
    bridge.kept.connect(kept.append)
    bridge.adopt(core)
    assert sent.wait(5)
    bridge.run(bridge, lambda _: None, core.typed.append, "k")
    qtbot.waitUntil(lambda: kept == [["k"]])
    gate.set()


class Timed(FakeCore):
    """Keeps what was typed when it is woken the second time."""

    def keep(self) -> list[str]:
        self.told.append("keep")
        return super().keep() if self.told.count("keep") > self.told.index("typed") + 1 else []

    def keep_ms(self) -> int | None:
        return 20 if self.typed else None


def test_the_worker_wakes_for_what_was_typed(bridge: Bridge, qtbot: QtBot) -> None:
    core, kept = Timed(told=["typed"]), list[Any]()
    bridge.kept.connect(kept.append)
    bridge.adopt(core)
    bridge.run(bridge, lambda _: None, core.typed.append, "k")
    qtbot.waitUntil(lambda: kept == [["k"]])


def test_a_disk_that_does_not_take_what_was_typed_is_told_and_the_desk_goes_on(
    bridge: Bridge, qtbot: QtBot
) -> None:
    core, seen, heard = FakeCore(full=True), faults(bridge), list[Changes]()
    bridge.changed.connect(heard.append)
    bridge.adopt(core)
    bridge.run(bridge, lambda _: None, core.typed.append, "k")
    qtbot.waitUntil(lambda: bool(seen))
    assert [(f.world, f.text) for f in seen][:1] == [(True, "disk penuh")]
    assert not bridge.settle()
    bridge.sync_now()
    qtbot.waitUntil(lambda: MOVED in heard)
    core.full = False
    assert bridge.settle()
    assert core.typed == []


def test_without_a_desk_nothing_is_unkept(bridge: Bridge) -> None:
    assert bridge.settle()
