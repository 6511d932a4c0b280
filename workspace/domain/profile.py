# SPDX-License-Identifier: Apache-2.0
"""Profil daerah: everything that differs by region, agency or year, as data with a legal basis.

The shipped default (resources/profiles/default.json) is the one of Lampung. An agency states its own through
the server; code holds no hours, limits or labels.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id
from workspace.domain.moment import Day


@dataclass(frozen=True, slots=True)
class Hours:
    """Office hours of one weekday (0 Monday … 6 Sunday) as wall clock `HH:MM`; `rest` in minutes."""

    weekday: int
    start: str
    end: str
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """The days first … last, both included. `estimated`: not decreed yet (the isbat session decides)."""

    first: Day
    last: Day
    estimated: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Urgency:
    """Tingkat urgensi: `limit` counts in `unit` "hours" or "working_days"; not offered unless `on`."""

    code: str
    id: str
    en: str
    limit: int
    unit: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Chip:
    """An instruction of the Lembar Disposisi ("Dengan hormat harap"), in both languages."""

    code: str
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Profile:
    """In force on the days valid_from … valid_to, both included; `valid_to` None while it has no end.

    A weekday without `Hours` is a day off. `ramadan_hours` apply on the days of `ramadan`, which an
    administrator enters: computed Hijri dates are a day off from the decreed ones. `kinds` are those of letters
    on offer, by the names of their templates; none says that nobody chose.
    """

    id: Id
    region: str
    valid_from: Day
    valid_to: Day | None
    legal_basis: str
    zone: str
    hours: tuple[Hours, ...]
    ramadan_hours: tuple[Hours, ...]
    ramadan: tuple[Period, ...]
    urgencies: tuple[Urgency, ...]
    chips: tuple[Chip, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """profile.record: the profile as the agency's administrator stated it."""

    value: Profile


def in_force(profiles: Iterable[Profile], day: Day) -> Profile | None:
    """The profile valid on a day; of several the one that began last."""
    valid = [p for p in profiles if p.valid_from <= day and (p.valid_to is None or day <= p.valid_to)]
    return max(valid, key=lambda p: (p.valid_from, p.id), default=None)


def words(value: Profile) -> Words:
    """Its region and legal basis."""
    return Words(value.region, value.legal_basis, f"{value.region} {value.legal_basis}")


NOUN = stated.noun("profile", Profile, Record, words=words)
