# SPDX-License-Identifier: Apache-2.0
"""Accepting commands: judged again, with today's authority, in the transaction that writes what they mean.

Per command: known already? → predecessors judged? → signature → named records → judge → records, visibility,
receipt and audit leaf. A receipt in the feed is the only acknowledgement, so a command whose answer is lost is
simply sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from server.services.anchors import Told, never_told
from server.services.asks import HANDLERS
from server.services.audit import AuditLog, leaf_of
from server.services.bodies import Bodies
from server.services.ledger import Ledger, Receipt, Stored
from workspace.domain import registry
from workspace.domain.command import SYSTEM, Actor, Command, Effects, Seen
from workspace.domain.device import Device
from workspace.domain.directory import TYPES, Directory
from workspace.domain.errors import Refused, Unavailable
from workspace.domain.facts import Facts, Rules
from workspace.domain.hours import rules_from
from workspace.domain.ids import Id, Key, derived
from workspace.domain.judge import judge
from workspace.domain.letter import Letter
from workspace.domain.moment import Clock, Instant, between, plus
from workspace.wire import codec, protocol
from workspace.wire.codec import Envelope

AHEAD_MINUTES = 2  # how far before the server's clock an officer's clock may run
RESTORE_DAYS = 7  # so long after a restore, a command that names an unknown record waits for it
AT_ONCE = 2  # commands of a request beyond which what they name is read in one go
SERIES_MINUTES = 5  # pushes closer together than this are one series: the day's work of one reconnection
APPENDING = frozenset({"task.report", "letter.endorse", "letter.return"})
ENDED, MOVED = frozenset({"already-done", "closed"}), frozenset({"stale-version", "no-longer-authorised"})

Verifier = Callable[[str, bytes, str], bool]  # public key, bytes, signature
Salt = Callable[[], str]
Judge = Callable[[Actor, Command, Seen, Facts], Effects | Refused]


@dataclass(frozen=True, slots=True)
class Session:
    """Who is speaking: an officer on a registered device, and the highest class either may see."""

    officer: Id
    device: Id
    clearance: int = 1


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is the same for all commands of a batch: who gives them, what they see, and within which times their
    own clock is believed (R14).
    """

    actor: Actor
    keys: frozenset[Key]
    earliest: Instant
    latest: Instant


class _Read:
    """A command as it came, and opened: typed, or the refusal of one that this release cannot open."""

    __slots__ = ("command", "envelope", "raw")

    def __init__(self, raw: bytes, envelope: Envelope, officer: Id) -> None:
        self.raw, self.envelope = raw, envelope
        self.command = codec.open_command(envelope, officer)


@dataclass(slots=True)
class Accepted:
    """`failed` raised (our bug; no receipt), `again` were known already, `waiting` wait for something unknown."""

    failed: list[Id] = field(default_factory=list)
    again: list[Receipt] = field(default_factory=list)
    waiting: list[Id] = field(default_factory=list)


