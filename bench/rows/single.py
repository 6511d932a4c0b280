# SPDX-License-Identifier: Apache-2.0
"""Row 8a: what one command in a request of its own costs the server, with 16 officers at a time.

Ours: session, protocol, limits, signature, authority, rules, receipt, audit leaf, group commit, and an answer
with the changed record and the receipt. Floor: raw ASGI, one row, group commit. The load comes from this
process over kept connections; the CPU is the server's. The Ed25519 check is timed apart and taken off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Self
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench import stores
from bench.context import SMALL, Context
from bench.measure import clock, cost
from bench.report import Figure, figure
from bench.serve import Server
from bench.town import ACCESS, Town, tasks, text
from server.services.secrets import encode, verifier
from server.store.database import Database
from workspace.domain import registry, task
from workspace.domain.command import Command
from workspace.domain.ids import Id, Ids
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer, SyncRequest

OFFICERS, EACH = 16, 200
FIRST = 500_000  # tasks of these officers, numbered beyond all others


@dataclass(slots=True)
class Caller:
    """One officer's laptop: where it stands, and the tasks on its desk."""

    officer: Id
    position: Id
    device: Id
    private: Ed25519PrivateKey
    access: str
    tasks: list[Id]
    token: str = ""
    sent: int = 0


def run(context: Context) -> list[Figure]:
    """Ours, the floor, and one check."""
    rounds = context.repeats + 1
    folder = context.server_folder(SMALL)
    callers = _callers(context.made, folder / "server.db", rounds * EACH)
    with Server("ours", folder) as server:
        ours = _ours(server, callers, rounds)
    with context.server("floor", SMALL) as server:
        below = _floor(server, rounds)
    check = _check(callers[0])
    return [
        figure(
            "8a", "one command a request, server CPU without its check", "µs",
            [one - check for one in ours[1:]], below[1:],
        ),
        figure("8a check", "one Ed25519 check", "µs", [check]),
    ]  # fmt: skip


def _check(caller: Caller) -> float:
    raw, verify, times = b"x" * 500, verifier(), range(2000)
    key, sig = encode(caller.private.public_key().public_bytes_raw()), encode(caller.private.sign(raw))
    return 1e6 * cost(lambda: [verify(key, raw, sig) for _ in times]).cpu / len(times)


def _callers(made: Town, path: Path, count: int) -> list[Caller]:
    """Sixteen members of staff, each with `count` tasks on their desk."""
    seats = [seat for seat in made.officers if seat not in made.heads][:OFFICERS]
    units = {value.id: value.unit for value in made.directory if registry.of(value).kind == "position"}
    callers, database = [], Database(path)
    with closing(database), database.writer() as ledger, ledger.write():
        for number, seat in enumerate(seats):
            plain = tasks(made, count, FIRST + number * count)
            mine = [replace(one, holder=seat, unit=units[seat]) for one in plain]
            stores.put_tasks(ledger, mine)
            who = made.officers[seat]
            dev = made.devices[who]
            private = Ed25519PrivateKey.from_private_bytes(made.privates[dev])
            callers.append(Caller(who, seat, dev, private, f"{ACCESS}-{dev}", [one.id for one in mine]))
    return callers


def _ours(server: Server, callers: list[Caller], rounds: int) -> list[float]:
    """µs a request of each round."""
    ids = Ids(clock, Random(9).getrandbits)

    async def catch_up(caller: Caller) -> None:
        async with Wire(server.origin) as wire:
            more = True
            while more:
                answer = await _sync(wire, caller, ())
                more = answer.more

    async def work(caller: Caller, commands: Sequence[bytes]) -> None:
        async with Wire(server.origin) as wire:
            for raw in commands:
                answer = await _sync(wire, caller, (raw,))
                if len(answer.rows) != 2:
                    raise AssertionError(answer.rows)

    async def together(jobs: Sequence[object]) -> None:
        await asyncio.gather(*jobs)  # type: ignore[call-overload]

    asyncio.run(together([catch_up(one) for one in callers]))
    spent = []
    for _ in range(rounds):
        batches = [[_command(one, ids) for _ in range(EACH)] for one in callers]
        start = server.cpu()
        asyncio.run(together([work(one, raws) for one, raws in zip(callers, batches, strict=True)]))
        spent.append(1e6 * (server.cpu() - start) / (OFFICERS * EACH))
    return spent


async def _sync(wire: Wire, caller: Caller, commands: Sequence[bytes]) -> SyncAnswer:
    request = SyncRequest(token=caller.token, commands=tuple(map(msgspec.Raw, commands)))
    headers = {"Authorization": f"Bearer {caller.access}", "Device-Id": caller.device, "Sync-Proto": "1"}
    raw = await wire.post("/v1/sync", msgspec.json.encode(request), headers)
    answer = msgspec.json.decode(raw, type=SyncAnswer)
    caller.token = answer.token
    return answer


def _command(caller: Caller, ids: Ids) -> bytes:
    """A sealed report on the next task of the desk."""
    target = caller.tasks[caller.sent]
    caller.sent += 1
    args = task.AddReport(target, caller.position, text(Random(target), 120))
    made = Command(
        ids(), caller.device, caller.sent, "task.report", 1, clock(), "Asia/Jakarta", caller.position, (), args,
        caller.officer,
    )  # fmt: skip
    return codec.encode_command(made, encode(caller.private.sign(codec.encode_command(made))))


def _floor(server: Server, rounds: int) -> list[float]:
    body = msgspec.json.encode({"id": "edit", "record": "record", "text": text(Random(1), 800)})

    async def work() -> None:
        async with Wire(server.origin) as wire:
            for _ in range(EACH):
                await wire.post("/single", body, {})

    async def together() -> None:
        await asyncio.gather(*(work() for _ in range(OFFICERS)))

    spent = []
    for _ in range(rounds):
        start = server.cpu()
        asyncio.run(together())
        spent.append(1e6 * (server.cpu() - start) / (OFFICERS * EACH))
    return spent


class Wire:
    """A kept connection that speaks just enough HTTP to load a server."""

    def __init__(self, origin: str) -> None:
        self._where = urlsplit(origin)

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._where.hostname, self._where.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def post(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        """The body of the answer; anything but 200 is the end of the measurement."""
        lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json"]
        lines += [f"Content-Length: {len(body)}", *(f"{k}: {v}" for k, v in headers.items())]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
        )
        answer = await self._reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{head!r} {answer!r}")
        return answer
