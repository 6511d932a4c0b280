# SPDX-License-Identifier: Apache-2.0
"""The table of states and verbs in the documents is the one the rules make, and it leaves nothing out."""

from tests.domain import state_tables
from tests.domain.state_tables import (
    DRAFT,
    DRAFT_PATHS,
    LETTER_PATHS,
    PATH,
    SUBMIT,
    TASK_PATHS,
    TASK_VERBS,
    draft_verbs,
    letter_verbs,
)
from workspace.domain import draft, letter, task


def test_the_document_says_what_the_rules_do() -> None:
    assert PATH.read_text(encoding="utf-8") == state_tables.text(), "run: python -m tests.domain.state_tables"


def test_every_state_has_a_row() -> None:
    assert tuple(TASK_PATHS) == task.STATES
    assert ("draft", *LETTER_PATHS) == tuple(DRAFT_PATHS) == letter.STATES


def test_every_verb_has_a_column() -> None:
    # The verbs that create the record have no state to start from.
    assert {"task.give", *TASK_VERBS} == {verb.name for verb in task.NOUN.verbs}
    town = state_tables.reached(("letter.submit", SUBMIT, "staf"), [])
    written = state_tables.reached(("letter.draft", DRAFT, "staf"), [])
    told = {"letter.submit", *letter_verbs(town), "letter.draft", *draft_verbs(written)}
    assert told == {verb.name for verb in draft.NOUN.verbs}
