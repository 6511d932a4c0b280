# SPDX-License-Identifier: Apache-2.0
"""The desk's log: five files of 1 MB in the profile's folder, one JSON object a line, ids, codes and numbers only.

Names, NIPs, passwords, tokens and the words of a task cannot get in: an event carries only fields of a closed
list; an exception only its type and place, never its message; anyone else's record only its template, never
what was filled into it, unless that is an id, a code or a number.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from workspace.domain.moment import Clock

FOLDER, FILE = "logs", "ruangkerja.log"
FILES, FILE_BYTES = 5, 1_000_000
LOGGER = logging.getLogger("ruangkerja")
FIELDS = {
    "profile": str, "officer": str, "device": str, "version": str, "exchange": str, "code": str, "problem": str,
    "command": str, "sent": int, "rows": int, "gone": int, "refused": int, "more": bool, "reset": bool,
    "waiting": int, "tray": int, "records": int,
}  # fmt: skip
# Ids, codes, names of our own code; nothing as long as a NIP or a token.
SAFE = re.compile(r"(?!.*[0-9]{18})(?!.*[A-Za-z0-9_-]{40})[A-Za-z0-9._:<>-]{0,80}")
OURS = ("workspace.", "ui.", "ruangkerja")


def note(event: str, **fields: str | int | bool) -> None:
    """One event. A field that is not of the closed list, or not of its kind, is our own bug."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    kept: dict[str, object] = {}
    for name, value in fields.items():
        if not isinstance(value, FIELDS[name]):
            raise TypeError(f"{name} is {type(value).__name__}")
        kept[name] = safe(value)
    LOGGER.info("%s", event, extra={"event": event, "fields": kept})


def safe(value: object) -> object:
    """A number or a code; anything that could be a person's words becomes "?"."""
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and SAFE.fullmatch(value) else "?"


class Lines(logging.Formatter):
    """Writes a record as one JSON line."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def format(self, record: logging.LogRecord) -> str:
        """Ours by its fields, others by their template."""
        line: dict[str, object] = {"time": self._clock(), "level": record.levelname.lower()}
        event = getattr(record, "event", None)
        if event is not None:
            return json.dumps(line | {"event": event, **getattr(record, "fields", {})}, ensure_ascii=True)
        line |= {"event": "note" if record.name.startswith(OURS) else "library", "logger": record.name}
        line["template"] = record.msg if record.args and isinstance(record.msg, str) else "?"
        if record.name.startswith(OURS) and isinstance(record.args, tuple):
            line["args"] = [safe(value) for value in record.args]
        line["where"] = [f"{record.filename}:{record.lineno}:{record.funcName}"]
        if record.exc_info and record.exc_info[1] is not None:
            line |= {"error": type(record.exc_info[1]).__name__, "where": places(record.exc_info[1])}
        return json.dumps(line, ensure_ascii=True)


def places(error: BaseException) -> list[str]:
    """Where it was raised: file, line and function of the innermost frames."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return [f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in frames]


class _Private(RotatingFileHandler):
    """Its files can be read by their owner only."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


def start(profile: Path, clock: Clock) -> Callable[[], None]:
    """Write the log of this process into the profile's folder from now on; returns what ends it.

    Raises OSError if the folder cannot be written: the desk then works without a log.
    """
    folder = profile / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    handler = _Private(folder / FILE, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8")
    handler.setFormatter(Lines(clock))
    root = logging.getLogger()
    before = LOGGER.level
    root.addHandler(handler)
    LOGGER.setLevel(logging.INFO)

    def end() -> None:
        root.removeHandler(handler)
        handler.close()
        LOGGER.setLevel(before)

    return end
