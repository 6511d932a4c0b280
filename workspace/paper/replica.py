# SPDX-License-Identifier: Apache-2.0
"""One officer's copy of a body: lines in, updates out, updates in. The only file that knows the CRDT library.

Updates commute: applied late, twice or in any order they make the same text everywhere. One that came before what
it builds on waits. The library keeps such updates too, but loses some of them when more come (in a tenth of all
shuffled orders), so they are kept here and given to it again. `state` leaves them out: whoever keeps a body keeps
the updates as they came.

Indices are bytes of UTF-8 and are computed from whole characters only; formats are always given, for without
any the library takes those to the left. Nothing is written from within an observer. A fault inside the library
comes as a PanicException, which is no Exception; the copy is then lost and is loaded again from its updates.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pycrdt import Doc, Text, TransactionEvent, UndoManager, get_update, merge_updates

from workspace.paper.body import Line, Run, line_size, parse, pieces, size
from workspace.paper.edits import Restyle, Span, cut, restyles, text_spans

TEXT_MAX = 2 * 1024 * 1024  # bytes of UTF-8
STATE_MAX = 8 * 1024 * 1024  # bytes of one update that says everything
TOGETHER_MS = 500  # what was typed within this time is undone together

LOCAL, FIRST = "local", "template"  # origins: what its officer did, and what the letter began with

Rewrite = tuple[int, Sequence[Line], Sequence[Line]]  # byte where it begins, lines there, lines wanted


class TooLarge(Exception):
    """A body would outgrow a limit. `what` is "text", "state" or "update"; sizes in bytes."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"{what}: {size} of at most {limit} bytes")
        self.what, self.size, self.limit = what, size, limit


class BadUpdate(ValueError):
    """Bytes that are no update."""


class Lost(RuntimeError):
    """The library failed inside; load the copy again."""


