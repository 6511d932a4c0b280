# SPDX-License-Identifier: Apache-2.0
"""The log of bodies in the encrypted store: the `BodyTables` that officers run, on the desk's own connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, literal_column, select, update
from sqlalchemy.dialects import sqlite

from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.storage import driver
from workspace.storage.bodies import Body, Of, Recovered, Update
from workspace.storage.schema import body, body_frozen, body_recovered, body_update
from workspace.storage.sql import text

_put_body = sqlite.insert(body)
_this = (body_update.c.letter == bindparam("letter_"), body_update.c.generation == bindparam("generation_"))
_one = (*_this, body_update.c.n == bindparam("n_"))
_whole = (body_recovered.c.letter, body_recovered.c.generation, body_recovered.c.upto, body_recovered.c.found)

BODY = text(
    select(body).where(body.c.letter == bindparam("letter"), body.c.generation == bindparam("generation"))
)
PUT_BODY = text(
    _put_body.on_conflict_do_update(
        index_elements=list(body.primary_key.columns),
        set_={c.name: _put_body.excluded[c.name] for c in body.columns if not c.primary_key},
    )
)
UPDATES = text(select(body_update).where(*_this).order_by(body_update.c.n))
UNSENT = text(
    select(body_update.c.letter, body_update.c.generation)
    .where(~body_update.c.sent)
    .distinct()
    .order_by(body_update.c.letter, body_update.c.generation)
)
KNOWN = text(
    select(body_update.c.letter, body_update.c.generation)
    .distinct()
    .order_by(body_update.c.letter, body_update.c.generation)
)
ADD = text(sqlite.insert(body_update))
DROP = text(delete(body_update).where(*_one))
MARK_SENT = text(update(body_update).values(sent=literal_column("1")).where(*_one))
PUT_RECOVERED = text(sqlite.insert(body_recovered))
RECOVERED = text(
    select(*_whole, body_recovered.c.raw)
    .where(body_recovered.c.letter == bindparam("letter_"))
    .order_by(body_recovered.c.n.desc())
)
FORGET = text(delete(body_recovered).where(body_recovered.c.found < bindparam("before")))

_frozen = sqlite.insert(body_frozen)
FROZEN_KEPT = text(
    select(body_frozen.c.letter, body_frozen.c.version).order_by(body_frozen.c.letter, body_frozen.c.version)
)
PUT_FROZEN = text(
    _frozen.on_conflict_do_update(
        index_elements=list(body_frozen.primary_key.columns), set_={"raw": _frozen.excluded.raw}
    )
)
DROP_FROZEN = text(delete(body_frozen).where(body_frozen.c.letter == bindparam("letter_")))
FROZEN = text(
    select(body_frozen.c.raw).where(
        body_frozen.c.letter == bindparam("letter_"), body_frozen.c.version == bindparam("version_")
    )
)


@dataclass(slots=True)
class SqlBodies:
    """See `BodyTables` for what each method does."""

    connection: driver.Connection

    def write(self) -> AbstractContextManager[None]:
        return driver.immediate(self.connection)

    def _all(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, values).fetchall()  # type: ignore[no-any-return]

    def body(self, of: Of) -> Body | None:
        for letter, generation, client, writing, restored in self._all(BODY, *of):
            return Body(Of(letter, generation), client, writing, bool(restored))
        return None

    def put_body(self, body: Body) -> None:
        self.connection.execute(PUT_BODY, (*body.of, body.client, body.writing, body.restored))

    def updates(self, of: Of) -> list[Update]:
        rows = self._all(UPDATES, *of)
        return [Update(n, of, client, at, bool(sent), raw) for n, _, _, client, at, sent, raw in rows]

    def unsent(self) -> list[Of]:
        return [Of(*row) for row in self._all(UNSENT)]

    def known(self) -> list[Of]:
        return [Of(*row) for row in self._all(KNOWN)]

    def add(self, updates: Iterable[Update]) -> None:
        rows = [(None, *row.of, row.client, row.at, row.sent, row.raw) for row in updates]
        self.connection.executemany(ADD, rows)

    def drop(self, of: Of, numbers: Sequence[int]) -> int:
        return sum(self.connection.execute(DROP, (*of, n)).rowcount for n in numbers)

    def mark_sent(self, of: Of, numbers: Iterable[int]) -> None:
        self.connection.executemany(MARK_SENT, [(*of, n) for n in numbers])

    def put_recovered(self, recovered: Recovered) -> None:
        self.connection.execute(PUT_RECOVERED, (None, *recovered.of, *recovered[1:]))

    def recovered(self, letter: Id) -> list[Recovered]:
        return [Recovered(Of(*row[:2]), *row[2:]) for row in self._all(RECOVERED, letter)]

    def forget_recovered(self, before: Instant) -> None:
        self.connection.execute(FORGET, (before,))

    def frozen_kept(self) -> list[tuple[Id, int]]:
        return [(letter, version) for letter, version in self._all(FROZEN_KEPT)]

    def put_frozen(self, letter: Id, version: int, raw: bytes) -> None:
        self.connection.execute(PUT_FROZEN, (letter, version, raw))

    def drop_frozen(self, letters: Iterable[Id]) -> None:
        self.connection.executemany(DROP_FROZEN, [(letter,) for letter in letters])

    def frozen(self, letter: Id, version: int) -> bytes | None:
        return next((bytes(row[0]) for row in self._all(FROZEN, letter, version)), None)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return {
            table.name: sorted(self._all(text(select(table))))
            for table in (body, body_update, body_recovered, body_frozen)
        }
