# SPDX-License-Identifier: Apache-2.0
"""The window around the rooms: its keys, its foot, the system tray, where it stood, and how narrow it may be."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town
from tests.ui.inbox_kit import morning, view_of
from ui import theme, words
from ui.bridge import Fault
from ui.inbox.view import InboxView
from ui.language import Language
from ui.room import Room
from ui.rooms import box_over
from ui.shell import geometry, single
from ui.shell.host import Host, Opening
from ui.shell.keysheet import KeySheet
from ui.shell.place import Place
from ui.shell.systray import Systray
from ui.shell.window import MainWindow, Ways
from ui.widgets.chip import Keys
from ui.widgets.label import Label
from ui.widgets.statusbar import KeyHint
from ui.widgets.toast import Toast
from workspace.domain.changes import Changes
from workspace.services.finding import Finding
from workspace.services.status import SyncState

Key = Qt.Key
HOUSE = Path(__file__).resolve().parents[2]


class Plain(Room):
    """A room that only notes what the window tells it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.name = name
        self.rebuild()

    def build(self) -> QWidget:
        self.field = Label(self.name)
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self.field

    def panes(self) -> list[QWidget]:
        return [self.field]

    def legend(self) -> tuple[KeyHint, ...]:
        return (KeyHint("F2", words.translate("settings", "change")),)

    def set_state(self, state: SyncState) -> None:
        self.told.append(state.code)

    def changed(self, changes: Changes) -> None:
        self.told.append("changed")


@dataclass
class Shell:
    """A main window over a town, with what it had done."""

    town: Town
    inbox: InboxView
    activity: Plain
    done: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # records
    window: MainWindow = field(init=False)

    def __post_init__(self) -> None:
        def note(what: str) -> Callable[..., None]:
            return lambda *args: self.done.append(" ".join([what, *map(str, args)]))

        places = [
            Place(
                "inbox",
                "inbox",
                lambda: words.translate("shell", "Inbox"),
                lambda: self.inbox,
                ("Ctrl+1", "G, M"),
            ),
            Place(
                "activity",
                "refresh-cw",
                lambda: words.translate("shell", "Sync"),
                lambda: self.activity,
                ("Ctrl+4",),
            ),
        ]
        ways = Ways(
            find=self.inbox.search, new=self.inbox.new_task, sync=note("sync"), lock=note("lock"),
            leave=note("leave"), sign_in=note("sign in"), scale=note("scale"),
        )  # fmt: skip
        self.window = MainWindow(self.town.reading, places, ways, self.find)

    def find(self) -> None:
        """Open the command box."""
        box = box_over(self.window, self.town.reading, Finding(self.town.reading))
        box.record_chosen.connect(self.shown.append)

    def key(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, how)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)


@pytest.fixture
def shell(qtbot: QtBot, speak: Language) -> Shell:
    town = morning()
    inbox, live = view_of(town)
    made = Shell(town, inbox, Plain("Sinkronisasi"))
    live.rooms = [made.window]
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.window.room("activity")
    made.window.go("inbox")
    return made


def foot(shell: Shell) -> str:
    """The sync state at the foot."""
    return shell.window._status.text


