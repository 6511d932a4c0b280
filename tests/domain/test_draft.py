# SPDX-License-Identifier: Apache-2.0
"""A letter from its first draft on: who sees and changes it, and how a version is frozen."""

from dataclasses import replace
from typing import Any

import pytest

from tests.domain.test_form import BODY, DIGEST
from tests.domain.town import Town, audience
from workspace.domain import draft, letter, registry
from workspace.domain.command import Effects, Waiting
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.form import Assigned, Attached, Form, Part, form_hash, written_hash
from workspace.domain.ids import Id
from workspace.domain.letter import Letter, content_hash

FORM = Form(
    "nota-dinas",
    "Permintaan data",
    ("Kepala Bidang",),
    copies=("Sekretaris",),
    signer=("kabid",),
    route=("kasi", "kabid"),
    attached=(Attached("data.xlsx", DIGEST),),
)
ALONE = frozenset({"p:staf"})
ALL = frozenset({"p:staf", "p:kasi", "p:kabid", "u:seksi"})


def drafted(form: Form = FORM) -> Town:
    """A town in which staf drafted l."""
    made = Town()
    assert made.code("letter.draft", draft.Draft("l", form), "staf") == ""
    return made


def at(made: Town) -> Letter:
    found = made.records["l"]
    assert isinstance(found, Letter)
    return found


def form_of(made: Town) -> Form:
    form = at(made).form
    assert form is not None
    return form


def submit(made: Town, body: str = BODY, **changes: Any) -> Effects | Refused:
    """The draft as it stands, submitted with this body."""
    right = draft.SubmitDraft("l", at(made).generation, body, written_hash(form_of(made), body))
    return made.do("letter.submit_draft", replace(right, **changes), "staf")


def returned(form: Form = FORM) -> Town:
    """Submitted by staf, and returned by kasi."""
    made = drafted(form)
    assert isinstance(submit(made), Effects)
    args = letter.Return("l", 1, at(made).hash, "Perbaiki")
    assert made.code("letter.return", args, "kasi") == ""
    return made


def fill(made: Town, as_: Id = "staf", by: Id = "", **new: Any) -> Effects | Refused:
    """Fields filled in by somebody who sees the form as it stands."""
    seen = {name: getattr(form_of(made), name) for name in new}
    return made.do("letter.fill", draft.Fill("l", Part(**seen), Part(**new)), as_, by)


def restore(made: Town, version: int, **changes: Any) -> Effects | Refused:
    """The form of a version put back in the place of the present one."""
    right = draft.Restore("l", at(made).generation, version, form_hash(form_of(made)))
    return made.do("letter.restore", replace(right, **changes), "staf")


# ---- the draft ---------------------------------------------------------------------------------


def test_a_draft_is_its_drafter_s_alone_and_waits_for_nobody() -> None:
    made = drafted()
    value = at(made)
    assert (value.state, value.version, value.versions, value.generation) == ("draft", 0, (), 1)
    assert (value.title, value.attachments, value.route) == ("Permintaan data", ("data.xlsx",), FORM.route)
    assert (value.drafter, value.by, value.unit, value.due) == ("staf", "o-staf", "seksi", None)
    assert audience(value) == ALONE
    assert letter.waiting(value) == ()
    for position in ("kasi", "kabid", "sekretaris"):
        assert made.code("letter.discard", draft.Discard("l"), position) == "not-found"


def test_a_draft_may_be_empty_but_says_nothing_that_is_not_taken() -> None:
    assert at(drafted(Form("nota-dinas"))).title == ""
    args = draft.Draft("l", replace(FORM, kind="surat-cinta"))
    assert Town().do("letter.draft", args, "staf") == Refused("invalid", {"field": "kind"})
    taken = drafted()
    assert taken.code("letter.draft", draft.Draft("l", FORM), "staf") == "invalid"


def test_what_looks_the_same_is_kept_the_same() -> None:
    made = drafted(replace(FORM, subject="Andre\u0301"))
    assert (at(made).title, form_of(made).subject) == ("Andr\u00e9", "Andr\u00e9")
    args = draft.Fill("l", Part(subject="Andre\u0301"), Part(subject="A"))
    assert made.code("letter.fill", args, "staf") == ""
    assert form_of(made).subject == "A"


