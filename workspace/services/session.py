# SPDX-License-Identifier: Apache-2.0
"""Opening a desk: what signing in can come to, and everything one opened desk consists of.

A problem here is a value with a kind, never a sentence; screens and the command line have words for each kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workspace.domain.changes import Changes
from workspace.domain.errors import Unavailable
from workspace.domain.moment import Clock, Day, to_ms
from workspace.services import glance, logs
from workspace.services.deeds import Deeds
from workspace.services.devicekey import DeviceKey
from workspace.services.drafts import Drafts
from workspace.services.known import KnownProfile
from workspace.services.reading import Reading
from workspace.services.status import SyncState, sync_state
from workspace.services.tray import Tray
from workspace.services.writing import Writing
from workspace.storage.absorb import Absorbed
from workspace.storage.bodies import Bodies, BodyTables, Kept
from workspace.storage.desk import Desk
from workspace.storage.reader import SqlReader
from workspace.storage.tables import Tables
from workspace.sync.engine import Engine, Exchange, Failure, Reply
from workspace.wire.problems import KINDS
from workspace.wire.protocol import Session, SyncAnswer, SyncRequest

QUIET_MS = 5_000  # without a write for so long, the worker has time to tidy up

# The five named checks of a connection, in order; each ends the list if it fails.
CHECKS = ("address", "network", "secure", "server", "version")

# Every way in which signing in or opening can fail. The first nine are causes of the connection (CHECKS).
PROBLEMS = (
    "dns", "no-network", "proxy", "timeout", "certificate", "not-ours", "too-old", "clock", "server",
    "wrong-password", "wrong-officer", "rate-limited", "device-revoked",
    "passphrase-needed", "passphrase-wrong", "passphrase-weak", "key-store", "key-missing",
    "in-use", "disk", "damaged", "newer", "no-profile",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignInProblem:
    """`detail` fills the sentence in: the cause of a bad certificate, a version; `wait_s` until the next try."""

    kind: str
    server: str = ""
    detail: str = ""
    wait_s: int = 0

    def __post_init__(self) -> None:
        """A kind without words would be our bug."""
        if self.kind not in PROBLEMS:
            message = f"unknown problem {self.kind!r}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One named check: state "ok", "failed" (with the problem) or "skipped" after one that failed."""

    name: str
    state: str
    problem: SignInProblem | None = None


