# SPDX-License-Identifier: Apache-2.0
"""Perlu tindakan: everything that waits for the officer's decision, on top and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.activity import entries
from ui.activity.cards import Buttons, NoticeCard, TrayCard
from ui.widgets.button import Button
from ui.widgets.card import Card, SectionHeader
from workspace.services.reading import Entry, Reading
from workspace.services.status import SyncState


class Urgent(QWidget):
    """The cards and their heading; hidden while there are none. A card is made anew only when all change.

    `reapplied` and `discarded` carry a tray entry, `opened` a record; `swept`, `unparked`, `reported` and
    `told` (the administrator) are the answers to the questions of the machinery.
    """

    reapplied = Signal(str)
    discarded = Signal(str)
    opened = Signal(str)
    swept = Signal()
    unparked = Signal()
    reported = Signal()
    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[TrayCard] = []
        self.notices: list[NoticeCard] = []
        self._shown: Any = None
        self._head = SectionHeader(self.tr("Needs you"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._head)

    def __len__(self) -> int:
        return len(self.cards) + len(self.notices)

    def set(self, found: Sequence[Entry], state: SyncState, reading: Reading) -> None:
        """Show the tray's entries, what a restored server asks, and what it keeps failing on."""
        # What a record is now stands on its card as well.
        now = [entries.now_of(entry, reading) for entry in found]
        wanted = (tuple(found), tuple(now), state.sweep_held, state.parked, state.alarm)
        if wanted == self._shown:
            return
        self._shown = wanted
        for card in (*self.notices, *self.cards):
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.notices = [
            make
            for make in (
                self._alarm(alarm=state.alarm),
                self._sweep(state.sweep_held),
                self._parked(state.parked),
            )
            if make is not None
        ]
        self.cards = [self._card(entry, hanging, reading) for entry, hanging in grouped(found)]
        made: list[Card] = [*self.notices, *self.cards]
        for card_ in made:
            self._column.addWidget(card_)
        self._head.set(self.tr("Needs you"), state.needed or None)
        self.setVisible(bool(made))

    def _card(self, entry: Entry, hanging: Sequence[Entry], reading: Reading) -> TrayCard:
        card = TrayCard(entry, hanging, reading)
        card.reapplied.connect(self.reapplied)
        card.discarded.connect(self.discarded)
        card.opened.connect(self.opened)
        return card

    def _alarm(self, *, alarm: bool) -> NoticeCard | None:
        if not alarm:
            return None
        text = self.tr(
            "Entries may have been taken out or changed there. Your own receipts are kept. Tell your admin."
        )
        title = self.tr("The server's log no longer agrees with what this device saw of it")
        card = NoticeCard("octagon-x", "red", title, text)
        told = Button(self.tr("I have reported it"), "plain", "check")
        told.clicked.connect(self.told)
        card.offer(Button(self.tr("Copy problem report"), "plain", "copy"), told)
        card.acted.connect(self.reported)
        return card

    def _sweep(self, held: int) -> NoticeCard | None:
        if not held:
            return None
        text = self.tr(
            "They may come back when others sync. Keep them until your admin says so;"
            " removed ones are kept as copies for 30 days."
        )
        title = self.tr("The server was restored and no longer holds %n record(s) of this device", "", held)
        card = NoticeCard("server-off", "amber", title, text)
        yes, question = self.tr("Yes, remove"), self.tr("Remove them from this device?")
        card.ask(Buttons(self.tr("Remove them here"), question, yes))
        card.acted.connect(self.swept)
        return card

    def _parked(self, parked: int) -> NoticeCard | None:
        if not parked:
            return None
        title = self.tr("%n change(s) held: the server keeps failing on them", "", parked)
        text = self.tr("Everything else goes on. Try again now, or tell your admin with the problem report.")
        card = NoticeCard("triangle-alert", "amber", title, text)
        return self._offered(card, Button(self.tr("Try again"), "tint", "refresh-cw"), self.unparked.emit)

    @staticmethod
    def _offered(card: NoticeCard, button: Button, act: Callable[[], None]) -> NoticeCard:
        card.offer(button)
        card.acted.connect(act)
        return card


def grouped(found: Sequence[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Each refused command with those that hung on it; one whose root has gone stands for itself."""
    known = {entry.id for entry in found}
    roots = [entry for entry in found if entry.root in ("", entry.id) or entry.root not in known]
    return [(root, [e for e in found if e.root == root.id and e.id != root.id]) for root in roots]
