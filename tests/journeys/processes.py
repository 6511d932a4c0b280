# SPDX-License-Identifier: Apache-2.0
"""The real processes of a journey: the server, pieces of network, officers. Each can be killed at any moment.

Waiting is always for something a process says, with a deadline; nothing here sleeps.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self

TREE = Path(__file__).resolve().parents[2]
START_S = 60.0


class SilentError(AssertionError):
    """A process did not say in time what it should have said, or ended before."""


PORTS = cycle(range(100))


def free_port() -> int:
    """A port nobody listens on, of a hundred that are this process's own and lie below those a system hands out
    by itself: nobody else takes it while ours is down.
    """
    while True:
        port = 20_000 + os.getpid() % 120 * 100 + next(PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Child:
    """A process that speaks in lines of JSON (others are kept for the report). Its standard error goes to a file."""

    def __init__(
        self, name: str, args: Sequence[str], log: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        self.name, self.log = name, log
        self.said: deque[str] = deque(maxlen=50)
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *args],
                cwd=TREE,
                env={**os.environ, **(environ or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
            )
        self._ear = threading.Thread(target=self._hear, name=f"hear {name}", daemon=True)
        self._ear.start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def hear(self, wanted: Callable[[Any], bool], within_s: float) -> Any:
        """The next line that is wanted. Raises SilentError if it does not come in time."""
        until = time.monotonic() + within_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise SilentError(
                    f"{self.name} said nothing of it in {within_s:.0f} s; {self.last()}"
                ) from None
            if line is None:
                raise SilentError(f"{self.name} ended with {self.process.wait()}; {self.last()}")
            self.said.append(line.strip())
            try:
                told = json.loads(line)
            except ValueError:
                told = line.strip()
            if wanted(told):
                return told

    def say(self, message: Mapping[str, Any]) -> None:
        """Hand it a line of JSON."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message, ensure_ascii=False) + "\n")
        self.process.stdin.flush()

    def last(self) -> str:
        """What it said last, for a failure's text."""
        errors = self.log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        return f"last words: {list(self.said)[-5:]}\n{errors}"

    def kill(self) -> None:
        """SIGKILL: it gets no chance to do anything."""
        self.process.kill()
        self._reap()

    def end(self, within_s: float = 20.0) -> int:
        """Close its standard input and wait; its exit code. Killed if it does not go."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            return self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise SilentError(f"{self.name} did not end in {within_s:.0f} s; {self.last()}") from None
        finally:
            self._reap()

    def terminate(self, within_s: float = 10.0) -> None:
        """Ask it to end, and kill it if it does not."""
        self.process.terminate()
        try:
            self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._reap()

    def _reap(self) -> None:
        self.process.wait()
        self._ear.join(5)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader any more
                    continue

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None


class Server:
    """The agency's server over one data folder: built by the demo, then served on one port, stopped, put back."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder, self.data = folder, folder / "server"
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.child: Child | None = None
        told = {"port": self.port, "device_class": 3, "poll_s": 5, "jitter_s": 0, **settings}
        told |= {
            "password_memory_kib": 8192,
            "password_rounds": 1,
            "data": self.data,
            "agency": "Dinas Contoh",
        }
        self.environ = {f"RUANGKERJA_SERVER_{key.upper()}": str(value) for key, value in told.items()}
        self.password, self.accounts = "", dict[str, dict[str, str]]()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """Its database file."""
        return self.data / "server.db"

    def build(self) -> Self:
        """Let the demo build the invented agency, and remember who is in it."""
        child = Child("builder", ["server", "demo", str(self.data)], self.folder / "server.log")
        told = child.hear(lambda line: isinstance(line, dict) and "accounts" in line, START_S)
        child.end()
        self.password = told["password"]
        self.accounts = {account["post"]: account for account in told["accounts"]}
        return self

    def start(self) -> Self:
        """Serve."""
        log = self.folder / "server.log"
        self.child = Child("server", ["tests.journeys.serve"], log, self.environ)
        self.child.hear(lambda line: str(line).startswith("listening on"), START_S)
        return self

    def stop(self) -> None:
        """End it as a reboot would: asked first, killed if it does not go."""
        if self.child is not None:
            self.child.terminate()
        self.child = None

    def tool(self, *args: str) -> str:
        """Run one of its commands (backup, restore, check); what it printed. Raises AssertionError if it failed."""
        done = subprocess.run(
            [sys.executable, "-m", "server", *args],
            cwd=TREE,
            env={**os.environ, **self.environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"server {args[0]}: {done.stdout}{done.stderr}"
        return done.stdout.strip()


class Line:
    """The network between one desk and the server; `address` stays the same through every outage."""

    def __init__(self, name: str, target: int, folder: Path) -> None:
        self.name, self.target, self.log, self.port = name, target, folder / f"line-{name}.log", free_port()
        self.child: Child | None = None

    @property
    def address(self) -> str:
        """What the officer types as the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> Self:
        """Plug in."""
        args = ["tests.journeys.relay", str(self.port), str(self.target)]
        self.child = Child(f"line of {self.name}", args, self.log)
        self.child.hear(lambda line: isinstance(line, dict), START_S)
        return self

    def down(self) -> None:
        """Pull the cable."""
        if self.child is not None:
            self.child.kill()
        self.child = None


SPIN = "import os, sys, threading\n\ndef watch():\n    sys.stdin.read()\n    os._exit(0)\n\n"
SPIN += "threading.Thread(target=watch, daemon=True).start()\nwhile True:\n    pass\n"


class Busy:
    """Processes that only spin, so that the machine is as busy as an officer's. They end with us."""

    def __init__(self, count: int) -> None:
        self._spinning = [
            subprocess.Popen([sys.executable, "-c", SPIN], stdin=subprocess.PIPE) for _ in range(count)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._spinning:
            one.kill()
            one.communicate()
