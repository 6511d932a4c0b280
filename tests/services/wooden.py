# SPDX-License-Identifier: Apache-2.0
"""A cabinet and a gate of wood, and a machine to sign in on with them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from workspace.domain.ids import Id, derived
from workspace.services.session import CHECKS, CheckStep, Drawer, SignInProblem, Workspace
from workspace.services.signin import SignIn
from workspace.storage import driver, sql
from workspace.storage.bodies_sql import SqlBodies
from workspace.storage.reader import SqlReader
from workspace.storage.sql import SqlTables
from workspace.sync.engine import Exchange, Failure, Reply
from workspace.wire.protocol import Login, Session

RATNA, YUSUF = derived("signin", "ratna"), derived("signin", "yusuf")
ACCOUNTS = {"190001012026011001": RATNA, "190001012026011002": YUSUF}
PASSWORD = "sandi-percobaan-1"
SERVER = "https://kantor.example"


@dataclass
class WoodenGate:
    """Accounts with one password; remembers which devices it registered."""

    logins: list[Login] = field(default_factory=list)
    down: SignInProblem | None = None
    closed: int = 0
    key: str = "key-1"
    accounts: dict[str, Id] = field(default_factory=lambda: dict(ACCOUNTS))
    lost: bool = False  # the server hears, and its answer does not arrive

    def tree_key(self) -> str | SignInProblem:
        return self.down or self.key

    def check(self) -> tuple[CheckStep, ...]:
        return tuple(CheckStep(name, "ok") for name in CHECKS)

    def login(self, login: Login) -> Session | SignInProblem:
        if self.down is not None:
            return self.down
        if login.password != PASSWORD:
            return SignInProblem("wrong-password", SERVER)
        self.logins.append(login)
        if self.lost:
            return SignInProblem("timeout", SERVER)
        n, officer = len(self.logins), self.accounts[login.nip.replace(" ", "")]
        until = "2026-11-24T02:00:00.000Z"
        return Session(officer, login.device, f"access-{n}", until, f"refresh-{n}", "epoch-1")

    def close(self) -> None:
        self.closed += 1

    @property
    def devices(self) -> set[Id]:
        """What the server has registered."""
        return {login.device for login in self.logins}


@dataclass
class WoodenCabinet:
    """Stores in a folder under one key; a passphrase is asked for only where `locked` names the folder."""

    home: Path
    locked: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    open_now: set[str] = field(default_factory=set)
    full: bool = False

    def folder_of(self, server: str, officer: Id) -> str:
        return derived(server, officer)[:8]

    def path(self, folder: str) -> Path:
        return self.home / f"{folder}.db"

    def holds(self, folder: str) -> bool:
        return self.path(folder).exists()

    def folders(self) -> list[str]:
        return sorted(path.stem for path in self.home.glob("*.db"))

    def whose(self, folder: str, passphrase: str | None) -> tuple[Id, str]:
        if folder in self.lost or self.locked.get(folder, passphrase) != passphrase:
            return "", ""
        with contextlib.closing(SqlReader.open(self.path(folder), bytes(32))) as reader:
            return reader.meta("officer"), reader.meta("nip")

    def refuses(self, passphrase: str | None, *, shared: bool) -> SignInProblem | None:
        return SignInProblem("passphrase-needed") if shared and not passphrase else None

    def make(self, folder: str, passphrase: str | None, *, shared: bool) -> Drawer | SignInProblem:
        if self.full:
            return SignInProblem("disk", detail="ENOSPC")
        self.path(folder).touch()
        connection = driver.connect(self.path(folder), bytes(32))
        with driver.immediate(connection):
            for statement in sql.ddl():
                connection.execute(statement)
        connection.close()
        if shared and passphrase:
            self.locked[folder] = passphrase
        return self.open(folder, passphrase)

    def open(self, folder: str, passphrase: str | None) -> Drawer | SignInProblem:
        if folder in self.lost:
            return SignInProblem("key-missing")
        if folder in self.open_now:
            return SignInProblem("in-use")
        if self.locked.get(folder, passphrase) != passphrase:
            return SignInProblem("passphrase-wrong" if passphrase else "passphrase-needed")
        tables = SqlTables(driver.connect(self.path(folder), bytes(32)))
        self.open_now.add(folder)

        def shut() -> None:
            tables.close()
            self.open_now.discard(folder)

        return Drawer(
            self.home,
            tables,
            SqlBodies(tables.connection),
            lambda: SqlReader.open(self.path(folder), bytes(32)),
            shut,
        )

    def set_aside(self, folder: str) -> None:
        self.path(folder).replace(self.home / f"{folder}.aside")
        self.lost.discard(folder)

    def remove(self, folder: str) -> None:
        self.path(folder).unlink()


class Silence:
    """A transport nobody uses."""

    session: Session | None = None

    def use(self, session: Session) -> None:
        self.session = session

    def listen(self, poke: Callable[[], None], stopped: Callable[[], bool]) -> None:
        """Nothing is heard."""

    def send(self, exchange: Exchange) -> Reply | Failure:
        return Failure("no-network")

    def close(self) -> None:
        """Nothing was opened."""


@dataclass
class Bench:
    """A machine to sign in on."""

    home: Path
    gate: WoodenGate
    cabinet: WoodenCabinet
    rng: Random

    @property
    def signin(self) -> SignIn:
        return SignIn(
            self.home, self.cabinet, lambda _: self.gate, lambda _: Silence(), lambda: "2026-11-24T01:00:00.000Z",
            self.rng.getrandbits, self.rng.random, lambda: ("boot-1", 60_000),
        )  # fmt: skip

    def enter(self, nip: str = "190001012026011001", **more: object) -> Workspace | SignInProblem:
        password = str(more.pop("password", PASSWORD))
        return self.signin.sign_in(SERVER, nip, password, device_name="Laptop", **more)  # type: ignore[arg-type]
