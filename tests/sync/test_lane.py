# SPDX-License-Identifier: Apache-2.0
"""The lane of bodies over the client's own parts and the real server: what is typed meets, and is submitted whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from server.services.bodies import Update as Kept
from server.store.sql import SqlLedger
from tests.asgi import AsgiAdapter
from tests.server.agency import Agency, agency
from tests.sync.test_transport_server import Seat
from workspace.domain import appointment, draft, letter
from workspace.domain.canonical import sha256
from workspace.domain.form import Form, written_hash
from workspace.domain.ids import Id
from workspace.domain.moment import to_ms
from workspace.paper.body import Line, Run, body_hash, told_lines
from workspace.paper.replica import STATE_MAX, Replica
from workspace.storage.bodies import Bodies, Of, Opened, Update, cursor_key
from workspace.storage.bodies_memory import MemoryBodies
from workspace.storage.desk import Draft
from workspace.sync.engine import Exchange
from workspace.sync.lane import LATER_MS, LOOK_MS, SENT_BYTES, Lane, Write
from workspace.sync.transport import HttpTransport
from workspace.sync.versions import Read
from workspace.wire.codec import decode_value
from workspace.wire.protocol import BATCH_UPDATES


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


class Pen(Seat):
    """A laptop of the officer "staf" that writes in a letter. Typing is durable at once."""

    def __init__(self, town: Agency, number: int = 5, name: str = "staf") -> None:
        super().__init__(town, number, name)
        self.log = Bodies(MemoryBodies(), lambda _: True, town.clock)
        self.engine.lane = Lane(self.desk, self.log)
        self.replica: Replica | None = None
        self.rounds()

    @property
    def lane(self) -> Lane:
        assert self.engine.lane is not None
        return self.engine.lane

    def draft(self) -> Id:
        """A new letter, promised here."""
        town, id_ = self.town, self.town.ids()
        form = Form("nota-dinas", "Hal", signer=(town.id["kadis"],), route=(town.id["kabid"],))
        self.promise("letter.draft", draft.Draft(id_, form))
        return id_

    def promise(self, verb: str, args: object, as_: str = "staf") -> None:
        deed = self.desk.promise([Draft(verb, self.town.id[as_], args)])
        assert not deed.refused, deed.refused
        self.desk.release()
        self.engine.nudge()

    def open(self, id_: Id, client: int = 1, generation: int = 1) -> None:
        self.of = Of(id_, generation)
        opened = self.log.open(self.of, client)
        assert isinstance(opened, Opened), opened
        self.replica = opened.replica(lambda: to_ms(self.town.clock()), self._send)
        self.lane.watched = {self.of}

    def _send(self, raw: bytes) -> None:
        self.log.typed(self.of, raw, self.town.clock())

    def type(self, text: str) -> None:
        assert self.replica is not None
        lines = self.replica.lines()
        self.replica.write([(0, lines, [*lines, Line((), (Run(text),))])])
        for kept in self.log.flush():
            self.lane.typed(kept.of)

    def pass_time(self, ms: int = LOOK_MS) -> list[str]:
        """Time passes, and what was due is exchanged."""
        self.town.clock.move(seconds=ms // 1000 + 1)
        return self.rounds()

    def lines(self) -> list[Line]:
        """What is in the log, read anew."""
        return Replica(
            999, lambda: 0, lambda _: None, [row.raw for row in self.log.tables.updates(self.of)]
        ).lines()

    def submit(self) -> None:
        """Submit what is written."""
        value, hash_ = self.value(), body_hash(self.lines())
        assert value.form is not None
        args = draft.SubmitDraft(value.id, self.of.generation, hash_, written_hash(value.form, hash_))
        self.promise("letter.submit_draft", args)

    def value(self) -> letter.Letter:
        """The letter as the desk shows it."""
        value = self.desk.value(self.of.letter)
        assert isinstance(value, letter.Letter)
        return value

    def true(self) -> letter.Letter:
        """The letter as the server last stated it."""
        row = self.desk.tables.truth(self.of.letter)
        assert row is not None
        found = decode_value(row.kind, row.body)
        assert isinstance(found, letter.Letter)
        return found


@pytest.fixture
def pen(town: Agency) -> Pen:
    made = Pen(town)
    made.open(made.draft())
    return made


def frozen(town: Agency, id_: Id, version: int = 1) -> str:
    """The hash of what the server froze."""
    found = town.backend.drafting.bodies.tables.frozen(id_, version)
    assert found is not None
    return found.hash


def test_a_body_goes_only_once_its_letter_is_known_and_never_before_rows(town: Agency, pen: Pen) -> None:
    pen.type("Dengan hormat")
    assert pen.rounds() == ["SyncRequest", "Write"]
    assert pen.log.unsent() == []
    assert pen.rounds() == []
    pen.type("lagi")
    pen.engine.nudge()
    assert pen.rounds() == ["SyncRequest", "Write"]
    assert town.backend.drafting.bodies.lines(pen.of.letter, 1) == pen.lines()


def transferred(town: Agency, name: str) -> None:
    """An officer does not hold the position any more."""
    appointments = town.backend.office.directory.appointments.values()
    (held,) = [one for one in appointments if one.position == town.id[name]]
    town.clock.move(minutes=1)
    town.state("appointment.record", appointment.Record(replace(held, until=town.clock())))
    town.clock.move(minutes=1)


def test_what_is_typed_on_two_laptops_is_the_same_on_both(town: Agency, pen: Pen) -> None:
    pen.type("Dengan hormat")
    pen.rounds()
    home = Pen(town)
    home.open(pen.of.letter, client=4711)
    home.rounds()
    home.type("dari rumah")
    pen.type("dari kantor")
    for one in (home, pen, home, pen):
        one.pass_time()
    assert home.lines() == pen.lines()
    assert {line.text for line in home.lines()} >= {"dari rumah", "dari kantor"}
    assert pen.engine.trouble is None


def test_an_open_letter_is_looked_at_now_and_then_and_a_closed_one_never(town: Agency, pen: Pen) -> None:
    pen.type("satu")
    pen.rounds()
    assert pen.engine.wait_ms() <= LOOK_MS
    assert pen.pass_time() == ["Write"]
    pen.lane.watched = set()
    assert "Write" not in pen.pass_time(LATER_MS)


def test_a_submission_waits_for_its_body_and_so_does_what_comes_after_it(town: Agency, pen: Pen) -> None:
    """Also where the body cannot go up: nobody is told "hash-mismatch" about words that were on the way."""
    pen.rounds()
    pen.type("seperti diajukan")
    pen.submit()
    pen.promise("letter.withdraw", letter.Withdraw(pen.of.letter, 1, "Keliru"))
    assert pen.engine.sending == 0
    told = pen.rounds(lost=lambda exchange: isinstance(exchange, Write))
    assert told[:3] == ["SyncRequest", "Write", "no-network"]
    assert {w.command.name for w in pen.desk.waiting} == {"letter.submit_draft", "letter.withdraw"}
    assert pen.true().state == "draft"
    pen.engine.nudge()
    pen.rounds()
    assert not pen.desk.waiting
    assert not pen.desk.tables.tray()
    assert pen.true().state == "withdrawn"
    assert frozen(town, pen.of.letter) == body_hash(pen.lines())


def test_without_a_line_a_letter_is_drafted_written_and_submitted_and_all_arrives(town: Agency) -> None:
    pen = Pen(town)
    pen.open(pen.draft())
    for n in range(30):
        pen.type(f"baris {n}")
    pen.submit()
    assert pen.value().state == "submitted"
    told = pen.rounds()
    assert told.index("Write") > told.index("SyncRequest")
    assert (pen.true().state, pen.true().versions[0].body) == ("submitted", body_hash(pen.lines()))
    assert frozen(town, pen.of.letter) == body_hash(pen.lines())


def test_words_for_a_letter_that_was_submitted_elsewhere_stay_here(town: Agency, pen: Pen) -> None:
    pen.type("satu")
    pen.rounds()
    home = Pen(town)
    home.open(pen.of.letter, client=4711)
    home.pass_time()
    home.submit()
    home.rounds()
    pen.type("terlambat")
    told = pen.pass_time(LATER_MS)
    assert pen.log.unsent() == [pen.of]
    assert told.count("Write") <= 1
    assert pen.engine.trouble is None, "nothing is wrong with the line"
    assert pen.pass_time(LATER_MS).count("Write") == 0, "nor is it tried again and again"
    assert "terlambat" in {line.text for line in pen.lines()}


def test_what_comes_before_the_rows_say_so_is_told_once(town: Agency, pen: Pen) -> None:
    """The answer that a generation is closed comes before the row that says so: nothing is lost or turns in circles."""
    pen.type("satu")
    pen.rounds()
    other = Pen(town)
    other.open(pen.of.letter, client=4711)
    other.pass_time()
    other.submit()
    other.rounds()
    pen.type("terlambat")
    assert pen.rounds() == ["Write", "generation-closed"]
    assert pen.rounds() == []
    assert pen.engine.trouble is None


def test_a_body_that_is_never_taken_does_not_keep_its_submission_waiting_in_silence(
    town: Agency, pen: Pen
) -> None:
    """The officer hears of it in the tray; all else goes on."""
    pen.rounds()
    town.write(
        lambda: town.backend.drafting.bodies.tables.put_update(
            pen.of.letter, 1, Kept(1, "", bytes(STATE_MAX))
        )
    )
    pen.type("seperti diajukan")
    pen.submit()
    told = pen.rounds()
    assert told == ["SyncRequest", "Write", "too-large"]
    assert [(entry.code, entry.params) for entry in pen.desk.tables.tray()] == [
        ("too-large", {"field": "body"})
    ]
    assert not pen.desk.waiting
    assert pen.value().state == "draft", "it can be shortened and submitted again"
    assert pen.log.unsent() == [pen.of], "no word is lost"
    assert pen.engine.trouble is None


def test_a_submission_of_a_letter_that_went_out_of_reach_does_not_wait_for_its_body(
    town: Agency, pen: Pen
) -> None:
    """The officer has another position now: no word can be sent any more, and the server says so."""
    pen.rounds()
    pen.type("seperti diajukan")
    pen.submit()
    transferred(town, "staf")
    told = pen.rounds(lost=lambda exchange: isinstance(exchange, Write))
    pen.engine.nudge()
    told += pen.rounds()
    assert not pen.desk.waiting, told
    assert [entry.code for entry in pen.desk.tables.tray()] == ["no-longer-authorised"]
    assert pen.log.unsent() == [pen.of]


def test_a_restored_server_is_offered_all_again_before_what_was_submitted(town: Agency, pen: Pen) -> None:
    copy = town.folder / "copy.db"
    town.backend.database.copy_to(copy)
    pen.type("satu")
    pen.rounds()
    pen.type("dua")
    pen.submit()
    pen.rounds()
    assert pen.true().state == "submitted"
    town.close()
    for name in ("server.db", "server.db-wal", "server.db-shm"):
        (town.folder / name).unlink(missing_ok=True)
    copy.replace(town.folder / "server.db")
    town.open()
    pen.transport = HttpTransport(
        "https://server.test",
        town.clock,
        pen.key.id,
        pen.desk.tables.meta("access"),
        adapter=AsgiAdapter(town.asgi),
    )
    pen.engine.nudge()
    for _ in range(6):
        pen.rounds(most=60)
        town.clock.move(seconds=5)
        pen.engine.nudge()
    assert not pen.desk.waiting
    assert not pen.desk.tables.tray(), pen.desk.tables.tray()
    assert pen.true().state == "submitted"
    assert frozen(town, pen.of.letter) == body_hash(pen.lines())


def test_much_that_was_typed_goes_in_parts(town: Agency, pen: Pen) -> None:
    rng = Random(3)
    for _ in range(3):
        pen.type("".join(rng.choices("abcdefgh ", k=SENT_BYTES * 2 // 3)))
    told = pen.rounds()
    assert told.count("Write") >= 2
    assert pen.log.unsent() == []
    assert town.backend.drafting.bodies.lines(pen.of.letter, 1) == pen.lines()


@pytest.mark.parametrize("known", [False, True])
def test_very_many_small_steps_go_up_too(town: Agency, pen: Pen, known: bool) -> None:
    """Also where all of them are offered again."""
    pen.rounds()
    made: list[bytes] = []
    copy = Replica(77, lambda: 0, made.append)
    for n in range(BATCH_UPDATES + 5):
        copy.write([(0, [], [Line((), (Run(str(n % 10)),))])])
    with pen.log.tables.write():
        pen.log.tables.add(Update(0, pen.of, 77, "", known, raw) for raw in made)
    if known:
        with pen.desk.tables.write():
            pen.desk.tables.set_meta(cursor_key(pen.of), "another 7")
    pen.lane.typed(pen.of)
    told = pen.rounds()
    assert told.count("Write") == (1 if known else 2)
    assert town.backend.drafting.bodies.lines(pen.of.letter, 1) == copy.lines()


@pytest.mark.parametrize("seed", range(6))
def test_on_any_line_both_come_to_the_same_and_lose_nothing(town: Agency, pen: Pen, seed: int) -> None:
    rng = Random(seed)
    home = Pen(town)
    home.rounds()
    pen.type("mulai")
    pen.rounds()
    home.open(pen.of.letter, client=4711)
    home.engine.nudge()
    home.rounds()
    written: set[str] = {"mulai"}

    def lost(exchange: Exchange) -> bool:
        return rng.random() < 0.4

    for n in range(25):
        one = rng.choice((pen, home))
        word = f"{one.of.generation}-{n}"
        one.type(word)
        written.add(word)
        one.engine.nudge()
        one.rounds(lost=lost)
        town.clock.move(seconds=rng.randrange(1, 400))
    for one in (pen, home, pen, home):
        town.clock.move(minutes=6)
        one.engine.nudge()
        one.rounds()
        one.pass_time()
    assert pen.lines() == home.lines()
    assert {line.text for line in pen.lines()} >= written
    assert pen.log.unsent() == home.log.unsent() == []


# ---- what was submitted --------------------------------------------------------------------------


def submitted(pen: Pen, *texts: str) -> None:
    """The letter goes along its route with these lines."""
    for text in texts:
        pen.type(text)
    pen.rounds()
    pen.submit()
    pen.rounds()


def change(town: Agency, statement: str) -> None:
    """The server's disk says something else."""
    ledger = town.backend.office.ledger
    assert isinstance(ledger, SqlLedger)
    town.write(lambda: ledger.ask(statement))


