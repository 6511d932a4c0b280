# SPDX-License-Identifier: Apache-2.0
"""Letters whose body is written here: begun once, durable, taken up where it is, submitted as it was seen."""

import pytest

from tests.storage.bodies_kit import Full
from tests.ui.desk_kit import Town, id_of
from workspace.domain.draft import Draft, SubmitDraft
from workspace.domain.errors import Refused, Unavailable
from workspace.domain.form import Form, written_hash
from workspace.domain.letter import Letter
from workspace.paper.body import Line, Run, body_hash, line
from workspace.paper.replica import Replica
from workspace.services.drafts import Elsewhere
from workspace.services.writing import Of, Opened
from workspace.storage.tables import Done

FORM = Form(
    "nota-dinas", "Permintaan data", ("Kepala Dinas",), signer=(id_of("kabid"),), route=(id_of("kadis"),)
)
SAID = line([Run("Isi.")])


@pytest.fixture
def town() -> Town:
    return Town()


def started(town: Town) -> Of:
    return Of(town.drafts.start(id_of("kabid"), FORM).record, 1)


def opened(town: Town, of: Of) -> Opened:
    assert isinstance(town.drafts.take(of.letter), Letter)
    found = town.writing.open(of)
    assert isinstance(found, Opened)
    return found


def lines(town: Town, of: Of) -> list[Line]:
    return opened(town, of).replica(lambda: 1, list[bytes]().append).lines()


def write(town: Town, of: Of) -> None:
    sent: list[bytes] = []
    opened(town, of).replica(lambda: 1, sent.append).write([(0, [Line()], [SAID])])
    town.writing.typed(of, sent[0], town.now)


def test_a_letter_begins_with_one_line_and_what_is_typed_is_there_when_it_is_opened_again(town: Town) -> None:
    of = started(town)
    assert lines(town, of) == [Line()]
    write(town, of)
    town.writing.put_away(of)
    assert lines(town, of) == [SAID]


def test_a_program_that_died_before_the_body_began_begins_it_when_the_letter_is_opened(town: Town) -> None:
    of = Of(town.deeds.draft(id_of("kabid"), FORM).record, 1)
    assert lines(town, of) == [Line()]
    assert lines(town, of) == [Line()], "once"


def test_a_body_that_never_began_begins_also_once_the_server_knows_its_letter(town: Town) -> None:
    """The program died between the two, and the letter was sent before anybody opened it: nobody else can begin it."""
    drafted = town.desk.value(town.deeds.draft(id_of("kabid"), FORM).record)
    assert isinstance(drafted, Letter)
    (waiting,) = town.desk.waiting
    with town.desk.transaction():
        town.tables.drop_out([waiting.row.id])
        town.tables.put_done([Done(waiting.row.id, 1, waiting.row.raw, "e", town.now, town.now, "")])
        town.desk.left([waiting.row.id])
    town.state(drafted)
    assert lines(town, Of(drafted.id, 1)) == [Line()]
    body = body_hash([Line()])
    args = SubmitDraft(drafted.id, 1, body, written_hash(FORM, body))
    town.decide("kadis", town.done_by("kabid", "letter.submit_draft", args), "Lengkapi.", back=True)
    assert isinstance(town.drafts.take(drafted.id), Elsewhere), "the next generation the server begins"


def test_a_body_that_was_begun_elsewhere_is_not_begun_twice_and_opened_when_it_came(town: Town) -> None:
    of, begun = Of(town.ids(), 1), list[bytes]()
    town.done_by("kabid", "letter.draft", Draft(of.letter, FORM))
    assert isinstance(town.drafts.take(of.letter), Elsewhere)
    assert town.writing.watched == {of}, "it is asked for"
    Replica(7, lambda: 1, begun.append).begin([SAID])
    town.writing.bodies.came(of, begun)
    assert lines(town, of) == [SAID]


def test_what_is_no_draft_is_not_opened(town: Town) -> None:
    plain = town.letter("Lain", "Isi.")
    assert town.drafts.take(plain.id) == Refused("not-found", {"id": plain.id})
    id_ = started(town).letter
    assert town.deeds.discard([id_]).count == 1
    assert town.drafts.take(id_) == Refused("closed", {"id": id_})


def test_what_was_seen_is_submitted_with_its_hash(town: Town) -> None:
    of = started(town)
    assert town.drafts.submit(of.letter, FORM, [SAID]).count == 1
    found = town.desk.value(of.letter)
    assert isinstance(found, Letter)
    assert (found.state, found.hash) == ("submitted", written_hash(FORM, body_hash([SAID])))


def test_a_full_disk_keeps_a_letter_from_being_submitted_without_its_last_keys(town: Town) -> None:
    town.writing.bodies.tables = disk = Full()
    disk.full = False
    of = started(town)
    write(town, of)
    disk.full = True
    with pytest.raises(Unavailable):
        town.drafts.submit(of.letter, FORM, [SAID])
    found = town.desk.value(of.letter)
    assert isinstance(found, Letter)
    assert found.state == "draft"
