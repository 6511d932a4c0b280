# SPDX-License-Identifier: Apache-2.0
"""Signing in and opening, over a cabinet and a gate of wood; the real ones stand in tests/journeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from server.services.secrets import verifier
from workspace.domain.ids import Id, derived
from workspace.domain.officer import Officer
from workspace.services import known
from workspace.services.session import CHECKS, CheckStep, Drawer, SignInProblem, Workspace
from workspace.services.signin import SignIn, origin_of
from workspace.storage import driver, sql
from workspace.storage.reader import SqlReader
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Truth
from workspace.sync.engine import Exchange, Failure, Reply
from workspace.wire import codec
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

    def check(self) -> tuple[CheckStep, ...]:
        return tuple(CheckStep(name, "ok") for name in CHECKS)

    def login(self, login: Login) -> Session | SignInProblem:
        if self.down is not None:
            return self.down
        if login.password != PASSWORD:
            return SignInProblem("wrong-password", SERVER)
        self.logins.append(login)
        n = len(self.logins)
        until = "2026-11-24T02:00:00.000Z"
        return Session(ACCOUNTS[login.nip], login.device, f"access-{n}", until, f"refresh-{n}", "epoch-1")

    def close(self) -> None:
        self.closed += 1


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

        return Drawer(self.home, tables, lambda: SqlReader.open(self.path(folder), bytes(32)), shut)

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


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, WoodenGate(), WoodenCabinet(tmp_path), Random(4))


def opened(value: Workspace | SignInProblem) -> Workspace:
    assert isinstance(value, Workspace), value
    return value


def test_a_first_sign_in_registers_a_device_and_keeps_its_tokens(bench: Bench) -> None:
    workspace = opened(bench.enter())
    login = bench.gate.logins[0]
    assert (workspace.profile.officer, workspace.device.id) == (RATNA, login.device)
    assert workspace.tables.meta("access") == "access-1"
    assert workspace.tables.meta("refresh") == "refresh-1"
    assert workspace.state().code == "first-download"
    assert bench.gate.closed == 1
    signed = workspace.desk.sign(b"words")
    assert verifier()(login.device_key, b"words", signed)
    assert not verifier()(login.device_key, b"other words", signed)
    workspace.close()


def test_a_desk_is_opened_again_without_a_network_by_the_same_device(bench: Bench) -> None:
    first = opened(bench.enter())
    profile, device = first.profile, first.device
    with first.tables.write():
        card = codec.encode_value(Officer(RATNA, "Ratna Prameswari, S.Kom."))
        first.tables.put_truth([Truth(RATNA, "officer", 1, 1, 0, card)])
    first.close()
    bench.gate.down = SignInProblem("no-network", SERVER)
    again = opened(bench.signin.open_profile(profile))
    assert again.device == device
    assert again.desk.boot() == ("boot-1", 60_000)
    assert [p.name for p in known.list_profiles(bench.home)] == ["Ratna Prameswari, S.Kom."]
    assert again.new_reading().me()[0] == "Ratna Prameswari, S.Kom."
    again.close()


def test_a_password_that_is_not_right_leaves_nothing_behind(bench: Bench) -> None:
    assert bench.enter(password="lain") == SignInProblem("wrong-password", SERVER)
    assert list(bench.home.iterdir()) == []
    assert bench.gate.closed == 1


def test_signing_in_where_the_desk_lies_already_keeps_its_device(bench: Bench) -> None:
    first = opened(bench.enter())
    device = first.device
    assert bench.enter() == SignInProblem("in-use")
    first.close()
    second = opened(bench.enter())
    assert second.device == device
    assert second.tables.meta("access") == f"access-{len(bench.gate.logins)}"
    assert bench.gate.logins[-1].device == device.id
    second.close()


def test_on_a_shared_computer_the_passphrase_comes_before_the_device(bench: Bench) -> None:
    assert bench.enter(shared_computer=True) == SignInProblem("passphrase-needed")
    assert bench.gate.logins == []
    workspace = opened(bench.enter(shared_computer=True, passphrase="empat kata yang panjang"))
    profile = workspace.profile
    workspace.close()
    for passphrase, kind in ((None, "passphrase-needed"), ("bukan", "passphrase-wrong")):
        assert bench.signin.open_profile(profile, passphrase) == SignInProblem(kind)
    opened(bench.signin.open_profile(profile, "empat kata yang panjang")).close()


def test_a_full_disk_is_a_problem_with_a_name(bench: Bench) -> None:
    bench.cabinet.full = True
    assert bench.enter() == SignInProblem("disk", detail="ENOSPC")


def test_a_desk_whose_key_is_gone_makes_room_for_a_new_one(bench: Bench) -> None:
    first = opened(bench.enter())
    first.close()
    folder = first.profile.folder
    bench.cabinet.lost.add(folder)
    assert bench.signin.open_profile(first.profile) == SignInProblem("key-missing")
    old = bench.cabinet.path(folder).read_bytes()
    second = opened(bench.enter())
    assert second.device != first.device
    assert (bench.home / f"{folder}.aside").read_bytes() == old
    second.close()


def test_a_home_that_takes_no_file_keeps_no_desk_from_opening(bench: Bench) -> None:
    first = opened(bench.enter())
    first.close()
    (bench.home / known.FILE).unlink()
    (bench.home / known.FILE).mkdir()
    opened(bench.signin.open_profile(first.profile)).close()


def test_a_forgotten_desk_is_gone_from_the_list(bench: Bench) -> None:
    workspace = opened(bench.enter())
    workspace.close()
    bench.signin.forget(workspace.profile)
    assert known.list_profiles(bench.home) == ()
    assert not bench.cabinet.holds(workspace.profile.folder)


def test_two_officers_have_two_desks(bench: Bench) -> None:
    one, other = opened(bench.enter()), opened(bench.enter("190001012026011002"))
    assert one.profile.folder != other.profile.folder
    one.close()
    other.close()
    assert {p.officer for p in known.list_profiles(bench.home)} == {RATNA, YUSUF}
    assert known.read(bench.home).last == other.profile.folder


def test_a_session_that_ended_begins_again_on_the_same_desk(bench: Bench) -> None:
    workspace = opened(bench.enter())
    workspace.engine.needs_login = True
    assert workspace.state().code == "signed-out"
    assert bench.signin.sign_in_again(workspace, "190001012026011001", "lain") == SignInProblem(
        "wrong-password", SERVER
    )
    wrong = bench.signin.sign_in_again(workspace, "190001012026011002", PASSWORD)
    assert wrong == SignInProblem("wrong-officer", SERVER)
    session = bench.signin.sign_in_again(workspace, "190001012026011001", PASSWORD)
    assert isinstance(session, Session)
    workspace.signed_in(session)
    assert workspace.state().code != "signed-out"
    assert workspace.tables.meta("access") == session.access
    workspace.close()


def test_a_store_without_a_device_is_damaged_and_is_let_go(bench: Bench) -> None:
    workspace = opened(bench.enter())
    with workspace.tables.write():
        workspace.tables.set_meta("device_key", "")
    workspace.close()
    problem = bench.signin.open_profile(workspace.profile)
    assert isinstance(problem, SignInProblem)
    assert problem.kind == "damaged"
    assert bench.cabinet.open_now == set()


def test_a_profile_that_is_gone_is_told(bench: Bench) -> None:
    workspace = opened(bench.enter())
    workspace.close()
    bench.cabinet.remove(workspace.profile.folder)
    problem = bench.signin.open_profile(workspace.profile)
    assert problem == SignInProblem("no-profile", SERVER)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("kantor.example", "https://kantor.example"),
        ("  https://Kantor.Example/ ", "https://kantor.example"),
        ("https://kantor.example:8443/masuk", "https://kantor.example:8443"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://[::1]:8123", "http://[::1]:8123"),
        ("kantør.example", "https://xn--kantr-yua.example"),
    ],
)
def test_the_origin_of_what_was_typed(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://kantor.example",
        "ftp://kantor.example",
        "https://a@kantor.example",
        "https://x:y",
        "a" * 80,
    ],
)
def test_what_is_no_address_is_told_as_one_that_is_not_found(typed: str) -> None:
    problem = origin_of(typed)
    assert isinstance(problem, SignInProblem)
    assert problem.kind == "dns"


def test_the_checks_of_an_address_that_is_none_end_at_the_first(bench: Bench) -> None:
    assert [(s.name, s.state) for s in bench.signin.check("http://kantor.example")] == [("address", "failed")]
    assert [s.state for s in bench.signin.check(SERVER)] == ["ok"] * 5
