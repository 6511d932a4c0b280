# SPDX-License-Identifier: Apache-2.0
"""What windows ask of the services: bound decisions, one deed taken back, doubts, the clock, routes, what I decided."""

from dataclasses import replace
from typing import Any

import pytest

from tests.ui.desk_kit import Town, id_of
from workspace.domain import task
from workspace.domain.moment import plus
from workspace.services.reading import VIEWS, Reading, last_decision
from workspace.services.shut import ShutReader
from workspace.storage.reader import SqlReader

TITLE = "Rancangan Surat Edaran"


def given(town: Town, title: str = "Tugas") -> str:
    """A task the head of the agency gives to this desk's officer; its id."""
    value = town.done_by("kadis", "task.give", task.Give(town.ids(), id_of("kabid"), title, "normal"))
    return str(value.id)


def test_a_decision_is_about_what_was_seen() -> None:
    town = Town()
    first = town.letter(TITLE, "Satu.")
    back = town.decide("kabid", first, "Perbaiki.", back=True)
    town.revise("kasi", back, "Dua.")
    seen = {first.id: (first.version, first.hash)}
    assert [why.code for _, why in town.deeds.endorse([first.id], "", seen).refused] == ["superseded"]
    assert [why.code for _, why in town.deeds.return_letter([first.id], "Lagi.", seen).refused] == [
        "superseded"
    ]
    assert town.deeds.endorse([first.id]).count == 1


def test_any_waiting_deed_can_be_taken_back() -> None:
    town = Town()
    one, two = given(town, "Satu"), given(town, "Dua")
    first = town.deeds.complete([one], "Selesai.")
    second = town.deeds.complete([two], "Selesai.")
    undone = town.deeds.take_back(first.deed)
    assert (undone.what, undone.verb, undone.records) == ("undone", "task.complete", (one,))
    assert [entry.deed for entry in town.reading.outbox()] == [second.deed]
    assert town.deeds.undo().records == (two,)
    assert town.deeds.take_back(first.deed).what == "nothing"


def test_what_was_sent_names_its_counter_and_presence_is_only_corrected() -> None:
    town = Town()
    value = town.letter(TITLE, "Satu.")
    deed = town.deeds.endorse([value.id]).deed
    town.desk.release()
    town.desk.seal()
    undone = town.deeds.take_back(deed)
    assert (undone.what, undone.counter) == ("sent", "letter.withdraw_decision")
    assert town.deeds.take_back(town.deeds.check("in", "home").deed).what == "nothing"


def test_the_drafter_withdraws_a_letter_nobody_decided_on() -> None:
    town = Town()
    outcome = town.deeds.submit(id_of("kabid"), TITLE, "Satu.", [id_of("kadis")], "normal")
    town.send_all()
    assert town.deeds.withdraw_letter([outcome.record], "Tidak jadi.").count == 1
    shown = town.reading.value(outcome.record)
    assert shown is not None
    assert shown.state == "withdrawn"


def test_doubts_name_the_commands_and_why() -> None:
    town = Town()
    id_ = given(town)
    town.deeds.complete([id_], "Selesai.")
    assert town.deeds.doubted() == {}
    value = town.truths([id_])[id_]
    town.state(replace(value, holder=id_of("kasi"), unit=id_of("layanan"), former=(id_of("kabid"),)))
    assert {why.code for why in town.deeds.doubted().values()} == {"no-longer-authorised"}


def test_the_clock_is_compared_with_the_last_contact() -> None:
    town = Town()
    assert town.deeds.clock_gap() == 0
    boot, start = town.boots[-1]
    town.boots[-1] = (boot, plus(start, minutes=6))  # the machine counted six minutes less than the clock
    assert town.deeds.clock_gap() == 6 * 60_000
    town.restart()
    assert town.deeds.clock_gap() is None
    with town.tables.write():
        town.tables.set_meta("anchor", "")
    assert town.deeds.clock_gap() is None


