# SPDX-License-Identifier: Apache-2.0
"""The signatures of a batch stand in one row: sealing no longer writes every command a second time. Frozen."""

from typing import Any

VERSION = 6
CHANGES: frozenset[str] = frozenset()


def up(cursor: Any) -> None:
    """Make the table. What was sealed before carries its signature in the outbox."""
    cursor.execute("CREATE TABLE seal (n INTEGER NOT NULL, sigs TEXT NOT NULL, PRIMARY KEY (n)) STRICT")
