# SPDX-License-Identifier: Apache-2.0
"""A short list of lines with an icon: parts of a letter, kinds of letters, positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.label import plain_tip
from ui.widgets.picklist import PickList
from ui.widgets.rowmodel import FACE

STEP = 14  # px to the right for each level


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: its text, an icon before it, a word at its right end; `level` moves it to the right.

    Consecutive entries with the same `group` stand under its heading. `sentence` is read aloud; without one, text
    and trailing word are.
    """

    id: str
    text: str
    icon: str = ""
    ink: theme.Ink = "text2"
    trailing: str = ""
    level: int = 0
    group: str = ""
    sentence: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says."""
        return self.sentence or ", ".join(part for part in (self.text, self.trailing) if part)


class _Delegate(QStyledItemDelegate):
    """The ground of the marked row, and on it icon, text and the word at the end; headings."""

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
            return
        body, marked = QRectF(rect).adjusted(6, 0, -6, 0), bool(state & QStyle.StateFlag.State_Selected)
        if marked:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            line = tokens.accent if focused else tokens.selected_line
            paint.box(painter, body, 7, tokens.selected, line, 2 if focused else 1)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, body, 7, tokens.hover)
        _draw(painter, body, row, marked=marked)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tip of a row is its text where it has no room, found by painting it where nobody sees it."""
        row, rect = index.data(FACE), QRectF(option.rect)
        unseen = QImage(1, 1, QImage.Format.Format_RGB32)
        painter = QPainter(unseen)
        short = isinstance(row, Entry) and _draw(painter, rect.adjusted(6, 0, -6, 0), row, marked=True)
        painter.end()
        QToolTip.showText(event.globalPos(), plain_tip(row.text) if short else "", view)
        return short


def _draw(painter: QPainter, body: QRectF, row: Entry, *, marked: bool) -> bool:
    """Whether the text had to be cut short."""
    tokens, side = theme.tokens(), theme.current().px(16)
    left, right = body.x() + 10 + STEP * row.level, body.right() - 10
    middle = Qt.AlignmentFlag.AlignVCenter
    if row.icon:
        faces.paint(painter, row.icon, left, body.center().y() - side / 2, tokens.ink(row.ink), side)
        left += side + 10
    if row.trailing:
        font = theme.font(11, 600, tabular=True)
        wide = QFontMetrics(font).horizontalAdvance(row.trailing)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        painter.drawText(QRectF(right - wide, body.y(), wide, body.height()), middle, row.trailing)
        right -= wide + 8
    font = theme.font(13, 600 if marked else 400)
    painter.setFont(font)
    painter.setPen(tokens.text)
    shown = QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, int(right - left))
    painter.drawText(QRectF(left, body.y(), right - left, body.height()), middle, shown)
    return shown != row.text


class LineList(PickList):
    """Shows entries on one of the background tokens. What was marked stays marked where it is still there."""

    def __init__(self, name: str, ground: str = "surface", parent: QWidget | None = None) -> None:
        self._ground = ground
        self._entries: tuple[Entry, ...] = ()
        super().__init__(name, parent)
        self.setItemDelegate(_Delegate(self))

    def tall(self, row: Entry | str) -> int:
        return 34 if isinstance(row, str) else 30

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():  # or Enter would take a row nobody sees marked
            self.go(max(self.currentIndex().row(), 0))

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the list stays where it was scrolled to."""
        if tuple(entries) == self._entries:
            return
        kept, bar = self.current(), self.verticalScrollBar()
        self._entries, value = tuple(entries), bar.value()
        rows: list[Entry | str] = []
        group = ""
        for entry in self._entries:
            if entry.group and entry.group != group:
                group = entry.group
                rows.append(group)
            rows.append(entry)
        self.show_rows(rows)
        if kept is not None:
            self.mark(kept.id)
        bar.setValue(value)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown, without the headings."""
        return self._entries

    def mark(self, id: str) -> None:
        """Mark an entry; an unknown id changes nothing."""
        for at, row in enumerate(self.rows):
            if not isinstance(row, str) and row.id == id:
                self.go(at)

    def retheme(self) -> None:
        super().retheme()
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):
            palette.setColor(role, getattr(theme.tokens(), self._ground))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 3 * theme.current().hit(30))
