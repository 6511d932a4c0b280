# SPDX-License-Identifier: Apache-2.0
"""Every deed and move of the inbox as a QAction: one name, one word, one key for mouse, keyboard and tests.

Single letters act only while the list or the reading pane has the focus; the letters are Indonesian
(A = acc, R = revisi), and stay the same in English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Kind
from ui.widgets.keyed import KeyedActions
from ui.words import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed one may do with what is shown: the verbs it stands for, its word, icon and key."""

    code: str
    verbs: tuple[str, ...]
    text: str
    icon: str
    keys: str
    kind: Kind = "plain"


DEEDS: Final = (
    Deed("complete", ("task.complete",), QT_TRANSLATE_NOOP("inbox", "Complete"), "check", "E", "primary"),
    Deed("approve", ("letter.endorse",), QT_TRANSLATE_NOOP("inbox", "Approve"), "check", "A", "primary"),
    Deed("return", ("task.return", "letter.return"), QT_TRANSLATE_NOOP("inbox", "Return"), "undo-2", "R"),
    Deed("pass_on", ("task.pass_on",), QT_TRANSLATE_NOOP("inbox", "Disposition"), "corner-up-right", "D"),
    Deed("report", ("task.report",), QT_TRANSLATE_NOOP("inbox", "Report"), "message-square", "C", "ghost"),
    Deed("reassign", ("task.reassign",), QT_TRANSLATE_NOOP("inbox", "Reassign"), "replace-all", "", "ghost"),
    Deed("withdraw", ("task.withdraw", "letter.withdraw_decision", "letter.withdraw"),
         QT_TRANSLATE_NOOP("inbox", "Withdraw"), "x", "", "ghost"),
)  # fmt: skip

MANY: Final = frozenset({"complete", "approve", "return", "pass_on", "withdraw"})  # also for several at once

MOVES: Final = (
    ("next", QT_TRANSLATE_NOOP("inbox", "Next"), ("J", "]")),
    ("previous", QT_TRANSLATE_NOOP("inbox", "Previous"), ("K", "[")),
    ("mark", QT_TRANSLATE_NOOP("inbox", "Select"), ("X",)),
    ("mark_next", QT_TRANSLATE_NOOP("inbox", "Select and go on"), ("Shift+J",)),
    ("mark_previous", QT_TRANSLATE_NOOP("inbox", "Select and go back"), ("Shift+K",)),
    ("mark_all", QT_TRANSLATE_NOOP("inbox", "Select all"), ("Ctrl+A",)),
    ("back", QT_TRANSLATE_NOOP("inbox", "Back"), ("Esc",)),
)


class Actions(KeyedActions):
    """The actions by code (`deed("complete")`, `move("next")`); their names are "inbox.complete" and so on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("inbox", parent)
        for deed in DEEDS:
            self.make(deed.code, (deed.keys,) if deed.keys else (), deed.icon)
        for code, _, keys in MOVES:
            self.make(code, keys)
        self.make("new", (), "plus")
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        for code, text in (*((deed.code, deed.text) for deed in DEEDS), *((c, t) for c, t, _ in MOVES)):
            self[code].setText(translate("inbox", text))
        self["new"].setText(translate("inbox", "New task"))

    def offer(self, verbs: Iterable[frozenset[str]]) -> None:
        """Enable what can be done with everything chosen: one set of verbs for each record."""
        sets = list(verbs)
        for deed in DEEDS:
            fits = [next((v for v in deed.verbs if v in each), "") for each in sets]
            same = len(set(fits)) == 1 and bool(fits[0])  # one deed has one verb, or its undo had two names
            self[deed.code].setEnabled(same and (len(sets) == 1 or deed.code in MANY))


def verb_of(code: str, verbs: frozenset[str]) -> str:
    """Which verb a deed means for a record with these."""
    deed = next(each for each in DEEDS if each.code == code)
    return next((v for v in deed.verbs if v in verbs), "")