def test_the_search_finds_what_the_form_says_and_lists_nothing_of_a_secret_one() -> None:
    made = drafted(replace(FORM, assigned=(Assigned("Budi Contoh", "", "", ""),), purposes=("meninjau",)))
    shown = registry.words(at(made))
    assert (shown.title, shown.snippet, shown.state) == ("Permintaan data", "Kepala Bidang", "draft")
    assert all(said in shown.text for said in ("Sekretaris", "data.xlsx", "Budi Contoh", "meninjau"))
    assert isinstance(fill(made, cls=2), Effects)
    hidden = registry.words(at(made))
    assert (hidden.title, hidden.snippet, hidden.text, hidden.cls) == ("", "", "", 2)


# ---- filling it in -----------------------------------------------------------------------------


def test_the_officer_s_own_second_edit_stands_and_a_colleague_s_is_told() -> None:
    made = drafted()
    first = draft.Fill("l", Part(subject="Permintaan data"), Part(subject="Permintaan"))
    second = draft.Fill("l", Part(subject="Permintaan"), Part(subject="Permohonan"))
    assert [made.code("letter.fill", args, "staf") for args in (first, second)] == ["", ""]
    assert (at(made).title, form_of(made).subject) == ("Permohonan", "Permohonan")
    # The same words from another laptop are no error; other words are told field by field.
    assert made.code("letter.fill", replace(first, new=Part(subject="Permohonan")), "staf") == ""
    before = at(made)
    seen = Part(subject="Permintaan data", place="", to=("Kepala Bidang",))
    new = Part(subject="Undangan", place="Kota Contoh", to=("Kepala Dinas",))
    assert made.do("letter.fill", draft.Fill("l", seen, new), "staf") == Refused(
        "stale-version", {"field": "subject", "fields": "subject"}
    )
    assert at(made) == before


def test_only_the_drafter_s_position_changes_a_draft_whoever_holds_it() -> None:
    made = returned()  # from now on others see it
    for position in ("kasi", "kabid"):
        assert made.code("letter.fill", draft.Fill("l", Part(place=""), Part(place="X")), position) == (
            "not-authorised"
        )
        assert made.code("letter.discard", draft.Discard("l"), position) == "not-authorised"
        again = draft.SubmitDraft("l", 2, BODY, at(made).hash)
        assert made.code("letter.submit_draft", again, position) == "not-authorised"
        back = draft.Restore("l", 2, 1, form_hash(FORM))
        assert made.code("letter.restore", back, position) == "not-authorised"


def test_only_what_is_changed_is_judged() -> None:
    made = drafted()
    made.directory.put(replace(made.directory.positions["kasi"], abolished=True))
    assert isinstance(fill(made, place="Kota Contoh"), Effects)
    assert fill(made, cls=7) == Refused("invalid", {"field": "cls"})
    assert fill(made, route=("kasi",)) == Refused("not-found", {"id": "kasi"})
    assert submit(made) == Refused("not-found", {"id": "kasi"})


def test_while_it_is_on_its_way_nobody_changes_it() -> None:
    made = drafted()
    assert isinstance(submit(made), Effects)
    assert fill(made, place="Kota Contoh") == Refused("closed", {"state": "submitted"})
    assert restore(made, 1) == Refused("closed", {"state": "submitted"})


# ---- discarding --------------------------------------------------------------------------------


def test_a_discarded_draft_is_ended_and_stays_with_its_drafter() -> None:
    made = drafted()
    assert made.code("letter.discard", draft.Discard("l"), "staf") == ""
    value = at(made)
    assert (value.state, value.ended_at) == ("withdrawn", made.now)
    assert (audience(value), value.form) == (ALONE, FORM)
    assert letter.waiting(value) == ()
    assert made.code("letter.discard", draft.Discard("l"), "staf") == "already-done"
    assert fill(made, place="Kota Contoh") == Refused("closed", {"state": "withdrawn"})
    assert submit(made) == Refused("closed", {"state": "withdrawn"})


def test_what_was_submitted_is_withdrawn_and_not_discarded() -> None:
    made = returned()
    assert made.code("letter.discard", draft.Discard("l"), "staf") == "closed"
    assert made.code("letter.withdraw", letter.Withdraw("l", 1, "Batal"), "staf") == ""
    assert (at(made).state, audience(at(made))) == ("withdrawn", ALL)
    assert made.code("letter.discard", draft.Discard("l"), "staf") == "closed"
    assert drafted().code("letter.withdraw", letter.Withdraw("l", 0, "Batal"), "staf") == "closed"


