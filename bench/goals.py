# SPDX-License-Identifier: Apache-2.0
"""What is measured, beside which floor, and how good is good: the rows of `make bench` and of docs/bench.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """`most` is the goal in `unit`, `times` the goal as a ratio to the floor of the same run.

    Where both stand either will do: the first was set on a machine with that floor.
    """

    what: str
    floor: str
    unit: str
    most: float | None = None
    times: float | None = None

    def __str__(self) -> str:
        goals = [f"{self.most:g} {self.unit}".strip()] if self.most is not None else []
        goals += [f"{self.times:g}×"] if self.times is not None else []
        return f"≤ {' or '.join(goals)}"


PRINTED = frozenset({"1c", "1d", "6c", "8c"})  # their goals are shown and decide nothing
NEAR = 1.5  # how far beyond its goal a figure may lie whose profile stands in docs/bench.md

RAW = "the driver alone: a line in an outbox, a changed row, its words, one commit"
TAKE = "the same records decoded and inserted with their words by the driver alone"
PUSH = "lines up, rows updated, acknowledgements down"
POST = "one small POST by requests"
READ = "the same read by the driver alone"
QT = "an empty window of bare Qt"
TABLE = "a bare table with a delegate of two texts"
ASGI = "raw ASGI over SQLite"
EDIT = "a bare QTextEdit with the same words"

GOALS = {
    "0 p50": Goal("a deed becomes durable, with 0, 50 and 500 waiting: median", RAW, "ms", 1.2, 4),
    "0 p99": Goal("the same: one in a hundred", RAW, "ms", 3, 1.25),
    "1a": Goal("first download of 10,000 records, searchable and durable, client CPU", TAKE, "s", times=1.5),
    "1c": Goal("the client's peak memory in it", TAKE, "MB", 75),
    "1c growth": Goal("its growth from 10,000 to 100,000", "its own at 10,000", "MB", times=1.1),
    "1d": Goal("bodies on the wire in it", "the bare records as one zstd body", "KB", times=1.1),
    "2a": Goal("100 changed records reach a store of 10,000, client CPU", TAKE, "ms", times=2),
    "2b": Goal("100 changed records reach a store of 100,000, client CPU", TAKE, "ms", times=2),
    "2b growth": Goal("its cost over that at 10,000", "–", "×", 1.3),
    "3 client": Goal("push of 1,000 edits by 200, client CPU an edit but its signature", PUSH, "µs", times=2.5),
    "3 server": Goal("the same, server CPU an edit but its check", PUSH, "µs", times=2.5),
    "4": Goal("an exchange with nothing new, connection kept, client CPU", POST, "ms", times=1.5),
    "4 requests": Goal("its requests", "–", "", 1),
    "4 bodies": Goal("its bodies, both ways", "–", "B", 400),
    "4 wire": Goal("its bytes with all headers, both ways", "–", "B", 1200),
    "5a": Goal("the newest 50 of 100,000; the first page of the inbox, CPU", READ, "ms", 0.35, 4.2),
    "5a deep": Goal("a page in the middle over the first", "–", "×", 1.25),
    "5b": Goal("search in 100,000: the 50 newest hits of common words, CPU", READ, "ms", 2),
    "5b rare": Goal("the same for a word of one record in a thousand", READ, "ms", 5),
    "6a": Goal("start to the first frame, CPU", QT, "ms", times=1.6),
    "6b": Goal("start to the rows of an inbox of 100,000, CPU", QT, "ms", times=2.2),
    "6c frame": Goal("memory at the first frame", QT, "MB", times=1.4),
    "6c loaded": Goal("memory when all is loaded", QT, "MB", 100),
    "7 p50": Goal("a wheel step in 100,000 rows, CPU: median", TABLE, "ms", times=2),
    "7 p99": Goal("the same: one in a hundred, which fetches a page", TABLE, "ms", 8),
    "7 change": Goal("a deed of the officer seen in that list, CPU", "–", "ms", 5),
    "8a": Goal("one command a request, server CPU without its check", ASGI, "µs", times=2.8),
    "8b": Goal("server CPU for a record of a first download", ASGI, "µs", times=2.5),
    "8c": Goal("the server's peak memory", ASGI, "MB", 90),
    "9a": Goal("a key in a letter of 30,000 words, CPU: one in twenty", EDIT, "ms", times=2),
    "9b": Goal("opening it, to the first painting, CPU", "–", "ms", 150),
    "9c": Goal("a key of another seen in it, CPU: one in twenty", "–", "ms", 10),
    "10a": Goal("a changed letter of two pages to its PDF, CPU", "–", "ms", 150),
    "10b": Goal("the same to its preview, CPU", "–", "ms", 150),
}  # fmt: skip
PROFILES = frozenset({"1a", "2a", "2b", "3 client", "3 server", "4", "6b", "7 change", "8a", "8b"})
"""The codes of goals that are missed, or nearly; where their time goes stands in docs/bench.md."""
