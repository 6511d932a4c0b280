# SPDX-License-Identifier: Apache-2.0
"""A record's visibility keys stand in its own row, and holders in the order, by number; the search index merges
seldom. Frozen.
"""

from typing import Any

VERSION = 3
CHANGES = frozenset({"truth_key"})

# Before, each pair of a record and a key was a row of text: 1.9 MB of the 20 that 10,000 records took, and a
# third of the rows written in a first download.
STEPS = """
CREATE TABLE named (
    n INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (name)
) STRICT;
INSERT INTO named (name) SELECT "key" FROM truth_key UNION SELECT holder FROM wait ORDER BY 1;
CREATE TABLE fresh (
    id TEXT NOT NULL, kind TEXT NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL,
    cls INTEGER NOT NULL, keys TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (id)
) STRICT;
INSERT INTO fresh SELECT id, kind, rev, seq, cls,
    (SELECT json_group_array(n) FROM
        (SELECT n FROM truth_key k JOIN named ON name = k."key" WHERE k.id = truth.id ORDER BY n)),
    body FROM truth ORDER BY rowid;
DROP TABLE truth;
DROP TABLE truth_key;
ALTER TABLE fresh RENAME TO truth;
CREATE INDEX truth_keyless ON truth (id) WHERE keys = '[]';
CREATE INDEX truth_kind ON truth (kind);
CREATE TABLE fresh (
    holder INTEGER NOT NULL, due TEXT NOT NULL, rid INTEGER NOT NULL, pos INTEGER NOT NULL,
    kind TEXT NOT NULL, PRIMARY KEY (holder, due, rid, pos)
) WITHOUT ROWID, STRICT;
INSERT INTO fresh SELECT n, due, rid, pos, kind FROM wait JOIN named ON name = holder ORDER BY n, due, rid, pos;
DROP TABLE wait;
ALTER TABLE fresh RENAME TO wait;
INSERT INTO fts (fts, rank) VALUES ('automerge', 8)
"""


def up(cursor: Any) -> None:
    """Number keys and holders, and move the keys into the records."""
    for statement in STEPS.split(";"):
        cursor.execute(statement)
