# SPDX-License-Identifier: Apache-2.0
"""Working days, limits and lateness, worked out by hand from the rules that `hours` cites."""

import itertools
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from server.demo import seed_calendar
from tests.domain.shipped import CALENDARS, PROFILE, RULES, YEARS
from workspace.domain import calendar, moment, profile
from workspace.domain.calendar import Calendar
from workspace.domain.hours import OfficeRules, rules_from
from workspace.domain.profile import Profile

JAKARTA = "Asia/Jakarta"


def wall(day: str, clock: str, zone: str = JAKARTA) -> str:
    return moment.at(day, clock, zone)


# ---- the calendars -----------------------------------------------------------------------------

MONTHS = {
    2025: (19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21),
    2026: (20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21),
    2027: (19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22),
}


@pytest.mark.parametrize(("year", "total"), [(2025, 237), (2026, 240), (2027, 242)])
def test_working_days_of_a_year_and_of_each_month(year: int, total: int) -> None:
    firsts = [f"{year}-{month:02d}-01" for month in range(1, 13)] + [f"{year + 1}-01-01"]
    counts = tuple(
        RULES.working_days(first, moment.next_day(after, -1)) for first, after in itertools.pairwise(firsts)
    )
    assert counts == MONTHS[year]
    assert RULES.working_days(firsts[0], f"{year}-12-31") == total


@pytest.mark.parametrize(("year", "public", "joint"), [(2025, 17, 11), (2026, 17, 8), (2027, 18, 8)])
def test_a_calendar_lists_the_decreed_days(year: int, public: int, joint: int) -> None:
    kinds = [holiday.kind for holiday in CALENDARS[YEARS.index(year)].holidays]
    assert (kinds.count("public"), kinds.count("joint")) == (public, joint)


def test_days_not_decreed_yet_are_marked_and_not_named_so() -> None:
    estimated = [h.day for c in CALENDARS for h in c.holidays if h.estimated]
    assert estimated == ["2027-03-10", "2027-03-11", "2027-05-17"]
    assert not [h for c in CALENDARS for h in c.holidays if "perkiraan" in h.name]


@pytest.mark.parametrize("year", YEARS)
def test_the_shipped_calendar_is_what_the_seed_writes(year: int) -> None:
    shipped = resources.path(f"profiles/calendar-{year}.json").read_text(encoding="utf-8")
    assert seed_calendar.text_of(seed_calendar.calendar_of(year)) == shipped


@pytest.mark.parametrize("name", ["default.json", *(f"calendar-{year}.json" for year in YEARS)])
def test_a_shipped_file_has_no_field_the_value_does_not_know(name: str) -> None:
    raw = resources.path(f"profiles/{name}").read_bytes()
    value = msgspec.json.decode(raw, type=Profile if name == "default.json" else Calendar)
    assert msgspec.json.decode(msgspec.json.encode(value)) == msgspec.json.decode(raw)


# ---- the profile -------------------------------------------------------------------------------


def net_minutes(hours: tuple[profile.Hours, ...]) -> int:
    def minutes(clock: str) -> int:
        return int(clock[:2]) * 60 + int(clock[3:])

    return sum(minutes(h.end) - minutes(h.start) - h.rest for h in hours)


def test_the_week_has_the_hours_the_law_asks() -> None:
    # Perpres 21/2023 Pasal 4: 37 h 30 min without rest, 32 h 30 min in Ramadan.
    assert net_minutes(PROFILE.hours) == 37 * 60 + 30
    assert net_minutes(PROFILE.ramadan_hours) == 32 * 60 + 30


def test_the_profile_in_force_is_the_one_that_began_last() -> None:
    old = replace(PROFILE, id="a", valid_from="2020-01-01", valid_to="2026-06-30")
    new = replace(PROFILE, id="b", valid_from="2026-06-01")
    assert profile.in_force((), "2026-06-15") is None
    assert profile.in_force((old, new), "2019-12-31") is None
    assert profile.in_force((old, new), "2026-05-31") == old
    assert profile.in_force((old, new), "2026-06-15") == new
    assert profile.in_force((old, new), "2026-07-01") == new


