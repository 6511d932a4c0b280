# SPDX-License-Identifier: Apache-2.0
"""The rules of the protocol, one story each, over the real desk, engine, accept and feed (docs/rules.md).

A rule that another test tells well has no story here; the page names that test.
"""

from typing import Any

import msgspec
import pytest

from server.services.accept import Office
from tests.sim.scenes import Scene, one_page, talk
from workspace.domain import registry, task
from workspace.domain.command import Actor, Command, Effects
from workspace.domain.errors import Refused
from workspace.domain.ids import derived
from workspace.domain.moment import plus
from workspace.domain.profile import Profile, Record, Urgency
from workspace.sync.engine import Failure
from workspace.wire import codec
from workspace.wire.protocol import Problem, SyncRequest

YEAR_MS = 365 * 86_400_000


def test_r1_a_doubted_promise_waits_for_its_receipt_and_for_nothing_else() -> None:
    scene = Scene()
    id_ = scene.given()
    done = scene.complete(scene.aide, id_)
    scene.aide.desk.park([done])
    scene.do(scene.chief, "task.withdraw", task.Withdraw(id_, scene.desk, "Batal"))
    scene.meet(scene.chief, scene.aide)
    [waiting] = scene.aide.desk.waiting
    assert waiting.doubt == Refused("closed", {"state": "withdrawn"})
    assert scene.shown(scene.aide, id_).state == "withdrawn", "it has no effect on what is shown"
    assert not scene.tray(scene.aide), "and is not given up"
    scene.aide.desk.park([done], parked=False)
    scene.meet(scene.aide)
    assert scene.tray(scene.aide) == {done: "closed"}


def test_r2_a_receipt_older_than_the_window_comes_only_to_who_sends_its_command_again() -> None:
    scene = Scene()
    done = scene.complete(scene.aide, scene.given())
    scene.meet(scene.aide)
    raw = scene.aide.tables.journal()[-1].raw
    scene.wait(days=40)
    fresh = scene.world.new_laptop(scene.aide.officer)
    assert not [row for answer in scene.meet(fresh) for row in answer.rows if row.t == "receipt"]
    token = fresh.tables.meta("token")
    [again] = scene.push(fresh, raw, token=token).rows
    assert (again.id, again.t) == (done, "receipt")
    cut = scene.push(fresh, raw, limit=3)
    assert cut.more
    assert all(row.t != "receipt" for row in cut.rows), "never before the records it speaks of"


@pytest.mark.parametrize("verb", ["task.complete", "task.return", "task.reassign", "task.withdraw"])
def test_r3_the_same_deed_in_the_same_words_on_two_laptops_is_one(verb: str) -> None:
    scene = Scene()
    id_ = scene.given()
    args = {
        "task.complete": task.Complete(id_, scene.desk, "Selesai"),
        "task.return": task.Return(id_, scene.desk, "Salah alamat"),
        "task.reassign": task.Reassign(id_, scene.desk, scene.beside),
        "task.withdraw": task.Withdraw(id_, scene.desk, "Batal"),
    }[verb]
    one = scene.aide if verb in {"task.complete", "task.return"} else scene.chief
    two = scene.second(one)
    deeds = [scene.do(laptop, verb, args) for laptop in (one, two)]
    scene.meet(one, two, one)
    assert [scene.outcome(deed) for deed in deeds] == ["applied", "applied"]
    assert not scene.tray(one)
    assert not scene.tray(two)
    assert scene.world.ledger.record(id_).rev == 2, "given, and moved once"


def test_r3_where_somebody_came_between_the_second_is_a_deed_of_its_own() -> None:
    """The same words, but the task had gone on and come back in the meantime: what did not happen is told."""
    scene = Scene()
    id_ = scene.given()
    two = scene.second(scene.chief)
    there = task.Reassign(id_, scene.desk, scene.beside)
    scene.do(scene.chief, "task.reassign", there)
    second = scene.do(two, "task.reassign", there)
    scene.meet(scene.chief, scene.stranger)
    scene.do(scene.stranger, "task.return", task.Return(id_, scene.beside, "Bukan bidang kami"))
    scene.meet(scene.stranger, two)
    assert scene.tray(two) == {second: "stale-version"}


