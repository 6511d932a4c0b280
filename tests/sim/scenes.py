# SPDX-License-Identifier: Apache-2.0
"""Small scenes for stories of one rule or one failure: who is who, a meeting with the server, a task given."""

from __future__ import annotations

from typing import Any

import msgspec

from server.services.ledger import Receipt
from server.services.sync import restart
from tests.sim.world import Laptop, World, toy_sign
from workspace.domain import task
from workspace.domain.command import Command
from workspace.domain.ids import Id
from workspace.storage.desk import Draft
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer, SyncRequest


def world() -> World:
    """Everybody has synced once."""
    made = World(1, limit=1000)
    for laptop in made.laptops:
        meet(made, laptop)
    return made


def talk(made: World, laptop: Laptop) -> list[tuple[Any, Any]]:
    """Two minutes later: exchange until there is nothing more to say; what was asked, and what was answered."""
    made.now += 120_000
    said: list[tuple[Any, Any]] = []
    while True:
        made.send(laptop)
        if not laptop.wire:
            return said
        _, exchange, _ = laptop.wire.pop()
        made.arrive(laptop, exchange)
        _, exchange, reply = laptop.wire.pop()
        made.land(laptop, exchange, reply)
        said.append((exchange, reply))


def meet(made: World, laptop: Laptop) -> list[Any]:
    """The same; only the answers."""
    return [reply for _, reply in talk(made, laptop)]


def one_page(made: World, laptop: Laptop) -> None:
    """One exchange, whatever more there is."""
    made.now += 120_000
    made.send(laptop)
    made.arrive(laptop, laptop.wire.pop()[1])
    _, exchange, reply = laptop.wire.pop()
    made.land(laptop, exchange, reply)


def boss(made: World) -> tuple[Laptop, Id, Id]:
    """The head of the agency, their position, and one below."""
    top = made.heads[made.units[0]]
    laptop = next(x for x in made.laptops if x.desk.actor().holds(top))
    return laptop, top, made.heads[made.units[1]]


def give(made: World, laptop: Laptop, acting: Id, to: Id) -> tuple[Id, Id]:
    """A promised task: its id and its command's."""
    id_ = made.ids()
    deed = laptop.desk.promise([Draft("task.give", acting, task.Give(id_, to, "Bahan rapat", "normal"))])
    return id_, deed.commands[0]


def reader_of(made: World, laptop: Laptop, top: Id, below: Id) -> Laptop:
    """The laptop of the one below, who holds 120 tasks from above: more than a sweep takes without a question."""
    reader = next(x for x in made.laptops if x.desk.actor().holds(below))
    for _ in range(120):
        give(made, laptop, top, below)
    made.now += 20_000
    meet(made, laptop)
    meet(made, reader)
    assert len(list(reader.tables.truths(("task",)))) == 120
    return reader


def forgotten(made: World, backup: Any = None) -> None:
    """The server is put back, or thinks so, and begins a new epoch."""
    if backup is not None:
        made.ledger.restore(backup)
        made.build_server()
    with made.ledger.write():
        restart(made.office, made.ids())


