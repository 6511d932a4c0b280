# SPDX-License-Identifier: Apache-2.0
"""Seeded bugs: a simulation that cannot catch these proves nothing.

Each is a named subclass of a real part, never a flag in the product, with the invariants that may catch it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from server.services.accept import Accepted, Office, Session
from server.services.feed import RECEIPTS, Feed, Token
from server.services.ledger import Receipt
from server.services.sync import Sync
from tests.sim.world import TwinLedger, TwinTables
from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.command import Actor, Command, Effects
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.letter import Letter
from workspace.storage.absorb import Absorbed
from workspace.storage.desk import Desk, Undone, Waiting
from workspace.sync.engine import Engine
from workspace.wire import codec, protocol
from workspace.wire.protocol import SyncAnswer, SyncRequest


class ReceiptsFirst(Feed):
    """Receipts are read before any key, so one may come pages before the rows it speaks of."""

    def _read(self, session: Session, keys: Sequence[Key], starts: dict[Key, int], limit: int) -> Any:
        first = super()._read(session, (), starts, limit)
        rest = dict.fromkeys((*keys, RECEIPTS), 0) | starts | {RECEIPTS: self.ledger.head()}
        page = super()._read(session, keys, rest, max(1, limit - len(first.receipts)))
        page.receipts = first.receipts
        page.exceptions |= first.exceptions
        return page


class OverwritingLedger(TwinLedger):
    """A second receipt replaces the first."""

    def put_receipt(self, row: Receipt) -> None:
        self.receipt_.pop(row.id, None)
        super().put_receipt(row)


class NoDedupe(Office):
    """A command sent again is judged again."""

    def _one(self, session: Session, one: Any, now: str, done: Accepted) -> None:
        real, self.ledger = self.ledger, _Forgetful(self.ledger)
        try:
            super()._one(session, one, now, done)
        finally:
            self.ledger = real


class _Forgetful:
    """A ledger that knows no receipt by id, unless as a predecessor."""

    def __init__(self, ledger: Any) -> None:
        self._ledger = ledger
        self._asked = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def receipt(self, id_: Id) -> Receipt | None:
        first, self._asked = not self._asked, True
        return None if first else self._ledger.receipt(id_)


class DedupeByCounter(Office):
    """Commands are told apart by the device's counter instead of their id."""

    def _one(self, session: Session, one: Any, now: str, done: Accepted) -> None:
        seen = self.ledger.meta(f"n {one.envelope.dev}")
        if seen and one.envelope.n <= int(seen):
            return
        super()._one(session, one, now, done)
        self.ledger.set_meta(f"n {one.envelope.dev}", str(one.envelope.n))


class NoAuthority(Office):
    """Nobody is asked whether they may."""

    def _judged(self, actor: Actor, command: Command, seq: int, now: str) -> Effects | Refused:
        noun = registry.noun_of(command.name)
        rows = self.ledger.records(noun.names(command))
        seen = {row.id: codec.decode_value(row.kind, row.body) for row in rows.values()}
        if len(seen) < len(noun.names(command)) or self.ledger.records(noun.creates(command)):
            return Refused("not-found")
        outcome = noun.apply(command, seen, Facts(self.directory, self.rules, now))
        return outcome if isinstance(outcome, Refused) else self._effect(command, outcome, seen, seq)


class StaleAuthority(Office):
    """Rights are those of the claimed time, not of arrival."""

    def _judged(self, actor: Actor, command: Command, seq: int, now: str) -> Effects | Refused:
        then = self.directory.actor(actor.officer, None, actor.device, actor.clearance)  # type: ignore[arg-type]
        return super()._judged(then, command, seq, now)


class NoCompareAndSwap(Engine):
    """Any answer is applied, whatever token it was asked with."""

    def _synced(self, answer: SyncAnswer) -> Absorbed:
        base = protocol.base_of(self.desk.tables.meta("token"))
        return super()._synced(msgspec.structs.replace(answer, base=base))


