# SPDX-License-Identifier: Apache-2.0
"""Looking into the databases themselves, past every program: the desks' stores by their key, the server's file.

Plain SQL over their own connections: what a window or a server says of itself is never believed here.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workspace.storage import driver
from workspace.storage.secrets import KeyStore

QUIET = "task.read"  # the program notes it by itself; refused or not, it bothers nobody


class _NoRing:
    """Journeys use passphrases: no key store is asked."""

    def get_keyring(self) -> Any:
        raise AssertionError("a key file was expected")


@dataclass(frozen=True, slots=True)
class Promise:
    """A command as the store holds it: its verb, its arguments, and what became of it."""

    id: str
    name: str
    args: dict[str, Any]
    code: str = ""
    sealed: bool = False

    @property
    def record(self) -> str:
        """The record it is about."""
        return str(self.args.get("task") or self.args.get("letter") or self.args.get("event") or "")


@dataclass(frozen=True, slots=True)
class Store:
    """What one desk holds."""

    outbox: tuple[Promise, ...]
    journal: tuple[Promise, ...]
    tray: tuple[Promise, ...]
    truth: dict[str, dict[str, Any]] = field(repr=False)
    meta: dict[str, str] = field(repr=False)
    sound: bool = True

    @property
    def promised(self) -> tuple[Promise, ...]:
        """What waits, without what the program notes by itself (that a task was opened)."""
        return tuple(p for p in self.outbox if p.name != QUIET)

    def all(self) -> dict[str, Promise]:
        """Every promise, wherever it is."""
        return {p.id: p for p in (*self.outbox, *self.journal, *self.tray)}


def profile_folder(home: Path) -> Path:
    """The one profile of a home."""
    (found,) = (path.parent for path in home.glob("*/store.db"))
    return found


@contextmanager
def _open(home: Path, passphrase: str) -> Iterator[Any]:
    folder = profile_folder(home)
    key = KeyStore(folder, _NoRing(), os.urandom).load(passphrase)
    assert isinstance(key, bytes), key
    connection = driver.connect(folder / "store.db", key, query_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _promise(id_: str, raw: bytes, code: str = "", sealed: int = 0) -> Promise:
    told: dict[str, Any] = json.loads(raw) if raw else {"name": "", "args": {}}
    return Promise(id_, told["name"], told["args"], code, bool(sealed))


def store(home: Path, passphrase: str) -> Store:
    """Everything a journey checks of a desk, read at one moment; the program may be running."""
    with _open(home, passphrase) as db, driver.viewing(db):
        rows = db.execute("SELECT id, raw, sealed FROM outbox ORDER BY n, id").fetchall()
        journal = db.execute("SELECT id, raw FROM journal ORDER BY n, id").fetchall()
        tray = db.execute("SELECT id, raw, code FROM tray ORDER BY at, id").fetchall()
        truth = {
            id_: {**json.loads(body), "noun": kind}
            for id_, kind, body in db.execute("SELECT id, kind, body FROM truth")
        }
        meta = dict(db.execute("SELECT k, v FROM meta").fetchall())
        sound = db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    return Store(
        tuple(_promise(id_, raw, sealed=sealed) for id_, raw, sealed in rows),
        tuple(_promise(id_, raw) for id_, raw in journal),
        tuple(_promise(id_, raw, code) for id_, raw, code in tray),
        truth,
        meta,
        sound,
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server decided about a command."""

    id: str
    outcome: str
    code: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the server holds."""

    records: dict[str, dict[str, Any]] = field(repr=False)
    receipts: dict[str, Receipt] = field(repr=False)
    epoch: str
    leaves: int

    def of(self, kind: str) -> list[dict[str, Any]]:
        """All records of a noun."""
        return [value for value in self.records.values() if value["noun"] == kind]


def ledger(database: Path) -> Ledger:
    """The server's database at one moment; it may be running."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        connection.execute("BEGIN")
        records = {
            id_: {**json.loads(body), "noun": kind}
            for id_, kind, body in connection.execute("SELECT id, kind, body FROM record")
        }
        receipts = {
            id_: Receipt(id_, outcome, code)
            for id_, outcome, code in connection.execute("SELECT id, outcome, code FROM receipt")
        }
        (epoch,) = connection.execute("SELECT v FROM meta WHERE k = 'epoch'").fetchone()
        (leaves,) = connection.execute("SELECT count(*) FROM leaf").fetchone()
    finally:
        connection.close()
    return Ledger(records, receipts, epoch, leaves)