def test_words_of_profile_and_calendar() -> None:
    assert profile.NOUN.words(PROFILE).title == "Provinsi Lampung"
    assert "Hari Raya Natal" in calendar.NOUN.words(CALENDARS[0]).text


# ---- limits ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "received", "due"),
    [
        ("immediate", wall("2026-11-20", "16:25"), wall("2026-11-21", "16:25")),  # runs over the weekend
        ("urgent", wall("2026-11-20", "16:25"), wall("2026-11-22", "16:25")),
        ("important", wall("2026-11-20", "16:25"), wall("2026-11-23", "16:25")),
        # Monday: Tuesday is the first day, the next Monday the fifth.
        ("normal", wall("2026-11-23", "08:00"), wall("2026-11-30", "16:00")),
        # However early or late on Friday, five whole working days follow; Friday ends at 16.30.
        ("normal", wall("2026-11-20", "05:00"), wall("2026-11-27", "16:30")),
        ("normal", wall("2026-11-20", "23:59"), wall("2026-11-27", "16:30")),
        # A Sunday counts like the Friday before it.
        ("normal", wall("2026-11-22", "12:00"), wall("2026-11-27", "16:30")),
        # 16 to 24 March 2026: Nyepi, Idul Fitri and joint leave leave the 17th, 25th, 26th, 27th and 30th.
        ("normal", wall("2026-03-16", "09:00"), wall("2026-03-30", "16:00")),
        # In Ramadan the day ends at 15.00, on Friday at 15.30.
        ("normal", wall("2026-02-19", "09:00"), wall("2026-02-26", "15:00")),
        ("normal", wall("2026-02-20", "09:00"), wall("2026-02-27", "15:30")),
        # The day of receipt is the office's: 23.30 on Thursday in London is Friday here.
        ("normal", wall("2026-11-19", "23:30", "Europe/London"), wall("2026-11-27", "16:30")),
        # Over the turn of the year, both calendars known: 24, 25 and 26 December 2025, 1 January 2026.
        ("normal", wall("2025-12-24", "10:00"), wall("2026-01-05", "16:00")),
        # The calendar of 2028 is not here: no limit rather than a wrong one.
        ("normal", wall("2027-12-28", "08:00"), None),
        ("normal", wall("2024-12-24", "08:00"), None),
        ("unheard-of", wall("2026-11-20", "08:00"), None),
    ],
)
def test_limit_by_urgency(urgency: str, received: str, due: str | None) -> None:
    assert RULES.due(urgency, received) == due


@given(st.integers(0, 1080), st.integers(0, 86_399))
def test_a_limit_in_working_days_leaves_that_many_whole_working_days(offset: int, second: int) -> None:
    day = moment.next_day("2025-01-01", offset)
    received = moment.plus(wall(day, "00:00"), seconds=second)
    due = RULES.due("normal", received)
    assert due is not None
    last = moment.day_of(due, JAKARTA)
    assert RULES.working_days(moment.next_day(day), last) == 5
    hours = RULES.hours_of(last)
    assert hours is not None
    assert due == wall(last, hours.end)


def test_a_profile_without_any_office_hours_sets_no_limit_in_working_days() -> None:
    assert (
        OfficeRules(replace(PROFILE, hours=()), CALENDARS).due("normal", wall("2027-06-01", "08:00")) is None
    )


