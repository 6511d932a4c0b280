# SPDX-License-Identifier: Apache-2.0
"""Rows of commands on their way and arrived: what, how it stands, when, and one thing to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme, when
from ui.activity import entries
from ui.widgets.button import SMALL, Button, IconButton
from ui.widgets.card import Card
from ui.widgets.chip import Tile
from ui.widgets.label import ElidedLabel, Label
from workspace.domain.ids import Id
from workspace.domain.moment import Instant, to_ms
from workspace.services.reading import Entry, Reading
from workspace.services.status import SyncState

translate = QCoreApplication.translate

TALL: Final = 52
STATE: Final = 204
ACTION: Final = 112
STATE_LOW: Final = 600  # below this width the state stands under the title


@dataclass(frozen=True, slots=True)
class Standing:
    """How a command stands: its word, icon and ink."""

    text: str
    icon: str
    ink: theme.Ink


def standing(entry: Entry, state: SyncState, now: Instant, zone: str, *, doubted: bool) -> Standing:
    """How a command stands at `now`; `doubted` if it has no effect on what is known here."""
    if entry.state == "done":
        text = translate("activity", "Received {time}").format(time=when.clock(entry.received, zone))
        return Standing(text, "check", "green")
    if entry.state == "parked":
        return Standing(translate("activity", "Held: the server failed on it"), "triangle-alert", "amber")
    if doubted:
        return Standing(translate("activity", "May be refused"), "triangle-alert", "amber")
    left = -(-(to_ms(entry.hold) - to_ms(now)) // 1000) if entry.hold else 0
    if left > 0 and entry.state != "sealed":
        return Standing(translate("activity", "Sent in %n second(s)", "", left), "hourglass", "text2")
    if state.offline:
        return Standing(translate("activity", "Waits for a connection"), "cloud-off", "amber")
    if state.code in ("signed-out", "blocked"):
        return Standing(translate("activity", "Waits until you sign in"), "key-round", "amber")
    if entry.state == "sealed":
        return Standing(translate("activity", "Being sent"), "cloud-upload", "accent")
    return Standing(translate("activity", "Next in line"), "cloud-upload", "text2")


class StateLabel(ElidedLabel):
    """An icon and how it stands."""

    def __init__(self) -> None:
        super().__init__(size=12, weight=500, tabular=True)
        self._standing = Standing("", "check", "text2")
        self.retheme_margin()

    def retheme_margin(self) -> None:
        """Room for the icon."""
        self.setContentsMargins(theme.current().px(16) + 7, 0, 0, 0)

    def set(self, standing: Standing) -> None:
        """Show how it stands."""
        if standing != self._standing:
            self._standing = standing
            self.setText(standing.text)
            self.set_ink(standing.ink)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.current().px(16)
        ink = theme.tokens().ink(self._standing.ink)
        faces.paint(QPainter(self), self._standing.icon, 0, (self.height() - side) / 2, ink, side)


class EntryRow(QWidget):
    """One command. Tab stops at it; Up and Down go to its neighbours, Enter opens what it is about.

    `undone` and `opened` carry the deed and the record.
    """

    undone = Signal(str)
    opened = Signal(str)
    moved = Signal(int)

    def __init__(self, entry: Entry, reading: Reading, *, first: bool, together: int = 1) -> None:
        """`together` is how many were one deed, which goes back as one."""
        super().__init__()
        self.entry = entry
        self._reading, self._first, self._together = reading, first, together
        self._told = entries.told(entry, reading)
        self.state = StateLabel()
        self._undo: Button | None = None
        title = ElidedLabel(self._told.title, weight=500)
        detail = ElidedLabel(self._told.detail, size=12, ink="text2", tabular=True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(title)
        texts.addWidget(detail)
        time = Label(when.short(entry.at, reading.zone, reading.today()), size=12, ink="text2", tabular=True)
        time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        time.setMinimumWidth(theme.current().px(54))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(Tile(self._told.icon, self._told.tone, side=32))
        row.addLayout(texts, 1)
        self.state.setFixedWidth(theme.current().px(STATE))
        row.addWidget(self.state)
        row.addWidget(time)
        row.addWidget(self._action())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _action(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(theme.current().px(ACTION))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        if self._may_undo():
            self._undo = Button(self._undo_text(), "plain", height=SMALL)
            if self._together > 1:
                tip = translate(
                    "activity", "These %n were one deed and go back together.", "", self._together
                )
                self._undo.setToolTip(tip)
            self._undo.clicked.connect(lambda: self.undone.emit(self.entry.deed))
            row.addWidget(self._undo)
        else:
            more = IconButton(translate("activity", "More"), "ellipsis", height=SMALL)
            more.clicked.connect(lambda: self._menu(more.mapToGlobal(QPoint(0, more.height()))))
            row.addWidget(more)
        return holder

    def _undo_text(self) -> str:
        if self._together == 1:
            return translate("activity", "Undo")
        return translate("activity", "Undo all %n", "", self._together)

    def _may_undo(self) -> bool:
        command = self.entry.command
        return (
            self.entry.state in ("held", "waiting")
            and command is not None
            and command.name != "presence.record"
        )

    def tell(self, standing: Standing) -> None:
        """Show how it stands now."""
        self.state.set(standing)
        parts = (self._told.title, standing.text, self._told.detail)
        self.setAccessibleName(". ".join(part for part in parts if part))

    def copy(self) -> None:
        """Copy the receipt."""
        QGuiApplication.clipboard().setText(self.text())

    def text(self) -> str:
        """What is copied."""
        return entries.receipt(self.entry, self._reading)

    def menu_actions(self, parent: QMenu) -> list[QAction]:
        """Copy the receipt, open the record."""
        copy = parent.addAction(translate("activity", "Copy the receipt"))
        copy.triggered.connect(self.copy)
        found = [copy]
        if self._told.record:
            look = parent.addAction(translate("activity", "Look at it"))
            look.triggered.connect(lambda: self.opened.emit(self._told.record))
            found.append(look)
        return found

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        self.menu_actions(menu)
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._told.record:
                self.opened.emit(self._told.record)
            case Qt.Key.Key_Menu:
                self._menu(self.mapToGlobal(QPoint(16, self.height())))
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.current().hit(TALL)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            QPainter(self).fillRect(QRectF(1, 0, self.width() - 2, 1), theme.tokens().hairline)


class Rows(Card):
    """A card of entry rows; it makes only those it did not have."""

    undone = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        self.rows: list[EntryRow] = []
        self._shown: tuple[tuple[Entry, int], ...] = ()

    def set(self, found: Sequence[Entry], reading: Reading, deeds: Mapping[Id, int] | None = None) -> None:
        """Show these entries, in this order; the focus stays on the entry it was on. `deeds` says how many entries
        were one deed, where that is more than one.
        """
        wanted = tuple((entry, (deeds or {}).get(entry.deed, 1)) for entry in found)
        if wanted == self._shown:
            return
        self._shown = wanted
        focused = next((row.entry.id for row in self.rows if row.hasFocus()), "")
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            EntryRow(entry, reading, first=at == 0, together=count)
            for at, (entry, count) in enumerate(wanted)
        ]
        for at, row in enumerate(self.rows):
            self.body.addWidget(row)
            row.undone.connect(self.undone)
            row.opened.connect(self.opened)
            row.moved.connect(lambda by, at=at: self._move(at + by))
            row.show()
            if row.entry.id == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, how: Callable[[Entry], Standing]) -> None:
        """Show how each stands now."""
        for row in self.rows:
            row.tell(how(row.entry))

    def _move(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
