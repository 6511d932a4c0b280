# SPDX-License-Identifier: Apache-2.0
"""The same world over the tables that officers and agencies run: SQLCipher on the laptop, SQLite on the server.

In memory, for what survives a death of the process is the part of tests/crash; here a death ends a transaction.
"""

from typing import Any

from sqlcipher3 import dbapi2

from server.store import migrations
from server.store.sql import SqlLedger
from tests.sim import story
from tests.sim.world import Crashy
from tests.storage.kit import tables_at
from workspace.storage import driver
from workspace.storage.sql import SqlTables


class SqlTwin(Crashy, SqlTables):
    """The desk's real tables that can die."""

    def __init__(self) -> None:
        super().__init__(tables_at(driver.MEMORY).connection)


class SqlTwinLedger(Crashy, SqlLedger):
    """The server's real tables that can die."""

    def __init__(self) -> None:
        super().__init__(dbapi2.connect(":memory:", isolation_level=None, cached_statements=128))
        migrations.migrate(self)


SQL: dict[str, Any] = {"new_tables": SqlTwin, "new_ledger": SqlTwinLedger}


def both(seed: int, steps: int, digest_every: int = 0) -> tuple[story.Result, story.Result]:
    """One seed over the twins and over SQL."""
    return story.run(seed, steps, digest_every), story.run(seed, steps, digest_every, **SQL)


def difference(twin: story.Result, real: story.Result) -> str:
    """What the two runs do not agree on; empty if they are one run."""
    if twin.violations or real.violations:
        return f"seed {twin.seed}: twins {twin.violations}, SQL {real.violations}"
    if twin.census != real.census:
        return f"seed {twin.seed}: other things happened: {twin.census - real.census} {real.census - twin.census}"
    return "" if twin.trace == real.trace else f"seed {twin.seed}: other rows"
