# SPDX-License-Identifier: Apache-2.0
"""The editor against its one text: at random with others, and rule by rule through real keys and events."""

import secrets
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from tests.paper.typists import World
from tests.ui.drafting_kit import Make, bold, grid, par, picture
from workspace.paper import acts
from workspace.paper.body import EMBED, Run, changed, line
from workspace.paper.replica import TEXT_MAX, BadUpdate, Replica, TooLarge

Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
STEPS = 2_000


# ---- at random ------------------------------------------------------------------------------------


def played(world: World, seed: int, steps: int) -> str:
    """What went wrong, "" if nothing."""
    try:
        world.run(steps)
        world.check()
    except AssertionError as error:
        return f"seed {seed}, step {world.step}: {error}\n" + "\n".join(world.told)
    finally:
        world.close()
    return ""


@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_three_officers_type_and_all_see_the_same() -> None:
    seed = secrets.randbelow(10**9)
    print(f"python -m tests.paper.torture --ops {STEPS} --seed {seed}")
    assert not played(World(seed), seed, STEPS)


class Trusting(Replica):
    """Leaves updates that came too early to the library."""

    def _retry(self, came: Sequence[bytes]) -> None:
        pass


class Grasping(Replica):
    """Takes what others wrote for its own."""

    def apply(self, *updates: bytes) -> None:
        with self._doc.transaction(origin="local"):
            super().apply(*updates)


@pytest.mark.parametrize(
    ("made", "found"),
    [(Trusting, "has another text"), (Grasping, "an undo of")],
    ids=["Trusting", "Grasping"],
)
@pytest.mark.usefixtures("qapp")
def test_a_replica_that_errs_is_found(made: type[Replica], found: str) -> None:
    assert any(found in played(World(seed, made=made), seed, 300) for seed in range(8))


# ---- one officer, rule by rule ---------------------------------------------------------------------


def test_a_key_is_one_small_update(paper: Make) -> None:
    one = paper(par("satu dua tiga " * 200))
    one.select((0, 500))
    one.types("x")
    assert len(one.sent) == 1
    assert len(one.sent[0]) < 40
    assert one.text[500] == "x"


def test_typing_among_equal_letters_lands_where_the_caret_is(paper: Make) -> None:
    one = paper(line([Run("aa"), bold("aa")]))
    one.select((0, 1))
    one.types("a")
    one.they_write(0, 2, "|")
    assert one.text == "aa|aaa"


def test_enter_on_an_empty_line_makes_a_line_like_it(paper: Make) -> None:
    one = paper(par("", a="c"))
    one.press(Key.Key_Return, text="\r")
    one.press(Key.Key_Return, Shift, text="\r")
    assert one.lines == [par("", a="c")] * 3
    assert one.caret() == (2, 0)


def test_enter_behind_a_heading_begins_a_paragraph(paper: Make) -> None:
    one = paper(par("Dasar", t="h", l="2", a="c"))
    one.select((0, 5))
    one.press(Key.Key_Return, text="\r")
    assert one.lines == [par("Dasar", t="h", l="2", a="c"), par("", a="c")]


def test_enter_and_backspace_leave_a_list(paper: Make) -> None:
    one = paper(par("satu", t="n"), par("dua", t="n"))
    assert one.editor.binding.labels == ["1.", "2."]
    one.select((1, 3))
    one.press(Key.Key_Return, text="\r")
    one.types("t")
    assert one.editor.binding.labels == ["1.", "2.", "3."]
    one.press(Key.Key_Backspace)
    one.press(Key.Key_Return, text="\r")
    assert one.lines[2] == par()
    one.select((0, 0))
    one.press(Key.Key_Backspace)
    assert one.lines[:2] == [par("satu"), par("dua", t="n")]
    assert one.editor.binding.labels == ["", "1.", ""]


def test_tab_and_back_change_the_level(paper: Make) -> None:
    one = paper(par("satu", t="n"), par("dua", t="n"), par("tiga"))
    one.select((1, 0), (2, 4))
    one.press(Key.Key_Tab, text="\t")
    assert one.lines == [par("satu", t="n"), par("dua", t="n", l="2"), par("tiga", l="1")]
    assert one.editor.binding.labels == ["1.", "a.", ""]
    for _ in range(3):
        one.press(Key.Key_Backtab, Shift)
    assert one.lines == [par("satu", t="n"), par("dua", t="n"), par("tiga")]


