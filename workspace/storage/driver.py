# SPDX-License-Identifier: Apache-2.0
"""Connections to the encrypted store, and its one kind of write transaction.

Everything here is measured, not taste: `synchronous=FULL` (WAL with NORMAL loses acknowledged commits at a
power cut), `isolation_level=None` with an explicit BEGIN IMMEDIATE (the driver's own transactions tear
migrations), a raw 32-byte key (a passphrase costs 125 ms a connection). tests/crash shows the first two.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from workspace.domain.errors import Unavailable

Connection = Any  # sqlcipher3 carries no types
KEY_BYTES = 32
BUSY_MS = 5_000
CHECKPOINT_PAGES = 4_000
WAL_BYTES = 4 * 1024 * 1024  # to which a checkpointed WAL is cut
CACHE_KB = 4_000  # the writer's; a page of a download changes half of it, and the driver's 8 MB gain nothing
MEMORY = ":memory:"

DriverError = dbapi2.DatabaseError

# Only int, float, str and bytearray are bound as they are. For everything else the driver looks for an adapter,
# and looking in vain costs three times as much as binding a value.
dbapi2.register_adapter(bytes, bytes)
dbapi2.register_adapter(bool, int)

# What a disk, another process or a damaged file can do to us; every other code is our own bug.
_WORLD = frozenset(
    {
        dbapi2.SQLITE_BUSY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_FULL,
        dbapi2.SQLITE_IOERR, dbapi2.SQLITE_LOCKED, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_PERM,
        dbapi2.SQLITE_READONLY,
    }
)  # fmt: skip


def of_the_world(error: Exception) -> bool:
    """Whether a driver's error is the world's fault (disk full, file damaged), not a wrong statement."""
    return isinstance(error, DriverError) and (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _WORLD


class DamagedError(Unavailable):
    """The file is no store, is damaged, or belongs to another key: trying again does not help."""


def told(error: Exception) -> Unavailable:
    """What the world did to us, from the driver's error."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kind = DamagedError if code in (dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT) else Unavailable
    return kind(f"store: {error}")


def connect(path: Path | str, key: bytes, *, query_only: bool = False) -> Connection:
    """A connection to the store at `path`, or to an empty one in memory for MEMORY, for one thread at a time.

    `key` has 32 bytes (MEMORY takes none). The file must exist; an empty one becomes a store. Raises Unavailable
    if it cannot be opened, DamagedError if it cannot be read with this key.
    """
    if path != MEMORY and len(key) != KEY_BYTES:
        raise ValueError("a store's key has 32 bytes")
    connection = None
    try:
        place = MEMORY if path == MEMORY else Path(path).absolute().as_uri() + "?mode=rw"
        connection = dbapi2.connect(place, isolation_level=None, check_same_thread=False, uri=True)
        if path != MEMORY:
            # Before the first page is read. SQLCipher would otherwise complain on stderr, with the path.
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        _set_up(connection, query_only=query_only)
    except DriverError as error:
        if connection is not None:
            connection.close()
        if of_the_world(error):
            raise told(error) from error
        raise
    return connection


def _set_up(connection: Connection, *, query_only: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA trusted_schema=OFF")
    if query_only:
        connection.execute("PRAGMA query_only=ON")
        connection.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # the first page: is the key right?
        return
    connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    # The writer checkpoints when it is idle; in the midst of work only as a last resort, for it takes as long
    # as 20 deeds.
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit={WAL_BYTES}")


@contextmanager
def immediate(connection: Connection) -> Iterator[None]:
    """One write transaction: durable when the block ends, undone when it raises.

    The lock is taken at the start, so that a transaction never fails half-way for want of it.
    Raises Unavailable when disk or file fail; whatever the block raises goes through.
    """
    if connection.in_transaction:
        raise AssertionError("one transaction at a time")
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:  # a full disk may have rolled back already
            connection.execute("ROLLBACK")
        if isinstance(error, Exception) and of_the_world(error):
            raise told(error) from error
        raise


@contextmanager
def viewing(connection: Connection) -> Iterator[None]:
    """Several reads of one state: a plain BEGIN, or whatever transaction is open already."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
