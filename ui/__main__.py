# SPDX-License-Identifier: Apache-2.0
"""Ruang Kerja with its windows: `python -m ui`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    """Run the program until the officer leaves it."""
    parser = argparse.ArgumentParser(prog="ui", description="The desk of an Indonesian civil servant.")
    parser.add_argument("--home", type=Path, help="the folder of all profiles")
    parser.add_argument("--story", type=Path, help=argparse.SUPPRESS)  # ui/story.py
    parser.add_argument("--shots", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    from PySide6.QtWidgets import QApplication

    from ui import app

    qt = QApplication(sys.argv[:1])
    at = args.home or Path(os.environ.get("RUANGKERJA_HOME") or app.home())
    program = app.Program(qt, at, app.assemble)
    sys.excepthook = program.catch
    if args.story is not None:
        from ui.story import Story

        Story(program, args.story, args.shots)
    program.start()
    return qt.exec()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
