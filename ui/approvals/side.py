# SPDX-License-Identifier: Apache-2.0
"""Beside a letter: its route with who decided what, its facts, the notes written on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import when, words
from ui.approvals import letters
from ui.widgets.card import Divider
from ui.widgets.chip import Avatar
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.steps import Step, StepRoute
from workspace.domain.letter import APPROVING, Decision, Letter
from workspace.domain.moment import Instant, day_of
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
        self._route.set_steps(route(value, reading))
        self._facts.set_facts(facts(value, reading))
        while (item := self._notes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        noted = [d for d in value.decisions if d.note or d.withdrawn_reason]
        self._notes_head.setVisible(bool(noted))
        for decision in reversed(noted):
            self._notes.addWidget(_note(decision, reading))


def route(value: Letter, reading: Reading) -> list[Step]:
    """The drafter, then each of the route with what they decided on the present version."""
    sent = value.versions[-1].at if value.versions else value.since
    who = letters.drafter(value, reading)
    drafted = translate("approvals", "{name}, version {n}").format(name=who, n=value.version)
    steps = [Step(reading.title(value.drafter), drafted, _time(sent, reading), "done")]
    standing = {d.position: d for d in value.decisions if d.version == value.version and d.stands}
    for at, position in enumerate(value.route):
        name = reading.holder_name(position)
        decision = standing.get(position)
        if decision is not None:
            steps.append(_decided(decision, reading))
        elif at == value.step and value.state in APPROVING:
            waiting = translate("approvals", "waits for {name}").format(name=name) if name else ""
            text = waiting or translate("approvals", "vacant, waits")
            steps.append(Step(reading.title(position), text, "", "current"))
        else:
            steps.append(Step(reading.title(position), name or translate("approvals", "vacant")))
    return steps


def _decided(decision: Decision, reading: Reading) -> Step:
    name = reading.name(decision.by)
    if decision.kind == "return":
        text = translate("approvals", "{name} returned it").format(name=name)
        return Step(reading.title(decision.position), text, _time(decision.at, reading), "returned")
    text = translate("approvals", "{name} approved").format(name=name)
    return Step(reading.title(decision.position), text, _time(decision.at, reading), "done")


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


def _time(instant: Instant, reading: Reading) -> str:
    return when.short(instant, reading.zone, reading.today())


def _heading(text: str) -> Label:
    return Label(text, size=12, weight=600, ink="text2")


def _note(decision: Decision, reading: Reading) -> QWidget:
    who = reading.name(decision.by)
    text = decision.note
    if decision.withdrawn_reason:
        taken = translate("approvals", "Withdrawn: {reason}").format(reason=decision.withdrawn_reason)
        text = f"{text}\n{taken}".strip()
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Avatar(who, side=24), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(ElidedLabel(who, size=12, weight=600))
    version = translate("approvals", "v{n}, {when}").format(
        n=decision.version, when=_time(decision.at, reading)
    )
    head.addWidget(Label(version, size=12, ink="text2", tabular=True))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(Label(text, size=12, wrap=True))
    row.addLayout(column, 1)
    return holder
