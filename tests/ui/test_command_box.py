# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K: what it finds, how one walks through it, where the keyboard is before and after."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.inbox_kit import CIRCULAR, DATA, OLD, find
from tests.ui.kit_hands import focused, nameless, read
from tests.ui.test_rooms_fit import cut
from tests.ui.test_shell import Shell, shell, texts  # noqa: F401 - the fixture
from ui import theme
from ui.language import Language
from ui.shell.commandbox import CommandBox
from ui.shell.found import Found
from ui.shell.geometry import LEAST

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Box:
    """The command box over a morning, with a hand on its keys."""

    def __init__(self, shell: Shell) -> None:  # noqa: F811
        self.shell = shell
        shell.window.set_state(shell.town.sync_state(records=12_480))
        self.before = focused()
        self.chosen = shell.shown
        shell.key(Key.Key_K, Control)
        found = shell.window.findChild(CommandBox)
        assert isinstance(found, CommandBox)
        self.box = found

    def key(self, key: Qt.Key) -> None:
        """Press a key on whatever has the keyboard."""
        self.shell.key(key)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(focused(), text)
        QApplication.processEvents()

    @property
    def shown(self) -> list[Found | str]:
        """The rows, headings as strings."""
        return list(self.box.list.rows) if self.box.list.isVisible() else []

    @property
    def titles(self) -> list[str]:
        """The rows without headings."""
        return [row.title for row in self.shown if isinstance(row, Found)]

    @property
    def marked(self) -> str:
        """What Enter would take."""
        row = self.box.list.current()
        return row.title if isinstance(row, Found) else ""

    @property
    def said(self) -> list[str]:
        """What a screen reader hears of each row."""
        model = self.box.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]

    @property
    def closed(self) -> bool:
        """Whether the keyboard is back where it was and the box has gone."""
        return focused() is self.before and not self.shell.window.covered


@pytest.fixture
def box(shell: Shell) -> Box:  # noqa: F811
    return Box(shell)


# ---- what it finds --------------------------------------------------------------------------------


def test_what_is_found_stands_in_groups_the_first_of_it_marked(box: Box) -> None:
    box.type("sek")
    headings = [row for row in box.shown if isinstance(row, str)]
    assert headings == ["Naskah dan tugas", "Orang", "Perintah"]
    assert box.box.tabs.tabText(0) == f"Semua {4 + 6 + 1}"
    assert box.marked == box.titles[0]
    assert "Sinkronkan sekarang" in box.titles
    row = next(row for row in box.shown if isinstance(row, Found) and row.title == "Nurul Hidayah")
    assert [row.under[a:b] for a, b in row.under_marks] == ["Seksi"]


def test_a_piece_of_the_text_is_shown_where_the_subject_holds_none_of_the_words(box: Box) -> None:
    box.type("membanding")
    [row] = [row for row in box.shown if isinstance(row, Found)]
    assert row.title.startswith(DATA)
    assert [row.under[a:b] for a, b in row.under_marks] == ["membandingkannya"]


def test_nothing_found_says_how_much_was_searched(box: Box) -> None:
    box.type("zebra")
    assert box.shown == []
    shown = texts(box.box)
    assert 'Tidak ditemukan untuk "zebra".' in shown
    assert "Pencarian mencakup 12.480 naskah di perangkat ini." in shown
    box.key(Key.Key_Return)
    assert box.chosen == []
    assert focused() is box.box.line


def test_a_secret_task_shows_no_content_anywhere(box: Box) -> None:
    box.type("penunjukan")
    assert box.shown == []
    box.box.line.clear()
    box.type("hendra")
    box.key(Key.Key_Return)
    secret = [row for row in box.shown if isinstance(row, Found) and row.icon == "lock"]
    assert [row.title for row in secret] == ["Tugas rahasia, buka untuk membaca"]
    assert "Penunjukan" not in f"{box.shown}{box.said}"


# ---- commands -------------------------------------------------------------------------------------


def test_unasked_it_offers_what_can_be_done_now_and_enter_alone_does_none_of_it(box: Box) -> None:
    assert [row for row in box.shown if isinstance(row, str)] == ["Kotak Masuk", "Di mana saja"]
    assert {"Selesaikan", "Disposisi", "Tugas baru", "Sinkronkan sekarang"} <= set(box.titles)
    assert "Setujui" not in box.titles, "it is a task that is chosen"
    assert "Cari dan perintah" not in box.titles
    assert len(box.titles) == len(set(box.titles))
    box.key(Key.Key_Return)
    assert focused() is box.box.line
    box.key(Key.Key_Down)
    assert box.marked == box.titles[0]


def test_every_command_that_can_be_given_is_found_by_its_word_with_its_key(box: Box) -> None:
    actions = [a for a in box.shell.window.findChildren(QAction) if a.objectName() and a.isEnabled()]
    for action in actions:
        if action.objectName() != "shell.find":
            box.box.line.setText(action.text())
            box.box.tabs.choose("command")
            row = next(r for r in box.shown if isinstance(r, Found) and r.title == action.text())
            keys = row.of.shortcut().toString().replace(", ", "+").replace("++", "+plus")
            assert "+".join(row.keys).replace("++", "+plus") == keys
    assert len(actions) > 20


def test_enter_on_a_command_gives_it_where_one_was(box: Box) -> None:
    box.type("sinkronkan")
    box.key(Key.Key_Return)
    assert box.shell.done == ["sync"]
    assert box.closed


