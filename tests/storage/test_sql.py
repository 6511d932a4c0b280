# SPDX-License-Identifier: Apache-2.0
"""The encrypted store as a file: secrecy, readers beside the writer, the world's failures, plans of the lists."""

import threading
from pathlib import Path

import pytest

from tests.storage.kit import KEY, START, fill, record, tables_at
from workspace.domain.command import Waiting
from workspace.domain.errors import Unavailable
from workspace.storage import driver
from workspace.storage.reader import SqlReader


def test_nothing_legible_lies_on_the_disk(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    with tables.write():
        tables.project([record(1, "Kenari")], [])
        tables.set_meta("k", "Kenari")
    for each in tmp_path.iterdir():
        assert b"enari" not in each.read_bytes()
        assert b"SQLite" not in each.read_bytes()
    tables.close()


@pytest.mark.parametrize("query_only", [True, False])
def test_a_wrong_key_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str], query_only: bool) -> None:
    tables_at(tmp_path / "s.db").close()
    with pytest.raises(driver.DamagedError):
        driver.connect(tmp_path / "s.db", bytes(32), query_only=query_only)
    assert capfd.readouterr() == ("", "")  # SQLCipher would name the file on stderr


def test_a_key_has_32_bytes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        driver.connect(tmp_path / "s.db", b"short")


def test_a_store_that_is_not_there_is_the_world_s_fault_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        driver.connect(tmp_path / "s.db", KEY)
    assert not list(tmp_path.iterdir())


def test_a_path_may_hold_any_letters(tmp_path: Path) -> None:
    tables_at(tmp_path / "meja saya? #1 é%20.db").close()
    assert [each.name for each in tmp_path.iterdir()] == ["meja saya? #1 é%20.db"]


def test_a_full_disk_is_the_world_s_fault_and_nothing_is_half_done(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    fill(tables, 3)
    before = tables.dump()
    tables.connection.execute("PRAGMA max_page_count=80")
    with pytest.raises(Unavailable, match="full"):
        fill(tables, 1_000)
    assert tables.dump() == before
    tables.connection.execute("PRAGMA max_page_count=100000")
    fill(tables, 10)
    assert len(tables.outbox()) == 10
    tables.close()


def test_a_wrong_statement_is_our_own_bug(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    with pytest.raises(driver.DriverError), tables.write():
        tables.connection.execute("NONSENSE")
    with pytest.raises(AssertionError, match="one transaction"), tables.write(), tables.write():
        pass
    assert not tables.connection.in_transaction
    tables.close()


def test_a_reader_in_another_thread_sees_whole_transactions_and_waits_for_none(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    fill(tables, 2)
    reader = SqlReader.open(tmp_path / "s.db", KEY)
    seen: list[int] = []

    def look() -> None:
        seen.append(len(reader.outbox()))

    with tables.write():
        tables.drop_out(["out-0000"])
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(5)
    look()
    assert seen == [2, 1]
    with pytest.raises(driver.DriverError, match="readonly"):
        reader.connection.execute("DELETE FROM outbox")
    reader.close()
    tables.close()


def test_the_writer_checkpoints_when_asked(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    fill(tables, 50)
    before = (tmp_path / "s.db").stat().st_size
    tables.checkpoint()
    assert (tmp_path / "s.db").stat().st_size > before
    tables.close()


def test_pages_of_lists_are_read_from_an_index_alone(tmp_path: Path) -> None:
    """A plan that sorts or reads a table through would make the thousandth page dear."""
    tables = tables_at(tmp_path / "s.db")
    plans: list[str] = []
    connection = tables.connection
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    tables.inbox(["p:1", "o:1"], ["task"], ("2026", 3), 50)
    tables.inbox(["p:1"], [], ("", 0), 50)
    tables.count_inbox(["p:1"], [])
    tables.everything(["task"], ("", 7), 50)
    tables.done("id")
    tables.shown("id")
    connection.set_trace_callback(None)
    for statement in asked:
        if statement.startswith("SELECT"):
            plans += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
    assert not [line for line in plans if "TEMP B-TREE" in line]
    assert not [
        line for line in plans if line.startswith("SCAN") and "json_each" not in line and "asked" not in line
    ]
    assert sum("SEARCH w USING PRIMARY KEY (holder=?" in line for line in plans) >= 4
    tables.close()


def test_places_and_pages_are_the_same_list(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    fill(tables, 20)
    places = tables.order(["p:1"], [])
    assert tables.lines(places) == tables.inbox(["p:1"], [], ("", 0), 100)
    with tables.write():
        tables.project([], ["id-0004"])
    assert len(tables.lines(places)) == 19
    assert tables.order(["p:1"], ["other"]) == []
    tables.close()


def test_where_some_records_stand_is_what_the_order_says_of_them(tmp_path: Path) -> None:
    tables = tables_at(tmp_path / "s.db")
    fill(tables, 20)
    with tables.write():
        twice = (
            *record(7).waits,
            *record(3).waits,
            Waiting("p:2", "task", START, None, "normal"),
        )
        tables.project([record(7)._replace(waits=twice), record(8)._replace(waits=())], ["id-0009"])
    standing = tables.standing(["id-0005", "id-0007", "id-0008", "id-0009"], ["p:1"], [])
    order = tables.order(["p:1"], [])
    assert [len(places) for places in standing.values()] == [1, 2, 0]
    assert all(places == [place for place in order if place[1] == rid] for rid, places in standing.items())
    assert [*tables.standing(["id-0007"], ["p:2"], ["task"]).values()] == [[("~", 8, 2)]]
    assert [*tables.standing(["id-0007"], ["p:2"], ["other"]).values()] == [[]]
    tables.close()
