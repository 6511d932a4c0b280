# SPDX-License-Identifier: Apache-2.0
"""Small signs that are read, not pressed: chips, counts, key caps, tiles, faces, bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QWidget

from ui import faces, theme
from ui.widgets import paint


class Chip(QLabel):
    """A word on a tinted ground, with an icon if wanted. Height 18 to 28 px."""

    def __init__(
        self,
        text: str,
        tone: theme.Tone = "grey",
        icon: str = "",
        *,
        height: int = 22,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: theme.Tone = tone
        self._icon = icon
        self._height = height
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.retheme()

    def set(self, text: str, tone: theme.Tone, icon: str = "") -> None:
        """Show another word, tone and icon."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def retheme(self) -> None:
        self.setFont(theme.font(11 if self._height < 22 else 12, 600, tabular=True))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._padding()
        if self._icon:
            width += self._side() + 5
        return QSize(max(width, self._tall()), self._tall())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _padding(self) -> int:
        return 8 if self._height < 24 else 10

    def _tall(self) -> int:
        return theme.current().px(self._height)

    def _side(self) -> int:
        return theme.current().px(13 if self._height < 24 else 15)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme.tokens().tone(self._tone)
        line = colors.line if self._tone == "neutral" or theme.current().high_contrast else None
        paint.box(painter, self.rect(), 6 if self._height > 20 else 5, colors.ground, line)
        left = float(self._padding())
        if self._icon:
            top = (self.height() - self._side()) / 2
            faces.paint(painter, self._icon, left, top, colors.text, self._side())
            left += self._side() + 5
        painter.setPen(colors.text)
        where = QRectF(left, 0, self.width() - left - self._padding(), self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.text())


class Badge(Chip):
    """A count on a round ground; hidden while it is 0. Over 99 it says "99+"."""

    def __init__(self, count: int = 0, tone: theme.Tone = "accent", parent: QWidget | None = None) -> None:
        super().__init__("", tone, height=18, parent=parent)
        self._write(count)
        if not count:  # shown without a parent it would be a window
            self.hide()

    def set_count(self, count: int) -> None:
        """Show `count`; 0 hides the badge."""
        self._write(count)
        self.setVisible(count > 0)

    def _write(self, count: int) -> None:
        self.setText("99+" if count > 99 else str(count))
        self.updateGeometry()

    def _padding(self) -> int:
        return 6


class Keys(QWidget):
    """Key caps, one for each word of `keys`: "Ctrl Enter"."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys.split()
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(key_font())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(keys_width(self._keys), key_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_keys(QPainter(self), 0, (self.height() - key_height()) / 2, self._keys)


def key_font() -> QFont:
    """The font on key caps."""
    return theme.font(11, 600)


def key_height() -> int:
    """Height of a key cap in px."""
    return theme.current().px(18)


def _key_width(key: str) -> int:
    return max(QFontMetrics(key_font()).horizontalAdvance(key) + 12, key_height())


def keys_width(keys: list[str]) -> int:
    """Width of a row of key caps in px."""
    return sum(_key_width(key) + 4 for key in keys) - 4 if keys else 0


def paint_keys(painter: QPainter, x: float, y: float, keys: list[str]) -> float:
    """Paint key caps from (x, y) to the right; return where they end."""
    tokens = theme.tokens()
    painter.setFont(key_font())
    for key in keys:
        cap = QRectF(x, y, _key_width(key), key_height())
        paint.box(painter, cap, 4, tokens.surface, tokens.line)
        painter.setPen(tokens.text2)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        x = cap.right() + 4
    return x - 4


class Tile(QWidget):
    """A rounded tinted square with an icon: what kind of thing stands beside it."""

    def __init__(
        self,
        icon: str,
        tone: theme.Tone = "accent",
        *,
        side: int = 34,
        solid: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._side, self._solid = icon, side, solid
        self._tone: theme.Tone = tone
        self.retheme()

    def set(self, icon: str, tone: theme.Tone) -> None:
        """Show another icon and tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def retheme(self) -> None:
        self.setFixedSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tile(QPainter(self), QRectF(self.rect()), self._icon, self._tone, solid=self._solid)


def paint_tile(painter: QPainter, rect: QRectF, icon: str, tone: theme.Tone, *, solid: bool = False) -> None:
    """Paint a tile into `rect`; `solid` fills it with the accent (the program's own mark)."""
    tokens = theme.tokens()
    colors = tokens.tone(tone)
    ground, ink = (tokens.accent, tokens.on_accent) if solid else (colors.ground, colors.text)
    paint.box(painter, rect, 10 if rect.width() > 40 else 8, ground)
    side = 18 if rect.width() <= 36 else round(rect.width() * 0.46)
    inset = (rect.width() - side) / 2
    faces.paint(painter, icon, rect.x() + inset, rect.y() + inset, ink, side)


class Avatar(QWidget):
    """A person's round face with initials."""

    def __init__(self, name: str, *, side: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(side, side)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        faces.paint_avatar(QPainter(self), QRectF(self.rect()), self._name)


class Meter(QProgressBar):
    """A thin bar: how much of a whole. `mark` (0 to 1) draws a limit across it."""

    def __init__(
        self,
        share: float = 0.0,
        tone: theme.Tone = "accent",
        *,
        mark: float | None = None,
        thick: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: theme.Tone = tone
        self._mark = mark
        self._thick = thick
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setFixedHeight(thick + (12 if mark is not None else 0))
        self.set_share(share)

    def set_share(self, share: float, tone: theme.Tone | None = None) -> None:
        """Fill `share` (0 to 1, cut to that) of the bar."""
        self._tone = tone or self._tone
        self.setValue(round(max(0.0, min(1.0, share)) * 1000))

    def sizeHint(self) -> QSize:
        return QSize(24, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        top = (self.height() - self._thick) / 2
        track = QRectF(0, top, self.width(), self._thick)
        paint.box(painter, track, self._thick / 2, tokens.track)
        share = self.value() / self.maximum()
        if share > 0:
            track.setWidth(max(self._thick, self.width() * share))
            paint.box(painter, track, self._thick / 2, tokens.tone(self._tone).text)
        if self._mark is not None:
            x = self.width() * self._mark - 1
            painter.fillRect(QRectF(x, 0, 2, self.height()), tokens.text)
