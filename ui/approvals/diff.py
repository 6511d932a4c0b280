# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions of a letter: by paragraphs, and inside them by words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from workspace.domain.letter import Version

RunKind = Literal["same", "added", "removed"]
Place = Literal["title", "summary", "attachments"]

_WORDS: Final = re.compile(r"\w+(?:[-./,:]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, came or went together."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One paragraph (`number`, from 1, in the new text; 0 if it is gone), or the title, or the attachments."""

    place: Place
    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Paragraphs of the summary in a row that stayed as they were."""

    first: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """From version `old` to version `new`."""

    old: int
    new: int
    parts: tuple[Changed | Unchanged, ...]

    @property
    def changes(self) -> tuple[Changed, ...]:
        """The places that changed."""
        return tuple(part for part in self.parts if isinstance(part, Changed))

    def words(self, kind: RunKind) -> int:
        """How many words came, or went."""
        return sum(len(run.text.split()) for part in self.changes for run in part.runs if run.kind == kind)


def compare(old: Version, new: Version) -> Comparison:
    """What changed from `old` to `new`, in the order of the letter."""
    parts: list[Changed | Unchanged] = []
    if old.title != new.title:
        parts.append(Changed("title", 0, _by_words(old.title, new.title)))
    parts += _paragraphs(_split(old.summary), _split(new.summary))
    if old.attachments != new.attachments:
        gone = tuple(Run("removed", name) for name in old.attachments if name not in new.attachments)
        came = tuple(Run("added", name) for name in new.attachments if name not in old.attachments)
        stayed = tuple(Run("same", name) for name in new.attachments if name in old.attachments)
        parts.append(Changed("attachments", 0, (*gone, *came, *stayed)))
    return Comparison(old.no, new.no, tuple(parts))


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Changed | Unchanged]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield Unchanged(j + 1, tuple(new[j:j_end]))
            continue
        for at, (before, after) in enumerate(zip_longest(old[i:i_end], new[j:j_end])):
            number = j + at + 1 if after is not None else 0
            yield Changed("summary", number, _by_words(before or "", after or ""))


def _by_words(old: str, new: str) -> tuple[Run, ...]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[Run] = []
    gone = came = ""
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag != "equal":
            gone, came = gone + "".join(before[i:i_end]), came + "".join(after[j:j_end])
            continue
        text = "".join(after[j:j_end])
        between = bool(gone or came) and j_end < len(after)
        if between and not re.search(r"\w", text):  # a blank or a bracket between two changes parts them not
            gone, came = gone + text, came + text
            continue
        if text.startswith(")") and gone.count("(") > gone.count(")"):
            gone, came, text = f"{gone})", f"{came})", text[1:]
        runs += [*_told(gone, came), *([Run("same", text)] if text else [])]
        gone = came = ""
    return (*runs, *_told(gone, came))


def _told(gone: str, came: str) -> list[Run]:
    """What went, then what came."""
    return [Run(kind, text) for kind, text in _pairs(gone, came) if text]


def _pairs(gone: str, came: str) -> tuple[tuple[RunKind, str], ...]:
    return ("removed", gone), ("added", came)
