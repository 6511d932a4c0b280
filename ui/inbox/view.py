# SPDX-License-Identifier: Apache-2.0
"""Kotak Masuk: the list of what waits for me, the reading pane, and the deeds on what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui import words
from ui.inbox.actions import DEEDS, Actions, verb_of
from ui.inbox.can import Can
from ui.inbox.column import ListColumn
from ui.inbox.give import Given, GiveSheet, ReassignSheet
from ui.inbox.pane import ReadingPane, Value
from ui.inbox.questions import question
from ui.inbox.rows import InboxRows
from ui.inbox.sheets import ListSheet, Question, TextSheet
from ui.inbox.undoing import Undoer
from ui.room import Room, Run
from ui.widgets.beside import Beside
from ui.widgets.keyed import keys_text
from ui.widgets.lazymodel import Key
from ui.widgets.rowmodel import HeaderFace, RowFace
from ui.widgets.statusbar import KeyHint
from ui.widgets.toast import Toast
from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.task import Task
from workspace.services.deeds import Deeds, Doubt, Outcome
from workspace.services.reading import Reading
from workspace.services.status import SyncState

translate = QCoreApplication.translate

READ_MS: Final = 1_000  # passing by is not reading
FIRST: Final = 60


class InboxView(Room):
    """`reading` is read here, `deeds` only through `run`. `timer` may be passed in by tests. `quick`: show the
    first page, the rest when `complete` is called.

    `hints` carries the keys of the moment.
    """

    hints = Signal(object)
    undoes = True

    def __init__(
        self,
        reading: Reading,
        deeds: Deeds,
        run: Run,
        *,
        quick: bool = False,
        timer: QTimer | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading, self._deeds, self._run = reading, deeds, run
        self._state: SyncState | None = None
        self._can: Can | None = None
        self._keys: dict[Id, Key] = {}
        self._kept: tuple[str, frozenset[Id], Any] = "", frozenset(), None  # verb, records, what was written
        self._reader = timer if timer is not None else QTimer(self)
        self._reader.setSingleShot(True)
        self._reader.setInterval(READ_MS)
        self._reader.timeout.connect(self._has_read)
        self.acts = Actions(self)
        self.rows = InboxRows(reading)
        self.undoer = Undoer(
            self, reading, deeds, run, say=self._say, ask=self._ask, do=self._do, back=self._go_back_to
        )
        self.rows.model.checks.connect(self._offer)
        self._wire_actions()
        self.rebuild()
        self.rows.show("inbox", quick=quick)
        self._moved()

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.column.front, self.pane.body]

    def set_state(self, state: SyncState) -> None:
        """How the sync stands now."""
        self._state = state
        self.column.set_state(state)
        self._strips()

    def changed(self, changes: Changes) -> None:
        """Something changed: move only what moved, and show the chosen record anew if it was touched."""
        if changes.kinds:
            self._can = None
        if not self.rows.changed(changes):
            return
        self._moved()
        value = self.pane.value
        if value is not None and (value.id in changes.ids or changes.kinds & {"position", "appointment"}):
            self._show(value.id)

    def complete(self) -> None:
        """After the first page: all rows."""
        self.rows.reload()
        self._moved()

    def first_rows(self, count: int) -> list[RowFace | HeaderFace]:
        """The first rows of the whole inbox, as they are shown now; none while something else is."""
        if self.rows.view != "inbox" or self.rows.query:
            return []
        model = self.rows.model
        return [model.face(row) for row in range(min(count, model.rowCount()))]

    def choose(self, id_: Id) -> None:
        """Go to a record of the first page."""
        for row, face in enumerate(self.first_rows(FIRST)):
            if isinstance(face, RowFace) and face.id == id_:
                self.column.list.go(row)

    def enter(self) -> None:
        """The room was opened: the keyboard is on the list."""
        self.column.front.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str) -> None:
        """Show what a search finds, or the view again for ""."""
        self.rows.show(self.column.tabs.current() or "inbox", text)
        self._moved()

    def open_record(self, id_: Id) -> None:
        """Show a record, whether or not it stands in the list."""
        row = self.rows.row_of(id_)
        if row >= 0 and row != self.column.list.currentIndex().row():
            self.column.list.go(row)
        else:
            self._show(id_)
        self._beside.turn(reading=True)

    def undo_last(self) -> None:
        """Take the last deed back."""
        self.undoer.undo()

    @property
    def list_width(self) -> int:
        """How wide the list is, for the next start."""
        return self._beside.list_width

    def set_list_width(self, width: int) -> None:
        """Make the list as wide as it was."""
        self._beside.list_width = width
        self._fit()

    # ---- building ----------------------------------------------------------------------------

    def build(self) -> QWidget:
        self.acts.retranslate()
        self.column = ListColumn(self.rows, self.acts)
        self.pane = ReadingPane(self._reading, self.acts)
        self.column.tabs.choose(self.rows.view)
        self.column.tabs.chosen.connect(self._view_chosen)
        self.column.list.picked.connect(self._picked)
        self.column.list.opened.connect(self._opened)
        for widget in (self.column.list, self.pane):
            self.acts.attach(widget)
        self._beside = Beside(self.column, self.pane)
        return self._beside

    def keep(self) -> Any:
        return self.pane.value.id if self.pane.value else "", self.column.current_key(), self.list_width

    def restore(self, kept: Any) -> None:
        id_, key, self._beside.list_width = kept
        self.rows.reload()  # its headings and rows have the words of the other language
        self._moved()
        row = self.rows.model.row_of(key) if key is not None else -1
        if row >= 0:
            self.column.list.go(row)
        elif id_:
            self._show(id_)
        if self._state is not None:
            self.set_state(self._state)
        self._fit()

    def _wire_actions(self) -> None:
        made = self.acts
        for deed in DEEDS:
            made[deed.code].triggered.connect(partial(self._deed, deed.code))
        for code, call in (
            ("next", lambda: self.column.list.step(1)),
            ("previous", lambda: self.column.list.step(-1)),
            ("mark", lambda: self.column.mark(0)),
            ("mark_next", lambda: self.column.mark(1)),
            ("mark_previous", lambda: self.column.mark(-1)),
            ("mark_all", self._mark_all),
            ("back", self.back),
            ("new", self.new_task),
        ):
            made[code].triggered.connect(lambda _=False, call=call: call())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def retheme(self) -> None:
        """Larger text needs the narrow rules sooner."""
        self._fit()

    def _fit(self) -> None:
        """The narrow rules: the route as a tab, then list or pane alone."""
        self.pane.set_wide(self._beside.fit())

    # ---- the list ----------------------------------------------------------------------------

    def _view_chosen(self, view: str) -> None:
        self.column.unmark()
        self.rows.show(view)
        self._moved()

    def _moved(self) -> None:
        """The rows may be others now: there is a current one if there is any, and the numbers are right."""
        self.column.refresh()
        if len(self.rows) and self.column.current_key() is None:  # none, or a heading whose rows have gone
            self.column.list.go(max(0, self.column.list.currentIndex().row()))
        if not len(self.rows):
            self._picked(None)
        self._offer()

    def _picked(self, face: RowFace | None) -> None:
        self._reader.stop()
        if face is None:
            text = translate("inbox", "Choose something from the list to read it.") if len(self.rows) else ""
            self.pane.show_nothing("inbox", text)
            self._offer()
            return
        key = self.column.current_key()
        if key is not None:
            self._keys[face.id] = key
        self._show(face.id)
        self._reader.start()

    def _opened(self, face: RowFace) -> None:
        """Enter or a double click: on to the words."""
        self._has_read()
        self._beside.turn(reading=True)
        self.pane.take_focus()

    def _has_read(self) -> None:
        value = self.pane.value
        if isinstance(value, Task) and value.state == "received" and self.isVisible():
            self._run(self, lambda _: None, self._deeds.read, value.id)

    def _mark_all(self) -> None:
        if not self.column.mark_all():
            self._say(translate("inbox", "The first %n were chosen.", "", len(self.column.marked())))

    def back(self) -> None:
        """Esc: take marks away, then back from the words to the list."""
        if self.column.unmark():
            return
        self._beside.turn(reading=False)
        self.enter()

    # ---- the pane ----------------------------------------------------------------------------

    def _show(self, id_: Id) -> None:
        self.pane.say(self.pane.doubt, "")
        value = self._reading.value(id_)
        if not isinstance(value, Task | Letter):
            text = translate("inbox", "This is no longer here, or you may no longer see it.")
            self.pane.show_nothing("eye-off", text)
        else:
            face = self.column.list.current_face()
            self.pane.show_value(value, pending=face is not None and face.id == id_ and face.waiting)
            if self._state is not None and self._state.waiting:
                self._run(self, partial(self._doubted, id_), self._deeds.doubts_about, id_)
        self._offer()

    def _doubted(self, id_: Id, doubts: tuple[Doubt, ...]) -> None:
        if self.pane.value is None or self.pane.value.id != id_:
            return
        self.pane.say(self.pane.doubt, doubt_text(doubts), "triangle-alert")

    def _strips(self) -> None:
        decides = any(self.acts[deed.code].isEnabled() for deed in DEEDS)
        offline = self._state is not None and self._state.offline and decides
        text = translate(
            "inbox", "You are offline. You can still decide; it is sent as soon as you reconnect."
        )
        self.pane.say(self.pane.strip, text if offline else "")

    def _targets(self) -> list[Value]:
        """What a deed would be about: what is marked, else what is shown."""
        ids = self.column.marked()
        if not ids:
            return [self.pane.value] if self.pane.value is not None else []
        return [v for i in ids if isinstance(v := self._reading.value(i), Task | Letter)]

    def _rules(self) -> Can:
        if self._can is None:
            self._can = Can(self._reading)
        return self._can

    def _offer(self, _: object = None) -> None:
        targets = self._targets()
        self.acts.offer([self._rules().verbs(value) for value in targets])
        row = self.column.list.currentIndex().row()
        place, count = self.rows.place(row), len(self.rows)
        where = translate("inbox", "{place} of {count}").format(place=place, count=count) if place else ""
        self.pane.bar.set_where(where)
        self.column.tell_marked(deeds=any(self.acts[deed.code].isEnabled() for deed in DEEDS))
        self._strips()
        self.hints.emit(self.legend())

    def legend(self) -> tuple[KeyHint, ...]:
        """The keys that do something now, the most useful first."""
        steps = " ".join(filter(None, (keys_text(self.acts[code]) for code in ("next", "previous"))))
        made = [KeyHint(steps, translate("inbox", "move"))] if steps and len(self.rows) > 1 else []
        for deed in DEEDS:
            action = self.acts[deed.code]
            if action.isEnabled() and keys_text(action):
                made.append(KeyHint(keys_text(action), action.text().lower()))
        return tuple(made)

    # ---- deeds -------------------------------------------------------------------------------

    def new_task(self) -> None:
        """Ctrl+N: give somebody a task."""
        self._give([])

    def _deed(self, code: str) -> None:
        targets = self._targets()
        if not targets:
            return
        verb = verb_of(code, self._rules().verbs(targets[0]))
        ids = [value.id for value in targets]
        tasks = [value for value in targets if isinstance(value, Task)]
        seen = {x.id: (x.version, x.hash) for x in targets if isinstance(x, Letter)}
        deeds = self._deeds
        match verb:
            case "letter.endorse":
                self._do(deeds.endorse, ids, "", seen)
            case "task.pass_on":
                self._give(tasks)
            case "task.reassign":
                self._reassign(tasks[0])
            case "":
                return
            case _:
                calls: dict[str, Callable[[str], Any]] = {
                    "task.complete": lambda text: self._do(deeds.complete, ids, text, filled=text),
                    "task.return": lambda text: self._do(deeds.return_task, ids, text, filled=text),
                    "task.report": lambda text: self._do(deeds.report, ids[0], text),
                    "task.withdraw": lambda text: self._do(deeds.withdraw_task, ids, text, filled=text),
                    "letter.return": lambda text: self._do(deeds.return_letter, ids, text, seen, filled=text),
                    "letter.withdraw": lambda text: self._do(deeds.withdraw_letter, ids, text, filled=text),
                    "letter.withdraw_decision": lambda text: self._do(deeds.withdraw_decision, ids[0], text),
                }
                titles = [_title(value) for value in targets]
                self._ask(question(verb, titles), calls[verb], self._filled(verb, ids) or "")

    def _filled(self, verb: str, ids: Sequence[Id]) -> Any:
        """What was written when this deed was refused for these records while it was done for others."""
        kept, about, filled = self._kept
        return filled if kept == verb and about.issuperset(ids) else None

    def _ask(self, asked: Question, on_done: Callable[[str], None], written: str = "") -> None:
        self.asking(TextSheet(self.over, asked, on_done, written)).ask()

    def _give(self, tasks: Sequence[Task]) -> None:
        receivers = self._rules().receivers
        if not receivers:
            self._say(translate("inbox", "There is nobody below your position to give work to."))
            return
        ids = [value.id for value in tasks]

        def done(given: Given) -> None:
            if ids:
                args = given.to, given.urgency, given.note, given.instructions
                self._do(self._deeds.pass_on, ids, *args, filled=given)
            else:
                self._do(self._new, self._acting_for(given.to), given)

        filled = self._filled("task.pass_on", ids) if ids else None
        self.asking(GiveSheet(self.over, self._reading, receivers, tasks, done, filled)).ask()

    def _acting_for(self, receivers: Sequence[Id]) -> Id:
        """The position of mine that leads all of them, else the first: the rules will say so."""
        positions = self._rules().positions
        leads = (p for p in positions if set(receivers) <= set(self._reading.candidates([p])))
        return next(leads, positions[0])

    def _new(self, acting: Id, given: Given) -> Outcome:
        """On the desk's worker: a task to each receiver."""
        return self._deeds.give(
            acting,
            given.to,
            given.title,
            given.urgency,
            note=given.note,
            instructions=given.instructions,
            cls=given.cls,
        )

    def _reassign(self, value: Task) -> None:
        def done(given: Given) -> None:
            self._do(self._deeds.reassign, value.id, given.to[0], given.note)

        self.asking(ReassignSheet(self.over, self._reading, self._rules().receivers, value, done)).ask()

    def _do(self, call: Callable[..., Outcome], *args: Any, filled: str | Given = "") -> None:
        """`filled`: what was written, should it be refused for some."""
        self.deed(partial(self._done, filled=filled), call, *args)

    def _done(self, outcome: Outcome, *, filled: str | Given = "") -> None:
        """Say what became of a deed; what was refused stays marked and is listed with its reason."""
        self.column.unmark()
        if outcome.refused:
            self._kept = outcome.verb, frozenset(id_ for id_, _ in outcome.refused), filled
            self._refused(outcome, filled.note if isinstance(filled, Given) else filled)
            return
        undo = translate("inbox", "Undo")
        if not registry.verb(outcome.verb).hold:
            self._say(words.done(outcome.verb, outcome.count))
            return
        text = translate("inbox", "{done} Z takes it back.").format(
            done=words.done(outcome.verb, outcome.count)
        )
        self._toast().say(text, action=undo, on_act=partial(self.undoer.undo_deed, outcome.deed))

    def _refused(self, outcome: Outcome, written: str) -> None:
        rows = []
        for id_, why in outcome.refused:
            value = self._reading.value(id_)
            title = _title(value) if isinstance(value, Task | Letter) else words.verb(outcome.verb)
            rows.append((title, words.refused(why)))
        if not outcome.count and len(rows) == 1:
            self._say(rows[0][1])
            return
        keys = [self._keys[id_] for id_, _ in outcome.refused if id_ in self._keys]
        self.rows.model.check(keys)
        title = translate("inbox", "{done} %n need(s) a look.", "", len(rows)).format(
            done=words.done(outcome.verb, outcome.count) if outcome.count else ""
        )
        ListSheet(self.over, title.strip(), rows, written).open()

    def _say(self, text: str) -> None:
        self._toast().say(text)

    def _toast(self) -> Toast:
        """Near the list, or over the words where they stand alone."""
        return self.column.toast if self.column.isVisibleTo(self) else self.pane.toast

    def _go_back_to(self, records: Sequence[Id]) -> None:
        """What an undo brought back is chosen again."""
        for id_ in records:
            key = self._keys.get(id_)
            row = self.rows.model.row_of(key) if key is not None else -1
            if row >= 0:
                self.column.list.go(row)
                return


def _title(value: Value) -> str:
    return value.title or words.secret("letter" if isinstance(value, Letter) else "task")


def doubt_text(doubts: Sequence[Doubt]) -> str:
    """Why what I promised on a record may come to nothing (R1), "" while nothing speaks against it."""
    if not doubts:
        return ""
    doubt = doubts[-1]
    if doubt.why is None:
        text = translate("inbox", "{what}: held back, because the server keeps failing on it.")
        return text.format(what=words.verb(doubt.verb))
    text = translate("inbox", "{what}: may be refused. {why}")
    return text.format(what=words.verb(doubt.verb), why=words.refused(doubt.why))
