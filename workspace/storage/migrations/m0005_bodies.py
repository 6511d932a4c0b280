# SPDX-License-Identifier: Apache-2.0
"""What letters say, as the updates that made it. Frozen."""

from typing import Any

VERSION = 5
CHANGES: frozenset[str] = frozenset()

TABLES = """
CREATE TABLE body (
    letter TEXT NOT NULL, generation INTEGER NOT NULL, client INTEGER NOT NULL, writing TEXT NOT NULL,
    restored INTEGER NOT NULL, PRIMARY KEY (letter, generation)
) STRICT;
CREATE TABLE body_update (
    n INTEGER NOT NULL, letter TEXT NOT NULL, generation INTEGER NOT NULL, client INTEGER NOT NULL,
    at TEXT NOT NULL, sent INTEGER NOT NULL, raw BLOB NOT NULL, PRIMARY KEY (n)
) STRICT;
CREATE INDEX body_update_of ON body_update (letter, generation);
CREATE INDEX body_update_unsent ON body_update (letter, generation) WHERE NOT sent;
CREATE TABLE body_recovered (
    n INTEGER NOT NULL, letter TEXT NOT NULL, generation INTEGER NOT NULL, upto TEXT NOT NULL,
    found TEXT NOT NULL, raw BLOB NOT NULL, PRIMARY KEY (n)
) STRICT;
CREATE INDEX body_recovered_letter ON body_recovered (letter)
"""


def up(cursor: Any) -> None:
    """Make the tables."""
    for statement in TABLES.split(";"):
        cursor.execute(statement)
