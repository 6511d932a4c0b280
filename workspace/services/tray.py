# SPDX-License-Identifier: Apache-2.0
"""The three buttons of a refused command: apply again to the latest version, copy my words, throw away."""

from dataclasses import dataclass, fields, replace
from typing import Any

from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.services.deeds import Deeds, Outcome
from workspace.storage.absorb import sweep_now
from workspace.storage.desk import Draft
from workspace.wire import codec

SEEN = ("holder", "version", "hash")  # what a verb's arguments say the officer saw, named as in the record


@dataclass(slots=True)
class Tray:
    """Acts on the tray of one desk; only the desk's worker calls it."""

    deeds: Deeds

    def reapply(self, id_: Id) -> Outcome | None:
        """A new command with the same words, on the record as it is now; the entry goes once it is promised.

        None if the entry or its record is no longer there.
        """
        desk = self.deeds.desk
        entry = next((t for t in desk.tables.tray() if t.id == id_ and t.raw), None)
        if entry is None:
            return None
        command = codec.decode_command(entry.raw, desk.officer)
        noun = registry.noun_of(command.name)
        values: list[Any] = [desk.value(name) for name in noun.names(command)]
        if any(value is None for value in values):
            return None
        args = command.args
        for value in values:
            known = {f.name for f in fields(args)} & {f.name for f in fields(value)}
            args = replace(args, **{name: getattr(value, name) for name in SEEN if name in known})
        about = values[0].id if values and values[0] is not None else id_
        outcome = self.deeds.promise([(about, Draft(command.name, command.as_, args))])
        if outcome.count:
            outcome = replace(outcome, changes=outcome.changes | desk.discard([id_]))
        return outcome

    def discard(self, id_: Id) -> Changes:
        """Throw an entry away, with what depended on it."""
        return self.deeds.desk.discard([id_])

    def sweep(self) -> Changes:
        """Remove what a restored server no longer holds."""
        return sweep_now(self.deeds.desk)

    def unpark(self) -> Changes:
        """Let commands that were held back try again."""
        desk = self.deeds.desk
        return desk.park([w.row.id for w in desk.waiting if w.row.parked], parked=False)


def own_words(args: object) -> str:
    """The text an officer wrote in a command, to copy."""
    written = ("title", "note", "text", "result", "reason", "summary")
    return "\n".join(str(getattr(args, name)) for name in written if getattr(args, name, ""))
