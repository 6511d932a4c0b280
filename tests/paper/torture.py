# SPDX-License-Identifier: Apache-2.0
"""Typing, large: officers in one letter through real editors.

    python -m tests.paper.torture --ops 100000 --seed 1

A failure prints the seed and the last steps. The same seed repeats the steps until an undo comes out otherwise: the
library orders several formats at one place anew in each process. A rare failure may need a few runs.
"""

import argparse
import os
import secrets
import sys
import time
import traceback
from collections import Counter

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.paper.typists import World

LETTER = 2_000  # steps in one letter, then a new one from the next seed
complaints: list[str] = []


def run(ops: int, seed: int) -> bool:
    """Whether `ops` steps went well."""
    start, done, census = time.perf_counter(), 0, Counter[str]()
    while done < ops:
        steps = min(LETTER, ops - done)
        world = World(seed + done)
        try:
            world.run(steps)
            world.check()
        except Exception:  # noqa: BLE001 - told and counted, whatever it is
            traceback.print_exc()
            print(f"typing: NOT WELL, seed {seed + done} step {world.step}; the last steps:")
            print("\n".join(world.told))
            return False
        world.close()
        census += world.census
        done += steps
    print(f"typing: {ops} steps of 3 officers from seed {seed} in {time.perf_counter() - start:.0f} s, well")
    print("  " + ", ".join(f"{name} {count}" for name, count in sorted(census.items())))
    return True


def _complain(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    """What Qt complains of is a failure too."""
    if (
        kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
        and "plugin" not in text
    ):
        traceback.print_stack()
        print(f"Qt: {text}", flush=True)
        complaints.append(text)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.paper.torture", description=__doc__)
    parser.add_argument("--ops", type=int, default=100_000)
    parser.add_argument("--seed", type=int)
    given = parser.parse_args()
    seed = secrets.randbelow(10**9) if given.seed is None else given.seed
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    qInstallMessageHandler(_complain)
    well = run(given.ops, seed) and not complaints
    qInstallMessageHandler(None)
    QApplication.clipboard().clear()
    app.shutdown()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
