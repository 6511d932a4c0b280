# SPDX-License-Identifier: Apache-2.0
"""Beside a letter: its route with who decided what, its facts, the notes written on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import route, when, words
from ui.widgets.card import Divider
from ui.widgets.column import Said, clear
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.label import Label
from ui.widgets.steps import StepRoute
from workspace.domain.letter import APPROVING, Decision, Letter
from workspace.domain.moment import day_of
from workspace.services.reading import Reading

translate = QCoreApplication.translate


class Side(QWidget):
    """The column at the right of a letter."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 18, 18, 18)
        self._column.setSpacing(12)
        self._route = StepRoute(name=translate("approvals", "Route of the letter"))
        self._facts = FactGrid()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(12)
        self._notes_head = _heading(translate("approvals", "Notes"))
        self._column.addWidget(_heading(translate("approvals", "Route of the letter")))
        self._column.addWidget(self._route)
        self._column.addWidget(Divider())
        self._column.addWidget(self._facts)
        self._column.addWidget(Divider())
        self._column.addWidget(self._notes_head)
        self._column.addLayout(self._notes)
        self._column.addStretch(1)

    def show_value(self, value: Letter, reading: Reading) -> None:
        """Show a letter's route, facts and notes."""
        self._route.set_steps(route.of_letter(value, reading))
        self._facts.set_facts(facts(value, reading))
        clear(self._notes)
        noted = [d for d in value.decisions if d.note or d.withdrawn_reason]
        self._notes_head.setVisible(bool(noted))
        for decision in reversed(noted):
            self._notes.addWidget(_note(decision, reading))


def facts(value: Letter, reading: Reading) -> list[Fact]:
    """Class, urgency, limit, attachments, state."""
    rows = [
        Fact(translate("approvals", "Class"), words.security_class(value.cls)),
        Fact(
            translate("approvals", "Urgency"),
            words.urgency(value.urgency, reading.profile()),
            "red" if words.urgency_tone(value.urgency) == "red" else "text",
        ),
    ]
    if value.due is not None:
        late = value.due < reading.clock() and value.state in (*APPROVING, "returned")
        day = when.short_day(day_of(value.due, reading.zone), reading.today())
        text = f"{day}, {when.clock(value.due, reading.zone)}"
        rows.append(Fact(translate("approvals", "Limit"), text, "red" if late else "text"))
    if value.attachments:
        text = translate("approvals", "%n file(s)", "", len(value.attachments))
        rows.append(Fact(translate("approvals", "Attachments"), text))
    rows.append(Fact(translate("approvals", "State"), words.state(value.state)))
    return rows


def _heading(text: str) -> Label:
    return Label(text, size=12, weight=600, ink="text2")


def _note(decision: Decision, reading: Reading) -> QWidget:
    who = reading.name(decision.by)
    text = decision.note
    if decision.withdrawn_reason:
        taken = translate("approvals", "Withdrawn: {reason}").format(reason=decision.withdrawn_reason)
        text = f"{text}\n{taken}".strip()
    version = translate("approvals", "v{n}, {when}").format(
        n=decision.version, when=when.short(decision.at, reading.zone, reading.today())
    )
    return Said(who, version, text, size=12)
