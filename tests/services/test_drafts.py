# SPDX-License-Identifier: Apache-2.0
"""Deeds on letters that are written here: drafted, filled in, submitted as they stood on the screen."""

from dataclasses import replace

import pytest

from tests.ui.desk_kit import Town, id_of
from workspace.domain import draft
from workspace.domain.form import Form, Part, written_hash
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.services.deeds import Outcome
from workspace.services.tray import own_words

FORM = Form("nota-dinas", "Permintaan data", signer=(id_of("kabid"),), route=(id_of("kadis"),))
BODY, OTHER = "0a" * 32, "0b" * 32


@pytest.fixture
def town() -> Town:
    return Town()


def written(town: Town, form: Form = FORM) -> Id:
    """A draft of this desk's officer."""
    outcome = town.deeds.draft(id_of("kabid"), form)
    assert (outcome.count, outcome.refused) == (1, ())
    return outcome.record


def at(town: Town, id_: Id) -> Letter:
    value = town.reading.value(id_)
    assert isinstance(value, Letter)
    return value


def codes(outcome: Outcome) -> list[str]:
    return [why.code for _, why in outcome.refused]


def test_only_what_was_changed_on_the_screen_is_sent(town: Town) -> None:
    id_ = written(town)
    assert town.deeds.fill(id_, FORM, FORM).count == 0
    new = replace(FORM, subject="Permohonan data", place="Kota Contoh")
    assert town.deeds.fill(id_, FORM, new).count == 1
    command = town.reading.outbox()[-1].command
    assert command is not None
    assert command.args == draft.Fill(
        id_, Part(subject="Permintaan data", place=""), Part(subject="Permohonan data", place="Kota Contoh")
    )
    assert (command.as_, at(town, id_).form) == (id_of("kabid"), new)
    # A screen that still shows the first form does not write over what came since.
    assert codes(town.deeds.fill(id_, FORM, replace(FORM, subject="Undangan"))) == ["stale-version"]


def test_undo_leaves_alone_what_is_undone_where_one_writes(town: Town) -> None:
    id_ = written(town)
    town.deeds.fill(id_, FORM, replace(FORM, place="Kota Contoh"))
    assert town.deeds.undo().what == "nothing"
    assert at(town, id_).state == "draft"


def test_a_draft_is_submitted_as_it_stood_on_the_screen(town: Town) -> None:
    id_ = written(town)
    assert codes(town.deeds.submit_draft(id_, replace(FORM, place="Lain"), BODY)) == ["hash-mismatch"]
    assert town.deeds.submit_draft(id_, FORM, BODY).count == 1
    value = at(town, id_)
    assert (value.state, value.hash, value.generation) == ("submitted", written_hash(FORM, BODY), 2)
    assert codes(town.deeds.fill(id_, FORM, replace(FORM, place="Lain"))) == ["closed"]
    assert codes(town.deeds.discard([id_])) == ["closed"]


def test_what_was_returned_is_filled_in_put_back_and_submitted_again(town: Town) -> None:
    id_ = written(town)
    town.deeds.submit_draft(id_, FORM, BODY)
    town.send_all()
    town.decide("kadis", at(town, id_), "Perbaiki.", back=True)
    changed = replace(FORM, subject="Permohonan data")
    town.deeds.fill(id_, FORM, changed)
    assert codes(town.deeds.restore(id_, FORM, 1)) == ["stale-version"]
    assert town.deeds.restore(id_, changed, 1).count == 1
    assert at(town, id_).form == FORM
    assert town.deeds.submit_draft(id_, FORM, OTHER).count == 1
    assert [v.body for v in at(town, id_).versions] == [BODY, OTHER]


def test_a_discarded_draft_stays_readable(town: Town) -> None:
    id_ = written(town)
    assert town.deeds.discard([id_]).count == 1
    assert (at(town, id_).state, at(town, id_).form) == ("withdrawn", FORM)
    assert town.deeds.undo().verb == "letter.discard"
    assert at(town, id_).state == "draft"


def test_what_a_colleague_came_before_is_applied_again_from_the_tray(town: Town) -> None:
    id_ = written(town)
    town.send_all()
    town.deeds.fill(id_, FORM, replace(FORM, subject="Permohonan data"))
    refused = town.reading.outbox()[-1]
    assert refused.command is not None
    theirs = draft.Fill(id_, Part(subject=FORM.subject), Part(subject="Undangan"))
    town.done_by("kabid", "letter.fill", theirs)
    town.refuse(refused.id, "stale-version", {"field": "subject", "fields": "subject"})
    assert own_words(refused.command.args) == "Permohonan data"
    assert own_words(draft.Draft(id_, FORM)) == "Permintaan data"
    outcome = town.tray.reapply(refused.id)
    assert outcome is not None
    assert (outcome.count, outcome.refused, outcome.record) == (1, (), id_)
    assert at(town, id_).title == "Permohonan data"
