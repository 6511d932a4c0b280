# SPDX-License-Identifier: Apache-2.0
"""The desk's tables as dictionaries with an undo log: the twin on which the simulation runs.

It is shipped and held to the same contract test as the SQL tables; `python -m workspace` never uses it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant
from workspace.storage import patch
from workspace.storage.search import begun, fold
from workspace.storage.tables import LAST_LINE, NO_DUE, Cursor, Done, Item, Line, Promised, Trayed, Truth
from workspace.wire import codec


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

    def drop(self, keys: Iterable[Any]) -> None:
        """Remove what is there of `keys`."""
        for key in list(keys):
            if key in self:
                del self[key]


@contextmanager
def undoing(log: list[tuple[Table, Any, Any]]) -> Iterator[None]:
    """Run a block; if it raises, put back everything written to the tables of `log` since."""
    start = len(log)
    try:
        yield
    except BaseException:
        while len(log) > start:
            table, key, old = log.pop()
            if old is None:
                dict.pop(table, key, None)
            else:
                dict.__setitem__(table, key, old)
        raise
    if start == 0:
        log.clear()


@dataclass(slots=True)
class MemoryTables:
    """See `Tables` for what each method does."""

    log: list[tuple[Table, Any, Any]] = field(default_factory=list)
    metas: Table = field(init=False)
    truth_: Table = field(init=False)
    key_: Table = field(init=False)  # (key, id) → True
    kept: Table = field(init=False)
    overlay_: Table = field(init=False)
    out: Table = field(init=False)
    done_: Table = field(init=False)
    tray_: Table = field(init=False)
    item: Table = field(init=False)  # id → (rid, Item)
    writing: bool = False

    def __post_init__(self) -> None:
        for name in ("metas", "truth_", "key_", "kept", "overlay_", "out", "done_", "tray_", "item"):
            setattr(self, name, Table(self.log))

    @contextmanager
    def write(self) -> Iterator[None]:
        if self.writing:
            message = "one transaction at a time"
            raise RuntimeError(message)
        self.writing = True
        try:
            with undoing(self.log):
                yield
        finally:
            self.writing = False

    def meta(self, key: str) -> str:
        return str(self.metas.get(key, ""))

    def set_meta(self, key: str, value: str) -> None:
        self.metas[key] = value

    def truth(self, id_: Id) -> Truth | None:
        return self.truth_.get(id_)

    def truths(self, kinds: Sequence[str] | None = None) -> Iterable[Truth]:
        return [self.truth_[i] for i in sorted(self.truth_) if kinds is None or self.truth_[i].kind in kinds]

    def put_truth(self, rows: Sequence[Truth], keys: Sequence[tuple[Key, ...]] = ()) -> None:
        for row in rows:
            self.truth_[row.id] = row
        for row, held in zip(rows, keys, strict=False):
            for key in held:
                self.key_[key, row.id] = True

    def drop_truth(self, ids: Iterable[Id]) -> None:
        gone = set(ids)
        self.truth_.drop(sorted(gone))
        self.key_.drop([pair for pair in self.key_ if pair[1] in gone])

    def drop_keys(self, pairs: Iterable[tuple[Key, Id]]) -> list[Id]:
        pairs = list(pairs)
        self.key_.drop(pairs)
        return self._orphans({id_ for _, id_ in pairs})

    def drop_key(self, key: Key) -> list[Id]:
        held = {id_ for k, id_ in self.key_ if k == key}
        self.key_.drop([(key, id_) for id_ in sorted(held)])
        return self._orphans(held)

    def _orphans(self, ids: set[Id]) -> list[Id]:
        held = {id_ for _, id_ in self.key_ if id_ in ids}
        return sorted(i for i in ids - held if i in self.truth_)

    def clear_keys(self) -> None:
        self.key_.drop(list(self.key_))

    def keyless(self) -> list[Id]:
        return self._orphans(set(self.truth_))

    def above_class(self, cls: int) -> list[Id]:
        return sorted(i for i, row in self.truth_.items() if row.cls > cls)

    def count_truth(self) -> int:
        return len(self.truth_)

    def keep(self, rows: Sequence[Truth], at: Instant) -> None:
        for row in rows:
            self.kept[row.id] = (row.id, row.kind, row.body, at)

    def overlay(self) -> dict[Id, tuple[str, bytes]]:
        return dict(self.overlay_)

    def put_overlay(self, rows: Sequence[tuple[Id, str, bytes]]) -> None:
        for id_, kind, body in rows:
            self.overlay_[id_] = (kind, body)

    def drop_overlay(self, ids: Iterable[Id]) -> None:
        self.overlay_.drop(ids)

    def outbox(self) -> list[Promised]:
        return sorted(self.out.values(), key=lambda row: (row.n, row.id))

    def put_out(self, rows: Sequence[Promised]) -> None:
        for row in rows:
            self.out[row.id] = row

    def seal(self, sigs: Mapping[Id, str]) -> None:
        for id_, sig in sigs.items():
            row = self.out.get(id_)
            if row is not None and not row.sealed:
                self.out[id_] = row._replace(raw=codec.sealed(row.raw, sig), sealed=True)

    def drop_out(self, ids: Iterable[Id]) -> None:
        self.out.drop(ids)

    def done(self, id_: Id) -> Done | None:
        return self.done_.get(id_)

    def journal(self, *, not_epoch: str | None = None, since: Instant = "", limit: int = -1) -> list[Done]:
        rows = sorted(
            (r for r in self.done_.values() if r.received >= since and r.epoch != not_epoch),
            key=lambda r: (r.n, r.id),
        )
        return rows if limit < 0 else rows[max(0, len(rows) - limit) :]

    def put_done(self, rows: Sequence[Done]) -> None:
        for row in rows:
            self.done_[row.id] = row

    def drop_done(self, ids: Iterable[Id]) -> None:
        self.done_.drop(ids)

    def forget_before(self, at: Instant) -> None:
        self.done_.drop([i for i, row in self.done_.items() if row.received < at])
        self.kept.drop([i for i, row in self.kept.items() if row[3] < at])

    def tray(self) -> list[Trayed]:
        return sorted(self.tray_.values(), key=lambda row: (row.at, row.id))

    def put_tray(self, rows: Sequence[Trayed]) -> None:
        for row in rows:
            self.tray_[row.id] = row

    def drop_tray(self, ids: Iterable[Id]) -> None:
        self.tray_.drop(ids)

    def project(self, items: Sequence[Item], gone: Iterable[Id]) -> None:
        self.item.drop(gone)
        for new in items:
            old = self.item.get(new.id)
            rid = old[0] if old else 1 + int(self.meta(LAST_LINE) or 0)
            if old is None:
                self.set_meta(LAST_LINE, str(rid))
            if old is None or old[1] != new:
                self.item[new.id] = (rid, new)

    def shown(self, id_: Id) -> tuple[str, bytes] | None:
        over = self.overlay_.get(id_)
        row = self.truth_.get(id_)
        if over is not None:
            return over[0], patch.whole(row.body if row else b"", over[1])
        return (row.kind, row.body) if row else None

    def _lines(self) -> Iterator[Line]:
        for rid, item in self.item.values():
            for wait in item.waits or (None,):
                w = item.words
                yield Line(
                    rid, item.id, item.kind, w.title, w.snippet, w.cls, w.sender, w.state, w.attachments,
                    item.id in self.overlay_,
                    wait.holder if wait else "", wait.kind if wait else "", wait.since if wait else "",
                    wait.due if wait else None, wait.urgency if wait else "",
                )  # fmt: skip

    def inbox(self, holders: Sequence[Id], kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        found = [
            line
            for line in self._lines()
            if line.holder in holders
            and (not kinds or line.wait in kinds)
            and (line.due or NO_DUE, line.rid) > cursor
        ]
        return sorted(found, key=lambda line: (line.due or NO_DUE, line.rid))[:limit]

    def count_inbox(self, holders: Sequence[Id], kinds: Sequence[str]) -> int:
        return len(self.inbox(holders, kinds, ("", 0), len(self.item) * 4))

    def everything(self, kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        one = {
            line.id: line
            for line in self._lines()
            if line.kind in kinds and (not cursor[1] or line.rid < cursor[1])
        }
        return sorted(one.values(), key=lambda line: -line.rid)[:limit]

    def search(self, query: str, limit: int) -> list[Line]:
        asked = fold(query)
        if not asked:
            return []
        hits = {}
        for line in self._lines():
            have = fold(self.item[line.id][1].words.text)
            last = any(w.startswith(asked[-1]) for w in have) if begun(query) else asked[-1] in have
            if last and all(word in have for word in asked[:-1]):
                hits[line.id] = line
        return sorted(hits.values(), key=lambda line: -line.rid)[:limit]

    def counts(self) -> tuple[int, int, int]:
        return len(self.out), sum(row.parked for row in self.out.values()), len(self.tray_)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return {
            "meta": sorted(self.metas.items()),
            "truth": sorted((r.id, r.kind, r.rev, r.seq, r.cls, r.body) for r in self.truth_.values()),
            "truth_key": sorted(self.key_),
            "kept": sorted(self.kept.values()),
            "overlay": sorted((i, *row) for i, row in self.overlay_.items()),
            "outbox": [*self.outbox()],
            "journal": [*self.journal()],
            "tray": [(r.id, r.root, r.raw, r.code, sorted(r.params.items()), r.at, r.other) for r in self.tray()],
            "item": sorted(
                (rid, i.id, i.kind, i.words.title, i.words.snippet, i.words.cls, i.words.sender, i.words.state,
                 i.words.attachments) for rid, i in self.item.values()
            ),
            "wait": sorted(
                (rid, w.holder, w.kind, w.since, w.due or "", w.urgency)
                for rid, i in self.item.values() for w in i.waits
            ),
        }  # fmt: skip
