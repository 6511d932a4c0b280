# SPDX-License-Identifier: Apache-2.0
"""The profile and the calendars that ship with the program, as values."""

import msgspec

import resources
from workspace.domain.calendar import Calendar
from workspace.domain.hours import OfficeRules
from workspace.domain.profile import Profile

YEARS = (2025, 2026, 2027)
PROFILE = msgspec.json.decode(resources.path("profiles/default.json").read_bytes(), type=Profile)
CALENDARS = tuple(
    msgspec.json.decode(resources.path(f"profiles/calendar-{year}.json").read_bytes(), type=Calendar)
    for year in YEARS
)
RULES = OfficeRules(PROFILE, CALENDARS)
