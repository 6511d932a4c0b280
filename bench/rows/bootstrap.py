# SPDX-License-Identifier: Apache-2.0
"""Rows 1a, 1c, 1d and 8b: the first download of 10,000 records into an empty store, over a socket.

Ours: page by page with visibility keys, tokens, projections for inbox and search, everything durable.
Floor: the same records in one body, packed before it was asked for, decoded and inserted in one transaction.
"""

from __future__ import annotations

from bench import floor
from bench.context import SMALL, Context
from bench.measure import Cost, cost, peak_mb, resident_mb
from bench.report import Figure, figure
from bench.serve import Server
from workspace.wire.protocol import PAGE_LIMIT


def run(context: Context) -> list[Figure]:
    """Client, then server."""
    before = resident_mb()
    ours: list[Cost] = []
    served: list[float] = []
    with context.server("ours", SMALL) as server:
        for _ in range(context.repeats + 1):
            start = server.cpu()
            ours.append(_ours(context, server))
            served.append(server.cpu() - start)
        peak, server_peak = peak_mb(), float(server.ask("peak"))
    below: list[Cost] = []
    floor_served: list[float] = []
    with context.server("floor", SMALL) as server:
        for _ in range(context.repeats + 1):
            below.append(_floor(context, server))
            floor_served.append(_pages(server))
        wire = len(
            floor.Line(server.origin).session.get(f"{server.origin}/kept?after=0&limit={SMALL}").content
        )
    us = 1e6 / SMALL
    return [
        figure(
            "1a", "first download of 10,000 records, client CPU", "s",
            [one.cpu for one in ours[1:]], [one.cpu for one in below[1:]], limit=1.5, by_ratio=True,
        ),
        figure(
            "1a", "the same, wall", "s", [one.wall for one in ours[1:]], [one.wall for one in below[1:]]
        ),
        figure("1c", "client's peak memory during it", "MB", [peak], note=f"{before:.0f} before"),
        figure("1d", "bodies on the wire, both ways", "KB", [_bytes(context) / 1000], [wire / 1000]),
        figure(
            "8b", "server CPU for a record of a first download", "µs",
            [s * us for s in served[1:]], [s * us for s in floor_served[1:]], limit=2.5, by_ratio=True,
        ),
        figure("8c", "server's peak memory", "MB", [server_peak]),
    ]  # fmt: skip


def _ours(context: Context, server: Server) -> Cost:
    with context.laptop(0, server.origin) as laptop:
        spent = cost(laptop.sync)
        if laptop.store.tables.count_truth() < SMALL * 0.99:
            raise AssertionError("not everything came")
    return spent


def _bytes(context: Context) -> int:
    """Bodies of one first download, as they travel."""
    from bench.wire import counted

    with context.server("ours", SMALL) as server, context.laptop(0, server.origin) as laptop:
        count = counted(laptop)
        laptop.sync()
    return count.sent + count.received


def _floor(context: Context, server: Server) -> Cost:
    path = context.new_folder() / "floor.db"
    connection, line = floor.create(path), floor.Line(server.origin)
    line.get(f"/kept?after=0&limit={SMALL}")

    def work() -> None:
        floor.take(connection, floor.decode_lines(line.get(f"/kept?after=0&limit={SMALL}")))

    spent = cost(work)
    connection.close()
    return spent


def _pages(server: Server) -> float:
    """CPU of the floor's server for the same records, page by page."""
    line = floor.Line(server.origin)
    start, after = server.cpu(), 0
    for _ in range(0, SMALL, PAGE_LIMIT):
        line.get(f"/page?after={after}&limit={PAGE_LIMIT}")
        after += PAGE_LIMIT
    return server.cpu() - start
