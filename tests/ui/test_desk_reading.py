# SPDX-License-Identifier: Apache-2.0
"""The desk of a letter reads it through: outline, length, checks and pages follow what is written, and lead to it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.paper.page.letters import BODY, NOTE
from tests.ui.desk_kit import run_now
from tests.ui.drafting_kit import par, picture
from tests.ui.draftings import FAULTY, TODAY, desk
from tests.ui.kit_hands import focused, nameless
from ui.bridge import Bridge, Fault
from ui.drafting.checking import MOST, Checks, Told, told
from ui.drafting.desk import Desk
from ui.drafting.newest import Newest
from ui.drafting.outline import entries
from ui.drafting.preview import Drawn, Preview, Printer
from ui.language import Language
from workspace.paper.body import Line, line, numbers
from workspace.paper.checks import Place, checked

Open = Callable[..., Desk]


@pytest.fixture
def opened(qtbot: QtBot, speak: Language) -> Open:
    """The desk in a window, the keyboard in the text."""

    def make(*lines: Line, size: tuple[int, int] = (1146, 684), **given: Any) -> Desk:
        made = desk(*lines, **given)
        qtbot.addWidget(made)
        made.resize(*size)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.enter()
        settle()
        return made

    return make


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


class Slow:
    """A worker whose answers come when the test says."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.calls = 0

    def __call__(
        self, owner: QObject, on_done: Callable[[Any], None], call: Callable[..., Any], *args: Any,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None:  # fmt: skip
        self.calls += 1

        def answer() -> None:
            try:
                value = call(*args)
            except ValueError as error:
                assert on_fault is not None
                on_fault(Fault(world=False, text=str(error), trace=""))
            else:
                on_done(value)

        self.waiting.append(answer)

    def answer(self) -> None:
        self.waiting.pop(0)()


# ---- the outline ------------------------------------------------------------------------------------


def test_the_outline_has_form_headings_and_numbers_with_what_was_found_there(speak: Language) -> None:
    fields = replace(NOTE, to=(), copies=("Kepala Dinas", "Kepala Dinas"))
    rows = entries(fields, FAULTY, numbers(FAULTY), checked(fields, FAULTY, TODAY))
    marks = {row.id: (row.icon, row.level) for row in rows}
    assert [row.id for row in rows][:7] == [f"field:{name}" for name in (
        "letterhead", "number", "to", "sender", "cls", "attached", "subject",
    )]  # fmt: skip
    assert marks["field:to"] == ("circle-alert", 0)
    assert marks["field:copies"] == ("triangle-alert", 0)
    assert marks["field:subject"] == ("check", 0)
    assert marks["line:1"] == ("check", 1)
    assert marks["line:2"] == ("circle-alert", 1)
    assert marks["line:3"] == ("triangle-alert", 0)
    assert [row.text for row in rows if row.id in {"line:0", "line:6"}] == ["Alinea pembuka", "Penutup"]


def test_enter_in_the_outline_goes_to_the_place(opened: Open) -> None:
    one = opened(*FAULTY)
    one.outline.list.setFocus()
    one.outline.list.mark("line:4")
    QTest.keyClick(one.outline.list, Qt.Key.Key_Return)
    assert (one.editor.selected(), focused()) == (((4, 0), (4, 6)), one.editor)
    one.outline.list.setFocus()
    one.outline.list.mark("field:copies")
    QTest.keyClick(one.outline.list, Qt.Key.Key_Return)
    assert one.form_panel.isAncestorOf(focused())
    assert focused().accessibleName() == "Tembusan"


def test_the_outline_follows_caret_and_text_and_says_the_length(opened: Open, qtbot: QtBot) -> None:
    one = opened(par("satu dua", t="h"), par("tiga"), par("empat lima", t="n"))
    one.editor.go((1, 2))
    settle()
    marked = one.outline.list.current()
    assert marked is not None
    assert marked.id == "line:0"
    assert one.outline.length == "5 kata"
    one.editor.go((0, 0), (1, 4))
    settle()
    assert one.outline.length == "3 dari 5 kata"
    one.editor.go((2, 10))
    one.editor.insert_lines([par(" enam"), par("tujuh", t="n")])
    qtbot.waitUntil(lambda: "line:3" in {row.id for row in one.outline.list.entries})
    assert one.outline.length == "7 kata"


def test_the_outline_marks_the_line_one_just_wrote_and_none_where_nothing_is_written(
    opened: Open, qtbot: QtBot
) -> None:
    one = opened(par(""))

    def marked() -> list[str]:
        rows = one.outline.list.selectionModel().selectedRows()
        return [one.outline.list.rows[row.row()].text for row in rows]

    QTest.keyClicks(one.editor, "satu")
    QTest.keyClick(one.editor, Qt.Key.Key_Return)
    QTest.keyClicks(one.editor, "dua")
    qtbot.waitUntil(lambda: marked() == ["Penutup"])
    one.editor.selectAll()
    QTest.keyClick(one.editor, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: marked() == [])
    one.outline.list.setFocus()
    assert marked() == ["Kop naskah"], "what Enter takes is seen"


def test_f9_hides_the_outline_and_brings_it_back(opened: Open) -> None:
    one = opened(par("satu"))
    QTest.keyClick(one.editor, Qt.Key.Key_F9)
    assert not one.outline.isVisible()
    assert focused() is one.editor
    QTest.keyClick(one.editor, Qt.Key.Key_F9)
    assert focused() is one.outline.list
    one.outline.hide_it.click()
    assert not one.outline.isVisible()


# ---- the checks -------------------------------------------------------------------------------------


def test_findings_are_told_in_both_languages_and_lead_to_their_place(opened: Open, speak: Language) -> None:
    one = opened(*FAULTY)
    one.show_view("checks")
    texts = [card.accessibleName() for card in one.checks.cards()]
    assert texts[0] == "Variabel ${anggaran} belum diisi. butir 2"
    card = next(card for card in one.checks.cards() if card.accessibleName().startswith("Tulis jumlah uang"))
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert one.editor.textCursor().selectedText() == "Rp 1500000"
    assert focused() is one.editor
    speak.use("en")
    settle()
    assert one.checks.cards()[0].accessibleName() == "The variable ${anggaran} is not filled in. item 2"


def test_f8_goes_from_finding_to_finding_and_round(opened: Open) -> None:
    one = opened(par("satu  dua"), par("${nama}"))
    seen = []
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_F8)
        seen.append(one.editor.textCursor().selectedText())
    assert seen == ["${nama}", "  ", "${nama}"]
    QTest.keyClick(focused(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert one.editor.textCursor().selectedText() == "  "


def test_the_letter_is_read_again_after_a_pause_and_only_the_newest_is_shown(
    opened: Open, qtbot: QtBot
) -> None:
    slow = Slow()
    one = opened(par("satu"), run=slow)
    assert (one.checks.counts, slow.calls) == ((0, 0), 1)
    one.editor.go((0, 4))
    for text in (" ${a}", " ${b}"):
        one.editor.insert_lines([par(text)])
        assert slow.calls == 1, "not while one types"
        one._read_through()
    slow.answer()
    assert one.checks.counts == (0, 0), "the answer is about an older text"
    assert slow.calls == 2, "of what waited, the newest"
    slow.answer()
    assert one.checks.counts == (2, 2)
    one.editor.insert_lines([par(" ${c}")])
    qtbot.waitUntil(lambda: slow.calls == 3)


def test_a_letter_without_faults_says_so(opened: Open) -> None:
    one = opened(par("Isi nota ini sudah selesai."))
    one.show_view("checks")
    assert one.checks.counts == (0, 0)
    assert one.checks.cards() == []
    assert one.checks._none.isVisible()


def test_many_findings_are_counted_and_the_keyboard_stays_where_it_was(qtbot: QtBot, speak: Language) -> None:
    panel = Checks()
    qtbot.addWidget(panel)
    panel.resize(340, 600)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    many = [Told("hint", f"Temuan {n}.", f"baris {n}", Place("body", line=n)) for n in range(MOST + 5)]
    panel.show_findings(many, 1, "")
    assert len(panel.cards()) == MOST
    panel.cards()[3].setFocus()
    panel.show_findings(many[:2], 1, "")
    settle()
    assert [card.hasFocus() for card in panel.cards()] == [False, True]
    jumped: list[Place] = []
    panel.jumped.connect(jumped.append)
    panel.cards()[1].click()
    panel.step(1)
    assert jumped == [many[1].place, many[0].place]


def test_places_are_told_as_one_says_them(speak: Language) -> None:
    lines = [par("Judul", t="h"), par("a", t="n"), par("b"), par("c", cell="T/1/1")]
    places = [
        Place("to", 1), Place("subject"), Place("body", line=0), Place("body", line=1), Place("body", line=2),
        Place("body", line=3), Place("annexes", 0, 2), Place("body"),
    ]  # fmt: skip
    finding = checked(replace(NOTE, subject=""), lines, TODAY)[0]
    found = [one.where for one in told([replace(finding, place=p) for p in places], lines, numbers(lines))]
    assert found == [
        "Yth. 2", "Hal", "judul “Judul”", "butir 1", "baris 3", "tabel, baris 4", "Lampiran 1", "Isi",
    ]  # fmt: skip


# ---- the pages --------------------------------------------------------------------------------------


def test_pages_are_drawn_on_the_press_worker_and_follow_the_text(opened: Open, qtbot: QtBot) -> None:
    bridge = Bridge()

    def run(*args: Any, **named: Any) -> None:
        bridge.run(*args, **named, on="press")

    one = opened(*BODY, run=run)
    try:
        one.moves["preview"].trigger()
        qtbot.waitUntil(lambda: not one.preview.old and len(one.preview._drawn.pages) == 2, timeout=30_000)
        before = one.preview._drawn
        bar = one.preview.area.verticalScrollBar()
        bar.setValue(200)
        one.editor.go((0, 0))
        one.editor.insert_lines([par("Baru. ")])
        qtbot.waitUntil(lambda: one.preview._drawn is not before, timeout=30_000)
        assert one.preview._drawn.pages[0] != before.pages[0]
        assert bar.value() == 200, "it stays where one was reading"
        assert one.outline.length.endswith("2 halaman")
        assert one.editor.isVisible(), "beside the text"
    finally:
        bridge.close(1.0)


@pytest.fixture
def preview(qtbot: QtBot, speak: Language) -> Callable[[Any], Preview]:
    def make(run: Any, printer: Any = None) -> Preview:
        made = Preview(run, printer or Printer())
        qtbot.addWidget(made)
        made.resize(560, 600)
        made.show()
        return made

    return make


def test_while_a_page_is_drawn_the_newest_waits_and_the_old_one_is_marked(
    preview: Callable[..., Preview], qtbot: QtBot
) -> None:
    slow = Slow()
    one = preview(slow)
    one.show_letter(NOTE, [par("satu")])
    qtbot.waitUntil(lambda: slow.calls == 1)
    for text in ("dua", "tiga"):
        one.show_letter(NOTE, [par(text)])
        one._ask()
    qtbot.waitUntil(lambda: one._old.text() == "Memperbarui…")
    slow.answer()
    assert one.old, "what came is of an older text"
    assert slow.calls == 2
    slow.answer()
    assert (one.old, one._old.text(), slow.waiting) == (False, "", [])


def test_nobody_looks_and_nothing_is_drawn(qtbot: QtBot, speak: Language) -> None:
    slow = Slow()
    one = Preview(slow, Printer())
    qtbot.addWidget(one)
    one.show_letter(NOTE, [par("satu")])
    QTest.qWait(300)
    assert slow.calls == 0
    one.show()
    qtbot.waitUntil(lambda: slow.calls == 1)


def test_what_cannot_be_printed_is_told(preview: Callable[..., Preview], qtbot: QtBot) -> None:
    one = preview(run_now)
    fields = replace(NOTE, pictures={"denah.png": b"?"})
    one.show_letter(fields, [par("🙂"), line([picture("denah.png")])])
    qtbot.waitUntil(lambda: one.said != "")
    assert "U+1F642" in one.said
    assert "denah.png" in one.said


def test_a_page_that_could_not_be_made_leaves_the_last_one_and_says_so(
    preview: Callable[..., Preview], qtbot: QtBot
) -> None:
    class Broken(Printer):
        broken = False

        def draw(self, *args: Any) -> Drawn:
            if self.broken:
                raise ValueError("torn")
            return super().draw(*args)

    printer, slow = Broken(), Slow()
    one = preview(slow, printer)
    one.show_letter(NOTE, [par("satu")])
    qtbot.waitUntil(lambda: slow.calls == 1)
    slow.answer()
    pages = one._drawn.pages
    printer.broken = True
    one.show_letter(NOTE, [par("dua")])
    qtbot.waitUntil(lambda: slow.calls == 2)
    slow.answer()
    assert one.said.startswith("Pratinjau tidak dapat dibuat")
    assert (one.old, one._old.text(), one._drawn.pages) == (True, "Memperbarui…", pages)
    printer.broken = False
    one._strip.acted.emit()
    slow.answer()
    assert (one.said, one.old) == ("", False)


def test_zoom_is_the_page_width_or_life_size(preview: Callable[..., Preview], qtbot: QtBot) -> None:
    one = preview(run_now)
    one.show_letter(NOTE, [par("satu")])
    qtbot.waitUntil(lambda: bool(one._sheets))
    settle()
    assert one._sheets[0].width() == one.area.viewport().width() - 32
    assert not one.area.horizontalScrollBar().isVisible()
    one.zoom.choose("full")
    assert one._sheets[0].width() == round(210 / 25.4 * 96)
    assert one._sheets[0].accessibleName() == "Halaman 1 dari 1"


def test_a_fault_lets_the_next_question_go(qapp: QApplication) -> None:
    faults: list[Fault] = []
    slow, answers, owner = Slow(), list[int](), QObject()
    newest = Newest(slow, answers.append, faults.append, owner)
    newest.ask(int, "x")
    newest.ask(int, "7")
    slow.answer()
    slow.answer()
    assert (answers, len(faults), newest.busy) == ([7], 1, False)


# ---- room -------------------------------------------------------------------------------------------


def test_where_there_is_no_room_beside_the_text_the_checks_are_a_view(opened: Open) -> None:
    one = opened(*FAULTY, size=(844, 516))
    assert not one.checks.isVisible()
    assert [tab.caption for tab in one.views._tabs] == ["Sunting", "Isian", "Periksa 5", "Pratinjau"]
    one.views.choose("checks")
    settle()
    assert one.checks.isVisible()
    assert not one.editor.isVisible()
    one.checks.cards()[0].click()
    assert one.editor.isVisible()
    one.show_view("preview")
    assert not one.editor.isVisible()
    one.resize(1146, 684)
    settle()
    assert one.editor.isVisible(), "the pages have room beside it"


@pytest.mark.parametrize("size", [(1220, 816), (1146, 684), (844, 516)])
@pytest.mark.parametrize("view", ["text", "form", "checks", "preview"])
def test_whatever_takes_the_keyboard_has_a_name_and_its_room(
    opened: Open, size: tuple[int, int], view: str
) -> None:
    one = opened(*FAULTY, size=size)
    one.show_view(view)
    settle()
    assert nameless(one) == []
    assert one.width() == size[0]
    for widget in one.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() and widget.window() is one:
            right = widget.mapTo(one, widget.rect().topRight()).x()
            assert right < one.width(), widget
