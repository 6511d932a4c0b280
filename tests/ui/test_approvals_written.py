# SPDX-License-Identifier: Apache-2.0
"""Written letters in the approvals room: read whole, compared, not approved before they are here."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.approvals_kit import BODY, FORM, Room, bring, written, written_again, written_town
from tests.ui.desk_kit import Town, id_of
from tests.ui.drafting_kit import grid, par, picture
from ui.approvals.diff import Changed, Unchanged
from ui.approvals.difftext import place
from ui.approvals.sheets import LetterSheet, ReasonSheet
from ui.approvals.whole import BodyText
from ui.approvals.written import paragraphs, said
from ui.language import Language
from ui.widgets.facts import FactGrid
from workspace.domain.changes import Changes
from workspace.domain.letter import Letter
from workspace.paper.body import line

pytestmark = pytest.mark.usefixtures("speak")
ELSEWHERE = "Isi naskah belum diunduh ke laptop ini. Sambungkan ke jaringan; isinya datang sendiri."


def shown(within: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in within.findChildren(kind) if one.isVisible()]


def body(room: Room) -> str:
    """The body as it is read aloud, "" if none is shown."""
    return "".join(one.accessibleName() for one in shown(room.view.pane.body, BodyText))


def one(qtbot: QtBot, *, here: bool = True) -> tuple[Room, Letter]:
    """A room with one written letter, its body here or not."""
    room = Room(qtbot, written_town(here=here))
    return room, room.letter(room.id_of(FORM.subject))


def came(room: Room, value: Letter) -> None:
    """The body comes while the room is open."""
    bring(room.town, value)
    room.view.changed(Changes(bodies=frozenset({value.id})))


# ---- what it says ---------------------------------------------------------------------------------


def test_the_body_is_counted_as_it_is_printed() -> None:
    found = [(p.label, p.level, p.text, p.heading) for p in paragraphs(BODY)]
    assert found == [
        ("", 0, "Dengan hormat,", False),
        ("", 0, "Latar belakang", True),
        ("1.", 0, "Data pengaduan triwulan III.", False),
        ("a.", 1, "Rincian tiap kecamatan.", False),
        ("2.", 0, "Jadwal pengiriman.", False),
        ("", 0, "Kecamatan | Jumlah", False),
    ]


def test_rows_of_a_table_and_pictures_are_told() -> None:
    lines = (*grid("a", "b", "c", "d"), line([picture("denah.png")]))
    assert [p.text for p in paragraphs(lines)] == ["a | b", "c | d", "[gambar]"]


def test_one_function_says_both_kinds(qtbot: QtBot) -> None:
    town = Town()
    assert said(town.letter("Hal", "Satu.\nDua.").versions[0], ()) == "Satu.\nDua."
    assert said(written(town).versions[0], BODY).split("\n")[2] == "Data pengaduan triwulan III."


def test_the_pane_shows_body_and_form(qtbot: QtBot) -> None:
    room, _ = one(qtbot)
    room.look_at(FORM.subject)
    assert body(room).split("\n")[1:4] == [
        "Latar belakang",
        "1. Data pengaduan triwulan III.",
        "a. Rincian tiap kecamatan.",
    ]
    grids = [g for g in shown(room.view.pane.body, FactGrid) if isinstance(g, FactGrid)]
    assert [(fact.label, fact.value) for g in grids for fact in g._facts] == [
        ("Jenis naskah", "Nota Dinas"),
        ("Yth.", "1. Kepala Dinas\n2. Sekretaris Dinas"),
        ("Dari", "Kepala Seksi Layanan"),
        ("Penandatangan", "Kepala Bidang Aplikasi (a.n. Kepala Dinas)"),
        ("Tembusan", "Arsip"),
    ]
    assert not room.view.pane.lacking.isVisible()
    assert room.view.acts["approve"].isEnabled()


def test_another_language_says_the_names_anew(qtbot: QtBot, speak: Language) -> None:
    room, _ = one(qtbot, here=False)
    room.look_at(FORM.subject)
    speak.use("en")
    qtbot.waitUntil(lambda: room.view.pane.lacking.text.startswith("The text of this letter"))


# ---- what changed ---------------------------------------------------------------------------------


def again(qtbot: QtBot, *, first: bool = True) -> Room:
    """I returned version 1; version 2 has one item more, another receiver, another word."""
    town = Town()
    value = written(town)
    bring(town, value)
    town.deeds.return_letter([value.id], "Tambahkan dasar.")
    town.send_all()
    back = town.truths([value.id])[value.id]
    form = replace(FORM, to=("Kepala Dinas", "Inspektur"))
    lines = (*BODY[:2], par("Dasar hukum.", t="n"), par("Data pengaduan triwulan IV.", t="n"), *BODY[3:])
    bring(town, written_again(town, back, form, lines), lines)
    if not first:
        with town.tables.write():
            town.tables.connection.execute("DELETE FROM body_frozen WHERE version = 1")
    return Room(qtbot, town)


def test_changes_of_form_and_body_come_first(qtbot: QtBot) -> None:
    room = again(qtbot)
    room.look_at(FORM.subject)
    pane = room.view.pane
    assert pane._tabs.current() == "changes"
    assert pane.comparison is not None
    told = [(place(p), [(r.kind, r.text) for r in p.runs]) for p in pane.comparison.changes]
    assert told[0] == (
        "Yth.", [("removed", "Sekretaris Dinas"), ("added", "Inspektur"), ("same", "Kepala Dinas")]
    )  # fmt: skip
    assert [where for where, _ in told[1:]] == ["Paragraf 3", "Paragraf 4"]
    unchanged = [p.texts for p in pane.comparison.parts if isinstance(p, Unchanged)]
    assert unchanged[-1][0] == "Rincian tiap kecamatan.", "a number that moved on is no change"
    assert all(isinstance(p, Changed) for p in pane.comparison.changes)


def test_without_the_older_body_the_whole_is_shown_and_it_is_said(qtbot: QtBot) -> None:
    room = again(qtbot, first=False)
    room.look_at(FORM.subject)
    pane = room.view.pane
    assert pane.comparison is None
    assert pane._tabs.current() == "whole"
    assert pane.lacking.text.startswith("Isi versi 1 tidak ada di laptop ini:")
    assert "Dasar hukum." in body(room)
    assert room.view.acts["approve"].isEnabled()
    pane._rebased()
    assert pane._tabs.current() == "whole"


# ---- what is not here -----------------------------------------------------------------------------


def test_a_body_that_is_not_here_is_not_approved_but_may_be_returned(qtbot: QtBot) -> None:
    room, value = one(qtbot, here=False)
    room.look_at(FORM.subject)
    assert room.view.pane.lacking.text == ELSEWHERE
    assert room.view.pane.lacking.isVisible()
    assert body(room) == ""
    assert not room.view.pane.bar.button("approve").isVisible()
    assert [hint.keys for hint in room.view.legend() if hint.keys in "AR"] == ["R"]
    QTest.keyClick(room.view.column.list, Qt.Key.Key_A)
    room.view.approve()
    assert room.town.reading.outbox() == []
    QTest.keyClick(room.view.column.list, Qt.Key.Key_R)
    sheet = room.sheet(ReasonSheet)
    sheet.text.set_value("Belum bisa dibaca.")
    sheet.submitted.emit()
    assert room.letter(value.id).state == "returned"


def test_it_is_read_when_it_comes(qtbot: QtBot) -> None:
    room, value = one(qtbot, here=False)
    room.look_at(FORM.subject)
    room.view.changed(Changes(bodies=frozenset({"another"})))
    assert room.view.pane.missing
    came(room, value)
    assert not room.view.pane.lacking.isVisible()
    assert "Jadwal pengiriman." in body(room)
    QTest.keyClick(room.view.column.list, Qt.Key.Key_A)
    command = room.town.reading.outbox()[-1].command
    assert command is not None
    assert (command.name, command.args.hash) == ("letter.endorse", value.hash)


def test_one_that_came_while_another_room_was_open_is_there_on_return(qtbot: QtBot) -> None:
    room, value = one(qtbot, here=False)
    room.look_at(FORM.subject)
    room.view.hide()
    came(room, value)
    room.view.show()
    assert "Jadwal pengiriman." in body(room)


def test_the_batch_leaves_it_out_and_says_why(qtbot: QtBot) -> None:
    town = Town()
    value = written(town)
    town.letter("Biasa", "Isi.")
    room = Room(qtbot, town)
    room.view.acts["mark_all"].trigger()
    batch = room.view.batch
    assert batch.approve.caption == "Setujui 1"
    assert [(v.id, why) for v, why in batch.chosen.alone] == [(value.id, ELSEWHERE)]
    came(room, value)
    assert batch.approve.caption == "Setujui 2"


# ---- revising -------------------------------------------------------------------------------------


def test_a_returned_letter_is_revised_where_it_is_written(qtbot: QtBot) -> None:
    town = Town()
    value = written(town, replace(FORM, route=(id_of("kadis"),)), by="kabid")
    bring(town, value)
    town.decide("kadis", value, "Perjelas.", back=True)
    room = Room(qtbot, town)
    room.look_at(FORM.subject)
    asked: list[str] = []
    room.view.written.connect(asked.append)
    assert room.view.pane.bar.button("resubmit").caption == "Perbaiki"
    QTest.keyClick(room.view.column.list, Qt.Key.Key_E)
    assert asked == [value.id]
    assert not shown(room.view, LetterSheet)
