# SPDX-License-Identifier: Apache-2.0
"""Passwords as Argon2id hashes, and how often one may be tried.

RFC 9106's second recommended option (64 MiB, t = 3, p = 1): about a quarter of a second and 64 MiB a try, so
that few are hashed at the same time and the others wait or are sent away.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from workspace.wire.protocol import PASSWORD_MAX


class Passwords:
    """Hashes and checks. `memory_kib`, `rounds` as in RFC 9106."""

    def __init__(self, *, memory_kib: int = 65536, rounds: int = 3) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)
        self._nobody = self._hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        """The hash to store."""
        return self._hasher.hash(password)

    def check(self, stored: str | None, password: str) -> bool:
        """Whether the password is the one; without an account the same work is done for nothing."""
        try:
            self._hasher.verify(stored or self._nobody, password[:PASSWORD_MAX])
        except (Argon2Error, InvalidHashError):
            return False
        return stored is not None


@dataclass(slots=True)
class Limiter:
    """Waiting times after wrong passwords, per key (an account's lookup hash, an address).

    The first `free` failures cost nothing; each one more doubles the wait, up to `longest_ms`. Kept in
    memory: a restart forgives, and an attacker cannot fill a table. An address is shared by a whole office
    behind one router, so it gets more room than an account.
    """

    free: int
    first_ms: int = 15_000
    longest_ms: int = 900_000
    room: int = 20_000
    _failures: "OrderedDict[str, tuple[int, int]]" = field(default_factory=OrderedDict)

    def wait_ms(self, key: str, now_ms: int) -> int:
        """How long nothing may be tried, 0 if it may."""
        count, last = self._failures.get(key, (0, 0))
        if count < self.free:
            return 0
        pause = min(self.longest_ms, self.first_ms << min(count - self.free, 16))
        return max(0, min(pause, last + pause - now_ms))

    def failed(self, key: str, now_ms: int) -> None:
        """One more wrong password. What is older than the longest wait is forgotten."""
        count, last = self._failures.pop(key, (0, now_ms))
        if now_ms - last > self.longest_ms:
            count = 0
        self._failures[key] = (count + 1, now_ms)
        while len(self._failures) > self.room:
            self._failures.popitem(last=False)

    def forgive(self, key: str) -> None:
        """One of the failures was none."""
        count, last = self._failures.get(key, (0, 0))
        if count:
            self._failures[key] = (count - 1, last)

    def cleared(self, key: str) -> None:
        """The right one came."""
        self._failures.pop(key, None)


def longest_wait_ms(pairs: Sequence[tuple[Limiter, str]], now_ms: int) -> int:
    """The longest of several waits."""
    return max(limiter.wait_ms(key, now_ms) for limiter, key in pairs)
