# SPDX-License-Identifier: Apache-2.0
"""The one place where a noun is announced."""

from typing import Any

from workspace.domain import (
    appointment,
    calendar,
    device,
    draft,
    officer,
    personnel,
    position,
    presence,
    profile,
    task,
    unit,
)
from workspace.domain.command import Noun, Verb, Words

NOUNS: dict[str, Noun] = {
    noun.kind: noun
    for noun in (
        officer.NOUN,
        personnel.NOUN,
        unit.NOUN,
        position.NOUN,
        appointment.NOUN,
        device.NOUN,
        profile.NOUN,
        calendar.NOUN,
        task.NOUN,
        draft.NOUN,
        presence.NOUN,
    )
}
_BY_VALUE: dict[type, Noun] = {noun.value: noun for noun in NOUNS.values()}
VERBS: dict[str, Verb] = {verb.name: verb for noun in NOUNS.values() for verb in noun.verbs}
_NOUN_OF: dict[str, Noun] = {verb.name: noun for noun in NOUNS.values() for verb in noun.verbs}

SECRET = 2  # from this class on, lists and search show no content


def verb(name: str) -> Verb:
    """The verb of that name. KeyError if nobody announced it."""
    return VERBS[name]


def noun_of(name: str) -> Noun:
    """The noun a verb belongs to."""
    return _NOUN_OF[name]


def of(value: Any) -> Noun:
    """The noun of a value."""
    return _BY_VALUE[type(value)]


def words(value: Any) -> Words:
    """What a list shows; from class Rahasia on only the sender (they get an envelope, not a preview)."""
    shown = of(value).words(value)
    return Words("", "", "", shown.cls, shown.sender, shown.state) if shown.cls >= SECRET else shown


def cls(value: Any) -> int:
    """The security class of a value, 0 where it has none."""
    return getattr(value, "cls", 0)
