# SPDX-License-Identifier: Apache-2.0
"""Builds the invented agency into an empty database: everything by commands, in the order of their times.

The same clock and seed make the same agency. It is one transaction: a database is complete or empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import resources
from server.demo import people
from server.demo.people import PASSWORD, PEOPLE, PLH, POSTS, UNITS
from server.demo.work import JOBS, PAPERS, Job, Paper, Step
from server.services.accept import Office, Session
from server.services.accounts import Account
from server.services.anchors import anchor, told_with
from server.services.audit import AuditLog
from server.services.passwords import Passwords
from server.services.secrets import Secrets, encode, verifier
from server.services.session import personnel_id
from server.store.accounts import SqlAccounts
from server.store.database import Database
from server.store.sql import SqlLedger
from workspace.domain import (
    appointment,
    calendar,
    device,
    letter,
    nip,
    officer,
    personnel,
    position,
    presence,
    profile,
    registry,
    task,
    unit,
)
from workspace.domain.command import SYSTEM, Command
from workspace.domain.hours import DatedRules
from workspace.domain.ids import Id, Ids, derived
from workspace.domain.moment import Instant, at, day_of, from_ms, local, next_day, plus, to_ms, weekday
from workspace.wire import codec

ZONE = "Asia/Jakarta"
SEED = 1945
OPEN_HOUR, CLOSE_HOUR = 8, 16
PRESENCE_DAYS = 7  # working days of check-ins before today


@dataclass(slots=True)
class Seat:
    """An officer's office computer: what signs their commands."""

    officer: Id
    device: Id
    private: Ed25519PrivateKey
    count: int = 0
    seq: int = 0
    head: str = ""


