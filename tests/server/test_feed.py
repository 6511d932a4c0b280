# SPDX-License-Identifier: Apache-2.0
"""What the head of many units pulls: all of it, each record once, and each line of history read about once."""

from random import Random
from typing import Any

import pytest

from server.services.accept import Session
from server.services.audit import AuditLog
from server.services.feed import Feed
from server.services.ledger import Seen, Stored
from server.store.memory import MemoryLedger
from workspace.domain.directory import Directory
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant

NOW: Instant = "2026-11-25T00:00:00.000Z"
UNITS, RECORDS = 60, 3_000


class Counting(MemoryLedger):
    """Counts the lines of history that are read."""

    read = 0

    def seen_after(self, key: Key, seq: int, limit: int) -> tuple[list[Seen], bool]:
        lines, more = super().seen_after(key, seq, limit)
        self.read += len(lines)
        return lines, more


class Heads(Feed):
    """A feed for an officer who sees every unit."""

    def keys(self, session: Session) -> tuple[Key, ...]:
        return (*(f"u:unit-{n:02}" for n in range(UNITS)), f"o:{session.officer}")


@pytest.mark.parametrize("limit", [7, 1000])
def test_a_head_of_many_units_gets_all_records_once_and_no_line_is_read_again_and_again(limit: int) -> None:
    rng, ledger, lines = Random(1), Counting(), 0
    with ledger.write():
        ledger.set_meta("epoch", "epoch-of-twelve")
        for n in range(RECORDS):
            audience = tuple(sorted({f"u:unit-{rng.randrange(UNITS):02}" for _ in range(2)}))
            ledger.put_record(Stored(f"r-{n:05}", "task", 1, n // 2 + 1, 0, b'{"x":1}', audience))
            for key in audience:
                ledger.see(key, f"r-{n:05}", n // 2 + 1, gone=False)
                lines += 1
        ledger.set_head(RECORDS // 2)
    feed, other = (
        Heads(ledger, Directory, AuditLog(ledger, lambda _: ""), lambda: NOW, b"secret") for _ in range(2)
    )
    session = Session("officer", "device")
    keyset = feed.new_keyset(session)
    assert keyset is not None
    with ledger.write():
        ledger.put_keyset(*keyset)
    token, pages, came = "", 0, dict[Id, Any]()
    more = True
    while more:
        answer = feed.pull(session, token, limit)
        assert len(answer.rows) <= limit + 1, "a page exceeds its limit only to end with a whole number"
        assert not came.keys() & {row.id for row in answer.rows}, "what several keys reach is sent once"
        came |= {row.id: row.k for row in answer.rows}
        token, more, pages = answer.token, answer.more, pages + 1
        assert feed.stands(token) == other.stands(token) is not None, "remembered as it is written"
    assert len(came) == RECORDS
    assert sum(map(len, came.values())) == lines
    assert ledger.read < 2 * lines + pages * UNITS * 5, f"{ledger.read} of {lines} lines in {pages} pages"
