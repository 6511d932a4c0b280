# SPDX-License-Identifier: Apache-2.0
"""The first store. Frozen: what the columns mean stands in schema.py, what came later in the next steps."""

from typing import Any

VERSION = 1
CHANGES: frozenset[str] = frozenset()

TABLES = """
CREATE TABLE item (
    rid INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    snippet TEXT NOT NULL, cls INTEGER NOT NULL, sender TEXT NOT NULL, state TEXT NOT NULL,
    attachments INTEGER NOT NULL, pending INTEGER NOT NULL, waits TEXT NOT NULL,
    text_mark BLOB NOT NULL, PRIMARY KEY (rid), UNIQUE (id)
) STRICT;
CREATE INDEX item_kind ON item (kind, rid);
CREATE TABLE journal (
    id TEXT NOT NULL, n INTEGER NOT NULL, raw BLOB NOT NULL, epoch TEXT NOT NULL, at TEXT NOT NULL,
    received TEXT NOT NULL, leaf TEXT NOT NULL, PRIMARY KEY (id)
) STRICT;
CREATE INDEX journal_n ON journal (n, id);
CREATE INDEX journal_received ON journal (received);
CREATE TABLE kept (
    id TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL, at TEXT NOT NULL, PRIMARY KEY (id)
) STRICT;
CREATE INDEX kept_at ON kept (at);
CREATE TABLE meta (
    k TEXT NOT NULL, v TEXT NOT NULL, PRIMARY KEY (k)
) WITHOUT ROWID, STRICT;
CREATE TABLE outbox (
    id TEXT NOT NULL, n INTEGER NOT NULL, deed TEXT NOT NULL, raw BLOB NOT NULL, hold TEXT NOT NULL,
    sealed INTEGER NOT NULL, parked INTEGER NOT NULL, PRIMARY KEY (id)
) STRICT;
CREATE TABLE overlay (
    id TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id)
) WITHOUT ROWID, STRICT;
CREATE TABLE tray (
    id TEXT NOT NULL, root TEXT NOT NULL, raw BLOB NOT NULL, code TEXT NOT NULL, params TEXT NOT NULL,
    at TEXT NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (id)
) STRICT;
CREATE TABLE truth (
    id TEXT NOT NULL, kind TEXT NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL,
    cls INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id)
) STRICT;
CREATE INDEX truth_kind ON truth (kind);
CREATE TABLE truth_key (
    id TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (id, key)
) WITHOUT ROWID, STRICT;
CREATE TABLE wait (
    holder TEXT NOT NULL, due TEXT NOT NULL, rid INTEGER NOT NULL, pos INTEGER NOT NULL,
    kind TEXT NOT NULL, PRIMARY KEY (holder, due, rid, pos)
) WITHOUT ROWID, STRICT;
CREATE VIRTUAL TABLE fts USING fts5(
    text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')
"""


def up(cursor: Any) -> None:
    """Make all tables."""
    for statement in TABLES.split(";"):
        cursor.execute(statement)