class CursorFirst(Engine):
    """The token is stored before the rows it stands for."""

    def _synced(self, answer: SyncAnswer) -> Absorbed:
        tables = self.desk.tables
        if answer.base == protocol.base_of(tables.meta("token")) and not answer.reset:
            with tables.write():
                tables.set_meta("token", answer.token)
            answer = msgspec.structs.replace(answer, base=protocol.base_of(answer.token))
        return super()._synced(answer)


class NoGone(Feed):
    """Lost access is not told."""

    def pull(self, *args: Any, **kwargs: Any) -> SyncAnswer:
        return msgspec.structs.replace(super().pull(*args, **kwargs), gone=(), drop_keys=())


class NoClass(Feed):
    """The class of a record is not looked at."""

    def pull(self, session: Session, *args: Any, **kwargs: Any) -> SyncAnswer:
        everything = Session(session.officer, session.device, 3)
        return msgspec.structs.replace(super().pull(everything, *args, **kwargs), max_class=3)


class NoEpoch(Feed):
    """A token of another history is taken for one of ours."""

    def stands(self, token: str) -> Token | None:
        real, self.ledger = self.ledger, _AnyEpoch(self.ledger, token)
        try:
            return super().stands(token)
        finally:
            self.ledger = real

    def forgotten(self, token: Token) -> bool:
        return False


class _AnyEpoch:
    def __init__(self, ledger: Any, token: str) -> None:
        self._ledger, self._token = ledger, token

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def meta(self, key: str) -> str:
        if key == "epoch" and self._token:
            body = self._token.rpartition(".")[0]
            return str(msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))[0])
        return str(self._ledger.meta(key))


class ForgottenEpoch(Feed):
    """The audit-chain bytes in the token are not compared: a restored server that grew again goes unnoticed."""

    def forgotten(self, token: Token) -> bool:
        return token.head > self.ledger.head()


class DroppedOnSend(Engine):
    """A command leaves the outbox when an answer comes, with or without its receipt."""

    def _synced(self, answer: SyncAnswer) -> Absorbed:
        sent = set(self._sent)
        absorbed = super()._synced(answer)
        left = [w.row.id for w in self.desk.waiting if w.row.id in sent]
        with self.desk.transaction():
            self.desk.tables.drop_out(left)
            self.desk.waiting = [w for w in self.desk.waiting if w.row.id not in sent]
        return absorbed


class NoReoffer(Engine):
    """After a restore the journal is taken for granted."""

    def _synced(self, answer: SyncAnswer) -> Absorbed:
        tables = self.desk.tables
        if not answer.more and tables.meta("boot") == "recheck":
            with tables.write():
                tables.put_done([done._replace(epoch=answer.epoch) for done in tables.journal()])
        return super()._synced(answer)


class NoSweep(TwinTables):
    """After a download from nothing, what did not come again stays."""

    def keyless(self) -> list[Id]:
        return []


class PartialReplay(Desk):
    """Only overlay records whose truth moved are recomputed."""

    def replay(self, touched: Any = ()) -> Changes:
        touched = set(touched)
        kept = {id_: v for id_, v in self._overlay.items() if id_ not in touched}
        waiting = self.waiting
        self.waiting = [
            w for w in waiting if touched & set(registry.noun_of(w.command.name).names(w.command))
        ]
        changes = super().replay(touched)
        self.waiting = waiting
        self._overlay = {**kept, **self._overlay}
        return changes


class JudgedOnce(Desk):
    """A waiting command keeps its first outcome, whatever becomes of the records it sees."""

    def _stands(self, w: Waiting, seen: Mapping[Id, Any]) -> bool:
        return w.facts is not None


class ForgetsTheDirectory(Desk):
    """A waiting command keeps its outcome while its records stay, whatever becomes of the offices around it."""

    def _stands(self, w: Waiting, seen: Mapping[Id, Any]) -> bool:
        return w.facts is not None and w.seen == seen


