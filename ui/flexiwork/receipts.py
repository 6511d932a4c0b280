# SPDX-License-Identifier: Apache-2.0
"""The receipts of a day: what was recorded, how far its time is trusted and why, under which number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, when
from ui.flexiwork import words
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Card, SectionHeader
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, Label
from workspace.domain.ids import Id
from workspace.domain.presence import Presence, time_of

translate = QCoreApplication.translate
NARROW = 620  # below it the reason goes under the rest


class ReceiptRow(QWidget):
    """One event: time, what and where, how far trusted, why, number and leaf. Tab stops at it."""

    def __init__(self, event: Presence, zone: str, leaf: str, *, first: bool) -> None:
        super().__init__()
        self._first, self._narrow = first, False
        sign = words.grade(event)
        time = Label(when.clock(time_of(event), zone), weight=600, tabular=True)
        time.setFixedWidth(theme.current().px(48))
        time.setMinimumHeight(theme.current().px(22))
        what = ElidedLabel(f"{words.kind(event.kind)} · {words.scheme(event.scheme)}", weight=500)
        what.setFixedWidth(theme.current().px(158))
        chip = QWidget()
        chip.setFixedWidth(theme.current().px(132))
        chip_box = QHBoxLayout(chip)
        chip_box.setContentsMargins(0, 0, 0, 0)
        chip_box.addWidget(Chip(sign.text, sign.tone, sign.icon))
        chip_box.addStretch(1)
        said = words.reason(event, zone)
        self._why = Label(said, size=12, ink="text2", wrap=True, tabular=True)
        number = Label(self._number(event, leaf), size=12, ink="text2", tabular=True)
        number.setMinimumWidth(theme.current().px(104))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 11, 0, 11)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.addWidget(time, 0, 0)
        self._grid.addWidget(what, 0, 1)
        self._grid.addWidget(chip, 0, 2)
        self._grid.addWidget(self._why, 0, 3)
        self._grid.addWidget(number, 0, 4)
        self._stretch()
        if event.note:
            note = Label(event.note, size=12, ink="text2", wrap=True)
            self._grid.addWidget(note, 2, 1, 1, 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(
            ", ".join(
                part
                for part in (time.text(), what.text(), sign.text, said, number.text(), event.note)
                if part
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @staticmethod
    def _number(event: Presence, leaf: str) -> str:
        text = translate("flexiwork", "no. {seq}").format(seq=event.seq)
        return f"{text} · {leaf[:8]}" if leaf else text

    def _stretch(self) -> None:
        for column, share in enumerate((0, 0, 1 if self._narrow else 0, 0 if self._narrow else 1, 0)):
            self._grid.setColumnStretch(column, share)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a plain setter
        """Put the reason under the rest, or beside it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.removeWidget(self._why)
        if narrow:
            self._grid.addWidget(self._why, 1, 1, 1, 4)
        else:
            self._grid.addWidget(self._why, 0, 3)
        self._stretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            QPainter(self).fillRect(0, 0, self.width(), 1, theme.tokens().hairline)


class Receipts(Card):
    """The card of a day's receipts, with a button that copies them all as text."""

    def __init__(self, zone: str) -> None:
        super().__init__(padding=24)
        self._zone = zone
        self.rows: list[ReceiptRow] = []
        self._text = ""
        self._shown: tuple[Sequence[Presence], Mapping[Id, str]] | None = None
        self._copy = Button(translate("flexiwork", "Copy"), "ghost", "copy", height=SMALL)
        self._copy.clicked.connect(self.copy)
        self._head = SectionHeader(translate("flexiwork", "Receipts of today"), trailing=self._copy)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._empty = Label(
            translate(
                "flexiwork", "Nothing recorded yet today. Each entry gets a number here, online or not."
            ),
            size=12,
            ink="text2",
            wrap=True,
        )
        self.body.setSpacing(6)
        self.body.addWidget(self._head)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._list)

    @property
    def text(self) -> str:
        """All receipts as plain text."""
        return self._text

    def copy(self) -> None:
        """Put all receipts on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)

    def set(self, events: Sequence[Presence], leaves: Mapping[Id, str]) -> None:
        """Show these events; `leaves` are the leaves of the audit log of those the server received."""
        if self._shown == (events, leaves):
            return
        self._shown = (events, dict(leaves))
        self._text = "\n\n".join(words.receipt(e, self._zone, leaves.get(e.id, "")) for e in events)
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            ReceiptRow(event, self._zone, leaves.get(event.id, ""), first=at == 0)
            for at, event in enumerate(events)
        ]
        for row in self.rows:
            row.set_narrow(self.width() < theme.current().px(NARROW))
            self._list.addWidget(row)
        self._empty.setVisible(not events)
        self._copy.setVisible(bool(events))
        self._head.set(
            translate("flexiwork", "Receipts of today"),
            len(events) or None,
            translate("flexiwork", "chain unbroken") if events and not _broken(events) else "",
        )

    def resizeEvent(self, event: object) -> None:
        for row in self.rows:
            row.set_narrow(self.width() < theme.current().px(NARROW))


def _broken(events: Sequence[Presence]) -> bool:
    return any({"gap", "fork", "wrong-hash"}.intersection(event.flags) for event in events)
