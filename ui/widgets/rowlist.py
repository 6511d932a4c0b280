# SPDX-License-Identifier: Apache-2.0
"""The long list: fixed rows under group headers, quick at 100,000 rows, one sentence each.

A one-column `QTableView`: with a `QListView` a screen reader fetches every child before it says
a word. Row heights are fixed, so nothing is measured; headers are the only other height. Single
letters are left to the room's shortcuts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.widgets.rowdelegate import CHECK_ZONE, RowDelegate
from ui.widgets.rowmodel import FACE, RowFace, RowModel

HEADER_TALL: Final = 40


class RowList(QTableView):
    """Shows a `RowModel`.

    `picked` carries the `RowFace` now selected (None: nothing); the reading pane follows it.
    `opened` carries the face on Enter or a double click. `check_asked` carries the face whose
    mark the officer wants to change (a click on the mark in selection mode, or Ctrl+click); the
    room changes its model. Before removing rows call `leave(row)`.
    """

    picked = Signal(object)
    opened = Signal(object)
    check_asked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: QAbstractItemModel | None = None
        self._headers: list[int] = []
        self._picked: str | None = None
        self.setAccessibleName(name)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(self._activated)
        self.retheme()

    # ---- what rooms call ---------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        old = self._model
        if old is not None:
            old.modelReset.disconnect(self._size_headers)
            old.layoutChanged.disconnect(self._size_headers)
            old.rowsInserted.disconnect(self._inserted)
            old.rowsMoved.disconnect(self._size_headers)
            old.rowsRemoved.disconnect(self._recall_headers)
        super().setModel(model)
        self._model = model
        if model is not None:
            model.modelReset.connect(self._size_headers)
            model.layoutChanged.connect(self._size_headers)
            model.rowsInserted.connect(self._inserted)
            model.rowsMoved.connect(self._size_headers)
            model.rowsRemoved.connect(self._recall_headers)
        self._headers, self._picked = [], None
        self._size_headers()

    def set_selecting(self, on: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show marks instead of kind tiles, and let a click on them ask for a change."""
        self._delegate.selecting = on
        self.viewport().update()

    @property
    def selecting(self) -> bool:
        """Whether marks are shown."""
        return self._delegate.selecting

    def current_face(self) -> RowFace | None:
        """The face of the current row, None on a header or without one."""
        return self._face(self.currentIndex())

    def go(self, row: int) -> None:
        """Make `row` current and selected, and show it; a header passes on to the row below."""
        if self._is_header(row) and row < self._last():
            row += 1
        if self._model is not None and 0 <= row <= self._last():
            self.setCurrentIndex(self._model.index(row, 0))

    def step(self, by: int) -> None:
        """Move `by` rows on (or back), not counting headers; stay at the ends."""
        row, last = self.currentIndex().row(), self._last()
        if row < 0:
            self.go(0)
            return
        way = 1 if by > 0 else -1
        for _ in range(abs(by)):
            found = row + way
            while 0 <= found <= last and self._is_header(found):
                found += way
            if not 0 <= found <= last:
                break
            row = found
        self.go(row)

    def leave(self, row: int) -> None:
        """Move on from `row`, which is about to go: to the next row, at the end to the one before.

        Called before `removeRows`; left alone Qt picks the row before, and the wrong sentence
        is read.
        """
        if self.currentIndex().row() != row:
            return
        self.step(1)
        if self.currentIndex().row() == row:
            self.step(-1)

    def _last(self) -> int:
        """The number of the last row, -1 without rows."""
        return self._model.rowCount() - 1 if self._model is not None else -1

    # ---- headers -----------------------------------------------------------------------------

    def _is_header(self, row: int) -> bool:
        at = bisect_left(self._headers, row)
        return at < len(self._headers) and self._headers[at] == row

    def _recall_headers(self) -> None:
        model = self._model
        self._headers = list(model.header_rows()) if isinstance(model, RowModel) else []

    def _size_headers(self) -> None:
        """Give each header its height and the rows that were headers before theirs back."""
        down = self.verticalHeader()
        before = self._headers
        self._recall_headers()
        tall, rows = theme.current().row_height, down.count()
        for row in set(before).difference(self._headers):
            if row < rows:
                down.resizeSection(row, tall)
        self._resize(self._headers)

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._recall_headers()  # Qt has moved the heights of the rows below along
        low, high = bisect_left(self._headers, first), bisect_left(self._headers, last + 1)
        self._resize(self._headers[low:high])

    def _resize(self, rows: list[int]) -> None:
        down, tall = self.verticalHeader(), theme.current().hit(HEADER_TALL)
        for row in rows:
            down.resizeSection(row, tall)

    # ---- look --------------------------------------------------------------------------------

    def retheme(self) -> None:
        palette = QPalette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):  # the delegate marks rows
            palette.setColor(role, theme.tokens().surface)
        self.setPalette(palette)
        down = self.verticalHeader()
        if down.defaultSectionSize() != theme.current().row_height:
            down.setDefaultSectionSize(theme.current().row_height)
            self._resize(self._headers)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._model is not None and not self.selectionModel().hasSelection():
            # A list without a current row says nothing to a reader; the one Qt has just made current is not
            # chosen, so the pane beside would stay empty.
            self.go(max(0, self.currentIndex().row()))

    # ---- keys and pointer --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:  # Qt moves across columns here, and nothing is said
            self.go(0)
        elif event.key() == Qt.Key.Key_End:
            self.go(self._last())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here; Qt would walk all rows for them."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or not self._is_header(found.row()) or QAccessible.isActive():
            return found  # with a screen reader one stops at a header and hears it
        row = found.row()
        way = 1 if row > self.currentIndex().row() else -1
        beyond = found.sibling(row + way, 0)
        return beyond if beyond.isValid() else self.currentIndex()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if index.isValid() and self._is_header(index.row()):
            return QItemSelectionModel.SelectionFlag.NoUpdate  # the reading pane keeps its letter
        return super().selectionCommand(index, event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        chosen = self.selectionModel().selectedRows()
        face = self._face(chosen[0]) if chosen else None
        id = face.id if face is not None else None
        if id != self._picked:  # removing another row also ends up here
            self._picked = id
            self.picked.emit(face)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        face = self._face(index)
        left = event.button() == Qt.MouseButton.LeftButton
        on_mark = self.selecting and event.position().x() < CHECK_ZONE
        if face is not None and left and (on_mark or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.check_asked.emit(face)
            return
        super().mousePressEvent(event)

    def _activated(self, index: QModelIndex) -> None:
        face = self._face(index)
        if face is not None:
            self.opened.emit(face)

    @staticmethod
    def _face(index: QModelIndex) -> RowFace | None:
        face = index.data(FACE) if index.isValid() else None
        return face if isinstance(face, RowFace) else None
