# SPDX-License-Identifier: Apache-2.0
"""The whole program, driven like an officer: from the first sign-in to the next start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.services.test_cabinet import Remembering, Ring
from tests.ui.desk import PASSPHRASE, PASSWORD, SERVER, Desktop, desktop, nip
from ui import theme
from ui.app import Program
from ui.bridge import Fault
from ui.idle import MINUTE_MS
from ui.inbox.give import GiveSheet
from ui.language import Language
from ui.shell.commandbox import CommandBox
from ui.shell.glance import Glance
from ui.signin.again import AgainSheet
from ui.signin.view import Here
from ui.widgets.rowmodel import RowFace
from workspace.domain import task
from workspace.paper.body import Run as Words
from workspace.paper.body import line
from workspace.services.known import SYSTEM
from workspace.storage.bodies import Of, Opened
from workspace.storage.bodies_sql import SqlBodies

NUMBER = "19000101 192001 1 004"
HERE = Here("Laptop Hendra", "https://kerja.contoh.id", "2026-11-24", "0.1.0", "id", SYSTEM)


def texts(widget: QWidget) -> list[str]:
    """Every text that is shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path) as made:
        yield made


@dataclass
class Run:
    """A run of the program, driven like an officer."""

    program: Program
    qtbot: QtBot
    pages: list[QWidget | None] = field(default_factory=list)

    def page(self, name: str) -> Any:
        """Wait for a page."""
        self.qtbot.waitUntil(lambda: self._named(name), timeout=15_000)
        return self.program.host.page

    def _named(self, name: str) -> bool:
        page = self.program.host.page
        return page is not None and page.objectName() == name

    def sign_in(self, who: str = "kabid", *, passphrase: bool = True) -> None:
        """Fill the card and wait until the desk is in step with the server."""
        view = self.page("sign-in")
        view.server.setText(SERVER)
        view.nip.setText(nip(who))
        view.password.setText(PASSWORD)
        view.shared.setChecked(passphrase)
        view.passphrase.setText(PASSPHRASE)
        view.send()
        self.synced()

    def synced(self) -> None:
        """Wait until the desk is in step with the server."""
        self.page("main-window")
        self.qtbot.waitUntil(lambda: self.state == "synced", timeout=15_000)

    @property
    def state(self) -> str:
        """The sync state."""
        return self.program._state.code if self.program._state else ""


@pytest.fixture
def start(laptop: Desktop, qtbot: QtBot, qapp: QApplication, speak: Language) -> Iterator[Callable[..., Run]]:
    runs: list[Program] = []

    def begin(at: Desktop = laptop) -> Run:
        program = at.program(qapp)
        runs.append(program)
        run = Run(program, qtbot)
        program.host._stack.currentChanged.connect(lambda _: run.pages.append(program.host.page))
        program.start()
        program.host.resize(1366, 800)
        return run

    yield begin
    for program in runs:
        program.leave()
        program.language.use("en")
        program.host.deleteLater()
        program.deleteLater()
    theme.apply(qapp, theme.Theme())


def test_the_first_card_is_made_once(start: Callable[[], Run]) -> None:
    """The language that is chosen just before it must not have it made anew while somebody types."""
    run = start()
    run.program._begin()
    strip = run.program.host.page.problem  # type: ignore[union-attr]
    QApplication.sendPostedEvents()
    assert run.program.host.page.problem is strip  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_new_device_signs_in_once_and_then_opens_without_a_network(
    start: Callable[[], Run], laptop: Desktop
) -> None:
    first = start()
    first.sign_in()
    first.qtbot.waitUntil(lambda: "Pegawai kabid" in texts(first.program.host))
    first.program.leave()
    laptop.wire.up = False
    again = start()
    view = again.page("unlock")
    assert "Pegawai kabid" in texts(view)
    view.passphrase.setText(PASSPHRASE)
    view.send()
    again.page("main-window")
    again.qtbot.waitUntil(lambda: again.state == "offline", timeout=15_000)
    assert again.program.desk is not None
    assert again.program.desk.window._status.text == "Luring · semua data tersimpan"