class Replica:
    """The text "body" of one letter on one device.

    `client` is given out by the server for this letter and device, and never used again after a restore.
    `clock` tells milliseconds that never go back; `send` gets each update this copy makes.
    """

    def __init__(
        self,
        client: int,
        clock: Callable[[], int],
        send: Callable[[bytes], None],
        updates: Iterable[bytes] = (),
    ) -> None:
        self.client = client
        self._clock, self._send = clock, send
        self._doc: Doc[Any] = Doc(client_id=client)
        self._text = self._doc.get("body", type=Text)
        self._lost = self._theirs = False
        self._made: list[bytes] = []
        self._waiting: list[bytes] = []
        self._heard = self._doc.observe(self._observed)
        self._skipped = 0
        self._undo = UndoManager(
            scopes=[self._text], capture_timeout_millis=TOGETHER_MS, timestamp=self._time
        )
        self._undo.include_origin(LOCAL)
        self._state = 0  # bytes, at most: counted on, measured when it comes near the limit
        self.apply(*updates)

    @classmethod
    def restored(
        cls,
        client: int,
        clock: Callable[[], int],
        send: Callable[[bytes], None],
        updates: Iterable[bytes],
    ) -> "Replica":
        """A copy from a backup. An old client id would number two different edits alike, and copies would differ
        for ever without a sign: ValueError.
        """
        made = cls(client, clock, send, updates)
        if client in made.clients():
            raise ValueError(f"client id {client} has been used in this body")
        return made

    def begin(self, template: Sequence[Line]) -> None:
        """What a new letter starts with; nobody can undo it. Two who began would have it twice: ValueError."""
        if len(self._text):
            raise ValueError("the body has begun")
        # Line by line from the last to the first: the library walks to a place from the beginning of the text.
        self._write([(0, [], [one]) for one in template], None, FIRST)

    # ---- in and out ----

    def lines(self) -> list[Line]:
        """The text as it stands."""
        with self._whole():
            return parse(self._text.diff())

    def write(self, rewrites: Sequence[Rewrite], hint: int | None = None) -> None:
        """Make lines others, in one step; they are given from top to bottom and do not touch.

        `hint`: at which character of the first rewrite it began. Raises TooLarge before anything is written.
        """
        self._write(rewrites, hint, LOCAL)

    def apply(self, *updates: bytes) -> None:
        """Take in what other copies sent. Raises TooLarge or BadUpdate for one of them; those before it are in."""
        bad: TooLarge | BadUpdate | None = None
        came: list[bytes] = []
        self._theirs = True
        try:
            with self._whole():
                for update in updates:
                    if (bad := self._taken_in(update)) is not None:
                        break
                    came.append(update)
                self._retry(came)
        finally:
            self._theirs = False
        if bad is not None:
            raise bad

    def _taken_in(self, update: bytes) -> TooLarge | BadUpdate | None:
        if len(update) > STATE_MAX:
            return TooLarge("update", len(update), STATE_MAX)
        try:
            self._doc.apply_update(update)
        except ValueError as error:
            return BadUpdate(str(error))
        self._state += len(update)
        return None

    @property
    def complete(self) -> bool:
        """Whether nothing that came waits for something that did not."""
        return not self._waiting

    def _retry(self, came: Sequence[bytes]) -> None:
        """Keep of `came` what waits; give all that waits to the library again until none of it gets further."""
        seen = self.clients()
        self._waiting += self._missing(came, seen)
        while self._waiting:
            for update in self._waiting:
                self._doc.apply_update(update)
            now = self.clients()
            self._waiting = self._missing(self._waiting, now)
            if now == seen:
                return
            seen = now

    def _missing(self, updates: Sequence[bytes], seen: dict[int, int]) -> list[bytes]:
        """Those of which something is missing: of what they insert, or of what they delete."""
        state, found = self._doc.get_state(), []
        for update in updates:
            rest = get_update(update, state)
            if rest[0] or any(end > seen.get(client, 0) for client, end in _deleted(rest[1:])):
                found.append(update)
        return found

    def state(self) -> bytes:
        """One update that says all this copy understood."""
        with self._whole():
            return self._doc.get_update()

    def clients(self) -> dict[int, int]:
        """Who wrote, and how many items each: the state vector, read."""
        with self._whole():
            numbers = _varints(self._doc.get_state())
        count = next(numbers)
        return {next(numbers): next(numbers) for _ in range(count)}

    def fresh(self) -> str:
        """An id nobody else makes: who, and how much they have written."""
        return f"{self.client:x}.{self.clients().get(self.client, 0):x}"

    # ---- back and forth: what its officer did, never what others did ----

    def pause(self) -> None:
        """What comes now is undone apart from what came before."""
        self._skipped += 2 * TOGETHER_MS

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._undo.can_undo()

    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._undo.can_redo()

    def undo(self) -> bool:
        """Take back the last step; False if there is none."""
        return self._step(self._undo.undo)

    def redo(self) -> bool:
        """Do it again."""
        return self._step(self._undo.redo)

    def _step(self, step: Callable[[], bool]) -> bool:
        self.pause()
        with self._whole():
            done = step()
        self._flush()
        return done

    # ---- within ----

    def _time(self) -> int:
        return self._clock() + self._skipped

    def _observed(self, event: TransactionEvent) -> None:
        if not self._theirs:
            self._made.append(event.update)

    def _flush(self) -> None:
        while self._made:  # what could not be sent is sent with the next
            self._send(self._made[0])
            self._state += len(self._made.pop(0))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        if self._lost:
            raise Lost("load the copy again")
        try:
            with _told():
                yield
        except Lost:
            self._lost = True
            raise

    def _write(self, rewrites: Sequence[Rewrite], hint: int | None, origin: str) -> None:
        growth = sum(sum(map(line_size, new)) - sum(map(line_size, old)) for _, old, new in rewrites)
        if growth > 0:
            self._fits(growth)
        heavier = sum(sum(map(_weight, new)) - sum(map(_weight, old)) for _, old, new in rewrites)
        if heavier > STATE_MAX:
            raise TooLarge("update", heavier, STATE_MAX)
        with self._whole(), self._doc.transaction(origin=origin):
            for at, old, new in reversed(rewrites):
                self._rewrite(at, pieces(old), pieces(new), hint)
        self._flush()

    def _fits(self, growth: int) -> None:
        if (text := len(self._text) + growth) > TEXT_MAX:
            raise TooLarge("text", text, TEXT_MAX)
        if self._state + growth > STATE_MAX:
            self._state = len(self.state())
            if self._state + growth > STATE_MAX:
                raise TooLarge("state", self._state + growth, STATE_MAX)

    def _rewrite(self, at: int, old: list[Run], new: list[Run], hint: int | None) -> None:
        pictures: dict[str, str] = {}
        spans = text_spans(_plain(old, pictures), _plain(new, pictures), hint)
        again = list(restyles(old, new, spans))
        for span in reversed(spans):
            self._replace(at, old, new, span)
        for one in again:
            self._restyle(at, new, one)

    def _replace(self, at: int, old: list[Run], new: list[Run], span: Span) -> None:
        place = at + _bytes(cut(old, 0, span.a))
        if gone := _bytes(cut(old, span.a, span.b)):
            del self._text[place : place + gone]
        for run in cut(new, span.c, span.d):
            formats = dict(run.attrs)
            embed = formats.pop("embed", None)
            if embed is None:
                self._text.insert(place, run.text, formats)
            else:
                for _ in run.text:
                    self._text.insert_embed(place, json.loads(str(embed)), formats)
            place += size(run.text, run.attrs)

    def _restyle(self, at: int, new: list[Run], one: Restyle) -> None:
        start = at + _bytes(cut(new, 0, one.start))
        length = _bytes(cut(new, one.start, one.end))
        self._text.format(start, start + length, dict(one.changes))


