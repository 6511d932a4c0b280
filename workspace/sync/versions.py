# SPDX-License-Identifier: Apache-2.0
"""What letters said when they were submitted, fetched for those who decide on them: nobody decides on what they cannot
read, with or without a line. A body is kept only if its hash is the one its version names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workspace.domain.canonical import sha256
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import to_ms
from workspace.storage.bodies import BodyTables
from workspace.storage.desk import Desk
from workspace.storage.tables import Truth
from workspace.wire import codec
from workspace.wire.protocol import FrozenBody

LAST = 2  # versions of a letter: the present one, and the one before to see what changed
LATER_MS = 60_000  # after one could not be had


@dataclass(frozen=True, slots=True)
class Read:
    """GET /v1/letters/{id}/versions/{no}. `hash` is what the body's must be."""

    letter: Id
    version: int
    hash: str


@dataclass(slots=True)
class Versions:
    """Belongs to the desk's worker. What is kept of letters that are not held any more goes at once."""

    desk: Desk
    tables: BodyTables
    _missing: dict[tuple[Id, int], Read] | None = None  # None before the first look
    _not_before_ms: int = 0

    def begin(self) -> Read | None:
        """The next one to fetch, None if nothing is missing or one could not be had a moment ago."""
        wanted = self._wanted()
        waits = 0 < self._not_before_ms - to_ms(self.desk.clock()) <= LATER_MS
        return None if waits else next(iter(wanted.values()), None)

    def wait_ms(self) -> int | None:
        """Until one may be fetched; None if none is missing."""
        if not self._wanted():
            return None
        ahead = self._not_before_ms - to_ms(self.desk.clock())
        return ahead if 0 < ahead <= LATER_MS else 0

    def _wanted(self) -> dict[tuple[Id, int], Read]:
        if self._missing is None:
            self._missing = {}
            letters = list(self.desk.tables.truths(("letter",)))
            self._forget({row.id for row in letters})
            self._look(letters)
        return self._missing

    def _forget(self, held: set[Id]) -> None:
        self._drop({letter for letter, _ in self.tables.frozen_kept()} - held)

    def _drop(self, gone: set[Id]) -> None:
        if gone:
            with self.tables.write():
                self.tables.drop_frozen(sorted(gone))

    def _look(self, rows: Iterable[Truth]) -> None:
        kept, missing = set(self.tables.frozen_kept()), self._missing if self._missing is not None else {}
        for row in rows:
            value = codec.decode_value(row.kind, row.body)
            if not isinstance(value, Letter):
                continue
            for one in value.versions[-LAST:]:
                if one.form is not None and (value.id, one.no) not in kept:
                    missing[value.id, one.no] = Read(value.id, one.no, one.body)

    def rows_came(self, ids: Iterable[Id]) -> None:
        """The server stated these letters anew, or took them away."""
        self._not_before_ms = 0
        if self._missing is None:
            return
        rows = {id_: self.desk.tables.truth(id_) for id_ in ids}
        self._look(row for row in rows.values() if row is not None)
        gone = {id_ for id_, row in rows.items() if row is None}
        for key in [key for key in self._missing if key[0] in gone]:
            del self._missing[key]
        if gone:
            self._drop(gone & {letter for letter, _ in self.tables.frozen_kept()})

    def answered(self, asked: Read, answer: FrozenBody) -> Changes:
        """It came; one that is not what its version says is asked for again later."""
        raw = bytes(answer.body)
        if sha256(raw) != asked.hash:
            self.failed(asked)
            return Changes()
        with self.tables.write():
            self.tables.put_frozen(asked.letter, asked.version, raw)
        if self._missing is not None:
            self._missing.pop((asked.letter, asked.version), None)
        return Changes(bodies=frozenset({asked.letter}))

    def failed(self, asked: Read) -> None:
        """The server does not give it (any more): the others first, and after a while this one again."""
        if self._missing is not None and (asked.letter, asked.version) in self._missing:
            self._missing[asked.letter, asked.version] = self._missing.pop((asked.letter, asked.version))
        self._not_before_ms = to_ms(self.desk.clock()) + LATER_MS
