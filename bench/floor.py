# SPDX-License-Identifier: Apache-2.0
"""The floor of the desk: the same work with the driver alone, without rules, promises, keys or classes.

One table of whole records with two indexes, and a full-text index, encrypted and durable like ours; batches
throughout; the statements are prepared once. Whatever the product costs above this is what it does for the officer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import requests
import zstandard
from sqlcipher3 import dbapi2

from bench.town import KEY

REC = (
    "CREATE TABLE rec (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, state TEXT NOT NULL,"
    " since TEXT NOT NULL, due TEXT, urgency TEXT NOT NULL, holder TEXT NOT NULL, unit TEXT NOT NULL,"
    " title TEXT NOT NULL, note TEXT NOT NULL, giver TEXT NOT NULL, given_by TEXT NOT NULL, cls INTEGER NOT NULL,"
    " parent TEXT NOT NULL, result TEXT NOT NULL, reason TEXT NOT NULL, ended_at TEXT NOT NULL,"
    " ended_by TEXT NOT NULL, lists BLOB NOT NULL)"
)
FTS = (
    "CREATE VIRTUAL TABLE fts USING fts5(text, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 2')"
)
SCHEMA = (
    REC,
    "CREATE INDEX rec_since ON rec (since, id)",
    "CREATE INDEX rec_due ON rec (state, due)",
    "CREATE TABLE outbox (id TEXT PRIMARY KEY, body BLOB NOT NULL)",
    FTS,
)
PUT = (
    "INSERT INTO rec (rid, id, rev, state, since, due, urgency, holder, unit, title, note, giver, given_by, cls,"
    " parent, result, reason, ended_at, ended_by, lists)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (rid) DO UPDATE SET"
    " rev = excluded.rev, state = excluded.state, since = excluded.since, due = excluded.due,"
    " urgency = excluded.urgency, holder = excluded.holder, unit = excluded.unit, title = excluded.title,"
    " note = excluded.note, cls = excluded.cls, result = excluded.result, reason = excluded.reason,"
    " ended_at = excluded.ended_at, ended_by = excluded.ended_by, lists = excluded.lists"
)
PUT_TEXT = "INSERT OR REPLACE INTO fts (rowid, text) VALUES (?, ?)"
NEWEST = (
    "SELECT rid, id, state, since, due, urgency, holder, title, note FROM rec"
    " ORDER BY since DESC, id DESC LIMIT 50"
)
FOUND = (
    "SELECT r.rid, r.id, r.state, r.since, r.due, r.urgency, r.holder, r.title, r.note FROM"
    " (SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT 50) f JOIN rec r ON r.rid = f.rowid"
)


class Rec(msgspec.Struct):
    """A whole task. Its lists stay the JSON they are."""

    id: str
    title: str
    giver: str
    given_by: str
    holder: str
    unit: str
    state: str
    since: str
    due: str | None
    urgency: str
    chain: msgspec.Raw
    children: msgspec.Raw
    former: msgspec.Raw
    reports: msgspec.Raw
    instructions: msgspec.Raw
    attachments: msgspec.Raw
    ended_at: str | None
    ended_by: str
    cls: int = 0
    parent: str = ""
    result: str = ""
    reason: str = ""
    note: str = ""
    rev: int = 1


decode_lines = msgspec.json.Decoder(Rec).decode_lines


def connect(path: Path) -> Any:
    """An encrypted, durable store."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
    connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def create(path: Path) -> Any:
    """An empty one."""
    connection = connect(path)
    for statement in SCHEMA:
        connection.execute(statement)
    return connection


def take(connection: Any, rows: Sequence[Rec]) -> None:
    """Insert or replace records with their words, in one durable transaction."""
    run = connection.execute
    run("BEGIN IMMEDIATE")
    asked = msgspec.json.encode([row.id for row in rows]).decode()
    known = dict(
        run("SELECT id, rid FROM rec WHERE id IN (SELECT value FROM json_each(?))", (asked,)).fetchall()
    )
    last = run("SELECT max(rid) FROM rec").fetchone()[0] or 0
    values, texts = [], []
    for row in rows:
        rid = known.get(row.id)
        if rid is None:
            rid = last = last + 1
        values.append(
            (rid, row.id, row.rev, row.state, row.since, row.due, row.urgency, row.holder, row.unit, row.title,
             row.note, row.giver, row.given_by, row.cls, row.parent, row.result, row.reason, row.ended_at or "",
             row.ended_by, bytearray(b"\n".join((row.chain, row.children, row.former, row.reports,
             row.instructions, row.attachments))))
        )  # fmt: skip
        texts.append((rid, f"{row.title}\n{row.note}"))
    connection.executemany(PUT, values)
    connection.executemany(PUT_TEXT, texts)
    run("COMMIT")


def newest(connection: Any) -> list[Any]:
    """The newest fifty."""
    return connection.execute(NEWEST).fetchall()  # type: ignore[no-any-return]


def found(connection: Any, expression: str) -> list[Any]:
    """The newest fifty hits."""
    return connection.execute(FOUND, (expression,)).fetchall()  # type: ignore[no-any-return]


def deed(connection: Any, number: int, body: bytes, rid: int) -> None:
    """One promise, durable: a line in the outbox, a changed record in its indexes, its words anew."""
    run = connection.execute
    run("BEGIN IMMEDIATE")
    run("INSERT INTO outbox (id, body) VALUES (?, ?)", (f"command-{number}", body))
    run("UPDATE rec SET state = 'done', note = note || ? WHERE rid = ?", (f" {number}", rid))
    title, note = run("SELECT title, note FROM rec WHERE rid = ?", (rid,)).fetchone()
    run(PUT_TEXT, (rid, f"{title}\n{note}"))
    run("COMMIT")


class Line:
    """A connection to the floor's server."""

    def __init__(self, origin: str) -> None:
        self.origin, self.session = origin, requests.Session()
        self.session.trust_env = False
        self._unfold = zstandard.ZstdDecompressor()

    def get(self, path: str) -> bytes:
        """A page, unfolded."""
        return self._unfold.decompress(self.session.get(self.origin + path).content)

    def post(self, path: str, body: bytes) -> bytes:
        """An answer as it is."""
        return self.session.post(self.origin + path, data=body).content


class Ack(msgspec.Struct):
    """The server's answer to one edit."""

    id: str
    rev: int


def push(connection: Any, line: Line, batch: int) -> int:
    """Send a batch of the outbox and apply its acknowledgements; how many there were."""
    rows = connection.execute("SELECT id, body FROM outbox ORDER BY rowid LIMIT ?", (batch,)).fetchall()
    if not rows:
        return 0
    acks = msgspec.json.Decoder(Ack).decode_lines(line.post("/push", b"\n".join(body for _, body in rows)))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("UPDATE rec SET rev = ? WHERE id = ?", [(ack.rev, ack.id) for ack in acks])
    connection.executemany("DELETE FROM outbox WHERE id = ?", [(id_,) for id_, _ in rows])
    connection.execute("COMMIT")
    return len(rows)