class Stumbling(Office):
    """Has a bug in its reports."""

    def _judged(self, actor: Actor, command: Command, seq: int, now: str) -> Effects | Refused:
        if command.name == "task.report":
            raise ZeroDivisionError
        return super()._judged(actor, command, seq, now)


def test_r4_a_command_on_which_the_server_fails_is_held_after_three_answers_and_the_rest_goes_on() -> None:
    scene = Scene(office_class=Stumbling)
    one, two = scene.given(), scene.given("Notula")
    report = scene.do(scene.aide, "task.report", task.AddReport(one, scene.desk, "Separuh"))
    done = scene.complete(scene.aide, two)
    scene.meet(scene.aide)
    assert (scene.outcome(done), scene.outcome(report)) == ("applied", "waits")
    scene.meet(*[scene.aide] * 4)
    assert [id_ for id_, _ in scene.world.failures] == [report] * 3, "and is not tried a fourth time"
    [held] = scene.aide.desk.waiting
    assert (held.row.id, held.row.parked) == (report, True)


def test_r5_a_receipt_for_other_bytes_is_not_ones_own() -> None:
    """The store was put back to an older copy, and the id was given away again."""
    scene = Scene()
    done = scene.complete(scene.aide, scene.given(), "Selesai")
    scene.aide.desk.release()
    [sealed] = scene.aide.desk.seal()
    other = msgspec.json.decode(sealed.row.raw)
    other["args"]["result"] = "Lain"
    del other["sig"]
    other["sig"] = scene.aide.desk.sign(codec.canonical(other))
    scene.push(scene.aide, codec.canonical(other))
    scene.meet(scene.aide)
    assert scene.tray(scene.aide) == {done: "command-id-reused"}
    assert b"Selesai" in scene.aide.tables.tray()[0].raw


def test_r5_one_that_cannot_be_read_is_put_aside_and_the_rest_goes_on() -> None:
    scene = Scene()
    tasks = [scene.given("Bahan"), scene.given("Notula")]
    bad, good = (scene.complete(scene.aide, id_) for id_ in tasks)
    scene.wait(days=1)
    scene.aide.desk.release()
    asked = scene.aide.engine.begin()
    assert isinstance(asked, SyncRequest)
    assert len(asked.commands) == 2
    told = Problem("", "", 400, "unreadable-command", "never", {"index": "0"})
    scene.aide.engine.failed(Failure("server", told))
    scene.meet(scene.aide)
    assert scene.tray(scene.aide) == {bad: "invalid"}
    assert (scene.outcome(good), scene.outcome(bad)) == ("applied", "waits")


def test_r6_opening_what_somebody_else_was_given_meanwhile_bothers_nobody() -> None:
    scene = Scene()
    id_ = scene.given()
    read = scene.do(scene.aide, "task.read", task.Read(id_))
    scene.reassign(id_, scene.beside)
    scene.meet(scene.aide)
    assert scene.outcome(read) == "no-longer-authorised"
    assert not scene.tray(scene.aide)
    assert scene.aide.tables.done(read) is not None


def test_r7_a_second_batch_follows_the_first() -> None:
    """Also where pages are short and the receipts of the first are still to come."""
    scene = Scene()
    scene.given()
    scene.world.limit = 50
    for number in range(450):
        scene.do(
            scene.chief, "task.give", task.Give(scene.world.ids(), scene.desk, f"Tugas {number}", "normal")
        )
    said = talk(scene.world, scene.chief)
    batches = [[codec.decode_envelope(bytes(raw)).id for raw in asked.commands] for asked, _ in said]
    assert [len(batch) for batch in batches if batch] == [200, 200, 50]
    assert len({one for batch in batches for one in batch}) == 450, "none twice"
    assert not scene.waiting(scene.chief)


