# SPDX-License-Identifier: Apache-2.0
"""No record outgrows RECORD_MAX, however it is filled; and a full one can still be ended and handed on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import START, Town
from workspace.domain import appointment, letter, presence, registry, size, task
from workspace.domain.appointment import Appointment
from workspace.domain.canonical import canonical
from workspace.domain.command import SYSTEM, Command, Effects
from workspace.domain.device import Device
from workspace.domain.errors import Refused
from workspace.domain.ids import Id
from workspace.domain.letter import Letter, content_hash
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.position import Position
from workspace.domain.size import ATTACHMENTS_MAX, CODE_MAX, CODES_MAX, NAME_MAX, RECORD_MAX, too_long
from workspace.domain.task import Task
from workspace.domain.unit import Unit
from workspace.wire import codec, protocol

FILLS = ("x", "é", "\n", '"', "漢", "😀", "\x01")


def wide(name: object) -> Id:
    """An id as long as a real one."""
    return f"{name}".rjust(36, "0")


def longest(most: int, fill: str) -> str:
    """The longest text of one sign that is taken; a letter at either end, for blanks at the ends are cut off."""
    count = most
    while too_long(text := f"a{fill * (count - 2)}z", most):
        count -= 1
    return text


class Hall:
    """Judges verbs on one record after the other without asking who may, and weighs what comes of them."""

    def __init__(self, fill: str) -> None:
        self.town, self.fill, self.count = Town(), fill, 0
        self.value: Any = None
        for position in map(wide, range(80)):
            self.town.directory.put(Position(position, "Kepala", wide("unit")))

    def text(self, most: int) -> str:
        return longest(most, self.fill)

    def files(self) -> tuple[str, ...]:
        return (self.text(NAME_MAX),) * ATTACHMENTS_MAX

    def do(self, name: str, args: Any, as_: Id = "") -> str:
        """The code of the refusal with its field, or "": then what is put becomes the record."""
        self.count += 1
        command = Command(
            wide(f"c{self.count}"), wide("d"), self.count, name, 1, START, "", as_, (), args, wide("o")
        )
        assert len(codec.encode_command(command, "x" * 88)) <= protocol.COMMAND_BYTES
        noun = registry.noun_of(name)
        seen = {self.value.id: self.value} if self.value is not None else {}
        outcome = noun.apply(command, seen, self.town.facts())
        if isinstance(outcome, Refused):
            return f"{outcome.code} {outcome.params['field']}"
        for value in outcome.puts:
            assert len(codec.encode_value(value)) <= RECORD_MAX
        self.value = outcome.puts[0]
        return ""


# ---- task --------------------------------------------------------------------------------------


def full_task(fill: str, report: str) -> Hall:
    """A task of the longest texts with as many reports as it takes."""
    hall = Hall(fill)
    give = task.Give(
        wide("t"), wide(0), hall.text(task.TITLE_MAX), hall.text(CODE_MAX), hall.text(task.TEXT_MAX),
        (hall.text(CODE_MAX),) * CODES_MAX, 3, hall.files(),
    )  # fmt: skip
    assert hall.do("task.give", give, wide("giver")) == ""
    hall.value = replace(hall.value, parent=wide("p"), chain=tuple(map(wide, range(task.CHAIN_MAX - 1))))
    assert hall.do("task.return", task.Return(hall.value.id, wide(0), hall.text(task.TEXT_MAX))) == ""
    while not (code := hall.do("task.report", task.AddReport(wide("t"), hall.value.holder, report))):
        pass
    assert code == "too-large reports"
    return hall


@pytest.mark.parametrize(("fill", "short"), [*((fill, False) for fill in FILLS), ("é", True)])
def test_a_task_full_of_reports_is_still_moved_and_ended(fill: str, short: bool) -> None:
    hall = full_task(fill, "ya" if short else longest(task.TEXT_MAX, fill))
    assert (len(hall.value.reports) == task.REPORTS_MAX) is short
    assert size.size(hall.value) <= task.REPORTED_MAX, "also of the few reports that nobody measures"
    assert size.size(hall.value) == len(codec.encode_value(hall.value))
    id_, text = wide("t"), hall.text(task.TEXT_MAX)
    for to in map(wide, range(70)):
        if to != hall.value.holder:
            assert hall.do("task.reassign", task.Reassign(id_, hall.value.holder, to, text)) == ""
    assert len(hall.value.former) == task.FORMER_MAX
    assert hall.do("task.return", task.Return(id_, hall.value.holder, text)) == ""
    children = tuple(task.Child(wide(f"t{i}"), wide(i)) for i in range(task.RECEIVERS_MAX))
    passed = task.PassOn(id_, hall.value.holder, children, hall.text(CODE_MAX), text)
    assert hall.do("task.pass_on", passed, hall.value.holder) == ""
    open_: Task = hall.value
    assert hall.do("task.complete", task.Complete(id_, open_.holder, text)) == ""
    hall.value = open_
    assert hall.do("task.withdraw", task.Withdraw(id_, open_.holder, text)) == ""


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"attachments": ("a",) * (ATTACHMENTS_MAX + 1)}, "too-large attachments"),
        ({"attachments": (" ",)}, "invalid attachments"),
        ({"attachments": ("x" * (NAME_MAX + 1),)}, "invalid attachments"),
        ({"instructions": ("a",) * (CODES_MAX + 1)}, "too-large instructions"),
        ({"instructions": ("x" * (CODE_MAX + 1),)}, "invalid instructions"),
        ({"urgency": "x" * (CODE_MAX + 1)}, "invalid urgency"),
        ({"note": "漢" * 8000}, "too-large note"),
    ],
)
def test_what_is_too_much_for_a_task(changes: dict[str, Any], refused: str) -> None:
    give = replace(task.Give("t", wide(0), "Tugas", "normal"), **changes)
    assert Hall("x").do("task.give", give) == refused


def test_the_note_of_a_reassignment_has_an_end_too() -> None:
    hall = Hall("x")
    assert hall.do("task.give", task.Give("t", wide(0), "Tugas", "normal")) == ""
    args = task.Reassign("t", wide(0), wide(1), "x" * (task.TEXT_MAX + 1))
    assert hall.do("task.reassign", args) == "too-large note"


# ---- letter ------------------------------------------------------------------------------------

ROUTE = tuple(map(wide, range(letter.ROUTE_MAX)))


def contents(hall: Hall) -> tuple[str, str, str, tuple[str, ...]]:
    title, summary, files = hall.text(letter.TITLE_MAX), hall.text(letter.SUMMARY_MAX), hall.files()
    return title, summary, content_hash(title, summary, files), files


def rounds(hall: Hall, note: str) -> Iterator[Letter]:
    """Along the whole route, everybody taking back what they may, then back to the drafter, until it is refused."""
    title, summary, digest, files = contents(hall)
    submit = letter.Submit(wide("l"), title, summary, digest, ROUTE, hall.text(CODE_MAX), files, 3)
    assert hall.do("letter.submit", submit, wide("drafter")) == ""
    while True:
        id_, version = hall.value.id, hall.value.version
        for position in ROUTE[:-1]:
            endorse = letter.Endorse(id_, version, digest, note)
            assert hall.do("letter.endorse", endorse, position) == ""
            undo = letter.WithdrawDecision(id_, version, hall.value.decisions[-1].id, note or "Keliru")
            while not hall.do("letter.withdraw_decision", undo, position):
                assert hall.do("letter.endorse", endorse, position) == ""
                undo = replace(undo, decision=hall.value.decisions[-1].id)
        back = letter.Return(id_, version, digest, note or "Perbaiki")
        assert hall.do("letter.return", back, ROUTE[-1]) == ""
        yield hall.value
        again = letter.Resubmit(id_, version, title, summary, digest, files)
        if code := hall.do("letter.resubmit", again, wide("drafter")):
            assert code == "too-large versions"
            return


@pytest.mark.parametrize(("fill", "short"), [*((fill, False) for fill in FILLS), ("x", True)])
def test_a_letter_full_of_versions_and_notes_is_still_decided_and_withdrawn(fill: str, short: bool) -> None:
    hall = Hall(fill)
    note = "" if short else hall.text(letter.NOTE_MAX)
    assert len(list(rounds(hall, note))) >= (4 if short else 1)
    assert sum(not d.stands for d in hall.value.decisions) == letter.TAKEN_BACK_MAX
    args = letter.Withdraw(wide("l"), hall.value.version, hall.text(letter.NOTE_MAX))
    assert hall.do("letter.withdraw", args, wide("drafter")) == ""


def test_a_letter_s_decisions_are_taken_back_so_often_and_then_stand() -> None:
    hall = Hall("x")
    next(rounds(hall, "Setuju"))
    undo = letter.WithdrawDecision(wide("l"), 1, hall.value.decisions[-1].id, "Keliru")
    assert hall.do("letter.withdraw_decision", undo, ROUTE[-1]) == "too-large decisions"


def test_an_urgency_is_a_code() -> None:
    hall = Hall("x")
    title, summary, digest, files = contents(hall)
    submit = letter.Submit("l", title, summary, digest, ROUTE, "x" * (CODE_MAX + 1), files)
    assert hall.do("letter.submit", submit) == "invalid urgency"


# ---- the others --------------------------------------------------------------------------------


@pytest.mark.parametrize("fill", FILLS)
def test_presence_and_appointments_of_the_longest_texts_are_small(fill: str) -> None:
    hall = Hall(fill)
    code = fill * presence.CODE_MAX
    proof = presence.Evidence(code, presence.BOOTTIME_MAX, START, code, presence.BOOTTIME_MAX, code)
    event = presence.Record(
        wide("e"), wide("d"), "out", "elsewhere", "America/Argentina/ComodRivadavia", proof, wide("u"),
        hall.text(presence.NOTE_MAX), "restored", START, presence.SEQ_MAX, code, code,
    )  # fmt: skip
    hall.value = Device(wide("d"), wide("o"), "Laptop", "key")
    assert hall.do("presence.record", event) == ""
    args = appointment.Appoint(
        wide("a"), wide("o"), wide(0), "plh", START, plus(START, days=1),
        (hall.text(CODE_MAX),) * CODES_MAX, hall.text(appointment.BASIS_MAX),
    )  # fmt: skip
    assert hall.do("appointment.appoint", args) == ""
    assert hall.do("appointment.appoint", replace(args, basis=args.basis + "xx" * 300)) == "too-large basis"
    assert hall.do("appointment.appoint", replace(args, scope=("x",) * 21)) == "too-large scope"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("unit.record", lambda text: Unit("u", text)),
        ("officer.record", lambda text: Officer("o", text)),
        ("appointment.record", lambda text: Appointment("a", "o", "p", "plh", START, basis=text)),
        ("device.register", lambda text: Device("d", "o", text, "key")),
    ],
)
def test_what_the_server_states_is_no_larger_than_any_record(name: str, args: Any) -> None:
    room = RECORD_MAX - size.size(args(""))
    for length, refused in ((room, False), (room + 1, True)):
        value = registry.verb(name).args(args("x" * length))
        command = Command("c", SYSTEM, 0, name, 1, START, "", "", (), value, SYSTEM)
        outcome = registry.noun_of(name).apply(command, {}, Town().facts())
        assert isinstance(outcome, Effects) is not refused
        assert not refused or outcome == Refused("too-large", {"field": "value"})


@given(st.text(), st.integers(0, 20))
def test_a_text_is_too_long_by_its_signs_or_by_its_bytes(text: str, most: int) -> None:
    in_body = len(canonical(text)) - len(canonical(""))
    assert too_long(text, most) == (len(text) > most or in_body > 2 * most)


def test_half_a_sign_is_measured_too() -> None:
    assert not too_long("\ud800", 5)
