# SPDX-License-Identifier: Apache-2.0
"""My drafts as a list: what is being written, what was returned; and what is said when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, when
from ui.widgets.button import Button
from ui.widgets.card import Pane
from ui.widgets.keyed import hint, keys_text
from ui.widgets.label import Label
from ui.widgets.lines import Entry, LineList
from ui.widgets.notice import EmptyState
from workspace.domain.form import Form
from workspace.domain.letter import Letter
from workspace.paper.page.fields import KINDS
from workspace.services.reading import Reading

translate = QCoreApplication.translate

WIDE: Final = 760
ICONS: Final = {"nota-dinas": ("file-text", "ND"), "surat-dinas": ("mail", "SD")}
"""Of each kind its icon and its short name."""


def subject_of(form: Form) -> str:
    """The subject, or that there is none yet."""
    return form.subject or translate("drafting", "Without a subject")


def entry_of(value: Letter, reading: Reading) -> Entry:
    """The row of a letter that is written here."""
    form = value.form or Form("")
    icon, _ = ICONS.get(form.kind, ("file-text", ""))
    since = when.short(value.since, reading.zone, reading.today())
    name = KINDS[form.kind].name if form.kind in KINDS else form.kind
    returned = value.state == "returned"
    group = translate("drafting", "Returned to me") if returned else translate("drafting", "Being written")
    ink: theme.Ink = "amber" if returned else "text2"
    return Entry(value.id, subject_of(form), icon, ink, f"{name}  ·  {since}", group=group)


class DraftList(Pane):
    """The list with its heading; `new` begins a letter. `picked` carries the id of a letter."""

    picked = Signal(str)

    def __init__(self, new: QAction, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        begin = Button(new.text(), "primary", "plus")
        begin.setObjectName("drafting.new.button")
        begin.set_shortcut_hint(hint(new))
        begin.clicked.connect(new.trigger)
        head = QHBoxLayout()
        head.addWidget(Label(translate("drafting", "Drafts"), size=19, weight=600), 1)
        head.addWidget(begin)
        self.list = LineList(translate("drafting", "Drafts"))
        self.list.setObjectName("drafting.list")
        self.list.picked.connect(lambda entry: self.picked.emit(entry.id))
        self._empty = EmptyState(
            "file-pen-line",
            translate("drafting", "No drafts yet."),
            translate("drafting", "Begin one with {keys}.").format(keys=keys_text(new)),
        )
        holder = QWidget()
        holder.setMaximumWidth(theme.current().px(WIDE))
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)

    @property
    def front(self) -> QWidget:
        """Where the keyboard goes."""
        return self.list if self.list.isVisibleTo(self) else self._empty

    def show_entries(self, found: Sequence[Entry]) -> None:
        """Show these letters."""
        self.list.set_entries(found)
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
