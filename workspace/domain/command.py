# SPDX-License-Identifier: Apache-2.0
"""The envelope of a command, and the values with which a noun answers its seven questions.

A command is what an officer promised: typed, immutable, signed by their device. Everything it depends on
stands in its arguments; the only time a rule may look at is `Command.at`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from workspace.domain.errors import Refused
from workspace.domain.facts import Facts, Holding
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant

SYSTEM: Id = "00000000-0000-8000-8000-000000000000"  # the officer of commands the server itself gives


@dataclass(frozen=True, slots=True)
class Command:
    """One promise. `args` is the verb's own dataclass; `by`, the officer, is known from the session."""

    id: Id
    dev: Id
    n: int
    name: str
    v: int
    at: Instant
    zone: str
    as_: Id  # the position acted for; empty only for what is the officer's own
    after: tuple[Id, ...]
    args: Any
    by: Id


class Record(Protocol):
    """What every stored value has in common."""

    @property
    def id(self) -> Id:
        """The record's id."""
        ...


Seen = Mapping[Id, Any]  # the named records the actor may see


@dataclass(frozen=True, slots=True)
class Ask:
    """What only the server can do. It is done in the same transaction and comes back as a server command."""

    name: str
    args: Any


@dataclass(frozen=True, slots=True)
class Effects:
    """New values of records, and what is asked of the server."""

    puts: tuple[Any, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer with what they hold at the moment of judging. `clearance` is their highest class, 0–3."""

    officer: Id
    holdings: tuple[Holding, ...]
    device: Id = ""
    clearance: int = 0

    def holds(self, position: Id) -> Holding | None:
        """The holding of a position, the strongest kind first, or None."""
        for holding in self.holdings:
            if holding.position == position:
                return holding
        return None


class Waiting(NamedTuple):
    """Who must act next on a record, for which kind of act, since when and until when.

    As `Words`, a tuple: both are made anew for every record that comes, and that costs a third of a dataclass.
    """

    holder: Id  # a position, or an officer for what is personal
    kind: str
    since: Instant
    due: Instant | None
    urgency: str


class Words(NamedTuple):
    """What a list and the search show of a record: data and codes, never sentences."""

    title: str
    snippet: str
    text: str
    cls: int = 0
    sender: Id = ""
    state: str = ""
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of a noun, as the registry announces it.

    quiet: done for the officer without their click (opening marks as read); its refusals bother nobody.
    counter: the verb that takes it back after it was sent; empty when nothing does.
    hold: waits ten seconds on the device so that it can be taken back without a trace.
    own: may be given without acting for a position.
    server: only the server itself may give it.
    fill: completes the arguments from the seen records in the deed's own transaction, at its instant.
    """

    name: str
    args: type
    v: int = 1
    quiet: bool = False
    counter: str = ""
    hold: bool = False
    own: bool = False
    server: bool = False
    fill: Callable[[Any, Seen, Instant], Any] | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of record with its seven answers (see docs/architecture.md)."""

    kind: str
    value: type
    verbs: tuple[Verb, ...]
    names: Callable[[Command], tuple[Id, ...]]
    creates: Callable[[Command], tuple[Id, ...]]
    may: Callable[[Actor, Command, Seen, Facts], Refused | None]
    apply: Callable[[Command, Seen, Facts], Effects | Refused]
    audience: Callable[[Any], frozenset[Key]]
    waiting: Callable[[Any], tuple[Waiting, ...]]
    words: Callable[[Any], Words]
    reads: tuple[str, ...] = ()  # other nouns its verbs may name
