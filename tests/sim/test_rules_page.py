# SPDX-License-Identifier: Apache-2.0
"""docs/rules.md names every rule and every failure, and for each a test that exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.wire.page import HOUSE, Row, under

PAGE = (HOUSE / "docs" / "rules.md").read_text(encoding="utf-8")
ROADMAP = (HOUSE / "docs" / "roadmap.md").read_text(encoding="utf-8")
NUMBERS = [f"{letter}{number}" for letter in "RF" for number in range(1, 31)]
STORIES = ("sim/test_rules.py", "sim/test_failures.py")


@cache
def names_in(file: str) -> frozenset[str]:
    """The tests of a file, none where there is no such file."""
    path: Path = HOUSE / "tests" / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def wrong(text: str) -> list[str]:
    """What the page says of a test that is not so, or does not say of a rule: a sentence each."""
    rows: dict[str, Row] = {row["rule"]: row for row in under(text, "Rules", "rule")}
    rows |= {row["failure"]: row for row in under(text, "Failures", "failure")}
    later = {row["rule or failure"]: row["roadmap"] for row in under(text, "Not yet", "rule or failure")}
    proofs = {name: [one for one in row["proof"].split(", ") if one] for name, row in rows.items()}
    named = {one for several in proofs.values() for one in several}
    stories = {f"{file}::{test}" for file in STORIES for test in names_in(file)}
    found = [f"{name} stands nowhere" for name in NUMBERS if name not in rows and name not in later]
    found += [f"{name} is no rule and no failure" for name in [*rows, *later] if name not in NUMBERS]
    found += [f"{name} has no proof" for name, several in proofs.items() if not several]
    found += [
        f"{name} is proved by {one}, which does not exist"
        for name, several in proofs.items()
        for one in several
        if one.partition("::")[2] not in names_in(one.partition("::")[0])
    ]
    found += [f"{one} is told and not named" for one in sorted(stories - named)]
    for one in sorted(stories & named):
        number = re.search(r"::test_([rf]\d+)_", one)
        if number is None or one not in proofs.get(number[1].upper(), ()):
            found.append(f"{one} does not stand in the row of its number")
    found += [
        f"{name} points at item {item} of the roadmap, which does not exist"
        for name, item in later.items()
        if not re.search(rf"^{re.escape(item)}\. ", ROADMAP, re.MULTILINE)
    ]
    return found


def test_every_rule_and_every_failure_is_proved_by_a_test_that_exists() -> None:
    assert not wrong(PAGE)


def test_every_invariant_a_run_checks_is_named() -> None:
    checked = {
        name
        for file in ("checks", "ghost", "story", "test_sim")
        for name in re.findall(
            r"\bI(?:-auth|\d+[a-z]?)\b", (HOUSE / f"tests/sim/{file}.py").read_text(encoding="utf-8")
        )
    }
    assert {row["invariant"] for row in under(PAGE, "Invariants", "invariant")} == checked


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("| R21 |", "| R31 |", "R21 stands nowhere"),
        ("| R21 |", "| R31 |", "R31 is no rule and no failure"),
        ("`domain/test_directory.py::test_keys`", "", "R11 has no proof"),
        (
            "`domain/test_directory.py::test_keys`",
            "`domain/test_directory.py::test_key`",
            "R11 is proved by domain/test_directory.py::test_key, which does not exist",
        ),
        (
            "test_directory.py::test_keys",
            "test_director.py::test_keys",
            "R11 is proved by domain/test_director.py::test_keys, which does not exist",
        ),
        (
            "`sim/test_rules.py::test_r7_a_second_batch_follows_the_first`",
            "`domain/test_directory.py::test_keys`",
            "sim/test_rules.py::test_r7_a_second_batch_follows_the_first is told and not named",
        ),
        (
            "`sim/test_failures.py::test_f7_one_that_is_refused_stops_only_what_hangs_on_it`",
            "`sim/test_failures.py::test_f8_what_cannot_leave_keeps_nothing_from_coming`",
            "sim/test_failures.py::test_f7_one_that_is_refused_stops_only_what_hangs_on_it is told and not named",
        ),
        (
            "they are nobody else's | 1 |",
            "they are nobody else's | 11 |",
            "R30 points at item 11 of the roadmap, which does not exist",
        ),
    ],
)  # fmt: skip
def test_what_the_page_lacks_is_named(old: str, new: str, sentence: str) -> None:
    """Planted in a copy."""
    assert PAGE.count(old) == 1
    assert sentence in wrong(PAGE.replace(old, new))
