# SPDX-License-Identifier: Apache-2.0
"""The organisation as one side knows it: who holds what, and which unit stands above which."""

from dataclasses import dataclass, field, replace
from typing import Any

from workspace.domain.appointment import ORDER, Appointment
from workspace.domain.command import Actor
from workspace.domain.facts import Holding
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant
from workspace.domain.officer import Officer
from workspace.domain.position import Position
from workspace.domain.unit import Unit

TYPES = ("unit", "position", "officer", "appointment")


STANDINGS = 20_000  # that are remembered


@dataclass(frozen=True, slots=True)
class Standing:
    """An officer on a device and the keys they see with, as it is from `start` until `end` unless a record changes."""

    actor: Actor
    keys: frozenset[Key]
    start: Instant
    end: Instant


@dataclass(slots=True)
class Directory:
    """Dictionaries over the directory records one side holds; `put` and `drop` keep them current."""

    units: dict[Id, Unit] = field(default_factory=dict)
    positions: dict[Id, Position] = field(default_factory=dict)
    officers: dict[Id, Officer] = field(default_factory=dict)
    appointments: dict[Id, Appointment] = field(default_factory=dict)
    _heads: dict[Id, set[Id]] = field(default_factory=dict)  # positions that head a unit, by unit
    _by_officer: dict[Id, set[Id]] = field(default_factory=dict)
    _by_position: dict[Id, set[Id]] = field(default_factory=dict)
    # worked out, until something changes
    _standings: dict[tuple[Id, Id, int], Standing] = field(default_factory=dict, compare=False)

    def put(self, value: Any) -> None:
        """Take in a new or changed directory record; other values are ignored."""
        self._standings.clear()
        match value:
            case Unit():
                self.units[value.id] = value
            case Position():
                self.drop(value.id)
                self.positions[value.id] = value
                if value.head:
                    self._heads.setdefault(value.unit, set()).add(value.id)
            case Officer():
                self.officers[value.id] = value
            case Appointment():
                self.drop(value.id)
                self.appointments[value.id] = value
                self._by_officer.setdefault(value.officer, set()).add(value.id)
                self._by_position.setdefault(value.position, set()).add(value.id)

    def drop(self, id_: Id) -> None:
        """Forget a record this side may no longer see."""
        self._standings.clear()
        self.units.pop(id_, None)
        self.officers.pop(id_, None)
        position = self.positions.pop(id_, None)
        if position is not None:
            self._heads.get(position.unit, set()).discard(id_)
        old = self.appointments.pop(id_, None)
        if old is not None:
            self._by_officer[old.officer].discard(id_)
            self._by_position[old.position].discard(id_)

    def unit_of(self, position: Id) -> Id | None:
        """The unit of a position, None if there is no such position."""
        known = self.positions.get(position)
        return known.unit if known and not known.abolished else None

    def line(self, unit: Id) -> tuple[Id, ...]:
        """The unit and those above it, nearest first."""
        above: list[Id] = []
        while unit and unit not in above:
            above.append(unit)
            known = self.units.get(unit)
            unit = known.parent if known else ""
        return tuple(above)

    def leads(self, position: Id, unit: Id) -> bool:
        """Whether `position` is the head of `unit` or of a unit above it."""
        known = self.positions.get(position)
        return known is not None and known.head and known.unit in self.line(unit)

    def has_role(self, position: Id, role: str) -> bool:
        """Whether the role belongs to the position."""
        known = self.positions.get(position)
        return known is not None and role in known.roles

    def holdings(self, officer: Id, now: Instant | None) -> tuple[Holding, ...]:
        """The positions an officer holds at `now`, definitive first; None leaves dates out of account."""
        found = [self.appointments[i] for i in self._by_officer.get(officer, ())]
        live = [a for a in found if now is None or self._works_at(a, now)]
        live.sort(key=lambda a: (ORDER[a.kind], a.id))
        return tuple(h for a in live if (h := self._holding(a)) is not None)

    def _holding(self, a: Appointment) -> Holding | None:
        position = self.positions.get(a.position)
        if position is None or position.abolished:
            return None
        return Holding(
            a.position, a.kind, a.scope, a.start, a.until, position.unit, position.head, position.roles
        )

    def holders(self, position: Id, now: Instant) -> tuple[Appointment, ...]:
        """Who holds a position at `now`, definitive first; empty means the position is vacant."""
        found = [self.appointments[i] for i in self._by_position.get(position, ())]
        live = (a for a in found if self._works_at(a, now))
        return tuple(sorted(live, key=lambda a: (ORDER[a.kind], a.id)))

    def _works_at(self, a: Appointment, now: Instant) -> bool:
        """Whether an appointment is in force for somebody still in service: who retired holds nothing."""
        known = self.officers.get(a.officer)
        return a.holds_at(now) and not (known is not None and known.retired)

    def covers(self, position: Id, now: Instant) -> Id:
        """The position on whose desk the work of a vacant `position` shows: its nearest occupied superior."""
        if self.holders(position, now):
            return position
        for unit in self.line(self.unit_of(position) or ""):
            for head in sorted(self._heads.get(unit, ())):
                if head != position and self.holders(head, now):
                    return head
        return position

    def actor(self, officer: Id, now: Instant, device: Id = "", clearance: int = 0) -> Actor:
        """The officer with what they hold at `now`."""
        return Actor(officer, self.holdings(officer, now), device, clearance)

    def standing(self, officer: Id, now: Instant, device: Id, clearance: int) -> Standing:
        """The actor and their keys, worked out once for the time in which no appointment of theirs begins or ends."""
        asked = (officer, device, clearance)
        known = self._standings.get(asked)
        if known is None or not known.start <= now < known.end:
            mine = [self.appointments[i] for i in self._by_officer.get(officer, ())]
            turns = {turn for a in mine for turn in (a.start, a.until) if turn}
            actor = self.actor(officer, now, device, clearance)
            start = max((turn for turn in turns if turn <= now), default="")
            end = min((turn for turn in turns if turn > now), default="~")
            known = Standing(actor, self.keys(actor), start, end)
            if len(self._standings) >= STANDINGS:
                self._standings.clear()
            self._standings[asked] = known
        return known

    def keys(self, actor: Actor) -> frozenset[Key]:
        """The keys through which an actor sees records: themselves, their positions, the units they lead or
        keep the books of (with all units below), and what is public.
        """
        own = {f"o:{actor.officer}", "pub", *(f"p:{h.position}" for h in actor.holdings)}
        tops = {h.unit for h in actor.holdings if h.head or "clerk" in h.roles}
        if tops:
            own |= {f"u:{unit}" for unit in self.units if tops.intersection(self.line(unit))}
        return frozenset(own)

    def copy(self) -> "Directory":
        """An independent copy, for a change that may be rolled back."""
        return replace(
            self,
            units=dict(self.units),
            positions=dict(self.positions),
            officers=dict(self.officers),
            appointments=dict(self.appointments),
            _heads={k: set(v) for k, v in self._heads.items()},
            _by_officer={k: set(v) for k, v in self._by_officer.items()},
            _by_position={k: set(v) for k, v in self._by_position.items()},
            _standings={},
        )
