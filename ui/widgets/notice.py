# SPDX-License-Identifier: Apache-2.0
"""Saying how things stand: a strip across a pane, an empty place, rows on their way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.button import SMALL, Button, IconButton
from ui.widgets.chip import Tile
from ui.widgets.label import Label


class Strip(QWidget):
    """One notice across a pane: icon, sentence, a way on if there is one, a way to dismiss it.

    `acted` when the way on is pressed, `dismissed` when it is closed (it hides itself).
    `boxed` gives it a rounded outline, to stand inside a card.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: theme.Tone = "amber",
        icon: str = "",
        *,
        action: str = "",
        close_name: str = "",
        boxed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: theme.Tone = tone
        self._icon, self._boxed = icon, boxed
        self._text = Label(size=12, weight=500, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setContentsMargins(0, 7, 0, 7)
        self._act = Button(action, "link", height=SMALL)
        self._act.clicked.connect(self.acted)
        self._close = IconButton(close_name, "x", height=SMALL)
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        side = 14 if boxed else 24
        row.setContentsMargins(side + 28, 1, side - 6 if close_name else side, 1)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._close.setVisible(bool(close_name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set(text, tone, icon, action=action)

    def set(self, text: str, tone: theme.Tone, icon: str = "", *, action: str = "") -> None:
        """Show another notice."""
        self._tone, self._icon = tone, icon
        self._text.setText(text)
        ink: theme.Ink = "text2" if tone in ("neutral", "grey") else tone  # type: ignore[assignment]
        self._text.set_ink(ink)
        self._act.set_caption(action)
        self._act.setVisible(bool(action))
        self.update()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme.tokens().tone(self._tone)
        if self._boxed:
            paint.box(painter, self.rect(), 8, colors.ground, colors.line)
        else:
            painter.fillRect(self.rect(), colors.ground)
            painter.fillRect(QRectF(0, 0, self.width(), 1), colors.line)
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colors.line)
        if self._icon:
            left = 14 if self._boxed else 24
            faces.paint(painter, self._icon, left, self._first_line() - 8, colors.text, 16)

    def _first_line(self) -> float:
        """The middle of the first line of the sentence; the label centres its lines."""
        lines = self._text.heightForWidth(self._text.width()) - 14
        return self._text.geometry().center().y() - lines / 2 + self._text.fontMetrics().height() / 2


class _Sentence(Label):
    """Where the keyboard stands while there are no rows: with a ring for whom it was brought there by keys, without
    for whom a click opened the room.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.setProperty("ownRing", not by_keys)
        super().focusInEvent(event)


class EmptyState(QWidget):
    """What a list shows when nothing is in it: an icon, a sentence, perhaps a way on.

    `acted` when the button is pressed.
    """

    acted = Signal()

    def __init__(
        self,
        icon: str,
        text: str,
        detail: str = "",
        *,
        action: str = "",
        tone: theme.Tone = "grey",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tile = Tile(icon, tone, side=48)
        self._text = _Sentence(size=15, weight=600, wrap=True)
        self._detail = Label(size=13, ink="text2", wrap=True)
        self._act = Button(action, "plain")
        self._act.clicked.connect(self.acted)
        self.setFocusProxy(self._text)  # the ring is around the sentence, not around all the emptiness
        for label in (self._text, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setMaximumWidth(380)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for label in (self._text, self._detail):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 100)
            row.addStretch(1)
            column.addLayout(row)
            column.addSpacing(4)
        column.addSpacing(12)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.set(icon, text, detail, action=action, tone=tone)

    def set(
        self, icon: str, text: str, detail: str = "", *, action: str = "", tone: theme.Tone = "grey"
    ) -> None:
        """Say something else."""
        self._tile.set(icon, tone)
        self._tile.setVisible(bool(text))  # a sign without a word says nothing
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._act.set_caption(action)
        self._act.setVisible(bool(action))
        self._text.setAccessibleDescription(detail)


_SHARES = ((0.42, 0.92, 0.36), (0.34, 0.8, 0.46), (0.5, 0.72, 0.3))


class Skeleton(QWidget):
    """The shape of rows that are still being fetched; it does not move.

    The room shows it when a list is not there after 150 ms, never over rows already shown.
    """

    def __init__(self, rows: int = 6, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(320, self._rows * theme.current().row_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        tall = theme.current().row_height
        compact = theme.current().density == "compact"
        for row in range(self._rows):
            top = row * tall
            paint.box(painter, QRectF(20, top + 11, 34, 34), 8, tokens.grey_tint)
            shares = _SHARES[row % len(_SHARES)]
            for line, share in enumerate(shares[: 2 if compact else 3]):
                bar = QRectF(66, top + 14 + 20 * line, (self.width() - 86) * share, 10)
                paint.box(painter, bar, 5, tokens.grey_tint)
