# SPDX-License-Identifier: Apache-2.0
"""The first page of the inbox as it was shown last, kept in the encrypted store for the next start.

It is drawn a fifth of a second after the program starts, while everything that makes the true page is still being
loaded, and is replaced by it. Nothing is decided by it. This module loads no more than it needs.
"""

from __future__ import annotations

import os
from pathlib import Path

from workspace.domain.errors import Unavailable
from workspace.storage import driver
from workspace.storage.files import STORE, home
from workspace.storage.secrets import KeyStore, NoKey, Ring

KEY = "glance"  # the row of the table meta
_READ = "SELECT v FROM meta WHERE k = ?"


class SystemRing:
    """The module keyring, loaded when it is first asked."""

    def get_keyring(self) -> object:
        """The back end it chose. May block: a locked key store asks the officer."""
        import keyring  # noqa: PLC0415 - 70 ms, and only where a key lies in the system's key store

        return keyring.get_keyring()


def profiles() -> Path:
    """The folder of all profiles."""
    return home(os.environ)


def locked(folder: Path) -> bool:
    """Whether a passphrase is needed before anything can be shown."""
    return KeyStore(folder, SystemRing(), os.urandom).wrapped()


def read(folder: Path, ring: Ring) -> str:
    """What was kept, "" if nothing was or if it cannot be read now: whoever opens the desk will say why."""
    if not (folder / STORE).exists():
        return ""
    key = KeyStore(folder, ring, os.urandom).load(None)
    if isinstance(key, NoKey):
        return ""
    try:
        connection = driver.connect(folder / STORE, key, query_only=True)
    except Unavailable:
        return ""
    try:
        row = connection.execute(_READ, (KEY,)).fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""
