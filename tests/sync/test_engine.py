# SPDX-License-Identifier: Apache-2.0
"""The engine over the real desk and the real server's judge and feed, in one thread."""

from __future__ import annotations

import msgspec

from tests.sync.line import Line, line, told
from workspace.domain.ids import Id
from workspace.sync.engine import ASK_AGAIN_MS, PARK_AFTER, Failure, Fetch
from workspace.wire.protocol import CommandState, SyncAnswer

DAY_MS = 86_400_000


def fetched(watched: Line, reply: Failure, *, hours: int = 1) -> list[Id]:
    """The words asked for in some hours in which every such question comes to nothing."""
    asked: list[Id] = []
    end = watched.world.now + hours * 3_600_000
    while watched.world.now < end:
        exchange = watched.engine.begin()
        if exchange is None:
            watched.wait(max(1, watched.engine.schedule.wait_ms()))
            continue
        assert len(asked) <= 100, "a hot loop"
        if isinstance(exchange, Fetch):
            asked.append(exchange.id)
            watched.land(reply)
        else:
            watched.land(watched.answer(exchange))
    return asked


def test_the_words_of_a_refused_command_of_the_other_laptop_come() -> None:
    watched = line()
    [refused] = watched.refused_elsewhere()
    assert Fetch(refused) in watched.drain(watched.me)
    entry = next(t for t in watched.me.tables.tray() if t.id == refused)
    assert entry.other
    assert b"Sudah beres" in entry.raw


def test_words_that_cannot_be_had_are_asked_for_again_after_a_day() -> None:
    watched = line()
    [refused] = watched.refused_elsewhere()
    broken = told("unavailable", 503)
    assert fetched(watched, broken, hours=23) == [refused] * PARK_AFTER
    assert fetched(watched, broken, hours=3) == [refused], "once a day from here on"
    watched.wait(ASK_AGAIN_MS)
    assert Fetch(refused) in watched.drain(watched.me)
    assert all(entry.raw for entry in watched.me.tables.tray())


def test_words_that_are_gone_are_asked_for_again_in_another_epoch() -> None:
    watched = line()
    [refused] = watched.refused_elsewhere()
    assert fetched(watched, told("not-found", 404, "never")) == [refused]
    with watched.world.ledger.write():
        watched.world.ledger.set_meta("epoch", watched.world.ids())
    assert Fetch(refused) in watched.drain(watched.me)


def test_words_that_are_gone_keep_no_others_from_coming() -> None:
    watched = line()
    gone, here = watched.refused_elsewhere(2)
    watched.engine.nudge()
    asked: list[Id] = []
    while (exchange := watched.engine.begin()) is not None:
        if isinstance(exchange, Fetch):
            asked.append(exchange.id)
        lost = isinstance(exchange, Fetch) and exchange.id == gone
        watched.land(told("not-found", 404, "never") if lost else watched.answer(exchange))
        assert len(asked) < 9, "a hot loop"
    assert set(asked) == {gone, here}


def test_a_question_for_words_that_fails_keeps_no_command_from_leaving() -> None:
    watched = line()
    watched.refused_elsewhere()
    id_ = watched.give()
    fetched(watched, told("unavailable", 503))
    watched.complete(watched.me, id_)
    fetched(watched, Failure("timeout"))
    assert not watched.me.desk.waiting


def test_the_words_of_another_command_are_no_answer() -> None:
    watched = line()
    [refused] = watched.refused_elsewhere()
    asked = 0
    watched.engine.nudge()
    while (exchange := watched.engine.begin()) is not None:
        reply = watched.answer(exchange)
        if isinstance(reply, CommandState):
            asked += 1
            reply = msgspec.structs.replace(reply, id="another")
        watched.land(reply)
        assert asked <= PARK_AFTER, "a hot loop"
    assert [t.raw for t in watched.me.tables.tray() if t.id == refused] == [b""]


def test_the_servers_time_counts_from_the_question() -> None:
    """A download that takes minutes must not make the next check-in look earlier than it was."""
    watched = line()
    desk, machine = watched.me.desk, [60_000]
    desk.boot = lambda: ("boot-1", machine[0])
    watched.engine.nudge()
    exchange = watched.engine.begin()
    assert exchange is not None
    reply = watched.answer(exchange)
    assert isinstance(reply, SyncAnswer)
    machine[0] += 95_000
    watched.land(reply)
    assert desk.tables.meta("anchor").split(" ")[:3] == [reply.time, "boot-1", "60000"]
