# SPDX-License-Identifier: Apache-2.0
"""The main window: rail, top bar, one room at a time, the foot with the sync state and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import problems, theme, words
from ui.bridge import Fault
from ui.room import MAIN, Room
from ui.shell.keysheet import KeySheet
from ui.shell.place import Place
from ui.shell.side import Side
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Divider, Pane
from ui.widgets.focus import stand_on
from ui.widgets.keyed import ICON, hint, keys_text
from ui.widgets.notice import Strip
from ui.widgets.over import Over
from ui.widgets.search import SearchBox
from ui.widgets.statusbar import KeyHint, StatusBar
from workspace.domain.changes import Changes
from workspace.services.reading import Reading
from workspace.services.status import SyncState

translate = QCoreApplication.translate

COLLAPSE_BELOW: Final = 1080
SEARCH_MS: Final = 120
TOP: Final = 54


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window has done by others. `scale(1)` makes the text larger, -1 smaller, 0 as usual."""

    find: Callable[[str], None]
    new: Callable[[], None]
    sync: Callable[[], None]
    lock: Callable[[], None]
    leave: Callable[[], None]
    sign_in: Callable[[], None]
    scale: Callable[[int], None]


ACTIONS: Final = (
    ("find", ("Ctrl+K",), "command"),
    ("search", ("Ctrl+F", "/"), "list-filter"),
    ("new", ("Ctrl+N",), "plus"),
    ("sync", ("F5",), "refresh-cw"),
    ("undo", ("Ctrl+Z", "Z"), "undo-2"),
    ("pane_next", ("F6",), ""),
    ("pane_previous", ("Shift+F6",), ""),
    ("keys", ("F1", "?"), "keyboard"),
    ("settings", ("Ctrl+,",), "settings"),
    ("lock", ("Ctrl+L",), "lock"),
    ("leave", ("Ctrl+Q",), "log-out"),
    ("bigger", ("Ctrl++", "Ctrl+="), "eye"),
    ("smaller", ("Ctrl+-",), "eye"),
    ("usual", ("Ctrl+0",), "eye"),
)


ALWAYS: Final = frozenset({"lock", "leave"})  # also while a sheet is open, and from the system tray


