# SPDX-License-Identifier: Apache-2.0
"""An officer types, and the program is killed at a random moment: every key older than a second must be there again.

Each letter lives through several deaths; what an earlier life kept must be there after the next. The key's time is told
by the process before it types it, the death's is taken just before the kill, so an age is never told too small.
"""

import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.typist import now_ms
from tests.storage.bodies_kit import kept_text, letters
from tests.storage.kit import KEY
from workspace.storage import driver
from workspace.storage.bodies_sql import SqlBodies

SECOND_MS = 1_000
LIVES = 5  # deaths of one letter
SIDE = 4  # letters typed at the same time: mostly they wait
LONGEST_S = 4.0  # of a life


@dataclass
class Typed:
    """The figures of a run. `oldest`: the age of the oldest lost key of each death, -1 for none."""

    kills: int = 0
    keys: int = 0
    typed_ms: int = 0
    oldest: list[int] = field(default_factory=list)
    lost: int = 0
    wrong: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The figures."""
        lost = sorted(age for age in self.oldest if age >= 0) or [0]
        speed = 1000 * self.keys / max(1, self.typed_ms)
        return (
            f"{self.kills} kills, {self.keys} keys at {speed:.1f} a second; {self.lost} lost in"
            f" {sum(age >= 0 for age in self.oldest)} of them, the oldest {lost[-1]} ms old"
            f" (median {lost[len(lost) // 2]} ms); {len(self.wrong)} violations"
        )

    def add(self, other: "Typed") -> None:
        """Put the figures of another together with these."""
        for name in ("kills", "keys", "typed_ms", "oldest", "lost", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Said:
    """What a process said before it died."""

    start: int = 0
    recovered: bool = False
    times: list[int] = field(default_factory=list)  # of each key
    faults: list[str] = field(default_factory=list)
    killed_ms: int = 0

    def hear(self, text: str) -> None:
        """One more line."""
        match text.split():
            case ["ready", count, recovered]:
                self.start, self.recovered = int(count), recovered == "1"
            case ["key", ms]:
                self.times.append(int(ms))
            case _:
                self.faults.append(text)


def die(folder: Path, seed: str, seconds: float, fault: str) -> Said:
    """Let one type for so long, then kill it."""
    command = [sys.executable, "-m", "tests.crash.typist", str(folder), seed, *([fault] if fault else [])]
    said = Said()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None

        def kill() -> None:
            said.killed_ms = now_ms()
            process.kill()

        first = process.stdout.readline()
        said.hear(first)
        timer = threading.Timer(seconds if first else 0, kill)
        timer.start()
        for text in process.stdout:
            said.hear(text)
        timer.join()
    assert first.startswith("ready"), f"{folder.name}: the process ended by itself"
    return said


def judged(said: Said, text: str, before: int, limit_ms: int) -> Typed:
    """The figures of one death; `before` keys were there when the process was started."""
    ages = [said.killed_ms - ms for ms in said.times[len(text) - said.start :]]
    oldest = max(ages, default=-1)
    typed_ms = said.killed_ms - said.times[0] if said.times else 0
    wrong = [f"fault {fault}" for fault in said.faults]
    if said.start != before or len(text) < before:
        wrong.append(f"of {before} keys that were there {said.start} were opened and {len(text)} are left")
    if text != letters(len(text)):
        wrong.append(f"torn: {text[-40:]!r}")
    if oldest > limit_ms:
        wrong.append(f"lost a key of {oldest} ms")
    return Typed(1, len(said.times), typed_ms, [oldest], len(ages), wrong)


def letter(place: Path, seed: str, deaths: int, fault: str, limit_ms: int) -> Typed:
    """One letter through several deaths."""
    rng, found, before, wrote = Random(seed), Typed(), 0, False
    for life in range(deaths):
        said = die(place, f"{seed}.{life}", rng.uniform(0.2, LONGEST_S), fault)
        tables = SqlBodies(driver.connect(place / "store.db", KEY))
        text = kept_text(tables)
        tables.connection.close()
        one = judged(said, text, before, limit_ms)
        if said.recovered != wrote:
            one.wrong.append(f"recovered is {said.recovered} after a life that kept {wrote}")
        found.add(one)
        before, wrote = len(text), len(text) > before
    found.wrong = [f"{wrong} (letter {seed})" for wrong in found.wrong]
    return found


def run(count: int, seed: int, place: Path, fault: str = "", limit_ms: int = SECOND_MS) -> Typed:
    """`count` deaths, of letters typed side by side. `place` is a folder for the profiles."""
    lives = max(1, min(LIVES, count // SIDE))
    sizes: Sequence[int] = [min(lives, count - start) for start in range(0, count, lives)]
    found = Typed()
    with ThreadPoolExecutor(SIDE) as pool:
        letters = [
            pool.submit(letter, place / f"letter{n}", f"{seed}-{n}", deaths, fault, limit_ms)
            for n, deaths in enumerate(sizes)
        ]
        for one in letters:
            found.add(one.result())
    return found
