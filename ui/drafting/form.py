# SPDX-License-Identifier: Apache-2.0
"""What is filled in beside the text: a row for each field, with its value and where that came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import theme, words
from ui.drafting.listed import Find, ListField
from ui.drafting.places import field_words
from ui.widgets.card import Pane, Scroll
from ui.widgets.choice import Choice, Option
from ui.widgets.fields import Field, ReasonField
from ui.widgets.focus import tab_in_order
from ui.widgets.label import Label
from workspace.domain.form import LISTS, ROUTE_MAX, TEXTS, Form
from workspace.domain.ids import Id
from workspace.domain.signature import CHAIN_MAX
from workspace.paper.checks import REQUIRED, Place
from workspace.paper.page.fields import CLASSES, Fields

translate = QCoreApplication.translate

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "nota-dinas": ("to", "sender", "subject", "cls", "urgency", "attached", "archive", "signer", "route", "copies"),
    "surat-dinas": (
        "place", "to", "to_place", "subject", "cls", "urgency", "attached", "archive", "signer", "route", "copies",
    ),
}  # fmt: skip
"""The fields of each kind, in the order of its page, below letterhead and number."""

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What the form is filled in with: positions that fit words, the title of one, the urgencies on offer as code
    and label; `fields_of` says what of it is printed. `origins` tell where values came from, by field.
    """

    find: Find
    title: Callable[[Id], str]
    urgencies: Sequence[tuple[str, str]]
    fields_of: Callable[[Form], Fields]
    origins: Values = field(default_factory=dict)


