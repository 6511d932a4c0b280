# SPDX-License-Identifier: Apache-2.0
"""The one way to the server: every HTTP request of the desk goes through here.

It blocks, has no thread of its own, and serves one thread at a time. Nothing is taken on trust: no settings
from the environment, no redirect, no answer without our own marks (`Sync-Proto`, content type, digest), no more
bytes than the caps allow, no longer than the deadline. Whatever goes wrong is a `Failure` of one of `KINDS`.
"""

from __future__ import annotations

import ssl
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import urllib3
from requests import Request, Response, Session
from requests.adapters import BaseAdapter

from workspace.domain.ids import Id
from workspace.domain.moment import Clock, to_ms
from workspace.sync import causes
from workspace.sync.deadline import Adapter, Budget
from workspace.sync.engine import Exchange, Failure, Fetch, Reply
from workspace.sync.lane import Write
from workspace.sync.versions import Read
from workspace.wire import content, protocol
from workspace.wire.protocol import (
    JSON,
    PROBLEM,
    BodyAnswer,
    CommandState,
    FrozenBody,
    Login,
    Meta,
    NewPassword,
    Problem,
    Renew,
    SyncAnswer,
    SyncRequest,
)
from workspace.wire.protocol import Session as Tokens

Kind = TypeVar("Kind")
KINDS = causes.KINDS
WORLD = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)
CONNECT_S = 10.0
SHORT_S = 30.0  # an exchange without a page
LONG_S = 120.0  # a batch up and a page down on a slow line
SILENCE_S = 60.0  # of the event stream; the server pings every 25 s
SHORT_BYTES = 256 * 1024
CHUNK = 64 * 1024
CLOCK_MS = 5 * 60_000  # from here on the difference of clocks is worth a word
EVENTS = "text/event-stream"
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # what bytes that are no message raise
GATEWAY = frozenset({502, 503, 504})  # said by a machine in front of the server, in its own words


@dataclass(frozen=True, slots=True)
class Poke:
    """There is news: the server's head when it said so."""

    epoch: str
    seq: int


@dataclass(frozen=True, slots=True)
class Checked:
    """One named check of a connection: `failure` is None if it is well; `state` ok, failed or skipped."""

    name: str
    state: str
    failure: Failure | None = None


CHECKS = ("address", "network", "secure", "server", "version")


def trust(ca_file: str = "") -> ssl.SSLContext:
    """TLS 1.2 or newer; the authorities of the system, or only those of a file."""
    if ca_file:
        context = ssl.create_default_context(cafile=ca_file)
    else:
        import truststore  # noqa: PLC0415 - asks the system at import

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def system_proxy(origin: str) -> str:
    """The proxy the system names for a server, "" if none: shown in the settings, and passed in from there."""
    parts = urlsplit(origin)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return ""
    return urllib.request.getproxies().get(parts.scheme, "")


