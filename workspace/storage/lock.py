# SPDX-License-Identifier: Apache-2.0
"""One process per profile.

The lock is the operating system's (it ends with the process); beside it a small file says who holds it. That
file is taken away at a proper end, so finding it with the lock free tells that the last process died.
"""

import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from workspace.domain.moment import Instant

LOCK, HOLDER = "lock", "holder"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a profile: its number, its machine, and since when."""

    pid: int
    host: str
    since: Instant


@dataclass(frozen=True, slots=True)
class InUse:
    """Another process holds the profile; `holder` is None if it did not say who it is."""

    holder: Holder | None


@dataclass(slots=True)
class ProfileLock:
    """A held lock. `died` tells that the process before this one did not end properly."""

    folder: Path
    lock: FileLock
    died: bool

    def release(self) -> None:
        """Let others in. Only after the store was closed."""
        (self.folder / HOLDER).unlink(missing_ok=True)
        self.lock.release()


def acquire(folder: Path, now: Instant) -> ProfileLock | InUse:
    """Take the lock of a profile folder, at once or not at all."""
    lock = FileLock(str(folder / LOCK), mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return InUse(_read(folder))
    died = (folder / HOLDER).exists()
    me = json.dumps({"pid": os.getpid(), "host": platform.node(), "since": now})
    (folder / HOLDER).write_text(me, encoding="utf-8")
    return ProfileLock(folder, lock, died)


def _read(folder: Path) -> Holder | None:
    try:
        told = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return Holder(int(told["pid"]), str(told["host"]), str(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # just started, or ended a moment ago
