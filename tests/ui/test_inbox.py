# SPDX-License-Identifier: Apache-2.0
"""The inbox by keyboard alone: open, complete, pass on, return, take back; and what the list does meanwhile."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town, id_of
from tests.ui.inbox_kit import Live, find, give, morning, view_of, wib
from ui.inbox.give import GiveSheet, ReassignSheet
from ui.inbox.sheets import ListSheet, TextSheet
from ui.inbox.view import InboxView
from ui.language import Language
from ui.widgets.rowmodel import HeaderFace, RowFace
from ui.widgets.sheet import Sheet
from workspace.domain import task
from workspace.domain.task import Task

Key = Qt.Key
DATA, INVITED, OLD = "Permintaan data", "Undangan rapat", "Penyusunan kebutuhan"
CIRCULAR, PASSED = "Rancangan Surat Edaran", "Pemutakhiran peta"


@pytest.fixture(autouse=True)
def speaking(speak: Language) -> Language:
    """All of this is in Indonesian."""
    return speak


class Inbox:
    """The inbox in a window that has the keyboard."""

    def __init__(self, town: Town, qtbot: QtBot) -> None:
        self.town, self.qtbot = town, qtbot
        self.view, self.live = view_of(town)
        qtbot.addWidget(self.view)
        self.view.resize(1440, 860)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.enter()

    @property
    def subjects(self) -> list[str]:
        """The subjects in the list, from the top."""
        model = self.view.rows.model
        faces = [model.face(row) for row in range(model.rowCount())]
        return [face.subject for face in faces if isinstance(face, RowFace)]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The headings, with their counts."""
        model = self.view.rows.model
        faces = [model.face(row) for row in range(model.rowCount())]
        return [(face.text, face.count) for face in faces if isinstance(face, HeaderFace)]

    @property
    def current(self) -> str:
        """The subject of the current row."""
        face = self.view.column.list.current_face()
        return face.subject if face else ""

    def key(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, how)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def send(self) -> None:
        """Ctrl+Enter."""
        self.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def at(self, subject: str) -> None:
        """Walk down to a row with J."""
        self.key(Key.Key_Home)
        for _ in range(40):
            if self.current.startswith(subject):
                return
            self.key(Key.Key_J)
        raise AssertionError(f"{subject} not in {self.subjects}")

    def task(self, subject: str) -> Task:
        """A task as it is shown now."""
        value = self.town.reading.value(find(self.town, subject))
        assert isinstance(value, Task)
        return value

    def sheet(self, kind: type[Sheet]) -> Sheet | None:
        """The open sheet of a kind."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return next((each for each in self.view.findChildren(kind) if each.isVisible()), None)

    @property
    def said(self) -> str:
        """What the toast says."""
        return self.view.column.toast.text if self.view.column.toast.isVisible() else ""


@pytest.fixture
def inbox(qtbot: QtBot) -> Inbox:
    return Inbox(morning(), qtbot)


# ---- the list -----------------------------------------------------------------------------------


def test_rows_stand_by_limit_under_their_groups(inbox: Inbox) -> None:
    assert inbox.groups == [
        ("Tenggat lewat", 1), ("Tenggat besok", 1), ("Tenggat minggu ini", 3), ("Tenggat sesudahnya", 2),
    ]  # fmt: skip
    assert [s.split()[0] for s in inbox.subjects] == [
        "Penyusunan", "Undangan", "Permintaan", "Rancangan", "Tugas", "Tindak", "Laporan",
    ]  # fmt: skip
    assert inbox.current.startswith(OLD)


def test_a_row_says_itself_in_one_sentence(inbox: Inbox) -> None:
    model = inbox.view.rows.model
    sentences = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert sentences[0] == "Kelompok Tenggat lewat, 1 naskah."
    assert sentences[1] == (
        "Dr. Surya Atmaja, M.Si.. Penyusunan kebutuhan perangkat tahun 2027. Disposisi. Terlambat 1 hari."
        " belum dibaca"
    )
    assert all(sentences)
    named = QAccessible.queryAccessibleInterface(inbox.view.column.list)
    assert named is not None
    assert named.text(QAccessible.Text.Name) == "Kotak Masuk, 7 naskah"


def test_nothing_of_a_secret_shows_in_the_list_but_its_sender(inbox: Inbox) -> None:
    model = inbox.view.rows.model
    faces = [f for r in range(model.rowCount()) if isinstance(f := model.face(r), RowFace)]
    secret = next(face for face in faces if face.class_text == "Rahasia")
    assert secret.subject == "Tugas rahasia, buka untuk membaca"
    assert "petugas" not in secret.sentence
    assert not inbox.town.reading.search("petugas pengelola")


def test_the_model_keeps_its_promises_to_qt(inbox: Inbox) -> None:
    model = inbox.view.rows.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    inbox.view.column.tabs.choose("following")
    inbox.view.column.tabs.choose("inbox")
    inbox.live(inbox.view, lambda _: None, inbox.town.deeds.complete, [find(inbox.town, DATA)], "Selesai.")
    fresh = give(inbox.town, "Satu lagi", at_=wib("09:41"), urgency="immediate")
    inbox.live.tell(inbox.town.tray.unpark())
    inbox.view.rows.reload()
    assert fresh.title in inbox.subjects
    assert not any(s.startswith(DATA) for s in inbox.subjects)


def test_news_are_inserted_and_the_rest_stays_where_it_is(inbox: Inbox) -> None:
    inbox.at(DATA)
    model = inbox.view.rows.model
    moves: list[tuple[int, int]] = []
    resets: list[None] = []
    model.rowsInserted.connect(lambda _, first, last: moves.append((first, last)))
    model.modelReset.connect(lambda: resets.append(None))
    give(inbox.town, "Datang sekarang", at_=wib("09:41"), urgency="immediate")
    inbox.view.rows.reload()
    assert not resets
    assert len(moves) == 1
    assert inbox.current.startswith(DATA)


def test_views_show_what_their_names_say(inbox: Inbox) -> None:
    tabs = inbox.view.column.tabs
    tabs.choose("approvals")
    assert {s.split()[0] for s in inbox.subjects} == {"Rancangan", "Laporan"}
    tabs.choose("following")
    assert inbox.subjects == ["Pemutakhiran peta proses bisnis"]
    tabs.choose("tasks")
    assert len(inbox.subjects) == 5


def test_a_search_shows_what_it_finds_and_says_when_it_finds_nothing(inbox: Inbox) -> None:
    inbox.view.search("peta")
    assert len(inbox.subjects) == 3  # the task and the two it was passed on as
    inbox.view.search("tidakada")
    shown = [label.text() for label in inbox.view.column.findChildren(QLabel) if label.isVisible()]
    assert 'Tidak ditemukan untuk "tidakada".' in shown
    inbox.view.search("")
    assert len(inbox.subjects) == 7


def test_an_empty_inbox_says_so(qtbot: QtBot) -> None:
    inbox = Inbox(Town(), qtbot)
    assert not inbox.subjects
    assert "Tidak ada yang menunggu Anda." in [
        label.text() for label in inbox.view.column.findChildren(QLabel)
    ]
    assert inbox.view.pane.value is None


# ---- reading --------------------------------------------------------------------------------------


def test_arrows_and_letters_walk_and_the_pane_follows(inbox: Inbox) -> None:
    inbox.key(Key.Key_Home)
    inbox.key(Key.Key_Down)
    assert inbox.current.startswith(INVITED)
    inbox.key(Key.Key_K)
    assert inbox.current.startswith(OLD)
    inbox.key(Key.Key_End)
    assert inbox.current.startswith("Laporan evaluasi")
    assert inbox.view.pane.value is not None
    assert inbox.view.pane.value.title == inbox.current


def test_passing_by_is_not_reading_but_staying_is(inbox: Inbox) -> None:
    inbox.at(DATA)
    assert inbox.task(DATA).state == "received"
    inbox.view._reader.timeout.emit()
    assert inbox.task(DATA).state == "read"
    assert inbox.view.rows.model.face(inbox.view.column.list.currentIndex().row()).unread is False  # type: ignore[union-attr]


def test_enter_opens_and_escape_goes_back(inbox: Inbox) -> None:
    inbox.at(INVITED)
    inbox.key(Key.Key_Return)
    assert inbox.task(INVITED).state == "read"
    assert QApplication.focusWidget() is inbox.view.pane.body
    assert "Undangan rapat" in inbox.view.pane.body.accessibleName()
    inbox.key(Key.Key_BracketRight)
    assert inbox.current.startswith(DATA)
    inbox.key(Key.Key_Escape)
    assert QApplication.focusWidget() is inbox.view.column.list


def texts(widget: QWidget) -> list[str]:
    """Every text of a part of the window."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_a_task_shows_note_requests_attachments_route_and_facts(inbox: Inbox) -> None:
    inbox.at(DATA)
    shown = texts(inbox.view.pane)
    for text in (
        "Dr. Surya Atmaja, M.Si. kepada Anda", "Untuk ditindaklanjuti", "Surat Kementerian B-214.pdf", "Biasa",
        "Tenggat 26 Nov, 08.21", "Kepala Dinas", "Kepala Bidang Aplikasi",
    ):  # fmt: skip
        assert text in shown, text


