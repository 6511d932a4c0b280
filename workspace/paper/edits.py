# SPDX-License-Identifier: Apache-2.0
"""The least that makes one stretch of text another, so that what nobody touched stays whose it was."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from workspace.paper.body import Line, Run, Value

WORDS_MAX = 4_000  # characters; above it, what changed between the ends is one span
LINES_MAX = 2_000  # lines, likewise
_WORD = re.compile(r"\w+|\W", re.DOTALL)


class Span(NamedTuple):
    """old[a:b] becomes new[c:d]; of lines or of characters (code points)."""

    a: int
    b: int
    c: int
    d: int


class Restyle(NamedTuple):
    """The characters start:end of the new text get these formats; None takes one away."""

    start: int
    end: int
    changes: dict[str, Value | None]


def line_spans(old: Sequence[Line], new: Sequence[Line]) -> list[Span]:
    """Which lines differ. Equally many are compared one by one: moving on by one costs more than it finds."""
    if len(old) == len(new):
        return [Span(k, k + 1, k, k + 1) for k, one in enumerate(old) if one != new[k]]
    head = _head(old, new, min(len(old), len(new)))
    tail = _tail(old, new, head)
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    if a == b or c == d or b - a + d - c > LINES_MAX:
        return [Span(a, b, c, d)]
    return [
        span._replace(a=span.a + a, b=span.b + a, c=span.c + c, d=span.d + c)
        for span in _matched(old[a:b], new[c:d])
    ]


def text_spans(old: str, new: str, hint: int | None = None) -> list[Span]:
    """Which characters differ. `hint` is where the change began, if known: "aa" → "aaa" has three answers."""
    if old == new:
        return []
    most = min(len(old), len(new))
    head = _head(old, new, most if hint is None else min(most, max(hint, 0)))
    tail = _tail(old, new, head)
    while head < most - tail and old[head] == new[head]:
        head += 1
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    if a == b or c == d or b - a + d - c > WORDS_MAX:
        return [Span(a, b, c, d)]
    left, right = _WORD.findall(old[a:b]), _WORD.findall(new[c:d])
    return [
        Span(
            a + _length(left[: s.a]), a + _length(left[: s.b]), c + _length(right[: s.c]), c + _length(right[: s.d])
        )
        for s in _matched(left, right)
    ]  # fmt: skip


def restyles(old: Sequence[Run], new: Sequence[Run], spans: Sequence[Span]) -> Iterator[Restyle]:
    """Formats that differ on the characters no span touches, in the places of the new text."""
    before, after = _Reader(old), _Reader(new)
    a = c = 0
    for span in [*spans, Span(before.length, 0, after.length, 0)]:
        while a < span.a:
            was, more = before.at(a)
            now, most = after.at(c)
            step = min(more, most, span.a - a)
            if was != now:
                then, wanted = dict(was), dict(now)
                gone: dict[str, Value | None] = {key: None for key in then if key not in wanted}
                yield Restyle(c, c + step, gone | {k: v for k, v in wanted.items() if then.get(k) != v})
            a, c = a + step, c + step
        a, c = span.b, span.d


class _Reader:
    """The formats at a character of runs, and how many characters from there have the same."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._starts = [0]
        for run in runs:
            self._starts.append(self._starts[-1] + len(run.text))
        self.length = self._starts[-1]

    def at(self, place: int) -> tuple[tuple[tuple[str, Value], ...], int]:
        k = bisect_right(self._starts, place) - 1
        return self._runs[k].attrs, self._starts[k + 1] - place


def cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The characters start:end with their formats."""
    found, at = [], 0
    for run in runs:
        if text := run.text[max(start - at, 0) : max(end - at, 0)]:
            found.append(Run(text, run.attrs))
        at += len(run.text)
    return found


def _matched(old: Sequence[Any], new: Sequence[Any]) -> list[Span]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Span(*where) for tag, *where in found if tag != "equal"]


def _head(old: Sequence[Any], new: Sequence[Any], most: int) -> int:
    """How many of the first `most` are equal, by halves: comparing a slice is much faster than a loop."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            most = middle - 1
    return low


def _tail(old: Sequence[Any], new: Sequence[Any], head: int) -> int:
    """How many at the end are equal, beyond the first `head`."""
    low, most = 0, min(len(old), len(new)) - head
    while low < most:
        middle = (low + most + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            most = middle - 1
    return low


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))
