# SPDX-License-Identifier: Apache-2.0
"""Unit kerja: a node of the organisation's tree."""

from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id


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
    """unit.record: what the directory import says a unit is."""

    value: Unit


def words(value: Unit) -> Words:
    """Its name and code."""
    return Words(value.name, value.code, f"{value.name} {value.code}")


NOUN = stated.noun("unit", Unit, Record, words=words)
