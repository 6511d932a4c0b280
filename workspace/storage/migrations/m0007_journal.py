# SPDX-License-Identifier: Apache-2.0
"""The journal with fewer indices: by number alone, and none for what is looked for once a day. Frozen."""

from typing import Any

VERSION = 7
CHANGES: frozenset[str] = frozenset()

STATEMENTS = (
    "DROP INDEX journal_received",
    "DROP INDEX journal_n",
    "CREATE INDEX journal_n ON journal (n)",
)


def up(cursor: Any) -> None:
    """Drop two, make one."""
    for statement in STATEMENTS:
        cursor.execute(statement)
