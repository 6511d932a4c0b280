# SPDX-License-Identifier: Apache-2.0
"""The log of what letters say: a key is durable on this laptop at most a second after it was pressed.

The copy that is written in (`paper.replica`) lives with its window. Each update it makes is queued here and
committed with its neighbours; what the server is told is read from the tables, so it is never told what this
laptop could still lose. Updates are appended as they came. When many have gathered, some are put together into
one that says the same, proved before the others are removed.

One worker owns this: it takes what was typed (`typed`), and wakes when `wait_ms` says so to `keep` it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workspace.domain.errors import Refused, Unavailable
from workspace.domain.ids import Id
from workspace.domain.moment import Clock, Instant, plus, to_ms

if TYPE_CHECKING:
    from workspace.paper.replica import Replica

RETRY_MS = 1_000  # after the disk did not take it
FOLD_ROWS, FOLD_BYTES = 64, 64 * 1024  # updates since the last time that are put together; larger ones stay
RECOVERED_DAYS = 14  # how long the text found after a death is kept as it was found

_log = logging.getLogger(__name__)


class Of(NamedTuple):
    """Which body: of a letter, and of which of its generations. A letter sent back begins another."""

    letter: Id
    generation: int


CURSORS = "body "  # what settings begin with that say how far the server's updates of a body came


def cursor_key(of: Of) -> str:
    """The setting that says it of one."""
    return f"{CURSORS}{of.letter} {of.generation}"


class Body(NamedTuple):
    """A body that is written in here. `client` is our number in it, which no other copy ever has.

    `writing`: since when, empty once it was put away. `restored`: it came from a copy of the store, and what was
    written after that copy under the same number may be with others: another number is needed.
    """

    of: Of
    client: int
    writing: Instant = ""
    restored: bool = False


class Update(NamedTuple):
    """What one step, or several put together, add to a body. `n` grows with each and is never given to another.

    `client`: whose it is, 0 for several or unknown; `at`: its last key, or when it came; `sent`: the server has it.
    """

    n: int
    of: Of
    client: int
    at: Instant
    sent: bool
    raw: bytes


class Recovered(NamedTuple):
    """A body as it was `found` after a death: all that was typed up to an instant, as one update or several."""

    of: Of
    upto: Instant
    found: Instant
    raw: bytes


class BodyTables(Protocol):
    """What the log stores. All methods but `write` and the reads run inside a `write()` block.

    `bodies_sql.py` is what officers run, `bodies_memory.py` its twin; one contract test holds them to each other.
    """

    def write(self) -> AbstractContextManager[None]:
        """One transaction: durable when the block ends, undone when it raises."""
        ...

    def body(self, of: Of) -> Body | None:
        """The body, if it was ever written in here."""
        ...

    def put_body(self, body: Body) -> None:
        """Insert or replace."""
        ...

    def updates(self, of: Of) -> list[Update]:
        """All of a body, in the order in which they were added."""
        ...

    def unsent(self) -> list[Of]:
        """Bodies of which the server does not have all, sorted."""
        ...

    def known(self) -> list[Of]:
        """Bodies of which there is something, sorted."""
        ...

    def add(self, updates: Iterable[Update]) -> None:
        """Append; each gets the next number whatever it has."""
        ...

    def drop(self, of: Of, numbers: Sequence[int]) -> int:
        """Remove these of a body; how many there were."""
        ...

    def mark_sent(self, of: Of, numbers: Iterable[int]) -> None:
        """The server has these of a body, as far as they are still there."""
        ...

    def put_recovered(self, recovered: Recovered) -> None:
        """Append."""
        ...

    def recovered(self, letter: Id) -> list[Recovered]:
        """What was found of a letter, latest first."""
        ...

    def forget_recovered(self, before: Instant) -> None:
        """Drop what was found before then."""
        ...

    def frozen_kept(self) -> list[tuple[Id, int]]:
        """Letters and versions whose submitted body is here, sorted."""
        ...

    def put_frozen(self, letter: Id, version: int, raw: bytes) -> None:
        """Insert or replace."""
        ...

    def drop_frozen(self, letters: Iterable[Id]) -> None:
        """Forget all versions of these."""
        ...

    def frozen(self, letter: Id, version: int) -> bytes | None:
        """The submitted body of a version, canonical JSON."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A body to write in. `kept`: the last key that is durable, empty for none; `upto`: the number of its last update.

    `recovered`: the program that wrote in it last died; what it had kept is there, up to that key.
    """

    of: Of
    client: int
    updates: tuple[bytes, ...]
    kept: Instant
    recovered: bool
    upto: int = 0

    def replica(self, clock: Callable[[], int], send: Callable[[bytes], None]) -> Replica:
        """The copy to write in; `send` brings each update to the worker, for `Bodies.typed`."""
        from workspace.paper.replica import Replica  # noqa: PLC0415 - loads the library with the first letter

        return Replica(self.client, clock, send, self.updates)


@dataclass(frozen=True, slots=True)
class NeedsClient:
    """It cannot be written in without a number nobody wrote under: none of `used`, as far as this copy knows."""

    used: frozenset[int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a body, all keys up to this one are durable now."""

    of: Of
    at: Instant


