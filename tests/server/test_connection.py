# SPDX-License-Identifier: Apache-2.0
"""How answers leave: a head never alone when something follows it, and nothing later than its turn of the loop."""

import asyncio
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from server.connection import Connection, Together

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"
CLOSED = b"closed"


class Written(asyncio.Transport):
    """A transport that notes what leaves in one piece."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.7", 40000), "sockname": ("192.0.2.1", 443)})
        self.pieces = list[bytes]()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.pieces.append(bytes(data))

    def close(self) -> None:
        self.pieces.append(CLOSED)

    def is_closing(self) -> bool:
        return CLOSED in self.pieces


def left(write: Callable[[Together], None]) -> tuple[list[bytes], list[bytes]]:
    """What has left at once, and what by the end of the turn."""
    transport = Written()

    async def turn() -> list[bytes]:
        write(Together(transport, asyncio.get_running_loop()))
        at_once = transport.pieces.copy()
        await asyncio.sleep(0)
        return at_once

    return asyncio.run(turn()), transport.pieces


def test_head_and_body_leave_in_one_piece() -> None:
    def answer(transport: Together) -> None:
        transport.write(HEAD)
        transport.write(b"body")
        transport.write(b"more")

    assert left(answer) == ([HEAD + b"body", b"more"], [HEAD + b"body", b"more"])


def test_a_head_that_nothing_follows_leaves_when_the_turn_ends() -> None:
    assert left(lambda transport: transport.write(HEAD)) == ([], [HEAD])


def test_what_was_said_leaves_before_the_end() -> None:
    def answer(transport: Together) -> None:
        transport.write(HEAD)
        transport.close()

    assert left(answer) == ([HEAD, CLOSED], [HEAD, CLOSED])


def test_the_server_answers_in_one_piece() -> None:
    transport, answered = Written(), asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"body"})
        answered.set()

    async def ask() -> None:
        config = uvicorn.Config(app, http=Connection, lifespan="off", log_config=None, server_header=False)
        config.load()
        connection = Connection(config, ServerState(), {}, asyncio.get_running_loop())
        connection.connection_made(transport)
        connection.data_received(b"GET / HTTP/1.1\r\nhost: server.test\r\n\r\n")
        await answered.wait()
        connection.connection_lost(None)

    asyncio.run(ask())
    assert transport.pieces == [b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody", CLOSED]
