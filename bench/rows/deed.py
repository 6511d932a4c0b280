# SPDX-License-Identifier: Apache-2.0
"""Row 0: a click becomes durable, with nothing, 50 and 500 commands waiting to be sent.

The deed is a report on a task of the inbox: judged, replayed on top of the waiting ones, written to outbox,
overlay, list and search index in one durable transaction. Each is taken back before the next, so that the
number waiting stays. Wall time is what the officer feels, so it is judged here, and CPU is shown beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bench import floor
from bench.context import SMALL, Context, Laptop
from bench.measure import Cost, cost, percentile
from bench.report import Figure, figure
from bench.town import tasks, text
from workspace.services.deeds import Deeds
from workspace.wire.protocol import PAGE_LIMIT

DEEDS = 200


def run(context: Context) -> list[Figure]:
    """All three numbers waiting."""
    figures: list[Figure] = []
    for waiting in (0, 50, 500):
        with context.laptop(SMALL) as laptop:
            _wait(laptop, context, waiting)
            # By turns: how long the disk takes changes with what else the machine does.
            turns = [(_deeds(laptop, context, waiting), _floor(context)) for _ in range(context.repeats + 1)]
        runs, below = zip(*turns[1:], strict=True)
        figures += _figures(waiting, runs, below)
    return figures


def _figures(waiting: int, runs: Sequence[list[Cost]], below: Sequence[list[Cost]]) -> list[Figure]:
    def ms(costs: Sequence[list[Cost]], share: float, what: str) -> list[float]:
        return [1000 * percentile([getattr(one, what) for one in run], share) for run in costs]

    what = f"deed durable, {waiting} waiting,"
    return [
        figure("0 p50", f"{what} p50", "ms", ms(runs, 0.5, "wall"), ms(below, 0.5, "wall")),
        figure("0 p99", f"{what} p99", "ms", ms(runs, 0.99, "wall"), ms(below, 0.99, "wall")),
        figure("0 CPU", f"{what} p50 of CPU", "ms", ms(runs, 0.5, "cpu"), ms(below, 0.5, "cpu")),
    ]


def _wait(laptop: Laptop, context: Context, count: int) -> None:
    deeds = Deeds(laptop.desk)
    for one in tasks(context.made, count, first=1000):
        deeds.report(one.id, text(Random(one.id), 120))


def _deeds(laptop: Laptop, context: Context, waiting: int) -> list[Cost]:
    deeds = Deeds(laptop.desk)
    costs = []
    for one in tasks(context.made, DEEDS):
        words = text(Random(one.id), 120)
        costs.append(cost(lambda id_=one.id, words=words: deeds.report(id_, words)))  # type: ignore[misc]
        deeds.undo()
    if len(laptop.desk.waiting) != waiting:
        raise AssertionError(f"{len(laptop.desk.waiting)} waiting")
    return costs


def _floor(context: Context) -> list[Cost]:
    connection = floor.create(context.new_folder() / "floor.db")
    # Filled by pages and closed, as ours was: the search index is in pieces that deeds must merge in both.
    lines = context.bodies(SMALL).split(b"\n")
    for first in range(0, len(lines), PAGE_LIMIT):
        floor.take(connection, floor.decode_lines(b"\n".join(lines[first : first + PAGE_LIMIT])))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    costs = []
    for number in range(DEEDS):
        body = text(Random(number), 500).encode()
        costs.append(cost(lambda n=number, b=body: floor.deed(connection, n, b, n + 1)))  # type: ignore[misc]
    connection.close()
    return costs
