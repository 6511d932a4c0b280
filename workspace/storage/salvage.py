# SPDX-License-Identifier: Apache-2.0
"""The officer's own words out of a damaged store, and into a good one.

A damaged page of an encrypted file is not readable in part, and after the first one SQLCipher refuses the whole
connection. So rows are read in ranges of rowid; where a range fails it is halved, and where a single row fails
the next readable one is looked for in steps that double. The cost grows with the damage, not with the table.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from workspace.domain.errors import Unavailable
from workspace.storage import driver, reader
from workspace.storage.bodies import CURSORS

RANGE = 256  # rows of one reading
REACH = 24  # the widest gap looked over has 2^24 rowids

COLUMNS = {
    "outbox": ("id", "n", "deed", "raw", "hold", "sealed", "parked"),
    "journal": ("id", "n", "raw", "epoch", "at", "received", "leaf"),
    "tray": ("id", "root", "raw", "code", "params", "at", "other"),
}
# What was typed into letters. An update says the same twice, so those of both stores are put together.
BODIES = {
    "body": ("letter", "generation", "client", "writing", "restored"),
    "body_update": ("letter", "generation", "client", "at", "sent", "raw"),
    "body_recovered": ("letter", "generation", "upto", "found", "raw"),
}
# Settings that say where the copy of the truth stands: they go with the truth, not with the words. So do those of
# bodies: what came from the server and is lost here must be asked for again.
OF_THE_TRUTH = frozenset({"token", "boot", "epoch", "max_class", "keys", "sweep_held", "access", "refresh"})
# Looked for one by one if the settings cannot be read as a whole.
IDENTITY = (
    "officer", "nip", "device", "device_key", "device_name", "n", "tree", "tree_key", "tree_alarm",
    "tree_alarm_reported", "contact",
    "anchor",
)  # fmt: skip

Row = tuple[Any, ...]


@dataclass(slots=True)
class Found:
    """What a damaged store still held: rows as they stand in its tables, commands and bodies, and its settings.

    `opened`: at least its first page could be read with the key.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    bodies: dict[str, list[Row]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    opened: bool = True

    @property
    def commands(self) -> int:
        """How many of the officer's commands."""
        return sum(map(len, self.rows.values()))


@dataclass(slots=True)
class _Damaged:
    """A file asked again and again: each answer, or None where it is damaged."""

    path: Path
    key: bytes
    connection: driver.Connection | None = None

    def ask(self, statement: str, *values: Any) -> list[Row] | None:
        try:
            if self.connection is None:
                self.connection = driver.connect(self.path, self.key)
            return self.connection.execute(statement, values).fetchall()  # type: ignore[no-any-return]
        except (Unavailable, driver.DriverError):
            self.close()
            return None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def read(path: Path, key: bytes) -> Found:
    """All rows of outbox, journal, tray and bodies that can be read, and the settings. Never raises for damage."""
    found = Found()
    file = _Damaged(path, key)
    try:
        if not path.exists() or file.ask("SELECT 1 FROM sqlite_master") is None:
            return Found({table: [] for table in COLUMNS}, complete=False, opened=False)
        for table, columns in COLUMNS.items():
            found.rows[table], whole = _rows(file, table, columns)
            found.complete = found.complete and whole
        tables = {name for (name,) in file.ask("SELECT name FROM sqlite_master") or ()}
        for table in BODIES.keys() & tables:  # a store of an older release has none
            found.bodies[table], _ = _rows(file, table, BODIES[table])
        seals = file.ask("SELECT sigs FROM seal ORDER BY n DESC")
        found.rows["outbox"] = _signed(found.rows["outbox"], seals)
        settings = file.ask("SELECT k, v FROM meta")
        if settings is None:
            single = [file.ask("SELECT k, v FROM meta WHERE k = ?", name) for name in IDENTITY]
            settings = [row for rows in single for row in rows or ()]
        found.meta = {k: v for k, v in settings if k not in OF_THE_TRUTH and not k.startswith(CURSORS)}
    finally:
        file.close()
    return found


def _rows(file: _Damaged, table: str, columns: tuple[str, ...]) -> tuple[list[Row], bool]:
    """Every readable row of a table, in the order of rowid, and whether that is all."""
    after = (
        f"SELECT rowid, {', '.join(columns)} FROM {table}"  # noqa: S608 - our own constants
        " WHERE rowid > ? ORDER BY rowid LIMIT ?"
    )
    found: list[Row] = []
    at, limit, whole = 0, RANGE, True
    while True:
        rows = file.ask(after, at, limit)
        if rows is None and limit > 1:
            limit //= 2
        elif rows is None:
            whole = False
            beyond = _beyond(lambda gap: file.ask(after, at + gap, 1) is not None)  # noqa: B023 - used at once
            if beyond is None:
                return found, whole
            at += beyond
        elif rows:
            found += [row[1:] for row in rows]
            at, limit = rows[-1][0], min(RANGE, limit * 2)
        else:
            return found, whole


def _signed(rows: list[Row], seals: list[Row] | None) -> list[Row]:
    """Waiting commands with the signatures of batches that may have left, as the reader has them. A store from before
    has none; where they are lost, the device's key gives the same again.
    """
    sigs = {id_: sig for (each,) in seals or () for id_, sig in msgspec.json.decode(each).items()}
    return [tuple(reader.promised(row, sigs)) for row in rows]


def _beyond(readable: Callable[[int], bool]) -> int | None:
    """The smallest gap after which the table is readable again; None if it is not within reach."""
    high = next((1 << power for power in range(REACH + 1) if readable(1 << power)), None)
    if high is None:
        return None
    low = high // 2  # not readable, or nothing
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if readable(middle) else (middle, high)
    return high


def put(connection: driver.Connection, found: Found) -> int:
    """Put the words into a good store; returns how many commands are doubtful (see `backup.Restored`)."""
    with driver.immediate(connection):
        here = {table: _all(connection, table) for table in COLUMNS}
        saved = {row[0]: table for table in ("outbox", "tray", "journal") for row in found.rows[table]}
        doubtful = _doubtful(connection, found, here, saved)
        for table in COLUMNS:
            # A command stands in one of the three: where the damaged store had it, it had it last.
            connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in saved])  # noqa: S608
        for table, columns in COLUMNS.items():
            marks = ", ".join("?" for _ in columns)
            rows = [row for row in found.rows[table] if saved[row[0]] == table]
            connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
        _put_bodies(connection, found.bodies)
        _settle(connection, found)
        return doubtful


