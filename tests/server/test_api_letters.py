# SPDX-License-Identifier: Apache-2.0
"""Bodies over the real application: typed on several laptops, submitted once, and never other than what was decided."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.services.bodies import FEW, NEXT
from tests.server.agency import Agency, Laptop, agency
from tests.server.test_bodies import Typist
from workspace.domain import draft, letter
from workspace.domain.canonical import sha256
from workspace.domain.form import Form, written_hash
from workspace.domain.ids import Id
from workspace.paper.body import Line, body_hash, canonical_body
from workspace.paper.replica import STATE_MAX, Replica
from workspace.wire.protocol import BATCH_UPDATES, BODY_BYTES, BodyAnswer, BodyRequest, FrozenBody, Problem


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def form(town: Agency, **other: Any) -> Form:
    told = {
        "subject": "Permohonan data", "to": ("Kepala Bidang",), "signer": (town.id["kadis"],),
        "route": (town.id["kabid"], town.id["kadis"]),
    }  # fmt: skip
    return Form("nota-dinas", **{**told, **other})


class Desk:
    """An officer who writes one letter on a laptop, exchange by exchange."""

    def __init__(
        self, town: Agency, name: str, copy: int, id_: Id = "", laptop: Laptop | None = None
    ) -> None:
        self.town, self.laptop, self.id = town, laptop or town.laptop(name), id_ or town.ids()
        self.form, self.generation, self.after, self.sent = form(town), 1, 0, 0
        self.typist = Typist(copy)

    def draft(self) -> str:
        return self.laptop.outcome(
            self.laptop.command("letter.draft", draft.Draft(self.id, self.form), "staf")
        )

    def ask(self, *updates: bytes, generation: int = 0, after: int | None = None) -> BodyAnswer | Problem:
        request = BodyRequest(generation or self.generation, self.after if after is None else after, updates)
        return self.laptop.ask("POST", f"/v1/letters/{self.id}/body", request, BodyAnswer)

    def exchange(self) -> BodyAnswer:
        """What was typed up, what others typed down."""
        told = self.ask(*self.typist.made[self.sent :])
        assert isinstance(told, BodyAnswer), told
        self.sent, self.after = len(self.typist.made), told.head
        self.typist.replica.apply(*told.updates)
        return told

    def submit(self, lines: list[Line] | None = None) -> str:
        hash_ = body_hash(self.typist.lines if lines is None else lines)
        args = draft.SubmitDraft(self.id, self.generation, hash_, written_hash(self.form, hash_))
        return self.laptop.outcome(self.laptop.command("letter.submit_draft", args, "staf"))


@pytest.fixture
def desk(town: Agency) -> Desk:
    made = Desk(town, "staf", 1)
    assert made.draft() == ""
    return made


def code(told: Any) -> str:
    assert isinstance(told, Problem), told
    return told.code


def value(laptop: Laptop, id_: Id) -> letter.Letter:
    """The letter as a laptop that begins anew gets it."""
    laptop.token = ""
    (row,) = [row for row in laptop.sync().rows if row.id == id_]
    return msgspec.json.decode(row.d, type=letter.Letter)


def test_two_laptops_of_an_officer_come_to_the_same_text(town: Agency, desk: Desk) -> None:
    desk.typist.type("Dengan hormat")
    desk.exchange()
    home = Desk(town, "staf", 77, desk.id)
    home.exchange()
    assert home.typist.lines == desk.typist.lines
    home.typist.type("dari rumah")
    desk.typist.type("dari kantor")
    for one in (home, desk, home):
        one.exchange()
    assert home.typist.lines == desk.typist.lines
    assert {line.text for line in home.typist.lines} == {"Dengan hormat", "dari rumah", "dari kantor"}


def test_what_was_just_sent_does_not_come_back(desk: Desk) -> None:
    desk.typist.type("satu")
    assert desk.exchange().updates == ()
    assert desk.exchange().updates == ()
    again = desk.ask(*desk.typist.made, after=0)
    assert isinstance(again, BodyAnswer)
    assert (again.head, again.updates) == (1, ())


def test_who_writes_alone_is_sent_nothing_also_where_much_is_put_together(desk: Desk) -> None:
    for _ in range(FEW + 2):
        desk.typist.type("x")
        assert desk.exchange().updates == ()
    assert desk.after == FEW + 2


def test_what_is_submitted_is_what_the_server_itself_reads(town: Agency, desk: Desk) -> None:
    desk.typist.type("seperti diajukan")
    assert desk.submit() == "hash-mismatch", "the server has not seen these words"
    desk.exchange()
    assert desk.submit([]) == "hash-mismatch"
    assert desk.submit() == ""
    told = desk.laptop.ask("GET", f"/v1/letters/{desk.id}/versions/1", None, FrozenBody)
    assert isinstance(told, FrozenBody)
    assert bytes(told.body) == canonical_body(desk.typist.lines)
    assert told.hash == sha256(bytes(told.body)) == value(desk.laptop, desk.id).versions[0].body


def test_late_words_are_not_taken_and_the_answer_says_what_is_next(desk: Desk) -> None:
    desk.typist.type("seperti diajukan")
    desk.exchange()
    assert desk.submit() == ""
    desk.typist.type("terlambat")
    told = desk.ask(*desk.typist.made[desk.sent :])
    assert code(told) == "generation-closed"
    assert isinstance(told, Problem)
    assert told.params == {"generation": "2", "state": "submitted"}
    read = desk.ask()
    assert isinstance(read, BodyAnswer), "reading what was is free"
    assert code(desk.ask(generation=3)) == "not-found"


def test_returned_it_is_written_on_where_it_was_frozen(town: Agency, desk: Desk) -> None:
    desk.typist.type("versi pertama")
    desk.exchange()
    assert desk.submit() == ""
    assert code(desk.ask(*desk.typist.made, generation=2)) == "generation-closed", (
        "not while it is on its way"
    )
    boss = town.laptop("kabid")
    seen = value(boss, desk.id)
    args = letter.Return(desk.id, 1, seen.hash, "Lengkapi dasar")
    assert boss.outcome(boss.command("letter.return", args, "kabid")) == ""
    first = list(desk.typist.lines)
    desk.generation, desk.after, desk.sent, desk.typist = 2, 0, 0, Typist(1)
    desk.exchange()
    assert desk.typist.lines == first, "the next generation begins with what was submitted"
    begun: list[bytes] = []
    Replica(NEXT, lambda: 0, begun.append).begin(first)
    assert isinstance(desk.ask(*begun), BodyAnswer), "also where the laptop began it by itself"
    desk.typist.type("dasar hukum")
    desk.exchange()
    assert desk.submit() == ""
    bodies = [
        desk.laptop.ask("GET", f"/v1/letters/{desk.id}/versions/{no}", None, FrozenBody) for no in (1, 2)
    ]
    assert [bytes(one.body) for one in bodies if isinstance(one, FrozenBody)] == [
        canonical_body(first), canonical_body(desk.typist.lines),
    ]  # fmt: skip


def test_the_text_in_work_is_its_drafters_and_a_version_is_for_all_on_the_route(
    town: Agency, desk: Desk
) -> None:
    boss, stranger = Desk(town, "kabid", 5, desk.id), Desk(town, "ketua", 6, desk.id)
    desk.typist.type("konsep")
    desk.exchange()
    for other in (boss, stranger):
        assert code(other.ask()) == code(other.ask(*desk.typist.made)) == "not-found"
    assert desk.submit() == ""
    assert code(boss.ask()) == "not-found"
    path = f"/v1/letters/{desk.id}/versions/1"
    assert isinstance(boss.laptop.ask("GET", path, None, FrozenBody), FrozenBody)
    for wrong in (
        path.replace("/1", "/2"),
        path.replace("/1", "/x"),
        path + "0000",
        path.replace("/1", "/²"),
    ):
        assert code(boss.laptop.ask("GET", wrong, None, FrozenBody)) == "not-found"
    assert code(stranger.laptop.ask("GET", path, None, FrozenBody)) == "not-found"


def test_a_plain_letter_and_no_letter_have_no_body(town: Agency, desk: Desk) -> None:
    plain = letter.Submit(
        town.ids(), "Polos", "", letter.content_hash("Polos", "", ()), (town.id["kabid"],), "normal"
    )
    assert desk.laptop.outcome(desk.laptop.command("letter.submit", plain, "staf")) == ""
    for id_ in (plain.letter, town.ids(), "x"):
        desk.id = id_
        assert code(desk.ask()) == "not-found"


@pytest.mark.parametrize("bad", [b"", b"x", b"\xff" * 20])
def test_bytes_that_are_no_update_are_refused(desk: Desk, bad: bytes) -> None:
    told = desk.ask(bad)
    assert code(told) == "invalid"
    assert isinstance(told, Problem)
    assert told.params == {"field": "updates"}
    answer = desk.ask()
    assert isinstance(answer, BodyAnswer)
    assert answer.head == 0


def test_what_is_refused_is_undone_alone(town: Agency, desk: Desk) -> None:
    """To undo a group the whole directory is read again, on the loop: nobody may ask for that as often as they like."""
    known = town.backend.office.directory
    desk.typist.type("satu")
    assert code(desk.ask(*desk.typist.made, b"x")) == "invalid"
    assert code(desk.ask(*desk.typist.made, bytes(STATE_MAX))) == "too-large"
    assert town.backend.office.directory is known
    answer = desk.ask()
    assert isinstance(answer, BodyAnswer)
    assert answer.updates == ()


def test_one_request_brings_so_many_updates(desk: Desk) -> None:
    """Each is looked at by itself, on the loop: sixteen thousand of fifteen bytes took seconds."""
    assert code(desk.ask(*[b"\0\0"] * (BATCH_UPDATES + 1))) == "invalid"


def test_a_body_has_a_largest_size(desk: Desk) -> None:
    assert code(desk.ask(bytes(BODY_BYTES + 1))) == "too-large"
    assert BODY_BYTES == STATE_MAX, "the same number on every path"
