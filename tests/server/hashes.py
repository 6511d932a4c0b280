# SPDX-License-Identifier: Apache-2.0
"""Random letters typed on two laptops, and the server's own reading of them, to which their updates come shuffled,
doubled, put together and in requests of any size: all must come to one hash, and an independent RFC 8785 to the same.

`python -m tests.server.hashes --bodies 10000 --seed 7`, or `make torture HASH=10000`.
"""

import argparse
import json
import sys
import time
from random import Random

import rfc8785

from server.services.bodies import Bodies
from server.store.bodies import MemoryBodies
from server.store.memory import MemoryLedger
from workspace.domain.canonical import sha256
from workspace.paper.body import Line, Run, Value, body_hash, canonical_body, line
from workspace.paper.replica import Replica, merged

# Composed and taken apart, right to left, flags, families, what a line cannot show, what JSON must escape.
WORDS = (
    "Yth.", "é", "e\u0301", "Å", "ﬁ", "שלום", "🇮🇩", "👩‍👩‍👧", "漢字", '"', "\\", "\t",
    "\u2028", "\x07", "a\u0323\u0302",
    "Rp15.000",
)  # fmt: skip
MARKS = (
    ("t", "h"),
    ("t", "n"),
    ("t", "b"),
    ("l", "2"),
    ("l", "4"),
    ("a", "c"),
    ("pb", True),
    ("cell", "T/r1/c2"),
)
KINDS = ("b", True), ("i", True), ("u", True), ("c:7", True), ("ins", "x:y"), ("del", "x:y")


def some_line(rng: Random) -> Line:
    """One line of a letter."""
    marks: dict[str, Value] = dict(rng.sample(MARKS, rng.randrange(3)))
    runs = [
        Run(
            " ".join(rng.choices(WORDS, k=rng.randrange(1, 6))),
            tuple(sorted(rng.sample(KINDS, rng.randrange(3)))),
        )
        for _ in range(rng.randrange(4))
    ]
    return line(runs, tuple(sorted(marks.items())))


def some_lines(rng: Random) -> list[Line]:
    """A few."""
    return [some_line(rng) for _ in range(rng.randrange(1, 6))]


def typed(rng: Random) -> tuple[list[bytes], Replica]:
    """The updates of two laptops in one letter, and the first one's copy once all has come."""
    log: list[bytes] = []
    copies = [Replica(1, lambda: 0, log.append)]
    copies[0].begin([Line(), *some_lines(rng)])
    copies.append(Replica(2**32 + rng.getrandbits(40), lambda: 0, log.append, log))
    for _ in range(rng.randrange(1, 8)):
        copy = rng.choice(copies)
        lines = copy.lines()
        at = rng.randrange(len(lines) + 1)
        new = [*lines[:at], *some_lines(rng), *lines[at + rng.randrange(2) :]]
        copy.write([(0, lines, new)])
        if rng.random() < 0.3:
            copy.undo()
        if rng.random() < 0.5:
            rng.choice(copies).apply(*log)
    copies[0].apply(*log)
    return log, copies[0]


def arrived(rng: Random, log: list[bytes]) -> Bodies:
    """A server to which the updates came in some way."""
    ledger = MemoryLedger()
    bodies = Bodies(MemoryBodies(ledger))
    came = log + rng.choices(log, k=rng.randrange(len(log) + 1))
    rng.shuffle(came)
    while came:
        size = rng.randrange(1, 5)
        part, came = came[:size], came[size:]
        with ledger.write():
            bodies.take("letter", 1, [merged(part)] if rng.random() < 0.3 else part)
    return bodies


def wrong(rng: Random) -> str:
    """What is wrong with one letter, "" for nothing."""
    log, copy = typed(rng)
    want = body_hash(copy.lines())
    bodies = arrived(rng, log)
    if bodies.hash("letter", 1) != want:
        return "the server reads another text"
    raw = canonical_body(copy.lines())
    if rfc8785.dumps(json.loads(raw)) != raw or sha256(raw) != want:
        return "the form is not that of the standard"
    with bodies.tables.ledger.write():  # type: ignore[attr-defined]
        closed = bodies.close("letter", 1, 1)
    if closed != want or bodies.hash("letter", 2) != want:
        return "the next generation begins with another text"
    return ""


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start, found = time.perf_counter(), list[str]()
    for number in range(given.bodies):
        if text := wrong(Random(f"{given.seed}-{number}")):
            found.append(f"  letter {number}: {text}")
    print(f"\nhashes: {given.bodies} letters from seed {given.seed} in {time.perf_counter() - start:.0f} s")
    print("\n".join(found[:20]) or "  both sides come to the same hash in all of them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
