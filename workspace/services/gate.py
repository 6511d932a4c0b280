# SPDX-License-Identifier: Apache-2.0
"""The server over HTTP: before sign-in, and for an opened desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workspace.services.session import PROBLEMS, CheckStep, SignInProblem
from workspace.sync.engine import Exchange, Failure, Reply
from workspace.wire.protocol import Login, Session

if TYPE_CHECKING:  # requests is loaded with the first exchange, after the first paint
    from workspace.sync.transport import HttpTransport

_OF_PROBLEM = {
    "bad-credentials": "wrong-password",
    "rate-limited": "rate-limited",
    "device-revoked": "device-revoked",
    "client-too-old": "too-old",
}


@dataclass(frozen=True, slots=True)
class HttpGate:
    """Asks over a transport that has no session yet."""

    transport: HttpTransport

    def check(self) -> tuple[CheckStep, ...]:
        """The five named checks."""
        return tuple(
            CheckStep(step.name, step.state, self._problem(step.failure) if step.failure else None)
            for step in self.transport.check()
        )

    def tree_key(self) -> str | SignInProblem:
        """The key that signs the heads of the server's audit log."""
        told = self.transport.meta()
        return self._problem(told) if isinstance(told, Failure) else told.tree_key

    def login(self, login: Login) -> Session | SignInProblem:
        """Sign in and register the device."""
        told = self.transport.login(login)
        return self._problem(told) if isinstance(told, Failure) else told

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()

    def _problem(self, failure: Failure) -> SignInProblem:
        return problem_of(failure, self.transport.origin)


def problem_of(failure: Failure, server: str) -> SignInProblem:
    """A failed exchange as a problem that has words."""
    if failure.problem is not None:
        kind = _OF_PROBLEM.get(failure.problem.code, "server")
        return SignInProblem(kind, server, failure.detail or failure.problem.code, failure.retry_after_s)
    kind = failure.kind if failure.kind in PROBLEMS else "server"
    return SignInProblem(kind, server, failure.detail or failure.kind, failure.retry_after_s)


@dataclass(slots=True)
class HttpWire:
    """What an opened desk sends and hears through. `fresh()` gives a transport without a session.

    Exchanges and pokes have a connection each, for they run on two threads. Nothing is loaded or opened before
    the first of them: a desk opens, and paints, without the network.
    """

    fresh: Callable[[], HttpTransport]
    session: Session | None = None
    transport: HttpTransport | None = None

    def use(self, session: Session) -> None:
        """Speak as this session from now on."""
        self.session = session
        if self.transport is not None:
            self.transport.use(session)

    def _made(self) -> HttpTransport:
        made = self.fresh()
        if self.session is not None:
            made.use(self.session)
        return made

    def send(self, exchange: Exchange) -> Reply | Failure:
        """One exchange of the engine; what it came to."""
        if self.transport is None:
            self.transport = self._made()
        reply = self.transport.send(exchange)
        if isinstance(reply, Session):
            self.session = reply
        elif isinstance(reply, Failure) and reply.problem is None:
            self.transport.close()  # whoever answered on this connection was not our server; ask on a new one
        return reply

    def listen(self, poke: Callable[[], None], stopped: Callable[[], bool]) -> None:
        """Call `poke` at news; the server's signs of life are when `stopped` is looked at."""
        from workspace.sync.transport import Poke  # noqa: PLC0415 - see above

        if self.session is None or not self.session.access:
            return
        ears = self._made()
        try:
            for told in ears.events():
                if stopped():
                    return
                if isinstance(told, Poke):
                    poke()
        finally:
            ears.close()

    def close(self) -> None:
        """Close the connections."""
        if self.transport is not None:
            self.transport.close()
