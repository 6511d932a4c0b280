# SPDX-License-Identifier: Apache-2.0
"""The lane of bodies: what is typed into letters goes up and down beside the records, and never before them.

A body is exchanged when something typed here is not with the server yet, and while its letter lies open. It goes only
to a letter the server knows, in the generation that is written in there; what was typed for one that was submitted
meanwhile stays here for its officer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workspace.domain.changes import Changes
from workspace.domain.draft import EDITED
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import to_ms
from workspace.storage.bodies import Bodies, Of, Update, cursor_key
from workspace.storage.desk import Desk
from workspace.sync.versions import Read, Versions
from workspace.wire import codec
from workspace.wire.protocol import BATCH_UPDATES, BodyAnswer, BodyRequest

SENT_BYTES = 512 * 1024  # of updates in one request; a larger one goes alone
LOOK_MS = 10_000  # how often an open letter is asked for what others wrote
LATER_MS = 60_000  # after the server did not know the letter, or did not take what came


@dataclass(frozen=True, slots=True)
class Write:
    """POST /v1/letters/{id}/body. `numbers` are those of the updates in our log."""

    of: Of
    request: BodyRequest
    numbers: tuple[int, ...] = ()


@dataclass(slots=True)
class Lane:
    """Belongs to the desk's worker, as the log does. `watched` are the bodies that lie open."""

    desk: Desk
    bodies: Bodies
    watched: set[Of] = field(default_factory=set)
    versions: Versions = field(init=False)
    _next_ms: dict[Of, int] = field(default_factory=dict)  # when a body is looked at again, unless rows come

    def __post_init__(self) -> None:
        """What was submitted comes by the same lane, after what is typed."""
        self.versions = Versions(self.desk, self.bodies.tables)

    def begin(self) -> Write | Read | None:
        """What to exchange now, None if nothing is due."""
        for of in self._due():
            if self._open(of):
                return self._request(of)
            self._later(of, LATER_MS)
        return self.versions.begin()

    def wait_ms(self) -> int | None:
        """Until something may be due; None while only typing or an answer can bring it."""
        if self._due():
            return 0
        now = to_ms(self.desk.clock())
        waits = [max(0, self._next_ms[of] - now) for of in self.watched if of in self._next_ms]
        fetch = self.versions.wait_ms()
        return min([*waits, *([] if fetch is None else [fetch])], default=None)

    def _due(self) -> list[Of]:
        """Bodies with something to send, those the server may have forgotten, those that lie open; not those that were
        looked at a moment ago.
        """
        wanted = dict.fromkeys(
            [*self.bodies.unsent(), *filter(self._owes, self.bodies.tables.known()), *sorted(self.watched)]
        )
        now = to_ms(self.desk.clock())
        return [of for of in wanted if not 0 < self._next_ms.get(of, 0) - now <= LATER_MS]

    def owes(self, letter: Id, generation: int) -> bool:
        """Whether what was typed for a letter is not with the server yet, though it can be once the letter is. One
        that went out of reach takes no words any more: what is promised on it, the server must refuse.
        """
        of = Of(letter, generation)
        found = self._letter(letter)
        if found is None and all(letter not in w.creates for w in self.desk.waiting):
            return False
        if found is not None and (found.generation != generation or found.state not in EDITED):
            return False
        return of in self.bodies.unsent() or (of in self.bodies.tables.known() and self._owes(of))

    def _owes(self, of: Of) -> bool:
        """Whether the server's present history was not offered all of it."""
        return self._cursor(of)[0] != self.desk.tables.meta("epoch")

    def _cursor(self, of: Of) -> tuple[str, int]:
        """In which history the body was exchanged last, and the last of the server's updates that came."""
        epoch, _, n = self.desk.tables.meta(cursor_key(of)).partition(" ")
        return epoch, int(n or 0)

    def _open(self, of: Of) -> bool:
        letter = self._letter(of.letter)
        return letter is not None and letter.generation == of.generation and letter.state in EDITED

    def _letter(self, id_: Id) -> Letter | None:
        """The letter as the server has it."""
        row = self.desk.tables.truth(id_)
        value = codec.decode_value(row.kind, row.body) if row else None
        return value if isinstance(value, Letter) else None

    def _request(self, of: Of) -> Write:
        """After a restore everything is offered again: what is there already changes nothing."""
        again = bool(self._cursor(of)[0]) and self._owes(of)
        if again and len(self.bodies.tables.updates(of)) > BATCH_UPDATES:
            self.bodies.fold(of)
        chosen, size = list[Update](), 0
        for update in self.bodies.tables.updates(of) if again else self.bodies.to_send(of):
            full = len(chosen) == BATCH_UPDATES or size + len(update.raw) > SENT_BYTES
            if chosen and not again and full:
                break
            chosen.append(update)
            size += len(update.raw)
        after = 0 if again else self._cursor(of)[1]
        request = BodyRequest(of.generation, after, tuple(update.raw for update in chosen))
        return Write(of, request, tuple(update.n for update in chosen))

    def answered(self, write: Write, answer: BodyAnswer) -> Changes:
        """The exchange got its answer. One of another history than ours counts for nothing: rows tell of it first."""
        of = write.of
        self._later(of, LOOK_MS)
        if answer.epoch != self.desk.tables.meta("epoch"):
            return Changes()
        if answer.updates:
            self.bodies.came(of, answer.updates)
        self.bodies.sent(of, write.numbers)
        if self._cursor(of) != (answer.epoch, answer.head):
            with self.desk.tables.write():
                self.desk.tables.set_meta(cursor_key(of), f"{answer.epoch} {answer.head}")
        if self.bodies.to_send(of):
            del self._next_ms[of]
        return Changes(
            bodies=frozenset({of.letter}) if answer.updates else frozenset(), sync=bool(write.numbers)
        )

    def failed(self, exchange: Write | Read) -> None:
        """The server would not take or give it, or does not know the letter (yet)."""
        if isinstance(exchange, Read):
            self.versions.failed(exchange)
        else:
            self._later(exchange.of, LATER_MS)

    def rows_came(self, ids: Iterable[Id]) -> None:
        """What the server says of these records may be another now."""
        self._next_ms.clear()
        self.versions.rows_came(ids)

    def typed(self, of: Of) -> None:
        """Something new is durable: it need not wait for the next look."""
        self._next_ms.pop(of, None)

    def _later(self, of: Of, ms: int) -> None:
        self._next_ms[of] = to_ms(self.desk.clock()) + ms
