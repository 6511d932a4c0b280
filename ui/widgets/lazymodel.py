# SPDX-License-Identifier: Apache-2.0
"""A model for the long list that knows the order of all rows and fetches only those that are looked at.

A room says how its rows stand (`show`, in sections) and makes faces for a page of them (`fetch`). Told of a
new order, the model moves only what moved, so the current row, the scroll position and what a screen reader
is saying survive; the list is asked to `leave` a row before it goes. A room that knows what moved may plan
it itself (`follow`): then no row that stays is looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QModelIndex, Signal

from ui.widgets.moving import Key as Key  # noqa: PLC0414 - rooms name what their rows go by
from ui.widgets.moving import Plan, plan
from ui.widgets.rowmodel import FACE, HeaderFace, Index, RowFace, RowModel

PAGE: Final = 64
MOST_FACES: Final = 24 * PAGE
MOST_MOVES: Final = 400  # beyond that many single moves a reset is quicker, and nobody follows it anyway

Fetch = Callable[[Sequence[Key]], Sequence[RowFace | None]]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading (None: under none). `keys` name them, each once in the whole list."""

    header: HeaderFace | None
    keys: Sequence[Key]


@dataclass(frozen=True, slots=True)
class _Heading:
    """The key of a heading: its words without the count, so that a count that moves is no move."""

    text: str


