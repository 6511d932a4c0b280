# SPDX-License-Identifier: Apache-2.0
"""Every hole the simulation found, told once as a story of its own."""

from typing import Any

import msgspec

from server.services.sync import restart
from tests.sim.world import Laptop, World
from workspace.domain import task
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


def meet(made: World, laptop: Laptop) -> list[Any]:
    """Exchange until there is nothing more to say; returns the answers."""
    made.now += 120_000
    answers: list[Any] = []
    while True:
        made.send(laptop)
        if not laptop.wire:
            return answers
        _, exchange, _ = laptop.wire.pop()
        made.arrive(laptop, exchange)
        _, exchange, reply = laptop.wire.pop()
        made.land(laptop, exchange, reply)
        answers.append(reply)


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


def test_a_dependents_own_receipt_in_the_same_page_leaves_it_its_words() -> None:
    """Refused together, the second was taken for a stranger device's command and lost its words."""
    made = world()
    laptop, top, below = boss(made)
    id_, first = give(made, laptop, top, below)
    args = task.Withdraw(id_, below, "Batal")
    second = laptop.desk.promise([Draft("task.withdraw", top, args)]).commands[0]
    for held in made.office.directory.holders(top, made.clock()):
        made.end_appointment(held)
    meet(made, laptop)
    tray = {entry.id: entry for entry in laptop.tables.tray()}
    assert set(tray) == {first, second}
    assert b"Batal" in tray[second].raw


def test_an_epoch_whose_name_comes_back_confirms_nothing() -> None:
    """Two restores, the second to a backup of the first history and forgotten: the journal is offered again."""
    made = world()
    laptop, top, below = boss(made)
    backup = made.ledger.snapshot()
    id_, command = give(made, laptop, top, below)
    meet(made, laptop)
    assert laptop.tables.done(command) is not None
    made.ledger.restore(backup)
    made.build_server()
    with made.ledger.write():
        restart(made.office, made.ids())
    made.limit = 3  # one page of the second history, and the first one comes back
    made.now += 120_000
    made.send(laptop)
    made.arrive(laptop, laptop.wire.pop()[1])
    _, exchange, reply = laptop.wire.pop()
    made.land(laptop, exchange, reply)
    made.limit = 1000
    made.ledger.restore(backup)
    made.build_server()
    for _ in range(3):
        meet(made, laptop)
    receipt = made.ledger.receipt(command)
    assert receipt is not None
    assert receipt.outcome == "applied"
    assert made.ledger.record(id_) is not None


def test_a_command_whose_id_a_stranger_took_is_told_so() -> None:
    """After a restore a forger was first with the id; the rightful command waited for ever."""
    made = world()
    laptop, top, below = boss(made)
    _, command = give(made, laptop, top, below)
    raw = next(w.row.raw for w in laptop.desk.waiting)
    stranger = next(x for x in made.laptops if x.officer != laptop.officer)
    envelope = msgspec.json.decode(raw)
    envelope |= {"dev": stranger.id, "as": ""}
    forged = stranger.desk.sign(codec.canonical(envelope))
    request = SyncRequest(commands=(msgspec.Raw(codec.canonical({**envelope, "sig": forged})),))
    made.sync.exchange(made.session(stranger), request)
    made.now += 11_000
    answers = meet(made, laptop)
    assert all(isinstance(answer, SyncAnswer) for answer in answers)
    assert [(entry.id, entry.code) for entry in laptop.tables.tray()] == [(command, "command-id-reused")]
    assert b"Bahan rapat" in laptop.tables.tray()[0].raw
