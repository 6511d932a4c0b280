# SPDX-License-Identifier: Apache-2.0
"""The server's log: one JSON object a line, with a closed list of fields that can hold ids, codes and numbers.

Names, NIPs, tokens, passwords, texts and addresses cannot get in: an event carries only fields of the list; an
exception only its type and where it was raised, never its message; a record of a library only its template,
never what was to be filled in.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import msgspec

from workspace.domain.moment import Clock

LOGGER = logging.getLogger("ruangkerja.server")
FIELDS = {
    "request_id": str, "endpoint": str, "status": int, "ms": float, "sent": int, "received": int, "rows": int,
    "commands": int, "updates": int, "officer": str, "device": str, "code": str, "error": str, "where": list,
    "command": str, "epoch": str, "steps": int, "done": str, "port": int, "head": int,
}  # fmt: skip
LEVELS = {"bug": logging.ERROR, "unavailable": logging.ERROR, "failed": logging.ERROR}
# Ids, codes, names of our own code; nothing as long as a NIP or a token.
SAFE = re.compile(r"(?!.*[0-9]{18})(?!.*[A-Za-z0-9_-]{40})[A-Za-z0-9._:<>-]{0,80}")


def note(event: str, fields: Mapping[str, object]) -> None:
    """One event. `error` may be an exception: its type and place are kept."""
    level = LEVELS.get(event, logging.INFO)
    if LOGGER.isEnabledFor(level):
        told = {"event": event, "fields": clean(fields)}
        # Not by `log`, which looks up the stack for who called: no line of ours tells it.
        LOGGER.handle(LOGGER.makeRecord(LOGGER.name, level, __file__, 0, event, (), None, extra=told))


def clean(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of the closed list, with values of their kind. Any other is our own bug."""
    kept: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, BaseException):
            kept["error"] = type(value).__name__
            kept["where"] = places(value)
            continue
        kind = FIELDS[name]
        if not isinstance(value, kind if kind is not float else (int, float)):
            raise TypeError(f"{name} is {type(value).__name__}")
        kept[name] = "?" if isinstance(value, str) and not _safe(value) else value
    return kept


@lru_cache(maxsize=1000)  # officers, devices and endpoints come again and again
def _safe(value: str) -> bool:
    return SAFE.fullmatch(value) is not None


def places(error: BaseException) -> list[str]:
    """Where it was raised: file, line and function of the innermost frames."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return [f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in frames]


class Lines(logging.Formatter):
    """Writes a record as one JSON line. `clock` tells the time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def format(self, record: logging.LogRecord) -> str:
        """Ours by its fields, others by their template."""
        line: dict[str, object] = {"time": self._clock(), "level": record.levelname.lower()}
        event = getattr(record, "event", None)
        if event is not None:
            line |= {"event": event, **getattr(record, "fields", {})}
            return msgspec.json.encode(line).decode()
        place = f"{record.filename}:{record.lineno}:{record.funcName}"
        line |= {"event": "library", "logger": record.name, "template": template(record), "where": [place]}
        if record.exc_info and record.exc_info[1] is not None:
            line |= clean({"error": record.exc_info[1]})
        return json.dumps(line, ensure_ascii=True)


def template(record: logging.LogRecord) -> str:
    """The text before anything was filled in; "?" if that may have been done before it came here."""
    return record.msg if record.args and isinstance(record.msg, str) else "?"


def configure(clock: Clock, stream: TextIO, level: int = logging.INFO) -> None:
    """Send every log of this process to `stream` in that form."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(clock))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True
