# SPDX-License-Identifier: Apache-2.0
"""The house itself: floors and rooms as contracts, and the rules no linter has.

The contracts stand as sentences in pyproject.toml; here they are run, and attacked: a guard that never fell
is not known to stand.
"""

import ast
import graphlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import grimp
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

HOUSE = Path(__file__).resolve().parent.parent
SHIPPED = ("workspace", "ui", "server", "resources")
WRITTEN = (*SHIPPED, "tests", "bench", "tools")
PYPROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (HOUSE / "requirements.lock").read_text(encoding="utf-8")

# Longer than the house allows, each with the reason a stranger accepts: "path" or "path::function".
LONG: dict[str, str] = {
    "tests/ui/kit_desk.py::_reading": "a page of samples, read from top to bottom",
    "tests/ui/kit_pages.py::notices": "a page of samples, read from top to bottom",
    "tests/ui/kit_parts.py::buttons": "a page of samples, read from top to bottom",
}

POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
THREADS = {"threading", "concurrent", "asyncio", "multiprocessing", "_thread"}
QT_THREADS = {"QThread", "QThreadPool", "QRunnable", "QtConcurrent"}


def sources(*packages: str) -> Iterator[tuple[str, str, ast.Module]]:
    """Every Python file of `packages`: path from the house's folder, text, syntax tree."""
    for package in packages:
        for path in sorted((HOUSE / package).rglob("*.py")):
            yield path.relative_to(HOUSE).as_posix(), *_parsed(path)


@cache
def _parsed(path: Path) -> tuple[str, ast.Module]:
    text = path.read_text(encoding="utf-8")
    return text, ast.parse(text, str(path))


@cache
def imported(tree: ast.Module) -> set[str]:
    """Modules and names a file imports, dotted: `from a import b` gives "a" and "a.b"."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update([node.module, *(f"{node.module}.{alias.name}" for alias in node.names)])
    return names


def top(names: set[str]) -> set[str]:
    """The first words of dotted names."""
    return {name.split(".")[0] for name in names}


# ---- floors and rooms ----------------------------------------------------------------------------


def broken_contracts(tree: Path) -> tuple[set[str], str]:
    """Run import-linter in `tree`; return the ids of the broken contracts and what it printed."""
    program = "from importlinter.cli import lint_imports; lint_imports(no_cache=True, no_logo=True)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tree, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    assert len(re.findall(r" (?:KEPT|BROKEN)$", said, re.MULTILINE)) == len(contracts), said
    return {one["id"] for one in contracts if f"{one['name']} BROKEN" in said}, said


def test_every_contract_of_the_house_is_kept() -> None:
    broken, said = broken_contracts(HOUSE)
    assert not broken, said


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the tree to plant violations in."""
    for package in SHIPPED:
        shutil.copytree(
            HOUSE / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.svg", "*.ttf", "*.otf"),
        )
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    return tmp_path


def plant(tree: Path, where: str, line: str) -> None:
    """Write a module `where` that holds only `line`."""
    path = tree / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n", encoding="utf-8")


def test_five_planted_violations_break_their_six_contracts(copied: Path) -> None:
    plant(copied, "workspace/services/planted.py", "import PySide6")
    plant(copied, "ui/inbox/planted.py", "from workspace.storage import schema")
    plant(copied, "server/services/planted.py", "import workspace.sync")
    plant(copied, "ui/approvals/planted.py", "import ui.inbox")
    plant(copied, "workspace/misc/__init__.py", "")
    broken, said = broken_contracts(copied)
    assert broken == {"headless", "tables", "deeds", "shared-language", "rooms", "no-cellar"}, said


def test_three_more_break_the_others(copied: Path) -> None:
    plant(copied, "workspace/domain/planted.py", "import workspace.wire.codec")  # a floor up, and so a circle
    plant(copied, "workspace/domain/planted_too.py", "import msgspec")
    plant(copied, "ui/shell/planted.py", "import server")
    broken, said = broken_contracts(copied)
    assert broken == {"floors", "no-cellar", "no-cycles", "plain-domain", "two-programs"}, said


def test_no_module_reaches_itself() -> None:
    """Also not through its own package's __init__, which the contract about siblings does not see."""
    graph = grimp.build_graph(*SHIPPED, cache_dir=None)
    edges = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    graphlib.TopologicalSorter(edges).prepare()  # raises CycleError with the circle


def test_the_domain_imports_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"workspace"}
    strangers = {path: top(imported(tree)) - allowed for path, _, tree in sources("workspace/domain")}
    assert not {path: names for path, names in strangers.items() if names}


