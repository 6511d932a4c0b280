# SPDX-License-Identifier: Apache-2.0
"""What the reading pane is made of: the words of a task or a letter, as widgets. All of it is plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ui import route as letter_route
from ui import theme, when, words
from ui.inbox import route
from ui.widgets.card import Card, Divider
from ui.widgets.chip import Chip
from ui.widgets.choice import Flow
from ui.widgets.column import Said, add_files
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.label import Label, plain_tip
from ui.widgets.steps import Step, StepRoute
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import Instant, day_of
from workspace.domain.task import Task
from workspace.services.reading import Reading

translate = QCoreApplication.translate


# ---- the words ----------------------------------------------------------------------------------


def task_words(value: Task, reading: Reading) -> list[QWidget]:
    """Note, requests, attachments, why it came back, reports, result."""
    paper = _paper()
    asks = words.instructions(value.instructions, reading.profile())
    if value.note:
        paper.body.addWidget(_text(value.note))
    elif not asks and not value.attachments:
        paper.body.addWidget(Label(translate("inbox", "No note was written."), ink="text2"))
    if asks:
        paper.body.addWidget(_heading(translate("inbox", "With the request to")))
        paper.body.addWidget(_chips(asks))
    _add_attachments(paper, value.attachments)
    made: list[QWidget] = []
    if value.reason:
        who = reading.name(value.ended_by) if value.ended_by else ""
        title = (
            translate("inbox", "Why it was withdrawn")
            if value.state == "withdrawn"
            else translate("inbox", "Why it was returned")
        )
        made.append(_box(title, value.reason, "amber", who))
    made.append(paper)
    if value.result:
        made.append(_box(translate("inbox", "Result"), value.result, "green", reading.name(value.ended_by)))
    if value.reports:
        card = _paper()
        card.body.addWidget(_heading(translate("inbox", "Reports")))
        for report in reversed(value.reports):
            card.body.addWidget(
                Said(
                    reading.name(report.by), when.short(report.at, reading.zone, reading.today()), report.text
                )
            )
        made.append(card)
    return made


def letter_words(value: Letter, reading: Reading) -> list[QWidget]:
    """Why it came back, the content that a decision is about, notes of those who decided."""
    made: list[QWidget] = []
    last = next((d for d in reversed(value.decisions) if d.stands), None)
    if value.state == "returned" and last is not None:
        title = translate("inbox", "Why it was returned")
        made.append(_box(title, last.note, "amber", reading.name(last.by)))
    if value.state == "withdrawn" and value.reason:
        made.append(
            _box(translate("inbox", "Why it was withdrawn"), value.reason, "amber", reading.name(value.by))
        )
    paper = _paper()
    version = translate("inbox", "Version {no}").format(no=value.version)
    paper.body.addWidget(_heading(version))
    paper.body.addWidget(_text(value.title, size=15, weight=600))
    if value.form is not None:
        elsewhere = translate("inbox", "What it says is read, and approved, in the room of approvals.")
        paper.body.addWidget(_text(elsewhere))
    else:
        paper.body.addWidget(_text(value.summary or translate("inbox", "No summary was written.")))
    _add_attachments(paper, value.attachments)
    paper.body.addWidget(Divider())
    print_ = _text(translate("inbox", "Fingerprint {hash}").format(hash=short_hash(value.hash)), size=12)
    print_.set_ink("text2")
    print_.setToolTip(plain_tip(value.hash))
    paper.body.addWidget(print_)
    made.append(paper)
    told = last if value.state == "returned" else None
    noted = [d for d in value.decisions if (d.note or d.withdrawn_reason) and d is not told]
    if noted:
        card = _paper()
        card.body.addWidget(_heading(translate("inbox", "Notes")))
        for decision in reversed(noted):
            text = decision.note
            if decision.withdrawn_reason:
                taken = translate("inbox", "Taken back: {reason}").format(reason=decision.withdrawn_reason)
                text = f"{text}\n{taken}".strip()
            card.body.addWidget(
                Said(reading.name(decision.by), when.short(decision.at, reading.zone, reading.today()), text)
            )
        made.append(card)
    return made


def short_hash(hash_: str) -> str:
    """The first 16 digits in groups of four: enough to compare by eye."""
    return " ".join(hash_[at : at + 4] for at in range(0, 16, 4))


# ---- the side column ------------------------------------------------------------------------------


def task_side(value: Task, reading: Reading) -> list[QWidget]:
    """The route, then the facts."""
    title = translate("inbox", "Route of the task")
    facts = [
        Fact(translate("inbox", "Class"), words.security_class(value.cls)),
        _urgency(value.urgency, reading),
        Fact(translate("inbox", "Received"), _time(value.since, reading)),
        _limit(value.due, reading),
        Fact(translate("inbox", "State"), words.state(value.state)),
        _attachments(len(value.attachments)),
    ]
    return _side(title, route.of_task(value, reading), facts)


def letter_side(value: Letter, reading: Reading) -> list[QWidget]:
    """The route, then the facts."""
    title = translate("inbox", "Route of the letter")
    facts = [
        Fact(translate("inbox", "Class"), words.security_class(value.cls)),
        _urgency(value.urgency, reading),
        Fact(translate("inbox", "Version"), str(value.version)),
        Fact(translate("inbox", "Arrived"), _time(value.since, reading)),
        _limit(value.due, reading),
        Fact(translate("inbox", "State"), words.state(value.state)),
        _attachments(len(value.attachments)),
    ]
    return _side(title, letter_route.of_letter(value, reading), facts)


def _side(title: str, steps: Sequence[Step], facts: Iterable[Fact]) -> list[QWidget]:
    return [_heading(title), StepRoute(steps, name=title), Divider(), FactGrid(f for f in facts if f.value)]


def _urgency(code: str, reading: Reading) -> Fact:
    ink: theme.Ink = "red" if words.urgency_tone(code) == "red" else "text"
    return Fact(translate("inbox", "Urgency"), words.urgency(code, reading.profile()), ink)


def _limit(due: Instant | None, reading: Reading) -> Fact:
    label = translate("inbox", "Limit")
    if due is None:
        return Fact(label, "")
    late = due < reading.clock()
    return Fact(label, _time(due, reading), "red" if late else "text")


def _attachments(count: int) -> Fact:
    text = translate("inbox", "%n file(s)", "", count) if count else ""
    return Fact(translate("inbox", "Attachments"), text)


def _time(instant: Instant, reading: Reading) -> str:
    day = when.short_day(day_of(instant, reading.zone), reading.today())
    return f"{day}, {when.clock(instant, reading.zone)}"


# ---- pieces ---------------------------------------------------------------------------------------


def _paper() -> Card:
    card = Card(padding=20, radius=10)
    card.body.setSpacing(10)
    return card


def _heading(text: str) -> Label:
    return Label(text, size=12, weight=600, ink="text2")


def _text(text: str, *, size: int = 13, weight: int = 400) -> Label:
    label = Label(text, size=size, weight=weight, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _chips(texts: Iterable[str]) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, gap=6)
    for text in texts:
        flow.addWidget(Chip(text, "accent", "check", height=26))
    return holder


def _add_attachments(card: Card, names: Sequence[str]) -> None:
    if not names:
        return
    card.body.addWidget(_heading(translate("inbox", "Attachments")))
    add_files(card.body, names)


def _box(title: str, text: str, tone: theme.Tone, who: str) -> Card:
    card = Card(padding=14, radius=10, tone=tone)
    card.body.setSpacing(4)
    ink: theme.Ink = "green" if tone == "green" else "amber"
    card.body.addWidget(Label(f"{title} · {who}" if who else title, size=12, weight=600, ink=ink))
    card.body.addWidget(_text(text))
    return card


def name_or_title(position: Id, reading: Reading) -> str:
    """Who holds a position, its title while it is vacant."""
    return reading.holder_name(position) or reading.title(position)
