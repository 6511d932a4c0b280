# SPDX-License-Identifier: Apache-2.0
"""The process that is killed: real work on a real store, told line by line through its standard output.

    python -m tests.crash.work deed|absorb|migrate|power FOLDER SEED LIFE [FAULT]

`begin` after BEGIN IMMEDIATE, `end` after COMMIT, `did …` once the caller knows: with the ids of the commands
then promised, how many keys of a letter are durable, or the schema version then reached. It is never idle and
never ends by itself (but for "power", which stops after a fixed amount of work without closing anything). FAULT
names what is done wrong on purpose, so that the harness shows what it finds: WEAK (synchronous=NORMAL), EARLY
(told before COMMIT), TORN (a migration that commits half-way).
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.crash.steps import LAST, STEPS
from tests.sim.acts import Acts
from tests.sim.world import Laptop, TwinTables, World
from tests.storage.bodies_kit import LETTER, Ms, Pen, letters, log_of
from tests.storage.kit import KEY, Hands
from workspace.storage.bodies_sql import SqlBodies
from workspace.storage.migrations import Step
from workspace.storage.profile import Store, open_store
from workspace.storage.sql import SqlTables

HOUR_MS = 3_600_000
TEMPLATE = "template.db"
POWER_STEPS = 120


def say(*words: object) -> None:
    """One line to the parent, at once: what was said stands, even if this process dies with the next statement."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Telling(SqlTables):
    """Tables that tell their transactions."""

    @contextmanager
    def write(self) -> Iterator[None]:
        with super().write():
            say("begin")
            yield
        say("end")


class Early(Telling):
    """A fault: every fifth transaction commits for the four before it, whose callers were told already."""

    count = 0

    @contextmanager
    def write(self) -> Iterator[None]:
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")
        say("begin")
        yield
        Early.count += 1
        if Early.count % 5 == 0:
            self.connection.execute("COMMIT")
        say("end")


class Work:
    """The first officer's laptop of a small agency, on a store; all else in the memory of this process."""

    def __init__(self, tables: SqlTables, seed: int, life: int) -> None:
        fresh = iter([tables])
        self.world = World(seed, new_tables=lambda: next(fresh, None) or TwinTables(), limit=200)
        # Another life of the same process: its server begins anew, and its dice must not repeat the ids.
        self.world.rng.seed(f"{seed} {life}")
        self.world.now += (life + 1) * HOUR_MS
        self.me = self.world.laptops[0]
        self.acts = Acts(self.world)
        self.done = 0
        clock = Ms()
        self.pen = Pen(log_of(SqlBodies(tables.connection), clock), clock)

    def deed(self, laptop: Laptop | None = None) -> None:
        """A click of mine, or of somebody else."""
        laptop = laptop or self.me
        known = set(self.acts.promised[laptop.id])
        self.acts.some_deed(laptop)
        if laptop is self.me:
            say("did", "deed", *(set(self.acts.promised[laptop.id]) - known))

    def round(self, laptop: Laptop | None = None) -> None:
        """Rounds until nothing more is due."""
        laptop = laptop or self.me
        mine = laptop is self.me
        laptop.engine.nudge()
        for _ in range(20):
            self.world.send(laptop)
            if mine:
                say("did", "seal")
            while laptop.wire:
                way, exchange, reply = laptop.wire.pop(0)
                if way == "up":
                    self.world.arrive(laptop, exchange)
                else:
                    self.world.land(laptop, exchange, reply)
            if mine:
                say("did", "absorb")
            if not laptop.engine.schedule.due():
                return

    def others(self) -> None:
        """Somebody else works and syncs: news for me."""
        laptop = self.world.rng.choice(self.world.laptops[1:])
        for _ in range(5):
            self.deed(laptop)
        self.round(laptop)

    def again(self) -> None:
        """As after a lost token: all is downloaded once more."""
        with self.me.tables.write():
            self.me.tables.set_meta("token", "")
        say("did", "again")

    def type(self) -> None:
        """Some keys in a letter, made durable; then it is told how many there are."""
        for _ in range(self.world.rng.randrange(1, 12)):
            self.pen.key(letters(len(self.pen.text) + 1)[-1])
        self.pen.log.flush()
        if self.world.rng.random() < 0.2:
            self.pen.log.fold(LETTER)
        say("did", "type", len(self.pen.text))

    def step(self, weights: dict[str, int]) -> None:
        """One step, by weight."""
        self.world.now += self.world.rng.randrange(20_000)
        kinds, heavy = zip(*weights.items(), strict=True)
        getattr(self, self.world.rng.choices(kinds, heavy)[0])()


MENUS = {
    "deed": {"deed": 30, "round": 1, "others": 1},
    "absorb": {"deed": 4, "again": 3, "round": 6, "others": 3, "type": 4},
    "power": {"deed": 8, "round": 2, "others": 2, "type": 4},
}


def work(mode: str, folder: Path, seed: int, life: int, fault: str) -> None:
    """Deeds and pages, for ever."""
    store = open_store(folder, KEY, Hands())
    assert isinstance(store, Store), store
    if mode == "power":
        store.tables.connection.execute(
            "PRAGMA wal_autocheckpoint=60"
        )  # checkpoints belong to what is tested
    if fault == "WEAK":
        store.tables.connection.execute("PRAGMA synchronous=NORMAL")
    tables = Early if fault == "EARLY" else Telling
    me = Work(tables(store.tables.connection), seed, life)
    me.others()
    say("ready", me.me.officer, me.me.id)
    me.round()
    while mode != "power" or me.done < POWER_STEPS:
        me.step(MENUS[mode])
        me.done += 1
    say("over")
    os._exit(0)  # no closing, no last checkpoint: the power went


def migrate(folder: Path, fault: str) -> None:
    """The same filled store migrated again and again, step by step, each time in a folder of its own."""
    say("ready", "-", "-")
    for number in range(10**6):
        place = folder / f"m{number}"
        place.mkdir(mode=0o700)
        shutil.copy(folder / TEMPLATE, place / "store.db")
        say("did", "file", place)
        for step in STEPS[LAST - 1 :]:
            steps: tuple[Step, ...] = tuple(_telling(each, fault) for each in STEPS[: step.VERSION])
            store = open_store(place, KEY, Hands(), steps)
            assert isinstance(store, Store), store
            say("did", "migrate", step.VERSION)
            store.close()


def _telling(step: Step, fault: str) -> Step:
    class Told:
        VERSION, CHANGES = step.VERSION, step.CHANGES

        def up(self, cursor: Any) -> None:
            say("begin")
            if fault == "TORN":
                cursor.execute("COMMIT")
            step.up(cursor)
            if fault == "TORN":
                cursor.execute("BEGIN IMMEDIATE")

    return Told()


if __name__ == "__main__":
    mode, folder, seed, life, *fault = sys.argv[1:]
    if mode == "migrate":
        migrate(Path(folder), "".join(fault))
    work(mode, Path(folder), int(seed), int(life), "".join(fault))
