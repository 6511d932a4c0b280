# SPDX-License-Identifier: Apache-2.0
"""A desk of an invented agency for the windows' tests: the real rules, services and tables, no server.

    Dinas Layanan Digital     kadis (head), umum (personnel)
    ├─ Sekretariat            sekretaris (head)
    │  └─ Subbagian Umum      kasubbag (head)
    └─ Bidang Aplikasi        kabid (head: the officer of this desk), arsip (clerk)
       ├─ Seksi Layanan       kasi (head), nurul, dewi
       └─ Seksi Data          kasidata (head), wayan

What others do is judged by the same `judge` and stored as if the server had sent it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

import msgspec

import resources
from workspace.domain import letter, registry
from workspace.domain.appointment import Appointment
from workspace.domain.calendar import Calendar
from workspace.domain.command import Command, Effects
from workspace.domain.device import Device
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Ids, derived
from workspace.domain.judge import judge
from workspace.domain.letter import Letter
from workspace.domain.moment import Instant, plus, to_ms
from workspace.domain.officer import Officer
from workspace.domain.position import Position
from workspace.domain.profile import Profile
from workspace.domain.unit import Unit
from workspace.services.deeds import Deeds
from workspace.services.drafts import Drafts
from workspace.services.reading import Reading
from workspace.services.status import SyncState
from workspace.services.tray import Tray
from workspace.services.writing import Writing
from workspace.storage import driver, sql
from workspace.storage.absorb import Absorbed, absorb
from workspace.storage.bodies import Bodies
from workspace.storage.bodies_memory import MemoryBodies
from workspace.storage.desk import Desk
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Trayed, Truth
from workspace.wire import codec
from workspace.wire.protocol import ReceiptRow, Row, SyncAnswer, base_of

NOW = "2026-11-24T02:41:00.000Z"  # Tuesday, 09.41 in Jakarta
LONG_AGO = "2020-01-01T00:00:00.000Z"
ZONE = "Asia/Jakarta"

UNITS = {
    "dinas": ("Dinas Layanan Digital", ""),
    "sekretariat": ("Sekretariat", "dinas"),
    "subbag": ("Subbagian Umum", "sekretariat"),
    "bidang": ("Bidang Aplikasi", "dinas"),
    "layanan": ("Seksi Layanan", "bidang"),
    "data": ("Seksi Data", "bidang"),
}
PEOPLE = {
    "kadis": ("Kepala Dinas", "dinas", "Dr. Surya Atmaja, M.Si.", True, ()),
    "umum": ("Pengelola Kepegawaian", "dinas", "Laksmi Dewanti", False, ("personnel",)),
    "sekretaris": ("Sekretaris Dinas", "sekretariat", "M. Iqbal Fadillah", True, ()),
    "kasubbag": ("Kasubbag Umum", "subbag", "Ratna Prameswari, S.Kom.", True, ()),
    "kabid": ("Kepala Bidang Aplikasi", "bidang", "Hendra Saputra", True, ()),
    "arsip": ("Arsiparis Bidang", "bidang", "Tirta Kusuma", False, ("clerk",)),
    "kasi": ("Kepala Seksi Layanan", "layanan", "Yusuf Maulana", True, ()),
    "nurul": ("Pranata Komputer", "layanan", "Nurul Hidayah", False, ()),
    "dewi": ("Analis Layanan", "layanan", "Dewi Anggraini", False, ()),
    "kasidata": ("Kepala Seksi Data", "data", "Siti Rahmawati", True, ()),
    "wayan": ("Analis Data", "data", "Wayan Sudarma", False, ()),
}


def id_of(name: str) -> Id:
    """The id of a unit ("bidang"), a position ("kabid") or an officer ("o:kabid")."""
    return derived("desk-kit", name)


def new_tables() -> SqlTables:
    """Empty tables in memory, in the driver that officers run."""
    connection = driver.connect(driver.MEMORY, b"")
    with driver.immediate(connection):
        for statement in sql.ddl():
            connection.execute(statement)
    return SqlTables(connection)


@cache
def shipped() -> tuple[Profile | Calendar, ...]:
    """The profile and the calendars that come with the program."""
    found: list[Profile | Calendar] = []
    for file in sorted(resources.path("profiles").glob("*.json")):
        if file.name.startswith("calendar"):
            found.append(msgspec.json.decode(file.read_bytes(), type=Calendar))
        else:
            found.append(msgspec.json.decode(file.read_bytes(), type=Profile))
    return tuple(found)


@dataclass
class Town:
    """One desk, whose it is (`me`, a key of PEOPLE), and the time; `now` may be set."""

    me: str = "kabid"
    now: Instant = NOW
    seed: int = 7
    boots: list[tuple[str, Instant]] = field(default_factory=lambda: [("boot-1", "2026-11-20T00:00:00.000Z")])

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.tables = new_tables()
        self.device = id_of("laptop")
        self.officer = id_of(f"o:{self.me}")
        self.ids = Ids(lambda: self.now, self.rng.getrandbits)
        self.desk = Desk(
            self.tables, self.officer, self.device, lambda: self.now, self.ids, lambda raw: codec.sha256(raw)[:24],
            ZONE, self.boot,
        )  # fmt: skip
        self.desk.open()
        self.deeds = Deeds(self.desk)
        self.tray = Tray(self.deeds)
        bodies = Bodies(MemoryBodies(), lambda id_: self.desk.value(id_) is not None, lambda: self.now)
        self.writing = Writing(bodies, self.rng.getrandbits)
        self.drafts = Drafts(self.deeds, self.writing)
        self.reading = Reading(self.tables, self.officer, lambda: self.now, ZONE)
        self.organise()

    def boot(self) -> tuple[str, int]:
        """This start of the machine, and the milliseconds since then."""
        name, start = self.boots[-1]
        return name, to_ms(self.now) - to_ms(start)

    def restart(self) -> None:
        """The machine is started again: it knows no server time until the next contact."""
        self.boots.append((f"boot-{len(self.boots) + 1}", self.now))

    def organise(self) -> None:
        """State the agency, its rules, and this laptop."""
        stated: list[Any] = [
            Unit(id_of(name), title, id_of(parent) if parent else "")
            for name, (title, parent) in UNITS.items()
        ]
        for name, (title, unit, person, head, roles) in PEOPLE.items():
            here, who = id_of(name), id_of(f"o:{name}")
            stated.append(Position(here, title, id_of(unit), head, roles))
            stated.append(Officer(who, person))
            stated.append(Appointment(id_of(f"a:{name}"), who, here, "definitive", LONG_AGO))
        self.state(*stated, *shipped(), Device(self.device, self.officer, "Laptop Hendra", "key"))
        with self.tables.write():
            self.tables.set_meta("boot", "ready")
            self.tables.set_meta("contact", plus(self.now, minutes=-14))
            boot, ms = self.boot()
            self.tables.set_meta("anchor", f"{plus(self.now, minutes=-14)} {boot} {ms - 840_000}")

    # ---- what the server says ----------------------------------------------------------------

    def state(self, *values: Any) -> None:
        """The server states records."""
        with self.desk.transaction():
            rows = [
                Truth(v.id, registry.of(v).kind, 1, 1, registry.cls(v), codec.encode_value(v)) for v in values
            ]
            self.tables.put_truth(rows, [tuple(registry.of(v).audience(v)) for v in values])
            for value in values:
                self.desk.learn(value.id, value)
            self.desk.moved(v.id for v in values)
            self.desk.reread_rules()
            changes = self.desk.replay(v.id for v in values)
        self.reading.changed(changes)

    def done_by(self, who: str, name: str, args: Any, at: Instant = "") -> Any:
        """Somebody else gives a command and the server applies it; returns the first changed value."""
        officer = id_of(f"o:{who}")
        when = at or self.now
        verb = registry.verb(name)
        command = Command(
            self.ids(), id_of(f"laptop:{who}"), 1, name, verb.v, when, ZONE, id_of(who), (), args, officer
        )
        noun = registry.noun_of(name)
        seen = self.truths(noun.names(command))
        actor = self.desk.directory.actor(officer, when)
        outcome = judge(
            actor, command, seen, Facts(self.desk.directory, self.desk.rules, when, lambda *_: True)
        )
        assert isinstance(outcome, Effects), f"{name} by {who}: {outcome}"
        self.state(*outcome.puts)
        return outcome.puts[0]

    def truths(self, ids: Iterable[Id]) -> dict[Id, Any]:
        """Records as the server has them."""
        held = {i: row for i in ids if (row := self.tables.truth(i)) is not None}
        return {i: codec.decode_value(row.kind, row.body) for i, row in held.items()}

    def letter(
        self, title: str, summary: str, *, by: str = "kasi", route: tuple[str, ...] = ("kabid", "kadis"),
        at: Instant = "", urgency: str = "urgent", attachments: tuple[str, ...] = (), cls: int = 0,
    ) -> Letter:  # fmt: skip
        """A letter somebody submits."""
        hash_ = letter.content_hash(title, summary, attachments)
        positions = tuple(id_of(name) for name in route)
        args = letter.Submit(self.ids(), title, summary, hash_, positions, urgency, attachments, cls)
        made: Letter = self.done_by(by, "letter.submit", args, at)
        return made

    def decide(
        self, who: str, value: Letter, note: str = "", at: Instant = "", *, back: bool = False
    ) -> Letter:
        """Somebody endorses a letter, or sends it `back` with `note`."""
        if back:
            args: Any = letter.Return(value.id, value.version, value.hash, note)
        else:
            args = letter.Endorse(value.id, value.version, value.hash, note)
        made: Letter = self.done_by(who, f"letter.{'return' if back else 'endorse'}", args, at)
        return made

    def revise(self, who: str, value: Letter, summary: str, at: Instant = "", **changed: Any) -> Letter:
        """The drafter submits the next version."""
        title = changed.get("title", value.title)
        names = changed.get("attachments", value.attachments)
        hash_ = letter.content_hash(title, summary, names)
        args = letter.Resubmit(value.id, value.version, title, summary, hash_, names)
        made: Letter = self.done_by(who, "letter.resubmit", args, at)
        return made

    def answer(self, *receipts: tuple[Id, str, dict[str, str]], at: Instant = "") -> Absorbed:
        """The server's receipts come: (command, "" or the code of its refusal, params)."""
        rows = []
        for id_, code, params in receipts:
            waiting = next((w for w in self.desk.waiting if w.row.id == id_), None)
            raw = waiting.row.raw if waiting else b""
            leaf = hashlib.sha256(id_.encode()).hexdigest()
            name = waiting.command.name if waiting else "letter.endorse"
            outcome = "refused" if code else "applied"
            body = ReceiptRow(outcome, codec.sha256(raw), name, at or self.now, leaf, code, params)
            rows.append(Row((f"o:{self.officer}",), "receipt", id_, msgspec.Raw(msgspec.json.encode(body))))
        token = self.tables.meta("token")
        answer = SyncAnswer("epoch-1", at or self.now, base_of(token), f"{token}+", rows=tuple(rows))
        absorbed = absorb(self.desk, answer)
        self.reading.changed(absorbed.changes)
        return absorbed

    def send_all(self, at: Instant = "") -> list[Id]:
        """Everything that waits goes, is judged as the server judges it, and its receipts come."""
        self.desk.release()
        sealed = [w.row.id for w in self.desk.seal()]
        commands = [w.command for w in self.desk.waiting if w.row.id in sealed]
        for command in commands:
            noun = registry.noun_of(command.name)
            seen = self.truths(noun.names(command))
            facts = Facts(self.desk.directory, self.desk.rules, at or self.now, lambda *_: True)
            outcome = judge(self.desk.actor(), command, seen, facts)
            assert isinstance(outcome, Effects), f"{command.name}: {outcome}"
            self.answer((command.id, "", {}), at=at)
            self.state(*outcome.puts)
        return sealed

    def refuse(self, id_: Id, code: str, params: dict[str, str] | None = None) -> None:
        """The server refuses a waiting command."""
        self.desk.release()
        self.desk.seal()
        self.answer((id_, code, params or {}))

    def from_other_device(self, command: Command, code: str, params: dict[str, str]) -> None:
        """A command given on another laptop of mine was refused."""
        with self.tables.write():
            raw = codec.encode_command(command)
            self.tables.put_tray([Trayed(command.id, command.id, raw, code, params, command.at, other=True)])

    # ---- what windows see --------------------------------------------------------------------

    def sync_state(self, code: str = "synced", **more: Any) -> SyncState:
        """The state as the status service would give it, with this desk's numbers."""
        waiting, parked, tray = self.tables.counts()
        state = SyncState(
            code,
            waiting,
            parked,
            tray,
            contact=self.tables.meta("contact"),
            records=self.tables.count_truth(),
        )
        return replace(state, **more)


def run_now(
    owner: object,
    on_done: Callable[[Any], None],
    call: Callable[..., Any],
    *args: Any,
    on_fault: object = None,
) -> None:
    """The bridge without a thread: calls and answers at once."""
    on_done(call(*args))


def judged(town: Town, command: Command) -> Effects | Refused:
    """What the rules say of a command on this desk now."""
    noun = registry.noun_of(command.name)
    seen = {i: v for i in noun.names(command) if (v := town.desk.value(i)) is not None}
    return judge(town.desk.actor(), command, seen, town.desk.facts())
