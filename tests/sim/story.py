# SPDX-License-Identifier: Apache-2.0
"""One seeded run: officers work, the network and the machines misbehave, then everything becomes quiet.

`run` returns what it found: violations (each begins with the name of its invariant), the census of what really
happened, and the hash of the trace.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from server.services.sync import restart
from tests.sim.acts import Acts
from tests.sim.checks import Checks
from tests.sim.ghost import Ghost, watched
from tests.sim.world import CrashError, Laptop, World
from workspace.domain import device
from workspace.wire.protocol import SyncAnswer

QUIET_ROUNDS = 400  # by then every outbox must be empty (I5)
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one run found."""

    seed: int
    steps: int
    violations: tuple[str, ...]
    census: Counter[str]
    trace: str


class Story:
    """The dice of one run. `world` may be built with classes that carry a seeded bug."""

    def __init__(self, world: World, steps: int, digest_every: int = 0) -> None:
        self.world, self.steps = world, steps
        self.rng = world.rng
        self.ghost = Ghost()
        world.office_class = watched(world.office_class, self.ghost)
        world.build_server()
        world.ledger.committed = self.ghost.committed
        self.acts = Acts(world)
        self.checks = Checks(world, self.ghost, self.acts)
        self.violations: list[str] = []
        self._commits, self._every = 0, digest_every
        self._dies = False
        for laptop in world.laptops:
            laptop.tables.committed = self._committed_on(laptop)
        self._kinds, self._weights = zip(*self.MENU, strict=True)

    MENU = (
        ("deed", 46), ("round", 14), ("send", 14), ("up", 13), ("down", 13), ("drop", 2.8), ("double", 2.4),
        ("tick", 6), ("undo", 1), ("line", 1.5), ("crash", 0.9), ("server_crash", 0.35), ("backup", 0.4),
        ("restore", 0.3), ("transfer", 0.5), ("acting", 0.3), ("clearance", 0.3), ("forge", 1.7),
        ("discard", 0.2), ("device", 0.05),
    )  # fmt: skip

    def _committed_on(self, laptop: Laptop) -> Any:
        def committed() -> None:
            self._commits += 1
            if self._every and self._commits % self._every == 0:
                self.world.note("commit", laptop.tables.dump())

        return committed

    def run(self) -> Result:
        """All steps, then quiet, then the last checks. Most laptops have synced once before the trouble begins."""
        page, self.world.limit = self.world.limit, 1000
        for laptop in self.world.laptops[:-2]:
            self._round(laptop)
        self.world.limit = page
        for _ in range(self.steps):
            kind = self.rng.choices(self._kinds, self._weights)[0]
            laptop = self.rng.choice(self.world.laptops)
            self._guarded(laptop, getattr(self, f"_{kind}"))
            if self.violations or self.ghost.wrongs:
                break
        else:
            self._become_quiet()
        self.world.note("end", [laptop.tables.dump() for laptop in self.world.laptops])
        self.world.note("end", self.world.ledger.dump())
        bugs = [f"raise {type(error).__name__}: {error}" for _, error in self.world.failures]
        wrongs = (*self.violations, *self.ghost.wrongs, *bugs)
        return Result(self.world.seed, self.steps, wrongs, self.world.census, self.world.trace.hexdigest())

    def _guarded(self, laptop: Laptop, step: Any) -> None:
        try:
            step(laptop)
        except CrashError:
            self.world.census["crash"] += 1
            laptop.tables.fuse = -1
            self.world.boot(laptop)
            self.violations += self.checks.promised_are_kept(laptop)

    # what officers do

    def _deed(self, laptop: Laptop) -> None:
        self.acts.some_deed(laptop)

    def _undo(self, laptop: Laptop) -> None:
        self.acts.undo_last(laptop)

    def _discard(self, laptop: Laptop) -> None:
        self.acts.discard_one(laptop)

    def _forge(self, laptop: Laptop) -> None:
        self.acts.forge(laptop)

    # what the network does

    def _send(self, laptop: Laptop) -> None:
        self.world.send(laptop)

    def _up(self, laptop: Laptop) -> None:
        for n, (way, exchange, _) in enumerate(laptop.wire):
            if way == "up" and laptop.online:
                del laptop.wire[n]
                self._answer(laptop, exchange)
                return

    def _answer(self, laptop: Laptop, exchange: Any) -> None:
        self._registered(laptop)
        ledger = self.world.ledger
        ledger.fuse, ledger.where = (1, self.rng.randint(0, 2)) if self._dies else (-1, 0)
        self._dies = False
        try:
            self.world.arrive(laptop, exchange)
        except CrashError:
            self.ghost.pending.clear()
            self.world.build_server()
            self.world.census["server_crash"] += 1
            laptop.engine.in_flight = None
            return
        finally:
            ledger.fuse = -1
        reply = laptop.wire[-1][2] if laptop.wire else None
        if isinstance(reply, SyncAnswer):
            self.checks.expect_after(laptop, reply)

    def _registered(self, laptop: Laptop) -> None:
        """A device the restored server does not know signs in again, which registers it."""
        if self.world.ledger.record(laptop.id) is None:
            value = device.Device(laptop.id, laptop.officer, "Laptop", f"key-{laptop.id}")
            self.world.state("device.register", device.Register(value))

    def _down(self, laptop: Laptop) -> None:
        down = [n for n, (way, _, _) in enumerate(laptop.wire) if way == "down"]
        if down and laptop.online:
            n = self.rng.choice(down)  # out of order, if several are on their way
            _, exchange, reply = laptop.wire[n]
            if self.rng.random() < 0.85:  # else the answer comes once more, later (F12)
                del laptop.wire[n]
            else:
                self.world.census["double"] += 1
            self.violations += self.checks.around_landing(laptop, exchange, reply)

    def _drop(self, laptop: Laptop) -> None:
        if laptop.wire:
            del laptop.wire[self.rng.randrange(len(laptop.wire))]
            self.world.census["drop"] += 1
        laptop.engine.in_flight = None  # the deadline passed
        laptop.engine.schedule.again()

    def _double(self, laptop: Laptop) -> None:
        if laptop.wire:
            laptop.wire.append(self.rng.choice(laptop.wire))
            self.rng.shuffle(laptop.wire)
            self.world.census["double"] += 1

    def _line(self, laptop: Laptop) -> None:
        laptop.online = not laptop.online

    # what machines do

    def _tick(self, laptop: Laptop) -> None:
        self.world.now += self.rng.choice((500, 3_000, 12_000, 61_000, 600_000))
        if self.rng.random() < 0.02:
            laptop.clock_off = self.rng.choice((-3_600_000, 0, 0, 90_000, 365 * DAY_MS))
        if self.rng.random() < 0.02:
            self.world.now += DAY_MS // 2

    def _crash(self, laptop: Laptop) -> None:
        laptop.tables.fuse = self.rng.randint(1, 4)
        laptop.tables.where = self.rng.randint(0, 2)

    def _server_crash(self, laptop: Laptop) -> None:
        self._dies = True

    def _backup(self, laptop: Laptop) -> None:
        self.world.backups.append((self.ghost.snapshot(), self.world.ledger.snapshot()))
        del self.world.backups[:-6]

    def _restore(self, laptop: Laptop) -> None:
        if self.world.backups:
            counts, backup = self.rng.choice(self.world.backups)
            self.world.ledger.restore(backup)
            self.ghost.effects = Counter(counts)
            self.world.build_server()
            self.checks.expected.clear()
            self.checks.effects.clear()
            self.world.census["restore"] += 1
            if self.rng.random() < 0.7:  # else the operator forgot, and the server notices by itself
                with self.world.ledger.write():
                    restart(self.world.office, self.world.ids())

    # what the administration does

    def _transfer(self, laptop: Laptop) -> None:
        self.acts.transfer(laptop)

    def _acting(self, laptop: Laptop) -> None:
        self.acts.appoint_acting(laptop)

    def _clearance(self, laptop: Laptop) -> None:
        self.world.clearance[laptop.officer] = self.rng.choice((0, 1, 1, 2, 3))
        self.world.census["class_change"] += 1

    def _device(self, laptop: Laptop) -> None:
        if len(self.world.laptops) < 24:
            fresh = self.world.new_laptop(laptop.officer)
            fresh.tables.committed = self._committed_on(fresh)
            self.world.laptops.append(fresh)

    # quiet

    def _become_quiet(self) -> None:
        """No more deeds, a perfect network, time goes on: everything must meet (I5)."""
        world = self.world
        self._dies = False
        for laptop in world.laptops:
            laptop.online, laptop.wire, laptop.engine.in_flight, laptop.tables.fuse = True, [], None, -1
            laptop.clock_off = 0
        self.acts.quiet = True
        for n in range(QUIET_ROUNDS):
            world.now += 61_000 if n < 40 else DAY_MS // 8
            for laptop in world.laptops:
                self._round(laptop)
                self.acts.after_quiet_round(laptop)
            if self.violations or self.ghost.wrongs:
                return
            if all(self.checks.at_rest(laptop) for laptop in world.laptops):
                break
        self.violations += self.checks.final()

    def _round(self, laptop: Laptop) -> None:
        """Exchanges without trouble, until there is nothing more to say."""
        laptop.wire, laptop.engine.in_flight = laptop.wire[-1:], None
        for _ in range(60 if laptop.online else 0):
            before = len(laptop.wire)
            self.world.send(laptop)
            if len(laptop.wire) == before:
                return
            late, (_, exchange, _) = len(laptop.wire) - 1, laptop.wire.pop()
            self._answer(laptop, exchange)
            if len(laptop.wire) == late:
                return
            _, exchange, reply = laptop.wire.pop()
            self.violations += self.checks.around_landing(laptop, exchange, reply)
            if self.violations:
                return


def run(seed: int, steps: int = 600, digest_every: int = 0, **parts: Any) -> Result:
    """One run. `parts` replace classes of the world (a seeded bug, other tables)."""
    return Story(World(seed, **parts), steps, digest_every).run()
