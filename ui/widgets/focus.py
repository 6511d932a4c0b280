# SPDX-License-Identifier: Apache-2.0
"""The focus ring: 2 px of accent, 3 px away from whatever the keyboard is on.

One overlay for each window draws it, so no widget needs room for a ring of its own. Buttons
take focus by Tab only, hence a ring means a keyboard is in use. Text fields and long lists show
focus themselves (an accent border, an outlined row) and have no ring; so does any widget with
the property "ownRing".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui import theme
from ui.widgets import paint

GAP: Final = 3
WIDTH: Final = 2
_OUTSET: Final = GAP + WIDTH
_OWN_RING: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractItemView, QAbstractSpinBox)
_MOVES: Final = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide))


class FocusRing(QWidget):
    """The overlay of one window. `follow(widget)` moves the ring, `follow(None)` hides it."""

    _target: QWidget | None = None  # an event may arrive before and after the instance has its own

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget with the ring, if any."""
        return self._target if self.isVisible() else None

    def follow(self, target: QWidget | None) -> None:
        """Draw the ring around `target` from now on."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = target
        if target is not None:
            self._watched = list(_up_to(target, self.parentWidget()))
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        around = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        self.setGeometry(around.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET))
        shown = self._shown_part()
        if shown.isEmpty():
            self.hide()
            return
        self.setMask(shown.translated(-self.pos()))
        self.raise_()
        self.show()
        self.update()

    def _shown_part(self) -> QRect:
        """Where the ring may be seen, in the window: inside every scroll area around it."""
        shown = self.geometry()
        for widget in self._watched:
            area = widget.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
                seen = QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size())
                shown &= seen.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET)
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        radius = self._target.property("ringRadius")
        around = (radius if isinstance(radius, int) else 8) + GAP
        paint.box(QPainter(self), self.rect(), around, None, theme.tokens().accent, WIDTH)


def _up_to(widget: QWidget, window: QWidget | None) -> Iterator[QWidget]:
    """`widget` and what it stands in, below `window`."""
    found: QWidget | None = widget
    while found is not None and found is not window:
        yield found
        found = found.parentWidget()


class FocusKeeper(QObject):
    """Gives each window its ring and moves it with the keyboard focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self.moved)

    def moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Take the ring from the widget that had the focus to the one that has it."""
        for widget in (old, now):
            if widget is None or not isValid(widget):
                continue
            ring = self._ring(widget.window())
            wanted = now if widget is now and not _shows_itself(now) else None
            ring.follow(wanted)

    def _ring(self, window: QWidget) -> FocusRing:
        found = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if isinstance(found, FocusRing) else FocusRing(window)


def _shows_itself(widget: QWidget) -> bool:
    return isinstance(widget, _OWN_RING) or bool(widget.property("ownRing"))


def keep_focus_visible(app: QApplication) -> FocusKeeper:
    """Start drawing focus rings in every window of `app`; call it once, at start."""
    return FocusKeeper(app)


def tab_in_order(root: QWidget) -> None:
    """Have Tab go through `root` as its layouts are read; what was made late would come last."""
    stops = [each for each in _read(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _read(thing: QWidget | QLayout | None) -> Iterator[QWidget]:
    if isinstance(thing, QWidget):
        yield thing
        yield from _read(thing.widget() if isinstance(thing, QScrollArea) else thing.layout())
    elif thing is not None:
        for at in range(thing.count()):
            item = thing.itemAt(at)
            if item is not None:
                yield from _read(item.widget() or item.layout())


def stand_on(widget: QWidget) -> None:
    """The keyboard into a widget, or into the first of its parts that takes it."""
    parts = [widget, *widget.findChildren(QWidget)]
    wanted = next((w for w in parts if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()), widget)
    wanted.setFocus(Qt.FocusReason.TabFocusReason)
