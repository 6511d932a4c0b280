# SPDX-License-Identifier: Apache-2.0
"""One server, a handful of officers with one or two laptops each, a clock, and a bad network, in one thread.

Everything in it is the product's own code: the real engine, desk, accept and feed. Only the wires between them
are made of wood: an exchange is a value that can be lost, doubled, delayed or answered twice.
One seed drives it all, so a run is repeated by its seed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import msgspec

from server.services.accept import Office, Session
from server.services.anchors import told_with
from server.services.audit import AuditLog
from server.services.bodies import Bodies
from server.services.feed import Feed
from server.services.sync import Sync
from server.store.bodies import MemoryBodies
from server.store.memory import MemoryLedger
from workspace.domain import appointment, device, officer, position, unit
from workspace.domain.ids import Id, Ids
from workspace.domain.moment import from_ms, to_ms
from workspace.storage.desk import Desk
from workspace.storage.memory import MemoryTables
from workspace.sync.engine import Engine, Exchange, Failure, Fetch
from workspace.sync.schedule import Schedule
from workspace.wire import codec
from workspace.wire.protocol import CommandState, Problem, SyncRequest

START = to_ms("2026-11-25T00:00:00.000Z")
SECRET = b"simulation"


def toy_sign(key: str) -> Callable[[bytes], str]:
    """A signature by hash: the simulation tests the protocol, not Ed25519."""
    return lambda raw: hashlib.sha256(key.encode() + raw).hexdigest()[:32]


def toy_verify(key: str, raw: bytes, sig: str) -> bool:
    """Its counterpart: the "public" key is the key."""
    return hashlib.sha256(key.encode() + raw).hexdigest()[:32] == sig


def body_of(letter: Id, generation: int) -> str:
    """The hash of what is written in a generation."""
    return hashlib.sha256(f"{letter} {generation}".encode()).hexdigest()


class Written(Bodies):
    """Bodies as if they were always there in time: the lane on which they travel has tests of its own."""

    def hash(self, letter: Id, generation: int) -> str:
        """See `Bodies`."""
        return body_of(letter, generation)

    def close(self, letter: Id, generation: int, version: int) -> str:
        """See `Bodies`."""
        return body_of(letter, generation)


class CrashError(BaseException):
    """The process died here: nothing of its memory survives, only what was committed."""


class Crashy:
    """Mixed into a table class: dies before, inside or after the n-th transaction from now."""

    fuse = -1
    where = 0
    committed: Callable[[], None] = staticmethod(lambda: None)

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that may be the last."""
        self.fuse -= 1
        last = self.fuse == 0
        if last and self.where == 0:
            raise CrashError
        with super().write():  # type: ignore[misc]
            yield
            if last and self.where == 1:
                raise CrashError
        self.committed()
        if last:
            raise CrashError


class TwinTables(Crashy, MemoryTables):
    """The desk's twin that can die."""


class TwinLedger(Crashy, MemoryLedger):
    """The server's twin that can die."""


@dataclass(slots=True)
class Laptop:
    """A device of an officer. `wire` holds exchanges on their way and answers on their way back."""

    officer: Id
    id: Id
    tables: Any
    desk: Desk
    engine: Engine
    online: bool = True
    wire: list[tuple[str, Any, Any]] = field(default_factory=list)  # ("up"|"down", exchange, reply)
    clock_off: int = 0


