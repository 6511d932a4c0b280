# SPDX-License-Identifier: Apache-2.0
"""The simulation, small: clean seeds, equal traces, every seeded bug caught. `make torture` runs it large."""

import os
import subprocess
import sys

import pytest

import server.services.accept
import server.services.feed
import workspace.storage.desk
import workspace.sync.engine
from tests.sim import story, world
from tests.sim.bugs import BUGS


def test_it_runs_the_product_and_no_copy_of_it() -> None:
    """The parts of a world are the real ones."""
    parts = world.World(0)
    assert parts.desk_class is workspace.storage.desk.Desk
    assert parts.engine_class is workspace.sync.engine.Engine
    assert parts.feed_class is server.services.feed.Feed
    assert parts.office_class is server.services.accept.Office


@pytest.mark.parametrize(
    "first", [1000, *(pytest.param(n, marks=pytest.mark.slow) for n in (1010, 1020, 1030))]
)
def test_nothing_is_lost_and_nothing_happens_twice(first: int) -> None:
    """Forty officers' worth of trouble, all invariants."""
    for seed in range(first, first + 10):
        assert story.run(seed).violations == (), f"seed {seed}"


def test_the_same_seed_gives_the_same_trace() -> None:
    """I14, also in another process with another hash seed."""
    here = story.run(7, 300, digest_every=1).trace
    assert story.run(7, 300, digest_every=1).trace == here
    code = "from tests.sim import story; print(story.run(7, 300, digest_every=1).trace)"
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        there = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here


def test_the_trace_notices_a_row_deleted_behind_the_desk() -> None:
    """The digest covers the tables, not only what went over the wires."""

    class Leaky(world.TwinTables):
        def set_meta(self, key: str, value: str) -> None:
            super().set_meta(key, value)
            if self.fuse == -10 and self.item:
                dict.pop(self.item, max(self.item), None)

    assert story.run(7, 300, 1, new_tables=Leaky).trace != story.run(7, 300, 1).trace


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_every_seeded_bug_is_caught_by_its_invariant(name: str) -> None:
    """Within 300 seeds, by an invariant named beside it, on a seed that is clean without it."""
    bug = BUGS[name]
    for seed in range(300):
        found = {violation.split()[0] for violation in story.run(seed, **bug.parts).violations}
        if found.intersection(bug.caught_by):
            assert story.run(seed).violations == ()
            return
    pytest.fail(f"{name} was not caught in 300 seeds")
