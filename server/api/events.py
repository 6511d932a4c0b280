# SPDX-License-Identifier: Apache-2.0
"""GET /v1/events: server-sent pokes. They carry a number, never content; who misses one polls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec

from server.api.endpoint import Call, Stream
from server.services.events import GATHER_S, PING_S, Listener
from server.services.session import Denied
from workspace.domain.errors import Unavailable


async def events(call: Call) -> Stream:
    """Server-sent events: `head` when something this officer can see was written, a comment to keep alive."""
    listener = call.backend.hub.listen(call.officer)
    if listener is None:
        raise Unavailable("too many listen, or the server is about to end")
    return Stream(lambda: _chunks(call, listener))


async def _chunks(call: Call, listener: Listener) -> AsyncIterator[bytes]:
    """Ends when the server does, or before the next word after the session has: nobody is told anything more."""
    backend = call.backend
    try:
        yield b"retry: 5000\n\n"
        while True:
            head = await listener.next(PING_S)
            with backend.readers.view() as view:
                if backend.hub.closed or isinstance(view.tables.who(call.access, view.now), Denied):
                    return
                epoch = view.tables.ledger.meta("epoch")
            if head:
                data = msgspec.json.encode({"epoch": epoch, "seq": head})
                yield b"event: head\ndata: " + data + b"\n\n"
                await asyncio.sleep(GATHER_S)
            else:
                yield b": ping\n\n"
    finally:
        backend.hub.leave(listener)
