# SPDX-License-Identifier: Apache-2.0
"""The people one may choose from: a short list with faces, posts, places and loads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.rowmodel import FACE, Index

ROW: Final = 40
GROUP: Final = 32
EDITING: Final = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person one may choose: who, their post, where they work today, how much they have.

    Consecutive candidates with the same `group` stand under its heading. `sentence` is read
    aloud; without one, name, post, place and load are.
    """

    id: str
    name: str
    post: str = ""
    place_text: str = ""
    place_icon: str = ""
    place_tone: theme.Tone = "accent"
    load_text: str = ""
    load_tone: theme.Tone = "grey"
    group: str = ""
    sentence: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says."""
        parts = (self.name, self.post, self.place_text, self.load_text)
        return self.sentence or ", ".join(part for part in parts if part)


class _Candidates(QAbstractTableModel):
    """Candidates and the headings of their groups (plain strings), in one column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Candidate | str] = []

    def show(self, candidates: Iterable[Candidate]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for candidate in candidates:
            if candidate.group and candidate.group != group:
                group = candidate.group
                self.rows.append(group)
            self.rows.append(candidate)
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
            return row.said if isinstance(row, Candidate) else row
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Candidate):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags  # a heading: arrow keys pass over it


class _CandidateDelegate(QStyledItemDelegate):
    """Face, name over post, place, load; a heading for each group."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(FACE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = theme.tokens()
        if isinstance(row, str):
            painter.setFont(theme.font(11, 600))
            painter.setPen(tokens.text2)
            painter.drawText(rect.adjusted(16, 6, -16, 0), Qt.AlignmentFlag.AlignVCenter, row)
        elif isinstance(row, Candidate):
            body = QRectF(rect).adjusted(6, 0, -6, 0)
            if state & QStyle.StateFlag.State_Selected:
                focused = bool(state & QStyle.StateFlag.State_HasFocus)
                line = tokens.accent if focused else tokens.selected_line
                paint.box(painter, body, 7, tokens.selected, line, 2 if focused else 1)
            elif state & QStyle.StateFlag.State_MouseOver:
                paint.box(painter, body, 7, tokens.hover)
            self._person(painter, body, row)

    @staticmethod
    def _person(painter: QPainter, body: QRectF, who: Candidate) -> None:
        tokens = theme.tokens()
        half = body.height() / 2
        face = QRectF(body.x() + 10, body.center().y() - 14, 28, 28)
        faces.paint_avatar(painter, face, who.name)
        load_font, place_font = theme.font(12, 500, tabular=True), theme.font(12, 500)
        load_wide = theme.current().px(100)
        place_wide = theme.current().px(130)
        right = body.right() - 12 - load_wide
        painter.setFont(load_font)
        painter.setPen(tokens.tone(who.load_tone).text)
        right_side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(right, body.y(), load_wide, body.height()), right_side, who.load_text)
        right -= place_wide
        if who.place_text:
            ink = tokens.tone(who.place_tone).text
            if who.place_icon:
                faces.paint(painter, who.place_icon, right, body.center().y() - 7, ink, 14)
            painter.setFont(place_font)
            painter.setPen(ink)
            where = QRectF(right + 20, body.y(), place_wide - 20, body.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, who.place_text)
        left = face.right() + 10
        room = right - left - 8
        for text, font, ink, top in (
            (who.name, theme.font(13, 500), tokens.text, body.y() + 2),
            (who.post, theme.font(11), tokens.text2, body.y() + half - 1),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top, room, half - 1), Qt.AlignmentFlag.AlignVCenter, shown)


class CandidateList(QTableView):
    """The candidates. `picked` carries one on Enter, a click or a double click.

    Letters typed here are sent on by `typed`, Up on the first row by `left`.
    """

    picked = Signal(object)
    typed = Signal(object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Candidates()
        self.setModel(self._model)
        self.setItemDelegate(_CandidateDelegate(self))
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

    def set_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Show these; the first one is marked, so that Enter takes it."""
        self._model.show(candidates)
        self._size_rows()
        self.updateGeometry()
        for row, who in enumerate(self._model.rows):
            if isinstance(who, Candidate):
                self.setCurrentIndex(self._model.index(row, 0))
                break

    def current(self) -> Candidate | None:
        """The marked candidate."""
        row = self.currentIndex().row()
        who = self._model.rows[row] if 0 <= row < len(self._model.rows) else None
        return who if isinstance(who, Candidate) else None

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
        for row, who in enumerate(self._model.rows):
            down.resizeSection(row, theme.current().hit(GROUP if isinstance(who, str) else ROW))

    def sizeHint(self) -> QSize:
        return QSize(420, self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self.verticalHeader().length(), 3 * theme.current().hit(ROW)))

    def keyboardSearch(self, search: str) -> None:
        """Letters go back to the field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._pick(self.currentIndex())
        elif key == Qt.Key.Key_Up and self._is_first():
            self.left.emit()
        elif key in EDITING or (event.text().isprintable() and event.text()):
            self.typed.emit(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_first(self) -> bool:
        row = self.currentIndex().row()
        return not any(isinstance(who, Candidate) for who in self._model.rows[:row])

    def _pick(self, index: QModelIndex) -> None:
        who = self._model.rows[index.row()] if index.isValid() else None
        if isinstance(who, Candidate):
            self.picked.emit(who)
