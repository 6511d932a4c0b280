# SPDX-License-Identifier: Apache-2.0
"""Every cell of the hand-written table through the real accept, and proof that the table can fail."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.authz.deeds import args_of
from tests.authz.town import Town, digest
from workspace.domain import registry
from workspace.domain.command import Actor, Command, Effects, Noun, Seen
from workspace.domain.errors import CODES, Refused
from workspace.domain.facts import Facts
from workspace.domain.judge import judge

TABLE = Path(__file__).with_name("cells.txt")


@dataclass(frozen=True, slots=True)
class Cell:
    """One line: who acts on which device, for which position, what they do, and what comes of it."""

    line: int
    who: str
    device: str
    sig: str
    as_: str
    verb: str
    words: tuple[str, ...]
    outcome: str


def cells() -> Iterator[Cell]:
    """The lines of the table."""
    for number, text in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip() and not text.startswith(("#", "==")):
            who, as_, verb, *words, outcome = text.split()
            who, _, device = who.partition("@")
            sig = "bad" if who.endswith("!") else "good"
            yield Cell(number, who.rstrip("!"), device, sig, as_.strip("-"), verb, tuple(words), outcome)


CELLS = tuple(cells())


def told(town: Town, cell: Cell) -> str:
    """What the real accept says to a cell, from the same beginning each time."""
    town.again()
    args = args_of(town, cell.verb, list(cell.words))
    return town.tell(cell.who, cell.verb, args, cell.as_, device=cell.device, sig=cell.sig)


@pytest.fixture(scope="module")
def town() -> Town:
    return Town()


@pytest.mark.parametrize("cell", CELLS, ids=lambda c: f"line {c.line}: {c.who} as {c.as_ or '-'} {c.verb}")
def test_the_rules_are_as_the_table_has_them(town: Town, cell: Cell) -> None:
    assert told(town, cell) == cell.outcome


def test_a_refused_command_changes_no_record(town: Town) -> None:
    town.again()
    before = digest(town)
    for cell in CELLS:
        if cell.outcome != "applied":
            told(town, cell)
            assert digest(town) == before, cell


# ---- the table itself --------------------------------------------------------------------------------


def test_the_table_is_large_and_says_yes_as_well_as_no() -> None:
    outcomes = Counter(cell.outcome for cell in CELLS)
    assert len(CELLS) >= 300
    assert outcomes["applied"] * 3 >= len(CELLS), outcomes
    assert set(outcomes) <= {"applied", *CODES}
    assert len({replace(cell, line=0) for cell in CELLS}) == len(CELLS), "a line stands twice"


def test_every_verb_is_refused_to_somebody_and_allowed_to_whom_it_is_for() -> None:
    """A new verb has no place in the program before it has one in the table."""
    for name, verb in registry.VERBS.items():
        outcomes = {cell.outcome for cell in CELLS if cell.verb == name}
        assert outcomes - {"applied"}, f"{name}: nobody is refused"
        assert verb.server != ("applied" in outcomes), f"{name}: who may do it?"


def patched(may: Callable[[Actor, Command, Seen, Facts], Refused | None]) -> Town:
    """The same town under other rules: every noun's `may` replaced."""
    nouns: dict[str, Noun] = {name: replace(noun, may=may) for name, noun in registry.NOUNS.items()}

    def decide(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
        noun = nouns[command.name.partition(".")[0]]
        return judge(actor, command, seen, facts, noun)

    return Town(decide)


def test_the_table_notices_rules_that_allow_everything() -> None:
    """Only `may` is gone: what is not seen and what is not held still refuse, and yet many cells turn red."""
    lax = patched(lambda *_: None)
    assert sum(told(lax, cell) != cell.outcome for cell in CELLS) > 50


def test_the_table_notices_rules_that_refuse_everything() -> None:
    strict = patched(lambda *_: Refused("not-authorised"))
    assert sum(told(strict, cell) != cell.outcome for cell in CELLS) > 50
