# SPDX-License-Identifier: Apache-2.0
"""The log of bodies as dictionaries with an undo log: the twin of `bodies_sql.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.storage.bodies import Body, Of, Recovered, Update
from workspace.storage.memory import Table, undoing


@dataclass(slots=True)
class MemoryBodies:
    """See `BodyTables` for what each method does."""

    log: list[tuple[Table, Any, Any]] = field(default_factory=list)
    bodies: Table = field(init=False)
    rows: Table = field(init=False)  # n → Update
    found: Table = field(init=False)  # n → Recovered
    submitted: Table = field(init=False)  # (letter, version) → raw
    writing: bool = False

    def __post_init__(self) -> None:
        self.bodies, self.rows, self.found, self.submitted = (Table(self.log) for _ in range(4))

    @contextmanager
    def write(self) -> Iterator[None]:
        if self.writing:
            raise AssertionError("one transaction at a time")
        self.writing = True
        try:
            with undoing(self.log):
                yield
        finally:
            self.writing = False

    def body(self, of: Of) -> Body | None:
        return self.bodies.get(of)

    def put_body(self, body: Body) -> None:
        self.bodies[body.of] = body

    def updates(self, of: Of) -> list[Update]:
        return [self.rows[n] for n in sorted(self.rows) if self.rows[n].of == of]

    def unsent(self) -> list[Of]:
        return sorted({row.of for row in self.rows.values() if not row.sent})

    def known(self) -> list[Of]:
        return sorted({row.of for row in self.rows.values()})

    def add(self, updates: Iterable[Update]) -> None:
        for row in updates:
            n = 1 + max(self.rows, default=0)
            self.rows[n] = row._replace(n=n)

    def drop(self, of: Of, numbers: Sequence[int]) -> int:
        there = [n for n in numbers if n in self.rows and self.rows[n].of == of]
        self.rows.drop(there)
        return len(there)

    def mark_sent(self, of: Of, numbers: Iterable[int]) -> None:
        for n in numbers:
            if n in self.rows and self.rows[n].of == of:
                self.rows[n] = self.rows[n]._replace(sent=True)

    def put_recovered(self, recovered: Recovered) -> None:
        self.found[1 + max(self.found, default=0)] = recovered

    def recovered(self, letter: Id) -> list[Recovered]:
        return [self.found[n] for n in sorted(self.found, reverse=True) if self.found[n].of.letter == letter]

    def forget_recovered(self, before: Instant) -> None:
        self.found.drop([n for n, row in self.found.items() if row.found < before])

    def frozen_kept(self) -> list[tuple[Id, int]]:
        return sorted(self.submitted)

    def put_frozen(self, letter: Id, version: int, raw: bytes) -> None:
        self.submitted[letter, version] = raw

    def drop_frozen(self, letters: Iterable[Id]) -> None:
        gone = set(letters)
        self.submitted.drop([key for key in self.submitted if key[0] in gone])

    def frozen(self, letter: Id, version: int) -> bytes | None:
        return self.submitted.get((letter, version))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return {
            "body": sorted((*b.of, b.client, b.writing, int(b.restored)) for b in self.bodies.values()),
            "body_update": sorted(
                (r.n, *r.of, r.client, r.at, int(r.sent), r.raw) for r in self.rows.values()
            ),
            "body_recovered": sorted((n, *r.of, *r[1:]) for n, r in self.found.items()),
            "body_frozen": sorted((*key, raw) for key, raw in self.submitted.items()),
        }
