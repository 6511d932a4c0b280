# SPDX-License-Identifier: Apache-2.0
"""The lazy model: it fetches what is looked at, moves only what moved, and never loses the current row."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.widgets.lazymodel import LazyModel, Section
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import FACE, HeaderFace, RowFace


class Pages:
    """Makes faces and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.gone: set[object] = set()

    def __call__(self, keys: Sequence[object]) -> list[RowFace | None]:
        self.asked += keys
        return [None if key in self.gone else face(str(key)) for key in keys]


def face(id: str) -> RowFace:
    return RowFace(id, "stamp", "accent", "Naskah", "Siti", "09.12", f"Hal {id}", f"Siti. Hal {id}")


def sections(*groups: tuple[str, Sequence[object]]) -> list[Section]:
    return [Section(HeaderFace(name, len(keys)) if name else None, keys) for name, keys in groups]


def test_only_the_page_looked_at_is_fetched(qtbot: QtBot) -> None:
    pages = Pages()
    model = LazyModel(pages)
    model.show(sections(("", range(10_000))))
    assert model.rowCount() == len(model) == 10_000
    assert pages.asked == []
    assert model.index(5_000, 0).data() == "Siti. Hal 5000"
    assert len(pages.asked) == 64
    model.index(5_001, 0).data()
    assert len(pages.asked) == 64


def test_headings_are_rows_but_no_keys(qtbot: QtBot) -> None:
    model = LazyModel(Pages())
    model.show(sections(("Hari ini", ["a", "b"]), ("Kemarin", []), ("Lebih lama", ["c"])))
    assert list(model.header_rows()) == [0, 3]
    assert [model.key(row) for row in range(-1, 6)] == [None, None, "a", "b", None, "c", None]
    assert (model.row_of("c"), model.row_of("z")) == (4, -1)
    heading = model.heading_of(4)
    assert heading is not None
    assert heading.text == "Lebih lama"
    assert list(model.keys()) == ["a", "b", "c"]


def test_a_row_that_goes_leaves_the_list_on_the_next(qtbot: QtBot) -> None:
    model = LazyModel(Pages())
    rows = RowList("Daftar")
    qtbot.addWidget(rows)
    rows.setModel(model)
    model.leaving.connect(rows.leave)
    model.show(sections(("Hari ini", ["a", "b"]), ("Kemarin", ["c"])))
    rows.go(2)
    picked: list[RowFace | None] = []
    rows.picked.connect(picked.append)
    model.show(sections(("Hari ini", ["a"]), ("Kemarin", ["c"])))
    assert [one.id for one in picked if one] == ["c"]
    model.show(sections(("Hari ini", ["a"])))
    assert rows.current_face() == face("a")


def test_a_count_that_changes_moves_nothing(qtbot: QtBot) -> None:
    model = LazyModel(Pages())
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show(sections(("Hari ini", ["a"])))
    resets.clear()
    changed: list[int] = []
    model.dataChanged.connect(lambda top, *_: changed.append(top.row()))
    model.show(sections(("Hari ini", ["a", "b"])))
    assert resets == []
    assert changed == [0]
    assert model.index(0, 0).data(FACE) == HeaderFace("Hari ini", 2)


def test_marks_follow_keys_and_go_with_them(qtbot: QtBot) -> None:
    model = LazyModel(Pages())
    told: list[object] = []
    model.checks.connect(told.append)
    model.show(sections(("", ["a", "b", "c"])))
    model.check(["c", "a"])
    model.toggle("b")
    model.toggle("b")
    assert model.checked() == ("a", "c")
    assert model.index(2, 0).data(FACE).checked
    model.show(sections(("", ["b", "c"])))
    assert model.checked() == ("c",)
    model.check(["c"], on=False)
    model.check(["c"], on=False)
    assert told == [("a", "c"), ("a", "b", "c"), ("a", "c"), ("c",), ()]


def test_what_changed_is_fetched_anew(qtbot: QtBot) -> None:
    pages = Pages()
    model = LazyModel(pages)
    model.refresh()
    model.show(sections(("", ["a"])))
    model.index(0, 0).data()
    pages.gone.add("a")
    model.refresh()
    assert model.face(0) == HeaderFace("", 0)
    assert pages.asked == ["a", "a"]


@given(st.lists(st.lists(st.integers(0, 30), max_size=20, unique=True), min_size=2, max_size=6))
def test_any_order_after_any_other_is_shown_as_asked(orders: list[list[int]]) -> None:
    model = LazyModel(Pages())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for order in orders:
        model.show(
            sections(("Genap", [n for n in order if n % 2 == 0]), ("Ganjil", [n for n in order if n % 2]))
        )
        assert list(model.keys()) == sorted(order, key=lambda n: n % 2)
        assert all(isinstance(model.face(row), HeaderFace) for row in model.header_rows())
        assert model.rowCount() == len(order) + len(model.header_rows())
    assert tester.model() is model
