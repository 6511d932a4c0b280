# SPDX-License-Identifier: Apache-2.0
"""Reading the store: what windows ask for, on a connection of their own.

Statements stand here as text because the first page of the inbox is read before SQLAlchemy is loaded.
Pages go by keyset: the cost of the thousandth is that of the first.
"""

import heapq
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.storage import driver, patch, search
from workspace.storage.tables import NO_DUE, Cursor, Done, Line, Place, Promised, Trayed, Truth

NOBODY = ("", "", "", None, "")
_waits = json.JSONDecoder().raw_decode  # half of what json.loads costs, for every line of a page
LAST = -1  # of a record that waits on several desks a list of records shows the last

_ITEMS = (
    "SELECT i.rid, i.id, i.kind, i.title, i.snippet, i.cls, i.sender, i.state, i.attachments,"
    " EXISTS (SELECT 1 FROM overlay o WHERE o.id = i.id), i.waits"
    " FROM json_each(?) asked CROSS JOIN item i ON i.rid = asked.value"
)
# The AND form lets the index seek to the cursor (an OR of both columns reads all that was seen before, 54×).
_INBOX = (
    "SELECT w.due, w.rid, w.pos FROM wait w"
    " WHERE w.holder = (SELECT n FROM named WHERE name = ?) AND w.due >= ? AND (w.due > ? OR w.rid > ?){kinds}"
    " ORDER BY w.due, w.rid, w.pos LIMIT ?"
)
_ORDER = (
    "SELECT w.due, w.rid, w.pos FROM wait w WHERE w.holder = (SELECT n FROM named WHERE name = ?){kinds}"
    " ORDER BY w.due, w.rid, w.pos"
)
_STANDING = "SELECT rid, waits FROM item WHERE id IN (SELECT value FROM json_each(?))"
_KINDS = " AND w.kind IN (SELECT value FROM json_each(?))"
_TRUTHS = "SELECT id, kind, rev, seq, cls, body FROM truth{kinds} ORDER BY id"
_OUTBOX = "SELECT id, n, deed, raw, hold, sealed, parked FROM outbox ORDER BY n, id"
_SEALS = "SELECT sigs FROM seal ORDER BY n DESC"
_JOURNAL = (
    "SELECT id, n, raw, epoch, at, received, leaf FROM journal"
    " WHERE received >= ? AND epoch IS NOT ? ORDER BY n DESC, id DESC LIMIT ?"
)
_TRAY = "SELECT id, root, raw, code, params, at, other FROM tray ORDER BY at, id"
_COUNTS = (
    "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM outbox WHERE parked),"
    " (SELECT count(*) FROM tray)"
)


def array(values: Sequence[str]) -> str:
    """A list as one bound value, for `json_each`: the statement stays the same for every length."""
    return json.dumps(values, ensure_ascii=False)


def promised(row: tuple[Any, ...], sigs: Mapping[Id, str]) -> Promised:
    """A row of the outbox; `sigs` are those of batches that may have left."""
    id_, n, deed, raw, hold, sealed, parked = row
    if not sealed and id_ in sigs:
        from workspace.wire import codec  # noqa: PLC0415 - loads the nouns, after the first paint

        raw, sealed = codec.sealed(raw, sigs[id_]), True
    return Promised(id_, n, deed, raw, hold, bool(sealed), bool(parked))


def done(row: tuple[Any, ...]) -> Done:
    """A row of the journal."""
    return Done(*row)


def trayed(row: tuple[Any, ...]) -> Trayed:
    """A row of the tray."""
    id_, root, raw, code, params, at, other = row
    return Trayed(id_, root, raw, code, json.loads(params), at, bool(other))


def _line(row: tuple[Any, ...], waiter: Sequence[Any]) -> Line:
    rid, id_, kind, title, snippet, cls, sender, state, attachments, pending, _ = row
    return Line(rid, id_, kind, title, snippet, cls, sender, state, attachments, bool(pending), *waiter)