class _AskRefusedError(Exception):
    """Takes the effects of a command back whose Ask was refused."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


class WaitError(Exception):
    """Not judged yet: what the command depends on is not known here (yet)."""


@dataclass(slots=True)
class Office:
    """The server's judge over one ledger. Only the writer may call it."""

    ledger: Ledger
    audit: AuditLog
    clock: Clock
    salt: Salt
    verify: Verifier
    on_failure: Callable[[Id, Exception], None]
    directory: Directory = field(default_factory=Directory)
    rules: Rules | None = None
    published: Directory = field(default_factory=Directory)  # as of the last commit, never changed in place
    judge: Judge = judge
    told: Told = never_told  # knows the times the feed told
    bodies: Bodies | None = None  # of written letters; None: this side cannot know them
    _standing: _Standing | None = None  # of the batch at hand, until the directory changes
    _since: Instant = ""  # when the device that speaks was heard last, before its present series of pushes
    _known_device: tuple[Stored | None, Device | None] | None = None  # the one that was looked up last
    _learned: int = 0  # how often the directory changed

    def open(self) -> None:
        """Read directory and rules from the ledger; also after a transaction failed."""
        self._standing = None
        self.directory = Directory()
        for row in self.ledger.of_kinds(TYPES):
            self.directory.put(codec.decode_value(row.kind, row.body))
        self._reread_rules()

    def publish(self) -> None:
        """After a commit: let readers on other threads see the directory it left."""
        self.published = self.directory

    def _learn(self, value: Any) -> None:
        """A directory record changed: never in the copy that readers hold."""
        if self.directory is self.published:
            self.directory = self.directory.copy()
        self.directory.put(value)
        self._standing = None
        self._learned += 1

    def _reread_rules(self) -> None:
        rows = self.ledger.of_kinds(("profile", "calendar"))
        self.rules = rules_from([codec.decode_value(row.kind, row.body) for row in rows])

    def accept(self, session: Session, commands: Sequence[bytes]) -> Accepted:
        """Judge a batch in one transaction, with a savepoint for each command."""
        with self.ledger.write():
            accepted = self.accept_inside(session, commands)
        self.publish()
        return accepted

    def accept_inside(self, session: Session, commands: Sequence[bytes]) -> Accepted:
        """The same inside the caller's transaction (group commit)."""
        done, self._standing = Accepted(), None
        now = self.clock()
        self._since = self._contact(session.device, now)
        read = [_Read(raw, codec.decode_envelope(raw), session.officer) for raw in commands]
        if len(read) > AT_ONCE:
            self._foresee(read)
        for one in read:
            learned = self._learned
            try:
                with self.ledger.savepoint():
                    self._one(session, one, now, done)
            except WaitError:
                forget = plus(now, days=-protocol.RECEIPT_DAYS)
                self.ledger.put_awaited(one.envelope.id, now, forget)
                done.waiting.append(one.envelope.id)
            except Unavailable:
                raise  # a full disk is not the command's fault: the whole request is tried again
            except Exception as error:  # noqa: BLE001 - one command's bug must not stop the others (R4)
                if self._learned != learned:
                    self.open()  # what it taught the directory is not so
                self.on_failure(one.envelope.id, error)
                done.failed.append(one.envelope.id)
        if commands:
            self.ledger.set_contact(session.device, f"{self._since} {now}")
        return done

    def _foresee(self, read: Sequence[_Read]) -> None:
        """Have the ledger read in one go what judging a batch will ask for."""
        envelopes = [one.envelope for one in read]
        opened = [one.command for one in read if isinstance(one.command, Command)]
        self.ledger.foresee(
            [id_ for one in envelopes for id_ in (one.id, *one.after)],
            [id_ for one in opened for id_ in registry.noun_of(one.name).names(one)],
        )

    def _contact(self, dev: Id, now: Instant) -> Instant:
        """When commands of a device were last accepted before the present series of pushes, empty if never.

        A day's work comes in several batches: the second must not be dated to the arrival of the first.
        """
        before, _, last = self.ledger.contact(dev).partition(" ")
        return last if last and now > plus(last, minutes=SERIES_MINUTES) else before

    def _stand(self, session: Session, now: Instant) -> _Standing:
        if self._standing is None:
            known = self.directory.standing(session.officer, now, session.device, session.clearance)
            latest = plus(now, minutes=AHEAD_MINUTES)
            self._standing = _Standing(known.actor, known.keys, self._since, latest)
        return self._standing

    def command_by_server(self, name: str, args: Any, id_: Id, zone: str = "Asia/Jakarta") -> None:
        """A command the server itself gives: directory import, device registration, profile (R29).

        Inside the caller's transaction, who publishes after it.
        """
        now = self.clock()
        command = Command(id_, SYSTEM, 0, name, registry.verb(name).v, now, zone, "", (), args, SYSTEM)
        if self.ledger.receipt(id_) is not None:
            return
        seq = self._next_seq()
        outcome = self._apply(command, seq)
        if isinstance(outcome, Refused):
            message = f"the server's own {name} was refused: {outcome.code} {outcome.params}"
            raise ValueError(message)  # noqa: TRY004
        self._receipt(command, codec.encode_command(command), seq, now, outcome, acting="server")

    def _one(self, session: Session, one: _Read, now: Instant, done: Accepted) -> None:
        raw, envelope = one.raw, one.envelope
        known = self.ledger.receipt(envelope.id)
        if known is not None:
            mine = known.officer == session.officer
            done.again.append(known if mine else _taken(known, session.officer, now))
            return
        command = self._before(session, raw, envelope, now) or one.command
        acting = ""
        outcome: Effects | Refused
        seq = self._next_seq()
        if isinstance(command, Refused):
            outcome = command
            command = _unopened(envelope, session.officer)
        else:
            standing = self._stand(session, now)
            holding = standing.actor.holds(command.as_)
            acting = holding.kind if holding else ""
            at = between(min(standing.earliest or command.at, now), command.at, standing.latest)
            clamped = command if at == command.at else replace(command, at=at)
            outcome = self._judged(standing.actor, clamped, seq, now)
        self._receipt(command, raw, seq, now, outcome, acting)

    def _before(self, session: Session, raw: bytes, envelope: Envelope, now: Instant) -> Refused | None:
        """What must hold before a command is looked at: its device, its predecessors, its signature."""
        device = self._device(envelope.dev)
        if device is None or device.officer != session.officer:
            return Refused("not-authorised", {"field": "dev"})
        if device.state == "revoked":
            return Refused("device-revoked")
        if not self.verify(device.key, codec.signed_part(raw), envelope.sig):
            return Refused("invalid", {"field": "sig"})
        for before in envelope.after:
            receipt = self.ledger.receipt(before)
            if receipt is not None and receipt.officer != session.officer:
                receipt = None  # nobody learns what became of a stranger's command
            if receipt is None:  # for so long by our clock: the officer's may be years ahead
                first = self.ledger.awaited(envelope.id) or now
                if first > plus(now, days=-protocol.AFTER_DAYS):
                    raise WaitError
            if receipt is None or receipt.outcome == "refused":
                return Refused("dependency-failed", {"id": before, "code": receipt.code if receipt else ""})
        return None

    def _device(self, id_: Id) -> Device | None:
        row = self.ledger.record(id_)
        if self._known_device is None or self._known_device[0] is not row:
            value = codec.decode_value(row.kind, row.body) if row else None
            self._known_device = row, value if isinstance(value, Device) else None
        return self._known_device[1]

    def _keys(self, actor: Actor) -> frozenset[Key]:
        known = self._standing
        return known.keys if known is not None and known.actor is actor else self.directory.keys(actor)

    def _judged(self, actor: Actor, command: Command, seq: int, now: Instant) -> Effects | Refused:
        noun = registry.noun_of(command.name)
        names, creates = noun.names(command), noun.creates(command)
        rows = self.ledger.records([*names, *creates])
        keys = self._keys(actor)
        seen: dict[Id, Any] = {}
        for name in names:
            row = rows.get(name)
            if row is None:
                if self._restoring(now):
                    raise WaitError
                return Refused("not-found", {"id": name})
            if row.kind not in (noun.kind, *noun.reads):
                return Refused("not-found", {"id": name})
            if not visible(row, keys, actor.clearance):
                return self._twin(command, Refused(self._lost(name, actor, now), {"id": name}))
            seen[name] = codec.decode_value(row.kind, row.body)
        for made in creates:
            if made in rows:
                seen[made] = rows[made]
        told = partial(self.told, command.dev)
        body = self.bodies.hash if self.bodies else None
        outcome = self.judge(actor, command, seen, Facts(self.directory, self.rules, now, told, body))
        if isinstance(outcome, Refused):
            return self._twin(command, outcome)
        if any(registry.cls(value) > actor.clearance for value in outcome.puts):
            return Refused("class-too-high")  # nobody writes what they may not see
        if not outcome.asks:
            return self._effect(command, outcome, seen, seq)
        try:
            with self.ledger.savepoint():
                effect = self._effect(command, outcome, seen, seq)
                if isinstance(effect, Refused):
                    raise _AskRefusedError(effect)
        except _AskRefusedError as refused:  # a refused Ask refuses the whole command (R20)
            return refused.refused
        return effect

    def _twin(self, command: Command, refused: Refused) -> Effects | Refused:
        """Done already by another device of the same officer, in the same words: that is no refusal (R3).

        What adds a line each time it is said is never its own twin; where the record only went on, to whom the
        first had sent it, nobody may have moved it since.
        """
        if refused.code not in ENDED | MOVED or command.name in APPENDING:
            return refused
        twin = self.ledger.twin(command.by, command.name, _args_sha(command))
        named = registry.noun_of(command.name).names(command) if twin and refused.code in MOVED else ()
        since = any(row.seq > twin for row in self.ledger.records(named).values())
        return refused if since or not twin else Effects()

    def _lost(self, id_: Id, actor: Actor, now: Instant) -> str:
        """A record once seen is told apart from one never seen (R26); a stranger learns nothing."""
        begun = tuple(h for h in self.directory.holdings(actor.officer, None) if h.start <= now)
        ever = replace(actor, holdings=begun)
        return (
            "no-longer-authorised" if self.ledger.ever_seen(id_, self.directory.keys(ever)) else "not-found"
        )

    def _restoring(self, now: Instant) -> bool:
        restored = self.ledger.meta("restored")
        return bool(restored) and now < plus(restored, days=RESTORE_DAYS)

    def _effect(
        self, command: Command, effects: Effects, seen: Mapping[Id, Any], seq: int
    ) -> Effects | Refused:
        """Write what a command means, and let the server answer what it asks, in the same transaction (R20)."""
        for value in effects.puts:
            self._put(value, seq)
        for ask in effects.asks:
            answers = HANDLERS[ask.name](ask.args, self._value)
            for index, (name, args) in enumerate(answers):
                id_ = derived(command.id, ask.name, str(index))
                server = replace(
                    command, id=id_, dev=SYSTEM, by=SYSTEM, name=name, args=args, as_="", after=()
                )
                answer = self._apply(server, seq)
                if isinstance(answer, Refused):
                    return answer
                self._leaf(seq, {"id": id_, "name": name, "seq": seq, "by": SYSTEM})
        return effects

    def _apply(self, command: Command, seq: int) -> Effects | Refused:
        """A server command through the same rules."""
        noun = registry.noun_of(command.name)
        seen = {id_: value for id_ in noun.names(command) if (value := self._value(id_)) is not None}
        outcome = judge(Actor(SYSTEM, ()), command, seen, Facts(self.directory, self.rules, self.clock()))
        return outcome if isinstance(outcome, Refused) else self._effect(command, outcome, seen, seq)

    def _value(self, id_: Id) -> Any | None:
        row = self.ledger.record(id_)
        return codec.decode_value(row.kind, row.body) if row else None

    def _put(self, value: Any, seq: int) -> None:
        noun = registry.of(value)
        body = codec.encode_value(value)
        old = self.ledger.record(value.id)
        if old is not None and old.body == body:
            return
        audience = tuple(sorted(noun.audience(value)))
        row = Stored(value.id, noun.kind, old.rev + 1 if old else 1, seq, registry.cls(value), body, audience)
        self.ledger.put_record(row)
        for key in audience:
            self.ledger.see(key, value.id, seq, gone=False)
        for key in set(old.audience) - set(audience) if old else ():
            self.ledger.see(key, value.id, seq, gone=True)
        if self.bodies is not None and isinstance(value, Letter):
            self._freeze(self.bodies, value)
        if noun.kind in TYPES:
            self._learn(value)
        elif noun.kind in {"profile", "calendar"}:
            self._reread_rules()

    @staticmethod
    def _freeze(bodies: Bodies, letter: Letter) -> None:
        """The body of a version that was just submitted stays as it is, and the next generation begins with it."""
        last = letter.versions[-1] if letter.versions else None
        if last is None or last.form is None or bodies.tables.frozen(letter.id, last.no) is not None:
            return
        if bodies.close(letter.id, last.generation, last.no) != last.body:
            raise AssertionError("a version was taken whose body is another")

    def _next_seq(self) -> int:
        seq = self.ledger.head() + 1
        self.ledger.set_head(seq)
        return seq

    def _receipt(
        self, command: Command, raw: bytes, seq: int, now: Instant, outcome: Effects | Refused, acting: str
    ) -> None:
        refused = outcome if isinstance(outcome, Refused) else None
        result, code = ("refused", refused.code) if refused else ("applied", "")
        sha = codec.sha256(raw)
        facts: dict[str, object] = {
            "id": command.id, "seq": seq, "officer": command.by, "as": command.as_, "acting": acting,
            "dev": command.dev, "sha": sha, "received": now, "outcome": result, "code": code,
        }  # fmt: skip
        leaf, salt = self._leaf(seq, facts)
        self.ledger.put_receipt(
            Receipt(
                id=command.id, seq=seq, officer=command.by, dev=command.dev, n=command.n, name=command.name,
                sha=sha, args_sha=_args_sha(command), at=command.at, received=now, outcome=result, code=code,
                params=codec.canonical(refused.params).decode() if refused else "{}", acting=acting, raw=raw,
                salt=salt, leaf=leaf,
            )
        )  # fmt: skip

    def _leaf(self, seq: int, facts: dict[str, object]) -> tuple[str, str]:
        salt = self.salt()
        leaf = leaf_of(salt, facts)
        self.audit.append(seq, leaf)
        return leaf, salt


def visible(row: Stored, keys: frozenset[Key], clearance: int) -> bool:
    """Whether a record may be seen with these keys and this class."""
    return row.cls <= clearance and not keys.isdisjoint(row.audience)


def _taken(known: Receipt, officer: Id, now: Instant) -> Receipt:
    """What an officer is told whose command bears the id of a stranger's: refused, and nothing about the other."""
    return known._replace(
        officer=officer, outcome="refused", code="command-id-reused", params="{}", sha="", leaf="", raw=b"",
        name="", received=now, seq=0,
    )  # fmt: skip


def _args_sha(command: Command) -> str:
    return codec.sha256(codec.canonical((command.as_, command.args)))


def _unopened(envelope: Envelope, by: Id) -> Command:
    """Enough of a command that was refused unread to write its receipt."""
    return Command(
        envelope.id, envelope.dev, envelope.n, envelope.name[:64], envelope.v, envelope.at, envelope.zone, "", (),
        envelope.args, by,
    )  # fmt: skip
