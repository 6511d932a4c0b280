# SPDX-License-Identifier: Apache-2.0
"""Giving work: the disposition of a task, a new task, and handing a task to another desk.

Three keystrokes and a name: the receiver's line has the focus, Enter takes the marked one, Ctrl+Enter sends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui import theme, when, words
from ui.inbox.sheets import close_word, finish
from ui.widgets.candidates import Candidate
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice, Option
from ui.widgets.fields import TALL, Field, ReasonField
from ui.widgets.label import Label
from ui.widgets.people import PersonPick
from ui.widgets.sheet import Sheet
from workspace.domain.ids import Id
from workspace.domain.profile import Urgency
from workspace.domain.task import TEXT_MAX, TITLE_MAX, Task
from workspace.services.reading import Reading

translate = QCoreApplication.translate

LIST_TALL = 232  # of the people one may choose from; more are scrolled to


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in."""

    to: tuple[Id, ...]
    urgency: str = ""
    note: str = ""
    instructions: tuple[str, ...] = ()
    title: str = ""
    cls: int = 0


def candidates(reading: Reading, receivers: Sequence[Id], text: str = "") -> list[Candidate]:
    """The positions as candidates: own unit first, with the load each one carries; `text` narrows them."""
    loads = {position: reading.load(position) for position in receivers}
    most = max(loads.values(), default=0)
    own = {reading.unit(position) for position in reading.my_positions()}
    found = []
    for position in sorted(
        receivers, key=lambda p: (reading.unit(p) not in own, reading.unit(p), reading.title(p))
    ):
        name, title, unit = reading.holder_name(position), reading.title(position), reading.unit(position)
        if text.casefold() not in f"{name} {title} {unit}".casefold():
            continue
        load = loads[position]
        top = load == most and most > 0 and len(receivers) > 1
        told = translate("inbox", "%n task(s)", "", load)
        shown = name or translate("inbox", "Vacant: {title}").format(title=title)
        found.append(
            Candidate(
                position,
                shown,
                title if name else "",
                load_text=translate("inbox", "{count}, most").format(count=load) if top else told,
                load_tone="amber" if top else "grey",
                group=translate("inbox", "My unit, {unit}").format(unit=unit) if unit in own else unit,
                sentence=f"{shown}, {title}, {told}" if name else f"{shown}, {told}",
            )
        )
    return found


class _Receivers(PersonPick):
    """The receivers, narrowed by what is typed; `one` lets only the last one chosen stand."""

    def __init__(self, label: str, reading: Reading, receivers: Sequence[Id], *, one: bool = False) -> None:
        super().__init__(
            label,
            placeholder=translate("inbox", "type a name"),
            remove_name=translate("inbox", "Delete takes the name out"),
            list_name=translate("inbox", "Who may receive it"),
        )
        self._reading, self._receivers, self._one = reading, receivers, one
        self.candidates.setMaximumHeight(theme.current().px(LIST_TALL))
        self.fault = Label(size=12, ink="red", wrap=True)
        self.fault.hide()
        self.asked.connect(self._narrow)
        self.changed.connect(self._one_only)
        self._narrow("")

    def _narrow(self, text: str) -> None:
        self.set_candidates(candidates(self._reading, self._receivers, text))

    def _one_only(self, people: tuple[Candidate, ...]) -> None:
        self.fault.hide()
        if self._one and len(people) > 1:
            self.set_chosen(people[-1:])

    def check(self) -> bool:
        """Whether anybody was chosen; else say so and move the focus here."""
        if self.chosen():
            return True
        self.fault.setText(translate("inbox", "Choose who receives it."))
        self.fault.show()
        self.line.setFocus()
        return False

    def ids(self) -> tuple[Id, ...]:
        """The chosen positions, in the order of choosing."""
        return tuple(who.id for who in self.chosen())


