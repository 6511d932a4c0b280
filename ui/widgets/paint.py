# SPDX-License-Identifier: Apache-2.0
"""The few strokes that every painted widget shares."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from ui import theme


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a rounded box inside `rect`; the line lies wholly inside, so it is never cut."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = QRectF(rect)
    if line is not None:
        inset = width / 2
        inner.adjust(inset, inset, -inset, -inset)
        painter.setPen(QPen(line, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def shadow(painter: QPainter, rect: QRectF, radius: float, spread: int = 16) -> None:
    """Paint a soft shadow around `rect`, before the box that throws it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    color = QColor(theme.tokens().shadow)
    color.setAlpha(6 if theme.tokens().dark else 2)
    painter.setBrush(color)
    for grow in range(spread, 0, -1):
        around = rect.adjusted(-grow, -grow + 4, grow, grow + 4)
        painter.drawRoundedRect(around, radius + grow, radius + grow)


def tick(painter: QPainter, rect: QRectF, *, checked: bool, partly: bool = False) -> None:
    """Paint a check box mark into `rect` (16 px square in the design)."""
    tokens = theme.tokens()
    if not checked and not partly:
        box(painter, rect, 4, tokens.surface, tokens.control, 1.5)
        return
    box(painter, rect, 4, tokens.accent)
    painter.setPen(
        QPen(
            tokens.on_accent,
            rect.width() / 8,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    side = rect.width()
    points = ((0.26, 0.5), (0.74, 0.5)) if partly else ((0.24, 0.52), (0.42, 0.7), (0.76, 0.32))
    painter.drawPolyline([rect.topLeft() + QPointF(x, y) * side for x, y in points])


def hovered(button: QAbstractButton) -> bool:
    """Whether the pointer is over a button that can be pressed."""
    return button.isEnabled() and button.underMouse()
