# SPDX-License-Identifier: Apache-2.0
"""Rows 6a, 6b and 6c: from the start of the process to the first frame, and to the inbox of 100,000 with its rows.

Ours is `python -m ui` over a prepared profile, offscreen, with the key at hand; the floor an empty window of
bare Qt in a process of its own. CPU of the whole process decides, the interpreter's start and all threads
included. Judged are the rows as they were shown last, through which one may walk at once; the page read anew,
on which deeds can be done, is told beside them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench import stores
from bench.context import Context
from bench.report import Figure, figure
from workspace.services import known
from workspace.services.devicekey import DeviceKey
from workspace.services.known import KnownProfile
from workspace.storage import profile

SERVER = "http://127.0.0.1:9"  # where nobody listens: a start needs no server
TIMES = 2  # starts in one repetition
WARM = 2  # the first compiles the program and has no glance to show


class Mark(NamedTuple):
    """CPU and wall seconds since the process started, and MB in memory."""

    cpu: float
    wall: float
    mb: float


def run(context: Context) -> list[Figure]:
    """Starts of ours and of the floor by turns, the first of each left out."""
    home = _home(context)
    ours, below = [], []
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.accessibility.atspi=false",
        "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled, so both are
        "PYTHONPYCACHEPREFIX": str(context.new_folder().resolve()),
    }
    for _ in range(context.repeats * TIMES + WARM):
        below.append(_start(environ, "bare")["frame"])
        ours.append(_start(environ, "ours", str(home)))
    ours, below = ours[WARM:], below[WARM:]

    def ms(what: str, clock: str) -> list[float]:
        return [1000 * float(getattr(one[what], clock)) for one in ours]

    bare = [1000 * one.cpu for one in below]
    what = f"start to the rows of an inbox of {context.big:,}, CPU"
    bare_wall = [1000 * one.wall for one in below]
    memory = [one.mb for one in below]
    return [
        figure("6a", "start to the first frame, CPU", "ms", ms("frame", "cpu"), bare),
        figure("6a wall", "the same, wall", "ms", ms("frame", "wall"), bare_wall),
        figure("6b", what, "ms", ms("glance", "cpu"), bare),
        figure("6b wall", "the same, wall", "ms", ms("glance", "wall"), bare_wall),
        figure("6b page", "the same rows read anew, with deeds, CPU", "ms", ms("page", "cpu"), bare),
        figure("6b page wall", "the same, wall", "ms", ms("page", "wall"), bare_wall),
        figure("6c frame", "memory at the first frame", "MB", [one["frame"].mb for one in ours], memory),
        figure("6c loaded", "memory when all is loaded", "MB", [one["loaded"].mb for one in ours], memory),
    ]  # fmt: skip


def _home(context: Context) -> Path:
    """Profiles with the desk of the big store, as a sign-in and a first run would have left them."""
    made, home = context.made, context.new_folder()
    folder = profile.name(SERVER, made.me)
    stores.copy_desk(context.prepared / f"desk-{context.big}", home / folder)
    with stores.opened(home / folder) as store, store.tables.write():
        DeviceKey(made.laptop, made.privates[made.laptop], "Laptop").keep(store.tables, made.me)
    mine = KnownProfile(SERVER, made.me, "Pegawai Contoh", folder)
    known.write(home, known.Known(last=folder, profiles=(mine,)))
    return home


def _start(environ: dict[str, str], kind: str, *where: str) -> dict[str, Mark]:
    """One start; its marks."""
    command = [sys.executable, "-m", "bench.desktop", kind, str(time.monotonic()), *where]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environ)  # noqa: S603 - our own program
    return {name: Mark(*values) for name, values in json.loads(told.stdout).items()}
