# SPDX-License-Identifier: Apache-2.0
"""The one who writes: requests that come while a commit runs share the next one (group commit).

A durable commit costs the same for one request and for fifty. Jobs run one after the other on the loop that asked,
which is where the interpreter is anyway, and so does the commit while the disk is quick. After one that had to wait
it has a thread, until it is quick again, so that a slow disk keeps nobody waiting who only reads. Nobody is told
anything before the commit returned. A group in which something raises is undone and done again one by one, so that one
request's bug or full disk is not another's. A request that gives up waiting does not stop its job: a commit is never
cancelled.
"""

import asyncio
import contextlib
import math
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from server.services.accept import Office
from workspace.domain.errors import Unavailable

GROUP = 256  # commands in one transaction: the loop answers nobody else while they are judged
WAITING = 2000  # jobs in the queue before new ones are sent away
QUICK_S = 0.002  # a wait for the disk that the loop may bear; judging a full group takes longer
PUBLISHED_S = 5.0

Result = TypeVar("Result")
Answer = TypeVar("Answer")


def waited() -> float:
    """Seconds this thread has not been computing; only differences mean anything."""
    return time.perf_counter() - time.thread_time()


@dataclass(slots=True)
class _Job:
    run: Callable[[], Any]
    answer: Callable[[Any], Any]
    weight: int
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class Writer:
    """`head` is the last seq whose directory readers already see; `on_commit` hears of each commit, where it was
    made, before anybody can read it.
    """

    office: Office
    on_commit: Callable[[int], None]
    head: int = 0
    waited: Callable[[], float] = waited
    _wait: float = math.inf  # for the disk, at the last commit
    _written: int = (
        0  # the head its commit leaves, read before it: nothing after a commit may fail and hide it
    )
    _published: threading.Condition = field(default_factory=threading.Condition)
    _jobs: deque[_Job] = field(default_factory=deque)
    _busy: bool = False  # a group is being written, or about to be
    _turn: threading.Lock = field(default_factory=threading.Lock)  # for `_jobs` and `_busy`
    _disk: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Begin to work. The office is open and published."""
        self.head = self.office.ledger.head()
        self._disk = ThreadPoolExecutor(1, "commit")

    def stop(self) -> None:
        """Finish what is queued, then end."""
        disk, self._disk = self._disk, None
        if disk is not None:
            disk.shutdown()
        self._write(self._next())

    async def do(self, run: Callable[[], Result], weight: int = 1) -> Result:
        """Run `run` in a transaction and give its result once that is durable. Raises what it raised."""
        return await self.answered(run, _as_it_is, weight)

    async def answered(
        self, run: Callable[[], Result], answer: Callable[[Result], Answer], weight: int = 1
    ) -> Answer:
        """The same, but what is given is made of the result by `answer`, in the same transaction after all its jobs:
        a page read there is as of the commit. `weight` is the number of commands.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        with self._turn:
            if len(self._jobs) >= WAITING:
                raise Unavailable("too many are waiting to write")
            self._jobs.append(_Job(run, answer, weight, loop, future))
            begins, self._busy = not self._busy, True
        if begins:
            loop.call_soon(self._work)
        return await future

    def _next(self) -> list[_Job]:
        """The jobs of the next transaction; none if nobody waits, and then whoever comes next begins."""
        group, weight = list[_Job](), 0
        with self._turn:
            while self._jobs and (not group or weight + self._jobs[0].weight <= GROUP):
                group.append(self._jobs.popleft())
                weight += group[-1].weight
            self._busy = bool(group)
        return group

    def _work(self) -> None:
        """One group: its jobs here and now, its commit where the disk is waited for, if it must be."""
        group, disk = self._next(), self._disk
        if not group:
            return
        if disk is None:
            self._write(group)
        elif self._wait < QUICK_S:
            self._end(group, self._begun(group))
        else:
            disk.submit(self._end, group, self._begun(group))

    def _begun(self, group: list[_Job]) -> contextlib.ExitStack | Exception:
        """The transaction, ready to be committed; or what a job raised, and then it is undone."""
        try:
            with contextlib.ExitStack() as stack:
                stack.enter_context(self.office.ledger.write())
                for job in group:
                    job.result = job.run()
                for job in group:
                    job.result = job.answer(job.result)
                self._written = self.office.ledger.head()
                return stack.pop_all()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the one who asked
            return error

    def _end(self, group: list[_Job], begun: contextlib.ExitStack | Exception) -> None:
        """Make the group durable, tell, and let the next one begin."""
        self._committed(group, begun)
        self._tell(group)
        with self._turn:
            loop = self._jobs[0].loop if self._jobs else None
            self._busy = loop is not None
        if loop is not None:
            try:
                loop.call_soon_threadsafe(self._work)
            except RuntimeError:  # it is closed: nobody waits there any more, but what was asked is done
                self._write(self._next())

    def _write(self, group: list[_Job]) -> None:
        """All of it here, and of those behind it: there is no loop, or no thread any more."""
        while group:
            self._committed(group, self._begun(group))
            self._tell(group)
            group = self._next()

    def _committed(self, group: list[_Job], begun: contextlib.ExitStack | Exception) -> None:
        if isinstance(begun, Exception):
            self._undone(group, begun)
            return
        before = self.waited()
        try:
            begun.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the one who asked
            self._undone(group, error)
            return
        finally:
            self._wait = self.waited() - before
        try:
            self._publish()
        except Exception as error:  # noqa: BLE001 - committed is committed: the thread lives, all are answered
            self.office.on_failure("", error)

    def _undone(self, group: list[_Job], error: Exception) -> None:
        try:
            self.office.open()  # what the transaction taught it is not so
        except Exception as worse:  # noqa: BLE001 - the thread must live to answer the next one
            for job in group:
                job.error = worse
            return
        if len(group) == 1:
            group[0].error = error
            return
        for job in group:
            self._committed([job], self._begun([job]))

    def _publish(self) -> None:
        self.office.publish()
        head = self._written
        try:
            self.on_commit(head)
        finally:  # a reader who waits can do nothing about what failed there
            with self._published:
                self.head = head
                self._published.notify_all()

    def wait_for(self, head: int, patience_s: float = PUBLISHED_S) -> None:
        """Block for the moment between a commit and its directory being published."""
        with self._published:
            if not self._published.wait_for(lambda: self.head >= head, timeout=patience_s):
                raise Unavailable(f"the directory as of {head} was not published")

    @staticmethod
    def _tell(group: list[_Job]) -> None:
        for loop in {job.loop for job in group}:
            mine = [job for job in group if job.loop is loop]
            with contextlib.suppress(RuntimeError):  # its loop is closed: nobody waits there any more
                loop.call_soon_threadsafe(_resolve, mine)


def _as_it_is(result: Result) -> Result:
    return result


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():  # the request was given up
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
