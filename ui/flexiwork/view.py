# SPDX-License-Identifier: Apache-2.0
"""Presensi: how the day stands, the one deed that comes next, and the receipts of what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, when
from ui.flexiwork import words
from ui.flexiwork.card import today_of
from ui.flexiwork.day import DayView, left_open
from ui.flexiwork.receipts import Receipts
from ui.flexiwork.ribbon import Ribbon
from ui.flexiwork.sure import SureSheet, doubt
from ui.room import Room, Run
from ui.widgets import access
from ui.widgets.button import GREAT, Button
from ui.widgets.card import Card, Divider, Pane, Scroll, SectionHeader
from ui.widgets.chip import Keys, Tile
from ui.widgets.choice import Choice, Option
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.fields import Field
from ui.widgets.keyed import ICON, keys_text
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import Strip
from ui.widgets.statusbar import KeyHint
from ui.widgets.toast import Toast
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.moment import next_day
from workspace.domain.presence import NOTE_MAX, Presence
from workspace.services.deeds import Deeds, Outcome
from workspace.services.reading import Reading
from workspace.services.status import SyncState

TICK_MS = 20_000
AGAIN_MS = 3_000  # a second click right after the first is the same click
SIDE = 316
DEED = 340
WIDE = 1000  # from this width on the side column stands beside
DAY = 620  # from this width on the deed stands beside the state


class FlexiworkView(Room):
    """The presence page of today. `reading` is read here, `deeds` only through `run`."""

    def __init__(self, reading: Reading, deeds: Deeds, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading, self._deeds, self._run = reading, deeds, run
        self._offline = False
        self._busy = False
        self._last: Id = ""
        self._day: DayView | None = None
        self._sure: SureSheet | None = None
        self._abroad: Toast | None = None  # the toast over another room
        self._in = QAction(self)
        self._out = QAction(self)
        self._in.setObjectName("flexiwork.in")
        self._out.setObjectName("flexiwork.out")
        self._in.setProperty(ICON, "log-in")
        self._out.setProperty(ICON, "log-out")
        self._in.setShortcut(QKeySequence("Ctrl+Shift+I"))
        self._out.setShortcut(QKeySequence("Ctrl+Shift+O"))
        self._in.triggered.connect(lambda: self.check("in"))
        self._out.triggered.connect(lambda: self.check("out"))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._name_actions()

    # ---- what the window calls ---------------------------------------------------------------

    def actions_of_day(self) -> tuple[QAction, QAction]:
        """Check in and check out with their shortcuts, for the window: they act in every room."""
        return self._in, self._out

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        self.ensure()
        return [self._act, *self._receipts.rows[:1]]

    def legend(self) -> tuple[KeyHint, ...]:
        """The key of the deed that comes next."""
        leaving = self._day is not None and self._day.stage == "working"
        action = self._out if leaving else self._in
        return (KeyHint(keys_text(action), action.text().lower()),)

    def set_state(self, state: SyncState) -> None:
        """How the sync stands now."""
        self._offline = state.offline

    def changed(self, changes: Changes) -> None:
        """Something changed: what is hidden is read anew when it is shown."""
        if self.isVisible() and (changes.kinds & {"presence", "profile", "calendar"} or changes.outbox):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._timer.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def check(self, kind: str) -> None:
        """Check in or out now, with the place chosen; a second click within three seconds is the first. What does
        not follow from the day is asked about first.
        """
        if self._busy or self._sure is not None:
            return
        self.ensure()
        self.refresh()
        scheme = next(iter(self._place.chosen()), "office")
        why = doubt(kind, scheme, self._day, self._reading.zone) if self._day is not None else ""
        if not why:
            self._record(kind)
            return
        self._sure = SureSheet(self.over, kind, why, lambda: self._record(kind))
        self._sure.closed.connect(self._answered)
        self._sure.ask()

    def _answered(self) -> None:
        self._sure = None

    def _record(self, kind: str) -> None:
        self._busy = True
        QTimer.singleShot(AGAIN_MS, self, self._free)
        self._act.setEnabled(False)
        scheme = next(iter(self._place.chosen()), "office")
        if kind == "out" and self._day is not None and self._day.stage == "working":
            scheme = self._day.scheme
        note = self._note.text().strip() if self._note_field.isVisibleTo(self) else ""
        self._run(self, self._checked, self._deeds.check, kind, scheme, note)

    # ---- what happens ------------------------------------------------------------------------

    def _checked(self, outcome: Outcome) -> None:
        self.refresh()
        event = self._reading.value(outcome.record)
        if outcome.refused or not isinstance(event, Presence):
            self._tell_toast(self.tr("The entry was not made. Copy a problem report from the Sync page."))
            return
        self._last = event.id
        self._note.clear()
        said = words.kept(event, self._reading.zone, offline=self._offline)
        self._tell_toast(said)
        self._said.setText(" ".join(part for part in (said, words.clock_note(event)) if part))
        self._said.show()
        access.announce(self, said)

    def _tell_toast(self, text: str) -> None:
        """Said where the officer is: the keys of the day act in every room."""
        place = self.parentWidget()
        if self.isVisible() or place is None:
            self._toast.say(text)
            return
        if self._abroad is None:
            self._abroad = Toast(place)
        self._abroad.say(text)

    def _free(self) -> None:
        self._busy = False
        self._act.setEnabled(True)

    def refresh(self) -> None:
        """Read the day anew."""
        now = self._reading.clock()
        view = today_of(self._reading)
        fresh = self._day is None or (view.stage, view.scheme) != (self._day.stage, self._day.scheme)
        self._day = view
        self._date.setText(when.long_day(view.day))
        self._tell(view)
        self._ribbon.set(view, now)
        self._receipts.set(view.events, self._leaves())
        self._facts.set_facts(self._fact_rows(view))
        if fresh:
            self._place.choose([view.scheme or "office"])
            self._placed()
        self._yesterday()

    def _leaves(self) -> dict[Id, str]:
        done = [e for e in self._reading.done_today() if e.command and e.command.name == "presence.record"]
        return {e.command.args.event: e.leaf for e in done if e.command}

    def _tell(self, view: DayView) -> None:
        now, zone = self._reading.clock(), self._reading.zone
        working = view.stage == "working"
        icon = (
            words.ICONS.get(view.scheme, "clock") if working else "circle-check" if view.events else "clock"
        )
        tone: theme.Tone = "green" if view.events else "amber" if self._is_late(view) else "grey"
        self._tile.set(icon, tone)
        self._state.setText(self._state_text(view))
        self._state.set_ink("green" if view.events else "text2")
        self._big.setText(when.clock(now, zone) if view.stage == "before" else when.span(view.minutes))
        self._detail.setText(self._detail_text(view))
        self._act.set_caption(words.kind(view.wanted))
        self._act.set_icon("log-out" if working else "log-in")
        self._act.set_kind("plain" if view.stage == "done" else "primary")
        keys = self._out if working else self._in
        hint = keys.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._act.set_shortcut_hint(self.tr("Shortcut {keys}").format(keys=hint))
        self._keys_in.setVisible(not working)
        self._keys_out.setVisible(working)
        self._warn.setText(self._warning(view))
        self._warn.setVisible(bool(self._warn.text()))

    def _is_late(self, view: DayView) -> bool:
        return view.office is not None and self._reading.clock() > view.office.start

    def _state_text(self, view: DayView) -> str:
        if view.stage == "working":
            return words.working(view.scheme)
        if view.stage == "done":
            return self.tr("Done for today")
        return self.tr("Not checked in yet") if view.office else self.tr("A day off")

    def _detail_text(self, view: DayView) -> str:
        zone = self._reading.zone
        if view.stage == "working":
            return self.tr("Checked in {time}, rest included").format(
                time=when.clock(view.spells[0].start, zone)
            )
        if view.stage == "done":
            return self.tr("Checked in {start}, checked out {end}").format(
                start=when.clock(view.since, zone) if view.since else "–", end=when.clock(view.until, zone)
            )
        if view.office is None:
            return self.tr("You can record presence all the same.")
        return self.tr("Office hours {start} to {end}").format(
            start=when.clock(view.office.start, zone), end=when.clock(view.office.end, zone)
        )

    def _warning(self, view: DayView) -> str:
        if view.stage == "working" and view.short:
            return self.tr("Leaving now is {span} too early").format(span=when.span(view.short))
        if view.stage == "before" and self._is_late(view) and view.office is not None:
            late = when.minutes_between(view.office.start, self._reading.clock())
            return self.tr("Office hours began {span} ago").format(span=when.span(late))
        return ""

    def _fact_rows(self, view: DayView) -> list[Fact]:
        zone = self._reading.zone
        rows = []
        if view.office is not None:
            hours = f"{when.clock(view.office.start, zone)} – {when.clock(view.office.end, zone)}"
            rows.append(Fact(self.tr("Office hours"), hours))
            rows.append(Fact(self.tr("Rest"), when.span(view.office.rest)))
        if view.events:
            rows.append(Fact(self.tr("Present so far"), when.span(view.minutes)))
        if view.late is not None and view.since:
            late = self.tr("{span} late").format(span=when.span(view.late))
            arrived = late if view.late else self.tr("in time")
            rows.append(Fact(self.tr("Arrival"), arrived, "amber" if view.late else "green"))
        profile = self._reading.profile()
        if profile is not None:
            rows.append(Fact(self.tr("Rules of"), profile.region))
        return rows

    def _yesterday(self) -> None:
        event = left_open(self._reading.presence_on(next_day(self._reading.today(), -1)))
        self._open_day.setVisible(event is not None)
        if event is not None:
            text = self.tr(
                "You did not check out yesterday (checked in {time}). Tell your head or the personnel officer;"
                " entries are corrected, never changed."
            )
            time = when.clock(event.trusted_time or event.at, self._reading.zone)
            self._open_day.set(text.format(time=time), "amber", "triangle-alert")

    def _placed(self) -> None:
        """Another place was chosen: while working it can be recorded at once."""
        chosen = next(iter(self._place.chosen()), "")
        working = self._day is not None and self._day.stage == "working"
        moving = working and self._day is not None and chosen != self._day.scheme
        self._move.setVisible(moving)
        self._move.set_caption(self.tr("Record change of place: {place}").format(place=words.scheme(chosen)))
        self._note_field.setVisible(chosen in ("elsewhere", "travel") and (moving or not working))

    # ---- how it is made ----------------------------------------------------------------------

    def keep(self) -> tuple[str, tuple[str, ...]]:
        return self._note.text(), self._place.chosen()

    def restore(self, kept: tuple[str, tuple[str, ...]]) -> None:
        self._day = None
        self.refresh()
        self._note.setText(kept[0])
        self._place.choose(kept[1])
        self._placed()

    def _name_actions(self) -> None:
        self._in.setText(words.kind("in"))
        self._out.setText(words.kind("out"))

    def build(self) -> QWidget:
        self._name_actions()
        page = Pane("window")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Divider())
        self._open_day = Strip("", "amber", "triangle-alert")
        self._open_day.hide()
        column.addWidget(self._open_day)
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(24, 16, 24, 20)
        self._columns.setSpacing(16)
        main = QVBoxLayout()
        main.setSpacing(14)
        main.addWidget(self._state_card())
        self._receipts = Receipts(self._reading.zone)
        main.addWidget(self._receipts)
        main.addStretch(1)
        self._side = self._side_column()
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side, 0)
        column.addWidget(Scroll(body), 1)
        self._toast = Toast(page)
        self.setAccessibleName(self.tr("Presence"))
        return page

    def _head(self) -> QWidget:
        head = Pane("surface")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(Label(self.tr("Presence"), size=17, weight=600))
        row.addStretch(1)
        self._date = Label(weight=600, tabular=True)
        row.addWidget(self._date)
        head.setFixedHeight(theme.current().hit(54))
        return head

    def _state_card(self) -> Card:
        card = Card(padding=24)
        self._tile = Tile("clock", "grey", side=56)
        self._state = ElidedLabel(size=15, weight=600)
        self._big = Label(size=28, weight=600, tabular=True)
        self._detail = Label(size=12, ink="text2", wrap=True, tabular=True)
        said = QVBoxLayout()
        said.setSpacing(2)
        for label in (self._state, self._big, self._detail):
            said.addWidget(label)
        said.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        words_row = QHBoxLayout()
        words_row.setSpacing(16)
        words_row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        words_row.addLayout(said, 1)
        self._top.addLayout(words_row, 1)
        self._top.addLayout(self._deed_column())
        self._said = Label(size=12, ink="text2", wrap=True, tabular=True)
        self._said.hide()
        self._ribbon = Ribbon(self._reading.zone)
        card.body.setSpacing(14)
        card.body.addLayout(self._top)
        card.body.addWidget(self._said)
        card.body.addLayout(self._place_row())
        card.body.addWidget(Divider())
        card.body.addWidget(self._ribbon)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return card

    def _deed_column(self) -> QVBoxLayout:
        self._act = Button("", "primary", "log-in", height=GREAT)
        self._act.setMinimumWidth(theme.current().px(DEED))
        self._act.clicked.connect(lambda: self.check(self._day.wanted if self._day else "in"))
        self._warn = Label(size=12, weight=500, ink="amber", wrap=True)
        self._warn.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._keys_in, self._keys_out = Keys("Ctrl Shift I"), Keys("Ctrl Shift O")
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._act)
        column.addWidget(self._warn)
        for keys in (self._keys_in, self._keys_out):
            column.addWidget(keys, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return column

    def _place_row(self) -> QVBoxLayout:
        options = [Option(code, words.scheme(code)) for code in words.SCHEMES]
        self._place = Choice(self.tr("Where you work"), options)
        self._place.changed.connect(self._placed)
        self._note = QLineEdit()
        self._note.setMaxLength(NOTE_MAX)
        self._note.setFixedHeight(theme.current().hit(34))
        self._note_field = Field(
            self.tr("Place or letter of assignment"), self._note, help_text=self.tr("May stay empty.")
        )
        self._move = Button("", "tint", "map-pin")
        self._move.clicked.connect(lambda: self.check("in"))
        self._move.hide()
        self._note_field.hide()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._place)
        column.addWidget(self._note_field)
        row = QHBoxLayout()
        row.addWidget(self._move)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _side_column(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        card = Card()
        card.body.addWidget(SectionHeader(self.tr("Today")))
        self._facts = FactGrid(apart=True)
        card.body.addWidget(self._facts)
        column.addWidget(card)
        note = Card()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Tile("eye-off", "green"), 0, Qt.AlignmentFlag.AlignTop)
        text = self.tr("This app takes no screenshots and does not record your typing.")
        more = self.tr(
            "It keeps the time, the place you state, and what this device knew of the server's clock."
        )
        said = QVBoxLayout()
        said.addWidget(Label(text, size=12, weight=600, wrap=True))
        said.addWidget(Label(more, size=12, ink="text2", wrap=True))
        top.addLayout(said, 1)
        note.body.addLayout(top)
        column.addWidget(note)
        column.addStretch(1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The side column beside the day or under it, the deed beside the state or under it."""
        if self._content is None:
            return
        px = theme.current().px
        wide = self.width() >= px(WIDE)
        day = self.width() - 48 - (px(SIDE) + 16 if wide else 0)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._side.setMinimumWidth(px(SIDE) if wide else 0)
        self._side.setMaximumWidth(px(SIDE) if wide else theme.MOST_WIDE)
        self._top.setDirection(across if day >= px(DAY) else down)