@dataclass(slots=True)
class HttpTransport:
    """`origin` is scheme, host and port. `adapter` replaces the socket in tests."""

    origin: str
    clock: Clock
    device: Id = ""
    access: str = ""
    proxy: str = ""
    ca_file: str = ""
    adapter: BaseAdapter | None = None
    elapsed: Callable[[], float] = time.monotonic
    short_s: float = SHORT_S
    long_s: float = LONG_S
    _budget: Budget = field(init=False)
    _session: Session = field(init=False)

    def __post_init__(self) -> None:
        self._budget = Budget(self.elapsed)
        self._session = Session()
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else {}
        secure = self.origin.startswith("https:")
        adapter = self.adapter or Adapter(self._budget, trust(self.ca_file) if secure else None)
        self._session.adapters.clear()
        self._session.mount(self.origin, adapter)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def use(self, session: Tokens) -> None:
        """Speak as this session from now on."""
        self.access, self.device = session.access, session.device

    # the engine's exchanges

    def send(self, exchange: Exchange) -> Reply | Failure:
        """Carry one exchange; tokens that come in answer are used from then on."""
        match exchange:
            case SyncRequest():
                return self._ask("POST", "/v1/sync", exchange, SyncAnswer, long=True)
            case Renew():
                return self._keep(self._ask("POST", "/v1/session/renew", exchange, Tokens, who=False))
            case Fetch(id=id_):
                return self._ask("GET", f"/v1/commands/{id_}", None, CommandState)
            case Write(of=of, request=request):
                return self._ask("POST", f"/v1/letters/{of.letter}/body", request, BodyAnswer, long=True)
            case Read(letter=letter, version=version):
                path = f"/v1/letters/{letter}/versions/{version}"
                return self._ask("GET", path, None, FrozenBody, long=True)

    def _keep(self, told: Tokens | Failure) -> Tokens | Failure:
        if isinstance(told, Tokens):
            self.use(told)
        return told

    # before and around a session

    def login(self, login: Login) -> Tokens | Failure:
        """Sign in and register the device."""
        return self._keep(self._ask("POST", "/v1/session", login, Tokens, who=False))

    def change_password(self, old: str, new: str) -> Tokens | Failure:
        """Set a new password; all other sessions end."""
        return self._keep(self._ask("POST", "/v1/session/password", NewPassword(old, new), Tokens))

    def sign_out(self) -> Failure | None:
        """End the session on the server; None if it did."""
        told = self._ask("DELETE", "/v1/session", None, type(None))
        self.access = ""
        return told

    def meta(self) -> Meta | Failure:
        """Who the server is."""
        return self._ask("GET", "/v1/meta", None, Meta, who=False)

    def check(self) -> tuple[Checked, ...]:
        """The five named checks, in order; after one that failed the others are skipped.

        They are read off one request: what failed is what its failure names. A clock that differs is told
        in the version check, for without it no limit and no check-in can be right.
        """
        told = self.meta()
        failure = told if isinstance(told, Failure) else self._fits(told)
        if failure is None:
            return tuple(Checked(name, "ok") for name in CHECKS)
        at = CHECKS.index(causes.CHECK_OF[failure.kind])
        states = ["ok"] * at + ["failed"] + ["skipped"] * (len(CHECKS) - at - 1)
        return tuple(
            Checked(name, state, failure if state == "failed" else None)
            for name, state in zip(CHECKS, states, strict=True)
        )

    def _fits(self, meta: Meta) -> Failure | None:
        if not _version(meta.min_client) <= _version(protocol.CLIENT_VERSION):
            return Failure("too-old", detail=meta.min_client)
        difference = to_ms(self.clock()) - to_ms(meta.time)
        if abs(difference) > CLOCK_MS:
            return Failure("clock", detail=str(round(difference / 60_000)))
        return None

    # one request

    def _ask(
        self, method: str, path: str, message: Any, kind: type[Kind], *, who: bool = True, long: bool = False
    ) -> Kind | Failure:
        seconds, cap = (self.long_s, protocol.ANSWER_BYTES) if long else (self.short_s, SHORT_BYTES)
        self._budget.begin(seconds)
        try:
            with self._begin(method, path, message, who=who) as response:
                self._marked(response)
                raw = self._body(response, cap)
        except _WrongError as wrong:
            return wrong.failure
        except WORLD as error:
            return causes.of(error, proxied=bool(self.proxy))
        return _read(response, raw, kind, strict=long)

    def _begin(self, method: str, path: str, message: Any, *, who: bool) -> Response:
        headers = {
            "Sync-Proto": str(protocol.PROTO),
            "Client-Version": protocol.CLIENT_VERSION,
            "Accept-Encoding": "zstd, gzip",
            "Accept": JSON,
        }
        if who:
            headers["Authorization"] = f"Bearer {self.access}"
            headers["Device-Id"] = self.device
        body = None
        if message is not None:
            body, coding = content.fold(msgspec.json.encode(message), "zstd")
            headers["Content-Type"] = JSON
            if coding:
                headers["Content-Encoding"] = coding
        # Prepared here: a session would first merge settings and cookies that ours does not have.
        return self._session.send(
            Request(method, self.origin + path, headers=headers, data=body).prepare(),
            timeout=(CONNECT_S, self._budget.left()),
            allow_redirects=False,
            stream=True,
            verify=True,
            proxies=self._session.proxies,
        )

    def _body(self, response: Response, cap: int) -> bytes:
        """The content as it came. Our answers say how long they are; more is not read, less is a cut."""
        size = response.headers.get("Content-Length", "" if response.status_code != 204 else "0")
        if not size.isdigit():
            raise _WrongError(Failure("not-ours", detail="length"))
        if int(size) > cap:
            raise _WrongError(Failure("not-ours", detail="size"))
        parts, total = list[bytes](), 0
        while total < int(size):
            self._budget.left()
            part = response.raw.read1(CHUNK, decode_content=False)
            if not part:
                raise _WrongError(Failure("no-network", detail="cut"))
            parts.append(part)
            total += len(part)
        response.raw.drain_conn()  # nothing is left: the connection can serve the next exchange
        return b"".join(parts)

    def _marked(self, response: Response) -> None:
        """Whether it is our server that speaks, in a version we know."""
        status, shown = response.status_code, response.headers.get("Sync-Proto", "")
        if status == 407:
            raise _WrongError(Failure("proxy", detail="sign-in"))
        if not shown.isdigit():
            if status in GATEWAY:
                raise _WrongError(Failure("server", retry_after_s=_retry_after(response), detail=str(status)))
            raise _WrongError(Failure("not-ours", detail=str(status)))
        if not protocol.PROTO_MIN <= int(shown) <= protocol.PROTO:
            raise _WrongError(Failure("too-old", detail=shown))

    # pokes

    def events(self) -> Iterator[Poke | Failure | None]:
        """The server's pokes; None when only a sign of life came. The last one is the failure that ended it.

        Blocks: for a thread of its own, on a transport of its own.
        """
        self._budget.begin(self.short_s)
        try:
            with self._begin("GET", "/v1/events", None, who=True) as response:
                self._marked(response)
                if response.status_code != 200 or response.headers.get("Content-Type") != EVENTS:
                    yield _problem(response, self._body(response, SHORT_BYTES))
                    return
                yield from self._pokes(response)
            yield Failure("no-network", detail="cut")
        except _WrongError as wrong:
            yield wrong.failure
        except WORLD as error:
            yield causes.of(error, proxied=bool(self.proxy))

    def _pokes(self, response: Response) -> Iterator[Poke | None]:
        rest = b""
        while True:
            self._budget.begin(SILENCE_S)
            part = response.raw.read1(CHUNK, decode_content=False)
            if not part:
                return
            *events, rest = (rest + part).split(b"\n\n")
            if len(rest) > CHUNK:
                raise _WrongError(Failure("not-ours", detail="events"))
            for event in events:
                yield _poke(event)