class UndoSealed(Desk):
    """Undo also deletes what may have been sent."""

    def undo(self, deed: Id) -> Undone:
        for w in self.waiting:
            w.row = w.row._replace(sealed=False)
        return super().undo(deed)


class JudgesOldTokens(Sync):
    """Commands are judged although their token is of another history: "not found" for what is yet to come back."""

    def judge_inside(self, session: Session, request: SyncRequest) -> Accepted:
        accepted = super().judge_inside(session, request)
        if request.token and self.feed.stands(request.token) is None:
            accepted = self.office.accept_inside(session, [bytes(raw) for raw in request.commands])
        return accepted


class BelievesBodies(Office):
    """Whatever body a submitted draft names is taken for the one that is there."""

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **{**parts, "bodies": None})


class ThawedVersions(Office):
    """What is filled in after a return also changes the version that was returned."""

    def _put(self, value: Any, seq: int) -> None:
        if isinstance(value, Letter) and value.form and value.versions:
            thawed = replace(value.versions[-1], form=value.form)
            value = replace(value, versions=(*value.versions[:-1], thawed))
        super()._put(value, seq)


class EndorsesTheNewest(Office):
    """An endorsement counts for whatever version is there when it arrives."""

    def _judged(self, actor: Actor, command: Command, seq: int, now: str) -> Effects | Refused:
        row = self.ledger.record(command.args.letter) if command.name == "letter.endorse" else None
        if row is not None and row.kind == "letter":
            newest = codec.decode_value("letter", row.body)
            args = replace(command.args, version=newest.version, hash=newest.hash)
            command = replace(command, args=args)
        return super()._judged(actor, command, seq, now)


@dataclass(frozen=True, slots=True)
class Bug:
    """The parts that carry it, and which invariants may catch it."""

    parts: dict[str, Any]
    caught_by: tuple[str, ...]


BUGS: dict[str, Bug] = {
    "receipts first": Bug({"feed_class": ReceiptsFirst}, ("I12",)),
    "no dedupe": Bug({"office_class": NoDedupe, "new_ledger": OverwritingLedger}, ("I2",)),
    "dedupe by device counter": Bug({"office_class": DedupeByCounter}, ("I1", "I5")),
    "no authorisation": Bug({"office_class": NoAuthority}, ("I-auth",)),
    "authority of the claimed time": Bug({"office_class": StaleAuthority}, ("I-auth",)),
    "no compare-and-swap": Bug({"engine_class": NoCompareAndSwap}, ("I3", "I4", "I11", "I12")),
    "cursor first": Bug({"engine_class": CursorFirst}, ("I3", "I4", "I12")),
    "no gone": Bug({"feed_class": NoGone}, ("I3", "I4")),
    "no class": Bug({"feed_class": NoClass}, ("I3", "I4")),
    "no epoch": Bug({"feed_class": NoEpoch}, ("I1", "I3", "I4", "I5")),
    "forgotten epoch": Bug({"feed_class": ForgottenEpoch}, ("I1", "I1c", "I3", "I4", "I5")),
    "dropped on send": Bug({"engine_class": DroppedOnSend}, ("I1",)),
    "no re-offer": Bug({"engine_class": NoReoffer}, ("I1", "I1c")),
    "no sweep": Bug({"new_tables": NoSweep}, ("I3", "I4")),
    "partial replay": Bug({"desk_class": PartialReplay}, ("I3", "I12")),
    "judged once": Bug({"desk_class": JudgedOnce}, ("I12",)),
    "judged by an old directory": Bug({"desk_class": ForgetsTheDirectory}, ("I12",)),
    "undo of what was sent": Bug({"desk_class": UndoSealed}, ("I1c",)),
    "any body believed": Bug({"office_class": BelievesBodies}, ("I9",)),
    "versions thawed": Bug({"office_class": ThawedVersions}, ("I9",)),
    "endorsed whatever is newest": Bug({"office_class": EndorsesTheNewest}, ("I9", "I-auth")),
}
