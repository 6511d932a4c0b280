# SPDX-License-Identifier: Apache-2.0
"""What a page of settings is made of: sections, rows with one control each, and the controls of the look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets import paint
from ui.widgets.card import Card
from ui.widgets.label import Label

TALL: Final = 58
STACK_BELOW: Final = 440  # a narrower row puts its control under its words
WORDS: Final = 120  # what the words need beside the control
PAD: Final = 20
CARD: Final = QSize(112, 52)


class SettingRow(QWidget):
    """Words at the left, one control at the right (or under them where there is no room)."""

    def __init__(self, title: str, detail: str, control: QWidget, *, first: bool = False) -> None:
        super().__init__()
        self.searched = f"{title} {detail}".lower()
        self._first = first
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(Label(title, weight=500, wrap=True))
        if detail:
            words.addWidget(Label(detail, size=12, ink="text2", wrap=True))
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(PAD, 11, PAD, 11)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.control = control
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_first(self, first: bool) -> None:  # noqa: FBT001 - a plain setter
        """Whether no line stands over it."""
        self._first = first
        self.update()

    def resizeEvent(self, event: object) -> None:
        words = theme.current().px(WORDS) + self._row.spacing() + 2 * PAD
        narrow = self.width() < max(theme.current().px(STACK_BELOW), words + self.control.sizeHint().width())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, theme.current().hit(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            QPainter(self).fillRect(QRectF(1, 0, self.width() - 2, 1), theme.tokens().hairline)


class Section(QWidget):
    """A heading and a card of rows. `code` is what the navigation calls it."""

    def __init__(
        self, code: str, title: str, rows: Sequence[SettingRow], trailing: QWidget | None = None
    ) -> None:
        super().__init__()
        self.code, self.rows = code, tuple(rows)
        self._card = Card(padding=0)
        self._card.body.setSpacing(0)
        for row in rows:
            self._card.body.addWidget(row)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Label(title, size=15, weight=600))
        head.addStretch(1)
        if trailing is not None:
            head.addWidget(trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._card)
        self.setAccessibleName(title)
        for row in self.rows[:1]:  # no more: shown before it stands anywhere it would be a window of its own
            row.set_first(True)

    def filter(self, text: str) -> bool:
        """Show the rows that hold `text`; whether any do."""
        wanted = text.strip().lower()
        shown = [row for row in self.rows if wanted in row.searched]
        for row in self.rows:
            row.setVisible(row in shown)
            row.set_first(bool(shown) and row is shown[0])
        self.setVisible(bool(shown))
        return bool(shown)


class LookCard(QRadioButton):
    """A small picture of a colour scheme with its word: one of three."""

    def __init__(self, scheme: theme.Scheme, caption: str) -> None:
        super().__init__()
        self.scheme: theme.Scheme = scheme
        self.setText(caption.replace("&", "&&"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 9)
        self.toggled.connect(self.retheme)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(12, 600 if self.isChecked() else 400))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self.text()) + 26
        return QSize(max(CARD.width(), words), CARD.height() + theme.current().px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        picture = QRectF(0, 0, CARD.width(), CARD.height())
        if self.scheme == "system":
            half = QPainterPath()
            half.moveTo(picture.width() * 0.62, 0)
            half.lineTo(picture.width(), 0)
            half.lineTo(picture.width(), picture.height())
            half.lineTo(picture.width() * 0.38, picture.height())
            half.closeSubpath()
            _draw(painter, picture, theme.LIGHT)
            painter.save()
            painter.setClipPath(half)
            _draw(painter, picture, theme.DARK)
            painter.restore()
        else:
            _draw(painter, picture, theme.DARK if self.scheme == "dark" else theme.LIGHT)
        on = self.isChecked()
        paint.box(painter, picture, 7, None, tokens.accent if on else tokens.line, 2 if on else 1)
        mark = QRectF(1, (CARD.height() + self.height() - 15) / 2, 15, 15)
        if on:
            paint.box(painter, mark, 7.5, tokens.accent)
            paint.box(painter, mark.adjusted(4.5, 4.5, -4.5, -4.5), 3, tokens.on_accent)
        else:
            paint.box(painter, mark, 7.5, None, tokens.control, 1.5)
        painter.setFont(self.font())
        painter.setPen(tokens.text)
        words = QRectF(23, CARD.height(), self.width() - 23, self.height() - CARD.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&"))


def _draw(painter: QPainter, picture: QRectF, tokens: theme.Tokens) -> None:
    """The window in small."""
    paint.box(painter, picture, 7, tokens.surface)
    paint.box(painter, QRectF(picture.x(), picture.y(), 24, picture.height()), 6, tokens.rail)
    for at in range(3):
        paint.box(painter, QRectF(picture.x() + 5, picture.y() + 8 + 9 * at, 12, 4), 2, tokens.track)
    left = picture.x() + 32
    for at, (wide, color) in enumerate(
        ((52, tokens.text), (68, tokens.track), (60, tokens.track), (48, tokens.accent))
    ):
        paint.box(painter, QRectF(left, picture.y() + 10 + 9 * at, wide, 4), 2, color)


class ScaleSlider(QWidget):
    """The text sizes on a line, with their words under it. `changed` carries the chosen scale."""

    changed = Signal(float)

    def __init__(self, name: str, scale: float) -> None:
        super().__init__()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, len(theme.TEXT_SCALES) - 1)
        self._slider.setPageStep(1)
        self._slider.setAccessibleName(name)
        self._slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._slider.setFixedHeight(30)
        self._marks = _Marks(self._slider)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._slider)
        column.addWidget(self._marks)
        self.setFocusProxy(self._slider)
        self.set_scale(scale)
        self._slider.valueChanged.connect(self._moved)
        self.retheme()

    def retheme(self) -> None:
        self.setFixedWidth(theme.current().px(240))

    def set_scale(self, scale: float) -> None:
        """Stand at a scale, without `changed`."""
        scales = theme.TEXT_SCALES
        at = min(range(len(scales)), key=lambda each: abs(scales[each] - scale))
        self._slider.blockSignals(True)
        self._slider.setValue(at)
        self._slider.blockSignals(False)
        self._tell()

    def scale(self) -> float:
        """The chosen scale."""
        return theme.TEXT_SCALES[self._slider.value()]

    def _moved(self) -> None:
        self._tell()
        self.changed.emit(self.scale())

    def _tell(self) -> None:
        self._slider.setAccessibleDescription(percent(self.scale()))
        self._marks.update()


class _Marks(QWidget):
    """The words under the stops of the slider."""

    def __init__(self, slider: QSlider) -> None:
        super().__init__()
        self._slider = slider
        self.retheme()

    def retheme(self) -> None:
        self.setFixedHeight(theme.current().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        handle = 16
        room = self.width() - handle
        for at, scale in enumerate(theme.TEXT_SCALES):
            on = at == self._slider.value()
            painter.setFont(theme.font(11, 600 if on else 400, tabular=True))
            painter.setPen(tokens.text if on else tokens.text2)
            x = handle / 2 + room * at / (len(theme.TEXT_SCALES) - 1)
            wide = painter.fontMetrics().horizontalAdvance(percent(scale)) + 2
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            where = QRectF(left, 0, wide, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, percent(scale))


def percent(scale: float) -> str:
    """Like "110%"."""
    return f"{round(scale * 100)}%"
