# SPDX-License-Identifier: Apache-2.0
"""Data kepegawaian: what is personal about an officer, apart from the public card (UU 27/2022, R27).

Only the officer and the personnel office see it. Erasing it is one more `personnel.record` with empty fields.
"""

from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Day


@dataclass(frozen=True, slots=True)
class Personnel:
    """`nip` as 18 digits; `sex` "m" or "f"; `clearance` the highest class the officer may see, 0–3;
    `office` the unit that keeps personnel files.
    """

    id: Id
    officer: Id
    nip: str
    birth: Day
    sex: str
    clearance: int
    office: Id
    cls: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """personnel.record: what the directory import says of an officer's file."""

    value: Personnel


def audience(value: Personnel) -> frozenset[Key]:
    """The officer and the personnel office."""
    return frozenset({f"o:{value.officer}", f"u:{value.office}"})


def words(value: Personnel) -> Words:
    """Nothing: neither a list nor the search shows it."""
    return Words("", "", "", value.cls)


NOUN = stated.noun("personnel", Personnel, Record, words=words, audience=audience)