def test_emphasis_of_a_selection_and_of_what_is_typed_next(paper: Make) -> None:
    one = paper(par("satu dua"), par("tiga"))
    one.select((0, 5), (1, 2))
    one.press(Key.Key_B, Control)
    assert one.lines == [line([Run("satu "), bold("dua")]), line([bold("ti"), Run("ga")])]
    one.press(Key.Key_B, Control)
    assert one.lines == [par("satu dua"), par("tiga")]
    one.select((1, 4))
    one.press(Key.Key_I, Control)
    one.types("!")
    assert one.lines[1].runs[1] == Run("!", (("i", True),))


def test_lines_are_arranged(paper: Make) -> None:
    one = paper(par("satu"), par("dua"))
    one.select((0, 1), (1, 1))
    one.editor.set_lines(lambda _: {"a": "j", "t": "h"})
    one.editor.set_lines(lambda was: {"pb": True if was.text == "dua" else None})
    assert one.lines == [par("satu", a="j", t="h"), par("dua", a="j", t="h", pb=True)]
    block = one.editor.document().findBlockByNumber(1)
    assert block.blockFormat().alignment() == Qt.AlignmentFlag.AlignJustify
    assert block.begin().fragment().charFormat().fontWeight() == 700
    one.editor.grab()  # numbers and page breaks are painted without a complaint


# ---- tables ---------------------------------------------------------------------------------------


def test_a_selection_across_cells_empties_them_and_keeps_the_table(paper: Make) -> None:
    one = paper(par("di atas"), *grid("satu", "dua", "tiga", "empat"), par("di bawah"))
    one.select((1, 2), (3, 2))  # Qt shows both cells of the first column as selected
    one.press(Key.Key_B, Control)
    assert [bool(x.runs[0].attrs) for x in one.lines[1:5]] == [True, False, True, False]
    one.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == "satu\ntiga"
    QApplication.clipboard().clear()
    one.types("X")
    assert [line_.text for line_ in one.lines] == ["di atas", "X", "dua", "", "empat", "di bawah"]
    assert one.editor.binding.laid.shape == [(1, 2, 2)]
    one.select((0, 3), (2, 0))  # and the whole table, if the selection begins outside
    one.press(Key.Key_Delete)
    assert one.lines == [par("di di bawah")]


def test_a_selection_around_a_table_deletes_it(paper: Make) -> None:
    one = paper(par("di atas"), *grid("satu", "dua"), par("di bawah"))
    one.select((0, 2), (3, 3))
    one.press(Key.Key_Backspace)
    assert one.lines == [par("dibawah")]
    one.press(Key.Key_Z, Control)
    assert len(one.lines) == 4


@pytest.mark.parametrize(
    ("key", "held", "place"),
    [
        (Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, (2, 0)),
        (Key.Key_Backspace, Control, (2, 0)),
        (Key.Key_Delete, Qt.KeyboardModifier.NoModifier, (2, 3)),
        (Key.Key_Delete, Control, (2, 3)),
        (Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, (5, 0)),
        (Key.Key_Delete, Control, (0, 7)),
    ],
)
def test_deleting_stops_at_the_wall(
    paper: Make, key: int, held: Qt.KeyboardModifier, place: tuple[int, int]
) -> None:
    one = paper(par("di atas"), *grid("satu", "dua", "tiga", "empat"), par("di bawah"))
    before = one.lines
    one.select(place)
    one.press(key, held)
    assert one.lines == before
    assert one.sent == []


def test_what_stands_around_a_table_becomes_real_when_typed_in(paper: Make) -> None:
    one = paper(*grid("satu", "dua"))
    assert len(one.editor.binding.lines) == 4
    one.select((0, 0))
    one.types("a")
    one.select((3, 0))
    one.press(Key.Key_Return, text="\r")
    assert one.lines == [par("a"), *grid("satu", "dua"), par(), par()]
    assert one.caret() == (4, 0)


def test_a_table_is_made_and_grows_and_shrinks(paper: Make) -> None:
    one = paper(par("atas"))
    one.select((0, 4))
    one.editor.insert_table(2, 2)
    one.types("a")
    one.press(Key.Key_Tab, text="\t")
    one.types("b")
    one.editor.change_table("add_column")
    one.editor.change_table("add_row")
    assert one.editor.binding.laid.shape == [(1, 3, 3)]
    assert [x.text for x in one.lines] == ["atas", "a", "b", "", "", "", "", "", "", "", ""]
    one.editor.insert_table(2, 2)  # not within another
    assert one.editor.binding.laid.shape == [(1, 3, 3)]
    one.select((1, 0))
    one.editor.change_table("remove_column")
    assert [x.text for x in one.lines][:3] == ["atas", "b", ""]
    for _ in range(3):
        one.editor.change_table("remove_row")
    assert one.text.startswith("atas")
    assert one.editor.binding.laid.shape == []
    one.press(Key.Key_Z, Control)
    assert one.editor.binding.laid.shape == [(1, 1, 2)]
    with pytest.raises(ValueError, match="merge"):
        one.editor.change_table("merge")


