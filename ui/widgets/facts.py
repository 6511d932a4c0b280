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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7 if apart else 5)
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Show these facts instead."""
        wanted = tuple(facts)
        if wanted == self._facts:
            return
        self._facts = wanted
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it is deleted only when this call is over
                widget.deleteLater()
        for row, fact in enumerate(wanted):
            label = Label(fact.label, size=12, ink="text2")
            value: Label
            if self._apart:
                value = ElidedLabel(fact.value, size=12, weight=500, ink=fact.ink, tabular=True)
                value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            else:
                value = Label(fact.value, size=12, weight=500, ink=fact.ink, wrap=True, tabular=True)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
