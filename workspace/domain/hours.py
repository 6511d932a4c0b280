# SPDX-License-Identifier: Apache-2.0
"""Working time: which days are worked, when a limit runs out, how late somebody came.

Rules: five working days a week, the start counts in the local zone ("zona waktu setempat"), which is the zone
of the profile and never one a laptop names; staff hours by regional profile (Perpres 21/2023 Pasal 3–4; Pergub
Lampung 44/2025). Limits by urgency follow the regional
regulations made after Permendagri 54/2009: amat segera 24 hours, segera 2 × 24 hours, penting 3 × 24 hours,
biasa at most 5 working days, counted from receipt.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workspace.domain import moment
from workspace.domain.calendar import Calendar
from workspace.domain.moment import Day, Instant
from workspace.domain.profile import Hours, Profile, Urgency, in_force


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """`facts.Rules` by one profile and the calendars one side holds.

    A year without a calendar is unknown, and so is everything that depends on a day in it: answers are None
    rather than a limit or a lateness that a holiday would make wrong.
    """

    profile: Profile
    calendars: tuple[Calendar, ...] = ()
    _closed: dict[int, frozenset[Day]] = field(init=False, repr=False, compare=False)
    _hours: dict[int, Hours] = field(init=False, repr=False, compare=False)
    _ramadan: dict[int, Hours] = field(init=False, repr=False, compare=False)
    _urgencies: dict[str, Urgency] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look-up tables, made once."""
        closed = {c.year: frozenset(holiday.day for holiday in c.holidays) for c in self.calendars}
        object.__setattr__(self, "_closed", closed)
        object.__setattr__(self, "_hours", _by_weekday(self.profile.hours))
        object.__setattr__(self, "_ramadan", _by_weekday(self.profile.ramadan_hours))
        object.__setattr__(self, "_urgencies", {u.code: u for u in self.profile.urgencies})

    def hours_of(self, day: Day) -> Hours | None:
        """The office hours of a day, of Ramadan in Ramadan; None on a day off or in an unknown year."""
        closed = self._closed.get(int(day[:4]))
        if closed is None or day in closed:
            return None
        fasting = any(period.first <= day <= period.last for period in self.profile.ramadan)
        return (self._ramadan if fasting else self._hours).get(moment.weekday(day))

    def knows(self, day: Day) -> bool:
        """Whether the calendar of the day's year is here."""
        return int(day[:4]) in self._closed

    def is_working_day(self, day: Day) -> bool | None:
        """Whether the office works on a day; None in an unknown year."""
        return self.hours_of(day) is not None if self.knows(day) else None

    def working_days(self, first: Day, last: Day) -> int | None:
        """How many days of first … last, both included, are worked; None if a year among them is unknown."""
        count, day = 0, first
        while day <= last:
            if not self.knows(day):
                return None
            count += self.hours_of(day) is not None
            day = moment.next_day(day)
        return count

    def due(self, urgency: str, since: Instant) -> Instant | None:
        """The limit for an urgency counted from `since`; None where the profile sets none or cannot know.

        Limits in hours run through nights and days off ("24 jam", "2 x 24 jam"). A limit of n working days
        ends with the office hours of the nth working day *after* the day of receipt in the office's zone:
        the day on which something arrives is never counted, however early, so that every receiver has n
        whole working days. Received on Friday 20 November 2026, five working days end on Friday the 27th
        at 16.30.
        """
        limit = self._urgencies.get(urgency)
        if limit is None:
            return None
        if limit.unit == "hours":
            return moment.plus(since, hours=limit.limit)
        return self._end_of_working_day(self.day(since), limit.limit)

    def _end_of_working_day(self, day: Day, left: int) -> Instant | None:
        while True:
            day = moment.next_day(day)
            if not self.knows(day):
                return None
            hours = self.hours_of(day)
            left -= hours is not None
            if hours is not None and left <= 0:
                return moment.at(day, hours.end, self.profile.zone)

    def day(self, at: Instant) -> Day:
        """The day of an instant in the office's zone."""
        return moment.day_of(at, self.profile.zone)

    def kinds(self, at: Instant) -> tuple[str, ...]:
        """See `facts.Rules`."""
        return self.profile.kinds

    def late_minutes(self, kind: str, at: Instant) -> int | None:
        """Whole minutes after the start (`in`) or before the end (`out`) of that day's office hours.

        A minute counts once it is full. 0 in time, None on a day off or in an unknown year.
        """
        day, zone = self.day(at), self.profile.zone
        hours = self.hours_of(day)
        if hours is None:
            return None
        if kind == "in":
            late = moment.to_ms(at) - moment.to_ms(moment.at(day, hours.start, zone))
        else:
            late = moment.to_ms(moment.at(day, hours.end, zone)) - moment.to_ms(at)
        return max(0, late // 60_000)


def _by_weekday(hours: Iterable[Hours]) -> dict[int, Hours]:
    return {h.weekday: h for h in hours}


@dataclass(frozen=True, slots=True)
class DatedRules:
    """`facts.Rules` over every profile one side holds: each question goes to the one in force on its day."""

    by_profile: tuple[OfficeRules, ...]  # at least one

    def on(self, day: Day) -> OfficeRules | None:
        """The rules of a day, None before the first profile."""
        profile = in_force((rules.profile for rules in self.by_profile), day)
        return next((rules for rules in self.by_profile if rules.profile == profile), None)

    def due(self, urgency: str, since: Instant) -> Instant | None:
        """See `facts.Rules`."""
        rules = self._at(since)
        return rules.due(urgency, since) if rules else None

    def day(self, at: Instant) -> Day:
        """See `facts.Rules`."""
        return (self._at(at) or self.by_profile[0]).day(at)

    def kinds(self, at: Instant) -> tuple[str, ...]:
        """See `facts.Rules`."""
        rules = self._at(at)
        return rules.kinds(at) if rules else ()

    def late_minutes(self, kind: str, at: Instant) -> int | None:
        """See `facts.Rules`."""
        rules = self._at(at)
        return rules.late_minutes(kind, at) if rules else None

    def _at(self, instant: Instant) -> OfficeRules | None:
        return self.on(self.by_profile[0].day(instant))


def rules_from(values: Iterable[Profile | Calendar]) -> DatedRules | None:
    """The rules that profile and calendar records make; None while there is no profile."""
    values = list(values)
    calendars = tuple(v for v in values if isinstance(v, Calendar))
    profiles = tuple(OfficeRules(v, calendars) for v in values if isinstance(v, Profile))
    return DatedRules(profiles) if profiles else None
