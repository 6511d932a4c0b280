# SPDX-License-Identifier: Apache-2.0
"""The ghost: it watches the real judge of the server and remembers what it did, outside every table.

It counts effects per command and history (I2) and judges each accepted command again, with rights read afresh
from the records of that moment (I-auth). A restore of the server puts the ghost back too.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from server.services.accept import Office, visible
from workspace.domain import registry
from workspace.domain.command import SYSTEM, Actor, Command, Effects
from workspace.domain.directory import TYPES, Directory
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id
from workspace.domain.judge import judge
from workspace.wire import codec


class Ghost:
    """What really happened on the server, in this history."""

    def __init__(self) -> None:
        self.effects: Counter[Id] = Counter()
        self.pending: Counter[Id] = Counter()
        self.wrongs: list[str] = []
        self._directory: Directory | None = None
        self._stamp = -1

    def committed(self) -> None:
        """The server's transaction became durable, and so did what it did."""
        self.effects += self.pending
        self.wrongs += [f"I2 {id_} took effect twice" for id_ in self.pending if self.effects[id_] > 1]
        self.pending.clear()

    def snapshot(self) -> Counter[Id]:
        """A backup of the counts."""
        return Counter(self.effects)

    def directory(self, office: Office) -> Directory:
        """The organisation as the ledger's own records tell it, not as the office remembers it."""
        stamp = hash(tuple((row.id, row.rev) for row in office.ledger.of_kinds(TYPES)))
        if self._directory is None or stamp != self._stamp:
            self._directory, self._stamp = Directory(), stamp
            for row in office.ledger.of_kinds(TYPES):
                self._directory.put(codec.decode_value(row.kind, row.body))
        return self._directory

    def rejudge(self, office: Office, actor: Actor, command: Command, now: str) -> Refused | None:
        """What somebody else who reads the rules would say: the refusal, or None."""
        directory = self.directory(office)
        known = directory.actor(actor.officer, now, actor.device, actor.clearance)
        keys = directory.keys(known)
        noun = registry.noun_of(command.name)
        rows = office.ledger.records([*noun.names(command), *noun.creates(command)])
        seen: dict[Id, Any] = {}
        for name in noun.names(command):
            if name not in rows or not visible(rows[name], keys, actor.clearance):
                return Refused("not-found")
            seen[name] = codec.decode_value(rows[name].kind, rows[name].body)
        seen |= {made: rows[made] for made in noun.creates(command) if made in rows}
        outcome = judge(known, command, seen, Facts(directory, office.rules, now))
        return outcome if isinstance(outcome, Refused) else None


def watched(base: type[Office], ghost: Ghost) -> type[Office]:
    """The same office, with a ghost behind it."""

    class Watched(base):  # type: ignore[misc, valid-type]
        def _judged(self, actor: Actor, command: Command, seq: int, now: str) -> Effects | Refused:
            verdict = ghost.rejudge(self, actor, command, now)
            outcome: Effects | Refused = super()._judged(actor, command, seq, now)
            if isinstance(outcome, Effects) and outcome.puts and verdict is not None:
                ghost.wrongs.append(f"I-auth {command.name} {command.id} applied, but: {verdict.code}")
            return outcome

        def _effect(self, command: Command, effects: Effects, seen: Any, seq: int) -> Effects | Refused:
            if command.by != SYSTEM:
                ghost.pending[command.id] += 1
            return super()._effect(command, effects, seen, seq)  # type: ignore[no-any-return]

    return Watched
