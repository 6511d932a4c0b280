# SPDX-License-Identifier: Apache-2.0
"""The invariants, checked while a run goes on and when everything has become quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.services.accept import Accepted, visible
from tests.sim.world import Laptop, World, body_of
from workspace.domain import letter, registry
from workspace.domain.command import SYSTEM
from workspace.domain.ids import Id
from workspace.storage.absorb import READY
from workspace.storage.desk import Desk
from workspace.storage.tables import Item
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer, SyncRequest

if TYPE_CHECKING:
    from tests.sim.acts import Acts
    from tests.sim.ghost import Ghost

OUTBOX_MAX, JOURNAL_MAX, TRAY_MAX = 2_000, 20_000, 2_000
LOCAL_REASONS = {"dependency-failed"}


class Checks:
    """`history` counts restores: what was expected of an answer from before one is void."""

    def __init__(self, world: World, ghost: Ghost, acts: Acts) -> None:
        self.world, self.ghost, self.acts = world, ghost, acts
        self.expected: dict[tuple[Id, str], dict[Id, bytes]] = {}
        self.effects: dict[tuple[Id, str], list[tuple[Id, int]]] = {}
        self.versions: dict[tuple[Id, int, str], letter.Version] = {}

    def visible_now(self, laptop: Laptop) -> dict[Id, bytes]:
        """Every record the laptop's officer may see, with its bytes, read from the ledger's own rows."""
        session = self.world.session(laptop)
        directory = self.ghost.directory(self.world.office)
        keys = directory.keys(directory.actor(laptop.officer, self.world.clock()))
        kinds = tuple(registry.NOUNS)
        rows = self.world.ledger.of_kinds(kinds)
        return {row.id: row.body for row in rows if visible(row, keys, session.clearance)}

    def expect_after(self, laptop: Laptop, answer: SyncAnswer) -> None:
        """At the answer's own head: what the laptop must hold once a last page has landed."""
        self.effects[(laptop.id, answer.token)] = self._own_effects(laptop, answer)
        if not answer.more and self.world.rng.random() < 0.25:
            self.expected[(laptop.id, answer.token)] = self.visible_now(laptop)

    def _own_effects(self, laptop: Laptop, answer: SyncAnswer) -> list[tuple[Id, int]]:
        """Records that a receipt of this answer speaks of, with the seq from which on they must be held (I12)."""
        session = self.world.session(laptop)
        directory = self.ghost.directory(self.world.office)
        keys = directory.keys(directory.actor(laptop.officer, self.world.clock()))
        found = []
        for row in answer.rows:
            if row.t == "receipt" and row.id in self.acts.promised[laptop.id]:
                command = codec.decode_command(self.acts.promised[laptop.id][row.id], laptop.officer)
                noun = registry.noun_of(command.name)
                stored = self.world.ledger.records([*noun.names(command), *noun.creates(command)])
                found += [
                    (r.id, row.seq)
                    for r in stored.values()
                    if r.seq >= row.seq and visible(r, keys, session.clearance)
                ]
        return found

    def around_landing(self, laptop: Laptop, exchange: Any, reply: Any) -> list[str]:
        """Let an answer land and check what it did."""
        wrong = self._rows_are_mine(laptop, reply) if isinstance(reply, SyncAnswer) else []
        revs = {}
        same_history = laptop.tables.meta("boot") == READY and laptop.tables.meta("epoch") == getattr(
            reply, "epoch", ""
        )
        if isinstance(reply, SyncAnswer) and same_history and not reply.reset:
            revs = {r.id: t.rev for r in reply.rows if (t := laptop.tables.truth(r.id)) is not None}
        outcome = self.world.land(laptop, exchange, reply)
        if not isinstance(reply, SyncAnswer) or outcome.stale:
            return wrong
        self.world.census["landed"] += 1
        self.world.census["cut bootstrap"] += laptop.tables.meta("boot") != READY
        self.world.census["re-offered"] += outcome.reoffered
        for id_, rev in revs.items():
            held = laptop.tables.truth(id_)
            if held is not None and held.rev < rev:
                wrong.append(f"I11 {id_} went from rev {rev} to {held.rev}")
        for id_, seq in self.effects.get((laptop.id, reply.token), ()):
            held = laptop.tables.truth(id_)
            if held is None or held.seq < seq:
                wrong.append(f"I12 {laptop.id[-4:]} saw the receipt before the record {id_}")
        expected = self.expected.get((laptop.id, reply.token))
        if expected is not None and not reply.more and not laptop.tables.meta("sweep_held"):
            wrong += self._same("I4 I7 at a checkpoint", laptop, expected)
        if self.world.rng.random() < 0.05:
            wrong += self.replay_is_whole(laptop)
        return wrong

    def _rows_are_mine(self, laptop: Laptop, answer: SyncAnswer) -> list[str]:
        keys = {f"o:{laptop.officer}"}
        strange = [r.id for r in answer.rows if any(k.startswith("o:") and k not in keys for k in r.k)]
        return [f"I4 rows of somebody else: {strange}"] if strange else []

    def _same(self, name: str, laptop: Laptop, expected: dict[Id, bytes]) -> list[str]:
        held = {row.id: row.body for row in laptop.tables.truths()}
        if held == expected:
            return []
        more = sorted(set(held) - set(expected))[:3]
        less = sorted(set(expected) - set(held))[:3]
        other = sorted(i for i in held.keys() & expected.keys() if held[i] != expected[i])[:3]
        return [f"{name} {laptop.id[-4:]} holds too much {more}, too little {less}, other bytes {other}"]

    def replay_is_whole(self, laptop: Laptop) -> list[str]:
        """I12: what is shown is the truth plus every waiting command, however we got here."""
        desk = laptop.desk
        fresh = Desk(laptop.tables, desk.officer, desk.device, desk.clock, desk.ids, desk.sign)
        fresh.open()
        fuse, laptop.tables.fuse = laptop.tables.fuse, -1
        before = laptop.tables.dump()
        with laptop.tables.write():
            fresh.replay()
            fresh.show({*(row.id for row in laptop.tables.truths()), *laptop.tables.overlay()})
        laptop.tables.fuse = fuse
        if laptop.tables.dump() != before:
            return [f"I12 a full replay on {laptop.id[-4:]} shows something else than the desk did"]
        return []

    def promised_are_kept(self, laptop: Laptop) -> list[str]:
        """I1: what an officer was told is kept stands in outbox, journal or tray (or they took it back)."""
        known = {row.id for row in laptop.tables.outbox()} | {t.id for t in laptop.tables.tray()}
        lost = [
            id_
            for id_ in self.acts.promised[laptop.id]
            if id_ not in known
            and id_ not in self.acts.undone | self.acts.discarded
            and laptop.tables.done(id_) is None
        ]
        return [f"I1 promised and gone on {laptop.id[-4:]}: {lost[:3]}"] if lost else []

    # when everything is quiet

    def at_rest(self, laptop: Laptop) -> bool:
        """Nothing waits, everything was downloaded, and the token stands at the head."""
        if laptop.tables.outbox() or laptop.tables.meta("boot") != READY:
            return False
        answer = self.world.sync.answer(
            self.world.session(laptop), SyncRequest(token=laptop.tables.meta("token")), NOTHING
        )
        return not (answer.rows or answer.gone or answer.more or answer.reset or answer.drop_keys)

    def final(self) -> list[str]:
        """All that must hold in the end."""
        wrong: list[str] = []
        for laptop in self.world.laptops:
            wrong += self.promised_are_kept(laptop)
            if laptop.tables.outbox():
                doubts = [(w.command.name, w.doubt) for w in laptop.desk.waiting][:3]
                wrong.append(f"I5 {laptop.id[-4:]} still waits: {doubts}")
                continue
            wrong += self._same("I3", laptop, self.visible_now(laptop))
            if laptop.tables.overlay():
                wrong.append(f"I3 overlay left on {laptop.id[-4:]}")
            wrong += self.replay_is_whole(laptop) + self._lists_are_true(laptop) + self._outcomes(laptop)
            wrong += self._bounded(laptop)
        wrong += self._endorsements() + self._chains()
        self._take_census()
        return wrong

    def _outcomes(self, laptop: Laptop) -> list[str]:
        """I1b, I1c, I6: one outcome each, the one of the server's receipt, with the officer's own words."""
        wrong = []
        tray = {t.id: t for t in laptop.tables.tray()}
        for id_, raw in self.acts.promised[laptop.id].items():
            if id_ in self.acts.undone and self.world.ledger.receipt(id_) is not None:
                wrong.append(f"I1c {id_} was taken back without a trace, but the server judged it")
            if id_ in self.acts.undone or id_ in self.acts.discarded:
                continue
            receipt, done, trayed = self.world.ledger.receipt(id_), laptop.tables.done(id_), tray.get(id_)
            quiet = registry.verb(codec.decode_envelope(raw).name).quiet
            if (
                receipt is not None and receipt.officer != laptop.officer
            ):  # a forger took the id after a restore
                if trayed is None or trayed.code not in {"command-id-reused", *LOCAL_REASONS}:
                    wrong.append(f"I6 {id_} was taken by a stranger without a word")
                continue
            if done is not None and trayed is not None:
                wrong.append(f"I1b {id_} is in the journal and in the tray")
            if done is not None and (receipt is None or (receipt.outcome == "refused" and not quiet)):
                wrong.append(f"I1c {id_} was told applied, the server says {receipt and receipt.code}")
            if trayed is not None:
                if receipt is not None and receipt.outcome == "applied" and trayed.code not in LOCAL_REASONS:
                    wrong.append(f"I1c {id_} was told refused, the server applied it")
                if (
                    not trayed.raw
                    or codec.decode_envelope(trayed.raw).args != codec.decode_envelope(raw).args
                ):
                    wrong.append(f"I6 the tray lost the words of {id_}")
            if receipt is not None and receipt.outcome == "refused" and not quiet and trayed is None:
                wrong.append(f"I6 {id_} was refused ({receipt.code}) without a word")
        return wrong

    def _lists_are_true(self, laptop: Laptop) -> list[str]:
        """The lists hold exactly what the records say."""
        listed = {(line[1]): line for line in laptop.tables.dump()["item"]}
        for row in laptop.tables.truths(tuple(registry.NOUNS)):
            value = codec.decode_value(row.kind, row.body)
            item = Item(row.id, row.kind, registry.words(value), ())
            line = listed.pop(row.id, None)
            if line is None or line[3] != item.words.title or line[7] != item.words.state:
                return [f"I3 the list is wrong about {row.kind} {row.id}"]
        return [f"I3 the list shows what is gone: {sorted(map(str, listed))[:3]}"] if listed else []

    def _endorsements(self) -> list[str]:
        """I9: a standing endorsement binds the hash of the version it names; versions never change."""
        wrong = []
        for row in self.world.ledger.of_kinds(("letter",)):
            value: letter.Letter = codec.decode_value("letter", row.body)
            for version in value.versions:
                frozen = self.versions.setdefault((value.id, version.no, version.hash), version)
                if frozen != version or letter.hash_of(version) != version.hash:
                    wrong.append(f"I9 version {version.no} of {value.id} changed")
                if version.form and version.body != body_of(value.id, version.generation):
                    wrong.append(f"I9 version {version.no} of {value.id} says a body that nobody wrote")
            for decision in value.decisions:
                receipt = self.world.ledger.receipt(decision.id)
                version = value.versions[decision.version - 1]
                said = codec.decode_envelope(receipt.raw).args if receipt else b""
                if receipt and version.hash.encode() not in bytes(said):
                    wrong.append(f"I9 {decision.id} counts for content it did not name")
        return wrong

    def _chains(self) -> list[str]:
        """I10: per device every event follows the one before, or is flagged."""
        wrong = []
        events = [
            codec.decode_value("presence", row.body) for row in self.world.ledger.of_kinds(("presence",))
        ]
        for dev in sorted({e.device for e in events}):
            last, known = 0, ""
            chain = [e for e in events if e.device == dev]
            for event in sorted(chain, key=lambda e: (e.received, e.seq)):
                if (event.seq, event.prev) != (last + 1, known) and not event.flags:
                    wrong.append(f"I10 {dev[-4:]} has a silent gap before {event.seq}")
                last, known = event.seq, event.hash
        return wrong

    def _bounded(self, laptop: Laptop) -> list[str]:
        """I8, as far as caps exist."""
        out, _, tray = laptop.tables.counts()
        sizes = (out <= OUTBOX_MAX, tray <= TRAY_MAX, len(laptop.tables.journal()) <= JOURNAL_MAX)
        return [] if all(sizes) else [f"I8 {laptop.id[-4:]} grew without bound"]

    def _take_census(self) -> None:
        census = self.world.census
        for row in self.world.ledger.dump()["receipt"]:
            name, outcome, code = str(row[5]), str(row[10]), str(row[11])
            census[f"{outcome} by {'the server' if row[2] == SYSTEM else 'officers'}"] += 1
            census[f"verb {name}"] += 1
            if code:
                census[f"code {code}"] += 1


NOTHING = Accepted()