# ---- submitting --------------------------------------------------------------------------------


def test_a_submitted_draft_is_a_version_that_says_form_body_and_generation() -> None:
    made = drafted()
    assert isinstance(submit(made), Effects)
    value = at(made)
    assert (value.state, value.version, value.step, value.generation) == ("submitted", 1, 0, 2)
    assert (value.since, value.due, value.by) == (made.now, "2026-11-30T09:00:00.000Z", "o-staf")
    only = value.versions[0]
    assert (only.no, only.generation, only.form, only.body, only.at) == (1, 1, FORM, BODY, made.now)
    assert only.hash == value.hash == written_hash(FORM, BODY) == letter.hash_of(only)
    assert (only.title, only.summary, only.attachments) == ("Permintaan data", "", ("data.xlsx",))
    assert audience(value) == ALL
    assert letter.waiting(value) == (Waiting("kasi", "approve", value.since, value.due, "normal"),)
    assert made.code("letter.endorse", letter.Endorse("l", 1, content_hash("x", "", ())), "kasi") == (
        "hash-mismatch"
    )
    for position in ("kasi", "kabid"):
        assert made.code("letter.endorse", letter.Endorse("l", 1, only.hash), position) == ""
    assert at(made).state == "ready"


def test_it_goes_to_those_who_lead_where_its_drafter_sits_by_then() -> None:
    made = drafted()
    made.directory.put(replace(made.directory.positions["staf"], unit="balai"))
    assert isinstance(submit(made), Effects)
    assert at(made).unit == "balai"


@pytest.mark.parametrize(
    ("form", "changes", "code", "field"),
    [
        (replace(FORM, subject=" "), {}, "invalid", "subject"),
        (replace(FORM, signer=()), {}, "invalid", "signer"),
        (replace(FORM, route=()), {}, "invalid", "route"),
        (FORM, {"body": "none"}, "invalid", "body"),
        (FORM, {"hash": written_hash(replace(FORM, subject="Lain"), BODY)}, "hash-mismatch", "form"),
        (FORM, {"body": DIGEST}, "hash-mismatch", "form"),
        (FORM, {"generation": 2}, "stale-version", "generation"),
    ],
)
def test_what_cannot_be_submitted(form: Form, changes: dict[str, Any], code: str, field: str) -> None:
    made = drafted(form)
    if "body" in changes and len(changes["body"]) == 64:
        changes = {**changes, "hash": written_hash(form, BODY)}
    assert submit(made, **changes) == Refused(code, {"field": field})


def test_who_holds_the_body_compares_it() -> None:
    made = drafted()
    args = draft.SubmitDraft("l", 1, BODY, written_hash(FORM, BODY))
    command = made.command("letter.submit_draft", args, "staf")

    def outcome(held: dict[tuple[Id, int], str]) -> Effects | Refused:
        facts = Facts(made.directory, body=lambda id_, generation: held.get((id_, generation)))
        return draft.apply(command, made.records, facts)

    assert isinstance(outcome({("l", 1): BODY}), Effects)
    assert isinstance(outcome({("l", 2): DIGEST}), Effects), "this generation is not known here"
    assert outcome({("l", 1): DIGEST}) == Refused("hash-mismatch", {"field": "body"})


def test_a_draft_submitted_twice_is_one_version() -> None:
    made = drafted()
    args = draft.SubmitDraft("l", 1, BODY, written_hash(FORM, BODY))
    assert made.code("letter.submit_draft", args, "staf") == ""
    assert made.code("letter.submit_draft", args, "staf") == "stale-version"
    assert len(at(made).versions) == 1


# ---- what was returned -------------------------------------------------------------------------


def test_a_returned_letter_is_written_on_and_submitted_as_the_next_version() -> None:
    made = returned()
    first = at(made)
    assert (first.state, first.generation) == ("returned", 2)
    assert [(w.holder, w.kind) for w in letter.waiting(first)] == [("staf", "revise")]
    assert isinstance(fill(made, subject="Permohonan data", route=("kabid",), urgency="urgent"), Effects)
    # What was returned stays what it was until it is submitted anew.
    assert (at(made).title, at(made).route, at(made).urgency) == ("Permintaan data", FORM.route, "normal")
    assert isinstance(submit(made, DIGEST), Effects)
    value = at(made)
    assert (value.title, value.route, value.urgency) == ("Permohonan data", ("kabid",), "urgent")
    assert (value.state, value.version, value.generation, value.step) == ("submitted", 2, 3, 0)
    assert value.versions[0] == first.versions[0]
    assert (value.versions[1].generation, value.versions[1].body) == (2, DIGEST)
    assert made.code("letter.endorse", letter.Endorse("l", 1, first.hash), "kabid") == "superseded"


