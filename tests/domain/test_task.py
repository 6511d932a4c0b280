# SPDX-License-Identifier: Apache-2.0
"""A task lies on exactly one desk, whoever moves it, and its giver can follow the whole tree below."""

from dataclasses import replace
from typing import Any

import pytest

from tests.domain.town import Town
from workspace.domain import registry, task
from workspace.domain.command import Ask, Effects
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.moment import plus
from workspace.domain.position import Position
from workspace.domain.task import Child, EndBelow, Task
from workspace.domain.task_tree import is_late, tree


def town(to: str = "kabid", giver: str = "kadis", **changes: Any) -> Town:
    """A town in which `giver` has given task `t` to `to`."""
    made = Town()
    give = replace(task.Give("t", to, "Siapkan laporan", "normal", "Segera ya"), **changes)
    assert made.code("task.give", give, giver) == ""
    return made


def at(made: Town, id_: str = "t") -> Task:
    found = made.records[id_]
    assert isinstance(found, Task)
    return found


def passed(made: Town, *children: tuple[str, str], id_: str = "t", by: str = "kabid") -> Town:
    """The task passed on to these (id, position)."""
    args = task.PassOn(id_, by, tuple(Child(*child) for child in children), "urgent", "Teruskan")
    assert made.code("task.pass_on", args, by) == ""
    return made


# ---- give --------------------------------------------------------------------------------------


def test_a_given_task_waits_for_its_holder() -> None:
    value = at(town(attachments=("surat.pdf",), instructions=("act",)))
    assert (value.state, value.holder, value.unit, value.giver) == ("received", "kabid", "bidang", "kadis")
    assert (value.chain, value.given_by, value.parent) == (("kadis",), "o-kadis", "")
    assert value.due == "2026-11-30T09:00:00.000Z"
    assert [(w.holder, w.kind) for w in task.waiting(value)] == [("kabid", "task")]
    assert task.audience(value) == {"p:kabid", "p:kadis", "u:bidang"}
    shown = registry.words(value)
    assert (shown.title, shown.snippet, shown.sender, shown.attachments) == (
        "Siapkan laporan",
        "Segera ya",
        "kadis",
        1,
    )
    assert "surat.pdf" in shown.text


@pytest.mark.parametrize(
    ("giver", "to", "code"),
    [
        ("kadis", "petugas", ""),
        ("kabid", "staf", ""),
        ("ketua", "vacant", ""),  # a team lead inside the own unit
        ("kabid", "vacant", ""),
        ("ketua", "staf", "not-authorised"),
        ("kabid", "petugas", "not-authorised"),
        ("kabid", "kadis", "not-authorised"),
        ("kabid", "kabid", "not-authorised"),
        ("staf", "kasi", "not-authorised"),
        ("sekretaris", "pers", "not-authorised"),
        ("kadis", "abolished", "not-found"),
        ("kadis", "never-was", "not-found"),
    ],
)
def test_who_gives_to_whom(giver: str, to: str, code: str) -> None:
    assert Town().code("task.give", task.Give("t", to, "Tugas", "normal"), giver) == code


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, "invalid", "title"),
        ({"title": "x" * 301}, "invalid", "title"),
        ({"note": "x" * 8001}, "too-large", "note"),
        ({"cls": 4}, "invalid", "cls"),
        ({"cls": -1}, "invalid", "cls"),
    ],
)
def test_what_cannot_be_given(changes: dict[str, Any], code: str, field: str) -> None:
    give = replace(task.Give("t", "kabid", "Tugas", "normal"), **changes)
    assert Town().do("task.give", give, "kadis") == Refused(code, {"field": field})


def test_the_longest_texts_still_fit() -> None:
    give = replace(task.Give("t", "kabid", "x" * 300, "normal"), note="x" * 8000, cls=1)
    made = Town()
    assert made.code("task.give", give, "kadis") == ""
    assert made.code("task.report", task.AddReport("t", "kabid", "x" * 8000), "kabid") == ""
    children = tuple(Child(f"t{i}", f"p{i}") for i in range(task.RECEIVERS_MAX + 1))
    for child in children:
        made.directory.put(Position(child.to, "Staf", "bidang"))
    args = task.PassOn("t", "kabid", children, "normal", "x" * 8000)
    assert made.code("task.pass_on", args, "kabid") == "invalid"
    assert made.code("task.pass_on", replace(args, children=children[1:]), "kabid") == ""