def test_who_must_decide_has_what_was_submitted_without_asking_for_it(town: Agency, pen: Pen) -> None:
    boss = Pen(town, 3, "kabid")
    submitted(pen, "Dengan hormat", "mohon data")
    boss.engine.nudge()
    assert boss.rounds() == ["SyncRequest", "Read"]
    raw = boss.log.tables.frozen(pen.of.letter, 1)
    assert raw is not None
    assert sha256(raw) == pen.true().versions[0].body
    assert [line.text for line in told_lines(raw)] == ["Dengan hormat", "mohon data"]
    boss.engine.nudge()
    assert boss.rounds() == ["SyncRequest"], "once is enough"


def test_after_a_start_it_is_still_known_what_is_missing(town: Agency, pen: Pen) -> None:
    boss = Pen(town, 3, "kabid")
    submitted(pen, "satu")
    boss.engine.nudge()
    assert boss.rounds(lost=lambda exchange: isinstance(exchange, Read))[-1] == "no-network"
    boss.engine.lane = Lane(boss.desk, boss.log)
    boss.engine.nudge()
    assert boss.rounds() == ["SyncRequest", "Read"]


def test_other_bytes_than_the_version_names_are_not_kept(town: Agency, pen: Pen) -> None:
    boss = Pen(town, 3, "kabid")
    submitted(pen, "satu")
    boss.engine.nudge()
    change(town, 'UPDATE body_frozen SET raw = CAST(\'{"lines":[],"v":1}\' AS BLOB)')
    assert boss.rounds() == ["SyncRequest", "Read"]
    assert boss.log.tables.frozen_kept() == []
    assert boss.rounds() == []
    assert boss.pass_time(LATER_MS).count("Read") == 1


