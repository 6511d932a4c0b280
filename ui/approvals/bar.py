# SPDX-License-Identifier: Apache-2.0
"""The row of deeds over a letter, and where in the list it stands."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.approvals.actions import DEEDS, Actions
from ui.widgets.button import Button, IconButton
from ui.widgets.keyed import hint
from ui.widgets.label import Label


class DeedBar(QWidget):
    """Shows the deeds that can be done; `name` gives one of them another word ("Setujui versi 4")."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        self._actions = actions
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 12, 10)
        row.setSpacing(8)
        for deed in DEEDS:
            button = Button(actions[deed.code].text(), deed.kind, deed.icon)
            button.setObjectName(f"approvals.{deed.code}.button")
            button.set_shortcut_hint(hint(actions[deed.code]))
            button.clicked.connect(actions[deed.code].trigger)
            self._buttons[deed.code] = button
            row.addWidget(button)
        row.addStretch(1)
        self._where = Label(size=12, ink="text2", tabular=True)
        row.addWidget(self._where)
        row.addWidget(_move(actions["previous"], "chevron-up"))
        row.addWidget(_move(actions["next"], "chevron-down"))
        self.fit()

    def button(self, code: str) -> Button:
        """The button of a deed."""
        return self._buttons[code]

    def fit(self) -> None:
        """Show the deeds that are enabled."""
        for code, button in self._buttons.items():
            button.setVisible(self._actions[code].isEnabled())

    def name(self, code: str, text: str) -> None:
        """Give a deed's button another word."""
        self._buttons[code].set_caption(text)

    def set_where(self, text: str) -> None:
        """Say where in the list this is ("1 dari 12")."""
        self._where.setText(text)


def _move(action: QAction, icon: str) -> IconButton:
    button = IconButton(action.text(), icon)
    button.set_shortcut_hint(hint(action))
    button.clicked.connect(action.trigger)
    return button
