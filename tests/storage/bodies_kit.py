# SPDX-License-Identifier: Apache-2.0
"""What the tests of the log of bodies share: a clock in milliseconds, and an officer who writes in a letter."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.storage.kit import START, tables_at
from workspace.domain.errors import Unavailable
from workspace.domain.moment import Instant, from_ms, to_ms
from workspace.paper.body import Line, Run, line, line_size, plain_text
from workspace.paper.replica import Replica
from workspace.storage import driver
from workspace.storage.bodies import Bodies, BodyTables, Kept, Of, Opened
from workspace.storage.bodies_memory import MemoryBodies
from workspace.storage.bodies_sql import SqlBodies

LETTER = Of("letter-1", 1)
KEYS = "abcdefghijklm nopqrstuvwxyz é😀 "  # what is typed by those who are killed at it, over and over


def letters(count: int) -> str:
    """The first keys of their letter."""
    return (KEYS * (count // len(KEYS) + 1))[:count]


@dataclass
class Ms:
    """A clock moved by hand, in milliseconds."""

    ms: int = to_ms(START)

    def __call__(self) -> Instant:
        return from_ms(self.ms)


def sql_bodies(path: Path | str = driver.MEMORY) -> SqlBodies:
    """The tables of a store at a path, or in memory."""
    return SqlBodies(tables_at(path).connection)


def log_of(tables: BodyTables, clock: Ms | None = None, letters: Sequence[str] = (LETTER.letter,)) -> Bodies:
    """The log over some tables, of a laptop that knows these letters."""
    return Bodies(tables, lambda letter: letter in letters, clock or Ms())


def text_of(raws: Sequence[bytes]) -> str:
    """What a reader makes of updates."""
    return plain_text(Replica(2**40, lambda: 0, lambda _: None, raws).lines()).strip("\n")


def kept_text(tables: BodyTables, of: Of = LETTER) -> str:
    """What the tables have of a body."""
    return text_of([row.raw for row in tables.updates(of)])


class Full(MemoryBodies):
    """A disk that takes nothing while it is full."""

    full: bool = True

    @contextmanager
    def write(self) -> Iterator[None]:
        with super().write():
            yield
            if self.full:
                raise Unavailable("store: database or disk is full")


@dataclass
class Pen:
    """An officer at one body: types at its end, each key through a real copy into the log."""

    log: Bodies
    clock: Ms
    of: Of = LETTER
    client: int = 1
    sent: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened = self.log.open(self.of, self.client)
        assert isinstance(opened, Opened), opened
        self.opened = opened
        self.replica = opened.replica(lambda: self.clock.ms, self._send)
        if not self.replica.lines():
            self.replica.begin([Line()])

    def _send(self, raw: bytes) -> None:
        self.sent.append(raw)
        self.log.typed(self.of, raw, self.clock())

    def key(self, text: str, ms: int = 100) -> None:
        """Type after some time."""
        self.clock.ms += ms
        lines = self.replica.lines()
        last = lines[-1]
        new = line([*last.runs, Run(text)], last.attrs)
        at = sum(map(line_size, lines[:-1]))
        self.replica.write([(at, [last], [new])], len(last.text))

    def types(self, text: str, ms: int = 100) -> tuple[Kept, ...]:
        """Type, and let the log do what is due after each key."""
        kept: tuple[Kept, ...] = ()
        for letter in text:
            self.key(letter, ms)
            kept += self.log.keep()
        return kept

    @property
    def text(self) -> str:
        """What the officer sees."""
        return plain_text(self.replica.lines()).strip("\n")
