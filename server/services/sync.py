# SPDX-License-Identifier: Apache-2.0
"""One round of "sync/1": judge what was sent, then answer from one consistent view.

The two halves are apart because the commands of all who came together are judged before anybody is answered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from server.services.accept import Accepted, Office, Session
from server.services.feed import Feed
from workspace.domain.ids import Id, Key
from workspace.wire.protocol import SyncAnswer, SyncRequest


@dataclass(slots=True)
class Sync:
    """`new_epoch` mints a name for a history that begins now."""

    office: Office
    feed: Feed
    new_epoch: Callable[[], Id]

    def needs_write(self, session: Session, request: SyncRequest) -> bool:
        """Whether the first half would write: an idle pull of a known key set does not."""
        return (
            bool(request.commands)
            or self.feed.new_keyset(session) is not None
            or self.feed.proves_restore(request.token)
        )

    def judge_inside(self, session: Session, request: SyncRequest) -> Accepted:
        """The first half, in the caller's transaction.

        Commands shown with a token of another history are not judged: the device must first see where this
        history stands, or it would be told "not found" about what others have yet to offer again.
        """
        if self.feed.proves_restore(request.token):
            restart(self.office, self.new_epoch())
        accepted = Accepted()
        if not request.token or self.feed.stands(request.token) is not None:
            accepted = self.office.accept_inside(session, [bytes(raw) for raw in request.commands])
        self.feed.know_keys(session)
        return accepted

    def answer_inside(self, session: Session, request: SyncRequest, accepted: Accepted) -> SyncAnswer:
        """The second half in the same transaction, where others may have changed the officer's keys meanwhile."""
        return self._answered(session, request, accepted, self.feed.know_keys(session))

    def answer(self, session: Session, request: SyncRequest, accepted: Accepted) -> SyncAnswer:
        """The second half: one page."""
        return self._answered(session, request, accepted, ())

    def _answered(
        self, session: Session, request: SyncRequest, accepted: Accepted, keys: tuple[Key, ...]
    ) -> SyncAnswer:
        return self.feed.pull(
            session, request.token, request.limit, again=accepted.again, failed=accepted.failed, keys=keys
        )

    def exchange(self, session: Session, request: SyncRequest) -> SyncAnswer:
        """Both halves at once, for a caller that is alone with the ledger."""
        accepted = Accepted()
        if self.needs_write(session, request):
            with self.office.ledger.write():
                accepted = self.judge_inside(session, request)
            self.office.publish()
        return self.answer(session, request, accepted)


def restart(office: Office, epoch: Id) -> None:
    """Begin a new epoch (inside a transaction): the database was put back to an earlier state."""
    office.ledger.set_meta("epoch", epoch)
    office.ledger.set_meta("restored", office.clock())