class Transport(Protocol):
    """The one way to the server that a desk has (`sync.transport`). Blocks; called by one thread at a time."""

    def use(self, session: Session) -> None:
        """Speak as this session from now on."""
        ...

    def send(self, exchange: Exchange) -> Reply | Failure:
        """One exchange of the engine; what it came to."""
        ...

    def listen(self, poke: Callable[[], None], stopped: Callable[[], bool]) -> None:
        """Call `poke` at news until nothing can be heard any more; on a thread, and a connection, of its own."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


@dataclass(frozen=True, slots=True)
class Drawer:
    """An unlocked store that is ours alone until `shut`. `died`: the last program that had it did not end well.

    `back_up` makes the day's copy if there is none yet and may run on any thread; `tidy` is for the writer's
    quiet moments.
    """

    folder: Path
    tables: Tables
    bodies: BodyTables
    new_reader: Callable[[], SqlReader]
    shut: Callable[[], None]
    back_up: Callable[[], bool] = lambda: False
    tidy: Callable[[], None] = lambda: None
    died: bool = False


@dataclass(slots=True)
class Workspace:
    """An opened desk. One worker owns `desk`, `tables`, `writing`, `engine`, `deeds` and `tray`; any other thread
    takes a reader of its own. `transport` is called outside that worker, so that no click waits for the network.
    """

    profile: KnownProfile
    device: DeviceKey
    desk: Desk
    engine: Engine
    transport: Transport
    deeds: Deeds
    tray: Tray
    clock: Clock
    drawer: Drawer
    writing: Writing
    remember: Callable[[], None] = lambda: None  # whose desk this is, for the time before it is unlocked
    end_log: Callable[[], None] = lambda: None
    _touched_ms: int = 0  # when the desk's worker last wrote; 0 after it has tidied up
    _copied: Day = ""

    @property
    def tables(self) -> Tables:
        """What the desk stores."""
        return self.drawer.tables

    @property
    def bodies(self) -> Bodies:
        """The log of what is typed."""
        return self.writing.bodies

    @property
    def drafts(self) -> Drafts:
        """Letters that are written here."""
        return Drafts(self.deeds, self.writing)

    @property
    def died(self) -> bool:
        """Whether the last program that had this desk did not end well: nothing is lost, and it is told."""
        return self.drawer.died

    def new_reader(self) -> SqlReader:
        """A connection to read with; close it when its thread ends."""
        return self.drawer.new_reader()

    def new_reading(self) -> Reading:
        """What a window's thread reads with; close its `reader` when the thread ends."""
        return Reading(self.drawer.new_reader(), self.profile.officer, self.clock, self.desk.zone)

    def state(self) -> SyncState:
        """The one truth about the sync state."""
        return sync_state(self.engine)

    # One exchange at a time: `begin` and `land` on the desk's worker, `send` off it.

    def begin(self) -> Exchange | None:
        """What to send next, None if nothing is due."""
        exchange = self.engine.begin()
        if exchange is None and self._touched_ms and to_ms(self.clock()) - self._touched_ms > QUIET_MS:
            self._touched_ms = 0
            self.bodies.forget()
            self.drawer.tidy()
        return exchange

    def send(self, exchange: Exchange) -> Reply | Failure:
        """Carry an exchange to the server; what it came to. The day's first that succeeds is followed by a copy
        of the store, here where no click waits for it.
        """
        reply = self.transport.send(exchange)
        day = self.clock()[:10]
        if day != self._copied and not isinstance(reply, Failure):
            self._copied = day
            try:
                self.drawer.back_up()
            except (Unavailable, OSError) as error:
                logs.note("no-copy", code=type(error).__name__)
        return reply

    def listen(self, poke: Callable[[], None], stopped: Callable[[], bool]) -> None:
        """Call `poke` at news from the server; comes back when it cannot be heard (any more)."""
        self.transport.listen(poke, stopped)

    def signed_in(self, session: Session) -> Changes:
        """The officer signed in again (`SignIn.sign_in_again`)."""
        self.transport.use(session)
        self.engine.signed_in(session)
        return Changes(sync=True)

    def land(self, reply: Reply | Failure) -> Changes:
        """Take in what `send` gave."""
        return self.absorb(reply).changes

    def stumbled(self, *, world: bool) -> Changes:
        """An exchange came to nothing on this side, because the `world` failed (a full disk) or by a bug of ours:
        no word about the server, and it is tried again in its time.
        """
        return self.land(Failure("store" if world else "bug"))

    def absorb(self, reply: Reply | Failure) -> Absorbed:
        """As `land`, telling all that became of it."""
        self._touched_ms = to_ms(self.clock())
        exchange = self.engine.in_flight
        name = type(exchange).__name__
        if isinstance(reply, Failure):
            code = reply.code if reply.code in KINDS else ""  # another's word for it may be anything
            logs.note("failed", exchange=name, problem=reply.kind, code=code)
            return Absorbed(self.engine.failed(reply))
        absorbed = self.engine.answered(reply)
        if isinstance(exchange, SyncRequest) and isinstance(reply, SyncAnswer):
            logs.note(
                "exchange",
                exchange=name,
                sent=len(exchange.commands),
                rows=len(reply.rows),
                gone=len(reply.gone),
                refused=absorbed.refused,
                more=reply.more,
                reset=reply.reset,
            )
        return absorbed

    def wait_ms(self) -> int | None:
        """Until something is due; None while only an answer, the officer or a new deed can bring it."""
        if self.engine.in_flight is not None or self.engine.needs_login:
            return None
        return self.engine.wait_ms()

    def promised(self) -> None:
        """Deeds were made: come back when the first hold ends, at once for what has none."""
        self._touched_ms = to_ms(self.clock())
        ready = [w.row for w in self.desk.waiting if not w.row.sealed and not w.row.parked]
        if any(not row.hold for row in ready):
            self.engine.nudge()
        elif ready:
            self.engine.schedule.wake_by(min(to_ms(row.hold) for row in ready))

    def nudge(self) -> None:
        """There may be news, or the officer asked: begin at once."""
        self.engine.nudge()

    def release(self) -> Changes:
        """End all holds."""
        return self.desk.release()

    # What is typed goes its own way to the disk, whatever the network does.

    def keep(self) -> tuple[Kept, ...]:
        """Make durable what was typed, if it is time; what is kept now. Raises Unavailable once for a full disk."""
        kept = self.bodies.keep()
        if kept:
            self._touched_ms = to_ms(self.clock())
        if self.engine.lane is not None:
            for one in kept:
                self.engine.lane.typed(one.of)
        return kept

    def keep_ms(self) -> int | None:
        """Until `keep` has something to do; None while there is nothing."""
        return self.bodies.wait_ms()

    def settle(self) -> None:
        """Make durable all that was typed, before the desk is locked or left. Raises Unavailable."""
        self.bodies.flush()

    def keep_glance(self, text: str) -> None:
        """What the next start shows before anything is loaded (`services.glance`)."""
        with self.tables.write():
            self.tables.set_meta(glance.KEY, text)

    def close(self) -> None:
        """Close connections, store and lock; the desk is of no use any more. Raises Unavailable, after that, if the
        disk did not take what was typed last (`settle` asks before).
        """
        try:
            self.bodies.end()
        except Unavailable:
            logs.note("typing-lost", profile=self.profile.folder)
            raise
        finally:
            self.remember()
            logs.note("closed", profile=self.profile.folder)
            self.transport.close()
            self.drawer.shut()
            self.end_log()


@dataclass(frozen=True, slots=True)
class Synced:
    """What a series of rounds came to: `idle` when nothing was left to do, else it stopped for `trouble`."""

    idle: bool
    rounds: int
    refused: int
    changes: Changes
    trouble: str = ""


def sync_until_idle(
    workspace: Workspace, *, deadline_s: float, elapsed: Callable[[], float], pause: Callable[[float], None]
) -> Synced:
    """Drive the engine in this thread until nothing is due, only the officer can help, or time is over.

    `elapsed()` gives seconds that never run backwards, `pause(seconds)` waits. A failure is tried again by the
    engine's own schedule as long as that fits into the deadline.
    """
    engine, start = workspace.engine, elapsed()
    changes, rounds, refused = Changes(), 0, 0
    while elapsed() - start < deadline_s:
        exchange = workspace.begin()
        if exchange is None:
            left = deadline_s - (elapsed() - start)
            wait = engine.schedule.wait_ms() / 1000
            if engine.trouble is None or engine.needs_login or _hopeless(engine.trouble) or wait > left:
                break
            pause(max(wait, 0.001))
            continue
        rounds += 1
        absorbed = workspace.absorb(workspace.send(exchange))
        changes |= absorbed.changes
        refused += absorbed.refused
    trouble = engine.trouble.code if engine.trouble else "signed-out" if engine.needs_login else ""
    idle = not trouble and not engine.schedule.due()
    return Synced(idle, rounds, refused, changes, trouble)


def _hopeless(failure: Failure) -> bool:
    """Whether trying again by itself cannot help."""
    return failure.problem is not None and failure.problem.retry == "never"
