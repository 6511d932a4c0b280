# SPDX-License-Identifier: Apache-2.0
"""The versions of a letter on a line: which one is decided on now, which one I decided on before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import faces, theme
from ui.widgets import paint

translate = QCoreApplication.translate

TALL: Final = 52
MOST: Final = 5  # older ones are left out of the line


@dataclass(frozen=True, slots=True)
class Stop:
    """One version: its number, when it was submitted, and whether I decided on it."""

    number: int
    when: str
    mine: bool = False
    now: bool = False


class VersionLine(QWidget):
    """Dots on a line, words under them; the part since my own version is drawn strongly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: tuple[Stop, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, stops: Sequence[Stop]) -> None:
        """Show these versions, the oldest first; only the newest few."""
        self._stops = tuple(stops)[-MOST:]
        self.setAccessibleName(", ".join(self._caption(stop) for stop in self._stops))
        self.update()

    @staticmethod
    def _caption(stop: Stop) -> str:
        if stop.now:
            return translate("approvals", "v{n} now, {when}").format(n=stop.number, when=stop.when)
        if stop.mine:
            return translate("approvals", "v{n} you decided, {when}").format(n=stop.number, when=stop.when)
        return translate("approvals", "v{n} {when}").format(n=stop.number, when=stop.when)

    def _shown(self) -> list[str]:
        """The captions as they fit: whole, without times, or the numbers alone."""
        metrics = QFontMetrics(theme.font(12, 600, tabular=True))
        whole = [self._caption(stop) for stop in self._stops]
        bare = [caption.partition(",")[0] if "," in caption else f"v{stop.number}"
                for caption, stop in zip(whole, self._stops, strict=True)]  # fmt: skip
        numbers = [f"v{stop.number}" for stop in self._stops]
        for captions in (whole, bare):
            if sum(metrics.horizontalAdvance(caption) + 20 for caption in captions) <= self.width():
                return captions
        return numbers

    def sizeHint(self) -> QSize:
        return QSize(360, theme.current().hit(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().hit(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stops:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens()
        xs = self._places()
        y = theme.current().px(14)
        strong_from = next((at for at, stop in enumerate(self._stops) if stop.mine), len(xs))
        for at in range(len(xs) - 1):
            strong = at >= strong_from
            painter.setPen(QPen(tokens.accent if strong else tokens.control, 3 if strong else 1.5))
            painter.drawLine(QPointF(xs[at] + 8, y), QPointF(xs[at + 1] - 8, y))
        for x, stop, caption in zip(xs, self._stops, self._shown(), strict=True):
            self._dot(painter, stop, x, y)
            self._words(painter, stop, caption, x, y)

    def _places(self) -> list[float]:
        """Where the dots stand: evenly, with room for the first and last caption."""
        metrics = QFontMetrics(theme.font(12, 600, tabular=True))
        halves = [metrics.horizontalAdvance(caption) / 2 + 4 for caption in self._shown()]
        if len(self._stops) == 1:
            return [halves[0]]
        left, right = halves[0], max(halves[0] + 1, self.width() - halves[-1])
        step = (right - left) / (len(self._stops) - 1)
        return [left + at * step for at in range(len(self._stops))]

    @staticmethod
    def _dot(painter: QPainter, stop: Stop, x: float, y: float) -> None:
        tokens = theme.tokens()
        around = QRectF(x - 8, y - 8, 16, 16)
        if stop.now:
            paint.box(painter, around.adjusted(1, 1, -1, -1), 7, tokens.accent)
        elif stop.mine:
            paint.box(painter, around, 8, tokens.surface, tokens.accent, 2)
            faces.paint(painter, "check", x - 5, y - 5, tokens.accent, 10)
        else:
            paint.box(painter, around.adjusted(3, 3, -3, -3), 5, tokens.surface, tokens.control, 1.5)

    def _words(self, painter: QPainter, stop: Stop, caption: str, x: float, y: float) -> None:
        tokens = theme.tokens()
        strong = stop.now or stop.mine
        painter.setFont(theme.font(12, 600 if strong else 400, tabular=True))
        painter.setPen(tokens.text if strong else tokens.text2)
        wide = painter.fontMetrics().horizontalAdvance(caption) + 2
        left = min(max(0.0, x - wide / 2), max(0.0, self.width() - wide))
        where = QRectF(left, y + 12, wide, painter.fontMetrics().height())
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, caption)
