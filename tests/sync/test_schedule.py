# SPDX-License-Identifier: Apache-2.0
"""When to talk again: whatever happened before, however the clock is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from workspace.domain.moment import from_ms, to_ms
from workspace.sync.schedule import BACKOFF_MAX_MS, NUDGE_MAX_MS, UNANSWERED_MAX_MS, Schedule

NOW = to_ms("2026-11-24T01:00:00.000Z")
DAY_MS = 86_400_000
DICE = st.floats(0, 1, exclude_max=True)


class Clock:
    """Moved by hand, both ways."""

    def __init__(self) -> None:
        self.ms, self.dice = NOW, 0.5

    def __call__(self) -> str:
        return from_ms(self.ms)

    def roll(self) -> float:
        return self.dice


def made(clock: Clock) -> Schedule:
    return Schedule(clock, clock.roll)


class Days(RuleBasedStateMachine):
    """`word` is until when the server asked to be left alone, `longest` what a wait may last at most by all that
    was said since the last time anything was.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.schedule = made(self.clock)
        self.word = self.longest = self.failures = 0
        self.asked_away = False

    @rule(ms=st.one_of(st.integers(0, 600_000), st.integers(0, 30 * DAY_MS)))
    def time_passes(self, ms: int) -> None:
        self.clock.ms += ms

    @rule(ms=st.integers(1, 400 * DAY_MS))
    def the_clock_is_set_back(self, ms: int) -> None:
        self.clock.ms -= ms
        self.word = 0  # a promise by a clock that is no more

    @rule()
    def there_is_more_to_do(self) -> None:
        self.schedule.again()
        assert self.schedule.due()
        self.word = self.failures = 0
        self.asked_away = False

    @rule(poll_s=st.integers(1, 3600), jitter_s=st.integers(0, 600), dice=DICE)
    def all_is_done(self, poll_s: int, jitter_s: int, dice: float) -> None:
        self.clock.dice = dice
        self.schedule.rest(poll_s, jitter_s)
        assert poll_s * 1000 <= self.schedule.wait_ms() <= (poll_s + jitter_s) * 1000
        self.word = self.failures = 0
        self.asked_away = False
        self.longest = max(self.longest, (poll_s + jitter_s) * 1000)

    @rule(retry_after_s=st.integers(0, 86_400), unanswered=st.booleans(), dice=DICE)
    def the_world_fails(self, retry_after_s: int, unanswered: bool, dice: float) -> None:
        self.clock.dice = dice
        self.schedule.back_off(retry_after_s, unanswered=unanswered)
        most = UNANSWERED_MAX_MS if unanswered else BACKOFF_MAX_MS
        if retry_after_s:
            assert self.schedule.wait_ms() == retry_after_s * 1000, "the server's own word wins"
        else:
            assert 0 <= self.schedule.wait_ms() <= min(most, 1000 * 2**self.failures)
        self.failures += 1
        self.word = self.clock.ms + retry_after_s * 1000 if retry_after_s else 0
        self.asked_away = retry_after_s > 0
        self.longest = max(self.longest, retry_after_s * 1000, most)

    @rule(at_once=st.booleans(), dice=DICE)
    def somebody_asks(self, at_once: bool, dice: float) -> None:
        self.clock.dice = dice
        before = self.schedule.wait_ms()
        self.schedule.nudge(at_once=at_once)
        assert self.schedule.wait_ms() <= max(NUDGE_MAX_MS, before)
        if at_once and not self.asked_away:
            assert self.schedule.due()

    @rule(in_ms=st.integers(0, 10_000))
    def a_hold_ends(self, in_ms: int) -> None:
        before = self.schedule.wait_ms()
        self.schedule.wake_by(self.clock.ms + in_ms)
        assert self.schedule.wait_ms() <= max(before, in_ms)

    @invariant()
    def due_and_waiting_say_the_same(self) -> None:
        wait = self.schedule.wait_ms()
        assert (wait == 0) == self.schedule.due()
        if wait:
            self.clock.ms += wait - 1
            assert not self.schedule.due()
            self.clock.ms += 1
            assert self.schedule.due(), "exactly then"
            self.clock.ms -= wait

    @invariant()
    def nobody_is_stranded(self) -> None:
        assert self.schedule.wait_ms() <= max(self.longest, NUDGE_MAX_MS, 10_000)

    @invariant()
    def the_servers_word_is_kept(self) -> None:
        if self.word > self.clock.ms:
            assert not self.schedule.due()
            assert self.schedule.wait_ms() >= self.word - self.clock.ms


TestDays = Days.TestCase


@given(st.integers(0, 40), st.booleans())
def test_the_back_off_spreads_over_the_whole_of_its_range(failures: int, unanswered: bool) -> None:
    """Full jitter: both ends can be had, or thirty thousand laptops would come back at the same moment."""
    ceiling = min(UNANSWERED_MAX_MS if unanswered else BACKOFF_MAX_MS, 1000 * 2**failures)
    for dice, wait in ((0.0, 0), (0.999_999, int(0.999_999 * ceiling))):
        clock = Clock()
        clock.dice = dice
        schedule = made(clock)
        schedule.failures = failures
        schedule.back_off(unanswered=unanswered)
        assert schedule.wait_ms() == wait


@pytest.mark.parametrize("at_once", [True, False])
def test_a_word_from_before_the_clock_was_set_back_strands_nobody(at_once: bool) -> None:
    clock = Clock()
    schedule = made(clock)
    schedule.back_off(60)
    clock.ms -= DAY_MS
    assert schedule.due()
    schedule.nudge(at_once=at_once)
    assert schedule.wait_ms() <= NUDGE_MAX_MS
