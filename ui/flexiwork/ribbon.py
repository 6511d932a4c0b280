# SPDX-License-Identifier: Apache-2.0
"""The day as a ribbon of hours: where one worked, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import faces, theme, when
from ui.flexiwork import words
from ui.flexiwork.day import DayView, span_of
from ui.widgets import paint
from workspace.domain.moment import Instant, at, to_ms
from workspace.domain.presence import time_of

translate = QCoreApplication.translate

AXIS: Final = 28
LANE: Final = 44
PROOF: Final = 26
LEGEND: Final = 24
LABELS: Final = 86


@dataclass(frozen=True, slots=True)
class _Scale:
    """From instants to pixels."""

    midnight: int
    first: int
    last: int
    left: float
    wide: float

    def x(self, instant: Instant) -> float:
        """Where an instant stands."""
        return self.hour((to_ms(instant) - self.midnight) / 3_600_000)

    def hour(self, hour: float) -> float:
        """Where an hour of the day stands."""
        return self.left + (hour - self.first) / (self.last - self.first) * self.wide


class Ribbon(QWidget):
    """Shows a `DayView`; two lanes of proofs when their words would overlap. Its name says the same."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._view: DayView | None = None
        self._now: Instant = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, view: DayView, now: Instant) -> None:
        """Show how the day stands at `now`."""
        self._view, self._now = view, now
        self.setAccessibleName(self._sentence(view))
        self.updateGeometry()
        self.update()

    def _sentence(self, view: DayView) -> str:
        parts = [
            translate("flexiwork", "{scheme} from {start} to {end}").format(
                scheme=words.scheme(spell.scheme),
                start=when.clock(spell.start, self._zone),
                end=when.clock(spell.end or self._now, self._zone),
            )
            for spell in view.spells
        ]
        return translate("flexiwork", "Hours of the day") + (f": {', '.join(parts)}" if parts else "")

    def sizeHint(self) -> QSize:
        rows = max(self._proof_rows(), default=0) + 1 if self._view else 1
        tall = theme.current().px
        return QSize(560, tall(AXIS) + tall(LANE) + rows * tall(PROOF) + tall(LEGEND) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()  # words may now overlap, or no longer

    def retheme(self) -> None:
        self.updateGeometry()

    # ---- geometry ----------------------------------------------------------------------------

    def _scale(self) -> _Scale:
        assert self._view is not None, "nothing to show"  # noqa: S101 - told to mypy
        first, last = span_of(self._view, self._now, self._zone)
        left = theme.current().px(LABELS)
        midnight = to_ms(at(self._view.day, "00:00", self._zone))
        return _Scale(midnight, first, last, left + 8.0, max(60.0, self.width() - left - 24.0))

    def _chips(self) -> list[tuple[words.Sign, str, float, float]]:
        """Sign, word, left and width of each proof."""
        if self._view is None:
            return []
        scale, metrics = self._scale(), QFontMetrics(theme.font(11, 600, tabular=True))
        chips = []
        for event in self._view.events:
            sign = words.grade(event)
            text = f"{sign.text} {when.clock(time_of(event), self._zone)}"
            wide = metrics.horizontalAdvance(text) + theme.current().px(13) + 21
            left = min(scale.x(time_of(event)), self.width() - wide - 1)
            chips.append((sign, text, max(scale.left, left), float(wide)))
        return chips

    def _proof_rows(self) -> list[int]:
        """In which row each proof stands: the first that is free."""
        ends: list[float] = []
        rows = []
        for _, _, left, wide in self._chips():
            row = next((n for n, end in enumerate(ends) if end + 6 <= left), len(ends))
            ends[row : row + 1] = [left + wide]
            rows.append(row)
        return rows

    # ---- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter = QPainter(self)
        scale = self._scale()
        px = theme.current().px
        self._hours(painter, scale)
        lane = QRectF(scale.left, px(AXIS) + 6, scale.wide, px(LANE) - 12)
        self._lane_name(painter, translate("flexiwork", "Presence"), lane)
        for spell in self._view.spells:
            self._spell(painter, scale, lane, spell.scheme, spell.start, spell.end)
        top = px(AXIS) + px(LANE)
        self._lane_name(painter, translate("flexiwork", "Proof"), QRectF(0, top, scale.wide, px(PROOF) - 4))
        if self._view.stage != "done":
            self._now_mark(painter, scale)
        for (sign, text, left, wide), row in zip(self._chips(), self._proof_rows(), strict=True):
            where = QRectF(left, top + row * px(PROOF), wide, px(PROOF) - 4)
            self._proof(painter, where, sign, text)
        self._legend(painter, scale)

    def _hours(self, painter: QPainter, scale: _Scale) -> None:
        tokens = theme.tokens()
        metrics = QFontMetrics(theme.font(12, tabular=True))
        room = scale.wide / (scale.last - scale.first)
        step = 1 if room > metrics.horizontalAdvance("00") + 12 else 2 if room > 16 else 3
        foot = self._foot()
        hidden = self._badge(scale) if self._view and self._view.stage != "done" else QRectF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for hour in range(scale.first, scale.last + 1):
            if (hour - scale.first) % step:
                continue
            x = scale.hour(hour)
            painter.setPen(tokens.hairline)
            painter.drawLine(QPointF(x, theme.current().px(AXIS)), QPointF(x, foot))
            strong = hour % 3 == 0
            painter.setFont(theme.font(12, 500 if strong else 400, tabular=True))
            painter.setPen(tokens.text if strong else tokens.text2)
            half = metrics.horizontalAdvance("00") / 2 + 3
            where = QRectF(x - half, 0, 2 * half, theme.current().px(20))
            if not where.intersects(hidden):
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{hour:02d}")
        office = self._view.office if self._view else None
        if office is not None:
            left, right = scale.x(office.start), scale.x(office.end)
            bar = QRectF(left, theme.current().px(AXIS) - 3, right - left, 3)
            paint.box(painter, bar, 1.5, tokens.control)

    def _lane_name(self, painter: QPainter, text: str, lane: QRectF) -> None:
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.tokens().text2)
        where = QRectF(0, lane.y(), theme.current().px(LABELS), lane.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)

    def _spell(
        self, painter: QPainter, scale: _Scale, lane: QRectF, scheme: str, start: Instant, end: Instant | None
    ) -> None:
        colors = theme.tokens().tone(words.TONES.get(scheme, "grey"))
        left, right = scale.x(start), scale.x(end or self._now)
        body = QRectF(left, lane.y(), max(4.0, right - left), lane.height())
        paint.box(painter, body, 7, colors.ground, colors.text)
        painter.fillRect(QRectF(left, lane.y() - 4, 2, lane.height() + 8), colors.text)
        text = words.scheme(scheme)
        metrics = QFontMetrics(theme.font(12, 600))
        side = theme.current().px(15)
        if body.width() < side + 16:
            return
        faces.paint(
            painter,
            words.ICONS.get(scheme, "circle"),
            left + 9,
            body.center().y() - side / 2,
            colors.text,
            side,
        )
        if body.width() >= side + metrics.horizontalAdvance(text) + 30:
            painter.setFont(theme.font(12, 600))
            painter.setPen(colors.text)
            where = body.adjusted(side + 15, 0, -4, 0)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)

    @staticmethod
    def _proof(painter: QPainter, where: QRectF, sign: words.Sign, text: str) -> None:
        colors = theme.tokens().tone(sign.tone)
        paint.box(painter, where, 5, colors.ground)
        side = theme.current().px(13)
        faces.paint(painter, sign.icon, where.x() + 7, where.center().y() - side / 2, colors.text, side)
        painter.setFont(theme.font(11, 600, tabular=True))
        painter.setPen(colors.text)
        painter.drawText(where.adjusted(side + 12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _foot(self) -> float:
        return float(self.height() - theme.current().px(LEGEND) - 4)

    def _badge(self, scale: _Scale) -> QRectF:
        """The box of the present time, over the axis."""
        metrics = QFontMetrics(theme.font(12, 600, tabular=True))
        wide = metrics.horizontalAdvance(when.clock(self._now, self._zone)) + 12
        left = min(max(0.0, scale.x(self._now) - wide / 2), self.width() - wide)
        return QRectF(left, 0, wide, theme.current().px(20))

    def _now_mark(self, painter: QPainter, scale: _Scale) -> None:
        tokens = theme.tokens()
        x = scale.x(self._now)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent, 2))
        painter.drawLine(QPointF(x, theme.current().px(20)), QPointF(x, self._foot()))
        badge = self._badge(scale)
        paint.box(painter, badge, 5, tokens.accent)
        painter.setFont(theme.font(12, 600, tabular=True))
        painter.setPen(tokens.on_accent)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, when.clock(self._now, self._zone))

    def _legend(self, painter: QPainter, scale: _Scale) -> None:
        office = self._view.office if self._view else None
        if office is None:
            return
        tokens = theme.tokens()
        text = translate("flexiwork", "Office hours {start} to {end}").format(
            start=when.clock(office.start, self._zone), end=when.clock(office.end, self._zone)
        )
        line = QRectF(scale.left, self._foot() + 4, scale.wide, theme.current().px(LEGEND))
        paint.box(painter, QRectF(line.x(), line.center().y() - 1.5, 20, 3), 1.5, tokens.control)
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(tokens.text2)
        painter.drawText(line.adjusted(28, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
