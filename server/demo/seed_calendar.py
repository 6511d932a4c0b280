# SPDX-License-Identifier: Apache-2.0
"""Write the shipped calendars: `python -m server.demo.seed_calendar 2025 2026 2027`.

Source: the `holidays` package, categories public (hari libur nasional) and government (cuti bersama), which
follows the joint decrees of the three ministers (SKB 3 Menteri). A day whose date is still an estimate is
marked so. The files are a seed: a running agency edits its calendars at the server, and the program never
needs the package.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from holidays.countries.indonesia import Indonesia

import resources
from workspace.domain.calendar import Calendar, Holiday
from workspace.domain.ids import derived

ESTIMATED = " (perkiraan)"
KINDS = (("public", "public"), ("government", "joint"))


def calendar_of(year: int) -> Calendar:
    """The calendar of one year. A day that is both counts as public: joint leave adds days, never renames."""
    days: dict[str, Holiday] = {}
    for category, kind in KINDS:
        for day, name in Indonesia(years=year, categories=(category,), language="id").items():
            holiday = Holiday(day.isoformat(), name.removesuffix(ESTIMATED), kind, name.endswith(ESTIMATED))
            days.setdefault(holiday.day, holiday)
    listed = tuple(days[day] for day in sorted(days))
    return Calendar(derived("calendar", "seed", str(year)), year, listed)


def text_of(calendar: Calendar) -> str:
    """The file's text: JSON of the value, one holiday a line."""
    shape = asdict(calendar)
    lines = ",\n".join(f"  {json.dumps(h, ensure_ascii=False)}" for h in shape.pop("holidays"))
    head = json.dumps(shape, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "holidays": [\n{lines}\n ]\n}}\n'


def main(years: list[str], folder: Path) -> None:
    """Write one file a year."""
    for year in map(int, years):
        (folder / f"calendar-{year}.json").write_text(text_of(calendar_of(year)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:], resources.path("profiles"))
