# SPDX-License-Identifier: Apache-2.0
"""Rows 1a, 1c, 1d and 8b: the first download of 10,000 records into an empty store, over a socket.

Ours: page by page with visibility keys, tokens, projections for inbox and search, everything durable.
Floor: the same records in one body, packed before it was asked for, decoded and inserted in one transaction.
"""

from __future__ import annotations

import json
import subprocess
import sys

from bench import floor
from bench.context import SMALL, Context
from bench.measure import Cost, cost
from bench.report import Figure, figure
from bench.serve import Server
from workspace.wire.protocol import PAGE_LIMIT


def run(context: Context) -> list[Figure]:
    """Client, then server."""
    ours: list[Cost] = []
    served: list[float] = []
    with context.server("ours", SMALL) as server:
        for _ in range(context.repeats + 1):
            start = server.cpu()
            ours.append(_ours(context, server))
            served.append(server.cpu() - start)
        server_peak, small_peak = float(server.ask("peak")), _peak(context, server, "ours", SMALL)
    with context.server("ours", context.big) as server:
        big_peak, big_server_peak = _peak(context, server, "ours", context.big), float(server.ask("peak"))
    below: list[Cost] = []
    floor_served: list[float] = []
    with context.server("floor", SMALL) as server:
        for _ in range(context.repeats + 1):
            below.append(_floor(context, server))
            floor_served.append(_pages(server))
        kept = floor.Line(server.origin).session.get(f"{server.origin}/kept?after=0&limit={SMALL}")
        floor_peak, floor_server_peak = _peak(context, server, "floor", SMALL), float(server.ask("peak"))
    ours, served, below, floor_served = ours[1:], served[1:], below[1:], floor_served[1:]
    us = 1e6 / SMALL
    what = f"first download of {SMALL:,} records"
    return [
        figure(
            "1a", f"{what}, client CPU", "s", [one.cpu for one in ours], [one.cpu for one in below]
        ),
        figure("1a wall", "the same, wall", "s", [one.wall for one in ours], [one.wall for one in below]),
        figure("1c", f"client's peak memory in it, {SMALL:,}", "MB", [small_peak], [floor_peak]),
        figure("1c growth", f"the same, {context.big:,}", "MB", [big_peak], [small_peak]),
        figure(
            "1d", "bodies on the wire, both ways", "KB", [_bytes(context) / 1000], [len(kept.content) / 1000],
        ),
        figure(
            "8b", "server CPU for a record of a first download", "µs",
            [s * us for s in served], [s * us for s in floor_served],
        ),
        figure("8c", f"server's peak memory, {SMALL:,}", "MB", [server_peak], [floor_server_peak]),
        figure("8c", f"the same, {context.big:,}", "MB", [big_server_peak], [floor_server_peak]),
    ]  # fmt: skip


def _peak(context: Context, server: Server, kind: str, size: int) -> float:
    """Peak MB of a process that does one download."""
    command = [sys.executable, "-m", "bench.peak", kind, server.origin, str(context.new_folder()), str(size)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own program
    return float(json.loads(told.stdout))


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
