# SPDX-License-Identifier: Apache-2.0
"""Penugasan: an officer holds a position, definitively or acting (Plt., Plh.), from and until.

Plh. stands in for somebody absent for a while, Plt. for a vacancy (UU 30/2014 Pasal 14; SE BKN 1/SE/I/2021);
both are ordered by a surat perintah, which `basis` names.
"""

from dataclasses import dataclass, replace

from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant, is_instant
from workspace.domain.size import codes_error, stated_error, too_long

ORDER = {"definitive": 0, "plt": 1, "plh": 2}
BASIS_MAX = 300


@dataclass(frozen=True, slots=True)
class Appointment:
    """In force over the half-open span [start, until); `until` None means until ended."""

    id: Id
    officer: Id
    position: Id
    kind: str
    start: Instant
    until: Instant | None = None
    scope: tuple[str, ...] = ()
    basis: str = ""

    def holds_at(self, now: Instant) -> bool:
        """Whether it is in force at `now`."""
        return self.start <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Record:
    """appointment.record: what the directory import says of an appointment."""

    value: Appointment


@dataclass(frozen=True, slots=True)
class Appoint:
    """appointment.appoint: give a position to an officer."""

    appointment: Id
    officer: Id
    position: Id
    kind: str
    start: Instant
    until: Instant | None = None
    scope: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """appointment.end: end one at `until`; `seen_until` is the end the officer saw."""

    appointment: Id
    until: Instant
    seen_until: Instant | None = None


def names(command: Command) -> tuple[Id, ...]:
    """The officer and the position, or the appointment to end."""
    match command.args:
        case Appoint(officer=officer, position=position):
            return (officer, position)
        case End(appointment=appointment):
            return (appointment,)
        case _:
            return ()


def creates(command: Command) -> tuple[Id, ...]:
    """The new or imported appointment."""
    match command.args:
        case Appoint(appointment=id_):
            return (id_,)
        case Record(value=value):
            return (value.id,)
        case _:
            return ()


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Personnel positions appoint and end everything; a head appoints and ends a Plh. below themselves."""
    args = command.args
    if isinstance(args, Record):
        return None
    if facts.directory.has_role(command.as_, "personnel"):
        return None
    target = args if isinstance(args, Appoint) else seen[args.appointment]
    unit = facts.directory.unit_of(target.position)
    other = target.kind == "plh" and command.as_ != target.position
    if other and unit is not None and facts.directory.leads(command.as_, unit):
        return None
    return Refused("not-authorised", {"verb": command.name})


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """An acting appointment needs its end and its basis; an end may move only forward of the start."""
    match command.args:
        case Record(value=value):
            return stated_error(value) or Effects(puts=(value,))
        case Appoint() as a:
            if a.kind not in ORDER:
                return Refused("invalid", {"field": "kind"})
            if not is_instant(a.start):
                return Refused("invalid", {"field": "start"})
            if a.until is not None and not (is_instant(a.until) and a.start < a.until):
                return Refused("invalid", {"field": "until"})
            if a.kind != "definitive" and (a.until is None or not a.basis.strip()):
                return Refused("invalid", {"field": "until" if a.until is None else "basis"})
            if too_long(a.basis, BASIS_MAX):
                return Refused("too-large", {"field": "basis"})
            if (bad := codes_error("scope", a.scope)) is not None:
                return bad
            value = Appointment(
                a.appointment, a.officer, a.position, a.kind, a.start, a.until, a.scope, a.basis
            )
            return Effects(puts=(value,))
        case End(appointment=id_, until=until, seen_until=seen_until):
            value = seen[id_]
            if value.until == until:
                return Refused("already-done")
            if value.until != seen_until:
                return Refused("stale-version", {"field": "until"})
            if not is_instant(until) or until < value.start:
                return Refused("invalid", {"field": "until"})
            return Effects(puts=(replace(value, until=until),))
    raise TypeError(command.args)


def audience(value: Appointment) -> frozenset[Key]:
    """Who holds what is public inside the agency."""
    return frozenset({"pub"})


def waiting(value: Appointment) -> tuple[Waiting, ...]:
    """Nobody acts on it."""
    return ()


def words(value: Appointment) -> Words:
    """Its basis; the names come from the directory."""
    return Words(value.basis, "", value.basis, sender=value.officer, state=value.kind)


NOUN = Noun(
    "appointment",
    Appointment,
    (
        Verb("appointment.appoint", Appoint, counter="appointment.end"),
        Verb("appointment.end", End),
        Verb("appointment.record", Record, own=True, server=True),
    ),
    names,
    creates,
    may,
    apply,
    audience,
    waiting,
    words,
    reads=("officer", "position"),
)
