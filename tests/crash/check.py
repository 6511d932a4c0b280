# SPDX-License-Identifier: Apache-2.0
"""What must hold of a store after its process or its machine died, whatever it was doing.

1. Every command the officer was told is kept stands in outbox, journal or tray, and in one of them only.
2. Of what they were not told yet there is at most the one deed under way, all of it or nothing.
3. The overlay, the lines and the waiters are what a full replay of the outbox over the truth gives.
4. Of the letter that was typed all keys are there that were told to be, and it is a beginning of what was typed.
5. The file is sound: cipher, b-trees, search index.
"""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.sim.world import toy_sign
from tests.storage.bodies_kit import kept_text, letters
from tests.storage.kit import KEY, Hands
from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id, Ids
from workspace.storage import backup, driver
from workspace.storage.bodies_sql import SqlBodies
from workspace.storage.desk import Desk
from workspace.storage.sql import SqlTables


@dataclass
class Told:
    """What a process said before it died."""

    officer: Id = ""
    device: Id = ""
    acked: set[Id] = field(default_factory=set)
    begun: bool = False  # the last word was `begin`: inside a transaction
    unacked: bool = False  # a transaction began or ended, and nobody was told yet
    acks: int = 0
    file: str = ""
    version: int = 0
    typed: int = 0  # keys of the letter that are durable

    def hear(self, line: str) -> None:
        """One more line."""
        match line.split():
            case ["ready", officer, device]:
                self.officer, self.device = officer, device
            case ["begin"]:
                self.begun = self.unacked = True
            case ["end"]:
                self.begun = False
            case ["did", "file", file]:
                self.file, self.version = file, 0
            case ["did", "migrate", version]:
                self.version = int(version)
                self._told()
            case ["did", "type", count]:
                self.typed = int(count)
            case ["did", _, *ids]:
                self.acked.update(ids)
                self._told()

    def _told(self) -> None:
        self.acks += 1
        self.begun = self.unacked = False


def words(tables: SqlTables) -> dict[Id, list[str]]:
    """Each of the officer's commands on this device, with the tables it stands in."""
    found: dict[Id, list[str]] = {}
    for table, ids in (
        ("outbox", [row.id for row in tables.outbox()]),
        ("journal", [row.id for row in tables.journal()]),
        ("tray", [row.id for row in tables.tray() if not row.other]),
    ):
        for id_ in ids:
            found.setdefault(id_, []).append(table)
    return found


def violations(path: Path, told: Told, before: set[Id]) -> list[str]:
    """What does not hold of the store at `path`; `before` are commands that stood in it unacknowledged already."""
    try:
        report = backup.examine(path, KEY)
        if not report.healthy:
            return [f"damaged {report}"]
        tables = SqlTables(driver.connect(path, KEY))
    except (Unavailable, driver.DriverError) as error:
        return [f"damaged {error}"]
    try:
        return [*_words_kept(tables, told, before), *_as_replayed(tables, told), *_typed_kept(tables, told)]
    finally:
        tables.close()


def _words_kept(tables: SqlTables, told: Told, before: set[Id]) -> list[str]:
    found = words(tables)
    wrong = [f"lost {id_}" for id_ in told.acked if id_ not in found]
    wrong += [f"doubled {id_} in {where}" for id_, where in found.items() if len(where) > 1]
    extra = set(found) - told.acked - before
    deeds = {row.deed for row in tables.outbox() if row.id in extra}
    if len(deeds) > 1 or (extra and not told.unacked):
        wrong.append(f"unknown {sorted(extra)}")
    highest = max((row.n for row in tables.outbox()), default=0)
    if int(tables.meta("n") or 0) < highest:
        wrong.append(f"number {highest} will be used again")
    return wrong


def _typed_kept(tables: SqlTables, told: Told) -> list[str]:
    text = kept_text(SqlBodies(tables.connection))
    if text != letters(len(text)):
        return ["torn letter"]
    return ["lost keys"] if len(text) < told.typed else []


def _as_replayed(tables: SqlTables, told: Told) -> list[str]:
    clock = Hands()
    desk = Desk(tables, told.officer, told.device, clock, Ids(clock, Random(1).getrandbits), toy_sign("key"))
    desk.open()
    standing = tables.dump()
    shown = {*(row[1] for row in standing["item"]), *(row[0] for row in standing["overlay"])}
    with desk.transaction():
        desk.replay()
        desk.show(str(id_) for id_ in shown)
    replayed = tables.dump()
    return [f"stale {name}" for name, rows in standing.items() if replayed[name] != rows]
