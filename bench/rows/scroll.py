# SPDX-License-Identifier: Apache-2.0
"""Row 7: one notch of the wheel in an inbox of 100,000 rows, and one row more.

Ours: the inbox's own rows over the encrypted store, three lines with chips, limits and names, a sentence for
the screen reader ready. Floor: a bare table whose delegate draws two texts, over the raw store. Both paint
offscreen in the same size; a step is the event, the painting it causes and the page it fetches.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from bench import floor
from bench.context import Context
from bench.measure import clock, cost, percentile
from bench.report import Figure, figure
from bench.town import tasks
from workspace.domain.changes import Changes
from workspace.services.deeds import Deeds
from workspace.services.reading import Reading

STEPS, INSERTS = 300, 5
WIDE, HIGH = 408, 780
ROW, PAGE = 44, 64


def run(context: Context) -> list[Figure]:
    """Steps over rows not seen before, then single changes."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from ui import theme

    app = QApplication([])
    theme.apply(app, theme.Theme())
    with context.laptop(context.big) as laptop:
        reading = Reading(laptop.store.reader(), context.made.me, clock)
        steps, inserts = _ours(app, context, reading, Deeds(laptop.desk))
        reading.reader.close()
    below = _floor(app, context)
    what = f"wheel step in {context.big:,} rows, CPU"
    return [
        figure("7 p50", f"{what} p50", "ms", _ms(steps, 0.5), _ms(below, 0.5)),
        figure("7 p99", f"{what} p99", "ms", _ms(steps, 0.99), _ms(below, 0.99)),
        figure("7 change", "a deed of the officer seen in that list, CPU", "ms", _ms(inserts, 0.5)),
    ]


def _ms(runs: list[list[float]], share: float) -> list[float]:
    return [1000 * percentile(one, share) for one in runs]


def _ours(
    app: Any, context: Context, reading: Reading, deeds: Deeds
) -> tuple[list[list[float]], list[list[float]]]:
    from ui.inbox.rows import InboxRows
    from ui.widgets.rowlist import RowList

    rows = InboxRows(reading)
    view = RowList("Kotak Masuk")
    view.resize(WIDE, HIGH)
    view.setModel(rows.model)
    rows.model.leaving.connect(view.leave)
    rows.show("inbox")
    view.show()
    app.processEvents()
    steps = [_steps(app, view) for _ in range(context.repeats + 1)][1:]
    todo = tasks(context.made, INSERTS * (context.repeats + 1), first=100)

    def change() -> float:
        outcome = deeds.complete([next(todo).id], "Selesai.")
        return _change(app, reading, rows, outcome.changes)

    changes = [[change() for _ in range(INSERTS)] for _ in range(context.repeats + 1)][1:]
    view.close()
    return steps, changes


def _change(app: Any, reading: Reading, rows: Any, changes: Changes) -> float:
    def work() -> None:
        reading.changed(changes)
        rows.changed(changes)
        app.processEvents()

    return cost(work).cpu


def _steps(app: Any, view: Any) -> list[float]:
    """CPU of every step, always over new rows."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    middle = QPointF(view.viewport().rect().center())
    there = view.viewport().mapToGlobal(middle)
    none = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase

    def wheel() -> None:
        event = QWheelEvent(middle, there, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, *none, False)  # noqa: FBT003 - as Qt has it
        QApplication.sendEvent(view.viewport(), event)
        app.processEvents()

    return [cost(wheel).cpu for _ in range(STEPS)]


def _floor(app: Any, context: Context) -> list[list[float]]:
    connection = floor.create(context.new_folder() / "floor.db")
    floor.take(connection, floor.decode_lines(context.bodies(context.big)))
    ids = [row[0] for row in connection.execute("SELECT rid FROM rec ORDER BY since DESC")]
    view = _table(ids, lambda rids: _texts(connection, rids))
    view.resize(WIDE, HIGH)
    view.show()
    app.processEvents()
    steps = [_steps(app, view) for _ in range(context.repeats + 1)][1:]
    view.close()
    connection.close()
    return steps


def _texts(connection: Any, rids: list[int]) -> dict[int, tuple[str, str]]:
    asked = "SELECT rid, title, note FROM rec WHERE rid IN (SELECT value FROM json_each(?))"
    return {rid: (title, note) for rid, title, note in connection.execute(asked, (str(rids),))}


def _table(ids: list[int], fetch: Callable[[list[int]], dict[int, tuple[str, str]]]) -> Any:
    """A bare table of one column and fixed rows, its delegate drawing two lines."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView

    class Model(QAbstractTableModel):
        pages: dict[int, dict[int, tuple[str, str]]] = {}  # noqa: RUF012 - there is one

        def rowCount(self, *_: Any) -> int:  # noqa: N802
            return len(ids)

        def columnCount(self, *_: Any) -> int:  # noqa: N802
            return 1

        def data(self, index: Any, role: int = 0) -> Any:
            if role != Qt.ItemDataRole.UserRole:
                return None
            number = index.row() // PAGE
            page = self.pages.get(number)
            if page is None:
                page = self.pages[number] = fetch(ids[number * PAGE : (number + 1) * PAGE])
            return page[ids[index.row()]]

    class Delegate(QStyledItemDelegate):
        def paint(self, painter: Any, option: Any, index: Any) -> None:
            first, second = index.data(Qt.ItemDataRole.UserRole)
            rect = option.rect.adjusted(8, 4, -8, -4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignTop, first)
            painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, second[:60])

    view = QTableView()
    view.horizontalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setShowGrid(False)
    view.setWordWrap(False)
    model, delegate = Model(view), Delegate(view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view._kept = model, delegate  # type: ignore[attr-defined] # noqa: SLF001
    return view
