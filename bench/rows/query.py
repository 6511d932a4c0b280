# SPDX-License-Identifier: Apache-2.0
"""Rows 5a and 5b: pages of the inbox and hits of the search in a store of 100,000, as lines for a window."""

from __future__ import annotations

from collections.abc import Callable

from bench import floor
from bench.context import Context
from bench.measure import cost, median
from bench.report import Figure, figure
from bench.town import KEY, RARE
from workspace.storage import backup
from workspace.storage.reader import SqlReader

TIMES = 200
COMMON, PAIR = "rapat", "laporan kegiatan"


def run(context: Context) -> list[Figure]:
    """Reads on a connection of their own, as windows do."""
    folder = context.prepared / f"desk-{context.big}"
    reader = SqlReader.open(folder / backup.STORE, KEY)
    below = floor.create(context.new_folder() / "floor.db")
    floor.take(below, floor.decode_lines(context.bodies(context.big)))
    holders = (context.made.holder, context.made.me)

    def each(work: Callable[[], object]) -> list[float]:
        def many() -> None:
            for _ in range(TIMES):
                work()

        return [1000 * cost(many).cpu / TIMES for _ in range(context.repeats + 1)][1:]

    order = reader.order(holders, ())
    middle = order[len(order) // 2]
    newest = each(lambda: reader.everything(("task",), ("", 0), 50))
    first = each(lambda: reader.inbox(holders, (), ("", 0), 50))
    deep = each(lambda: reader.inbox(holders, (), (middle[0], middle[1]), 50))
    raw = each(lambda: floor.newest(below))
    figures = [
        figure("5a", f"newest 50 of {context.big:,}", "ms", newest, raw),
        figure("5a", "first page of the inbox by limit", "ms", first, raw),
        figure("5a deep", "the page in its middle over the first", "×", [d / median(first) for d in deep]),
    ]
    for code, what, query in (
        ("5b", "common word", COMMON),
        ("5b", "two common words", PAIR),
        ("5b rare", "rare word", RARE),
    ):
        asked = " ".join(f'"{word}"' for word in query.split()) + "*"
        figures.append(
            figure(
                code, f"search, {what}: 50 newest hits", "ms", each(lambda q=query: reader.search(q, 50)),  # type: ignore[misc]
                each(lambda a=asked: floor.found(below, a)),  # type: ignore[misc]
            )
        )  # fmt: skip
    reader.close()
    below.close()
    return figures
