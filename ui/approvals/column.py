# SPDX-License-Identifier: Apache-2.0
"""The list of letters: title, tabs, the bar of marks, the rows, and what is said when there are none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.approvals.actions import Actions
from ui.approvals.rows import ApprovalRows
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Divider, Pane
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import EmptyState
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import RowFace
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from workspace.domain.ids import Id

translate = QCoreApplication.translate

MOST_MARKED: Final = 200  # one deed travels in one batch


class LetterColumn(Pane):
    """The rows with all that stands around them; the toast appears over its foot."""

    def __init__(self, rows: ApprovalRows, actions: Actions) -> None:
        super().__init__("surface")
        self._rows = rows
        self.tabs = Tabs()
        self.tabs.setObjectName("approvals.tabs")
        self.new = Button(actions["new"].text(), "plain", "plus", height=SMALL)
        self.new.setObjectName("approvals.new.button")
        self.new.clicked.connect(actions["new"].trigger)
        self.list = RowList("")
        self.list.setObjectName("approvals.list")
        self.list.setModel(rows.model)
        rows.model.leaving.connect(self.list.leave)
        rows.model.checks.connect(self._marked)
        self.list.check_asked.connect(lambda face: rows.model.toggle(face.id))
        self._empty = EmptyState("stamp", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._chosen = Label(weight=600, ink="accent", tabular=True)
        self._bar = self._mark_bar(actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Divider())
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self._bar.hide()
        self.toast = Toast(self)
        self.refresh()

    def _head(self) -> QVBoxLayout:
        title = QHBoxLayout()
        title.setContentsMargins(20, 15, 14, 2)
        title.addWidget(ElidedLabel(translate("approvals", "Approvals"), size=17, weight=600), 1)
        title.addWidget(self.new)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(14, 4, 14, 8)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(title)
        head.addLayout(tabs)
        return head

    def _mark_bar(self, actions: Actions) -> Pane:
        bar = Pane("tint")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 2, 12, 2)
        row.setSpacing(4)
        every = Button(translate("approvals", "Select all"), "link", height=SMALL)
        none = Button(translate("approvals", "Clear"), "link", height=SMALL)
        every.clicked.connect(actions["mark_all"].trigger)
        none.clicked.connect(self.clear_marks)
        row.addWidget(self._chosen)
        row.addStretch(1)
        row.addWidget(every)
        row.addWidget(none)
        return bar

    def refresh(self) -> None:
        """Say how many there are, or why there are none."""
        counts = self._rows.counts
        self.tabs.set_tabs(
            [
                Tab("all", translate("approvals", "All")),
                Tab("decide", translate("approvals", "To decide"), counts.get("decide") or None),
                Tab("revise", translate("approvals", "To revise"), counts.get("revise") or None),
                Tab("decided", translate("approvals", "Decided")),
            ]
        )
        count = len(self._rows)
        name = translate("approvals", "Approvals, %n letter(s)", "", count)
        self.list.setAccessibleName(name)
        if count:
            self._stack.setCurrentIndex(0)
            return
        texts = {
            "decided": translate("approvals", "Nothing you decided can still be withdrawn."),
            "revise": translate("approvals", "No letter was returned to you."),
        }
        text = texts.get(self._rows.tab, translate("approvals", "All requests are decided."))
        self._empty.set("circle-check", text, tone="green")
        if self.list.hasFocus():
            self.tabs.setFocus()
        self._stack.setCurrentIndex(1)

    @property
    def front(self) -> QWidget:
        """The rows, or what is said where there are none: there the keyboard stands."""
        return self.list if self._stack.currentIndex() == 0 else self._empty

    # ---- marks -------------------------------------------------------------------------------

    def current_id(self) -> Id:
        """The letter of the current row, "" without one."""
        face = self.list.current_face()
        return face.id if isinstance(face, RowFace) else ""

    def marked(self) -> list[Id]:
        """The marked letters, in the order of the rows."""
        return [str(key) for key in self._rows.model.checked()]

    def mark(self, by: int) -> None:
        """Mark the current row or take its mark away; with `by`, mark it and the row that far on."""
        id_ = self.current_id()
        if not id_:
            return
        if not by:
            self._rows.model.toggle(id_)
            return
        self._check([id_])
        self.list.step(by)
        self._check([self.current_id()])

    def mark_all(self) -> bool:
        """Mark all rows, at most as many as one deed takes; whether these were all."""
        keys = list(map(str, self._rows.model.keys()))
        self._check(keys)
        return len(keys) <= MOST_MARKED

    def unmark(self, ids: list[Id] | None = None) -> bool:
        """Take marks away (all if none are named); whether there were any."""
        before = self._rows.model.checked()
        self._rows.model.check(before if ids is None else ids, on=False)
        return bool(before)

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.unmark()

    def _check(self, ids: list[Id]) -> None:
        room = MOST_MARKED - len(self._rows.model.checked())
        self._rows.model.check(ids[: max(0, room)])

    def _marked(self, keys: tuple[object, ...]) -> None:
        self.list.set_selecting(bool(keys))
        self._chosen.setText(translate("approvals", "%n chosen", "", len(keys)))
        self._bar.setVisible(bool(keys))
