# SPDX-License-Identifier: Apache-2.0
"""Row 3: 1,000 offline edits reach the server as five batches of 200 and come back as receipts.

Ours: sealed and signed, judged again with the authority of the moment, receipts and audit leaves, the changed
records and receipts back, truth moved and the rest replayed. Floor: lines up, rows updated, acknowledgements
down. The Ed25519 signature of each command and its check are timed apart and taken off.
"""

from __future__ import annotations

from random import Random

import msgspec

from bench import floor
from bench.context import SMALL, Context
from bench.measure import Cost, cost
from bench.report import Figure, figure
from bench.town import tasks, text
from server.services.secrets import encode, verifier
from workspace.services.deeds import Deeds
from workspace.wire.protocol import BATCH_COMMANDS

EDITS = 1000


def run(context: Context) -> list[Figure]:
    """Client and server."""
    sign, check = _signature(context)
    ours, served = _ours(context)
    below, below_served = _floor(context)
    us = 1e6 / EDITS
    client = [one.cpu * us - sign for one in ours]
    server = [one * us - check for one in served]
    return [
        figure(
            "3 client", "push of 1,000 edits, client CPU an edit without its signature", "µs",
            client, [one.cpu * us for one in below],
        ),
        figure(
            "3 server", "the same, server CPU an edit without its check", "µs",
            server, [one * us for one in below_served],
        ),
        figure("3 wall", "the same, wall of all", "s", [one.wall for one in ours], [one.wall for one in below]),
        figure("3 sign", "one Ed25519 signature on the client", "µs", [sign]),
        figure("3 check", "one Ed25519 check on the server", "µs", [check]),
    ]  # fmt: skip


def _signature(context: Context) -> tuple[float, float]:
    """µs of one signature and of one check, of bytes as long as a command's."""
    raw, private, verify = b"x" * 500, context.made.private, verifier()
    key = encode(private.public_key().public_bytes_raw())
    sig = encode(private.sign(raw))
    times = range(2000)
    signing = cost(lambda: [encode(private.sign(raw)) for _ in times])
    checking = cost(lambda: [verify(key, raw, sig) for _ in times])
    return 1e6 * signing.cpu / len(times), 1e6 * checking.cpu / len(times)


def _ours(context: Context) -> tuple[list[Cost], list[float]]:
    costs, served = [], []
    for _ in range(context.repeats + 1):
        with context.server("ours", SMALL) as server, context.laptop(SMALL, server.origin) as laptop:
            deeds = Deeds(laptop.desk)
            laptop.sync()
            for one in tasks(context.made, EDITS):
                deeds.report(one.id, text(Random(one.id), 120))
            laptop.desk.release()
            start = server.cpu()
            costs.append(cost(laptop.sync))
            served.append(server.cpu() - start)
            waiting, _, refused = laptop.store.tables.counts()
            if waiting or refused or len(laptop.store.tables.journal()) != EDITS:
                raise AssertionError(f"{waiting} still wait, {refused} were refused")
    return costs[1:], served[1:]


def _floor(context: Context) -> tuple[list[Cost], list[float]]:
    costs, served = [], []
    for _ in range(context.repeats + 1):
        connection = floor.create(context.new_folder() / "floor.db")
        floor.take(connection, floor.decode_lines(context.bodies(SMALL)))
        with context.server("floor", SMALL) as server:
            line = floor.Line(server.origin)
            line.post("/", b"")
            for number, one in enumerate(tasks(context.made, EDITS)):
                edit = {"id": f"edit-{number}", "record": one.id, "text": text(Random(one.id), 400)}
                floor.deed(connection, number, msgspec.json.encode(edit), number + 1)
            start = server.cpu()
            costs.append(cost(lambda c=connection, s=line: _push_all(c, s)))  # type: ignore[misc]
            served.append(server.cpu() - start)
        connection.close()
    return costs[1:], served[1:]


def _push_all(connection: object, line: floor.Line) -> None:
    while floor.push(connection, line, BATCH_COMMANDS):
        pass