@dataclass(slots=True)
class SqlReader:
    """The reads of `Tables` on one connection: one thread at a time, any number beside the writer."""

    connection: driver.Connection

    @classmethod
    def open(cls, path: Path, key: bytes) -> "SqlReader":
        """A reader of the store at `path`. Raises Unavailable if it cannot be read with `key`."""
        return cls(driver.connect(path, key, query_only=True))

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _all(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, values).fetchall()  # type: ignore[no-any-return]

    def _one(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        return self.connection.execute(statement, values).fetchone()  # type: ignore[no-any-return]

    def meta(self, key: str) -> str:
        row = self._one("SELECT v FROM meta WHERE k = ?", key)
        return str(row[0]) if row else ""

    def shown(self, id_: Id) -> tuple[str, bytes] | None:
        with driver.viewing(self.connection):
            over = self._one("SELECT kind, body FROM overlay WHERE id = ?", id_)
            true = self._one("SELECT kind, body FROM truth WHERE id = ?", id_)
        if over:
            return over[0], patch.whole(true[1] if true else b"", over[1])
        return (true[0], true[1]) if true else None

    def frozen(self, letter: Id, version: int) -> bytes | None:
        """The submitted body of a letter's version, canonical JSON, if it is here."""
        row = self._one("SELECT raw FROM body_frozen WHERE letter = ? AND version = ?", letter, version)
        return bytes(row[0]) if row else None

    def outbox(self) -> list[Promised]:
        with driver.viewing(self.connection):
            sigs = self._sigs()
            return [promised(row, sigs) for row in self._all(_OUTBOX)]

    def _sigs(self) -> dict[Id, str]:
        """Signatures of waiting commands; a command has that of the first batch it was in."""
        return {id_: sig for (each,) in self._all(_SEALS) for id_, sig in json.loads(each).items()}

    def done(self, id_: Id) -> Done | None:
        row = self._one("SELECT id, n, raw, epoch, at, received, leaf FROM journal WHERE id = ?", id_)
        return done(row) if row else None

    def journal(self, *, not_epoch: str | None = None, since: Instant = "", limit: int = -1) -> list[Done]:
        return [done(row) for row in reversed(self._all(_JOURNAL, since, not_epoch, limit))]

    def tray(self) -> list[Trayed]:
        return [trayed(row) for row in self._all(_TRAY)]

    def counts(self) -> tuple[int, int, int]:
        waiting, parked, refused = self._all(_COUNTS)[0]
        return waiting, parked, refused

    def inbox(self, holders: Sequence[Id], kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        due, rid = cursor
        statement = _INBOX.format(kinds=_KINDS if kinds else "")
        asked = (array(kinds),) if kinds else ()
        with driver.viewing(self.connection):
            # One page from each desk, each in the order of its index, merged: no desk is read further.
            pages = [
                self._all(statement, holder, due, due, rid, *asked, limit)
                for holder in dict.fromkeys(holders)
            ]
            chosen = _first(heapq.merge(*pages), limit)
            return self._lines(chosen)

    def order(self, holders: Sequence[Id], kinds: Sequence[str]) -> list[Place]:
        """Where every line that waits for any of the holders stands, in the order of `inbox`."""
        statement = _ORDER.format(kinds=_KINDS if kinds else "")
        asked = (array(kinds),) if kinds else ()
        with driver.viewing(self.connection):
            # Each desk in the order of its index; asked for all of them at once, SQLite would sort every line.
            pages = [self._all(statement, holder, *asked) for holder in dict.fromkeys(holders)]
        held = [page for page in pages if page]
        return sorted(chain.from_iterable(held)) if len(held) > 1 else held[0] if held else []

    def standing(
        self, ids: Sequence[Id], holders: Sequence[Id], kinds: Sequence[str]
    ) -> dict[int, list[Place]]:
        """Where the lines of these records stand in that order, by the number of the line; one that has gone is
        not among them.
        """
        mine, asked = frozenset(holders), frozenset(kinds)
        found: dict[int, list[Place]] = {}
        for rid, waits in self._all(_STANDING, array(ids)):
            found[rid] = sorted(
                (due or NO_DUE, rid, pos)
                for pos, (holder, kind, _, due, _) in enumerate(json.loads(waits))
                if holder in mine and (kind in asked or not asked)
            )
        return found

    def lines(self, places: Sequence[Place]) -> list[Line]:
        """The lines at these places; those that have gone meanwhile are left out."""
        with driver.viewing(self.connection):
            return self._lines(places)

    def truths(self, kinds: Sequence[str] | None = None) -> list[Truth]:
        if kinds is None:
            return [Truth(*row) for row in self._all(_TRUTHS.format(kinds=""))]
        statement = _TRUTHS.format(kinds=" WHERE kind IN (SELECT value FROM json_each(?))")
        return [Truth(*row) for row in self._all(statement, array(kinds))]

    def count_inbox(self, holders: Sequence[Id], kinds: Sequence[str]) -> int:
        statement = (
            "SELECT count(*) FROM wait w WHERE w.holder IN"
            " (SELECT n FROM named WHERE name IN (SELECT value FROM json_each(?)))"
        )
        if kinds:
            return int(self._all(statement + _KINDS, array(holders), array(kinds))[0][0])
        return int(self._all(statement, array(holders))[0][0])

    def everything(self, kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        statement = "SELECT rid FROM item WHERE kind = ? AND rid < ? ORDER BY rid DESC LIMIT ?"
        below = cursor[1] or 2**62
        with driver.viewing(self.connection):
            pages = [self._all(statement, kind, below, limit) for kind in dict.fromkeys(kinds)]
            chosen = _first(heapq.merge(*pages, reverse=True), limit)
            return self._lines([("", rid, LAST) for (rid,) in chosen])

    def search(self, query: str, limit: int) -> list[Line]:
        asked = search.expression(query)
        if not asked:
            return []
        # Newest first by rowid: ranking would have to visit every hit.
        statement = "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT ?"
        with driver.viewing(self.connection):
            return self._lines([("", rid, LAST) for (rid,) in self._all(statement, asked, limit)])

    def _lines(self, places: Sequence[Place]) -> list[Line]:
        asked = json.dumps([rid for _, rid, _ in places])
        rows = {row[0]: row for row in self._all(_ITEMS, asked)}
        lines = []
        for _, rid, pos in places:
            row = rows.get(rid)
            waits = _waits(row[10])[0] if row else ()
            if row and pos < len(waits):
                lines.append(_line(row, waits[pos] if waits else NOBODY))
        return lines


def _first(rows: Iterator[tuple[Any, ...]], limit: int) -> list[tuple[Any, ...]]:
    return [row for _, row in zip(range(limit), rows, strict=False)]


OpenReader = Callable[[], SqlReader]
