# SPDX-License-Identifier: Apache-2.0
"""Icons and faces: Lucide drawings in any colour and size, and round avatars with initials."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from zlib import crc32

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui import theme

STROKE: Final = "1.75"
_AVATAR_TONES: Final[tuple[theme.Tone, ...]] = ("accent", "violet", "green", "amber")


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    text = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=1024)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    color = QColor.fromRgba(rgba)
    drawing = _drawing(name).replace("currentColor", color.name())
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: QColor, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """The Lucide icon `name`, `size` logical px square, sharp at device pixel ratio `ratio`.

    Cached by all four. Raises `FileNotFoundError` if the icon is not shipped.
    """
    return _pixmap(name, color.rgba(), size, ratio)


def paint(painter: QPainter, name: str, x: float, y: float, color: QColor, size: int = 18) -> None:
    """Paint an icon with its top left corner at (x, y), at the resolution of the device."""
    ratio = painter.deviceTransform().m11()  # a widget's own ratio is wrong when it paints into a picture
    painter.drawPixmap(round(x), round(y), _pixmap(name, color.rgba(), size, ratio))


def icon(name: str, color: QColor | None = None, size: int = 18) -> QIcon:
    """A `QIcon` for menus and actions, at ratios 1 and 2; `color` is text2 if not given.

    It does not follow a theme change: make it again where it is used.
    """
    wanted = color or theme.tokens().text2
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, wanted, size, ratio))
    return made


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """One or two capitals for an avatar: "Rina Wulandari, S.Kom." gives RW.

    What follows a comma (degrees) and abbreviated titles ("Dr.", "Drs.") are left out.
    """
    words = name.split(",", maxsplit=1)[0].split()
    given = [word for word in words if len(word) <= 2 or not word.endswith(".")] or words
    return "".join(word[0] for word in given[:2]).upper()


@lru_cache(maxsize=4096)
def avatar_tone(name: str) -> theme.Tone:
    """The tone of a person's avatar: the same for the same name, on every machine."""
    return _AVATAR_TONES[crc32(name.encode()) % len(_AVATAR_TONES)]


def paint_avatar(painter: QPainter, rect: QRectF, name: str) -> None:
    """Paint a round tinted face with the initials of `name` into the square `rect`."""
    colors = theme.tokens().tone(avatar_tone(name))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.ground)
    painter.drawEllipse(rect)
    font = theme.font(11, 600)
    if rect.width() != theme.current().px(28):
        font = type(font)(font)
        font.setPixelSize(max(9, round(rect.width() * 0.36)))
    painter.setFont(font)
    painter.setPen(colors.text)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