def test_one_that_cannot_be_had_keeps_nobody_else_waiting(town: Agency, pen: Pen) -> None:
    boss = Pen(town, 3, "kabid")
    submitted(pen, "satu")
    change(town, "DELETE FROM body_frozen")
    other = Pen(town)
    other.open(other.draft())
    submitted(other, "dua")
    boss.engine.nudge()
    assert boss.rounds() == ["SyncRequest", "Read", "not-found"]
    assert boss.engine.trouble is None
    boss.pass_time(LATER_MS)
    assert boss.log.tables.frozen_kept() == [(other.of.letter, 1)]


def test_what_may_not_be_seen_any_more_goes_with_its_letter_and_nobody_waits_for_it(
    town: Agency, pen: Pen
) -> None:
    """Who lost the position keeps no text of its letters, and asks for none that another letter would wait behind."""
    boss = Pen(town, 3, "kabid")
    submitted(pen, "satu")
    boss.engine.nudge()
    boss.rounds()
    other = Pen(town)
    other.open(other.draft())
    submitted(other, "dua")
    boss.engine.nudge()
    boss.rounds(lost=lambda exchange: isinstance(exchange, Read))
    assert boss.log.tables.frozen_kept() == [(pen.of.letter, 1)]
    transferred(town, "kabid")
    town.clock.move(minutes=6)
    boss.engine.nudge()
    assert boss.rounds() == ["SyncRequest"]
    assert boss.log.tables.frozen_kept() == []
    assert boss.lane.versions.wait_ms() is None


def test_what_is_not_held_any_more_is_forgotten_at_the_next_start(town: Agency, pen: Pen) -> None:
    boss = Pen(town, 3, "kabid")
    submitted(pen, "satu")
    boss.engine.nudge()
    boss.rounds()
    with boss.desk.tables.write():
        boss.desk.tables.drop_truth([pen.of.letter])
    boss.engine.lane = Lane(boss.desk, boss.log)
    boss.rounds()
    assert boss.engine.lane.begin() is None
    assert boss.log.tables.frozen_kept() == []
