# SPDX-License-Identifier: Apache-2.0
"""The small language in which the desk speaks to its tables.

Two implementations obey it: `sql.py` (SQLCipher, what officers run) and `memory.py` (dictionaries with an undo
log, what the simulation runs). The same steps leave the same rows in both; one contract test holds them to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from workspace.domain.command import Waiting, Words
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant


class Truth(NamedTuple):
    """A record as the server last stated it; `body` are the bytes that came. An id never changes its noun."""

    id: Id
    kind: str
    rev: int
    seq: int
    cls: int
    body: bytes


class Promised(NamedTuple):
    """A waiting command. `hold` is the instant until which it may not leave, empty for none.

    `sealed` means its bytes may have left this device and never change again; `parked` means the server
    failed on it three times and it is kept back.
    """

    id: Id
    n: int
    deed: Id
    raw: bytes
    hold: Instant = ""
    sealed: bool = False
    parked: bool = False


class Done(NamedTuple):
    """A command whose receipt came; `epoch` is the server's history in which it did. Kept for 30 days."""

    id: Id
    n: int
    raw: bytes
    epoch: str
    at: Instant
    received: Instant = ""
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class Trayed:
    """A command that was refused, with the officer's own words in `raw`; `root` is what it depended on.

    `raw` is empty for a command of another device until its words are fetched.
    """

    id: Id
    root: Id
    raw: bytes
    code: str
    params: dict[str, str]
    at: Instant
    other: bool = False


class Item(NamedTuple):
    """What lists, inbox and search know of one shown record."""

    id: Id
    kind: str
    words: Words
    waits: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: an item, and for the inbox the desk it waits on. `pending`: a waiting command touches it."""

    rid: int
    id: Id
    kind: str
    title: str
    snippet: str
    cls: int
    sender: Id
    state: str
    attachments: int
    pending: bool
    holder: Id
    wait: str
    since: Instant
    due: Instant | None
    urgency: str


LAST_LINE = "line"  # setting: the last number a line got; windows know rows by it, so none is given twice
NO_DUE = "~"  # stands for "no limit" where lists sort by limit: it comes after every instant
Place = tuple[str, int, int]  # due (or "~"), rid, and which of the item's waiters: where a line stands
Cursor = tuple[str, int]  # (due or "~", rid) of the last line seen; ("", 0) starts


class Tables(Protocol):
    """Everything the desk stores. All methods but `write` and the reads run inside a `write()` block."""

    def write(self) -> AbstractContextManager[None]:
        """One transaction: durable when the block ends, undone when it raises."""
        ...

    def meta(self, key: str) -> str:
        """A setting of the store, empty if never set."""
        ...

    def set_meta(self, key: str, value: str) -> None:
        """Set it."""
        ...

    # truth: what the server said
    def truth(self, id_: Id) -> Truth | None:
        """The record, if held."""
        ...

    def truths(self, kinds: Sequence[str] | None = None) -> Iterable[Truth]:
        """All held records of some nouns (None: all), by id."""
        ...

    def put_truth(self, rows: Sequence[Truth], keys: Sequence[tuple[Key, ...]] = ()) -> None:
        """Insert or replace; `keys`, one entry a row or none at all, are added to those a record is held through."""
        ...

    def drop_truth(self, ids: Iterable[Id]) -> None:
        """Remove records and their keys."""
        ...

    def drop_keys(self, pairs: Iterable[tuple[Key, Id]]) -> list[Id]:
        """Forget single keys; returns the ids, sorted, that are now held through none."""
        ...

    def drop_key(self, key: Key) -> list[Id]:
        """Forget a key altogether; returns the ids, sorted, that are now held through none."""
        ...

    def clear_keys(self) -> None:
        """Forget all keys; the records stay until a sweep."""
        ...

    def keyless(self) -> list[Id]:
        """Records held through no key, sorted."""
        ...

    def above_class(self, cls: int) -> list[Id]:
        """Records whose class is higher, sorted."""
        ...

    def count_truth(self) -> int:
        """How many records are held."""
        ...

    def keep(self, rows: Sequence[Truth], at: Instant) -> None:
        """Copies of records a sweep is about to remove, kept for 30 days."""
        ...

    # overlay: what waiting commands make of it
    def overlay(self) -> dict[Id, tuple[str, bytes]]:
        """All of it: id → noun and what is kept of the body (patch.py)."""
        ...

    def put_overlay(self, rows: Sequence[tuple[Id, str, bytes]]) -> None:
        """Insert or replace."""
        ...

    def drop_overlay(self, ids: Iterable[Id]) -> None:
        """Remove."""
        ...

    # outbox, journal, tray: the officer's own words, never lost
    def outbox(self) -> list[Promised]:
        """Waiting commands in order."""
        ...

    def put_out(self, rows: Sequence[Promised]) -> None:
        """Insert or replace."""
        ...

    def seal(self, sigs: Mapping[Id, str]) -> None:
        """Waiting commands get their signatures and are sealed; one that is sealed already stays as it is."""
        ...

    def drop_out(self, ids: Iterable[Id]) -> None:
        """Remove (the same transaction wrote them elsewhere, or the officer took them back)."""
        ...

    def done(self, id_: Id) -> Done | None:
        """A command of the journal."""
        ...

    def journal(self, *, not_epoch: str | None = None, since: Instant = "", limit: int = -1) -> list[Done]:
        """The journal by n; only other epochs, only received since, newest `limit` only, if asked."""
        ...

    def put_done(self, rows: Sequence[Done]) -> None:
        """Insert or replace."""
        ...

    def drop_done(self, ids: Iterable[Id]) -> None:
        """Remove."""
        ...

    def forget_before(self, at: Instant) -> None:
        """Drop journal entries and kept copies older than `at`."""
        ...

    def tray(self) -> list[Trayed]:
        """Refused commands, oldest first."""
        ...

    def put_tray(self, rows: Sequence[Trayed]) -> None:
        """Insert or replace."""
        ...

    def drop_tray(self, ids: Iterable[Id]) -> None:
        """Remove, at the officer's click."""
        ...

    # projection: what lists show
    def project(self, items: Sequence[Item], gone: Iterable[Id]) -> None:
        """Replace the lines, waiters and search words of these records; forget those `gone`."""
        ...

    # reads, also for windows
    def shown(self, id_: Id) -> tuple[str, bytes] | None:
        """Noun and body of a record as it is shown: overlay over truth."""
        ...

    def inbox(self, holders: Sequence[Id], kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        """What waits for any of the holders, by limit then age; `kinds` of waiting, empty for all."""
        ...

    def count_inbox(self, holders: Sequence[Id], kinds: Sequence[str]) -> int:
        """How many."""
        ...

    def everything(self, kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        """All items of some nouns, newest first."""
        ...

    def search(self, query: str, limit: int) -> list[Line]:
        """Items holding every word of `query` (the last as a prefix unless a space ends it), newest first."""
        ...

    def counts(self) -> tuple[int, int, int]:
        """Waiting commands, parked ones among them, tray entries."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, sorted: what the simulation hashes."""
        ...