def texts(widget: QWidget) -> list[str]:
    """Every text that is shown in a part of the window."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


# ---- what it says ---------------------------------------------------------------------------------


def test_it_says_whose_desk_this_is(shell: Shell) -> None:
    shown = texts(shell.window)
    assert {"Dinas Layanan Digital", "Hendra Saputra", "Kepala Bidang Aplikasi"} <= set(shown)
    assert shell.window.windowTitle() == "Kotak Masuk"


def test_the_state_is_told_at_the_foot_and_to_every_room(shell: Shell) -> None:
    shell.window.set_state(shell.town.sync_state("offline-waiting", trouble="no-network", waiting=3))
    assert foot(shell) == "Luring · 3 perubahan menunggu dikirim · terakhir tersambung 09.27"
    assert shell.activity.told == ["offline-waiting"]


def test_changes_reach_every_room(shell: Shell) -> None:
    shell.window.changed(Changes(frozenset({"x"}), frozenset({"task"})))
    assert shell.activity.told == ["changed"]


def test_a_session_that_ended_is_told_with_the_way_back_in(shell: Shell) -> None:
    shell.window.set_state(shell.town.sync_state("signed-out", waiting=2))
    strip = shell.window._again
    assert strip.isVisible()
    assert strip.text == "Sesi Anda berakhir. Masuk kembali untuk mengirim 2 perubahan. Pekerjaan Anda aman."
    strip.acted.emit()
    assert shell.done == ["sign in"]
    shell.window.set_state(shell.town.sync_state("synced"))
    assert not strip.isVisible()


@pytest.mark.parametrize("world", [True, False])
def test_a_fault_is_told_once_as_what_it_is_and_can_be_copied(shell: Shell, world: bool) -> None:
    fault = Fault(world, "disk penuh", "Traceback: disk penuh")
    shell.window.show_fault(fault)
    shell.window.show_fault(fault)
    alarm = shell.window._alarm
    assert alarm.isVisible()
    assert alarm.text.startswith("Belum berhasil" if world else "Ada yang rusak dalam program ini")
    alarm.acted.emit()
    assert QGuiApplication.clipboard().text() == fault.trace


# ---- keys -----------------------------------------------------------------------------------------


def test_digits_and_letters_go_to_places(shell: Shell) -> None:
    shell.key(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.current.code == "activity"
    shell.key(Key.Key_G)
    shell.key(Key.Key_M)
    assert shell.window.current.code == "inbox"


def test_typing_searches_after_a_pause_and_escape_puts_all_back(shell: Shell) -> None:
    shell.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is shell.window._search
    QTest.keyClicks(shell.window._search, "peta")
    assert shell.inbox.rows.query == ""
    shell.window._typing.timeout.emit()
    assert shell.inbox.rows.query == "peta"
    shell.key(Key.Key_Return)
    assert QApplication.focusWidget() is shell.inbox.column.list
    shell.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    shell.key(Key.Key_Escape)
    assert shell.inbox.rows.query == ""


def test_escape_in_an_empty_search_leads_back_to_the_list(shell: Shell) -> None:
    shell.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(shell.window._search, "peta")
    shell.window._typing.timeout.emit()
    shell.key(Key.Key_Escape)
    assert QApplication.focusWidget() is shell.window._search, "the search is over, another may begin"
    shell.key(Key.Key_Escape)
    assert QApplication.focusWidget() is shell.inbox.column.list


def test_a_search_from_another_room_goes_to_the_inbox(shell: Shell) -> None:
    shell.window.go("activity")
    shell.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(shell.window._search, "peta")
    shell.window._typing.timeout.emit()
    assert shell.window.current.code == "inbox"
    assert QApplication.focusWidget() is shell.window._search


def test_another_room_ends_the_search(shell: Shell) -> None:
    for place in ("activity", "inbox"):
        shell.window.go("inbox")
        shell.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(shell.window._search, "peta")
        shell.window._typing.timeout.emit()
        shell.window.action("new").trigger()
        assert shell.inbox.rows.query == "peta", "a task is made beside what was found"
        shell.key(Key.Key_Escape)
        shell.window.action(f"go.{place}").trigger()
        assert (shell.window._search.text(), shell.inbox.rows.query) == ("", "")


def test_f6_goes_round_all_panes_and_back(shell: Shell) -> None:
    stops = []
    for _ in range(4):
        shell.key(Key.Key_F6)
        stops.append(QApplication.focusWidget())
    rail = shell.window._side.list.item("inbox")
    assert stops == [shell.inbox.pane.body, rail, shell.window._search, shell.inbox.column.list]
    shell.key(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is shell.window._search


def test_f5_syncs_and_ctrl_q_leaves(shell: Shell) -> None:
    shell.key(Key.Key_F5)
    shell.key(Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    shell.key(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shell.done == ["sync", "leave", "scale 0"]


def test_z_undoes_in_the_list_and_is_a_letter_in_a_field(shell: Shell) -> None:
    shell.inbox.column.list.go(2)
    shell.key(Key.Key_C)
    shell.write("z")
    shell.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(shell.town.desk.waiting) == 1
    shell.window.set_undoable(shell.town.deeds.undoable())
    assert "Z urungkan" in shell.window._status._legend.accessibleName()
    shell.key(Key.Key_Z)
    assert not shell.town.desk.waiting
    shell.window.set_undoable(shell.town.deeds.undoable())
    assert "Z" not in shell.window._status._legend.accessibleName()


def test_undo_is_offered_only_where_a_room_has_a_way_to(shell: Shell) -> None:
    undo = shell.window.action("undo")
    assert not undo.isEnabled(), "nothing was done yet"
    shell.window.set_undoable(True)
    assert undo.isEnabled()
    shell.window.go("activity")
    assert not undo.isEnabled()


def test_the_window_under_a_sheet_does_not_hear(shell: Shell) -> None:
    shell.key(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    shell.key(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.current.code == "inbox"
    shell.key(Key.Key_Escape)
    shell.key(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert shell.window.current.code == "activity"


def test_every_key_is_listed_under_f1(shell: Shell) -> None:
    shell.key(Key.Key_F1)
    sheet = shell.window.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    shown = texts(sheet)
    actions = [a for a in shell.window.findChildren(QAction) if a.objectName() and a.shortcuts()]
    missing = {a.text() for a in actions if a.text()} - set(shown)
    assert not missing
    assert len(actions) > 20


def test_a_key_that_is_a_plus_is_shown_as_one(shell: Shell) -> None:
    shell.key(Key.Key_F1)
    sheet = shell.window.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    shown = {cap.accessibleName() for cap in sheet.findChildren(Keys)}
    assert {"Ctrl +", "Ctrl ,", "Ctrl K", "G M", "Shift F6"} <= shown


def test_every_action_has_a_name_and_a_word(shell: Shell) -> None:
    for action in shell.window.findChildren(QAction):
        if action.objectName():
            assert action.text(), action.objectName()


def test_no_two_actions_want_the_same_key_in_one_place(shell: Shell) -> None:
    taken: dict[str, str] = {}
    for action in [*shell.window.actions(), *shell.inbox.column.list.actions()]:
        for keys in action.shortcuts():
            text = keys.toString()
            assert taken.setdefault(text, action.objectName()) == action.objectName(), text


# ---- sizes and languages --------------------------------------------------------------------------


def test_narrow_the_rail_shows_icons_alone(shell: Shell, qapp: QApplication) -> None:
    shell.window.resize(1000, 700)
    qapp.processEvents()
    assert shell.window._side.width() == 56
    shell.window.resize(1200, 700)
    qapp.processEvents()
    assert shell.window._side.width() == 220


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [(900, 600), (1366, 768)])
def test_nothing_asks_for_more_room_than_there_is(
    shell: Shell, qapp: QApplication, scale: float, size: tuple[int, int]
) -> None:
    shell.window.setMinimumSize(geometry.LEAST)  # as its host has it
    theme.apply(qapp, theme.Theme(text_scale=scale))
    shell.window.resize(*size)
    qapp.processEvents()
    asked = shell.window.minimumSizeHint()
    theme.apply(qapp, theme.Theme())
    assert (shell.window.width(), shell.window.height()) == size
    assert asked.width() <= size[0]
    assert asked.height() <= size[1]


def test_another_language_changes_all_words_at_once(
    shell: Shell, speak: Language, qapp: QApplication
) -> None:
    shell.window.set_state(shell.town.sync_state("offline"))
    shell.window.set_count("inbox", 7)
    speak.use("en")
    qapp.processEvents()
    assert shell.window.windowTitle() == "Inbox"
    assert foot(shell) == "Offline · everything is saved"
    assert shell.window._side.list.item("inbox").accessibleName() == "Inbox, 7"
    assert shell.window.action("sync").text() == "Sync now"
    shell.window.go("activity")
    speak.use("id")
    qapp.processEvents()
    assert [hint.text for hint in shell.window._hints] == ["ubah"]


# ---- system tray, the one window ---------------------------------------------------------------------


def test_the_system_tray_says_the_same_sentence_and_counts_the_same(shell: Shell, qtbot: QtBot) -> None:
    opened: list[str] = []
    tray = Systray(
        shell.window, [shell.window.action("sync"), None], lambda: opened.append("open"), available=False
    )
    state = shell.town.sync_state("needs-you", tray=2)
    told = words.sync_text(state, shell.town.reading.zone, shell.town.reading.today())
    shell.window.set_state(state)
    tray.set_state(told)
    assert tray.icon.toolTip().splitlines()[1] == foot(shell) == told.text
    assert tray.count == told.count == 2
    tray.menu.actions()[2].trigger()
    assert opened == ["open"]


def test_what_is_chosen_in_the_system_tray_is_seen_in_the_window(shell: Shell) -> None:
    opened: list[str] = []
    act = shell.window.action
    asked = (act("go.activity"), act("sync"), act("new"))
    tray = Systray(shell.window, asked, lambda: opened.append("open"), available=False)
    act("keys").trigger()
    shell.key(Key.Key_Escape)
    act("sync").trigger()
    assert opened == [], "the window is there already"
    shell.done.clear()
    shell.window.hide()
    for action in tray.menu.actions():
        if action in asked:
            action.trigger()
    assert opened == ["open", "open"]
    assert shell.done == ["sync"]
    act("sync").trigger()
    act("lock").trigger()
    act("leave").trigger()
    assert shell.done == ["sync", "lock", "leave"], "a sheet keeps nobody from these"


def test_the_window_asks_before_it_goes(qtbot: QtBot) -> None:
    answers = [False, True]
    host = Host(lambda: answers.pop(0))
    qtbot.addWidget(host)
    host.show_page(Opening())
    host.show()
    assert not host.close()
    assert host.isVisible()
    assert host.close()


def test_a_page_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    host = Host(lambda: True)
    qtbot.addWidget(host)
    first, second = QWidget(), QWidget()
    second.setWindowTitle("Masuk")
    host.show_page(first)
    host.show_page(second)
    assert host.page is second
    assert host.windowTitle() == "Masuk"
    second.setWindowTitle("Buka kunci")
    assert host.windowTitle() == "Buka kunci"


def test_a_second_program_wakes_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    woken: list[str] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    assert not single.wake(tmp_path)
    assert single.listen(tmp_path, owner, lambda: woken.append("up")) is not None
    assert single.wake(tmp_path)
    qtbot.waitUntil(lambda: woken == ["up"])


def test_a_toast_is_heard_as_a_notification(shell: Shell) -> None:
    toast = shell.inbox.column.findChild(Toast)
    assert isinstance(toast, Toast)
    toast.say("Disetujui.")
    assert toast.accessibleName() == "Disetujui."


# ---- the start ----------------------------------------------------------------------------------------

LOADED = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import Program, assemble
app = QApplication([])
heavy = ("sqlalchemy", "requests", "keyring", "argon2", "cryptography")
seen = {}
program = Program(app, Path(sys.argv[1]), assemble)
program.start()
app.processEvents()
seen["frame"] = [name for name in heavy if name in sys.modules]
seen["page"] = type(program.host.page).__name__
print(json.dumps(seen))
program.leave()
"""


@pytest.mark.slow
def test_the_first_frame_loads_no_heavy_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path)],
        cwd=HOUSE, capture_output=True, text=True, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["frame"] == []
