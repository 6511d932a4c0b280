# SPDX-License-Identifier: Apache-2.0
"""Nothing is cut: every word of every room has its room, at every size of window and text people have."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit_hands import nameless
from tests.ui.mornings import PAGES
from tests.ui.shots_rooms import SIZES, framed
from ui import theme
from ui.language import Language
from ui.widgets.label import ElidedLabel

LOOKS = {
    "usual": theme.Theme(),
    "large": theme.Theme(text_scale=1.5),
    "compact": theme.Theme(density="compact"),
}


def shown(qtbot: QtBot, page: str, size: QSize) -> tuple[QWidget, QWidget]:
    """The frame with a room in it, laid out; and the room."""
    room = PAGES[page]()
    frame = framed(room, size)
    qtbot.addWidget(frame)
    frame.setMinimumSize(QSize(900, 600))
    frame.resize(size)
    frame.show()
    for _ in range(3):
        QApplication.processEvents()
    after = room.property("afterShow")
    if callable(after):
        after()
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return frame, room


def inside(widget: QWidget) -> bool:
    """Whether a widget lies wholly inside all it stands in, from left to right (down one can scroll)."""
    around = widget.parentWidget()
    while around is not None:
        here = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        if here.left() < 0 or here.right() > around.width():
            return False
        around = around.parentWidget()
    return True


def cut(frame: QWidget) -> Iterator[str]:
    """What does not have the room it needs."""
    for label in frame.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        room = label.contentsRect()
        if label.wordWrap():
            if label.height() + 1 < label.heightForWidth(label.width()):
                yield f"cut below: {label.text()!r}"
        elif label.fontMetrics().horizontalAdvance(label.text()) > room.width() + 1:
            yield f"cut at the side: {label.text()!r}"
        if not inside(label):
            yield f"outside: {label.text()!r}"
    for button in frame.findChildren(QPushButton):
        if button.isVisible() and (button.width() < button.sizeHint().width() or not inside(button)):
            yield f"button: {button.text() or button.accessibleName()!r}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_no_word_is_cut(qtbot: QtBot, speak: Language, page: str, size: str) -> None:
    frame, _ = shown(qtbot, page, SIZES[size])
    assert list(cut(frame)) == []


@pytest.mark.parametrize("look", ["large", "compact"])
@pytest.mark.parametrize("page", PAGES)
def test_no_word_is_cut_in_another_look(
    qtbot: QtBot, qapp: QApplication, speak: Language, page: str, look: str
) -> None:
    theme.apply(qapp, LOOKS[look])
    frame, _ = shown(qtbot, page, SIZES["1440"])
    assert list(cut(frame)) == []


@pytest.mark.parametrize("page", PAGES)
def test_english_has_room_too(qtbot: QtBot, speak: Language, page: str) -> None:
    speak.use("en")
    frame, _ = shown(qtbot, page, SIZES["1366"])
    assert list(cut(frame)) == []


@pytest.mark.parametrize("page", PAGES)
def test_whatever_takes_the_keyboard_has_a_name(qtbot: QtBot, speak: Language, page: str) -> None:
    frame, _ = shown(qtbot, page, SIZES["1440"])
    assert nameless(frame) == []
