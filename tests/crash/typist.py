# SPDX-License-Identifier: Apache-2.0
"""The process that is killed while an officer types: the real store, log, copy and bridge.

    python -m tests.crash.typist FOLDER SEED [SLOW]

`ready N R` when the letter is open: N keys are there, and R is 1 if it says that it was recovered. Then `key MS` at
each key, before it is typed: the machine's milliseconds, the same in every process. The letter is `letters(n)`,
so that what is there afterwards must be its beginning. The worker has other work meanwhile: pages from
a server, answers, updates put together. SLOW keeps only every five seconds, which must be found.
"""

import os
import sys
import threading
import time
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication

from tests.crash.work import say
from tests.storage.bodies_kit import LETTER, letters
from tests.storage.kit import KEY, fill
from ui.bridge import Bridge, Poke, Stopped
from workspace.app import clock
from workspace.domain.changes import Changes
from workspace.paper.body import Line, Run, line, line_size
from workspace.paper.replica import Replica
from workspace.storage.bodies import PACE, Bodies, Kept, NeedsClient, Opened, Pace
from workspace.storage.profile import Store, open_store

SLOW = Pace(5_000, 5_000, 1_000_000)
CLIENT = 7
ROWS = 40  # of a page from the server


def now_ms() -> int:
    """Milliseconds that never go back."""
    return time.monotonic_ns() // 1_000_000


class Lonely:
    """A desk without a server: what the bridge drives of it."""

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies

    def begin(self) -> None:
        return None

    def wait_ms(self) -> int | None:
        return None

    def keep(self) -> tuple[Kept, ...]:
        return self.bodies.keep()

    def keep_ms(self) -> int | None:
        return self.bodies.wait_ms()

    def settle(self) -> None:
        self.bodies.flush()

    def send(self, exchange: object) -> None:
        raise AssertionError("there is no server")

    def land(self, reply: object) -> Changes:
        raise AssertionError("there is no server")

    def stumbled(self, *, world: bool) -> Changes:
        raise AssertionError("there is no server")

    def promised(self) -> None:
        raise AssertionError("nothing is promised")

    def nudge(self) -> None:
        raise AssertionError("nobody asks")

    def release(self) -> Changes:
        raise AssertionError("nothing is held")

    def state(self) -> str:
        return ""

    def listen(self, poke: Poke, stopped: Stopped) -> None:
        return None

    def close(self) -> None:
        raise AssertionError("it never ends by itself")


class Typist:
    """Types for ever."""

    def __init__(self, store: Store, seed: str, pace: Pace) -> None:
        self.store, self.rng = store, Random(seed)
        self.bodies = Bodies(store.bodies, lambda _: True, clock, pace)
        self.bridge = Bridge()
        opened = self.bodies.open(LETTER)
        if isinstance(opened, NeedsClient):
            opened = self.bodies.open(LETTER, CLIENT)
        assert isinstance(opened, Opened)
        self.bridge.faulted.connect(lambda fault: say("fault", fault.text))
        self.bridge.adopt(Lonely(self.bodies))
        self.copy: Replica = opened.replica(now_ms, self.send)
        if not opened.updates:
            self.copy.begin([Line()])
        self.count = len(self.copy.lines()[0].text)
        say("ready", self.count, int(opened.recovered))

    def run(self, *call: object) -> None:
        """On the desk's worker."""
        self.bridge.run(self.bridge, lambda _: None, *call)  # type: ignore[arg-type]

    def send(self, raw: bytes) -> None:
        self.run(self.bodies.typed, LETTER, raw, clock())

    def key(self) -> None:
        """One more."""
        (old,) = self.copy.lines()
        new = line([Run(old.text + letters(self.count + 1)[-1])])
        assert line_size(new) > line_size(old)
        say("key", now_ms())
        self.copy.write([(0, [old], [new])], len(old.text))
        self.count += 1

    def others(self) -> None:
        """What else the worker has to do."""
        self.run(partial(fill, self.store.tables, ROWS))
        if self.rng.random() < 0.3:
            self.run(lambda: self.bodies.sent(LETTER, [row.n for row in self.bodies.to_send(LETTER)]))
        if self.rng.random() < 0.3:
            self.run(self.bodies.fold, LETTER)
        if self.rng.random() < 0.1:
            self.run(self.store.tables.checkpoint)


def main(folder: Path, seed: str, fault: str) -> None:
    """Five to fifty keys a second, as hands and repeats go."""
    app = QCoreApplication([])
    store = open_store(folder, KEY, clock)
    assert isinstance(store, Store), store
    typist, pause = Typist(store, seed, SLOW if fault == "SLOW" else PACE), threading.Event()
    while os.getppid() > 1:
        typist.key()
        if typist.rng.random() < 0.1:
            typist.others()
        pause.wait(typist.rng.uniform(0.02, 0.2))
        app.processEvents()


if __name__ == "__main__":
    folder, seed, *fault = sys.argv[1:]
    main(Path(folder), seed, "".join(fault))
