# SPDX-License-Identifier: Apache-2.0
"""The audit log: every leaf can be proven with a few rows, in new logs and in old ones."""

import hashlib
from collections.abc import Sequence

import pytest

from server.services.audit import AuditLog
from server.store.memory import MemoryLedger


def leaf_of(n: int) -> str:
    return hashlib.sha256(b"%d" % n).hexdigest()


class Counting(MemoryLedger):
    """Counts the leaves that are looked at."""

    looked = 0

    def leaf_at(self, n: int) -> tuple[str, str]:
        self.looked += 1
        return super().leaf_at(n)


def log_of(ledger: MemoryLedger, size: int) -> AuditLog:
    made = AuditLog(ledger, lambda _: "")
    with ledger.write():
        for n in range(size):
            made.append(n + 1, leaf_of(n))
    return made


def root_from(leaf: str, index: int, size: int, path: Sequence[str]) -> str:
    """Where a proof leads: RFC 9162 §2.1.3.2, in our own words."""
    node, last = bytes.fromhex(leaf), size - 1
    for sibling in map(bytes.fromhex, path):
        assert last > 0, "a path that is too long"
        if index & 1 or index == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        index, last = index >> 1, last >> 1
    assert last == 0, "a path that is too short"
    return node.hex()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 64, 100])
def test_every_leaf_of_every_log_is_proven(size: int) -> None:
    log = log_of(MemoryLedger(), size)
    root = log.head("e1", "").root
    for index in range(size):
        path = log.path(index)
        assert root_from(leaf_of(index), index, size, path) == root
        assert root_from(leaf_of(index + 1), index, size, path) != root


def test_a_proof_looks_at_few_rows_however_long_the_log_is() -> None:
    ledger = Counting()
    log = log_of(ledger, 5000)
    for index in (0, 1, 2499, 4095, 4096, 4999):
        ledger.looked = 0
        log.path(index)
        assert ledger.looked <= 2 * 13, "two for each level at most"


def test_a_log_from_before_subtrees_were_stored_is_proven_and_grows() -> None:
    ledger = MemoryLedger()
    log = log_of(ledger, 40)
    with ledger.write():
        for n in range(40):
            seq, leaf, chain, _ = ledger.leaf[n]
            ledger.leaf[n] = (seq, leaf, chain, "")
        for n in range(40, 70):
            log.append(n + 1, leaf_of(n))
    assert log.verify() == ""
    root = log.head("e1", "").root
    assert root == log_of(MemoryLedger(), 70).head("e1", "").root
    for index in range(70):
        assert root_from(leaf_of(index), index, 70, log.path(index)) == root


def test_a_subtree_that_was_changed_is_found() -> None:
    ledger = MemoryLedger()
    log = log_of(ledger, 20)
    with ledger.write():
        seq, leaf, chain, _ = ledger.leaf[7]
        ledger.leaf[7] = (seq, leaf, chain, ",".join(map(leaf_of, range(3))))
    assert log.verify() == "a subtree that ends with leaf 7 (seq 8) is not what its leaves say"
