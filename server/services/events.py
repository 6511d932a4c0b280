# SPDX-License-Identifier: Apache-2.0
"""Telling devices that there is news: a poke without content, only to those whose keys were touched.

Pokes of one device are gathered: it hears of the newest head when it listens again, at most every `GATHER_S`.
Whoever misses a poke pulls at its next poll; nothing depends on this channel.
"""

import asyncio
import contextlib
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from server.services.accept import Session
from workspace.domain.directory import Directory
from workspace.domain.ids import Key
from workspace.domain.moment import Clock

GATHER_S = 0.25
PING_S = 25.0
LISTENERS = 50_000


@dataclass(eq=False, slots=True)
class Listener:
    """One open event stream. `head` is the newest it should hear of, 0 when it has heard of all."""

    session: Session
    loop: asyncio.AbstractEventLoop
    woken: asyncio.Event
    head: int = 0
    keys: frozenset[Key] = frozenset()
    seen: Directory | None = None  # the directory that `keys` were computed from

    def wake(self, head: int) -> None:
        """On the listener's own loop."""
        self.head = head
        self.woken.set()

    async def next(self, wait_s: float) -> int:
        """The newest head as soon as there is news, or 0 when nothing came in time."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), wait_s)
        self.woken.clear()
        head, self.head = self.head, 0
        return head


@dataclass(slots=True)
class Hub:
    """All listeners. `poke` is called where a commit was made, the rest on the listeners' loop."""

    directory: Callable[[], Directory]
    clock: Clock
    closed: bool = False
    _listeners: set[Listener] = field(default_factory=set)

    def listen(self, session: Session) -> Listener | None:
        """Begin to listen; None if too many do or the hub is closed."""
        if self.closed or len(self._listeners) >= LISTENERS:
            return None
        listener = Listener(session, asyncio.get_running_loop(), asyncio.Event())
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """The stream has ended."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """The server is about to end: wake all, so that their streams end too."""
        self.closed = True
        for listener in self._listeners.copy():
            listener.wake(0)

    def poke(self, head: int, touched: AbstractSet[Key]) -> None:
        """Wake those who can see something of what was written."""
        directory = self.directory()
        for listener in self._listeners.copy():
            if not self._keys(listener, directory).isdisjoint(touched):
                with contextlib.suppress(RuntimeError):  # its loop is closed
                    listener.loop.call_soon_threadsafe(listener.wake, head)

    def _keys(self, listener: Listener, directory: Directory) -> frozenset[Key]:
        if listener.seen is not directory:
            actor = directory.actor(listener.session.officer, self.clock(), listener.session.device)
            listener.keys, listener.seen = directory.keys(actor), directory
        return listener.keys
