# SPDX-License-Identifier: Apache-2.0
"""Dates and numbers as letters say them: "25 November 2026", "2 (dua) berkas"."""

from datetime import date

from workspace.domain.moment import Day

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
COUNTED_MAX = 999


def long_date(day: Day) -> str:
    """A day as "25 November 2026". Raises ValueError for what is no day."""
    known = date.fromisoformat(day)
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"


def terbilang(count: int) -> str:
    """A number in words, 0 to 999: "dua puluh satu". Raises ValueError beyond."""
    if not 0 <= count <= COUNTED_MAX:
        raise ValueError(f"not counted in words: {count}")
    if count < 12:
        return _UNITS[count]
    if count < 20:
        return f"{_UNITS[count - 10]} belas"
    if count < 100:
        return _joined(f"{_UNITS[count // 10]} puluh", count % 10)
    hundreds = "seratus" if count < 200 else f"{_UNITS[count // 100]} ratus"
    return _joined(hundreds, count % 100)


def _joined(great: str, rest: int) -> str:
    return f"{great} {terbilang(rest)}" if rest else great


def counted(count: int, unit: str) -> str:
    """The row "Lampiran": "1 (satu) berkas", a dash for none."""
    return f"{count} ({terbilang(count)}) {unit}" if count else "-"
