# SPDX-License-Identifier: Apache-2.0
"""What a letter is to the officer of this desk: whose turn, what they saw of it, why it must be looked at alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from ui import words
from workspace.domain.ids import Id
from workspace.domain.letter import APPROVING, Decision, Letter, Version
from workspace.domain.registry import SECRET
from workspace.services.reading import Reading, last_decision

translate = QCoreApplication.translate

Part = Literal["decide", "revise", "decided", "look"]
Looked = Collection[tuple[Id, int]]  # letters and versions that stood on the screen


@dataclass(frozen=True, slots=True)
class Mine:
    """My part in a letter: `decide` on it, `revise` it, take back what I `decided`, or only `look`.

    `seen` is the last version I decided on before the present one.
    """

    part: Part
    seen: Version | None
    decision: Decision | None = None


def mine(value: Letter, reading: Reading) -> Mine:
    """My part now, whichever of my positions I act for."""
    positions = set(reading.my_positions())
    seen = seen_before(value, reading.officer)
    if value.state in APPROVING and value.route[value.step] in positions:
        return Mine("decide", seen)
    if value.state == "returned" and value.drafter in positions:
        return Mine("revise", seen)
    last = last_decision(value)
    if last is not None and last.by == reading.officer and last.position in positions:
        return Mine("decided", seen, last)
    return Mine("look", seen)


def seen_before(value: Letter, officer: Id) -> Version | None:
    """The last version before the present one that this officer decided on."""
    numbers = [d.version for d in value.decisions if d.by == officer and d.version < value.version]
    if not numbers:
        return None
    return next((v for v in value.versions if v.no == max(numbers)), None)


def why_alone(value: Letter, reading: Reading, looked: Looked) -> str:
    """Why a letter cannot be approved together with others, "" if it can."""
    part = mine(value, reading)
    if part.part == "revise":
        return translate("approvals", "It was returned to you: revise it, then submit it again.")
    if part.part != "decide" and waits_vacant(value, reading):
        return translate(
            "approvals", "The position it waits for is vacant: somebody must be appointed to act."
        )
    if part.part != "decide":
        return translate("approvals", "It is not your turn to decide.")
    if value.cls >= SECRET:
        return translate("approvals", "Secret letters are opened one by one.")
    if (value.id, value.version) not in looked and body_missing(value, reading):
        return body_elsewhere()
    if part.seen is not None and (value.id, value.version) not in looked:
        return translate(
            "approvals", "It changed since version {n}, which you decided on. Look at it first."
        ).format(n=part.seen.no)
    return ""


def body_missing(value: Letter, reading: Reading) -> bool:
    """Whether the body of its last version has not come to this laptop: nobody approves what they cannot see."""
    last = value.versions[-1] if value.versions else None
    if last is None or last.form is None:
        return False
    return reading.reader.frozen(value.id, last.no) is None  # unread: many are asked for at once


def body_elsewhere() -> str:
    """What is said of such a letter."""
    return translate(
        "approvals",
        "The text of this letter has not come to this laptop yet. Connect to the network; it comes by itself.",
    )


def waits_vacant(value: Letter, reading: Reading) -> bool:
    """Whether it waits for a position that nobody holds; it is shown to the head above, who cannot decide."""
    return value.state in APPROVING and not reading.holder_name(value.route[value.step])


def drafter(value: Letter, reading: Reading) -> str:
    """Who drafted it, the position's title while it is vacant."""
    return reading.holder_name(value.drafter) or reading.name(value.by) or reading.title(value.drafter)


def subject(value: Letter) -> str:
    """Its subject; of a secret one nothing where others may look on."""
    if value.cls >= SECRET:
        return words.secret("letter")
    return value.title


def short_hash(hash_: str) -> str:
    """A fingerprint as people compare it by eye: its first eight digits."""
    return f"{hash_[:4]} {hash_[4:8]}"
