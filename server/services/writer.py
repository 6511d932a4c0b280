# SPDX-License-Identifier: Apache-2.0
"""The one thread that writes: requests that arrive while a commit runs share the next one (group commit).

A durable commit costs the same for one request and for fifty. Nobody is told anything before COMMIT returned.
A group in which something raises is undone and done again one by one, so that one request's bug or full disk
is not another's. A request that gives up waiting does not stop its job: a commit is never cancelled.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from server.services.accept import Office
from workspace.domain.errors import Unavailable

GROUP = 64  # jobs in one transaction
WAITING = 2000  # jobs in the queue before new ones are sent away
PUBLISHED_S = 5.0

Result = TypeVar("Result")


@dataclass(slots=True)
class _Job:
    run: Callable[[], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class Writer:
    """`head` is the last seq whose directory readers already see; `on_commit` hears of each commit, on the
    writing thread, before anybody can read it.
    """

    office: Office
    on_commit: Callable[[int], None]
    head: int = 0
    _published: threading.Condition = field(default_factory=threading.Condition)
    _jobs: queue.SimpleQueue[_Job | None] = field(default_factory=queue.SimpleQueue)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work. The office is open and published."""
        self.head = self.office.ledger.head()
        self._thread = threading.Thread(target=self._work, name="writer")
        self._thread.start()

    def stop(self) -> None:
        """Finish what is queued, then end."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    async def do(self, run: Callable[[], Result]) -> Result:
        """Run `run` in a transaction and give its result once that is durable. Raises what it raised."""
        if self._jobs.qsize() >= WAITING:
            raise Unavailable("too many are waiting to write")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._jobs.put(_Job(run, loop, future))
        return await future

    def _work(self) -> None:
        while True:
            group, last = self._next()
            if group:
                self._commit(group)
                self._tell(group)
            if last:
                return

    def _next(self) -> tuple[list[_Job], bool]:
        """The jobs that wait by now, at least one; and whether there will be no more."""
        job = self._jobs.get()
        group: list[_Job] = []
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, False
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _commit(self, group: list[_Job]) -> None:
        try:
            with self.office.ledger.write():
                for job in group:
                    job.result = job.run()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the one who asked
            self._undone(group, error)
        else:
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
            self._commit([job])

    def _publish(self) -> None:
        self.office.publish()
        head = self.office.ledger.head()
        self.on_commit(head)
        if head != self.head:
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


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():  # the request was given up
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
