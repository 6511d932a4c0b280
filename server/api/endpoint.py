# SPDX-License-Identifier: Apache-2.0
"""What an endpoint is: one row of the route table, and what its handler is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive

from server.backend import Backend
from server.services.accept import Session
from server.services.session import Denied
from workspace.wire.problems import KINDS

Headers = dict[str, str]
BODY_S = 30.0  # how long a body may take to arrive


class ProblemError(Exception):
    """The request as a whole is not answered. `code` is one of the closed list."""

    def __init__(self, code: str, params: dict[str, str] | None = None, *, wait_s: int = 0) -> None:
        super().__init__(code)
        self.code, self.params, self.wait_s = code, params or {}, wait_s
        self.kind = KINDS[code]


@dataclass(slots=True)
class Call:
    """One request on its way through: `session` is None only where anyone may ask, `body` where nothing is
    taken. `notes` go into its line of the log.
    """

    backend: Backend
    request_id: str
    address: str
    headers: Headers
    path: dict[str, str]
    receive: Receive
    session: Session | None = None
    body: Any = None
    notes: dict[str, object] = field(default_factory=dict)

    @property
    def officer(self) -> Session:
        """The session, where the route table says that there is one."""
        if self.session is None:
            raise AssertionError("an endpoint for anyone asked for the officer")
        return self.session

    @property
    def access(self) -> str:
        """The bearer token that was shown, "" if none."""
        scheme, _, access = self.headers.get("authorization", "").partition(" ")
        return access if scheme.lower() == "bearer" else ""


class GoneError(Exception):
    """The client hung up."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is no message: a status with headers of its own, and octets if there are any. `chunks` makes an
    async generator of `size` bytes.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Callable[[], Any] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer without an end (server-sent events)."""

    chunks: Callable[[], Any]  # an async generator of bytes


def unreadable(_: bytes) -> ProblemError:
    """The problem of a body that nests deeper than anything can be read."""
    return ProblemError("unreadable", {"field": "body"})


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A row: method and path, who may ask (`anyone` or `officer`), what is taken and given, and the problems
    besides those of every endpoint. `proto` says whether Sync-Proto must be shown, `too_deep` what is wrong with a
    body that nests too deep to be decoded.

    A handler that gives a Reply says with which statuses: `good` ones, and `statuses` that have no problem. `octets` is
    the media type of a body it reads itself, `wants` the headers it needs, with their schemas.
    """

    method: str
    path: str
    who: str
    handler: Handler
    summary: str
    takes: type | None = None
    gives: type | None = None
    problems: tuple[str, ...] = ()
    body_max: int = 16 * 1024
    body_s: float = BODY_S
    proto: bool = True
    cache_s: int = 0
    too_deep: Callable[[bytes], ProblemError] = unreadable
    media: str = "application/json"
    good: tuple[int, ...] = ()
    statuses: Mapping[int, str] = field(default_factory=dict)
    octets: str = ""
    wants: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The operation's name: the handler's."""
        return self.handler.__name__

    @property
    def all_problems(self) -> tuple[str, ...]:
        """Every code this endpoint can answer with."""
        always = ["internal", "unavailable"]
        if self.proto:
            always += ["client-too-old", "unreadable"]
        if self.who == "officer":
            always += ["unauthenticated", "device-revoked"]
        if self.octets:
            always += ["unsupported-media", "too-large", "invalid"]
        if self.takes is not None:
            always += ["unreadable", "unsupported-media", "too-large", "too-slow", "invalid"]
        return tuple(dict.fromkeys([*always, *self.problems]))


def denied(told: Denied) -> ProblemError:
    """A service's denial as the problem it is."""
    return ProblemError(told.code, dict(told.params))
