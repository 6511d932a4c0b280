# SPDX-License-Identifier: Apache-2.0
"""Signing in at the real server, in this process: what the first minutes of a desk come to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import pytest

from server.services.secrets import Secrets
from tests.asgi import AsgiAdapter
from tests.server.agency import PASSWORD, Agency, agency, nip_of
from tests.services.wooden import WoodenCabinet
from workspace.domain.presence import Presence
from workspace.services.gate import HttpGate, HttpWire
from workspace.services.session import SignInProblem, Workspace, sync_until_idle
from workspace.services.signin import SignIn
from workspace.storage.absorb import absorb
from workspace.storage.tables import Truth
from workspace.sync.transport import HttpTransport
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer, TreeHead, base_of

SERVER = "https://server.test"
STAF, KABID = nip_of(5), nip_of(3)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


@pytest.fixture
def signin(town: Agency, tmp_path: Path) -> SignIn:
    rng, home = Random(5), tmp_path / "home"
    home.mkdir()

    def fresh(server: str) -> HttpTransport:
        return HttpTransport(server, town.clock, adapter=AsgiAdapter(town.asgi))

    return SignIn(
        home, WoodenCabinet(home), lambda server: HttpGate(fresh(server)),
        lambda server: HttpWire(lambda: fresh(server)), town.clock, rng.getrandbits, rng.random,
        lambda: ("boot-1", town.clock.ms),
    )  # fmt: skip


def entered(signin: SignIn, nip: str = STAF) -> Workspace:
    made = signin.sign_in(SERVER, nip, PASSWORD, device_name="Laptop")
    assert isinstance(made, Workspace), made
    return made


def synced(workspace: Workspace) -> None:
    workspace.nudge()
    done = sync_until_idle(workspace, deadline_s=60, elapsed=lambda: 0, pause=lambda _: None)
    assert done.idle, done


def theirs(workspace: Workspace) -> Truth:
    """The record of the desk's own device."""
    row = workspace.tables.truth(workspace.device.id)
    assert row is not None
    return row


def devices(town: Agency) -> list[str]:
    ledger = town.backend.office.ledger
    return list(town.write(lambda: [row.id for row in ledger.of_kinds(("device",))]))


def test_whoever_signs_in_at_noon_has_checked_in_before_the_download(town: Agency, signin: SignIn) -> None:
    workspace = entered(signin)
    mine = theirs(workspace)
    outcome = workspace.deeds.check("in", "office")
    assert outcome.refused == ()
    synced(workspace)
    assert workspace.tables.counts() == (0, 0, 0)
    event = workspace.desk.value(outcome.record)
    assert isinstance(event, Presence)
    assert (event.seq, event.flags, event.grade) == (1, (), "declared")
    assert theirs(workspace).rev > 0, "the server's own record took the place of ours"
    ours, said = (codec.decode_value("device", row.body) for row in (mine, theirs(workspace)))
    assert (ours.officer, ours.name, ours.key) == (said.officer, said.name, said.key)
    workspace.close()


def test_two_officers_on_one_machine_have_one_device_each_however_often_they_sign_in(
    town: Agency, signin: SignIn
) -> None:
    for nip in (STAF, KABID, STAF, KABID, STAF):
        entered(signin, nip).close()
    wrong = signin.sign_in(SERVER, STAF, "sandi-yang-salah", device_name="Laptop")
    assert isinstance(wrong, SignInProblem)
    assert wrong.kind == "wrong-password"
    assert len(devices(town)) == 2


def page(workspace: Workspace, head: TreeHead) -> SyncAnswer:
    token = workspace.tables.meta("token")
    return SyncAnswer(workspace.tables.meta("epoch"), head.time, base_of(token), token, head=head)


def test_a_head_of_the_audit_log_counts_only_with_the_servers_signature(town: Agency, signin: SignIn) -> None:
    workspace = entered(signin)
    workspace.deeds.check("in", "office")
    synced(workspace)
    meta = workspace.tables.meta
    assert meta("tree_key") == town.secrets.tree_key
    seen = meta("tree")
    assert int(seen.split("\n")[1]) > 0
    assert meta("tree_alarm") == ""
    audit, now, epoch = town.backend.office.audit, town.clock(), meta("epoch")
    true: TreeHead = town.write(lambda: audit.head(epoch, now))
    for forged in (
        msgspec.structs.replace(true, size=true.size + 1),
        msgspec.structs.replace(true, sig=true.sig[:-4]),
        msgspec.structs.replace(true, sig="?"),
    ):
        absorb(workspace.desk, page(workspace, forged))
        assert meta("tree_alarm") == f"signature\n{forged.epoch}\n{forged.size}\n{forged.root}"
        assert meta("tree") == seen, "a forged head moves nothing"
        with workspace.tables.write():
            workspace.tables.set_meta("tree_alarm", "")
    assert not absorb(workspace.desk, page(workspace, true)).stale
    assert meta("tree_alarm") == ""
    workspace.close()


def test_a_server_under_another_key_is_told_and_goes_on(town: Agency, signin: SignIn) -> None:
    workspace = entered(signin)
    synced(workspace)
    old = town.secrets.tree_key
    workspace.close()
    town.close()
    town.secrets = Secrets(b"\x09" * 32)
    town.open()
    again = signin.open_profile(workspace.profile)
    assert isinstance(again, Workspace)
    outcome = again.deeds.check("in", "office")
    synced(again)
    assert again.tables.meta("tree_alarm").startswith("signature\n")
    assert isinstance(again.desk.value(outcome.record), Presence)
    assert again.tables.counts() == (0, 0, 0), "nothing waits for the key"
    assert again.tables.meta("tree_key") == old
    again.close()
