# SPDX-License-Identifier: Apache-2.0
"""What windows read: records, names and lists, from a reader connection of their own.

Everything here is a look-up of a millisecond or less, so the interface thread may call it; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from workspace.domain import registry, task
from workspace.domain.changes import Changes
from workspace.domain.command import Command
from workspace.domain.directory import TYPES, Directory
from workspace.domain.errors import Refused
from workspace.domain.hours import DatedRules, rules_from
from workspace.domain.ids import Id
from workspace.domain.letter import Decision, Letter
from workspace.domain.moment import Clock, Day, Instant, at, day_of, next_day, weekday
from workspace.domain.presence import Presence, time_of
from workspace.domain.profile import Profile, in_force
from workspace.services.shut import ShutReader
from workspace.storage.tables import NO_DUE as NO_DUE  # noqa: PLC0414
from workspace.storage.tables import Cursor, Done, Promised, Trayed, Truth
from workspace.storage.tables import Line as Line  # noqa: PLC0414 - windows name what a list is made of
from workspace.storage.tables import Place as Place  # noqa: PLC0414
from workspace.wire import codec

if TYPE_CHECKING:
    from workspace.paper.body import Line as Written

FIRST_PAGE = 60
PAGE, PAGES = 200, 10  # how far a look back into the newest records goes, at most
DECIDED = frozenset({"endorsing", "returned", "ready"})


class Reader(Protocol):
    """The reads of a store (`storage.reader.SqlReader`)."""

    def close(self) -> None: ...
    def meta(self, key: str) -> str: ...
    def shown(self, id_: Id) -> tuple[str, bytes] | None: ...
    def frozen(self, letter: Id, version: int) -> bytes | None: ...
    def truths(self, kinds: Sequence[str]) -> Sequence[Truth]: ...
    def order(self, holders: Sequence[Id], kinds: Sequence[str]) -> list[Place]: ...
    def standing(
        self, ids: Sequence[Id], holders: Sequence[Id], kinds: Sequence[str]
    ) -> dict[int, list[Place]]: ...
    def lines(self, places: Sequence[Place]) -> list[Line]: ...
    def inbox(
        self, holders: Sequence[Id], kinds: Sequence[str], cursor: Cursor, limit: int
    ) -> list[Line]: ...
    def count_inbox(self, holders: Sequence[Id], kinds: Sequence[str]) -> int: ...
    def everything(self, kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]: ...
    def search(self, query: str, limit: int) -> list[Line]: ...
    def counts(self) -> tuple[int, int, int]: ...
    def outbox(self) -> list[Promised]: ...
    def tray(self) -> list[Trayed]: ...
    def done(self, id_: Id) -> Done | None: ...
    def journal(
        self, *, not_epoch: str | None = None, since: Instant = "", limit: int = -1
    ) -> list[Done]: ...


@dataclass(frozen=True, slots=True)
class View:
    """One list of the inbox: which kinds of waiting it shows (empty for all)."""

    code: str
    kinds: tuple[str, ...]


VIEWS = {
    view.code: view
    for view in (
        View("inbox", ("task", "returned", "approve", "revise")),
        View("tasks", ("task", "returned")),
        View("approvals", ("approve", "revise")),
        View("following", ("follow",)),
    )
}

# Where the groups of a list by limit end; each code has its heading in ui/words.py.
GROUPS = ("overdue", "today", "tomorrow", "week", "later", "none")


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of outbox, tray or journal with what the officer needs to recognise it."""

    id: Id
    command: Command | None  # None for one of another device whose words are not here yet
    title: str  # of the record it is about, as shown now
    at: Instant
    state: str  # waiting, held, sealed, parked, done, tray
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)
    received: Instant = ""
    leaf: str = ""
    hold: Instant = ""
    deed: Id = ""
    root: Id = ""  # of a tray entry: the one it hangs on, its own id if it was refused itself
    other: bool = False
    can_reapply: bool = False


