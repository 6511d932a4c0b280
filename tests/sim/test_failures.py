# SPDX-License-Identifier: Apache-2.0
"""How systems that work offline fail, one story each, over the real desk, engine, accept and feed (docs/rules.md).

A failure that another test tells well has no story here; the page names that test.
"""

from typing import Any

import msgspec
import pytest

from tests.sim.scenes import Scene, forgotten, meet, one_page, reader_of, talk, world
from tests.sim.world import CrashError, Laptop
from workspace.domain import task
from workspace.services.status import sync_state
from workspace.storage.absorb import READY, sweep_now
from workspace.sync.engine import Failure
from workspace.wire import protocol
from workspace.wire.protocol import SyncAnswer, SyncRequest

YEARS_MS = 10 * 365 * 86_400_000


def answered(scene: Scene, laptop: Laptop) -> tuple[Any, SyncAnswer]:
    """A round that the server has answered and the laptop has not yet heard."""
    scene.wait(days=1)
    laptop.desk.release()
    laptop.engine.nudge()
    exchange = laptop.engine.begin()
    assert exchange is not None
    scene.world.arrive(laptop, exchange)
    return exchange, laptop.wire.pop()[2]


@pytest.mark.parametrize("where", ["before", "inside", "after"])
def test_f1_a_crash_leaves_rows_and_token_together(where: str) -> None:
    scene = Scene()
    tables, before = scene.aide.tables, scene.aide.tables.meta("token")
    id_ = scene.world.ids()
    scene.do(scene.chief, "task.give", task.Give(id_, scene.desk, "Bahan", "normal"))
    scene.meet(scene.chief)
    exchange, reply = answered(scene, scene.aide)
    tables.fuse, tables.where = 1, ["before", "inside", "after"].index(where)
    with pytest.raises(CrashError):
        scene.world.land(scene.aide, exchange, reply)
    tables.fuse = -1
    scene.world.boot(scene.aide)
    assert (tables.truth(id_) is not None) == (tables.meta("token") != before) == (where == "after")
    scene.meet(scene.aide)
    assert scene.shown(scene.aide, id_).title == "Bahan"


def test_f3_who_arrives_first_is_first_whatever_the_clocks_say() -> None:
    scene = Scene()
    other, id_ = scene.second(scene.aide), scene.given()
    scene.meet(other)
    scene.aide.clock_off, other.clock_off = YEARS_MS, -YEARS_MS
    first, second = scene.complete(scene.aide, id_, "Pertama"), scene.complete(other, id_, "Kedua")
    scene.aide.desk.release()
    other.desk.release()
    scene.meet(scene.aide, other)
    assert (scene.outcome(first), scene.outcome(second)) == ("applied", "already-done")
    assert scene.on_server(id_).result == "Pertama"


def test_f4_a_lost_answer_does_nothing_twice() -> None:
    scene = Scene()
    id_ = scene.given()
    report = scene.do(scene.aide, "task.report", task.AddReport(id_, scene.desk, "Separuh"))
    answered(scene, scene.aide)  # which never comes
    raw = scene.aide.desk.waiting[0].row.raw
    scene.push(scene.aide, raw, raw)  # and the line doubles what it carried
    scene.world.boot(scene.aide)
    scene.meet(scene.aide)
    assert [one.id for one in scene.on_server(id_).reports] == [report]
    assert not scene.world.failures, "known, and not tried anew"
    assert not scene.waiting(scene.aide)


def test_f5_what_was_sent_once_keeps_its_bytes() -> None:
    scene = Scene()
    scene.complete(scene.aide, scene.given())
    scene.aide.desk.release()
    scene.wait(days=1)
    sent = scene.aide.engine.begin()  # and nobody knows whether it arrived
    scene.world.boot(scene.aide)
    [waiting] = scene.aide.desk.waiting
    assert scene.aide.desk.undo(waiting.row.deed).sealed, "it is too late to take it back"
    again = [bytes(raw) for asked, _ in talk(scene.world, scene.aide) for raw in asked.commands]
    assert isinstance(sent, SyncRequest)
    assert again == [bytes(raw) for raw in sent.commands] == [waiting.row.raw]


