# SPDX-License-Identifier: Apache-2.0
"""A small invented agency for the tests of the rules: its people, and a server that only judges.

    agency            kadis (head), pers (personnel), sekretaris (clerk)
    ├─ bidang         kabid (head), ketua (lead), vacant (held by nobody)
    │  └─ seksi       kasi (head), staf
    └─ balai          kabalai (head), petugas

Each position `x` is held definitively by the officer `o-x`. `o-kasi` also stands in as Plh. kabid, and
`o-petugas` once held `staf`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.domain.shipped import RULES
from workspace.domain import registry
from workspace.domain.appointment import Appointment
from workspace.domain.command import SYSTEM, Actor, Ask, Command, Effects
from workspace.domain.device import Device
from workspace.domain.directory import Directory
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, derived
from workspace.domain.judge import judge
from workspace.domain.moment import Instant, plus
from workspace.domain.officer import Officer
from workspace.domain.position import Position
from workspace.domain.task import OPEN, EndBelow, WithdrawBelow
from workspace.domain.unit import Unit

LONG_AGO, START = "2020-01-01T00:00:00.000Z", "2026-11-23T01:00:00.000Z"
UNITS = {"agency": "", "bidang": "agency", "seksi": "bidang", "balai": "agency"}
HEADS = {"kadis": "agency", "kabid": "bidang", "kasi": "seksi", "kabalai": "balai"}
STAFF = {"pers": "agency", "sekretaris": "agency", "ketua": "bidang", "staf": "seksi", "petugas": "balai"}
ROLES = {"pers": "personnel", "sekretaris": "clerk", "ketua": "lead"}
HELD = (*HEADS, *STAFF)
POSITIONS = (*HELD, "vacant", "abolished")
OFFICERS = tuple(f"o-{position}" for position in HELD)


def directory() -> Directory:
    """The organisation above."""
    known = Directory()
    for unit, parent in UNITS.items():
        known.put(Unit(unit, unit.title(), parent))
    for position, unit in {**HEADS, **STAFF, "vacant": "bidang", "abolished": "bidang"}.items():
        roles = (ROLES[position],) if position in ROLES else ()
        known.put(
            Position(position, position.title(), unit, position in HEADS, roles, position == "abolished")
        )
    for position in HELD:
        known.put(Officer(f"o-{position}", position.title()))
        known.put(Appointment(f"a-{position}", f"o-{position}", position, "definitive", LONG_AGO))
    plh = Appointment("a-plh", "o-kasi", "kabid", "plh", LONG_AGO, plus(START, days=30), basis="SP 1")
    known.put(plh)
    known.put(Appointment("a-old", "o-petugas", "staf", "definitive", LONG_AGO, plus(START, days=-1)))
    return known


def records(known: Directory) -> dict[Id, Any]:
    """The organisation as records, and a device for each officer."""
    values: list[Any] = [*known.units.values(), *known.positions.values(), *known.officers.values()]
    values += known.appointments.values()
    values += [Device(f"d-{officer}", officer, "Laptop", "key") for officer in known.officers]
    return {value.id: value for value in values}


@dataclass(slots=True)
class Town:
    """Judges commands against its records as the server does, and keeps what they mean."""

    directory: Directory = field(default_factory=directory)
    records: dict[Id, Any] = field(default_factory=dict)
    now: Instant = START
    count: int = 0

    def __post_init__(self) -> None:
        self.records = records(self.directory)

    def facts(self, *, server: bool = True) -> Facts:
        """What a rule may know here: the time of arrival and the marks only on the server."""
        return Facts(self.directory, RULES, self.now, told) if server else Facts(self.directory, RULES)

    def actor(self, officer: Id) -> Actor:
        """The officer with what they hold now; the server itself for SYSTEM."""
        return self.directory.actor(officer, self.now, f"d-{officer}")

    def command(self, name: str, args: Any, as_: Id = "", by: Id = "") -> Command:
        """A command of the holder of `as_` (or of `by`), a minute after the last one."""
        self.count += 1
        self.now = plus(self.now, minutes=1)
        by = by or f"o-{as_}"
        id_ = f"c-{self.count}"
        return Command(id_, f"d-{by}", self.count, name, 1, self.now, "Asia/Jakarta", as_, (), args, by)

    def system(self, name: str, args: Any) -> Command:
        """A command of the server itself."""
        return self.command(name, args, by=SYSTEM)

    def seen(self, command: Command) -> Mapping[Id, Any]:
        """The named records the actor may see, and created ids that are taken."""
        noun = registry.noun_of(command.name)
        keys = self.directory.keys(self.actor(command.by))
        return {
            id_: value
            for id_ in (*noun.names(command), *noun.creates(command))
            if (value := self.records.get(id_)) is not None
            and (command.by == SYSTEM or id_ in noun.creates(command) or keys & audience(value))
        }

    def judged(self, command: Command, *, server: bool = True) -> Effects | Refused:
        """What the command means now, without keeping it."""
        return judge(self.actor(command.by), command, self.seen(command), self.facts(server=server))

    def give(self, command: Command) -> Effects | Refused:
        """Judge a command and keep what it means, with what the server answers to its asks."""
        outcome = self.judged(command)
        if isinstance(outcome, Effects):
            for value in outcome.puts:
                self.records[value.id] = value
                self.directory.put(value)
            for ask in outcome.asks:
                self._answer(command, ask)
        return outcome

    def do(self, name: str, args: Any, as_: Id = "", by: Id = "") -> Effects | Refused:
        """Make and give a command."""
        return self.give(self.command(name, args, as_, by))

    def code(self, name: str, args: Any, as_: Id = "", by: Id = "") -> str:
        """The refusal code of a command, or "" where it is applied."""
        outcome = self.do(name, args, as_, by)
        return outcome.code if isinstance(outcome, Refused) else ""

    def of(self, kind: type) -> list[Any]:
        """All records of a kind, in order of their ids."""
        return [self.records[id_] for id_ in sorted(self.records) if isinstance(self.records[id_], kind)]

    def _answer(self, command: Command, ask: Ask) -> None:
        assert isinstance(ask.args, WithdrawBelow)
        below, queue = [], list(ask.args.children)
        while queue:
            child = self.records[queue.pop()]
            queue += child.children
            below += [child.id] if child.state in OPEN else []
        answer = EndBelow(tuple(sorted(below)), ask.args.reason)
        server = replace(command, id=derived(command.id, ask.name), name="task.end_below", args=answer)
        self.give(replace(server, by=SYSTEM, as_=""))


def mark(time: Instant) -> str:
    """What the town's server gives with the times it tells."""
    return f"told {time}"


def told(time: Instant, given: str) -> bool:
    """Whether a mark is the one of that time."""
    return given == mark(time)


def audience(value: Any) -> frozenset[str]:
    """Who may see a value."""
    return registry.of(value).audience(value)
