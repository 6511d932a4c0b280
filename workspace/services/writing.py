# SPDX-License-Identifier: Apache-2.0
"""Writing in a letter's body: what a window needs of the log of bodies (`storage.bodies`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workspace.domain.errors import Refused
from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.storage.bodies import Bodies, NeedsClient, Recovered
from workspace.storage.bodies import Kept as Kept  # noqa: PLC0414 - windows tell what is durable
from workspace.storage.bodies import Of as Of  # noqa: PLC0414 - windows name a body by it
from workspace.storage.bodies import Opened as Opened  # noqa: PLC0414 - windows make their copy of it

MINTED = 1 << 32  # from here on copies mint their numbers; the server counts from one


@dataclass(frozen=True, slots=True)
class Writing:
    """Runs on the desk's worker. `bits(n)` gives n random bits; `watched` are the bodies that lie open, for the lane
    to ask what others write in them.
    """

    bodies: Bodies
    bits: Callable[[int], int]
    watched: set[Of] = field(default_factory=set)

    def open(self, of: Of, client: int = 0) -> Opened | Refused:
        """A body to write in, under the number the server gave; without one, under a minted that nobody else has."""
        found = self.bodies.open(of, client)
        while isinstance(found, NeedsClient):
            found = self.bodies.open(of, MINTED + self.bits(50))
        if isinstance(found, Opened):
            self.watched.add(of)
        return found

    def typed(self, of: Of, raw: bytes, at: Instant) -> None:
        """Queue what the copy of an open body made at the key of this instant."""
        self.bodies.typed(of, raw, at)

    def put_away(self, of: Of) -> None:
        """The window closes. Raises Unavailable if the disk does not take what was typed; it is then still open."""
        self.bodies.put_away(of)
        self.watched.discard(of)

    def news(self, of: Of, after: int) -> tuple[int, tuple[bytes, ...]]:
        """The number of the last update, and what others wrote since the one of this number."""
        return self.bodies.news(of, after)

    def unkept(self) -> Instant:
        """Since which key the disk refuses, empty while all goes well."""
        return self.bodies.unkept

    def recovered(self, letter: Id) -> list[Recovered]:
        """What was found of a letter after deaths, latest first."""
        return self.bodies.recovered(letter)
