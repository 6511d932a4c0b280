# SPDX-License-Identifier: Apache-2.0
"""From one order of rows to another: what goes, what comes, and what only moves.

Rows that stay are compared by slices: a Python look at each of 100,000 would be felt.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Key = Hashable
CHUNK: Final = 256  # rows compared at once; where two such differ, they are looked at singly


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of the old order that go; rows of the new one that come, with the row of the old one that it was, None
    for a new one. Both ascend, and all other rows stay in their order.
    """

    gone: tuple[int, ...]
    comes: tuple[tuple[int, int | None], ...]

    def __len__(self) -> int:
        return len(self.gone) + len(self.comes)

    def runs(self) -> Iterator[tuple[int, int | None, int]]:
        """What comes, new rows that stand side by side as one, with how many they are."""
        first, count = 0, 0
        for to, was in self.comes:
            if was is None and count and to == first + count:
                count += 1
                continue
            if count:
                yield first, None, count
            first, count = to, int(was is None)
            if was is not None:
                yield to, was, 1
        if count:
            yield first, None, count


def plan(old: Sequence[Key], new: Sequence[Key], is_heading: Callable[[Key], bool]) -> Plan | None:
    """How `old` becomes `new`, headings moving as they must; None if others moved past one another."""
    head = same(old, 0, new, 0)
    tail = same(old[head:][::-1], 0, new[head:][::-1], 0)
    going, coming = set(old[head : len(old) - tail]), set(new[head : len(new) - tail])
    gone: list[int] = []
    comes: list[int] = []
    at = to = 0
    while True:
        step = same(old, at, new, to)
        at, to = at + step, to + step
        left, came = at < len(old), to < len(new)
        if left and old[at] in going and old[at] not in coming:
            gone.append(at)
            at += 1
        elif came and (is_heading(new[to]) or (new[to] in coming and new[to] not in going)):
            comes.append(to)
            to += 1
        elif left and is_heading(old[at]):
            gone.append(at)
            at += 1
        elif left or came:
            return None
        else:
            break
    names = {new[row]: row for row in comes}
    back = {names[old[row]]: row for row in gone if old[row] in names}
    stay = set(back.values())
    return Plan(tuple(row for row in gone if row not in stay), tuple((row, back.get(row)) for row in comes))


def same(one: Sequence[Key], at: int, other: Sequence[Key], to: int) -> int:
    """How many keys are the same, from `at` in the one and `to` in the other."""
    most = min(len(one) - at, len(other) - to)
    for done in range(0, most, CHUNK):
        a, b = one[at + done : at + done + CHUNK], other[to + done : to + done + CHUNK]
        if a != b:
            pairs = enumerate(zip(a, b, strict=False))
            return done + next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))
    return most
