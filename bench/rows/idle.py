# SPDX-License-Identifier: Apache-2.0
"""Row 4: an exchange when there is nothing new, on a connection that is kept."""

from __future__ import annotations

from bench import floor
from bench.context import SMALL, Context
from bench.measure import cost
from bench.report import Figure, figure
from bench.serve import Server
from bench.wire import Relay, counted

ROUNDS = 200


def run(context: Context) -> list[Figure]:
    """CPU, requests and bytes."""
    with context.server("ours", SMALL) as server, context.laptop(SMALL, server.origin) as laptop:
        laptop.sync()

        def ours() -> None:
            for _ in range(ROUNDS):
                laptop.sync()

        runs = [cost(ours) for _ in range(context.repeats + 1)][1:]
        count = counted(laptop)
        laptop.sync()
        through = _through(context, server)
    with context.server("floor", SMALL) as server:
        line = floor.Line(server.origin)

        def below() -> None:
            for _ in range(ROUNDS):
                line.session.post(f"{server.origin}/", data=b"{}").content  # noqa: B018 - read it

        floors = [cost(below) for _ in range(context.repeats + 1)][1:]
    ms = 1000 / ROUNDS
    return [
        figure(
            "4", "idle exchange, client CPU", "ms", [one.cpu * ms for one in runs], [one.cpu * ms for one in floors],
        ),
        figure("4 wall", "its wall", "ms", [one.wall * ms for one in runs], [one.wall * ms for one in floors]),
        figure("4 requests", "its requests", "", [count.requests]),
        figure("4 bodies", "its bodies, both ways", "B", [count.sent + count.received]),
        figure("4 wire", "its bytes on the wire, headers too", "B", [through]),
    ]  # fmt: skip


def _through(context: Context, server: Server) -> int:
    """Bytes of one idle exchange as they pass a relay: headers and bodies, both ways."""
    with Relay(server.origin) as relay, context.laptop(SMALL, relay.origin) as laptop:
        laptop.sync()
        before = relay.passed
        laptop.sync()
        return relay.passed - before
