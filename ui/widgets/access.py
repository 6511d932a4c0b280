# SPDX-License-Identifier: Apache-2.0
"""What screen readers are told beyond names: roles Qt does not give, and sentences said aloud.

On Linux only a widget with the role Notification is spoken by every reader (older ones stay
silent on announcement events), so a result that matters is a `Toast`; `announce` is for text
that has no toast and for Windows and macOS.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES: Final = {
    "Toast": QAccessible.Role.Notification,
    "SheetCard": QAccessible.Role.Dialog,
}
_kept: dict[int, QAccessibleInterface] = {}


@cache  # Qt's list of factories is one for the process
def install_roles() -> None:
    """Give the kit's overlays their roles; their constructors call it."""
    QAccessible.installFactory(_interface)


def _interface(kind: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(kind)
    if role is None or not isinstance(thing, QWidget):
        return None
    made = QAccessibleWidget(thing, role, "")
    # Qt owns the interface; Python must not delete its half before the widget is gone.
    key = id(thing)
    _kept[key] = made
    thing.destroyed.connect(lambda: _kept.pop(key, None))
    return made


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` now, in the name of `widget`."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
