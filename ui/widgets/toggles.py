# SPDX-License-Identifier: Apache-2.0
"""Check box, radio button and switch in the program's own shapes, with Qt's behaviour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

MARK, GAP, TALL = 16, 10, 30


def _set_up(button: QAbstractButton, caption: str) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    button.setText(caption.replace("&", "&&"))


def _size(button: QAbstractButton, mark: int) -> QSize:
    text = button.text().replace("&&", "&")
    width = mark + (GAP + button.fontMetrics().horizontalAdvance(text) if text else 0)
    return QSize(width + 4, theme.current().hit(TALL))


def _paint_text(button: QAbstractButton, painter: QPainter, left: float) -> None:
    tokens = theme.tokens()
    painter.setFont(button.font())
    painter.setPen(tokens.text if button.isEnabled() else tokens.text3)
    where = QRectF(left, 0, button.width() - left, button.height())
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, button.text().replace("&&", "&"))


class CheckBox(QCheckBox):
    """Yes or no; may stand on "some of them" (tristate)."""

    def __init__(self, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _set_up(self, caption)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))

    def sizeHint(self) -> QSize:
        return _size(self, MARK)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = QRectF(2, (self.height() - MARK) / 2, MARK, MARK)
        partly = self.checkState() == Qt.CheckState.PartiallyChecked
        paint.tick(painter, mark, checked=self.isChecked(), partly=partly)
        _paint_text(self, painter, MARK + GAP)


class Radio(QRadioButton):
    """One of several; all with the same parent exclude each other."""

    def __init__(self, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _set_up(self, caption)
        self.toggled.connect(self.retheme)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13, 600 if self.isChecked() else 400))

    def sizeHint(self) -> QSize:
        return _size(self, MARK)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        mark = QRectF(2, (self.height() - MARK) / 2, MARK, MARK)
        if self.isChecked():
            paint.box(painter, mark, MARK / 2, tokens.accent)
            paint.box(painter, mark.adjusted(5, 5, -5, -5), 3, tokens.on_accent)
        else:
            paint.box(painter, mark, MARK / 2, tokens.surface, tokens.control, 1.5)
        _paint_text(self, painter, MARK + GAP)


class Switch(QCheckBox):
    """On or off, at once. `name` is read by screen readers; the words stand beside it."""

    WIDE, TALL = 34, 20

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ringRadius", 12)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.WIDE + 4, TALL)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        body = QRectF(2, (self.height() - self.TALL) / 2, self.WIDE, self.TALL)
        inset = 4
        knob = QRectF(body.x() + inset, body.y() + inset, self.TALL - 2 * inset, self.TALL - 2 * inset)
        if self.isChecked():
            ground = tokens.accent if self.isEnabled() else tokens.control
            paint.box(painter, body, self.TALL / 2, ground)
            knob.moveRight(body.right() - inset)
            paint.box(painter, knob, knob.height() / 2, tokens.on_accent)
        else:
            paint.box(painter, body, self.TALL / 2, None, tokens.control, 1.5)
            paint.box(painter, knob, knob.height() / 2, tokens.control)