@dataclass(slots=True)
class Builder:
    """`now` is the moment at which the agency stands; the server's clock runs up to it."""

    ledger: SqlLedger
    secrets: Secrets
    now: Instant
    time: Instant = ""
    id: dict[str, Id] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)  # by position
    rng: Random = field(default_factory=lambda: Random(SEED))
    ids: Ids = field(init=False)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.time = plus(self.now, days=-60)
        self.ids = Ids(lambda: self.time, self.rng.getrandbits)
        self.office = Office(
            self.ledger,
            AuditLog(self.ledger, self.secrets.sign_head),
            lambda: self.time,
            lambda: f"{self.rng.getrandbits(128):032x}",
            verifier(),
            self._failed,
            told=told_with(self.secrets.of("feed")),
        )

    @staticmethod
    def _failed(id_: Id, error: Exception) -> None:
        raise AssertionError(f"the demo's command {id_} failed") from error

    def state(self, name: str, value: Any) -> None:
        """The server states something."""
        self.office.command_by_server(name, value, self.ids())

    def give(self, by: str, name: str, args: Any, as_: str = "") -> None:
        """An officer gives a command from their office computer, acting for a position."""
        seat = self.seats[by]
        seat.count += 1
        made = Command(
            self.ids(), seat.device, seat.count, name, registry.verb(name).v, self.time, ZONE,
            self.id[as_] if as_ else "", (), args, seat.officer,
        )  # fmt: skip
        raw = codec.encode_command(made, encode(seat.private.sign(codec.encode_command(made))))
        self.office.accept_inside(Session(seat.officer, seat.device, 3), [raw])
        told = self.ledger.receipt(made.id)
        if told is None or told.outcome != "applied":
            code = (told.code, told.params) if told else "no receipt"
            raise AssertionError(f"the demo's {name} by {by} came to {code}")

    # who there is

    def organise(self, hashed: str) -> None:
        """Units, positions, officers with their accounts and computers, and who holds what."""
        for row in UNITS:
            self.id[row.key] = self.ids()
            value = unit.Unit(self.id[row.key], row.name, self.id.get(row.parent, ""), row.code)
            self.state("unit.record", unit.Record(value))
        for post in POSTS:
            self.id[post.key] = self.ids()
            made = position.Position(self.id[post.key], post.title, self.id[post.unit], post.head, post.roles)
            self.state("position.record", position.Record(made))
        accounts = SqlAccounts(self.ledger)
        for person in PEOPLE:
            self._hire(person)
            seat = self.seats[person.post]
            accounts.put_account(Account(seat.officer, self.secrets.nip(person.nip), hashed, self.time))
        stand_in, post_key, basis = PLH
        value_ = appointment.Appointment(
            self.ids(), self.seats[stand_in].officer, self.id[post_key], "plh",
            plus(self.now, days=-2), plus(self.now, days=3), (), basis,
        )  # fmt: skip
        self.state("appointment.record", appointment.Record(value_))

    def _hire(self, person: people.Person) -> None:
        who, number = self.ids(), nip.parse(person.nip, day_of(self.now, ZONE))
        if not isinstance(number, nip.Nip):
            raise TypeError(f"{person.post} has a NIP with a wrong {number.field}")
        self.state("officer.record", officer.Record(officer.Officer(who, person.name, person.rank)))
        file = personnel.Personnel(
            personnel_id(who), who, person.nip, number.birth, number.sex, person.clearance, self.id["umpeg"]
        )
        self.state("personnel.record", personnel.Record(file))
        held = appointment.Appointment(self.ids(), who, self.id[person.post], "definitive", self.time)
        self.state("appointment.record", appointment.Record(held))
        private = Ed25519PrivateKey.from_private_bytes(self.rng.randbytes(32))
        key = encode(private.public_key().public_bytes_raw())
        registered = device.Device(self.ids(), who, "Komputer kantor", key, 3)
        self.state("device.register", device.Register(registered))
        self.seats[person.post] = Seat(who, registered.id, private)

    def rules(self) -> None:
        """The shipped profile and calendars."""
        folder = resources.path("profiles")
        shipped = msgspec.json.decode((folder / "default.json").read_bytes(), type=profile.Profile)
        self.state("profile.record", profile.Record(replace(shipped, region="Provinsi Contoh")))
        for file in sorted(folder.glob("calendar-*.json")):
            year = msgspec.json.decode(file.read_bytes(), type=calendar.Calendar)
            self.state("calendar.record", calendar.Record(year))

    # what they do

    def live(self) -> None:
        """Everything that happened, in order."""
        events = [*self._of_jobs(), *self._of_papers(), *self._of_presence()]
        for when, do in sorted(events, key=lambda event: event[0]):
            self.time = when
            do()
        self.time = self.now

    def _ago(self, hours: float) -> Instant:
        return in_office_hours(plus(self.now, hours=-hours))

    def _of_jobs(self) -> Iterator[tuple[Instant, Callable[[], None]]]:
        for job in JOBS:
            made: Id = derived(SYSTEM, "demo", job.title)
            given = plus(self._tonight(), hours=-48) if job.today else self._ago(job.ago)
            yield given, lambda job=job, made=made: self._give_job(job, made)  # type: ignore[misc]
            for step in job.steps:
                yield self._ago(step.ago), lambda step=step, made=made: self._step(step, made)  # type: ignore[misc]

    def _tonight(self) -> Instant:
        """A limit that runs out today: at the end of the office day, or late in the evening after it."""
        day = day_of(self.now, ZONE)
        closing = at(day, f"{CLOSE_HOUR}:00", ZONE)
        return closing if plus(self.now, hours=1) < closing else at(day, "23:45", ZONE)

    def _give_job(self, job: Job, made: Id) -> None:
        args = task.Give(
            made, self.id[job.to], job.title, job.urgency, job.note, job.chips, job.cls, job.files
        )
        self.give(job.giver, "task.give", args, job.giver)

    def _step(self, step: Step, made: Id) -> None:
        seen = codec.decode_value("task", self._body(made))
        match step.verb:
            case "read":
                args: Any = task.Read(made)
            case "report":
                args = task.AddReport(made, seen.holder, step.text)
            case "complete":
                args = task.Complete(made, seen.holder, step.text)
            case "return":
                args = task.Return(made, seen.holder, step.text)
            case "withdraw":
                args = task.Withdraw(made, seen.holder, step.text)
            case "reassign":
                args = task.Reassign(made, seen.holder, self.id[step.to[0]], step.text)
            case "pass_on":
                below = tuple(task.Child(self.ids(), self.id[one]) for one in step.to)
                args = task.PassOn(made, seen.holder, below, seen.urgency, step.text)
            case verb:
                raise AssertionError(verb)
        self.give(step.by, f"task.{step.verb}", args, step.by)

    def _body(self, id_: Id) -> bytes:
        row = self.ledger.record(id_)
        if row is None:
            raise AssertionError("the demo acts on what is not there")
        return row.body

    def _of_papers(self) -> Iterator[tuple[Instant, Callable[[], None]]]:
        for paper in PAPERS:
            made = derived(SYSTEM, "demo", paper.title)
            yield self._ago(paper.ago), lambda paper=paper, made=made: self._submit(paper, made)  # type: ignore[misc]
            for step in paper.steps:
                yield self._ago(step.ago), lambda step=step, made=made: self._decide(step, made)  # type: ignore[misc]

    def _submit(self, paper: Paper, made: Id) -> None:
        hashed = letter.content_hash(paper.title, paper.summary, paper.files)
        route = tuple(self.id[one] for one in paper.route)
        args = letter.Submit(
            made, paper.title, paper.summary, hashed, route, paper.urgency, paper.files, paper.cls
        )
        self.give(paper.by, "letter.submit", args, paper.by)

    def _decide(self, step: Step, made: Id) -> None:
        seen = codec.decode_value("letter", self._body(made))
        if step.verb == "withdraw_letter":
            self.give(step.by, "letter.withdraw", letter.Withdraw(made, seen.version, step.text), step.by)
            return
        kind = letter.Endorse if step.verb == "endorse" else letter.Return
        self.give(step.by, f"letter.{step.verb}", kind(made, seen.version, seen.hash, step.text), step.by)

    def _of_presence(self) -> Iterator[tuple[Instant, Callable[[], None]]]:
        """Coming and going of the last working days; the head of data is on leave, one often works from home."""
        rules, day = self.office.rules, day_of(self.now, ZONE)
        days: list[str] = []
        while isinstance(rules, DatedRules) and len(days) < PRESENCE_DAYS:
            day = next_day(day, -1)
            found = rules.on(day)
            if found is not None and found.is_working_day(day):
                days.append(day)
        for day in reversed(days):
            for post in self.seats:
                if post == "kabid-data" and day == days[0]:
                    continue
                coming, going = (
                    418 + self.rng.randrange(36),
                    962 + self.rng.randrange(40),
                )  # minutes of the day
                home = post == "prakom" and weekday(day) in {1, 3}
                for kind, minute in (("in", coming), ("out", going)):
                    when = plus(at(day, "00:00", ZONE), minutes=minute)
                    scheme = "home" if home else "office"
                    yield when, lambda p=post, k=kind, s=scheme: self._clock(p, k, s)  # type: ignore[misc]

    def _clock(self, post: str, kind: str, scheme: str) -> None:
        seat = self.seats[post]
        mark = anchor(self.secrets.of("feed"), seat.device, self.time)
        proof = presence.Evidence("demo", 3_600_000, self.time, "demo", 3_600_000, mark)
        args = presence.Record(
            self.ids(), seat.device, kind, scheme, ZONE, proof, self.id[_unit_of(post)],
            device_time=self.time, seq=seat.seq + 1, prev=seat.head,
        )  # fmt: skip
        linked = replace(args, hash=presence.event_hash(args))
        seat.seq, seat.head = linked.seq, linked.hash
        self.give(post, "presence.record", linked)