class Scene:
    """Everybody has synced once. `chief` heads the agency and holds `top`; `aide` heads a unit below and holds `desk`;
    `stranger` heads the unit beside it and sees nothing of the aide's.
    """

    def __init__(self, **parts: Any) -> None:
        self.world = World(1, limit=1000, **parts)
        heads = [self.world.heads[unit] for unit in self.world.units]
        self.top, self.desk, self.beside = heads[:3]
        self.chief, self.aide, self.stranger = map(self.holder, heads[:3])
        for laptop in self.world.laptops:
            self.meet(laptop)

    def holder(self, position: Id) -> Laptop:
        """The laptop of whoever holds a position."""
        held = self.world.office.directory.holders(position, self.world.clock())
        return next(x for x in self.world.laptops if x.officer == held[0].officer)

    def below(self, position: Id) -> Id:
        """A position of the same unit that is not its head."""
        directory = self.world.office.directory
        unit = directory.unit_of(position)
        return next(p for p in self.world.positions if directory.unit_of(p) == unit and p != position)

    def second(self, laptop: Laptop) -> Laptop:
        """Another laptop of the same officer, which has downloaded everything."""
        made = self.world.new_laptop(laptop.officer)
        self.meet(made)
        return made

    def meet(self, *laptops: Laptop) -> list[SyncAnswer]:
        """One laptop after the other talks to the server until all is said; the answers."""
        return [answer for laptop in laptops for answer in meet(self.world, laptop)]

    def wait(self, *, days: float = 0) -> None:
        """Time passes."""
        self.world.now += int(days * 86_400_000)

    def do(self, laptop: Laptop, verb: str, args: Any, acting: Id | None = None) -> Id:
        """A click that no rule refuses; the command's id. Without a position it is done for the one they head."""
        held = {
            self.chief.officer: self.top,
            self.aide.officer: self.desk,
            self.stranger.officer: self.beside,
        }
        deed = laptop.desk.promise([Draft(verb, held[laptop.officer] if acting is None else acting, args)])
        assert not deed.refused, deed.refused
        return deed.commands[0]

    def given(self, title: str = "Bahan rapat", to: Id = "", cls: int = 0) -> Id:
        """A task from the chief that lies on the aide's desk, or on another; everybody has heard of it."""
        id_ = self.world.ids()
        self.do(self.chief, "task.give", task.Give(id_, to or self.desk, title, "normal", cls=cls))
        self.meet(self.chief, *self.world.laptops)
        return id_

    def complete(self, laptop: Laptop, id_: Id, words: str = "Selesai") -> Id:
        """The aide's deed on a task of theirs."""
        return self.do(laptop, "task.complete", task.Complete(id_, self.desk, words))

    def reassign(self, id_: Id, to: Id) -> None:
        """The chief puts a task of the aide's on another desk, and the server knows."""
        self.do(self.chief, "task.reassign", task.Reassign(id_, self.desk, to))
        self.meet(self.chief)

    def dismiss(self, position: Id) -> None:
        """Nobody holds a position any more."""
        for held in self.world.office.directory.holders(position, self.world.clock()):
            self.world.end_appointment(held)

    def put_back(self, backup: Any) -> None:
        """The server is restored, and its operator says so."""
        forgotten(self.world, backup)

    # what each side knows

    def on_server(self, id_: Id) -> Any:
        """A record as the server has it."""
        row = self.world.ledger.record(id_)
        return codec.decode_value(row.kind, row.body) if row else None

    @staticmethod
    def shown(laptop: Laptop, id_: Id) -> Any:
        """A record as its officer sees it."""
        return laptop.desk.value(id_)

    def receipt(self, command: Id) -> Receipt | None:
        """What became of a command."""
        found: Receipt | None = self.world.ledger.receipt(command)
        return found

    def outcome(self, command: Id) -> str:
        """How it ended: "applied", the code of the refusal, or "waits"."""
        receipt = self.receipt(command)
        return "waits" if receipt is None else receipt.code or receipt.outcome

    @staticmethod
    def waiting(laptop: Laptop) -> list[Id]:
        """The outbox."""
        return [w.row.id for w in laptop.desk.waiting]

    @staticmethod
    def tray(laptop: Laptop) -> dict[Id, str]:
        """What was refused, and why."""
        return {entry.id: entry.code for entry in laptop.tables.tray()}

    # commands no desk would make

    def sealed(self, laptop: Laptop, verb: str, args: Any, acting: Id, key: str = "") -> bytes:
        """A command signed by a laptop (or with another key) that was never promised on its desk."""
        ids = self.world.ids
        made = Command(
            ids(), laptop.id, 1, verb, 1, self.world.clock(), "Asia/Jakarta", acting, (), args, laptop.officer
        )  # fmt: skip
        sign = toy_sign(key) if key else laptop.desk.sign
        return codec.encode_command(made, sign(codec.encode_command(made)))

    def push(self, laptop: Laptop, *commands: bytes, token: str = "", limit: int = 1000) -> SyncAnswer:
        """Send commands beside the engine, in the laptop's session."""
        request = SyncRequest(token=token, commands=tuple(map(msgspec.Raw, commands)), limit=limit)
        return self.world.sync.exchange(self.world.session(laptop), request)
