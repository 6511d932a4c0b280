# SPDX-License-Identifier: Apache-2.0
"""Where the window stood, as text: put back at the next start, and never outside the screens that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize

LEAST: Final = QSize(900, 600)
USUAL: Final = QSize(1366, 820)


def to_text(frame: QRect, *, maximised: bool, list_width: int) -> dict[str, str]:
    """What is kept of a window."""
    return {
        "x": str(frame.x()),
        "y": str(frame.y()),
        "w": str(frame.width()),
        "h": str(frame.height()),
        "max": "1" if maximised else "",
        "list": str(list_width),
    }


def from_text(kept: Mapping[str, str], screens: Sequence[QRect]) -> QRect:
    """The frame to use: as it was if it still fits a screen, else of the usual size on the first one."""
    first = screens[0] if screens else QRect(0, 0, USUAL.width(), USUAL.height())
    try:
        was = QRect(*(int(kept[key]) for key in ("x", "y", "w", "h")))
    except (KeyError, ValueError):
        was = QRect()
    size = was.size().expandedTo(LEAST) if was.isValid() else USUAL
    screen = next((each for each in screens if each.contains(was.center())), None)
    if not was.isValid() or screen is None:
        size = size.boundedTo(first.size()).expandedTo(LEAST)
        made = QRect(first.topLeft(), size)
        made.moveCenter(first.center())
        return made
    size = size.boundedTo(screen.size()).expandedTo(LEAST)
    made = QRect(was.topLeft(), size)
    if not screen.contains(made):
        made.moveLeft(max(screen.left(), min(made.left(), screen.right() + 1 - made.width())))
        made.moveTop(max(screen.top(), min(made.top(), screen.bottom() + 1 - made.height())))
    return made


def number(kept: Mapping[str, str], key: str, usual: int) -> int:
    """A whole number of what was kept."""
    text = kept.get(key, "")
    return int(text) if text.isdecimal() else usual
