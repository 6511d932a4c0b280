# SPDX-License-Identifier: Apache-2.0
"""The search box: a line with a magnifier before it and its shortcut behind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import faces, theme
from ui.widgets.button import IconButton
from ui.widgets.chip import key_height, keys_width, paint_keys
from ui.widgets.label import plain_tip

FRAME: Final = 24  # px of line and padding at both sides, as the style sheet has them


class SearchBox(QLineEdit):
    """A line to search with. `keys` ("Ctrl K") is shown until something is typed.

    `textChanged` fires for every key; waiting for a pause is the room's business. Down and
    Enter emit `entered` (go to the results); Esc empties it, on an empty line it emits `left` and goes on to
    the parents. `clear_name` names the cross.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str, *, keys: str = "", clear_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys.split()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._cross = IconButton(clear_name, "x", height=30, parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        self.textChanged.connect(self._typed)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.current().hit(34))
        room = max(keys_width(self._keys), 24) + 8
        self.setTextMargins(theme.current().px(16) + 12, 0, room, 0)

    def _typed(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._cross.sizeHint().height()
        self._cross.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)
        margins, asked = self.textMargins(), self.placeholderText()
        room = self.width() - margins.left() - margins.right() - FRAME
        self.setToolTip(plain_tip(asked) if self.fontMetrics().horizontalAdvance(asked) > room else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.current().px(16)
        faces.paint(painter, "search", 12, (self.height() - side) / 2, theme.tokens().text2, side)
        if self._keys and not self.text():
            left = self.width() - keys_width(self._keys) - 10
            paint_keys(painter, left, (self.height() - key_height()) / 2, self._keys)
