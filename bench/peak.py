# SPDX-License-Identifier: Apache-2.0
"""A process that does one first download of SIZE records and tells its largest resident size in MB.

Started as `python -m bench.peak KIND ORIGIN FOLDER SIZE`: ours page by page, or the floor's decode and insert of
the same pages. Nothing of the server is loaded.
"""

import json
import sys
from pathlib import Path
from random import Random

from bench.measure import clock, peak_mb
from bench.town import ACCESS, KEY, town
from workspace.wire.protocol import PAGE_LIMIT, Session


def ours(origin: str, folder: Path, size: int) -> None:
    """The product's download."""
    from workspace.domain.ids import Ids
    from workspace.services.devicekey import DeviceKey
    from workspace.storage import profile
    from workspace.storage.desk import Desk
    from workspace.sync.engine import Engine, Failure
    from workspace.sync.schedule import Schedule
    from workspace.sync.transport import HttpTransport

    made, rng = town(), Random(1)
    store = profile.open_store(folder, KEY, clock)
    if not isinstance(store, profile.Store):
        raise TypeError(store)
    sign = DeviceKey(made.laptop, made.privates[made.laptop]).signer()
    desk = Desk(store.tables, made.me, made.laptop, clock, Ids(clock, rng.getrandbits), sign)
    desk.open()
    engine, transport = Engine(desk, Schedule(clock, rng.random)), HttpTransport(origin, clock)
    transport.use(Session(made.me, made.laptop, ACCESS, "", "", ""))
    while (due := engine.begin()) is not None:
        reply = transport.send(due)
        if isinstance(reply, Failure):
            raise TypeError(reply)
        engine.answered(reply)
    if store.tables.count_truth() < size * 0.99:
        raise AssertionError("not everything came")


def floor(origin: str, folder: Path, size: int) -> None:
    """The driver alone."""
    from bench import floor

    connection, line = floor.create(folder / "floor.db"), floor.Line(origin)
    for after in range(0, size, PAGE_LIMIT):
        floor.take(connection, floor.decode_lines(line.get(f"/page?after={after}&limit={PAGE_LIMIT}")))
    connection.close()


if __name__ == "__main__":
    {"ours": ours, "floor": floor}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(peak_mb()))
