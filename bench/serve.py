# SPDX-License-Identifier: Apache-2.0
"""A server process for the rows that measure over a socket: ours, or the floor's raw ASGI.

Started by `Server` as `python -m bench.serve KIND FOLDER`. It answers lines on stdin with JSON lines on stdout:
`cpu` seconds of this process so far, `peak` MB, `change N` changes N records of the officer, `stop`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Self, TypeVar

from bench.measure import clock, peak_mb

Result = TypeVar("Result")


class Server:
    """The parent's end of a server process; `origin` is where it listens."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "bench.serve", kind, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.origin = str(self._answer())

    def ask(self, what: str) -> Any:
        """One command and its answer."""
        stdin = self._process.stdin
        if stdin is None:
            raise AssertionError("started with a pipe")
        stdin.write(what + "\n")
        stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        stdout = self._process.stdout
        line = stdout.readline() if stdout is not None else ""
        if not line:
            raise RuntimeError("the server process ended")
        return json.loads(line)

    def cpu(self) -> float:
        """CPU seconds of the process."""
        return float(self.ask("cpu"))

    def close(self) -> None:
        """Stop it and wait."""
        self.ask("stop")
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def serve(
    app: Any,
    change: Callable[[int, asyncio.AbstractEventLoop], None],
    stop: Callable[[], None],
    http: Any = "auto",
) -> None:
    """Run an ASGI application on a free port of loopback, with the commands on stdin. Blocks until `stop`. `http` is
    uvicorn's: the protocol of a connection.
    """
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, http=http, log_level="warning", access_log=False, lifespan="off", server_header=False
    )
    server = uvicorn.Server(config)

    async def main() -> None:
        loop = asyncio.get_running_loop()
        commands = threading.Thread(target=_obey, args=(server, change, loop), daemon=True)
        commands.start()
        tell(f"http://127.0.0.1:{listening.getsockname()[1]}")
        await server.serve(sockets=[listening])

    uvicorn_loop = config.get_loop_factory()
    with asyncio.Runner(loop_factory=uvicorn_loop) as runner:
        runner.run(main())
    stop()
    tell("stopped")


def _obey(
    server: Any, change: Callable[[int, asyncio.AbstractEventLoop], None], loop: asyncio.AbstractEventLoop
) -> None:
    for line in sys.stdin:
        match line.split():
            case ["cpu"]:
                tell(time.process_time())
            case ["peak"]:
                tell(peak_mb())
            case ["change", count]:
                change(int(count), loop)
                tell("changed")
            case ["stop"]:
                server.should_exit = True
                return


def tell(value: object) -> None:
    """One answer."""
    print(json.dumps(value), flush=True)


def ours(folder: Path) -> None:
    """The product's server over `folder`/server.db."""
    from bench.stores import SECRETS, put_tasks
    from bench.town import tasks, town
    from server.api.routes import application
    from server.backend import Backend, Options
    from server.connection import Connection
    from server.logs import note

    rng = Random(3)
    backend = Backend(
        folder / "server.db",
        SECRETS,
        Options("Dinas Contoh", device_class=2, memory_kib=64, rounds=1),
        clock=clock,
        random=rng.getrandbits,
        on_failure=_failed,
    )
    backend.open()
    backend.start()
    made = town()
    turn = iter(range(1, 1_000_000))

    def change(count: int, loop: asyncio.AbstractEventLoop) -> None:
        """The next `count` tasks get another note."""
        from dataclasses import replace

        number = next(turn)
        fresh = [replace(one, note=f"{one.note} {number}") for one in tasks(made, count, number * count)]
        ledger = backend.office.ledger
        job = backend.writer.do(lambda: put_tasks(ledger, fresh))  # type: ignore[arg-type]
        asyncio.run_coroutine_threadsafe(job, loop).result()

    serve(application(backend, note), change, backend.stop, Connection)


def _failed(id_: str, error: Exception) -> None:
    raise AssertionError(f"command {id_} failed") from error


def floor(folder: Path) -> None:
    """Raw ASGI over raw SQLite."""
    from bench.floor_server import application

    app, change, stop = application(folder)
    serve(app, change, stop)


if __name__ == "__main__":
    {"ours": ours, "floor": floor}[sys.argv[1]](Path(sys.argv[2]))