def test_r8_an_attempt_that_fails_seals_nothing() -> None:
    scene = Scene()
    id_, other = scene.given(), scene.given("Notula")
    aide = scene.aide
    asked: list[Any] = []
    for attempt in (id_, other):
        scene.complete(aide, attempt)
        aide.engine.nudge()
        aide.desk.release()
        asked.append(aide.engine.begin())
        aide.engine.failed(Failure("no-network"))
        scene.wait(days=1)
    assert [len(one.commands) for one in asked] == [1, 0], "after the first failure it only asks"
    first, second = aide.desk.waiting
    assert (first.row.sealed, second.row.sealed) == (True, False)
    assert not aide.desk.undo(second.row.deed).sealed, "it can still be taken back without a trace"
    scene.meet(aide)
    assert [scene.on_server(one).state for one in (id_, other)] == ["done", "received"]


def test_r9_what_was_sent_is_taken_back_by_its_counter_and_not_by_undo() -> None:
    scene = Scene()
    id_ = scene.world.ids()
    give = scene.do(scene.chief, "task.give", task.Give(id_, scene.desk, "Bahan", "normal"))
    deed = scene.chief.desk.waiting[-1].row.deed
    scene.chief.desk.release()
    scene.chief.desk.seal()
    assert scene.chief.desk.undo(deed).sealed
    counter = registry.verb("task.give").counter
    scene.do(scene.chief, counter, task.Withdraw(id_, scene.desk, "Salah alamat"))
    scene.meet(scene.chief)
    assert scene.outcome(give) == "applied", "both stand in the log"
    assert (scene.on_server(id_).state, scene.on_server(id_).reason) == ("withdrawn", "Salah alamat")


def test_r10_an_id_that_is_taken_overwrites_no_record_of_a_stranger() -> None:
    scene = Scene()
    id_ = scene.given()
    before = scene.world.ledger.record(id_)
    give = task.Give(id_, scene.below(scene.beside), "Milik saya", "normal")
    deed = scene.do(scene.stranger, "task.give", give)
    scene.meet(scene.stranger)
    assert scene.tray(scene.stranger) == {deed: "invalid"}
    assert scene.world.ledger.record(id_) == before


def test_r12_what_is_above_the_class_goes_at_once_and_comes_back_with_it() -> None:
    scene = Scene()
    id_ = scene.given("Rapat pimpinan", cls=1)
    tables, clearance = scene.aide.tables, scene.world.clearance
    clearance[scene.aide.officer] = 0
    scene.meet(scene.aide)
    assert (tables.truth(id_), tables.shown(id_), tables.search("pimpinan", 9)) == (None, None, [])
    clearance[scene.aide.officer] = 1
    scene.meet(scene.aide)
    assert [line.id for line in tables.search("pimpinan", 9)] == [id_]


def test_r13_rights_are_those_of_the_arrival_not_of_the_click() -> None:
    scene = Scene()
    done = scene.complete(scene.aide, scene.given())
    scene.wait(days=1)
    scene.dismiss(scene.desk)
    assert [waiting.doubt for waiting in scene.aide.desk.waiting] == [None], "on the laptop dates only warn"
    scene.meet(scene.aide)
    assert scene.tray(scene.aide) == {done: "no-longer-authorised"}


def test_r14_a_clock_that_is_wrong_dates_nothing_and_refuses_nothing() -> None:
    scene = Scene()
    ahead, behind = scene.world.ids(), scene.world.ids()
    before = scene.world.clock()
    scene.given()
    for id_, off in ((ahead, YEAR_MS), (behind, -YEAR_MS)):
        scene.chief.clock_off = off
        deed = scene.do(scene.chief, "task.give", task.Give(id_, scene.desk, "Bahan", "normal"))
        scene.chief.desk.release()
        said = scene.chief.desk.waiting[-1].command.at
        scene.meet(scene.chief)
        receipt = scene.receipt(deed)
        assert receipt is not None
        assert (receipt.outcome, receipt.at) == ("applied", said), "the raw one is kept as evidence"
        assert before <= scene.on_server(id_).since <= plus(scene.world.clock(), minutes=2)


