# SPDX-License-Identifier: Apache-2.0
"""Rows 2a and 2b: 100 records changed on the server reach the store of 10,000, then of 100,000."""

from __future__ import annotations

from bench import floor
from bench.context import SMALL, Context
from bench.measure import Cost, cost, median
from bench.report import Figure, figure

CHANGED = 100
ROUNDS = 3  # for one repetition: one is only milliseconds


def run(context: Context) -> list[Figure]:
    """Both sizes, and how the cost grows between them."""
    small, small_floor = _ours(context, SMALL), _floor(context, SMALL)
    big, big_floor = _ours(context, context.big), _floor(context, context.big)
    growth = [one.cpu / median([each.cpu for each in small]) for one in big]
    return [
        *_figures("2a", f"100 changes into {SMALL:,}", small, small_floor),
        *_figures("2b", f"100 changes into {context.big:,}", big, big_floor),
        figure("2b growth", f"its cost over that of {SMALL:,}", "×", growth),
    ]


def _figures(row: str, what: str, ours: list[Cost], below: list[Cost]) -> list[Figure]:
    def ms(costs: list[Cost], clock: str) -> list[float]:
        return [1000 * float(getattr(one, clock)) for one in costs]

    return [
        figure(row, f"{what}, client CPU", "ms", ms(ours, "cpu"), ms(below, "cpu")),
        figure(f"{row} wall", "the same, wall", "ms", ms(ours, "wall"), ms(below, "wall")),
    ]


def _ours(context: Context, size: int) -> list[Cost]:
    costs: list[Cost] = []
    with context.server("ours", size) as server, context.laptop(size, server.origin) as laptop:
        laptop.sync()
        for _ in range((context.repeats + 1) * ROUNDS):
            server.ask(f"change {CHANGED}")
            costs.append(cost(laptop.sync))
    return _means(costs)


def _floor(context: Context, size: int) -> list[Cost]:
    costs: list[Cost] = []
    connection = floor.create(context.new_folder() / "floor.db")
    floor.take(connection, floor.decode_lines(context.bodies(size)))
    with context.server("floor", size) as server:
        line = floor.Line(server.origin)
        for number in range((context.repeats + 1) * ROUNDS):
            path = f"/kept?after={number * CHANGED}&limit={CHANGED}"
            line.get(path)  # packed now

            def work(path: str = path) -> None:
                floor.take(connection, floor.decode_lines(line.get(path)))

            costs.append(cost(work))
    connection.close()
    return _means(costs)


def _means(costs: list[Cost]) -> list[Cost]:
    """The mean of each repetition, the first left out."""
    groups = [costs[i : i + ROUNDS] for i in range(ROUNDS, len(costs), ROUNDS)]
    return [Cost(sum(one.cpu for one in g) / ROUNDS, sum(one.wall for one in g) / ROUNDS) for g in groups]