@pytest.mark.parametrize("mark", ["", " bWFyaw"])
def test_presence_quotes_the_time_the_server_told_with_its_mark(mark: str) -> None:
    town = Town()
    with town.tables.write():
        town.tables.set_meta("anchor", f"2026-11-24T00:00:00.000Z boot-7 4711{mark}")
    town.deeds.check("in", "office")
    proof = town.desk.waiting[-1].command.args.evidence
    told = (proof.last_server_time, proof.last_server_boot_id, proof.last_server_boottime_ms, proof.anchor)
    assert told == ("2026-11-24T00:00:00.000Z", "boot-7", 4711, mark.strip())
    assert (proof.boot_id, proof.boottime_ms) == town.boot()


def test_a_route_goes_over_the_heads_above() -> None:
    reading = Town().reading
    assert reading.heads_above(id_of("nurul")) == [id_of("kasi"), id_of("kabid"), id_of("kadis")]
    assert reading.heads_above(id_of("kabid")) == [id_of("kadis")]
    assert reading.heads_above(id_of("kadis")) == []
    assert reading.heads_above("nobody") == []


def test_what_i_decided_last_can_be_found() -> None:
    town = Town()
    mine = town.letter(TITLE, "Satu.")
    theirs = town.letter("Yang lain", "Satu.")
    town.decide("kabid", mine, "Setuju.")
    town.decide("kabid", theirs, "Setuju.")
    town.decide("kadis", town.truths([theirs.id])[theirs.id], "Setuju.")
    assert [value.id for value in town.reading.decided()] == [mine.id]
    assert last_decision(mine) is None
    assert town.reading.decided(limit=0) == []


def test_presence_is_found_on_its_day() -> None:
    town = Town()
    town.now = "2026-11-23T00:41:00.000Z"
    town.deeds.check("in", "office")
    town.now = "2026-11-24T00:28:00.000Z"
    town.deeds.check("in", "home")
    assert [event.scheme for event in town.reading.presence_on("2026-11-23")] == ["office"]
    assert [event.scheme for event in town.reading.presence_today()] == ["home"]
    assert town.reading.presence_on("2026-11-20") == []


def test_a_tray_entry_names_what_it_hangs_on() -> None:
    town = Town()
    given_ = town.deeds.give(id_of("kabid"), [id_of("kasi")], "Rekap", "normal")
    first = town.desk.waiting[-1].row.id
    town.deeds.withdraw_task([given_.record], "Tidak jadi.")
    town.refuse(first, "not-authorised")
    assert [entry.root for entry in town.reading.tray()] == [first, first]


def test_there_is_something_to_undo_after_a_deed_but_never_presence() -> None:
    town = Town()
    assert not town.deeds.undoable()
    town.deeds.check("in", "office")
    assert not town.deeds.undoable()
    town.deeds.give(id_of("kabid"), [id_of("wayan")], "Rekap", "normal")
    assert town.deeds.undoable()
    town.deeds.undo()
    assert not town.deeds.undoable()


def test_a_reading_without_a_store_reads_nothing_until_it_is_open_again() -> None:
    town = Town()
    town.deeds.give(id_of("kabid"), [id_of("wayan")], "Rekap", "normal")
    reading = Reading(SqlReader(town.tables.connection), town.officer, lambda: town.now)
    whole = Reading(SqlReader(town.tables.connection), town.officer, lambda: town.now)

    def read(one: Reading) -> list[Any]:
        view = VIEWS["following"]
        places = one.order(view)
        return [
            places, one.lines(places), one.first_lines(view), one.count(view), one.search("rekap"), one.tray(),
            one.outbox(), one.done_today(), one.presence_today(), one.decided(), one.standing(view, []),
            one.load(id_of("wayan")), one.reader.counts(), one.reader.done("x"), one.value("x"),
            one.reader.meta("token"), list(one.newest("task")),
        ]  # fmt: skip

    assert any(read(reading))
    closed: list[str] = []
    reading.reader = Closing(closed)
    reading.shut()
    assert closed == ["closed"], "the store is not read through it any more"
    assert not any(one for one in read(reading) if one != (0, 0, 0))
    reading.open(whole.reader)
    assert read(reading) == read(whole)


class Closing(ShutReader):
    """A reader that notes when it is closed."""

    def __init__(self, closed: list[str]) -> None:
        self._closed = closed

    def close(self) -> None:
        self._closed.append("closed")
