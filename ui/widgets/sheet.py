# SPDX-License-Identifier: Apache-2.0
"""A sheet: one deed over the window, with a head, a body that scrolls and a foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import IconButton
from ui.widgets.card import Divider, Scroll
from ui.widgets.chip import Tile
from ui.widgets.label import ElidedLabel
from ui.widgets.notice import Strip
from ui.widgets.over import EDGE, Over


class Sheet(Over):
    """A card of `width` px (more with larger text) over `host`.

    It is as tall as its body asks for and the window allows. Put the form into `body`, buttons
    into `foot`, a chip or such into `corner`. `open()` shows it and gives the focus to `first`
    (or the first field); `close_sheet()`, Esc and the cross hide it, emit `closed` and give the
    focus back to where it was. Ctrl+Enter emits `submitted`. Tab stays inside.
    """

    submitted = Signal()
    away = False  # its deed is under way; what was written is still in it

    def __init__(
        self,
        host: QWidget,
        title: str,
        *,
        subtitle: str = "",
        icon: str = "",
        tone: theme.Tone = "accent",
        width: int = 640,
        close_name: str,
    ) -> None:
        super().__init__(host)
        self._width = width
        self._card.setAccessibleName(title)
        self._title = ElidedLabel(title, size=17, weight=600)
        self._subtitle = ElidedLabel(subtitle, size=12, ink="text2")
        if not subtitle:
            self._subtitle.hide()
        self.corner = QHBoxLayout()
        self._cross = IconButton(close_name, "x")
        self._cross.clicked.connect(self.close_sheet)
        self._start = self._cross
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(8)
        self._scroll = Scroll(self._content)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 10, 20, 10)
        self.foot.setSpacing(10)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(icon, tone))
        column.addWidget(Divider())
        self._strip = Strip()
        self._strip.hide()
        column.addWidget(self._strip)
        column.addWidget(self._scroll, 1)
        column.addWidget(Divider())
        column.addLayout(self.foot)

    def _head(self, icon: str, tone: theme.Tone) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 12)
        head.setSpacing(12)
        if icon:
            head.addWidget(Tile(icon, tone, side=36))
        head.addLayout(words, 1)
        head.addLayout(self.corner)
        head.addWidget(self._cross)
        return head

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show another title and line under it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._card.setAccessibleName(title)

    def put_away(self) -> None:
        """Hide it while its deed is done: `closed` then, or `come_back` if that could not be."""
        self.blockSignals(True)
        self.close_sheet()
        self.blockSignals(False)
        self.away = True

    def come_back(self, why: str) -> None:
        """The deed could not be done: all that was written is there again, and why it is."""
        self.away = False
        self._strip.set(why, "amber", "triangle-alert")
        self._strip.show()
        self.open(self._first)

    def fit(self) -> None:
        """Take the height the body now asks for (call it after showing or hiding a part)."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def card_place(self) -> tuple[int, int, int, int]:
        asked = max(theme.current().hit(self._width), self._card.minimumSizeHint().width())
        wide = min(asked, self.width() - 2 * EDGE)
        layout = self._card.layout()
        if layout is not None:
            layout.activate()
        around = self._card.minimumSizeHint().height() - self._scroll.minimumSizeHint().height()
        inner = self.body.heightForWidth(wide) if self.body.hasHeightForWidth() else -1
        wanted = around + max(inner, self._content.sizeHint().height() if inner < 0 else inner)
        tall = min(wanted, self.height() - 2 * EDGE)
        return (self.width() - wide) // 2, (self.height() - tall) // 2, wide, tall
