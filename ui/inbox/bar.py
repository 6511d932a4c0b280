# SPDX-License-Identifier: Apache-2.0
"""The row of deeds over the reading pane: as many as fit, the rest under "more"; and where one is in the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui import faces
from ui.inbox.actions import DEEDS, Actions
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.keyed import hint
from ui.widgets.label import Label

translate = QCoreApplication.translate

GAP = 8
SIDE = 20


class ActionButton(Button):
    """A button that is an action: pressed it triggers it, disabled it disappears."""

    def __init__(self, action: QAction, kind: Kind, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(action.text(), kind, icon, parent=parent)
        self._action = action
        self.setObjectName(f"{action.objectName()}.button")
        self.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take word and key of the action."""
        self.set_caption(self._action.text())
        self.set_shortcut_hint(hint(self._action))

    @property
    def action(self) -> QAction:
        """What it triggers."""
        return self._action


class DeedBar(QWidget):
    """The deeds of one record, or (`many`) of several chosen ones with how many they are."""

    def __init__(self, actions: Actions, *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._where = Label(size=12, ink="text2", tabular=True)
        self._buttons = [ActionButton(actions[d.code], d.kind, d.icon, self) for d in DEEDS]
        self._up = _move(actions["previous"], "chevron-up")
        self._down = _move(actions["next"], "chevron-down")
        self._more = IconButton(translate("inbox", "More"), "ellipsis", parent=self)
        self._more.setObjectName("inbox.more")
        self._more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 10, 12, 10)
        row.setSpacing(GAP)
        if many:
            row.addWidget(self._where)
            row.addSpacing(8)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        if not many:
            row.addWidget(self._where)
            row.addWidget(self._up)
            row.addWidget(self._down)
        else:
            self._up.setParent(self)
            self._down.setParent(self)
            self._up.hide()
            self._down.hide()
        row.addWidget(self._more)
        self._many = many
        self.fit()

    def set_where(self, text: str) -> None:
        """Say where in the list this is ("1 dari 12"), or how many are chosen."""
        self._where.setText(text)
        self.fit()

    def fit(self) -> None:
        """Show the deeds that can be done and have room; the first of them as the one to do."""
        room = self.width() - SIDE - 12 - self._where.sizeHint().width() - 2 * GAP
        room -= self._more.sizeHint().width() + (0 if self._many else 2 * (self._up.sizeHint().width() + GAP))
        hidden = False
        for deed, button in zip(DEEDS, self._buttons, strict=True):
            on = button.action.isEnabled()
            fits = on and room >= button.sizeHint().width() and deed.code not in ("reassign", "withdraw")
            button.setVisible(fits)
            hidden |= on and not fits
            if fits:
                room -= button.sizeHint().width() + GAP
        self._more.setVisible(hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Buttons go into the menu where there is no room, so they ask for none."""
        return QSize(0, super().minimumSizeHint().height())

    def menu(self) -> QMenu:
        """Everything that can be done here."""
        made = QMenu(self)
        for deed in DEEDS:
            action = self._actions[deed.code]
            if action.isEnabled():
                made.addAction(action)
                action.setIcon(faces.icon(deed.icon))
        return made

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))


def _move(action: QAction, icon: str) -> IconButton:
    button = IconButton(action.text(), icon)
    button.set_shortcut_hint(hint(action))
    button.clicked.connect(action.trigger)
    return button
