# SPDX-License-Identifier: Apache-2.0
"""The composition root of the server: the one place where the real clock, dice, disk and network are chosen."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from filelock import FileLock, Timeout

from server import logs
from server.api.routes import application
from server.backend import Backend, Options
from server.config import ConfigError, Settings
from server.connection import Connection
from server.services.accept import Office
from server.services.audit import AuditLog, facts_of, leaf_of
from server.services.blobs import Shelf, wrong
from server.services.passwords import Passwords
from server.services.secrets import Secrets
from server.services.sync import restart
from server.store.blobs import SqlBlobs
from server.store.database import Database
from server.store.migrations import VERSION
from workspace.domain.ids import Id, Ids
from workspace.domain.moment import Instant, from_ms
from workspace.wire.protocol import Hints

SECRET_FILE = "secret"  # noqa: S105 - the name of the file
KEEP_ALIVE_S = 75  # longer than the client's polling interval
GRACE_S = 3


def clock() -> Instant:
    """The machine's clock."""
    return from_ms(time.time_ns() // 1_000_000)


def master(settings: Settings, *, make: bool) -> Secrets:
    """The secret beside the database; made for a new one, never for one that has lost its own."""
    file = settings.data / SECRET_FILE
    if file.exists():
        digits = file.read_bytes().strip()
        if not re.fullmatch(rb"[0-9a-f]{64}", digits):
            raise ConfigError(f"{file} must hold 64 hexadecimal digits.")
        return Secrets(bytes.fromhex(digits.decode()))
    if settings.database.exists() or not make:
        raise ConfigError(
            f"{file} is missing: without it nobody can sign in. Put back the one that belongs to this database."
        )
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    raw = secrets.token_bytes(32)
    _private(file, raw.hex().encode())
    return Secrets(raw)


def _private(file: Path, raw: bytes) -> None:
    """A new file that only we can read, from its first moment."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(raw)


def locked(settings: Settings) -> FileLock:
    """One server on one database. Raises ConfigError if another one runs."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(settings.data / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ConfigError(f"another server works on {settings.data}.") from None
    return lock


def failed(id_: Id, error: Exception) -> None:
    """A command broke the judge: our bug, written down."""
    logs.note("failed", {"command": id_, "error": error})


def backend_of(settings: Settings) -> Backend:
    """The server's inside, opened but not started."""
    options = Options(
        settings.agency,
        settings.device_class,
        Hints(settings.poll_s, settings.jitter_s),
        settings.password_memory_kib,
        settings.password_rounds,
    )
    backend = Backend(
        settings.database,
        master(settings, make=True),
        options,
        clock=clock,
        random=secrets.randbits,
        on_failure=failed,
    )
    done = backend.open()
    logs.note("opened", {"done": done, "steps": backend.database.steps, "head": backend.office.ledger.head()})
    return backend


class _Server(uvicorn.Server):
    """Tells when it listens and when it is about to end."""

    def __init__(
        self, config: uvicorn.Config, listening: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._listening, self._ending = listening, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a started server listens."""

    address: str
    port: int


def run(
    settings: Settings, *, listening: Callable[[Listening], None], until_stdin_closes: bool = False
) -> None:
    """Serve until a signal comes (or until nobody holds our standard input any more)."""
    lock = locked(settings)
    backend = backend_of(settings)
    try:
        bound = _bound(settings)
        port = int(bound.getsockname()[1])
        scheme = "https" if settings.cert else "http"
        config = uvicorn.Config(
            application(backend, logs.note),
            http=Connection,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=GRACE_S,
            ssl_certfile=settings.cert,
            ssl_keyfile=settings.key,
            proxy_headers=bool(settings.trusted_proxy),
            forwarded_allow_ips=settings.trusted_proxy or None,
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        where = Listening(f"{scheme}://{host}:{port}", port)
        server = _Server(config, lambda: listening(where), backend.hub.close)
        for number in (
            signal.SIGINT,
            signal.SIGTERM,
        ):  # ends the serving, not the process: what is queued is written
            signal.signal(number, server.handle_exit)
        if until_stdin_closes:
            threading.Thread(target=_wait_for_end, args=(server,), daemon=True).start()
        backend.start()
        server.run(sockets=[bound])
    finally:
        backend.stop()
        lock.release()


def _bound(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, reuse_port=False)
    except OSError as error:
        why = (error.strerror or "").partition(" (")[0]
        raise ConfigError(
            f"host {settings.host!r} and port {settings.port} cannot be listened on: {why}."
        ) from None


def _wait_for_end(server: uvicorn.Server) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    server.should_exit = True


def check(settings: Settings) -> list[str]:
    """Everything that is wrong with the database; empty if it is sound. May run beside a server."""
    database = Database(settings.database, read_only=True)
    try:
        if database.version() < VERSION:
            raise ConfigError(f"{settings.database} was written by an older release: migrate it first.")
        found = [database.integrity()]
        with database.reader() as ledger, ledger.view():
            found.append(AuditLog(ledger, lambda _: "").verify())
            logged = {leaf for _, leaf, _, _ in ledger.leaves()}
            for receipt in ledger.all_receipts():
                sound = receipt.leaf in logged
                if sound and receipt.salt:  # erased receipts keep only their leaf
                    sound = leaf_of(receipt.salt, facts_of(receipt)) == receipt.leaf
                if not sound:
                    found.append(f"receipt {receipt.id} is not what the audit log says")
            found += wrong(SqlBlobs(ledger), Shelf(settings.data))
        return [problem for problem in found if problem]
    finally:
        database.close()


def backup(settings: Settings, folder: Path) -> None:
    """A complete copy in a new folder, while the server works: database, secret, epoch, and after them the
    attachments: all that the copied database knows have their names by then.
    """
    master(settings, make=False)
    folder.mkdir(parents=True, mode=0o700)
    database = Database(settings.database, read_only=True)
    try:
        database.copy_to(folder / "server.db")
    finally:
        database.close()
    for name in (SECRET_FILE, "epoch"):
        source = settings.data / name
        if source.exists():
            _private(folder / name, source.read_bytes())
    Shelf(settings.data).copy_to(Shelf(folder))


def restore(settings: Settings, folder: Path) -> Id:
    """Put a backup back as a new epoch, which tells every device that the history was cut. Returns the epoch.

    What was there is kept beside it, with the time in its name.
    """
    if not (folder / "server.db").is_file() or not (folder / SECRET_FILE).is_file():
        raise ConfigError(f"{folder} is no backup: it must hold server.db and {SECRET_FILE}.")
    lock = locked(settings)
    try:
        aside = clock().replace(":", "").replace(".", "")
        for name in ("server.db", "server.db-wal", "server.db-shm", SECRET_FILE):
            present = settings.data / name
            if present.exists():
                present.replace(settings.data / f"{name}.before-{aside}")
        for name in (SECRET_FILE, "server.db"):
            _private(settings.data / name, (folder / name).read_bytes())
        Shelf(folder).copy_to(Shelf(settings.data))
        return _new_epoch(settings)
    finally:
        lock.release()


def _new_epoch(settings: Settings) -> Id:
    secret = master(settings, make=False)
    database = Database(settings.database)
    try:
        with database.writer() as ledger, ledger.write():
            office = Office(ledger, AuditLog(ledger, secret.sign_head), clock, str, lambda *_: False, _never)
            restart(office, Ids(clock, secrets.randbits)())
            epoch = ledger.meta("epoch")
        (settings.data / "epoch").write_text(epoch, encoding="ascii")
        return epoch
    finally:
        database.close()


def _never(id_: Id, error: Exception) -> None:
    raise AssertionError(f"{id_}: nothing is judged here") from error


def demo(folder: Path, tell: Callable[[str], None]) -> None:
    """Serve the invented agency in `folder` (made if absent) on loopback, until standard input is closed.
    `tell` gets one line of JSON when it listens: address, shared password, accounts.
    """
    from server.demo import people
    from server.demo.build import build

    settings = Settings(
        folder, people.AGENCY, port=0, device_class=3, poll_s=20, jitter_s=5, password_memory_kib=8192
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = master(settings, make=True)
    build(settings.database, secret, clock(), Passwords(memory_kib=8192, rounds=1))

    def listening(where: Listening) -> None:
        told = {
            "address": where.address,
            "agency": people.AGENCY,
            "password": people.PASSWORD,
            "hero": people.HERO,
            "accounts": [people.account(person) for person in people.PEOPLE],
        }
        tell(json.dumps(told, ensure_ascii=False))

    run(settings, listening=listening, until_stdin_closes=True)
