# SPDX-License-Identifier: Apache-2.0
"""The three buttons of a refused command: apply again to the latest version, copy my words, throw away."""

from dataclasses import dataclass, fields, replace

from workspace.domain import draft, registry
from workspace.domain.changes import Changes
from workspace.domain.form import texts
from workspace.domain.ids import Id
from workspace.services import treekey
from workspace.services.deeds import Deeds, Outcome
from workspace.storage.absorb import sweep_now
from workspace.storage.desk import Draft
from workspace.storage.tables import Trayed
from workspace.wire import codec

SEEN = ("holder", "version", "hash")  # what a verb's arguments say the officer saw, named as in the record


@dataclass(slots=True)
class Tray:
    """Acts on the tray of one desk; only the desk's worker calls it."""

    deeds: Deeds

    def reapply(self, id_: Id) -> Outcome | None:
        """New commands with the same words, on the records as they are now, for it and what depended on it.

        An entry goes once its words are promised again; what a rule refuses on the spot stays.

        None if the entry or its record is no longer there.
        """
        desk = self.deeds.desk
        entries = [t for t in desk.tables.tray() if t.raw and id_ in (t.id, t.root)]
        entries.sort(key=lambda t: (t.id != id_, t.at, t.id))
        if not entries or entries[0].id != id_:
            return None
        drafts = [self._draft(entry) for entry in entries]
        if drafts[0] is None:
            return None
        again = [(entry.id, draft) for entry, draft in zip(entries, drafts, strict=True) if draft is not None]
        outcome = self.deeds.promise(again)
        if outcome.count:
            refused = {entry for entry, _ in outcome.refused}
            kept = [entry for entry, _ in again if entry not in refused]
            outcome = replace(outcome, changes=outcome.changes | desk.forget(kept))
        return replace(outcome, record=self._about(drafts[0]))

    def _about(self, draft: Draft) -> Id:
        """The record a draft is about."""
        args = draft.args
        return next((getattr(args, name) for name in ("task", "letter", "event") if hasattr(args, name)), "")

    def _draft(self, entry: Trayed) -> Draft | None:
        """A command of the tray on its record as it is now; None where the refused one's record is gone.

        What depended on it may name records it makes, which are there only once it is promised again.
        """
        desk = self.deeds.desk
        command = codec.decode_command(entry.raw, desk.officer)
        values = [desk.value(name) for name in registry.noun_of(command.name).names(command)]
        if entry.id == entry.root and any(value is None for value in values):
            return None
        args = command.args
        for value in (value for value in values if value is not None):
            if isinstance(args, draft.VERBS):
                args = draft.again(args, value)
                continue
            known = {f.name for f in fields(args)} & {f.name for f in fields(value)}
            args = replace(args, **{name: getattr(value, name) for name in SEEN if name in known})
        return Draft(command.name, command.as_, args)

    def discard(self, id_: Id) -> Changes:
        """Throw an entry away, with what depended on it."""
        return self.deeds.desk.discard([id_])

    def sweep(self) -> Changes:
        """Remove what a restored server no longer holds."""
        return sweep_now(self.deeds.desk)

    def report_alarm(self) -> Changes:
        """The officer told their administrator about the server's log: it needs them no more."""
        with self.deeds.desk.transaction():
            treekey.report(self.deeds.desk.tables)
        return Changes(sync=True)

    def unpark(self) -> Changes:
        """Let commands that were held back try again."""
        desk = self.deeds.desk
        return desk.park([w.row.id for w in desk.waiting if w.row.parked], parked=False)


def own_words(args: object) -> str:
    """The text an officer wrote in a command, to copy."""
    match args:
        case draft.Fill(new=part):
            return "\n".join(texts(part))
        case draft.Draft(form=form):
            return "\n".join(texts(form))
    written = ("title", "note", "text", "result", "reason", "summary")
    return "\n".join(str(getattr(args, name)) for name in written if getattr(args, name, ""))
