# SPDX-License-Identifier: Apache-2.0
"""The desk of a letter: its tools show the state at the caret, its words are found, all of it by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.drafting_kit import bold, grid, par
from tests.ui.draftings import desk
from tests.ui.kit_hands import focused, nameless, read
from ui.drafting.actions import ALL
from ui.drafting.bar import FormatBar
from ui.drafting.desk import Desk
from ui.language import Language
from workspace.paper.body import Line, Run, line, plain_text

Key, Mod = Qt.Key, Qt.KeyboardModifier
Open = Callable[..., Desk]


@pytest.fixture
def opened(qtbot: QtBot, speak: Language) -> Open:
    """The desk in a window, the keyboard in the text."""

    def make(*lines: Line) -> Desk:
        made = desk(*lines)
        qtbot.addWidget(made)
        made.resize(1146, 684)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.enter()
        return made

    return make


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def on(one: Desk) -> set[str]:
    """The actions that are shown as on."""
    settle()
    return {act.code for act in ALL if one.writing[act.code].isChecked()}


# ---- the tools --------------------------------------------------------------------------------------


def test_the_tools_show_how_it_stands_at_the_caret(opened: Open) -> None:
    one = opened(
        par("Judul", t="h", l="2"), line([bold("tebal"), Run(" tipis")], (("a", "j"),)), par("satu", t="n"),
        par("dua", t="b", l="2"), *grid("a", "b"),
    )  # fmt: skip
    expected = {
        (0, 1): {"heading2", "left"}, (1, 2): {"paragraph", "justify", "bold"}, (1, 8): {"paragraph", "justify"},
        (2, 0): {"numbered", "left"}, (3, 1): {"bullets", "left"},
    }  # fmt: skip
    for place, codes in expected.items():
        one.editor.go(place)
        assert on(one) == codes
    one.editor.go((1, 0), (1, 8))
    assert on(one) == {"paragraph", "justify"}, "not all of it is bold"
    assert one.bar.kinds.accessibleName() == "Jenis baris: Alinea"
    assert not one.writing["add_row"].isEnabled()
    one.editor.go((4, 0))
    settle()
    assert one.writing["add_row"].isEnabled()
    assert not one.writing["table"].isEnabled()


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("heading1", {"t": "h"}), ("heading3", {"t": "h", "l": "3"}), ("numbered", {"t": "n"}), ("bullets", {"t": "b"}),
        ("center", {"a": "c"}), ("right", {"a": "r"}), ("justify", {"a": "j"}), ("break", {"pb": True}),
        ("deeper", {"l": "1"}),
    ],
)  # fmt: skip
def test_each_tool_does_its_deed_to_the_line_and_undo_takes_it_back(
    opened: Open, code: str, wanted: dict[str, str | bool]
) -> None:
    one = opened(par("satu"), par("dua"))
    one.editor.go((1, 0))
    one.writing[code].trigger()
    assert one.editor.binding.replica.lines() == [par("satu"), par("dua", **wanted)]
    assert one.writing["undo"].isEnabled()
    one.writing["undo"].trigger()
    assert one.editor.binding.replica.lines() == [par("satu"), par("dua")]
    one.writing["redo"].trigger()
    assert one.editor.binding.replica.lines() == [par("satu"), par("dua", **wanted)]


def test_a_list_keeps_its_levels_when_it_changes_its_kind_and_ends_when_asked_again(opened: Open) -> None:
    one = opened(par("satu", t="n"), par("dua", t="n", l="2"), par("tiga"))
    one.editor.go((0, 0), (2, 1))
    one.writing["bullets"].trigger()
    lines = [par("satu", t="b"), par("dua", t="b", l="2"), par("tiga", t="b")]
    assert one.editor.binding.replica.lines() == lines
    one.writing["bullets"].trigger()
    assert one.editor.binding.replica.lines() == [par("satu"), par("dua"), par("tiga")]


def test_a_page_break_parts_the_line_and_goes_again(opened: Open) -> None:
    one = opened(par("satu dua", a="j"))
    one.editor.go((0, 5))
    one.writing["break"].trigger()
    assert one.editor.binding.replica.lines() == [par("satu ", a="j"), par("dua", a="j", pb=True)]
    one.editor.go((1, 0))
    one.writing["break"].trigger()
    assert one.editor.binding.replica.lines()[1] == par("dua", a="j")


def test_a_table_comes_grows_and_shrinks(opened: Open) -> None:
    one = opened(par("satu"))
    for code in ("table", "add_row", "add_column", "remove_row", "remove_column"):
        one.writing[code].trigger()
    ((_, table),) = one.editor.binding.laid.tables
    assert (len(table.rows), len(table.columns)) == (2, 2)


def test_a_letter_one_may_only_read_has_no_tools(opened: Open) -> None:
    one = opened(par("satu"))
    one.editor.setReadOnly(True)
    one.writing.follow()
    assert not any(one.writing[act.code].isEnabled() for act in ALL)


# ---- by keyboard ------------------------------------------------------------------------------------


def test_f10_goes_to_the_tools_arrows_go_along_them_and_esc_goes_back(opened: Open) -> None:
    one = opened(par("satu"))
    settle()
    QTest.keyClick(one.editor, Key.Key_F10)
    tools = one.bar.tools()
    assert focused() is tools[0]
    for tool in (*tools[1:], tools[0]):
        QTest.keyClick(focused(), Key.Key_Right)
        assert focused() is tool
    QTest.keyClick(focused(), Key.Key_Left)
    assert focused() is tools[-1]
    QTest.keyClick(focused(), Key.Key_Home)
    QTest.keyClick(focused(), Key.Key_Right)
    QTest.keyClick(focused(), Key.Key_Space)
    assert "bold" in on(one)
    QTest.keyClick(focused(), Key.Key_Escape)
    assert focused() is one.editor
    QTest.keyClick(one.editor, Key.Key_Backtab, Mod.ShiftModifier)
    QTest.keyClick(one.editor, Key.Key_F10)
    assert focused() is tools[1], "it remembers where one was"


def test_every_tool_is_an_action_with_a_word_a_key_and_a_name(opened: Open) -> None:
    one = opened(par("satu"))
    assert nameless(one) == []
    keys = [key.toString() for act in ALL for key in one.writing[act.code].shortcuts()]
    keys += [
        key.toString() for code in ("find", "replace", "find_next") for key in one.moves[code].shortcuts()
    ]
    assert len(set(keys)) == len(keys)
    assert all(one.writing[act.code].text() and one.writing[act.code].shortcut().toString() for act in ALL)
    tool = next(tool for tool in one.bar.tools() if tool.objectName() == "drafting.bold.tool")
    assert read(tool)[1:] == ("Tebal", "Pintasan Ctrl+B")


@pytest.mark.parametrize(
    ("key", "held", "code"),
    [(Key.Key_7, Mod.ControlModifier | Mod.ShiftModifier, "numbered"), (Key.Key_B, Mod.ControlModifier, "bold"),
     (Key.Key_2, Mod.ControlModifier | Mod.AltModifier, "heading2"),
     (Key.Key_J, Mod.ControlModifier | Mod.ShiftModifier, "justify")],
)  # fmt: skip
def test_keys_do_what_they_say(opened: Open, key: Qt.Key, held: Qt.KeyboardModifier, code: str) -> None:
    one = opened(par("satu"))
    QTest.keyClick(one.editor, key, held)
    assert code in on(one)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_menus_open_below_and_what_has_no_room_is_under_more(opened: Open, qtbot: QtBot) -> None:
    one = opened(par("satu"))
    settle()
    QTest.keyClick(one.editor, Key.Key_F10)
    QTest.keyClick(focused(), Key.Key_Down)
    menu = one.bar.kinds.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][:2] == ["Alinea", "Judul 1"]
    menu.actions()[1].trigger()
    menu.close()
    assert "heading1" in on(one)
    wide, narrow = FormatBar(one.writing), FormatBar(one.writing)
    qtbot.addWidget(wide)
    wide.resize(900, 44)
    wide.show()
    assert wide.more.isHidden()
    qtbot.addWidget(narrow)
    narrow.resize(narrow.minimumSizeHint())
    narrow.show()
    settle()
    assert narrow.more in narrow.tools()
    texts = {action.text() for action in narrow.more.menu_().actions()}
    assert {"Urungkan", "Perataan", "Sisipkan", "Butir bernomor"} <= texts
    assert all(tool.geometry().right() <= narrow.width() for tool in narrow.tools())


# ---- words that are looked for ----------------------------------------------------------------------

LETTER = (par("Dinas dan dinas"), par("kedinasan"), line([Run("surat "), bold("Dinas")]))


def asked(one: Desk) -> str:
    return one.finder.said


def test_it_finds_while_one_types_goes_round_and_counts(opened: Open) -> None:
    one = opened(*LETTER)
    one.editor.go((1, 0))
    QTest.keyClick(one.editor, Key.Key_F, Mod.ControlModifier)
    assert focused() is one.finder.words
    QTest.keyClicks(one.finder.words, "dinas")
    assert (one.editor.selected(), asked(one)) == (((1, 2), (1, 7)), "3 dari 4")
    QTest.keyClick(one.finder.words, Key.Key_Return)
    QTest.keyClick(one.finder.words, Key.Key_Return)
    assert (one.editor.selected(), asked(one)) == (((0, 0), (0, 5)), "1 dari 4")
    QTest.keyClick(one.finder.words, Key.Key_Return, Mod.ShiftModifier)
    assert one.editor.selected() == ((2, 6), (2, 11))
    assert len(one.editor.extraSelections()) == 4
    one.finder.whole.click()
    assert asked(one) == "3 dari 3"
    one.finder.exact.click()
    assert asked(one) == "1 dari 1"
    QTest.keyClicks(one.finder.words, "x")
    assert asked(one) == "Tidak ditemukan"


def test_esc_returns_to_where_one_was_unless_one_went_on(opened: Open) -> None:
    one = opened(*LETTER)
    one.editor.go((2, 3))
    one.moves["find"].trigger()
    QTest.keyClicks(one.finder.words, "kedinasan")
    QTest.keyClick(one.finder.words, Key.Key_Escape)
    assert (one.editor.selected(), focused()) == (((2, 3), (2, 3)), one.editor)
    assert one.finder.isHidden()
    assert one.editor.extraSelections() == []
    one.moves["find_next"].trigger()
    QTest.keyClick(one.finder.words, Key.Key_Escape)
    assert one.editor.selected() == ((1, 0), (1, 9)), "one went on"


def test_what_is_selected_is_what_is_looked_for(opened: Open) -> None:
    one = opened(*LETTER)
    one.editor.go((0, 10), (0, 15))
    one.moves["replace"].trigger()
    assert (one.finder.words.text(), asked(one)) == ("dinas", "2 dari 4")
    assert one.finder.by.isVisible()
    one.moves["find"].trigger()
    assert not one.finder.by.isVisible()


def test_replacing_one_goes_on_and_replacing_all_is_one_step(opened: Open) -> None:
    one = opened(*LETTER)
    one.moves["replace"].trigger()
    QTest.keyClicks(one.finder.words, "dinas")
    one.finder.by.setFocus()
    one.finder.by.setText("kantor")
    QTest.keyClick(one.finder.by, Key.Key_Return)
    assert plain_text(one.editor.binding.replica.lines()).startswith("kantor dan dinas")
    assert asked(one) == "1 dari 3"
    one.finder.all.click()
    assert plain_text(one.editor.binding.replica.lines()) == "kantor dan kantor\nkekantoran\nsurat kantor"
    assert asked(one) == "3 tempat diganti"
    settle()
    one.writing["undo"].trigger()
    assert plain_text(one.editor.binding.replica.lines()) == "kantor dan dinas\nkedinasan\nsurat Dinas"


def test_words_found_follow_what_is_written_meanwhile(opened: Open, qtbot: QtBot) -> None:
    one = opened(*LETTER)
    one.moves["find"].trigger()
    QTest.keyClicks(one.finder.words, "dinas")
    one.editor.go((0, 0))
    one.editor.insert_lines([par("dinas, ")])
    qtbot.waitUntil(lambda: asked(one) == "5 tempat")


def test_another_language_leaves_text_and_caret(opened: Open, speak: Language) -> None:
    one = opened(*LETTER)
    one.editor.go((1, 3))
    editor = one.editor
    speak.use("en")
    settle()
    assert one.editor is editor
    assert editor.isVisible()
    assert editor.selected() == ((1, 3), (1, 3))
    assert editor.accessibleName() == "Letter body"
    assert one.bar.kinds.accessibleName() == "Kind of line: Paragraph"
    assert focused() is editor
