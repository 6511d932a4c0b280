# SPDX-License-Identifier: Apache-2.0
"""Fields, chips, tabs, the rail and people: giving a reason and choosing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit_hands import buttons, dressed, open_window, put, read
from ui.widgets.button import Button
from ui.widgets.candidates import Candidate
from ui.widgets.choice import Choice, Option
from ui.widgets.fields import Field, ReasonField
from ui.widgets.people import PersonPick
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.search import SearchBox
from ui.widgets.tabs import Tab, Tabs

Key, Role = Qt.Key, QAccessible.Role


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    with dressed(qapp):
        yield


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return open_window(qtbot)


# ---- fields -----------------------------------------------------------------------------------


def test_a_field_names_its_input_and_says_its_fault(window: QWidget) -> None:
    line = QLineEdit()
    field = Field("Kode instansi", line, help_text="Enam huruf.")
    put(window, field)
    assert read(line)[1:] == ("Kode instansi", "Enam huruf.")
    field.set_fault("Kode tidak dikenal.")
    assert (field.fault, read(line)[2]) == ("Kode tidak dikenal.", "Kode tidak dikenal.")
    field.set_fault("")
    assert (field.fault, read(line)[2]) == ("", "Enam huruf.")


def test_a_reason_is_demanded_counted_and_freed(window: QWidget, qtbot: QtBot) -> None:
    field = ReasonField("Alasan", fault="Tulis alasan.", too_long="Terlalu panjang.", most=12)
    put(window, field)
    assert not field.check()
    assert field.fault == "Tulis alasan."
    assert field.edit.hasFocus()
    with qtbot.waitSignal(field.changed) as changed:
        QTest.keyClicks(field.edit, "b")
    assert changed.args == ["b"]
    assert field.fault == ""
    field.set_value("   \n ")
    assert not field.check()
    field.set_value("jauh terlalu panjang")
    assert not field.check()
    assert field.fault == "Terlalu panjang."
    field.set_value(" butir 2c ")
    assert field.check()
    assert field.value() == "butir 2c"


def test_an_optional_note_may_stay_empty(window: QWidget) -> None:
    field = ReasonField("Catatan", fault="Tulis alasan.", needed=False)
    put(window, field)
    assert field.check()
    field.set_needed(True)
    assert not field.check()


def test_tab_leaves_a_reason_and_the_same_text_is_not_a_change(window: QWidget, qtbot: QtBot) -> None:
    field, button = ReasonField("Alasan", fault="Tulis alasan."), Button("Kirim")
    put(window, field, button)
    changes: list[str] = []
    field.changed.connect(changes.append)
    field.set_value("a")
    field.set_value("a")
    field.edit.setFocus()
    QTest.keyClick(field.edit, Key.Key_Tab)
    assert button.hasFocus()
    assert changes == ["a"]


def test_search_empties_on_escape_then_lets_it_pass(window: QWidget, qtbot: QtBot) -> None:
    box = SearchBox("Cari naskah", keys="Ctrl K")
    put(window, box)
    assert read(box)[1] == "Cari naskah"
    QTest.keyClicks(box, "anggaran")
    with qtbot.waitSignal(box.entered):
        QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == ""


# ---- choosing ---------------------------------------------------------------------------------

THREE = [Option("a", "Tindak lanjuti"), Option("b", "Hadiri"), Option("c", "Untuk diketahui")]


def test_one_of_several_are_radio_buttons(window: QWidget, qtbot: QtBot) -> None:
    choice = Choice("Tenggat", THREE)
    put(window, choice)
    choice.choose(["a"])
    chips = [chip for chip in choice.findChildren(QWidget) if read(chip)[0] == Role.RadioButton]
    assert [read(chip)[1] for chip in chips] == ["Tindak lanjuti", "Hadiri", "Untuk diketahui"]
    with qtbot.waitSignal(choice.changed) as changed:
        QTest.mouseClick(chips[2], Qt.MouseButton.LeftButton)
    assert changed.args == [("c",)]
    chips[2].setFocus()
    QTest.keyClick(chips[2], Key.Key_Left)
    assert choice.chosen() == ("b",)


def test_some_of_several_are_check_boxes(window: QWidget, qtbot: QtBot) -> None:
    choice = Choice("Dengan hormat harap", THREE, many=True)
    put(window, choice)
    choice.choose(["c"])
    chips = [chip for chip in choice.findChildren(QWidget) if read(chip)[0] == Role.CheckBox]
    with qtbot.waitSignal(choice.changed) as changed:
        QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert changed.args == [("a", "c")]
    choice.set_options([*THREE[1:], Option("d", "Koordinasikan")])
    assert choice.chosen() == ("c",), "what is still there stays chosen"


def test_tabs_are_tabs_and_step_round(window: QWidget, qtbot: QtBot) -> None:
    tabs = Tabs([Tab("all", "Semua", 18), Tab("check", "Verifikasi"), Tab("sign", "R & D")])
    put(window, tabs)
    assert read(tabs)[:2] == (Role.PageTabList, "Semua 18")
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.step(-1)
    assert chosen.args == ["sign"]
    tabs.set_tabs([Tab("all", "Semua", 17), Tab("sign", "R & D", 2)])
    assert tabs.current() == "sign"
    tabs.set_tabs([Tab("all", "Semua", 17)])
    assert tabs.current() == "all"


def test_the_rail_moves_by_click_and_arrow_and_says_its_counts(window: QWidget, qtbot: QtBot) -> None:
    rail = RailList("Ruang")
    rail.add_section(
        [RailEntry("inbox", "inbox", "Kotak Masuk", "Ctrl+1"), RailEntry("ok", "stamp", "Persetujuan")]
    )
    rail.add_section([RailEntry("due", "clock", "Tenggat hari ini")], "Tampilan tersimpan")
    put(window, rail)
    rail.choose("inbox")
    rail.set_count("inbox", 12)
    assert read(rail.item("inbox")) == (Role.RadioButton, "Kotak Masuk, 12", "Ctrl+1")
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail.item("due"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["due"]
    rail.item("due").setFocus()
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail.item("due"), Key.Key_Up)
    assert chosen.args == ["ok"]
    assert rail.current() == "ok"
    wide = rail.minimumWidth()
    rail.set_collapsed(True)
    assert (wide, rail.minimumWidth()) == (220, 56)
    assert "Kotak Masuk, 12" in rail.item("inbox").toolTip()


# ---- people -----------------------------------------------------------------------------------

PEOPLE = tuple(
    Candidate(id, name, post, "Di kantor", "building-2", group=group)
    for id, name, post, group in (
        ("1", "Nurul Hidayah", "Arsiparis", "Unit saya"),
        ("2", "Dewi Anggraini", "Pranata Komputer", "Unit saya"),
        ("3", "Ratna Prameswari", "Kasubbag Umum", "Unit lain"),
    )
)


@pytest.fixture
def pick(window: QWidget) -> PersonPick:
    made = PersonPick("Diteruskan kepada", parts=("utama", "membantu"), remove_name="Hapus melepas")
    put(window, made)
    made.set_candidates(PEOPLE)
    made.line.setFocus()
    return made


def names(pick: PersonPick) -> list[str]:
    """Who is chosen, the lead first."""
    return [who.name for who in pick.chosen()]


def test_three_keys_choose_a_person(pick: PersonPick, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pick.asked) as asked:
        QTest.keyClicks(pick.line, "n")
    assert asked.args == ["n"]
    with qtbot.waitSignal(pick.changed):
        QTest.keyClick(pick.line, Key.Key_Return)
    assert names(pick) == ["Nurul Hidayah"]
    assert pick.line.text() == ""
    assert pick.line.hasFocus()
    current = pick.candidates.current()
    assert current is not None
    assert current.name == "Dewi Anggraini", "who is chosen is no longer offered"


def test_down_goes_into_the_list_so_that_it_is_spoken(pick: PersonPick, qtbot: QtBot) -> None:
    QTest.keyClick(pick.line, Key.Key_Down)
    assert pick.candidates.hasFocus()
    QTest.keyClick(pick.candidates, Key.Key_Down)
    QTest.keyClick(pick.candidates, Key.Key_Down)
    current = pick.candidates.current()
    assert current is not None
    assert current.name == "Ratna Prameswari", "arrow keys pass over the headings"
    with qtbot.waitSignal(pick.asked) as asked:
        QTest.keyClicks(pick.candidates, "d")
    assert asked.args == ["d"]
    assert (pick.line.text(), pick.line.hasFocus()) == ("d", True)


def test_up_on_the_first_goes_back_to_the_line(pick: PersonPick, qtbot: QtBot) -> None:
    QTest.keyClick(pick.line, Key.Key_Down)
    QTest.keyClick(pick.candidates, Key.Key_Up)
    assert pick.line.hasFocus()


def test_the_lead_changes_and_people_are_taken_out(pick: PersonPick, qtbot: QtBot, window: QWidget) -> None:
    pick.set_chosen(PEOPLE[:2])
    chips = {read(chip)[1]: chip for chip in buttons(pick)}
    assert set(chips) == {"Nurul Hidayah, utama", "Dewi Anggraini, membantu"}
    QTest.keyClick(chips["Dewi Anggraini, membantu"], Key.Key_Space)
    assert names(pick) == ["Dewi Anggraini", "Nurul Hidayah"]
    pick.line.setFocus()
    QTest.keyClick(pick.line, Key.Key_Backspace)
    assert names(pick) == ["Dewi Anggraini"]
    QApplication.processEvents()
    (chip,) = buttons(pick)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    assert names(pick) == []


def test_a_candidate_is_one_sentence(pick: PersonPick) -> None:
    model = pick.candidates.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == [
        "Unit saya", "Nurul Hidayah, Arsiparis, Di kantor", "Dewi Anggraini, Pranata Komputer, Di kantor",
        "Unit lain", "Ratna Prameswari, Kasubbag Umum, Di kantor",
    ]  # fmt: skip