class MainWindow(QWidget):
    """`places` in the order of the rail. The first one's room is made at once, the others by and by.

    `find` opens the command box over it.
    """

    def __init__(
        self,
        reading: Reading,
        places: Sequence[Place],
        ways: Ways,
        find: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName(MAIN)
        self._reading, self._places, self._ways = reading, tuple(places), ways
        self._find_anything = find
        self._card: QWidget | None = None
        self._rooms: dict[str, Room] = {}
        self._open = self._places[0]
        self._sync: words.Sync | None = None
        self._state: SyncState | None = None
        self._counts: dict[str, int] = {}
        self._hints: tuple[KeyHint, ...] = ()
        self._undoable = False
        self._fault: Fault | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_MS)
        self._typing.timeout.connect(self._find)
        self._stack = QStackedWidget()
        self._made: dict[str, QAction] = {}
        self._make_actions()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._frame: QWidget | None = None
        self._build()
        self.go(self._places[0].code)

    # ---- what others call --------------------------------------------------------------------

    @property
    def current(self) -> Place:
        """The open place."""
        return self._open

    def room(self, code: str) -> Room:
        """The room of a place, made if it was not yet."""
        if code not in self._rooms:
            place = next(each for each in self._places if each.code == code)
            made = self._rooms[code] = place.make()
            self._stack.addWidget(made)
            if self._state is not None:
                made.set_state(self._state)
        return self._rooms[code]

    def make_next(self) -> bool:
        """Make one more room; whether any is left."""
        left = [place.code for place in self._places if place.code not in self._rooms]
        if left:
            self.room(left[0])
        return len(left) > 1

    @property
    def has_card(self) -> bool:
        """Whether something stands in the rail over my name."""
        return self._card is not None

    def set_card(self, card: QWidget) -> None:
        """Stand something in the rail over my name."""
        self._card = card
        self._side.set_card(card)

    @property
    def records(self) -> int:
        """How many records lie on this device, as last told."""
        return self._state.records if self._state is not None else 0

    def action(self, name: str) -> QAction:
        """An action by its name ("sync", "go.inbox")."""
        return self._made[name]

    def go(self, code: str) -> None:
        """Open a place. What was searched for is over then: its words beside another list would claim to sift it."""
        self._search.clear()
        self._go(code)

    def _go(self, code: str) -> None:
        self._open = next(each for each in self._places if each.code == code)
        room = self.room(code)
        self._stack.setCurrentWidget(room)
        self._side.list.choose(code)
        room.enter()
        self._offer_undo()
        self.set_legend(room.legend())
        self._retitle()

    def set_state(self, state: SyncState) -> None:
        """How the sync stands: said at the foot, told to every room."""
        self._state = state
        reading = self._reading
        self._sync = words.sync_text(state, reading.zone, reading.today())
        self._tell_state()
        for room in self._rooms.values():
            room.set_state(state)

    def changed(self, changes: Changes) -> None:
        """Something changed: the reading forgets first, then every room hears of it."""
        self._reading.changed(changes)
        for room in self._rooms.values():
            room.changed(changes)
        if changes.kinds & {"officer", "position", "appointment", "unit"}:
            self._tell_me()

    def set_count(self, code: str, count: int) -> None:
        """How many wait in a place."""
        self._counts[code] = count
        if any(place.code == code and place.rail for place in self._places):
            self._side.list.set_count(code, count)

    def count(self, code: str) -> int:
        """How many wait in a place, as last told."""
        return self._counts.get(code, 0)

    def tell_keys(self) -> None:
        """The keys are others: say at the foot which work now."""
        self.set_legend(self.room(self._open.code).legend())

    def set_legend(self, hints: Sequence[KeyHint]) -> None:
        """The keys that work in the open room."""
        self._hints = tuple(hints)
        self._legend()

    def set_undoable(self, on: bool) -> None:  # noqa: FBT001 - a plain setter
        """Whether there is a deed to take back."""
        self._undoable = on
        self._offer_undo()
        self._legend()

    def show_fault(self, fault: Fault) -> None:
        """Tell what went wrong, once: the world's failure as such, our own bug as a bug."""
        if self._fault is not None and self._fault.trace == fault.trace and self._alarm.isVisible():
            return
        self._fault = fault
        copy = translate("shell", "Copy details")
        tone: theme.Tone = "amber" if fault.world else "red"
        icon = "triangle-alert" if fault.world else "octagon-x"
        self._alarm.set(problems.fault(fault.text, world=fault.world), tone, icon, action=copy)
        self._alarm.show()

    def say(self, text: str, icon: str = "info") -> None:
        """A notice across the window that one may close."""
        self._notice.set(text, "accent", icon)
        self._notice.show()

    # ---- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        old = self._frame
        self._side = Side(self._places)
        if self._card is not None:
            self._side.set_card(self._card)
        self._side.chosen.connect(self.go)
        self._side.settings.connect(self._made["settings"].trigger)
        self._search = SearchBox(
            translate("shell", "Search letters, tasks and people"),
            keys="Ctrl F",
            clear_name=translate("shell", "Clear the search"),
        )
        self._search.setObjectName("shell.search-box")
        self._search.setMaximumWidth(440)
        self._search.textChanged.connect(self._typed)
        self._search.entered.connect(self._entered)
        self._search.left.connect(lambda: self.room(self._open.code).enter())
        self._all = IconButton(translate("shell", "Search and commands"), "command")
        self._all.set_shortcut_hint(hint(self._made["find"]))
        self._all.clicked.connect(self._made["find"].trigger)
        self._new = Button(translate("shell", "New task"), "plain", "plus")
        self._new.clicked.connect(self._made["new"].trigger)
        self._again = Strip("", "amber", "key-round")
        self._again.acted.connect(self._ways.sign_in)
        close = translate("shell", "Close")
        self._alarm = Strip("", "amber", "triangle-alert", action=" ", close_name=close)
        self._alarm.acted.connect(self._copy_fault)
        self._notice = Strip("", "accent", "info", close_name=close)
        for strip in (self._again, self._alarm, self._notice):
            strip.hide()
        self._status = StatusBar()
        self._status.opened.connect(lambda: self.go("activity"))
        self._frame = self._laid_out()
        self._outer.addWidget(self._frame)
        if old is not None:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._retranslate()
        self._tell_me()
        self._tell_state()
        for code, count in self._counts.items():
            self.set_count(code, count)
        self._collapse()

    def _laid_out(self) -> QWidget:
        bar = Pane("surface")
        bar.setMinimumHeight(TOP)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(12)
        row.addWidget(self._search, 3)
        row.addWidget(self._all)
        row.addStretch(1)
        row.addWidget(self._new)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (bar, Divider(), self._again, self._alarm, self._notice):
            right.addWidget(widget)
        right.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(Divider(upright=True))
        middle.addLayout(right, 1)
        frame = Pane("surface")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self._status)
        return frame

    def _make_actions(self) -> None:
        calls: dict[str, Callable[[], object]] = {
            "find": self._find_anything,
            "search": self._to_search,
            "new": self._new_task,
            "sync": self._ways.sync,
            "undo": self._undo,
            "pane_next": lambda: self._pane(1),
            "pane_previous": lambda: self._pane(-1),
            "keys": self._show_keys,
            "settings": lambda: self.go("settings"),
            "lock": self._ways.lock,
            "leave": self._ways.leave,
            "bigger": lambda: self._ways.scale(1),
            "smaller": lambda: self._ways.scale(-1),
            "usual": lambda: self._ways.scale(0),
        }
        for name, keys, icon in ACTIONS:
            self._make(f"shell.{name}", name, keys, icon, calls[name])
        for place in self._places:
            name = f"go.{place.code}"
            self._make(name, name, place.keys, place.icon, partial(self.go, place.code))

    def _make(
        self, object_name: str, name: str, keys: Sequence[str], icon: str, call: Callable[[], object]
    ) -> None:
        action = QAction(self)
        action.setProperty(ICON, icon)
        action.setObjectName(object_name)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.triggered.connect(call if name in ALWAYS else lambda: self._trigger(call))
        self._made[name] = action
        self.addAction(action)

    def _retranslate(self) -> None:
        texts = {
            "find": translate("shell", "Search and commands"),
            "search": translate("shell", "Search this list"),
            "new": translate("shell", "New task"),
            "sync": translate("shell", "Sync now"),
            "undo": translate("shell", "Undo"),
            "pane_next": translate("shell", "Next pane"),
            "pane_previous": translate("shell", "Previous pane"),
            "keys": translate("shell", "Keyboard shortcuts"),
            "settings": translate("shell", "Settings"),
            "lock": translate("shell", "Lock the app"),
            "leave": translate("shell", "Quit"),
            "bigger": translate("shell", "Larger text"),
            "smaller": translate("shell", "Smaller text"),
            "usual": translate("shell", "Usual text size"),
        }
        for name, text in texts.items():
            self._made[name].setText(text)
        for place in self._places:
            self._made[f"go.{place.code}"].setText(place.word())
        self._new.set_shortcut_hint(hint(self._made["new"]))
        self._retitle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            code, state, sought = self.current.code, self._state, self._search.text()
            self._build()
            self._search.setText(sought)
            if state is not None:
                self._sync = words.sync_text(state, self._reading.zone, self._reading.today())
                self._tell_state()
            self._side.list.choose(code)
            self.set_legend(self.room(code).legend())

    # ---- the foot, the strips ----------------------------------------------------------------

    def _tell_state(self) -> None:
        if self._sync is None or self._state is None:
            return
        self._status.set_state(self._sync.icon, self._sync.ink, self._sync.text)
        if self._state.code == "signed-out":
            text = translate(
                "shell", "Your session ended. Sign in again to get what is new. Your work is safe."
            )
            if self._state.waiting:
                text = translate(
                    "shell", "Your session ended. Sign in again to send %n change(s). Your work is safe.", "",
                    self._state.waiting,
                )  # fmt: skip
            self._again.set(text, "amber", "key-round", action=translate("shell", "Sign in again"))
        self._again.setVisible(self._state.code == "signed-out")

    def _tell_me(self) -> None:
        reading = self._reading
        self._side.set_me(*reading.me())
        top = next((u for u in reading.directory.units.values() if not u.parent and not u.abolished), None)
        self._side.set_agency(top.name if top else "")

    def _legend(self) -> None:
        undo = self._made["undo"]
        single = keys_text(undo, 1)  # Ctrl+Z is known to everybody
        mine = [KeyHint(single, translate("shell", "undo"))] if undo.isEnabled() and single else []
        self._status.set_legend((*self._hints, *mine, KeyHint("F1", translate("shell", "all keys"))))

    def _copy_fault(self) -> None:
        if self._fault is not None:
            QGuiApplication.clipboard().setText(self._fault.trace)

    def _retitle(self) -> None:
        self.setWindowTitle(self.current.word())

    # ---- keys --------------------------------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether a sheet is open: the window under it does not hear."""
        return any(over.isVisibleTo(self) for over in self.findChildren(Over))

    def _trigger(self, call: Callable[[], object]) -> None:
        if not self.covered:
            call()

    def _offer_undo(self) -> None:
        self._made["undo"].setEnabled(self._undoable and self.room(self._open.code).undoes)

    def _undo(self) -> None:
        self.room(self._open.code).undo_last()

    def _new_task(self) -> None:
        if self.current is not self._places[0]:
            self.go(self._places[0].code)
        self._ways.new()

    def _to_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _typed(self, text: str) -> None:
        self._typing.start()
        if not text:
            self._find()

    def _find(self) -> None:
        self._typing.stop()
        text = self._search.text()
        if text and self.current is not self._places[0]:
            self._go(self._places[0].code)
            self._search.setFocus()
        self._ways.find(text)

    def _entered(self) -> None:
        if self._typing.isActive():
            self._find()
        self.room(self._open.code).enter()

    def _pane(self, by: int) -> None:
        """F6: from the rail over the search to the panes of the room, and round again."""
        rail = self._side.list.item(self._side.list.current()) if self._side.list.current() else None
        panes = [p for p in (rail, self._search, *self.room(self._open.code).panes()) if p is not None]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        now = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if now is pane or pane.isAncestorOf(now)), -1)  # type: ignore[arg-type]
        if panes:
            step = panes[(at + by) % len(panes)] if at >= 0 else panes[0]
            stand_on(step)

    def commands(self) -> list[tuple[str, list[QAction]]]:
        """Every command there is: of the open room, then those that are everywhere."""
        here = [a for a in self.room(self._open.code).findChildren(QAction) if a.objectName()]
        everywhere = [action for action in self.actions() if action not in here]
        words = {action.text() for action in everywhere}  # a room may have a button for what is everywhere
        return [
            (self.current.word(), [action for action in here if action.text() not in words]),
            (translate("shell", "Everywhere"), everywhere),
        ]

    def _show_keys(self) -> None:
        KeySheet(self, self.commands()).open()

    # ---- the window --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._collapse()

    def retheme(self) -> None:
        """Larger text needs the narrow rail sooner."""
        self._collapse()

    def _collapse(self) -> None:
        self._side.set_collapsed(self.width() < theme.current().px(COLLAPSE_BELOW))
