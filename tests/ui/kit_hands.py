# SPDX-License-Identifier: Apache-2.0
"""What the tests of the kit share: a window, what a reader hears, where the keyboard is."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit_rows import wear
from ui.widgets.focus import keep_focus_visible


@contextmanager
def dressed(app: QApplication) -> Iterator[None]:
    """The plain light theme and focus rings, for one test."""
    wear(app)
    keeper = keep_focus_visible(app)
    yield
    app.focusChanged.disconnect(keeper.moved)
    keeper.deleteLater()
    wear(app)


def open_window(qtbot: QtBot) -> QWidget:
    """An active window with an empty vertical layout; it is closed after the test."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def put(window: QWidget, *widgets: QWidget) -> None:
    """Put widgets into the window and lay them out."""
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    QApplication.processEvents()


def focused() -> QWidget:
    """The widget the keyboard is on."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def read(widget: QWidget) -> tuple[QAccessible.Role, str, str]:
    """Role, name and description as a screen reader gets them."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.role(), found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


def buttons(widget: QWidget) -> list[QWidget]:
    """The push buttons one can see in a widget."""
    role = QAccessible.Role.Button
    return [child for child in widget.findChildren(QWidget) if child.isVisible() and read(child)[0] == role]


class Events(QObject):
    """Counts the events of one kind that reach a widget."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self.kind, self.seen = kind, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == self.kind
        return False


def nameless(within: QWidget) -> list[str]:
    """What one can stand on in there and a screen reader has no name for."""
    stands = [
        one
        for one in within.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() and one.focusProxy() is None
    ]
    return [f"{type(one).__name__} {one.objectName()}" for one in stands if not read(one)[1]]