class _WrongError(Exception):
    """The answer is not what it must be."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


def _read(response: Response, raw: bytes, kind: type[Kind], *, strict: bool) -> Kind | Failure:
    """The message of a whole answer of our server."""
    try:
        if response.status_code >= 400:
            return _problem(response, raw)
        if response.status_code == 204:
            return msgspec.json.decode(b"null", type=kind)
        if response.status_code != 200 or response.headers.get("Content-Type") != JSON:
            return Failure("not-ours", detail=str(response.status_code))
        _whole(response, raw, strict=strict)
        coding = response.headers.get("Content-Encoding", "")
        return msgspec.json.decode(content.unfold(raw, coding, protocol.ANSWER_BYTES), type=kind)
    except _WrongError as wrong:
        return wrong.failure
    except (content.ContentError, *UNREADABLE):
        return Failure("not-ours", detail="content")


def _poke(event: bytes) -> Poke | None:
    lines = dict(line.partition(b": ")[::2] for line in event.split(b"\n"))
    if lines.get(b"event") != b"head":
        return None
    try:
        return msgspec.json.decode(lines.get(b"data", b""), type=Poke)
    except UNREADABLE:
        return None


def _whole(response: Response, raw: bytes, *, strict: bool) -> None:
    """Whether the content is what was sent: pages must carry a digest, others may."""
    said = response.headers.get("Content-Digest")
    if said is None and not strict:
        return
    if said != content.digest(raw):
        raise _WrongError(Failure("no-network" if said else "not-ours", detail="digest"))


def _problem(response: Response, raw: bytes) -> Failure:
    """The server's own words, if they are such."""
    _whole(response, raw, strict=False)
    if response.headers.get("Content-Type") != PROBLEM:
        return Failure("not-ours", detail=str(response.status_code))
    try:
        problem = msgspec.json.decode(raw, type=Problem)
    except UNREADABLE:
        return Failure("not-ours", detail=str(response.status_code))
    kind = "too-old" if problem.code == "client-too-old" else "server"
    return Failure(kind, problem, _retry_after(response), problem.code)


def _retry_after(response: Response) -> int:
    """Whole seconds; the other form of RFC 9110, a date, would need trust in two clocks."""
    said = response.headers.get("Retry-After", "")
    return min(int(said), 86_400) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
