# SPDX-License-Identifier: Apache-2.0
"""Toasts and sheets: when they go, what they say, and where the focus returns to."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.kit_hands import Events, dressed, focused, open_window, put, read
from ui.widgets.button import Button
from ui.widgets.sheet import Sheet
from ui.widgets.toast import Toast

Key, Role = Qt.Key, QAccessible.Role


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    with dressed(qapp):
        yield


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return open_window(qtbot)


# ---- the toast --------------------------------------------------------------------------------


@pytest.fixture
def timer() -> QTimer:
    return QTimer()


@pytest.fixture
def toast(window: QWidget, timer: QTimer) -> Toast:
    return Toast(window, timer=timer)


def test_a_toast_is_a_notification_with_its_text_as_name(toast: Toast) -> None:
    toast.say("Disetujui. Urungkan (Z)", action="Urungkan")
    assert read(toast)[:2] == (Role.Notification, "Disetujui. Urungkan (Z)")


def test_a_toast_goes_when_its_time_is_up(toast: Toast, timer: QTimer, qtbot: QtBot) -> None:
    toast.say("Disetujui.", lasts=4000)
    assert (timer.isActive(), timer.interval()) == (True, 4000)
    with qtbot.waitSignal(toast.gone):
        timer.timeout.emit()
    assert not toast.isVisible()
    assert not timer.isActive()


def test_a_toast_whose_room_was_left_does_not_come_back_with_it(window: QWidget, qtbot: QtBot) -> None:
    room, timer = QWidget(), QTimer()
    put(window, room)
    toast = Toast(room, timer=timer)
    toast.say("Disposisi disimpan.", action="Urungkan")
    room.hide()
    timer.timeout.emit()
    room.show()
    assert not toast.isVisible(), "what it offers can no longer be done"


def test_a_new_message_replaces_the_old_and_is_shown_anew(toast: Toast) -> None:
    shows = Events(toast, QEvent.Type.Show)
    toast.say("Satu", action="Urungkan")
    toast.say("Dua")
    assert (toast.text, toast.button.isVisible()) == ("Dua", False)
    assert shows.seen == 2, "a reader speaks a notification when it is shown"


def test_a_toast_waits_while_the_pointer_is_on_it(toast: Toast, timer: QTimer, qapp: QApplication) -> None:
    toast.say("Disetujui.")
    here = QPointF(3, 3)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer.isActive()


def test_a_toast_acts_once_and_gives_the_focus_back(
    window: QWidget, toast: Toast, timer: QTimer, qtbot: QtBot
) -> None:
    line, done = QLineEdit(), []
    put(window, line)
    toast.say("Disetujui.", action="Urungkan", on_act=lambda: done.append(1))
    line.setFocus()
    QTest.keyClick(line, Key.Key_Tab)
    assert toast.button.hasFocus(), "Tab reaches it"
    assert not timer.isActive(), "it waits while the keyboard is on it"
    with qtbot.waitSignals([toast.acted, toast.gone]):
        QTest.keyClick(toast.button, Key.Key_Space)
    assert done == [1]
    assert line.hasFocus()
    assert not toast.isVisible()


def test_escape_closes_a_toast(window: QWidget, toast: Toast, qtbot: QtBot) -> None:
    line = QLineEdit()
    put(window, line)
    line.setFocus()
    toast.say("Disetujui.", action="Urungkan")
    toast.button.setFocus()
    QTest.keyClick(toast.button, Key.Key_Escape)
    assert not toast.isVisible()
    assert line.hasFocus()


def test_a_toast_stays_at_the_foot_and_inside(window: QWidget, toast: Toast, qapp: QApplication) -> None:
    toast.say("Disposisi ke Seksi Layanan disimpan dan dikirim setelah tersambung kembali", action="Urungkan")
    for width in (320, 700, 1200):
        window.resize(width, 600)
        qapp.processEvents()
        assert window.rect().adjusted(8, 8, -8, -8).contains(toast.geometry()), width
        assert 600 - toast.geometry().bottom() < 24


@pytest.mark.slow
def test_roles_outlive_no_widget(qapp: QApplication, qtbot: QtBot) -> None:
    """The accessible half of a toast or sheet dies with it, whoever dies first."""
    QAccessible.setActive(True)
    try:
        for turn in range(20):
            host = QWidget()
            toast, over = Toast(host), Sheet(host, "Judul", close_name="Tutup")
            over.foot.addWidget(Button("Ya"))
            host.show()
            toast.say(f"Pesan {turn}")
            over.open()
            assert read(toast)[0] == Role.Notification
            assert read(over.card)[0] == Role.Dialog
            if turn % 2:
                delete(toast)
            delete(host)
            del host, toast, over
            gc.collect()
    finally:
        QAccessible.setActive(False)


# ---- sheets -----------------------------------------------------------------------------------


@pytest.fixture
def sheet(window: QWidget) -> Sheet:
    made = Sheet(window, "Disposisi", subtitle="Permintaan data", close_name="Tutup")
    made.body.addWidget(QLineEdit("satu"))
    made.body.addWidget(QLineEdit("dua"))
    made.foot.addWidget(Button("Disposisikan", "primary"))
    return made


def test_a_sheet_takes_the_focus_traps_it_and_gives_it_back(
    window: QWidget, sheet: Sheet, qtbot: QtBot
) -> None:
    outside = QLineEdit()
    put(window, outside)
    outside.setFocus()
    sheet.open()
    first = focused()
    assert isinstance(first, QLineEdit)
    assert first.text() == "satu"
    seen = []
    for _ in range(9):
        now = focused()
        assert sheet.isAncestorOf(now)
        seen.append(now)
        QTest.keyClick(now, Key.Key_Tab)
    assert len(set(map(id, seen))) == 4, "two fields, the button, the cross"
    QTest.keyClick(focused(), Key.Key_Backtab)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(focused(), Key.Key_Escape)
    assert outside.hasFocus()
    assert not sheet.isVisible()


def test_a_sheet_is_a_dialogue_and_sends_on_ctrl_enter(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.open()
    assert read(sheet.card)[:2] == (Role.Dialog, "Disposisi")
    with qtbot.waitSignal(sheet.submitted):
        QTest.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_sheet_covers_the_window_and_stays_inside(
    window: QWidget, sheet: Sheet, qapp: QApplication
) -> None:
    sheet.open()
    for size in ((900, 600), (500, 300), (1400, 900)):
        window.resize(*size)
        qapp.processEvents()
        assert sheet.geometry() == window.rect()
        assert sheet.rect().adjusted(20, 20, -20, -20).contains(sheet.card.geometry())


def test_keys_do_not_fall_through_a_sheet(window: QWidget, sheet: Sheet, qtbot: QtBot) -> None:
    keys = Events(window, QEvent.Type.KeyPress)
    sheet.open()
    button = sheet.findChildren(Button)[-1]
    button.setFocus()
    QTest.keyClick(button, Key.Key_A)
    assert keys.seen == 0


def test_a_sheet_survives_the_death_of_what_had_the_focus(window: QWidget, sheet: Sheet) -> None:
    line = QLineEdit()
    put(window, line)
    line.setFocus()
    sheet.open()
    delete(line)
    sheet.close_sheet()
    assert not sheet.isVisible()
