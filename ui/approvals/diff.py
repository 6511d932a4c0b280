# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions of a letter: by paragraphs, and inside them by words. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from workspace.domain.letter import Version

RunKind = Literal["same", "added", "removed"]
Place = Literal["title", "form", "summary", "attachments"]
Rows = tuple[tuple[str, tuple[str, ...]], ...]  # of a form: the name of a field, its entries

_WORDS: Final = re.compile(r"\w+(?:[-./,:]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, came or went together."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One paragraph (`number`, from 1, in the new text; 0 if it is gone), the title, the attachments, or a field of
    the form, with its `name`.
    """

    place: Place
    number: int
    runs: tuple[Run, ...]
    name: str = ""

    @property
    def listed(self) -> bool:
        """Whether each run is an entry of its own."""
        return self.place in ("form", "attachments")


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


@dataclass(frozen=True, slots=True)
class Told:
    """What a version says beside its title: its text, its files, the fields of its form."""

    text: str
    files: tuple[str, ...] = ()
    form: Rows = ()


def plain(version: Version) -> Told:
    """What a plain version says."""
    return Told(version.summary, version.attachments)


def compare(old: Version, new: Version, tell: Callable[[Version], Told] = plain) -> Comparison:
    """What changed from `old` to `new`, in the order of the letter."""
    parts: list[Changed | Unchanged] = []
    before, after = tell(old), tell(new)
    if old.title != new.title:
        parts.append(Changed("title", 0, _by_words(old.title, new.title)))
    was, now = dict(before.form), dict(after.form)
    for name in dict.fromkeys((*now, *was)):
        gone, came = was.get(name, ()), now.get(name, ())
        parts += [Changed("form", 0, _by_entries(gone, came), name)] if gone != came else []
    parts += _paragraphs(_split(before.text), _split(after.text))
    if before.files != after.files:
        parts.append(Changed("attachments", 0, _by_entries(before.files, after.files)))
    return Comparison(old.no, new.no, tuple(parts))


def _by_entries(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """What went, what came, what stayed."""
    gone = (Run("removed", name) for name in old if name not in new)
    came = (Run("added", name) for name in new if name not in old)
    stayed = (Run("same", name) for name in new if name in old)
    return (*gone, *came, *stayed)


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
