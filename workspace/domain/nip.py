# SPDX-License-Identifier: Apache-2.0
"""NIP and NI PPPK: 18 digits whose shape can be checked; that they were issued cannot (there is no checksum).

NIP: birth date (8), year and month of appointment (6), sex (1), serial (3) (Perka BKN 22/2007, 43/2007).
NI PPPK: the same, but digits 13–14 count the work agreements; a check for a month there rejects every PPPK.
A number discloses birth date and sex: it is never a key, a path, a log value or a password.
"""

from dataclasses import dataclass
from datetime import date

from workspace.domain.moment import Day

DIGITS = frozenset("0123456789")
SEXES = {"1": "m", "2": "f"}
YOUNGEST = 15  # nobody is appointed at a younger age


@dataclass(frozen=True, slots=True)
class Nip:
    """`kind` is "pns" or "pppk"; `tail`: month of appointment (pns) or number of agreements (pppk)."""

    digits: str
    kind: str
    birth: Day
    year: int
    tail: int
    sex: str
    serial: int

    @property
    def printed(self) -> str:
        """`YYYYMMDD YYYYMM G NNN`."""
        d = self.digits
        return f"{d[:8]} {d[8:14]} {d[14]} {d[15:]}"


@dataclass(frozen=True, slots=True)
class NipError:
    """`field` is the first part that is wrong: length, birth, year, sex or serial."""

    field: str


def parse(text: str, today: Day) -> Nip | NipError:
    """Read a number however it is spaced. `today` bounds the year of appointment (next year at most)."""
    digits = "".join(c for c in text if c in DIGITS)
    if len(digits) != 18:
        return NipError("length")
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return NipError("birth")
    year, tail = int(digits[8:12]), int(digits[12:14])
    if not birth.year + YOUNGEST <= year <= int(today[:4]) + 1:
        return NipError("year")
    sex, serial = SEXES.get(digits[14]), int(digits[15:])
    if sex is None:
        return NipError("sex")
    if serial == 0:
        return NipError("serial")
    kind = "pns" if 1 <= tail <= 12 else "pppk"
    return Nip(digits, kind, birth.isoformat(), year, tail, sex, serial)
