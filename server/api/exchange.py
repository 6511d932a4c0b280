# SPDX-License-Identifier: Apache-2.0
"""POST /v1/sync: what was sent is judged in the transaction it shares with others, and the answer is read there too,
from one moment after all of them. Who sends nothing is answered from a reading connection, as is a first download.
"""

from __future__ import annotations

import asyncio
import re

import msgspec

from server.api.endpoint import Call, ProblemError, unreadable
from server.services.accept import Accepted, Session
from server.services.readers import Readers
from workspace.domain.canonical import EXACT
from workspace.domain.errors import Unavailable
from workspace.domain.ids import is_id
from workspace.domain.moment import is_instant
from workspace.wire import codec, protocol
from workspace.wire.protocol import SyncAnswer, SyncRequest

TRIES = 4  # a key set may change between judging and answering, but not for ever
LONG_TOKEN = 200  # characters: a token with exceptions, so in the middle of a download
# The tokens of JSON, as far as they tell where one is.
TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]', re.DOTALL)
OPENING, CLOSING = (b"[", b"{"), (b"]", b"}")


async def sync(call: Call) -> bytes:
    """Push and pull in one round trip."""
    session, request = call.officer, call.body
    _check(request)
    call.notes["commands"] = len(request.commands)
    accepted = Accepted()
    if request.commands:
        if _short(request):
            return await _exchanged(call, request)
        accepted = await _judged(call, request)
        request = msgspec.structs.replace(request, commands=())
    for _ in range(TRIES):
        raw = await _page(call.backend.readers, session, request, accepted, call)
        if raw is not None:
            return raw
        await _judged(call, request)
    raise Unavailable("keys changed faster than a page could be read")


async def _judged(call: Call, request: SyncRequest) -> Accepted:
    backend, session = call.backend, call.officer
    return await backend.writer.do(
        lambda: backend.sync.judge_inside(session, request), max(1, len(request.commands))
    )


def _short(request: SyncRequest) -> bool:
    """Whether the page is a short one; that of a first download takes milliseconds of computing."""
    return bool(request.token) and len(request.token) < LONG_TOKEN


async def _exchanged(call: Call, request: SyncRequest) -> bytes:
    """Judge and answer in one transaction."""
    backend, session = call.backend, call.officer

    def answer(accepted: Accepted) -> bytes:
        told = backend.sync.answer_inside(session, request, accepted)
        call.notes["rows"] = len(told.rows)
        return msgspec.json.encode(told)

    return await backend.writer.answered(
        lambda: backend.sync.judge_inside(session, request), answer, len(request.commands)
    )


async def _page(
    readers: Readers, session: Session, request: SyncRequest, accepted: Accepted, call: Call
) -> bytes | None:
    """One page, or None if something must be written before it can be read.

    That of a first download goes to a thread so that others are not kept waiting.
    """
    if _short(request):
        return _read(readers, session, request, accepted, call)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(call.backend.pages, _read, readers, session, request, accepted, call)


def _read(
    readers: Readers, session: Session, request: SyncRequest, accepted: Accepted, call: Call
) -> bytes | None:
    with readers.view() as view:
        if view.sync.needs_write(session, request):
            return None
        answer: SyncAnswer = view.sync.answer(session, request, accepted)
    call.notes["rows"] = len(answer.rows)
    return msgspec.json.encode(answer)


def too_deep(raw: bytes) -> ProblemError:
    """Found without decoding: the first command that nests too deep, told by its index like any that is unreadable."""
    depth = index = 0
    key = b""
    for token in TOKENS.findall(raw):
        depth += (token in OPENING) - (token in CLOSING)
        if depth == 1 and token.startswith(b'"'):
            key, index = token, 0
        index += depth == 2 and token == b","
        if depth > protocol.COMMAND_DEPTH + 2:
            break
    return (
        ProblemError("unreadable-command", {"index": str(index)}) if key == b'"commands"' else unreadable(raw)
    )


def _check(request: SyncRequest) -> None:
    """Limits, and that every command has an envelope: one that has none is told by its index (R5)."""
    if len(request.commands) > protocol.BATCH_COMMANDS:
        raise ProblemError("too-large", {"field": "commands", "max": str(protocol.BATCH_COMMANDS)})
    for index, raw in enumerate(request.commands):
        if not _readable(bytes(raw)):
            raise ProblemError("unreadable-command", {"index": str(index)})


def _readable(raw: bytes) -> bool:
    if len(raw) > protocol.COMMAND_BYTES:
        return False
    try:
        envelope = codec.decode_envelope(raw)
    except codec.UnreadableError:
        return False
    whole = 0 <= envelope.n <= EXACT and 0 <= envelope.v <= EXACT
    return whole and is_id(envelope.id) and is_instant(envelope.at)
