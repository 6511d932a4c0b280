# SPDX-License-Identifier: Apache-2.0
"""The desk's tables in the encrypted store: the `Tables` that officers run.

Statements are SQLAlchemy Core over `schema.py`, compiled once when this module is loaded and run on the
driver's cursor: all of them lie on the path of a click or of a page from the server. Reads are `reader.py`'s.
The same steps leave the same rows as in `memory.py` (tests/storage/test_contract.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from itertools import repeat
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, exists, func, literal_column, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement, ColumnElement, Executable
from sqlalchemy.sql.schema import Column, Table

from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant
from workspace.storage import driver, search
from workspace.storage.reader import SqlReader, array
from workspace.storage.schema import (
    FTS,
    NO_KEYS,
    item,
    journal,
    kept,
    meta,
    metadata,
    named,
    outbox,
    overlay,
    seal,
    tray,
    truth,
    wait,
)
from workspace.storage.tables import LAST_LINE, NO_DUE, Done, Item, Promised, Trayed, Truth

_dialect = sqlite.dialect(paramstyle="qmark")


def text(statement: ClauseElement | Executable) -> str:
    """A statement as the driver takes it; its bound values in the order in which they stand."""
    return str(statement.compile(dialect=_dialect))  # type: ignore[union-attr]


def _insert(table: Table) -> str:
    return text(sqlite.insert(table))


def _put(table: Table, *fixed: Column[Any], **otherwise: ColumnElement[Any]) -> str:
    """Insert or replace: a standing row is updated where it lies.

    `fixed` columns never change: an index is written anew as soon as a column of it is set, were it to what it was.
    `otherwise`: columns that get another value then than the one given.
    """
    statement = sqlite.insert(table)
    keys = list(table.primary_key.columns)
    rest = [c for c in table.columns if not c.primary_key and c not in set(fixed)]
    values = {c.name: statement.excluded[c.name] for c in rest} | otherwise
    return text(statement.on_conflict_do_update(index_elements=keys, set_=values))


def _drop(table: Table, *columns: Column[Any]) -> str:
    return text(delete(table).where(*(column == bindparam(f"b_{column.name}") for column in columns)))


_given = func.json_each(bindparam("given")).table_valued("value")  # a list as one bound value
_row = select(*(column for column in truth.columns if column is not truth.c["keys"]))
# The numbers a record is held through and those it came through now; mostly they are the same.
_both_keys: ColumnElement[str] = literal_column(
    "CASE WHEN truth.keys = excluded.keys THEN truth.keys ELSE (SELECT json_group_array(value) FROM"
    " (SELECT value FROM json_each(truth.keys) UNION SELECT value FROM json_each(excluded.keys) ORDER BY 1)) END"
)
_unheld = truth.c["keys"] == literal_column(repr(NO_KEYS))  # as text, for the index of these few alone

PUT_META = _put(meta)
TRUTH = text(_row.where(truth.c.id == bindparam("id")))
PUT_TRUTH = _put(truth, truth.c.kind, keys=_both_keys)
DROP_TRUTH = _drop(truth, truth.c.id)
NAMED = text(select(named.c.name, named.c.n))
ADD_NAME = _insert(named)
KEYS_OF = text(select(truth.c.id, truth.c["keys"]).where(truth.c.id.in_(select(_given.c.value))))
KEYS_WITH = text(select(truth.c.id, truth.c["keys"]).where(truth.c["keys"].contains(bindparam("n"))))
SET_KEYS = text(update(truth).values(keys=bindparam("k")).where(truth.c.id == bindparam("b_id")))
CLEAR_KEYS = text(update(truth).values(keys=literal_column(repr(NO_KEYS))).where(~_unheld))
KEYLESS = text(select(truth.c.id).where(_unheld).order_by(truth.c.id))
ABOVE = text(select(truth.c.id).where(truth.c.cls > bindparam("cls")).order_by(truth.c.id))
COUNT_TRUTH = text(select(func.count()).select_from(truth))
KEEP = _put(kept)
OVERLAY = text(select(overlay))
PUT_OVERLAY = _put(overlay)
DROP_OVERLAY = _drop(overlay, overlay.c.id)
PUT_OUT = _put(outbox)
DROP_OUT = _drop(outbox, outbox.c.id)
SEALS = text(select(seal))
ADD_SEAL = "INSERT INTO seal (sigs) VALUES (?)"  # numbered by SQLite, which Core warns of
PUT_SEAL = _put(seal)
_of_batch = func.json_each(seal.c.sigs).table_valued("key")
DROP_SEALS = text(delete(seal).where(~exists().where(outbox.c.id == _of_batch.c.key)))
PUT_DONE = _put(journal)
DROP_DONE = _drop(journal, journal.c.id)
FORGET_DONE = text(delete(journal).where(journal.c.received < bindparam("at")))
FORGET_KEPT = text(delete(kept).where(kept.c.at < bindparam("at")))
PUT_TRAY = _put(tray)
DROP_TRAY = _drop(tray, tray.c.id)
LAST_RID = text(select(func.max(item.c.rid)))
ANY_BETWEEN = text(select(exists().where(item.c.id.between(bindparam("first"), bindparam("last")))))
KNOWN = text(select(item).where(item.c.id.in_(select(_given.c.value))))
ADD_ITEM = _insert(item)
PUT_ITEM = _put(item, item.c.id, item.c.kind)
DROP_ITEM = _drop(item, item.c.rid)
ADD_WAIT = _insert(wait)
DROP_WAIT = _drop(wait, wait.c.holder, wait.c.due, wait.c.rid, wait.c.pos)
# FTS5 is no table to Core. REPLACE works although contentless: the table was made with contentless_delete.
ADD_TEXT = "INSERT INTO fts (rowid, text) VALUES (?, ?)"
PUT_TEXT = "INSERT OR REPLACE INTO fts (rowid, text) VALUES (?, ?)"
DROP_TEXT = "DELETE FROM fts WHERE rowid = ?"

WAITS, TEXT_MARK = 9, 10  # where they stand in a row of `item`

_encode = msgspec.json.Encoder().encode


def _mark(words: str) -> bytes:
    """A digest by which a text that did not change is known (16 bytes)."""
    return blake2b(words.encode(), digest_size=16).digest()


def _spell(numbers: Iterable[int]) -> str:
    """Numbers of keys as truth.keys has them."""
    return _encode(sorted(set(numbers))).decode()


@cache
def ddl() -> tuple[str, ...]:
    """The statements that make all tables as schema.py has them."""
    made = []
    for table in metadata.sorted_tables:
        made.append(text(CreateTable(table)))
        made += [text(CreateIndex(index)) for index in sorted(table.indexes, key=lambda i: str(i.name))]
    return (*made, *FTS)


@dataclass(slots=True)
class _Lines:
    """What one call of `project` writes, collected so that each table is written in one batch."""

    new: list[tuple[Any, ...]] = field(default_factory=list)
    changed: list[tuple[Any, ...]] = field(default_factory=list)
    left: list[tuple[Any, ...]] = field(default_factory=list)
    waits: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    retold: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class SqlTables(SqlReader):
    """See `Tables` for what each method does. Only one worker writes; `connection` is that worker's."""

    _fresh: dict[Id, Truth] = field(
        default_factory=dict
    )  # rows put in this transaction: the desk shows them next

    _meta: dict[str, str] | None = None  # as it stands: nobody else writes, and every exchange asks
    _named: dict[str, int] | None = None  # numbers of keys and holders, as they stand
    _sealed: set[Id] | None = None  # commands that stand in `seal`

    @contextmanager
    def write(self) -> Iterator[None]:
        try:
            with driver.immediate(self.connection):
                yield
        except BaseException:
            self._meta = self._named = self._sealed = None
            raise
        finally:
            self._fresh.clear()

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file, as far as readers let it; for idle moments."""
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.connection.executemany(statement, rows)

    def _ids(self, statement: str, *values: Any) -> list[Id]:
        return [row[0] for row in self._all(statement, *values)]

    def meta(self, key: str) -> str:
        return self._settings().get(key, "")

    def set_meta(self, key: str, value: str) -> None:
        settings = self._settings()
        if settings.get(key) != value:
            self.connection.execute(PUT_META, (key, value))
            settings[key] = value

    def _settings(self) -> dict[str, str]:
        if self._meta is None:
            self._meta = dict(self._all("SELECT k, v FROM meta"))
        return self._meta

    # truth

    def truth(self, id_: Id) -> Truth | None:
        if id_ in self._fresh:
            return self._fresh[id_]
        row = self._one(TRUTH, id_)
        return Truth(*row) if row else None

    def put_truth(self, rows: Sequence[Truth], keys: Sequence[tuple[Key, ...]] = ()) -> None:
        spelt = {each: _spell(map(self._number, each)) for each in set(keys)}
        held = (spelt[each] for each in keys) if keys else repeat(NO_KEYS)
        self._many(
            PUT_TRUTH, [(*row[:5], numbers, row.body) for row, numbers in zip(rows, held, strict=False)]
        )
        self._fresh.update((r.id, r) for r in rows)

    def drop_truth(self, ids: Iterable[Id]) -> None:
        gone = [(id_,) for id_ in ids]
        for (id_,) in gone:
            self._fresh.pop(id_, None)
        self._many(DROP_TRUTH, gone)

    def _numbers(self) -> dict[str, int]:
        if self._named is None:
            self._named = dict(self._all(NAMED))
        return self._named

    def _number(self, name: str) -> int:
        """The number of a key or holder; a new one gets the next."""
        known = self._numbers()
        if name not in known:
            known[name] = len(known) + 1
            self.connection.execute(ADD_NAME, (known[name], name))
        return known[name]

    def _places(self, rid: int, waits: Iterable[Sequence[Any]]) -> list[tuple[int, str, int, int]]:
        """The primary keys in `wait` of an item's waiters, given as item.waits has them."""
        return [(self._number(w[0]), w[3] or NO_DUE, rid, pos) for pos, w in enumerate(waits)]

    def drop_keys(self, pairs: Iterable[tuple[Key, Id]]) -> list[Id]:
        lost: dict[Id, set[int]] = {}
        for key, id_ in pairs:
            lost.setdefault(id_, set()).add(self._numbers().get(key, 0))
        held = self._all(KEYS_OF, array(list(lost))) if lost else []
        return self._lose([(id_, keys, lost[id_]) for id_, keys in held])

    def drop_key(self, key: Key) -> list[Id]:
        number = self._numbers().get(key, 0)
        held = self._all(KEYS_WITH, str(number))  # a 1 is also found in 12
        return self._lose([(id_, keys, {number}) for id_, keys in held if number in json.loads(keys)])

    def _lose(self, rows: Sequence[tuple[Id, str, set[int]]]) -> list[Id]:
        """Take numbers from what records are held through; the ids, sorted, of those that no key reaches now."""
        left = [(_spell(set(json.loads(keys)) - lost), id_) for id_, keys, lost in rows]
        self._many(SET_KEYS, left)
        return sorted(id_ for keys, id_ in left if keys == NO_KEYS)

    def clear_keys(self) -> None:
        self.connection.execute(CLEAR_KEYS)

    def keyless(self) -> list[Id]:
        return self._ids(KEYLESS)

    def above_class(self, cls: int) -> list[Id]:
        return self._ids(ABOVE, cls)

    def count_truth(self) -> int:
        return int(self._all(COUNT_TRUTH)[0][0])

    def keep(self, rows: Sequence[Truth], at: Instant) -> None:
        self._many(KEEP, [(row.id, row.kind, row.body, at) for row in rows])

    # overlay

    def overlay(self) -> dict[Id, tuple[str, bytes]]:
        return {id_: (kind, body) for id_, kind, body in self._all(OVERLAY)}

    def put_overlay(self, rows: Sequence[tuple[Id, str, bytes]]) -> None:
        self._many(PUT_OVERLAY, rows)

    def drop_overlay(self, ids: Iterable[Id]) -> None:
        self._many(DROP_OVERLAY, [(id_,) for id_ in ids])

    # outbox, journal, tray

    def put_out(self, rows: Sequence[Promised]) -> None:
        if not self._in_seals().isdisjoint(row.id for row in rows):
            self._unseal({row.id for row in rows})
        self._many(PUT_OUT, rows)

    def seal(self, sigs: Mapping[Id, str]) -> None:
        self.connection.execute(ADD_SEAL, (_encode(sigs).decode(),))
        self._in_seals().update(sigs)

    def _in_seals(self) -> set[Id]:
        if self._sealed is None:
            self._sealed = set(self._sigs())
        return self._sealed

    def _unseal(self, ids: set[Id]) -> None:
        """What is put says for itself whether it is sealed."""
        for n, sigs in self._all(SEALS):
            left = {id_: sig for id_, sig in json.loads(sigs).items() if id_ not in ids}
            self.connection.execute(PUT_SEAL, (n, _encode(left).decode()))
        self._sealed = None

    def drop_out(self, ids: Iterable[Id]) -> None:
        self._many(DROP_OUT, [(id_,) for id_ in ids])
        if self._in_seals():
            self.connection.execute(DROP_SEALS)
            self._sealed = None

    def put_done(self, rows: Sequence[Done]) -> None:
        self._many(PUT_DONE, rows)

    def drop_done(self, ids: Iterable[Id]) -> None:
        self._many(DROP_DONE, [(id_,) for id_ in ids])

    def forget_before(self, at: Instant) -> None:
        self.connection.execute(FORGET_DONE, (at,))
        self.connection.execute(FORGET_KEPT, (at,))

    def put_tray(self, rows: Sequence[Trayed]) -> None:
        self._many(
            PUT_TRAY, [(r.id, r.root, r.raw, r.code, json.dumps(r.params), r.at, r.other) for r in rows]
        )

    def drop_tray(self, ids: Iterable[Id]) -> None:
        self._many(DROP_TRAY, [(id_,) for id_ in ids])

    # projection

    def project(self, items: Sequence[Item], gone: Iterable[Id]) -> None:
        self._forget(gone)
        if not items:
            return
        # What stands is compared with what shall stand: an unchanged line is not written again.
        known = {row[1]: row for row in self._standing([each.id for each in items])}
        last = self._last_line() if len(known) < len(items) else 0
        lines = _Lines()
        for id_, kind, shown, waits in items:
            old = known.get(id_)
            rid = old[0] if old else last + 1
            title, snippet, words, cls, sender, state, attachments = shown
            told, mark = _encode(waits).decode(), _mark(words)
            row = (rid, id_, kind, title, snippet, cls, sender, state, attachments, told, mark)
            if old is None:
                last = rid
                lines.new.append(row)
                lines.texts.append((rid, search.indexed(words)))
            elif old == row:
                continue
            else:
                lines.changed.append(row)
                if old[TEXT_MARK] != mark:
                    lines.retold.append((rid, search.indexed(words)))
                if (
                    old[WAITS] == told
                ):  # the order by limit lies scattered: a page of it for nearly every line
                    continue
                lines.left += self._places(rid, json.loads(old[WAITS]))
            for pos, one in enumerate(waits):
                lines.waits.append((self._number(one.holder), one.due or NO_DUE, rid, pos, one.kind))
        if lines.new:
            self.set_meta(LAST_LINE, str(last))
        self._write_lines(lines)

    def _last_line(self) -> int:
        return max(self._all(LAST_RID)[0][0] or 0, int(self.meta(LAST_LINE) or 0))

    def _standing(self, ids: Sequence[Id]) -> list[tuple[Any, ...]]:
        """The lines of these records. Ids grow with time: mostly none stands among those of a download's page."""
        some = self._all(ANY_BETWEEN, min(ids), max(ids))[0][0]
        return self._all(KNOWN, _encode(ids).decode()) if some else []

    def _write_lines(self, lines: _Lines) -> None:
        """One batch a table: the search index above all is several times slower when fed row by row."""
        batches = (
            (ADD_ITEM, lines.new),
            (ADD_TEXT, lines.texts),
            (PUT_ITEM, lines.changed),
            (PUT_TEXT, lines.retold),
            (DROP_WAIT, lines.left),
            (ADD_WAIT, lines.waits),
        )
        for statement, rows in batches:
            if rows:
                self._many(statement, rows)

    def _forget(self, gone: Iterable[Id]) -> None:
        ids = list(gone)
        rows = self._all(KNOWN, array(ids)) if ids else []
        if rows:
            rids = [(row[0],) for row in rows]
            self._many(DROP_ITEM, rids)
            self._many(DROP_TEXT, rids)
            self._many(
                DROP_WAIT,
                [place for row in rows for place in self._places(row[0], json.loads(row[WAITS]))],
            )

    # everything

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        item_rows = "SELECT rid, id, kind, title, snippet, cls, sender, state, attachments FROM item"
        wait_rows = (
            "SELECT w.rid, n.name, w.kind, json_extract(waits, '$[' || pos || '][2]'), replace(w.due, '~', ''),"
            " json_extract(waits, '$[' || pos || '][4]')"
            " FROM wait w JOIN item i ON i.rid = w.rid JOIN named n ON n.n = w.holder"
        )
        return {
            "meta": sorted(self._all("SELECT k, v FROM meta")),
            "truth": sorted(self._all("SELECT id, kind, rev, seq, cls, body FROM truth")),
            "truth_key": sorted(
                self._all(
                    "SELECT r.name, t.id FROM truth t, json_each(t.keys) k JOIN named r ON r.n = k.value"
                )
            ),
            "kept": sorted(self._all("SELECT id, kind, body, at FROM kept")),
            "overlay": sorted(self._all(OVERLAY)),
            "outbox": [*self.outbox()],
            "journal": [*self.journal()],
            "tray": [
                (r.id, r.root, r.raw, r.code, sorted(r.params.items()), r.at, r.other) for r in self.tray()
            ],
            "item": sorted(self._all(item_rows)),
            "wait": sorted(self._all(wait_rows)),
        }
