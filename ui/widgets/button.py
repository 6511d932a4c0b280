# SPDX-License-Identifier: Apache-2.0
"""Buttons. Clicking one leaves the focus where it was; Tab reaches every one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.label import plain_tip

Kind = Literal["primary", "tint", "plain", "ghost", "link", "danger"]
"""primary: the one deed of the view. tint: it, but not to be pressed lightly. plain: other deeds.
ghost: tools. link: ways to somewhere. danger: what throws away (red word, plain body)."""

SMALL, NORMAL, TALL, GREAT = 30, 34, 40, 44
"""Heights in px: in rows and cards, in tool rows, in forms, for the state of the day."""

ICON, GAP = 18, 8


class Button(QPushButton):
    """A button with a word and, if wanted, an icon before it.

    Public names: `caption` (the word as given), `set_caption`, `set_icon`, `set_kind`,
    `set_shortcut_hint`; the signal is `clicked`. Height is one of SMALL, NORMAL, TALL, GREAT.
    """

    def __init__(
        self,
        caption: str,
        kind: Kind = "plain",
        icon: str = "",
        *,
        height: int = NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon = icon
        self._height = height
        self._caption = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_caption(caption)
        self.retheme()

    @property
    def caption(self) -> str:
        """The word on the button, as it was given."""
        return self._caption

    def set_caption(self, caption: str) -> None:
        """Write another word; "&" stands for itself (no mnemonics in this program)."""
        self._caption = caption
        self.setText(caption.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none for ""."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Paint as another kind from now on."""
        self._kind = kind
        self.retheme()
        self.update()

    def set_shortcut_hint(self, text: str) -> None:
        """Say which key does the same, as a tip and to screen readers ("Pintasan A")."""
        self.setToolTip(plain_tip(text))
        self.setAccessibleDescription(text)

    def retheme(self) -> None:
        weight = 600 if self._kind in ("primary", "tint", "link") else 500
        self.setFont(theme.font(13, weight))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self._content_width() + 2 * self._padding()
        return QSize(width, theme.current().hit(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _padding(self) -> int:
        if self._kind == "link":
            return 4
        return 12 if self._height <= SMALL else 14

    def _content_width(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self._caption)
        if self._icon:
            width += theme.current().px(ICON) + (GAP if self._caption else 0)
        return width

    def colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Text, ground and line in the present state."""
        tokens = theme.tokens()
        over = paint.hovered(self)
        if not self.isEnabled():
            bare = self._kind in ("ghost", "link")
            return tokens.text3, None if bare else tokens.grey_tint, None
        match self._kind:
            case "primary":
                return tokens.on_accent, tokens.accent_hover if over else tokens.accent, None
            case "tint":
                ground = theme.mix(tokens.tint, tokens.accent, 0.08) if over else tokens.tint
                return tokens.accent, ground, tokens.selected_line
            case "plain":
                return tokens.text, tokens.hover if over else tokens.surface, tokens.line
            case "danger":
                return tokens.red, tokens.red_tint if over else tokens.surface, tokens.line
            case "ghost":
                return tokens.text2, tokens.grey_tint if over else None, None
            case "link":
                return tokens.accent, None, None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text, ground, line = self.colors()
        paint.box(painter, self.rect(), 8, ground, line)
        if self.isDown():
            shade = QColor(theme.tokens().text)
            shade.setAlpha(20)
            paint.box(painter, self.rect(), 8, shade)
        left = (self.width() - self._content_width()) / 2
        if self._icon:
            side = theme.current().px(ICON)
            faces.paint(painter, self._icon, left, (self.height() - side) / 2, text, side)
            left += side + GAP
        painter.setFont(self.font())
        painter.setPen(text)
        where = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._caption)
        if self._kind == "link" and paint.hovered(self):
            foot = (self.height() + self.fontMetrics().ascent()) / 2 + 1
            wide = self.fontMetrics().horizontalAdvance(self._caption)
            painter.drawLine(QPointF(left, foot), QPointF(left + wide, foot))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.click()  # Qt does this in a QDialog only
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()


class IconButton(Button):
    """A square button that shows only an icon; `name` is its tip and its accessible name.

    It may be checkable (then tinted while on) and may carry a dot ("something new").
    """

    def __init__(
        self,
        name: str,
        icon: str,
        *,
        kind: Kind = "ghost",
        height: int = NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        self._dot = False
        super().__init__("", kind, icon, height=height, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Give the button another name (tip and accessible name)."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def set_shortcut_hint(self, text: str) -> None:
        self.setToolTip(plain_tip(f"{self.accessibleName()} · {text}"))
        self.setAccessibleDescription(text)

    def set_dot(self, on: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show or hide the dot at the corner; say it in the name as well."""
        self._dot = on
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().hit(self._height)
        return QSize(side, side)

    def colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        if self.isChecked() and self.isEnabled():
            return theme.tokens().accent, theme.tokens().tint, None
        return super().colors()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dot:
            painter = QPainter(self)
            tokens = theme.tokens()
            spot = QRectF(self.width() / 2 + 2, self.height() / 2 - 11, 10, 10)
            paint.box(painter, spot, 5, tokens.accent, tokens.surface, 2)
