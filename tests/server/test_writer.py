# SPDX-License-Identifier: Apache-2.0
"""The writer: what waits together is committed together, and one's fault is not another's."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.services import writer as module
from server.services.accept import Office
from server.services.audit import AuditLog
from server.services.writer import Writer
from server.store.database import Database
from server.store.sql import SqlLedger
from workspace.domain.errors import Unavailable


@dataclass
class Desk:
    """A writer over a real database, with a gate that keeps its first commit from ending while jobs gather."""

    ledger: SqlLedger
    commits: list[int] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        office = Office(
            self.ledger, AuditLog(self.ledger, str), lambda: "", str, lambda *_: True, lambda *_: None
        )
        self.writer = Writer(office, self._committed, waited=lambda: 0.0)
        self.gate.set()

    def _committed(self, head: int) -> None:
        self.commits.append(head)
        self.gate.wait(5)

    async def at_the_gate(self) -> asyncio.Future[Any]:
        """Keep a commit from ending until the gate opens; the future of its job."""
        self.gate.clear()
        begun = asyncio.Event()
        job = asyncio.ensure_future(self.writer.do(begun.set))
        await begun.wait()
        return job

    def run(self, *jobs: Callable[[], Any]) -> list[Any]:
        """Let jobs gather behind a closed gate, then open it; their results or errors."""
        return self.together(*(partial(self.writer.do, job) for job in jobs))

    def together(self, *asked: Callable[[], Awaitable[Any]]) -> list[Any]:
        """The same for whatever is asked of the writer."""

        async def all_() -> list[Any]:
            first = await self.at_the_gate()
            others = [asyncio.ensure_future(ask()) for ask in asked]
            await queued()
            self.gate.set()
            await first
            return await asyncio.gather(*others, return_exceptions=True)

        return asyncio.run(all_())

    def add(self, seq: int) -> Callable[[], int]:
        """A job that writes a leaf and the head."""

        def job() -> int:
            self.ledger.add_leaf(seq, seq, "leaf", "chain", "")
            self.ledger.set_head(seq)
            return seq

        return job

    def leaves(self) -> list[int]:
        """What is written."""
        return [seq for seq, *_ in self.ledger.leaves()]


async def queued() -> None:
    """One turn of the loop: what was asked before stands in the writer's queue."""
    await asyncio.sleep(0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "server.db")
    with database.writer() as ledger:
        made = Desk(ledger)
        made.writer.start()
        yield made
        made.writer.stop()
    database.close()


def fail() -> None:
    raise LookupError("a bug")


def test_jobs_that_wait_together_share_one_commit(desk: Desk) -> None:
    assert desk.run(*(desk.add(n) for n in range(1, 11))) == list(range(1, 11))
    assert desk.leaves() == list(range(1, 11))
    assert desk.commits == [0, 10], "the gate's, and one for all of them"


def test_one_that_raises_is_undone_alone(desk: Desk) -> None:
    def half() -> None:
        desk.add(7)()
        fail()

    told = desk.run(desk.add(1), half, desk.add(2), fail, desk.add(3))
    assert [told[0], told[2], told[4]] == [1, 2, 3]
    assert isinstance(told[1], LookupError)
    assert isinstance(told[3], LookupError)
    assert desk.leaves() == [1, 2, 3]


def test_nobody_is_told_before_it_is_durable(desk: Desk, tmp_path: Path) -> None:
    reader = Database(tmp_path / "server.db", read_only=True)

    async def ask() -> int:
        await desk.writer.do(desk.add(1))
        with reader.reader() as ledger:  # another connection: it sees commits only
            return len(list(ledger.leaves()))

    assert asyncio.run(ask()) == 1
    reader.close()


def test_a_request_that_gives_up_stops_no_commit(desk: Desk) -> None:
    async def give_up() -> None:
        first = await desk.at_the_gate()
        second = asyncio.ensure_future(desk.writer.do(desk.add(1)))
        await queued()
        second.cancel()
        desk.gate.set()
        await first
        await desk.writer.do(lambda: None)

    asyncio.run(give_up())
    assert desk.leaves() == [1]


def test_a_disk_that_refuses_is_nobodys_fault(desk: Desk) -> None:
    desk.ledger.run("PRAGMA max_page_count = 1")  # SQLite never shrinks below what there is: it is full now
    big = "x" * 100_000
    told = desk.run(*(lambda n=n: desk.ledger.add_leaf(n, n, big, "", "") for n in range(3)))
    assert [type(one) for one in told] == [Unavailable] * 3
    desk.ledger.run("PRAGMA max_page_count = 1000000")
    assert asyncio.run(desk.writer.do(desk.add(9))) == 9
    assert desk.leaves() == [9]


