# SPDX-License-Identifier: Apache-2.0
"""The simulation, large: many seeds over all cores, a census with floors, and every seeded bug.

    python -m tests.sim.torture --steps 1000000 --seed 1
    python -m tests.sim.torture --sql 200 --seed 1

prints violations with the seed that repeats them, the census per million steps beside its floors, and leaves
with a non-zero code if anything is wrong or too rare to have been tested. With --sql it runs that many seeds on
the twins and on SQL instead, and compares their traces.
"""

import argparse
import multiprocessing
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.sim import sql, story
from tests.sim.bugs import BUGS

RUN_STEPS = 600

# Per million steps. What happens too rarely was not tested, so falling below a floor fails the run.
FLOORS = {
    "applied by officers": 50_000,
    "crash": 5_000,
    "drop": 10_000,
    "double": 10_000,
    "transfer": 1_000,
    "transfer with waiting": 500,
    "class_change": 1_000,
    "acting": 1_000,
    "cut bootstrap": 1_000,
    "restore": 1_000,
    "server_crash": 500,
    "device collision": 500,
    "forge": 1_000,
    "undo": 500,
    "re-offered": 500,
}
RARE = 100  # every verb and every refusal a rule can reach
VERBS = (
    "task.give", "task.read", "task.pass_on", "task.report", "task.complete", "task.return", "task.reassign",
    "task.withdraw", "task.end_below", "letter.submit", "letter.resubmit", "letter.endorse", "letter.return",
    "letter.withdraw", "letter.withdraw_decision", "letter.draft", "letter.fill", "letter.discard",
    "letter.submit_draft", "letter.restore", "presence.record", "appointment.appoint",
)  # fmt: skip
CODES = (
    "stale-version", "already-done", "superseded", "not-authorised", "no-longer-authorised", "not-found", "closed",
    "invalid", "hash-mismatch", "unknown-command", "dependency-failed", "device-revoked",
)  # fmt: skip


def one(seed: int) -> story.Result:
    """One run, for a worker process."""
    return story.run(seed, RUN_STEPS)


def floors(census: Counter[str], steps: int) -> Iterator[tuple[str, float, int]]:
    """Each floor with what was counted per million steps."""
    wanted = dict(FLOORS) | {f"verb {v}": RARE for v in VERBS} | {f"code {c}": RARE for c in CODES}
    for name, floor in wanted.items():
        yield name, census[name] * 1_000_000 / steps, floor


def run(steps: int, seed: int, workers: int | None = None) -> bool:
    """Run `steps` steps from `seed` on; print and judge. True if all is well."""
    runs = max(1, steps // RUN_STEPS)
    census: Counter[str] = Counter()
    broken: list[story.Result] = []
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(workers or os.cpu_count()) as pool:
        for result in pool.imap_unordered(one, range(seed, seed + runs), chunksize=4):
            census += result.census
            if result.violations:
                broken.append(result)
                print(f"seed {result.seed}: {result.violations[0]}", flush=True)
    spent = time.perf_counter() - start
    done = runs * RUN_STEPS
    print(f"simulation: {done:,} steps from seed {seed} in {spent:.0f} s, {len(broken)} runs with violations")
    low = False
    for name, rate, floor in floors(census, done):
        mark = "" if rate >= floor else "  TOO RARE"
        low = low or (rate < floor and steps >= 500_000)
        print(f"  {name:34} {rate:>10,.0f} per million   floor {floor:>7,}{mark}")
    return not broken and not low


def bugs() -> bool:
    """Every seeded bug must be caught within 300 seeds by an invariant named beside it."""
    missed = []
    for name, bug in BUGS.items():
        for seed in range(300):
            found = {v.split()[0] for v in story.run(seed, RUN_STEPS, **bug.parts).violations}
            if found.intersection(bug.caught_by):
                print(f"  seeded bug {name!r} caught by {sorted(found)} at seed {seed}")
                break
        else:
            missed.append(name)
            print(f"  seeded bug {name!r} NOT CAUGHT")
    return not missed


def compared(seed: int) -> str:
    """One seed on the twins and on SQL, for a worker process."""
    return sql.difference(*sql.both(seed, RUN_STEPS))


def on_sql(seeds: int, seed: int, workers: int | None = None) -> bool:
    """Run `seeds` seeds on both kinds of tables; True if each gives the same trace on both."""
    start, differing = time.perf_counter(), 0
    with multiprocessing.get_context("spawn").Pool(workers or os.cpu_count()) as pool:
        for told in pool.imap_unordered(compared, range(seed, seed + seeds)):
            if told:
                differing += 1
                print(told, flush=True)
    spent = time.perf_counter() - start
    print(f"twins and SQL: {seeds} seeds from {seed} in {spent:.0f} s, {differing} differ")
    return not differing


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.sim.torture", description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--sql", type=int, default=0, metavar="SEEDS")
    given = parser.parse_args()
    if given.sql:
        return 0 if on_sql(given.sql, given.seed) else 1
    return 0 if run(given.steps, given.seed) & bugs() else 1


if __name__ == "__main__":
    sys.exit(main())
