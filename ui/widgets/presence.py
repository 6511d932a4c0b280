# SPDX-License-Identifier: Apache-2.0
"""The small card in the rail that says how the day stands, with its one button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Card
from ui.widgets.chip import Meter
from ui.widgets.label import ElidedLabel, Label


class _StateLine(ElidedLabel):
    """An icon and the state beside it."""

    def __init__(self) -> None:
        super().__init__(weight=600, size=13)
        self.icon = "house"
        self.tone: theme.Tone = "green"
        self.setContentsMargins(26, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() > 80:  # collapsed to the narrow rail the icon stands alone
            super().paintEvent(event)
        ink = theme.tokens().tone(self.tone).text
        faces.paint(QPainter(self), self.icon, 0, (self.height() - 18) / 2, ink, 18)


class PresenceCard(Card):
    """Icon and state, a line of since-when, a thin bar, one button. `acted` when it is pressed.

    Collapsed (`set_collapsed`) it shows only the bar under the icon; the button is then reached
    by its shortcut or the wide rail.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, radius=10, parent=parent)
        self._collapsed = False
        self._state = _StateLine()
        self._since = Label(size=12, ink="text2", tabular=True, wrap=True)
        self._meter = Meter(0, "green")
        self._act = Button("", "plain", height=SMALL)
        self._act.clicked.connect(self.acted)
        self._act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(9)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._state)
        words.addWidget(self._since)
        self.body.addLayout(words)
        self.body.addWidget(self._meter)
        self.body.addWidget(self._act)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def button(self) -> Button:
        """The one button (for shortcut hints and enabling)."""
        return self._act

    def set(
        self, icon: str, state: str, since: str, share: float, action: str, tone: theme.Tone = "green"
    ) -> None:
        """Show how the day stands: `share` of the day's time (0 to 1), `action` the button's word."""
        self._state.icon, self._state.tone = icon, tone
        self._state.setText(state)
        self._state.update()
        self._since.setText(since)
        self._meter.set_share(share, tone)
        self._meter.setAccessibleName(since)
        self._act.set_caption(action)
        self.setAccessibleName(f"{state}. {since}")
        self.set_collapsed(self._collapsed)

    def set_collapsed(self, collapsed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show only icon and bar, or all of it."""
        self._collapsed = collapsed
        side = 8 if collapsed else 12
        self.body.setContentsMargins(side, side, side, side)
        self._since.setVisible(not collapsed)
        self._act.setVisible(not collapsed and bool(self._act.caption))
        self.setToolTip(self.accessibleName() if collapsed else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(36, super().minimumSizeHint().height())
