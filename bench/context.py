# SPDX-License-Identifier: Apache-2.0
"""What a row is given: prepared databases, a folder of its own, and how often to repeat."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2

from bench import stores
from bench.serve import Server
from bench.town import ACCESS, Town, town
from workspace.storage.desk import Desk
from workspace.storage.profile import Store
from workspace.sync.engine import Engine, Exchange, Failure, Reply
from workspace.sync.transport import HttpTransport
from workspace.wire.protocol import Session

SMALL = 10_000


@dataclass(slots=True)
class Context:
    """`prepared` holds `server-N.db` and `desk-N/` for N in SMALL and `big`; `folder` is the row's own."""

    prepared: Path
    folder: Path
    big: int
    repeats: int
    made: Town = field(default_factory=town)
    _numbers: Iterator[int] = field(default_factory=count)

    def new_folder(self) -> Path:
        """An empty one."""
        fresh = self.folder / f"{next(self._numbers)}"
        fresh.mkdir(parents=True)
        return fresh

    def server_folder(self, size: int) -> Path:
        """An own copy of a server's database."""
        fresh = self.new_folder()
        shutil.copy(self.prepared / f"server-{size}.db", fresh / "server.db")
        return fresh

    def bodies(self, size: int) -> bytes:
        """The tasks of a prepared server as lines of JSON, in order: what a floor is filled with."""
        with closing(dbapi2.connect(str(self.prepared / f"server-{size}.db"))) as connection:
            rows = connection.execute("SELECT body FROM record WHERE kind = 'task' ORDER BY seq")
            return b"\n".join(row[0] for row in rows)

    @contextmanager
    def server(self, kind: str, size: int) -> Iterator[Server]:
        """A server process over an own copy."""
        with Server(kind, self.server_folder(size)) as server:
            yield server

    @contextmanager
    def laptop(self, size: int, origin: str = "") -> Iterator[Laptop]:
        """The officer's laptop: an own copy of the desk of `size` records, or an empty one for 0."""
        folder = self.new_folder()
        if size:
            stores.copy_desk(self.prepared / f"desk-{size}", folder)
        with stores.opened(folder) as store:
            desk, engine = stores.open_desk(store, self.made, seed=next(self._numbers))
            transport = HttpTransport(origin, desk.clock) if origin else None
            if transport is not None:
                transport.use(Session(self.made.me, self.made.laptop, ACCESS, "", "", ""))
            yield Laptop(store, desk, engine, transport)
            if transport is not None:
                transport.close()


@dataclass(slots=True)
class Laptop:
    """An opened desk with its engine, and its way to a server if there is one."""

    store: Store
    desk: Desk
    engine: Engine
    transport: HttpTransport | None

    def exchange(self) -> Reply | None:
        """One exchange if one is due; its answer. A failure is the end of the measurement."""
        due: Exchange | None = self.engine.begin()
        if due is None or self.transport is None:
            return None
        reply = self.transport.send(due)
        if isinstance(reply, Failure):
            raise RuntimeError(f"{reply.kind}: {reply.code} {reply.detail}")  # noqa: TRY004 - it is no type that is wrong
        self.engine.answered(reply)
        return reply

    def sync(self) -> int:
        """Exchanges until nothing is due; how many."""
        self.engine.nudge()
        rounds = 0
        while self.exchange() is not None:
            rounds += 1
        return rounds
