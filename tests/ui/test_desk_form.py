# SPDX-License-Identifier: Apache-2.0
"""The form of a letter beside its text, and the sheet a new one begins with."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import run_now
from tests.ui.drafting_kit import par
from tests.ui.draftings import ABOUT, FORM, OFFERED, begin, desk, find
from tests.ui.kit_hands import focused, nameless, read
from ui.drafting.form import FormPanel
from ui.drafting.listed import ListField
from ui.drafting.new import NewSheet
from ui.drafting.preview import Printer
from ui.language import Language
from ui.widgets.fields import Field
from workspace.domain.form import Form
from workspace.paper.body import EMBED
from workspace.paper.checks import Place

Key = Qt.Key


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def shown(qtbot: QtBot, speak: Language) -> Callable[[QWidget], None]:
    """Shows a widget in an active window."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(340, 700)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        settle()

    return show


Show = Callable[[QWidget], None]


def filled(show: Show, form: Form = FORM) -> tuple[FormPanel, list[Form]]:
    """A form, and what it says it became."""
    panel, told = FormPanel(form, ABOUT), list[Form]()
    panel.changed.connect(told.append)
    show(panel)
    return panel, told


def row(panel: FormPanel, label: str) -> Field:
    return next(one for one in panel.findChildren(Field) if one._label.text() == label)


# ---- entries under each other -----------------------------------------------------------------------


@pytest.fixture
def receivers(shown: Show) -> tuple[ListField, list[tuple[str, ...]]]:
    made, told = ListField("Yth.", find, most=3), list[tuple[str, ...]]()
    made.changed.connect(told.append)
    shown(made)
    made.line.setFocus()
    return made, told


def test_receivers_are_found_taken_and_written_as_they_are(
    receivers: tuple[ListField, list[tuple[str, ...]]],
) -> None:
    field, told = receivers
    QTest.keyClicks(field.line, "wayan")
    assert [one.text for one in field.found.entries] == [
        "Kepala Bidang Statistik dan Pengelolaan Data", "“wayan” apa adanya",
    ]  # fmt: skip
    QTest.keyClick(field.line, Key.Key_Return)
    assert told == [("Kepala Bidang Statistik dan Pengelolaan Data",)]
    assert (field.line.text(), field.found.isVisible(), focused()) == ("", False, field.line)
    QTest.keyClicks(field.line, "Camat Sampel")
    QTest.keyClick(field.line, Key.Key_Down)
    assert focused() is field.found
    QTest.keyClick(field.found, Key.Key_Return)
    assert told[-1][1:] == ("Camat Sampel",)
    QTest.keyClicks(field.line, "Camat Sampel")
    QTest.keyClick(field.line, Key.Key_Return)
    assert len(told) == 2, "one is there once"
    QTest.keyClick(field.line, Key.Key_Return)
    QTest.keyClicks(field.line, "x")
    QTest.keyClick(field.line, Key.Key_Escape)
    assert (field.line.text(), len(told)) == ("", 2)


def test_entries_move_go_and_leave_no_room_for_more_than_the_most(
    receivers: tuple[ListField, list[tuple[str, ...]]],
) -> None:
    field, told = receivers
    field.set_ids(("a", "b\nu.p. c", "d"))
    assert not field.line.isVisible()
    crosses = field.findChildren(QPushButton)
    assert read(crosses[1])[1] == "Keluarkan b · u.p. c"
    field.go(1)
    QTest.keyClick(focused(), Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told == [("b\nu.p. c", "a", "d")]
    QTest.keyClick(focused(), Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert len(told) == 1, "it is the first already"
    QTest.keyClick(focused(), Key.Key_Return)
    assert list(told[-1]) == ["a", "d"]
    assert focused() is field.line
    QTest.keyClick(field.line, Key.Key_Backspace)
    assert list(told[-1]) == ["a"]


# ---- the form ---------------------------------------------------------------------------------------


def test_each_row_says_where_its_value_came_from(shown: Show) -> None:
    panel, told = filled(shown)
    remarks = {
        label: row(panel, label)._remark.text() for label in ("Kop naskah", "Dari", "Penandatangan", "Yth.")
    }
    assert remarks == {
        "Kop naskah": "dari profil daerah", "Dari": "dari jabatan", "Penandatangan": "dari jabatan", "Yth.": "",
    }  # fmt: skip
    line = panel._inputs["sender"]
    line.setFocus()
    QTest.keyClicks(line, " I")
    assert told[-1].sender == FORM.sender + " I"
    assert (row(panel, "Dari")._remark.text(), set(panel.edited)) == ("diubah oleh Anda", {"sender"})
    line.selectAll()
    QTest.keyClick(line, Key.Key_Delete)
    assert row(panel, "Dari")._remark.text() == "wajib diisi"
    assert read(line)[1:] == ("Dari", "wajib diisi")
    assert panel.missing == ("sender",)


def test_subject_class_and_urgency_are_told_once_each(shown: Show) -> None:
    panel, told = filled(shown)
    panel.go(Place("subject", start=0, end=10))
    edit = focused()
    assert edit.textCursor().selectedText() == "Permintaan"  # type: ignore[attr-defined]
    QTest.keyClicks(edit, "Usul")
    assert told[-1].subject.startswith("Usul Data")
    assert row(panel, "Hal")._remark.text() == "47 dari 300"
    panel._inputs["cls"].choose(("2",))
    panel._inputs["urgency"].choose(("urgent",))
    assert (told[-1].cls, told[-1].urgency) == (2, "urgent")
    count = len(told)
    panel._inputs["urgency"].choose(("urgent",))
    assert len(told) == count


def test_what_somebody_else_filled_in_is_shown_and_not_told_again(shown: Show) -> None:
    panel, told = filled(shown)
    line = panel._inputs["sender"]
    line.setCursorPosition(3)
    other = replace(FORM, subject="Lain", to=("Inspektur Daerah",), cls=1, copies=(), archive="")
    panel.set_form(other)
    assert told == []
    assert panel.form == other
    assert line.cursorPosition() == 3
    assert panel._inputs["to"].ids == ("Inspektur Daerah",)
    assert panel._inputs["cls"].chosen() == ("1",)
    assert panel._inputs["subject"].value() == "Lain"
    panel._inputs["subject"].edit.insertPlainText("x ")
    assert [one.subject for one in told] == ["x Lain"]


def test_the_signer_is_a_position_and_never_free_words(shown: Show) -> None:
    panel, told = filled(shown, replace(FORM, signer=()))
    assert "signer" in panel.missing
    panel.go(Place("signer"))
    QTest.keyClicks(focused(), "nobody")
    QTest.keyClick(focused(), Key.Key_Return)
    assert told == []
    focused().clear()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), "Kepala Dinas")
    QTest.keyClick(focused(), Key.Key_Return)
    assert told[-1].signer == ("kadis",)


