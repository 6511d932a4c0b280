# SPDX-License-Identifier: Apache-2.0
"""The rooms beside the inbox, and the card of the rail: loaded and made after the first page was shown."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.activity.view import ActivityView, DeviceFacts
from ui.approvals.view import ApprovalsView
from ui.drafting.view import DraftingView
from ui.flexiwork.card import card_of, today_of
from ui.flexiwork.view import FlexiworkView
from ui.language import Code, known
from ui.opened import OpenedDesk
from ui.room import Room
from ui.settings.keys import apply_single_keys
from ui.settings.view import SettingsView
from ui.shell.commandbox import CommandBox
from ui.shell.looks import Looks
from ui.shell.window import MainWindow
from ui.widgets.presence import PresenceCard
from workspace.domain.ids import Id
from workspace.services.finding import Finding
from workspace.services.known import KnownProfile
from workspace.services.reading import Reading
from workspace.services.session import Workspace

TICK_MS = 30_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What the settings show and change, and what the program tells of this device."""

    looks: Looks
    language: Code
    facts: DeviceFacts
    sync: Callable[[], None]
    use_looks: Callable[[Looks], None]
    use_language: Callable[[str], None]


def facts(profile: KnownProfile | None, workspace: Workspace | None, version: str) -> DeviceFacts:
    """What the program tells of this device."""
    server, device = profile.server if profile else "", workspace.device.id if workspace else ""
    return DeviceFacts(platform.node(), server, device, version)


def box_over(window: MainWindow, reading: Reading, finding: Finding) -> CommandBox:
    """The command box over a window, opened."""
    mine = window.action("find")
    commands = [(word, [a for a in actions if a is not mine]) for word, actions in window.commands()]
    box = CommandBox(window, reading, finding, commands, window.records)
    box.open(box.line)
    return box


class OtherRooms:
    """Makes the rooms of one desk, each once, and wires them to its window."""

    def __init__(self, desk: OpenedDesk, choices: Choices) -> None:
        self._desk, self._choices = desk, choices
        self._looks, self._code = choices.looks, choices.language
        self._approvals: ApprovalsView | None = None
        self._drafting: DraftingView | None = None
        self._flexiwork: FlexiworkView | None = None
        self._settings: SettingsView | None = None
        self._card: PresenceCard | None = None
        self._wanted = ""
        self._finding = Finding(desk.context.reading)

    def make(self, code: str) -> Room:
        """The room of a place."""
        makers: dict[str, Callable[[], Room]] = {
            "approvals": self._make_approvals,
            "drafting": self._make_drafting,
            "flexiwork": self._make_flexiwork,
            "activity": self._make_activity,
            "settings": self._make_settings,
        }
        made = makers[code]()
        QTimer.singleShot(0, made, self._letters)  # when its actions have found their window
        return made

    def _make_approvals(self) -> Room:
        context = self._desk.context
        made = self._approvals = ApprovalsView(context.reading, context.deeds, context.bridge.run)
        made.hints.connect(lambda hints: self._desk.hinted("approvals", hints))
        made.written.connect(self._desk.write)
        return made

    def _make_drafting(self) -> Room:
        context = self._desk.context
        made = self._drafting = DraftingView(
            context.reading, context.deeds, context.drafts, context.writing, context.bridge
        )
        made.hints.connect(lambda hints: self._desk.hinted("drafting", hints))
        made.begun.connect(lambda: self._desk.bring("drafting"))
        self._desk.window.addAction(made.acts["new"])
        return made

    def _make_flexiwork(self) -> Room:
        context = self._desk.context
        made = self._flexiwork = FlexiworkView(context.reading, context.deeds, context.bridge.run)
        for action in made.actions_of_day():
            self._desk.window.addAction(action)
        return made

    def _make_activity(self) -> Room:
        context = self._desk.context
        made = ActivityView(
            reading=context.reading,
            deeds=context.deeds,
            tray=context.tray,
            run=context.bridge.run,
            sync_now=self._choices.sync,
            facts=self._choices.facts,
        )
        made.opened.connect(self._desk.open_record)
        made.hints.connect(lambda hints: self._desk.hinted("activity", hints))
        return made

    def _make_settings(self) -> Room:
        made = self._settings = SettingsView(
            self._looks,
            self._code,
            self._choices.facts.version,
            lockable=self._desk.window.action("lock").isEnabled(),
        )
        made.looks_chosen.connect(self._choices.use_looks)
        made.language_chosen.connect(self._choices.use_language)
        made.keys_asked.connect(self._desk.window.action("keys").trigger)
        return made

    def open_letter(self, id_: Id) -> None:
        """Show a letter in the room of approvals."""
        if self._approvals is not None:
            self._approvals.open_record(id_)

    def find(self) -> None:
        """Open the command box, with all that can be done in the open room."""
        window = self._desk.window
        box = box_over(window, self._desk.context.reading, self._finding)
        box.record_chosen.connect(self._desk.open_record)

    def open_draft(self, id_: Id) -> None:
        """Show a letter in the room where it is written."""
        if self._drafting is not None:
            self._drafting.open_letter(id_)

    def settle(self) -> None:
        """The desk is about to be locked or left."""
        if self._drafting is not None:
            self._drafting.settle()

    def wake(self) -> None:
        """The desk was locked and is open again."""
        if self._drafting is not None:
            self._drafting.wake()

    # ---- the card of the rail ------------------------------------------------------------------

    def card(self) -> QWidget:
        """The day's presence, kept up to date."""
        made = self._card = PresenceCard()
        made.setObjectName("shell.presence")
        made.acted.connect(self._presence)
        timer = QTimer(made)
        timer.setInterval(TICK_MS)
        timer.timeout.connect(self.refresh)
        timer.start()
        self.refresh()
        return made

    def refresh(self) -> None:
        """Say how the day stands now."""
        if self._card is None:
            return
        reading = self._desk.context.reading
        face = card_of(today_of(reading), reading.clock(), reading.zone)
        self._wanted = face.wanted
        self._card.set(face.icon, face.state, face.since, face.share, face.action, face.tone)

    def _presence(self) -> None:
        """The card's button: to the room, where the place of work is chosen; leaving needs no choice."""
        self._desk.window.go("flexiwork")
        if self._wanted == "out" and self._flexiwork is not None:
            self._flexiwork.check(self._wanted)

    # ---- looks and language ----------------------------------------------------------------------

    def set_looks(self, looks: Looks) -> None:
        """The look is another."""
        self._looks = looks
        if self._settings is not None:
            self._settings.set_looks(looks)
        self._letters()

    def set_language(self, code: str) -> None:
        """The language is another."""
        self._code = known(code)
        if self._settings is not None:
            self._settings.set_language(self._code)
        self.refresh()

    def _letters(self) -> None:
        apply_single_keys(self._desk.window, on=self._looks.keys)
        self._desk.window.tell_keys()
