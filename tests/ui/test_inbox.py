# SPDX-License-Identifier: Apache-2.0
"""The inbox read: the list and what moves in it, the pane, narrow windows, another language."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town
from tests.ui.inbox_kit import (
    CIRCULAR,
    DATA,
    INVITED,
    OLD,
    PASSED,
    Inbox,
    find,
    give,
    morning,
    texts,
    view_of,
    wib,
)
from ui.language import Language
from ui.widgets.rowmodel import RowFace
from workspace.domain import task

pytestmark = pytest.mark.usefixtures("speak")
Key = Qt.Key


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
    assert [hint.keys for hint in inbox.view.legend()] == []


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


def test_another_language_keeps_what_was_chosen(inbox: Inbox, qapp: QApplication, speak: Language) -> None:
    inbox.at(DATA)
    inbox.view.set_list_width(350)
    speak.use("en")
    qapp.processEvents()
    assert inbox.current.startswith(DATA)
    assert inbox.view.list_width == 350
    assert inbox.view.acts["complete"].text() == "Complete"
    assert "Dispositions" in [inbox.view.column.tabs.tabText(at) for at in range(4)]


def test_another_language_is_in_the_list_too_and_what_is_done_next_moves_its_rows(
    inbox: Inbox, qapp: QApplication, speak: Language
) -> None:
    inbox.at(DATA)
    before = inbox.groups
    speak.use("en")
    qapp.processEvents()
    assert [count for _, count in inbox.groups] == [count for _, count in before]
    assert not {text for text, _ in inbox.groups} & {text for text, _ in before}
    inbox.live(inbox.view, lambda _: None, inbox.town.deeds.complete, [inbox.task(DATA).id], "Sudah dikirim.")
    assert not any(subject.startswith(DATA) for subject in inbox.subjects)


def test_a_record_opened_from_elsewhere_is_also_the_row_that_is_chosen(inbox: Inbox) -> None:
    for title in (DATA, OLD):
        inbox.view.open_record(find(inbox.town, title))
        assert inbox.current.startswith(title)
    inbox.view.search(DATA)
    inbox.view.open_record(find(inbox.town, DATA))
    assert inbox.current.startswith(DATA)


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
