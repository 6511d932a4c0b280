# SPDX-License-Identifier: Apache-2.0
"""Paints the rows of the long list: three lines, or two when compact, and group headers.

The order in which things give way on a narrow row: the subject is elided, the urgency chip goes,
the class chip goes; the limit is never cut. Fonts, metrics, widths and elided texts are kept
for one theme: a scroll step repaints a few rows and must cost little.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QImage, QPainter
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
from ui.widgets.rowmodel import FACE, HeaderFace, RowFace

EDGE: Final = 8  # from the list's edge to the card
PAD: Final = 12  # from the card to what is in it
TILE: Final = 34
CHECK_ZONE: Final = EDGE + PAD + TILE + 6
_CHIP_PAD: Final = 7
_GAP: Final = 8
_MORE: Final = "…"


class _Pen:
    """One font with its metrics, and what it has measured."""

    def __init__(self, size: int, weight: int, *, tabular: bool = False) -> None:
        self.font = theme.font(size, weight, tabular=tabular)
        self.metrics = QFontMetrics(self.font)
        self.drop = (self.metrics.ascent() - self.metrics.descent()) / 2  # centre to baseline
        self.width = lru_cache(maxsize=4096)(self.metrics.horizontalAdvance)
        self.elided = lru_cache(maxsize=4096)(self._elided)

    def _elided(self, text: str, room: int) -> str:
        if self.width(text) <= room:
            return text
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))


class _Noting(_Pen):
    """Notes what has no room."""

    def __init__(self, notes: list[str], size: int, weight: int, *, tabular: bool = False) -> None:
        super().__init__(size, weight, tabular=tabular)
        self._notes = notes

    def _elided(self, text: str, room: int) -> str:
        shown = super()._elided(text, room)
        if shown != text:
            self._notes.append(text)
        return shown


class _Look:
    """Fonts and sizes of one theme."""

    def __init__(self, now: theme.Theme, pen: Callable[..., _Pen] = _Pen) -> None:
        self.theme = now
        self.tokens = now.tokens
        self.strong = pen(13, 600)
        self.medium = pen(13, 500)
        self.normal = pen(13, 400)
        self.small = pen(12, 400, tabular=True)
        self.small_medium = pen(12, 500, tabular=True)
        self.chip = pen(11, 600)
        self.group = pen(12, 600)
        self.time = pen(12, 400, tabular=True)
        self.time_new = pen(12, 600, tabular=True)
        self.line = now.px(20)
        self.chip_tall = now.px(18)
        self.icon = now.px(15)


class RowDelegate(QStyledItemDelegate):
    """Paints `RowFace` and `HeaderFace`; `selecting` shows marks instead of tiles."""

    selecting = False
    _look: _Look | None = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = self._look
        if look is None or look.theme is not theme.current():
            look = self._look = _Look(theme.current())
        self._paint(painter, look, option, index)

    def _paint(
        self,
        painter: QPainter,
        look: _Look,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        face = index.data(FACE)
        rect: QRect = option.rect.adjusted(EDGE, 0, -_right_edge(option), 0)
        if isinstance(face, HeaderFace):
            self._header(painter, look, rect, face)
        elif isinstance(face, RowFace):
            state: QStyle.StateFlag = option.state
            self._row(painter, look, rect, face, state)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tip of a row: what it has no room for, found by painting it once more where nobody sees it."""
        notes: list[str] = []
        unseen = QImage(1, 1, QImage.Format.Format_RGB32)
        painter = QPainter(unseen)
        self._paint(painter, _Look(theme.current(), partial(_Noting, notes)), option, index)
        painter.end()
        QToolTip.showText(event.globalPos(), plain_tip(" · ".join(notes)), view)
        return bool(notes)

    # ---- headers -----------------------------------------------------------------------------

    @staticmethod
    def _header(painter: QPainter, look: _Look, rect: QRect, face: HeaderFace) -> None:
        left, right = rect.x() + PAD, rect.right() + 1 - PAD - 1
        middle = rect.bottom() - look.theme.px(14)
        painter.setPen(look.tokens.text2)
        count = str(face.count)
        _write(painter, look.group, right - look.group.width(count), middle, count)
        room = int(right - left - look.group.width(count) - _GAP)
        _write(painter, look.group, left, middle, look.group.elided(face.text, room))

    # ---- rows --------------------------------------------------------------------------------

    def _row(
        self, painter: QPainter, look: _Look, rect: QRect, face: RowFace, state: QStyle.StateFlag
    ) -> None:
        tokens = look.tokens
        card = QRectF(rect).adjusted(0, 1, 0, -1)
        self._ground(painter, look, card, face, state)
        left = card.x() + PAD
        if self.selecting:
            mark = QRectF(left + 1, card.center().y() - 8, 16, 16)
            paint.tick(painter, mark, checked=face.checked)
            left += 16 + PAD
        else:
            compact = look.theme.density == "compact"
            top = card.center().y() - TILE / 2 if compact else card.y() + look.theme.px(11)
            tile = QRectF(left, top, TILE, TILE)
            colors = tokens.tone(face.kind_tone)
            paint.box(painter, tile, 8, colors.ground)
            faces.paint(painter, face.kind_icon, tile.x() + 8, tile.y() + 8, colors.text, 18)
            if face.unread:
                dot = QRectF(tile.right() - 5, tile.y() - 5, 10, 10)
                paint.box(painter, dot, 5, tokens.accent, tokens.surface, 1.5)
            left += TILE + PAD
        right = card.right() - PAD - 1
        if look.theme.density == "compact":
            middle = card.center().y() - look.line / 2 + 1
            self._first_line(painter, look, face, left, right, middle)
            self._second_line_compact(painter, look, face, left, right, middle + look.line)
        else:
            middle = card.y() + look.theme.px(19)
            self._first_line(painter, look, face, left, right, middle)
            self._subject(painter, look, face, left, right, middle + look.line)
            self._third_line(painter, look, face, left, right, middle + 2 * look.line)

    def _ground(
        self, painter: QPainter, look: _Look, card: QRectF, face: RowFace, state: QStyle.StateFlag
    ) -> None:
        tokens = look.tokens
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            line, width = (tokens.accent, 2.0) if focused else (tokens.selected_line, 1.0)
            paint.box(painter, card, 9, tokens.selected, line, width)
        elif face.checked and self.selecting:
            paint.box(painter, card, 9, tokens.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.box(painter, card, 9, tokens.hover)

    @staticmethod
    def _first_line(
        painter: QPainter, look: _Look, face: RowFace, left: float, right: float, middle: float
    ) -> None:
        tokens = look.tokens
        clock = look.time_new if face.unread else look.time
        when = clock.width(face.when)
        painter.setPen(tokens.accent if face.unread else tokens.text2)
        _write(painter, clock, right - when, middle, face.when)
        pen = look.strong if face.unread else look.medium
        painter.setPen(tokens.text if face.unread else tokens.text2)
        _write(painter, pen, left, middle, pen.elided(face.sender, int(right - left - when - _GAP)))

    @staticmethod
    def _subject(
        painter: QPainter, look: _Look, face: RowFace, left: float, right: float, middle: float
    ) -> None:
        pen = look.medium if face.unread else look.normal
        painter.setPen(look.tokens.text)
        _write(painter, pen, left, middle, pen.elided(face.subject, int(right - left)))

    def _third_line(
        self, painter: QPainter, look: _Look, face: RowFace, left: float, right: float, middle: float
    ) -> None:
        due_pen = look.small if face.due_tone == "grey" else look.small_medium
        due = f"· {face.due_text}" if face.due_text else ""
        due_wide = due_pen.width(due) + _GAP if due else 0
        kind_wide = look.small.width(face.kind_text)
        least = left + due_wide + min(kind_wide, look.theme.px(48))
        right = self._signs(painter, look, face, right, middle, least)
        room = right - left - due_wide
        if room >= min(kind_wide, look.theme.px(32)):
            painter.setPen(look.tokens.text2)
            _write(painter, look.small, left, middle, look.small.elided(face.kind_text, int(room)))
            left += min(kind_wide, room)
            room -= kind_wide
            for text, colors in self._chips(look, face):
                wide = self._chip_width(look, text)
                if text and wide + _GAP <= room:
                    self._chip(painter, look, left + _GAP, middle, text, colors)
                    left += wide + _GAP
                    room -= wide + _GAP
            left += _GAP
        else:
            due = face.due_text
        if due:
            painter.setPen(look.tokens.tone(face.due_tone).text)
            _write(painter, due_pen, left, middle, due)

    def _second_line_compact(
        self, painter: QPainter, look: _Look, face: RowFace, left: float, right: float, middle: float
    ) -> None:
        due_pen = look.small if face.due_tone == "grey" else look.small_medium
        least = left + due_pen.width(face.due_text) + look.theme.px(80)
        right = self._signs(painter, look, face, right, middle, least)
        if face.due_text:
            right -= due_pen.width(face.due_text)
            painter.setPen(look.tokens.tone(face.due_tone).text)
            _write(painter, due_pen, right, middle, face.due_text)
            right -= _GAP
        subject = look.medium if face.unread else look.normal
        for text, colors in reversed(self._chips(look, face)):
            wide = self._chip_width(look, text)
            if text and right - left - wide - _GAP >= min(subject.width(face.subject), look.theme.px(120)):
                right -= wide
                self._chip(painter, look, right, middle, text, colors)
                right -= _GAP
        painter.setPen(look.tokens.text)
        _write(painter, subject, left, middle, subject.elided(face.subject, int(right - left)))

    @staticmethod
    def _chips(look: _Look, face: RowFace) -> list[tuple[str, theme.ToneColors]]:
        """The chips of a row, the one that goes last first."""
        tone = look.tokens.tone
        return [(face.class_text, tone("violet")), (face.urgency_text, tone(face.urgency_tone))]

    @staticmethod
    def _signs(
        painter: QPainter, look: _Look, face: RowFace, right: float, middle: float, least: float
    ) -> float:
        """Attachments, waiting, held, from the right edge; returns where they begin.

        Attachments are left out where they would begin before `least`.
        """
        tokens, side = look.tokens, look.icon
        told = face.waiting or face.held
        count = str(face.attachments)
        wide = look.time.width(count) + side + 2 + _GAP
        if face.attachments and right - wide - (side + _GAP if told else 0) >= least:
            right -= look.time.width(count)
            painter.setPen(tokens.text2)
            _write(painter, look.time, right, middle, count)
            right -= side + 2
            faces.paint(painter, "paperclip", right, middle - side / 2, tokens.text2, side)
            right -= _GAP
        if told:
            right -= side
            icon = "triangle-alert" if face.held else "cloud-upload"
            faces.paint(painter, icon, right, middle - side / 2, tokens.amber, side)
            right -= _GAP
        return right

    @staticmethod
    def _chip_width(look: _Look, text: str) -> int:
        return look.chip.width(text) + 2 * _CHIP_PAD if text else 0

    @staticmethod
    def _chip(
        painter: QPainter, look: _Look, left: float, middle: float, text: str, colors: theme.ToneColors
    ) -> None:
        wide = look.chip.width(text) + 2 * _CHIP_PAD
        body = QRectF(left, middle - look.chip_tall / 2, wide, look.chip_tall)
        line: QColor | None = colors.line if look.theme.high_contrast else None
        paint.box(painter, body, 5, colors.ground, line)
        painter.setPen(colors.text)
        _write(painter, look.chip, left + _CHIP_PAD, middle, text)


def _right_edge(option: QStyleOptionViewItem) -> int:
    """From the card to the right edge of the rows: the scroll bar is part of that gap."""
    view = cast("QWidget | None", option.widget)  # the stubs forget that it may be missing
    return max(1, EDGE - (view.width() - option.rect.width())) if view is not None else EDGE


def _write(painter: QPainter, pen: _Pen, left: float, middle: float, text: str) -> None:
    painter.setFont(pen.font)
    painter.drawText(round(left), round(middle + pen.drop), text)
