# SPDX-License-Identifier: Apache-2.0
"""`python -m bench [--only 1a,3] [--quick]`: measure, print a table, write build/bench.json."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from bench import stores
from bench.context import SMALL, Context
from bench.report import Figure, table
from bench.town import town

# Each module runs in a process of its own, so that none warms another; and the rows it measures.
MODULES = {
    "deed": ("0",),
    "bootstrap": ("1a", "1c", "1d", "8b", "8c"),
    "incremental": ("2a", "2b"),
    "push": ("3",),
    "idle": ("4",),
    "page": ("10a", "10b"),
    "query": ("5a", "5b"),
    "scroll": ("7",),
    "single": ("8a",),
    "start": ("6a", "6b", "6c"),
    "typing": ("9a", "9b", "9c"),
}
BIG_OF = {"bootstrap", "incremental", "query", "scroll", "start"}
OUT = Path("build/bench.json")
REPEATS, BIG = 5, 100_000
QUICK_REPEATS, QUICK_BIG = 2, 20_000


class Report(msgspec.Struct, frozen=True):
    """The file."""

    machine: str
    python: str
    load: float
    quick: bool
    figures: list[Figure]


def main() -> int:
    """Measure what was asked; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Speed beside the floor of the same run"
    )
    parser.add_argument("--only", default="", help="rows, like 1a,3")
    parser.add_argument(
        "--quick", action="store_true", help="fewer repetitions and smaller stores; proves nothing"
    )
    parser.add_argument("--row", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.row:
        _child(chosen.row, chosen.folder, quick=chosen.quick)
        return 0
    wanted = set(filter(None, chosen.only.split(",")))
    modules = [name for name, rows in MODULES.items() if not wanted or wanted.intersection(rows)]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=_disk()) as made:
        folder = Path(made)
        _prepare(folder, modules, QUICK_BIG if chosen.quick else BIG)
        figures = [one for name in modules for one in _parent(name, folder, quick=chosen.quick)]
    figures = [one for one in figures if not wanted or one.row in wanted]
    print("\n" + table(sorted(figures, key=lambda one: one.row)))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    report = Report(
        f"{platform.machine()}, {os.cpu_count()} cores",
        platform.python_version(),
        load,
        chosen.quick,
        figures,
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    return 1 if any(one.verdict == "MISS" for one in figures) else 0


def _disk() -> Path:
    """On the disk of the project, not in memory: durability is part of what is measured."""
    folder = Path("build")
    folder.mkdir(exist_ok=True)
    return folder


def _prepare(folder: Path, modules: list[str], big: int) -> None:
    print(
        f"bench: preparing stores of {SMALL:,} records" + (f" and {big:,}" if BIG_OF & set(modules) else "")
    )
    made = town()
    for size in [SMALL, big] if BIG_OF & set(modules) else [SMALL]:
        stores.make_server(folder / f"server-{size}.db", made, size)
        stores.make_desk(folder / f"desk-{size}", folder / f"server-{size}.db", made)


def _parent(name: str, folder: Path, *, quick: bool) -> list[Figure]:
    print(f"bench: {name}", flush=True)
    command = [sys.executable, "-m", "bench", "--row", name, "--folder", str(folder)]
    subprocess.run([*command, "--quick"] if quick else command, check=True)  # noqa: S603 - our own program
    shutil.rmtree(folder / "rows", ignore_errors=True)
    return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=list[Figure])


def _child(name: str, folder: Path, *, quick: bool) -> None:
    import importlib

    module = importlib.import_module(f"bench.rows.{name}")
    repeats, big = (QUICK_REPEATS, QUICK_BIG) if quick else (REPEATS, BIG)
    figures = module.run(Context(folder, folder / "rows", big, repeats))
    (folder / f"{name}.json").write_bytes(msgspec.json.encode(figures))


if __name__ == "__main__":
    sys.exit(main())
