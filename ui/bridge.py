# SPDX-License-Identifier: Apache-2.0
"""The one file of the windows that knows threads.

desk   owns the opened desk: every deed, and what the server said. One thread, so that a write never waits
       for another and the core stays free of locks.
wire   sends one exchange at a time, so that no click waits for the network.
poke   listens whether the server has news, and wakes the desk.
press  sets pages and reads letters through: what takes longer than a key may wait, and touches no store.

What a call comes to lands in the interface thread, if its owner still lives and nobody asked again meanwhile.
A call that raises is never hidden: `faulted` says whether the world failed or we did.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Final, Literal, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from workspace.domain.changes import Changes
from workspace.domain.errors import Unavailable

Value = TypeVar("Value")
Worker = Literal["desk", "wire", "press"]
Poke = Callable[[], None]
Stopped = Callable[[], bool]

CLOSE_S: Final = 2.0
LONGEST_S: Final = 30.0  # a clock that was moved, or a night's sleep, is noticed after so long
DEAF_S: Final = 60.0  # how long the server's news are left alone after they could not be heard
_log = logging.getLogger(__name__)


class Core(Protocol):
    """The opened desk as the bridge drives it (`workspace.services.session.Workspace`).

    `send` and `listen` block and run on threads of their own; everything else runs on the desk's.
    """

    def begin(self) -> Any | None:
        """The next exchange, None if nothing is due."""
        ...

    def send(self, exchange: Any) -> Any:
        """Carry an exchange; what it came to, a failure of the world included."""
        ...

    def land(self, reply: Any) -> Changes:
        """Take in what `send` gave."""
        ...

    def stumbled(self, *, world: bool) -> Changes:
        """Nothing came of an exchange, for `send` or `land` raised: the `world` failed here (a full disk), or we."""
        ...

    def wait_ms(self) -> int | None:
        """Until something is due; None while only the officer, an answer or a new deed can bring it."""
        ...

    def keep(self) -> Sequence[Any]:
        """Make durable what was typed, if it is time; what is kept now. Raises once when the disk does not take it."""
        ...

    def keep_ms(self) -> int | None:
        """Until `keep` has something to do; None while there is nothing."""
        ...

    def settle(self) -> None:
        """Make durable all that was typed. Raises Unavailable."""
        ...

    def promised(self) -> None:
        """Deeds were made or holds ended: see to it that they are sent in their time."""
        ...

    def nudge(self) -> None:
        """There may be news: begin at once."""
        ...

    def release(self) -> Changes:
        """End all holds."""
        ...

    def state(self) -> Any:
        """The sync state, one frozen value."""
        ...

    def listen(self, poke: Poke, stopped: Stopped) -> None:
        """Call `poke` at news from the server; come back when it cannot be heard (any more) or `stopped()`."""
        ...

    def close(self) -> None:
        """Close the store."""
        ...


@dataclass(frozen=True, slots=True)
class Fault:
    """A call that raised. `world`: not our bug, trying again is right. `trace` is for the problem report."""

    world: bool
    text: str
    trace: str


@dataclass(frozen=True, slots=True)
class _Landing:
    """What a call came to, on its way to the interface thread."""

    number: int
    value: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class _Pending:
    """Who waits for an answer; kept in the interface thread, where widgets must live and die."""

    owner: QObject
    on_done: Callable[[Any], None]
    on_fault: Callable[[Fault], None] | None
    slot: str


class _Thread:
    """One thread that runs calls in their order. After each, `idle` says in how many seconds it wants to run."""

    def __init__(self, name: str, idle: Callable[[], float | None] = lambda: None) -> None:
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = idle
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, call: Callable[[], None] | None) -> None:
        """Run `call` after those already there; None ends the thread."""
        self._calls.put(call)

    def join(self, seconds: float) -> bool:
        """Wait until the thread has ended; whether it has."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def _run(self) -> None:
        wait: float | None = None
        while True:
            try:
                call = self._calls.get(timeout=wait)
            except Empty:
                call = _nothing
            if call is None:
                return
            call()
            wait = self._idle()


def _nothing() -> None:
    """What a thread does when its time has come."""