def _put_bodies(connection: driver.Connection, found: dict[str, list[Row]]) -> None:
    """All updates of both. None of these bodies may be written in under its old number again: the part that is
    lost may have left this device, and a number used twice makes copies differ for ever without a sign.
    """
    for table, columns in BODIES.items():
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        here = set(connection.execute(f"SELECT {names} FROM {table}").fetchall())  # noqa: S608 - our own constants
        connection.executemany(
            f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
            [row for row in found.get(table, ()) if row not in here],
        )
    connection.execute("UPDATE body SET restored = 1")


def _all(connection: driver.Connection, table: str) -> list[Row]:
    return connection.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}").fetchall()  # type: ignore[no-any-return] # noqa: S608


def _doubtful(
    connection: driver.Connection, found: Found, here: dict[str, list[Row]], saved: dict[str, str]
) -> int:
    """Commands that wait in the copy and are nowhere in the damaged store.

    If all of that could be read, the officer took them back after the copy was made: they go. If not, they may
    as well have been in the part that is lost: they stay, parked, until the officer decides.
    """
    alone = [(row[0],) for row in here["outbox"] if row[0] not in saved]
    if found.complete:
        connection.executemany("DELETE FROM outbox WHERE id = ?", alone)
        return 0
    connection.executemany("UPDATE outbox SET parked = 1 WHERE id = ?", alone)
    return len(alone)


def _settle(connection: driver.Connection, found: Found) -> None:
    """The settings after a restore, and all that waits sealed (see `backup.restore`)."""
    meta = dict(connection.execute("SELECT k, v FROM meta").fetchall())
    settings = {**found.meta, **meta}
    numbers = [row[1] for table in ("outbox", "journal") for row in _all(connection, table)]
    highest = max([*numbers, *(int(known.get("n") or 0) for known in (meta, found.meta))], default=0)
    settings |= {"n": str(highest), "restored_local": "1", "access": "", "refresh": ""}
    connection.executemany(
        "INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v", settings.items()
    )
    private = base64.b64decode(settings.get("device_key", ""))
    rows = connection.execute("SELECT raw, id FROM outbox WHERE NOT sealed").fetchall()
    if private and rows:
        connection.executemany(
            "UPDATE outbox SET raw = ?, sealed = 1, hold = '' WHERE id = ?",
            [(_sealed(raw, private), id_) for raw, id_ in rows],
        )


def _sealed(raw: bytes, private: bytes) -> bytes:
    """The bytes the desk would have sent: Ed25519 gives the same signature for the same bytes every time."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    sig = Ed25519PrivateKey.from_private_bytes(private).sign(raw)
    shape = msgspec.json.decode(raw)
    shape["sig"] = base64.b64encode(sig).decode().rstrip("=")
    return msgspec.json.encode(shape, order="sorted")
