# SPDX-License-Identifier: Apache-2.0
"""Where an officer's desk lies on this machine, and how it is opened.

    <home>/<16 hex>/store.db               the encrypted store, one folder per server and officer
    <home>/<16 hex>/{blobs,backups,logs}/  beside it
    <home>/<16 hex>/{lock,holder}          one process at a time

Folders are 0700 and files 0600; on Windows they lie in the officer's own profile, which others cannot read.
A NIP is never part of a path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workspace.domain.ids import Id
from workspace.domain.moment import Clock
from workspace.storage import backup, driver, files, lock, migrations
from workspace.storage.lock import InUse, ProfileLock
from workspace.storage.reader import SqlReader

if TYPE_CHECKING:
    from workspace.storage.bodies_sql import SqlBodies
    from workspace.storage.sql import SqlTables

HOME_VARIABLE, home = files.HOME_VARIABLE, files.home
BLOBS, LOGS = "blobs", "logs"


def name(origin: str, officer: Id) -> str:
    """The name of the profile of an officer at a server (scheme, host and port)."""
    return hashlib.sha256((origin + officer).encode()).hexdigest()[:16]


def prepare(folder: Path) -> Path:
    """The profile folder with its subfolders, made if missing. Raises OSError."""
    for each in (folder.parent, folder, folder / BLOBS, folder / backup.FOLDER, folder / LOGS):
        if not each.is_dir():
            each.mkdir(mode=0o700, parents=True)
    return folder


@dataclass(frozen=True, slots=True)
class StoreTooNew:
    """A newer release wrote this store. `reader` shows what this one understands of it; nothing is written."""

    found: int
    known: int
    reader: SqlReader


@dataclass(frozen=True, slots=True)
class StoreUnreadable:
    """The key belongs to another store, or the file is damaged: `doctor` and `restore` are next."""

    why: str


@dataclass(slots=True)
class Store:
    """An open store. `tables` belong to the one worker that writes; `died`: the last process did not end well."""

    folder: Path
    tables: SqlTables
    held: ProfileLock
    died: bool
    _key: bytes = field(repr=False)

    @property
    def bodies(self) -> SqlBodies:
        """The log of what is typed; it belongs to the same worker."""
        from workspace.storage.bodies_sql import SqlBodies  # noqa: PLC0415 - see open_store

        return SqlBodies(self.tables.connection)

    def reader(self) -> SqlReader:
        """A connection for a window, to be closed by whoever asked for it."""
        return SqlReader.open(self.folder / backup.STORE, self._key)

    def back_up(self, clock: Clock) -> backup.Copy | None:
        """The day's copy, if there is none yet; None if there is."""
        return backup.daily(self.folder, self._key, clock)

    def close(self) -> None:
        """End: the log goes into the file, the connection closes, the next process may come in."""
        self.tables.checkpoint()
        self.tables.close()
        self.held.release()


def open_store(
    folder: Path, key: bytes, clock: Clock, steps: Sequence[migrations.Step] = migrations.STEPS
) -> Store | InUse | StoreTooNew | StoreUnreadable:
    """Open the store of a profile folder with its 32-byte key, made or brought up to date if need be.

    Raises Unavailable when the disk fails, OSError when the folder cannot be made.
    """
    from workspace.storage.sql import SqlTables  # noqa: PLC0415 - loads SQLAlchemy, after the first paint

    held = lock.acquire(prepare(folder), clock())
    if isinstance(held, InUse):
        return held
    connection = None
    try:
        backup.finish_restore(folder)
        path = folder / backup.STORE
        path.touch(mode=0o600)
        connection = driver.connect(path, key)
        found, known = migrations.version(connection), migrations.known(steps)
        if found <= known:
            migrations.migrate(connection, lambda: backup.copy(folder, key, clock), steps)
            return Store(folder, SqlTables(connection), held, held.died, key)
        connection.close()
        held.release()
        return StoreTooNew(found, known, SqlReader.open(path, key))
    except BaseException as error:
        if connection is not None:
            connection.close()
        held.release()
        if isinstance(error, driver.DamagedError):
            return StoreUnreadable(str(error))
        raise