def _unit_of(post: str) -> str:
    return next(row.unit for row in POSTS if row.key == post)


def in_office_hours(when: Instant, zone: str = ZONE) -> Instant:
    """The moment itself, or the last half hour of the office day before it; the order of moments is kept."""
    wall = local(when, zone)
    opening = wall.replace(hour=OPEN_HOUR, minute=0, second=0, microsecond=0)
    while opening > wall or opening.weekday() > 4:
        opening -= timedelta(days=1)
    closing = opening + timedelta(hours=CLOSE_HOUR - OPEN_HOUR)
    after = opening + timedelta(days=1)
    while after.weekday() > 4:
        after += timedelta(days=1)
    half = timedelta(minutes=30)
    if wall < closing:
        moved = opening + (wall - opening) * ((closing - half - opening) / (closing - opening))
    else:
        moved = closing - half + half * ((wall - closing) / (after - closing))
    return from_ms(to_ms(when) - (wall - moved) // timedelta(milliseconds=1))


def build(path: Path, secrets: Secrets, now: Instant, passwords: Passwords) -> bool:
    """Fill the database at `path` unless it holds an agency already; whether it did."""
    database = Database(path)
    try:
        with database.writer() as ledger, ledger.write():
            if ledger.meta("epoch"):
                return False
            builder = Builder(ledger, secrets, now)
            ledger.set_meta("epoch", builder.ids())
            builder.organise(passwords.hash(PASSWORD))
            builder.rules()
            builder.live()
            return True
    finally:
        database.close()
