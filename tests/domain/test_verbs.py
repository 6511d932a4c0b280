# SPDX-License-Identifier: Apache-2.0
"""What holds for every verb of every noun, in random walks through a small agency.

R-numbers and I-numbers are those of docs/rules.md: replay never does a thing twice, nobody does what they
are not entitled to, work never gets lost between desks, and an endorsement holds for one content.
"""

import random
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import entitled
from tests.domain.moves import MOVES
from tests.domain.town import HELD, OFFICERS, Town
from workspace.domain import letter, registry, task
from workspace.domain.command import SYSTEM, Command, Effects
from workspace.domain.letter import Letter, hash_of
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.presence import FLAGS, Presence
from workspace.domain.task import Task
from workspace.domain.task_tree import Branch, is_late, tree
from workspace.wire import codec

# Work is what moves: its verbs come up more often than those of the directory.
WORK = sorted(name for name in MOVES if name.startswith(("task.", "letter.")))
OFTEN = ["task.give", "task.pass_on", "letter.submit", "letter.draft", "letter.endorse", "presence.record"]
BAG = [*sorted(MOVES), *(2 * WORK), *(6 * OFTEN)]
STEPS = st.lists(st.sampled_from(BAG), min_size=10, max_size=60)
CHOICES = st.randoms(use_true_random=False)
LOCKED_OUT = {"not-authorised", "no-longer-authorised"}
# What can be put back as it was: there only the receipt knows that it was done before.
RECEIPTS_ONLY = {
    "task.read", "task.return", "task.reassign", "letter.endorse", "letter.return", "letter.fill", "letter.restore",
    "appointment.end",
}  # fmt: skip


def test_every_verb_is_walked() -> None:
    assert set(MOVES) == set(registry.VERBS)


# ---- what must hold for one command ------------------------------------------------------------


def changes(town: Town, outcome: Any) -> bool:
    """Whether an outcome would change anything."""
    if not isinstance(outcome, Effects):
        return False
    return bool(outcome.asks) or any(town.records.get(value.id) != value for value in outcome.puts)


def check_pure(town: Town, command: Command) -> None:
    """The same question has the same answer, and asking changes nothing."""
    before = dict(town.records)
    assert town.judged(command) == town.judged(command)
    assert town.records == before


def check_both_sides(town: Town, command: Command) -> None:
    """Laptop and server mean the same by a command; only the grade of presence needs the server."""
    here, there = town.judged(command, server=False), town.judged(command)
    if isinstance(here, Effects) and isinstance(there, Effects):
        assert here.asks == there.asks
        assert [v.id for v in here.puts] == [v.id for v in there.puts]
        if registry.noun_of(command.name).kind != "presence":
            assert here == there
    else:
        assert here == there


def check_authority(town: Town, command: Command) -> None:
    """Whoever else gives it, for whatever position, changes nothing unless entitled to it."""
    if command.by == SYSTEM:
        for officer in OFFICERS:
            assert not changes(town, town.judged(replace(command, by=officer)))
        return
    own = registry.verb(command.name).own
    for position in HELD:
        other = replace(command, by=f"o-{position}", as_="" if own else position)
        if changes(town, town.judged(other)):
            if own:
                assert town.records[command.args.device].officer == other.by
            else:
                assert position in entitled.positions(town, other, town.records)
    for officer in OFFICERS:
        held = {h.position for h in town.directory.holdings(officer, town.now)}
        if command.as_ and command.as_ not in held:
            assert not changes(town, town.judged(replace(command, by=officer)))


def check_entitled(town: Town, command: Command) -> None:
    """Whoever is entitled to it is not told that they are not."""
    known = all(name in town.records for name in registry.noun_of(command.name).names(command))
    if command.by == SYSTEM or registry.verb(command.name).own or not known:
        return
    in_service = {p for p in HELD if town.directory.holdings(f"o-{p}", town.now)}
    for position in entitled.positions(town, command, town.records) & in_service:
        outcome = town.judged(replace(command, by=f"o-{position}", as_=position))
        assert isinstance(outcome, Effects) or outcome.code not in LOCKED_OUT