def test_a_task_that_was_passed_on_shows_those_below_with_how_they_stand(inbox: Inbox) -> None:
    inbox.view.column.tabs.choose("following")
    shown = texts(inbox.view.pane)
    assert "↳ Kepala Seksi Layanan" in shown
    assert "Selesai" in shown


def test_a_letter_shows_its_version_fingerprint_and_route(inbox: Inbox) -> None:
    inbox.at(CIRCULAR)
    shown = texts(inbox.view.pane)
    assert "Versi 1" in shown
    assert any(text.startswith("Sidik ") and len(text) == len("Sidik ") + 19 for text in shown)
    assert "menunggu Hendra Saputra" in shown


def test_what_others_wrote_is_never_markup(qtbot: QtBot) -> None:
    town = Town()
    give(town, "<b>Tebal</b>", note="<img src='file:///etc/passwd'><script>x</script>")
    inbox = Inbox(town, qtbot)
    assert "<b>Tebal</b>" in texts(inbox.view.pane)
    for label in inbox.view.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


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


# ---- strips, narrow windows, languages ----------------------------------------------------------------


def test_offline_one_is_told_that_deciding_goes_on(inbox: Inbox) -> None:
    strip = inbox.view.pane.strip
    assert not strip.isVisible()
    inbox.view.set_state(inbox.town.sync_state("offline-waiting", trouble="no-network"))
    assert strip.isVisible()
    assert strip.text.startswith("Anda sedang luring. Keputusan tetap bisa diberikan")


