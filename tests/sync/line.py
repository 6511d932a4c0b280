# SPDX-License-Identifier: Apache-2.0
"""One officer's engine under watch, over the real desk and the real accept and feed; answers go as a test likes.

The officer has a second laptop and a head who gives tasks, so that commands can be refused: on the one watched with
the officer's own words, or on the other, and then the watched one must fetch them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from tests.sim.world import Laptop, World
from workspace.domain import task
from workspace.domain.ids import Id
from workspace.storage.desk import Draft
from workspace.sync.engine import Engine, Exchange, Failure, Fetch, Reply
from workspace.wire.protocol import CommandState, Problem, Renew, Session, SyncRequest


def told(code: str, status: int = 500, retry: str = "later", **params: str) -> Failure:
    """The server said no."""
    return Failure("server", Problem("", code, status, code, retry, params))


@dataclass
class Line:
    """`session`, `refresh` and `proof` say what the server takes; `said` what it answered to renewals."""

    world: World
    me: Laptop
    other: Laptop
    head: Laptop
    position: Id
    session: bool = True
    refresh: bool = True
    proof: bool = True
    promised: set[Id] = field(default_factory=set)

    @property
    def engine(self) -> Engine:
        return self.me.engine

    def give(self) -> Id:
        """The head gives a task; both laptops of the officer come to hold it."""
        id_ = self.head.desk.ids()
        head = next(h.position for h in self.head.desk.actor().holdings)
        args = task.Give(id_, self.position, "Susun laporan", "normal")
        assert self.head.desk.promise([Draft("task.give", head, args)]).commands
        self.drain(self.head)
        return id_

    def complete(self, laptop: Laptop, id_: Id) -> None:
        """A deed of the officer, which may leave at once."""
        value = laptop.desk.value(id_)
        words = (
            "Selesai" if laptop is self.me else "Sudah beres"
        )  # the same words would be taken for the same deed
        args = task.Complete(id_, value.holder if value else self.position, words)
        deed = laptop.desk.promise([Draft("task.complete", self.position, args)])
        laptop.desk.release()
        if laptop is self.me:
            self.promised |= set(deed.commands)
            self.engine.nudge()

    def note(self, id_: Id) -> None:
        """A deed that nothing stands against: one more report on a task."""
        value = self.me.desk.value(id_)
        args = task.AddReport(id_, value.holder if value else self.position, "Sedang disusun")
        deed = self.me.desk.promise([Draft("task.report", self.position, args)])
        self.promised |= set(deed.commands)
        self.me.desk.release()
        self.engine.nudge()

    def refused_elsewhere(self, count: int = 1) -> list[Id]:
        """Commands of the other laptop are refused; their ids. The watched one has no words for them."""
        tasks = [self.give() for _ in range(count)]
        for laptop in (self.me, self.other):
            self.drain(laptop)
        for id_ in tasks:
            self.complete(self.me, id_)
        self.drain(self.me)
        for id_ in tasks:
            self.complete(self.other, id_)
        refused = [w.row.id for w in self.other.desk.waiting[-count:]]
        self.drain(self.other)
        return refused

    def answer(self, exchange: Exchange, laptop: Laptop | None = None) -> Reply | Failure:
        """What the server says to an exchange, which it has then done."""
        laptop = laptop or self.me
        now, until = self.world.clock(), "2999-01-01T00:00:00.000Z"
        tokens = Session(laptop.officer, laptop.id, "a", until, "r", self.world.ledger.meta("epoch"))
        match exchange:
            case Renew(refresh=refresh):
                taken = self.refresh if refresh else self.proof
                self.session = self.session or taken
                return tokens if taken else self._stranger()
            case _ if not self.session and laptop is self.me:
                return self._stranger()
            case SyncRequest():
                small = msgspec.structs.replace(exchange, limit=self.world.limit)
                return self.world.sync.exchange(self.world.session(laptop), small)
            case Fetch(id=id_):
                receipt = self.world.ledger.receipt(id_)
                if receipt is None:
                    return told("not-found", 404, "never")
                raw = msgspec.Raw(receipt.raw)
                return CommandState(id_, receipt.outcome, now, raw, receipt.code, receipt.params)
        raise TypeError(exchange)  # nobody writes letters on this line

    def _stranger(self) -> Failure:
        return told("unauthenticated", 401, "after_auth", nonce="n", epoch="e")

    def land(self, reply: Reply | Failure) -> None:
        """An answer, or the want of one, reaches the watched laptop."""
        if isinstance(reply, Failure):
            self.engine.failed(reply)
        else:
            self.engine.answered(reply)

    def drain(self, laptop: Laptop, most: int = 60) -> list[Exchange]:
        """Exchange on a good line until nothing is due; what was exchanged. Endless talk fails the test."""
        laptop.desk.release()
        laptop.engine.nudge()
        asked: list[Exchange] = []
        while (exchange := laptop.engine.begin()) is not None:
            asked.append(exchange)
            assert len(asked) <= most, "a hot loop"
            reply = self.answer(exchange, laptop)
            if isinstance(reply, Failure):
                laptop.engine.failed(reply)
            else:
                laptop.engine.answered(reply)
        return asked

    def restart(self) -> None:
        """The watched laptop's process begins anew."""
        self.world.boot(self.me)

    def wait(self, ms: int) -> None:
        """Time passes."""
        self.world.now += ms


def line(seed: int = 7, limit: int = 50) -> Line:
    """A line whose three laptops have downloaded everything."""
    world = World(seed, limit=limit)
    root = world.heads[world.units[0]]
    position = next(p for p in world.positions if p not in world.heads.values())
    holders = {p: world.office.directory.holders(p, world.clock())[0].officer for p in (root, position)}
    head = next(one for one in world.laptops if one.officer == holders[root])
    me = next(one for one in world.laptops if one.officer == holders[position])
    made = Line(world, me, world.new_laptop(me.officer), head, position)
    with me.desk.transaction():
        me.tables.set_meta("refresh", "r")
    for laptop in (head, me, made.other):
        made.drain(laptop)
    return made