def check_later(town: Town, command: Command) -> None:
    """However much was done since, a command that was done is not done a second time."""
    if not registry.verb(command.name).server and command.name not in RECEIPTS_ONLY:
        assert not changes(town, town.judged(command))


def check_replay(town: Town, command: Command) -> None:
    """On truth that contains it, a command is refused or gives what is there already."""
    for server in (True, False):
        again = town.judged(command, server=server)
        if isinstance(again, Effects) and registry.noun_of(command.name).kind != "presence":
            assert not changes(town, again)
        if registry.noun_of(command.name).kind == "presence":
            assert not isinstance(again, Effects)


def check_travel(command: Command, outcome: Effects) -> None:
    """Arguments and values come out of JSON as they went in."""
    kind = registry.verb(command.name).args
    assert msgspec.json.decode(codec.canonical(command.args), type=kind) == command.args
    for value in outcome.puts:
        assert codec.decode_value(registry.of(value).kind, codec.encode_value(value)) == value


def check_secrets(outcome: Effects) -> None:
    """From class Rahasia on nothing of the content stands in lists or the search (R18)."""
    for value in outcome.puts:
        shown = registry.words(value)
        if registry.cls(value) >= registry.SECRET:
            assert (shown.title, shown.snippet, shown.text) == ("", "", "")


# ---- what must hold in the town ----------------------------------------------------------------


def check_obligations(town: Town) -> None:
    """Whatever waits, waits for somebody who sees it; where the position is vacant, a head in service covers it."""
    in_service = {o.id for o in town.of(Officer) if not o.retired}
    for value in town.records.values():
        for waiting in registry.of(value).waiting(value):
            assert f"p:{waiting.holder}" in registry.of(value).audience(value)
            covering = town.directory.covers(waiting.holder, town.now)
            held = town.directory.holders(covering, town.now)
            assert held
            assert {a.officer for a in held} <= in_service
            assert covering == waiting.holder or not town.directory.holders(waiting.holder, town.now)


def check_desks(town: Town) -> None:
    """Open work lies on exactly one desk, closed work on none."""
    for value in [*town.of(Task), *town.of(Letter)]:
        is_open = value.state in (task.OPEN if isinstance(value, Task) else letter.OPEN)
        holders = [w.holder for w in registry.of(value).waiting(value)]
        assert len(holders) == is_open
        assert set(holders) <= set(town.directory.positions)


def check_trees(town: Town) -> None:
    """The counts of a branch are its own and those of its children, and each task is counted once."""
    tasks = {value.id: value for value in town.of(Task)}
    now = plus(town.now, hours=36)  # some limits have run out, others not
    for root in tasks.values():
        branch = tree(root, tasks, now)
        parts = [branch, *branch.below]
        for count in ("open", "done", "withdrawn", "late"):
            own = getattr(tree(replace(root, children=()), tasks, now), count)
            assert getattr(branch, count) == own + sum(getattr(b, count) for b in branch.below)
        flat = flatten(branch)
        assert branch.open + branch.done + branch.withdrawn == len(flat) == len({t.id for t in flat})
        assert branch.late == sum(is_late(found, now) for found in flat) <= branch.open
        assert branch.unseen == 0
        assert all(b.task.parent == root.id for b in parts[1:])
        # Whoever gave it, at any level above, sees every task of the tree.
        for found in flat:
            assert {f"p:{giver}" for giver in root.chain} <= registry.of(found).audience(found)


def flatten(branch: Branch) -> list[Task]:
    """All tasks of a tree."""
    return [branch.task, *(found for below in branch.below for found in flatten(below))]


def check_letters(town: Town, before: dict[str, Any]) -> None:
    """A frozen version never changes, and what stands endorsed is the content that was seen (I9)."""
    for value in town.of(Letter):
        old = before.get(value.id)
        if old is not None:
            assert value.versions[: len(old.versions)] == old.versions
            assert [d.id for d in value.decisions[: len(old.decisions)]] == [d.id for d in old.decisions]
        for number, version in enumerate(value.versions, 1):
            assert version.no == number
            assert version.hash == hash_of(version)
        if value.form is not None:
            check_draft(value, old)
        if not value.versions:
            continue
        last = value.versions[-1]
        assert (value.version, value.hash, value.title) == (last.no, last.hash, last.title)
        standing = [d for d in value.decisions if d.version == value.version and d.stands]
        endorsed = [d.position for d in standing if d.kind == "endorse"]
        assert endorsed == list(value.route[: value.step])
        assert (value.state == "ready") == (value.step == len(value.route))
        assert sum(d.kind == "return" for d in standing) == (
            value.state == "returned" or (value.state == "withdrawn" and bool(standing))
        )


