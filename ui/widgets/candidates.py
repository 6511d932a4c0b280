# SPDX-License-Identifier: Apache-2.0
"""The people one may choose from: a short list with faces, posts, places and loads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.picklist import ROW, PickList
from ui.widgets.rowmodel import FACE


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


class CandidateList(PickList):
    """The candidates under the headings of their groups. `picked` carries one on Enter, a click or a double click."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(_CandidateDelegate(self))

    def set_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Show these; the first one is marked, so that Enter takes it."""
        rows: list[Candidate | str] = []
        group = ""
        for candidate in candidates:
            if candidate.group and candidate.group != group:
                group = candidate.group
                rows.append(group)
            rows.append(candidate)
        self.show_rows(rows)

    def current(self) -> Candidate | None:
        """The marked candidate."""
        who = super().current()
        return who if isinstance(who, Candidate) else None

    def sizeHint(self) -> QSize:
        return QSize(420, self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self.verticalHeader().length(), 3 * theme.current().hit(ROW)))
