# SPDX-License-Identifier: Apache-2.0
"""What each deed asks the officer to write, and who will read it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import words
from ui.inbox.sheets import Question

translate = QCoreApplication.translate


def about(titles: list[str]) -> str:
    """What the deed is about: the one subject, or how many."""
    if len(titles) == 1:
        return titles[0]
    return translate("inbox", "%n chosen, one text for all", "", len(titles))


def question(verb: str, titles: list[str]) -> Question:
    """The sheet for a verb on records with these subjects."""
    match verb:
        case "task.complete":
            return Question(
                translate("inbox", "Complete the task"),
                about(titles),
                translate("inbox", "Result"),
                translate("inbox", "Write the result. Whoever gave the task will read it."),
                translate("inbox", "Complete"),
                "check",
                "green",
            )
        case "task.return":
            return _back(
                titles, translate("inbox", "Write why you return it. Whoever gave the task will read this.")
            )
        case "letter.return":
            return _back(titles, translate("inbox", "Write why you return it. The drafter will read this."))
        case "task.report":
            return Question(
                translate("inbox", "Report progress"),
                about(titles),
                translate("inbox", "How far it is"),
                translate("inbox", "Write how far it is. Whoever gave the task will read it."),
                translate("inbox", "Report"),
                "message-square",
            )
    return Question(
        words.verb(verb),
        about(titles),
        translate("inbox", "Reason"),
        translate("inbox", "Write why you take it back. Those who received it will read this."),
        translate("inbox", "Withdraw"),
        "undo-2",
        "amber",
    )


def _back(titles: list[str], fault: str) -> Question:
    return Question(
        translate("inbox", "Return for revision"),
        about(titles),
        translate("inbox", "Why you return it"),
        fault,
        translate("inbox", "Return"),
        "undo-2",
        "amber",
        help_text=fault,
    )
