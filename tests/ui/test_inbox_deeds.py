# SPDX-License-Identifier: Apache-2.0
"""The inbox worked by keyboard alone: complete, pass on, return, approve, give, several at once; and take back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.approvals_kit import written_town
from tests.ui.desk_kit import id_of
from tests.ui.inbox_kit import CIRCULAR, DATA, INVITED, OLD, PASSED, Inbox, find, morning, texts
from ui.inbox.give import GiveSheet, ReassignSheet
from ui.inbox.sheets import ListSheet, TextSheet
from workspace.domain import task
from workspace.domain.changes import Changes
from workspace.domain.task import Task

pytestmark = pytest.mark.usefixtures("speak")
Key = Qt.Key
REPORT = "Laporan evaluasi"


@pytest.fixture
def inbox(qtbot: QtBot) -> Inbox:
    return Inbox(morning(), qtbot)


def test_a_written_letter_is_not_approved_where_its_body_is_not_shown(qtbot: QtBot) -> None:
    inbox = Inbox(written_town(), qtbot)
    assert "Isinya dibaca, dan disetujui, di Persetujuan." in texts(inbox.view.pane)
    inbox.key(Key.Key_A)
    assert inbox.town.reading.outbox() == []
    inbox.key(Key.Key_R)
    assert inbox.sheet(TextSheet) is not None, "it may be returned"


# ---- deeds, by keyboard alone ---------------------------------------------------------------------


def test_complete_with_a_result_then_take_it_back(inbox: Inbox) -> None:
    inbox.at(INVITED)
    order: list[str] = []
    inbox.view.column.list.picked.connect(lambda face: order.append(f"picked {face.subject.split()[0]}"))
    inbox.view.rows.model.rowsRemoved.connect(lambda *_: order.append("removed"))
    inbox.key(Key.Key_E)
    assert isinstance(inbox.sheet(TextSheet), TextSheet)
    inbox.send()
    assert inbox.sheet(TextSheet) is not None, "a result is asked for"
    inbox.write("Sudah dihadiri.")
    inbox.send()
    assert inbox.sheet(TextSheet) is None
    assert order[0] == "picked Permintaan", "the next row is current before the old one goes"
    assert "removed" in order
    assert inbox.said == "Selesai. Z mengurungkan."
    assert inbox.task(INVITED).state == "done"
    assert QApplication.focusWidget() is inbox.view.column.list
    inbox.view.undo_last()
    assert inbox.task(INVITED).state == "received"
    assert inbox.said == "Diurungkan: Selesaikan tugas"
    assert inbox.current.startswith(INVITED)


def test_a_disposition_in_three_keys_and_a_name(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_D)
    inbox.write("yusuf")
    inbox.key(Key.Key_Return)
    inbox.write("siti")
    inbox.key(Key.Key_Return)
    inbox.send()
    assert inbox.sheet(GiveSheet) is None
    value = inbox.task(DATA)
    assert value.state == "forwarded"
    children = [inbox.town.reading.value(child) for child in value.children]
    assert [child.holder for child in children if isinstance(child, Task)] == [
        id_of("kasi"),
        id_of("kasidata"),
    ]
    assert inbox.said.startswith("Disposisi disimpan.")


def test_the_sheet_tells_the_limit_before_one_sends(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_D)
    sheet = inbox.sheet(GiveSheet)
    assert isinstance(sheet, GiveSheet)
    assert "Tenggat Kamis, 26 November 2026, 09.41. Segera = 48 jam" in "".join(texts(sheet))
    sheet.urgency.choose(["normal"])
    assert "5 hari kerja" in "".join(texts(sheet))
    inbox.send()
    assert "Pilih penerimanya." in texts(sheet)
    inbox.key(Key.Key_Escape)
    assert inbox.sheet(GiveSheet) is None
    assert inbox.task(DATA).state == "received"


def test_return_needs_a_reason(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_R)
    inbox.send()
    sheet = inbox.sheet(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert sheet.text.fault == "Tulis alasan pengembalian. Pemberi tugas akan membacanya."
    inbox.write("Bukan wewenang bidang kami.")
    inbox.send()
    value = inbox.task(DATA)
    assert (value.holder, value.reason) == (id_of("kadis"), "Bukan wewenang bidang kami.")


def test_a_letter_is_approved_with_one_key_for_the_version_on_the_screen(inbox: Inbox) -> None:
    inbox.at(CIRCULAR)
    inbox.key(Key.Key_A)
    value = inbox.town.reading.value(find(inbox.town, CIRCULAR))
    assert (value.state, value.decisions[-1].by) == ("endorsing", inbox.town.officer)  # type: ignore[union-attr]
    assert inbox.said == "Disetujui. Z mengurungkan."


def test_a_report_keeps_the_task(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_C)
    inbox.write("Separuh jalan.")
    inbox.send()
    assert inbox.task(DATA).reports[0].text == "Separuh jalan."
    assert "Separuh jalan." in texts(inbox.view.pane)
    assert inbox.current.startswith(DATA)


def test_live_calls_are_deeds_of_the_service(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_C)
    inbox.write("x")
    inbox.send()
    assert "report" in inbox.live.calls


def test_letters_typed_into_a_sheet_are_text_and_no_deeds(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_C)
    inbox.write("eradcxjkz")
    sheet = inbox.sheet(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert sheet.text.value() == "eradcxjkz"
    assert inbox.current.startswith(DATA)


def test_several_are_returned_with_one_reason_as_one_deed(inbox: Inbox) -> None:
    inbox.at(INVITED)
    inbox.key(Key.Key_X)
    inbox.at(DATA)
    inbox.key(Key.Key_X)
    assert inbox.view.column.batch.isVisible()
    assert not inbox.view.acts["report"].isEnabled()
    inbox.key(Key.Key_R)
    inbox.write("Salah alamat.")
    inbox.send()
    assert inbox.task(INVITED).reason == inbox.task(DATA).reason == "Salah alamat."
    assert inbox.said.startswith("2 naskah dikembalikan dengan satu catatan.")
    assert not inbox.view.column.batch.isVisible()
    inbox.view.undo_last()
    assert inbox.task(INVITED).reason == ""


def test_of_several_kinds_nothing_can_be_done_at_once(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert "2 dipilih, jenisnya berbeda" in texts(inbox.view.column)
    assert not inbox.view.acts["complete"].isEnabled()
    inbox.key(Key.Key_Escape)
    assert inbox.view.acts["approve"].isEnabled()


def test_what_a_rule_refuses_is_listed_with_its_reason_and_stays_marked(inbox: Inbox) -> None:
    for subject in (OLD, INVITED, DATA):
        inbox.at(subject)
        inbox.key(Key.Key_X)
    gone = inbox.task(INVITED)
    inbox.town.done_by("kadis", "task.withdraw", task.Withdraw(gone.id, gone.holder, "Batal."))
    inbox.key(Key.Key_E)
    inbox.write("Selesai.")
    inbox.send()
    sheet = inbox.sheet(ListSheet)
    assert isinstance(sheet, ListSheet)
    assert sheet.rows == (
        (
            "Undangan rapat koordinasi arsitektur layanan 2027",
            "Sudah ditutup dan tidak menerima keputusan lagi.",
        ),
    )
    assert "2 tugas selesai. 1 perlu dilihat." in texts(sheet)
    assert inbox.task(DATA).state == inbox.task(OLD).state == "done"
    assert "Selesai." in texts(sheet), "the words are there, whatever became of what they were about"
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "Selesai."


def test_the_words_for_what_was_refused_are_in_the_box_when_one_tries_again(inbox: Inbox) -> None:
    for subject in (CIRCULAR, REPORT):
        inbox.at(subject)
        inbox.key(Key.Key_X)
    inbox.key(Key.Key_R)
    inbox.write("Lengkapi dasar hukum.")
    value = inbox.town.reading.value(find(inbox.town, CIRCULAR))
    inbox.town.state(replace(value, version=2))  # type: ignore[type-var]
    inbox.send()
    inbox.key(Key.Key_Escape)
    assert inbox.view.column.marked() == [value.id]  # type: ignore[union-attr]
    inbox.key(Key.Key_R)
    sheet = inbox.sheet(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert sheet.text.value() == "Lengkapi dasar hukum."
    inbox.send()
    inbox.at(INVITED)
    inbox.key(Key.Key_R)
    sheet = inbox.sheet(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert sheet.text.value() == "", "those words were about another"


def test_a_disposition_that_was_refused_in_part_is_filled_in_again(inbox: Inbox) -> None:
    for subject in (INVITED, DATA):
        inbox.at(subject)
        inbox.key(Key.Key_X)
    inbox.key(Key.Key_D)
    inbox.write("yusuf")
    inbox.key(Key.Key_Return)
    first = inbox.sheet(GiveSheet)
    assert isinstance(first, GiveSheet)
    first.note.set_value("Wakili kami.")
    first.asks.choose(["represent"])
    value = inbox.task(INVITED)
    inbox.town.state(replace(value, holder=id_of("kasidata")))
    inbox.send()
    listed = inbox.sheet(ListSheet)
    assert isinstance(listed, ListSheet)
    assert "Wakili kami." in texts(listed)
    inbox.key(Key.Key_Escape)
    inbox.town.state(replace(value, holder=id_of("kabid")))
    inbox.live.tell(Changes(frozenset({value.id}), frozenset({"task"})))
    inbox.view.column.unmark()
    inbox.at(INVITED)
    inbox.key(Key.Key_D)
    again = inbox.sheet(GiveSheet)
    assert isinstance(again, GiveSheet)
    assert (again.who.ids(), again.note.value()) == ((id_of("kasi"),), "Wakili kami.")
    assert again.asks.chosen() == ("represent",)


def test_ctrl_a_takes_all_and_escape_none(inbox: Inbox) -> None:
    inbox.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(inbox.view.column.marked()) == 7
    inbox.key(Key.Key_Escape)
    assert inbox.view.column.marked() == []


def test_a_new_task_goes_to_each_receiver(inbox: Inbox) -> None:
    inbox.view.new_task()
    inbox.send()
    inbox.write("Rekap izin 2026")
    sheet = inbox.sheet(GiveSheet)
    assert isinstance(sheet, GiveSheet)
    sheet.who.line.setFocus()
    inbox.write("wayan")
    inbox.key(Key.Key_Return)
    inbox.send()
    given = inbox.task("Rekap izin")
    assert (given.holder, given.giver, given.urgency) == (id_of("wayan"), id_of("kabid"), "normal")


def test_a_giver_withdraws_and_moves_what_they_gave(inbox: Inbox) -> None:
    inbox.view.column.tabs.choose("following")
    inbox.view.open_record(inbox.task(PASSED).children[1])
    assert inbox.view.acts["reassign"].isEnabled()
    inbox.view.acts["reassign"].trigger()
    sheet = inbox.sheet(ReassignSheet)
    assert isinstance(sheet, ReassignSheet)
    inbox.write("wayan")
    inbox.key(Key.Key_Return)
    inbox.send()
    moved = inbox.town.reading.value(inbox.task(PASSED).children[1])
    assert moved.holder == id_of("wayan")  # type: ignore[union-attr]


# ---- taking back ----------------------------------------------------------------------------------


def test_what_is_already_sent_is_taken_back_by_its_counter_verb(inbox: Inbox) -> None:
    inbox.at(CIRCULAR)
    inbox.key(Key.Key_A)
    inbox.town.send_all()
    inbox.view.undo_last()
    sheet = inbox.sheet(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert "Tarik keputusan" in texts(sheet)
    inbox.write("Salah baca.")
    inbox.send()
    value = inbox.town.reading.value(find(inbox.town, CIRCULAR))
    assert value.decisions[-1].withdrawn_reason == "Salah baca."  # type: ignore[union-attr]
    assert inbox.said == "Keputusan ditarik."


def test_a_disposition_already_sent_is_withdrawn_from_those_below(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_D)
    inbox.write("yusuf")
    inbox.key(Key.Key_Return)
    inbox.send()
    inbox.town.send_all()
    inbox.view.undo_last()
    inbox.write("Salah orang.")
    inbox.send()
    child = inbox.town.reading.value(inbox.task(DATA).children[0])
    assert child.state == "withdrawn"  # type: ignore[union-attr]


def test_what_has_no_counter_says_so(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_E)
    inbox.write("Beres.")
    inbox.send()
    inbox.town.send_all()
    inbox.view.undo_last()
    assert inbox.said == "Selesaikan tugas: sudah terkirim dan tidak bisa ditarik."
    inbox.view.undo_last()
    assert inbox.said == "Tidak ada yang bisa diurungkan."