# ---- lateness ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "day", "clock", "minutes"),
    [
        ("in", "2026-11-23", "06:00", 0),
        ("in", "2026-11-23", "07:30", 0),
        ("in", "2026-11-23", "07:31", 1),
        ("in", "2026-11-23", "08:30", 60),
        ("out", "2026-11-23", "16:00", 0),
        ("out", "2026-11-23", "15:59", 1),
        ("out", "2026-11-27", "16:00", 30),  # Friday ends at 16.30
        ("out", "2026-11-23", "18:00", 0),
        ("in", "2026-02-19", "08:00", 0),  # Ramadan begins as decreed, not as computed
        ("in", "2026-02-18", "08:00", 30),
        ("out", "2026-02-20", "15:00", 30),
        ("in", "2026-11-22", "09:00", None),  # Sunday
        ("in", "2026-12-25", "09:00", None),  # Natal
        ("in", "2026-12-24", "09:00", None),  # cuti bersama
        ("in", "2028-11-23", "09:00", None),  # no calendar
    ],
)
def test_lateness(kind: str, day: str, clock: str, minutes: int | None) -> None:
    assert RULES.late_minutes(kind, wall(day, clock)) == minutes


def test_a_minute_counts_once_it_is_full() -> None:
    start, end = wall("2026-11-23", "07:30"), wall("2026-11-23", "16:00")
    assert RULES.late_minutes("in", moment.plus(start, seconds=59)) == 0
    assert RULES.late_minutes("in", moment.plus(start, seconds=60)) == 1
    assert RULES.late_minutes("out", moment.plus(end, seconds=-59)) == 0


def test_day_and_lateness_are_those_of_the_profile_s_zone() -> None:
    east = rules_from([replace(PROFILE, zone="Asia/Jayapura"), *CALENDARS])
    assert east is not None
    assert east.late_minutes("in", wall("2026-11-23", "07:30", "Asia/Jayapura")) == 0
    assert east.late_minutes("in", wall("2026-11-23", "07:30")) == 120
    late = wall("2026-11-23", "23:00")
    assert (RULES.day(late), east.day(late)) == ("2026-11-23", "2026-11-24")


def test_a_day_is_worked_or_not_or_unknown() -> None:
    assert RULES.is_working_day("2026-11-23") is True
    assert RULES.is_working_day("2026-11-22") is False
    assert RULES.is_working_day("2026-12-25") is False
    assert RULES.is_working_day("2028-01-03") is None
    assert RULES.working_days("2027-12-30", "2028-01-03") is None
    assert RULES.working_days("2026-11-23", "2026-11-22") == 0


# ---- several profiles --------------------------------------------------------------------------


def test_each_question_goes_to_the_profile_in_force_on_its_day() -> None:
    old = replace(PROFILE, id="a", valid_to="2026-06-30")
    early = tuple(replace(h, start="07:00") for h in PROFILE.hours)
    slow = (profile.Urgency("normal", "Biasa", "Normal", 7, "working_days"),)
    new = replace(
        PROFILE, id="b", valid_from="2026-07-01", hours=early, urgencies=slow, kinds=("surat-kuasa",)
    )
    rules = rules_from([old, *CALENDARS, new])
    assert rules is not None
    assert rules.late_minutes("in", wall("2026-06-30", "07:30")) == 0
    assert rules.late_minutes("in", wall("2026-07-01", "07:30")) == 30
    assert rules.kinds(wall("2026-06-30", "07:30")) == PROFILE.kinds
    assert rules.kinds(wall("2026-07-01", "07:30")) == ("surat-kuasa",)
    # The day is the office's: shortly after midnight on 1 July it is still June in UTC.
    assert rules.due("normal", wall("2026-07-01", "00:30")) == wall("2026-07-10", "16:30")
    assert rules.due("normal", wall("2026-06-30", "23:30")) == wall("2026-07-07", "16:00")


def test_without_a_profile_nothing_is_known() -> None:
    assert rules_from(CALENDARS) is None
    rules = rules_from([PROFILE, *CALENDARS])
    assert rules is not None
    assert rules.on("2024-12-31") is None
    assert rules.due("urgent", wall("2024-12-31", "08:00")) is None
    assert rules.late_minutes("in", wall("2024-12-31", "08:00")) is None
    assert rules.kinds(wall("2024-12-31", "08:00")) == ()
