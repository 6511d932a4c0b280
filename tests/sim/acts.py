# SPDX-License-Identifier: Apache-2.0
"""What officers, administrators and forgers do in a run, each act one draw of the dice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from tests.sim import drafts
from tests.sim.world import Laptop, World, toy_sign
from workspace.domain import appointment, device, letter, presence, registry, task
from workspace.domain.command import Command
from workspace.domain.ids import Id
from workspace.domain.moment import from_ms
from workspace.storage.absorb import sweep_now
from workspace.storage.desk import Draft
from workspace.wire import codec
from workspace.wire.protocol import SyncRequest

if TYPE_CHECKING:
    from collections.abc import Callable

URGENCIES = ("normal", "important", "urgent", "immediate")


class Acts:
    """`promised` holds what officers were told is kept; `undone` and `discarded` what they took back themselves."""

    def __init__(self, world: World) -> None:
        self.world, self.rng = world, world.rng
        self.promised: dict[Id, dict[Id, bytes]] = defaultdict(dict)
        self.undone: set[Id] = set()
        self.discarded: set[Id] = set()
        self.deeds: dict[Id, list[Id]] = defaultdict(list)
        self.quiet = False
        self.deed_makers: tuple[tuple[Callable[[Laptop, Id], Draft | None], float], ...] = (
            (self._give, 3),
            (self._on_task, 14),
            (self._submit, 1.3),
            (self._draft, 1.3),
            (self._on_letter, 18),
            (self._check, 1),
            (self._revoke, 0.04),
        )

    # deeds

    def some_deed(self, laptop: Laptop) -> None:
        """One deed of one or several commands, at a click."""
        holdings = laptop.desk.actor().holdings
        if not holdings:
            return
        acting = self.rng.choice(holdings).position
        makers, weights = zip(*self.deed_makers, strict=True)
        drafts = []
        for _ in range(1 if self.rng.random() < 0.85 else self.rng.randint(2, 5)):
            draft = self.rng.choices(makers, weights)[0](laptop, acting)
            if draft is not None:
                drafts.append(draft)
        if drafts:
            self.promise(laptop, drafts)

    def promise(self, laptop: Laptop, drafts: list[Draft]) -> None:
        """Click; what is refused on the spot is only counted."""
        deed = laptop.desk.promise(drafts)
        for _, refused in deed.refused:
            self.world.census[f"click {refused.code}"] += 1
        by_id = {w.row.id: w.row.raw for w in laptop.desk.waiting}
        for id_ in deed.commands:
            self.promised[laptop.id][id_] = by_id[id_]
        self._count_collisions(laptop)
        if deed.commands:
            self.deeds[laptop.id].append(deed.id)
        self.world.note("deed", deed.commands)

    def _count_collisions(self, laptop: Laptop) -> None:
        """Two devices of one officer have commands waiting on the same record."""
        waiting = laptop.desk.waiting[-1:]
        mine = {i for w in waiting for i in registry.noun_of(w.command.name).names(w.command)}
        for other in self.world.laptops:
            if other is not laptop and other.officer == laptop.officer and mine:
                theirs = {
                    i for w in other.desk.waiting for i in registry.noun_of(w.command.name).names(w.command)
                }
                self.world.census["device collision"] += bool(mine & theirs)

    def _shown(self, laptop: Laptop, noun: str) -> list[Any]:
        ids = {row.id for row in laptop.tables.truths((noun,))}
        ids |= {id_ for id_, (kind, _) in laptop.tables.overlay().items() if kind == noun}
        return [value for id_ in sorted(ids) if (value := laptop.desk.value(id_)) is not None]

    def _give(self, laptop: Laptop, acting: Id) -> Draft | None:
        cls = self.rng.choices((0, 1, 2), (8, 2, 0.5))[0]
        args = task.Give(
            laptop.desk.ids(),
            self.rng.choice(self.world.positions),
            "Tugas",
            self.rng.choice(URGENCIES),
            cls=cls,
        )
        return Draft("task.give", acting, args)

    def _somebody_below(self, laptop: Laptop, acting: Id) -> Id | None:
        """Mostly a position one may instruct, sometimes any; None for those who may instruct nobody."""
        directory = laptop.desk.directory
        below = [
            p.id for p in directory.positions.values() if p.id != acting and directory.leads(acting, p.unit)
        ]
        if self.rng.random() < 0.05:
            return self.rng.choice(self.world.positions)
        return self.rng.choice(sorted(below)) if below else None

    def _on_task(self, laptop: Laptop, acting: Id) -> Draft | None:
        tasks = self._shown(laptop, "task")
        if not tasks:
            return None
        mine = [t for t in tasks if t.holder == acting and t.state in task.OPEN]
        given = [t for t in tasks if acting in t.chain and t.state in task.OPEN]
        pick = self.rng.random()
        if mine and pick < 0.55:
            return self._by_holder(laptop, acting, self.rng.choice(mine))
        if given and pick < 0.85:
            return self._by_giver(laptop, acting, self.rng.choice(given))
        any_task = self.rng.choice(tasks)
        maker = self._by_giver if pick < 0.92 else self._by_holder
        return maker(laptop, acting, any_task)

    def _by_holder(self, laptop: Laptop, acting: Id, t: task.Task) -> Draft:
        words = self.rng.choice(("Selesai", "Sudah", "Beres"))
        match self.rng.randrange(6):
            case 0 | 1:
                return Draft("task.complete", acting, task.Complete(t.id, t.holder, words))
            case 2:
                return Draft("task.report", acting, task.AddReport(t.id, t.holder, words))
            case 3:
                return Draft("task.return", acting, task.Return(t.id, t.holder, words))
            case 4:
                return Draft("task.read", acting, task.Read(t.id))
            case _:
                receivers = {
                    self._somebody_below(laptop, acting) or acting for _ in range(self.rng.randint(1, 2))
                }
                children = tuple(task.Child(laptop.desk.ids(), to) for to in sorted(receivers))
                return Draft("task.pass_on", acting, task.PassOn(t.id, t.holder, children, "normal"))

    def _by_giver(self, laptop: Laptop, acting: Id, t: task.Task) -> Draft:
        if self.rng.random() < 0.65:
            to = self._somebody_below(laptop, acting) or acting
            return Draft("task.reassign", acting, task.Reassign(t.id, t.holder, to))
        return Draft("task.withdraw", acting, task.Withdraw(t.id, t.holder, "Batal"))

    def _route(self, laptop: Laptop, acting: Id) -> tuple[Id, ...]:
        directory = laptop.desk.directory
        line = directory.line(directory.unit_of(acting) or "")
        return tuple(h for u in line if (h := self.world.heads[u]) != acting)

    def _draft(self, laptop: Laptop, acting: Id) -> Draft | None:
        return drafts.begun(self.rng, laptop.desk.ids(), acting, self._route(laptop, acting))

    def _submit(self, laptop: Laptop, acting: Id) -> Draft | None:
        route = self._route(laptop, acting)
        if not route:
            return None
        hash_ = letter.content_hash("Surat", "Isi", ())
        cls = self.rng.choices((0, 1, 2), (8, 2, 0.5))[0]
        args = letter.Submit(
            laptop.desk.ids(), "Surat", "Isi", hash_, route, self.rng.choice(URGENCIES), (), cls
        )
        return Draft("letter.submit", acting, args)

    def _on_letter(self, laptop: Laptop, acting: Id) -> Draft | None:
        going = {*letter.OPEN, "draft"}
        letters = [x for x in self._shown(laptop, "letter") if x.state in going or self.rng.random() < 0.1]
        if not letters:
            return None
        turn = [
            x for x in letters if x.route[x.step : x.step + 1] == (acting,) and x.state in letter.APPROVING
        ]
        back = [x for x in letters if x.state == "returned" and x.drafter == acting]
        back = back or [x for x in letters if x.state == "draft" and x.drafter == acting]
        behind = [x for x in turn if self._went_on(x)]
        if behind:  # seldom by itself: on a version there is another of already
            x = self.rng.choice(behind)
            return Draft("letter.endorse", acting, letter.Endorse(x.id, x.version, x.hash))
        x = self.rng.choice(back or turn or letters)
        if x.form is not None and self.rng.random() < (0.9 if back else 0.1):
            return drafts.changed(self.rng, x, acting)
        if back and self.rng.random() < 0.8:
            text = self.rng.choice(("Isi baru", "Isi lain"))
            new = letter.Resubmit(x.id, x.version, "Surat", text, letter.content_hash("Surat", text, ()))
            return Draft("letter.resubmit", acting, new)
        last = next((d for d in reversed(x.decisions) if d.stands), None)
        match self.rng.randrange(8):
            case 0 | 1 | 2:
                return Draft("letter.endorse", acting, letter.Endorse(x.id, x.version, x.hash))
            case 3:
                return Draft("letter.return", acting, letter.Return(x.id, x.version, x.hash, "Perbaiki"))
            case 4 if last is not None:
                args = letter.WithdrawDecision(x.id, x.version, last.id, "Keliru")
                return Draft("letter.withdraw_decision", last.position, args)
            case 5:
                return Draft("letter.withdraw", x.drafter, letter.Withdraw(x.id, x.version, "Batal"))
            case _:
                return Draft("letter.return", acting, letter.Return(x.id, x.version, x.hash, "Kurang jelas"))

    def _went_on(self, shown: letter.Letter) -> bool:
        """Whether the server has a later version than a laptop shows."""
        row = self.world.ledger.record(shown.id)
        return row is not None and codec.decode_value(row.kind, row.body).version > shown.version

    def _check(self, laptop: Laptop, acting: Id) -> Draft:
        boot = presence.Evidence("boot", self.world.now - 10**9, None, "", 0)
        kind = self.rng.choice(("in", "out"))
        args = presence.Record(laptop.desk.ids(), laptop.id, kind, "office", "Asia/Jakarta", boot)
        return Draft("presence.record", "", args)

    def _revoke(self, laptop: Laptop, acting: Id) -> Draft | None:
        mine = [other.id for other in self.world.laptops if other.officer == laptop.officer]
        return Draft("device.revoke", "", device.Revoke(self.rng.choice(mine))) if len(mine) > 1 else None

    def undo_last(self, laptop: Laptop) -> None:
        """Ctrl+Z."""
        stack = self.deeds[laptop.id]
        if stack:
            before = {w.row.id for w in laptop.desk.waiting}
            try:
                done = laptop.desk.undo(stack.pop())
                self.world.census["undo sealed" if done.sealed else "undo"] += 1
            finally:  # also where the process died right after
                self.undone |= before - {row.id for row in laptop.tables.outbox()}

    def discard_one(self, laptop: Laptop) -> None:
        """The button Buang on a tray entry."""
        tray = laptop.tables.tray()
        if tray:
            root = self.rng.choice(tray).root
            self.discarded |= {t.id for t in tray if root in (t.id, t.root)}
            laptop.desk.discard([root])
            self.world.census["discard"] += 1

    def after_quiet_round(self, laptop: Laptop) -> None:
        """What only the officer can decide: a held sweep, parked commands."""
        if laptop.tables.meta("sweep_held"):
            sweep_now(laptop.desk)
            self.world.census["sweep held"] += 1
        parked = [w.row.id for w in laptop.desk.waiting if w.row.parked]
        if parked:
            laptop.desk.park(parked, parked=False)

    # administration

    def transfer(self, laptop: Laptop) -> None:
        """Two officers swap their positions."""
        directory = self.world.office.directory
        now = self.world.clock()
        one = next(iter(directory.holdings(laptop.officer, now)), None)
        other_officer = self.rng.choice(self.world.officers)
        two = next(iter(directory.holdings(other_officer, now)), None)
        if one is None or two is None or other_officer == laptop.officer:
            return
        for who, leaves, enters in ((laptop.officer, one, two), (other_officer, two, one)):
            for held in directory.holders(leaves.position, now):
                if held.officer == who:
                    self.world.end_appointment(held)
            self.world.appoint(who, enters.position)
        self.world.census["transfer"] += 1
        self.world.census["transfer with waiting"] += bool(laptop.desk.waiting)

    def appoint_acting(self, laptop: Laptop) -> None:
        """A Plh. or Plt. for some hours, ordered by the personnel officer's desk or stated by the server."""
        pos, kind = self.rng.choice(self.world.positions), self.rng.choice(("plh", "plt"))
        until = from_ms(self.world.now + self.rng.choice((600_000, 3_600_000, 86_400_000)))
        directory = laptop.desk.directory
        acting = next((h.position for h in laptop.desk.actor().holdings if "personnel" in h.roles), None)
        who = self.rng.choice(self.world.officers)
        if acting and who in directory.officers and pos in directory.positions:
            args = appointment.Appoint(
                laptop.desk.ids(), who, pos, kind, self.world.clock(), until, (), "SP-2"
            )
            self.promise(laptop, [Draft("appointment.appoint", acting, args)])
        else:
            self.world.appoint(who, pos, kind, until)
        self.world.census["acting"] += 1

    # hostile or broken clients

    def _forged_on_a_letter(self, laptop: Laptop, acting: Id) -> tuple[Laptop, Id, str, Any] | None:
        """A decision or a version, mostly on what was revised since, and mostly by whose turn it is."""
        world, r = self.world, self.rng
        letters = [codec.decode_value("letter", row.body) for row in world.ledger.of_kinds(("letter",))]
        known = [k for k in letters if k.versions]
        revised = [k for k in known if len(k.versions) > 1]
        written = [k for k in letters if k.form is not None]
        if written and r.random() < 0.2:
            x, name, args = drafts.forged(r, r.choice(written))
            mine = [y for y in world.laptops if self._holds(y, x.drafter)]
            return (r.choice(mine) if mine and r.random() < 0.8 else laptop), x.drafter, name, args
        if not known or r.random() > (0.95 if revised else 0.3):
            return None
        x = r.choice(revised or known)
        version = r.choice(x.versions[:-1] or x.versions) if r.random() < 0.8 else x.versions[-1]
        newest = version is x.versions[-1]
        entitled = x.drafter if newest and x.state == "returned" else x.route[min(x.step, len(x.route) - 1)]
        acting = entitled if r.random() < 0.8 else acting
        holder = next(iter(world.office.directory.holders(entitled, world.clock())), None)
        own_laptops = [y for y in world.laptops if holder and y.officer == holder.officer]
        laptop = r.choice(own_laptops) if own_laptops else laptop
        hash_ = version.hash if r.random() < 0.8 else letter.content_hash("lain", "", ())
        name, args = r.choice(
            (
                ("letter.endorse", letter.Endorse(x.id, version.no, hash_)),
                ("letter.return", letter.Return(x.id, version.no, hash_, "palsu")),
                ("letter.resubmit", letter.Resubmit(x.id, x.version, "Surat", "palsu", hash_)),
            )
        )
        return laptop, acting, name, args

    def _holds(self, laptop: Laptop, position: Id) -> bool:
        held = self.world.office.directory.holders(position, self.world.clock())
        return any(one.officer == laptop.officer for one in held)

    def forge(self, laptop: Laptop) -> None:
        """A hand-made command, sent with this officer's own session and key, past every check of the desk."""
        world, r = self.world, self.rng
        rows = list(world.ledger.of_kinds(("task",)))
        receipts = sorted(laptop.tables.journal(), key=lambda d: d.id)
        id_ = receipts[-1].id if receipts and r.random() < 0.15 else world.ids()
        acting = r.choice(world.positions)
        own = [h.position for h in laptop.desk.actor().holdings]
        if own and r.random() < 0.6:
            acting = r.choice(own)
        args: Any = task.Give(
            r.choice(rows).id if rows and r.random() < 0.3 else world.ids(),
            r.choice(world.positions),
            "X",
            "normal",
        )
        name = "task.give"
        if rows and r.random() < 0.7:
            t = codec.decode_value("task", r.choice(rows).body)
            name, args = r.choice(
                (
                    ("task.complete", task.Complete(t.id, t.holder, "palsu")),
                    ("task.withdraw", task.Withdraw(t.id, t.holder, "palsu")),
                    ("task.reassign", task.Reassign(t.id, r.choice(world.positions), acting)),
                    ("task.return", task.Return(t.id, t.holder, "")),
                    ("task.end_below", task.EndBelow((t.id,), "palsu")),
                )
            )
        forged = self._forged_on_a_letter(laptop, acting)
        if forged is not None:
            laptop, acting, name, args = forged
        command = Command(
            id_, laptop.id, 10**6, name, 1, world.clock(), "Asia/Jakarta", acting, (), args, laptop.officer
        )
        if r.random() < 0.1:
            command = Command(
                id_, laptop.id, 10**6, "task.abolish", 1, world.clock(), "Asia/Jakarta", acting, (), args, ""
            )
        raw = codec.encode_command(command)
        key = f"key-{laptop.id}" if r.random() < 0.9 else "key-stolen"
        raw = codec.encode_command(command, toy_sign(key)(raw))
        if world.ledger.record(laptop.id) is not None:
            world.sync.exchange(world.session(laptop), SyncRequest(commands=(msgspec.Raw(raw),), limit=1))
            world.census["forge"] += 1