HEAD, MIDDLE = (
    "Kop naskah, Nomor",
    "Hal, Sifat, Urgensi, Lampiran, Klasifikasi arsip, Penandatangan, Alur naskah, Tembusan",
)


@pytest.mark.parametrize(
    ("kind", "own"), [("nota-dinas", "Yth., Dari"), ("surat-dinas", "Tempat penulisan, Yth., Tempat tujuan")]
)
def test_each_kind_has_its_rows_with_names_and_tab_goes_down_them(shown: Show, kind: str, own: str) -> None:
    panel, _ = filled(shown, replace(FORM, kind=kind))
    rows = sorted(panel.findChildren(Field), key=lambda one: one.mapTo(panel, one.rect().topLeft()).y())
    assert ", ".join(one._label.text() for one in rows) == f"{HEAD}, {own}, {MIDDLE}"
    assert nameless(panel) == []
    panel.go(Place("to"))
    tops = []
    for _ in range(8):
        tops.append(
            focused().mapTo(panel, focused().rect().topLeft()).y() + panel.area.verticalScrollBar().value()
        )
        QTest.keyClick(focused(), Key.Key_Tab)
    assert tops == sorted(tops)


def test_a_place_of_the_form_is_gone_to(shown: Show) -> None:
    panel, _ = filled(shown)
    panel.go(Place("copies", 1))
    assert read(focused())[1] == "Keluarkan Sekretaris Dinas"
    panel.go(Place("sender", start=0, end=6))
    line = focused()
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == "Kepala"
    panel.go(Place("number"))
    assert focused() is line, "a row one only reads takes no keyboard"


# ---- on the desk ------------------------------------------------------------------------------------


def test_the_form_on_the_desk_feeds_checks_outline_and_room(shown: Show, qtbot: QtBot) -> None:
    one = desk(par("Isi nota."))
    told: list[Form] = []
    one.form_changed.connect(told.append)
    shown(one)
    one.resize(1146, 684)
    settle()
    one.show_view("form")
    stops = one.checks.counts[1]
    one.form_panel.go(Place("sender"))
    focused().clear()  # type: ignore[attr-defined]
    QTest.keyClicks(focused(), " ")
    assert told[-1].sender == " "
    qtbot.waitUntil(lambda: one.checks.counts[1] == stops + 1)
    one.set_form(FORM)
    qtbot.waitUntil(lambda: one.checks.counts[1] == stops)
    one.jump(Place("copies", 0))
    assert read(focused())[1] == "Keluarkan Kepala Dinas"


def test_a_picture_is_asked_for_and_put_at_the_caret(shown: Show, qtbot: QtBot) -> None:
    one = desk(par("satu"))
    shown(one)
    with qtbot.waitSignal(one.picture_asked):
        one.writing["picture"].trigger()
    one.editor.go((0, 4))
    one.put_picture("denah.png", b"?", "denah kantor")
    (line,) = one.editor.binding.replica.lines()
    assert line.runs[1].text == EMBED
    assert line.runs[1].attrs == (("embed", '{"alt":"denah kantor","src":"denah.png"}'),)
    assert one._fields().pictures == {"denah.png": b"?"}


