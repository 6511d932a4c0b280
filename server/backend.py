# SPDX-License-Identifier: Apache-2.0
"""Everything one server process holds, put together from a database file, a secret, a clock and dice."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from server.services.accept import Office, Session
from server.services.anchors import told_with
from server.services.audit import AuditLog
from server.services.blobs import Blobs, Shelf
from server.services.bodies import Bodies
from server.services.drafting import Drafting
from server.services.events import Hub
from server.services.feed import Feed
from server.services.ledger import Receipt, Seen, Stored
from server.services.passwords import Limiter, Passwords
from server.services.readers import Reader, Readers, Touched
from server.services.secrets import Secrets, encode, verifier
from server.services.session import Denied, Sessions, Speakers, Tables
from server.services.sync import Sync, restart
from server.services.writer import Writer
from server.store.accounts import WRITES, SqlAccounts
from server.store.blobs import SqlBlobs
from server.store.bodies import SqlBodies
from server.store.database import READERS, Database
from server.store.sql import SqlLedger
from workspace.domain.ids import Id, Ids, Key
from workspace.domain.moment import Clock, Instant
from workspace.wire.protocol import Hints

HASHING = 2  # passwords hashed at the same time, 64 MiB each
HASH_QUEUE = 24  # and how many may wait for it


@dataclass(frozen=True, slots=True)
class Options:
    """What an agency may set about how its server works."""

    agency: str
    device_class: int = 1
    hints: Hints | None = None
    memory_kib: int = 65536
    rounds: int = 3
    verify: Callable[[str, bytes, str], bool] | None = None


SPEAKING = frozenset({"device", "personnel"})  # nouns on which it depends who speaks
RECEIPTS = "receipts:"  # beside the keys, for what only receipts tell


class _Writing(SqlLedger):
    """The writer's ledger, which notes whose keys were touched, whether a new epoch began, and whether somebody who
    speaks may be another now.
    """

    def __init__(self, connection: object, known: Touched) -> None:
        super().__init__(connection)
        self._known = known
        self.touched: set[Key] = set()
        self.new_epoch = self.new_speakers = False

    def set_meta(self, key: str, value: str) -> None:
        self.new_epoch |= key == "epoch"
        super().set_meta(key, value)

    def ask(self, statement: str, values: Sequence[object] = ()) -> object:
        self.new_speakers |= statement in WRITES
        return super().ask(statement, values)

    def put_record(self, row: Stored) -> None:
        self.new_speakers |= row.kind in SPEAKING
        super().put_record(row)

    def put_receipt(self, row: Receipt) -> None:
        self.touched.add(f"o:{row.officer}")
        self.touched.add(RECEIPTS + row.officer)
        super().put_receipt(row)

    def see(self, key: Key, id_: Id, seq: int, *, gone: bool) -> None:
        self.touched.add(key)
        super().see(key, id_, seq, gone=gone)

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        earlier = self._known.after(key, seq)
        return super().seen_after(key, seq, limit) if earlier else self.seen_now(key, seq, limit)

    def receipts_after(self, officer: Id, seq: int, since: Instant, limit: int) -> tuple[list[Receipt], bool]:
        if self._known.after(RECEIPTS + officer, seq):
            return super().receipts_after(officer, seq, since, limit)
        return self.receipts_now(officer, seq, limit)


class _Reading(SqlLedger):
    """A reader's ledger, which does not look where nothing was written."""

    def __init__(self, connection: object, touched: Touched) -> None:
        super().__init__(connection)
        self._touched = touched

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        return super().seen_after(key, seq, limit) if self._touched.after(key, seq) else ([], False)

    def receipts_after(self, officer: Id, seq: int, since: Instant, limit: int) -> tuple[list[Receipt], bool]:
        if not self._touched.after(RECEIPTS + officer, seq):
            return [], False
        return super().receipts_after(officer, seq, since, limit)


