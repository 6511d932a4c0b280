# SPDX-License-Identifier: Apache-2.0
"""Writes docs/states.md from the rules themselves: `python -m tests.domain.state_tables`.

Each cell is the answer of `judge` to a sensible command of the entitled holder, on a value brought into the
state by the verbs themselves.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.domain.town import Town
from workspace.domain import draft, letter, registry, task
from workspace.domain.command import Effects
from workspace.domain.form import Form, Part, form_hash, written_hash
from workspace.domain.letter import Letter, content_hash
from workspace.domain.task import Child

PATH = Path(__file__).parents[2] / "docs" / "states.md"
HEADER = """# States and verbs

Written by `python -m tests.domain.state_tables` from the rules; a test fails when the two differ.
A cell says what the verb makes of a record in that state: the new state, or the code of the refusal in
italics. The last column says who must act next, and for which kind of act.
"""

# task: kadis gives t to kabid.
GIVE = task.Give("t", "kabid", "Siapkan bahan", "normal")
TASK_PATHS: dict[str, list[tuple[str, Any, str]]] = {
    "received": [],
    "read": [("task.read", task.Read("t"), "kabid")],
    "in_progress": [("task.report", task.AddReport("t", "kabid", "Mulai"), "kabid")],
    "forwarded": [("task.pass_on", task.PassOn("t", "kabid", (Child("t1", "kasi"),), "normal"), "kabid")],
    "done": [("task.complete", task.Complete("t", "kabid", "Beres"), "kabid")],
    "withdrawn": [("task.withdraw", task.Withdraw("t", "kabid", "Batal"), "kadis")],
}
TASK_VERBS: dict[str, tuple[Any, str]] = {
    "task.read": (task.Read("t"), "kabid"),
    "task.report": (task.AddReport("t", "kabid", "Setengah"), "kabid"),
    "task.pass_on": (task.PassOn("t", "kabid", (Child("t2", "ketua"),), "normal"), "kabid"),
    "task.complete": (task.Complete("t", "kabid", "Selesai"), "kabid"),
    "task.return": (task.Return("t", "kabid", "Bukan bidang kami"), "kabid"),
    "task.reassign": (task.Reassign("t", "kabid", "kabalai"), "kadis"),
    "task.withdraw": (task.Withdraw("t", "kabid", "Batal"), "kadis"),
    "task.end_below": (task.EndBelow(("t",), "Batal"), ""),
}

# letter: staf submits l, the route is kasi, kabid.
HASH = content_hash("Undangan", "Rapat", ())
SUBMIT = letter.Submit("l", "Undangan", "Rapat", HASH, ("kasi", "kabid"), "normal")
FIRST = ("letter.endorse", letter.Endorse("l", 1, HASH), "kasi")
RETURN = ("letter.return", letter.Return("l", 1, HASH, "Perbaiki"), "kabid")
LETTER_PATHS: dict[str, list[tuple[str, Any, str]]] = {
    "submitted": [],
    "endorsing": [FIRST],
    "returned": [FIRST, RETURN],
    "ready": [FIRST, ("letter.endorse", letter.Endorse("l", 1, HASH), "kabid")],
    "withdrawn": [("letter.withdraw", letter.Withdraw("l", 1, "Batal"), "staf")],
}


def decisions(found: Letter) -> dict[str, tuple[Any, str]]:
    """The verbs of every letter on its way: by the one whose turn it is, or who decided last."""
    turn = found.route[min(found.step, 1)]
    last = found.decisions[-1] if found.decisions else letter.Decision("c", 1, turn, "", "", "")
    return {
        "letter.endorse": (letter.Endorse("l", 1, found.hash, "Setuju"), turn),
        "letter.return": (letter.Return("l", 1, found.hash, "Perbaiki tanggal"), turn),
        "letter.withdraw_decision": (letter.WithdrawDecision("l", 1, last.id, "Keliru"), last.position),
        "letter.withdraw": (letter.Withdraw("l", found.version, "Batal"), "staf"),
    }


def letter_verbs(town: Town) -> dict[str, tuple[Any, str]]:
    """The verbs on the letter as it stands."""
    again = letter.Resubmit("l", 1, "Undangan", "Rapat", HASH)
    return {**decisions(town.records["l"]), "letter.resubmit": (again, "staf")}


# a written letter: staf drafts l, the route of its form is kasi, kabid.
FORM = Form("nota-dinas", "Undangan", ("Kabid",), signer=("kabid",), route=("kasi", "kabid"))
BODY = "0b" * 32
WRITTEN = written_hash(FORM, BODY)
DRAFT = draft.Draft("l", FORM)
SENT = ("letter.submit_draft", draft.SubmitDraft("l", 1, BODY, WRITTEN), "staf")
ENDORSED = ("letter.endorse", letter.Endorse("l", 1, WRITTEN), "kasi")
DRAFT_PATHS: dict[str, list[tuple[str, Any, str]]] = {
    "draft": [],
    "submitted": [SENT],
    "endorsing": [SENT, ENDORSED],
    "returned": [SENT, ENDORSED, ("letter.return", letter.Return("l", 1, WRITTEN, "Perbaiki"), "kabid")],
    "ready": [SENT, ENDORSED, ("letter.endorse", letter.Endorse("l", 1, WRITTEN), "kabid")],
    "withdrawn": [("letter.discard", draft.Discard("l"), "staf")],
}


def draft_verbs(town: Town) -> dict[str, tuple[Any, str]]:
    """The verbs on the written letter as it stands: what changes it is its drafter's."""
    found: Letter = town.records["l"]
    submit = draft.SubmitDraft("l", found.generation, BODY, WRITTEN)
    return {
        "letter.fill": (draft.Fill("l", Part(subject="Undangan"), Part(subject="Undangan rapat")), "staf"),
        "letter.submit_draft": (submit, "staf"),
        "letter.restore": (draft.Restore("l", found.generation, 1, form_hash(FORM)), "staf"),
        "letter.discard": (draft.Discard("l"), "staf"),
        **decisions(found),
    }


