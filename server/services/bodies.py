# SPDX-License-Identifier: Apache-2.0
"""The written bodies of letters: what every device typed, generation by generation, and what was frozen of it.

A body is a text in which updates meet (docs/editor.md): they commute, so what comes twice or late does no harm, and
nobody is refused a word. A generation is open until its letter is submitted; then its content is frozen under the
version's hash, and the next generation begins with the same lines, so that what was decided on never changes (I9).

Updates are kept as they came, in the order of their arrival. When there are many they are put together: a reader who
stands in the middle of those gets them all again, which changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from workspace.domain.canonical import sha256
from workspace.domain.ids import Id
from workspace.paper.body import Line, canonical_body
from workspace.paper.replica import STATE_MAX, Replica, TooLarge, checked, seen, together

FEW, FEW_BYTES = 64, 64 * 1024  # updates that lie apart; beyond, they are put together
NEXT = 2  # the copy, the same on every side, that begins a generation with the lines of the one before


class Update(NamedTuple):
    """Update number `n` of a generation; `sha` is "" for several put together, all up to `n`."""

    n: int
    sha: str
    raw: bytes


class Frozen(NamedTuple):
    """The content a version's decisions are bound to, as canonical JSON, and its hash (hex)."""

    hash: str
    raw: bytes


class BodyTables(Protocol):
    """Everything bodies store; all writes run inside the ledger's transaction."""

    def updates(self, letter: Id, generation: int, after: int) -> list[Update]:
        """Those with a number after `after`, in order."""
        ...

    def put_update(self, letter: Id, generation: int, update: Update) -> None:
        """Insert or replace."""
        ...

    def drop_updates(self, letter: Id, generation: int, upto: int) -> None:
        """Forget those numbered below `upto`."""
        ...

    def frozen(self, letter: Id, version: int) -> Frozen | None:
        """The body of a version."""
        ...

    def freeze(self, letter: Id, version: int, body: Frozen) -> None:
        """Insert; a second one of the same version is an error."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row, sorted."""
        ...


class _Text(NamedTuple):
    """What some updates say: their lines, and these as canonical JSON."""

    came: list[bytes]
    lines: list[Line]
    raw: bytes


@dataclass(slots=True)
class Bodies:
    """Keeps bodies. What writes runs inside the caller's transaction. What was read last is judged and then frozen; one
    who submits over and over must not have it read again each time.
    """

    tables: BodyTables
    merge: Callable[[Sequence[bytes]], Sequence[bytes]] = together
    _last: _Text = field(default_factory=lambda: _Text([], [], canonical_body([])))

    def head(self, letter: Id, generation: int) -> int:
        """The number of the last update."""
        return max((one.n for one in self.tables.updates(letter, generation, 0)), default=0)

    def take(self, letter: Id, generation: int, updates: Sequence[bytes]) -> int:
        """Keep what a device typed; the number of the last update. Raises BadUpdate for bytes that are none, TooLarge
        beyond the limits of a body; the caller's transaction then ends.
        """
        kept = self.tables.updates(letter, generation, 0)
        known, total = {one.sha for one in kept}, sum(len(one.raw) for one in kept)
        for raw in updates:
            if (sha := sha256(raw)) in known:
                continue
            checked(raw)
            total += len(raw)
            if total > STATE_MAX:
                raise TooLarge("state", total, STATE_MAX)
            known.add(sha)
            kept.append(Update(kept[-1].n + 1 if kept else 1, sha, raw))
            self.tables.put_update(letter, generation, kept[-1])
        apart = [one for one in kept if one.sha]
        if len(apart) > FEW or sum(len(one.raw) for one in apart) > FEW_BYTES:
            self._fold(letter, generation, kept)
        return kept[-1].n if kept else 0

    def _fold(self, letter: Id, generation: int, kept: Sequence[Update]) -> None:
        """Put all together, if a reader then sees the same; else they stay as they are."""
        raws, last = [one.raw for one in kept], kept[-1].n
        whole = self.merge(raws)
        if len(whole) == 1 and seen(whole) == seen(raws):
            self.tables.drop_updates(letter, generation, last)
            self.tables.put_update(letter, generation, Update(last, "", whole[0]))

    def _text(self, letter: Id, generation: int) -> _Text:
        came = [one.raw for one in self.tables.updates(letter, generation, 0)]
        if came != self._last.came:  # their bytes: a number can be given twice, when a transaction is undone
            lines = Replica(NEXT, _no_time, _nobody, came).lines()
            self._last = _Text(came, lines, canonical_body(lines))
        return self._last

    def lines(self, letter: Id, generation: int) -> list[Line]:
        """The text of a generation as it stands."""
        return self._text(letter, generation).lines

    def hash(self, letter: Id, generation: int) -> str:
        """The hash (hex) of the text as it stands; that of a body in which nothing was written yet is of no lines."""
        return sha256(self._text(letter, generation).raw)

    def close(self, letter: Id, generation: int, version: int) -> str:
        """Freeze a generation as the body of a version and begin the next with its lines. Gives the hash."""
        _, lines, raw = self._text(letter, generation)
        self.tables.freeze(letter, version, Frozen(sha256(raw), raw))
        if lines:
            made: list[bytes] = []
            Replica(NEXT, _no_time, made.append).begin(lines)
            self.take(letter, generation + 1, made)
        return sha256(raw)


def _no_time() -> int:
    return 0


def _nobody(_: bytes) -> None:
    """What only reads makes no updates."""