@pytest.mark.slow
def test_work_done_offline_is_sent_when_the_network_is_back(
    start: Callable[[], Run], laptop: Desktop
) -> None:
    run = start()
    run.sign_in()
    laptop.wire.up = False
    assert run.program.desk is not None
    inbox = run.program.desk.inbox
    inbox.new_task()
    sheet = run.program.desk.window.findChild(GiveSheet)
    assert isinstance(sheet, GiveSheet)
    sheet.subject.setText("Rekap izin")
    QTest.keyClicks(sheet.who.line, "staf")
    QTest.keyClick(sheet.who.line, Qt.Key.Key_Return)
    sheet.submitted.emit()
    run.qtbot.waitUntil(inbox.column.toast.isVisible, timeout=5_000)
    run.qtbot.waitUntil(run.program.desk.window.action("undo").isEnabled, timeout=5_000)
    run.program.bridge.sync_now()
    run.qtbot.waitUntil(lambda: run.state == "offline-waiting", timeout=15_000)
    assert run.program.desk.window._status.text.startswith("Luring · 1 perubahan menunggu dikirim")
    laptop.wire.up = True
    laptop.town.clock.move(minutes=10)
    run.program.bridge.sync_now()
    run.qtbot.waitUntil(lambda: run.state == "synced", timeout=15_000)


@pytest.mark.slow
def test_what_ctrl_k_finds_opens_in_the_room_it_belongs_to(start: Callable[[], Run], laptop: Desktop) -> None:
    town = laptop.town
    kadis = town.laptop("kadis")
    given = task.Give(town.ids(), town.id["kabid"], "Rekap izin 2026", "normal")
    assert kadis.outcome(kadis.command("task.give", given, as_="kadis")) == ""
    run = start()
    run.sign_in()
    desk = run.program.desk
    assert desk is not None
    run.qtbot.waitUntil(lambda: desk.window.count("inbox") == 1, timeout=15_000)
    desk.window.go("activity")
    desk.window.action("find").trigger()
    box = desk.window.findChild(CommandBox)
    assert isinstance(box, CommandBox)
    QTest.keyClicks(box.line, "izin")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert desk.window.current.code == "inbox"
    assert desk.inbox.pane.value is not None
    assert desk.inbox.pane.value.title == "Rekap izin 2026"


@pytest.mark.slow
def test_the_next_start_shows_the_last_page_before_anything_is_loaded(
    start: Callable[[], Run], laptop: Desktop
) -> None:
    laptop.ring = Ring(Remembering())
    town = laptop.town
    kadis = town.laptop("kadis")
    given = task.Give(town.ids(), town.id["kabid"], "Rekap izin 2026", "normal")
    assert kadis.outcome(kadis.command("task.give", given, as_="kadis")) == ""
    first = start()
    first.sign_in(passphrase=False)
    desk = first.program.desk
    assert desk is not None
    first.qtbot.waitUntil(lambda: desk.window.count("inbox") == 1, timeout=15_000)
    first.program.leave()
    again = start()
    again.synced()
    assert [type(page).__name__ for page in again.pages] == ["Opening", "Glance", "MainWindow"]
    page = again.pages[1]
    assert isinstance(page, Glance)
    faces = [page._model.face(row) for row in range(page._model.rowCount())]
    assert [face.subject for face in faces if isinstance(face, RowFace)] == ["Rekap izin 2026"]


@pytest.mark.slow
def test_a_damaged_desk_is_restored_and_what_was_done_is_told(
    start: Callable[[], Run], laptop: Desktop
) -> None:
    first = start()
    first.sign_in()
    assert first.program.desk is not None
    first.program.desk.window.room("flexiwork").check("in")  # type: ignore[attr-defined]
    first.program.lock()
    first.page("unlock")
    first.program.leave()
    first.qtbot.waitUntil(lambda: not list(laptop.home.glob("*/store.db-*")))
    (store,) = laptop.home.glob("*/store.db")
    store.write_bytes(bytes(store.stat().st_size))
    again = start()
    view = again.page("unlock")
    view.passphrase.setText(PASSPHRASE)
    view.send()
    again.qtbot.waitUntil(view.problem.isVisible, timeout=10_000)
    view.problem.acted.emit()
    again.synced()
    assert again.program.desk is not None
    notice = again.program.desk.window._notice
    assert notice.isVisible()
    assert notice.text.startswith("Meja kerja Anda rusak")


@pytest.mark.slow
def test_locking_closes_the_desk_and_its_passphrase_opens_it(start: Callable[[], Run]) -> None:
    run = start()
    run.sign_in()
    desk = run.program.desk
    assert desk is not None
    run.qtbot.waitUntil(lambda: run.program.systray is not None, timeout=5_000)
    tray = run.program.systray
    assert tray is not None
    said = tray.menu.actions()[0].text()
    run.program.use_language("en")
    assert tray.menu.actions()[0].text() == desk.window._status.text != said, "times are written otherwise"
    run.program.host.hide()
    run.program.lock()
    view = run.page("unlock")
    assert run.program.systray is None
    assert run.program.host.isVisible(), "the tray's icon is gone: hidden, nothing would lead back"
    view.passphrase.setText(PASSPHRASE)
    view.send()
    run.synced()


