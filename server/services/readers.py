# SPDX-License-Identifier: Apache-2.0
"""Reading from one consistent moment: a few connections, each with what a request needs to be answered."""

import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from server.services.accept import Office
from server.services.audit import AuditLog, HeadSigner
from server.services.blobs import BlobTables
from server.services.bodies import Bodies, BodyTables
from server.services.drafting import Drafting
from server.services.feed import Feed
from server.services.ledger import Ledger
from server.services.session import Tables
from server.services.sync import Sync
from server.services.writer import Writer
from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Clock, Instant
from workspace.wire.protocol import Hints

LENT_S = 5.0  # how long a request waits for a connection to read with


class Viewed(Ledger, Protocol):
    """A ledger that can be held still."""

    def view(self) -> AbstractContextManager[None]:
        """Everything read inside stands as of one moment."""
        ...


@dataclass(slots=True)
class Touched:
    """Which keys were written to since this process began, and when last: most pulls find that none of theirs
    was, and need not look. Written by whoever commits between a commit and the publication of its head.
    """

    since: int = 0
    last: dict[Key, int] = field(default_factory=dict)

    def after(self, key: Key, seq: int) -> bool:
        """Whether something may stand under the key after `seq`."""
        return seq < self.since or self.last.get(key, 0) > seq


@dataclass(frozen=True, slots=True)
class Reader:
    """One connection; `ledger` is also the one inside `tables`."""

    ledger: Viewed
    tables: Tables
    blobs: BlobTables
    bodies: BodyTables


@dataclass(frozen=True, slots=True)
class View:
    """What one moment looks like to one request. `now` stands still too."""

    tables: Tables
    audit: AuditLog
    sync: Sync
    drafting: Drafting
    now: Instant


@dataclass(slots=True)
class Readers:
    """Lends readers. The directory a view uses is never older than the rows it sees."""

    office: Office
    writer: Writer
    clock: Clock
    feed_secret: bytes
    sign: HeadSigner
    new_epoch: Callable[[], Id]
    hints: Hints | None
    readers: Sequence[Reader]
    _free: queue.LifoQueue[Reader] = field(init=False)

    def __post_init__(self) -> None:
        self._free = queue.LifoQueue()
        for reader in self.readers:
            self._free.put(reader)

    @contextmanager
    def lend(self) -> Iterator[Reader]:
        """A connection, for a look at single rows. Raises Unavailable if all stay lent."""
        try:
            reader = self._free.get(timeout=LENT_S)
        except queue.Empty:
            raise Unavailable("no connection to read with") from None
        try:
            yield reader
        finally:
            self._free.put(reader)

    @contextmanager
    def view(self) -> Iterator[View]:
        """One consistent moment."""
        with self.lend() as reader, reader.ledger.view():
            head = reader.ledger.head()
            if head > self.writer.head:
                self.writer.wait_for(head)
            yield self._viewed(reader)

    def _viewed(self, reader: Reader) -> View:
        now, directory = self.clock(), self.office.published
        audit = AuditLog(reader.ledger, self.sign)
        feed = Feed(reader.ledger, lambda: directory, audit, lambda: now, self.feed_secret, self.hints)
        drafting = Drafting(reader.ledger, Bodies(reader.bodies), lambda: directory, lambda: now)
        return View(reader.tables, audit, Sync(self.office, feed, self.new_epoch), drafting, now)
