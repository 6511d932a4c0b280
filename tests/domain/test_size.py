# SPDX-License-Identifier: Apache-2.0
"""No record outgrows RECORD_MAX, however it is filled; and a full one can still be ended and handed on."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import START, Town
from workspace.domain import appointment, draft, form, letter, presence, registry, size, task
from workspace.domain.appointment import Appointment
from workspace.domain.canonical import canonical
from workspace.domain.command import SYSTEM, Command, Effects
from workspace.domain.device import Device
from workspace.domain.errors import Refused
from workspace.domain.form import Assigned, Attached, Form, change, form_hash, written_hash
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

ROUTE = tuple(map(wide, range(form.ROUTE_MAX)))


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


# ---- a written letter --------------------------------------------------------------------------


def full_form(hall: Hall) -> Form:
    """As much as a form takes: all of the longest, and receivers until it is full."""
    person = Assigned(*(hall.text(form.PERSON_MAX) for _ in range(5)))
    files = tuple(Attached(name, "0a" * 32) for name in hall.files()[:5])
    texts: dict[str, Any] = {name: hall.text(most) for name, most in form.TEXTS.items() if name != "kind"}
    full = Form(
        "nota-dinas", basis=(hall.text(1000),), assigned=(person,), signer=ROUTE[:3], route=ROUTE, cls=3,
        attached=files, **texts,
    )  # fmt: skip
    row = hall.text(300)
    while size.size(more := replace(full, to=(*full.to, row))) <= form.FORM_SIZE:
        full = more
    return full


@pytest.mark.parametrize("fill", FILLS)
def test_a_full_form_is_filled_in_anew_submitted_and_decided_until_its_letter_is_full(fill: str) -> None:
    hall, body, drafter = Hall(fill), "0b" * 32, wide("drafter")
    full = full_form(hall)
    empty = Form("nota-dinas", "Surat", signer=ROUTE[:1], route=ROUTE[:1])
    assert hall.do("letter.draft", draft.Draft(wide("l"), empty), drafter) == ""
    assert hall.do("letter.fill", draft.Fill(wide("l"), *change(empty, full)), drafter) == ""
    other = replace(full, subject=full.subject[::-1])
    forms, code = itertools.cycle([other, full]), ""
    while True:
        found: Letter = hall.value
        sent = draft.SubmitDraft(wide("l"), found.generation, body, written_hash(found.form or empty, body))
        if code := hall.do("letter.submit_draft", sent, drafter):
            break
        endorse = letter.Endorse(wide("l"), hall.value.version, hall.value.hash, hall.text(letter.NOTE_MAX))
        for position in ROUTE[:-1]:
            assert hall.do("letter.endorse", endorse, position) == ""
        back = letter.Return(wide("l"), endorse.version, endorse.hash, hall.text(letter.NOTE_MAX))
        assert hall.do("letter.return", back, ROUTE[-1]) == ""
        changed = draft.Fill(wide("l"), *change(hall.value.form, next(forms)))
        assert hall.do("letter.fill", changed, drafter) == ""
    assert (code, bool(hall.value.versions)) == ("too-large versions", True)
    restored = draft.Restore(wide("l"), hall.value.generation, 1, form_hash(hall.value.form))
    assert hall.do("letter.restore", restored, drafter) == ""
    args = letter.Withdraw(wide("l"), hall.value.version, hall.text(letter.NOTE_MAX))
    assert hall.do("letter.withdraw", args, drafter) == ""


def test_a_form_does_not_grow_into_the_room_for_decisions() -> None:
    hall, body = Hall("x"), "0b" * 32
    empty = Form("nota-dinas", "Surat", signer=ROUTE[:1], route=ROUTE)
    assert hall.do("letter.draft", draft.Draft(wide("l"), empty), wide("drafter")) == ""
    sent = draft.SubmitDraft(wide("l"), 1, body, written_hash(empty, body))
    assert hall.do("letter.submit_draft", sent, wide("drafter")) == ""
    assert hall.do("letter.return", letter.Return(wide("l"), 1, hall.value.hash, "Lagi"), ROUTE[0]) == ""
    version = hall.value.versions[0]
    versions = (version, *(replace(version, no=n) for n in range(2, letter.VERSIONS_MAX)))
    padding = "x" * (letter.VERSIONS_SIZE - size.size(replace(hall.value, versions=versions)) - 50)
    hall.value = replace(hall.value, versions=(replace(version, summary=padding), *versions[1:]))
    for to, refused in (("x" * 20, ""), ("x" * 200, "too-large form")):
        change_ = draft.Fill(wide("l"), *change(hall.value.form, replace(hall.value.form, to=(to,))))
        assert hall.do("letter.fill", change_, wide("drafter")) == refused


def test_a_written_letter_has_so_many_versions() -> None:
    hall, body = Hall("x"), "0b" * 32
    form_ = Form("nota-dinas", "Surat", signer=ROUTE[:1], route=ROUTE)
    assert hall.do("letter.draft", draft.Draft(wide("l"), form_), wide("drafter")) == ""
    for number in range(1, letter.VERSIONS_MAX + 2):
        sent = draft.SubmitDraft(wide("l"), number, body, written_hash(form_, body))
        over = number > letter.VERSIONS_MAX
        assert hall.do("letter.submit_draft", sent, wide("drafter")) == ("too-large versions" if over else "")
        if not over:
            back = letter.Return(wide("l"), number, hall.value.hash, "Lagi")
            assert hall.do("letter.return", back, ROUTE[0]) == ""


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
