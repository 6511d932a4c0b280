# SPDX-License-Identifier: Apache-2.0
"""What a rule may know besides the records it names.

`None` always means "this side cannot know"; the rule then lets the server decide. Nothing here changes
while a command is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from workspace.domain.ids import Id
from workspace.domain.moment import Day, Instant


@dataclass(frozen=True, slots=True)
class Holding:
    """A position held by an officer: kind is definitive, plt or plh; `until` is None while open."""

    position: Id
    kind: str
    scope: tuple[str, ...]
    start: Instant
    until: Instant | None
    unit: Id
    head: bool
    roles: tuple[str, ...]


class Directory(Protocol):
    """Who holds what, and which unit stands above which."""

    def unit_of(self, position: Id) -> Id | None:
        """The unit of a position, None if there is no such position."""
        ...

    def leads(self, position: Id, unit: Id) -> bool:
        """Whether `position` is the head of `unit` or of a unit above it."""
        ...

    def has_role(self, position: Id, role: str) -> bool:
        """Whether the profile's role (`personnel`, `clerk`, `lead`) belongs to the position."""
        ...

    def holdings(self, officer: Id, now: Instant | None) -> tuple[Holding, ...]:
        """The positions an officer holds at `now` (None: at any time), definitive first."""
        ...


class Rules(Protocol):
    """The regional profile and the working calendar, as far as a rule needs them."""

    def due(self, urgency: str, since: Instant) -> Instant | None:
        """The limit for an urgency counted from `since`; None where the profile sets none."""
        ...

    def day(self, at: Instant) -> Day:
        """The day of an instant in the office's zone."""
        ...

    def kinds(self, at: Instant) -> tuple[str, ...]:
        """The kinds of letters on offer, by the names of their templates; empty where nobody said."""
        ...

    def late_minutes(self, kind: str, at: Instant) -> int | None:
        """Whole minutes late (`in`) or early (`out`) on that day; 0 if in time, None on a day off."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """`received` is the server's time of arrival; `told` knows whether an anchor is the server's own mark on
    having told the command's device a time. Both are None on the laptop. `body` gives the hash of a letter's body in a
    generation, None where this side does not hold all of it.
    """

    directory: Directory
    rules: Rules | None = None
    received: Instant | None = None
    told: Callable[[Instant, str], bool] | None = None
    body: Callable[[Id, int], str | None] | None = None
