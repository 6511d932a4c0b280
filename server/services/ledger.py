# SPDX-License-Identifier: Apache-2.0
"""The small language in which the services speak to the server's tables.

`store/sql.py` obeys it for real, `store/memory.py` is its twin for the simulation; one contract test for both.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, TypeVar

from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant


class Stored(NamedTuple):
    """A record as it stands."""

    id: Id
    kind: str
    rev: int
    seq: int
    cls: int
    body: bytes
    audience: tuple[Key, ...]


class Receipt(NamedTuple):
    """What became of a command: dedupe, audit and feed in one row.

    `at` is the officer's own clock, kept as evidence; `acting` the kind of holding they acted under.
    `salt` and `raw` can be destroyed to erase personal data; `leaf` stays and the log still verifies.
    """

    id: Id
    seq: int
    officer: Id
    dev: Id
    n: int
    name: str
    sha: str
    args_sha: str
    at: Instant
    received: Instant
    outcome: str
    code: str
    params: str
    acting: str
    raw: bytes
    salt: str
    leaf: str


class Seen(NamedTuple):
    """One line of a key's history: at `seq` a record became visible through it or was lost to it."""

    seq: int
    id: Id
    gone: bool


Line = TypeVar("Line", Seen, Receipt)


def cut(found: list[Line], limit: int) -> tuple[list[Line], bool]:
    """The first `limit` lines and the rest of the last one's seq; whether lines remain."""
    if len(found) <= limit:
        return found, False
    end = limit
    while end < len(found) and found[end].seq == found[limit - 1].seq:
        end += 1
    return found[:end], end < len(found)


class Ledger(Protocol):
    """Everything accept and feed store."""

    def write(self) -> AbstractContextManager[None]:
        """One transaction, durable at the end."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of a transaction that can fail alone."""
        ...

    def meta(self, key: str) -> str:
        """A setting, empty if never set."""
        ...

    def set_meta(self, key: str, value: str) -> None:
        """Set it."""
        ...

    def head(self) -> int:
        """The sequence number of the last command."""
        ...

    def set_head(self, seq: int) -> None:
        """Set it."""
        ...

    def record(self, id_: Id) -> Stored | None:
        """The record, if there is one."""
        ...

    def records(self, ids: Sequence[Id]) -> dict[Id, Stored]:
        """Those of `ids` that exist."""
        ...

    def foresee(self, receipts: Sequence[Id], records: Sequence[Id]) -> None:
        """These will be asked for in this transaction: they may be read in one go."""
        ...

    def of_kinds(self, kinds: Sequence[str]) -> Iterable[Stored]:
        """All records of some nouns, by id."""
        ...

    def put_record(self, row: Stored) -> None:
        """Insert or replace; a record keeps its kind."""
        ...

    def see(self, key: Key, id_: Id, seq: int, *, gone: bool) -> None:
        """The record became visible through the key, or was lost to it."""
        ...

    def ever_seen(self, id_: Id, keys: Iterable[Key]) -> bool:
        """Whether the record was ever visible through any of the keys."""
        ...

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        """A key's history after `seq`, at least `limit` lines if there are, ending with a whole seq; and whether
        there is more.
        """
        ...

    def receipt(self, id_: Id) -> Receipt | None:
        """The receipt of a command."""
        ...

    def twin(self, officer: Id, name: str, args_sha: str) -> int:
        """The seq at which the officer last had the same verb with the same arguments applied, 0 if never."""
        ...

    def put_receipt(self, row: Receipt) -> None:
        """Insert; a second one with the same id is an error."""
        ...

    def receipts_after(self, officer: Id, seq: int, since: Instant, limit: int) -> tuple[list[Receipt], bool]:
        """An officer's receipts after `seq` received at or after `since`, as `seen_after`."""
        ...

    def add_leaf(self, n: int, seq: int, leaf: str, chain: str, ending: str) -> None:
        """Append leaf number `n` of the audit log, with the running hash up to it and the roots of the perfect
        subtrees that end with it.
        """
        ...

    def leaf_at(self, n: int) -> tuple[str, str]:
        """Leaf number `n`, and the subtrees that end with it. Raises LookupError if there is none."""
        ...

    def leaf_number(self, seq: int, leaf: str) -> int:
        """The number of a leaf written with `seq`. Raises LookupError if there is none."""
        ...

    def chain_at(self, seq: int) -> str:
        """The running hash up to and including `seq`, empty before the first leaf."""
        ...

    def leaves(self) -> Iterable[tuple[int, str, str, str]]:
        """seq, leaf, running hash and ending subtrees of all leaves, in order."""
        ...

    def keyset(self, digest: str) -> tuple[Key, ...] | None:
        """The key set a token speaks of."""
        ...

    def put_keyset(self, digest: str, keys: tuple[Key, ...]) -> None:
        """Remember one."""
        ...

    def contact(self, dev: Id) -> Instant:
        """When commands of a device were last accepted, empty if never."""
        ...

    def set_contact(self, dev: Id, at: Instant) -> None:
        """Note it."""
        ...

    def awaited(self, id_: Id) -> Instant:
        """When a command that waits for another was first shown, empty if never or long ago."""
        ...

    def put_awaited(self, id_: Id, at: Instant, forget: Instant) -> None:
        """Note it, unless it was noted before; forget those first shown before `forget`."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row, sorted: what the simulation hashes."""
        ...
