# SPDX-License-Identifier: Apache-2.0
"""Every hole the simulation found, told once as a story of its own."""

from functools import partial

import msgspec

from server.services.feed import CHUNK, Feed
from tests.sim.scenes import Scene, boss, forgotten, give, meet, one_page, reader_of, world
from tests.sim.world import World
from workspace.domain import task
from workspace.domain.ids import derived
from workspace.domain.profile import Profile, Record, Urgency
from workspace.storage.absorb import sweep_now
from workspace.storage.desk import Draft
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer, SyncRequest


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
    forgotten(made, backup)
    made.limit = 3  # one page of the second history, and the first one comes back
    one_page(made, laptop)
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


def test_a_page_ends_when_its_bodies_are_many_bytes() -> None:
    """Letters near the largest size filled a page beyond what a laptop unpacks: it could never pull again."""
    made = World(1, limit=1000, feed_class=partial(Feed, page_bytes=20_000))  # type: ignore[arg-type]
    for laptop in made.laptops:
        meet(made, laptop)
    laptop, top, below = boss(made)
    reader = next(x for x in made.laptops if x.desk.actor().holds(below))
    for _ in range(300):
        give(made, laptop, top, below)
    made.now += 20_000
    meet(made, laptop)
    answers = meet(made, reader)
    sizes = [sum(len(row.d) for row in answer.rows) for answer in answers]
    assert len(answers) > 3
    assert max(sizes) < 20_000 + CHUNK * 600
    assert len(list(reader.tables.truths(("task",)))) == 300


def test_what_a_restore_and_a_lost_position_took_away_is_not_held_for_a_click() -> None:
    """The sweep kept what may not be seen any more readable until the officer decided."""
    made = world()
    laptop, top, below = boss(made)
    reader = reader_of(made, laptop, top, below)
    for held in made.office.directory.holders(below, made.clock()):
        made.end_appointment(held)
    forgotten(made)
    made.limit = 5
    one_page(made, reader)
    assert reader.engine.recheck()  # the first page of many
    assert not list(reader.tables.truths(("task",)))
    meet(made, reader)
    assert not reader.tables.meta("sweep_held")
    assert not reader.tables.kept


def test_what_waits_for_the_sweep_goes_with_the_position_and_comes_back_with_the_offer() -> None:
    """Held records stayed readable after the position was lost, and stayed counted after they came again."""
    made = world()
    laptop, top, below = boss(made)
    backup = made.ledger.snapshot()
    reader = reader_of(made, laptop, top, below)
    forgotten(made, backup)
    meet(made, reader)
    assert reader.tables.meta("sweep_held") == "120"
    meet(made, laptop)  # the giver offers them again
    meet(made, reader)
    assert reader.tables.meta("sweep_held") == ""
    assert len(list(reader.tables.truths(("task",)))) == 120

    forgotten(made, backup)
    meet(made, reader)
    assert reader.tables.meta("sweep_held") == "120"
    for held in made.office.directory.holders(below, made.clock()):
        made.end_appointment(held)
    meet(made, reader)
    assert reader.tables.meta("sweep_held") == ""
    assert not list(reader.tables.truths(("task",)))


def test_nothing_is_swept_while_the_download_that_would_bring_it_is_under_way() -> None:
    """The decision about an earlier restore took away what the present download had not brought yet."""
    made = world()
    laptop, top, below = boss(made)
    reader = reader_of(made, laptop, top, below)
    forgotten(made)
    made.limit = 5
    one_page(made, reader)
    sweep_now(reader.desk)
    assert len(list(reader.tables.truths(("task",)))) == 120


def test_a_command_does_not_wait_for_ever_because_its_officers_clock_runs_years_ahead() -> None:
    """The seven days of waiting for a predecessor were counted from the officer's own time."""
    made = world()
    laptop, top, below = boss(made)
    laptop.clock_off = 3 * 365 * 86_400_000
    id_, first = give(made, laptop, top, below)
    laptop.desk.promise([Draft("task.withdraw", top, task.Withdraw(id_, below, "Batal"))])
    made.now += 20_000
    raws = [w.row.raw for w in laptop.desk.seal()]
    alone = SyncRequest(commands=(msgspec.Raw(raws[1]),))
    second = msgspec.json.decode(raws[1])["id"]
    for days, judged in ((0, False), (6, False), (2, True)):
        made.now += days * 86_400_000
        made.sync.exchange(made.session(laptop), alone)
        assert (made.ledger.receipt(second) is not None) is judged
    receipt = made.ledger.receipt(second)
    assert receipt is not None
    assert (receipt.code, receipt.params) == ("dependency-failed", f'{{"code":"","id":"{first}"}}')


def test_what_follows_a_promise_that_a_restore_undid_goes_to_the_tray_with_it() -> None:
    """A receipt now refused what the journal held, and what still waited on it stayed behind without effect."""
    made = world()
    laptop, top, below = boss(made)
    backup = made.ledger.snapshot()
    id_, first = give(made, laptop, top, below)
    laptop.desk.release()
    raw = msgspec.Raw(laptop.desk.seal()[0].row.raw)
    draft = Draft("task.withdraw", top, task.Withdraw(id_, below, "Batal"))
    second = laptop.desk.promise([draft]).commands[0]
    laptop.desk.park([second])
    meet(made, laptop)
    assert laptop.tables.done(first) is not None
    forgotten(made, backup)
    for held in made.office.directory.holders(top, made.clock()):
        made.end_appointment(held)
    made.sync.exchange(made.session(laptop), SyncRequest(commands=(raw,)))  # as if a copy had offered it
    meet(made, laptop)
    assert {entry.id: entry.root for entry in laptop.tables.tray()} == {first: first, second: first}
    assert not laptop.tables.outbox()


def test_a_command_whose_predecessor_is_known_nowhere_goes_to_the_tray() -> None:
    """Put back to an older copy of the store, a laptop kept a command that could never be judged."""
    made = world()
    laptop, top, below = boss(made)
    id_, first = give(made, laptop, top, below)
    draft = Draft("task.withdraw", top, task.Withdraw(id_, below, "Batal"))
    second = laptop.desk.promise([draft]).commands[0]
    with laptop.tables.write():
        laptop.tables.drop_out([first])
    laptop.desk.open()
    meet(made, laptop)
    told = [(entry.id, entry.code, entry.params["id"]) for entry in laptop.tables.tray()]
    assert told == [(second, "dependency-failed", first)]
    assert not laptop.tables.outbox()


def test_rules_that_a_restore_undid_are_followed_no_longer() -> None:
    """A swept profile went on deciding until the program was started again."""
    scene = Scene()
    backup = scene.world.ledger.snapshot()
    urgency = (Urgency("normal", "Biasa", "Normal", 24, "hours", False),)
    value = Profile(
        derived("scene", "profile"), "Contoh", "2026-01-01", None, "", "Asia/Jakarta", (), (), (), urgency, ()
    )
    scene.world.state("profile.record", Record(value))
    scene.meet(scene.chief)
    assert scene.chief.desk.rules is not None
    scene.put_back(backup)
    scene.meet(scene.chief)
    assert not list(scene.chief.tables.truths(("profile",)))
    assert scene.chief.desk.rules is None
