# SPDX-License-Identifier: Apache-2.0
"""Rows 2a and 2b: 100 records changed on the server reach the store of 10,000, then of 100,000."""

from __future__ import annotations

from bench import floor
from bench.context import SMALL, Context
from bench.measure import Cost, cost, median
from bench.report import Figure, figure
from bench.town import tasks
from workspace.wire import codec

CHANGED = 100
ROUNDS = 3  # for one repetition: one is only milliseconds


def run(context: Context) -> list[Figure]:
    """Both sizes, and how the cost grows between them."""
    small, small_floor = _ours(context, SMALL), _floor(context, SMALL)
    big, big_floor = _ours(context, context.big), _floor(context, context.big)
    growth = [b / median(small) for b in big]
    return [
        figure("2a", "100 changes into 10,000, client CPU", "ms", small, small_floor, limit=2, by_ratio=True),
        figure(
            "2b",
            f"100 changes into {context.big:,}, client CPU",
            "ms",
            big,
            big_floor,
            limit=2,
            by_ratio=True,
        ),
        figure("2b", "its cost over that of 10,000", "×", growth, limit=1.3),
    ]


def _ours(context: Context, size: int) -> list[float]:
    costs: list[Cost] = []
    with context.server("ours", size) as server, context.laptop(size, server.origin) as laptop:
        laptop.sync()
        for _ in range((context.repeats + 1) * ROUNDS):
            server.ask(f"change {CHANGED}")
            costs.append(cost(laptop.sync))
    return _ms(costs)


def _floor(context: Context, size: int) -> list[float]:
    costs: list[Cost] = []
    connection = floor.create(context.new_folder() / "floor.db")
    body = b"\n".join(codec.encode_value(one) for one in tasks(context.made, size))
    floor.take(connection, floor.decode_lines(body))
    del body
    with context.server("floor", size) as server:
        line = floor.Line(server.origin)
        for number in range((context.repeats + 1) * ROUNDS):
            path = f"/kept?after={number * CHANGED}&limit={CHANGED}"
            line.get(path)  # packed now

            def work(path: str = path) -> None:
                floor.take(connection, floor.decode_lines(line.get(path)))

            costs.append(cost(work))
    connection.close()
    return _ms(costs)


def _ms(costs: list[Cost]) -> list[float]:
    """The mean of each repetition, the first left out."""
    means = [sum(one.cpu for one in costs[i : i + ROUNDS]) / ROUNDS for i in range(0, len(costs), ROUNDS)]
    return [1000 * mean for mean in means[1:]]
