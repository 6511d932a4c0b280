# SPDX-License-Identifier: Apache-2.0
"""What letters said when they were submitted, for those who decide on them. Frozen."""

from typing import Any

VERSION = 8
CHANGES: frozenset[str] = frozenset()

TABLE = """
CREATE TABLE body_frozen (
    letter TEXT NOT NULL, version INTEGER NOT NULL, raw BLOB NOT NULL, PRIMARY KEY (letter, version)
) STRICT
"""


def up(cursor: Any) -> None:
    """Make the table."""
    cursor.execute(TABLE)