class GiveSheet(Sheet):
    """A disposition of `tasks`, or a new task if there are none; `filled` in already, where it is another try."""

    def __init__(
        self,
        host: QWidget,
        reading: Reading,
        receivers: Sequence[Id],
        tasks: Sequence[Task],
        on_done: Callable[[Given], None],
        filled: Given | None = None,
    ) -> None:
        new = not tasks
        title = translate("inbox", "New task") if new else translate("inbox", "Disposition")
        super().__init__(
            host,
            title,
            subtitle=_about(tasks),
            icon="plus" if new else "corner-up-right",
            close_name=close_word(),
        )
        self.setObjectName("give-sheet")
        self._reading, self._on_done, self._new = reading, on_done, new
        self._profile = reading.profile()
        self._add_subject()
        self.who = _Receivers(translate("inbox", "Given to"), reading, receivers)
        self.who.line.setObjectName("give-sheet.to")
        self.body.addWidget(self.who)
        self.body.addWidget(self.who.fault)
        chips = self._profile.chips if self._profile else ()
        self.asks = Choice(
            translate("inbox", "With the request to"),
            [Option(chip.code, words.label(chip)) for chip in chips],
            many=True,
        )
        self.body.addWidget(self.asks)
        self._add_urgency(tasks)
        self.note = ReasonField(
            translate("inbox", "Note"),
            fault="",
            too_long=translate("inbox", "Too long: at most {most} characters.").format(most=TEXT_MAX),
            needed=False,
            most=TEXT_MAX,
            rows=2,
        )
        self.note.edit.setObjectName("give-sheet.note")
        self.body.addWidget(self.note)
        word = translate("inbox", "Give the task") if new else translate("inbox", "Pass on")
        icon = "plus" if new else "corner-up-right"
        finish(self, word, icon, self._send, translate("inbox", "Can be undone for 10 seconds"))
        if tasks:
            tone = words.urgency_tone(tasks[0].urgency)
            self.corner.addWidget(Chip(words.urgency(tasks[0].urgency, self._profile), tone, height=24))
        if filled is not None:
            people = {who.id: who for who in candidates(reading, receivers)}
            self.who.set_chosen(people[id_] for id_ in filled.to if id_ in people)
            self.asks.choose(filled.instructions)
            self.urgency.choose([filled.urgency])
            self.note.set_value(filled.note)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet with the focus where one begins."""
        self.open(self.subject if self._new else self.who.line)
        self.fit()

    def _add_subject(self) -> None:
        self.subject = QLineEdit()
        self.subject.setObjectName("give-sheet.subject")
        self.subject.setMaxLength(TITLE_MAX)
        self.subject.setFixedHeight(theme.current().hit(TALL))
        self._subject_field = Field(translate("inbox", "Subject"), self.subject)
        self.subject.textEdited.connect(lambda: self._subject_field.set_fault(""))
        if self._new:
            self.body.addWidget(self._subject_field)
        else:
            self._subject_field.setParent(self)
            self._subject_field.hide()

    def _add_urgency(self, tasks: Sequence[Task]) -> None:
        offered = [u for u in self._profile.urgencies if u.on] if self._profile else []
        self.urgency = Choice(
            translate("inbox", "Urgency"), [Option(u.code, words.label(u)) for u in offered]
        )
        self.cls = Choice(
            translate("inbox", "Security class"),
            [Option(str(c), words.security_class(c)) for c in range(3)],
        )
        codes = [u.code for u in offered]
        wanted = tasks[0].urgency if tasks else "normal"
        self.urgency.choose([wanted if wanted in codes else codes[0]] if codes else [])
        self.cls.choose(["0"])
        self._limit = Label(size=12, ink="text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.urgency)
        if self._new:
            row.addWidget(self.cls)
        row.addStretch(1)
        self.cls.setParent(self)
        if not self._new:
            self.cls.hide()
        self.body.addLayout(row)
        self.body.addWidget(self._limit)
        self.urgency.changed.connect(lambda _: self._tell_limit())
        self._tell_limit()

    def _tell_limit(self) -> None:
        code = next(iter(self.urgency.chosen()), "")
        known = next((u for u in self._profile.urgencies if u.code == code), None) if self._profile else None
        self._limit.setText(limit_line(self._reading, known) if known else "")

    def _send(self) -> None:
        if self._new and not self.subject.text().strip():
            self._subject_field.set_fault(translate("inbox", "Write what it is about."))
            self.subject.setFocus()
            return
        if not self.who.check() or not self.note.check():
            return
        given = Given(
            self.who.ids(),
            next(iter(self.urgency.chosen()), "normal"),
            self.note.value(),
            self.asks.chosen(),
            self.subject.text().strip(),
            int(next(iter(self.cls.chosen()), "0")),
        )
        self.put_away()
        self._on_done(given)


class ReassignSheet(Sheet):
    """Another desk for one task, with a word to the receiver."""

    def __init__(
        self,
        host: QWidget,
        reading: Reading,
        receivers: Sequence[Id],
        task: Task,
        on_done: Callable[[Given], None],
    ) -> None:
        super().__init__(
            host,
            translate("inbox", "Reassign"),
            subtitle=_about([task]),
            icon="replace-all",
            close_name=close_word(),
        )
        self.setObjectName("reassign-sheet")
        self._on_done = on_done
        offered = [position for position in receivers if position != task.holder]
        self.who = _Receivers(translate("inbox", "Moved to"), reading, offered, one=True)
        self.who.line.setObjectName("reassign-sheet.to")
        self.body.addWidget(self.who)
        self.body.addWidget(self.who.fault)
        self.note = ReasonField(translate("inbox", "Note"), fault="", needed=False, most=TEXT_MAX, rows=2)
        self.note.edit.setObjectName("reassign-sheet.note")
        self.body.addWidget(self.note)
        remark = translate("inbox", "Can be undone for 10 seconds")
        finish(self, translate("inbox", "Reassign"), "replace-all", self._send, remark)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet with the focus in the receiver's line."""
        self.open(self.who.line)
        self.fit()

    def _send(self) -> None:
        if self.who.check() and self.note.check():
            given = Given(self.who.ids(), note=self.note.value())
            self.put_away()
            self._on_done(given)


def limit_line(reading: Reading, urgency: Urgency) -> str:
    """Until when it would have to be done, and how that was counted."""
    rules = reading.rules()
    now = reading.clock()
    due = rules.due(urgency.code, now) if rules else None
    name = words.label(urgency)
    if due is None:
        return translate("inbox", "{urgency}: the limit is set by the server.").format(urgency=name)
    if urgency.unit == "hours":
        how = translate(
            "inbox",
            "{urgency} = %n hour(s) from now ({time}), nights and days off included.",
            "",
            urgency.limit,
        )
    else:
        how = translate(
            "inbox", "{urgency} = %n working day(s) after today; days off are not counted.", "", urgency.limit
        )
    how = how.format(urgency=name, time=when.clock(now, reading.zone))
    return translate("inbox", "Limit {due}. {how}").format(due=when.long(due, reading.zone), how=how)


def _about(tasks: Sequence[Task]) -> str:
    if not tasks:
        return ""
    if len(tasks) > 1:
        return translate("inbox", "%n tasks", "", len(tasks))
    return tasks[0].title