def test_a_return_that_is_taken_back_finds_the_version_as_it_was() -> None:
    made = returned()
    assert isinstance(fill(made, subject="Permohonan data", route=("kabid",)), Effects)
    undo = letter.WithdrawDecision("l", 1, at(made).decisions[-1].id, "Keliru")
    assert made.code("letter.withdraw_decision", undo, "kasi") == ""
    assert (at(made).state, at(made).title, at(made).route) == ("submitted", "Permintaan data", FORM.route)
    assert made.code("letter.endorse", letter.Endorse("l", 1, at(made).hash), "kasi") == ""
    assert fill(made, place="Kota Contoh") == Refused("closed", {"state": "endorsing"})


def test_an_older_form_is_put_back_unless_somebody_changed_it_since() -> None:
    made = returned()
    assert isinstance(fill(made, subject="Permohonan data"), Effects)
    seen = form_hash(form_of(made))
    assert isinstance(fill(made, place="Kota Contoh"), Effects)
    assert restore(made, 1, form=seen) == Refused("stale-version", {"field": "form"})
    assert restore(made, 1, generation=1) == Refused("stale-version", {"field": "generation"})
    assert restore(made, 2) == Refused("invalid", {"field": "version"})
    assert isinstance(restore(made, 1), Effects)
    assert (form_of(made), at(made).state, at(made).generation) == (FORM, "returned", 2)
    assert isinstance(restore(made, 1, form=seen), Effects), "it says so already"
    assert restore(drafted(), 1) == Refused("closed", {"state": "draft"})


def test_a_refused_wish_is_made_anew_about_the_letter_as_it_is_now() -> None:
    made = returned()
    seen = form_hash(form_of(made))
    old = draft.Fill("l", Part(subject="Lama", place=""), Part(subject="Undangan", place="Sampel"))
    assert made.code("letter.fill", old, "staf") == "stale-version"
    assert made.code("letter.fill", draft.again(old, at(made)), "staf") == ""
    assert (form_of(made).subject, form_of(made).place) == ("Undangan", "Sampel")
    back = draft.Restore("l", 1, 1, seen)
    assert made.code("letter.restore", back, "staf") == "stale-version"
    assert made.code("letter.restore", draft.again(back, at(made)), "staf") == ""
    assert form_of(made) == FORM
    sent = draft.SubmitDraft("l", 1, DIGEST, seen)
    assert made.code("letter.submit_draft", sent, "staf") == "stale-version"
    assert made.code("letter.submit_draft", draft.again(sent, at(made)), "staf") == ""
    assert draft.again(draft.Discard("l"), at(made)) == draft.Discard("l")


def test_a_secret_version_keeps_its_letter_secret() -> None:
    made = returned(replace(FORM, cls=2))
    assert isinstance(fill(made, cls=0), Effects)
    assert (form_of(made).cls, at(made).cls) == (0, 2)
    assert isinstance(submit(made), Effects)
    assert at(made).cls == 2
    raised = returned()
    assert isinstance(fill(raised, cls=3), Effects)
    assert at(raised).cls == 3


# ---- plain letters and written ones ------------------------------------------------------------


def test_a_plain_letter_has_no_form_and_a_written_one_no_summary() -> None:
    plain = Town()
    hash_ = content_hash("Undangan", "Rapat", ())
    assert (
        plain.code(
            "letter.submit", letter.Submit("l", "Undangan", "Rapat", hash_, ("kasi",), "normal"), "staf"
        )
        == ""
    )
    for name, args in {
        "letter.fill": draft.Fill("l", Part(place=""), Part(place="X")),
        "letter.discard": draft.Discard("l"),
        "letter.submit_draft": draft.SubmitDraft("l", 0, BODY, hash_),
        "letter.restore": draft.Restore("l", 0, 1, ""),
    }.items():
        assert plain.do(name, args, "staf") == Refused("invalid", {"field": "form"})
    again = letter.Resubmit("l", 1, "Undangan", "Rapat", hash_)
    assert returned().do("letter.resubmit", again, "staf") == Refused("invalid", {"field": "form"})
