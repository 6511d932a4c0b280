# SPDX-License-Identifier: Apache-2.0
"""The desk over both tables: the same seeded months of work, crashes included, leave the same rows at each commit."""

import pytest

from tests.sim import story
from tests.sim.world import Crashy, TwinTables
from tests.storage.kit import tables_at
from workspace.storage import driver
from workspace.storage.sql import SqlTables


class SqlTwin(Crashy, SqlTables):
    """The real tables, which can die; in memory, since what survives a death is the crash tests' part."""

    def __init__(self) -> None:
        super().__init__(tables_at(driver.MEMORY).connection)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8])
def test_the_simulation_leaves_the_same_rows_at_every_commit(seed: int) -> None:
    memory = story.run(seed, 600, digest_every=1, new_tables=TwinTables)
    real = story.run(seed, 600, digest_every=1, new_tables=SqlTwin)
    assert memory.violations == real.violations == ()
    assert memory.census == real.census
    assert memory.trace == real.trace
