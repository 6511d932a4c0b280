# SPDX-License-Identifier: Apache-2.0
"""The long list: what it asks, what it says, where it goes, what it never cuts."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.ui.kit_rows import LazyModel, ListModel, approvals, inbox, wear
from tests.ui.seen import tip_at
from ui import theme
from ui.widgets.rowdelegate import RowDelegate
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import HeaderFace, RowFace


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    wear(qapp)
    yield
    wear(qapp)


@pytest.fixture
def model() -> ListModel:
    return ListModel(inbox())


@pytest.fixture
def rows(qtbot: QtBot, model: ListModel) -> RowList:
    made = RowList("Kotak Masuk, 9 naskah")
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(408, 700)
    made.show()
    made.setFocus()
    return made


def test_the_sample_model_keeps_qts_contract(model: ListModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.insert(2, approvals()[1:3])
    model.replace(1, inbox()[2])
    model.remove(1)
    assert tester.model() is model


def test_a_row_is_one_sentence_to_a_reader(rows: RowList, model: ListModel) -> None:
    view = QAccessible.queryAccessibleInterface(rows)
    assert view is not None
    assert view.text(QAccessible.Text.Name) == "Kotak Masuk, 9 naskah"
    names = [view.child(at).text(QAccessible.Text.Name) for at in range(view.childCount())]
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert all(spoken)
    assert [name for name in names if name] == spoken, "nothing but the sentences: no header, no corner"


def test_headers_are_enabled_and_cannot_be_selected(model: ListModel) -> None:
    header, row = model.index(0, 0).flags(), model.index(1, 0).flags()
    assert header & Qt.ItemFlag.ItemIsEnabled
    assert not header & Qt.ItemFlag.ItemIsSelectable
    assert row & Qt.ItemFlag.ItemIsSelectable
    assert model.headerData(0, Qt.Orientation.Horizontal) == ""


def test_a_row_that_the_focus_makes_current_is_chosen_too(qtbot: QtBot, model: ListModel) -> None:
    made = RowList("Kotak Masuk, 9 naskah")
    qtbot.addWidget(made)
    made.setModel(model)
    picked: list[RowFace | None] = []
    made.picked.connect(picked.append)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert [index.row() for index in made.selectionModel().selectedRows()] == [made.currentIndex().row()]
    assert picked == [made.current_face()]


def test_taking_the_focus_makes_a_row_current(rows: RowList) -> None:
    assert rows.currentIndex().row() == 1, "the first row under the first header"


def test_arrows_pass_over_headers_and_the_selection_follows(rows: RowList, qtbot: QtBot) -> None:
    rows.go(3)
    with qtbot.waitSignal(rows.picked) as picked:
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 5
    assert picked.args[0].id == "c"
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert rows.currentIndex().row() == 3
    rows.go(1)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert rows.currentIndex().row() == 1, "above the first row is only its header"


def test_with_a_reader_one_stops_at_a_header_and_the_letter_stays(rows: RowList, qtbot: QtBot) -> None:
    rows.go(3)
    QAccessible.setActive(True)
    try:
        QTest.keyClick(rows, Qt.Key.Key_Down)
    finally:
        QAccessible.setActive(False)
    assert rows.currentIndex().row() == 4
    assert rows.current_face() is None
    assert [index.row() for index in rows.selectionModel().selectedRows()] == [3]


def test_home_and_end_reach_the_ends(rows: RowList, qtbot: QtBot, model: ListModel) -> None:
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.currentIndex().row() == model.rowCount() - 1
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == 1


def test_step_does_not_count_headers_and_stays_at_the_ends(rows: RowList, model: ListModel) -> None:
    rows.go(2)
    rows.step(2)
    assert rows.currentIndex().row() == 5
    rows.step(-99)
    assert rows.currentIndex().row() == 1
    rows.step(99)
    assert rows.currentIndex().row() == model.rowCount() - 1


def test_letters_are_left_to_the_room(rows: RowList, qtbot: QtBot) -> None:
    rows.go(1)
    QTest.keyClicks(rows, "sek")
    assert rows.currentIndex().row() == 1


def test_a_row_tells_what_it_has_no_room_for(rows: RowList, model: ListModel) -> None:
    faces = [(row, face) for row in range(model.rowCount()) if isinstance(face := model.face(row), RowFace)]
    spots = {face.subject: rows.visualRect(model.index(row, 0)).center() for row, face in faces}
    rows.setFixedWidth(320)
    tips = {subject: tip_at(rows.viewport(), spot) for subject, spot in spots.items()}
    short = [subject for subject, tip in tips.items() if subject in tip]
    assert short, "some subject is too long for a narrow list"
    rows.setFixedWidth(2000)
    assert [tip_at(rows.viewport(), spot) for spot in spots.values()] == [""] * len(spots)


def test_leaving_a_row_moves_on_before_it_goes(rows: RowList, model: ListModel) -> None:
    rows.go(3)
    seen: list[RowFace | None] = []
    rows.picked.connect(seen.append)
    rows.leave(3)
    model.remove(3)
    assert [face.id for face in seen if face] == ["c"], "the row below, not the one above"
    assert rows.currentIndex().row() == 4


def test_leaving_the_last_row_moves_back(rows: RowList, model: ListModel) -> None:
    last = model.rowCount() - 1
    rows.go(last)
    rows.leave(last)
    model.remove(last)
    face = rows.current_face()
    assert face is not None
    assert face.id == "g"


def test_headers_keep_their_height_when_rows_come_and_go(rows: RowList, model: ListModel) -> None:
    def heights() -> list[int]:
        return [rows.rowHeight(row) for row in range(model.rowCount())]

    def wanted() -> list[int]:
        return [40 if isinstance(row, HeaderFace) else 78 for row in model.rows]

    assert heights() == wanted()
    model.insert(4, [HeaderFace("Sore ini", 1), *approvals()[1:3]])
    assert heights() == wanted()
    model.remove(0)
    assert heights() == wanted()
    model.beginResetModel()
    model.rows = approvals()
    model.endResetModel()
    assert heights() == wanted()


def test_density_changes_while_the_list_stands(rows: RowList, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme(density="compact"))
    assert (rows.rowHeight(0), rows.rowHeight(1)) == (40, 56)


def test_enter_and_double_click_open(rows: RowList, qtbot: QtBot) -> None:
    rows.go(2)
    with qtbot.waitSignal(rows.opened) as opened:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args[0].id == "b"


def test_marks_are_asked_for_by_click_and_ctrl_click(rows: RowList, qtbot: QtBot) -> None:
    rows.go(1)
    asked: list[RowFace] = []
    rows.check_asked.connect(asked.append)
    place = rows.visualRect(rows.model().index(2, 0))
    left, ctrl = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(rows.viewport(), left, ctrl, place.center())
    rows.set_selecting(True)
    on_mark = place.center()
    on_mark.setX(30)
    QTest.mouseClick(rows.viewport(), left, pos=on_mark)
    assert [face.id for face in asked] == ["b", "b"]
    assert rows.currentIndex().row() == 1, "marking is not opening"


def test_a_hundred_thousand_rows_ask_for_the_visible_ones(qtbot: QtBot, qapp: QApplication) -> None:
    rows = RowList("Kotak Masuk")
    qtbot.addWidget(rows)
    model = LazyModel(100_000)
    rows.setModel(model)
    rows.resize(408, 780)
    rows.show()
    qapp.processEvents()
    assert model.asked < 100
    rows.scrollToBottom()
    qapp.processEvents()
    assert model.asked < 200


class _Scribe(QPainter):
    """A painter that remembers which text it wrote where."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.written: list[tuple[str, int, int]] = []

    def drawText(self, *args: object) -> None:  # type: ignore[override]
        x, _y, text = args
        assert isinstance(x, int)
        assert isinstance(text, str)
        self.written.append((text, x, x + self.fontMetrics().horizontalAdvance(text)))
        super().drawText(*args)  # type: ignore[call-overload]


