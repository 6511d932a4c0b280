# SPDX-License-Identifier: Apache-2.0
"""The server's database file: one connection that writes, a few that read, and copies of the whole.

SQLAlchemy's engine makes and pools the connections. They are in autocommit mode: `SqlLedger` begins every
transaction, a writing one with BEGIN IMMEDIATE, a reading one with a plain BEGIN (an IMMEDIATE reader would
wait for the writer). WAL with synchronous=FULL: what is acknowledged survives a power cut.
SQLite comes from `sqlcipher3` without a key: the same recent release on every system.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from server.store import migrations
from server.store.sql import SqlLedger, the_world_may_fail
from workspace.domain.errors import Unavailable

READERS = 4
LOG_PAGES = 4000  # after which the log is written back: as many as one block of its index holds, 16 MB
BUSY_MS = 5000  # how long a writer waits for another process (a backup that checkpoints)


class Database:
    """`path` is the file. Opening it takes the missing migration steps, unless `read_only`."""

    def __init__(self, path: Path, *, readers: int = READERS, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=readers + 1,  # and one beyond, for a copy while the server works
            max_overflow=1,
            pool_reset_on_return=None,  # a reader ends its transaction itself
        )
        self.steps = 0
        try:
            if not read_only:
                with self.writer() as ledger:
                    self.steps = migrations.migrate(ledger)
            elif (found := self.version()) > migrations.VERSION:
                raise migrations.NewerSchemaError(found)
        except Unavailable as error:
            raise Unavailable(f"{path} cannot be used: {error}.") from error

    def _connect(self) -> Any:
        mode = "ro" if self._read_only else "rwc"
        connection = dbapi2.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,  # a pooled connection serves one thread at a time
            cached_statements=128,
        )
        run = connection.execute
        run(f"PRAGMA busy_timeout = {BUSY_MS:d}")
        run("PRAGMA trusted_schema = OFF")
        if not self._read_only:
            run("PRAGMA journal_mode = WAL")
            run(f"PRAGMA wal_autocheckpoint = {LOG_PAGES:d}")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA cache_size = -16384")
        return connection

    def version(self) -> int:
        """How many migration steps the file has taken."""
        with self.reader() as ledger:
            return migrations.version(ledger)

    @contextmanager
    def writer(self) -> Iterator[SqlLedger]:
        """The ledger on a connection that may write; one at a time."""
        with self._lent(writes=True) as ledger:
            yield ledger

    @contextmanager
    def reader(self) -> Iterator[SqlLedger]:
        """A ledger on a connection that cannot write; use it inside `view()`."""
        with self._lent(writes=False) as ledger:
            yield ledger

    @contextmanager
    def _lent(self, *, writes: bool) -> Iterator[SqlLedger]:
        with the_world_may_fail():
            lent = self._engine.raw_connection()
            try:
                ledger = SqlLedger(lent.driver_connection)
                ledger.run(f"PRAGMA query_only = {not writes:d}")
                yield ledger
            finally:
                lent.close()

    def copy_to(self, target: Path) -> None:
        """A complete copy, as of one moment, while others write. The target must not exist."""
        with self.reader() as ledger:
            ledger.run("PRAGMA query_only = 0")  # VACUUM INTO counts as writing
            ledger.run("VACUUM INTO ?", (str(target),))

    def integrity(self) -> str:
        """What SQLite finds wrong with the file; empty if it is sound."""
        with self.reader() as ledger:
            found = [row[0] for row in ledger.run("PRAGMA integrity_check(10)").fetchall()]
        return "" if found == ["ok"] else "; ".join(found)

    def close(self) -> None:
        """Close all connections; the last one writes the log back into the file."""
        self._engine.dispose()
