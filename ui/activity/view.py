# SPDX-License-Identifier: Apache-2.0
"""Sinkronisasi: what needs the officer, what is on its way, what arrived today; nothing is ever lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, when, words
from ui.activity.figures import Figure, Figures
from ui.activity.report import ReportSheet, report
from ui.activity.rows import EntryRow, Rows, Standing, standing
from ui.activity.urgent import Urgent
from ui.room import Room, Run
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Card, Divider, Pane, Scroll, SectionHeader
from ui.widgets.chip import Keys, Tile
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.focus import tab_in_order
from ui.widgets.keyed import KeyedActions, keys_text
from ui.widgets.label import Label
from ui.widgets.notice import EmptyState
from ui.widgets.statusbar import KeyHint
from ui.widgets.toast import Toast
from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.domain.ids import Id
from workspace.services.deeds import Deeds, Outcome, Undoing
from workspace.services.reading import Entry, Reading
from workspace.services.status import SyncState
from workspace.services.tray import Tray

SIDE: Final = 296
WIDE: Final = 980  # from this width on the side column stands beside
FEW: Final = 5  # arrived commands shown before one asks for all
MOST: Final = 60  # waiting commands shown before one asks for more
KEPT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """This device as the officer knows it, and as a problem report names it."""

    name: str
    server: str
    device: Id
    version: str


class ActivityView(Room):
    """The sync page. `reading` is read here; `deeds` and `tray` act only through `run`.

    `opened` carries a record to show in its room, `hints` the keys of the moment.
    """

    opened = Signal(str)
    hints = Signal(object)

    def __init__(
        self,
        *,
        reading: Reading,
        deeds: Deeds,
        tray: Tray,
        run: Run,
        sync_now: Callable[[], None],
        facts: DeviceFacts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading, self._deeds, self._tray, self._run = reading, deeds, tray, run
        self._sync_now, self._facts = sync_now, facts
        self._state = SyncState("synced")
        self._doubts: Mapping[Id, Refused] = {}
        self._gap: int | None = None
        self._all = False
        self._most = MOST
        self._outbox: list[Entry] = []
        self._done: list[Entry] = []
        self._tray_entries: list[Entry] = []
        self.acts = KeyedActions("activity", self)
        for code, keys, icon, call in (
            ("next", ("J",), "", lambda: self._on_row(lambda row: row.moved.emit(1))),
            ("previous", ("K",), "", lambda: self._on_row(lambda row: row.moved.emit(-1))),
            ("copy", ("Ctrl+C",), "copy", lambda: self._on_row(EntryRow.copy)),
            ("report", (), "copy", self.copy_report),
        ):
            self.acts.make(code, keys, icon)
            self.acts[code].triggered.connect(lambda _=False, call=call: call())
        self._name_actions()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes: the deed of the page, what needs the officer, what waits, what arrived."""
        self.ensure()
        cards = [card.buttons for card in self._urgent.cards[:1]]
        return [self._sync, *cards, *self._waiting.rows[:1], *self._arrived.rows[:1]]

    def legend(self) -> tuple[KeyHint, ...]:
        """The keys that do something now."""
        listed = len(self._outbox) + len(self._done)
        made = [KeyHint("F5", self.tr("sync"))]
        steps = " ".join(filter(None, (keys_text(self.acts[code]) for code in ("next", "previous"))))
        if steps and listed > 1:
            made.append(KeyHint(steps, self.tr("move")))
        if listed:
            copy = self.acts["copy"]
            made += KeyHint("Enter", self.tr("open")), KeyHint(keys_text(copy), copy.text().lower())
        return tuple(made)

    def set_state(self, state: SyncState) -> None:
        """How the sync stands now."""
        moved = (state.needed, state.sweep_held, state.parked) != (
            self._state.needed, self._state.sweep_held, self._state.parked,
        )  # fmt: skip
        self._state = state
        if not self.isVisible():
            return
        if moved:
            self._needs_you()
        self._tell_state()

    def changed(self, changes: Changes) -> None:
        """Something changed: what is hidden is read anew when it is shown."""
        if changes and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        self._outbox, self._done = self._reading.outbox(), self._reading.done_today()
        self._needs_you()
        self._lists()
        self._tell_state()
        if self._outbox:
            self._run(self, self._doubted, self._deeds.doubted)
        self._run(self, self._clock_told, self._deeds.clock_gap)

    def tick(self) -> None:
        """A second has passed: counts go down."""
        self._tell_rows()
        if any(entry.hold and entry.state == "held" for entry in self._outbox):
            now = self._reading.clock()
            if any(entry.state == "held" and entry.hold <= now for entry in self._outbox):
                self.refresh()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._fit()
        self._timer.start()
        self.refresh()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _name_actions(self) -> None:
        for code, text in (
            ("next", self.tr("Next")),
            ("previous", self.tr("Previous")),
            ("copy", self.tr("Copy the receipt")),
            ("report", self.tr("Copy problem report")),
        ):
            self.acts[code].setText(text)

    def _on_row(self, call: Callable[[EntryRow], object]) -> None:
        """Do something with the row the keyboard is on; on none, go to the first there is."""
        rows = [*self._waiting.rows, *self._arrived.rows]
        now: QWidget | None = QApplication.focusWidget()
        row = next(
            (each for each in rows if now is not None and (each is now or each.isAncestorOf(now))), None
        )
        if row is not None:
            call(row)
        elif rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    # ---- deeds -------------------------------------------------------------------------------

    def sync(self) -> None:
        """Send and fetch now; holds end."""
        self._sync_now()
        self._toast.say(self.tr("Syncing now."))

    def undo(self, deed: Id) -> None:
        """Take back a deed that still waits."""
        self._run(self, self._undone, self._deeds.take_back, deed)

    def copy_report(self) -> None:
        """Show the problem report before it is copied."""
        made_here = (e.command.dev for e in (*self._outbox, *self._done) if e.command is not None)
        text = report(
            version=self._facts.version,
            device=self._facts.device or next(made_here, ""),
            now=self._reading.clock(),
            state=self._state,
            outbox=self._outbox,
            tray=self._tray_entries,
            done=self._done,
            clock_gap=self._gap,
        )
        sheet = ReportSheet(self.over, text)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open(sheet.copy_button)

    def _undone(self, undoing: Undoing) -> None:
        if undoing.what == "undone":
            self._toast.say(words.undone(undoing.verb, len(undoing.records)))
        else:
            self._toast.say(
                self.tr("It has just been sent. You can withdraw it with a reason where it lies.")
            )
        self.refresh()

    def _reapply(self, id_: Id) -> None:
        self._run(self, self._reapplied, self._tray.reapply, id_)

    def _reapplied(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._toast.say(self.tr("It is no longer on this device; your words still are."))
        elif outcome.refused:
            why = words.refused(outcome.refused[0][1])
            self._toast.say(self.tr("Still not possible: {why}").format(why=why))
        else:
            deed = outcome.deed
            self._toast.say(
                self.tr("Applied again. It is sent in ten seconds."),
                action=self.tr("Undo"),
                on_act=lambda: self.undo(deed),
            )
        self.refresh()

    def _discard(self, id_: Id) -> None:
        self._run(self, self._discarded, self._tray.discard, id_)

    def _discarded(self, _: Changes) -> None:
        self._toast.say(self.tr("Discarded."))
        self.refresh()

    def _swept(self, _: Changes) -> None:
        self._toast.say(self.tr("Removed. Copies are kept for 30 days."))
        self.refresh()

    def _alarm_reported(self, _: Changes) -> None:
        self._toast.say(self.tr("Noted. The check of this device still shows it."))
        self.refresh()

    def _unparked(self, _: Changes) -> None:
        self._toast.say(self.tr("Trying again."))
        self._sync_now()
        self.refresh()

    def _doubted(self, doubts: Mapping[Id, Refused]) -> None:
        self._doubts = doubts
        self._tell_rows()

    def _clock_told(self, gap: int | None) -> None:
        self._gap = gap
        self._device_facts()

    # ---- what is shown -----------------------------------------------------------------------

    def _needs_you(self) -> None:
        self._tray_entries = self._reading.tray()
        self._urgent.set(self._tray_entries, self._state, self._reading)
        tab_in_order(self.content)

    def _lists(self) -> None:
        shown = self._outbox[: self._most]
        self._waiting.set(shown, self._reading, Counter(entry.deed for entry in self._outbox))
        self._waiting.setVisible(bool(shown))
        self._waiting_head.set(
            self.tr("Waiting to be sent"), len(self._outbox), self.tr("in order, the oldest first")
        )
        self._waiting_head.setVisible(bool(shown))
        self._more.setVisible(len(self._outbox) > len(shown))
        self._more.set_caption(self.tr("Show %n more", "", len(self._outbox) - len(shown)))
        done = self._done if self._all else self._done[:FEW]
        self._arrived.set(done, self._reading)
        self._arrived.setVisible(bool(done))
        self._arrived_head.set(self.tr("Done today"), len(self._done))
        self._arrived_head.setVisible(bool(done))
        self._show_all.setVisible(len(self._done) > FEW)
        self._show_all.set_caption(self.tr("Show fewer") if self._all else self.tr("Show all"))
        nothing = not (self._outbox or self._done or len(self._urgent))
        self._empty.setVisible(nothing)
        tab_in_order(self.content)
        self._tell_rows()
        self.hints.emit(self.legend())

    def _tell_rows(self) -> None:
        now = self._reading.clock()

        def how(entry: Entry) -> Standing:
            return standing(entry, self._state, now, self._reading.zone, doubted=entry.id in self._doubts)

        self._waiting.tell(how)
        self._arrived.tell(how)

    def _tell_state(self) -> None:
        reading, state = self._reading, self._state
        said = words.sync_text(state, reading.zone, reading.today())
        lead, _, rest = said.text.partition(" · ")
        tone: theme.Tone = "grey" if said.ink in ("text2", "text", "text3") else said.ink  # type: ignore[assignment]
        self._tile.set(said.icon, tone)
        self._title.setText(lead)
        self._detail.setText(rest.capitalize() if rest else self._reassurance())
        self._figures[0].set(when.number(state.waiting))
        self._figures[1].set(when.number(len(self._done)))
        contact = when.short(state.contact, reading.zone, reading.today()) if state.contact else "–"
        self._figures[2].set(contact)
        self._device_facts()
        self._tell_rows()

    def _reassurance(self) -> str:
        if self._state.code == "needs-you":
            return self.tr("Everything else is kept and sent in order.")
        return self.tr("Everything is kept on this device.")

    def _device_facts(self) -> None:
        reading, state = self._reading, self._state
        rows = [
            Fact(self.tr("Name"), self._facts.name),
            Fact(self.tr("Records kept"), when.number(state.records)),
            Fact(self.tr("Server"), self._facts.server),
        ]
        if self._gap is not None:
            off = abs(self._gap) > 120_000
            rows.append(Fact(self.tr("Clock difference"), when.gap(self._gap), "amber" if off else "text"))
        contact = self.tr("never")
        if state.contact:
            contact = when.short(state.contact, reading.zone, reading.today())
        rows.append(Fact(self.tr("Last contact"), contact, "amber" if state.offline else "text"))
        self._device.set_facts(rows)

    # ---- how it is made ----------------------------------------------------------------------

    def restore(self, kept: Any) -> None:
        self.refresh()

    def build(self) -> QWidget:
        self._name_actions()
        page = Pane("window")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Divider())
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(24, 16, 24, 20)
        self._columns.setSpacing(20)
        self._columns.addLayout(self._main(), 1)
        self._side = self._side_column()
        self._columns.addWidget(self._side, 0)
        column.addWidget(Scroll(body), 1)
        self._toast = Toast(page)
        self.setAccessibleName(self.tr("Sync"))
        return page

    def _head(self) -> QWidget:
        head = Pane("surface")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        self._tile = Tile("cloud", "grey", side=48)
        self._title = Label(size=17, weight=600, wrap=True, tabular=True)
        self._title.setMinimumWidth(theme.current().px(180))
        self._detail = Label(ink="text2", wrap=True, tabular=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        texts.addStretch(1)
        row.addWidget(self._tile)
        row.addLayout(texts, 1)
        self._figures = (
            Figure("cloud-upload", "accent", self.tr("waiting to be sent")),
            Figure("check-check", "green", self.tr("done today")),
            Figure("clock", "grey", self.tr("last contact")),
        )
        row.addWidget(Figures(self._figures))
        row.addSpacing(12)
        self._sync = Button(self.tr("Sync now"), "primary", "refresh-cw")
        self._sync.set_shortcut_hint(self.tr("Shortcut {keys}").format(keys="F5"))
        self._sync.clicked.connect(self.sync)
        row.addWidget(self._sync)
        row.addWidget(Keys("F5"))
        head.setMinimumHeight(theme.current().hit(88))
        return head

    def _main(self) -> QVBoxLayout:
        main = QVBoxLayout()
        main.setSpacing(10)
        self._urgent = Urgent()
        self._urgent.reapplied.connect(self._reapply)
        self._urgent.discarded.connect(self._discard)
        self._urgent.opened.connect(self.opened)
        self._urgent.swept.connect(lambda: self._run(self, self._swept, self._tray.sweep))
        self._urgent.unparked.connect(lambda: self._run(self, self._unparked, self._tray.unpark))
        self._urgent.reported.connect(self.copy_report)
        self._urgent.told.connect(lambda: self._run(self, self._alarm_reported, self._tray.report_alarm))
        self._waiting_head, self._waiting = SectionHeader(""), Rows()
        self._more = Button("", "link", height=SMALL)
        self._show_all = Button("", "link", height=SMALL)
        self._arrived_head, self._arrived = SectionHeader("", trailing=self._show_all), Rows()
        self._empty = EmptyState("circle-check", self.tr("No activity today."), tone="green")
        self._more.clicked.connect(self._show_more)
        self._show_all.clicked.connect(self._toggle_all)
        for rows in (self._waiting, self._arrived):
            rows.undone.connect(self.undo)
            rows.opened.connect(self.opened)
            self.acts.attach(rows)
        main.addWidget(self._urgent)
        main.addSpacing(6)
        main.addWidget(self._waiting_head)
        main.addWidget(self._waiting)
        main.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        main.addSpacing(6)
        main.addWidget(self._arrived_head)
        main.addWidget(self._arrived)
        main.addWidget(self._empty)
        main.addStretch(1)
        return main

    def _show_more(self) -> None:
        self._most += MOST
        self._lists()

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._lists()

    def _side_column(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        device = Card()
        device.body.addWidget(SectionHeader(self.tr("This device")))
        self._device = FactGrid(apart=True)
        device.body.addWidget(self._device)
        column.addWidget(device)
        safe = Card()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Tile("shield-check", "green"), 0, Qt.AlignmentFlag.AlignTop)
        text = self.tr(
            "What was refused stays here until you decide. What arrived is kept for %n day(s).", "", KEPT_DAYS
        )
        said = QVBoxLayout()
        said.setSpacing(3)
        said.addWidget(Label(self.tr("Nothing is lost"), weight=600))
        said.addWidget(Label(text, size=12, ink="text2", wrap=True))
        top.addLayout(said, 1)
        safe.body.addLayout(top)
        self._report = Button(self.tr("Copy problem report"), "plain", "copy")
        self._report.clicked.connect(self.copy_report)
        safe.body.addWidget(self._report)
        hint = self.tr("You see what will be copied first. It names nobody and quotes nothing.")
        safe.body.addWidget(Label(hint, size=12, ink="text2", wrap=True))
        column.addWidget(safe)
        column.addStretch(1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The side column beside the lists, or under them."""
        if self._content is None:
            return
        px = theme.current().px
        wide = self.width() >= px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._side.setMinimumWidth(px(SIDE) if wide else 0)
        self._side.setMaximumWidth(px(SIDE) if wide else theme.MOST_WIDE)
