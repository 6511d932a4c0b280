# SPDX-License-Identifier: Apache-2.0
"""Konsep Naskah: a letter is begun, written, filled in, read through and submitted, all of it kept on the way."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.storage.bodies_kit import Full
from tests.ui import stages
from tests.ui.desk_kit import Town, id_of
from tests.ui.drafting_kit import par
from tests.ui.inbox_kit import Live
from tests.ui.kit_hands import focused, nameless
from tests.ui.stages import FakeBridge
from ui.bridge import Bridge
from ui.drafting.desk import Desk
from ui.drafting.new import NewSheet
from ui.drafting.view import DraftingView
from ui.language import Language
from ui.widgets.notice import EmptyState
from workspace.domain.changes import Changes
from workspace.domain.draft import Draft, Fill, SubmitDraft
from workspace.domain.form import Form, Part, written_hash
from workspace.domain.letter import Letter
from workspace.paper.body import body_hash, plain_text
from workspace.paper.replica import Replica
from workspace.services.writing import Of
from workspace.storage.bodies_memory import MemoryBodies

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
FORM = Form(
    "nota-dinas", "Permintaan data", ("Kepala Dinas",), sender="Kepala Bidang Aplikasi", signer=(id_of("kabid"),),
    route=(id_of("kadis"),),
)  # fmt: skip


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


class Room:
    """The room of the head of Bidang Aplikasi."""

    def __init__(self, qtbot: QtBot, disk: MemoryBodies | None = None) -> None:
        self.town, self.qtbot = Town(), qtbot
        if disk is not None:
            self.town.writing.bodies.tables = disk
        self.live = Live(self.town)
        self.bridge = FakeBridge(self.live)
        bridge = cast("Bridge", self.bridge)
        self.view = DraftingView(
            self.town.reading, self.town.deeds, self.town.drafts, self.town.writing, bridge
        )
        self.live.rooms.append(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1146, 684)

    def show(self) -> "Room":
        with self.qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.enter()
        settle()
        return self

    def drafted(self, form: Form = FORM) -> str:
        return self.town.drafts.start(id_of("kabid"), form).record

    def opened(self, form: Form = FORM) -> str:
        id_ = self.drafted(form)
        self.show().view.open_letter(id_)
        settle()
        return id_

    @property
    def desk(self) -> Desk:
        assert self.view.desk is not None
        return self.view.desk

    def letter(self, id_: str) -> Letter:
        value = self.town.reading.value(id_)
        assert isinstance(value, Letter)
        return value

    def updates(self, id_: str) -> list[bytes]:
        return [row.raw for row in self.town.writing.bodies.tables.updates(Of(id_, 1))]

    def text(self, id_: str) -> str:
        """What a fresh copy reads."""
        raws = self.updates(id_)
        return plain_text(Replica(9, lambda: 0, list[bytes]().append, raws).lines())


@pytest.fixture
def room(qtbot: QtBot, speak: Language) -> Room:
    return Room(qtbot)


def test_an_empty_room_says_how_to_begin(room: Room) -> None:
    room.show()
    (front,) = room.view.panes()
    assert isinstance(front, EmptyState)
    assert front.isVisible()
    assert nameless(room.view) == []


def test_a_new_letter_is_known_to_the_officer_and_opened_at_once(room: Room) -> None:
    room.show()
    QTest.keyClick(room.view, Key.Key_N, Control | Qt.KeyboardModifier.ShiftModifier)
    sheet = room.view.findChild(NewSheet)
    assert isinstance(sheet, NewSheet)
    assert sheet.form is not None
    assert (sheet.form.form.sender, sheet.form.form.route) == ("Kepala Bidang Aplikasi", (id_of("kadis"),))
    sheet.form._inputs["subject"].edit.insertPlainText("Undangan")
    QTest.keyClick(focused(), Key.Key_Return, Control)
    settle()
    assert room.view._title.text() == "Undangan"
    assert focused() is room.desk.editor
    assert room.view._saved.text() == "Tersimpan di perangkat ini"
    QTest.keyClicks(room.desk.editor, "Isi nota.")
    id_ = room.view._letter.id if room.view._letter else ""
    room.view.close_draft()
    assert [entry.text for entry in room.view.list.entries] == ["Undangan"]
    assert room.text(id_) == "Isi nota."


def test_a_letter_is_begun_from_another_room_and_over_no_sheet(qtbot: QtBot, speak: Language) -> None:
    desk = stages.Desk(Town(), "id")
    qtbot.addWidget(desk.host)
    with qtbot.waitActive(desk.host):
        desk.host.show()
        desk.host.activateWindow()
    desk.opened.window.go("inbox")
    for _ in range(2):
        QTest.keyClick(focused(), Key.Key_N, Control | Qt.KeyboardModifier.ShiftModifier)
        assert desk.opened.window.current.code == "drafting"
        assert len(desk.host.findChildren(NewSheet)) == 1
    QTest.keyClick(focused(), Key.Key_Escape)
    assert desk.room("drafting").isAncestorOf(focused())


def test_enter_in_the_list_opens_a_draft_and_the_arrow_goes_back(room: Room) -> None:
    id_ = room.drafted()
    room.show()
    assert focused() is room.view.list
    QTest.keyClick(room.view.list, Key.Key_Return)
    assert room.desk.form == FORM
    back = room.view.findChild(QPushButton, "drafting.back")
    assert isinstance(back, QPushButton)
    back.click()
    assert room.view._desk is None
    assert focused() is room.view.list
    assert "put_away" in room.live.calls
    room.view.open_letter(id_)
    assert room.desk.form == FORM


def test_what_is_typed_is_said_to_be_kept_only_when_it_is(room: Room) -> None:
    room.opened()
    QTest.keyClicks(room.desk.editor, "x")
    assert room.view._saved.text() == "Menyimpan…"
    room.town.now = "2026-11-24T02:45:00.000Z"
    room.bridge.kept.emit(room.town.writing.bodies.flush())
    assert room.view._saved.text() == "Tersimpan di perangkat ini pukul 09.41"
    QTest.keyClicks(room.desk.editor, "y")
    room.bridge.kept.emit(())
    assert room.view._saved.text() == "Menyimpan…"


def test_the_form_is_handed_over_after_a_pause_and_before_the_letter_is_left(room: Room) -> None:
    id_ = room.opened()
    line = room.desk.form_panel._inputs["sender"]
    line.setFocus()
    QTest.keyClicks(line, "!")
    assert room.letter(id_).form == FORM
    room.qtbot.waitUntil(lambda: room.letter(id_).form == replace(FORM, sender=FORM.sender + "!"))
    QTest.keyClicks(line, "?")
    room.view.hide()
    assert room.letter(id_).form == replace(FORM, sender=FORM.sender + "!?")
    assert room.live.calls.count("fill") == 2


def test_what_another_laptop_filled_in_is_shown_unless_one_is_filling_in(room: Room) -> None:
    id_ = room.town.ids()
    room.town.done_by("kabid", "letter.draft", Draft(id_, FORM))
    room.town.drafts._begin(Of(id_, 1))
    room.show().view.open_letter(id_)
    before = Part(subject=FORM.subject)
    room.town.done_by("kabid", "letter.fill", Fill(id_, before, Part(subject="Lain")))
    room.view._look_again(id_)
    assert room.desk.form.subject == "Lain"
    line = room.desk.form_panel._inputs["sender"]
    line.setFocus()
    QTest.keyClicks(line, "!")
    room.town.done_by("kabid", "letter.fill", Fill(id_, Part(subject="Lain"), Part(subject="Baru")))
    room.view._look_again(id_)
    assert room.desk.form.sender.endswith("!")
    room.view._fill()
    settle()
    assert room.letter(id_).form == replace(FORM, subject="Baru", sender=FORM.sender + "!")


def test_faults_hold_a_letter_back_and_lead_to_their_place(room: Room) -> None:
    id_ = room.opened()
    assert room.view._stops.isVisible(), "nothing is written yet"
    QTest.keyClick(room.desk.editor, Key.Key_Return, Control)
    assert room.letter(id_).state == "draft"
    QTest.keyClicks(room.desk.editor, "Isi nota.")
    room.qtbot.waitUntil(lambda: not room.view._stops.isVisible())
    assert room.view._send.caption == "Ajukan ke Kepala Dinas"
    room.desk.set_form(replace(FORM, route=()))
    room.view._tell()
    assert room.view._send.caption == "Ajukan"
    room.view.submit()
    assert room.letter(id_).state == "draft"
    assert room.desk.form_panel.isAncestorOf(focused())


def test_a_sound_letter_is_submitted_as_it_was_seen(room: Room) -> None:
    id_ = room.opened()
    QTest.keyClicks(room.desk.editor, "Isi nota.")
    room.qtbot.waitUntil(lambda: not room.view._stops.isVisible())
    line = room.desk.form_panel._inputs["archive"]
    line.setText("000.8.6")
    line.textEdited.emit("000.8.6")
    room.view.submit()
    found = room.letter(id_)
    assert (found.state, found.version) == ("submitted", 1)
    assert found.form is not None
    assert found.form.archive == "000.8.6"
    assert room.view._desk is None
    assert room.view.toast.text == "Diajukan."


def test_keys_that_follow_each_other_closely_submit_what_was_written(room: Room) -> None:
    id_ = room.opened()
    QTest.keyClicks(room.desk.editor, "Isi nota.")
    assert room.view._stops.isVisible(), "it was not read through since"
    QTest.keyClick(room.desk.editor, Key.Key_Return, Control)
    assert room.letter(id_).state == "submitted"


def test_a_letter_emptied_a_moment_ago_is_held_back(room: Room) -> None:
    id_ = room.opened()
    QTest.keyClicks(room.desk.editor, "Isi")
    room.qtbot.waitUntil(lambda: not room.view._stops.isVisible())
    QTest.keyClick(room.desk.editor, Key.Key_A, Control)
    QTest.keyClick(room.desk.editor, Key.Key_Delete)
    QTest.keyClick(room.desk.editor, Key.Key_Return, Control)
    assert room.letter(id_).state == "draft"
    assert room.view._stops.isVisible()


def test_a_letter_of_another_device_is_not_written_a_second_beginning(room: Room) -> None:
    id_ = room.town.ids()
    room.town.done_by("kabid", "letter.draft", Draft(id_, FORM))
    room.show().view.open_letter(id_)
    assert room.view._desk is None
    assert room.view.toast.text == "Isi naskah ini belum sampai di laptop ini."
    plain = room.town.letter("Lain", "Isi.")
    room.view.open_letter(plain.id)
    assert room.view._desk is None
    room.view.open_letter(id_)
    begun: list[bytes] = []
    Replica(7, lambda: 1, begun.append).begin([par("Dari laptop lain.")])
    room.town.writing.bodies.came(Of(id_, 1), begun)
    room.live.tell(Changes(bodies=frozenset({id_})))
    room.bridge.changed.emit(Changes(bodies=frozenset({id_})))
    assert room.desk.editor.toPlainText() == "Dari laptop lain."


def test_what_another_laptop_writes_comes_into_the_open_letter(room: Room) -> None:
    id_ = room.opened()
    QTest.keyClicks(room.desk.editor, "Isi")
    room.town.writing.bodies.flush()
    came: list[bytes] = []
    other = Replica(7, lambda: 1, came.append, room.updates(id_))
    other.write([(0, other.lines(), [par("Isi nota.")])])
    room.town.writing.bodies.came(Of(id_, 1), came)
    room.live.tell(Changes(bodies=frozenset({id_})))
    room.bridge.changed.emit(Changes(bodies=frozenset({id_})))
    assert room.desk.editor.toPlainText() == "Isi nota."


def test_a_letter_stays_open_while_the_disk_does_not_take_its_last_keys(
    qtbot: QtBot, speak: Language
) -> None:
    room = Room(qtbot, disk := Full())
    disk.full = False
    room.opened()
    QTest.keyClicks(room.desk.editor, "Isi")
    disk.full = True
    room.view.close_draft()
    assert room.desk.isEnabled()
    assert room.view.toast.text
    disk.full = False
    room.view.close_draft()
    assert room.view._desk is None


def test_another_letter_is_opened_after_the_one_that_is_open(room: Room) -> None:
    first = room.opened()
    second = room.drafted(replace(FORM, subject="Kedua"))
    room.view.open_letter(second)
    assert room.desk.form.subject == "Kedua"
    assert room.town.writing.watched == {Of(second, 1)}
    room.view.open_letter(first)
    assert room.desk.form == FORM


def test_another_language_leaves_the_letter_open(room: Room, speak: Language) -> None:
    room.opened()
    QTest.keyClicks(room.desk.editor, "Isi")
    desk = room.desk
    speak.use("en")
    settle()
    assert room.desk is desk
    assert desk.isVisible()
    assert desk.editor.toPlainText() == "Isi"
    assert room.view._send.caption == "Submit to Kepala Dinas"
    assert nameless(room.view) == []


@pytest.mark.parametrize("size", [(1146, 684), (844, 516)])
def test_f6_has_its_stops_and_nothing_is_cut(room: Room, size: tuple[int, int]) -> None:
    room.view.resize(*size)
    room.opened()
    room.view.resize(*size)
    settle()
    assert room.view.width() == size[0]
    assert nameless(room.view) == []
    assert all(pane.isVisible() for pane in room.view.panes())


def test_a_returned_letter_goes_on_where_it_is_written(qtbot: QtBot, speak: Language) -> None:
    town = Town()
    id_ = town.ids()
    town.done_by("kabid", "letter.draft", Draft(id_, FORM))
    body = body_hash([par("Isi.")])
    town.done_by("kabid", "letter.submit_draft", SubmitDraft(id_, 1, body, written_hash(FORM, body)))
    sent = town.reading.value(id_)
    assert isinstance(sent, Letter)
    town.decide("kadis", sent, "Lengkapi.", back=True)
    begun: list[bytes] = []
    Replica(2, lambda: 1, begun.append).begin([par("Isi.")])
    town.writing.bodies.came(Of(id_, 2), begun)
    desk = stages.Desk(town, "id")
    qtbot.addWidget(desk.host)
    desk.host.show()
    desk.opened.open_record(id_)
    desk.room("approvals").resubmit()
    settle()
    assert desk.opened.window.current.code == "drafting"
    assert desk.room("drafting").desk.editor.toPlainText() == "Isi."
    desk.room("drafting").close_draft()
    assert [entry.group for entry in desk.room("drafting").list.entries] == ["Dikembalikan kepada saya"]


def test_a_letter_that_was_submitted_elsewhere_and_returned_goes_on_in_its_next_generation(
    room: Room,
) -> None:
    """Both came at once, after hours without a line: what is typed now must not go where nobody takes it."""
    id_ = room.town.ids()
    room.town.done_by("kabid", "letter.draft", Draft(id_, FORM))
    room.town.drafts._begin(Of(id_, 1))
    room.show().view.open_letter(id_)
    body = body_hash([par("Isi.")])
    room.town.done_by("kabid", "letter.submit_draft", SubmitDraft(id_, 1, body, written_hash(FORM, body)))
    sent = room.town.reading.value(id_)
    assert isinstance(sent, Letter)
    room.town.decide("kadis", sent, "Lengkapi.", back=True)
    begun: list[bytes] = []
    Replica(2, lambda: 1, begun.append).begin([par("Isi.")])
    room.town.writing.bodies.came(Of(id_, 2), begun)
    room.live.tell(Changes(frozenset({id_}), frozenset({"letter"})))
    settle()
    assert room.desk.editor.toPlainText() == "Isi."
    QTest.keyClicks(room.desk.editor, "x")
    room.town.writing.bodies.flush()
    assert room.town.writing.bodies.unsent() == [Of(id_, 1), Of(id_, 2)], "the beginning, and this key"
