# SPDX-License-Identifier: Apache-2.0
"""Kalender kerja: the days of one year on which offices are closed, as decreed (SKB 3 Menteri)."""

from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id
from workspace.domain.moment import Day


@dataclass(frozen=True, slots=True)
class Holiday:
    """`kind` is "public" (hari libur nasional) or "joint" (cuti bersama); `estimated`: not decreed yet."""

    day: Day
    name: str
    kind: str
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """All closed days of `year` besides weekends, in order."""

    id: Id
    year: int
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """calendar.record: the calendar as the agency's administrator stated it."""

    value: Calendar


def words(value: Calendar) -> Words:
    """The year, and the names of its days for the search."""
    names = "\n".join(holiday.name for holiday in value.holidays)
    return Words(str(value.year), "", names)


NOUN = stated.noun("calendar", Calendar, Record, words=words)