def test_f7_one_that_is_refused_stops_only_what_hangs_on_it() -> None:
    scene = Scene()
    new, other = scene.world.ids(), scene.given("Notula")
    bad = scene.do(scene.aide, "task.give", task.Give(new, scene.below(scene.desk), "Baru", "normal"))
    hangs = scene.do(scene.aide, "task.withdraw", task.Withdraw(new, scene.below(scene.desk), "Batal"))
    good = scene.complete(scene.aide, other)
    theirs = task.Give(new, scene.below(scene.beside), "Punya orang lain", "normal")
    taken = scene.sealed(scene.stranger, "task.give", theirs, scene.beside)
    scene.push(scene.stranger, taken)
    scene.meet(scene.aide)
    tray = {entry.id: (entry.code, entry.root) for entry in scene.aide.tables.tray()}
    assert tray == {bad: ("invalid", bad), hangs: ("dependency-failed", bad)}
    assert scene.outcome(good) == "applied"
    assert not scene.waiting(scene.aide)


def test_f8_what_cannot_leave_keeps_nothing_from_coming() -> None:
    scene = Scene()
    done = scene.complete(scene.aide, scene.given())
    scene.aide.desk.park([done])
    new = scene.given("Notula")
    assert scene.waiting(scene.aide) == [done]
    assert scene.shown(scene.aide, new).title == "Notula"


def test_f9_a_page_that_is_silent_about_a_record_takes_nothing_away() -> None:
    scene = Scene()
    scene.given()
    tables = scene.aide.tables
    before = tables.dump()["truth"]
    token, epoch = tables.meta("token"), tables.meta("epoch")
    scene.aide.engine.answered(SyncAnswer(epoch, scene.world.clock(), protocol.base_of(token), "another"))
    assert tables.meta("token") == "another"
    assert tables.dump()["truth"] == before


def test_f10_who_loses_a_record_keeps_their_words_and_nothing_else() -> None:
    scene = Scene()
    id_ = scene.given()
    report = scene.do(scene.aide, "task.report", task.AddReport(id_, scene.desk, "Separuh selesai"))
    scene.reassign(id_, scene.beside)
    scene.meet(scene.aide)
    assert scene.tray(scene.aide) == {report: "no-longer-authorised"}
    assert b"Separuh selesai" in scene.aide.tables.tray()[0].raw
    assert (scene.aide.tables.truth(id_), scene.shown(scene.aide, id_)) == (None, None)
    assert scene.on_server(id_).reports == ()


@pytest.mark.parametrize("told", [True, False], ids=["told", "forgotten"])
def test_f11_what_a_restore_undid_is_handed_in_again(told: bool) -> None:
    scene = Scene()
    backup = scene.world.ledger.snapshot()
    id_ = scene.given()
    done = scene.complete(scene.aide, id_)
    scene.meet(scene.aide)
    if told:
        scene.put_back(backup)
    else:  # the operator forgot: the first laptop that comes proves it
        scene.world.ledger.restore(backup)
        scene.world.build_server()
    assert scene.on_server(id_) is None
    scene.meet(scene.aide, scene.chief, scene.aide)
    assert scene.on_server(id_).state == "done"
    assert scene.outcome(done) == "applied"
    assert not scene.waiting(scene.aide)
    assert not scene.tray(scene.aide)


def test_f12_an_answer_that_was_overtaken_is_thrown_away() -> None:
    scene = Scene()
    exchange, late = answered(scene, scene.aide)
    scene.aide.engine.failed(Failure("timeout"))
    id_ = scene.given()
    before = scene.aide.tables.dump()
    assert scene.world.land(scene.aide, exchange, late).stale
    assert scene.aide.tables.dump() == before
    assert scene.aide.tables.truth(id_) is not None


def test_f13_a_device_that_counts_from_the_beginning_again_is_believed() -> None:
    """The store was put back to an older copy: numbers come twice, ids do not."""
    scene = Scene()
    first = scene.complete(scene.aide, scene.given())
    scene.meet(scene.aide)
    with scene.aide.tables.write():
        scene.aide.tables.set_meta("n", "0")
    second = scene.complete(scene.aide, scene.given("Notula"))
    numbers = {scene.aide.tables.journal()[-1].n, scene.aide.desk.waiting[-1].row.n}
    scene.meet(scene.aide)
    assert numbers == {1}
    assert [scene.outcome(one) for one in (first, second)] == ["applied", "applied"]


