# SPDX-License-Identifier: Apache-2.0
"""An opened desk on the screen: the window with its inbox at once, the other rooms when nothing else waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, cast

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.inbox.view import InboxView
from ui.room import Room
from ui.shell.host import Host
from ui.shell.looks import Looks
from ui.shell.place import Place
from ui.shell.window import MainWindow, Ways
from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.services.deeds import Deeds
from workspace.services.drafts import Drafts
from workspace.services.reading import VIEWS, Reading
from workspace.services.status import SyncState
from workspace.services.tray import Tray
from workspace.services.writing import Writing

translate = QCoreApplication.translate

EVERYTHING = Changes(kinds=frozenset(registry.NOUNS), outbox=True, tray=True, sync=True)


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
    """What rooms get: a reading of this thread; deeds, tray, writing, drafts of the worker, and the way to them."""

    reading: Reading
    deeds: Deeds
    tray: Tray
    bridge: Bridge
    writing: Writing
    drafts: Drafts


def context(reading: Reading, bridge: Bridge, workspace: Callable[[], Any]) -> Context:
    """`workspace()` gives the opened desk, on its worker."""
    deeds = cast("Deeds", Later(lambda: workspace().deeds))
    tray = cast("Tray", Later(lambda: workspace().tray))
    writing = cast("Writing", Later(lambda: workspace().writing))
    drafts = cast("Drafts", Later(lambda: workspace().drafts))
    return Context(reading, deeds, tray, bridge, writing, drafts)


class Rooms(Protocol):
    """The rooms beside the inbox and the card of the rail; loaded after the first page (`ui.rooms`)."""

    def make(self, code: str) -> Room:
        """The room of a place."""
        ...

    def card(self) -> QWidget:
        """The day's presence, for the rail."""
        ...

    def refresh(self) -> None:
        """Something changed, or the language: the card says it anew."""
        ...

    def set_looks(self, looks: Looks) -> None:
        """The look is another: what does not follow the theme by itself."""
        ...

    def set_language(self, code: str) -> None:
        """The language is another: what has no event of its own."""
        ...

    def open_letter(self, id_: Id) -> None:
        """Show a letter in the room of approvals."""
        ...

    def find(self) -> None:
        """Open the command box."""
        ...

    def open_draft(self, id_: Id) -> None:
        """Show a letter in the room where it is written."""
        ...

    def settle(self) -> None:
        """The desk is about to be locked or left: what was filled in is handed over."""
        ...

    def wake(self) -> None:
        """The desk was locked and is open again."""
        ...