def test_what_is_queued_at_the_end_is_still_done(desk: Desk) -> None:
    async def queue() -> None:
        futures = [asyncio.ensure_future(desk.writer.do(desk.add(n))) for n in range(1, 6)]
        await queued()
        desk.writer.stop()
        await asyncio.gather(*futures)

    asyncio.run(queue())
    assert desk.leaves() == [1, 2, 3, 4, 5]
    desk.writer.start()


def test_a_loop_that_ends_leaves_nothing_undone(desk: Desk) -> None:
    """Its requests were given up, their jobs were not: the committing thread does them itself."""

    async def leave() -> None:
        await desk.at_the_gate()
        for n in range(1, 4):
            asyncio.ensure_future(desk.writer.do(desk.add(n)))  # noqa: RUF006 - given up with the loop
        await queued()

    asyncio.run(leave())
    desk.gate.set()
    desk.writer.stop()
    assert desk.leaves() == [1, 2, 3]
    desk.writer.start()
    assert asyncio.run(desk.writer.do(desk.add(4))) == 4


def test_answers_are_of_one_moment_after_all_jobs_and_before_the_commit(desk: Desk, tmp_path: Path) -> None:
    other = Database(tmp_path / "server.db", read_only=True)
    durable = list[int]()

    def look(seq: int) -> tuple[int, int]:
        with other.reader() as ledger:
            durable.append(len(list(ledger.leaves())))
        return seq, desk.ledger.head()

    told = desk.together(*(partial(desk.writer.answered, desk.add(n), look) for n in (1, 2, 3)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert durable == [0, 0, 0]
    assert desk.leaves() == [1, 2, 3]
    other.close()


def test_an_answer_that_cannot_be_made_takes_its_job_back_and_no_other(desk: Desk) -> None:
    def answer(seq: int) -> int:
        return 12 // (seq - 2)

    told = desk.together(*(partial(desk.writer.answered, desk.add(n), answer) for n in (1, 2, 3)))
    assert (told[0], told[2]) == (-12, 12)
    assert isinstance(told[1], ZeroDivisionError)
    assert desk.leaves() == [1, 3]


def test_a_transaction_takes_only_so_many_commands(desk: Desk) -> None:
    desk.together(*(partial(desk.writer.do, desk.add(n), module.GROUP // 2 + 1) for n in (1, 2)))
    assert desk.commits == [0, 1, 2]


def test_the_loop_waits_for_the_disk_as_long_as_it_is_quick(desk: Desk) -> None:
    slow, quick = module.QUICK_S, module.QUICK_S / 2
    times = iter([time for wait in (slow, quick, quick, slow, quick, quick) for time in (0.0, wait)])
    on_the_loop = list[bool]()
    desk.writer.waited = lambda: next(times)
    desk.writer.on_commit = lambda _: on_the_loop.append(
        threading.current_thread() is threading.main_thread()
    )

    async def one_by_one() -> None:
        for n in range(6):
            await desk.writer.do(desk.add(n))

    asyncio.run(one_by_one())
    assert on_the_loop == [False, False, True, True, False, True], "of the first nobody knew"


def test_too_many_are_sent_away(desk: Desk) -> None:
    told = desk.run(*[lambda: None] * (module.WAITING + 50))
    assert sum(isinstance(one, Unavailable) for one in told) == 50


def test_a_reader_waits_for_the_moment_between_commit_and_publication(desk: Desk) -> None:
    assert asyncio.run(desk.writer.do(desk.add(4))) == 4
    desk.writer.wait_for(4)
    with pytest.raises(Unavailable, match="was not published"):
        desk.writer.wait_for(5, patience_s=0.01)


def test_a_disk_that_fails_after_the_commit_hides_it_from_nobody(desk: Desk) -> None:
    asked = desk.ledger.head

    def head() -> int:
        if not desk.ledger.connection.in_transaction:
            raise Unavailable("I/O error")
        return asked()

    desk.ledger.head = head  # type: ignore[method-assign]
    assert asyncio.run(desk.writer.do(desk.add(1))) == 1
    assert desk.commits == [1]
    desk.writer.wait_for(1, patience_s=0.01)


def test_who_hears_of_a_commit_and_fails_keeps_no_reader_waiting(desk: Desk) -> None:
    def full(head: int) -> None:
        raise OSError(28, f"no room to note {head}")

    desk.writer.on_commit = full
    assert asyncio.run(desk.writer.do(desk.add(1))) == 1
    desk.writer.wait_for(1, patience_s=0.01)
