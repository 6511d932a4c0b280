# SPDX-License-Identifier: Apache-2.0
"""The audit log: every judged command is a leaf of a Merkle tree shaped as in RFC 6962.

A leaf is the hash of a salt and the receipt: destroying salt and payload erases a person's data, and the log
still verifies. The running hash (`chain`) lets a token notice a server that was restored and grew again.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.services.ledger import Ledger, Receipt
from workspace.domain.moment import Instant
from workspace.wire import codec
from workspace.wire.protocol import TreeHead

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


def add_peak(size: int, peaks: list[bytes], leaf: bytes) -> list[bytes]:
    """The roots of the perfect subtrees after one more leaf; `size` is the number of leaves before."""
    node, peaks = leaf, list(peaks)
    while size & 1:
        node = _hash(b"\x01", peaks.pop(), node)
        size >>= 1
    return [*peaks, node]


def root_of(peaks: list[bytes]) -> str:
    """The root (hex) over the peaks, right to left; the hash of nothing for an empty log."""
    if not peaks:
        return _hash().hex()
    node = peaks[-1]
    for peak in reversed(peaks[:-1]):
        node = _hash(b"\x01", peak, node)
    return node.hex()


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root, lowest first (RFC 6962 §2.1.1)."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    near, far = (leaves[:split], leaves[split:]) if index < split else (leaves[split:], leaves[:split])
    return [*path(near, index if index < split else index - split), tree(far)]


def tree(leaves: Sequence[bytes]) -> bytes:
    """The root over some leaves."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        peaks = add_peak(size, peaks, leaf)
    return bytes.fromhex(root_of(peaks))


@dataclass(slots=True)
class AuditLog:
    """Appends to the ledger's log and signs its heads."""

    ledger: Ledger
    sign: HeadSigner

    def _state(self) -> tuple[int, list[bytes], str]:
        size, _, rest = self.ledger.meta("tree").partition(" ")
        peaks, _, chain = rest.partition(" ")
        return int(size or 0), [bytes.fromhex(p) for p in peaks.split(",") if p], chain

    def append(self, seq: int, leaf: str) -> None:
        """One more leaf, in the transaction of the command it tells of."""
        size, peaks, chain = self._state()
        peaks = add_peak(size, peaks, bytes.fromhex(leaf))
        chain = _hash(bytes.fromhex(chain), bytes.fromhex(leaf)).hex()
        self.ledger.add_leaf(size, seq, leaf, chain)
        self.ledger.set_meta("tree", f"{size + 1} {','.join(p.hex() for p in peaks)} {chain}")

    def head(self, epoch: str, now: Instant) -> TreeHead:
        """The signed head of the log as it stands."""
        size, peaks, _ = self._state()
        root = root_of(peaks)
        return TreeHead(epoch, size, root, now, self.sign(head_bytes(epoch, size, root, now)))

    def verify(self) -> str:
        """Recompute the log from its leaves and receipts; empty if sound, else what is wrong and where."""
        size, peaks, chain = 0, list[bytes](), ""
        for seq, leaf, running in self.ledger.leaves():
            peaks = add_peak(size, peaks, bytes.fromhex(leaf))
            chain = _hash(bytes.fromhex(chain), bytes.fromhex(leaf)).hex()
            if chain != running:
                return f"the running hash breaks at leaf {size} (seq {seq})"
            size += 1
        if (size, peaks, chain) != self._state():
            return f"the stored head does not match {size} leaves"
        return ""


def head_bytes(epoch: str, size: int, root: str, time: Instant) -> bytes:
    """What a head's signature covers."""
    return f"{epoch}\n{size}\n{root}\n{time}".encode()