class Backend:
    """`random(n)` gives n random bits. Call `start` before the first request and `stop` after the last."""

    def __init__(
        self,
        path: Path,
        secrets: Secrets,
        options: Options,
        *,
        clock: Clock,
        random: Callable[[int], int],
        on_failure: Callable[[Id, Exception], None],
    ) -> None:
        self.secrets, self.options, self.clock = secrets, options, clock
        self.ids = Ids(clock, random)  # for the writer
        self._requests, self._run = itertools.count(1), f"{random(64):016x}"
        self.epoch_file = path.with_name("epoch")
        self._stack = contextlib.ExitStack()
        self.database = Database(path)
        self._stack.callback(self.database.close)
        lent = self._stack.enter_context(self.database.writer())
        self.touched = Touched()
        ledger = _Writing(lent.connection, self.touched)
        feed_secret = secrets.of("feed")
        verify = options.verify or verifier()
        audit, told = AuditLog(ledger, secrets.sign_head), told_with(feed_secret)
        salt = lambda: f"{random(128):032x}"  # noqa: E731
        bodies = Bodies(SqlBodies(ledger))
        self.office = Office(ledger, audit, clock, salt, verify, on_failure, told=told, bodies=bodies)
        self.speakers = Speakers()
        self.hub = Hub(lambda: self.office.published, clock)
        self.writer = Writer(self.office, lambda head: self._committed(ledger, head))
        office = self.office
        feed = Feed(ledger, lambda: office.directory, audit, clock, feed_secret, options.hints)
        self.sync = Sync(self.office, feed, self.ids)
        self.sessions = Sessions(
            Tables(ledger, SqlAccounts(ledger)),
            self.office,
            secrets,
            self.ids,
            lambda: encode(random(256).to_bytes(32, "big")),
            verify,
            options.device_class,
        )
        self.drafting = Drafting(ledger, bodies, lambda: office.directory, clock)
        self.blobs = Blobs(SqlBlobs(ledger), Shelf(path.parent), self.ids, clock)
        self.random = random
        self.readers = Readers(
            self.office,
            self.writer,
            clock,
            feed_secret,
            secrets.sign_head,
            self.ids,
            options.hints,
            [self._reader() for _ in range(READERS)],
        )
        self.passwords = Passwords(memory_kib=options.memory_kib, rounds=options.rounds)
        self.by_account, self.by_address = Limiter(free=5), Limiter(free=50)
        self.hash_jobs = 0  # running and waiting
        self.hashing = ThreadPoolExecutor(HASHING, "hashing")
        self.pages = ThreadPoolExecutor(READERS - 1, "pages")

    def _reader(self) -> Reader:
        lent = self._stack.enter_context(self.database.reader())
        ledger = _Reading(lent.connection, self.touched)
        return Reader(ledger, Tables(ledger, SqlAccounts(ledger)), SqlBlobs(ledger), SqlBodies(ledger))

    def _committed(self, ledger: _Writing, head: int) -> None:
        if ledger.new_speakers:
            ledger.new_speakers = False
            self.speakers.forget()
        if ledger.touched:
            touched, ledger.touched = ledger.touched, set()
            self.touched.last.update(dict.fromkeys(touched, head))
            self.hub.poke(head, touched)
        if ledger.new_epoch:
            self.note_epoch()
            ledger.new_epoch = False  # one that could not be noted is noted after the next commit

    def open(self) -> str:
        """Read what rules need, and make sure of the epoch. Returns what was done about it: "" for nothing,
        "new" for a first start, "restored" when the file beside the database knows a later epoch (R29).
        """
        ledger = self.office.ledger
        known = self.epoch_file.read_text(encoding="ascii").strip() if self.epoch_file.exists() else ""
        epoch, done = ledger.meta("epoch"), ""
        if not epoch:
            with ledger.write():
                ledger.set_meta("epoch", self.ids())
            done = "new"
        elif known and known != epoch:
            with ledger.write():
                restart(self.office, self.ids())
            done = "restored"
        self.note_epoch()
        self.office.open()
        self.office.publish()
        with self.office.ledger.write():
            self.blobs.tidy()
        return done

    def who(self, access: str) -> Session | Denied:
        """Who speaks with an access token."""
        return self.speakers.who(access, self.clock(), self._who)

    def _who(self, access: str, now: Instant) -> tuple[Session, Instant] | Denied:
        with self.readers.lend() as reader:
            return reader.tables.who(access, now)

    def note_epoch(self) -> None:
        """Write the epoch into the file beside the database."""
        epoch = self.office.ledger.meta("epoch")
        if not self.epoch_file.exists() or self.epoch_file.read_text(encoding="ascii") != epoch:
            fresh = self.epoch_file.with_suffix(".new")
            fresh.write_text(epoch, encoding="ascii")
            fresh.replace(self.epoch_file)

    def next_request(self) -> str:
        """A name for a request that brought none."""
        return f"{self._run}-{next(self._requests)}"

    def start(self) -> None:
        """Begin to write."""
        self.touched.since = self.office.ledger.head()
        self.writer.start()

    def stop(self) -> None:
        """Finish what is queued and close everything."""
        self.writer.stop()
        self.hashing.shutdown()
        self.pages.shutdown()
        self._stack.close()
