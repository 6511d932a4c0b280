# SPDX-License-Identifier: Apache-2.0
"""The walk-through of docs/architecture.md is true: its patch adds a verb, and nothing in the server knows of it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PATCH = HOUSE / "docs" / "walkthrough" / "remind.patch"
CODE = {"workspace/domain/task.py", "workspace/services/deeds.py"}
PROOF = (
    "tests/domain/test_task.py", "tests/domain/test_states.py", "tests/authz/test_cells.py",
    "tests/golden/test_golden.py", "tests/wire/test_protocol_page.py",
    "tests/ui/test_words.py", "tests/ui/test_inbox_deeds.py::test_a_giver_reminds_the_holder",
)  # fmt: skip


def touched() -> set[str]:
    """The files the patch changes."""
    return set(re.findall(r"^\+\+\+ b/(.+)$", PATCH.read_text(encoding="utf-8"), re.MULTILINE))


def test_a_verb_is_a_noun_a_service_a_room_and_data() -> None:
    """No floor but these three is edited; beside them lie words, tables and golden files."""
    data = {"ui/words.py", "resources/i18n/id.ts", "docs/states.md", "docs/protocol.md"}
    others = {path for path in touched() - CODE - data if not path.startswith(("tests/", "ui/inbox/"))}
    assert not others


@pytest.mark.slow
def test_the_patch_applies_and_its_tests_pass(tmp_path: Path) -> None:
    """In a copy of the tree, with the real tests of what it touches."""
    copy = tmp_path / "house"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True)  # noqa: S607
    for name in filter(None, listed.stdout.split("\0")):
        if (HOUSE / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, copy / name)
    subprocess.run(["git", "apply", str(PATCH)], cwd=copy, check=True)  # noqa: S607
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    subprocess.run(
        [sys.executable, "tools/i18n.py"], cwd=copy, env=environment, check=True, capture_output=True
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PROOF]
    ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:]
