# SPDX-License-Identifier: Apache-2.0
"""The eye that looks at our screens: each planted fault is found, and a faultless form has none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import seen
from ui.language import Language
from ui.widgets.label import ElidedLabel, Label

LONG = "Rancangan Surat Edaran Pelaksanaan Kerja Fleksibel"
KNOWN = {*seen.said_words(LONG), "kotak", "masuk", "simpan", "hal", "batas"}


def on(widget: QWidget) -> QWidget:
    """A ground with a widget somewhere on it, as large as it wants to be."""
    ground = QWidget()
    ground.resize(300, 160)
    widget.setParent(ground)
    widget.move(20, 20)
    widget.adjustSize()
    return ground


def cut_at_the_side() -> QWidget:
    ground = on(label := QLabel(LONG))
    label.setFixedWidth(120)
    return ground


def cut_below() -> QWidget:
    ground = on(label := QLabel(LONG))
    label.setWordWrap(True)
    label.setFixedSize(120, 20)
    return ground


def outside() -> QWidget:
    ground = on(label := QLabel(LONG))
    label.move(200, 20)
    return ground


def one_over_the_other() -> QWidget:
    ground = on(QLabel("Kotak Masuk"))
    QLabel("Simpan", ground).move(40, 22)
    return ground


class TwoLines(QWidget):
    """Paints two lines, too close."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(10, 30, "Kotak Masuk")
        painter.drawText(10, 35, "Simpan")


def painted_over_itself() -> QWidget:
    ground = on(lines := TwoLines())
    lines.resize(200, 60)
    return ground


def covered() -> QWidget:
    ground = on(QLabel("Kotak Masuk"))
    cover = QWidget(ground)
    cover.setAutoFillBackground(True)
    cover.setGeometry(60, 10, 100, 40)
    return ground


def faint_label() -> QWidget:
    ground = on(label := QLabel("Kotak Masuk"))
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#909A9E"))
    label.setPalette(palette)
    return ground


def tiny_button() -> QWidget:
    ground = on(button := QPushButton("Simpan"))
    button.setFixedSize(80, 22)
    return ground


class Rows(QStyledItemDelegate):
    """Paints a row's text by hand: elided, on a tint, in a row of some height."""

    def __init__(self, parent: QWidget, height: int, ink: str, *, elide: bool) -> None:
        super().__init__(parent)
        self._height, self._ink, self._elide = height, QColor(ink), elide

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        painter.fillRect(rect, QColor("#FDF1DC"))
        painter.setPen(self._ink)
        text = str(index.data())
        if self._elide:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.x(), rect.center().y() + 5, text)


def rows(height: int = 40, ink: str = "#172022", *, elide: bool = True, tip: str = "") -> QWidget:
    ground = on(view := QListWidget())
    view.setItemDelegate(Rows(view, height, ink, elide=elide))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.addItems([LONG, "Kotak Masuk"])
    for row in range(2):
        view.item(row).setToolTip(tip)
    view.resize(200, 120)
    return ground


def row_cut_at_the_side() -> QWidget:
    return rows(elide=False, tip=LONG)


def elided_row() -> QWidget:
    return rows()


def faint_row() -> QWidget:
    return rows(ink="#C77D1E", tip=LONG)


def low_row() -> QWidget:
    return rows(24, tip=LONG)


def lines_of_a_row_too_high() -> QWidget:
    return rows(8, tip=LONG)


class Short(QWidget):
    """Paints a text as far as it fits."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = painter.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(0, 20, text)


def elided_by_hand() -> QWidget:
    ground = on(line := Short())
    line.resize(120, 30)
    return ground


def another_tip() -> QWidget:
    ground = on(line := Short())
    line.resize(120, 30)
    line.setToolTip("Kotak Masuk")
    return ground


def long_placeholder() -> QWidget:
    ground = on(line := QLineEdit())
    line.setPlaceholderText(LONG)
    line.setFixedSize(120, 34)
    return ground


def not_translated() -> QWidget:
    return on(QLabel("Save to inbox"))


PLANTED: dict[Callable[[], QWidget], str] = {
    cut_at_the_side: "clipped",
    cut_below: "clipped",
    outside: "clipped",
    row_cut_at_the_side: "clipped",
    lines_of_a_row_too_high: "clipped",
    one_over_the_other: "overlapping",
    painted_over_itself: "overlapping",
    covered: "covered",
    faint_label: "faint",
    faint_row: "faint",
    tiny_button: "small",
    low_row: "small",
    elided_row: "elided",
    elided_by_hand: "elided",
    another_tip: "elided",
    long_placeholder: "elided",
    not_translated: "foreign",
}


def found(qtbot: QtBot, ground: QWidget) -> list[seen.Finding]:
    """What the eye finds in a shown widget."""
    qtbot.addWidget(ground)
    ground.show()
    QApplication.processEvents()
    picture = QImage(ground.size(), QImage.Format.Format_RGB32)
    ground.render(picture)
    return seen.findings(ground, picture, KNOWN.__contains__)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(qtbot: QtBot, speak: Language, plant: Callable[[], QWidget]) -> None:
    faults = found(qtbot, plant())
    assert PLANTED[plant] in {fault.kind for fault in faults}
    assert all(fault.where and fault.text and fault.measure for fault in faults)


def test_a_faultless_form_has_no_finding(qtbot: QtBot, speak: Language) -> None:
    """Scrolled, wrapped, elided with a tip, cut by a scroll area, waiting dots of its own: all as it should be."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    short = ElidedLabel(LONG)
    short.setFixedWidth(120)
    listed = rows(tip=LONG)
    view = listed.findChild(QListWidget)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFixedHeight(50)
    inner = QWidget()
    inside = QVBoxLayout(inner)
    for _ in range(8):
        scrolled = QLineEdit("Kotak Masuk")
        scrolled.setFixedHeight(34)
        inside.addWidget(scrolled)
    area.setWidget(inner)
    line = QLineEdit(LONG)
    line.setFixedSize(120, 34)
    assert view is not None
    view.setMinimumHeight(110)
    button = QPushButton("Simpan…")
    button.setFixedHeight(34)
    for widget in (short, Label(LONG, wrap=True), area, line, view, button):
        column.addWidget(widget)
    ground.resize(220, 420)
    qtbot.addWidget(ground)
    ground.show()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() - 20)
    assert found(qtbot, ground) == []
