# SPDX-License-Identifier: Apache-2.0
"""Instants, days and zones as text.

An instant is RFC 3339 in UTC with milliseconds and `Z` ("2026-11-24T00:31:05.120Z"), so that text order is
time order. A day is `YYYY-MM-DD` in the zone of the office, which is stored beside it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Instant = str
Day = str
Clock = Callable[[], Instant]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def to_ms(instant: Instant) -> int:
    """Milliseconds since 1970. Raises ValueError for anything but the one accepted form."""
    if len(instant) != 24 or instant[7] + instant[10] + instant[19] + instant[23] != "-T.Z":
        message = f"not an instant: {instant!r}"
        raise ValueError(message)
    return (datetime.fromisoformat(instant) - _EPOCH) // _MS


def is_instant(text: str) -> bool:
    """Whether `text` has the one accepted form."""
    try:
        to_ms(text)
    except ValueError:
        return False
    return True


def from_ms(ms: int) -> Instant:
    """The instant `ms` milliseconds after 1970 (years 1–9999)."""
    second, rest = divmod(ms, 1000)
    return f"{_to_the_second(second)}.{rest:03d}Z"


@lru_cache(maxsize=1024)
def _to_the_second(second: int) -> str:
    return (_EPOCH + timedelta(seconds=second)).isoformat()[:19]


def plus(instant: Instant, **span: float) -> Instant:
    """`instant` moved by a span given as timedelta keywords (minutes=30, days=-1)."""
    return from_ms(to_ms(instant) + timedelta(**span) // _MS)


def between(low: Instant, instant: Instant, high: Instant) -> Instant:
    """`instant`, or the nearer end of [low, high] when it lies outside."""
    return max(low, min(instant, high))


def local(instant: Instant, zone: str) -> datetime:
    """The wall clock in an IANA zone."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))


def day_of(instant: Instant, zone: str) -> Day:
    """The calendar day of an instant in an IANA zone."""
    return local(instant, zone).date().isoformat()


def at(day: Day, hour_minute: str, zone: str) -> Instant:
    """The instant at which the wall clock of `zone` shows `HH:MM` on `day`."""
    hour, minute = hour_minute.split(":")
    wall = datetime.fromisoformat(day).replace(hour=int(hour), minute=int(minute), tzinfo=ZoneInfo(zone))
    return from_ms((wall - _EPOCH) // _MS)


def next_day(day: Day, days: int = 1) -> Day:
    """The day `days` later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def weekday(day: Day) -> int:
    """0 for Monday … 6 for Sunday."""
    return date.fromisoformat(day).weekday()
