# SPDX-License-Identifier: Apache-2.0
"""The edge: from an HTTP request to a handler's values and back, the same way for every endpoint.

It knows no rule. What it checks: protocol version, who asks, content type, coding, size, shape. Whatever goes
wrong becomes a problem of the closed list (RFC 9457), and one line of the log, which holds ids only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import cache
from time import perf_counter
from typing import Any

import msgspec
from starlette.types import Receive, Scope, Send

from server.api.endpoint import Call, Endpoint, GoneError, Headers, ProblemError, Reply, Stream, denied
from server.backend import Backend
from server.services.accept import Session
from workspace.domain.errors import Unavailable
from workspace.domain.ids import is_id
from workspace.domain.moment import to_ms
from workspace.wire import content, protocol
from workspace.wire.protocol import JSON, PROBLEM, Problem

RETRY_S = 5
Note = Callable[[str, dict[str, object]], None]
PROBLEM_TYPE = "urn:ruang-kerja:problem:"
ALWAYS = {
    b"sync-proto": str(protocol.PROTO).encode(),
    b"cache-control": b"no-store",
    b"x-content-type-options": b"nosniff",
}  # headers of every answer, unless it says otherwise


@cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


class Edge:
    """The ASGI application of one path; `note` writes a line of the log."""

    def __init__(self, backend: Backend, endpoints: Mapping[str, Endpoint], note: Note) -> None:
        self._backend, self._endpoints, self._note = backend, endpoints, note

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        start = perf_counter()
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        address = scope["client"][0] if scope.get("client") else ""
        wanted = headers.get("request-id", "")
        request_id = wanted if is_id(wanted) else self._backend.next_request()
        call = Call(self._backend, request_id, address, headers, scope.get("path_params", {}), receive)
        endpoint = self._endpoints.get(scope["method"])
        try:
            if endpoint is None:
                raise ProblemError("method-not-allowed" if self._endpoints else "not-found")
            answer = await self._handled(endpoint, call, receive)
            if isinstance(answer, Stream):
                broken = await _stream(endpoint, answer, receive, send)
                if broken is not None:
                    event = "unavailable" if isinstance(broken, Unavailable) else "bug"
                    self._note(event, {"request_id": request_id, "error": broken})
                status, sent = 200, 0
            elif isinstance(answer, Reply):
                status, sent = await _replied(answer, send)
            else:
                status, sent = await self._answer(endpoint, call, answer, send)
        except GoneError:
            status, sent = 499, 0
        except ProblemError as problem:
            status, sent = await self._refuse(call, problem, send)
        except Unavailable as error:
            self._note("unavailable", {"request_id": request_id, "error": error})
            status, sent = await self._refuse(call, ProblemError("unavailable", wait_s=RETRY_S), send)
        except Exception as error:  # noqa: BLE001 - our own bug: written down, and told as such
            self._note("bug", {"request_id": request_id, "error": error})
            status, sent = await self._refuse(call, ProblemError("internal", wait_s=RETRY_S), send)
        self._write_line(endpoint, call, status, sent, start)

    def _write_line(
        self, endpoint: Endpoint | None, call: Call, status: int, sent: int, start: float
    ) -> None:
        session = call.session
        line: dict[str, object] = {
            "request_id": call.request_id,
            "endpoint": endpoint.name if endpoint else "",
            "status": status,
            "ms": round((perf_counter() - start) * 1000, 1),
            "sent": sent,
        }
        if session is not None:
            line |= {"officer": session.officer, "device": session.device}
        self._note("request", line | call.notes)

    async def _handled(self, endpoint: Endpoint, call: Call, receive: Receive) -> Any:
        if endpoint.proto:
            _check_proto(call.headers)
        if endpoint.who == "officer":
            call.session = self._who(call)
        if endpoint.takes is not None:
            raw = await _body(endpoint, call, receive)
            call.notes["received"] = len(raw)
            raw = _unfolded(raw, call.headers, endpoint.body_max)
            try:
                call.body = _decoded(endpoint.takes, raw)
            except RecursionError:
                raise endpoint.too_deep(raw) from None
        return await endpoint.handler(call)

    def _who(self, call: Call) -> Session:
        """The session of the bearer token; the Device-Id header, if there is one, must agree."""
        found = self._backend.who(call.access)
        if not isinstance(found, Session):
            raise denied(found)
        if call.headers.get("device-id", found.device) != found.device:
            raise ProblemError("unauthenticated")
        return found

    async def _answer(self, endpoint: Endpoint, call: Call, answer: Any, send: Send) -> tuple[int, int]:
        raw = answer if isinstance(answer, bytes) else b"" if answer is None else msgspec.json.encode(answer)
        if raw:
            raw, coding = content.fold(raw, content.choose(call.headers.get("accept-encoding", "")))
        else:
            coding = ""
        status = 200 if raw else 204
        extra = {"cache-control": f"max-age={endpoint.cache_s}"} if endpoint.cache_s else {}
        await _send(send, status, endpoint.media, raw, coding=coding, extra=extra)
        return status, len(raw)

    async def _refuse(self, call: Call, problem: ProblemError, send: Send) -> tuple[int, int]:
        kind, params, extra = problem.kind, problem.params, dict[str, str]()
        if problem.code == "unauthenticated":
            params = {**params, **self._challenge()}
            extra["www-authenticate"] = "Bearer"
        if problem.code == "method-not-allowed":
            extra["allow"] = ", ".join(sorted(self._endpoints))
        if problem.wait_s:
            extra["retry-after"] = str(problem.wait_s)
        call.notes["code"] = problem.code
        told = Problem(
            type=PROBLEM_TYPE + problem.code,
            title=kind.title,
            status=kind.status,
            code=problem.code,
            retry=kind.retry,
            params=params,
            request_id=call.request_id,
        )
        raw = msgspec.json.encode(told)
        await _send(send, kind.status, PROBLEM, raw, extra=extra)
        return kind.status, len(raw)

    def _challenge(self) -> dict[str, str]:
        """What a registered device signs to get a session again."""
        backend = self._backend
        with backend.readers.lend() as reader:
            epoch = reader.ledger.meta("epoch")
        random = f"{backend.random(128):032x}"
        return {"nonce": backend.secrets.nonce(epoch, to_ms(backend.clock()), random), "epoch": epoch}


def _check_proto(headers: Headers) -> None:
    shown = headers.get("sync-proto", "")
    if not (shown.isascii() and shown.isdigit() and len(shown) < 6):
        raise ProblemError("unreadable", {"field": "Sync-Proto"})
    if int(shown) < protocol.PROTO_MIN:
        raise ProblemError("client-too-old", {"min_client": protocol.MIN_CLIENT})
    if int(shown) > protocol.PROTO:
        raise ProblemError("unreadable", {"field": "Sync-Proto", "proto": str(protocol.PROTO)})


async def _body(endpoint: Endpoint, call: Call, receive: Receive) -> bytes:
    """The body as it came, at most `body_max` bytes (coded ones are capped again when unfolded)."""
    if call.headers.get("content-type", "") != JSON:
        raise ProblemError("unsupported-media", {"field": "Content-Type"})
    size = call.headers.get("content-length", "0")
    if not size.isdigit() or int(size) > endpoint.body_max:
        raise ProblemError("too-large" if size.isdigit() else "unreadable", {"field": "Content-Length"})
    parts, total, more = list[bytes](), 0, True
    try:
        async with asyncio.timeout(endpoint.body_s):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise GoneError
                parts.append(message.get("body", b""))
                total += len(parts[-1])
                if total > endpoint.body_max:
                    raise ProblemError("too-large", {"field": "body"})
                more = message.get("more_body", False)
    except TimeoutError:
        raise ProblemError("too-slow") from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _unfolded(raw: bytes, headers: Headers, cap: int) -> bytes:
    coding = headers.get("content-encoding", "")
    if coding not in {"", "identity", "zstd", "gzip"}:
        raise ProblemError("unsupported-media", {"field": "Content-Encoding"})
    try:
        return content.unfold(raw, coding, cap)
    except content.ContentError as error:
        code = "too-large" if error.too_large else "unreadable"
        raise ProblemError(code, {"field": "body"}) from None


def _decoded(kind: type, raw: bytes) -> Any:
    """The message. Not JSON at all is `unreadable`, a field of another type or length is `invalid`."""
    try:
        return _decoder(kind).decode(raw)
    except msgspec.ValidationError as error:
        path = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else "body"
        raise ProblemError("invalid", {"field": path}) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ProblemError("unreadable", {"field": "body"}) from None


def _pairs(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as they are sent, with those of every answer."""
    return [*(ALWAYS | {key.encode(): value.encode() for key, value in headers.items()}).items()]


