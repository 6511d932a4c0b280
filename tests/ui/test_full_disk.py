# SPDX-License-Identifier: Apache-2.0
"""A deed that cannot be done at the click, for want of room on the disk or by the rules: what was written is there
again, and in the officer's language why.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town
from tests.ui.inbox_kit import find, morning, view_of
from ui.inbox.give import GiveSheet
from ui.inbox.sheets import TextSheet
from ui.inbox.view import InboxView
from ui.language import Language
from ui.widgets.label import Label
from workspace.domain.ids import Id
from workspace.domain.task import Task

RESULT = "Rekap layanan daring terlampir, angkanya sudah dicocokkan. " * 30


@contextmanager
def full(town: Town) -> Iterator[None]:
    """Not one page more."""
    connection = town.tables.connection
    connection.execute("VACUUM")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    yield
    connection.execute("PRAGMA max_page_count=1000000")


def at_the_desk(qtbot: QtBot) -> tuple[Town, InboxView]:
    """The inbox of a morning, shown."""
    town = morning()
    view, _ = view_of(town)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    return town, view


def completing(town: Town, view: InboxView) -> tuple[Id, TextSheet]:
    """A task with the sheet that completes it, the result written and not sent."""
    id_ = find(town, "Permintaan data")
    view.choose(id_)
    view.acts["complete"].trigger()
    sheet = view.findChild(TextSheet)
    assert isinstance(sheet, TextSheet)
    sheet.text.set_value(RESULT)
    return id_, sheet


def test_a_full_disk_loses_no_word(qtbot: QtBot, speak: Language) -> None:
    town, view = at_the_desk(qtbot)
    id_, sheet = completing(town, view)
    with full(town):
        sheet.submitted.emit()
    assert sheet.isVisible()
    assert sheet.text.value() == RESULT.strip()
    said = [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    assert any("disk laptop ini penuh" in text for text in said), said
    assert not town.desk.waiting
    sheet.submitted.emit()
    done = town.reading.value(id_)
    assert isinstance(done, Task)
    assert done.state == "done"
    assert not sheet.isVisible()


def test_nor_does_it_lose_the_one_who_was_chosen(qtbot: QtBot, speak: Language) -> None:
    town, view = at_the_desk(qtbot)
    view.new_task()
    sheet = view.findChild(GiveSheet)
    assert isinstance(sheet, GiveSheet)
    sheet.subject.setText("Rekap izin")
    sheet.note.set_value(RESULT * 2)
    QTest.keyClicks(sheet.who.line, "nurul")
    QTest.keyClick(sheet.who.line, Qt.Key.Key_Return)
    chosen = sheet.who.ids()
    with full(town):
        sheet.submitted.emit()
    assert sheet.isVisible()
    assert (sheet.subject.text(), sheet.who.ids()) == ("Rekap izin", chosen)
    sheet.submitted.emit()
    assert [w.command.name for w in town.desk.waiting] == ["task.give"]
    view.acts["complete"].trigger()
    assert len(town.desk.waiting) == 1, "what is asked next is asked for itself"


def test_what_the_rules_refuse_keeps_its_words_too(qtbot: QtBot, speak: Language) -> None:
    town, view = at_the_desk(qtbot)
    id_, sheet = completing(town, view)
    town.deeds.complete([id_], "Sudah dikirim dari gawai lain.")  # meanwhile
    sheet.submitted.emit()
    assert sheet.isVisible()
    assert sheet.text.value() == RESULT.strip()
    said = [label.text() for label in sheet.findChildren(Label) if label.isVisible()]
    assert "Sudah dilakukan sebelumnya." in said, said
    assert len(town.desk.waiting) == 1
    sheet.close_sheet()
    view.new_task()
    other = view.findChild(GiveSheet)
    assert isinstance(other, GiveSheet), "the room goes on"
