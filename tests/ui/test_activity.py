# SPDX-License-Identifier: Apache-2.0
"""The sync page: nothing is lost, everything says what it is now, and the report names nobody."""

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import PEOPLE, UNITS, Town, id_of, run_now
from tests.ui.mornings import CIRCULAR, FACTS, busy_sync, task_for, wib
from ui import words
from ui.activity import entries
from ui.activity.cards import NoticeCard, TrayCard
from ui.activity.report import ReportSheet
from ui.activity.rows import standing
from ui.activity.urgent import grouped
from ui.activity.view import FEW, ActivityView
from ui.language import Language
from ui.settings.keys import apply_single_keys
from ui.widgets.button import Button
from workspace.domain.command import Command
from workspace.domain.moment import plus
from workspace.domain.task import Complete
from workspace.services import treekey
from workspace.services.reading import Entry

pytestmark = pytest.mark.usefixtures("speak")
ZONE = "Asia/Jakarta"


class Desk:
    """A shown sync page with what it asked for."""

    def __init__(self, qtbot: QtBot, town: Town, code: str = "needs-you", **more: Any) -> None:
        self.town = town
        self.synced = 0
        self.view = ActivityView(
            reading=town.reading,
            deeds=town.deeds,
            tray=town.tray,
            run=run_now,
            sync_now=self.sync,
            facts=FACTS,
        )
        qtbot.addWidget(self.view)
        self.view.resize(1200, 900)
        self.view.set_state(town.sync_state(code, **more))
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()

    def sync(self) -> None:
        """Count how often it was asked for."""
        self.synced += 1

    @property
    def cards(self) -> list[TrayCard]:
        """The refused commands."""
        return self.view._urgent.cards

    @property
    def notices(self) -> list[NoticeCard]:
        """What the machinery asks."""
        return self.view._urgent.notices

    def toast(self) -> str:
        """What was said last."""
        return self.view._toast.text

    def texts(self, card: TrayCard) -> str:
        """Everything a card says."""
        from ui.widgets.label import Label

        return "\n".join(label.text() for label in card.findChildren(Label))


