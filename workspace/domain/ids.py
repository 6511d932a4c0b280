# SPDX-License-Identifier: Apache-2.0
"""Identifiers: UUIDv7 minted where a thing is made, UUIDv8 derived where both sides must agree (RFC 9562).

A NIP is never an id: it discloses birth date and sex, and it changes when a record is corrected.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from workspace.domain.moment import Clock, to_ms

Id = str
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Key = str  # "o:<officer>", "p:<position>", "u:<unit>" or "pub": who may see a record


def _text(number: int) -> Id:
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _stamp(number: int, version: int) -> Id:
    number &= ~((0xF << 76) | (0x3 << 62))
    return _text(number | (version << 76) | (0x2 << 62))


@dataclass(slots=True)
class Ids:
    """Mints UUIDv7 ids, strictly increasing within one instance.

    `rng(n)` returns n random bits; both arguments are passed in so that a run can be repeated.
    """

    clock: Clock
    rng: Callable[[int], int]
    _last: int = 0

    def __call__(self) -> Id:
        """A new id, larger than every one before."""
        fresh = (to_ms(self.clock()) << 74) | self.rng(74)
        self._last = fresh if fresh > self._last else self._last + 1
        high, low = self._last >> 62, self._last & ((1 << 62) - 1)
        return _stamp(((high >> 12) << 80) | ((high & 0xFFF) << 64) | low, 7)


def derived(source: Id, role: str, receiver: str = "") -> Id:
    """The id both sides give to what a command brings about besides the ids it carries itself."""
    digest = hashlib.sha256(f"{source}\n{role}\n{receiver}".encode()).digest()
    return _stamp(int.from_bytes(digest[:16], "big"), 8)


def is_id(text: str) -> bool:
    """Whether `text` is a lower-case UUID in the canonical form."""
    return _UUID.fullmatch(text) is not None
