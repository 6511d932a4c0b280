# SPDX-License-Identifier: Apache-2.0
"""The feed: the latest state of what an officer may see, since the token they show.

A page reads the officer's keys, in step where they stand at the same number, and the receipts after all of them, so
that a receipt never comes before the rows it speaks of; once a key is cut, because the page is full of records or of
bytes, nothing later is read. Nothing is said about what is absent.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import merge

import msgspec

from server.services.accept import Session
from server.services.anchors import anchor
from server.services.audit import AuditLog
from server.services.ledger import Ledger, Receipt, Seen, Stored
from workspace.domain.directory import Directory
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Clock, plus
from workspace.wire import codec, protocol
from workspace.wire.protocol import Gone, Hints, ReceiptRow, Row, SyncAnswer

RECEIPTS = "receipts"  # the last stream of a page, beside the keys
TOKENS = 2000  # that are remembered as they were read or issued
CHUNK = 100  # records taken at a time: by how much a page may exceed its bytes
LOOK_AHEAD = 4  # lines of a key that are read beyond where a page may end, at least


class Token(msgspec.Struct, frozen=True, array_like=True):
    """Where a device stands: all keys of the set up to `head`, but for the exceptions. `epoch` is its last twelve
    digits, which are random: a token travels both ways with every idle exchange.
    """

    epoch: str
    head: int
    keyset: str
    chain: str
    max_class: int
    exceptions: dict[Key, int] = {}


_decode = msgspec.json.Decoder(Token)


@dataclass(slots=True)
class _Page:
    """The rows gathered so far, one per record; `room` for how many more, `bytes` for how much more of bodies."""

    rows: dict[Id, Row]
    gone: list[Gone]
    receipts: list[Receipt]
    exceptions: dict[Key, int]
    room: int
    bytes: int

    def full(self) -> bool:
        """Whether nothing more is read: a stream was cut, or the page is as large as it may be."""
        return bool(self.exceptions) or self.room <= 0 or self.bytes <= 0

    def lose(self, gone: Gone) -> None:
        """One more loss."""
        self.gone.append(gone)
        self.room -= 1


@dataclass(slots=True)
class Feed:
    """Answers pulls from one consistent view of the ledger. `secret` signs tokens and anchors."""

    ledger: Ledger
    directory: Callable[[], Directory]
    audit: AuditLog
    clock: Clock
    secret: bytes
    hints: Hints | None = None
    page_bytes: int = protocol.PAGE_BYTES
    _read_tokens: dict[str, Token] = field(default_factory=dict)  # one is asked about several times

    def stands(self, token: str) -> Token | None:
        """The token if it speaks of the history this server has, None if everything must come again.

        A token of another epoch, from beyond the head or with another running hash comes from before a restore.
        """
        read = self._opened(token)
        if read is None or read.epoch != self._epoch() or self.forgotten(read):
            return None
        return read if self.ledger.keyset(read.keyset) is not None else None

    def forgotten(self, token: Token) -> bool:
        """Whether a token of this epoch proves that the server was restored without a new epoch (R29)."""
        return token.head > self.ledger.head() or token.chain != self.ledger.chain_at(token.head)[:16]

    def proves_restore(self, token: str) -> bool:
        """Whether this token, which we signed, tells of a history of this epoch that we no longer have."""
        read = self._opened(token)
        return read is not None and read.epoch == self._epoch() and self.forgotten(read)

    def _epoch(self) -> str:
        """The mark of the present history in a token."""
        return self.ledger.meta("epoch")[-12:]

    def _opened(self, token: str) -> Token | None:
        """What a token says if we signed it, None for any other text."""
        read = self._read_tokens.get(token)
        if read is None and (read := self._read_token(token)) is not None:
            self._remember(token, read)  # what is not ours is not remembered
        return read

    def _remember(self, text: str, token: Token) -> None:
        if len(self._read_tokens) >= TOKENS:
            self._read_tokens.clear()
        self._read_tokens[text] = token

    def _read_token(self, token: str) -> Token | None:
        body, _, mac = token.rpartition(".")
        if not body or not hmac.compare_digest(mac.encode(), self._mac(body).encode()):
            return None
        return _decode.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))

    def _mac(self, body: str) -> str:
        digest = hmac.digest(self.secret, body.encode(), hashlib.sha256)[:12]
        return base64.urlsafe_b64encode(digest).decode()

    def _issue(self, token: Token) -> str:
        body = base64.urlsafe_b64encode(msgspec.json.encode(token)).decode().rstrip("=")
        text = f"{body}.{self._mac(body)}"
        self._remember(text, token)  # the device shows it when it comes again
        return text

    def keys(self, session: Session) -> tuple[Key, ...]:
        """The officer's keys now, in the order of a page: sorted, their own last."""
        now, who = self.clock(), session.officer
        return _ordered(
            self.directory().standing(who, now, session.device, session.clearance).keys, f"o:{who}"
        )

    def new_keyset(self, session: Session) -> tuple[str, tuple[Key, ...]] | None:
        """The key set to store before a pull can speak of it, None if it is known."""
        return self._unknown(self.keys(session))

    def _unknown(self, keys: tuple[Key, ...]) -> tuple[str, tuple[Key, ...]] | None:
        digest = _digest(keys)
        return None if self.ledger.keyset(digest) is not None else (digest, keys)

    def know_keys(self, session: Session) -> tuple[Key, ...]:
        """The officer's keys now, stored if they are new, inside a transaction; asked for once, for time passes."""
        keys = self.keys(session)
        if (keyset := self._unknown(keys)) is not None:
            self.ledger.put_keyset(*keyset)
        return keys

    def pull(
        self,
        session: Session,
        token: str,
        limit: int,
        *,
        again: Sequence[Receipt] = (),
        failed: Sequence[Id] = (),
        keys: tuple[Key, ...] = (),
    ) -> SyncAnswer:
        """One page. `again` are receipts of commands that were sent although we had judged them; `keys` are the
        officer's if they were asked for already.
        """
        old = self.stands(token)
        keys = keys or self.keys(session)
        head = self.ledger.head()
        known = self.ledger.keyset(old.keyset) if old else None
        before = known or ()
        starts = self._starts(old, before, keys, session.clearance)
        page = self._read(session, keys, starts, max(1, min(limit, protocol.PAGE_LIMIT)))
        more = bool(page.exceptions)
        epoch = self.ledger.meta("epoch")
        fresh = Token(
            self._epoch(),
            head,
            _digest(keys),
            self.ledger.chain_at(head)[:16],
            session.clearance,
            page.exceptions,
        )
        receipts = page.receipts if more else _with_old(page.receipts, again)
        rows = (*page.rows.values(), *(_receipt_row(r, keys[-1]) for r in receipts))
        now = self.clock()
        return SyncAnswer(
            epoch=epoch,
            time=now,
            base=protocol.base_of(token),
            token=token if old == fresh else self._issue(fresh),
            more=more,
            reset=old is None,
            rows=rows,
            gone=tuple(page.gone),
            drop_keys=tuple(sorted(set(before) - set(keys))),
            new_keys=tuple(k for k in keys if k not in before),
            failed=tuple(failed),
            max_class=session.clearance,
            head=self.audit.head(epoch, now) if receipts else None,
            hints=self.hints,
            anchor=anchor(self.secret, session.device, now),
        )

    @staticmethod
    def _starts(
        old: Token | None, before: Sequence[Key], keys: Sequence[Key], clearance: int
    ) -> dict[Key, int]:
        """From which seq each key is read: a new key from 0, and all of them when the class was raised (R12)."""
        if old is None:
            return dict.fromkeys((*keys, RECEIPTS), 0)
        starts = {key: old.exceptions.get(key, old.head) if key in before else 0 for key in keys}
        if clearance > old.max_class:
            starts = dict.fromkeys(keys, 0)
        return {**starts, RECEIPTS: old.exceptions.get(RECEIPTS, old.head)}

    def _read(self, session: Session, keys: Sequence[Key], starts: dict[Key, int], limit: int) -> _Page:
        page = _Page({}, [], [], {}, limit, self.page_bytes)
        for start in dict.fromkeys(starts[key] for key in keys):
            level = [key for key in keys if starts[key] == start]
            if page.full():
                if start < self.ledger.head():
                    page.exceptions |= dict.fromkeys(level, start)
            else:
                self._read_keys(session, level, start, page)
        start = starts[RECEIPTS]
        if page.full():
            if start < self.ledger.head():
                page.exceptions[RECEIPTS] = start
        else:
            since = plus(self.clock(), days=-protocol.RECEIPT_DAYS) if start == 0 else ""
            page.receipts, cut = self.ledger.receipts_after(session.officer, start, since, page.room)
            if cut:
                page.exceptions[RECEIPTS] = page.receipts[-1].seq
        return page

    def _read_keys(self, session: Session, keys: Sequence[Key], start: int, page: _Page) -> None:
        """Keys that stand at the same number are read in step: what several of them reach is sent once.

        The lines are taken in batches that end with a whole number, so that the page may end after each.
        """
        left, step, at = dict.fromkeys(keys), max(LOOK_AHEAD, CHUNK // len(keys)), start
        batch: list[tuple[Key, Seen]] = []
        ids: set[Id] = set()
        for key, line in merge(*(self._lines(key, start, step, left) for key in keys), key=_number):
            if line.seq != at and len(ids) >= min(page.room, CHUNK):
                self._take(session, batch, page)
                if page.full():
                    page.exceptions |= dict.fromkeys(left, at)
                    return
                batch, ids = [], set()
            batch.append((key, line))
            ids.add(line.id)
            at = line.seq
        self._take(session, batch, page)

    def _lines(self, key: Key, start: int, step: int, left: dict[Key, None]) -> Iterator[tuple[Key, Seen]]:
        """A key's lines in order, `step` looked up at a time; it is taken out of `left` after the last."""
        more = True
        while more:
            lines, more = self.ledger.seen_after(key, start, step)
            for line in lines:
                yield key, line
                start = line.seq
        del left[key]

    def _take(self, session: Session, lines: Sequence[tuple[Key, Seen]], page: _Page) -> None:
        stored = self.ledger.records(list({line.id: None for _, line in lines if not line.gone}))
        through: dict[Id, tuple[Key, ...]] = {}
        for key, line in lines:
            if line.gone:
                page.lose(Gone(key, line.id, line.seq))
            elif stored[line.id].cls > session.clearance:
                page.lose(Gone(key, line.id, line.seq, "class"))
            else:
                through[line.id] = (*through.get(line.id, ()), key)
        for id_, keys in through.items():
            self._add(page, keys, stored[id_], session)

    def _add(self, page: _Page, keys: tuple[Key, ...], row: Stored, session: Session) -> None:
        if row.cls > session.clearance or not set(row.audience).issuperset(keys):
            message = f"{row.kind} {row.id} is in the history of a key that does not reach it"
            raise AssertionError(message)
        earlier = page.rows.get(row.id)
        if earlier is None:
            page.room -= 1
            page.bytes -= len(row.body)
        page.rows[row.id] = Row(
            k=(*earlier.k, *keys) if earlier else keys,
            t=row.kind,
            id=row.id,
            d=msgspec.Raw(row.body),
            rev=row.rev,
            seq=row.seq,
            cls=row.cls,
        )


def _number(one: tuple[Key, Seen]) -> int:
    return one[1].seq


@lru_cache(maxsize=2000)
def _ordered(keys: frozenset[Key], own: Key) -> tuple[Key, ...]:
    return (*sorted(keys - {own}), own)


@lru_cache(maxsize=2000)
def _digest(keys: tuple[Key, ...]) -> str:
    """What stands for a key set in a token."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def _with_old(receipts: list[Receipt], again: Sequence[Receipt]) -> list[Receipt]:
    """Receipts the feed would not bring any more, for commands sent again (R2)."""
    have = {r.id for r in receipts}
    return [*receipts, *(r for r in again if r.id not in have)]


def _receipt_row(receipt: Receipt, key: Key) -> Row:
    body = ReceiptRow(
        outcome=receipt.outcome,
        sha=receipt.sha,
        name=receipt.name,
        received=receipt.received,
        leaf=receipt.leaf,
        code=receipt.code,
        params=msgspec.json.decode(receipt.params, type=dict[str, str]),
    )
    return Row(k=(key,), t="receipt", id=receipt.id, seq=receipt.seq, d=msgspec.Raw(codec.canonical(body)))
