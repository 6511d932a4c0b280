# SPDX-License-Identifier: Apache-2.0
"""An opened desk on the screen: its rooms, what they may call, and the window they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.activity.view import ActivityView, DeviceFacts
from ui.approvals.view import ApprovalsView
from ui.bridge import Bridge
from ui.flexiwork.card import card_of, today_of
from ui.flexiwork.view import FlexiworkView
from ui.inbox.view import InboxView
from ui.settings.keys import apply_single_keys
from ui.settings.view import SettingsView
from ui.shell.looks import Looks
from ui.shell.place import Place
from ui.shell.window import MainWindow, Ways
from ui.widgets.presence import PresenceCard
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.services.deeds import Deeds
from workspace.services.reading import VIEWS, Reading
from workspace.services.status import SyncState
from workspace.services.tray import Tray

translate = QCoreApplication.translate

TICK_MS = 30_000


class Later:
    """Stands for something that the desk's worker finds when the call comes: windows are there before it is.

    `find()` is called on the worker, behind the opening of the desk.
    """

    def __init__(self, find: Callable[[], Any]) -> None:
        self._find = find

    def __getattr__(self, name: str) -> Callable[..., Any]:
        find = self._find

        def call(*args: Any, **named: Any) -> Any:
            return getattr(find(), name)(*args, **named)

        call.__name__ = name
        return call


@dataclass(frozen=True, slots=True)
class Context:
    """What rooms get: a reading of this thread, deeds and tray of the worker, and the way to them."""

    reading: Reading
    deeds: Deeds
    tray: Tray
    bridge: Bridge
    facts: DeviceFacts


def context(reading: Reading, bridge: Bridge, workspace: Callable[[], Any], facts: DeviceFacts) -> Context:
    """`workspace()` gives the opened desk, on its worker."""
    deeds = cast("Deeds", Later(lambda: workspace().deeds))
    tray = cast("Tray", Later(lambda: workspace().tray))
    return Context(reading, deeds, tray, bridge, facts)


class DayCard(QObject):
    """Keeps the presence card of the rail with the day, and takes its button to the deed."""

    def __init__(self, reading: Reading, go: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.card = PresenceCard()
        self.card.setObjectName("shell.presence")
        self._reading, self._go = reading, go
        self._wanted = ""
        self.card.acted.connect(lambda: go(self._wanted))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def refresh(self) -> None:
        """Say how the day stands now."""
        reading = self._reading
        face = card_of(today_of(reading), reading.clock(), reading.zone)
        self._wanted = face.wanted
        self.card.set(face.icon, face.state, face.since, face.share, face.action, face.tone)


class OpenedDesk(QObject):
    """The window of one desk with all its rooms; `close` when another page takes its place."""

    def __init__(self, context: Context, ways: Ways, settings: SettingsView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.settings = settings
        reading, deeds, run = context.reading, context.deeds, context.bridge.run
        self.inbox = InboxView(reading, deeds, run)
        self.approvals = ApprovalsView(reading, deeds, run)
        self.flexiwork = FlexiworkView(reading, deeds, run)
        self.activity = ActivityView(
            reading=reading,
            deeds=deeds,
            tray=context.tray,
            run=run,
            sync_now=ways.sync,
            facts=context.facts,
        )
        self.day = DayCard(reading, self._presence, self)
        self.window = MainWindow(reading, self.places(), ways, card=self.day.card)
        self.activity.opened.connect(self.open_record)
        self.settings.keys_asked.connect(self.window.action("keys").trigger)
        self.inbox.hints.connect(lambda hints: self._hinted(self.inbox, hints))
        self.approvals.hints.connect(lambda hints: self._hinted(self.approvals, hints))
        for action in self.flexiwork.actions_of_day():
            self.window.addAction(action)
        self.count()

    def places(self) -> list[Place]:
        """The rooms, in the order of the rail."""
        return [
            Place("inbox", "inbox", lambda: translate("shell", "Inbox"), self.inbox, ("Ctrl+1", "G, M")),
            Place(
                "approvals",
                "stamp",
                lambda: translate("shell", "Approvals"),
                self.approvals,
                ("Ctrl+2", "G, P"),
                undo=self.approvals.undo,
            ),
            Place(
                "flexiwork",
                "calendar-check",
                lambda: translate("shell", "Flexible work"),
                self.flexiwork,
                ("Ctrl+3", "G, F"),
            ),
            Place(
                "activity",
                "refresh-cw",
                lambda: translate("shell", "Sync"),
                self.activity,
                ("Ctrl+4", "G, S"),
            ),
            Place("settings", "settings", lambda: translate("shell", "Settings"), self.settings, rail=False),
        ]

    # ---- what the program calls --------------------------------------------------------------

    def changed(self, changes: Changes) -> None:
        """Something changed."""
        self.window.changed(changes)
        self.day.refresh()
        self.count()

    def set_state(self, state: SyncState) -> None:
        """How the sync stands."""
        self.window.set_state(state)
        self.window.set_count("activity", state.tray + (1 if state.sweep_held else 0))

    def set_looks(self, looks: Looks) -> None:
        """The look is another: what does not follow the theme by itself."""
        self.settings.set_looks(looks)
        apply_single_keys(self.window, on=looks.keys)

    def retranslate(self) -> None:
        """The language is another: what has no event of its own."""
        self.day.refresh()

    def count(self) -> None:
        """Tell the rail how many wait in each room."""
        for code in ("inbox", "approvals"):
            self.window.set_count(code, self._context.reading.count(VIEWS[code]))

    def open_record(self, id_: Id) -> None:
        """Show a record in the room it belongs to."""
        value = self._context.reading.value(id_)
        if isinstance(value, Letter):
            self.window.go("approvals")
            self.approvals.open_record(id_)
        else:
            self.window.go("inbox")
            self.inbox.open_record(id_)

    # ---- wiring ------------------------------------------------------------------------------

    def _hinted(self, room: QWidget, hints: Any) -> None:
        if self.window.current.room is room:
            self.window.set_legend(hints)

    def _presence(self, wanted: str) -> None:
        """The card's button: to the room, where the place of work is chosen; leaving needs no choice."""
        self.window.go("flexiwork")
        if wanted == "out":
            self.flexiwork.check(wanted)
