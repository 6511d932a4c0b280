# SPDX-License-Identifier: Apache-2.0
"""The foot of the window: how the sync stands (a button), and which keys do what here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.chip import key_height, keys_width, paint_keys

TALL = 30


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys and what they do: "J K", "pindah"."""

    keys: str
    text: str


class KeyLegend(QWidget):
    """Key hints from the right edge; those that do not fit are left out whole, the last first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_hints(self, hints: Iterable[KeyHint]) -> None:
        """Show these hints, the most useful first."""
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{hint.keys} {hint.text}" for hint in self._hints))
        self.update()

    @staticmethod
    def _width(hint: KeyHint) -> int:
        words = QFontMetrics(theme.font(11)).horizontalAdvance(hint.text)
        return keys_width(hint.keys.split()) + 6 + words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown: list[KeyHint] = []
        room = self.width()
        for hint in self._hints:
            room -= self._width(hint) + 14
            if room < 0:
                break
            shown.append(hint)
        left: float = self.width() - sum(self._width(hint) + 14 for hint in shown) + (14 if shown else 0)
        for hint in shown:
            top = (self.height() - key_height()) / 2
            left = paint_keys(painter, left, top, hint.keys.split()) + 6
            painter.setFont(theme.font(11))
            painter.setPen(theme.tokens().text2)
            words = QFontMetrics(painter.font()).horizontalAdvance(hint.text)
            where = QRectF(left, 0, words + 2, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, hint.text)
            left += words + 14


class StatusButton(QPushButton):
    """The sync state in words: icon, the state in bold, the rest after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._lead, self._rest = "cloud", "", ""
        self._ink: theme.Ink = "text2"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set(self, icon: str, ink: theme.Ink, text: str) -> None:
        """Show a state; the part of `text` before the first " · " is written bold."""
        self._icon, self._ink = icon, ink
        self._lead, dot, rest = text.partition(" · ")
        self._rest = f" · {rest}".replace(" · ", "  ·  ") if dot else ""
        self.setText(text.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lead = QFontMetrics(theme.font(12, 600, tabular=True)).horizontalAdvance(self._lead)
        rest = QFontMetrics(theme.font(12, tabular=True)).horizontalAdvance(self._rest)
        return QSize(16 + 22 + lead + rest + 12, theme.current().hit(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.current().hit(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        if paint.hovered(self):
            paint.box(painter, self.rect().adjusted(8, 3, -2, -3), 5, tokens.hairline)
        ink = tokens.ink(self._ink)
        faces.paint(painter, self._icon, 16, (self.height() - 16) / 2, ink, 16)
        left = 38
        parts = ((self._lead, 600, ink), (self._rest, 400, tokens.text2))
        for text, weight, color in parts:
            painter.setFont(theme.font(12, weight, tabular=True))
            painter.setPen(color)
            room = max(0, self.width() - left - 4)
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(text)


class StatusBar(QWidget):
    """Left the state (`opened` when pressed), right the key legend. 30 px high."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = StatusButton()
        self._state.clicked.connect(self.opened)
        self._legend = KeyLegend()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._state)
        row.addWidget(self._legend, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The state as shown."""
        return self._state.text().replace("&&", "&")

    def set_state(self, icon: str, ink: theme.Ink, text: str) -> None:
        """Show a sync state: icon, colour token and its one text."""
        self._state.set(icon, ink, text)

    def set_legend(self, hints: Iterable[KeyHint]) -> None:
        """Show the keys of the present room, the most useful first."""
        self._legend.set_hints(hints)

    def sizeHint(self) -> QSize:
        return QSize(600, theme.current().hit(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().rail)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.tokens().line)