def test_r15_a_limit_is_set_once_by_the_side_that_knows_the_profile() -> None:
    scene = Scene()

    def profile(hours: int) -> Record:
        urgency = (Urgency("normal", "Biasa", "Normal", hours, "hours", False),)
        id_ = derived("scene", "profile")
        return Record(
            Profile(id_, "Contoh", "2026-01-01", None, "", "Asia/Jakarta", (), (), (), urgency, ())
        )  # fmt: skip

    id_ = scene.world.ids()
    scene.do(scene.chief, "task.give", task.Give(id_, scene.desk, "Bahan", "normal"))
    assert scene.shown(scene.chief, id_).due is None, "the laptop has no profile yet"
    scene.world.state("profile.record", profile(24))
    scene.meet(scene.chief)
    given = scene.shown(scene.chief, id_)
    assert given.due == plus(given.since, hours=24)
    scene.world.state("profile.record", profile(48))
    scene.meet(scene.aide)
    scene.do(scene.aide, "task.read", task.Read(id_))
    scene.meet(scene.aide, scene.chief)
    assert scene.shown(scene.chief, id_).state == "read"
    assert scene.shown(scene.chief, id_).due == given.due, "what was owed is not owed anew"


def test_r16_the_inbox_is_what_waits_for_a_position_i_hold_now() -> None:
    scene = Scene()
    staff = scene.below(scene.desk)
    id_ = scene.given(to=staff)
    tables, desk = scene.aide.tables, scene.aide.desk

    def inbox() -> list[str]:
        return [line.id for line in tables.inbox([h.position for h in desk.actor().holdings], (), ("", 0), 9)]

    [line] = tables.everything(("task",), ("", 0), 9)
    assert (line.id, line.holder) == (id_, staff), "a head sees it, and on whose desk it lies"
    assert inbox() == []
    scene.world.appoint(scene.aide.officer, staff, "plt", plus(scene.world.clock(), days=9))
    scene.meet(scene.aide)
    assert inbox() == [id_]


def test_r17_the_work_of_a_vacant_position_shows_above_and_stays_where_it_is() -> None:
    scene = Scene()
    row = scene.world.ledger.record(scene.given())
    scene.dismiss(scene.desk)
    scene.meet(scene.chief)
    covered = scene.chief.desk.directory.covers(scene.desk, scene.world.clock())
    assert covered == scene.top
    assert scene.world.ledger.record(row.id) == row, "a transfer touches no record"
    scene.world.appoint(scene.stranger.officer, scene.desk, "plt", plus(scene.world.clock(), days=9))
    scene.meet(scene.stranger)
    assert scene.shown(scene.stranger, row.id).holder == scene.desk


def test_r19_withdrawing_above_ends_all_that_is_open_below_at_once() -> None:
    scene = Scene()
    id_, child = scene.given(), scene.world.ids()
    on = task.PassOn(id_, scene.desk, (task.Child(child, scene.below(scene.desk)),), "normal")
    scene.do(scene.aide, "task.pass_on", on)
    scene.meet(scene.aide, scene.chief)
    scene.do(scene.chief, "task.withdraw", task.Withdraw(id_, scene.desk, "Batal"))
    scene.meet(scene.chief, scene.aide)
    rows = [scene.world.ledger.record(one) for one in (id_, child)]
    assert [scene.on_server(row.id).state for row in rows] == ["withdrawn", "withdrawn"]
    assert rows[0].seq == rows[1].seq, "no desk is shown one without the other"
    assert scene.shown(scene.aide, child).state == "withdrawn"


class Unwilling(Office):
    """Refuses what the withdrawing of a task asks of it."""

    def _apply(self, command: Command, seq: int) -> Effects | Refused:
        return Refused("held") if command.name == "task.end_below" else super()._apply(command, seq)


