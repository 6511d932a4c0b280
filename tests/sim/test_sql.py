# SPDX-License-Identifier: Apache-2.0
"""The simulation over the real tables: the same seed gives the same trace, byte for byte, on twins and on SQL.

So what a million steps show on dictionaries holds for SQLCipher and SQLite. `python -m tests.sim.torture --sql N`
compares N seeds.
"""

import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.sim import story
from tests.sim.sql import SQL, SqlTwin, SqlTwinLedger, both, difference
from tests.sim.world import World

SHORT, LONG = 200, 600  # steps


def test_the_tables_are_those_that_are_shipped() -> None:
    world = World(0, **SQL)
    assert "server.store.sql" in {kind.__module__ for kind in type(world.ledger).__mro__}
    assert all(
        "workspace.storage.sql" in {k.__module__ for k in type(x.tables).__mro__} for x in world.laptops
    )


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_the_same_rows_stand_in_every_table_after_every_commit(seed: int) -> None:
    assert difference(*both(seed, SHORT, digest_every=1)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 112))
def test_the_same_seed_gives_the_same_trace(seed: int) -> None:
    assert difference(*both(seed, LONG)) == ""


@pytest.mark.slow
def test_the_compared_runs_meet_what_tables_are_tested_by() -> None:
    """Deaths of both sides, restores, cut downloads: else the comparison would hold for want of a case."""
    census: Counter[str] = sum((story.run(seed, LONG).census for seed in range(100, 112)), Counter())
    for what in ("crash", "server_crash", "restore", "cut bootstrap", "re-offered", "double", "drop", "undo"):
        assert census[what] > 0, what


@pytest.mark.slow
def test_the_trace_over_sql_does_not_depend_on_the_hash_seed() -> None:
    """I14: nothing follows the order of a set."""
    here = story.run(7, SHORT, 1, **SQL).trace
    code = f"from tests.sim import sql, story; print(story.run(7, {SHORT}, 1, **sql.SQL).trace)"
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        there = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here


class LeakyTables(SqlTwin):
    """Forgets behind the desk through which key a record is held."""

    def set_meta(self, key: str, value: str) -> None:
        super().set_meta(key, value)
        if key == "token":
            self.connection.execute("UPDATE truth SET keys = '[]' WHERE id = (SELECT max(id) FROM truth)")


class LeakyLedger(SqlTwinLedger):
    """Loses a row of a key's history behind the feed."""

    def set_head(self, seq: int) -> None:
        super().set_head(seq)
        if seq % 10 == 0:
            self.run("DELETE FROM vis WHERE seq = (SELECT max(seq) FROM vis)")


@pytest.mark.parametrize("parts", [{"new_tables": LeakyTables}, {"new_ledger": LeakyLedger}])
def test_a_row_lost_behind_the_logic_is_noticed(parts: dict[str, type]) -> None:
    twin = story.run(7, SHORT, 1)
    assert difference(twin, story.run(7, SHORT, 1, **{**SQL, **parts}))


def test_a_backup_of_the_server_is_put_back_whole() -> None:
    world = World(3, **SQL)
    before, dump = world.ledger.snapshot(), world.ledger.dump()
    world.appoint(world.officers[0], world.positions[1])
    assert world.ledger.dump() != dump
    world.ledger.restore(before)
    assert world.ledger.dump() == dump
