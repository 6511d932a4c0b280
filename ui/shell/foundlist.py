# SPDX-License-Identifier: Apache-2.0
"""The rows of the command box as they are painted: sign, two lines with the asked words marked, limit or keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import faces, theme
from ui.shell.found import Found
from ui.widgets import paint
from ui.widgets.chip import key_height, keys_width, paint_keys, paint_tile
from ui.widgets.label import plain_tip
from ui.widgets.picklist import PickList
from ui.widgets.rowmodel import FACE

TALL: Final = 48
SLOT: Final = 34
LOW: Final = {"command": 38}  # rows of one line
_PAD: Final = 8  # from the edge of the list to the mark of the chosen row
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
ENTER: Final = ["Enter"]
MORE: Final = "…"


class FoundList(PickList):
    """Shows `Found` rows under plain headings."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(_Delegate(self))

    def tall(self, row: Any) -> int:
        return LOW.get(row.sort, TALL) if isinstance(row, Found) else super().tall(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, theme.current().hit(TALL))


class _Delegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(FACE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = theme.tokens()
        body = QRectF(rect).adjusted(_PAD, 0, -_PAD, 0)
        if isinstance(row, str):
            painter.setFont(theme.font(11, 600))
            painter.setPen(tokens.text2)
            painter.drawText(body.adjusted(12, 4, -12, 0), _MIDDLE, row)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            line = tokens.accent if focused else tokens.selected_line
            paint.box(painter, body, 9, tokens.selected, line, 2 if focused else 1)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, body, 9, tokens.hover)
        _row(painter, body, row, chosen=chosen)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tip of a row: the lines it has no room for, found by painting it once more where nobody sees it."""
        row, cut = index.data(FACE), list[str]()
        if isinstance(row, Found):
            unseen = QImage(1, 1, QImage.Format.Format_RGB32)
            painter = QPainter(unseen)
            rect: QRect = option.rect
            body = QRectF(rect).adjusted(_PAD, 0, -_PAD, 0)
            _row(painter, body, row, chosen=view.currentIndex() == index, cut=cut)
            painter.end()
        QToolTip.showText(event.globalPos(), plain_tip("\n".join(cut)), view)
        return bool(cut)


def _row(painter: QPainter, body: QRectF, row: Found, *, chosen: bool, cut: list[str] | None = None) -> None:
    """Paint a row; `cut` takes the lines that have no room, or are a piece of something longer."""
    tokens, now = theme.tokens(), theme.current()
    side = min(SLOT if row.under else 28, body.height() - 6)
    slot = QRectF(body.x() + 12 + (SLOT - side) / 2, body.center().y() - side / 2, side, side)
    if row.sort == "person" and not row.icon:
        faces.paint_avatar(painter, slot, row.title)
    else:
        paint_tile(painter, slot, row.icon, row.tone)
    right = body.right() - 12
    if caps := list(row.keys) or (ENTER if chosen else []):
        right -= keys_width(caps)
        paint_keys(painter, right, body.center().y() - key_height() / 2, caps)
        right -= 10
    left = body.x() + 12 + SLOT + 10
    if row.chip:
        font = theme.font(12, 600, tabular=True)
        wide = QFontMetrics(font).horizontalAdvance(row.chip) + 16
        if right - wide - left > now.px(160):
            colors = tokens.tone(row.chip_tone)
            chip = QRectF(right - wide, body.center().y() - now.px(22) / 2, wide, now.px(22))
            paint.box(painter, chip, 6, colors.ground, colors.line if now.high_contrast else None)
            painter.setFont(font)
            painter.setPen(colors.text)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, row.chip)
            right -= wide + 10
    room = max(0.0, right - left)
    if not row.under:
        whole = _write(
            painter, QRectF(left, body.y(), room, body.height()), row.title, row.title_marks, 13, "text"
        )
        lines = [(row.title, whole)]
    else:
        half = now.px(18)
        top = body.center().y() - half
        first, second = QRectF(left, top, room, half), QRectF(left, top + half, room, half)
        lines = [
            (row.title, _write(painter, first, row.title, row.title_marks, 13, "text")),
            (row.under, _write(painter, second, row.under, row.under_marks, 12, "text2")),
        ]
    if cut is not None:
        cut += [text for text, whole in lines if not whole or MORE in text]


def _write(
    painter: QPainter, where: QRectF, text: str, marks: Sequence[tuple[int, int]], size: int, ink: theme.Ink
) -> bool:
    """One line of text, elided where it ends, the marked words on amber; whether all of it is there."""
    tokens = theme.tokens()
    weight = 500 if ink == "text" else 400
    plain = QFontMetrics(theme.font(size, weight))
    room = int(where.width()) - (theme.current().px(10) if marks else 0)  # marked words are bold, hence wider
    shown = plain.elidedText(text, Qt.TextElideMode.ElideRight, room)
    left = where.x()
    for piece, marked in _pieces(shown, marks):
        font = theme.font(size, 700 if marked else weight)
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(piece)
        if marked:
            tall = metrics.height()
            ground = QRectF(left - 1, where.center().y() - tall / 2, wide + 2, tall)
            paint.box(painter, ground, 3, tokens.amber_tint)
        painter.setFont(font)
        painter.setPen(tokens.ink(ink))
        painter.drawText(QRectF(left, where.y(), wide + 4, where.height()), _MIDDLE, piece)
        left += wide
    return shown == text


def _pieces(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A text cut at its marks."""
    at = 0
    for start, end in marks:
        if start >= len(text):
            break
        yield text[at:start], False
        yield text[start:end], True
        at = min(end, len(text))
    yield text[at:], False
