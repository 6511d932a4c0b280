# SPDX-License-Identifier: Apache-2.0
"""Sheets of the approvals room: a reason one must give, and the form of a letter to submit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme, when, words
from ui.widgets.button import Button
from ui.widgets.chip import Keys
from ui.widgets.choice import Choice, Option
from ui.widgets.fields import Field, ReasonField
from ui.widgets.label import Label
from ui.widgets.notice import Strip
from ui.widgets.sheet import Sheet
from ui.widgets.toggles import CheckBox
from workspace.domain.form import ROUTE_MAX
from workspace.domain.ids import Id
from workspace.domain.letter import (
    NOTE_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
    Letter,
)
from workspace.domain.size import ATTACHMENTS_MAX, NAME_MAX
from workspace.services.reading import Reading, last_decision

translate = QCoreApplication.translate

DEFAULT_URGENCY: Final = "normal"


class ReasonSheet(Sheet):
    """Asks why, and hands the words to `on_done`."""

    def __init__(
        self, host: QWidget, *, title: str, subject: str, fault: str, word: str, icon: str,
        on_done: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(
            host,
            title,
            subtitle=subject,
            icon=icon,
            tone="amber",
            width=560,
            close_name=translate("approvals", "Close"),
        )
        self.setObjectName("approvals.reason")
        self._on_done = on_done
        self.text = ReasonField(
            translate("approvals", "Reason"),
            fault=fault,
            too_long=translate("approvals", "Too long: at most {most} characters.").format(most=NOTE_MAX),
            most=NOTE_MAX,
            help_text=fault,
            rows=5,
        )
        self.text.edit.setObjectName("approvals.reason.text")
        self.body.addWidget(self.text)
        finish(self, word, icon, self._send)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet with the focus in its box."""
        self.open(self.text.edit)

    def _send(self) -> None:
        if self.text.check():
            self.put_away()
            self._on_done(self.text.value())


@dataclass(frozen=True, slots=True)
class Form:
    """A letter as the form holds it. `route` is empty when an older version has set it."""

    title: str
    summary: str
    attachments: tuple[str, ...]
    acting: Id
    route: tuple[Id, ...]
    urgency: str