def reached(first: tuple[str, Any, str], path: list[tuple[str, Any, str]]) -> Town:
    """A town in which these commands were given."""
    town = Town()
    for name, args, by in (first, *path):
        assert isinstance(town.do(name, args, by), Effects), (name, by)
    return town


def table(
    id_: str,
    first: tuple[str, Any, str],
    paths: dict[str, list[tuple[str, Any, str]]],
    verbs: Callable[[Town], dict[str, tuple[Any, str]]],
) -> list[str]:
    """One row a state, one column a verb."""
    names = list(verbs(reached(first, [])))
    heads = [name.partition(".")[2] for name in names]
    lines = [
        f"| state | {' | '.join(heads)} | waits for |",
        f"|---|{'---|' * len(heads)}---|",
    ]
    for state, path in paths.items():
        town = reached(first, path)
        value = town.records[id_]
        assert value.state == state, (value.state, state)
        cells = [cell(reached(first, path), id_, name, verbs) for name in names]
        waits = [f"{w.holder}: {w.kind}" for w in registry.of(value).waiting(value)]
        lines.append(f"| **{state}** | {' | '.join(cells)} | {', '.join(waits) or 'nobody'} |")
    return lines


def cell(town: Town, id_: str, name: str, verbs: Callable[[Town], dict[str, tuple[Any, str]]]) -> str:
    """What one verb makes of one state."""
    args, by = verbs(town)[name]
    command = town.command(name, args, by) if by else town.system(name, args)
    outcome = town.give(command)
    return town.records[id_].state if isinstance(outcome, Effects) else f"*{outcome.code}*"


def text() -> str:
    """The whole document."""
    give, submit = ("task.give", GIVE, "kadis"), ("letter.submit", SUBMIT, "staf")
    begin = ("letter.draft", DRAFT, "staf")
    return "\n".join(
        [
            HEADER,
            "## task",
            "",
            "Given by kadis to kabid. `end_below` is the server's; all else but `reassign` and `withdraw`,",
            "which are the giver's, is the holder's.",
            "",
            *table("t", give, TASK_PATHS, lambda _: TASK_VERBS),
            "",
            "## letter",
            "",
            "Submitted by staf to kasi, then kabid. Decisions are of the one whose turn it is, else of the",
            "last who decided.",
            "",
            *table("l", submit, LETTER_PATHS, letter_verbs),
            "",
            "## letter, written here",
            "",
            "Drafted by staf, the route of its form is kasi, then kabid; withdrawn: a discarded draft. What changes it",
            "is its drafter's, decisions as above.",
            "",
            *table("l", begin, DRAFT_PATHS, draft_verbs),
            "",
        ]
    )


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