class Bridge(QObject):
    """Runs calls off the interface thread and drives the sync. Every signal carries one frozen value.

    `changed` carries Changes, `state` the sync state whenever it differs, `faulted` a Fault, `kept` what of the
    bodies became durable.
    """

    changed = Signal(object)
    state = Signal(object)
    faulted = Signal(object)
    kept = Signal(object)
    _landed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._elapsed = elapsed
        self._number = 0
        self._pending: dict[int, _Pending] = {}
        self._latest: dict[tuple[int, str], int] = {}
        self._closing = False
        # what follows belongs to the desk's thread
        self._core: Core | None = None
        self._told: Any = None
        self._in_flight = False
        self._ending: Literal["", "asked", "round"] = ""
        self._ended = threading.Event()
        self._gone = threading.Event()
        self._landed.connect(self._land)
        self._desk = _Thread("desk", self._pump)
        self._wire = _Thread("wire")
        self._poke = _Thread("poke")
        self._press = _Thread("press")
        self._workers: dict[Worker, _Thread] = {"desk": self._desk, "wire": self._wire, "press": self._press}

    # ---- in the interface thread -------------------------------------------------------------

    def run(
        self,
        owner: QObject,
        on_done: Callable[[Value], None],
        call: Callable[..., Value],
        *args: Any,
        slot: str = "",
        on: Worker = "desk",
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:
        """Call `call(*args)` on a worker and hand its value to `on_done` here, after `changed` was emitted.

        Nothing comes of an answer whose owner is gone, or that a later call of the same owner and `slot` has
        overtaken. `on_fault` is told when the call raised: of the world's failures instead of `faulted`, so that
        the window explains them itself; of our bugs besides it.
        """
        if self._closing:
            return
        self._number += 1
        self._pending[self._number] = _Pending(owner, on_done, on_fault, slot)
        if slot:
            self._latest[id(owner), slot] = self._number
        self._workers[on].put(partial(self._call, self._number, call, args))

    def adopt(self, core: Core) -> None:
        """Keep an opened desk in step with the server from now on, until `drop` or `close`."""
        self._desk.put(partial(self._careful, self._adopt, core))

    def drop(self) -> None:
        """Close the desk: the program is locked, or another officer comes."""
        self._desk.put(partial(self._careful, self._drop))

    def sync_now(self) -> None:
        """The officer wants everything sent and fetched now: holds end."""
        self._desk.put(partial(self._careful, self._sync_now))

    def poke(self) -> None:
        """There may be news (the network came up, the window was woken)."""
        self._desk.put(partial(self._careful, self._nudge))

    def settle(self, seconds: float = CLOSE_S) -> bool:
        """Make durable what was typed, before the desk is locked or left. False: the disk does not take it."""
        settled, refused = threading.Event(), list[Unavailable]()

        def call() -> None:
            try:
                if self._core is not None:
                    self._core.settle()
            except Unavailable as error:
                refused.append(error)
            finally:
                settled.set()

        self._desk.put(partial(self._careful, call))
        settled.wait(seconds)
        return not refused

    def close(self, seconds: float = CLOSE_S) -> bool:
        """End holds, try one round, stop the workers; in all at most `seconds`. Whether the round was made.

        Calls made before are still carried out, but nobody hears of them any more.
        """
        if self._closing:
            return True
        self._closing = True
        until = self._elapsed() + seconds
        self._desk.put(partial(self._careful, self._begin_ending))
        in_time = self._ended.wait(seconds)
        self._desk.put(partial(self._careful, self._drop))
        for thread in (self._desk, self._wire, self._poke, self._press):
            thread.put(None)
        ended = self._desk.join(max(until - self._elapsed(), 0.2))
        self._pending.clear()
        return in_time and ended

    def _land(self, landing: _Landing) -> None:
        pending = self._pending.pop(landing.number, None)
        if pending is None:
            return
        late = False
        if pending.slot:
            key = (id(pending.owner), pending.slot)
            late = self._latest.get(key) != landing.number
            if not late:
                del self._latest[key]
        alive = isValid(pending.owner)
        if landing.error is not None:
            fault = fault_of(landing.error)
            told = alive and pending.on_fault is not None
            if not (told and fault.world):
                self.faulted.emit(fault)
            if told and pending.on_fault is not None:
                pending.on_fault(fault)
        elif alive and not late:
            pending.on_done(landing.value)

    # ---- on the workers ----------------------------------------------------------------------

    def _call(self, number: int, call: Callable[..., Any], args: tuple[Any, ...]) -> None:
        try:
            value = call(*args)
        except Exception as error:  # noqa: BLE001 - it goes on to the interface thread, told apart there
            self._emit(self._landed, _Landing(number, error=error))
            return
        changes = value if isinstance(value, Changes) else getattr(value, "changes", None)
        if isinstance(changes, Changes) and changes:
            self._desk.put(partial(self._careful, self._promised, changes))
            self._emit(self.changed, changes)
        self._emit(self._landed, _Landing(number, value))

    def _adopt(self, core: Core) -> None:
        self._drop()
        self._core, self._told, self._gone = core, None, threading.Event()
        self._tell_state()
        self._poke.put(partial(self._listen, core, self._gone))

    def _drop(self) -> None:
        core, self._core = self._core, None
        self._gone.set()
        if core is not None:
            core.close()

    def _promised(self, changes: Changes) -> None:
        if self._core is not None:
            if changes.outbox:
                self._core.promised()
            self._tell_state()

    def _sync_now(self) -> None:
        if self._core is not None:
            self._tell(self._core.release())
            self._core.nudge()

    def _nudge(self) -> None:
        if self._core is not None:
            self._core.nudge()

    def _pump(self) -> float | None:
        """Do what is due; the seconds until something is, None for as long as nobody comes."""
        waits = [wait for wait in (self._keep(), self._begun()) if wait is not None]
        return min(waits, default=None)

    def _keep(self) -> float | None:
        """What was typed goes to the disk in its time, also while an exchange is under way."""
        core = self._core
        if core is None:
            return None
        try:
            kept = core.keep()
            if kept:
                self._emit(self.kept, kept)
        except Exception as error:  # noqa: BLE001 - it waits, and is tried again
            self._emit(self.faulted, fault_of(error))
        ms = core.keep_ms()
        return None if ms is None else ms / 1000

    def _begun(self) -> float | None:
        try:
            return self._begin()
        except Exception as error:  # noqa: BLE001 - a store that fails must not end the worker
            self._emit(self.faulted, fault_of(error))
            self._ended.set()
            return LONGEST_S

    def _begin(self) -> float | None:
        core = self._core
        if self._in_flight or self._ended.is_set():
            return None
        exchange = core.begin() if core is not None and self._ending != "round" else None
        if self._ending:
            if exchange is None:
                self._ended.set()
                return None
            self._ending = "round"
        if core is None:
            return None
        if exchange is None:
            wait = core.wait_ms()
            return LONGEST_S if wait is None else min(max(wait / 1000, 0.05), LONGEST_S)
        self._in_flight = True
        self._tell_state()
        self._wire.put(partial(self._send, core, exchange))
        return None

    def _send(self, core: Core, exchange: Any) -> None:
        try:
            outcome: Callable[[], Changes] = partial(core.land, core.send(exchange))
        except Exception as error:  # noqa: BLE001 - failures of the network are values, so this is our bug
            outcome = self._stumbled(core, error)
        self._desk.put(partial(self._careful, self._answered, core, outcome))

    def _answered(self, core: Core, outcome: Callable[[], Changes]) -> None:
        self._in_flight = False
        if core is not self._core:
            return
        try:
            changes = outcome()
        except Exception as error:  # noqa: BLE001 - else the same answer would be asked for without a pause
            changes = self._stumbled(core, error)()
        self._tell(changes)

    def _stumbled(self, core: Core, error: Exception) -> Callable[[], Changes]:
        fault = fault_of(error)
        self._emit(self.faulted, fault)
        return partial(core.stumbled, world=fault.world)

    def _begin_ending(self) -> None:
        self._ending = "asked"
        if self._core is not None:
            self._core.release()
            self._core.nudge()

    def _listen(self, core: Core, gone: threading.Event) -> None:
        while not gone.is_set():
            try:
                core.listen(self.poke, gone.is_set)
            except Exception as error:  # noqa: BLE001 - deaf is no harm: the schedule asks anyway
                self._emit(self.faulted, fault_of(error))
            gone.wait(DEAF_S)

    def _careful(self, call: Callable[..., None], *args: Any) -> None:
        try:
            call(*args)
        except Exception as error:  # noqa: BLE001 - shown, and the worker lives on
            self._emit(self.faulted, fault_of(error))

    def _tell(self, changes: Changes) -> None:
        if changes:
            self._emit(self.changed, changes)
        self._tell_state()

    def _tell_state(self) -> None:
        if self._core is not None:
            state = self._core.state()
            if state != self._told:
                self._told = state
                self._emit(self.state, state)

    def _emit(self, signal: Any, value: Any) -> None:
        if not self._closing:
            signal.emit(value)


def fault_of(error: BaseException) -> Fault:
    """What is shown and copied of an error. The log gets its kind and place, never its text."""
    world = isinstance(error, Unavailable)
    trace = "".join(traceback.format_exception(error))
    if not world:
        where = traceback.extract_tb(error.__traceback__)
        place = f"{where[-1].name}:{where[-1].lineno}" if where else "?"
        _log.error("a call raised %s in %s", type(error).__name__, place)
    return Fault(world, str(error), trace)
