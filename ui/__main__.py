# SPDX-License-Identifier: Apache-2.0
"""Ruang Kerja with its windows: `python -m ui`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Program


def main(argv: Sequence[str]) -> int:
    """Run the program until the officer leaves it."""
    parser = argparse.ArgumentParser(prog="ui", description="The desk of an Indonesian civil servant.")
    parser.add_argument("--home", type=Path, help="the folder of all profiles")
    parser.add_argument("--story", type=Path, help=argparse.SUPPRESS)  # ui/story.py
    parser.add_argument("--shots", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    from PySide6.QtWidgets import QApplication

    from ui.app import Program, assemble

    qt = QApplication(sys.argv[:1])
    at = args.home or Path(os.environ.get("RUANGKERJA_HOME") or home())
    program = Program(qt, at, assemble)
    sys.excepthook = partial(catch, program)
    if args.story is not None:
        from ui.story import Story

        Story(program, args.story, args.shots)
    program.start()
    return qt.exec()


def home() -> Path:
    """The folder of all profiles."""
    from workspace.services import glance

    return glance.profiles()


def catch(
    program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An exception nobody caught in this thread is our bug: told, and the program goes on."""
    from ui.bridge import fault_of

    sys.__excepthook__(kind, error, trace)
    if not issubclass(kind, KeyboardInterrupt):
        program.show_fault(fault_of(error))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
