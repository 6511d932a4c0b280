# SPDX-License-Identifier: Apache-2.0
"""The sync engine: no sockets, no threads, no clock of its own.

`begin` says what to send next, `answered` and `failed` take in what came of it. Exactly one exchange is in
flight; a lost one is simply begun again, for everything that must survive stands in the desk's tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.domain.ids import Id
from workspace.domain.moment import to_ms
from workspace.storage.absorb import READY, RECHECK, Absorbed, absorb, words_came
from workspace.storage.bodies import Of
from workspace.storage.desk import Desk
from workspace.sync.lane import Lane, Write
from workspace.sync.machine import Boot
from workspace.sync.schedule import Schedule
from workspace.sync.versions import Read
from workspace.wire.protocol import (
    BATCH_COMMANDS,
    BodyAnswer,
    CommandState,
    FrozenBody,
    Hints,
    Problem,
    Renew,
    Session,
    SyncAnswer,
    SyncRequest,
    proof,
)

GONE = 404  # the one answer after which it is no use to ask for a command's words again
AT_ONCE_MS = 240_000  # a little later sessions and nonces end by themselves: only before does a refusal tell
# What the server says of one body, and of nothing else: it lies still for a while, and all else goes on.
OWN_TO_BODIES = frozenset({"not-found", "generation-closed", "too-large", "invalid"})
NEVER_TAKEN = frozenset({"too-large", "invalid"})  # and after these it will say the same of it again
PARK_AFTER = 3  # answers that list a command as failed (R4)
ASK_AGAIN_MS = 86_400_000  # words that could not be had are asked for again after a day, or in a new epoch


@dataclass(frozen=True, slots=True)
class Fetch:
    """GET /v1/commands/{id}: the words of a refused command of another device."""

    id: Id


Exchange = SyncRequest | Renew | Fetch | Write | Read
Reply = SyncAnswer | Session | CommandState | BodyAnswer | FrozenBody


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an exchange came to nothing. `kind` is one of `causes.py`, "store" if this machine could not take the
    answer in, "bug" if we could not; `problem` if the server spoke.
    """

    kind: str
    problem: Problem | None = None
    retry_after_s: int = 0
    detail: str = ""  # what the sentence for the kind is filled in with: a cause, a version

    @property
    def code(self) -> str:
        """The server's code, or the kind."""
        return self.problem.code if self.problem else self.kind


@dataclass(frozen=True, slots=True)
class _Missed:
    """Words asked for in vain: how often, in which epoch, and when last."""

    tries: int
    epoch: str
    at_ms: int


