# SPDX-License-Identifier: Apache-2.0
"""Single letters as shortcuts can be switched off: for who dictates, and for who types past the list (WCAG 2.1.4)."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

KEPT: Final = "singleKeys"  # the property under which an action's own keys wait


def is_single(keys: QKeySequence) -> bool:
    """Whether a shortcut is one printable character, or several in a row, without Ctrl, Alt or Meta."""
    strokes = keys.toString(QKeySequence.SequenceFormat.PortableText).split(", ")
    return bool(strokes) and all(len(stroke.removeprefix("Shift+")) == 1 for stroke in strokes)


def apply_single_keys(window: QWidget, *, on: bool) -> None:
    """Let every action of a window hear its single letters, or only its other keys."""
    for action in window.findChildren(QAction):
        kept = action.property(KEPT)
        own = list(kept) if kept is not None else action.shortcuts()
        single = [keys for keys in own if is_single(keys)]
        if not single:
            continue
        action.setProperty(KEPT, own)
        action.setShortcuts(own if on else [keys for keys in own if not is_single(keys)])
