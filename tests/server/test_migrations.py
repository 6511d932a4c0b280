# SPDX-License-Identifier: Apache-2.0
"""The file's schema: made by frozen steps, each whole or not at all, never opened by an older release."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlcipher3 import dbapi2

from server.store import migrations, schema
from server.store.database import Database
from server.store.sql import SqlLedger
from workspace.domain.errors import Unavailable


def ledger_of(path: Path) -> SqlLedger:
    return SqlLedger(dbapi2.connect(path, isolation_level=None))


def shape(path: Path) -> dict[str, object]:
    """Tables with their columns, keys and indices, as SQLAlchemy reads them back."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(path))
    found = inspect(engine)
    described: dict[str, object] = {}
    for table in found.get_table_names():
        columns = [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)]
        indices = sorted(
            (i["name"], tuple(i["column_names"]), {k: str(v) for k, v in i["dialect_options"].items()})
            for i in found.get_indexes(table)
        )
        unique = sorted(tuple(u["column_names"]) for u in found.get_unique_constraints(table))
        options = found.get_table_options(table)
        key = found.get_pk_constraint(table)["constrained_columns"]
        described[table] = (columns, key, indices, unique, options)
    engine.dispose()
    return described


def test_the_steps_make_exactly_the_tables_of_schema_py(tmp_path: Path) -> None:
    Database(tmp_path / "stepped.db").close()
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(tmp_path / "made.db"))
    schema.metadata.create_all(engine)
    engine.dispose()
    assert shape(tmp_path / "stepped.db") == shape(tmp_path / "made.db")


def test_opening_again_takes_no_step(tmp_path: Path) -> None:
    first = Database(tmp_path / "server.db")
    first.close()
    second = Database(tmp_path / "server.db")
    second.close()
    assert (first.steps, second.steps) == (migrations.VERSION, 0)


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    """R28: an older release would misread what a newer one wrote."""
    path = tmp_path / "server.db"
    Database(path).close()
    ledger_of(path).run(f"PRAGMA user_version = {migrations.VERSION + 1}")
    for read_only in (False, True):
        with pytest.raises(migrations.NewerSchemaError, match="too old"):
            Database(path, read_only=read_only)
    assert migrations.version(ledger_of(path)) == migrations.VERSION + 1


STEPS = ("CREATE TABLE a (x); CREATE TABLE b (x);", "CREATE TABLE c (x); CREATE TABLE a (x);")


def test_a_step_that_fails_leaves_the_schema_before_it(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "server.db")
    with pytest.raises(Unavailable, match="already exists"):
        migrations.migrate(ledger, STEPS)
    tables = {row[0] for row in ledger.run("SELECT name FROM sqlite_master").fetchall()}
    assert tables == {"a", "b"}
    assert migrations.version(ledger) == 1


def test_a_copy_is_whole_and_sound(tmp_path: Path) -> None:
    database = Database(tmp_path / "server.db")
    with database.writer() as ledger, ledger.write():
        ledger.set_meta("epoch", "e")
    database.copy_to(tmp_path / "copy.db")
    database.close()
    copy = Database(tmp_path / "copy.db", read_only=True)
    with copy.reader() as ledger, ledger.view():
        assert ledger.meta("epoch") == "e"
    assert copy.integrity() == ""
    copy.close()


def test_damage_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "server.db"
    Database(path).close()
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 3 + 8] = b"\xff" * 8  # the head of some table's page
    path.write_bytes(raw)
    damaged = Database(path, read_only=True)
    assert damaged.integrity()
    damaged.close()
