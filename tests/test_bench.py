# SPDX-License-Identifier: Apache-2.0
"""The page on speed and the bench speak of the same rows, goals and misses."""

import re
from pathlib import Path

import pytest

from bench.__main__ import MODULES
from bench.goals import GOALS, PROFILES
from bench.report import figure

TREE = Path(__file__).resolve().parents[1]
PAGE = (TREE / "docs" / "bench.md").read_text(encoding="utf-8")


def lines() -> dict[str, list[str]]:
    """The table of the page by its first cell."""
    found = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d", line)]
    return {cells[0]: cells for cells in found}


def test_the_page_has_the_rows_and_goals_of_the_code() -> None:
    told = {code: tuple(cells[1:4]) for code, cells in lines().items()}
    assert told == {code: (goal.what, goal.floor, str(goal)) for code, goal in GOALS.items()}


def test_every_row_with_a_goal_is_measured_by_a_module() -> None:
    rows = [row for measured in MODULES.values() for row in measured]
    assert sorted(rows) == sorted({code.split()[0] for code in GOALS})
    assert all((TREE / "bench" / "rows" / f"{name}.py").exists() for name in MODULES)


def test_what_is_missed_has_its_profile_on_the_page() -> None:
    assert set(re.findall(r"^\*\*(.+?)\*\*: ", PAGE, re.MULTILINE)) == PROFILES
    missed = {code for code, cells in lines().items() if cells[7] in {"near", "MISS"}}
    assert missed <= PROFILES


@pytest.mark.parametrize(
    ("code", "ours", "floor", "said"),
    [
        ("1a", 1.5, 1.0, "good"),
        ("1a", 2.0, 1.0, "near: docs/bench.md, 1a"),
        ("1a", 2.3, 1.0, "MISS"),
        ("0 p50", 2.0, 1.0, "good"),  # above its milliseconds, within its ratio
        ("5b", 2.6, 1.0, "MISS"),  # nothing is written about it
        ("1c", 80.0, 50.0, "over"),
        ("1a wall", 9.0, 1.0, ""),
    ],
)
def test_a_verdict(code: str, ours: float, floor: float, said: str) -> None:
    assert figure(code, "something", "s", [ours], [floor]).verdict == said
