# SPDX-License-Identifier: Apache-2.0
"""The working day as a test: one pass without windows."""

from pathlib import Path

import pytest

from tests.journeys.day import play, robot

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


def test_a_working_day_without_windows(tmp_path: Path) -> None:
    told = play(tmp_path / "day", 1, robot, "Satu hari kerja tanpa jendela")
    assert told.good, told.path.read_text(encoding="utf-8")
    assert told.checks >= 30