@pytest.mark.parametrize(
    ("name", "args", "by"),
    [
        ("task.return", task.Return("t", "kabid", "Bukan bidang kami"), "kabid"),
        ("task.reassign", task.Reassign("t", "kabid", "kabalai"), "kadis"),
    ],
)
def test_it_waits_since_it_came_to_the_desk(name: str, args: Any, by: str) -> None:
    made = town()
    due = at(made).due
    command = made.command(name, args, by)
    made.give(command)
    assert (at(made).since, at(made).due) == (command.at, due)  # the limit does not start again


@pytest.mark.parametrize(
    ("name", "args", "by"),
    [
        ("task.complete", task.Complete("t", "kabid", "Beres"), "kabid"),
        ("task.withdraw", task.Withdraw("t", "kabid", "Batal"), "kadis"),
    ],
)
def test_it_says_when_it_ended(name: str, args: Any, by: str) -> None:
    made = town()
    command = made.command(name, args, by)
    made.give(command)
    assert (at(made).ended_at, at(made).ended_by) == (command.at, command.by)


def test_a_receiver_abolished_meanwhile_is_named() -> None:
    # may() has looked it up; apply alone must not invent a unit.
    made = Town()
    command = made.command("task.give", task.Give("t", "abolished", "Tugas", "normal"), "kadis")
    assert task.apply(command, {}, made.facts()) == Refused("invalid", {"field": "to"})
    made = town()
    children = (Child("t1", "abolished"),)
    command = made.command("task.pass_on", task.PassOn("t", "kabid", children, "normal"), "kabid")
    assert task.apply(command, made.records, made.facts()) == Refused("invalid", {"field": "to"})


def test_without_a_profile_the_server_sets_the_limit() -> None:
    made = Town()
    command = made.command("task.give", task.Give("t", "kabid", "Tugas", "normal"), "kadis")
    outcome = task.apply(command, {}, Facts(made.directory))
    assert isinstance(outcome, Effects)
    assert outcome.puts[0].due is None


# ---- the holder works on it --------------------------------------------------------------------


def test_opening_it_is_quiet_and_by_the_holder_only() -> None:
    made = town()
    assert registry.verb("task.read").quiet
    assert made.code("task.read", task.Read("t"), "kadis") == "not-authorised"
    assert made.code("task.read", task.Read("t"), "kabid") == ""
    assert at(made).state == "read"
    before = at(made)
    assert made.code("task.read", task.Read("t"), "kabid") == ""
    assert at(made) == before


def test_a_report_is_added_once() -> None:
    made = town()
    command = made.command("task.report", task.AddReport("t", "kabid", " Setengah jalan "), "kabid")
    made.give(command)
    assert (at(made).state, [r.text for r in at(made).reports]) == ("in_progress", ["Setengah jalan"])
    assert made.give(command) == Refused("already-done")
    assert made.code("task.report", task.AddReport("t", "kabid", " "), "kabid") == "invalid"
    assert made.code("task.report", task.AddReport("t", "kabid", "x" * 8001), "kabid") == "too-large"
    assert "Setengah jalan" in task.words(at(made)).text


def test_a_completed_task_waits_for_nobody() -> None:
    made = town()
    assert made.code("task.complete", task.Complete("t", "kabid", " "), "kabid") == "invalid"
    assert made.code("task.complete", task.Complete("t", "kabid", " Beres "), "kabid") == ""
    value = at(made)
    assert (value.state, value.result, value.ended_by, task.waiting(value)) == (
        "done",
        "Beres",
        "o-kabid",
        (),
    )
    # From another device, in the same words: no news. In other words, or by the Plh.: told.
    assert made.code("task.complete", task.Complete("t", "kabid", "Beres"), "kabid") == ""
    assert at(made) == value
    assert made.code("task.complete", task.Complete("t", "kabid", "Sudah"), "kabid") == "already-done"
    assert made.code("task.complete", task.Complete("t", "kabid", "Beres"), "kabid", "o-kasi") == (
        "already-done"
    )
    assert made.code("task.report", task.AddReport("t", "kabid", "x"), "kabid") == "closed"


def test_a_returned_task_waits_for_a_new_holder() -> None:
    made = town()
    assert made.code("task.return", task.Return("t", "kabid", " "), "kabid") == "invalid"
    assert made.code("task.return", task.Return("t", "kabid", "Bukan bidang kami"), "kabid") == ""
    value = at(made)
    assert (value.holder, value.unit, value.former, value.reason) == (
        "kadis",
        "agency",
        ("kabid",),
        "Bukan bidang kami",
    )
    assert [(w.holder, w.kind) for w in task.waiting(value)] == [("kadis", "returned")]
    assert made.code("task.return", task.Return("t", "kadis", "x"), "kadis") == "closed"
    assert made.code("task.reassign", task.Reassign("t", "kadis", "kabalai", "Mohon"), "kadis") == ""
    assert (at(made).holder, at(made).note, at(made).former) == ("kabalai", "Mohon", ("kabid", "kadis"))