def test_qt_stays_in_ui() -> None:
    found = [
        path
        for path, _, tree in sources("workspace", "server", "resources")
        if {"PySide6", "shiboken6"} & top(imported(tree))
    ]
    assert not found


def test_only_the_bridge_knows_threads() -> None:
    found = {
        path: names
        for path, _, tree in sources("ui")
        if path != "ui/bridge.py"
        and (
            names := (THREADS & top(imported(tree)))
            | {n for n in imported(tree) if n.rsplit(".")[-1] in QT_THREADS}
        )
    }
    assert not found


def test_only_the_composition_root_of_ui_starts_the_core() -> None:
    found = [path for path, _, tree in sources("ui") if "workspace.app" in imported(tree)]
    assert set(found) <= {"ui/app.py"}


# ---- every file ----------------------------------------------------------------------------------


def test_shipped_code_runs_on_windows() -> None:
    found = {
        path: names for path, _, tree in sources(*SHIPPED) if (names := POSIX_ONLY & top(imported(tree)))
    }
    assert not found


def test_each_file_names_its_licence_first_and_then_says_what_it_is() -> None:
    first = "# SPDX-License-Identifier: Apache-2.0\n"
    wrong = [
        path
        for path, text, tree in sources(*WRITTEN)
        if not text.startswith(first) or ast.get_docstring(tree) is None
    ]
    assert not wrong


def test_files_and_functions_stay_short() -> None:
    """A module has at most 500 lines, a function 60; exceptions stand in LONG with their reason."""
    long: dict[str, int] = {}
    for path, text, tree in sources(*WRITTEN):
        if (lines := text.count("\n")) > 500:
            long[path] = lines
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 60:
                    long[f"{path}::{node.name}"] = lines
    assert not {place: lines for place, lines in long.items() if place not in LONG}
    assert set(LONG) <= set(long), "no longer long: take them out of LONG"


def test_tests_pass_dependencies_in_and_seldom_patch() -> None:
    """At most five patches for a hundred tests: the cheapest smell of a hidden dependency."""
    tests = patches = 0
    for _, text, _ in sources("tests"):
        tests += len(re.findall(r"^ *def test_", text, re.MULTILINE))
        patches += len(re.findall(r"\bmonkeypatch\.(?:set|del)\w+\(|\bpatch(?:\.object|\.dict)?\(", text))
    assert patches * 100 <= tests * 5


# ---- what is locked ------------------------------------------------------------------------------


def locked() -> dict[str, str]:
    """Package -> version of requirements.lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, re.MULTILINE))


def direct() -> set[str]:
    """The packages pyproject.toml asks for, as the lock spells them."""
    return {re.split(r"[<>=;\[ ]", text)[0].lower() for text in PYPROJECT["project"]["dependencies"]}


def test_the_lock_pins_all_with_hashes_and_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^--(?:extra-)?index|^--find", LOCK, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z])", LOCK.strip())
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]
    assert direct() <= set(locked())


def test_nothing_is_under_a_licence_we_cannot_ship() -> None:
    """GPL and AGPL never; LGPL only for Qt, which stays replaceable in its own files."""
    found = set()
    for name in locked():
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # for another system
            continue
        licences = [*about.get_all("License-Expression", []), *about.get_all("Classifier", [])]
        if any("GPL" in text or "General Public" in text for text in licences):
            found.add(name)
    assert found <= {"pyside6-essentials", "shiboken6"}


def test_notice_names_every_library_we_ship() -> None:
    notice = (HOUSE / "NOTICE").read_text(encoding="utf-8").lower()
    assert not [name for name in direct() if name not in notice]


# ---- the canary ----------------------------------------------------------------------------------


class Bell(QObject):
    """Rings."""

    rang = Signal(bool)


@pytest.mark.usefixtures("qapp")
def test_qt_gives_back_what_it_borrows() -> None:
    """PySide6 6.12.0 on Python 3.11 lost a reference to None on each void call and to True on each emit.

    The process then aborts in the middle of a working day. Whoever lifts the pin meets this test first.
    """
    assert locked()["pyside6-essentials"].startswith("6.11.")
    widget, bell = QWidget(), Bell()
    heard: list[bool] = []
    bell.rang.connect(heard.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(5_000):
        widget.setEnabled(True)
    for _ in range(200):
        bell.rang.emit(True)
    heard.clear()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < 50
    assert abs(after[1] - before[1]) < 50