def _written(face: RowFace, width: int) -> list[tuple[str, int, int]]:
    model = ListModel([face])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, theme.current().row_height)
    option.state = QStyle.StateFlag.State_Enabled
    image = QImage(width, theme.current().row_height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    scribe = _Scribe(image)
    RowDelegate().paint(scribe, option, model.index(0, 0))
    scribe.end()
    return scribe.written


BUSY = RowFace(
    "x", "file-check", "violet", "Tanda tangan elektronik", "Bagian Organisasi dan Tata Laksana", "Sen 16.20",
    "Penyesuaian uraian tugas jabatan pelaksana pada seluruh perangkat daerah", "kalimat",
    urgency_text="Sangat segera", due_text="Terlambat 12 hari", due_tone="red", class_text="Rahasia",
    attachments=12, held=True,
)  # fmt: skip


@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5])
@pytest.mark.parametrize("width", [320, 376, 408, 560])
def test_the_limit_is_never_cut_and_nothing_leaves_the_row(
    qapp: QApplication, density: theme.Density, scale: float, width: int
) -> None:
    theme.apply(qapp, theme.Theme(density=density, text_scale=scale))
    written = _written(BUSY, width)
    assert any("Terlambat 12 hari" in text for text, _, _ in written)
    for text, left, right in written:
        assert left >= 20, text
        assert right <= width - 8, text


@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_words_of_a_row_do_not_lie_on_each_other(qapp: QApplication, density: theme.Density) -> None:
    theme.apply(qapp, theme.Theme(density=density))
    for width in range(320, 700, 20):
        lines: dict[str, list[tuple[int, int]]] = {"first": [], "second": [], "third": []}
        for text, left, right in _written(BUSY, width):
            first = text == BUSY.when or text.startswith("Bagian")
            line = "first" if first else "second" if text.startswith("Penyesuaian") else "third"
            lines["second" if density == "compact" and line == "third" else line].append((left, right))
        for spans in lines.values():
            spans.sort()
            assert all(one[1] <= two[0] for one, two in pairwise(spans)), (width, spans)


def test_chips_go_before_the_kind_and_urgency_goes_first(qapp: QApplication) -> None:
    shown = [{text for text, _, _ in _written(BUSY, width)} for width in range(320, 900, 10)]
    with_class = [at for at, texts in enumerate(shown) if "Rahasia" in texts]
    with_urgency = [at for at, texts in enumerate(shown) if "Sangat segera" in texts]
    assert with_class[0] < with_urgency[0]
    assert "Tanda tangan elektronik" in shown[with_class[0]]