class OpenedDesk(QObject):
    """The window of one desk. `load()` gives the other rooms; it is called once, when they are first needed."""

    def __init__(
        self, context: Context, ways: Ways, load: Callable[[OpenedDesk], Rooms], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.context, self._load = context, load
        self._loaded: Rooms | None = None
        self._told_unkept = False
        self.inbox = InboxView(context.reading, context.deeds, context.bridge.run, quick=True)
        self.window = MainWindow(context.reading, self.places(), ways, lambda: self.rooms.find())  # noqa: PLW0108 - loaded then
        self.window.action("undo").triggered.connect(self._ask_undoable)
        self.inbox.hints.connect(lambda hints: self.hinted("inbox", hints))

    def places(self) -> list[Place]:
        """The rooms, in the order of the rail."""
        other = partial(partial, self._other)
        return [
            Place(
                "inbox", "inbox", lambda: translate("shell", "Inbox"), lambda: self.inbox, ("Ctrl+1", "G, M")
            ),
            Place(
                "approvals",
                "stamp",
                lambda: translate("shell", "Approvals"),
                other("approvals"),
                ("Ctrl+2", "G, P"),
            ),
            Place(
                "drafting",
                "file-pen-line",
                lambda: translate("shell", "Drafts"),
                other("drafting"),
                ("Ctrl+5", "G, K"),
            ),
            Place(
                "flexiwork",
                "calendar-check",
                lambda: translate("shell", "Flexible work"),
                other("flexiwork"),
                ("Ctrl+3", "G, F"),
            ),
            Place(
                "activity",
                "refresh-cw",
                lambda: translate("shell", "Sync"),
                other("activity"),
                ("Ctrl+4", "G, S"),
            ),
            Place(
                "settings", "settings", lambda: translate("shell", "Settings"), other("settings"), rail=False
            ),
        ]

    @property
    def rooms(self) -> Rooms:
        """The other rooms."""
        if self._loaded is None:
            self._loaded = self._load(self)
        return self._loaded

    def _other(self, code: str) -> Room:
        return self.rooms.make(code)

    # ---- what the program calls --------------------------------------------------------------

    def furnish(self) -> bool:
        """Make one more of the things that were not needed for the first page; whether any is left."""
        if not self.window.has_card:
            self.inbox.complete()
            self.window.set_card(self.rooms.card())
            self.count()
            return True
        return self.window.make_next()

    def may_go(self) -> bool:
        """Whether the desk may be locked or left: what was typed is durable, or the officer was told and asks again."""
        if self._loaded is not None:
            self._loaded.settle()
        told = self._told_unkept
        self._told_unkept = not self.context.bridge.settle()
        if self._told_unkept and not told:
            self.window.say(
                translate(
                    "shell",
                    "This laptop's disk does not take what you typed last. Make room on it, or do it again to go on"
                    " without it.",
                )
            )
            return False
        return True

    def changed(self, changes: Changes) -> None:
        """Something changed."""
        self.window.changed(changes)
        self.count()
        if changes.outbox:
            self._ask_undoable()
        if self._loaded is not None:
            self._loaded.refresh()

    def rest(self, host: Host) -> None:
        """The store is closed while something is being written in the window: it waits unseen and reads nothing."""
        host.take(self.window)
        self.context.reading.shut()

    def wake(self, host: Host, reader: Any) -> None:
        """The store is open again: all is read anew, the keyboard is where it was."""
        focused: QWidget | None = self.window.focusWidget()
        host.show_page(self.window)
        self.context.reading.open(reader)
        self.changed(EVERYTHING)
        if self._loaded is not None:
            self._loaded.wake()
        (focused or self.window).setFocus()

    def end(self) -> None:
        """Another desk is opened: what was being written here goes."""
        self.window.deleteLater()
        self.deleteLater()

    def set_state(self, state: SyncState) -> None:
        """How the sync stands."""
        self.window.set_state(state)
        self.window.set_count("activity", state.needed)

    def set_looks(self, looks: Looks) -> None:
        """The look is another: what does not follow the theme by itself."""
        self.rooms.set_looks(looks)

    def set_language(self, code: str) -> None:
        """The language is another: what has no event of its own."""
        self.rooms.set_language(code)

    def count(self) -> None:
        """Tell the rail how many wait in each room."""
        for code in ("inbox", "approvals"):
            self.window.set_count(code, self.context.reading.count(VIEWS[code]))

    def open_record(self, id_: Id) -> None:
        """Show a record in the room it belongs to."""
        value = self.context.reading.value(id_)
        if isinstance(value, Letter) and value.state == "draft":
            self.write(id_)
        elif isinstance(value, Letter):
            self.window.go("approvals")
            self.rooms.open_letter(id_)
        else:
            self.window.go("inbox")
            self.inbox.open_record(id_)

    def bring(self, code: str) -> None:
        """Open a place that is not open already."""
        if self.window.current.code != code:
            self.window.go(code)

    def write(self, id_: Id) -> None:
        """Go on writing a letter in its room."""
        self.window.go("drafting")
        self.rooms.open_draft(id_)

    def _ask_undoable(self) -> None:
        """Ask, behind what the worker does now, whether there is a deed to take back."""
        self.context.bridge.run(self, self.window.set_undoable, self.context.deeds.undoable)

    def hinted(self, code: str, hints: Any) -> None:
        """The keys of a room: shown while it is open."""
        if self.window.current.code == code:
            self.window.set_legend(hints)