def press(button: Button) -> None:
    """Click it."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# ---- what needs the officer -----------------------------------------------------------------------


def test_a_refused_command_tells_what_why_what_now_and_the_officers_words(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    said = desk.texts(desk.cards[0])
    assert f"Kembalikan naskah: {CIRCULAR}" in said
    assert "Anda lakukan hari ini pukul 09.18 · Naskah Yusuf Maulana · versi 1" in said
    assert "Sudah ada versi yang lebih baru. Keputusan Anda untuk versi lama tidak berlaku." in said
    assert "Sekarang versi 2, diajukan, menunggu Hendra Saputra" in said
    assert "Butir 2c belum menyebut hari." in said


def test_what_hung_on_it_stands_in_the_same_entry(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    assert len(desk.cards) == 2
    assert "1 tindakan lain bergantung padanya" in desk.texts(desk.cards[1])
    assert "Tarik tugas: Sudah dikerjakan Seksi Layanan." in desk.texts(desk.cards[1])


def test_the_heading_counts_as_the_status_bar_does(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town, sweep_held=9)
    state = town.sync_state("needs-you", sweep_held=9)
    count = words.sync_text(state, ZONE, "2026-11-24").count
    assert desk.view._urgent._head._count.text() == str(count) == "4"
    assert desk.view._title.text() == "4 hal perlu dilihat"


def test_applied_again_it_waits_as_a_new_command_on_the_newest_version(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    press(desk.cards[0].reapply)
    assert desk.toast() == "Diterapkan ulang. Dikirim sepuluh detik lagi."
    last = town.reading.outbox()[-1]
    assert last.command is not None
    assert (last.command.name, last.command.args.version) == ("letter.return", 2)
    assert [card.entry.command.name for card in desk.cards if card.entry.command] == ["task.give"]
    desk.view._toast._acted()
    assert last.id not in [entry.id for entry in town.reading.outbox()]


def test_still_not_possible_is_said_and_the_entry_stays(qtbot: QtBot) -> None:
    town = busy_sync()
    letter = next(v for v in town.reading.reader.truths(("letter",)))
    town.decide("kabid", town.truths([letter.id])[letter.id], "Sudah saya kembalikan.", back=True)
    desk = Desk(qtbot, town)
    press(desk.cards[0].reapply)
    assert desk.toast() == "Masih belum bisa: Sudah dilakukan sebelumnya."
    assert len(desk.cards) == 2


def test_discarding_asks_in_place_and_takes_what_hung_on_it_along(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    card = desk.cards[1]
    press(card.buttons.discard)
    assert card.buttons.confirm.isVisible()
    assert len(town.reading.tray()) == 3
    card.buttons._no.click()
    assert not card.buttons.confirm.isVisible()
    press(card.buttons.discard)
    press(card.buttons.confirm)
    assert len(town.reading.tray()) == 1
    assert len(desk.cards) == 1
    assert desk.toast() == "Dibuang."


def test_my_words_can_be_copied_whole(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    press(desk.cards[0].copy)
    assert QGuiApplication.clipboard().text().startswith("Butir 2c belum menyebut hari.")


def test_a_record_that_is_gone_leaves_the_words(qtbot: QtBot) -> None:
    town = busy_sync()
    letter = next(v for v in town.reading.reader.truths(("letter",)))
    with town.desk.transaction():
        town.tables.drop_truth([letter.id])
        town.desk.moved([letter.id])
        town.desk.replay([letter.id])
    desk = Desk(qtbot, town)
    card = desk.cards[0]
    assert not card.reapply.isEnabled()
    assert "Sudah tidak ada di perangkat ini; tulisan Anda tetap ada." in desk.texts(card)
    assert card.copy.isVisible()


def test_what_another_device_did_is_named_so(qtbot: QtBot) -> None:
    town = Town()
    id_ = task_for(town, "Rapat daring", at_=wib("07:00"))
    holder = id_of("kabid")
    command = Command(
        town.ids(), id_of("other-laptop"), 4, "task.complete", 1, wib("08:00"), ZONE, holder, (),
        Complete(id_, holder, "Hadir."), town.officer,
    )  # fmt: skip
    town.from_other_device(command, "stale-version", {"field": "holder"})
    desk = Desk(qtbot, town)
    assert "Anda lakukan di perangkat lain hari ini pukul 08.00" in desk.texts(desk.cards[0])
    assert "Hadir." in desk.texts(desk.cards[0])


def test_words_still_on_their_way_from_another_device_are_told(qtbot: QtBot) -> None:
    entry = Entry("c1", None, "", wib("08:00"), "tray", "closed", root="c1", other=True)
    told = entries.told(entry, Town().reading)
    assert (told.title, told.detail) == ("Tindakan dari perangkat lain", "Isinya sedang diambil.")
    assert entries.now_of(entry, Town().reading) == ""


def test_a_restored_server_asks_and_waits_for_the_answer(qtbot: QtBot) -> None:
    town = Town()
    with town.tables.write():
        town.tables.set_meta("sweep_held", "60")
    desk = Desk(qtbot, town, sweep_held=60)
    assert "60 catatan" in desk.notices[0].accessibleName()
    buttons = desk.notices[0].findChildren(Button)
    remove = next(b for b in buttons if b.caption == "Hapus di sini")
    yes = next(b for b in buttons if b.caption == "Ya, hapus")
    press(remove)
    press(yes)
    assert town.tables.meta("sweep_held") == ""
    assert desk.toast() == "Dihapus dari perangkat. Salinannya disimpan 30 hari."


def test_held_commands_try_again_at_a_click(qtbot: QtBot) -> None:
    town = busy_sync()
    town.desk.park([town.desk.waiting[0].row.id])
    desk = Desk(qtbot, town, parked=1)
    again = next(b for b in desk.notices[0].findChildren(Button) if b.caption == "Coba lagi")
    press(again)
    assert [entry.state for entry in town.reading.outbox()].count("parked") == 0
    assert desk.synced == 1


def test_a_log_that_was_rewritten_is_never_hidden(qtbot: QtBot) -> None:
    town = Town()
    desk = Desk(qtbot, town, alarm=True)
    assert desk.view._urgent._head._count.text() == "1"
    assert "Catatan audit server" in desk.notices[0].accessibleName()
    copy, told = desk.notices[0].findChildren(Button)
    press(copy)
    assert desk.view.findChildren(ReportSheet)
    assert told.caption == "Sudah saya laporkan"
    with town.tables.write():
        town.tables.set_meta("tree_alarm", "e\n9\nr\n8\ns")
    press(told)
    assert desk.toast() == "Dicatat. Pemeriksaan perangkat ini tetap menampilkannya."
    assert not treekey.alarm(town.tables)


def test_a_dependent_without_its_root_stands_for_itself() -> None:
    lone = Entry("c2", None, "", wib("08:00"), "tray", root="gone")
    assert grouped([lone]) == [(lone, [])]


def test_tab_goes_down_the_page_also_to_rows_made_later(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    view = desk.view
    order: list[QWidget] = [view._sync]
    following = view._sync.nextInFocusChain()
    while following not in (None, view._sync):
        order.append(following)
        following = following.nextInFocusChain()
    stops = [
        view._sync, desk.cards[0].reapply, view._waiting.rows[0], view._waiting.rows[-1],
        view._arrived.rows[0], view._report,
    ]  # fmt: skip
    assert [each for each in order if each in stops] == stops


# ---- what is on its way ---------------------------------------------------------------------------


def test_the_count_goes_down_and_a_held_deed_can_be_undone(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    row = desk.view._waiting.rows[1]
    assert row.state.text() == "Dikirim 7 detik lagi"
    town.now = plus(town.now, seconds=4)
    desk.view.tick()
    assert row.state.text() == "Dikirim 3 detik lagi"
    assert "Dikirim 3 detik lagi" in row.accessibleName()
    press(row._undo)  # type: ignore[arg-type]
    assert desk.toast() == "Diurungkan: Disposisi"
    assert len(town.reading.outbox()) == 1


def test_a_row_of_a_deed_on_several_says_that_all_of_it_goes_back(qtbot: QtBot) -> None:
    town = busy_sync()
    tasks = [task_for(town, f"Rekap {name}", at_=wib("08:00")) for name in ("izin", "cuti", "aset")]
    outcome = town.deeds.complete(tasks, "Sudah.")
    desk = Desk(qtbot, town)
    rows = [row for row in desk.view._waiting.rows if row.entry.deed == outcome.deed]
    assert {row._undo.caption for row in rows if row._undo} == {"Urungkan 3"}
    press(rows[0]._undo)  # type: ignore[arg-type]
    assert desk.toast() == "Diurungkan: Selesaikan tugas, 3 sekaligus"
    assert not [entry for entry in town.reading.outbox() if entry.deed == outcome.deed]


def test_the_legend_names_only_keys_that_do_something(qtbot: QtBot) -> None:
    told = list[list[str]]()
    desk = Desk(qtbot, Town(), "synced")
    assert [hint.keys for hint in desk.view.legend()] == ["F5"]
    desk.view.hints.connect(lambda hints: told.append([hint.keys for hint in hints]))
    desk.town.now = wib("08:00")
    task = task_for(desk.town, "Rekap izin", at_=wib("07:00"))
    desk.view.changed(desk.town.deeds.report(task, "Sedang dikerjakan.").changes)
    assert told[-1] == ["F5", "Enter", "Ctrl C"], "one row: nowhere to move"
    desk.view.changed(desk.town.deeds.report(task, "Hampir.").changes)
    assert told[-1] == ["F5", "J K", "Enter", "Ctrl C"]
    apply_single_keys(desk.view, on=False)
    assert [hint.keys for hint in desk.view.legend()] == ["F5", "Enter", "Ctrl C"]


def test_when_the_hold_ends_the_row_says_what_comes_next(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    town.now = plus(town.now, seconds=20)
    desk.view.tick()
    assert desk.view._waiting.rows[1].state.text() == "Berikutnya"
    desk.view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    assert desk.view._waiting.rows[1].state.text() == "Menunggu sambungan"


def test_undoing_too_late_is_told(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    town.desk.release()
    town.desk.seal()
    desk.view.undo(town.reading.outbox()[0].deed)
    assert desk.toast() == "Baru saja terkirim. Anda bisa menariknya kembali dengan alasan di tempatnya."


def test_every_standing_has_its_words() -> None:
    town = busy_sync()
    held = town.reading.outbox()[1]
    state = town.sync_state("pending")
    told = {
        "parked": standing(replace(held, state="parked"), state, town.now, ZONE, doubted=False).text,
        "doubted": standing(held, state, town.now, ZONE, doubted=True).text,
        "sealed": standing(replace(held, state="sealed"), state, town.now, ZONE, doubted=False).text,
        "out": standing(
            replace(held, hold=""), town.sync_state("signed-out"), town.now, ZONE, doubted=False
        ).text,
    }
    assert told == {
        "parked": "Ditahan: server gagal",
        "doubted": "Mungkin ditolak",
        "sealed": "Sedang dikirim",
        "out": "Menunggu Anda masuk kembali",
    }


def test_a_doubted_command_says_so(qtbot: QtBot) -> None:
    town = Town()
    id_ = task_for(town, "Rapat daring", at_=wib("07:00"))
    town.deeds.complete([id_], "Hadir.")
    value = town.truths([id_])[id_]
    town.state(replace(value, holder=id_of("kasi"), unit=id_of("layanan"), former=(id_of("kabid"),)))
    desk = Desk(qtbot, town, "offline-waiting", trouble="dns")
    assert desk.view._waiting.rows[0].state.text() == "Mungkin ditolak"


# ---- what arrived ---------------------------------------------------------------------------------


def test_what_arrived_says_when_and_copies_its_receipt(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    row = desk.view._arrived.rows[1]
    assert row.state.text() == "Diterima 08.05"
    assert "Tercatat luring, diterima tanpa perubahan waktu" in row.accessibleName()
    menu = QMenu()
    actions = row.menu_actions(menu)
    actions[0].trigger()
    copied = QGuiApplication.clipboard().text()
    assert row.entry.leaf in copied
    assert row.entry.id in copied
    assert entries.short_leaf(row.entry.leaf)[:4] == row.entry.leaf[:4]


def test_all_of_today_can_be_shown(qtbot: QtBot) -> None:
    town = Town()
    for n in range(FEW + 3):
        id_ = task_for(town, f"Tugas {n}", at_=wib("07:00"))
        town.deeds.complete([id_], "Selesai.")
        town.send_all()
    desk = Desk(qtbot, town, "synced")
    assert len(desk.view._arrived.rows) == FEW
    press(desk.view._show_all)
    assert len(desk.view._arrived.rows) == FEW + 3
    assert desk.view._show_all.caption == "Tampilkan sedikit"


def test_rows_are_walked_by_keys_and_opened(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    opened: list[str] = []
    desk.view.opened.connect(opened.append)
    first, second = desk.view._waiting.rows
    desk.view.acts["next"].trigger()
    assert first.hasFocus(), "from nowhere to the first"
    QTest.keyClick(first, Qt.Key.Key_J)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert opened == [first._told.record]
    QTest.keyClick(first, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Laporkan kemajuan")


def test_a_row_keeps_the_focus_when_others_arrive(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    desk.view._waiting.rows[1].setFocus()
    id_ = task_for(town, "Satu lagi", at_=wib("09:00"))
    town.deeds.complete([id_], "Selesai.")
    desk.view.refresh()
    assert desk.view._waiting.rows[1].hasFocus()
    assert len(desk.view._waiting.rows) == 3


# ---- the head, the side, the report ---------------------------------------------------------------


def test_head_and_side_say_what_the_state_says(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town, "offline-waiting", trouble="no-network", contact=wib("09:27"))
    assert desk.view._title.text() == "Luring"
    assert desk.view._detail.text() == "2 perubahan menunggu dikirim · terakhir tersambung 09.27"
    facts = {fact.label: fact.value for fact in desk.view._device._facts}
    assert facts["Nama"] == "Laptop Hendra"
    assert facts["Terakhir tersambung"] == "09.27"
    assert facts["Selisih jam"] == "0 detik"


def test_without_contact_the_clock_is_unknown(qtbot: QtBot) -> None:
    town = Town()
    town.restart()
    desk = Desk(qtbot, town, "synced", contact="")
    labels = [fact.label for fact in desk.view._device._facts]
    assert "Selisih jam" not in labels
    assert {fact.label: fact.value for fact in desk.view._device._facts}[
        "Terakhir tersambung"
    ] == "belum pernah"


def test_sync_now_is_one_click(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    press(desk.view._sync)
    assert desk.synced == 1


def test_the_report_is_shown_first_and_names_nobody(qtbot: QtBot) -> None:
    town = busy_sync()
    desk = Desk(qtbot, town)
    press(desk.view._report)
    sheet = desk.view.findChildren(ReportSheet)[0]
    assert QGuiApplication.clipboard().text() != sheet.text
    content = json.loads(sheet.text)
    assert content["sync"]["waiting"] == 2
    assert [entry["code"] for entry in content["refused"]] == [
        "superseded",
        "no-longer-authorised",
        "dependency-failed",
    ]
    spoken = [person for _, _, person, _, _ in PEOPLE.values()] + [name for name, _ in UNITS.values()]
    spoken += [CIRCULAR, "Butir 2c", "Rekap", "Hadir", "Seksi"]
    assert not [word for word in spoken if word in sheet.text]
    sheet.copy_button.click()
    assert QGuiApplication.clipboard().text() == sheet.text


def test_a_quiet_day_says_so(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Town(), "synced")
    assert desk.view._empty.isVisible()
    assert not desk.view._urgent.isVisible()


def test_it_speaks_another_language_at_once(qtbot: QtBot, speak: Language) -> None:
    desk = Desk(qtbot, busy_sync())
    speak.use("en")
    qtbot.waitUntil(lambda: desk.view._sync.caption == "Sync now")
    assert desk.view._title.text() == "3 things need your attention"
    assert desk.view._waiting.rows[1].state.text() == "Sent in 7 seconds"


def test_f6_goes_to_the_deed_the_card_the_waiting_and_the_arrived(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    assert len(desk.view.panes()) == 4
    desk.view.panes()[1].setFocus()
    assert desk.cards[0].reapply.hasFocus()


def test_it_does_nothing_while_it_is_hidden(qtbot: QtBot) -> None:
    desk = Desk(qtbot, busy_sync())
    assert desk.view._timer.isActive()
    desk.view.hide()
    assert not desk.view._timer.isActive()


@pytest.mark.parametrize("width", [844, 1146])
def test_a_narrow_window_can_be_as_narrow_as_it_wants(qtbot: QtBot, width: int) -> None:
    desk = Desk(qtbot, busy_sync())
    desk.view.resize(width, 600)
    assert desk.view.width() == width
