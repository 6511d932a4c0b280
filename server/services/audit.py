# SPDX-License-Identifier: Apache-2.0
"""The audit log: every judged command is a leaf of a Merkle tree shaped as in RFC 6962.

A leaf is the hash of a salt and the receipt: destroying salt and payload erases a person's data, and the log
still verifies. The running hash (`chain`) lets a token notice a server that was restored and grew again.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from server.services.ledger import Ledger, Receipt
from workspace.domain.moment import Instant
from workspace.wire import codec
from workspace.wire.protocol import TreeHead, signed_head

HeadSigner = Callable[[bytes], str]


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_of(salt: str, receipt: dict[str, object]) -> str:
    """The leaf hash (hex) of a receipt's canonical JSON under its salt."""
    return _hash(b"\x00", bytes.fromhex(salt), codec.canonical(receipt)).hex()


def facts_of(receipt: Receipt) -> dict[str, object]:
    """What a receipt's leaf covers. The position stands in the command's own bytes, but was not read from
    those of a command that was refused unopened.
    """
    facts: dict[str, object] = {
        "id": receipt.id, "seq": receipt.seq, "officer": receipt.officer, "acting": receipt.acting,
        "dev": receipt.dev, "sha": receipt.sha, "received": receipt.received, "outcome": receipt.outcome,
        "code": receipt.code,
    }  # fmt: skip
    for position in (codec.decode_envelope(receipt.raw).as_, ""):
        full = {**facts, "as": position}
        if leaf_of(receipt.salt, full) == receipt.leaf:
            return full
    return {**facts, "as": ""}


def add_peak(size: int, peaks: list[bytes], leaf: bytes) -> tuple[list[bytes], str]:
    """The roots of the perfect subtrees after one more leaf, and those of the ones that end with it (hex, smallest
    first, a comma between); `size` is the number of leaves before.
    """
    node, peaks, ending = leaf, list(peaks), list[str]()
    while size & 1:
        node = _hash(b"\x01", peaks.pop(), node)
        ending.append(node.hex())
        size >>= 1
    return [*peaks, node], ",".join(ending)


def root_of(peaks: list[bytes]) -> str:
    """The root (hex) over the peaks, right to left; the hash of nothing for an empty log."""
    if not peaks:
        return _hash().hex()
    node = peaks[-1]
    for peak in reversed(peaks[:-1]):
        node = _hash(b"\x01", peak, node)
    return node.hex()


def _half(count: int) -> int:
    """How many of `count` leaves stand in the left subtree: the largest power of two below."""
    return 1 << (count - 1).bit_length() - 1


@dataclass(slots=True)
class AuditLog:
    """Appends to the ledger's log and signs its heads."""

    ledger: Ledger
    sign: HeadSigner
    _known: tuple[str, tuple[int, list[bytes], str]] = (
        "",
        (0, [], ""),
    )  # the head as it is written, and as it is read
    _signed: TreeHead | None = None  # the one that was signed last

    def _state(self) -> tuple[int, list[bytes], str]:
        """Size, peaks and running hash."""
        written = self.ledger.meta("tree")
        if self._known[0] != written:
            size, _, rest = written.partition(" ")
            peaks, _, chain = rest.partition(" ")
            self._known = written, (int(size or 0), [bytes.fromhex(p) for p in peaks.split(",") if p], chain)
        return self._known[1]

    def append(self, seq: int, leaf: str) -> None:
        """One more leaf, in the transaction of the command it tells of."""
        size, peaks, chain = self._state()
        peaks, ending = add_peak(size, peaks, bytes.fromhex(leaf))
        chain = _hash(bytes.fromhex(chain), bytes.fromhex(leaf)).hex()
        self.ledger.add_leaf(size, seq, leaf, chain, ending)
        written = f"{size + 1} {','.join([p.hex() for p in peaks])} {chain}"
        self.ledger.set_meta("tree", written)
        self._known = written, (size + 1, peaks, chain)

    def head(self, epoch: str, now: Instant) -> TreeHead:
        """The signed head of the log as it stands; one that was signed before serves as long as nothing is added."""
        size, peaks, _ = self._state()
        root, known = root_of(peaks), self._signed
        if known is None or (known.epoch, known.size, known.root) != (epoch, size, root):
            known = TreeHead(epoch, size, root, now, self.sign(signed_head(epoch, size, root, now)))
            self._signed = known
        return known

    def path(self, index: int) -> tuple[str, ...]:
        """The hashes (hex) that lead from leaf `index` to the root, lowest first (RFC 6962 §2.1.1)."""
        return tuple(node.hex() for node in self._path(index, 0, self._state()[0]))

    def _path(self, index: int, start: int, count: int) -> list[bytes]:
        if count == 1:
            return []
        left = _half(count)
        if index < start + left:
            return [*self._path(index, start, left), self._root(start + left, count - left)]
        return [*self._path(index, start + left, count - left), self._root(start, left)]

    def _root(self, start: int, count: int) -> bytes:
        """The root over `count` leaves from `start`: stored beside the last one of a perfect subtree, unless that
        was written before subtrees were.
        """
        if count & (count - 1) == 0:
            leaf, ending = self.ledger.leaf_at(start + count - 1)
            stored = [leaf, *filter(None, ending.split(","))][count.bit_length() - 1 :]
            if stored:
                return bytes.fromhex(stored[0])
        left = _half(count)
        return _hash(b"\x01", self._root(start, left), self._root(start + left, count - left))

    def verify(self) -> str:
        """Recompute the log from its leaves and receipts; empty if sound, else what is wrong and where."""
        size, peaks, chain = 0, list[bytes](), ""
        for seq, leaf, running, stored in self.ledger.leaves():
            peaks, ending = add_peak(size, peaks, bytes.fromhex(leaf))
            chain = _hash(bytes.fromhex(chain), bytes.fromhex(leaf)).hex()
            if chain != running:
                return f"the running hash breaks at leaf {size} (seq {seq})"
            if stored not in {ending, ""}:
                return f"a subtree that ends with leaf {size} (seq {seq}) is not what its leaves say"
            size += 1
        if (size, peaks, chain) != self._state():
            return f"the stored head does not match {size} leaves"
        return ""
