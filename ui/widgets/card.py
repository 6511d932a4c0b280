# SPDX-License-Identifier: Apache-2.0
"""The grounds things stand on: cards, panes, headings, lines, scroll areas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.label import ElidedLabel, Label


class Card(QWidget):
    """A rounded box with room inside. Put things into `body` (a vertical layout).

    A tone tints it (amber: look here first); `line_tone` colours only its outline.
    """

    def __init__(
        self,
        *,
        padding: int = 16,
        radius: int = 12,
        tone: theme.Tone | None = None,
        line_tone: theme.Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._radius = radius
        self._tone, self._line_tone = tone, line_tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)

    def set_tone(self, tone: theme.Tone | None, line_tone: theme.Tone | None = None) -> None:
        """Tint the card, or only its outline, from now on."""
        self._tone, self._line_tone = tone, line_tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        ground = tokens.tone(self._tone).ground if self._tone else tokens.card
        line_tone = self._line_tone or self._tone
        line = tokens.tone(line_tone).line if line_tone else tokens.line
        paint.box(QPainter(self), self.rect(), self._radius, ground, line)


class Pane(QWidget):
    """A plain ground in one of the background tokens: "window", "surface", "rail", "backdrop"."""

    def __init__(self, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), getattr(theme.tokens(), self._ground))


class Divider(QWidget):
    """A line of one pixel, across or (with `upright`) down."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), theme.tokens().line)


class SectionHeader(QWidget):
    """A heading with a count and a remark or a widget at its right end."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        remark: str = "",
        *,
        trailing: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = Label(text, weight=600)
        self._count = Label(size=12, weight=600, ink="text2", tabular=True)
        self._remark = ElidedLabel(remark, size=12, ink="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self._text)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._remark)
        if trailing is not None:
            row.addWidget(trailing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(text, count, remark)

    def set(self, text: str, count: int | None = None, remark: str = "") -> None:
        """Say something else."""
        self._text.setText(text)
        self._count.setText("" if count is None else str(count))
        self._count.setVisible(count is not None)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))


class Scroll(QScrollArea):
    """A vertical scroll area that shows the ground it stands on."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
