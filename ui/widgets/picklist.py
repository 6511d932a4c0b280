# SPDX-License-Identifier: Apache-2.0
"""A short list under a line one types in: rows under headings, one of them marked, Enter takes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QWidget

from ui import theme
from ui.widgets.rowmodel import FACE, Index

ROW: Final = 40
GROUP: Final = 32
EDITING: Final = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))


class Sayable(Protocol):
    """A row; a heading is a plain string."""

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        ...


class _Rows(QAbstractTableModel):
    """Rows and the headings of their groups, in one column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Any] = []

    def show(self, rows: Iterable[Sayable | str]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == FACE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else row.said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags  # a heading: arrow keys pass over it


class PickList(QTableView):
    """The rows. `picked` carries one on Enter or a click.

    Letters typed here are sent on by `typed`, Up on the first row by `left`. Whoever derives from it gives it a
    delegate that paints what stands under the role FACE, and says in `tall(row)` how high a row is.
    """

    picked = Signal(object)
    typed = Signal(object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Rows()
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._pick)
        self.retheme()

    def tall(self, row: Any) -> int:
        """How high a row (or a heading, a plain string) is, in px at the usual text size."""
        return GROUP if isinstance(row, str) else ROW

    def show_rows(self, rows: Iterable[Sayable | str]) -> None:
        """Show these; the first that is no heading is marked, so that Enter takes it."""
        self._model.show(rows)
        self._size_rows()
        self.updateGeometry()
        self.go(0)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows and headings that are shown."""
        return tuple(self._model.rows)

    def go(self, row: int, by: int = 1) -> None:
        """Mark this row, or the next (`by` -1: the one before) that is no heading."""
        while 0 <= row < len(self._model.rows) and isinstance(self._model.rows[row], str):
            row += by
        if 0 <= row < len(self._model.rows):
            self.setCurrentIndex(self._model.index(row, 0))

    def current(self) -> Any | None:
        """The marked row."""
        row = self.currentIndex().row()
        found = self._model.rows[row] if 0 <= row < len(self._model.rows) else None
        return None if isinstance(found, str) else found

    def retheme(self) -> None:
        palette = QPalette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):  # the delegate marks rows
            palette.setColor(role, theme.tokens().card)
        self.setPalette(palette)
        self._size_rows()
        self.updateGeometry()

    def _size_rows(self) -> None:
        down = self.verticalHeader()
        down.setDefaultSectionSize(theme.current().hit(ROW))
        for at, row in enumerate(self._model.rows):
            down.resizeSection(at, theme.current().hit(self.tall(row)))

    def keyboardSearch(self, search: str) -> None:
        """Letters go back to the line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._pick(self.currentIndex())
        elif key == Qt.Key.Key_Up and self._is_first():
            self.left.emit()
        elif key == Qt.Key.Key_Home:  # Qt moves across columns here, and nothing is said
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self._model.rows) - 1, -1)
        elif key in EDITING or (event.text().isprintable() and event.text()):
            self.typed.emit(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_first(self) -> bool:
        return all(isinstance(row, str) for row in self._model.rows[: max(0, self.currentIndex().row())])

    def _pick(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is not None and not isinstance(row, str):
            self.picked.emit(row)


def type_on(line: QLineEdit, event: QKeyEvent) -> None:
    """A letter that was typed in the list goes on in the line."""
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    if event.key() in EDITING:
        line.backspace()
    else:
        line.insert(event.text())