class LetterSheet(Sheet):
    """The form of a letter: a new one with its route, or the next version of a returned one (`old`)."""

    def __init__(
        self,
        host: QWidget,
        reading: Reading,
        positions: Sequence[Id],
        on_done: Callable[[Form], None],
        old: Letter | None = None,
    ) -> None:
        super().__init__(
            host,
            translate("approvals", "Submit again") if old else translate("approvals", "Submit a letter"),
            subtitle=_told(old),
            icon="send",
            width=680,
            close_name=translate("approvals", "Close"),
        )
        self.setObjectName("approvals.letter")
        self._reading, self._on_done, self._old = reading, on_done, old
        self._steps: list[tuple[Id, CheckBox]] = []
        if old is not None and (back := last_decision(old)) is not None:
            said = translate("approvals", "{name} returned it: {reason}").format(
                name=reading.name(back.by), reason=back.note
            )
            self.body.addWidget(Strip(said, "amber", "undo-2", boxed=True))
        self._fields(old)
        self.acting = Choice(
            translate("approvals", "Acting as"), [Option(p, reading.title(p)) for p in positions]
        )
        self.acting.choose(positions[:1])
        self._route = QWidget()
        self._route_fault = Label(size=12, ink="red", wrap=True)
        self._route_fault.hide()
        self.urgency = Choice(translate("approvals", "Urgency"))
        if old is None:
            if len(positions) > 1:
                self.body.addWidget(self.acting)
                self.acting.changed.connect(self._offer_route)
            self._route_section()
            self._urgencies()
        word = translate("approvals", "Submit version {n}").format(n=old.version + 1) if old else ""
        finish(self, word or translate("approvals", "Submit"), "send", self._send)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the form with the focus in its first field."""
        self.open(self.title_line)

    # ---- how it is made ----------------------------------------------------------------------

    def _fields(self, old: Letter | None) -> None:
        self.title_line = QLineEdit(old.title if old else "")
        self.title_line.setMaxLength(TITLE_MAX)
        self.title_line.setFixedHeight(theme.current().hit(38))
        self.title_line.setObjectName("approvals.letter.title")
        self._title_field = Field(translate("approvals", "Subject"), self.title_line)
        self.summary = ReasonField(
            translate("approvals", "Content in short"),
            fault=translate("approvals", "Too long: at most {most} characters.").format(most=SUMMARY_MAX),
            needed=False,
            most=SUMMARY_MAX,
            help_text=translate(
                "approvals", "Those of the route read and decide on this. A line is a paragraph."
            ),
            rows=6,
        )
        self.summary.edit.setObjectName("approvals.letter.summary")
        if old:
            self.summary.set_value(old.summary)
        self.attachments = QPlainTextEdit("\n".join(old.attachments) if old else "")
        self.attachments.setTabChangesFocus(True)
        self.attachments.setFixedHeight(theme.current().px(64))
        self.attachments.setObjectName("approvals.letter.attachments")
        self._attachments_field = Field(
            translate("approvals", "Attachments"),
            self.attachments,
            help_text=translate("approvals", "One name on each line. May stay empty."),
        )
        for widget in (self._title_field, self.summary, self._attachments_field):
            self.body.addWidget(widget)

    def _route_section(self) -> None:
        heading = Label(translate("approvals", "Route, in this order"), size=12, weight=600, ink="text2")
        self._boxes = QVBoxLayout(self._route)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.setSpacing(2)
        self.body.addWidget(heading)
        self.body.addWidget(self._route)
        self.body.addWidget(self._route_fault)
        self._offer_route()

    def _offer_route(self) -> None:
        """The heads above the position one acts for, the nearest first and chosen."""
        for _, box in self._steps:
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._steps = []
        acting = next(iter(self.acting.chosen()), "")
        for position in self._reading.heads_above(acting):
            name = self._reading.holder_name(position) or translate("approvals", "vacant")
            box = CheckBox(f"{self._reading.title(position)} · {name}")
            box.setChecked(not self._steps)
            self._steps.append((position, box))
            self._boxes.addWidget(box)
        self.fit()

    def _urgencies(self) -> None:
        profile = self._reading.profile()
        offered = [u for u in profile.urgencies if u.on] if profile else []
        self.urgency.set_options(Option(u.code, words.label(u)) for u in offered)
        self.urgency.choose([DEFAULT_URGENCY])
        limit = Label(self._remark(), size=12, ink="text2", tabular=True)
        self.urgency.changed.connect(lambda _: limit.setText(self._remark()))
        self.body.addWidget(self.urgency)
        self.body.addWidget(limit)

    def _remark(self) -> str:
        """Until when they must decide, by the rules here; the server sets it."""
        rules = self._reading.rules()
        code = next(iter(self.urgency.chosen()), self._old.urgency if self._old else "")
        due = rules.due(code, self._reading.clock()) if rules and code else None
        if due is None:
            return ""
        return translate("approvals", "Limit {when}").format(when=when.long(due, self._reading.zone))

    # ---- sending -----------------------------------------------------------------------------

    def form(self) -> Form:
        """What stands in the form."""
        names = tuple(line.strip() for line in self.attachments.toPlainText().split("\n") if line.strip())
        route = tuple(position for position, box in self._steps if box.isChecked())
        urgency = next(iter(self.urgency.chosen()), DEFAULT_URGENCY)
        acting = next(iter(self.acting.chosen()), "")
        return Form(self.title_line.text().strip(), self.summary.value(), names, acting, route, urgency)

    def _send(self) -> None:
        form = self.form()
        if self._found_faults(form):
            return
        self.put_away()
        self._on_done(form)

    def _found_faults(self, form: Form) -> bool:
        """Say what is missing, the first of it with the focus; whether anything is."""
        long_name = any(len(name) > NAME_MAX for name in form.attachments)
        self._attachments_field.set_fault(
            translate("approvals", "At most {most} names of {length} characters.").format(
                most=ATTACHMENTS_MAX, length=NAME_MAX
            )
            if long_name or len(form.attachments) > ATTACHMENTS_MAX
            else ""
        )
        self._title_field.set_fault("" if form.title else translate("approvals", "Write what it is about."))
        no_route = self._old is None and not 0 < len(form.route) <= ROUTE_MAX
        self._route_fault.setText(translate("approvals", "Choose who decides on it.") if no_route else "")
        self._route_fault.setVisible(no_route)
        if self._title_field.fault:
            self.title_line.setFocus()
        elif self._attachments_field.fault:
            self.attachments.setFocus()
        elif no_route and self._steps:
            self._steps[0][1].setFocus()
        fine = self.summary.check()
        return bool(self._title_field.fault or self._attachments_field.fault or no_route or not fine)


def _told(old: Letter | None) -> str:
    if old is None:
        return translate("approvals", "It goes to each of the route in turn.")
    text = translate("approvals", "As version {n}; the route starts again from its first.")
    return text.format(n=old.version + 1)


def finish(sheet: Sheet, word: str, icon: str, send: Callable[[], None], remark: str = "") -> Button:
    """Cancel, a remark, the one deed and its keys at the foot of a sheet."""
    cancel = Button(translate("approvals", "Cancel"), "ghost")
    cancel.clicked.connect(sheet.close_sheet)
    act = Button(word, "primary", icon)
    act.setObjectName(f"{sheet.objectName()}.send")
    act.clicked.connect(send)
    sheet.submitted.connect(send)
    sheet.foot.addWidget(cancel)
    sheet.foot.addStretch(1)
    if remark:
        sheet.foot.addWidget(Label(remark, size=12, ink="text2", tabular=True))
    sheet.foot.addWidget(act)
    sheet.foot.addWidget(Keys("Ctrl Enter"))
    return act
