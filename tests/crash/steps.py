# SPDX-License-Identifier: Apache-2.0
"""Migrations made up for the crash tests: three steps on the newest real store, one rewriting a filled table."""

from dataclasses import dataclass, field
from typing import Any

from workspace.storage import migrations
from workspace.storage.migrations import Step


@dataclass
class Made:
    """A step of plain statements."""

    VERSION: int
    statements: tuple[str, ...]
    CHANGES: frozenset[str] = field(default_factory=frozenset)

    def up(self, cursor: Any) -> None:
        for statement in self.statements:
            cursor.execute(statement)


LAST = migrations.known()
STEPS: tuple[Step, ...] = (
    *migrations.STEPS,
    Made(
        LAST + 1,
        (
            "ALTER TABLE truth ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
            "UPDATE truth SET pinned = rev % 2",
            "CREATE INDEX truth_pinned ON truth (pinned)",
        ),
    ),
    # SQLite's own recipe for what ALTER TABLE cannot do: a new table, all rows over, the old one dropped.
    Made(
        LAST + 2,
        (
            "CREATE TABLE outbox_new (id TEXT PRIMARY KEY, n INTEGER, deed TEXT, raw BLOB, hold TEXT, flags INTEGER)",
            "INSERT INTO outbox_new SELECT id, n, deed, raw, hold, sealed + 2 * parked FROM outbox ORDER BY rowid",
            "DROP TABLE outbox",
            "ALTER TABLE outbox_new RENAME TO outbox",
            "CREATE INDEX outbox_n ON outbox (n)",
        ),
    ),
    Made(
        LAST + 3,
        (
            "CREATE TABLE label (id TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (id, label)) STRICT",
            "INSERT INTO label SELECT id, kind FROM truth",
            "DELETE FROM kept",
            "DROP INDEX truth_pinned",
        ),
        frozenset({"kept"}),
    ),
)
