# SPDX-License-Identifier: Apache-2.0
"""Approvals: bound to the version on the screen, changes first, many at once with an exact report."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.approvals_kit import Room
from tests.ui.desk_kit import Town, id_of
from tests.ui.mornings import CIRCULAR, wib
from ui.approvals.difftext import Fold, summary
from ui.approvals.letters import mine, short_hash, why_alone
from ui.approvals.sheets import LetterSheet, ReasonSheet
from ui.language import Language
from ui.widgets.button import Button
from workspace.domain.changes import Changes

pytestmark = pytest.mark.usefixtures("speak")


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


# ---- the list and the letter ----------------------------------------------------------------------


def test_rows_stand_under_what_i_have_to_do_and_say_it(room: Room) -> None:
    model = room.view.rows.model
    headers = [model.face(row) for row in model.header_rows()]
    assert [(h.text, getattr(h, "count", 0)) for h in headers if hasattr(h, "text")] == [
        ("Menunggu keputusan Anda", 9),
        ("Dikembalikan kepada Anda", 1),
    ]
    changed = room.view.rows.face(room.letter(room.id_of(CIRCULAR)))
    assert changed.kind_text == "Berubah sejak versi 1"
    assert changed.sentence.startswith(f"Yusuf Maulana. {CIRCULAR}. Berubah sejak versi 1")
    assert room.view.column.tabs.tabText(0) == "Semua"


def test_a_letter_i_saw_before_shows_its_changes_first(room: Room) -> None:
    room.look_at(CIRCULAR)
    pane = room.view.pane
    assert pane._tabs.current() == "changes"
    assert len(pane._cards) == 4
    assert pane.comparison is not None
    assert summary(pane.comparison) == "16 kata ditambah, 4 kata dihapus, di 4 tempat"
    assert pane.bar.button("approve").caption == "Setujui versi 2"
    assert pane._bound.text().startswith("Keputusan Anda berlaku untuk versi 2 saja · sidik ")
    assert pane._versions.isVisible()
    assert "v1 Anda putuskan" in pane._line.accessibleName()


def test_a_new_letter_shows_the_whole_first(room: Room) -> None:
    value = room.look_at("Tanggapan atas pengaduan antrean loket")
    pane = room.view.pane
    assert pane._tabs.current() == "whole"
    assert not pane._versions.isVisible()
    assert short_hash(value.hash) in pane._bound.text()
    pane._copy.click()
    assert QGuiApplication.clipboard().text() == value.hash


def test_unchanged_parts_unfold_and_f8_walks_the_changes(room: Room) -> None:
    room.look_at(CIRCULAR)
    fold = next(f for f in room.view.pane.findChildren(Fold) if f.isVisible())
    fold.button.click()
    assert fold._words.isVisible()
    cards = room.view.pane._cards
    for card in (*cards, cards[0]):
        room.view.acts["change"].trigger()
        assert card.hasFocus()


def test_another_version_can_be_compared(room: Room) -> None:
    town = room.town
    value = room.letter(room.id_of(CIRCULAR))
    back = town.decide("kabid", value, "Sekali lagi.", wib("09:20"), back=True)
    town.revise("kasi", back, "Sama sekali lain.", wib("09:30"))
    room.view.changed(Changes(frozenset({value.id}), frozenset({"letter"})))
    room.view.open_record(value.id)
    pane = room.view.pane
    assert [pane._compare.itemText(n) for n in range(pane._compare.count())] == ["versi 2", "versi 1"]
    pane._compare.setCurrentIndex(1)
    pane._rebased()
    assert pane.comparison is not None
    assert (pane.comparison.old, pane.comparison.new) == (1, 3)


# ---- one decision ---------------------------------------------------------------------------------


def test_a_approves_the_version_on_the_screen_and_goes_on(room: Room) -> None:
    value = room.look_at("Tanggapan atas pengaduan antrean loket")
    QTest.keyClick(room.view.column.list, Qt.Key.Key_A)
    command = room.town.reading.outbox()[-1].command
    assert command is not None
    assert (command.name, command.args.version, command.args.hash) == ("letter.endorse", 1, value.hash)
    assert room.toast() == "Disetujui. Z mengurungkan."
    assert room.count == 9
    assert room.view.pane.value is not None
    assert room.view.pane.value.id != value.id
    room.view.undo()
    assert room.toast() == "Diurungkan: Setujui naskah"
    assert room.view.pane.value.id == value.id


def test_a_version_that_came_meanwhile_is_not_approved_unseen(room: Room) -> None:
    value = room.look_at(CIRCULAR)
    back = room.town.decide("kabid", value, "Dari perangkat lain.", wib("09:35"), back=True)
    room.town.revise("kasi", back, "Isi yang belum dilihat.", wib("09:39"))
    room.view.approve()
    assert room.toast() == "Sudah ada versi yang lebih baru. Keputusan Anda untuk versi lama tidak berlaku."
    assert not [e for e in room.town.reading.outbox() if e.command and e.command.name == "letter.endorse"]


def test_returning_demands_a_reason(room: Room) -> None:
    value = room.look_at("Tanggapan atas pengaduan antrean loket")
    QTest.keyClick(room.view.column.list, Qt.Key.Key_R)
    sheet = room.sheet(ReasonSheet)
    QTest.keyClick(sheet.text.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text.fault == "Tulis alasan pengembalian. Konseptor akan membacanya."
    sheet.text.set_value("Lengkapi dasar hukum.")
    QTest.keyClick(sheet.text.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    command = room.town.reading.outbox()[-1].command
    assert command is not None
    assert (command.name, command.args.letter, command.args.reason) == (
        "letter.return",
        value.id,
        "Lengkapi dasar hukum.",
    )


def test_offline_is_told_where_one_decides(room: Room) -> None:
    room.view.set_state(room.town.sync_state("offline-waiting", trouble="no-network"))
    assert room.view.pane.strip.text.startswith("Anda sedang luring. Keputusan tetap bisa diberikan")
    room.view.set_state(room.town.sync_state())
    assert not room.view.pane.strip.isVisible()


# ---- many at once ---------------------------------------------------------------------------------


def test_those_that_must_be_seen_alone_are_not_counted(room: Room) -> None:
    room.view.enter()
    QTest.keyClick(room.view.column.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    batch = room.view.batch
    assert batch.approve.caption == "Setujui 7"
    assert [why for _, why in batch.chosen.alone] == [
        "Naskah rahasia dibuka satu per satu.",
        "Berubah sejak versi 1 yang Anda putuskan. Lihat dulu perubahannya.",
        "Dikembalikan kepada Anda: perbaiki, lalu ajukan lagi.",
    ]
    assert batch._detail.text() == "dari 6 konseptor · tertua menunggu 1 hari"


def test_one_key_approves_all_that_fit_with_one_note(room: Room) -> None:
    room.view.acts["mark_all"].trigger()
    room.view.batch.reason.set_value("Setuju semua.")
    QTest.keyClick(room.view.column.list, Qt.Key.Key_A)
    made = [e.command for e in room.town.reading.outbox() if e.command]
    assert len(made) == 7
    assert {command.args.note for command in made} == {"Setuju semua."}
    assert room.toast() == "7 naskah disetujui. Z mengurungkan."
    assert room.view._pages.currentWidget() is room.view.pane
    room.view.undo()
    assert room.town.reading.outbox() == []
    assert room.count == 10


def test_returning_many_demands_one_reason(room: Room) -> None:
    room.view.acts["mark_all"].trigger()
    QTest.keyClick(room.view.column.list, Qt.Key.Key_R)
    assert room.view.batch.reason.fault == "Tulis alasan pengembalian. Tiap konseptor akan membacanya."
    room.view.batch.reason.set_value("Ikuti format baru.")
    room.view.batch.send_back.click()
    made = [e.command for e in room.town.reading.outbox() if e.command]
    assert {(c.name, c.args.reason) for c in made} == {("letter.return", "Ikuti format baru.")}
    assert len(made) == 7


def test_what_was_refused_alone_stays_marked_and_is_told(room: Room) -> None:
    ids = [
        room.id_of(t)
        for t in ("Tanggapan atas pengaduan antrean loket", "Usulan perbaikan integrasi data kependudukan")
    ]
    room.view.rows.model.check([*ids])
    other = room.letter(ids[0])
    room.town.decide("kabid", other, "Dari perangkat lain.", wib("09:20"))
    room.view.batch.approve.click()
    assert [e.command.args.letter for e in room.town.reading.outbox() if e.command] == [ids[1]]
    assert room.view.column.marked() == ([ids[0]] if ids[0] in list(room.view.rows.model.keys()) else [])
    assert room.view.batch.report.text.startswith("Disetujui. 1 perlu dilihat: Sudah dilakukan sebelumnya.")


def test_leaving_one_out_and_looking_at_one(room: Room) -> None:
    room.view.acts["mark_all"].trigger()
    batch = room.view.batch
    changed = room.id_of(CIRCULAR)
    buttons = batch.findChildren(Button)
    next(b for b in buttons if b.caption == "Keluarkan").click()
    assert len(batch.chosen.alone) == 2
    batch.opened.emit(changed)
    assert room.view.column.marked() == []
    assert room.view.pane.value is not None
    assert room.view.pane.value.id == changed
    room.view.acts["mark_all"].trigger()
    assert room.view.batch.approve.caption == "Setujui 8"  # it stood on the screen


def test_x_and_shift_j_mark_and_esc_clears(room: Room) -> None:
    rows = room.view.column.list
    rows.go(1)
    QTest.keyClick(rows, Qt.Key.Key_X)
    assert len(room.view.column.marked()) == 1
    assert room.view._pages.currentWidget() is room.view.pane
    QTest.keyClick(rows, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert len(room.view.column.marked()) == 2
    assert room.view._pages.currentWidget() is room.view.batch
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert room.view.column.marked() == []


# ---- taking back ----------------------------------------------------------------------------------


def test_a_decision_that_was_sent_is_withdrawn_with_a_reason(room: Room) -> None:
    room.view.column.tabs.choose("decided")
    assert room.view.pane.value is not None
    assert room.view.pane.value.title == "Nota dinas pengadaan jaringan"
    room.view.pane.bar.button("withdraw").click()
    sheet = room.sheet(ReasonSheet)
    sheet.text.set_value("Salah lihat versi.")
    sheet.submitted.emit()
    command = room.town.reading.outbox()[-1].command
    assert command is not None
    assert (command.name, command.args.reason) == ("letter.withdraw_decision", "Salah lihat versi.")


def test_one_that_still_waits_is_undone_without_a_trace(room: Room) -> None:
    room.look_at("Tanggapan atas pengaduan antrean loket")
    room.view.approve()
    room.view.column.tabs.choose("decided")
    room.look_at("Tanggapan atas pengaduan antrean loket")
    room.view.withdraw_decision()
    assert room.town.reading.outbox() == []
    assert room.toast() == "Diurungkan: Setujui naskah"


def test_undo_after_sending_asks_for_a_reason(room: Room) -> None:
    room.look_at("Tanggapan atas pengaduan antrean loket")
    room.view.approve()
    room.town.send_all()
    room.view.undo()
    assert room.sheet(ReasonSheet).text is not None
    assert room.view.pane.value is not None
    assert room.view.pane.value.title == "Tanggapan atas pengaduan antrean loket"


def test_nothing_to_undo_is_said(room: Room) -> None:
    room.town.deeds._stack.clear()
    room.view.undo()
    assert room.toast() == "Tidak ada yang bisa diurungkan di sini."


# ---- submitting -----------------------------------------------------------------------------------


def test_a_new_letter_goes_to_the_heads_above(qtbot: QtBot) -> None:
    room = Room(qtbot, Town(me="nurul"))
    room.view.acts["new"].trigger()
    sheet = room.sheet(LetterSheet)
    assert [box.text() for _, box in sheet._steps] == [
        "Kepala Seksi Layanan · Yusuf Maulana",
        "Kepala Bidang Aplikasi · Hendra Saputra",
        "Kepala Dinas · Dr. Surya Atmaja, M.Si.",
    ]
    sheet._steps[0][1].setChecked(False)
    sheet.submitted.emit()
    assert sheet._title_field.fault == "Tulis halnya."
    assert sheet._route_fault.text() == "Pilih siapa yang memutuskan."
    sheet.title_line.setText("  Permohonan akses data ")
    sheet.summary.set_value("Satu.\nDua.")
    sheet.attachments.setPlainText("a.pdf\n\n b.pdf ")
    for _, box in sheet._steps[:2]:
        box.setChecked(True)
    sheet.urgency.choose(["urgent"])
    sheet.submitted.emit()
    command = room.town.reading.outbox()[-1].command
    assert command is not None
    args = command.args
    assert (args.title, args.summary, args.attachments) == (
        "Permohonan akses data",
        "Satu.\nDua.",
        ("a.pdf", "b.pdf"),
    )
    assert args.route == (id_of("kasi"), id_of("kabid"))
    assert (args.urgency, command.as_) == ("urgent", id_of("nurul"))
    assert room.toast() == "Diajukan. Z mengurungkan."


def test_too_many_attachments_are_told(qtbot: QtBot) -> None:
    room = Room(qtbot, Town(me="nurul"))
    room.view.new_letter()
    sheet = room.sheet(LetterSheet)
    sheet.title_line.setText("Hal")
    sheet.attachments.setPlainText("\n".join(f"{n}.pdf" for n in range(31)))
    sheet.submitted.emit()
    assert sheet._attachments_field.fault.startswith("Paling banyak 30 nama")
    assert sheet.isVisible()


def test_who_leads_the_agency_has_nobody_to_submit_to(qtbot: QtBot) -> None:
    room = Room(qtbot, Town(me="kadis"))
    room.view.new_letter()
    assert room.toast() == "Tidak ada atasan di atas jabatan Anda untuk diajukan naskah."


def test_a_returned_letter_is_revised_with_the_reason_before_ones_eyes(room: Room) -> None:
    room.view.column.tabs.choose("revise")
    value = room.view.pane.value
    assert value is not None
    assert (
        room.view.pane.reason.text
        == "Dikembalikan M. Iqbal Fadillah: Tambahkan kebutuhan anggaran per kegiatan."
    )
    room.view.acts["resubmit"].trigger()
    sheet = room.sheet(LetterSheet)
    assert sheet.title_line.text() == value.title
    sheet.summary.set_value("Rencana.\nKebutuhan anggaran per kegiatan terlampir.")
    sheet.submitted.emit()
    after = room.letter(value.id)
    assert (after.version, after.state, after.step) == (2, "submitted", 0)
    assert room.toast() == "Versi baru diajukan. Z mengurungkan."


def test_a_returned_letter_can_be_withdrawn(room: Room) -> None:
    room.view.column.tabs.choose("revise")
    value = room.view.pane.value
    assert value is not None
    room.view.acts["withdraw_letter"].trigger()
    sheet = room.sheet(ReasonSheet)
    sheet.text.set_value("Tidak jadi.")
    sheet.submitted.emit()
    assert room.letter(value.id).state == "withdrawn"


def test_what_waits_for_a_vacant_position_is_shown_but_not_decided(qtbot: QtBot) -> None:
    town = Town()
    held = town.desk.directory.appointments[id_of("a:kasi")]
    town.state(replace(held, until=wib("08:00")))
    value = town.letter("Permohonan", "Isi.", by="nurul", route=("kasi", "kabid"), at=wib("08:30"))
    room = Room(qtbot, town)
    assert room.view.rows.face(room.letter(value.id)).kind_text == "Menunggu jabatan yang kosong"
    assert not room.view.acts["approve"].isEnabled()
    why = why_alone(value, town.reading, set())
    assert why == "Jabatan yang ditunggu sedang kosong: perlu ditunjuk pelaksananya."
    room.view.pane.set_wide(True)
    assert "kosong, menunggu" in [step.detail for step in room.view.pane._side._route._steps]


# ---- parts ----------------------------------------------------------------------------------------


def test_my_part_in_a_letter(room: Room) -> None:
    reading = room.town.reading
    value = room.letter(room.id_of(CIRCULAR))
    assert mine(value, reading).part == "decide"
    seen = mine(value, reading).seen
    assert seen is not None
    assert seen.no == 1
    done = replace(value, step=1, state="endorsing")
    assert mine(done, reading).part == "look"
    assert why_alone(done, reading, set()) == "Belum giliran Anda memutuskan."


def test_the_legend_names_the_keys_of_the_moment(room: Room) -> None:
    room.look_at("Tanggapan atas pengaduan antrean loket")
    keys = {hint.keys: hint.text for hint in room.view.legend()}
    assert keys["A"] == "setujui"
    assert keys["R"] == "kembalikan"


def test_an_empty_list_says_that_all_is_decided(qtbot: QtBot) -> None:
    room = Room(qtbot, Town())
    assert room.view.column._empty._text.text() == "Semua pengajuan sudah diputuskan."
    assert [hint.keys for hint in room.view.legend()] == [], "nothing to move in, to select or to decide"
    room.view.column.tabs.choose("decided")
    assert room.view.column._empty._text.text() == "Tidak ada keputusan Anda yang masih bisa ditarik."


def test_a_change_of_language_keeps_row_reason_and_marks(room: Room, speak: Language, qtbot: QtBot) -> None:
    room.view.acts["mark_all"].trigger()
    room.view.batch.reason.set_value("Setuju.")
    speak.use("en")
    qtbot.waitUntil(lambda: room.view.batch.approve.caption == "Approve 7")
    assert room.view.batch.reason.value() == "Setuju."
    assert len(room.view.column.marked()) == 10


def test_a_record_that_is_gone_is_told(room: Room) -> None:
    room.view._show("gone")
    assert room.view.pane._empty._text.text().startswith("Ini sudah tidak ada di sini")


@pytest.mark.parametrize(("width", "stacked"), [(880, True), (900, False), (1366, False)])
def test_narrow_windows_stack_list_and_letter(room: Room, width: int, stacked: bool) -> None:
    room.view.resize(width, 600)
    assert room.view._beside.stacked is stacked
    if stacked:
        assert room.view.column.isVisible()
        assert not room.view.pane.isVisible()
        QTest.keyClick(room.view.column.list, Qt.Key.Key_Return)
        assert room.view.pane.isVisible()
        room.view.acts["back"].trigger()
        assert room.view.column.isVisible()


def test_f6_goes_to_list_and_letter(room: Room) -> None:
    assert room.view.panes() == [room.view.column.list, room.view.pane.body]