def check_draft(value: Letter, old: Letter | None) -> None:
    """What was never submitted its drafter alone sees; whoever sees a version may see all of them; a generation is
    open, and those before it stand in the versions, closed.
    """
    assert value.form is not None
    assert [v.generation for v in value.versions] == list(range(1, value.generation))
    assert value.cls == max([value.form.cls, *(v.form.cls for v in value.versions if v.form)])
    assert bool(value.versions) == (value.state != "draft" and value.generation > 1)
    if not value.versions:
        assert registry.of(value).audience(value) == {f"p:{value.drafter}"}
        assert (value.title, value.route) == (value.form.subject, value.form.route)
    if value.state in letter.APPROVING and old is not None and old.state in ("draft", "returned"):
        assert value.form == value.versions[-1].form or len(old.versions) == len(value.versions)
    if old is not None and old.form != value.form:
        assert old.state in ("draft", "returned")
        assert value.state == old.state


# ---- the walks ---------------------------------------------------------------------------------


def walk(town: Town, name: str, rng: random.Random) -> tuple[Command, Any]:
    """One step, with everything that must hold checked before and after it."""
    command = MOVES[name](town, rng)
    check_pure(town, command)
    check_both_sides(town, command)
    check_authority(town, command)
    check_entitled(town, command)
    before = dict(town.records)
    outcome = town.give(command)
    if isinstance(outcome, Effects):
        check_replay(town, command)
        check_travel(command, outcome)
        check_secrets(outcome)
    else:
        assert town.records == before
    check_obligations(town)
    check_desks(town)
    check_trees(town)
    check_letters(town, before)
    return command, outcome


@given(STEPS, CHOICES)
def test_whatever_happens_in_an_agency_the_rules_hold(steps: list[str], rng: random.Random) -> None:
    town, done = Town(), list[Command]()
    for name in steps:
        command, outcome = walk(town, name, rng)
        done += [command] if isinstance(outcome, Effects) else []
        for earlier in rng.sample(done, min(2, len(done))):
            check_later(town, earlier)


@pytest.mark.slow
def test_the_walks_reach_every_verb_state_grade_and_flag() -> None:
    """The properties above are worth what the walks reach: counted here, over fixed seeds."""
    applied: Counter[str] = Counter()
    refused: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    for seed in range(25):
        town, rng, done = Town(), random.Random(seed), list[Command]()
        for _ in range(200):
            command, outcome = walk(town, rng.choice(BAG), rng)
            for earlier in rng.sample(done, min(2, len(done))):
                check_later(town, earlier)
            if isinstance(outcome, Effects):
                done.append(command)
                applied[command.name] += 1
                for value in outcome.puts:
                    kind = registry.of(value).kind
                    states[kind].add(getattr(value, "state", ""))
                    if isinstance(value, Presence):
                        states["grade"].add(value.grade)
                        states["flag"].update(value.flags)
            else:
                refused[command.name].add(outcome.code)
    assert set(applied) == set(MOVES)
    assert set(refused) == set(MOVES)
    assert states["task"] == set(task.STATES)
    assert states["letter"] == set(letter.STATES)
    assert states["grade"] == {"verified", "declared", "review"}
    assert states["flag"] == set(FLAGS)
    codes = set().union(*refused.values())
    assert codes >= {
        "already-done", "closed", "hash-mismatch", "invalid", "no-longer-authorised", "not-authorised",
        "not-found", "stale-version", "superseded",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(n for n, v in registry.VERBS.items() if v.server))
def test_only_the_server_gives_its_own_verbs(name: str) -> None:
    town = Town()
    command = MOVES[name](town, random.Random(0))
    assert not changes(town, town.judged(replace(command, by="o-kadis", as_="kadis")))
