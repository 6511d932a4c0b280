# SPDX-License-Identifier: Apache-2.0
"""How an older store becomes this release's: numbered, frozen steps.

A step is a module with VERSION, CHANGES and `up`; once released it is never edited. Each runs in one BEGIN
IMMEDIATE transaction together with its number, so that after a crash the store is exactly old or exactly new,
and only after the number of rows of every table was found unchanged. Before the first step on a filled store
the caller keeps a copy. What a step cannot do: PRAGMA journal_mode, VACUUM, ATTACH, and the driver's
`executescript`, which commits behind our back.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from workspace.storage import driver
from workspace.storage.migrations import (
    m0001_first,
    m0002_overlay,
    m0003_keys,
    m0004_pending,
    m0005_bodies,
    m0006_seal,
    m0007_journal,
    m0008_frozen,
)


class Step(Protocol):
    """A migration. CHANGES names the tables whose number of rows it changes, or which it drops."""

    VERSION: int
    CHANGES: frozenset[str]

    def up(self, cursor: driver.Connection) -> None:
        """Bring the store from VERSION − 1 to VERSION, statement by statement."""
        ...


STEPS: tuple[Step, ...] = (
    m0001_first,
    m0002_overlay,
    m0003_keys,
    m0004_pending,
    m0005_bodies,
    m0006_seal,
    m0007_journal,
    m0008_frozen,
)


class RowsLostError(Exception):
    """A step would have changed the number of rows of a table it did not announce: our bug, undone."""


def version(connection: driver.Connection) -> int:
    """The number of the last step a store has seen; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def known(steps: Sequence[Step] = STEPS) -> int:
    """The newest version this release knows."""
    return steps[-1].VERSION


def migrate(
    connection: driver.Connection, keep_copy: Callable[[], object], steps: Sequence[Step] = STEPS
) -> list[int]:
    """Run what is missing; returns the versions reached, in order. A newer store than known is left alone.

    `keep_copy` is called once before the first step on a store that is not empty. Raises Unavailable when the
    disk fails and RowsLostError for a bug; the store then stands at the last step that was finished.
    """
    missing = [step for step in steps if version(connection) < step.VERSION]
    if missing and version(connection):
        keep_copy()
    for step in missing:
        with driver.immediate(connection):
            before = counts(connection)
            step.up(connection.cursor())
            after = counts(connection)
            wrong = [
                name for name, rows in before.items() if name not in step.CHANGES and after.get(name) != rows
            ]
            if wrong:
                raise RowsLostError(f"step {step.VERSION}: {wrong}")
            connection.execute(f"PRAGMA user_version={step.VERSION:d}")
    return [step.VERSION for step in missing]


def counts(connection: driver.Connection) -> dict[str, int]:
    """How many rows each table holds (not those in which a search index keeps itself)."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - from the store
        for (name,) in sorted(tables)
    }
