# SPDX-License-Identifier: Apache-2.0
"""A process at work is killed at a random moment, again and again; each time its store must be whole.

Every profile lives through several deaths. The moment is counted in transactions, so that a good part of the
deaths falls between BEGIN and the acknowledgement; how many did is counted from what the process had said.
"""

import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.crash.check import Told, violations, words
from tests.crash.steps import LAST, STEPS
from tests.crash.work import TEMPLATE
from tests.storage.kit import KEY, fill, tables_at
from workspace.domain.ids import Id
from workspace.storage import driver, migrations
from workspace.storage.sql import SqlTables

MODES = ("deed", "absorb", "migrate")
LIVES = 6  # deaths of one profile
ROWS = 1_000
INSIDE = 0.3  # the part of deaths that must fall between BEGIN and the acknowledgement

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Deaths:
    """The figures of a run."""

    kills: Counter[str] = field(default_factory=Counter)
    in_transaction: Counter[str] = field(default_factory=Counter)
    unacknowledged: Counter[str] = field(default_factory=Counter)
    acks: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def total(self) -> int:
        """All deaths."""
        return self.kills.total()

    def inside(self) -> float:
        """The part between BEGIN and the acknowledgement."""
        return self.unacknowledged.total() / max(1, self.total())

    def table(self) -> str:
        """The figures, one line a phase."""
        lines = [f"{'phase':10} {'kills':>6} {'in transaction':>15} {'BEGIN…ack':>10} {'acknowledged':>13}"]
        for mode in (*MODES, "all"):
            counters = (self.kills, self.in_transaction, self.unacknowledged, self.acks)
            figures = [c.total() if mode == "all" else c[mode] for c in counters]
            lines.append("{:10} {:6} {:15} {:10} {:13}".format(mode, *figures))
        kinds = Counter(text.split()[1] for text in self.wrong)
        lines.append(f"violations {len(self.wrong)} {dict(kinds) or ''}; inside {self.inside():.0%}")
        return "\n".join(lines)


def die(mode: str, folder: Path, seed: int, life: int, rng: Random, fault: str) -> Told:
    """Start a process, kill it in the midst of its work, and return what it had said."""
    command = [sys.executable, "-m", "tests.crash.work", mode, str(folder), str(seed), str(life), fault]
    told, wait = Told(), threading.Event()
    begins = rng.randrange(1, 40 if mode == "deed" else 12)
    delay = rng.choice((0.0, rng.random() * 0.002, rng.random() * 0.01))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = False
        for line in process.stdout:
            told.hear(line)
            ready = ready or line.startswith("ready")
            begins -= ready and line == "begin\n"
            if not begins:
                wait.wait(delay)
                process.kill()
                break
        for line in process.stdout:  # what it said before it died
            told.hear(line)
        assert ready, f"{mode} {seed}: the process ended by itself"
    return told


def run(count: int, seed: int, place: Path, fault: str = "", modes: Sequence[str] = MODES) -> Deaths:
    """`count` deaths, in turn in the phases. `place` is a folder for the profiles.

    With a `fault` (see work.py) planted it ends with the first violation.
    """
    rng, deaths = Random(seed), Deaths()
    expected = _versions(place)
    profiles: dict[str, tuple[int, set[Id], set[Id]]] = {}
    for number in range(count):
        mode = modes[number % len(modes)]
        life = number // len(modes) % LIVES
        if mode == "migrate":
            told, wrong = _killed_migrating(place, (seed, number, fault), rng, expected)
        else:
            if life == 0 or mode not in profiles:
                shutil.rmtree(place / mode, ignore_errors=True)
                profiles[mode] = (seed * 1_000 + number, set(), set())
            told, wrong = _killed_working(mode, place / mode, (life, fault), rng, profiles[mode])
        deaths.kills[mode] += 1
        deaths.in_transaction[mode] += told.begun
        deaths.unacknowledged[mode] += told.unacked
        deaths.acks[mode] += told.acks
        deaths.wrong += [f"{mode} {text} (seed {seed}, death {number})" for text in wrong]
        if fault and wrong:
            break
    return deaths


def _killed_working(
    mode: str, folder: Path, how: tuple[int, str], rng: Random, profile: tuple[int, set[Id], set[Id]]
) -> tuple[Told, list[str]]:
    seed, acked, unacked = profile
    life, fault = how
    told = die(mode, folder, seed, life, rng, fault)
    told.acked |= acked
    wrong = violations(folder / "store.db", told, unacked)
    acked |= told.acked
    if not wrong:
        tables = SqlTables(driver.connect(folder / "store.db", KEY))
        unacked |= set(words(tables)) - acked
        tables.close()
    return told, wrong


def _killed_migrating(
    place: Path, how: tuple[int, int, str], rng: Random, expected: dict[int, tuple[Any, Rows]]
) -> tuple[Told, list[str]]:
    seed, number, fault = how
    folder = place / "migrate"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(place / TEMPLATE, folder / TEMPLATE)
    told = die("migrate", folder, seed, number, rng, fault)
    connection = driver.connect(Path(told.file) / "store.db", KEY)
    try:
        version = migrations.version(connection)
        if version < told.version:
            return told, [f"lost version {told.version}"]
        if (shape(connection), rows(connection)) != expected[version]:
            return told, [f"torn at version {version}"]
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            return told, [f"damaged at version {version}"]
        return told, []
    finally:
        connection.close()


def _versions(place: Path) -> dict[int, tuple[Any, Rows]]:
    """The template of a filled store, and what it looks like after each step."""
    template = tables_at(place / TEMPLATE)
    fill(template, ROWS)
    template.close()
    looks = {}
    with_steps = driver.connect(place / TEMPLATE, KEY)
    looks[LAST] = (shape(with_steps), rows(with_steps))
    with_steps.close()
    shutil.copy(place / TEMPLATE, place / "steps.db")
    connection = driver.connect(place / "steps.db", KEY)
    for step in STEPS[LAST:]:
        migrations.migrate(connection, lambda: None, STEPS[: step.VERSION])
        looks[step.VERSION] = (shape(connection), rows(connection))
    connection.close()
    return looks


def shape(connection: driver.Connection) -> list[tuple[Any, ...]]:
    """The schema, as the store tells it."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()  # type: ignore[no-any-return]


def rows(connection: driver.Connection) -> Rows:
    """Every row of every table."""
    return {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
        for name in migrations.counts(connection)
    }
