# SPDX-License-Identifier: Apache-2.0
"""What this machine knows of time besides its clock: which start it is in, and how long ago that was.

An officer or a flat battery moves the clock; neither moves this. Sleep counts, so that a laptop closed over
lunch does not lose the hour. Where a start cannot be told from another one, every run of the program counts as
a start of its own: evidence then says less, never something false.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")  # random(4)
WINDOWS_BOOT_ID = (  # counted up by the kernel at each start
    r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
)

Boot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Machine:
    """`start` names this start of the machine; `since_ms()` is milliseconds since then, sleep included."""

    start: str
    since_ms: Callable[[], int]

    def __call__(self) -> Boot:
        """Both, as a check-in keeps them."""
        return self.start, self.since_ms()


def linux(boot_id: Path = BOOT_ID) -> Machine:
    """CLOCK_BOOTTIME (clock_gettime(2)) counts suspend, CLOCK_MONOTONIC does not."""
    known = boot_id.read_text(encoding="ascii").strip()
    return Machine(known, lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000)


def windows(query: Callable[[], int], wall_ms: int, boot: str) -> Machine:
    """`query()` is QueryInterruptTime, in units of 100 ns; `boot` tells starts apart that began in one minute."""
    began = round((wall_ms - query() / 10_000) / 60_000)
    return Machine(f"{began}-{boot}", lambda: query() // 10_000)


def elsewhere(run: str, clock: int | None = None) -> Machine:
    """Any other system: a run of the program is a start; `clock` is its CLOCK_MONOTONIC, which on macOS goes on
    while the machine sleeps (clock_gettime(3) there).
    """
    if clock is None:
        return Machine(run, lambda: time.monotonic_ns() // 1_000_000)
    return Machine(run, lambda: time.clock_gettime_ns(clock) // 1_000_000)


def this_machine(run: str, wall_ms: int) -> Machine:
    """The adapter for the system we run on. `run` names this run of the program, `wall_ms` is the wall clock."""
    if sys.platform == "win32":
        return windows(_query_interrupt_time, wall_ms, _windows_boot() or run)
    if BOOT_ID.exists():
        return linux()
    return elsewhere(run, getattr(time, "CLOCK_MONOTONIC", None))


def _query_interrupt_time() -> int:
    """QueryInterruptTime (realtimeapiset.h, Windows 10 and later)."""
    value = ctypes.c_ulonglong()
    ctypes.WinDLL("kernelbase").QueryInterruptTime(ctypes.byref(value))  # type: ignore[attr-defined,unused-ignore]
    return value.value


def _windows_boot() -> str:
    import winreg  # noqa: PLC0415 - only Windows has it

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, WINDOWS_BOOT_ID) as key:  # type: ignore[attr-defined,unused-ignore]
            return str(winreg.QueryValueEx(key, "BootId")[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return ""
