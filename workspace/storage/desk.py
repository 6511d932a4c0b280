# SPDX-License-Identifier: Apache-2.0
"""The desk: an officer's own memory, and the place where a promise is made.

A click writes one durable command. What windows show is truth (what the server said) plus an overlay (what the
waiting commands make of it, by the same rules the server will use). The overlay is always a full replay of the
outbox over the truth; a new deed is that replay's last step. There is no merge code.
Only one worker writes a desk. What arrives from the server is `absorb.py`'s part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.command import Actor, Command, Effects
from workspace.domain.directory import TYPES, Directory
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts, Rules
from workspace.domain.hours import rules_from
from workspace.domain.ids import Id, Ids, Key
from workspace.domain.judge import judge
from workspace.domain.moment import Clock, Instant, from_ms, to_ms
from workspace.domain.profile import Profile, in_force
from workspace.storage import patch
from workspace.storage.tables import Item, Promised, Tables, Trayed
from workspace.wire import codec, protocol

HOLD_MS = 10_000
SIGNATURE_BYTES = 128  # what sealing adds to a command, at most
RULE_KINDS = ("profile", "calendar")
Signer = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A deed before it is promised: a verb, the position acted for, and its arguments."""

    name: str
    as_: Id
    args: Any


@dataclass(frozen=True, slots=True)
class Deed:
    """What became of a click: the commands now promised, and the drafts a rule refused on the spot."""

    id: Id
    commands: tuple[Id, ...]
    refused: tuple[tuple[int, Refused], ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: `sealed` means it was too late to take it back without a trace."""

    sealed: bool
    changes: Changes


@dataclass(slots=True)
class Waiting:
    """A waiting command with its meaning: what it last made of the records it names (`puts`), or why it had no
    effect (`doubt`, R1), and what it was judged by then.
    """

    row: Promised
    command: Command
    doubt: Refused | None = None
    puts: dict[Id, Any] = field(default_factory=dict)
    facts: Facts | None = None  # None: to be judged anew in any case
    seen: Mapping[Id, Any] = field(default_factory=dict)
    names: tuple[Id, ...] = field(init=False)
    creates: tuple[Id, ...] = field(init=False)

    def __post_init__(self) -> None:
        """What it reads, changes and makes, asked of its noun once."""
        noun = registry.noun_of(self.command.name)
        self.names, self.creates = noun.names(self.command), noun.creates(self.command)


def _differs(old: Any, new: Any) -> bool:
    """Whether two values differ; mostly they are one object, and a record has many fields to compare."""
    return old is not new and old != new


@dataclass(slots=True)
class Desk:
    """`officer` and `device` are whose desk it is; `sign` is the device's Ed25519, used when sealing (R24)."""

    tables: Tables
    officer: Id
    device: Id
    clock: Clock
    ids: Ids
    sign: Signer
    zone: str = "Asia/Jakarta"
    boot: Callable[[], tuple[str, int]] = lambda: ("", 0)  # this start of the machine, and ms since then
    signed: Callable[[protocol.TreeHead], bool] = lambda _: True  # did the server sign this head of its log?
    directory: Directory = field(default_factory=Directory)
    rules: Rules | None = None
    waiting: list[Waiting] = field(default_factory=list)
    _overlay: dict[Id, Any] = field(default_factory=dict)
    _bodies: dict[Id, tuple[Any, bytes]] = field(default_factory=dict)  # its values as they are written
    _truths: dict[Id, Any] = field(default_factory=dict)  # decoded records that waiting commands name
    _actor: Actor | None = None
    _facts: Facts | None = None  # the same object for as long as neither directory nor rules change
    _keys: frozenset[Key] = frozenset()

    def open(self) -> None:
        """Read what stands in the tables into memory. Call once before anything else, and after a failure."""
        self._truths = {}
        self.directory = Directory()
        for row in self.tables.truths(TYPES):
            self.directory.put(codec.decode_value(row.kind, row.body))
        self._actor = self._facts = None
        self.reread_rules()
        self.waiting = [self._understood(row) for row in self.tables.outbox()]
        self._overlay, self._bodies = {}, {}
        for id_, (kind, kept) in self.tables.overlay().items():
            body = patch.whole(self._base(id_), kept)
            self._overlay[id_] = value = codec.decode_value(kind, body)
            self._bodies[id_] = value, body

    def reread_rules(self) -> None:
        """Profile and calendar as they now stand in the truth."""
        values = [codec.decode_value(row.kind, row.body) for row in self.tables.truths(RULE_KINDS)]
        self.rules, self._facts = rules_from(values), None
        profile = in_force((v for v in values if isinstance(v, Profile)), self.clock()[:10])
        self.zone = profile.zone if profile else self.zone

    def _understood(self, row: Promised) -> Waiting:
        return Waiting(row, codec.decode_command(row.raw, self.officer))

    # what one may know

    def actor(self) -> Actor:
        """The officer with every position they were ever given: on the laptop dates only warn (R13)."""
        if self._actor is None:
            self._actor = Actor(self.officer, self.directory.holdings(self.officer, None), self.device)
            self._keys = self.directory.keys(self._actor)
        return self._actor

    def learn(self, id_: Id, value: Any | None) -> None:
        """Keep the directory in step with a record whose truth moved (None: no longer held)."""
        if value is None:
            self.directory.drop(id_)
        else:
            self.directory.put(value)
        self._actor = self._facts = None

    def facts(self) -> Facts:
        """What a rule may know here."""
        if self._facts is None:
            self._facts = Facts(self.directory, self.rules)
        return self._facts

    def value(self, id_: Id) -> Any | None:
        """The record as it is shown, or None."""
        if id_ in self._overlay:
            return self._overlay[id_]
        row = self.tables.truth(id_)
        return codec.decode_value(row.kind, row.body) if row else None

    def _seen(self, w: Waiting, overlay: Mapping[Id, Any]) -> dict[Id, Any]:
        seen = {}
        for id_ in (*w.names, *w.creates):
            value = self._now(id_, overlay)
            if value is not None:
                seen[id_] = value
        return seen

    def _same_seen(self, w: Waiting, overlay: Mapping[Id, Any]) -> bool:
        """Whether it sees the very objects it saw last, as mostly: told without making anything."""
        for id_ in (*w.names, *w.creates):
            now = overlay[id_] if id_ in overlay else self._truths.get(id_, w)
            if now is not w.seen.get(id_):
                return False
        return True

    def _now(self, id_: Id, overlay: Mapping[Id, Any]) -> Any | None:
        return overlay[id_] if id_ in overlay else self._true(id_)

    def _true(self, id_: Id) -> Any | None:
        if id_ not in self._truths:
            row, (shown, body) = self.tables.truth(id_), self._bodies.get(id_, (None, b""))
            if row is None:
                self._truths[id_] = None
            elif body == row.body and shown is self._overlay.get(id_):
                self._truths[id_] = shown  # what was promised came true: it need not be read
            else:
                self._truths[id_] = codec.decode_value(row.kind, row.body)
        return self._truths[id_]

    def _judge(self, w: Waiting, seen: Mapping[Id, Any]) -> None:
        """Judge a command by what it sees, unless it was judged by the very same already: the rules are pure."""
        if self._stands(w, seen):
            return
        outcome = judge(self.actor(), w.command, seen, self.facts())
        puts = outcome.puts if isinstance(outcome, Effects) else ()
        w.doubt = outcome if isinstance(outcome, Refused) else None
        w.puts = {value.id: value for value in puts if self._mine(value)}
        # What only the truth made mine may cease to be so while all that the command sees stays equal.
        w.facts, w.seen = self.facts() if all(map(self._reached, puts)) else None, seen

    def _stands(self, w: Waiting, seen: Mapping[Id, Any]) -> bool:
        """Whether judging would give what it gave last: same officer, directory and rules, equal records."""
        return w.facts is self.facts() and w.seen == seen

    def moved(self, ids: Iterable[Id]) -> None:
        """The truth of these records changed (inside a transaction)."""
        for id_ in ids:
            self._truths.pop(id_, None)

    def _mine(self, value: Any) -> bool:
        """Whether a record may be shown here: my keys reach it, or I already held it."""
        return self._reached(value) or self._true(value.id) is not None

    def _reached(self, value: Any) -> bool:
        self.actor()
        return not self._keys.isdisjoint(registry.of(value).audience(value))

    # promising

    def promise(self, drafts: Sequence[Draft]) -> Deed:
        """Promise several commands as one deed; durable when this returns. Refused drafts are not queued."""
        now = self.clock()
        deed = self.ids()
        made: list[Waiting] = []
        refused: list[tuple[int, Refused]] = []
        puts: dict[Id, Any] = {}
        with self.transaction():
            n = int(self.tables.meta("n") or 0)
            for index, draft in enumerate(drafts):
                try:
                    w = self._drafted(draft, n + 1, now, deed)
                except UnicodeEncodeError:  # half a surrogate pair: there are no bytes that could be signed
                    refused.append((index, Refused("invalid", {"field": "args"})))
                    continue
                self._judge(w, self._seen(w, self._overlay))
                why = w.doubt
                if why is None and len(w.row.raw) > protocol.COMMAND_BYTES - SIGNATURE_BYTES:
                    why = Refused("too-large", {"field": "args"})
                if why is not None:
                    refused.append((index, why))
                    continue
                n += 1
                made.append(w)
                self.waiting.append(w)
                self._overlay |= w.puts
                puts |= w.puts
            self.tables.put_out([waiting.row for waiting in made])
            self.tables.set_meta("n", str(n))
            self.tables.put_overlay([self._stored(value) for value in puts.values()])
            changes = self.show(puts)
        changes |= Changes(outbox=bool(made), sync=bool(made))
        return Deed(deed, tuple(w.row.id for w in made), tuple(refused), changes)

    def _drafted(self, draft: Draft, n: int, now: Instant, deed: Id) -> Waiting:
        id_ = self.ids()
        command = Command(
            id_, self.device, n, draft.name, registry.verb(draft.name).v, now, self.zone, draft.as_, (), draft.args,
            self.officer,
        )  # fmt: skip
        verb = registry.verb(draft.name)
        blank = Promised(id_, n, deed, b"")
        if verb.fill is not None:
            seen = self._seen(Waiting(blank, command), self._overlay)
            command = replace(command, args=verb.fill(draft.args, seen, now))
        named = set(Waiting(blank, command).names)
        after = tuple(w.row.id for w in self.waiting if not named.isdisjoint(w.creates))
        command = replace(command, after=after)
        hold = from_ms(to_ms(now) + HOLD_MS) if verb.hold else ""
        return Waiting(blank._replace(raw=codec.encode_command(command), hold=hold), command)

    def _stored(self, value: Any) -> tuple[Id, str, bytes]:
        """A row of the overlay. It stands beside the truth: once that moved, the row is made anew."""
        body = codec.encode_value(value)
        self._bodies[value.id] = value, body
        return value.id, registry.of(value).kind, patch.made(self._base(value.id), body)

    def _base(self, id_: Id) -> bytes:
        row = self.tables.truth(id_)
        return row.body if row else b""

    def undo(self, deed: Id) -> Undone:
        """Take back a deed, with what depends on it, as long as none of it may have left this device."""
        rows = [w for w in self.waiting if w.row.deed == deed]
        taken = self._with_dependents(w.row.id for w in rows)
        if not rows or any(w.row.sealed for w in taken):
            return Undone(sealed=True, changes=Changes())
        with self.transaction():
            gone = {w.row.id for w in taken}
            self.tables.drop_out(sorted(gone))
            self.waiting = [w for w in self.waiting if w.row.id not in gone]
            changes = self.replay()
        return Undone(sealed=False, changes=changes | Changes(outbox=True, sync=True))

    def _with_dependents(self, roots: Iterable[Id]) -> list[Waiting]:
        """The waiting ones of `roots` and every waiting command that comes after one of them, in order."""
        ids = set(roots)
        for w in self.waiting:
            if ids.intersection(w.command.after):
                ids.add(w.row.id)
        return [w for w in self.waiting if w.row.id in ids]

    # replay

    def replay(self, touched: Iterable[Id] = ()) -> Changes:
        """Recompute the overlay from the truth and show what changed; `touched` are records whose truth moved.

        Always all waiting commands: replaying only the "affected" ones leaves derived records behind. One that sees
        just what it saw last is not judged again, which is the same.
        """
        overlay: dict[Id, Any] = {}
        facts = self.facts()
        for w in self.waiting:
            if w.facts is not facts or not self._same_seen(w, overlay):
                self._judge(w, self._seen(w, overlay))
            overlay |= w.puts
        old = self._overlay
        gone = sorted(old.keys() - overlay.keys())
        beside = set(touched)  # what is kept of these is a patch of what they were
        fresh = [v for id_, v in overlay.items() if id_ in beside or _differs(old.get(id_), v)]
        moved = beside.union(gone)
        # What was promised and came true looks as before, only that it waits no longer.
        same = {id_ for id_ in moved & old.keys() if not _differs(old[id_], self._now(id_, overlay))}
        self._overlay = overlay
        self.tables.drop_overlay(gone)
        self.tables.put_overlay([self._stored(value) for value in fresh])
        kinds = frozenset(registry.of(old[id_]).kind for id_ in same)
        changes = self.show({*moved.difference(same), *(value.id for value in fresh)})
        named = {id_ for w in self.waiting for id_ in (*w.names, *w.creates)}
        self._truths = {id_: value for id_, value in self._truths.items() if id_ in named}
        for id_ in gone:
            self._bodies.pop(id_, None)
        return changes | Changes(frozenset(same), kinds)

    def show(self, ids: Iterable[Id]) -> Changes:
        """Bring lists and search up to date for these records."""
        shown = frozenset(ids)
        items, gone, kinds = [], [], set()
        for id_ in sorted(shown):
            value = self.value(id_)
            if value is None:
                gone.append(id_)
                continue
            noun = registry.of(value)
            kinds.add(noun.kind)
            items.append(Item(id_, noun.kind, registry.words(value), noun.waiting(value)))
        self.tables.project(items, gone)
        return Changes(shown, frozenset(kinds))

    # leaving

    def ready(self, kept: frozenset[Id] = frozenset()) -> Iterator[Waiting]:
        """What may be sent now: not what is held, parked or `kept` back, nor a later command that names a record of
        those or comes after them. Of what was sealed only `kept` keeps later ones back.
        """
        now_ms = to_ms(self.clock())
        blocked_records: set[Id] = set()
        kept_records: set[Id] = set()
        blocked: set[Id] = set()
        for w in self.waiting:
            row = w.row
            held = row.hold and not row.sealed and 0 < to_ms(row.hold) - now_ms <= HOLD_MS
            if kept and (row.id in kept or not kept_records.isdisjoint(w.names)):
                held = True
                kept_records.update(w.names)
            stuck = held or row.parked or not blocked.isdisjoint(w.command.after)
            if stuck or not (row.sealed or blocked_records.isdisjoint((*w.names, *w.creates))):
                blocked.add(row.id)
                blocked_records.update(w.names, w.creates)
            else:
                yield w

    def seal(self, *, skip: frozenset[Id] = frozenset(), kept: frozenset[Id] = frozenset()) -> list[Waiting]:
        """Choose a batch of what is ready, but for `skip`, and sign it; from here on its bytes never change (F5).

        A deed's rows are sealed in one transaction.
        """
        chosen: list[Waiting] = []
        size = 0
        for w in self.ready(kept):
            if w.row.id in skip:
                continue
            size += len(w.row.raw) + SIGNATURE_BYTES
            if len(chosen) == protocol.BATCH_COMMANDS or (chosen and size > protocol.BATCH_BYTES):
                break
            chosen.append(w)
        fresh = [w for w in chosen if not w.row.sealed]
        if fresh:
            with self.transaction():
                sigs = {w.row.id: self.sign(w.row.raw) for w in fresh}
                for w in fresh:
                    w.row = w.row._replace(raw=codec.sealed(w.row.raw, sigs[w.row.id]), sealed=True)
                self.tables.seal(sigs)
        return chosen

    def release(self) -> Changes:
        """End all holds: the window closes, or the officer asks to sync now."""
        held = [w for w in self.waiting if w.row.hold]
        with self.transaction():
            for w in held:
                w.row = w.row._replace(hold="")
            self.tables.put_out([w.row for w in held])
        return Changes(outbox=bool(held))

    def park(self, ids: Iterable[Id], *, parked: bool = True) -> Changes:
        """Keep commands back on which the server keeps failing (R4), or let them try again."""
        chosen = [w for w in self.waiting if w.row.id in set(ids)]
        with self.transaction():
            for w in chosen:
                w.row = w.row._replace(parked=parked)
            self.tables.put_out([w.row for w in chosen])
        return Changes(outbox=True, sync=True)

    def left(self, ids: Iterable[Id]) -> None:
        """Commands whose receipts came wait no longer (inside a transaction)."""
        gone = set(ids)
        if gone:
            self.waiting = [w for w in self.waiting if w.row.id not in gone]

    def take_back(self, rows: Sequence[Promised]) -> None:
        """Commands of the journal wait again, in their old order (inside a transaction)."""
        both = [*self.waiting, *map(self._understood, rows)]
        self.waiting = sorted(both, key=lambda w: (w.row.n, w.row.id))

    # the tray

    def to_tray(self, id_: Id, refused: Refused) -> list[Trayed]:
        """Move a command, if it waits, and its waiting dependents to the tray (inside a transaction);
        returns them there.
        """
        rows = self._with_dependents([id_])
        moved = [
            Trayed(w.row.id, id_, w.row.raw, *self._why(w.row.id == id_, refused), w.command.at) for w in rows
        ]
        self.tables.put_tray(moved)
        self.tables.drop_out([entry.id for entry in moved])
        self.left(entry.id for entry in moved)
        return moved

    @staticmethod
    def _why(is_root: bool, refused: Refused) -> tuple[str, dict[str, str]]:  # noqa: FBT001
        return (refused.code, refused.params) if is_root else ("dependency-failed", {"code": refused.code})

    def discard(self, ids: Iterable[Id]) -> Changes:
        """The officer's click: these tray entries, with what depended on them, may go."""
        roots = set(ids)
        with self.transaction():
            self.tables.drop_tray([t.id for t in self.tables.tray() if t.id in roots or t.root in roots])
        return Changes(tray=True, sync=True)

    def forget(self, ids: Iterable[Id]) -> Changes:
        """These tray entries, and no others, were promised again."""
        with self.transaction():
            self.tables.drop_tray(list(ids))
        return Changes(tray=True, sync=True)

    def transaction(self) -> _Careful:
        return _Careful(self)


@dataclass(slots=True)
class _Careful:
    """A write block of the tables that also puts the desk's memory back when it fails."""

    desk: Desk
    block: Any = None

    def __enter__(self) -> None:
        self.block = self.desk.tables.write()
        self.block.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.block.__exit__(kind, error, trace)
        except BaseException:
            self.desk.open()
            raise
        if kind is not None:
            self.desk.open()
