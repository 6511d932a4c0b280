# SPDX-License-Identifier: Apache-2.0
"""Who may write in a letter's body and read what was frozen of it, and how both sides come to have the same text."""

from collections.abc import Callable
from dataclasses import dataclass

from server.services.accept import Session, visible
from server.services.bodies import Bodies, Frozen
from server.services.ledger import Ledger
from server.services.session import Denied
from workspace.domain.canonical import sha256
from workspace.domain.directory import Directory
from workspace.domain.draft import EDITED
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import Clock
from workspace.wire import codec
from workspace.wire.protocol import BodyAnswer, BodyRequest


@dataclass(slots=True)
class Drafting:
    """The bodies of letters for officers; `directory` is as of the moment at hand."""

    ledger: Ledger
    bodies: Bodies
    directory: Callable[[], Directory]
    clock: Clock

    def exchange(self, session: Session, id_: Id, request: BodyRequest) -> BodyAnswer | Denied:
        """Keep what was typed there, and give what is new here. Inside a transaction if it brings something.

        A generation that is not open takes nothing more, and who asks is told which one is: what was decided on never
        changes. Raises BadUpdate and TooLarge.
        """
        letter = self._seen(session, id_)
        standing = self.directory().standing(session.officer, self.clock(), session.device, session.clearance)
        if letter is None or not letter.generation or standing.actor.holds(letter.drafter) is None:
            return Denied("not-found")
        if request.generation > letter.generation:
            return Denied("not-found")  # it was submitted there, and this server does not know yet
        open_ = request.generation == letter.generation and letter.state in EDITED
        if not open_ and request.updates:
            return Denied(
                "generation-closed", (("generation", str(letter.generation)), ("state", letter.state))
            )
        # Before it is taken: putting together would send those who typed all their own words again, letter and all.
        came = self.bodies.tables.updates(id_, request.generation, request.after)
        head = came[-1].n if came else request.after
        if request.updates:
            head = max(self.bodies.take(id_, request.generation, request.updates), request.after)
        known = {sha256(raw) for raw in request.updates}
        updates = tuple(one.raw for one in came if one.sha not in known)
        return BodyAnswer(epoch=self.ledger.meta("epoch"), head=head, updates=updates)

    def frozen(self, session: Session, id_: Id, version: int) -> Frozen | None:
        """The body of a version, for everybody who sees the letter."""
        return self.bodies.tables.frozen(id_, version) if self._seen(session, id_) is not None else None

    def _seen(self, session: Session, id_: Id) -> Letter | None:
        """The letter, if the officer sees it."""
        row = self.ledger.record(id_)
        standing = self.directory().standing(session.officer, self.clock(), session.device, session.clearance)
        if row is None or not visible(row, standing.keys, standing.actor.clearance):
            return None
        value = codec.decode_value(row.kind, row.body)
        return value if isinstance(value, Letter) else None
