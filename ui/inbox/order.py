# SPDX-License-Identifier: Apache-2.0
"""Where all lines of a list stand under its groups, kept up from the few that changed instead of being read again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence

from ui.widgets.moving import Plan
from workspace.services.reading import Place


class Order:
    """The `places` of a list, sorted as the store sorts them. `ends` are the limits at which its groups end.

    A row is a place or the heading of a group; nothing here looks at a place that did not move.
    """

    def __init__(self, places: list[Place], ends: Sequence[str]) -> None:
        self.places = places
        self.starts = _starts(places, ends)
        self._last: dict[int, Place] | None = None  # of each line; made for the first change, not for a look
        self._more: dict[int, list[Place]] = {}  # the others of those few that wait for me more than once

    def headings(self) -> dict[int, int]:
        """Which row is the heading of which group."""
        return {start + n: group for n, (group, start) in enumerate(self.starts.items())}

    def stop(self, group: int) -> int:
        """The place at which a group ends."""
        return min((s for s in self.starts.values() if s > self.starts[group]), default=len(self.places))

    def take(self, now: Mapping[int, Sequence[Place]], ends: Sequence[str]) -> tuple[Plan, dict[int, Place]]:
        """These lines (by their number) stand so now, nowhere if that is empty: which rows that moves, and what
        stands in those that come.
        """
        left: list[Place] = []
        came: list[Place] = []
        became: dict[Place, Place] = {}
        for rid, stands in now.items():
            stood = self._stood(rid)
            out = [place for place in stood if place not in stands]
            into = [place for place in stands if place not in stood]
            if len(out) == len(into):
                became |= zip(into, out, strict=True)
            left += out
            came += into
            self._put(rid, stands)
        was = {place: bisect_left(self.places, place) for place in left}
        for at in sorted(was.values(), reverse=True):
            del self.places[at]
        for place in came:
            insort(self.places, place)
        at_now = {place: bisect_left(self.places, place) for place in came}
        old, self.starts = self.starts, _starts(self.places, ends)
        rows_old = {place: _row(old, at) for place, at in was.items()}
        rows_new = {place: _row(self.starts, at) for place, at in at_now.items()}
        heads = _heads(old, sorted(was.values())), _heads(self.starts, sorted(at_now.values()))
        comes = {row: rows_old.get(became.get(place, place)) for place, row in rows_new.items()}
        gone = {row for place, row in rows_old.items() if place not in became.values()}
        for group in {*old, *self.starts}:
            row, before = heads[0].get(group, (None, None))
            row_now, before_now = heads[1].get(group, (None, None))
            if before == before_now:
                continue
            if row_now is not None:
                comes[row_now] = row
            elif row is not None:
                gone.add(row)
        plan = Plan(tuple(sorted(gone)), tuple(sorted(comes.items())))
        return plan, {row: place for place, row in rows_new.items()}

    def _known(self) -> dict[int, Place]:
        if self._last is None:
            self._last = {place[1]: place for place in self.places}
            if len(self._last) < len(self.places):
                for place in self.places:
                    if self._last[place[1]] is not place:
                        self._more.setdefault(place[1], []).append(place)
        return self._last

    def _stood(self, rid: int) -> list[Place]:
        last = self._known().get(rid)
        return [] if last is None else [*self._more.get(rid, ()), last]

    def _put(self, rid: int, stands: Sequence[Place]) -> None:
        self._known().pop(rid, None)
        self._more.pop(rid, None)
        if stands:
            self._known()[rid] = stands[-1]
        if len(stands) > 1:
            self._more[rid] = list(stands[:-1])


def _starts(places: Sequence[Place], ends: Sequence[str]) -> dict[int, int]:
    """The first place of each group that has any."""
    found, start = {}, 0
    for group, end in enumerate(ends):
        stop = bisect_left(places, (end, 0, 0), lo=start)
        if stop > start:
            found[group] = start
        start = stop
    return found


def _row(starts: Mapping[int, int], at: int) -> int:
    """The row of a place, headings counted."""
    return at + bisect_right([*starts.values()], at)


def _heads(starts: Mapping[int, int], moved: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The row of each heading, and how many places that do not move stand before it."""
    return {
        group: (start + n, start - bisect_left(moved, start))
        for n, (group, start) in enumerate(starts.items())
    }
