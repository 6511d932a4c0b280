# SPDX-License-Identifier: Apache-2.0
"""Numbered steps from an empty file to today's schema; `PRAGMA user_version` is how many were taken.

A step is frozen once released: it holds its own SQL, never today's `schema.py`. Each runs in one
`BEGIN IMMEDIATE`, so that a server killed in the middle finds the old schema or the new one, nothing between.
Why not Alembic: docs/decisions/0007-server-migrations.md.
"""

from server.store.sql import SqlLedger

# Statements end with a semicolon, and no literal holds one.
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE meta (k TEXT NOT NULL PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE record (
      id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL,
      cls INTEGER NOT NULL, body BLOB NOT NULL, audience TEXT NOT NULL
    );
    CREATE INDEX record_kind ON record (kind, id);
    CREATE TABLE vis (
      id TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (id, key)
    ) WITHOUT ROWID;
    CREATE INDEX vis_key ON vis (key, seq, id, gone);
    CREATE TABLE receipt (
      id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, officer TEXT NOT NULL, dev TEXT NOT NULL,
      n INTEGER NOT NULL, name TEXT NOT NULL, sha TEXT NOT NULL, args_sha TEXT NOT NULL, at TEXT NOT NULL,
      received TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL, params TEXT NOT NULL,
      acting TEXT NOT NULL, raw BLOB NOT NULL, salt TEXT NOT NULL, leaf TEXT NOT NULL
    );
    CREATE INDEX receipt_officer ON receipt (officer, seq);
    CREATE INDEX receipt_twin ON receipt (officer, args_sha, name) WHERE outcome = 'applied';
    CREATE TABLE leaf (
      n INTEGER NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, leaf TEXT NOT NULL, chain TEXT NOT NULL
    );
    CREATE INDEX leaf_seq ON leaf (seq);
    CREATE TABLE keyset (digest TEXT NOT NULL PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE contact (dev TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE account (
      officer TEXT NOT NULL PRIMARY KEY, nip TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
      changed TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE signin (
      device TEXT NOT NULL PRIMARY KEY, officer TEXT NOT NULL, at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE family (
      id TEXT NOT NULL PRIMARY KEY, officer TEXT NOT NULL, device TEXT NOT NULL, made TEXT NOT NULL,
      until TEXT NOT NULL, revoked TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX family_officer ON family (officer);
    CREATE INDEX family_device ON family (device);
    CREATE TABLE token (
      hash TEXT NOT NULL PRIMARY KEY, family TEXT NOT NULL, kind TEXT NOT NULL, until TEXT NOT NULL,
      state TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX token_family ON token (family);
    CREATE INDEX token_until ON token (until);
    CREATE TABLE nonce (nonce TEXT NOT NULL PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE awaited (id TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    ALTER TABLE leaf ADD COLUMN ending TEXT DEFAULT '' NOT NULL;
    """,
    """
    CREATE TABLE body_update (
      letter TEXT NOT NULL, generation INTEGER NOT NULL, n INTEGER NOT NULL, sha TEXT NOT NULL, raw BLOB NOT NULL,
      PRIMARY KEY (letter, generation, n)
    );
    CREATE TABLE body_frozen (
      letter TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, raw BLOB NOT NULL,
      PRIMARY KEY (letter, version)
    );
    """,
    """
    CREATE TABLE upload (
      id TEXT NOT NULL PRIMARY KEY, officer TEXT NOT NULL, sha TEXT NOT NULL, size INTEGER NOT NULL,
      "offset" INTEGER NOT NULL, until TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX upload_officer ON upload (officer);
    CREATE TABLE blob (
      sha TEXT NOT NULL, officer TEXT NOT NULL, size INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (sha, officer)
    ) WITHOUT ROWID;
    """,
)
VERSION = len(STEPS)


class NewerSchemaError(Exception):
    """The database was written by a newer release; an older one would misread it (R28)."""

    def __init__(self, found: int) -> None:
        super().__init__(f"the database has schema {found} and this release knows {VERSION}: it is too old")


def version(ledger: SqlLedger) -> int:
    """How many steps this database has taken."""
    return int(ledger.run("PRAGMA user_version").fetchone()[0])


def migrate(ledger: SqlLedger, steps: tuple[str, ...] = STEPS) -> int:
    """Take the missing steps and return how many. Raises NewerSchemaError, then nothing was written."""
    start = version(ledger)
    if start > len(steps):
        raise NewerSchemaError(start)
    for number in range(start, len(steps)):
        with ledger.write():
            for statement in steps[number].split(";"):
                ledger.run(statement)
            ledger.run(f"PRAGMA user_version = {number + 1:d}")
    return len(steps) - start
