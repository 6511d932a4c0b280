# SPDX-License-Identifier: Apache-2.0
"""Long runs with seeds: `make torture`, or

    python -m tests.torture --sim STEPS --kill DEATHS --power IMAGES --type DEATHS --edit STEPS --hash BODIES --seed N

Without counts all six run at their usual length. Ends with a table of figures; leaves with a non-zero code if
anything was found, or if a harness did not find what was planted for it.
"""

import argparse
import importlib
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.crash import keys, kill, power

SIM, KILL, POWER, TYPE, EDIT, HASH = 1_000_000, 1_000, 10_000, 200, 100_000, 10_000
SQL_EVERY = 15_000  # steps, for each seed whose trace is compared
SELDOM = 20  # deaths of one whose keys are kept every five seconds
PLANTED = 200  # images with synchronous=NORMAL, of which a fifth must show losses


def simulate(steps: int, seed: int) -> bool:
    """The simulation of many laptops and a server, its seeded bugs, and some of its seeds again over SQL."""
    simulation = importlib.import_module("tests.sim.torture")  # it starts its own processes
    well = simulation.run(steps, seed) & simulation.bugs()
    return bool(well & simulation.on_sql(max(1, steps // SQL_EVERY), seed))


def deaths(count: int, seed: int, place: Path) -> bool:
    """Processes killed at work, then two that work wrongly."""
    start = time.perf_counter()
    found = kill.run(count, seed, place / "kill")
    print(f"\nkilled: {count} processes from seed {seed} in {time.perf_counter() - start:.0f} s")
    print(found.table())
    for text in found.wrong[:20]:
        print(f"  {text}")
    well = not found.wrong and found.inside() >= kill.INSIDE
    for fault, mode in (("EARLY", "deed"), ("TORN", "migrate")):
        planted = kill.run(100, seed, place / fault, fault, (mode,))
        print(f"  planted {fault}: {planted.wrong[:1] or 'NOT FOUND'} after {planted.total()} deaths")
        well = well and bool(planted.wrong)
    return well


def cuts(count: int, seed: int, place: Path) -> bool:
    """Power cuts, then the same with a setting known to lose."""
    hindrance = power.strace(install=True)
    if hindrance is not None:
        print(f"\npower: not run, {hindrance}")
        return False
    start = time.perf_counter()
    found = power.run(count, seed, place / "power")
    print(f"\npower cuts: {count} images from seed {seed} in {time.perf_counter() - start:.0f} s")
    print(found.table())
    for text in found.wrong[:20]:
        print(f"  {text}")
    planted = power.run(PLANTED, seed, place / "weak", "WEAK")
    print(f"  planted synchronous=NORMAL: {len(planted.wrong)} of {PLANTED} images show losses")
    return not found.wrong and len(planted.wrong) > PLANTED // 5


def typing(count: int, seed: int, place: Path) -> bool:
    """An officer killed at typing, then one whose keys are kept too seldom."""
    start = time.perf_counter()
    found = keys.run(count, seed, place / "type")
    print(f"\ntyping: from seed {seed} in {time.perf_counter() - start:.0f} s")
    print(f"  {found.table()}")
    for text in found.wrong[:20]:
        print(f"  {text}")
    planted = keys.run(SELDOM, seed, place / "SLOW", "SLOW")
    losses = [text for text in planted.wrong if "lost a key" in text]
    print(
        f"  planted: kept every 5 s, {losses[:1] or 'NOT FOUND'}; {len(losses)} of {SELDOM} deaths show losses"
    )
    return not found.wrong and bool(losses)


def editing(steps: int, seed: int) -> bool:
    """Officers in one letter; in a process of its own, because it needs Qt."""
    program = [sys.executable, "-m", "tests.paper.torture", "--ops", str(steps), "--seed", str(seed)]
    return subprocess.run(program, check=False).returncode == 0


def hashes(count: int, seed: int) -> bool:
    """The server's own reading of random letters; in a process of its own, as the others."""
    program = [sys.executable, "-m", "tests.server.hashes", "--bodies", str(count), "--seed", str(seed)]
    return subprocess.run(program, check=False).returncode == 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for name in ("sim", "kill", "power", "type", "edit", "hash", "seed"):
        parser.add_argument(f"--{name}", type=int)
    given = parser.parse_args()
    seed = secrets.randbelow(10**9) if given.seed is None else given.seed
    if given.sim is given.kill is given.power is given.type is given.edit is given.hash is None:
        given.sim, given.kill, given.power, given.type, given.edit = SIM, KILL, POWER, TYPE, EDIT
        given.hash = HASH
    print(f"torture: seed {seed} (SEED={seed} repeats this run)", flush=True)
    well = {}
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        place = Path(folder)
        for name in ("kill", "EARLY", "TORN", "power", "weak", "type", "SLOW"):
            (place / name).mkdir()
        if given.kill:
            well["kill"] = deaths(given.kill, seed, place)
        if given.power:
            well["power"] = cuts(given.power, seed, place)
        if given.type:
            well["type"] = typing(given.type, seed, place)
    if given.edit:
        well["edit"] = editing(given.edit, seed)
    if given.hash:
        well["hash"] = hashes(given.hash, seed)
    if given.sim:
        well["sim"] = simulate(given.sim, seed)
    print("\n" + "\n".join(f"{name:6} {'well' if fine else 'NOT WELL'}" for name, fine in well.items()))
    return 0 if all(well.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
