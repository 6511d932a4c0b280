# SPDX-License-Identifier: Apache-2.0
"""When to talk to the server again: polling with jitter, backing off with full jitter, and nudges."""

from collections.abc import Callable
from dataclasses import dataclass

from workspace.domain.moment import Clock, to_ms

BACKOFF_MAX_MS = 300_000
UNANSWERED_MAX_MS = 30_000
NUDGE_MAX_MS = 5_000


@dataclass(slots=True)
class Schedule:
    """`rng()` is uniform in [0, 1). Times are milliseconds of `clock`."""

    clock: Clock
    rng: Callable[[], float]
    at_ms: int = 0
    failures: int = 0
    set_ms: int = 0  # when `at_ms` was chosen
    not_before_ms: int = 0  # the server's own word for how long to stay away

    def due(self) -> bool:
        """Whether it is time; also when the clock was set back to before the time was chosen."""
        now = to_ms(self.clock())
        return now >= self.at_ms or now < self.set_ms

    def _come(self, at_ms: int) -> None:
        now = to_ms(self.clock())
        if now < self.set_ms:  # the clock was set back: what the old one said would keep us away for days
            self.not_before_ms = 0
        self.set_ms = now
        self.at_ms = max(at_ms, self.not_before_ms)

    def wait_ms(self) -> int:
        """Milliseconds until it is time, 0 if it is."""
        return 0 if self.due() else self.at_ms - to_ms(self.clock())

    def again(self) -> None:
        """There is more to do: at once."""
        self.failures = self.not_before_ms = 0
        self._come(0)

    def rest(self, poll_s: int, jitter_s: int) -> None:
        """All is done: come back after the server's polling interval."""
        self.failures = self.not_before_ms = 0
        self._come(to_ms(self.clock()) + poll_s * 1000 + int(self.rng() * jitter_s * 1000))

    def wake_by(self, at_ms: int) -> None:
        """Come back no later than this (a hold ends then)."""
        self._come(min(self.at_ms, at_ms))

    def back_off(self, retry_after_s: int = 0, *, unanswered: bool = False) -> None:
        """The world failed: U(0, min(300 s, 1 s·2^k)); the server's own word for how long wins.

        While nobody answers at all the ceiling is 30 s: an attempt costs the server nothing then, and an officer
        whose cable is back in should not sit waiting.
        """
        most = UNANSWERED_MAX_MS if unanswered else BACKOFF_MAX_MS
        ceiling = min(most, 1000 * 2 ** min(self.failures, 16))
        wait = retry_after_s * 1000 if retry_after_s else int(self.rng() * ceiling)
        self.failures += 1
        at_ms = to_ms(self.clock()) + wait
        self.not_before_ms = 0
        self._come(at_ms)
        self.not_before_ms = at_ms if retry_after_s else 0

    def nudge(self, *, at_once: bool = False) -> None:
        """The network came up or the officer asked: soon, unless the server told us to stay away longer."""
        soon = to_ms(self.clock()) + (0 if at_once else int(self.rng() * NUDGE_MAX_MS))
        self._come(min(self.at_ms, soon))
