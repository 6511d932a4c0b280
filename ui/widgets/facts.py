# SPDX-License-Identifier: Apache-2.0
"""A table of facts: what, and its value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.widgets.label import ElidedLabel, Label


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: "Sifat", "Biasa"; `ink` colours the value where it matters."""

    label: str
    value: str
    ink: theme.Ink = "text"


class FactGrid(QWidget):
    """Rows of label and value; values follow the labels, or stand `apart` at the right edge."""

    def __init__(
        self, facts: Iterable[Fact] = (), *, apart: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._apart = apart
        self._facts: tuple[Fact, ...] = ()
        self._rows: list[tuple[Label, Label]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7 if apart else 5)
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Show these facts instead, in the rows that stand there: nothing is empty for a moment."""
        wanted = tuple(facts)
        if wanted == self._facts:
            return
        self._facts = wanted
        while len(self._rows) < len(wanted):
            self._add_row()
        for row, (label, value) in enumerate(self._rows):
            if row < len(wanted):
                label.setText(wanted[row].label)
                value.setText(wanted[row].value)
                value.set_ink(wanted[row].ink)
            for one in (label, value):
                one.setVisible(row < len(wanted))

    def _add_row(self) -> None:
        label, value = Label(size=12, ink="text2", parent=self), self._value()
        self._grid.addWidget(label, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, len(self._rows), 1)
        self._rows.append((label, value))

    def _value(self) -> Label:
        if not self._apart:
            return Label(size=12, weight=500, wrap=True, tabular=True, parent=self)
        value = ElidedLabel(size=12, weight=500, tabular=True, parent=self)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return value