def checked(update: bytes) -> None:
    """Raises BadUpdate for bytes that are no update, TooLarge for more than a body may have in all."""
    known(update)
    try:
        Replica(0, lambda: 0, lambda _: None, (update,))
    except Lost as error:
        raise BadUpdate(str(error)) from error


# What an update may hold: runs of nothing, and with a place deleted items, text, pictures, formats.
GC, SKIP = 0, 10
DELETED, STRING, EMBED, FORMAT = 1, 4, 5, 6
TEXTS = {STRING: 1, EMBED: 1, FORMAT: 2}
LEFT, RIGHT, KEYED = 0x80, 0x40, 0x20


def known(update: bytes) -> None:
    """Raises BadUpdate for parts that no copy of a body makes: to read lists in lists the library goes as deep as they
    do, and no handler catches the end of the stack. To be asked about what a stranger sent, before the library is.
    """
    try:
        _Parts(update).pass_over()
    except IndexError:
        raise BadUpdate("it ends too early") from None


class _Parts:
    """Reads over the first encoding of updates; what is in texts is not looked at."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    def pass_over(self) -> None:
        for _ in range(self._number()):
            count = self._number()
            self._numbers(2)  # whose, and from which of theirs on
            for _ in range(count):
                self._item()

    def _number(self) -> int:
        value = shift = 0
        while True:
            byte = self._raw[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            if (shift := shift + 7) > 63:
                raise BadUpdate("a number without an end")

    def _numbers(self, count: int) -> None:
        for _ in range(count):
            self._number()

    def _text(self) -> None:
        length = self._number()
        self._at += length

    def _item(self) -> None:
        info = self._raw[self._at]
        self._at += 1
        if info in (GC, SKIP):
            self._number()
            return
        sides = info & LEFT, info & RIGHT
        for side in sides:
            self._numbers(2 if side else 0)
        if not any(sides):
            if self._number() == 1:
                self._text()
            else:
                self._numbers(2)
            if info & KEYED:
                self._text()
        kind = info & ~(LEFT | RIGHT | KEYED)
        if kind == DELETED:
            self._number()
        elif kind in TEXTS:
            for _ in range(TEXTS[kind]):
                self._text()
        else:
            raise BadUpdate(f"a part of kind {kind}")


def merged(updates: Sequence[bytes]) -> bytes:
    """Several updates as one. Raises BadUpdate, and Lost where the library fails inside."""
    try:
        with _told():
            return merge_updates(*updates)
    except ValueError as error:
        raise BadUpdate(str(error)) from error


def seen(updates: Sequence[bytes]) -> object:
    """All that a copy makes of updates: its lines, who wrote how much, and whether something is missing."""
    copy = Replica(0, lambda: 0, lambda _: None, updates)
    return copy.lines(), copy.clients(), copy.complete


def together(updates: Sequence[bytes]) -> Sequence[bytes]:
    """One that says what all say; as they came if the library cannot, or if there is nothing to gain."""
    if len(updates) < 2 or sum(map(len, updates)) > STATE_MAX:
        return updates
    try:
        return [merged(updates)]
    except (BadUpdate, Lost):
        return updates


@contextmanager
def _told() -> Iterator[None]:
    """A fault inside the library, as Lost."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library does not export it
            raise
        raise Lost(str(error)) from error


def _plain(runs: Iterable[Run], pictures: dict[str, str]) -> str:
    """The characters to compare. Each picture is one of its own: another picture is no other format of this one."""
    found = []
    for run in runs:
        embed = str(dict(run.attrs).get("embed") or "")
        own = pictures.setdefault(embed, chr(0x100000 + len(pictures))) if embed else ""
        found.append(own * len(run.text) if embed else run.text)
    return "".join(found)


def _weight(one: Line) -> int:
    """Bytes that a line comes to in an update, at most: each format is written where it begins and where it ends."""
    runs = pieces([one])
    formats = sum(2 * (len(name) + len(str(value)) + 14) for run in runs for name, value in run.attrs)
    return line_size(one) + 8 * len(runs) + formats


def _bytes(runs: Iterable[Run]) -> int:
    return sum(size(run.text, run.attrs) for run in runs)


def _deleted(raw: bytes) -> Iterator[tuple[int, int]]:
    """What an update deletes: of whom, and up to which of their items."""
    numbers = _varints(raw)
    for _ in range(next(numbers)):
        client = next(numbers)
        for _ in range(next(numbers)):
            yield client, next(numbers) + next(numbers)


def _varints(raw: bytes) -> Iterator[int]:
    """Whole numbers in groups of seven bits, the least first."""
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0
