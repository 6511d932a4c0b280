# SPDX-License-Identifier: Apache-2.0
"""Unit kerja: a node of the organisation's tree."""

from dataclasses import dataclass

from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key


@dataclass(frozen=True, slots=True)
class Unit:
    """`parent` is empty for the top; `code` is the unit's code in letter numbers."""

    id: Id
    name: str
    parent: Id = ""
    code: str = ""
    abolished: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """unit.record: the directory import states what a unit is."""

    unit: Unit


def names(command: Command) -> tuple[Id, ...]:
    """Nothing: the import states the whole value."""
    return ()


def creates(command: Command) -> tuple[Id, ...]:
    """Nothing, for the same command also changes a unit; only the server gives it."""
    return (command.args.unit.id,)


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Only the server gives this verb, which `judge` has checked."""
    return None


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """The stated value."""
    return Effects(puts=(command.args.unit,))


def audience(value: Unit) -> frozenset[Key]:
    """The organisation is public inside the agency."""
    return frozenset({"pub"})


def waiting(value: Unit) -> tuple[Waiting, ...]:
    """Nobody acts on a unit."""
    return ()


def words(value: Unit) -> Words:
    """Its name."""
    return Words(value.name, value.code, f"{value.name} {value.code}")