def test_what_may_be_refused_is_said_where_it_lies(inbox: Inbox) -> None:
    id_ = find(inbox.town, DATA)
    inbox.live(inbox.view, lambda _: None, inbox.town.deeds.report, id_, "Mulai.")
    value = inbox.task(DATA)
    inbox.town.done_by("kadis", "task.withdraw", task.Withdraw(value.id, value.holder, "Batal."))
    inbox.view.set_state(inbox.town.sync_state("pending"))
    inbox.view.open_record(id_)
    assert inbox.view.pane.doubt.isVisible()
    assert inbox.view.pane.doubt.text.startswith("Laporkan kemajuan: mungkin ditolak.")


def test_narrow_the_route_is_a_tab_and_narrower_list_or_words_stand_alone(
    inbox: Inbox, qapp: QApplication
) -> None:
    view = inbox.view
    inbox.at(DATA)
    view.resize(1000, 700)
    qapp.processEvents()
    assert view.pane._tabs.isVisible()
    assert not view.pane._aside.isVisible()
    view.pane._tabs.choose("side")
    assert view.pane._aside.isVisible()
    view.resize(860, 700)
    qapp.processEvents()
    assert (view.column.isVisible(), view.pane.isVisible()) == (True, False)
    inbox.key(Key.Key_Return)
    assert (view.column.isVisible(), view.pane.isVisible()) == (False, True)
    inbox.key(Key.Key_Escape)
    assert (view.column.isVisible(), view.pane.isVisible()) == (True, False)
    view.open_record(
        inbox.task(PASSED).children[0]
    )  # from a search or a notification: it is there to be read
    assert (view.column.isVisible(), view.pane.isVisible()) == (False, True)


def test_another_language_keeps_what_was_chosen(inbox: Inbox, qapp: QApplication, speaking: Language) -> None:
    inbox.at(DATA)
    inbox.view.set_list_width(350)
    speaking.use("en")
    qapp.processEvents()
    assert inbox.current.startswith(DATA)
    assert inbox.view.list_width == 350
    assert inbox.view.acts["complete"].text() == "Complete"
    assert "Dispositions" in [inbox.view.column.tabs.tabText(at) for at in range(4)]


def test_the_pane_shows_a_record_that_is_no_longer_in_the_list(inbox: Inbox) -> None:
    inbox.view.open_record(inbox.task(PASSED).children[0])
    assert inbox.view.pane.value is not None
    assert "Peta Seksi Layanan terlampir." in texts(inbox.view.pane)
    inbox.view.open_record("nowhere")
    assert inbox.view.pane.value is None


def test_a_list_of_many_thousand_rows_shows_its_first_page_only(qtbot: QtBot) -> None:
    town = Town()
    view, _ = view_of(town)
    qtbot.addWidget(view)
    asked: list[int] = []
    known = town.reading.lines

    class Counting:
        """Counts the lines that were asked for."""

        def __getattr__(self, name: str) -> object:
            return getattr(town.tables, name)

        def order(self, *_: object) -> list[tuple[str, int, int]]:
            return [("~", rid, 0) for rid in range(1, 50_001)]

        def lines(self, places: list[tuple[str, int, int]]) -> list[object]:
            asked.append(len(places))
            return []

    town.reading.reader = Counting()  # type: ignore[assignment]
    view.rows.reload()
    view.resize(1200, 800)
    assert view.rows.model.rowCount(QModelIndex()) == 50_001
    assert sum(asked) < 1_000
    assert known is not None


def test_live_calls_are_deeds_of_the_service(inbox: Inbox) -> None:
    inbox.at(DATA)
    inbox.key(Key.Key_C)
    inbox.write("x")
    inbox.send()
    assert inbox.live.calls[-2:] == ["report", "doubts_about"] or "report" in inbox.live.calls
    assert isinstance(inbox.live, Live)
    assert isinstance(inbox.view, InboxView)
