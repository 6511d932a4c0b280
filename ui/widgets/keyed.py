# SPDX-License-Identifier: Apache-2.0
"""The actions of one room by code, each with its keys: one name for mouse, keyboard and tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

ICON: Final = "face"  # the property of an action that names its icon


class KeyedActions(QObject):
    """`room` names them: "inbox.complete". Their keys act only while the focus is in a widget given to `attach`."""

    def __init__(self, room: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._made: dict[str, QAction] = {}

    def make(self, code: str, keys: Sequence[str], icon: str = "") -> None:
        """Add an action; held down, only the keys that move say it again."""
        action = QAction(self)
        action.setProperty(ICON, icon)
        action.setObjectName(f"{self._room}.{code}")
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(code in ("next", "previous"))
        self._made[code] = action

    def __getitem__(self, code: str) -> QAction:
        return self._made[code]

    def attach(self, widget: QWidget) -> None:
        """Let the keys work while the focus is in `widget`."""
        widget.addActions(list(self._made.values()))


def keys_text(action: QAction, at: int = 0) -> str:
    """An action's first key (or the one `at`), as a legend shows it: caps with blanks between; "" if it has none."""
    return " ".join(cap for keys in action.shortcuts()[at : at + 1] for cap in caps(keys))


def caps(keys: QKeySequence) -> list[str]:
    """The caps of a shortcut, in order: "Ctrl", "N"; "G", "M"."""
    strokes = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return [cap for stroke in strokes.split(", ") if stroke for cap in _caps(stroke)]


def _caps(stroke: str) -> list[str]:
    if stroke.endswith("++"):  # the plus itself
        return [*_caps(stroke[:-2]), "+"]
    return stroke.split("+") if stroke != "+" else [stroke]


def hint(action: QAction) -> str:
    """Its key as a tip says it."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return translate("keyed", "Shortcut {keys}").format(keys=keys) if keys else ""