@dataclass(slots=True)
class Reading:
    """One officer's view of their store. `changed` tells it what to read anew."""

    reader: Reader
    officer: Id
    clock: Clock
    zone: str = "Asia/Jakarta"
    _directory: Directory | None = None
    _rules: DatedRules | None = None
    _profiles: tuple[Profile, ...] = ()

    def changed(self, changes: Changes) -> None:
        """Forget what these changes made old."""
        if changes.kinds & {*TYPES, "profile", "calendar"}:
            self._directory = None

    def shut(self) -> None:
        """The store is closed: there is nothing to read until it is open again."""
        self.reader.close()
        self.reader = ShutReader()

    def open(self, reader: Reader) -> None:
        """Read from here on."""
        self.reader = reader

    @property
    def directory(self) -> Directory:
        """Who holds what, as the server last said."""
        if self._directory is None:
            self._directory = Directory()
            for row in self.reader.truths(TYPES):
                self._directory.put(codec.decode_value(row.kind, row.body))
            values = [
                codec.decode_value(row.kind, row.body) for row in self.reader.truths(("profile", "calendar"))
            ]
            self._profiles = tuple(v for v in values if isinstance(v, Profile))
            self._rules = rules_from(values)
            profile = in_force(self._profiles, self.clock()[:10])
            self.zone = profile.zone if profile else self.zone
        return self._directory

    def profile(self) -> Profile | None:
        """The regional profile of today."""
        _ = self.directory
        return in_force(self._profiles, self.today())

    def rules(self) -> DatedRules | None:
        """Working time and limits."""
        _ = self.directory
        return self._rules

    def today(self) -> str:
        """The day in the office's zone."""
        return day_of(self.clock(), self.zone)

    # names

    def name(self, officer: Id) -> str:
        """An officer's name, empty if unknown here."""
        known = self.directory.officers.get(officer)
        return known.name if known else ""

    def title(self, position: Id) -> str:
        """A position's title, empty if unknown here."""
        known = self.directory.positions.get(position)
        return known.title if known else ""

    def unit(self, position: Id) -> str:
        """The name of a position's unit."""
        known = self.directory.units.get(self.directory.unit_of(position) or "")
        return known.name if known else ""

    def holder_name(self, position: Id) -> str:
        """Who holds a position now, empty while it is vacant."""
        now = self.directory.holders(position, self.clock())
        return self.name(now[0].officer) if now else ""

    def me(self) -> tuple[str, str]:
        """My name and my first position's title."""
        held = self.directory.holdings(self.officer, self.clock())
        return self.name(self.officer), self.title(held[0].position) if held else ""

    # lists

    def holders(self) -> tuple[Id, ...]:
        """Whose desks I work: my positions, those vacant below me (R17), and what is personal."""
        now = self.clock()
        directory = self.directory
        held = directory.holdings(self.officer, now)
        mine = {h.position for h in held}
        below = {p for p in directory.positions if p not in mine} if any(h.head for h in held) else set()
        covered = {p for p in below if not directory.holders(p, now) and directory.covers(p, now) in mine}
        return (*sorted(mine | covered), self.officer)

    def order(self, view: View) -> list[Place]:
        """Where every line of a list stands, by limit then age."""
        return self.reader.order(self.holders(), view.kinds)

    def standing(self, view: View, ids: Collection[Id]) -> dict[int, list[Place]] | None:
        """Where the lines of these records stand now, by the number of the line; None if a record has none (any
        more), for then nobody knows which line it had.
        """
        found = self.reader.standing(sorted(ids), self.holders(), view.kinds)
        return found if len(found) == len(ids) else None

    def lines(self, places: Sequence[Place]) -> list[Line]:
        """The lines at these places."""
        return self.reader.lines(places)

    def first_lines(self, view: View) -> list[Line]:
        """The first page, for the first paint."""
        return self.reader.inbox(self.holders(), view.kinds, ("", 0), FIRST_PAGE)

    def count(self, view: View) -> int:
        """How many lines a list has."""
        return self.reader.count_inbox(self.holders(), view.kinds)

    def group_ends(self) -> tuple[str, ...]:
        """The (exclusive) limits at which the groups `GROUPS` end, the last group having none."""
        today = self.today()
        midnight = [at(next_day(today, days), "00:00", self.zone) for days in (1, 2, 7 - weekday(today))]
        return (self.clock(), midnight[0], midnight[1], max(midnight[1], midnight[2]), "~", "~~")

    def search(self, query: str, limit: int = 50) -> list[Line]:
        """Items holding every word (the last as a prefix unless a space ends it), newest first."""
        return self.reader.search(query, limit)

    # single records

    def frozen_body(self, letter: Id, version: int) -> tuple[Written, ...] | None:
        """What a letter said when a version of it was submitted; None while it is not on this laptop."""
        from workspace.paper.body import told_lines  # noqa: PLC0415 - not for the first page

        raw = self.reader.frozen(letter, version)
        return None if raw is None else tuple(told_lines(raw))

    def value(self, id_: Id) -> Any | None:
        """A record as it is shown."""
        row = self.reader.shown(id_)
        return codec.decode_value(*row) if row else None

    def candidates(self, acting: Sequence[Id]) -> list[Id]:
        """Positions one may give work to when acting for any of `acting`, own unit first, by title."""
        directory = self.directory
        mine = set(acting)
        found = []
        for position in directory.positions.values():
            unit = directory.unit_of(position.id)
            if position.id in mine or unit is None:
                continue
            if any(
                directory.leads(p, unit) or (directory.has_role(p, "lead") and directory.unit_of(p) == unit)
                for p in mine
            ):
                found.append(position.id)
        own = {directory.unit_of(p) for p in mine}
        return sorted(found, key=lambda p: (directory.unit_of(p) not in own, self.title(p)))

    def heads_above(self, position: Id) -> list[Id]:
        """The heads above a position, nearest first: the usual route of its letters."""
        directory = self.directory
        found: list[Id] = []
        for unit in directory.line(directory.unit_of(position) or ""):
            heads = (p for p in directory.positions.values() if p.unit == unit and p.head and not p.abolished)
            found += sorted(p.id for p in heads if p.id != position)
        return found

    def load(self, position: Id) -> int:
        """How many open tasks that I can see lie on a position's desk."""
        return self.reader.count_inbox([position], ("task", "returned", "follow"))

    def my_positions(self) -> tuple[Id, ...]:
        """The positions I hold now."""
        return tuple(h.position for h in self.directory.holdings(self.officer, self.clock()))

    # activity

    def tray(self) -> list[Entry]:
        """What was refused, oldest first; dependents follow the entry they hang on."""
        held = self.reader.tray()
        rows = zip([self._entry(t.id, t.raw, t.at, "tray") for t in held], held, strict=True)
        return [
            replace(
                e,
                code=t.code,
                params=t.params,
                root=t.root,
                other=t.other,
                can_reapply=bool(t.raw) and self._still_there(e),
            )
            for e, t in rows
        ]

    def outbox(self) -> list[Entry]:
        """What waits to be sent, in order."""
        now = self.clock()
        return [
            replace(
                self._entry(
                    row.id,
                    row.raw,
                    "",
                    "parked"
                    if row.parked
                    else "sealed"
                    if row.sealed
                    else "held"
                    if row.hold > now
                    else "waiting",
                ),
                hold=row.hold,
                deed=row.deed,
            )
            for row in self.reader.outbox()
        ]

    def done_today(self) -> list[Entry]:
        """What the server confirmed today, newest first."""
        midnight = at(self.today(), "00:00", self.zone)
        return [
            replace(self._entry(d.id, d.raw, d.at, "done"), received=d.received, leaf=d.leaf)
            for d in reversed(self.reader.journal(since=midnight, limit=200))
        ]

    def _entry(self, id_: Id, raw: bytes, when: Instant, state: str) -> Entry:
        if not raw:
            return Entry(id_, None, "", when, state)
        command = codec.open_command(codec.decode_envelope(raw), self.officer)
        if isinstance(command, Refused):  # of another device, which runs a newer release
            return Entry(id_, None, "", when, state)
        return Entry(id_, command, self._about(command), when or command.at, state)

    def _about(self, command: Command) -> str:
        noun = registry.noun_of(command.name)
        for id_ in (*noun.names(command), *noun.creates(command)):
            value = self.value(id_)
            title = registry.words(value).title if value is not None else ""
            if title:
                return title
        return str(getattr(command.args, "title", ""))

    def _still_there(self, entry: Entry) -> bool:
        if entry.command is None:
            return False
        names = registry.noun_of(entry.command.name).names(entry.command)
        return all(self.reader.shown(id_) is not None for id_ in names)

    # presence

    def presence_today(self) -> list[Presence]:
        """My events of today, in order of their time."""
        return self.presence_on(self.today())

    def presence_on(self, day: Day) -> list[Presence]:
        """My events of a day, in order of their time. A head also holds those of many others."""
        found: list[Presence] = []
        for lines in self.newest("presence"):
            own = [self.value(line.id) for line in lines if line.sender == self.officer]
            mine = [event for event in own if isinstance(event, Presence)]
            found += [event for event in mine if event.day == day]
            if mine and all(event.day < day for event in mine):
                break
        return sorted(found, key=lambda e: (time_of(e), e.seq))

    def newest(self, *kinds: str) -> Iterator[list[Line]]:
        """The records of these nouns, newest first, a page at a time, as far back as one looks."""
        cursor: Cursor = ("", 0)
        for _ in range(PAGES):
            lines = self.reader.everything(kinds, cursor, PAGE)
            if not lines:
                return
            yield lines
            cursor = ("", lines[-1].rid)

    # letters

    def decided(self, limit: int = 50) -> list[Letter]:
        """Letters whose last standing decision is mine and can still be taken back, newest first."""
        found: list[Letter] = []
        mine = set(self.my_positions())
        for lines in self.newest("letter"):
            values = [self.value(line.id) for line in lines if line.state in DECIDED]
            for value in values:
                if not isinstance(value, Letter):
                    continue
                last = last_decision(value)
                if last is not None and last.by == self.officer and last.position in mine:
                    found.append(value)
            if len(found) >= limit:
                break
        return found[:limit]

    def tree(self, id_: Id) -> list[task.Task]:
        """A task and everything below it that is held here, parents first."""
        found: list[task.Task] = []
        ahead = [id_]
        while ahead:
            value = self.value(ahead.pop(0))
            if isinstance(value, task.Task):
                found.append(value)
                ahead.extend(value.children)
        return found


def last_decision(value: Letter) -> Decision | None:
    """The last decision on the current version that stands: the only one that can be taken back."""
    return next((d for d in reversed(value.decisions) if d.version == value.version and d.stands), None)
