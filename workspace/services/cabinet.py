# SPDX-License-Identifier: Apache-2.0
"""The stores of this machine as signing in needs them: profile folders, their keys, their locks.

Keys lie in the system's key store; without a trusted one, and always on a shared computer, under a passphrase.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id
from workspace.domain.moment import Clock
from workspace.services.session import Drawer, SignInProblem
from workspace.storage import backup, migrations, profile
from workspace.storage.backup import Restored as Restored  # noqa: PLC0414 - windows tell what was done
from workspace.storage.driver import DamagedError, DriverError
from workspace.storage.lock import InUse
from workspace.storage.profile import StoreTooNew, StoreUnreadable
from workspace.storage.reader import SqlReader
from workspace.storage.secrets import KeyStore, NoKey, Ring

PASSPHRASE_MIN = 12  # characters; four words are more
PROBE = "probe"  # a profile that is never there: asking for its key tells whether there is a key store

_KINDS = {
    "no-keyring": "passphrase-needed",
    "keyring-failed": "key-store",
    "not-kept": "key-store",
    "missing": "key-missing",
    "passphrase-needed": "passphrase-needed",
    "passphrase-wrong": "passphrase-wrong",
    "damaged": "key-missing",
}


@dataclass(frozen=True, slots=True)
class FileCabinet:
    """`random(n)` gives n random bytes for keys; `ring` is the module keyring."""

    home: Path
    ring: Ring
    random: Callable[[int], bytes]
    clock: Clock

    def folder_of(self, server: str, officer: Id) -> str:
        """The name of the folder of an officer of a server."""
        return profile.name(server, officer)

    def path(self, folder: str) -> Path:
        """Where it lies."""
        return self.home / folder

    def holds(self, folder: str) -> bool:
        """Whether a store lies there."""
        return bool(folder) and (self.path(folder) / backup.STORE).exists()

    def folders(self) -> list[str]:
        """Where stores lie, in the order of their names."""
        return sorted(store.parent.name for store in self.home.glob(f"*/{backup.STORE}"))

    def whose(self, folder: str, passphrase: str | None) -> tuple[Id, str]:
        """Officer and NIP of a store, empty if it cannot be read that way or was never filled."""
        reader = self.look(folder, passphrase)
        if isinstance(reader, SignInProblem):
            return "", ""
        try:
            return reader.meta("officer"), reader.meta("nip")
        except DriverError:  # no table yet: the process that made it died
            return "", ""
        finally:
            reader.close()

    def locked(self, folder: str) -> bool:
        """Whether it is opened by a passphrase."""
        return self._keys(folder).wrapped()

    def _keys(self, folder: str) -> KeyStore:
        return KeyStore(self.path(folder), self.ring, self.random)

    def refuses(self, passphrase: str | None, *, shared: bool) -> SignInProblem | None:
        """Why a new store could not be locked that way. May block: a key store may ask the officer."""
        if passphrase is not None:
            weak = len(passphrase.strip()) < PASSPHRASE_MIN
            return SignInProblem("passphrase-weak", detail=str(PASSPHRASE_MIN)) if weak else None
        if shared:
            return SignInProblem("passphrase-needed")
        probe = self._keys(PROBE).load(None)
        return None if isinstance(probe, bytes) or probe.why == "missing" else _no_key(probe)

    def make(self, folder: str, passphrase: str | None, *, shared: bool) -> Drawer | SignInProblem:
        """A new, empty store under a new key; nothing is left behind if that fails."""
        refusal = self.refuses(passphrase, shared=shared)
        if refusal is not None:
            return refusal
        try:
            profile.prepare(self.path(folder))
            key = self._keys(folder).make(passphrase)
            drawer = _no_key(key) if isinstance(key, NoKey) else self._opened(folder, key)
        except (OSError, Unavailable) as error:
            drawer = world(error)
        if isinstance(drawer, SignInProblem):
            self.remove(folder)
        return drawer

    def open(self, folder: str, passphrase: str | None) -> Drawer | SignInProblem:
        """Unlock the store that lies there, bringing an older one up to date."""
        key = self._keys(folder).load(passphrase)
        return _no_key(key) if isinstance(key, NoKey) else self._opened(folder, key)

    def _opened(self, folder: str, key: bytes) -> Drawer | SignInProblem:
        try:
            store = profile.open_store(self.path(folder), key, self.clock)
        except (OSError, Unavailable) as error:
            return world(error)
        match store:
            case InUse():
                return SignInProblem("in-use")
            case StoreTooNew(found=found, reader=reader):
                reader.close()
                return SignInProblem("newer", detail=str(found))
            case StoreUnreadable():
                return SignInProblem("damaged")
        return Drawer(
            folder=store.folder,
            tables=store.tables,
            bodies=store.bodies,
            new_reader=store.reader,
            shut=store.close,
            back_up=lambda: store.back_up(self.clock) is not None,
            tidy=store.tables.checkpoint,
            died=store.died,
        )

    def look(self, folder: str, passphrase: str | None) -> SqlReader | SignInProblem:
        """Read the store, also beside a program that has it open; nothing is locked and nothing written."""
        key = self._keys(folder).load(passphrase)
        if isinstance(key, NoKey):
            return _no_key(key)
        try:
            return SqlReader.open(self.path(folder) / backup.STORE, key)
        except (OSError, Unavailable) as error:
            return world(error)

    def view(self, folder: str, passphrase: str | None) -> SqlReader | SignInProblem:
        """The same, to show what is in it: a store of an older release is brought up to date first, one of a newer
        release is not understood.
        """
        reader = self.look(folder, passphrase)
        if isinstance(reader, SignInProblem):
            return reader
        found = migrations.version(reader.connection)
        if found == migrations.known():
            return reader
        reader.close()
        if found > migrations.known():
            return SignInProblem("newer", detail=str(found))
        drawer = self.open(folder, passphrase)
        if isinstance(drawer, SignInProblem):
            return drawer
        drawer.shut()
        return self.look(folder, passphrase)

    def examine(self, folder: str, passphrase: str | None) -> backup.Report | SignInProblem:
        """What the doctor finds in it, also while it is in use."""
        key = self._keys(folder).load(passphrase)
        if isinstance(key, NoKey):
            return _no_key(key)
        try:
            return backup.doctor(self.path(folder), key)
        except (OSError, Unavailable) as error:
            return world(error)

    def restore(self, folder: str, passphrase: str | None) -> backup.Restored | SignInProblem:
        """Put the newest good copy in the place of a damaged store, with the officer's words saved from it."""
        key = self._keys(folder).load(passphrase)
        if isinstance(key, NoKey):
            return _no_key(key)
        try:
            done = backup.restore(self.path(folder), key, self.clock)
        except (OSError, Unavailable) as error:
            return world(error)
        return SignInProblem("in-use") if isinstance(done, InUse) else done

    def set_aside(self, folder: str) -> None:
        """A store whose key is gone makes room for a new one; it is kept, should the key be found again."""
        stamp = self.clock().replace(":", "").replace(".", "")
        self.path(folder).replace(self.home / f"{folder}.{stamp}")

    def remove(self, folder: str) -> None:
        """Forget a store and its key for good."""
        path = self.path(folder)
        if path.exists():
            self._keys(folder).forget()
            shutil.rmtree(path, ignore_errors=True)


def _no_key(told: NoKey) -> SignInProblem:
    return SignInProblem(_KINDS[told.why], detail=told.detail)


def world(error: OSError | Unavailable) -> SignInProblem:
    """What the disk did to us. `detail` is the system's name of the error, never a path."""
    if isinstance(error, DamagedError):
        return SignInProblem("damaged")
    number = error.errno if isinstance(error, OSError) else None
    return SignInProblem("disk", detail=errno.errorcode.get(number or 0, type(error).__name__))
