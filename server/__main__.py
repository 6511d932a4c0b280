# SPDX-License-Identifier: Apache-2.0
"""python -m server serve | demo | migrate | backup | restore | check."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from server import app, config, logs
from server.config import ConfigError
from server.store.database import Database
from server.store.migrations import NewerSchemaError
from workspace.domain.errors import Unavailable

DONE, WRONG = 0, 1


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="python -m server",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=config.describe(),
    )
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in (
        ("serve", "serve the agency"),
        ("migrate", "bring the database up to date without serving"),
        ("check", "verify the file, the audit log and every receipt"),
        ("backup", "copy everything into a new folder, while the server works"),
        ("restore", "put a backup back, as a new epoch; no server may run"),
    ):
        command = commands.add_parser(
            name, help=text, formatter_class=argparse.RawDescriptionHelpFormatter, epilog=config.describe()
        )
        command.add_argument("--config", type=Path, default=None, help=f"the settings file ({config.FILE})")
        if name in {"backup", "restore"}:
            command.add_argument("folder", type=Path)
    shown = commands.add_parser(
        "demo", help="serve an invented agency on loopback until standard input is closed"
    )
    shown.add_argument("folder", type=Path, help="where its database lies; made if absent")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it did what it should."""
    args = parser().parse_args(arguments)
    logs.configure(app.clock, sys.stderr)
    try:
        return _run(args)
    except (ConfigError, NewerSchemaError, Unavailable) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'the system'}: {error.strerror}", file=sys.stderr)
    return WRONG


def _run(args: argparse.Namespace) -> int:
    if args.command == "demo":
        app.demo(args.folder, lambda line: print(line, flush=True))
        return DONE
    settings = config.load(args.config, os.environ)
    match args.command:
        case "serve":
            app.run(settings, listening=lambda where: print(f"listening on {where.address}", flush=True))
        case "migrate":
            app.master(settings, make=True)
            database = Database(settings.database)
            database.close()
            print(f"{database.steps} steps taken")
        case "check":
            problems = app.check(settings)
            print("\n".join(problems) or "sound")
            return WRONG if problems else DONE
        case "backup":
            app.backup(settings, args.folder)
            print(f"copied to {args.folder}")
        case "restore":
            print(f"restored as epoch {app.restore(settings, args.folder)}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
