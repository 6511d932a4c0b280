# SPDX-License-Identifier: Apache-2.0
"""Text on the screen. Always plain: what others wrote is never read as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme

_TIP_LINE = 80
_LONG_WORD = 20  # signs; a longer word must not push the rest of the room aside


def plain_tip(text: str) -> str:
    """`text` as a tool tip that Qt cannot mistake for markup, and that breaks when it is long."""
    if len(text) > _TIP_LINE:
        return f"<qt>{escape(text)}</qt>"
    return f'<qt><p style="white-space:pre">{escape(text)}</p></qt>' if set("<&") & set(text) else text


class Label(QLabel):
    """A line or a paragraph of plain text in one of the text tokens.

    `size` is a px size of the theme (11, 12, 13, 15, 17, 19, 28), `ink` the name of its token,
    `tabular` asks for figures of one width (times, counts). A wrapped text shows all of itself as a tip where a
    single word is wider than the label.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 13,
        weight: int = 400,
        ink: theme.Ink = "text",
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._weight, self._tabular = size, weight, tabular
        self._ink: theme.Ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.retheme()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tip()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self.wordWrap():
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * _LONG_WORD))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tip()

    def _tip(self) -> None:
        if self.wordWrap():
            long = (word for word in self.text().split() if len(word) > _LONG_WORD)
            wide = self.contentsRect().width()
            cut = any(self.fontMetrics().horizontalAdvance(word) > wide for word in long)
            self.setToolTip(plain_tip(self.text()) if cut else "")

    def set_ink(self, ink: theme.Ink) -> None:
        """Write in another text token from now on."""
        self._ink = ink
        self.retheme()

    def set_weight(self, weight: int) -> None:
        """Write in another weight (400, 500, 600, 700) from now on."""
        self._weight = weight
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(self._size, self._weight, tabular=self._tabular))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.tokens().ink(self._ink))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that ends in "…" where it does not fit, and then shows all of it as a tip.

    The accessible text stays whole.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 13,
        weight: int = 400,
        ink: theme.Ink = "text",
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size=size, weight=weight, ink=ink, tabular=tabular, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))

    @property
    def elided(self) -> bool:
        """Whether part of the text is hidden at the present width."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, self.alignment() | Qt.TextFlag.TextSingleLine, text)

    def _tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.elided else "")
