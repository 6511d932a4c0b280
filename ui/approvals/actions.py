# SPDX-License-Identifier: Apache-2.0
"""The deeds and moves of the approvals room as QActions: one word and one key for mouse, keyboard and tests."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A deed on the letter that is shown: its word, icon and key."""

    code: str
    text: str
    icon: str
    keys: str = ""
    kind: Kind = "plain"


DEEDS: Final = (
    Deed("approve", QT_TRANSLATE_NOOP("approvals", "Approve"), "check", "A", "primary"),
    Deed("return", QT_TRANSLATE_NOOP("approvals", "Return for revision"), "undo-2", "R"),
    Deed("resubmit", QT_TRANSLATE_NOOP("approvals", "Submit again"), "send", "E", "primary"),
    Deed("withdraw_letter", QT_TRANSLATE_NOOP("approvals", "Withdraw the letter"), "circle-x"),
    Deed("withdraw", QT_TRANSLATE_NOOP("approvals", "Withdraw decision"), "history", "", "tint"),
)

MOVES: Final = (
    ("next", QT_TRANSLATE_NOOP("approvals", "Next"), ("J", "]")),
    ("previous", QT_TRANSLATE_NOOP("approvals", "Previous"), ("K", "[")),
    ("mark", QT_TRANSLATE_NOOP("approvals", "Select"), ("X",)),
    ("mark_next", QT_TRANSLATE_NOOP("approvals", "Select and go on"), ("Shift+J",)),
    ("mark_previous", QT_TRANSLATE_NOOP("approvals", "Select and go back"), ("Shift+K",)),
    ("mark_all", QT_TRANSLATE_NOOP("approvals", "Select all"), ("Ctrl+A",)),
    ("change", QT_TRANSLATE_NOOP("approvals", "Next change"), ("F8",)),
    ("back", QT_TRANSLATE_NOOP("approvals", "Back"), ("Esc",)),
)


class Actions(KeyedActions):
    """The actions by code; their object names are "approvals.approve" and so on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("approvals", parent)
        for deed in DEEDS:
            self.make(deed.code, (deed.keys,) if deed.keys else (), deed.icon)
        for code, _, keys in MOVES:
            self.make(code, keys)
        self.make("new", (), "plus")
        self.offer(())
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        for code, text in (*((deed.code, deed.text) for deed in DEEDS), *((c, t) for c, t, _ in MOVES)):
            self[code].setText(translate("approvals", text))
        self["new"].setText(translate("approvals", "Submit a letter"))

    def offer(self, codes: Sequence[str]) -> None:
        """Enable exactly these deeds."""
        for deed in DEEDS:
            self[deed.code].setEnabled(deed.code in codes)
