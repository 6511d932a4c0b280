# SPDX-License-Identifier: Apache-2.0
"""Times, days, spans and numbers as they are written on the screen, in the language in force.

Everything is told in the zone of the office. Indonesian writes 09.41 and 12.480; the locale knows.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from workspace.domain.moment import Day, Instant, day_of, local, to_ms

translate = QCoreApplication.translate


def clock(instant: Instant, zone: str, *, seconds: bool = False) -> str:
    """The time of the day: "09.41", with `seconds` "09.41.27"."""
    wall = local(instant, zone)
    shown = QLocale().toString(QTime(wall.hour, wall.minute), QLocale.FormatType.ShortFormat)
    return f"{shown}{shown[2]}{wall.second:02d}" if seconds else shown


def short(instant: Instant, zone: str, today: Day) -> str:
    """As short as a list needs: "09.41" today, "Sen 16.20" within six days, else "3 Nov" or "3 Nov 2025"."""
    day = _date(day_of(instant, zone))
    apart = day.daysTo(_date(today))
    if apart == 0:
        return clock(instant, zone)
    if 0 < apart < 7:
        return f"{QLocale().toString(day, 'ddd')} {clock(instant, zone)}"
    return short_day(day_of(instant, zone), today)


def short_day(day: Day, today: Day) -> str:
    """Like "3 Nov", with the year where it is another."""
    return QLocale().toString(_date(day), "d MMM" if day[:4] == today[:4] else "d MMM yyyy")


def long_day(day: Day) -> str:
    """Like "Selasa, 24 November 2026"."""
    return QLocale().toString(_date(day), "dddd, d MMMM yyyy")


def long(instant: Instant, zone: str) -> str:
    """Like "Selasa, 24 November 2026, 09.12"."""
    return f"{long_day(day_of(instant, zone))}, {clock(instant, zone)}"


def spoken(instant: Instant, zone: str, today: Day) -> str:
    """Inside a sentence: "hari ini pukul 09.12", "kemarin pukul 16.20", "3 Nov pukul 08.00"."""
    day = day_of(instant, zone)
    time = clock(instant, zone)
    match _date(day).daysTo(_date(today)):
        case 0:
            return translate("when", "today at {time}").format(time=time)
        case 1:
            return translate("when", "yesterday at {time}").format(time=time)
        case -1:
            return translate("when", "tomorrow at {time}").format(time=time)
    return translate("when", "{day} at {time}").format(day=short_day(day, today), time=time)


def span(minutes: int) -> str:
    """A length of time in whole minutes: "2 jam 14 menit", "45 menit"."""
    hours, rest = divmod(max(0, minutes), 60)
    parts = []
    if hours:
        parts.append(translate("when", "%n hour(s)", "", hours))
    if rest or not hours:
        parts.append(translate("when", "%n minute(s)", "", rest))
    return " ".join(parts)


def gap(milliseconds: int) -> str:
    """How far two clocks are apart: "2 detik", from two minutes on in minutes."""
    seconds = round(abs(milliseconds) / 1000)
    if seconds < 120:
        return translate("when", "%n second(s)", "", seconds)
    return span(round(seconds / 60))


def minutes_between(start: Instant, end: Instant) -> int:
    """Whole minutes from `start` to `end`, 0 if it is earlier."""
    return max(0, (to_ms(end) - to_ms(start)) // 60_000)


def number(value: int) -> str:
    """Like "12.480"."""
    return QLocale().toString(value)


def _date(day: Day) -> QDate:
    year, month, date = day.split("-")
    return QDate(int(year), int(month), int(date))
