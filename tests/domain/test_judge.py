# SPDX-License-Identifier: Apache-2.0
"""The gate every command passes, the same on the laptop and on the server; refusals; changes."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.domain.town import START, Town
from workspace.domain import registry, stated, task
from workspace.domain.changes import Changes
from workspace.domain.command import SYSTEM, Actor, Command, Effects, Words
from workspace.domain.errors import CODES, Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id
from workspace.domain.judge import judge
from workspace.domain.moment import plus


def give(to: str = "kabid") -> task.Give:
    return task.Give("t", to, "Tugas", "normal")


def test_a_record_that_is_not_seen_is_not_found() -> None:
    town = Town()
    assert town.do("task.read", task.Read("t"), "kabid") == Refused("not-found", {"id": "t"})


def test_a_created_id_never_overwrites_what_is_there() -> None:
    town = Town()
    town.do("task.give", give(), "kadis")
    stranger = town.do("task.give", give("petugas"), "kabalai")
    assert stranger == Refused("invalid", {"field": "id", "id": "t"})


def test_one_acts_only_for_a_position_one_holds_at_arrival() -> None:
    town = Town()
    assert town.do("task.give", give("kasi"), "kabid", by="o-staf") == Refused(
        "not-authorised", {"as": "kabid"}
    )
    assert town.code("task.give", give("staf"), "kabid", by="o-kasi") == ""  # as Plh.
    town.now = plus(START, days=31)
    # The time it claims is from before the end; what counts is when it arrives.
    late = replace(town.command("task.read", task.Read("t"), "kabid", by="o-kasi"), at=START)
    assert town.judged(late) == Refused("not-authorised", {"as": "kabid"})


def test_nothing_but_the_own_is_done_without_a_position() -> None:
    town = Town()
    assert town.do("task.give", give(), "", by="o-kadis") == Refused("not-authorised", {"as": ""})


def test_the_server_does_not_speak_for_officers() -> None:
    town = Town()
    command = town.command("task.give", give(), "kadis")
    assert town.judged(replace(command, by=SYSTEM)) == Refused("not-authorised", {"verb": "task.give"})


# ---- a rule that writes what it did not name ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stray:
    id: Id


@dataclass(frozen=True, slots=True)
class Record:
    value: Stray


def test_a_rule_that_writes_what_it_did_not_name_is_our_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(command: Command, seen: Any, facts: Facts) -> Effects:
        return Effects(puts=(Stray("elsewhere"),))

    plain = stated.noun("stray", Stray, Record, words=lambda _: Words("", "", ""))
    noun = replace(plain, apply=apply)
    # The registry has no way to announce a noun from outside, on purpose.
    monkeypatch.setitem(registry.VERBS, "stray.record", noun.verbs[0])
    monkeypatch.setitem(registry._NOUN_OF, "stray.record", noun)
    town = Town()
    command = town.system("stray.record", Record(Stray("here")))
    with pytest.raises(AssertionError, match="neither names nor creates"):
        judge(Actor(SYSTEM, ()), command, {}, town.facts())


# ---- refusals and changes ----------------------------------------------------------------------


def test_refusals_are_a_closed_list() -> None:
    assert {Refused(code).code for code in CODES} == CODES
    with pytest.raises(ValueError, match="too-bad"):
        Refused("too-bad")


def test_changes_add_up() -> None:
    nothing = Changes()
    some = Changes(frozenset({"t"}), frozenset({"task"}), outbox=True)
    other = Changes(frozenset({"l"}), frozenset({"letter"}), tray=True, sync=True)
    assert not nothing
    assert nothing | some == some
    assert some | other == Changes(frozenset({"t", "l"}), frozenset({"task", "letter"}), True, True, True)
    for change in (some, other, Changes(kinds=frozenset({"task"})), Changes(tray=True), Changes(sync=True)):
        assert change
