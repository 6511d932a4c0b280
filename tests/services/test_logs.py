# SPDX-License-Identifier: Apache-2.0
"""The desk's log holds ids, codes and numbers, whatever is thrown at it."""

import json
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LogWatch
from workspace.services import logs

CANARY = "Nota rahasia untuk 196001012026011001 dari Ratna"
NOW = "2026-11-24T01:00:00.000Z"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    end = logs.start(tmp_path, lambda: NOW)
    yield tmp_path / logs.FOLDER / logs.FILE
    end()


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_an_event_is_one_line_of_codes_and_numbers(log: Path) -> None:
    logs.note("exchange", exchange="sync", sent=3, more=False)
    assert lines(log) == [
        {"time": NOW, "level": "info", "event": "exchange", "exchange": "sync", "sent": 3, "more": False}
    ]


def test_words_in_a_field_are_not_written(log: Path) -> None:
    logs.note("opened", profile=CANARY)
    assert lines(log)[0]["profile"] == "?"


@pytest.mark.parametrize(
    "word", ["199001012020011001", "x" * 43, "Tg3_-" * 9, "ratna@contoh.test", "/home/ratna"]
)
def test_what_only_looks_like_a_code_is_not_written(log: Path, word: str, expected_logs: LogWatch) -> None:
    logs.note("opened", profile=word)
    logging.getLogger("ui.bridge").error("raised %s", word)
    expected_logs.expect("raised")
    assert [line.get("profile", line.get("args")) for line in lines(log)] == ["?", ["?"]]


def test_a_field_outside_the_list_is_our_bug(log: Path) -> None:
    with pytest.raises(KeyError):
        logs.note("opened", title="x")
    with pytest.raises(TypeError):
        logs.note("opened", sent="3")


def test_others_are_written_by_their_template_only(log: Path, expected_logs: LogWatch) -> None:
    logging.getLogger("urllib3").warning("retrying %s", CANARY)
    logging.getLogger("urllib3").warning(f"retrying {CANARY}")  # noqa: G004 - what is tested
    expected_logs.expect("retrying")
    first, second = lines(log)
    assert (first["template"], second["template"]) == ("retrying %s", "?")
    assert CANARY not in log.read_text(encoding="utf-8")


def test_of_our_own_records_codes_are_filled_in_and_words_are_not(log: Path, expected_logs: LogWatch) -> None:
    logging.getLogger("ui.bridge").error("a call raised %s in %s, %s", "OSError", "sql.py:12", CANARY)
    expected_logs.expect("a call raised")
    assert lines(log)[0]["args"] == ["OSError", "sql.py:12", "?"]


def test_an_error_is_written_by_type_and_place(log: Path, expected_logs: LogWatch) -> None:
    try:
        raise RuntimeError(CANARY)
    except RuntimeError:
        logging.getLogger("workspace.sync").exception("broke")
    expected_logs.expect("broke")
    (line,) = lines(log)
    assert line["error"] == "RuntimeError"
    assert re.fullmatch(r"test_logs\.py:\d+:test_an_error_is_written_by_type_and_place", line["where"][0])  # type: ignore[index]
    assert CANARY not in log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_five_files_of_a_megabyte_and_no_more(log: Path) -> None:
    for n in range(60_000):
        logs.note("exchange", exchange="sync", sent=n, rows=n, code="x" * 40)
    files = sorted(log.parent.iterdir())
    assert len(files) == logs.FILES
    assert max(file.stat().st_size for file in files) <= logs.FILE_BYTES
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