# ---- others ---------------------------------------------------------------------------------------


def test_the_caret_stays_in_its_words_while_others_write(paper: Make) -> None:
    one = paper(par("satu 😀 dua"), par("tiga"))
    one.select((0, 5), (0, 10))
    one.they_write(0, 0, "é😀 ")
    assert one.editor.textCursor().selectedText() == "😀 dua"
    one.they_write(0, 9, "|")
    one.they_write(0, 14, "ekor")  # behind the caret, where it stands
    assert one.editor.textCursor().selectedText() == "😀| dua"
    one.they_write(1, 0, "x")
    assert one.editor.textCursor().selectedText() == "😀| dua"


def test_what_is_seen_stays_while_others_write_above(paper: Make) -> None:
    one = paper(*(par(f"baris {k}") for k in range(200)))
    one.editor.show()
    bar = one.editor.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = one.editor.cursorForPosition(one.editor.viewport().rect().topLeft()).block().text()
    one.they_write(0, 0, "panjang sekali " * 60)
    assert one.editor.cursorForPosition(one.editor.viewport().rect().topLeft()).block().text() == top
    one.editor.hide()


def test_others_wait_while_an_input_method_composes(paper: Make) -> None:
    one = paper(par("satu"))
    one.select((0, 4))
    QApplication.sendEvent(one.editor, QInputMethodEvent("かん", []))
    one.they_write(0, 0, "X")
    assert one.editor.toPlainText() == "satu"
    assert one.sent == []
    done = QInputMethodEvent("", [])
    done.setCommitString("漢")
    QApplication.sendEvent(one.editor, done)
    assert one.text == "Xsatu漢"


def test_an_input_method_replaces_only_whole_characters_of_its_cell(paper: Make) -> None:
    one = paper(par("a😀"), *grid("bc", "d"))
    for place, start, length, want in (
        ((1, 1), -1, 2, "a😀\nX\nd"),
        ((1, 0), -3, 3, "a😀\nXX\nd"),
        ((0, 2), -1, 1, "a😀X\nXX\nd"),
    ):
        one.select(place)
        event = QInputMethodEvent("", [])
        event.setCommitString("X", start, length)
        QApplication.sendEvent(one.editor, event)
        assert one.text.rstrip("\n") == want


def test_an_undo_is_the_officers_own_and_goes_where_it_was(paper: Make) -> None:
    one = paper(par("satu"), par("dua"))
    one.select((0, 4))
    one.types(" x")
    one.now += 2000
    one.they_write(1, 3, " milik orang")
    one.select((1, 0))
    one.press(Key.Key_Z, Control)
    assert one.text == "satu\ndua milik orang"
    assert one.caret() == (0, 4)
    one.press(Key.Key_Z, Control)
    assert one.text == "satu\ndua milik orang"
    one.press(Key.Key_Z, Control | Shift)
    assert one.text == "satu x\ndua milik orang"


def test_half_a_character_is_mended_on_both_sides(paper: Make) -> None:
    one = paper(par("a😀b"))
    cursor = QTextCursor(one.editor.document())
    cursor.setPosition(2)
    cursor.deleteChar()
    assert one.text == "a\ufffdb"
    one.select((0, 0))
    cursor.setPosition(1)
    cursor.insertText("x\u2028y")
    assert one.text == "ax\ufffdy\ufffdb"


def test_a_caret_inside_a_character_goes_before_it(paper: Make) -> None:
    one = paper(par("😀"))
    cursor = one.editor.textCursor()
    cursor.setPosition(1)
    one.editor.setTextCursor(cursor)
    one.types("x")
    assert one.text == "x😀"


def test_too_much_is_refused_and_the_letter_is_as_before(paper: Make) -> None:
    one = paper(par("satu"))
    told: list[TooLarge] = []
    one.editor.refused.connect(told.append)
    one.select((0, 2))
    one.paste(text="x" * TEXT_MAX)
    assert [error.what for error in told] == ["text"]
    QTextCursor(one.editor.document()).insertText("y" * TEXT_MAX)
    assert len(told) == 2
    assert one.lines == [par("satu")]
    assert one.sent == []


