# SPDX-License-Identifier: Apache-2.0
"""The floor of the server: raw ASGI, msgspec and SQLite with group commit; nobody is asked who they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import msgspec
import zstandard
from sqlcipher3 import dbapi2

EDITS = (
    "CREATE TABLE IF NOT EXISTS edit"
    " (n INTEGER PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL, body BLOB NOT NULL)"
)
PAGE = "SELECT body FROM record WHERE kind = 'task' AND seq > ? ORDER BY seq LIMIT ?"
TAKE = "UPDATE record SET rev = rev + 1 WHERE id = ?"
NOTE = "INSERT INTO edit (id, record, body) VALUES (?, ?, ?)"
LINES = [(b"content-type", b"application/jsonl")]


class Edit(msgspec.Struct):
    """One edit as it travels."""

    id: str
    record: str
    text: str


_edit = msgspec.json.Decoder(Edit)


class Floor:
    """One connection, one loop."""

    def __init__(self, path: Path) -> None:
        self.connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        self.connection.execute("PRAGMA journal_mode=WAL").fetchone()
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("PRAGMA cache_size=-16384")
        self.connection.execute("CREATE INDEX IF NOT EXISTS record_seq ON record (seq)")
        self.connection.execute(EDITS)
        self._fold = zstandard.ZstdCompressor(level=3)
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._busy = False
        self._bodies: dict[tuple[int, int], bytes] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The ASGI application."""
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        match scope["path"]:
            case "/page":
                asked = parse_qs(scope["query_string"].decode())
                answer = self.page(int(asked["after"][0]), int(asked["limit"][0]))
            case "/kept":
                asked = parse_qs(scope["query_string"].decode())
                answer = self.kept(int(asked["after"][0]), int(asked["limit"][0]))
            case "/push":
                answer = self.push(body)
            case "/single":
                await self.single(body)
                answer = b'{"ok":true}'
            case _:
                answer = b"{}"
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*LINES, length]})
        await send({"type": "http.response.body", "body": answer})

    def page(self, after: int, limit: int) -> bytes:
        """Records by their number, read and packed now."""
        rows = self.connection.execute(PAGE, (after, limit)).fetchall()
        return self._fold.compress(b"\n".join([row[0] for row in rows]))

    def kept(self, after: int, limit: int) -> bytes:
        """The same, packed before it was asked for: what a client's cost is measured with."""
        if (after, limit) not in self._bodies:
            self._bodies[after, limit] = self.page(after, limit)
        return self._bodies[after, limit]

    def push(self, body: bytes) -> bytes:
        """Apply a batch of edits in one durable transaction."""
        raws = body.split(b"\n")
        edits = [_edit.decode(raw) for raw in raws]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(TAKE, [(one.record,) for one in edits])
        self.connection.executemany(
            NOTE, [(one.id, one.record, raw) for one, raw in zip(edits, raws, strict=True)]
        )
        self.connection.execute("COMMIT")
        return msgspec.json.Encoder().encode_lines([{"id": one.record, "rev": 2} for one in edits])

    async def single(self, body: bytes) -> None:
        """One edit; those that arrive while a commit is being prepared share it."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((body, future))
        if not self._busy:
            self._busy = True
            asyncio.get_running_loop().call_soon(self._commit)
        await future

    def _commit(self) -> None:
        group, self._waiting = self._waiting, []
        edits = [(_edit.decode(raw), raw) for raw, _ in group]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(NOTE, [(one.id, one.record, raw) for one, raw in edits])
        self.connection.execute("COMMIT")
        self._busy = False
        for _, future in group:
            if not future.done():
                future.set_result(None)


def application(
    folder: Path,
) -> tuple[Floor, Callable[[int, asyncio.AbstractEventLoop], None], Callable[[], None]]:
    """The application over `folder`/server.db, which it may change."""
    floor = Floor(folder / "server.db")

    def change(count: int, loop: asyncio.AbstractEventLoop) -> None:
        """Nothing: its pages are asked for by number."""

    return floor, change, floor.connection.close
