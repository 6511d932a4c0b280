# SPDX-License-Identifier: Apache-2.0
"""The overlay in order of writing: bodies no longer spill into a page each, which every push wrote once more to
clear it.
"""

from typing import Any

VERSION = 2
CHANGES: frozenset[str] = frozenset()

STATEMENTS = (
    "ALTER TABLE overlay RENAME TO overlay_1",
    "CREATE TABLE overlay (id TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id)) STRICT",
    "INSERT INTO overlay (id, kind, body) SELECT id, kind, body FROM overlay_1",
    "DROP TABLE overlay_1",
)


def up(cursor: Any) -> None:
    """Make the table anew and fill it."""
    for statement in STATEMENTS:
        cursor.execute(statement)
