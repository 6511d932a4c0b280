# SPDX-License-Identifier: Apache-2.0
"""What one scroll step of the long list costs at 100,000 rows, in CPU milliseconds.

    python -m tests.ui.scroll_kit

A step is one notch of the wheel; a jump goes to another place of the list; an insert puts one
row on top. The first pass over new rows is told apart from the second, where texts are cached.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.kit_rows import LazyModel
from ui import theme
from ui.widgets.rowlist import RowList

ROWS, STEPS = 100_000, 400


def measured(app: QApplication, act: Callable[[int], None], count: int = STEPS) -> str:
    """Median and 99th percentile of `act` and the painting it causes."""
    took: list[float] = []
    for at in range(count):
        begun = time.process_time()
        act(at)
        app.processEvents()
        took.append((time.process_time() - begun) * 1000)
    return f"p50 {statistics.median(took):.2f} ms, p99 {statistics.quantiles(took, n=100)[98]:.2f} ms"


def measure(app: QApplication, density: theme.Density) -> None:
    """Measure one density and print."""
    theme.apply(app, theme.Theme(density=density))
    rows = RowList("Kotak Masuk")
    rows.resize(408, 780)
    begun = time.process_time()
    model = LazyModel(ROWS)
    rows.setModel(model)
    rows.show()
    app.processEvents()
    print(f"{density}: first paint {(time.process_time() - begun) * 1000:.1f} ms, faces asked {model.asked}")
    middle = QPointF(rows.viewport().rect().center())
    none = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase

    def wheel(turn: int) -> None:
        there = rows.viewport().mapToGlobal(middle)
        event = QWheelEvent(middle, there, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, *none, False)
        QApplication.sendEvent(rows.viewport(), event)

    bar = rows.verticalScrollBar()
    print("  wheel, new rows   ", measured(app, lambda _: wheel(-120)))
    print("  wheel, seen rows  ", measured(app, lambda _: wheel(120)))
    print("  jump              ", measured(app, lambda at: bar.setValue((at * 7919 * 78) % bar.maximum())))
    print("  key Down          ", measured(app, lambda _: rows.step(1)))
    begun = time.process_time()
    model.layoutChanged.emit()
    app.processEvents()
    print(f"  layoutChanged      {(time.process_time() - begun) * 1000:.2f} ms")
    rows.close()


def main() -> None:
    """Measure both densities."""
    app = QApplication([])
    measure(app, "comfortable")
    measure(app, "compact")


if __name__ == "__main__":
    main()