class FormPanel(Pane):
    """Edits one form. `changed` carries the new one after each change of the officer."""

    changed = Signal(object)

    def __init__(
        self, form: Form, about: About, ground: str = "window", parent: QWidget | None = None
    ) -> None:
        super().__init__(ground, parent)
        self._form, self._about = form, about
        self._edited: set[str] = set()
        self._rows: dict[str, Field] = {}
        self._inputs: dict[str, Any] = {}
        self._locked: dict[str, Label] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(12)
        for name in ("letterhead", "number"):
            self._lock(name)
        for name in ROWS[form.kind]:
            self._add(name)
        self._column.addStretch(1)
        self.area = Scroll(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        tab_in_order(inside)
        self._show_all()

    @property
    def form(self) -> Form:
        """The form as it is filled in."""
        return self._form

    @property
    def edited(self) -> frozenset[str]:
        """Fields the officer changed."""
        return frozenset(self._edited)

    @property
    def count(self) -> tuple[int, int]:
        """How many fields are filled in, of how many."""
        return sum(bool(getattr(self._form, name)) or name == "cls" for name in self._inputs), len(
            self._inputs
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that must be filled in and are not, from top to bottom."""
        needed = {*REQUIRED[self._form.kind], "signer", "route"}
        return tuple(name for name in self._inputs if name in needed and not getattr(self._form, name))

    def set_form(self, form: Form) -> None:
        """Show what somebody else filled in; a field that says the same already is left alone."""
        self._form = form
        self._show_all()

    def go(self, place: Place) -> None:
        """The keyboard to a field, its entry or its characters."""
        found = self._inputs.get(place.field)
        if found is None:
            locked = self._locked.get(place.field)
            self.area.ensureWidgetVisible(locked or self._rows[next(iter(self._inputs))])
            return
        self.area.ensureWidgetVisible(self._rows.get(place.field, found))
        if isinstance(found, ListField):
            found.go(place.item)
            return
        edit = found.edit if isinstance(found, ReasonField) else found
        edit.setFocus(Qt.FocusReason.TabFocusReason)
        if place.start >= 0 and isinstance(edit, QLineEdit):
            edit.setSelection(place.start, place.end - place.start)
        elif place.start >= 0 and isinstance(found, ReasonField):
            cursor = found.edit.textCursor()
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            found.edit.setTextCursor(cursor)

    def first(self) -> QWidget:
        """Where the keyboard begins: what is missing, or the subject."""
        name = next(iter(self.missing), "subject")
        made: QWidget = self._inputs[name]
        return made

    # ---- the rows ----------------------------------------------------------------------------

    def _lock(self, name: str) -> None:
        """A row that one reads."""
        text = Label(wrap=True)
        self._locked[name] = text
        self._row(name, text)

    def _row(self, name: str, input_: QWidget) -> None:
        row = Field(field_words(name), input_)
        self._rows[name] = row
        self._column.addWidget(row)

    def _add(self, name: str) -> None:
        match name:
            case "subject":
                self._add_subject()
            case "cls":
                options = [Option(str(cls), words.security_class(cls)) for cls in range(len(CLASSES))]
                self._add_choice(name, options, lambda ids: int(ids[0]))
            case "urgency":
                options = [Option(code, label) for code, label in self._about.urgencies]
                self._add_choice(name, options, lambda ids: ids[0])
            case "attached":
                self._lock(name)
            case "to" | "copies":
                self._add_list(ListField(field_words(name), self._about.find, most=LISTS[name][0]), name)
            case "signer" | "route":
                most = CHAIN_MAX if name == "signer" else ROUTE_MAX
                made = ListField(
                    field_words(name), self._about.find, most=most, free=False, naming=self._about.title
                )
                self._add_list(made, name)
            case _:
                self._add_line(name)

    def _add_line(self, name: str) -> None:
        made = _Line(TEXTS[name])
        made.textEdited.connect(partial(self._change, name))
        self._inputs[name] = made
        self._row(name, made)

    def _add_subject(self) -> None:
        most = TEXTS["subject"]
        made = ReasonField(
            field_words("subject"),
            fault=translate("drafting", "Must be filled in"),
            most=most,
            count=translate("drafting", "{n} of {most}"),
            too_long=translate("drafting", "Too long: at most {most} characters.").format(most=most),
            rows=2,
            missing=translate("drafting", "must be filled in"),
        )
        made.changed.connect(lambda text: self._change("subject", " ".join(text.split())))
        self._inputs["subject"] = made
        self._column.addWidget(made)

    def _add_list(self, made: ListField, name: str) -> None:
        made.changed.connect(partial(self._change, name))
        self._inputs[name] = made
        self._row(name, made)

    def _add_choice(
        self, name: str, options: Sequence[Option], value: Callable[[tuple[str, ...]], Any]
    ) -> None:
        made = Choice("", options)
        made.name(field_words(name))
        made.changed.connect(lambda ids: self._change(name, value(ids)) if ids else None)
        self._inputs[name] = made
        self._row(name, made)

    # ---- what they say -----------------------------------------------------------------------

    def _change(self, name: str, value: Any) -> None:
        if value == getattr(self._form, name):
            return
        self._form = replace(self._form, **{name: value})
        self._edited.add(name)
        self._tell()
        self.changed.emit(self._form)

    def _show_all(self) -> None:
        for name, input_ in self._inputs.items():
            value = getattr(self._form, name)
            input_.blockSignals(True)
            match input_:
                case ListField():
                    input_.set_ids(value)
                case ReasonField() if " ".join(input_.value().split()) != value:
                    input_.set_value(value)
                case Choice():
                    input_.choose((str(value),))
                case QLineEdit() if input_.text() != value:
                    input_.setText(value)
            input_.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        """The rows one reads, and the small line of each."""
        fields = self._about.fields_of(self._form)
        said = {
            "letterhead": fields.letterhead.unit,
            "number": fields.number or translate("drafting", "(issued at signing)"),
            "attached": fields.attached,
        }
        for name, label in self._locked.items():
            label.setText(said[name] or "-")
        for name, row in self._rows.items():
            said_of, ink = self._remark(name)
            row.set_remark(said_of, ink)
            made = self._inputs.get(name)
            if isinstance(made, ListField):
                made.describe(said_of)
            elif made is not None:
                made.setAccessibleDescription(said_of)
        said_of = self._remark("subject")[0]
        if self._form.subject:
            self._inputs["subject"].set_help(said_of)
        self._inputs["subject"].edit.setAccessibleDescription(said_of)

    def _remark(self, name: str) -> tuple[str, theme.Ink]:
        if name in self.missing:
            return translate("drafting", "must be filled in"), "amber"
        if name in self._edited:
            return translate("drafting", "changed by you"), "text2"
        there = name not in self._inputs or bool(getattr(self._form, name))
        return self._about.origins.get(name, "") if there else "", "green"


class _Line(QLineEdit):
    """One line of a form."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.setMaxLength(most)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.current().hit(36))
