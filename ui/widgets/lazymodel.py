# SPDX-License-Identifier: Apache-2.0
"""A model for the long list that knows the order of all rows and fetches only those that are looked at.

A room says how its rows stand (`show`, in sections) and makes faces for a page of them (`fetch`). Told of a
new order, the model moves only what moved, so the current row, the scroll position and what a screen reader
is saying survive; the list is asked to `leave` a row before it goes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QModelIndex, Signal

from ui.widgets.rowmodel import FACE, HeaderFace, Index, RowFace, RowModel

PAGE: Final = 64
PAGES_KEPT: Final = 24
MOST_MOVES: Final = 400  # beyond that many single moves a reset is quicker, and nobody follows it anyway

Key = Hashable
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
        self._pages: OrderedDict[int, list[RowFace | None]] = OrderedDict()
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
        old_headers, self._headers = self._headers, {**self._headers, **headers}
        self._move_to(rows, starts)
        self._headers = headers
        for row in self._starts:
            key = self._rows[row]
            if isinstance(key, _Heading) and old_headers.get(key) != headers[key]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [FACE])
        self._keep_checks()

    def refresh(self) -> None:
        """Fetch anew what is looked at: the rows are the same, what they say may not be."""
        self._pages.clear()
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
        self._keep_checks()
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

    def _keep_checks(self) -> None:
        """Forget marks of rows that have gone."""
        if not self._checked:
            return
        kept = self._checked.intersection(self._rows)
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
        found = self._page(row // PAGE)[row % PAGE]
        if found is None:  # it went between the order and the look; the next order will not have it
            return HeaderFace("", 0)
        return replace(found, checked=True) if key in self._checked else found

    def _page(self, number: int) -> list[RowFace | None]:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        keys = self._rows[number * PAGE : (number + 1) * PAGE]
        wanted = [key for key in keys if not isinstance(key, _Heading)]
        faces = iter(self._fetch(wanted))
        page = [None if isinstance(key, _Heading) else next(faces) for key in keys]
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    # ---- moving ------------------------------------------------------------------------------

    def _move_to(self, rows: list[Key], starts: list[int]) -> None:
        old = self._rows
        head = _same(old, rows)
        tail = _same(old[head:][::-1], rows[head:][::-1])
        going = set(old[head : len(old) - tail])
        coming = set(rows[head : len(rows) - tail])
        gone, fresh = going - coming, coming - going
        stays = [key for key in old[head : len(old) - tail] if key not in gone]
        stays_too = [key for key in rows[head : len(rows) - tail] if key not in fresh]
        if not going and not coming:
            return
        if not old or stays != stays_too or len(gone) + len(fresh) > MOST_MOVES:
            self.beginResetModel()
            self._put(rows, starts)
            self.endResetModel()
            return
        self._remove(gone, head, len(old) - tail)
        self._insert(rows, fresh, head, len(rows) - tail)

    def _remove(self, gone: set[Key], first: int, end: int) -> None:
        """One by one from the last: each time the list has gone on to a row that stays."""
        for row in range(end - 1, first - 1, -1):
            if self._rows[row] in gone:
                self.leaving.emit(row)
                self.beginRemoveRows(QModelIndex(), row, row)
                starts = [start - (start > row) for start in self._starts if start != row]
                self._put([*self._rows[:row], *self._rows[row + 1 :]], starts)
                self.endRemoveRows()

    def _insert(self, rows: list[Key], fresh: set[Key], first: int, end: int) -> None:
        row = first
        while row < end:
            if rows[row] not in fresh:
                row += 1
                continue
            last = row
            while last + 1 < end and rows[last + 1] in fresh:
                last += 1
            self.beginInsertRows(QModelIndex(), row, last)
            more = rows[row : last + 1]
            starts = [start + len(more) if start >= row else start for start in self._starts]
            starts += [row + at for at, key in enumerate(more) if isinstance(key, _Heading)]
            self._put([*self._rows[:row], *more, *self._rows[row:]], sorted(starts))
            self.endInsertRows()
            row = last + 1

    def _put(self, rows: list[Key], starts: list[int]) -> None:
        self._rows, self._starts = rows, starts
        self._pages.clear()

    def heading_of(self, row: int) -> HeaderFace | None:
        """The heading a row stands under, None if there is none."""
        at = bisect_right(self._starts, row) - 1
        if at < 0:
            return None
        key = self._rows[self._starts[at]]
        return self._headers[key] if isinstance(key, _Heading) else None


def _same(one: Sequence[Key], other: Sequence[Key]) -> int:
    """How many of the first keys are the same."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
