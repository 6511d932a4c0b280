# SPDX-License-Identifier: Apache-2.0
"""How a day stands, from the presence events of one officer: pure, so that window and rail say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui import when
from workspace.domain.hours import DatedRules
from workspace.domain.moment import Day, Instant, at, to_ms
from workspace.domain.presence import Presence, time_of

Stage = Literal["before", "working", "done"]


@dataclass(frozen=True, slots=True)
class Spell:
    """From one check-in to the next event; `end` None while it lasts."""

    scheme: str
    start: Instant
    end: Instant | None


@dataclass(frozen=True, slots=True)
class Office:
    """The office hours of a day as instants, with the rest inside them in minutes."""

    start: Instant
    end: Instant
    rest: int


@dataclass(frozen=True, slots=True)
class DayView:
    """`minutes` were present so far, rest included; `short` would be missing if one left now.

    `short` and `late` are None where no rule says (a day off, an unknown year); `office` likewise.
    """

    day: Day
    stage: Stage
    scheme: str
    since: Instant
    until: Instant
    minutes: int
    spells: tuple[Spell, ...]
    events: tuple[Presence, ...]
    office: Office | None
    late: int | None
    short: int | None

    def share(self, now: Instant) -> float:
        """How much of the office hours has passed, 0 to 1; without hours, of an eight-hour presence."""
        if self.stage == "before":
            return 0.0
        if self.office is None:
            return min(1.0, self.minutes / 480)
        whole = when.minutes_between(self.office.start, self.office.end)
        reached = self.until or now
        return min(1.0, when.minutes_between(self.office.start, reached) / whole) if whole else 1.0

    @property
    def wanted(self) -> str:
        """Which event comes next: "in" or "out"."""
        return "out" if self.stage == "working" else "in"


def view_of(
    events: Sequence[Presence], day: Day, now: Instant, zone: str, rules: DatedRules | None
) -> DayView:
    """How `day` stands at `now`. `events` are those of the day in order of their time."""
    spells = _spells(events)
    open_ = spells[-1] if spells and spells[-1].end is None else None
    stage: Stage = "working" if open_ else "done" if events else "before"
    first = next((e for e in events if e.kind == "in"), None)
    last = events[-1] if events else None
    return DayView(
        day=day,
        stage=stage,
        scheme=open_.scheme if open_ else last.scheme if last else "",
        since=time_of(first) if first else "",
        until=time_of(last) if last and stage == "done" else "",
        minutes=sum(when.minutes_between(s.start, s.end or now) for s in spells),
        spells=tuple(spells),
        events=tuple(events),
        office=_office(day, zone, rules),
        late=rules.late_minutes("in", time_of(first)) if rules and first else None,
        short=rules.late_minutes("out", now) if rules and open_ else None,
    )


def _spells(events: Sequence[Presence]) -> list[Spell]:
    """A second check-in means another place; a check-out without a check-in makes no spell."""
    spells: list[Spell] = []
    for event in events:
        time = time_of(event)
        if spells and spells[-1].end is None:
            spells[-1] = Spell(spells[-1].scheme, spells[-1].start, time)
        if event.kind == "in":
            spells.append(Spell(event.scheme, time, None))
    return spells


def _office(day: Day, zone: str, rules: DatedRules | None) -> Office | None:
    today = rules.on(day) if rules else None
    hours = today.hours_of(day) if today else None
    return Office(at(day, hours.start, zone), at(day, hours.end, zone), hours.rest) if hours else None


def left_open(events: Sequence[Presence]) -> Presence | None:
    """The check-in of a past day that no check-out followed."""
    last = events[-1] if events else None
    return last if last is not None and last.kind == "in" else None


def span_of(view: DayView, now: Instant, zone: str) -> tuple[int, int]:
    """The hours (0–24) a ribbon shows: 06–18, wider where something lies outside."""
    midnight = to_ms(at(view.day, "00:00", zone))
    times = [s.start for s in view.spells] + [s.end or now for s in view.spells]
    hours = [(to_ms(time) - midnight) / 3_600_000 for time in times]
    first = min([6.0, *hours])
    last = max([18.0, *hours])
    return max(0, int(first)), min(24, int(last) + (last > int(last)))
