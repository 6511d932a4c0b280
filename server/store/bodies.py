# SPDX-License-Identifier: Apache-2.0
"""Bodies of letters: in SQL beside the ledger, and as dictionaries beside its twin."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from server.services.bodies import Frozen, Update
from server.store import schema
from server.store.memory import MemoryLedger, Table
from server.store.sql import SqlLedger
from server.store.statements import by, insert, sql, upsert
from workspace.domain.ids import Id

TABLES = ("body_update", "body_frozen")

_u, _f = schema.body_update.c, schema.body_frozen.c
_of = (_u.letter == bindparam("letter"), _u.generation == bindparam("generation"))
UPDATES = sql(select(_u.n, _u.sha, _u.raw).where(*_of, _u.n > bindparam("after")).order_by(_u.n))
PUT_UPDATE = upsert(schema.body_update)
DROP_UPDATES = sql(schema.body_update.delete().where(*_of, _u.n < bindparam("upto")))
FROZEN = sql(
    select(_f.hash, _f.raw).where(_f.letter == bindparam("letter"), _f.version == bindparam("version"))
)
FREEZE = insert(schema.body_frozen)


class SqlBodies:
    """See `BodyTables` for what each method does."""

    def __init__(self, ledger: SqlLedger) -> None:
        self._run: Callable[..., Any] = ledger.ask

    def updates(self, letter: Id, generation: int, after: int) -> list[Update]:
        return [Update._make(row) for row in self._run(UPDATES, (letter, generation, after)).fetchall()]

    def put_update(self, letter: Id, generation: int, update: Update) -> None:
        self._run(PUT_UPDATE, (letter, generation, *update))

    def drop_updates(self, letter: Id, generation: int, upto: int) -> None:
        self._run(DROP_UPDATES, (letter, generation, upto))

    def frozen(self, letter: Id, version: int) -> Frozen | None:
        row = self._run(FROZEN, (letter, version)).fetchone()
        return Frozen._make(row) if row else None

    def freeze(self, letter: Id, version: int, body: Frozen) -> None:
        self._run(FREEZE, (letter, version, *body))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        tables = schema.metadata.tables
        return {name: sorted(self._run(by(tables[name])).fetchall()) for name in TABLES}


@dataclass(slots=True)
class MemoryBodies:
    """The twin; rolls back with its ledger."""

    ledger: MemoryLedger
    rows: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = {name: Table(self.ledger.log) for name in TABLES}

    def updates(self, letter: Id, generation: int, after: int) -> list[Update]:
        found = self.rows["body_update"].items()
        return sorted(row for key, row in found if key[:2] == (letter, generation) and row.n > after)

    def put_update(self, letter: Id, generation: int, update: Update) -> None:
        self.rows["body_update"][letter, generation, update.n] = update

    def drop_updates(self, letter: Id, generation: int, upto: int) -> None:
        for key in [
            key for key in self.rows["body_update"] if key[:2] == (letter, generation) and key[2] < upto
        ]:
            del self.rows["body_update"][key]

    def frozen(self, letter: Id, version: int) -> Frozen | None:
        return self.rows["body_frozen"].get((letter, version))

    def freeze(self, letter: Id, version: int, body: Frozen) -> None:
        if (letter, version) in self.rows["body_frozen"]:
            raise AssertionError("what was frozen never changes")
        self.rows["body_frozen"][letter, version] = body

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        updates, frozen = (self.rows[name].items() for name in TABLES)
        return {
            "body_update": sorted((*key[:2], *row) for key, row in updates),
            "body_frozen": sorted((*key, *row) for key, row in frozen),
        }