def test_a_command_may_open_a_sheet_of_the_room(box: Box) -> None:
    box.shell.inbox.column.list.go(1)
    box.type("disposisi")
    box.box.tabs.choose("command")
    box.key(Key.Key_Return)
    assert box.shell.window.covered
    assert not box.box.isVisible()


# ---- records and people ---------------------------------------------------------------------------


def test_enter_on_a_record_says_which_after_the_keyboard_is_back(box: Box) -> None:
    box.type("rancangan surat")
    box.key(Key.Key_Return)
    assert box.chosen == [find(box.shell.town, CIRCULAR)]
    assert box.closed


def test_enter_on_somebody_shows_what_lies_there_and_what_they_sent_and_backspace_leads_back(
    box: Box,
) -> None:
    box.type("yusuf")
    box.key(Key.Key_Return)
    assert [row for row in box.shown if isinstance(row, str)] == ["Dari Yusuf Maulana"]
    assert box.titles[0].startswith(CIRCULAR)
    assert box.box.line.text() == ""
    box.type("zebra")
    assert box.shown == []
    for _ in range(6):
        box.key(Key.Key_Backspace)
    box.type("surya")
    box.key(Key.Key_Return)
    assert f"Dari {'Dr. Surya Atmaja, M.Si.'}" in box.shown
    box.type("penyusunan")
    box.key(Key.Key_Return)
    assert box.chosen == [find(box.shell.town, OLD)]


def test_nothing_of_somebody_is_said_so(box: Box) -> None:
    box.type("laksmi")
    box.key(Key.Key_Return)
    assert box.shown == []
    assert "Tidak ada yang tampak bagi Anda di meja ini." in texts(box.box)


# ---- keys -----------------------------------------------------------------------------------------


def test_escape_leads_back_to_where_one_was(box: Box) -> None:
    for each, into in ((box, Key.Key_Left), (None, Key.Key_Down)):
        opened = each or Box(box.shell)
        opened.type("sek")
        opened.key(into)
        opened.key(Key.Key_Escape)
        assert opened.closed


def test_arrows_walk_over_the_headings_and_letters_go_back_to_the_line(box: Box) -> None:
    box.type("sek")
    titles = box.titles
    walked = [box.marked]
    for _ in titles[1:]:
        box.key(Key.Key_Down)
        assert focused() is box.box.list
        walked.append(box.marked)
    assert walked == titles
    box.key(Key.Key_Home)
    assert box.marked == titles[0]
    box.key(Key.Key_Up)
    assert focused() is box.box.line
    box.key(Key.Key_Down)
    box.key(Key.Key_End)
    assert box.marked == titles[-1]
    box.type("s")
    assert focused() is box.box.line
    assert box.box.line.text() == "seks"
    box.key(Key.Key_Down)
    box.key(Key.Key_Backspace)
    assert box.box.line.text() == "sek"


def test_tab_narrows_to_one_sort_and_round_again(box: Box) -> None:
    box.type("sek")
    sorts = []
    for _ in range(4):
        box.key(Key.Key_Tab)
        sorts.append({row.sort for row in box.shown if isinstance(row, Found)})
        assert focused() is box.box.line
    assert sorts == [{"record"}, {"person"}, {"command"}, {"record", "person", "command"}]
    box.key(Key.Key_Backtab)
    assert box.box.tabs.current() == "command"


def test_people_are_listed_unasked_where_only_people_are_wanted(box: Box) -> None:
    box.key(Key.Key_Tab)
    assert "Ketik apa yang dicari." in texts(box.box)
    box.key(Key.Key_Tab)
    assert len(box.titles) == 11


def test_the_window_under_it_does_not_hear(box: Box) -> None:
    box.shell.key(Key.Key_4, Control)
    box.shell.key(Key.Key_K, Control)
    box.type("?")
    assert box.shell.window.current.code == "inbox"
    assert len(box.shell.window.findChildren(CommandBox)) == 1


# ---- ear and eye ----------------------------------------------------------------------------------


def test_each_row_says_itself_in_one_sentence_and_each_part_has_a_name(box: Box) -> None:
    box.type("sek")
    QAbstractItemModelTester(box.box.list.model())
    assert all(box.said)
    assert "Nurul Hidayah. Pranata Komputer, Seksi Layanan" in box.said
    assert "Sinkronkan sekarang. Pintasan F5" in box.said
    assert any(said.startswith("Permintaan data") and said.endswith("Tenggat 26 Nov") for said in box.said)
    assert nameless(box.box) == []
    assert read(box.box.line)[1:] == ("Cari naskah, orang, atau perintah", "8 ditemukan")
    assert read(box.box.card)[1] == "Cari dan perintah"


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("code", ["id", "en"])
def test_nothing_is_cut_in_the_smallest_window(
    box: Box, qtbot: QtBot, qapp: QApplication, speak: Language, scale: float, code: str
) -> None:
    box.key(Key.Key_Escape)
    speak.use(code)  # type: ignore[arg-type]
    theme.apply(qapp, theme.Theme(theme.DARK, text_scale=scale))
    box.shell.window.resize(LEAST)
    again = Box(box.shell)
    again.type("sek")
    assert again.box.rect().contains(again.box.card.geometry())
    assert list(cut(again.box)) == []
    again.type("zebra")
    assert list(cut(again.box)) == []
