# SPDX-License-Identifier: Apache-2.0
"""Sheets with one box to write in: a result, a reason, a report; and the list of what a rule refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Keys
from ui.widgets.fields import ReasonField
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from workspace.domain.task import TEXT_MAX

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Question:
    """What a sheet asks for: `fault` is said when no words were written but are `needed`."""

    title: str
    subtitle: str
    label: str
    fault: str
    button: str
    icon: str
    tone: theme.Tone = "accent"
    needed: bool = True
    help_text: str = ""


class TextSheet(Sheet):
    """Asks for words and hands them to `on_done`; `written` stands in the box already."""

    def __init__(
        self, host: QWidget, question: Question, on_done: Callable[[str], None], written: str = ""
    ) -> None:
        super().__init__(
            host,
            question.title,
            subtitle=question.subtitle,
            icon=question.icon,
            tone=question.tone,
            width=560,
            close_name=close_word(),
        )
        self._on_done = on_done
        self.setObjectName("text-sheet")
        self.text = ReasonField(
            question.label,
            fault=question.fault,
            too_long=translate("inbox", "Too long: at most {most} characters.").format(most=TEXT_MAX),
            needed=question.needed,
            most=TEXT_MAX,
            help_text=question.help_text,
            rows=5,
        )
        self.text.set_value(written)
        self.text.edit.setObjectName("text-sheet.text")
        self.body.addWidget(self.text)
        finish(self, question.button, question.icon, self._send)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet with the focus in its box."""
        self.open(self.text.edit)

    def _send(self) -> None:
        if self.text.check():
            self.put_away()
            self._on_done(self.text.value())


class ListSheet(Sheet):
    """What was not done, each with the sentence that says why; and the officer's own words, which stay theirs."""

    def __init__(self, host: QWidget, title: str, rows: Sequence[tuple[str, str]], written: str = "") -> None:
        super().__init__(host, title, icon="triangle-alert", tone="amber", width=560, close_name=close_word())
        self.setObjectName("list-sheet")
        self.rows = tuple(rows)
        for subject, why in rows:
            card = Card(padding=12, radius=10, tone="amber")
            card.body.setSpacing(2)
            card.body.addWidget(Label(subject, weight=600, wrap=True))
            card.body.addWidget(Label(why, size=12, ink="text2", wrap=True))
            card.setAccessibleName(f"{subject}. {why}")
            self.body.addWidget(card)
        self.copy = Button(translate("inbox", "Copy my words"), "plain", "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(written))
        if written:
            heading = translate("inbox", "Your words, kept for another try")
            self.body.addWidget(Label(heading, size=12, weight=600, ink="text2"))
            self.body.addWidget(Label(written, wrap=True))
            self.foot.addWidget(self.copy)
        close = Button(close_word(), "primary")
        close.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.closed.connect(self.deleteLater)


def close_word() -> str:
    """The name of the cross."""
    return translate("inbox", "Close")


def finish(sheet: Sheet, word: str, icon: str, send: Callable[[], None], remark: str = "") -> Button:
    """Cancel, a remark, the one deed and its keys at the foot of a sheet."""
    cancel = Button(translate("inbox", "Cancel"), "ghost")
    cancel.setObjectName(f"{sheet.objectName()}.cancel")
    cancel.clicked.connect(sheet.close_sheet)
    act = Button(word, "primary", icon)
    act.setObjectName(f"{sheet.objectName()}.send")
    act.clicked.connect(send)
    sheet.submitted.connect(send)
    sheet.foot.addWidget(cancel)
    sheet.foot.addStretch(1)
    if remark:
        sheet.foot.addWidget(Label(remark, size=12, ink="text2"))
    sheet.foot.addWidget(act)
    sheet.foot.addWidget(Keys("Ctrl Enter"))
    return act
