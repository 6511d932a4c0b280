# SPDX-License-Identifier: Apache-2.0
"""Migrations: the frozen steps lead to schema.py, each is all or nothing, a newer store is only read."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.storage.kit import KEY, Hands, fill, opened, tables_at
from workspace.domain.errors import Unavailable
from workspace.storage import backup, driver, migrations, sql
from workspace.storage.profile import Store, StoreTooNew, open_store
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Truth


@dataclass
class Step:
    """A migration made up for a test."""

    VERSION: int
    statements: tuple[str, ...]
    CHANGES: frozenset[str] = field(default_factory=frozenset)

    def up(self, cursor: Any) -> None:
        for statement in self.statements:
            cursor.execute(statement)


LAST = migrations.known()


def shape(connection: driver.Connection) -> dict[str, Any]:
    """Tables, columns and indices as the store itself tells them; spelling of the DDL does not matter."""
    found: dict[str, Any] = {}
    listed = "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name != 'sqlite_schema'"
    for name, *kind in connection.execute(listed).fetchall():
        columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
        indices = [
            (index[2:5], connection.execute(f"PRAGMA index_xinfo({index[1]})").fetchall())
            for index in sorted(
                connection.execute(f"PRAGMA index_list({name})").fetchall(), key=lambda i: i[1]
            )
        ]
        found[name] = (kind, columns, indices)
    named = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'"
    for name, text in connection.execute(named).fetchall():
        settings = connection.execute("SELECT k, v FROM fts_config ORDER BY k").fetchall()
        found[name] = (found[name], " ".join(text.split()).replace("( ", "("), settings)
    return found


def test_the_steps_lead_to_the_schema() -> None:
    stated = driver.connect(driver.MEMORY, b"")
    with driver.immediate(stated):
        for statement in sql.ddl():
            stated.execute(statement)
    migrated = tables_at(driver.MEMORY).connection
    assert shape(migrated) == shape(stated)
    assert len(shape(stated)) > 10
    stated.close()
    migrated.close()


def test_the_overlay_of_the_first_store_is_taken_over() -> None:
    connection = driver.connect(driver.MEMORY, b"")
    migrations.migrate(connection, lambda: None, migrations.STEPS[:1])
    first = SqlTables(connection)
    rows = {f"id-{n}": ("task", b"{}" * n) for n in (2, 900, 1)}
    with first.write():
        first.put_overlay([(id_, *row) for id_, row in rows.items()])
    migrations.migrate(connection, lambda: None)
    assert SqlTables(connection).overlay() == rows
    connection.close()


def test_the_keys_of_the_second_store_are_taken_over() -> None:
    connection = driver.connect(driver.MEMORY, b"")
    migrations.migrate(connection, lambda: None, migrations.STEPS[:2])
    rows = [(id_, "task", 1, n, 0, b"{}") for n, id_ in enumerate("cab")]
    held = [("p:1", "a"), ("p:1", "c"), ("p:2", "a"), ("u:1", "c")]
    connection.executemany("INSERT INTO truth VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO truth_key (key, id) VALUES (?, ?)", held)
    line = "INSERT INTO item VALUES (?, ?, 'task', '', '', 0, '', '', 0, 0, ?, x'00')"
    waits = [("x", "task", "2026", "2027", ""), ("w", "task", "2026", None, "")]
    connection.executemany(line, [(1, "a", json.dumps(waits)), (2, "b", json.dumps(waits[:1]))])
    order = [("x", "2027", 1, 0, "task"), ("w", "~", 1, 1, "task"), ("x", "2027", 2, 0, "task")]
    connection.executemany("INSERT INTO wait VALUES (?, ?, ?, ?, ?)", order)
    assert migrations.migrate(connection, lambda: None)[0] == 3
    now = SqlTables(connection)
    assert now.dump()["truth"] == sorted(rows)
    assert now.dump()["truth_key"] == held
    assert now.keyless() == ["b"]
    assert now.order(["x"], []) == [("2027", 1, 0), ("2027", 2, 0)]
    assert [(one.id, one.holder) for one in now.inbox(["w", "x"], [], ("", 0), 9)] == [
        ("a", "x"),
        ("b", "x"),
        ("a", "w"),
    ]
    with now.write():
        now.put_truth(
            [Truth("b", "task", 2, 4, 0, b"{}"), Truth("c", "task", 2, 5, 0, b"{}")], [("o:1",), ("p:1",)]
        )
        assert now.drop_key("u:1") == []
        assert now.drop_keys([("p:1", "c"), ("p:2", "a"), ("o:1", "c")]) == ["c"]
    assert now.dump()["truth_key"] == [("o:1", "b"), ("p:1", "a")]
    connection.close()


def test_a_line_of_the_third_store_waits_while_the_overlay_holds_its_record() -> None:
    connection = driver.connect(driver.MEMORY, b"")
    migrations.migrate(connection, lambda: None, migrations.STEPS[:3])
    line = "INSERT INTO item VALUES (?, ?, 'task', ?, '', 0, '', '', 0, 1, '[]', x'00')"
    connection.executemany(line, [(1, "a", "Rapat"), (2, "b", "Dinas")])
    connection.execute("INSERT INTO overlay VALUES ('a', 'task', x'7b7d')")
    assert migrations.migrate(connection, lambda: None)[0] == 4
    now = SqlTables(connection)
    assert [(one.title, one.pending) for one in now.everything(["task"], ("", 0), 9)] == [
        ("Dinas", False),
        ("Rapat", True),
    ]
    connection.close()


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.VERSION for step in migrations.STEPS] == list(range(1, migrations.known() + 1))


def test_a_step_runs_once_and_after_a_copy_was_kept(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    fill(store.tables, 5)
    store.close()
    second = Step(LAST + 1, ("ALTER TABLE outbox ADD COLUMN colour TEXT NOT NULL DEFAULT ''",))
    for _ in range(2):
        again = open_store(tmp_path / "p", KEY, Hands(), (*migrations.STEPS, second))
        assert isinstance(again, Store)
        assert migrations.version(again.tables.connection) == LAST + 1
        again.close()
    (kept,) = backup.copies(tmp_path / "p")
    assert (kept.version, kept.rows) == (LAST, 5)
    assert backup.examine(kept.path, KEY).counts["outbox"] == 5


def test_a_new_store_keeps_no_copy_of_nothing(tmp_path: Path) -> None:
    opened(tmp_path / "p").close()
    assert backup.copies(tmp_path / "p") == []


@pytest.mark.parametrize("statement", ["DELETE FROM outbox WHERE n = 3", "DROP TABLE tray"])
def test_a_step_that_loses_rows_is_undone(tmp_path: Path, statement: str) -> None:
    store = opened(tmp_path / "p")
    fill(store.tables, 5)
    before = store.tables.dump()
    wrong = Step(LAST + 1, ("CREATE TABLE extra (x)", statement))
    with pytest.raises(migrations.RowsLostError):
        migrations.migrate(store.tables.connection, lambda: None, (*migrations.STEPS, wrong))
    assert store.tables.dump() == before
    assert migrations.version(store.tables.connection) == LAST
    announced = Step(LAST + 1, (statement,), frozenset({"outbox", "tray"}))
    assert migrations.migrate(store.tables.connection, lambda: None, (*migrations.STEPS, announced)) == [
        LAST + 1
    ]
    store.close()


def test_a_step_that_fails_half_way_is_undone_and_those_before_it_stay(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    steps = (
        *migrations.STEPS,
        Step(LAST + 1, ("CREATE TABLE two (x)",)),
        Step(LAST + 2, ("CREATE TABLE three (x)", "NONSENSE")),
    )
    with pytest.raises(driver.DriverError):
        migrations.migrate(store.tables.connection, lambda: None, steps)
    assert migrations.version(store.tables.connection) == LAST + 1
    assert {"two"} == set(migrations.counts(store.tables.connection)) & {"two", "three"}
    store.close()


def test_no_step_without_its_copy(tmp_path: Path) -> None:
    def full() -> None:
        raise Unavailable("disk full")

    store = opened(tmp_path / "p")
    with pytest.raises(Unavailable):
        migrations.migrate(
            store.tables.connection, full, (*migrations.STEPS, Step(LAST + 1, ("CREATE TABLE two (x)",)))
        )
    assert migrations.version(store.tables.connection) == LAST
    store.close()


def test_a_newer_store_is_read_and_never_written(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    fill(store.tables, 3)
    store.tables.connection.execute(f"PRAGMA user_version={LAST + 1}")
    store.close()
    newer = open_store(tmp_path / "p", KEY, Hands())
    assert isinstance(newer, StoreTooNew)
    assert (newer.found, newer.known) == (LAST + 1, LAST)
    assert len(newer.reader.outbox()) == 3
    with pytest.raises(driver.DriverError, match="readonly"):
        newer.reader.connection.execute("DELETE FROM outbox")
    newer.reader.close()
