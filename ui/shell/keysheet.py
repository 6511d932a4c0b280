# SPDX-License-Identifier: Apache-2.0
"""? or F1: every key of the program, by where it works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import SectionHeader
from ui.widgets.chip import Keys
from ui.widgets.keyed import caps
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

translate = QCoreApplication.translate


class KeySheet(Sheet):
    """`groups` pairs a heading with the actions under it; actions without a key are left out."""

    def __init__(self, host: QWidget, groups: Iterable[tuple[str, Sequence[QAction]]]) -> None:
        close = translate("shell", "Close")
        super().__init__(
            host, translate("shell", "Keyboard shortcuts"), icon="keyboard", width=720, close_name=close
        )
        self.setObjectName("key-sheet")
        for heading, actions in groups:
            shown = [action for action in actions if action.shortcuts() and action.text()]
            if shown:
                self.body.addWidget(SectionHeader(heading))
                self.body.addWidget(_table(shown))
        button = Button(close, "primary")
        button.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(button)
        self.closed.connect(self.deleteLater)


def _table(actions: Sequence[QAction]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 6)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    half = (len(actions) + 1) // 2
    for at, action in enumerate(actions):
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(action.text()), 1)
        for at_key, keys in enumerate(action.shortcuts()[:2]):
            if at_key:
                row.addWidget(Label(translate("shell", "or"), size=12, ink="text2"))
            row.addWidget(Keys(" ".join(caps(keys))))
        grid.addLayout(row, at % half, at // half)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return holder