def test_r20_what_is_asked_and_refused_takes_the_whole_command_with_it() -> None:
    scene = Scene(office_class=Unwilling)
    id_, child = scene.given(), scene.world.ids()
    on = task.PassOn(id_, scene.desk, (task.Child(child, scene.below(scene.desk)),), "normal")
    scene.do(scene.aide, "task.pass_on", on)
    scene.meet(scene.aide, scene.chief)
    deed = scene.do(scene.chief, "task.withdraw", task.Withdraw(id_, scene.desk, "Batal"))
    scene.meet(scene.chief)
    assert scene.tray(scene.chief) == {deed: "held"}
    assert [scene.on_server(one).state for one in (id_, child)] == ["forwarded", "received"]
    assert scene.shown(scene.chief, id_).state == "forwarded"


def test_r22_a_page_grows_beyond_its_limit_rather_than_cut_a_command_in_two() -> None:
    scene = Scene()
    id_, directory = scene.given(), scene.world.office.directory
    led = [p for p in scene.world.positions if directory.leads(scene.desk, directory.unit_of(p) or "")]
    children = tuple(task.Child(scene.world.ids(), to) for to in led if to != scene.desk)
    on = task.PassOn(id_, scene.desk, children, "normal")
    scene.do(scene.aide, "task.pass_on", on)
    scene.meet(scene.aide)
    scene.world.limit = 1
    fresh = scene.world.new_laptop(scene.aide.officer)
    family = {id_, *(child.id for child in children)}
    shown = [family & {row.id for row in answer.rows} for answer in scene.meet(fresh)]
    assert [part for part in shown if part] == [family]
    assert len(family) == 4


def test_r22_keys_that_change_between_two_pages_leave_nothing_behind_and_nothing_out() -> None:
    scene = Scene()
    old = [scene.given(f"Tugas {number}") for number in range(9)]
    new = [scene.given(f"Berkas {number}", to=scene.beside) for number in range(9)]
    fresh = scene.world.new_laptop(scene.aide.officer)
    scene.world.limit = 5
    while not any(fresh.tables.truth(id_) for id_ in (*old, *new)):
        one_page(scene.world, fresh)
    scene.dismiss(scene.desk)
    scene.world.appoint(scene.aide.officer, scene.beside, "plt", plus(scene.world.clock(), days=9))
    scene.meet(fresh)
    held = {row.id for row in fresh.tables.truths(("task",))}
    assert held == set(new)


def test_r24_an_officers_laptop_may_hand_in_what_another_of_theirs_signed() -> None:
    scene = Scene()
    other, id_ = scene.second(scene.aide), scene.given()
    args = task.AddReport(id_, scene.desk, "Separuh")
    good = scene.sealed(scene.aide, "task.report", args, scene.desk)
    forged = scene.sealed(scene.aide, "task.report", args, scene.desk, key=f"key-{other.id}")
    foreign = scene.sealed(scene.stranger, "task.report", args, scene.desk)
    scene.push(other, good, forged, foreign)
    told = [scene.outcome(codec.decode_envelope(raw).id) for raw in (good, forged, foreign)]
    assert told == ["applied", "invalid", "not-authorised"]


def test_r26_a_stranger_learns_nothing_and_who_lost_it_not_to_whom() -> None:
    scene = Scene()
    id_ = scene.given()
    scene.reassign(id_, scene.below(scene.desk))
    scene.dismiss(scene.desk)
    there = scene.sealed(scene.stranger, "task.read", task.Read(id_), scene.beside)
    nowhere = scene.sealed(scene.stranger, "task.read", task.Read(scene.world.ids()), scene.beside)
    lost = scene.sealed(scene.aide, "task.read", task.Read(id_), scene.desk)
    scene.push(scene.stranger, there, nowhere)
    scene.push(scene.aide, lost)
    receipts = [scene.receipt(codec.decode_envelope(raw).id) for raw in (there, nowhere, lost)]
    assert [r.code for r in receipts if r] == ["not-found", "not-found", "no-longer-authorised"]
    assert [list(msgspec.json.decode(r.params)) for r in receipts if r] == [["id"]] * 3
