# SPDX-License-Identifier: Apache-2.0
"""With the keyboard and by ear: F6 goes round in every room, and nothing one can stand on is without a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.kit_hands import focused, nameless
from tests.ui.test_program import Run, laptop, start  # noqa: F401 - fixtures
from ui.shell.keysheet import KeySheet
from ui.widgets.chip import Keys

pytestmark = pytest.mark.slow
ROOMS = ("inbox", "approvals", "drafting", "flexiwork", "activity", "settings")


class Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def run(start: Callable[[], Run]) -> Run:  # noqa: F811 - the fixture of that name
    run = start()
    run.sign_in()
    run.qtbot.waitUntil(lambda: run.program.systray is not None, timeout=10_000)
    run.program.host.activateWindow()
    run.qtbot.waitUntil(run.program.host.isActiveWindow)
    return run


@pytest.mark.parametrize("code", ROOMS)
def test_f6_goes_round_in_a_room_whose_controls_all_have_names(
    run: Run, qapp: QApplication, code: str
) -> None:
    assert run.program.desk is not None
    window, windows = run.program.desk.window, Windows()
    qapp.installEventFilter(windows)
    window.go(code)
    QApplication.processEvents()
    qapp.removeEventFilter(windows)
    assert windows.shown == [], "it would flash up, and take the keyboard with it"
    assert nameless(window) == []
    stops = [focused()]
    while len(stops) < 9 and (len(stops) < 2 or stops[-1] is not stops[0]):
        QTest.keyClick(stops[-1], Qt.Key.Key_F6)
        stops.append(focused())
    assert stops[-1] is stops[0], "round and round"
    assert len(set(stops)) == len(stops) - 1 >= 3
    assert any(window.room(code).isAncestorOf(stop) for stop in stops)


@pytest.mark.parametrize("code", ROOMS)
def test_every_key_of_a_room_is_in_its_sheet(run: Run, code: str) -> None:
    assert run.program.desk is not None
    window = run.program.desk.window
    window.go(code)
    QTest.keyClick(focused(), Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    heard = {*window.actions(), *window.room(code).findChildren(QAction)}
    assert {action.text() for action in heard if action.shortcuts()} <= shown
    assert {"Presensi masuk", "Presensi pulang", "Cari dan perintah"} <= shown


def test_without_single_letters_no_sheet_and_no_foot_names_one(run: Run) -> None:
    assert run.program.desk is not None
    window = run.program.desk.window
    window.go("inbox")
    window.set_undoable(True)
    assert "Z" in window._status._legend.accessibleName()
    run.program.use_looks(replace(run.program.memory.looks, keys=False))
    for code in ROOMS:
        window.go(code)
        keys = [hint.split()[0] for hint in window._status._legend.accessibleName().split(", ")]
        assert not [key for key in keys if len(key) == 1]
        window.action("keys").trigger()
        caps = [each.accessibleName() for each in focused().window().findChildren(Keys) if each.isVisible()]
        assert not [cap for cap in caps if len(cap.removeprefix("Shift ")) == 1]
        QTest.keyClick(focused(), Qt.Key.Key_Escape)


def test_every_sheet_and_card_has_names(run: Run) -> None:
    assert run.program.desk is not None
    window = run.program.desk.window
    for deed in ("new", "keys", "find"):
        window.action(deed).trigger()
        assert nameless(run.program.host) == []
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    run.program.sign_in_again()
    assert nameless(run.program.host) == []
    run.program.lock()
    assert nameless(run.page("unlock")) == []
    run.program.show_sign_in()
    assert nameless(run.page("sign-in")) == []
