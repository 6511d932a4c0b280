# SPDX-License-Identifier: Apache-2.0
"""A letter for approval: each decision binds to the content that was seen."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import Town
from workspace.domain import form, letter, registry
from workspace.domain.canonical import nfc
from workspace.domain.command import Effects, Waiting
from workspace.domain.facts import Facts
from workspace.domain.letter import Letter, content_hash
from workspace.domain.position import Position

ROUTE = ("kasi", "kabid", "kadis")
TITLE, SUMMARY, FILES = "Undangan rapat", "Membahas rencana kerja.", ("lampiran.pdf",)
HASH = content_hash(TITLE, SUMMARY, FILES)
OTHER = content_hash("Undangan rapat koordinasi", SUMMARY, FILES)


def submit(**changes: Any) -> letter.Submit:
    args = replace(letter.Submit("l", TITLE, SUMMARY, "", ROUTE, "normal", FILES), **changes)
    return replace(args, hash=args.hash or content_hash(args.title, args.summary, args.attachments))


def town(*endorsers: str) -> Town:
    """A town with one submitted letter, endorsed by these positions."""
    made = Town()
    assert made.code("letter.submit", submit(), "staf") == ""
    for position in endorsers:
        assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), position) == ""
    return made


def at(made: Town) -> Letter:
    found = made.records["l"]
    assert isinstance(found, Letter)
    return found


def resubmitted(made: Town, returner: str = "kasi") -> Town:
    """The letter returned and sent again as version 2."""
    assert made.code("letter.return", letter.Return("l", 1, HASH, "Perbaiki judul"), returner) == ""
    again = letter.Resubmit("l", 1, "Undangan rapat koordinasi", SUMMARY, OTHER, FILES)
    assert made.code("letter.resubmit", again, "staf") == ""
    return made


# ---- submit ------------------------------------------------------------------------------------


def test_a_submitted_letter_waits_for_the_first_of_its_route() -> None:
    made = town()
    value = at(made)
    assert (value.state, value.version, value.step, value.hash) == ("submitted", 1, 0, HASH)
    assert (value.drafter, value.by, value.unit) == ("staf", "o-staf", "seksi")
    assert value.due == "2026-11-30T09:00:00.000Z"  # five working days after Monday, 16.00 WIB
    assert registry.of(value).waiting(value) == (
        Waiting("kasi", "approve", value.since, value.due, "normal"),
    )
    assert letter.audience(value) == {"p:staf", "p:kasi", "p:kabid", "p:kadis", "u:seksi"}


def test_the_hash_is_the_one_the_text_says() -> None:
    content = {"attachments": list(FILES), "summary": SUMMARY, "title": TITLE}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == HASH


@given(st.text(), st.text(), st.lists(st.text(), max_size=3).map(tuple), st.text())
def test_another_content_has_another_hash(
    title: str, summary: str, files: tuple[str, ...], more: str
) -> None:
    base = content_hash(title, summary, files)
    assert content_hash(title + "\u0301x", summary, files) != base
    assert content_hash(title, summary, (*files, more)) != base
    if title != summary:
        assert (content_hash(summary, title, files) == base) == (nfc(title) == nfc(summary))


def test_texts_that_look_the_same_are_the_same_content() -> None:
    made = Town()
    decomposed = submit(title="Andre\u0301")
    assert made.code("letter.submit", decomposed, "staf") == ""
    assert at(made).title == "Andr\u00e9"
    assert at(made).hash == content_hash("Andr\u00e9", SUMMARY, FILES)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"hash": OTHER}, "hash-mismatch", "hash"),
        ({"title": "  "}, "invalid", "title"),
        ({"title": "x" * 301}, "invalid", "title"),
        ({"summary": "x" * 8001}, "too-large", "summary"),
        ({"attachments": ("a",) * 31}, "too-large", "attachments"),
        ({"attachments": ("",)}, "invalid", "attachments"),
        ({"attachments": ("x" * 256,)}, "invalid", "attachments"),
        ({"route": ()}, "invalid", "route"),
        ({"route": ("kasi", "kasi")}, "invalid", "route"),
        ({"route": ("kasi", "staf")}, "invalid", "route"),  # nobody endorses their own letter
        ({"route": tuple(f"p{i}" for i in range(13))}, "invalid", "route"),
        ({"cls": 4}, "invalid", "cls"),
        ({"cls": -1}, "invalid", "cls"),
        ({"route": ("kasi", "abolished")}, "not-found", "abolished"),
        ({"route": ("kasi", "never-was")}, "not-found", "never-was"),
    ],
)
def test_what_cannot_be_submitted(changes: dict[str, Any], code: str, field: str) -> None:
    refused = Town().do("letter.submit", submit(**changes), "staf")
    assert not isinstance(refused, Effects)
    assert (refused.code, next(iter(refused.params.values()))) == (code, field)


def test_the_longest_texts_still_fit() -> None:
    made = Town()
    for position in (f"p{i}" for i in range(form.ROUTE_MAX - 1)):
        made.directory.put(Position(position, "Kepala", "bidang"))
    longest = submit(
        title="x" * 300,
        summary="x" * 8000,
        attachments=("x" * 255,) * 30,
        route=("kasi", *(f"p{i}" for i in range(form.ROUTE_MAX - 1))),
        cls=3,
    )
    assert made.code("letter.submit", longest, "staf") == ""
    endorse = letter.Endorse("l", 1, longest.hash, "x" * 2000)
    assert made.code("letter.endorse", endorse, "kasi") == ""
    assert undo(made, "kasi", at(made).decisions[-1].id, reason="x" * 2000) == ""


def test_it_waits_since_it_came_to_the_desk() -> None:
    made = town("kasi")
    assert at(made).since == at(made).decisions[-1].at == made.now
    made = resubmitted(town())
    assert at(made).since == at(made).versions[-1].at == made.now
    assert at(made).due == "2026-11-30T09:00:00.000Z"
    made.do("letter.withdraw", letter.Withdraw("l", 2, "Batal"), "staf")
    assert at(made).ended_at == made.now


def test_without_a_profile_the_server_sets_the_limit() -> None:
    made = Town()
    command = made.command("letter.submit", submit(), "staf")
    facts = Facts(made.directory)
    outcome = letter.apply(command, {}, facts)
    assert isinstance(outcome, Effects)
    assert outcome.puts[0].due is None


# ---- endorse -----------------------------------------------------------------------------------


def test_it_goes_along_its_route_and_is_ready_after_the_last() -> None:
    made, steps = town(), []
    for position in ROUTE:
        assert made.code("letter.endorse", letter.Endorse("l", 1, HASH, f"Baik, {position}"), position) == ""
        steps.append((at(made).state, at(made).step, [w.holder for w in letter.waiting(at(made))]))
    assert steps == [
        ("endorsing", 1, ["kabid"]),
        ("endorsing", 2, ["kadis"]),
        ("ready", 3, []),
    ]
    assert [(d.position, d.by, d.note) for d in at(made).decisions] == [
        (p, f"o-{p}", f"Baik, {p}") for p in ROUTE
    ]
    assert "Baik, kabid" in letter.words(at(made)).text


def test_nobody_endorses_before_their_turn() -> None:
    assert town().code("letter.endorse", letter.Endorse("l", 1, HASH), "kabid") == "not-authorised"


def test_nobody_outside_the_route_decides() -> None:
    made = town()
    made.records["l"] = at(made)
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "sekretaris") == "not-authorised"
    assert made.code("letter.return", letter.Return("l", 1, HASH, "x"), "staf") == "not-authorised"
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "petugas") == "not-found"


def test_the_acting_holder_decides_for_the_position() -> None:
    made = town("kasi")
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kabid", by="o-kasi") == ""
    assert (at(made).decisions[-1].position, at(made).decisions[-1].by) == ("kabid", "o-kasi")
    # The definitive holder comes later, from offline: it is done.
    refused = made.do("letter.endorse", letter.Endorse("l", 1, HASH), "kabid")
    assert not isinstance(refused, Effects)
    assert (refused.code, refused.params["kind"]) == ("already-done", "endorse")
    assert made.code("letter.return", letter.Return("l", 1, HASH, "Tidak"), "kabid") == "already-done"


def test_the_same_decision_of_the_same_officer_changes_nothing() -> None:
    made = town("kasi")
    before = at(made)
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == ""
    assert at(made) == before
    # Other words are another decision: they must not vanish quietly.
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH, "Segera"), "kasi") == "already-done"


def test_a_decision_on_an_older_version_has_no_effect() -> None:
    made = resubmitted(town())
    before = at(made)
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == "superseded"
    assert made.code("letter.endorse", letter.Endorse("l", 1, OTHER), "kasi") == "superseded"
    assert made.code("letter.return", letter.Return("l", 1, HASH, "x"), "kasi") == "superseded"
    assert at(made) == before


def test_a_version_counts_even_where_the_content_is_the_same() -> None:
    made = town()
    made.do("letter.return", letter.Return("l", 1, HASH, "Lihat lagi"), "kasi")
    again = letter.Resubmit("l", 1, TITLE, SUMMARY, HASH, FILES)
    assert made.code("letter.resubmit", again, "staf") == ""
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == "superseded"
    assert made.code("letter.endorse", letter.Endorse("l", 2, HASH), "kasi") == ""


def test_a_decision_on_other_content_or_a_version_not_here_is_refused() -> None:
    made = town()
    assert made.code("letter.endorse", letter.Endorse("l", 1, OTHER), "kasi") == "hash-mismatch"
    assert made.code("letter.endorse", letter.Endorse("l", 2, HASH), "kasi") == "stale-version"
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH, "x" * 2001), "kasi") == "too-large"


# ---- return and resubmit -----------------------------------------------------------------------


def test_a_returned_letter_waits_for_its_drafter_and_starts_again() -> None:
    made = town("kasi")
    assert made.code("letter.return", letter.Return("l", 1, HASH, " Perbaiki "), "kabid") == ""
    value = at(made)
    assert (value.state, value.decisions[-1].note) == ("returned", "Perbaiki")
    assert [(w.holder, w.kind) for w in letter.waiting(value)] == [("staf", "revise")]
    again = letter.Resubmit("l", 1, "Undangan rapat koordinasi", SUMMARY, OTHER, FILES)
    assert made.code("letter.resubmit", again, "staf") == ""
    value = at(made)
    assert (value.state, value.version, value.step, value.hash) == ("submitted", 2, 0, OTHER)
    assert [(v.no, v.hash, v.title) for v in value.versions] == [
        (1, HASH, TITLE),
        (2, OTHER, "Undangan rapat koordinasi"),
    ]
    # The earlier endorsement belongs to version 1; kasi is asked again.
    assert [(w.holder, w.kind) for w in letter.waiting(value)] == [("kasi", "approve")]
    assert made.code("letter.endorse", letter.Endorse("l", 2, OTHER), "kasi") == ""


def test_a_return_needs_its_reason() -> None:
    made = town()
    assert made.code("letter.return", letter.Return("l", 1, HASH, " \n"), "kasi") == "invalid"
    assert made.code("letter.return", letter.Return("l", 1, HASH, "x" * 2001), "kasi") == "too-large"


def test_after_a_return_the_others_find_it_closed() -> None:
    made = town()
    made.do("letter.return", letter.Return("l", 1, HASH, "Perbaiki"), "kasi")
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kabid") == "closed"
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == "already-done"


def test_who_may_resubmit_what() -> None:
    again = letter.Resubmit("l", 1, "Undangan rapat koordinasi", SUMMARY, OTHER, FILES)
    assert town().code("letter.resubmit", again, "staf") == "closed"
    made = town()
    made.do("letter.return", letter.Return("l", 1, HASH, "Perbaiki"), "kasi")
    assert made.code("letter.resubmit", again, "kasi") == "not-authorised"
    wrong = letter.Resubmit("l", 1, "Undangan", SUMMARY, OTHER, FILES)
    assert made.code("letter.resubmit", wrong, "staf") == "hash-mismatch"
    assert made.code("letter.resubmit", again, "staf") == ""
    assert made.code("letter.resubmit", again, "staf") == "stale-version"


def test_a_letter_does_not_grow_for_ever() -> None:
    made = town()
    for version in range(1, letter.VERSIONS_MAX + 1):
        assert made.code("letter.return", letter.Return("l", version, HASH, "Lagi"), "kasi") == ""
        code = made.code(
            "letter.resubmit", letter.Resubmit("l", version, TITLE, SUMMARY, HASH, FILES), "staf"
        )
        assert code == ("" if version < letter.VERSIONS_MAX else "too-large")


# ---- taking back -------------------------------------------------------------------------------


def undo(made: Town, position: str, decision: str, version: int = 1, reason: str = "Keliru") -> str:
    args = letter.WithdrawDecision("l", version, decision, reason)
    return made.code("letter.withdraw_decision", args, position)


def test_the_last_decision_can_be_taken_back() -> None:
    made = town("kasi", "kabid", "kadis")
    states = []
    for position in reversed(ROUTE):
        last = next(d for d in reversed(at(made).decisions) if d.stands)
        assert undo(made, position, last.id) == ""
        states.append((at(made).state, at(made).step, letter.waiting(at(made))[0].holder))
    assert states == [("endorsing", 2, "kadis"), ("endorsing", 1, "kabid"), ("submitted", 0, "kasi")]
    assert [(d.stands, d.withdrawn_reason, d.withdrawn_by) for d in at(made).decisions] == [
        (False, "Keliru", f"o-{position}") for position in ROUTE
    ]
    assert "Keliru" in letter.words(at(made)).text
    # And made anew.
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == ""


def test_a_return_can_be_taken_back_until_the_drafter_sends_it_again() -> None:
    made = town("kasi")
    made.do("letter.return", letter.Return("l", 1, HASH, "Perbaiki"), "kabid")
    returned = at(made).decisions[-1].id
    assert undo(made, "kabid", returned) == ""
    assert (at(made).state, at(made).step) == ("endorsing", 1)
    made = resubmitted(town())
    assert undo(made, "kasi", at(made).decisions[-1].id) == "superseded"
    assert undo(made, "kasi", at(made).decisions[-1].id, version=2) == "superseded"


def test_only_the_last_decision_and_only_its_position_and_only_once() -> None:
    made = town("kasi", "kabid")
    first, second = (d.id for d in at(made).decisions)
    assert undo(made, "kasi", first) == "closed"
    assert undo(made, "kasi", second) == "not-authorised"
    assert undo(made, "staf", second) == "not-authorised"
    assert undo(made, "kabid", "c-unknown") == "not-found"
    assert undo(made, "kabid", second, reason=" ") == "invalid"
    assert undo(made, "kabid", second, version=2) == "superseded"
    assert undo(made, "kabid", second) == ""
    assert undo(made, "kabid", second) == "already-done"


def test_a_decision_taken_back_is_not_made_again_by_its_own_command() -> None:
    # On the laptop both commands still wait while the truth already contains both.
    made = town()
    endorse = made.command("letter.endorse", letter.Endorse("l", 1, HASH), "kasi")
    assert isinstance(made.give(endorse), Effects)
    assert undo(made, "kasi", endorse.id) == ""
    refused = made.give(endorse)
    assert not isinstance(refused, Effects)
    assert (refused.code, refused.params) == ("already-done", {"kind": "withdrawn"})


# ---- withdraw ----------------------------------------------------------------------------------


def test_the_drafter_takes_a_letter_back_until_somebody_endorses_it() -> None:
    args = letter.Withdraw("l", 1, "Batal rapat")
    made = town()
    assert made.code("letter.withdraw", letter.Withdraw("l", 1, " "), "staf") == "invalid"
    assert made.code("letter.withdraw", letter.Withdraw("l", 2, "x"), "staf") == "stale-version"
    assert made.code("letter.withdraw", args, "kasi") == "not-authorised"
    assert made.code("letter.withdraw", args, "staf") == ""
    value = at(made)
    assert (value.state, value.reason, letter.waiting(value)) == ("withdrawn", "Batal rapat", ())
    assert value.ended_at is not None
    assert made.code("letter.withdraw", args, "staf") == "already-done"
    assert made.code("letter.endorse", letter.Endorse("l", 1, HASH), "kasi") == "closed"
    assert town("kasi").code("letter.withdraw", args, "staf") == "closed"
    assert town(*ROUTE).code("letter.withdraw", args, "staf") == "closed"


def test_a_returned_letter_may_be_given_up() -> None:
    made = town()
    made.do("letter.return", letter.Return("l", 1, HASH, "Tidak perlu"), "kasi")
    returned = at(made).decisions[-1].id
    assert made.code("letter.withdraw", letter.Withdraw("l", 1, "Benar"), "staf") == ""
    assert undo(made, "kasi", returned) == "closed"


# ---- words -------------------------------------------------------------------------------------


def test_a_list_shows_title_and_summary_but_nothing_of_a_secret_letter() -> None:
    made = town()
    shown = registry.words(at(made))
    assert (shown.title, shown.snippet, shown.sender, shown.attachments) == (TITLE, SUMMARY, "staf", 1)
    secret = Town()
    secret.do("letter.submit", submit(cls=2), "staf")
    hidden = registry.words(at(secret))
    assert (hidden.title, hidden.snippet, hidden.text, hidden.cls) == ("", "", "", 2)
    assert (hidden.sender, hidden.state) == ("staf", "submitted")
    assert registry.cls(at(secret)) == 2


def test_a_foreign_argument_is_our_bug() -> None:
    made = town()
    command = made.command("letter.endorse", letter.Endorse("l", 1, HASH), "kasi")
    alien = replace(command, args=Alien("l"))
    with pytest.raises(TypeError):
        letter.apply(alien, made.records, made.facts())


class Alien:
    def __init__(self, id_: str) -> None:
        self.letter = id_
