# SPDX-License-Identifier: Apache-2.0
"""What the machine knows of time besides its clock."""

import sys
import time
from pathlib import Path

import pytest

from workspace.sync import machine

HOUR = 3_600_000


@pytest.mark.skipif(not machine.BOOT_ID.exists(), reason="only Linux names its starts there")
def test_linux_names_its_start_and_counts_on() -> None:
    first = machine.this_machine("run", 0)()
    again = machine.this_machine("another run", 10**12)()
    assert first[0] == again[0] == machine.BOOT_ID.read_text().strip()
    assert 0 < first[1] <= again[1]
    assert abs(again[1] - time.clock_gettime(time.CLOCK_BOOTTIME) * 1000) < 5_000


def test_linux_takes_the_id_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "boot_id").write_text("0d5e1c0a-0000-4000-8000-000000000000\n")
    assert machine.linux(tmp_path / "boot_id").start == "0d5e1c0a-0000-4000-8000-000000000000"


def test_windows_names_a_start_alike_in_every_run_of_the_program() -> None:
    began = 1_764_030_000_000
    ticks = [HOUR * 10_000]
    one = machine.windows(lambda: ticks[0], began + HOUR, "12")
    ticks[0] = 3 * HOUR * 10_000
    other = machine.windows(lambda: ticks[0], began + 3 * HOUR + 900, "12")  # the clock drifts
    assert one.start == other.start
    assert other.since_ms() == 3 * HOUR
    assert machine.windows(lambda: ticks[0], began + 3 * HOUR, "13").start != one.start


def test_where_starts_have_no_name_each_run_is_one() -> None:
    one, other = machine.elsewhere("a"), machine.elsewhere("b")
    assert one.start != other.start
    assert 0 < one.since_ms() <= other.since_ms()
    if sys.platform != "win32":
        assert machine.elsewhere("a", time.CLOCK_MONOTONIC).since_ms() > 0