@pytest.mark.slow
def test_what_a_full_disk_does_not_take_keeps_the_desk_open_once(start: Callable[[], Run]) -> None:
    run = start()
    run.sign_in()
    workspace, desk = run.program._workspace, run.program.desk
    assert workspace is not None
    assert desk is not None
    of, bodies, faults = Of("letter", 1), workspace.bodies, list[Fault]()
    bodies.exists = lambda _: True
    opened = bodies.open(of, 1)
    assert isinstance(opened, Opened)
    letter = opened.replica(lambda: 1, lambda raw: bodies.typed(of, raw, workspace.clock()))
    run.program.bridge.faulted.disconnect()
    run.program.bridge.faulted.connect(faults.append)
    connection = cast("SqlBodies", bodies.tables).connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    letter.begin([line([Words("Yth. Bupati " * 4_000)])])
    run.program.lock()
    assert run.program.desk is desk
    assert desk.window._notice.text.startswith("Disk laptop ini tidak menerima")
    run.program.lock()
    run.page("unlock")
    run.qtbot.waitUntil(lambda: any(fault.world for fault in faults))


@pytest.mark.slow
def test_what_was_being_written_is_there_again_after_an_untouched_desk_was_locked(
    start: Callable[[], Run],
) -> None:
    run = start()
    run.sign_in()
    program, desk = run.program, run.program.desk
    assert desk is not None
    run.qtbot.waitUntil(lambda: program.systray is not None, timeout=5_000)
    desk.inbox.new_task()
    sheet = desk.window.findChild(GiveSheet)
    assert isinstance(sheet, GiveSheet)
    sheet.subject.setText("Rekap izin")
    assert program.idle is not None
    program.idle._touched -= 10 * MINUTE_MS
    program.idle.look()
    view = run.page("unlock")
    assert not sheet.isVisible()
    assert not texts(desk.window)
    assert desk.context.reading.search("izin") == []
    desk.rooms.refresh()  # its timer goes on, and finds nothing to read
    view.passphrase.setText(PASSPHRASE)
    view.send()
    run.synced()
    assert program.desk is desk
    assert sheet.isVisible()
    assert sheet.subject.text() == "Rekap izin"
    QTest.keyClicks(sheet.who.line, "staf")
    QTest.keyClick(sheet.who.line, Qt.Key.Key_Return)
    sheet.submitted.emit()
    run.qtbot.waitUntil(desk.inbox.column.toast.isVisible, timeout=5_000)
    run.qtbot.waitUntil(lambda: len(desk.context.reading.search("izin")) == 1, timeout=5_000)


@pytest.mark.slow
def test_what_was_being_written_goes_when_somebody_else_comes(start: Callable[[], Run]) -> None:
    run = start()
    run.sign_in()
    desk = run.program.desk
    assert desk is not None
    run.qtbot.waitUntil(lambda: run.program.systray is not None, timeout=5_000)
    gone: list[str] = []
    desk.window.destroyed.connect(lambda: gone.append("window"))
    desk.inbox.new_task()
    run.program.lock()
    run.page("unlock")
    run.program.show_sign_in()
    run.sign_in("kadis")
    assert run.program.desk is not desk
    run.qtbot.waitUntil(lambda: gone == ["window"], timeout=5_000)


@pytest.mark.slow
def test_ctrl_q_ends_the_program_also_where_no_desk_is_open(start: Callable[[], Run]) -> None:
    run = start()
    run.page("sign-in")
    run.qtbot.waitUntil(run.program.host.isActiveWindow)
    QTest.keyClick(run.program.host, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert run.program._left


@pytest.mark.slow
def test_an_ended_session_is_begun_again_over_the_work(start: Callable[[], Run], laptop: Desktop) -> None:
    run = start()
    run.sign_in()
    workspace = run.program._workspace
    assert workspace is not None
    workspace.engine.needs_login = True
    run.program.bridge.sync_now()
    run.qtbot.waitUntil(lambda: run.state == "signed-out", timeout=15_000)
    desk = run.program.desk
    assert desk is not None
    desk.window._again.acted.emit()
    sheet = desk.window.findChild(AgainSheet)
    assert isinstance(sheet, AgainSheet)
    sheet.nip.setText(nip("kabid"))
    sheet.password.setText(PASSWORD)
    sheet.send()
    run.qtbot.waitUntil(lambda: run.state == "synced", timeout=15_000)
