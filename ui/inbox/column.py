# SPDX-License-Identifier: Apache-2.0
"""The list column: title, views, the bar for several chosen ones, the rows, and what is said when there are none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import when
from ui.inbox.actions import Actions
from ui.inbox.bar import DeedBar
from ui.inbox.rows import InboxRows
from ui.widgets.card import Divider, Pane
from ui.widgets.label import ElidedLabel
from ui.widgets.lazymodel import Key
from ui.widgets.notice import EmptyState
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import RowFace
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from workspace.domain.ids import Id
from workspace.services.status import SyncState

translate = QCoreApplication.translate

MOST_MARKED: Final = 200  # one deed travels in one batch


class ListColumn(Pane):
    """The rows of `rows` with all that stands around them; the toast appears over its foot."""

    def __init__(self, rows: InboxRows, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._rows = rows
        self._records = 0
        self._downloading = False
        self._title = ElidedLabel(size=17, weight=600)
        self.tabs = Tabs()
        self.tabs.setObjectName("inbox.tabs")
        self.batch = DeedBar(actions, many=True)
        self.batch.hide()
        self._batch_line = Divider()
        self._batch_line.hide()
        self.list = RowList("")
        self.list.setObjectName("inbox.list")
        self.list.setModel(rows.model)
        rows.model.leaving.connect(self.list.leave)
        rows.model.checks.connect(self._marked)
        self.list.check_asked.connect(self._mark_face)
        self._empty = EmptyState("circle-check", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        head, tabs = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(20, 17, 16, 4)
        head.addWidget(self._title)
        tabs.setContentsMargins(14, 4, 14, 8)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tabs)
        column.addWidget(Divider())
        column.addWidget(self.batch)
        column.addWidget(self._batch_line)
        column.addWidget(self._stack, 1)
        self.toast = Toast(self)
        self.retranslate()

    # ---- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.tabs.set_tabs(
            [
                Tab("inbox", translate("inbox", "All")),
                Tab("tasks", translate("inbox", "Dispositions")),
                Tab("approvals", translate("inbox", "Verification")),
                Tab("following", translate("inbox", "Passed on")),
            ]
        )
        self.refresh()

    def set_state(self, state: SyncState) -> None:
        """How the sync stands: what an empty list means depends on it."""
        self._records, self._downloading = state.records, state.code == "first-download"
        self.refresh()

    def refresh(self) -> None:
        """Say how many there are, or why there are none."""
        searching = bool(self._rows.query)
        title = translate("inbox", "Search results") if searching else translate("inbox", "Inbox")
        self._title.setText(title)
        self.tabs.setVisible(not searching)
        count = len(self._rows)
        self.list.setAccessibleName(translate("inbox", "{name}, %n item(s)", "", count).format(name=title))
        if not count:
            icon, text, detail = self._nothing()
            self._empty.set(icon, text, detail, tone="green" if icon == "circle-check" else "grey")
        on_it = self.front.hasFocus()
        self._stack.setCurrentIndex(0 if count else 1)
        if on_it:
            self.front.setFocus()

    @property
    def front(self) -> QWidget:
        """The rows, or what is said where there are none: there the keyboard stands."""
        return self.list if self._stack.currentIndex() == 0 else self._empty

    def _nothing(self) -> tuple[str, str, str]:
        if self._rows.query:
            return (
                "search",
                translate("inbox", 'No match for "{query}".').format(query=self._rows.query),
                translate("inbox", "Searched {count} records on this device.").format(
                    count=when.number(self._records)
                ),
            )
        if self._downloading:
            text = translate("inbox", "Downloading your letters and tasks.")
            return "download", text, translate("inbox", "You can start reading now.")
        if self._rows.view == "following":
            return "forward", translate("inbox", "You are not waiting for anybody."), ""
        return "circle-check", translate("inbox", "Nothing is waiting for you."), ""

    # ---- marks ---------------------------------------------------------------------------------

    def current_key(self) -> Key | None:
        """The key of the current row."""
        return self._rows.model.key(self.list.currentIndex().row())

    def marked(self) -> list[Id]:
        """The records that are marked, in the order of the rows."""
        return self._rows.ids(self._rows.model.checked())

    def mark(self, by: int) -> None:
        """Mark the current row or take its mark away; with `by`, mark it and go that many rows on."""
        key = self.current_key()
        if key is None:
            return
        if by:
            self._check([key])
            self.list.step(by)
            next_key = self.current_key()
            self._check([next_key] if next_key is not None else [])
        else:
            self._rows.model.toggle(key)

    def mark_all(self) -> bool:
        """Mark all rows, at most as many as one deed takes; whether these were all."""
        keys = list(self._rows.model.keys())
        self._check(keys[:MOST_MARKED])
        return len(keys) <= MOST_MARKED

    def unmark(self) -> bool:
        """Take all marks away; whether there were any."""
        keys = self._rows.model.checked()
        self._rows.model.check(keys, on=False)
        return bool(keys)

    def _check(self, keys: list[Key]) -> None:
        room = MOST_MARKED - len(self._rows.model.checked())
        self._rows.model.check(keys[: max(0, room)])

    def _mark_face(self, face: RowFace) -> None:
        row = next((r for r in self._shown_rows() if self._rows.id_of(r) == face.id), -1)
        key = self._rows.model.key(row)
        if key is not None:
            self._rows.model.toggle(key)

    def _shown_rows(self) -> range:
        """The rows on the screen: only these can be pressed."""
        first, last = self.list.rowAt(0), self.list.rowAt(self.list.viewport().height() - 1)
        return range(max(0, first), (last if last >= 0 else self._rows.model.rowCount() - 1) + 1)

    def tell_marked(self, *, deeds: bool) -> None:
        """How many are marked, and whether anything can be done with all of them."""
        count = len(self._rows.model.checked())
        text = translate("inbox", "%n chosen", "", count)
        if not deeds:
            text = translate("inbox", "%n chosen, of different kinds", "", count)
        self.batch.set_where(text)

    def _marked(self, keys: tuple[Key, ...]) -> None:
        on = bool(keys)
        self.list.set_selecting(on)
        self.batch.setVisible(on)
        self._batch_line.setVisible(on)
