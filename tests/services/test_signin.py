# SPDX-License-Identifier: Apache-2.0
"""Signing in and opening, over a cabinet and a gate of wood; the real ones stand in tests/journeys."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from server.services.secrets import verifier
from tests.services.wooden import PASSWORD, RATNA, SERVER, YUSUF, Bench, WoodenCabinet, WoodenGate
from workspace.domain.errors import Refused
from workspace.domain.officer import Officer
from workspace.paper.body import Run, line, plain_text
from workspace.services import known
from workspace.services.session import Drawer, SignInProblem, Workspace
from workspace.services.signin import origin_of
from workspace.storage.bodies import Of, Opened
from workspace.storage.tables import Truth
from workspace.wire import codec
from workspace.wire.protocol import Session


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


def test_what_was_typed_is_there_when_the_desk_is_opened_again(bench: Bench) -> None:
    first = opened(bench.enter())
    assert first.bodies.open(Of("letter", 1), 1) == Refused("not-found")
    with first.tables.write():
        first.tables.put_overlay([("letter", "letter", b"{}"), ("task", "task", b"{}")])
    assert first.bodies.open(Of("task", 1), 1) == Refused("not-found")
    body = first.bodies.open(Of("letter", 1), 1)
    assert isinstance(body, Opened)
    type_ = partial(first.bodies.typed, Of("letter", 1), at=first.clock())
    body.replica(lambda: 1, type_).begin([line([Run("Yth. Bupati")])])
    with first.tables.write():
        first.tables.drop_overlay(["letter", "task"])
    first.close()
    again = opened(bench.signin.open_profile(first.profile))
    body = again.bodies.open(Of("letter", 1))
    assert isinstance(body, Opened)
    assert plain_text(body.replica(lambda: 1, type_).lines()) == "Yth. Bupati"
    again.close()


def test_a_password_that_is_not_right_leaves_nothing_behind(bench: Bench) -> None:
    assert bench.enter(password="lain") == SignInProblem("wrong-password", SERVER)
    assert list(bench.home.iterdir()) == []
    assert bench.gate.closed == 1


def test_signing_in_where_the_desk_lies_already_registers_nothing(bench: Bench) -> None:
    opened(bench.enter("190001012026011002")).close()
    first = opened(bench.enter())
    device, logins = first.device, len(bench.gate.logins)
    assert bench.enter() == SignInProblem("in-use")
    first.close()
    (bench.home / known.FILE).unlink()
    second = opened(bench.enter("19000101 202601 1 001"))
    assert second.device == device
    assert second.profile.officer == RATNA
    assert second.tables.meta("access") == f"access-{len(bench.gate.logins)}"
    assert [login.device for login in bench.gate.logins[logins:]] == [device.id]
    second.close()


def test_a_desk_that_does_not_tell_whose_it_is_keeps_its_device(bench: Bench) -> None:
    first = opened(bench.enter())
    with first.tables.write():
        first.tables.set_meta("nip", "")
    first.close()
    second = opened(bench.enter())
    assert second.device == first.device
    assert bench.gate.logins[-1].device == first.device.id
    second.close()


def test_a_number_that_became_another_officers_does_not_open_the_old_ones_desk(bench: Bench) -> None:
    first = opened(bench.enter())
    first.close()
    bench.gate.accounts["190001012026011001"] = YUSUF
    assert bench.enter() == SignInProblem("wrong-officer", SERVER)
    opened(bench.signin.open_profile(first.profile)).close()


def test_an_answer_that_was_lost_registers_no_second_device(bench: Bench) -> None:
    signin, bench.gate.lost = bench.signin, True
    for _ in range(2):
        lost = signin.sign_in(SERVER, "190001012026011001", PASSWORD, device_name="Laptop")
        assert lost == SignInProblem("timeout", SERVER)
    bench.gate.lost = False
    workspace = opened(signin.sign_in(SERVER, "190001012026011001", PASSWORD, device_name="Laptop"))
    assert bench.gate.devices == {workspace.device.id}
    workspace.close()


def given(gate: Any, _: str) -> Any:
    """Whatever server is asked for."""
    return gate


class DiedError(BaseException):
    """The process died here."""


@dataclass
class Fuse:
    """Dies at the n-th step of everything it was put around, before it (`half` 0) or after it (1)."""

    n: int
    half: int

    def around(self, part: Any, *names: str) -> Any:
        """A part whose named methods are steps."""
        fuse = self

        class Watched:
            def __getattr__(self, name: str) -> Any:
                found = getattr(part, name)
                return fuse.step(found) if name in names else found

        return Watched()

    def step(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.n -= 1
            if self.n == 0 and self.half == 0:
                raise DiedError
            told = work(*args, **named)
            if self.n == 0:
                raise DiedError
            return told

        return call

    def drawer(self, drawer: Drawer) -> Drawer:
        """One whose transactions are steps that may end in the middle, too."""
        tables = drawer.tables

        @contextlib.contextmanager
        def write() -> Iterator[None]:
            with tables.write():
                yield
                self.step(lambda: None)()
            self.step(lambda: None)()

        watched = self.around(tables)
        type(watched).write = staticmethod(write)
        return replace(drawer, tables=watched)


@dataclass
class DyingCabinet(WoodenCabinet):
    """Dies at a step."""

    fuse: Fuse = field(default_factory=lambda: Fuse(0, 0))

    def make(self, folder: str, passphrase: str | None, *, shared: bool) -> Drawer | SignInProblem:
        made = self.fuse.step(super().make)(folder, passphrase, shared=shared)
        assert isinstance(made, Drawer)
        return self.fuse.drawer(made)


@pytest.mark.parametrize("half", [0, 1])
def test_a_first_sign_in_that_dies_at_any_step_is_simply_made_again(tmp_path: Path, half: int) -> None:
    died = 0
    for n in range(1, 99):
        gate, fuse = WoodenGate(), Fuse(n, half)
        home = tmp_path / str(n)
        home.mkdir()
        bench = Bench(home, gate, WoodenCabinet(home), Random(n))
        watched = fuse.around(gate, "tree_key", "login")
        dying = replace(bench.signin, cabinet=DyingCabinet(home, fuse=fuse), gate=partial(given, watched))
        try:
            opened(dying.sign_in(SERVER, "190001012026011001", PASSWORD, device_name="Laptop")).close()
            break
        except DiedError:
            died += 1
        kept = {bench.cabinet.whose(folder, None)[0] for folder in bench.cabinet.folders()} - {""}
        before = gate.devices
        workspace = opened(bench.enter())
        assert len(gate.devices) <= 1 + bool(before), "one more than the one that was lost with its key"
        assert not kept or gate.devices == before == {workspace.device.id}, "a kept device goes on"
        assert workspace.tables.meta("refresh") == f"refresh-{len(gate.logins)}"
        workspace.close()
        opened(bench.signin.open_profile(workspace.profile)).close()
    assert died > 5, died


def test_a_desk_that_was_begun_and_never_filled_is_no_desk_yet(bench: Bench) -> None:
    workspace = opened(bench.enter())
    workspace.close()
    bench.cabinet.path(workspace.profile.folder).unlink()
    drawer = bench.cabinet.make(workspace.profile.folder, None, shared=False)
    assert isinstance(drawer, Drawer)
    drawer.shut()
    assert bench.signin.open_profile(workspace.profile) == SignInProblem("no-profile", SERVER)
    again = opened(bench.enter())
    assert again.device == replace(again.device, id=bench.gate.logins[-1].device)
    again.close()


def test_the_key_of_the_audit_log_is_kept_and_another_is_told(bench: Bench) -> None:
    first = opened(bench.enter())
    assert (first.tables.meta("tree_key"), first.tables.meta("tree_alarm")) == ("key-1", "")
    first.close()
    bench.gate.key = "key-2"
    second = opened(bench.enter())
    assert second.tables.meta("tree_key") == "key-2"
    assert second.tables.meta("tree_alarm") == "key\nkey-1\nkey-2"
    second.close()


def test_a_check_in_needs_no_download(bench: Bench) -> None:
    workspace = opened(bench.enter())
    outcome = workspace.deeds.check("in", "office")
    assert (outcome.count, outcome.refused) == (1, ())
    workspace.close()


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
        "kantor kami",
        "kantor<.example",
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