class Pace(NamedTuple):
    """When keys become durable: after a pause of `quiet_ms`, `longest_ms` after the first of them, or at once when
    they come to `soon_bytes`. A second is promised; what is left of it is for the commit and for a busy worker.
    """

    quiet_ms: int = 300
    longest_ms: int = 700
    soon_bytes: int = 200


PACE = Pace()


class _Typed(NamedTuple):
    of: Of
    at: Instant
    raw: bytes


@dataclass(slots=True)
class Bodies:
    """`exists(letter)`: whether a letter may be opened here; it is asked for a body this laptop does not have."""

    tables: BodyTables
    exists: Callable[[Id], bool]
    clock: Clock
    pace: Pace = PACE
    _open: dict[Of, Body] = field(default_factory=dict)
    _queue: list[_Typed] = field(default_factory=list)
    _loose: dict[Of, tuple[int, int]] = field(default_factory=dict)  # updates and bytes since the last fold
    _failed: Instant = ""  # when the disk last did not take it
    _ended: bool = False

    # ---- opening -----------------------------------------------------------------------------

    def open(self, of: Of, client: int = 0) -> Opened | NeedsClient | Refused:
        """A body to write in, with all there is of it here. `client` is taken only where one is needed.

        What is found after a death is first kept as it is, for RECOVERED_DAYS.
        """
        body = self._open.get(of) or self.tables.body(of)
        rows = self.tables.updates(of)
        if body is None and not rows and not self.exists(of.letter):
            return Refused("not-found")
        if body is None or body.restored:
            used = _clients([row.raw for row in rows]) | ({body.client} if body else set())
            if client < 1 or client in used:
                return NeedsClient(frozenset(used))
            body = Body(of, client)
        recovered = bool(body.writing) and of not in self._open
        if recovered:
            body = self._found(body, rows)
        self._open[of] = body
        waiting = [typed for typed in self._queue if typed.of == of]
        mine = [row.at for row in rows if row.client == body.client] or [row.at for row in rows]
        raws = (*(row.raw for row in rows), *(typed.raw for typed in waiting))
        self._loose[of] = (len(rows), sum(len(row.raw) for row in rows if len(row.raw) < FOLD_BYTES))
        upto = rows[-1].n if rows else 0
        return Opened(of, body.client, raws, max(mine, default=""), recovered, upto)

    def _found(self, body: Body, rows: Sequence[Update]) -> Body:
        """Keep a copy of what a death left; a disk that does not take it is no reason not to open."""
        upto = max((row.at for row in rows), default="")
        with suppress(Unavailable), self.tables.write():
            for raw in _together([row.raw for row in rows]):
                self.tables.put_recovered(Recovered(body.of, upto, self.clock(), raw))
            self.tables.put_body(body._replace(writing=""))
        return body._replace(writing="")

    def recovered(self, letter: Id) -> list[Recovered]:
        """What deaths left of a letter, latest first."""
        return self.tables.recovered(letter)

    def forget(self) -> None:
        """Drop what was found too long ago; for a quiet moment, and a disk that does not take it is asked again."""
        with suppress(Unavailable), self.tables.write():
            self.tables.forget_recovered(plus(self.clock(), days=-RECOVERED_DAYS))

    # ---- typing ------------------------------------------------------------------------------

    def typed(self, of: Of, raw: bytes, at: Instant) -> None:
        """Queue an update that an open copy made at the key of this instant.

        Raises LookupError for a body that is not open and TooLarge for an update nobody would take.
        """
        if self._ended or of not in self._open:
            raise LookupError(f"{of} is not open")
        _check(raw)
        self._queue.append(_Typed(of, at, raw))

    def wait_ms(self) -> int | None:
        """Until `keep` has something to do; None while there is nothing."""
        if not self._queue:
            return 0 if self._ripe() else None
        now, first, last = to_ms(self.clock()), to_ms(self._queue[0].at), to_ms(self._queue[-1].at)
        if self._failed:
            return _until(to_ms(self._failed), RETRY_MS, now)
        if sum(len(typed.raw) for typed in self._queue) >= self.pace.soon_bytes:
            return 0
        return min(_until(first, self.pace.longest_ms, now), _until(last, self.pace.quiet_ms, now))

    def keep(self) -> tuple[Kept, ...]:
        """Do what is due: make durable what was typed, or put updates together. What is kept now.

        Raises Unavailable when the disk does not take it, once: it is tried again, and `unkept` tells since when.
        """
        if self.wait_ms() != 0:
            return ()
        if not self._queue:
            for of in self._ripe():
                with suppress(Unavailable):
                    self.fold(of)
            return ()
        told = bool(self._failed)
        try:
            return self.flush()
        except Exception:
            if told:
                return ()
            raise

    def flush(self) -> tuple[Kept, ...]:
        """Make all that was typed durable now. Raises Unavailable; it then waits as before."""
        queue = tuple(self._queue)
        if not queue:
            return ()
        bodies = {
            of: self._open[of]._replace(restored=False, writing=self._open[of].writing or self.clock())
            for of in dict.fromkeys(typed.of for typed in queue)
        }
        kept = {of: max(typed.at for typed in queue if typed.of == of) for of in bodies}
        raws = {of: _together([typed.raw for typed in queue if typed.of == of]) for of in bodies}
        try:
            with self.tables.write():
                for of, body in bodies.items():
                    if body != self._open[of]:
                        self.tables.put_body(body)
                    self.tables.add(
                        Update(0, of, body.client, kept[of], sent=False, raw=raw) for raw in raws[of]
                    )
        except Exception:
            self._failed = self.clock()
            raise
        self._failed = ""
        self._open |= bodies
        del self._queue[: len(queue)]
        for of in bodies:
            self._grew(of, raws[of])
        return tuple(Kept(of, at) for of, at in kept.items())

    @property
    def unkept(self) -> Instant:
        """The first key the disk has not taken, empty while all goes well."""
        return self._queue[0].at if self._failed and self._queue else ""

    def put_away(self, of: Of) -> None:
        """The window closes: what was typed is durable when this returns. Raises Unavailable; it is then still open."""
        self.flush()
        body = self._open.pop(of, None)
        if body is not None and body.writing:
            with suppress(Unavailable), self.tables.write():  # else it is only taken for found later
                self.tables.put_body(body._replace(writing=""))

    def end(self) -> None:
        """The store is closed: put all away; nothing can be typed any more, whatever comes of it.

        Raises Unavailable if something is lost by that: ask `flush` before, while the officer can still choose.
        """
        self._ended = True
        for of in tuple(self._open):
            self.put_away(of)

    # ---- others ------------------------------------------------------------------------------

    def came(self, of: Of, raws: Sequence[bytes], client: int = 0) -> None:
        """What another copy wrote, in any order and also twice; durable when this returns.

        Raises TooLarge and BadUpdate, of all or none, and Unavailable.
        """
        from workspace.paper.replica import STATE_MAX, TooLarge, known, merged  # noqa: PLC0415 - see Opened.replica

        fresh = self._fresh(of, raws)
        for raw in fresh:  # bytes that are no update would keep the body from ever being opened again
            _check(raw)
            known(raw)
            merged([raw])
        size = sum(map(len, fresh)) + self._size(of)
        if size > STATE_MAX:
            self.fold(of)
            if (size := sum(map(len, fresh)) + self._size(of)) > STATE_MAX:
                raise TooLarge("state", size, STATE_MAX)
        at = self.clock()
        with self.tables.write():
            self.tables.add(Update(0, of, client, at, sent=True, raw=raw) for raw in fresh)
        self._grew(of, fresh)

    def news(self, of: Of, after: int) -> tuple[int, tuple[bytes, ...]]:
        """The number of the last update of a body that is open, else nothing; what others wrote since this number."""
        body = self._open.get(of)
        rows = self.tables.updates(of) if body else []
        client = body.client if body else 0
        came = tuple(row.raw for row in rows if row.n > after and row.client != client)
        return (rows[-1].n if rows else after), came

    def _fresh(self, of: Of, raws: Sequence[bytes]) -> list[bytes]:
        known = {row.raw for row in self.tables.updates(of)}
        return [raw for raw in dict.fromkeys(raws) if raw not in known]

    def _size(self, of: Of) -> int:
        return sum(len(row.raw) for row in self.tables.updates(of))

    def unsent(self) -> list[Of]:
        """Bodies of which something is to be told to the server."""
        return self.tables.unsent()

    def to_send(self, of: Of) -> list[Update]:
        """What the server does not have of a body; all of it is durable here."""
        return [row for row in self.tables.updates(of) if not row.sent]

    def sent(self, of: Of, numbers: Iterable[int]) -> None:
        """The server has these. One that was put together with others meanwhile is told once more, which is no harm."""
        with self.tables.write():
            self.tables.mark_sent(of, numbers)

    # ---- putting together --------------------------------------------------------------------

    def _grew(self, of: Of, raws: Sequence[bytes]) -> None:
        rows, size = self._loose.get(of, (0, 0))
        self._loose[of] = (rows + len(raws), size + sum(len(raw) for raw in raws if len(raw) < FOLD_BYTES))

    def _ripe(self) -> list[Of]:
        return [of for of, (rows, size) in self._loose.items() if rows > FOLD_ROWS or size > FOLD_BYTES]

    def fold(self, of: Of) -> None:
        """Put small updates of one writer together, those the server has and the others apart; and large ones from it:
        each may say all of the one before again. By `merged`, never by a copy's state, which leaves out what waits for
        something that did not come. What a reader makes of it is compared before those go that were read, no others.
        """
        self._loose.pop(of, None)
        rows = self.tables.updates(of)
        groups: dict[tuple[int, bool], list[Update]] = {}
        wholes = [row for row in rows if len(row.raw) >= FOLD_BYTES and row.sent and not row.client]
        for row in rows:
            if len(row.raw) < FOLD_BYTES or (len(wholes) > 1 and row in wholes):
                groups.setdefault((row.client, row.sent), []).append(row)
        for (client, sent), some in groups.items():
            raws = _together([row.raw for row in some])
            if len(raws) < len(some):
                one = Update(0, of, client, max(row.at for row in some), sent, *raws)
                rows = self._replaced(rows, some, one)

    def _replaced(self, rows: list[Update], some: Sequence[Update], one: Update) -> list[Update]:
        rest = [row for row in rows if row not in some]
        if _seen([*rest, one]) != _seen(rows):
            _log.error("%d updates put together would not say the same", len(some))
            return rows
        with self.tables.write():
            self.tables.add([one])  # before the others go: a number is never given twice
            gone = self.tables.drop(one.of, [row.n for row in some])
            if gone != len(some):
                raise AssertionError(f"{gone} of {len(some)} updates were there")
        return [*rest, one]


def _until(since_ms: int, span_ms: int, now_ms: int) -> int:
    """Milliseconds until a span is over; 0 also if the clock was set back to before it began."""
    passed = now_ms - since_ms
    return span_ms - passed if 0 <= passed < span_ms else 0


def _check(raw: bytes) -> None:
    from workspace.paper.replica import STATE_MAX, TooLarge  # noqa: PLC0415 - see Opened.replica

    if len(raw) > STATE_MAX:
        raise TooLarge("update", len(raw), STATE_MAX)


def _together(raws: Sequence[bytes]) -> Sequence[bytes]:
    from workspace.paper.replica import together  # noqa: PLC0415 - see Opened.replica

    return together(raws)


def _seen(rows: Sequence[Update]) -> object:
    from workspace.paper.replica import seen  # noqa: PLC0415 - see Opened.replica

    return seen([row.raw for row in rows])


def _clients(raws: Sequence[bytes]) -> set[int]:
    return set(_reader(raws).clients()) if raws else set()


def _reader(raws: Sequence[bytes]) -> Replica:
    from workspace.paper.replica import Replica  # noqa: PLC0415 - see Opened.replica

    return Replica(0, lambda: 0, lambda _: None, raws)