def test_f15_nothing_is_acknowledged_before_it_is_durable() -> None:
    scene = Scene()
    id_ = scene.given()
    done = scene.complete(scene.aide, id_)
    scene.world.ledger.fuse, scene.world.ledger.where = (
        1,
        1,
    )  # the server dies with everything written and no commit
    with pytest.raises(CrashError):
        answered(scene, scene.aide)
    scene.world.ledger.fuse = -1
    scene.world.build_server()
    assert (scene.outcome(done), scene.on_server(id_).state) == ("waits", "received")
    scene.aide.engine.failed(Failure("no-network"))
    scene.wait(days=1)
    scene.meet(scene.aide)
    assert (scene.outcome(done), scene.on_server(id_).state) == ("applied", "done")


def test_f16_where_a_device_stands_is_what_the_server_said_not_what_came_last() -> None:
    scene = Scene()
    one, two = (scene.world.new_laptop(scene.aide.officer) for _ in range(2))
    for _ in range(3):
        scene.given()
    scene.meet(one)
    exchange, reply = answered(scene, two)
    rows = sorted(reply.rows, key=lambda row: -row.seq)
    scene.world.land(two, exchange, msgspec.structs.replace(reply, rows=tuple(rows)))
    assert two.tables.meta("token") == reply.token
    assert two.tables.dump()["truth"] == one.tables.dump()["truth"]


def test_f22_a_refusal_stays_until_somebody_clicks() -> None:
    scene = Scene()
    id_ = scene.given()
    done = scene.complete(scene.aide, id_, "Sudah saya kirim")
    scene.reassign(id_, scene.beside)
    for _ in range(3):
        scene.meet(scene.aide)
        scene.wait(days=90)
        scene.world.boot(scene.aide)
    assert sync_state(scene.aide.engine).needed == 1
    assert b"Sudah saya kirim" in scene.aide.tables.tray()[0].raw
    scene.aide.desk.discard([done])
    assert not scene.tray(scene.aide)


def test_f24_a_first_download_that_was_cut_is_not_taken_for_whole() -> None:
    scene = Scene()
    scene.given()
    scene.world.limit = 5
    fresh = scene.world.new_laptop(scene.aide.officer)
    one_page(scene.world, fresh)
    scene.world.boot(fresh)
    assert fresh.tables.count_truth() >= 5
    assert fresh.engine.first_download()
    assert sync_state(fresh.engine).code == "first-download"
    scene.meet(fresh, scene.aide)
    assert fresh.tables.meta("boot") == READY
    assert fresh.tables.dump()["truth"] == scene.aide.tables.dump()["truth"]


def test_f29_a_night_without_a_line_is_one_state_and_no_storm() -> None:
    scene = Scene()
    scene.complete(scene.aide, scene.given())
    engine, told, tries = scene.aide.engine, set[str](), 0
    end = scene.world.now + 12 * 3_600_000
    while scene.world.now < end:
        if engine.begin() is None:
            scene.world.now += max(1, engine.schedule.wait_ms())
            continue
        engine.failed(Failure("no-network"))
        told.add(sync_state(engine).code)
        tries += 1
    assert told == {"offline-waiting"}
    assert 12 * 120 < tries < 12 * 360, "some fifteen seconds apart, for an attempt costs nobody anything"
    assert not scene.tray(scene.aide)


def test_f30_what_a_safeguard_held_back_is_not_done_later_without_a_word() -> None:
    made = world()
    laptop = next(x for x in made.laptops if x.desk.actor().holds(made.heads[made.units[0]]))
    backup = made.ledger.snapshot()
    reader = reader_of(made, laptop, made.heads[made.units[0]], made.heads[made.units[1]])
    forgotten(made, backup)
    for _ in range(3):
        meet(made, reader)
        made.boot(reader)
        made.now += 86_400_000
    assert reader.tables.meta("sweep_held") == "120"
    assert len(list(reader.tables.truths(("task",)))) == 120
    sweep_now(reader.desk)
    assert not list(reader.tables.truths(("task",)))
    assert len(reader.tables.kept) == 120, "copies stay for a month"
