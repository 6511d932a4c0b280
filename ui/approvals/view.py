# SPDX-License-Identifier: Apache-2.0
"""Persetujuan: letters that wait for a decision, what changed since the last one, one by one or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui import words
from ui.approvals import letters
from ui.approvals.actions import DEEDS, Actions
from ui.approvals.batch import BatchPane, ids, sort_out
from ui.approvals.column import LetterColumn
from ui.approvals.pane import LetterPane
from ui.approvals.rows import ApprovalRows
from ui.approvals.sheets import Form, LetterSheet, ReasonSheet
from ui.room import Room, Run
from ui.widgets.beside import Beside
from ui.widgets.keyed import keys_text
from ui.widgets.rowmodel import RowFace
from ui.widgets.statusbar import KeyHint
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.services.deeds import Deeds, Outcome, Undoing
from workspace.services.reading import Reading
from workspace.services.status import SyncState

translate = QCoreApplication.translate

OFFERS: Final = {
    "decide": ("approve", "return"),
    "revise": ("resubmit", "withdraw_letter"),
    "decided": ("withdraw",),
    "look": (),
}


class ApprovalsView(Room):
    """`reading` is read here, `deeds` only through `run`. `counted` carries how many wait, `hints` the keys."""

    counted = Signal(int)
    hints = Signal(object)
    written = Signal(str)  # a letter whose next version is written in a room of its own
    undoes = True

    def __init__(self, reading: Reading, deeds: Deeds, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading, self._deeds, self._run = reading, deeds, run
        self._state: SyncState | None = None
        self._looked: set[tuple[Id, int]] = set()
        self._left: tuple[Id, ...] = ()
        self.acts = Actions(self)
        self.rows = ApprovalRows(reading)
        self.rows.model.checks.connect(self._marks_moved)
        self._stale = True
        self._wire()

    def _wire(self) -> None:
        calls: dict[str, Callable[[], Any]] = {
            "approve": self.approve,
            "return": self.send_back,
            "resubmit": self.resubmit,
            "withdraw": self.withdraw_decision,
            "withdraw_letter": self.withdraw_letter,
            "new": self.new_letter,
            "next": lambda: self.column.list.step(1),
            "previous": lambda: self.column.list.step(-1),
            "mark": lambda: self.column.mark(0),
            "mark_next": lambda: self.column.mark(1),
            "mark_previous": lambda: self.column.mark(-1),
            "mark_all": self._mark_all,
            "change": self._next_change,
            "back": self.back,
        }
        for code, call in calls.items():
            self.acts[code].triggered.connect(lambda _=False, call=call: call())

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        self.ensure()
        body = self.batch.body if self._pages.currentWidget() is self.batch else self.pane.body
        return [self.column.front, body]

    def enter(self) -> None:
        """The room was opened: the keyboard is on the list."""
        self.column.front.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_state(self, state: SyncState) -> None:
        """How the sync stands now."""
        self._state = state
        if self._content is not None:
            self._strip()

    def changed(self, changes: Changes) -> None:
        """Something changed: move only what moved, show the letter anew if it was touched."""
        moved = changes.ids or changes.kinds or changes.outbox
        if not (moved or changes.bodies):
            return
        if not self.isVisible():
            self._stale = True
            return
        if moved:
            self._reload()
        value = self.pane.value
        if value is not None and value.id in changes.ids | changes.bodies:
            self._show(value.id)
        if changes.bodies & {*self.column.marked()}:
            self._show_batch()

    def open_record(self, id_: Id) -> None:
        """Show a letter, whether or not it stands in the list."""
        self.ensure()
        if self._stale:
            self._reload()
        row = self.rows.model.row_of(id_)
        if row >= 0:
            self.column.list.go(row)
        else:
            self._show(id_)
        self._beside.turn(reading=True)

    def undo_last(self) -> None:
        """Take the last deed back."""
        self.undo()

    def undo(self) -> None:
        """Take the last deed back."""
        self._run(self, self._undone, self._deeds.undo)

    def legend(self) -> tuple[KeyHint, ...]:
        """The keys that do something now, the most useful first."""
        steps = " ".join(filter(None, (keys_text(self.acts[code]) for code in ("next", "previous"))))
        made = [KeyHint(steps, translate("approvals", "move"))] if steps and len(self.rows) > 1 else []
        if len(self.rows) and (mark := keys_text(self.acts["mark"])):
            made.append(KeyHint(mark, translate("approvals", "select")))
        for deed in DEEDS:
            action = self.acts[deed.code]
            if action.isEnabled() and keys_text(action):
                made.append(KeyHint(keys_text(action), action.text().lower()))
        return tuple(made)

    # ---- building ----------------------------------------------------------------------------

    def build(self) -> QWidget:
        self.acts.retranslate()
        self.column = LetterColumn(self.rows, self.acts)
        self.pane = LetterPane(self._reading, self.acts)
        self.batch = BatchPane(self._reading, self.acts)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.pane)
        self._pages.addWidget(self.batch)
        self.column.tabs.choose(self.rows.tab)
        self.column.tabs.chosen.connect(self._tab_chosen)
        self.column.list.picked.connect(self._picked)
        self.column.list.opened.connect(self._opened)
        self.pane.looked.connect(self._has_looked)
        self.batch.approved.connect(self._approve_all)
        self.batch.returned.connect(self._return_all)
        self.batch.opened.connect(self._open_alone)
        self.batch.dropped.connect(lambda id_: self.column.unmark([id_]))
        self.batch.released.connect(self.column.clear_marks)
        self.batch.report_opened.connect(lambda: self._open_alone(self._left[0] if self._left else ""))
        for widget in (self.column.list, self._pages):
            self.acts.attach(widget)
        self._beside = Beside(self.column, self._pages)
        return self._beside

    def keep(self) -> Any:
        return self.column.current_id(), self.batch.reason.value(), self._beside.list_width

    def restore(self, kept: Any) -> None:
        id_, reason, self._beside.list_width = kept
        self.rows.reload()
        self._moved()
        if self.rows.model.row_of(id_) >= 0:
            self.column.list.go(self.rows.model.row_of(id_))
        self.batch.reason.set_value(reason)
        self._marks_moved(())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._stale:
            self._reload()

    def _fit(self) -> None:
        """The narrow rules: the route as a tab, then list or pane alone."""
        self.pane.set_wide(self._beside.fit())

    # ---- the list ----------------------------------------------------------------------------

    def _tab_chosen(self, tab: str) -> None:
        self.column.unmark()
        self.rows.show(tab)
        self._moved()

    def _reload(self) -> None:
        """Read the list anew: what is hidden is read when it is shown."""
        self._stale = False
        self.rows.reload()
        self._moved()
        if self.pane.value is not None:
            self._show(self.pane.value.id)

    def _moved(self) -> None:
        self.column.refresh()
        if len(self.rows) and not self.column.list.currentIndex().isValid():
            self.column.list.go(0)
        if not len(self.rows):
            now = QApplication.focusWidget()
            if now is not None and self.pane.isAncestorOf(now):
                self.back()  # before the letter goes, or the keyboard would be left on an empty place
            self._picked(None)
        self._show_batch()
        self._offer()
        self.counted.emit(self.rows.counts.get("all", 0))

    def _picked(self, face: RowFace | None) -> None:
        if face is None:
            text = translate("approvals", "Choose a letter from the list.") if len(self.rows) else ""
            self.pane.show_nothing("stamp", text)
            self._offer()
            return
        self._show(face.id)

    def _opened(self, face: RowFace) -> None:
        self._beside.turn(reading=True)
        self.panes()[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_change(self) -> None:
        self.pane.next_change()

    def _mark_all(self) -> None:
        if not self.column.mark_all():
            count = len(self.column.marked())
            self._say(translate("approvals", "The first %n were chosen.", "", count))

    def back(self) -> None:
        """Esc: take marks away, then back from the letter to the list."""
        if self.column.unmark():
            return
        self._beside.turn(reading=False)
        self.enter()

    # ---- what is shown -----------------------------------------------------------------------

    def _show(self, id_: Id) -> None:
        value = self._reading.value(id_)
        if isinstance(value, Letter):
            self.pane.show_value(value, letters.mine(value, self._reading))
        else:
            text = translate("approvals", "This is no longer here, or you may no longer see it.")
            self.pane.show_nothing("eye-off", text)
        self._offer()

    def _has_looked(self) -> None:
        """What stood on the screen alone may be decided on with others."""
        if self.pane.value is not None and self._pages.currentWidget() is self.pane:
            self._looked.add((self.pane.value.id, self.pane.value.version))

    def _marks_moved(self, _: object) -> None:
        self._show_batch()
        self._offer()

    def _show_batch(self) -> None:
        many = self.column.marked()
        on = len(many) > 1
        if on:
            values = [v for id_ in many if isinstance(v := self._reading.value(id_), Letter)]
            self.batch.show_chosen(sort_out(values, self._reading, self._looked))
        self._pages.setCurrentWidget(self.batch if on else self.pane)

    def _open_alone(self, id_: Id) -> None:
        """Look at one letter: the others lose their marks, this one is shown."""
        self.column.unmark()
        if id_:
            self.open_record(id_)

    def _offer(self) -> None:
        part = self.pane.mine.part if self.pane.mine is not None else "look"
        batch = self._pages.currentWidget() is self.batch
        offered = OFFERS["decide"] if batch else OFFERS[part]
        unseen = self.pane.missing and not batch
        self.acts.offer([code for code in offered if not (unseen and code == "approve")])
        value = self.pane.value
        if value is not None:
            text = translate("approvals", "Approve version {n}").format(n=value.version)
            self.pane.bar.name("approve", text)
            written = value.form is not None
            again = translate("approvals", "Revise") if written else translate("approvals", "Submit again")
            self.acts["resubmit"].setText(again)
            self.pane.bar.name("resubmit", again)
        self.pane.bar.fit()
        place, count = self.rows.place(self.column.list.currentIndex().row()), len(self.rows)
        where = translate("approvals", "{place} of {count}").format(place=place, count=count) if place else ""
        self.pane.bar.set_where(where)
        self._strip()
        self.hints.emit(self.legend())

    def _strip(self) -> None:
        deciding = any(self.acts[deed.code].isEnabled() for deed in DEEDS)
        offline = self._state is not None and self._state.offline and deciding
        text = translate(
            "approvals", "You are offline. You can still decide; it is sent as soon as you reconnect."
        )
        self.pane.say(text if offline else "")

    # ---- deeds -------------------------------------------------------------------------------

    def approve(self) -> None:
        """A: approve the version on the screen, or all that are marked and fit."""
        if self._pages.currentWidget() is self.batch:
            self.batch.ask_approve()
        elif self.pane.value is not None and not self.pane.missing:
            self._do([self.pane.value], self._deeds.endorse, "")

    def send_back(self) -> None:
        """R: return it with a reason, or all that are marked with one."""
        if self._pages.currentWidget() is self.batch:
            self.batch.ask_return()
            return
        value = self.pane.value
        if value is not None:
            self._ask(
                value,
                translate("approvals", "Return for revision"),
                translate("approvals", "Write why you return it. The drafter will read this."),
                translate("approvals", "Return"),
                lambda reason: self._do([value], self._deeds.return_letter, reason),
            )

    def withdraw_decision(self) -> None:
        """Take my decision back: without a trace while it waits here, else with a reason."""
        value, part = self.pane.value, self.pane.mine
        if value is None or part is None or part.decision is None:
            return
        made = part.decision.id
        row = next((r for r in self._reading.reader.outbox() if r.id == made and not r.sealed), None)
        if row is not None:
            self._run(self, self._undone, self._deeds.take_back, row.deed)
            return
        self._ask(
            value,
            translate("approvals", "Withdraw decision"),
            translate("approvals", "Write why you withdraw it. The drafter and the route will read this."),
            translate("approvals", "Withdraw decision"),
            lambda reason: self.deed(self._done, self._deeds.withdraw_decision, value.id, reason),
        )

    def withdraw_letter(self) -> None:
        """The drafter takes the letter back."""
        value = self.pane.value
        if value is not None:
            self._ask(
                value,
                translate("approvals", "Withdraw the letter"),
                translate("approvals", "Write why you withdraw it. The route will read this."),
                translate("approvals", "Withdraw the letter"),
                lambda reason: self.deed(self._done, self._deeds.withdraw_letter, [value.id], reason),
            )

    def new_letter(self) -> None:
        """Submit a new letter along the heads above me."""
        self.ensure()
        positions = [p for p in self._reading.my_positions() if self._reading.heads_above(p)]
        if not positions:
            self._say(translate("approvals", "There is no head above your position to submit a letter to."))
            return

        def done(form: Form) -> None:
            self.deed(
                self._done,
                self._deeds.submit,
                form.acting,
                form.title,
                form.summary,
                form.route,
                form.urgency,
                form.attachments,
            )

        self.asking(LetterSheet(self.over, self._reading, positions, done)).ask()

    def resubmit(self) -> None:
        """E: submit the next version of a letter that was returned to me."""
        value = self.pane.value
        if value is None:
            return
        if value.form is not None:
            self.written.emit(value.id)
            return

        def done(form: Form) -> None:
            self.deed(self._done, self._deeds.resubmit, value.id, form.title, form.summary, form.attachments)

        self.asking(LetterSheet(self.over, self._reading, [value.drafter], done, value)).ask()

    def _approve_all(self, note: str) -> None:
        self._do(self.batch.chosen.fit, self._deeds.endorse, note, many=True)

    def _return_all(self, reason: str) -> None:
        self._do(self.batch.chosen.fit, self._deeds.return_letter, reason, many=True)

    def _do(
        self, values: Sequence[Letter], call: Callable[..., Outcome], text: str, *, many: bool = False
    ) -> None:
        """Decide on exactly the versions on the screen."""
        seen = {value.id: (value.version, value.hash) for value in values}
        self.deed(self._batch_done if many else self._done, call, ids(values), text, seen)

    def _ask(self, value: Letter, title: str, fault: str, word: str, on_done: Callable[[str], None]) -> None:
        subject = letters.subject(value)
        sheet = ReasonSheet(
            self.over, title=title, subject=subject, fault=fault, word=word, icon="undo-2", on_done=on_done
        )
        self.asking(sheet).ask()

    # ---- what became of it -------------------------------------------------------------------

    def _done(self, outcome: Outcome) -> None:
        if outcome.refused:
            self._say(words.refused(outcome.refused[0][1]))
            return
        text = translate("approvals", "{done} Z takes it back.").format(
            done=words.done(outcome.verb, outcome.count)
        )
        undo = partial(self._run, self, self._undone, self._deeds.take_back, outcome.deed)
        self._toast().say(text, action=translate("approvals", "Undo"), on_act=undo)

    def _batch_done(self, outcome: Outcome) -> None:
        """Keep the good, list what was refused: it alone stays marked, and the words are kept for it."""
        self._left = tuple(id_ for id_, _ in outcome.refused)
        self.column.unmark()
        if not outcome.refused:
            self.batch.reason.set_value("")
            self._done(outcome)
            return
        self.rows.model.check(self._left)
        why = words.refused(outcome.refused[0][1])
        done = words.done(outcome.verb, outcome.count) if outcome.count else ""
        text = translate("approvals", "%n need(s) a look: {why}", "", len(outcome.refused)).format(why=why)
        whole = f"{done} {text}".strip()
        self.batch.say_report(whole, "amber", translate("approvals", "Look at it"))
        self._toast().say(whole)

    def _undone(self, undoing: Undoing) -> None:
        if undoing.what == "undone":
            self._say(words.undone(undoing.verb, len(undoing.records)))
            back = next((self.rows.model.row_of(id_) for id_ in undoing.records), -1)
            if back >= 0:
                self.column.list.go(back)
        elif undoing.counter == "letter.withdraw_decision" and undoing.records:
            self.open_record(undoing.records[0])
            self.withdraw_decision()
        else:
            self._say(translate("approvals", "There is nothing to undo here."))

    def _say(self, text: str) -> None:
        self._toast().say(text)

    def _toast(self) -> Any:
        """Near the list, or over the letter where it stands alone."""
        return self.column.toast if self.column.isVisibleTo(self) else self.pane.toast
