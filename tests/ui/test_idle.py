# SPDX-License-Identifier: Apache-2.0
"""A window nobody touches is locked in time, and never before."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.idle import MINUTE_MS, Idle


class Desk:
    """A window with a clock that a test turns, and how often it was locked."""

    def __init__(self, qapp: QApplication, qtbot: QtBot) -> None:
        self.now, self.locked, self.settled = 0, 0, True
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.show()
        self.idle = Idle(qapp, self.host, lambda: self.settled, self.lock, lambda: ("boot-1", self.now))
        self.idle.watch(10)

    def lock(self) -> None:
        """Count."""
        self.locked += 1

    def wait(self, minutes: float) -> int:
        """Minutes pass, then the timer looks; how often it was locked by then."""
        self.now += round(minutes * MINUTE_MS)
        self.idle._timer.timeout.emit()
        return self.locked


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Desk:
    return Desk(qapp, qtbot)


def test_it_locks_after_as_many_minutes_as_were_chosen(desk: Desk) -> None:
    assert desk.wait(9.9) == 0
    assert desk.wait(0.1) == 1
    desk.idle.watch(5)
    assert desk.wait(4.9) == 1
    assert desk.wait(0.1) == 2


def test_what_a_disk_does_not_take_stays_on_the_screen(desk: Desk) -> None:
    desk.settled = False
    assert desk.wait(20) == 0
    desk.settled = True
    assert desk.wait(0) == 1


def test_never_is_never(desk: Desk) -> None:
    desk.idle.watch(0)
    assert desk.wait(600) == 0


@pytest.mark.parametrize("touch", ["key", "press", "move"])
def test_whoever_touches_it_is_there(desk: Desk, touch: str) -> None:
    window = desk.host.windowHandle()
    desk.wait(9)
    match touch:
        case "key":
            QTest.keyClick(window, Qt.Key.Key_J)
        case "press":
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
        case "move":
            QTest.mouseMove(window, QPoint(20, 20))
            QApplication.processEvents()
    assert desk.wait(9) == 0
    assert desk.wait(1) == 1


def test_after_a_long_sleep_the_first_touch_finds_it_locked(desk: Desk) -> None:
    desk.now += 60 * MINUTE_MS  # no timer looks while the machine sleeps
    QTest.keyClick(desk.host.windowHandle(), Qt.Key.Key_J)
    assert desk.locked == 1


def test_it_is_locked_when_the_desktop_suspends_it_or_wakes_it_late(desk: Desk, qapp: QApplication) -> None:
    states = Qt.ApplicationState
    desk.idle._stated(states.ApplicationSuspended)
    assert desk.locked == 1
    desk.idle._stated(states.ApplicationInactive)
    desk.idle._stated(states.ApplicationActive)
    assert desk.locked == 1
    desk.now += 60 * MINUTE_MS
    desk.idle._stated(states.ApplicationActive)
    assert desk.locked == 2
    desk.idle.watch(0)
    desk.idle._stated(states.ApplicationSuspended)
    assert desk.locked == 2
