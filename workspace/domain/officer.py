# SPDX-License-Identifier: Apache-2.0
"""Pegawai: the public card. What is personal is another noun, `personnel`."""

from dataclasses import dataclass

from workspace.domain import stated
from workspace.domain.command import Words
from workspace.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Officer:
    """`name` carries academic titles, as it stands in letters; `rank` is the pangkat/golongan code."""

    id: Id
    name: str
    rank: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """officer.record: what the directory import says of an officer."""

    value: Officer


def words(value: Officer) -> Words:
    """The name."""
    return Words(value.name, "", value.name)


NOUN = stated.noun("officer", Officer, Record, words=words)