def test_it_returns_even_to_a_position_that_is_gone() -> None:
    made = town()
    made.directory.drop("kadis")
    assert made.code("task.return", task.Return("t", "kabid", "Tidak bisa"), "kabid") == ""
    assert (at(made).holder, at(made).unit) == ("kadis", "bidang")


def test_whoever_lost_it_is_told_so_and_strangers_are_not() -> None:
    made = town("kasi", giver="kabid")
    assert made.code("task.reassign", task.Reassign("t", "kasi", "staf"), "kabid") == ""
    assert made.code("task.read", task.Read("t"), "kasi") == "no-longer-authorised"
    assert made.code("task.read", task.Read("t"), "kadis") == "not-authorised"
    assert made.code("task.read", task.Read("t"), "petugas") == "not-found"


def test_a_holder_who_changed_meanwhile_makes_it_stale() -> None:
    made = town("kasi", giver="kabid")
    assert made.code("task.reassign", task.Reassign("t", "staf", "ketua"), "kabid") == "stale-version"
    assert made.code("task.withdraw", task.Withdraw("t", "staf", "x"), "kabid") == "stale-version"


# ---- pass on -----------------------------------------------------------------------------------


def test_a_task_passed_on_is_followed_above_and_done_below() -> None:
    made = passed(town(), ("t1", "kasi"), ("t2", "ketua"))
    parent, child = at(made), at(made, "t1")
    assert (parent.state, parent.children) == ("forwarded", ("t1", "t2"))
    assert [(w.holder, w.kind) for w in task.waiting(parent)] == [("kabid", "follow")]
    assert (child.parent, child.chain, child.giver, child.title) == (
        "t",
        ("kadis", "kabid"),
        "kabid",
        "Siapkan laporan",
    )
    assert child.due == plus(child.since, hours=48)
    assert task.audience(child) >= {"p:kadis", "p:kabid", "p:kasi"}
    # More receivers later, and reports in between leave it forwarded.
    passed(made, ("t3", "vacant"))
    assert made.code("task.report", task.AddReport("t", "kabid", "Dibagi"), "kabid") == ""
    assert (at(made).state, at(made).children) == ("forwarded", ("t1", "t2", "t3"))
    assert made.code("task.return", task.Return("t", "kabid", "x"), "kabid") == "closed"
    assert made.code("task.complete", task.Complete("t", "kabid", "Beres"), "kabid") == ""


@pytest.mark.parametrize(
    ("children", "code"),
    [
        ((), "invalid"),
        ((Child("t1", "kasi"), Child("t2", "kasi")), "invalid"),
        ((Child("t1", "kasi"), Child("t1", "staf")), "invalid"),  # one would overwrite the other
        ((Child("t", "kasi"),), "invalid"),
        (tuple(Child(f"t{i}", f"p{i}") for i in range(3)), "not-found"),
        ((Child("t1", "kabalai"),), "not-authorised"),
        ((Child("t1", "kasi"), Child("t2", "kabid")), "not-authorised"),
    ],
)
def test_to_whom_it_cannot_be_passed(children: tuple[Child, ...], code: str) -> None:
    made = town()
    assert made.code("task.pass_on", task.PassOn("t", "kabid", children, "normal"), "kabid") == code


def test_there_is_an_end_to_receivers_notes_and_levels() -> None:
    made = town()
    full = tuple(f"x{i}" for i in range(task.RECEIVERS_MAX))
    made.records["t"] = replace(at(made), children=full)
    args = task.PassOn("t", "kabid", (Child("t1", "kasi"),), "normal")
    assert made.do("task.pass_on", args, "kabid") == Refused("invalid", {"field": "children"})
    made.records["t"] = replace(at(made), children=(), chain=tuple(f"p{i}" for i in range(task.CHAIN_MAX)))
    assert made.do("task.pass_on", args, "kabid") == Refused("too-large", {"field": "chain"})
    made = town()
    long = replace(args, note="x" * 8001)
    assert made.do("task.pass_on", long, "kabid") == Refused("too-large", {"field": "note"})


# ---- move and end ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "to", "code"),
    [
        ("kabid", "staf", ""),  # the giver
        ("kadis", "staf", ""),  # the head above
        ("sekretaris", "staf", "not-authorised"),  # who only reads
        ("kabid", "kasi", "invalid"),  # it lies there already
        ("kabid", "kabalai", "not-authorised"),
        ("kabid", "never-was", "not-found"),
    ],
)
def test_who_may_reassign(by: str, to: str, code: str) -> None:
    made = town("kasi", giver="kabid")
    assert made.code("task.reassign", task.Reassign("t", "kasi", to), by) == code


