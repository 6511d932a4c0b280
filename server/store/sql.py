# SPDX-License-Identifier: Apache-2.0
"""The server's ledger in SQLite: what `services/ledger.py` asks for, row by row the same as its twin.

Statements (`statements.py`) run on the driver's cursor, where accept and feed spend their time. A `SqlLedger`
belongs to one connection and so to one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from server.services.ledger import Receipt, Seen, Stored, cut
from server.store import schema
from server.store import statements as q
from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant

KEYSETS = 5_000  # key sets a connection remembers
HELD = 2_000  # records and running hashes
DUMPED = ("meta", "record", "vis", "receipt", "leaf", "keyset", "contact", "awaited")
_json = msgspec.json.Encoder()
_place = attrgetter("seq", "id")


@contextmanager
def the_world_may_fail() -> Iterator[None]:
    """What the disk or the operating system refuses is `Unavailable`: nothing was decided, try again."""
    try:
        yield
    except dbapi2.IntegrityError:
        raise  # a constraint: our own bug
    except dbapi2.DatabaseError as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error


@dataclass(slots=True)
class _Layer:
    """What a transaction, or a part of it that may fail alone, has put: rows by statement and key, written to the
    tables in one go, at the end or when somebody asks the tables. `savepoint` is SQL's, from the first writing on.
    """

    unwritten: dict[str, dict[Any, Any]] = field(default_factory=dict)
    records: dict[Id, Stored] = field(default_factory=dict)
    receipts: dict[Id, Receipt] = field(default_factory=dict)
    lines: dict[Key, dict[Id, Seen]] = field(default_factory=dict)
    savepoint: str = ""

    def take(self, part: _Layer) -> None:
        """The part did not fail: what it put is ours."""
        for statement, rows in part.unwritten.items():
            mine = self.unwritten.get(statement)
            if mine:
                mine.update(rows)
            else:
                self.unwritten[statement] = rows
        self.records.update(part.records)
        self.receipts.update(part.receipts)
        for key, lines in part.lines.items():
            self.lines.setdefault(key, {}).update(lines)


class _Part:
    """A part of a transaction that may fail alone; as `with` it comes with every command."""

    __slots__ = ("_before", "_layer", "_ledger")

    def __init__(self, ledger: SqlLedger) -> None:
        self._ledger, self._layer = ledger, _Layer()

    def __enter__(self) -> None:
        self._before = self._ledger.begin_part(self._layer)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with the_world_may_fail():
            if error is None:
                self._ledger.end_part(self._layer)
            else:
                self._ledger.undo_part(self._layer, self._before)
                if isinstance(error, dbapi2.DatabaseError):
                    raise error


class SqlLedger:
    """See `Ledger` for what each method does. `connection` is in autocommit mode: transactions are ours.

    Inside `write` and `view` nobody else can change what we see, so settings are read once, and written once,
    at the end: head and tree change with every command. So are rows: a row is put many times in a batch, and
    a statement costs more than the row it writes. What was read is remembered until another connection writes.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._cursor = connection.cursor()
        self.run = self._cursor.execute
        self._still = False
        self._meta: dict[str, str] | None = None  # as this transaction sees it, once it asked
        self._changed: dict[str, str] = {}
        self._layers: list[_Layer] = []  # the transaction's, and those of its open parts
        self._held: dict[Id, Stored | None] = {}  # records as the tables have them
        self._held_receipts: dict[Id, Receipt | None] = {}  # and receipts, for one transaction
        self._chains: dict[int, str] = {}
        self._keysets: dict[str, tuple[Key, ...]] = {}  # what a digest stands for never changes
        self._version = -1  # changes when another connection has written

    @contextmanager
    def write(self) -> Iterator[None]:
        with the_world_may_fail():
            self.run("BEGIN IMMEDIATE")
            try:
                self._remember_unless_changed()
                self._still = True
                self._layers = [_Layer()]
                yield
                self._write_out()
                if self._changed:
                    self._cursor.executemany(q.SET_META, self._changed.items())
                self.run("COMMIT")
                self._held.update(self._layers[0].records)
                self._let_go()
            except BaseException:
                self._roll_back("ROLLBACK")
                self._let_go()
                self._forget()
                raise

    def _remember_unless_changed(self) -> None:
        version = self.run("PRAGMA data_version").fetchone()[0]
        if version != self._version or len(self._held) + len(self._chains) > HELD:
            self._forget()
            self._version = version

    def _forget(self) -> None:
        self._forget_moment()
        self._keysets.clear()

    def _forget_moment(self) -> None:
        self._meta = None
        self._held.clear()
        self._chains.clear()

    def savepoint(self) -> AbstractContextManager[None]:
        return _Part(self)

    def begin_part(self, layer: _Layer) -> tuple[dict[str, str], dict[str, str]]:
        """From here on what is put goes into `layer`. Gives the settings as they stand."""
        before = self._settings().copy(), self._changed.copy()
        self._layers.append(layer)
        return before

    def end_part(self, layer: _Layer) -> None:
        """It did not fail."""
        self._layers.pop()
        if layer.savepoint:
            self.run(f"RELEASE {layer.savepoint}")
        self._layers[-1].take(layer)

    def undo_part(self, layer: _Layer, before: tuple[dict[str, str], dict[str, str]]) -> None:
        """It failed: nothing of it was."""
        if layer.savepoint:
            self._roll_back(f"ROLLBACK TO {layer.savepoint}")
            self._roll_back(f"RELEASE {layer.savepoint}")
        self._layers.pop()
        self._meta, self._changed = before
        self._chains.clear()
        self._keysets.clear()

    def _put(self, statement: str, key: Any, row: Any) -> None:
        if not self._layers:
            raise AssertionError("written outside a transaction")
        self._layers[-1].unwritten.setdefault(statement, {})[key] = row

    def _pending(self, statement: str, key: Any) -> Any:
        """The row that was put last and is not written yet, None if there is none."""
        rows = (layer.unwritten.get(statement, {}).get(key) for layer in reversed(self._layers))
        return next(filter(None, rows), None)

    def _write_out(self) -> None:
        """Let the tables have what was put, each layer inside its own savepoint."""
        for depth, layer in enumerate(self._layers):
            if depth and not layer.savepoint:
                layer.savepoint = f"part{depth}"
                self.run(f"SAVEPOINT {layer.savepoint}")
            for statement, rows in layer.unwritten.items():
                self._cursor.executemany(statement, rows.values())
            layer.unwritten = {}

    def ask(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """A statement on the tables, which then have all that was put; what it changes is undone with the part."""
        if self._layers:
            self._write_out()
        return self.run(statement, values)

    def _settings(self) -> dict[str, str]:
        """All settings, read once in a transaction."""
        if self._meta is None or not self._still:
            self._meta = dict(self.run(q.METAS).fetchall())
        return self._meta

    def _let_go(self) -> None:
        self._still, self._changed = False, {}
        self._layers = []
        self._held_receipts.clear()

    def _roll_back(self, statement: str) -> None:
        """After a full disk SQLite may have rolled back everything on its own."""
        if self.connection.in_transaction:
            self.run(statement)

    @contextmanager
    def view(self) -> Iterator[None]:
        """Everything read inside stands as of one moment, whatever others commit meanwhile."""
        with the_world_may_fail():
            self.run("BEGIN")
            try:
                self._still = True
                yield
            finally:
                self._let_go()
                self._forget_moment()
                self._roll_back("ROLLBACK")

    def meta(self, key: str) -> str:
        return self._settings().get(key, "")

    def set_meta(self, key: str, value: str) -> None:
        if not self._still:
            raise AssertionError("written outside a transaction")
        self._settings()[key] = self._changed[key] = value

    def head(self) -> int:
        return int(self.meta("head") or 0)

    def set_head(self, seq: int) -> None:
        self.set_meta("head", str(seq))

    def record(self, id_: Id) -> Stored | None:
        for layer in reversed(self._layers):
            if id_ in layer.records:
                return layer.records[id_]
        if id_ in self._held:
            return self._held[id_]
        row = self.run(q.RECORD, (id_,)).fetchone()
        found = _stored(row) if row else None
        if self._layers:
            self._held[id_] = found
        return found

    def records(self, ids: Sequence[Id]) -> dict[Id, Stored]:
        if len(ids) > 2:
            if not self._layers:
                return self._read_records(ids)
            self.foresee((), ids)
        found = [row for id_ in ids if (row := self.record(id_))]
        return {row.id: row for row in found}

    def foresee(self, receipts: Sequence[Id], records: Sequence[Id]) -> None:
        asked = [id_ for id_ in records if id_ not in self._held and not self._put_here(id_)]
        if asked:
            self._held.update({**dict.fromkeys(asked), **self._read_records(asked)})
        if receipts:
            rows = self.run(q.RECEIPTS, (_json.encode(receipts).decode(),)).fetchall()
            self._held_receipts.update(
                {**dict.fromkeys(receipts), **{row[0]: Receipt._make(row) for row in rows}}
            )

    def _read_records(self, ids: Sequence[Id]) -> dict[Id, Stored]:
        rows = self.run(q.RECORDS, (_json.encode(ids).decode(),)).fetchall()
        return {row[0]: _stored(row) for row in rows}

    def _put_here(self, id_: Id) -> bool:
        return any(id_ in layer.records for layer in self._layers)

    def of_kinds(self, kinds: Sequence[str]) -> Iterable[Stored]:
        return [_stored(row) for row in self.ask(q.KINDS, (_json.encode(kinds).decode(),)).fetchall()]

    def put_record(self, row: Stored) -> None:
        values = (row.id, row.kind, row.rev, row.seq, row.cls, row.body, "\n".join(row.audience))
        self._put(q.PUT_RECORD, row.id, values)
        self._layers[-1].records[row.id] = row

    def see(self, key: Key, id_: Id, seq: int, *, gone: bool) -> None:
        self._put(q.SEE, (id_, key), (id_, key, seq, gone))
        self._layers[-1].lines.setdefault(key, {})[id_] = Seen(seq, id_, gone)

    def ever_seen(self, id_: Id, keys: Iterable[Key]) -> bool:
        return self.ask(q.EVER_SEEN, (id_, _json.encode(list(keys)).decode())).fetchone() is not None

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        rows = self.ask(q.SEEN_AFTER, (key, seq, limit + 1)).fetchall()
        more = len(rows) > limit
        if more:
            last = rows.pop()
            if last[0] == rows[-1][0]:
                rows += [last, *self.run(q.SEEN_AT, (key, last[0], last[1])).fetchall()]
                more = bool(self.run(q.SEEN_AFTER, (key, last[0], 1)).fetchall())
        return [Seen(at, id_, bool(gone)) for at, id_, gone in rows], more

    def seen_now(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        """As `seen_after`, of the lines that this transaction put: asks no table."""
        lines = {id_: line for layer in self._layers for id_, line in layer.lines.get(key, {}).items()}
        return cut(sorted((one for one in lines.values() if one.seq > seq), key=_place), limit)

    def receipts_now(self, officer: Id, seq: int, limit: int) -> tuple[list[Receipt], bool]:
        """As `receipts_after`, of those that this transaction put."""
        put = (row for layer in self._layers for row in layer.receipts.values())
        return cut(
            sorted((row for row in put if row.officer == officer and row.seq > seq), key=_place), limit
        )

    def receipt(self, id_: Id) -> Receipt | None:
        for layer in reversed(self._layers):
            if id_ in layer.receipts:
                return layer.receipts[id_]
        if id_ in self._held_receipts:
            return self._held_receipts[id_]
        row = self.run(q.RECEIPT, (id_,)).fetchone()
        return Receipt._make(row) if row else None

    def twin(self, officer: Id, name: str, args_sha: str) -> int:
        return self.ask(q.TWIN, (officer, args_sha, name)).fetchone()[0] or 0

    def put_receipt(self, row: Receipt) -> None:
        self._put(q.PUT_RECEIPT, (row.id, row.leaf), row)  # a second one is an error, not a change
        self._layers[-1].receipts[row.id] = row

    def receipts_after(self, officer: Id, seq: int, since: Instant, limit: int) -> tuple[list[Receipt], bool]:
        rows = self.ask(q.RECEIPTS_AFTER, (officer, seq, since, limit + 1)).fetchall()
        more = len(rows) > limit
        if more:
            last = rows.pop()
            if last[1] == rows[-1][1]:
                rows += [last, *self.run(q.RECEIPTS_AT, (officer, last[1], since, last[0])).fetchall()]
                more = bool(self.run(q.RECEIPTS_AFTER, (officer, last[1], since, 1)).fetchall())
        return [Receipt._make(row) for row in rows], more

    def all_receipts(self) -> Iterable[Receipt]:
        """Every receipt, for a check of the whole."""
        self._write_out()
        for row in self.connection.cursor().execute(q.by(schema.receipt)):
            yield Receipt._make(row)

    def add_leaf(self, n: int, seq: int, leaf: str, chain: str, ending: str) -> None:
        self._chains[seq] = chain
        self._put(q.ADD_LEAF, n, (n, seq, leaf, chain, ending))

    def leaf_at(self, n: int) -> tuple[str, str]:
        row = self.ask(q.LEAF_AT, (n,)).fetchone()
        if row is None:
            raise LookupError(n)
        return row[0], row[1]

    def leaf_number(self, seq: int, leaf: str) -> int:
        row = self.ask(q.LEAF_NUMBER, (seq, leaf)).fetchone()
        if row is None:
            raise LookupError(seq)
        return int(row[0])

    def chain_at(self, seq: int) -> str:
        known = self._chains.get(seq)
        if known is None:
            put = (
                row
                for layer in reversed(self._layers)
                for row in reversed(layer.unwritten.get(q.ADD_LEAF, {}).values())
            )
            known = next((row[3] for row in put if row[1] <= seq), None)
            if known is None:
                row = self.run(q.CHAIN_AT, (seq,)).fetchone()
                known = row[0] if row else ""
            if self._still:
                self._chains[seq] = known
        return known

    def leaves(self) -> Iterable[tuple[int, str, str, str]]:
        self._write_out()
        yield from self.connection.cursor().execute(q.LEAVES)

    def keyset(self, digest: str) -> tuple[Key, ...] | None:
        known = self._keysets.get(digest)
        if known is None:
            row = self._pending(q.PUT_KEYSET, digest) or self.run(q.KEYSET, (digest,)).fetchone()
            known = tuple(row[-1].split("\n")) if row else None
            if known is not None:
                self._remember(digest, known)
        return known

    def put_keyset(self, digest: str, keys: tuple[Key, ...]) -> None:
        self._put(q.PUT_KEYSET, digest, (digest, "\n".join(keys)))
        self._remember(digest, keys)

    def _remember(self, digest: str, keys: tuple[Key, ...]) -> None:
        if len(self._keysets) >= KEYSETS:
            self._keysets.clear()
        self._keysets[digest] = keys

    def contact(self, dev: Id) -> Instant:
        row = self._pending(q.SET_CONTACT, dev) or self.run(q.CONTACT, (dev,)).fetchone()
        return row[-1] if row else ""

    def set_contact(self, dev: Id, at: Instant) -> None:
        self._put(q.SET_CONTACT, dev, (dev, at))

    def awaited(self, id_: Id) -> Instant:
        row = self.ask(q.AWAITED, (id_,)).fetchone()
        return row[0] if row else ""

    def put_awaited(self, id_: Id, at: Instant, forget: Instant) -> None:
        self.ask(q.PUT_AWAITED, (id_, at))
        self.run(q.FORGET_AWAITED, (forget,))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        rows = self.snapshot()
        if self._changed:
            raise AssertionError("a dump in the middle of a transaction would miss settings")
        return {
            "meta": sorted(rows["meta"]),
            "record": sorted(tuple(_stored(row)) for row in rows["record"]),
            "seen": sorted((id_, key, seq, bool(gone)) for id_, key, seq, gone in rows["vis"]),
            "receipt": sorted(rows["receipt"]),
            "leaf": sorted(rows["leaf"]),
            "keyset": sorted((digest, tuple(keys.split("\n"))) for digest, keys in rows["keyset"]),
            "contact": sorted(rows["contact"]),
            "awaited": sorted(rows["awaited"]),
        }

    def snapshot(self) -> dict[str, list[tuple[Any, ...]]]:
        """A backup of the rows, for the simulation. An agency's backup is `Database.backup`."""
        return {name: self.ask(q.by(schema.metadata.tables[name])).fetchall() for name in DUMPED}

    def restore(self, backup: dict[str, list[tuple[Any, ...]]]) -> None:
        """Put a backup back."""
        with self.write():
            for name, rows in backup.items():
                table = schema.metadata.tables[name]
                self.run(q.sql(table.delete()))
                self._cursor.executemany(q.insert(table), rows)
        self._forget()


def _stored(row: Any) -> Stored:
    id_, kind, rev, seq, cls, body, audience = row
    return Stored(id_, kind, rev, seq, cls, body, tuple(audience.split("\n")) if audience else ())