async def _send(
    send: Send,
    status: int,
    media: str,
    raw: bytes,
    *,
    coding: str = "",
    extra: Mapping[str, str] | None = None,
) -> None:
    headers = {"content-length": str(len(raw)), **(extra or {})}
    if coding:
        headers["content-encoding"] = coding
    if raw:
        headers["content-type"] = media
        headers["content-digest"] = content.digest(raw)
    await send({"type": "http.response.start", "status": status, "headers": _pairs(headers)})
    await send({"type": "http.response.body", "body": raw})


async def _replied(reply: Reply, send: Send) -> tuple[int, int]:
    """Status, headers, and what octets there are."""
    length = {} if reply.status == 204 else {"content-length": str(reply.size)}
    headers = _pairs({**length, **reply.headers})
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if reply.chunks is not None:
        async for chunk in reply.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
    return reply.status, reply.size


async def _stream(endpoint: Endpoint, answer: Stream, receive: Receive, send: Send) -> Exception | None:
    """Send chunks until there are no more, the client hangs up, or one cannot be made: then why."""
    # A proxy that gathers would hold the pokes back.
    headers = _pairs({"content-type": endpoint.media, "x-accel-buffering": "no"})
    await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def pour() -> None:
        async for chunk in answer.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    pouring = asyncio.create_task(pour())
    listening = asyncio.create_task(_hung_up(receive))
    await asyncio.wait({pouring, listening}, return_when=asyncio.FIRST_COMPLETED)
    for task in (pouring, listening):
        task.cancel()
    ends = await asyncio.gather(pouring, listening, return_exceptions=True)
    return next((end for end in ends if isinstance(end, Exception)), None)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
