# SPDX-License-Identifier: Apache-2.0
"""What a change moves in the inbox, read for its records alone, is what a fresh read of everything shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import NOW, Town, id_of
from ui.inbox.rows import InboxRows
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import HeaderFace, RowFace
from workspace.domain.appointment import Appointment
from workspace.domain.changes import Changes
from workspace.domain.command import Waiting, Words
from workspace.domain.moment import plus
from workspace.services.reading import Reading
from workspace.storage.tables import Item, Place

DESKS = ("kabid", "arsip", "o:kabid", "kasi")  # two of mine, my own, and one that is not mine
waiting = st.tuples(
    st.sampled_from(DESKS), st.sampled_from(("task", "approve", "follow")), st.integers(-3, 40) | st.none()
)
record = st.tuples(st.integers(0, 11), st.none() | st.lists(waiting, max_size=3))
step = st.tuples(st.lists(record, min_size=1, max_size=5), st.integers(0, 8))


@dataclass
class Watched(Reading):
    """Counts how often the whole order is read."""

    whole: int = 0

    def order(self, view: object) -> list[Place]:
        self.whole += 1
        return super().order(view)  # type: ignore[arg-type]


def item(n: int, waits: Sequence[tuple[str, str, int | None]], words: str = "") -> Item:
    """Record n, and on which desks it waits, each until some hours from now."""
    waiters = tuple(
        Waiting(id_of(desk), kind, NOW, plus(NOW, hours=5 * hours) if hours is not None else None, "normal")
        for desk, kind, hours in waits
    )
    return Item(f"id-{n:02}", "task", Words(f"Hal {n} {words}", "", ""), waiters)


def bench_of(town: Town) -> tuple[Watched, InboxRows, RowList]:
    """A list over the tables of a town whose officer holds a second position."""
    town.state(
        Appointment(id_of("a:second"), town.officer, id_of("arsip"), "plt", "2020-01-01T00:00:00.000Z")
    )
    reading = Watched(town.tables, town.officer, lambda: town.now)
    rows, view = InboxRows(reading), RowList("Daftar")
    view.setModel(rows.model)
    rows.model.leaving.connect(view.leave)
    rows.show("inbox")
    return reading, rows, view


def put(town: Town, *items: Item, gone: Sequence[str] = ()) -> Changes:
    """The store takes these in; what it says of it."""
    with town.tables.write():
        town.tables.project(items, gone)
    return Changes(frozenset({*gone, *(one.id for one in items)}), frozenset({"task"}))


def shown(rows: InboxRows) -> list[RowFace | HeaderFace]:
    return [rows.model.face(row) for row in range(rows.model.rowCount())]


def heights(view: RowList) -> list[int]:
    down = view.verticalHeader()
    return [down.sectionSize(row) for row in range(down.count())]


@pytest.mark.usefixtures("qapp")
@given(st.lists(step, min_size=1, max_size=6), st.integers(0, 11))
def test_whatever_changes_the_list_is_the_one_a_fresh_read_shows(
    steps: list[tuple[list[tuple[int, list[tuple[str, str, int | None]] | None]], int]], mark: int
) -> None:
    town = Town()
    put(town, *(item(n, [("kabid", "task", 7 * n)]) for n in range(0, 12, 2)))
    reading, rows, view = bench_of(town)
    QAbstractItemModelTester(rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal, rows.model)
    view.go(mark)
    for at, (records, hours) in enumerate(steps):
        town.now = plus(town.now, hours=hours)
        chosen = view.current_face()
        last = dict(records)
        fresh = [item(n, waits, str(at)) for n, waits in last.items() if waits is not None]
        changes = put(town, *fresh, gone=[f"id-{n:02}" for n, waits in last.items() if waits is None])
        reading.changed(changes)
        rows.changed(changes)
        again = InboxRows(reading)
        again.show("inbox")
        assert shown(rows) == shown(again)
        assert list(rows.model.header_rows()) == list(again.model.header_rows())
        other = RowList("Anew")
        other.setModel(again.model)
        assert heights(view) == heights(other)
        now = view.current_face()
        if chosen is not None and chosen.id not in changes.ids:
            assert now is not None
            assert now.id == chosen.id


def test_a_change_reads_its_records_and_not_the_whole_list(qtbot: QtBot) -> None:
    town = Town()
    put(town, *(item(n, [("kabid", "task", n)]) for n in range(12)))
    reading, rows, view = bench_of(town)
    qtbot.addWidget(view)
    before = reading.whole
    resets: list[None] = []
    rows.model.modelReset.connect(lambda: resets.append(None))
    rows.changed(put(town, item(3, []), item(20, [("arsip", "task", 1), ("kabid", "approve", 4)])))
    rows.changed(put(town, item(20, [("kabid", "approve", 4)])))
    assert [face.id for face in shown(rows) if isinstance(face, RowFace)][3:7] == [
        "id-04",
        "id-20",
        "id-05",
        "id-06",
    ]
    assert reading.whole == before
    assert resets == []
    rows.changed(put(town, gone=["id-05"]))
    assert reading.whole == before + 1, "nobody knows which line a record had that is gone"
    rows.changed(Changes(frozenset({"id-06"}), frozenset({"appointment"})))
    assert reading.whole == before + 2, "other desks may be mine now"
    rows.show("inbox", quick=True)
    rows.changed(put(town, item(21, [("kabid", "task", 2)])))
    assert reading.whole == before + 3, "a first page is no list"


def test_a_row_that_gets_another_limit_is_followed_with_its_mark(qtbot: QtBot) -> None:
    town = Town()
    put(town, *(item(n, [("kabid", "task", n)]) for n in range(12)))
    _, rows, view = bench_of(town)
    qtbot.addWidget(view)
    view.go(2)
    chosen = view.current_face()
    assert chosen is not None
    key = rows.model.key(view.currentIndex().row())
    rows.model.check([key])
    picked: list[RowFace | None] = []
    view.picked.connect(picked.append)
    n = int(chosen.id[3:])
    rows.changed(put(town, item(n, [("kabid", "task", 30)], "baru")))
    now = view.current_face()
    assert now is not None
    assert (now.id, now.subject, now.checked) == (chosen.id, f"Hal {n} baru", True)
    assert view.currentIndex().row() == rows.model.rowCount() - 1
    assert picked == []
    assert rows.ids(rows.model.checked()) == [chosen.id]


def test_faces_of_others_are_made_anew_once_a_minute(qtbot: QtBot) -> None:
    town = Town()
    put(town, item(0, [("kabid", "task", 1)]), item(1, [("kabid", "task", 2)]))
    _, rows, view = bench_of(town)
    qtbot.addWidget(view)
    first = rows.model.face(1)
    rows.changed(put(town, item(1, [("kabid", "task", 2)], "dua")))
    assert rows.model.face(1) is first
    town.now = plus(town.now, minutes=301)
    rows.changed(put(town, item(1, [("kabid", "task", 2)], "tiga")))
    now = rows.model.face(1)
    assert isinstance(first, RowFace)
    assert isinstance(now, RowFace)
    assert now.id == first.id
    assert now.due_text != first.due_text


def test_a_mark_goes_with_its_record_and_never_to_one_that_came_in_its_place(qtbot: QtBot) -> None:
    town = Town()
    _, rows, view = bench_of(town)
    qtbot.addWidget(view)
    rows.changed(put(town, item(0, [("kabid", "task", None)]), item(1, [("kabid", "task", None)])))
    marked = list(rows.model.keys())[1]
    rows.model.check([marked])
    assert rows.ids(rows.model.checked()) == ["id-01"]
    rows.changed(put(town, item(2, [("kabid", "task", None)]), gone=["id-01"]))
    assert [face.id for face in shown(rows) if isinstance(face, RowFace)] == ["id-00", "id-02"]
    assert rows.model.checked() == ()
    gone = put(town, gone=["id-02"])
    rows.changed(gone | put(town, item(3, [("kabid", "task", None)])))
    assert rows.ids(list(rows.model.keys())) == ["id-00", "id-03"]


def test_later_a_row_names_who_holds_its_senders_position_then(qtbot: QtBot) -> None:
    town = Town()
    one = item(0, [("kabid", "task", 400)])
    put(town, one._replace(words=one.words._replace(sender=id_of("kadis"))))
    after = plus(town.now, days=2)
    held = town.desk.directory.holders(id_of("kadis"), town.now)[0]
    ending = replace(held, until=after)
    town.state(ending)
    _, rows, view = bench_of(town)
    qtbot.addWidget(view)
    first = rows.model.face(1)
    town.now = plus(after, hours=1)
    rows.changed(put(town, item(1, [("kabid", "task", 401)])))
    now = rows.model.face(1)
    assert isinstance(first, RowFace)
    assert isinstance(now, RowFace)
    assert now.id == first.id
    assert now.sender != first.sender
