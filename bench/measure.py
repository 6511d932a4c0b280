# SPDX-License-Identifier: Apache-2.0
"""Clocks and statistics of the bench. CPU seconds decide: wall time on a shared machine says little."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from workspace.domain.moment import Instant, from_ms, to_ms

Result = TypeVar("Result")
BASE_MS = to_ms("2026-11-24T00:00:00.000Z")


def clock() -> Instant:
    """The same invented time in every process of a run: it goes on from a fixed day."""
    return from_ms(BASE_MS + int(time.monotonic() * 1000))


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of this process (user and system) and of the wall clock."""

    cpu: float
    wall: float


def cost(work: Callable[[], object]) -> Cost:
    """What `work` costs."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of all lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_mb() -> float:
    """The largest resident size of this process so far, in MB; 0 where the system does not tell."""
    return _status("VmHWM")


def _status(name: str) -> float:
    path = Path("/proc/self/status")
    if not path.exists():
        return 0.0
    line = next(line for line in path.read_text(encoding="ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024
