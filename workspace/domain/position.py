# SPDX-License-Identifier: Apache-2.0
"""Jabatan: work, inbox and authority belong to it and pass on with it, whoever holds it."""

from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Position:
    """`head` leads its unit. `roles`: `clerk` reads the unit's work (TU, secretary), `lead` may give work
    inside its own unit (ketua tim), `personnel` appoints.
    """

    id: Id
    title: str
    unit: Id
    head: bool = False
    roles: tuple[str, ...] = ()
    abolished: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """position.record: what the directory import says a position is."""

    value: Position


def words(value: Position) -> Words:
    """Its title."""
    return Words(value.title, "", value.title)


NOUN = stated.noun("position", Position, Record, words=words)