def test_replacing_is_one_step(paper: Make) -> None:
    one = paper(line([Run("Dinas "), bold("dinas")]), par("kedinasan"))
    places = acts.found(one.editor.binding.laid, "DINAS")
    assert places == [(0, 0, 5), (0, 6, 11), (1, 2, 7)]
    one.editor.replace(places, "Kantor")
    assert one.lines == [line([Run("Kantor "), bold("Kantor")]), par("keKantoran")]
    assert one.caret() == (1, 8)
    one.press(Key.Key_Z, Control)
    assert one.text == "Dinas dinas\nkedinasan"
    one.editor.replace(places[:2], "Biro")
    assert (one.text, one.caret()) == ("Biro Biro\nkedinasan", (0, 9))
    one.editor.replace([], "x")
    assert one.text == "Biro Biro\nkedinasan"


def test_a_letter_that_may_only_be_read_stays_as_it_is(paper: Make) -> None:
    one = paper(par("satu"))
    one.editor.setReadOnly(True)
    one.editor.selectAll()
    for key in (Key.Key_A, Key.Key_Backspace, Key.Key_Return, Key.Key_Tab):
        one.press(key, text="a")
    for key in (Key.Key_X, Key.Key_V, Key.Key_Z, Key.Key_B):
        one.press(key, Control)
    one.paste(text="x")
    assert one.lines == [par("satu")]


# ---- what is heard and seen ------------------------------------------------------------------------


@pytest.mark.usefixtures("speak")
def test_the_editor_has_a_name_and_a_menu_of_its_own(paper: Make) -> None:
    one = paper(par("satu"))
    assert one.editor.accessibleName() == "Isi naskah"
    assert "menulis" in one.editor.accessibleDescription()
    one.types("x")
    menu = one.editor.menu()
    able = {action.text(): action.isEnabled() for action in menu.actions()}
    assert (able["Urungkan"], able["Potong"], able["Pilih semua"]) == (True, False, True)
    menu.actions()[0].trigger()
    assert one.text == "satu"


def test_whoever_listens_hears_of_each_change(paper: Make) -> None:
    one = paper(par("satu"))
    spy = QSignalSpy(one.editor.binding.changed)
    one.types("x")
    one.they_write(0, 0, "y")
    one.press(Key.Key_Z, Control)
    assert spy.count() == 3
    one.editor.receive(one.theirs[-1])
    assert spy.count() == 3


def test_pictures_stay_what_they_are_whatever_is_typed_beside_them(paper: Make) -> None:
    one = paper(line([picture("a"), picture("b"), Run("teks")]))
    one.select((0, 1))
    one.types("x")
    assert one.lines == [line([picture("a"), Run("x"), picture("b"), Run("teks")])]
    one.select((0, 2))
    one.press(Key.Key_Backspace)
    one.press(Key.Key_Backspace)
    assert one.lines == [line([picture("b"), Run("teks")])]
    one.select((0, 0), (0, 3))
    one.press(Key.Key_U, Control)
    assert one.lines[0].runs[0] == Run(EMBED, (*picture("b").attrs, ("u", True)))
    one.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == "te"
    QApplication.clipboard().clear()
    one.paste(text=EMBED)
    assert one.text == "\ufffdks"
    one.press(Key.Key_Z, Control)  # the paste and what it replaced
    one.press(Key.Key_Z, Control)  # underlined
    one.press(Key.Key_Z, Control)  # typed and deleted at once
    assert one.lines == [line([picture("a"), picture("b"), Run("teks")])]


def test_updates_that_arrive_together_are_shown_together_up_to_a_bad_one(paper: Make) -> None:
    one = paper(par("satu"), par("dua"))
    one.they_write(0, 4, "!")
    spy = QSignalSpy(one.editor.binding.changed)
    one.editor.binding.apply([])
    assert spy.count() == 0
    for k in (0, 1):
        one.they_write(k, 0, "x", arrives=False)
    with pytest.raises(BadUpdate):
        one.editor.receive(*one.theirs[-2:], b"\x07", b"")
    assert one.text == "xsatu!\nxdua"
    assert spy.count() == 1


def test_changed_attributes_are_sorted() -> None:
    assert changed((("l", "1"), ("t", "n")), {"a": "c", "l": None}) == (("a", "c"), ("t", "n"))
