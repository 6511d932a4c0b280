# SPDX-License-Identifier: Apache-2.0
"""What is kept for thirty days goes with the first answer of a day, and before anything is offered again."""

from random import Random

from tests.sim.world import toy_sign
from tests.storage.kit import Hands
from workspace.domain.ids import Ids
from workspace.storage.absorb import absorb
from workspace.storage.desk import Desk
from workspace.storage.memory import MemoryTables
from workspace.storage.tables import Done
from workspace.wire.protocol import SyncAnswer, base_of


def test_the_journal_forgets_once_a_day_and_before_a_download_from_nothing() -> None:
    tables, clock = MemoryTables(), Hands()
    desk = Desk(tables, "officer", "device", clock, Ids(clock, Random(1).getrandbits), toy_sign("key"))
    desk.open()
    days = ("2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03")
    with tables.write():
        rows = [Done(day, n, b"{}", "e", day, f"{day}T12:00:00.000Z") for n, day in enumerate(days)]
        tables.put_done(rows)

    def left_after(time: str, *, reset: bool = False) -> list[str]:
        token = tables.meta("token")
        absorb(desk, SyncAnswer("e", time, base_of(token), f"{token}+", reset=reset, more=reset))
        return [row.id for row in tables.journal()]

    assert left_after("2026-12-01T01:00:00.000Z") == [*days[1:]]
    assert left_after("2026-12-01T13:00:00.000Z") == [*days[1:]], "of the same day"
    assert left_after("2026-12-02T11:00:00.000Z") == [*days[2:]]
    assert left_after("2026-12-02T13:00:00.000Z", reset=True) == [*days[3:]]