class LazyModel(RowModel):
    """Rows by key. `fetch` gives the faces of some keys, in their order, None for a row that has gone.

    `leaving` carries the number of a row that is about to be removed; connect it to `RowList.leave`.
    `checks` carries the tuple of checked keys, in the order of the rows, whenever it changes.
    """

    leaving = Signal(int)
    checks = Signal(object)

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._rows: list[Key] = []
        self._headers: dict[_Heading, HeaderFace] = {}
        self._starts: list[int] = []
        self._faces: dict[Key, RowFace | None] = {}  # of those looked at lately, the oldest first
        self._checked: set[Key] = set()

    # ---- what rooms call ---------------------------------------------------------------------

    def show(self, sections: Iterable[Section]) -> None:
        """Show these rows; whatever stood there before in the same order stays where it is."""
        headers: dict[_Heading, HeaderFace] = {}
        rows: list[Key] = []
        starts: list[int] = []
        for section in sections:
            if section.header is not None and section.keys:
                heading = _Heading(section.header.text)
                headers[heading] = section.header
                starts.append(len(rows))
                rows.append(heading)
            rows.extend(section.keys)
        with self._heading(headers):
            self._move_to(rows, starts)

    def follow(self, found: Plan, keys: Mapping[int, Key], headings: Mapping[int, HeaderFace]) -> None:
        """Move as planned: `keys` of all rows that come but headings, and all headings there are then, by row."""
        heads = {row: _Heading(face.text) for row, face in headings.items()}
        with self._heading({heads[row]: face for row, face in headings.items()}):
            self._apply(found, {**heads, **keys})

    @contextmanager
    def _heading(self, headers: dict[_Heading, HeaderFace]) -> Iterator[None]:
        """While rows move, headings that go and such that come both have their words; then what changed is told."""
        old_headers, self._headers = self._headers, {**self._headers, **headers}
        yield
        self._headers = headers
        for row in self._starts:
            key = self._rows[row]
            if isinstance(key, _Heading) and old_headers.get(key) != headers[key]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [FACE])

    def refresh(self, keys: Iterable[Key] | None = None) -> None:
        """Fetch anew what is looked at, of all or of these: the rows are the same, what they say may not be."""
        if keys is None:
            self._faces.clear()
        else:
            for key in keys:
                self._faces.pop(key, None)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0), [FACE])

    def key(self, row: int) -> Key | None:
        """The key of a row, None for a heading or no row."""
        if not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        return None if isinstance(found, _Heading) else found

    def row_of(self, key: Key) -> int:
        """Where a key stands, -1 if nowhere."""
        try:
            return self._rows.index(key)
        except ValueError:
            return -1

    def keys(self) -> Iterator[Key]:
        """All keys, in order, without headings."""
        return (key for key in self._rows if not isinstance(key, _Heading))

    def __len__(self) -> int:
        return len(self._rows) - len(self._starts)

    # ---- marks -------------------------------------------------------------------------------

    def checked(self) -> tuple[Key, ...]:
        """The marked keys, in the order of the rows."""
        return tuple(key for key in self._rows if key in self._checked) if self._checked else ()

    def check(self, keys: Iterable[Key], *, on: bool = True) -> None:
        """Mark rows, or take their marks away."""
        before = set(self._checked)
        self._checked = before | set(keys) if on else before - set(keys)
        self._keep_checks(self._checked.intersection(self._rows))
        changed = before ^ self._checked
        if not changed:
            return
        rows = [row for row, key in enumerate(self._rows) if key in changed]
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], 0), [FACE])
        self.checks.emit(self.checked())

    def toggle(self, key: Key) -> None:
        """Mark a row, or take its mark away."""
        self.check((key,), on=key not in self._checked)

    def _keep_checks(self, kept: set[Key]) -> None:
        """Only these are marked now: the marks of rows that have gone are forgotten."""
        if kept != self._checked:
            self._checked = kept
            self.checks.emit(self.checked())

    # ---- what Qt asks ------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def header_rows(self) -> Sequence[int]:
        return self._starts

    def face(self, row: int) -> RowFace | HeaderFace:
        key = self._rows[row]
        if isinstance(key, _Heading):
            return self._headers[key]
        if key not in self._faces:
            self._fetch_page(row // PAGE * PAGE)
        found = self._faces[key]
        if found is None:  # it went between the order and the look; the next order will not have it
            return HeaderFace("", 0)
        return replace(found, checked=True) if key in self._checked else found

    def _fetch_page(self, first: int) -> None:
        keys = self._rows[first : first + PAGE]
        wanted = [key for key in keys if key not in self._faces and not isinstance(key, _Heading)]
        for key in [key for key, _ in zip(self._faces, range(len(self._faces) - MOST_FACES), strict=False)]:
            del self._faces[key]
        self._faces |= zip(wanted, self._fetch(wanted), strict=True)

    # ---- moving ------------------------------------------------------------------------------

    def _move_to(self, rows: list[Key], starts: list[int]) -> None:
        old = self._rows
        if not old and not rows:
            return
        found = plan(old, rows, _is_heading) if old else None
        if found is None or len(found) > MOST_MOVES:
            self.beginResetModel()
            self._rows, self._starts = rows, starts
            self.endResetModel()
            self._keep_checks(self._checked.intersection(rows) if self._checked else set())
            return
        self._apply(found, rows)

    def _apply(self, found: Plan, rows: Sequence[Key] | Mapping[int, Key]) -> None:
        """What goes goes one by one from the last: each time the list has gone on to a row that stays. Then from the
        top everything that comes is put behind the row it follows. `rows` has at least those that come.
        """
        checked = set(self._checked)
        for row in reversed(found.gone):
            self.leaving.emit(row)
            self.beginRemoveRows(QModelIndex(), row, row)
            checked.discard(self._take(row))
            self.endRemoveRows()
        ahead = {to: was - bisect_left(found.gone, was) for to, was in found.comes if was is not None}
        for to, was, count in found.runs():
            row = to
            for other in sorted(ahead.values()):  # those that have yet to move do not count
                row += other < row
            if was is None:
                self.beginInsertRows(QModelIndex(), row, row + count - 1)
                self._put(row, [rows[at] for at in range(to, to + count)])
                self.endInsertRows()
                ahead = {one: at + count * (at >= row) for one, at in ahead.items()}
                continue
            here = ahead.pop(to)
            key = self._rows[here]
            if key in checked:
                checked = checked - {key} | {rows[to]}
            if here == row:
                self._rows[row] = rows[to]
                continue
            self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), row)
            self._take(here)
            row -= here < row
            self._put(row, [rows[to]])
            self.endMoveRows()
            ahead = {one: at - (at > here) for one, at in ahead.items()}
            ahead = {one: at + (at >= row) for one, at in ahead.items()}
        self._keep_checks(checked)

    def _take(self, row: int) -> Key:
        self._starts = [start - (start > row) for start in self._starts if start != row]
        return self._rows.pop(row)

    def _put(self, row: int, keys: Sequence[Key]) -> None:
        self._rows[row:row] = keys
        starts = [start + len(keys) * (start >= row) for start in self._starts]
        self._starts = sorted([*starts, *(row + at for at, key in enumerate(keys) if _is_heading(key))])

    def heading_of(self, row: int) -> HeaderFace | None:
        """The heading a row stands under, None if there is none."""
        at = bisect_right(self._starts, row) - 1
        if at < 0:
            return None
        key = self._rows[self._starts[at]]
        return self._headers[key] if isinstance(key, _Heading) else None


def _is_heading(key: Key) -> bool:
    return isinstance(key, _Heading)