@dataclass(slots=True)
class Engine:
    """Drives one desk. `trouble` is the last failure, None while all is well."""

    desk: Desk
    schedule: Schedule
    lane: Lane | None = None
    trouble: Failure | None = None
    needs_login: bool = False
    in_flight: Exchange | None = None
    hints: Hints = field(default_factory=Hints)
    _probe: bool = (
        True  # the next round only pulls: what is sent after a failure is sealed only once one was answered
    )
    _sent: tuple[Id, ...] = ()
    _asked: frozenset[Id] = frozenset()  # rows of answered rounds whose receipts may still be on the way (R7)
    _failed: dict[Id, int] = field(default_factory=dict)
    _missed: dict[Id, _Missed] = field(default_factory=dict)
    _boot: Boot | None = None  # what the machine knew of time when the round in flight was asked
    _renewing: str = ""  # "", "refresh" or "proof"
    _renewed_by: str = ""  # what gave the session that no answer has confirmed yet
    _told_ms: int = 0  # when the server last gave a session or a nonce
    _nonce: str = ""
    _epoch: str = ""  # that the server told with the nonce: after a restore it is not ours
    _batch: int = BATCH_COMMANDS

    def begin(self) -> Exchange | None:
        """What to send now, or None: nothing is due, something is in flight, or only the officer can help."""
        if self.in_flight is not None or self.needs_login:
            return None
        if self.schedule.due():
            self.in_flight = self._renewal() or self._words() or self._round()
        elif self.lane is not None and not self._probe:
            self.in_flight = self.lane.begin()
        return self.in_flight

    def wait_ms(self) -> int:
        """Milliseconds until something may be due, 0 if it is."""
        wait = self.schedule.wait_ms()
        beside = self.lane.wait_ms() if self.lane is not None and not self._probe else None
        return wait if beside is None else min(wait, beside)

    def _renewal(self) -> Renew | None:
        meta = self.desk.tables.meta
        if self._renewing == "refresh":
            return Renew(self.desk.device, refresh=meta("refresh"))
        if self._renewing == "proof":
            sig = self.desk.sign(proof(self.desk.device, self._epoch, self._nonce))
            return Renew(self.desk.device, nonce=self._nonce, sig=sig)
        return None

    def _words(self) -> Fetch | None:
        if self._probe:
            return None
        wordless = (t.id for t in self.desk.tables.tray() if t.other and not t.raw)
        return next((Fetch(id_) for id_ in wordless if self._worth_asking(id_)), None)

    def _worth_asking(self, id_: Id) -> bool:
        missed = self._missed.get(id_)
        if missed is None or missed.tries < PARK_AFTER or missed.epoch != self.desk.tables.meta("epoch"):
            return True
        return not 0 <= to_ms(self.desk.clock()) - missed.at_ms < ASK_AGAIN_MS

    def _miss(self, id_: Id, *, gone: bool = False) -> None:
        """No words came; what else waits must not wait for them."""
        epoch, old = self.desk.tables.meta("epoch"), self._missed.get(id_)
        tries = 1 + (old.tries if old is not None and old.epoch == epoch else 0)
        self._missed[id_] = _Missed(PARK_AFTER if gone else tries, epoch, to_ms(self.desk.clock()))

    def _round(self) -> SyncRequest:
        self._sent, self._boot = (), self.desk.boot()
        commands = []
        if not self._probe and self.desk.tables.meta("boot") != RECHECK:
            chosen = self.desk.seal(skip=self._asked, kept=self._unwritten())[: self._batch]
            self._sent = tuple(w.row.id for w in chosen)
            commands = [w.row.raw for w in chosen]
        return SyncRequest(token=self.desk.tables.meta("token"), commands=tuple(map(msgspec.Raw, commands)))

    def _unwritten(self) -> frozenset[Id]:
        """Waiting submissions of letters whose body is not with the server yet: it would find another text there."""
        lane = self.lane
        if lane is None:
            return frozenset()
        return frozenset(id_ for id_, of in self._submissions() if lane.owes(*of))

    def _submissions(self) -> list[tuple[Id, Of]]:
        """Waiting submissions, and of which body each is."""
        drafts = (
            (w.row.id, w.command.args) for w in self.desk.waiting if w.command.name == "letter.submit_draft"
        )
        return [(id_, Of(args.letter, args.generation)) for id_, args in drafts]

    def answered(self, reply: Reply) -> Absorbed:
        """The exchange in flight got its answer."""
        exchange, self.in_flight, self.trouble = self.in_flight, None, None
        match reply:
            case SyncAnswer():
                return self._synced(reply)
            case Session():
                self._renewed(reply)
                return Absorbed(Changes(sync=True))
            case CommandState():
                changes = words_came(self.desk, reply)
                if isinstance(exchange, Fetch) and not (changes.tray and exchange.id == reply.id):
                    self._miss(exchange.id)
                return Absorbed(changes)
            case BodyAnswer():
                return Absorbed(self._written(exchange, reply))
            case FrozenBody():
                if isinstance(exchange, Read) and self.lane is not None:
                    return Absorbed(self.lane.versions.answered(exchange, reply))
                return Absorbed(Changes())

    def _written(self, exchange: Exchange | None, answer: BodyAnswer) -> Changes:
        """A body was exchanged: submissions that waited for it may go."""
        if not isinstance(exchange, Write) or self.lane is None:
            return Changes()
        withheld = self._unwritten()
        changes = self.lane.answered(exchange, answer)
        if withheld != self._unwritten():
            self.schedule.again()
        return changes

    def _synced(self, answer: SyncAnswer) -> Absorbed:
        restarted = answer.epoch != self.desk.tables.meta("epoch") or answer.reset
        absorbed = absorb(self.desk, answer, self._boot)
        if self.lane is not None and (answer.rows or absorbed.changes.ids):
            letters = [row.id for row in answer.rows if row.t == "letter"]
            others = absorbed.changes.ids.difference(row.id for row in answer.rows)
            self.lane.rows_came([*letters, *sorted(others)])
        if absorbed.stale:  # an answer to a token we no longer hold: ask again with the one we do
            self.schedule.again()
            return absorbed
        self._probe = False
        self._renewed_by = ""
        self.hints = answer.hints or self.hints
        self._asked = frozenset() if restarted else self._asked.union(self._sent, answer.failed)
        changes = absorbed.changes | self._count_failures(answer)
        if answer.more or absorbed.reoffered or self._can_send() or self._words() is not None:
            self.schedule.again()
        else:
            self._asked = frozenset()  # what got no receipt is sent again after a rest
            self.schedule.rest(self.hints.poll_s, self.hints.jitter_s)
            self._wake_for_holds()
        absorbed.changes = changes
        return absorbed

    def _count_failures(self, answer: SyncAnswer) -> Changes:
        changes = Changes()
        for id_ in answer.failed:
            self._failed[id_] = self._failed.get(id_, 0) + 1
            if self._failed[id_] >= PARK_AFTER:
                changes |= self.desk.park([id_])
        return changes

    def _can_send(self) -> bool:
        """Whether another round now could move something that was not asked about yet."""
        return any(w.row.id not in self._asked for w in self.desk.ready(self._unwritten()))

    def _wake_for_holds(self) -> None:
        now = to_ms(self.desk.clock())
        holds = [to_ms(w.row.hold) for w in self.desk.waiting if w.row.hold and not w.row.sealed]
        ahead = [hold for hold in holds if hold > now]
        if ahead:
            self.schedule.wake_by(min(ahead))

    def failed(self, failure: Failure) -> Changes:
        """The exchange in flight came to nothing; no command is lost by it."""
        exchange, self.in_flight = self.in_flight, None
        if isinstance(exchange, Write | Read) and self.lane is not None and failure.code in OWN_TO_BODIES:
            self.lane.failed(exchange)
            return self._unsubmittable(exchange, failure.code)
        self.trouble = failure
        if isinstance(exchange, Fetch) and failure.code != "unauthenticated":
            gone = failure.problem is not None and failure.problem.status == GONE
            self._miss(exchange.id, gone=gone)
            if gone:
                self.schedule.again()
                return Changes(sync=True)
        self._probe = True
        if failure.code == "unauthenticated":
            self._authenticate(failure)
        elif failure.code == "unreadable-command" and self._reject_unreadable(failure):
            self.schedule.again()
            return Changes(outbox=True, tray=True, sync=True)
        elif failure.code == "too-large" and self._sent and isinstance(exchange, SyncRequest):
            return self._send_less()
        else:
            if self._renewing == "proof":  # its nonce may be used up: the next refusal brings another
                self._renewing = ""
            self.schedule.back_off(failure.retry_after_s, unanswered=failure.problem is None)
        return Changes(sync=True)

    def _unsubmittable(self, exchange: Write | Read, code: str) -> Changes:
        """Submissions that wait for a body the server will never take go to the tray: else they wait for ever."""
        if not isinstance(exchange, Write) or code not in NEVER_TAKEN:
            return Changes()
        withheld = [id_ for id_, of in self._submissions() if of == exchange.of]
        for id_ in withheld:
            self._put_aside(id_, Refused(code, {"field": "body"}))
        return Changes(outbox=True, tray=True, sync=True) if withheld else Changes()

    def _reject_unreadable(self, failure: Failure) -> bool:
        """One command of the batch cannot even be read there: it goes to the tray, the rest goes on (R5)."""
        index = failure.problem.params.get("index", "") if failure.problem else ""
        if not index.isdigit() or int(index) >= len(self._sent):
            return False
        self._put_aside(self._sent[int(index)], Refused("invalid", {"field": "args"}))
        return True

    def _send_less(self) -> Changes:
        """Half of what was too much. A command that is too large by itself, where a pull without it was answered,
        goes to the tray, and the rest goes on.
        """
        self.schedule.again()
        if self._batch > 1:
            self._batch = max(1, len(self._sent) // 2)
            return Changes(sync=True)
        self._put_aside(self._sent[0], Refused("too-large", {"field": "args"}))
        self._batch = BATCH_COMMANDS
        return Changes(outbox=True, tray=True, sync=True)

    def _put_aside(self, id_: Id, refused: Refused) -> None:
        with self.desk.transaction():
            self.desk.to_tray(id_, refused)
            self.desk.replay()

    def _authenticate(self, failure: Failure) -> None:
        """One refresh, then one proof with the device's key, then only the officer can help (R23).

        A session that was given and is refused at once counts as tried: else both sides would turn in circles. After
        a while refusals are the work of time, and all begins again.
        """
        told = failure.problem.params if failure.problem else {}
        self._nonce, self._epoch = told.get("nonce", ""), told.get("epoch", "")
        now = to_ms(self.desk.clock())
        tried = self._renewing or self._renewed_by if now - self._told_ms < AT_ONCE_MS else ""
        self._told_ms = now
        self._renewing = self._renewed_by = ""
        if not tried and self.desk.tables.meta("refresh"):
            self._renewing = "refresh"
            self.schedule.again()
        elif tried != "proof" and self._nonce:
            self._renewing = "proof"
            self.schedule.again()
        else:
            self.needs_login = True

    def _renewed(self, session: Session) -> None:
        self._renewed_by, self._renewing = self._renewing, ""
        self._told_ms = to_ms(self.desk.clock())
        keep_session(self.desk, session)
        self.schedule.again()

    def signed_in(self, session: Session) -> None:
        """The officer signed in again."""
        self.needs_login = False
        self._renewed(session)

    @property
    def sending(self) -> int:
        """How many commands are on the wire."""
        return len(self._sent) if isinstance(self.in_flight, SyncRequest) else 0

    def nudge(self) -> None:
        """The officer asked to sync now, a deed was made, or the server said that there is news."""
        self.schedule.nudge(at_once=True)

    def recheck(self) -> bool:
        """Whether everything is being downloaded again after the server was restored."""
        return self.desk.tables.meta("boot") == RECHECK

    def first_download(self) -> bool:
        """Whether the first download is not finished yet."""
        return self.desk.tables.meta("boot") not in (READY, RECHECK)


def keep_session(desk: Desk, session: Session) -> None:
    """Store the tokens beside the outbox, in the same encrypted file."""
    with desk.transaction():
        desk.tables.set_meta("access", session.access)
        desk.tables.set_meta("refresh", session.refresh)
