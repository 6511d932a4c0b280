# SPDX-License-Identifier: Apache-2.0
"""What the tests of the local memory share: a key, a clock, empty tables, a filled profile."""

from dataclasses import dataclass
from pathlib import Path

from workspace.domain.command import Waiting, Words
from workspace.domain.moment import Instant, plus
from workspace.storage import driver, migrations
from workspace.storage.profile import Store, open_store
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Done, Item, Promised, Trayed, Truth

KEY = bytes(range(32))
PAGE = 4096
RAW = b'{"id":"x","pad":"' + b"x" * 400 + b'"}'
START = "2026-11-25T01:00:00.000Z"


@dataclass
class Hands:
    """A clock moved by hand."""

    now: Instant = START

    def __call__(self) -> Instant:
        return self.now

    def days(self, days: int) -> None:
        self.now = plus(self.now, days=days)


def tables_at(path: Path | str, key: bytes = KEY) -> SqlTables:
    """Tables of the newest version at a path, or in memory."""
    if path != driver.MEMORY:
        Path(path).touch()
    connection = driver.connect(path, key)
    migrations.migrate(connection, lambda: None)
    return SqlTables(connection)


def opened(folder: Path, clock: Hands | None = None) -> Store:
    """The store of a profile folder; fails the test if it does not open."""
    store = open_store(folder, KEY, clock or Hands())
    assert isinstance(store, Store), store
    return store


def record(n: int, words: str = "Undangan rapat") -> Item:
    """An item that waits on one desk."""
    waits = (Waiting("p:1", "task", START, plus(START, days=n), "normal"),)
    return Item(f"id-{n:04}", "task", Words(f"{words} {n}", "", f"{words} {n}"), waits)


def fill(tables: SqlTables, rows: int) -> None:
    """Records of the server with their lines, and as many of the officer's words in each of the three tables."""
    with tables.write():
        truths = [Truth(f"id-{n:04}", "task", 1, n, 0, b"{}" * 200) for n in range(rows)]
        tables.put_truth(truths, [("p:1",)] * rows)
        tables.project([record(n) for n in range(rows)], [])
        tables.put_out([Promised(f"out-{n:04}", n, "deed", RAW) for n in range(rows)])
        tables.put_done(
            [Done(f"done-{n:04}", n, b"{}" * 200, "e", START, START, "leaf") for n in range(rows)]
        )
        tables.put_tray(
            [Trayed(f"tray-{n:04}", f"tray-{n:04}", b"{}" * 200, "closed", {}, START) for n in range(rows)]
        )
        tables.set_meta("n", str(rows))
        tables.set_meta("token", "t1")
        tables.set_meta("refresh", "r1")


def spoil(path: Path, pages: list[int]) -> None:
    """Overwrite a part of some pages of a file."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE + 200 : page * PAGE + 300] = bytes(100)
    path.write_bytes(content)


def pages_of(path: Path) -> int:
    """How many pages a file has."""
    return path.stat().st_size // PAGE
