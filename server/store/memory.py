# SPDX-License-Identifier: Apache-2.0
"""The server's ledger as dictionaries with an undo log: the simulation's twin of `sql.py`."""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from server.services.ledger import Receipt, Seen, Stored, cut
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant

TABLES = ("metas", "record_", "seen_", "receipt_", "twins", "leaf", "keysets", "contacts", "awaiting")


class Table(dict[Any, Any]):
    """A dictionary that writes down what it overwrites."""

    def __init__(self, log: list[tuple["Table", Any, Any]]) -> None:
        super().__init__()
        self._log = log

    def __setitem__(self, key: Any, value: Any) -> None:
        self._log.append((self, key, self.get(key)))
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:
        self._log.append((self, key, self[key]))
        super().__delitem__(key)


@dataclass(slots=True)
class MemoryLedger:
    """See `Ledger` for what each method does. `key_lines` and `by_officer` are indices; what was rolled back
    leaves its line in them and is left out when read.
    """

    log: list[tuple[Table, Any, Any]] = field(default_factory=list)
    metas: Table = field(init=False)
    record_: Table = field(init=False)
    seen_: Table = field(init=False)  # (id, key) → Seen
    receipt_: Table = field(init=False)
    twins: Table = field(init=False)
    leaf: Table = field(init=False)
    keysets: Table = field(init=False)
    contacts: Table = field(init=False)
    awaiting: Table = field(init=False)
    key_lines: dict[Key, dict[Id, None]] = field(default_factory=dict)
    by_officer: dict[Id, list[tuple[int, Id]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in TABLES:
            setattr(self, name, Table(self.log))

    @contextmanager
    def write(self) -> Iterator[None]:
        with self.savepoint():
            yield
        self.log.clear()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        start = len(self.log)
        try:
            yield
        except BaseException:
            while len(self.log) > start:
                table, key, old = self.log.pop()
                if old is None:
                    dict.pop(table, key, None)
                else:
                    dict.__setitem__(table, key, old)
            raise

    def meta(self, key: str) -> str:
        return str(self.metas.get(key, ""))

    def set_meta(self, key: str, value: str) -> None:
        self.metas[key] = value

    def head(self) -> int:
        return int(self.metas.get("head", 0))

    def set_head(self, seq: int) -> None:
        self.metas["head"] = seq

    def record(self, id_: Id) -> Stored | None:
        return self.record_.get(id_)

    def records(self, ids: Sequence[Id]) -> dict[Id, Stored]:
        return {id_: self.record_[id_] for id_ in ids if id_ in self.record_}

    def foresee(self, receipts: Sequence[Id], records: Sequence[Id]) -> None:
        """All is at hand."""

    def of_kinds(self, kinds: Sequence[str]) -> Iterable[Stored]:
        return [self.record_[i] for i in sorted(self.record_) if self.record_[i].kind in kinds]

    def put_record(self, row: Stored) -> None:
        self.record_[row.id] = row

    def see(self, key: Key, id_: Id, seq: int, *, gone: bool) -> None:
        self.seen_[(id_, key)] = Seen(seq, id_, gone)
        self.key_lines.setdefault(key, {})[id_] = None

    def ever_seen(self, id_: Id, keys: Iterable[Key]) -> bool:
        return any((id_, key) in self.seen_ for key in keys)

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        found = [
            line for i in self.key_lines.get(key, ()) if (line := self.seen_.get((i, key))) and line.seq > seq
        ]
        return cut(sorted(found, key=lambda line: (line.seq, line.id)), limit)

    def receipt(self, id_: Id) -> Receipt | None:
        return self.receipt_.get(id_)

    def twin(self, officer: Id, name: str, args_sha: str) -> int:
        return int(self.twins.get((officer, name, args_sha), 0))

    def put_receipt(self, row: Receipt) -> None:
        if row.id in self.receipt_:
            raise AssertionError("a command has one receipt")
        self.receipt_[row.id] = row
        if row.outcome == "applied":
            told = (row.officer, row.name, row.args_sha)
            self.twins[told] = max(row.seq, self.twins.get(told, 0))
        mine, line = self.by_officer.setdefault(row.officer, []), (row.seq, row.id)
        at = bisect.bisect_left(mine, line)
        if mine[at : at + 1] != [line]:
            mine.insert(at, line)

    def receipts_after(self, officer: Id, seq: int, since: Instant, limit: int) -> tuple[list[Receipt], bool]:
        mine = self.by_officer.get(officer, [])
        found: list[Receipt] = []
        for at, id_ in mine[bisect.bisect_right(mine, (seq, "~")) :]:
            row = self.receipt_.get(id_)
            if row is not None and (row.officer, row.seq) == (officer, at) and row.received >= since:
                found.append(row)
        return cut(found, limit)

    def add_leaf(self, n: int, seq: int, leaf: str, chain: str, ending: str) -> None:
        self.leaf[n] = (seq, leaf, chain, ending)

    def leaf_at(self, n: int) -> tuple[str, str]:
        _, leaf, _, ending = self.leaf[n]
        return leaf, ending

    def leaf_number(self, seq: int, leaf: str) -> int:
        at = bisect.bisect_left(range(len(self.leaf)), seq, key=lambda n: self.leaf[n][0])
        for n in range(at, len(self.leaf)):
            if self.leaf[n][:2] == (seq, leaf):
                return n
        raise LookupError(seq)

    def chain_at(self, seq: int) -> str:
        at = bisect.bisect_right(range(len(self.leaf)), seq, key=lambda n: self.leaf[n][0])
        return str(self.leaf[at - 1][2]) if at else ""

    def leaves(self) -> Iterable[tuple[int, str, str, str]]:
        return [self.leaf[n] for n in range(len(self.leaf))]

    def keyset(self, digest: str) -> tuple[Key, ...] | None:
        return self.keysets.get(digest)

    def put_keyset(self, digest: str, keys: tuple[Key, ...]) -> None:
        self.keysets[digest] = keys

    def contact(self, dev: Id) -> Instant:
        return str(self.contacts.get(dev, ""))

    def set_contact(self, dev: Id, at: Instant) -> None:
        self.contacts[dev] = at

    def awaited(self, id_: Id) -> Instant:
        return str(self.awaiting.get(id_, ""))

    def put_awaited(self, id_: Id, at: Instant, forget: Instant) -> None:
        if id_ not in self.awaiting:
            self.awaiting[id_] = at
        for old in [i for i, first in self.awaiting.items() if first < forget]:
            del self.awaiting[old]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return {
            "meta": sorted((k, str(v)) for k, v in self.metas.items()),
            "record": sorted(tuple(r) for r in self.record_.values()),
            "seen": sorted((line.id, key, line.seq, line.gone) for (_, key), line in self.seen_.items()),
            "receipt": sorted(tuple(r) for r in self.receipt_.values()),
            "leaf": [(n, *self.leaf[n]) for n in range(len(self.leaf))],
            "keyset": sorted(self.keysets.items()),
            "contact": sorted(self.contacts.items()),
            "awaited": sorted(self.awaiting.items()),
        }

    def snapshot(self) -> dict[str, dict[Any, Any]]:
        """A backup."""
        return {name: dict(getattr(self, name)) for name in TABLES}

    def restore(self, backup: dict[str, dict[Any, Any]]) -> None:
        """Put a backup back."""
        for name in TABLES:
            table = getattr(self, name)
            dict.clear(table)
            dict.update(table, backup[name])
        self.key_lines, self.by_officer = {}, {}
        for id_, key in self.seen_:
            self.key_lines.setdefault(key, {})[id_] = None
        for row in sorted(self.receipt_.values(), key=lambda r: r.seq):
            self.by_officer.setdefault(row.officer, []).append((row.seq, row.id))
