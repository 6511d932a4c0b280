# SPDX-License-Identifier: Apache-2.0
"""Deeds: what an officer does with a click. Only the worker that owns the desk calls them.

Each returns an `Outcome`: the deed that can be undone, what a rule refused on the spot, and what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workspace.domain import draft, letter, presence, registry, task
from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.domain.form import Form, change, form_hash, written_hash
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import Instant, to_ms
from workspace.domain.task import Task
from workspace.storage.desk import Desk, Draft

UNDO_STEPS = 50
# Undone where one writes: the desk's undo would take a day's writing with the draft that it began with.
EDITS = frozenset({"letter.draft", "letter.fill", "letter.restore"})
ON_DRAFTS = EDITS | {"letter.discard", "letter.submit_draft"}  # of the drafter, as those of DRAFTER_VERBS
Seen = Mapping[Id, tuple[int, str]]  # of each letter the version and hash that were on the screen


@dataclass(frozen=True, slots=True)
class Outcome:
    """`count` commands are promised; `refused` pairs the record each refused draft was about with the reason."""

    verb: str
    deed: Id
    count: int
    refused: tuple[tuple[Id, Refused], ...]
    changes: Changes
    record: Id = ""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What Ctrl+Z did: "undone" without a trace; "sent": too late, `counter` is the verb that takes it back
    with a reason (empty if none does); "nothing" to undo.
    """

    what: str
    verb: str = ""
    counter: str = ""
    records: tuple[Id, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A waiting command that may be refused: `why` as the last replay found it, None if it is held back (R4)."""

    verb: str
    why: Refused | None


@dataclass(slots=True)
class Deeds:
    """Makes promises on one desk and remembers the last fifty for undo (in memory only)."""

    desk: Desk
    _stack: list[tuple[Id, str, tuple[Id, ...]]] = field(default_factory=list)

    def promise(self, drafts: Sequence[tuple[Id, Draft]]) -> Outcome:
        """Promise drafts, each paired with the record it is about, as one deed."""
        deed = self.desk.promise([draft for _, draft in drafts])
        refused = tuple((drafts[index][0], why) for index, why in deed.refused)
        verb = drafts[0][1].name if drafts else ""
        kept = tuple(id_ for index, (id_, _) in enumerate(drafts) if index not in dict(deed.refused))
        if deed.commands and not registry.verb(verb).quiet and verb not in EDITS:
            self._stack = [*self._stack[1 - UNDO_STEPS :], (deed.id, verb, kept)]
        return Outcome(verb, deed.id, len(deed.commands), refused, deed.changes, kept[0] if kept else "")

    def undoable(self) -> bool:
        """Whether there is a deed for `undo` to take back, or to say of that it was sent already."""
        return any(verb != "presence.record" for _, verb, _ in self._stack)

    def undo(self) -> Undoing:
        """Take back the last deed. Presence is never undone, only corrected, so it is passed over."""
        while self._stack:
            deed, verb, records = self._stack.pop()
            if verb == "presence.record":
                continue
            undone = self.desk.undo(deed)
            if not undone.sealed:
                return Undoing("undone", verb, "", records, undone.changes)
            return Undoing("sent", verb, registry.verb(verb).counter, records)
        return Undoing("nothing")

    def take_back(self, deed: Id) -> Undoing:
        """Take back one deed that still waits, whichever it was; presence is only corrected."""
        verb, records = next(((v, r) for d, v, r in self._stack if d == deed), ("", ()))
        waiting = [w.command for w in self.desk.waiting if w.row.deed == deed]
        verb = verb or (waiting[0].name if waiting else "")
        if not waiting or any(command.name == "presence.record" for command in waiting):
            return Undoing("nothing", verb)
        undone = self.desk.undo(deed)
        if undone.sealed:
            return Undoing("sent", verb, registry.verb(verb).counter, records)
        self._stack = [entry for entry in self._stack if entry[0] != deed]
        return Undoing("undone", verb, "", records, undone.changes)

    # what the desk knows of them

    def doubted(self) -> dict[Id, Refused]:
        """Waiting commands that have no effect on what is known here now, and why: likely refused (R1)."""
        return {w.row.id: w.doubt for w in self.desk.waiting if w.doubt is not None}

    def clock_gap(self) -> int | None:
        """How many milliseconds this device's clock is ahead of the server's; None without contact in this
        start of the machine.
        """
        boot, boottime = self.desk.boot()
        time, then, ms, _ = self._anchor()
        if not time or then != boot:
            return None
        return to_ms(self.desk.clock()) - to_ms(time) - (boottime - int(ms))

    def _anchor(self) -> tuple[Instant, str, str, str]:
        """The server's time of the last contact, the start of the machine it fell in with its milliseconds, and
        the server's mark on that time (none from before there were marks).
        """
        time, boot, ms, mark = (*self.desk.tables.meta("anchor").split(" "), "", "", "")[:4]
        return time, boot, ms or "0", mark

    def doubts_about(self, id_: Id) -> tuple[Doubt, ...]:
        """Waiting commands about a record that have no effect here (R1) or are held back, in order."""
        found = []
        for w in self.desk.waiting:
            noun = registry.noun_of(w.command.name)
            about = id_ in noun.names(w.command) or id_ in noun.creates(w.command)
            if about and (w.doubt is not None or w.row.parked):
                found.append(Doubt(w.command.name, None if w.row.parked else w.doubt))
        return tuple(found)

    # tasks

    def _task(self, id_: Id) -> Task | None:
        value = self.desk.value(id_)
        return value if isinstance(value, Task) else None

    def _on_tasks(self, ids: Sequence[Id], name: str, make: Any) -> Outcome:
        """One command for each task that is still there, acting for its holder or one of its givers."""
        drafts = []
        lost = []
        for id_ in ids:
            value = self._task(id_)
            if value is None:
                lost.append((id_, Refused("not-found", {"id": id_})))
            else:
                drafts.append((id_, Draft(name, self._acting(value, name), make(value))))
        outcome = self.promise(drafts)
        return replace(outcome, verb=name, refused=(*outcome.refused, *lost))

    def _mine(self) -> list[Id]:
        """My positions, those I hold today before those that have ended."""
        now = {h.position for h in self.desk.directory.holdings(self.desk.officer, self.desk.clock())}
        return sorted((h.position for h in self.desk.actor().holdings), key=lambda p: p not in now)

    def _acting(self, value: Task, name: str) -> Id:
        """The position of mine through which I touch this task."""
        mine = self._mine()
        wanted = (
            (value.holder, *reversed(value.chain)) if name not in GIVER_VERBS else (*reversed(value.chain),)
        )
        return next((p for p in wanted if p in mine), next(iter(mine), ""))

    def read(self, id_: Id) -> Outcome:
        """Opening marks as read, quietly, and only what is mine to do."""
        value = self._task(id_)
        mine = {h.position for h in self.desk.actor().holdings}
        if value is None or value.state != "received" or value.holder not in mine:
            return Outcome("task.read", "", 0, (), Changes())
        return self._on_tasks([id_], "task.read", lambda t: task.Read(t.id))

    def complete(self, ids: Sequence[Id], result: str) -> Outcome:
        """Done, with the same result text for all."""
        return self._on_tasks(ids, "task.complete", lambda t: task.Complete(t.id, t.holder, result))

    def return_task(self, ids: Sequence[Id], reason: str) -> Outcome:
        """Back to whoever gave it, with one reason for all."""
        return self._on_tasks(ids, "task.return", lambda t: task.Return(t.id, t.holder, reason))

    def report(self, id_: Id, text: str) -> Outcome:
        """How far it is."""
        return self._on_tasks([id_], "task.report", lambda t: task.AddReport(t.id, t.holder, text))

    def pass_on(
        self,
        ids: Sequence[Id],
        to: Sequence[Id],
        urgency: str,
        note: str = "",
        instructions: Sequence[str] = (),
    ) -> Outcome:
        """Disposition: to one or more positions below."""

        def make(t: Task) -> task.PassOn:
            children = tuple(task.Child(self.desk.ids(), position) for position in to)
            return task.PassOn(t.id, t.holder, children, urgency, note, tuple(instructions))

        return self._on_tasks(ids, "task.pass_on", make)

    def give(
        self,
        acting: Id,
        to: Sequence[Id],
        title: str,
        urgency: str,
        *,
        note: str = "",
        instructions: Sequence[str] = (),
        cls: int = 0,
    ) -> Outcome:
        """A new task to each of several positions, as one deed."""
        drafts = []
        for position in to:
            id_ = self.desk.ids()
            args = task.Give(id_, position, title, urgency, note, tuple(instructions), cls)
            drafts.append((id_, Draft("task.give", acting, args)))
        return self.promise(drafts)

    def reassign(self, id_: Id, to: Id, note: str = "") -> Outcome:
        """To another position."""
        return self._on_tasks([id_], "task.reassign", lambda t: task.Reassign(t.id, t.holder, to, note))

    def withdraw_task(self, ids: Sequence[Id], reason: str) -> Outcome:
        """The giver no longer wants it."""
        return self._on_tasks(ids, "task.withdraw", lambda t: task.Withdraw(t.id, t.holder, reason))

    # letters

    def _on_letters(self, ids: Sequence[Id], name: str, make: Any) -> Outcome:
        drafts = []
        lost = []
        mine = self._mine()
        for id_ in ids:
            value = self.desk.value(id_)
            if not isinstance(value, Letter):
                lost.append((id_, Refused("not-found", {"id": id_})))
                continue
            drafters = name in DRAFTER_VERBS | ON_DRAFTS
            wanted = (value.drafter,) if drafters else _deciders(value, name)
            acting = next((p for p in wanted if p in mine), next(iter(mine), ""))
            drafts.append((id_, Draft(name, acting, make(value))))
        outcome = self.promise(drafts)
        return replace(outcome, verb=name, refused=(*outcome.refused, *lost))

    def endorse(self, ids: Sequence[Id], note: str = "", seen: Seen | None = None) -> Outcome:
        """Approve the versions `seen` on the screen, of others the one of this moment."""
        return self._on_letters(
            ids, "letter.endorse", lambda x: letter.Endorse(x.id, *_version(x, seen), note)
        )

    def return_letter(self, ids: Sequence[Id], reason: str, seen: Seen | None = None) -> Outcome:
        """Back to the drafter, with one reason for all; `seen` as in `endorse`."""
        return self._on_letters(
            ids, "letter.return", lambda x: letter.Return(x.id, *_version(x, seen), reason)
        )

    def withdraw_letter(self, ids: Sequence[Id], reason: str) -> Outcome:
        """The drafter takes letters back that nobody has decided on."""
        return self._on_letters(ids, "letter.withdraw", lambda x: letter.Withdraw(x.id, x.version, reason))

    def withdraw_decision(self, id_: Id, reason: str) -> Outcome:
        """Take the last decision back."""

        def make(x: Letter) -> letter.WithdrawDecision:
            last = next((d.id for d in reversed(x.decisions) if d.stands), "")
            return letter.WithdrawDecision(x.id, x.version, last, reason)

        return self._on_letters([id_], "letter.withdraw_decision", make)

    def submit(
        self,
        acting: Id,
        title: str,
        summary: str,
        route: Sequence[Id],
        urgency: str,
        attachments: Sequence[str] = (),
    ) -> Outcome:
        """A new letter along its route."""
        id_ = self.desk.ids()
        names = tuple(attachments)
        hash_ = letter.content_hash(title, summary, names)
        args = letter.Submit(id_, title, summary, hash_, tuple(route), urgency, names)
        return self.promise([(id_, Draft("letter.submit", acting, args))])

    def resubmit(self, id_: Id, title: str, summary: str, attachments: Sequence[str] = ()) -> Outcome:
        """The next version of a returned letter."""
        names = tuple(attachments)
        hash_ = letter.content_hash(title, summary, names)
        return self._on_letters(
            [id_], "letter.resubmit", lambda x: letter.Resubmit(x.id, x.version, title, summary, hash_, names)
        )

    # letters that are written here

    def draft(self, acting: Id, form: Form) -> Outcome:
        """A new letter, its drafter's alone; `record` is its id."""
        id_ = self.desk.ids()
        return self.promise([(id_, Draft("letter.draft", acting, draft.Draft(id_, form)))])

    def fill(self, id_: Id, seen: Form, new: Form) -> Outcome:
        """Keep what the officer changed in a form, from what was on the screen; nothing if that is nothing."""
        if seen == new:
            return Outcome("letter.fill", "", 0, (), Changes())
        parts = change(seen, new)
        return self._on_letters([id_], "letter.fill", lambda x: draft.Fill(x.id, *parts))

    def discard(self, ids: Sequence[Id]) -> Outcome:
        """Drafts that are not wanted any more."""
        return self._on_letters(ids, "letter.discard", lambda x: draft.Discard(x.id))

    def submit_draft(self, id_: Id, form: Form, body: str) -> Outcome:
        """A draft, or what was returned, with the form on the screen and the hash of the body there."""
        hash_ = written_hash(form, body)
        return self._on_letters(
            [id_], "letter.submit_draft", lambda x: draft.SubmitDraft(x.id, x.generation, body, hash_)
        )

    def restore(self, id_: Id, form: Form, version: int) -> Outcome:
        """The form of an older version in the place of the one on the screen."""
        seen = form_hash(form)
        return self._on_letters(
            [id_], "letter.restore", lambda x: draft.Restore(x.id, x.generation, version, seen)
        )

    # presence

    def check(self, kind: str, scheme: str, note: str = "") -> Outcome:
        """Presensi masuk ("in") or pulang ("out"), with what this machine knows of time."""
        boot, boottime = self.desk.boot()
        time, then, ms, mark = self._anchor()
        evidence = presence.Evidence(boot, boottime, time or None, then, int(ms), mark)
        held = self.desk.actor().holdings
        restored = self.desk.tables.meta("restored_local")
        args = presence.Record(
            event=self.desk.ids(),
            device=self.desk.device,
            kind=kind,
            scheme=scheme,
            zone=self.desk.zone,
            evidence=evidence,
            unit=held[0].unit if held else "",
            note=note,
            rejoin="restored" if restored else "",
        )
        outcome = self.promise([(args.event, Draft("presence.record", "", args))])
        if restored and outcome.count:
            with self.desk.transaction():  # said once: from here on the chain follows its own events again
                self.desk.tables.set_meta("restored_local", "")
        return outcome


GIVER_VERBS = frozenset({"task.reassign", "task.withdraw"})
DRAFTER_VERBS = frozenset({"letter.resubmit", "letter.withdraw"})


def _version(value: Letter, seen: Seen | None) -> tuple[int, str]:
    """What a decision is bound to: what was seen, for a newer version may have come since."""
    return (seen or {}).get(value.id, (value.version, value.hash))


def _deciders(value: Letter, name: str) -> tuple[Id, ...]:
    """Through which position of the route a decision is made, or the last one taken back."""
    if name == "letter.withdraw_decision":
        return tuple(d.position for d in reversed(value.decisions) if d.stands)
    return value.route[value.step : value.step + 1]