@dataclass
class World:
    """The parts a bug can be planted in are factories, so that a seeded bug is a subclass, never a flag."""

    seed: int
    desk_class: type[Desk] = Desk
    engine_class: type[Engine] = Engine
    office_class: type[Office] = Office
    feed_class: type[Feed] = Feed
    sync_class: type[Sync] = Sync
    new_tables: Callable[[], Any] = TwinTables
    new_ledger: Callable[[], Any] = TwinLedger
    limit: int = 3
    now: int = START
    census: Counter[str] = field(default_factory=Counter)
    backups: list[tuple[Counter[str], Any]] = field(default_factory=list)
    laptops: list[Laptop] = field(default_factory=list)
    trace: Any = None
    clearance: dict[Id, int] = field(default_factory=dict)  # by officer, as the account table is

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.trace = hashlib.sha256()
        self.ids = Ids(self.clock, self.rng.getrandbits)
        self.ledger = self.new_ledger()
        self.failures: list[tuple[Id, Exception]] = []
        self.build_server()
        with self.ledger.write():
            self.ledger.set_meta("epoch", self.ids())
        self.organise()

    def build_server(self) -> None:
        """(Re)start the server's process on its ledger."""
        audit = AuditLog(self.ledger, lambda raw: hashlib.sha256(raw).hexdigest())
        self.office = self.office_class(
            self.ledger,
            audit,
            self.clock,
            lambda: f"{self.rng.getrandbits(128):032x}",
            toy_verify,
            lambda id_, error: self.failures.append((id_, error)),
            told=told_with(SECRET),
            bodies=Written(MemoryBodies(MemoryLedger())),
        )
        self.office.open()
        self.office.publish()
        self.feed = self.feed_class(self.ledger, lambda: self.office.published, audit, self.clock, SECRET)
        self.sync = self.sync_class(self.office, self.feed, self.ids)

    def clock(self) -> str:
        """The true time."""
        return from_ms(self.now)

    # the organisation

    def organise(self) -> None:
        """An invented agency: three levels of units, a head in each, staff below, one personnel officer."""
        r = self.rng
        self.units: list[Id] = []
        self.positions: list[Id] = []
        self.officers: list[Id] = []
        self.heads: dict[Id, Id] = {}
        root = self._unit("Dinas Contoh", "")
        branches = [self._unit(f"Bidang {i + 1}", root) for i in range(2)]
        section = self._unit("Seksi 1", branches[0])
        self._position("Pengelola Kepegawaian", root, roles=("personnel", "clerk"))
        for u in (*branches, section):
            self._position(f"Staf {u[-4:]}", u, roles=("lead",) if r.random() < 0.3 else ())
        for p in self.positions:
            self._officer(p)
        for o in self.officers:
            self.laptops += [self.new_laptop(o) for _ in range(2 if r.random() < 0.34 else 1)]

    def state(self, name: str, args: Any) -> None:
        """The server states something: a directory import, an administrator."""
        with self.ledger.write():
            self.office.command_by_server(name, args, self.ids())
        self.office.publish()

    def _unit(self, name: str, parent: Id) -> Id:
        id_ = self.ids()
        self.state("unit.record", unit.Record(unit.Unit(id_, name, parent)))
        self.units.append(id_)
        self.heads[id_] = self._position(f"Kepala {name}", id_, head=True)
        return id_

    def _position(self, title: str, unit_id: Id, *, head: bool = False, roles: tuple[str, ...] = ()) -> Id:
        id_ = self.ids()
        self.state("position.record", position.Record(position.Position(id_, title, unit_id, head, roles)))
        self.positions.append(id_)
        return id_

    def _officer(self, pos: Id) -> Id:
        id_ = self.ids()
        self.state("officer.record", officer.Record(officer.Officer(id_, f"Pegawai {len(self.officers)}")))
        self.officers.append(id_)
        self.appoint(id_, pos)
        return id_

    def appoint(self, who: Id, pos: Id, kind: str = "definitive", until: str | None = None) -> Id:
        """The administrator appoints; recorded by the server itself."""
        id_ = self.ids()
        value = appointment.Appointment(id_, who, pos, kind, self.clock(), until, (), "SP-1" if until else "")
        self.state("appointment.record", appointment.Record(value))
        return id_

    def end_appointment(self, held: appointment.Appointment) -> None:
        """The administrator ends an appointment now."""
        until = max(held.start, self.clock())
        self.state("appointment.record", appointment.Record(replace(held, until=until)))

    def new_laptop(self, who: Id) -> Laptop:
        """Register a device and give it an empty desk."""
        dev = self.ids()
        key = f"key-{dev}"
        self.state("device.register", device.Register(device.Device(dev, who, "Laptop", key)))
        tables = self.new_tables()
        return self.boot(Laptop(who, dev, tables, None, None))  # type: ignore[arg-type]

    def boot(self, laptop: Laptop) -> Laptop:
        """(Re)start a laptop's process on its tables."""
        clock = lambda: from_ms(self.now + laptop.clock_off)  # noqa: E731
        ids = Ids(clock, self.rng.getrandbits)
        laptop.desk = self.desk_class(
            laptop.tables, laptop.officer, laptop.id, clock, ids, toy_sign(f"key-{laptop.id}")
        )
        laptop.desk.open()
        laptop.engine = self.engine_class(laptop.desk, Schedule(clock, self.rng.random))
        laptop.wire = []
        return laptop

    def session(self, laptop: Laptop) -> Session:
        """What the session service would answer for this laptop."""
        return Session(laptop.officer, laptop.id, self.clearance.get(laptop.officer, 1))

    # the wires

    def send(self, laptop: Laptop) -> None:
        """Let the engine put an exchange on the wire if it wants to."""
        exchange = laptop.engine.begin()
        if exchange is not None:
            laptop.wire.append(("up", exchange, None))
            self.note("up", exchange)

    def arrive(self, laptop: Laptop, exchange: Exchange) -> None:
        """An exchange reaches the server, which answers."""
        match exchange:
            case SyncRequest():
                small = SyncRequest(exchange.schema, exchange.token, exchange.commands, self.limit)
                reply: Any = self.sync.exchange(self.session(laptop), small)
            case Fetch(id=id_):
                receipt = self.ledger.receipt(id_)
                if receipt is None:  # restored away; its device will offer it again
                    laptop.engine.failed(Failure("server", Problem("", "", 404, "not-found", "never")))
                    return
                reply = CommandState(
                    id_, receipt.outcome, receipt.received, msgspec.Raw(receipt.raw), receipt.code
                )
            case _:
                raise TypeError(exchange)
        self.note("down", reply)
        laptop.wire.append(("down", exchange, reply))

    def land(self, laptop: Laptop, exchange: Exchange, reply: Any) -> Any:
        """An answer reaches the laptop; one that nobody waits for any more is dropped by the transport."""
        if laptop.engine.in_flight is None:
            laptop.engine.in_flight = exchange
        return laptop.engine.answered(reply)

    def note(self, what: str, value: Any) -> None:
        """One more line of the trace."""
        self.trace.update(what.encode() + codec.canonical(value))