def test_a_receiver_abolished_while_reassigning_is_named() -> None:
    made = town("kasi", giver="kabid")
    command = made.command("task.reassign", task.Reassign("t", "kasi", "abolished"), "kabid")
    assert task.apply(command, made.records, made.facts()) == Refused("invalid", {"field": "to"})


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("task.withdraw", task.Withdraw("t", "kabid", "Batal")),
        ("task.reassign", task.Reassign("t", "kabid", "kabalai", "Pindah")),
    ],
)
def test_taking_it_away_ends_all_that_is_open_below(name: str, args: Any) -> None:
    made = passed(town(), ("t1", "kasi"), ("t2", "ketua"))
    passed(made, ("t11", "staf"), id_="t1", by="kasi")
    assert made.code("task.complete", task.Complete("t2", "ketua", "Beres"), "ketua") == ""
    outcome = made.do(name, args, "kadis")
    assert isinstance(outcome, Effects)
    assert [ask.name for ask in outcome.asks] == ["withdraw_below"]
    assert {id_: at(made, id_).state for id_ in ("t1", "t11", "t2")} == {
        "t1": "withdrawn",
        "t11": "withdrawn",
        "t2": "done",
    }
    assert at(made).children == (() if name == "task.reassign" else ("t1", "t2"))


def test_withdrawing_needs_a_reason_and_asks_nothing_where_nothing_is_below() -> None:
    made = town()
    assert made.code("task.withdraw", task.Withdraw("t", "kabid", ""), "kadis") == "invalid"
    assert made.code("task.withdraw", task.Withdraw("t", "kabid", "x"), "kabid") == "not-authorised"
    outcome = made.do("task.withdraw", task.Withdraw("t", "kabid", "Batal"), "kadis")
    assert isinstance(outcome, Effects)
    assert outcome.asks == ()
    assert (at(made).state, at(made).reason, at(made).ended_by) == ("withdrawn", "Batal", "o-kadis")
    assert made.code("task.withdraw", task.Withdraw("t", "kabid", "Batal"), "kadis") == "closed"


def test_only_the_server_ends_what_is_below_and_leaves_what_has_ended() -> None:
    made = passed(town(), ("t1", "kasi"), ("t2", "ketua"))
    made.do("task.complete", task.Complete("t2", "ketua", "Beres"), "ketua")
    args = EndBelow(("t1", "t2"), "Batal")
    assert made.code("task.end_below", args, "kadis") == "not-authorised"
    outcome = made.give(made.system("task.end_below", args))
    assert isinstance(outcome, Effects)
    assert [value.id for value in outcome.puts] == ["t1"]


def test_the_ask_names_the_children() -> None:
    made = passed(town(), ("t1", "kasi"))
    outcome = made.judged(made.command("task.withdraw", task.Withdraw("t", "kabid", "Batal"), "kadis"))
    assert isinstance(outcome, Effects)
    assert outcome.asks == (Ask("withdraw_below", task.WithdrawBelow(("t1",), "Batal")),)


def test_a_foreign_argument_is_our_bug() -> None:
    made = town()
    command = made.command("task.read", Alien(), "kabid")
    with pytest.raises(TypeError):
        task.apply(command, made.records, made.facts())


class Alien:
    task, holder = "t", "kabid"


# ---- the tree ----------------------------------------------------------------------------------


def test_the_giver_sees_who_is_late_and_who_is_done() -> None:
    made = passed(town(urgency="immediate"), ("t1", "kasi"), ("t2", "ketua"), ("t3", "vacant"))
    passed(made, ("t11", "staf"), id_="t1", by="kasi")
    made.do("task.complete", task.Complete("t2", "ketua", "Beres"), "ketua")
    made.do("task.withdraw", task.Withdraw("t3", "vacant", "Batal"), "kabid")
    tasks = {value.id: value for value in made.of(Task)}
    day_later = plus(at(made).since, hours=25)  # t had 24 hours, those below have 48
    whole = tree(tasks["t"], tasks, day_later)
    assert (whole.open, whole.done, whole.withdrawn, whole.late, whole.unseen) == (3, 1, 1, 1, 0)
    assert [branch.task.id for branch in whole.below] == ["t1", "t2", "t3"]
    assert [branch.task.id for branch in whole.below[0].below] == ["t11"]
    assert is_late(tasks["t"], day_later)
    assert not is_late(tasks["t2"], plus(day_later, days=30))  # done
    assert not is_late(replace(tasks["t"], due=None), day_later)
    del tasks["t11"]
    assert tree(tasks["t"], tasks, day_later).unseen == 1