# ---- a new letter -----------------------------------------------------------------------------------


@pytest.fixture
def sheet(qtbot: QtBot, speak: Language) -> tuple[NewSheet, list[Form]]:
    host, made = QWidget(), list[Form]()
    qtbot.addWidget(host)
    host.resize(1366, 768)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    one = NewSheet(host, OFFERED, begin, made.append, run_now, Printer())
    one.ask()
    settle()
    return one, made


New = tuple[NewSheet, list[Form]]


def test_a_new_letter_knows_what_is_known_and_keeps_what_was_filled_in(sheet: New) -> None:
    one, made = sheet
    assert focused() is one.list
    assert isinstance(one.form, FormPanel)
    assert one.form.form == begin("nota-dinas")[0]
    assert one._count.text() == "5 dari 9 isian sudah terisi"
    QTest.keyClick(one.list, Key.Key_Return)
    assert one.form.isAncestorOf(focused()), "where something is missing"
    one.form._inputs["subject"].edit.insertPlainText("Undangan")
    one.list.setFocus()
    QTest.keyClick(one.list, Key.Key_Down)
    assert one.form.form == replace(begin("surat-dinas")[0], subject="Undangan")
    assert one._name.text() == "Surat Dinas"
    QTest.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made == [replace(begin("surat-dinas")[0], subject="Undangan")]
    assert not one.isVisible()


def test_tab_goes_through_the_sheet_as_it_is_read(sheet: New) -> None:
    one, _ = sheet
    QTest.keyClick(one.list, Key.Key_Down)
    QTest.keyClick(one.list, Key.Key_Up)
    settle()
    QTest.keyClick(one.list, Key.Key_Return)
    QTest.keyClicks(focused(), "sekretaris")
    QTest.keyClick(focused(), Key.Key_Return)
    settle()
    one.search.setFocus()
    heard = [read(focused())[1:]]
    while len(heard) < 30 and (len(heard) < 2 or heard[-1] != heard[0]):
        QTest.keyClick(focused(), Key.Key_Tab)
        heard.append(read(focused())[1:])
    names = [name for name, _ in heard[:-1]]
    assert names[:4] == ["Cari dari 2 jenis naskah", "Jenis naskah", "Keluarkan Sekretaris Dinas", "Yth."]
    assert names[4:6] == ["Dari", "Hal"]
    assert heard[6:8] == [("Biasa", "Sifat"), ("Biasa", "Urgensi")]
    assert names[8:10] == ["Klasifikasi arsip", f"Keluarkan {ABOUT.title('kabid')}"]
    assert names[10:12] == ["Penandatangan", f"Keluarkan {ABOUT.title('kadis')}"]
    assert names[12:] == [
        "Alur naskah",
        "Tembusan",
        "Lebar halaman",
        "Pratinjau",
        "Batal",
        "Buat konsep",
        "Tutup",
    ]


def test_a_reader_hears_what_is_missing_and_what_stands_there(sheet: New) -> None:
    one, _ = sheet
    QTest.keyClick(one.list, Key.Key_Return)
    assert read(focused())[1:] == ("Yth.", "wajib diisi")
    QTest.keyClicks(focused(), "sekretaris")
    QTest.keyClick(focused(), Key.Key_Return)
    assert read(focused())[1:] == ("Yth.", "diubah oleh Anda, Sekretaris Dinas")
    for heard in (("Dari", "dari jabatan"), ("Hal", "wajib diisi")):
        QTest.keyClick(focused(), Key.Key_Tab)
        assert read(focused())[1:] == heard


def test_kinds_are_searched_for(sheet: New) -> None:
    one, _ = sheet
    one.search.setFocus()
    QTest.keyClicks(one.search, "sur")
    assert [entry.id for entry in one.list.entries] == ["surat-dinas"]
    assert isinstance(one.form, FormPanel)
    assert one.form.form.kind == "surat-dinas"
    QTest.keyClick(one.search, Key.Key_Return)
    assert focused() is one.list
    one.search.setText("tidak ada")
    assert one.form.form.kind == "surat-dinas", "it stays while nothing is found"


@pytest.mark.parametrize("size", [(1366, 768), (844, 516), (700, 500)])
def test_what_has_no_room_gives_way_and_everything_has_a_name(
    sheet: New, size: tuple[int, int], qtbot: QtBot
) -> None:
    one, _ = sheet
    host = one.parentWidget()
    assert host is not None
    host.resize(*size)
    settle()
    assert nameless(one) == []
    assert one.preview.isVisible() == (size[0] > 1200)
    make = one.findChild(QPushButton, "drafting.new.make")
    assert isinstance(make, QPushButton)
    corner = make.mapTo(host, make.rect().bottomRight())
    assert host.rect().contains(corner)
    qtbot.waitUntil(lambda: not one.preview.isVisible() or bool(one.preview._sheets))


def test_esc_makes_nothing(sheet: New) -> None:
    one, made = sheet
    QTest.keyClick(focused(), Key.Key_Escape)
    assert not one.isVisible()
    assert made == []
