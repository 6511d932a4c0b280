# SPDX-License-Identifier: Apache-2.0
"""The client's transport and engine against the real server, in this process: signing in, working, renewing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.api.routes import TABLE, application
from server.logs import note
from tests.asgi import Asgi, AsgiAdapter
from tests.server.agency import PASSWORD, Agency, agency, nip_of
from workspace.domain import task
from workspace.domain.errors import Refused
from workspace.domain.ids import Ids
from workspace.services.devicekey import DeviceKey
from workspace.storage.desk import Desk, Draft
from workspace.storage.memory import MemoryTables
from workspace.sync.engine import Engine, Exchange, Failure, Fetch, keep_session
from workspace.sync.schedule import Schedule
from workspace.sync.transport import HttpTransport
from workspace.wire import protocol
from workspace.wire.codec import decode_value
from workspace.wire.protocol import Login, Meta, Renew, Session, SyncRequest


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


class Seat:
    """A laptop made of the client's own parts."""

    def __init__(self, town: Agency, number: int, name: str) -> None:
        self.town, self.number, self.name = town, number, name
        self.key = DeviceKey(town.ids(), town.rng.randbytes(32), "Laptop")
        self.transport = HttpTransport("https://server.test", town.clock, adapter=AsgiAdapter(town.asgi))
        told = self.transport.login(self.login())
        assert isinstance(told, Session)
        clock = town.clock
        desk = Desk(MemoryTables(), told.officer, self.key.id, clock, Ids(clock, town.rng.getrandbits),
                    self.key.signer())  # fmt: skip
        desk.open()
        keep_session(desk, told)
        self.desk, self.engine = desk, Engine(desk, Schedule(clock, lambda: 0.5))

    def login(self, password: str = PASSWORD) -> Login:
        return Login(nip_of(self.number), password, self.key.id, "Laptop", self.key.public())

    def rounds(self, most: int = 20, lost: Callable[[Exchange], bool] = lambda _: False) -> list[str]:
        """Exchange until nothing is due; what was exchanged. The answers to some are lost on the way."""
        told = []
        while (exchange := self.engine.begin()) is not None:
            told.append(type(exchange).__name__)
            assert len(told) < most
            reply = self.transport.send(exchange)
            reply = Failure("no-network", detail="cut") if lost(exchange) else reply
            if isinstance(reply, Failure):
                self.engine.failed(reply)
                told.append(reply.code)
            else:
                self.engine.answered(reply)
        return told

    def give(self, title: str, note: str = "") -> None:
        args = task.Give(self.town.ids(), self.town.id["staf"], title, "normal", note=note)
        self.desk.promise([Draft("task.give", self.town.id[self.name], args)])
        self.desk.release()
        self.engine.nudge()


def test_a_deed_travels_from_desk_to_desk(town: Agency) -> None:
    kabid, staf = Seat(town, 3, "kabid"), Seat(town, 5, "staf")
    kabid.rounds()
    kabid.give("Susun laporan")
    assert set(kabid.rounds()) == {"SyncRequest"}
    assert not kabid.desk.waiting, "its receipt came"
    staf.rounds()
    rows = [truth for truth in staf.desk.tables.truths() if truth.kind == "task"]
    assert [decode_value(row.kind, row.body).title for row in rows] == ["Susun laporan"]


def test_what_cannot_be_written_down_is_refused_at_the_click(town: Agency) -> None:
    """Half a surrogate pair has no bytes; every other character has, whatever it is."""
    kabid = Seat(town, 3, "kabid")
    kabid.rounds()
    drafts = [
        Draft("task.give", town.id["kabid"], task.Give(town.ids(), town.id["staf"], title, "normal"))
        for title in ("Separuh \ud83d", "Utuh \N{CALENDAR}", "Nol \0 di tengah")
    ]
    deed = kabid.desk.promise(drafts)
    assert deed.refused == ((0, Refused("invalid", {"field": "args"})),)
    kabid.desk.release()
    kabid.engine.nudge()
    kabid.rounds()
    assert not kabid.desk.waiting
    tasks = [decode_value("task", row.body) for row in kabid.desk.tables.truths() if row.kind == "task"]
    assert {one.title for one in tasks} == {"Utuh \N{CALENDAR}", "Nol \0 di tengah"}


@pytest.mark.parametrize("large_at", [0, 3, 7])
def test_what_a_server_finds_too_large_is_sent_by_halves_and_one_that_stays_so_is_put_aside(
    town: Agency, large_at: int
) -> None:
    """A server that takes less than we think: the officer's other words arrive, and none is tried for ever."""
    lower(town, 4000)
    kabid = Seat(town, 3, "kabid")
    kabid.rounds()
    for n in range(8):
        kabid.give(f"Tugas {n}", town.rng.randbytes(3000).hex() if n == large_at else "")
    told = kabid.rounds(most=60)
    assert told.count("too-large") >= 3
    assert not kabid.desk.waiting
    (trayed,) = kabid.desk.tables.tray()
    assert (trayed.code, trayed.params) == ("too-large", {"field": "args"})
    assert b"Tugas %d" % large_at in trayed.raw
    tasks = [row for row in kabid.desk.tables.truths() if row.kind == "task"]
    assert len(tasks) == 7
    assert kabid.engine.trouble is None


def test_a_server_that_finds_even_nothing_too_large_is_asked_again_later(town: Agency) -> None:
    kabid = Seat(town, 3, "kabid")
    kabid.rounds()
    kabid.give("Susun laporan")
    lower(town, 1)
    kabid.transport = HttpTransport(
        "https://server.test",
        town.clock,
        kabid.key.id,
        kabid.transport.access,
        adapter=AsgiAdapter(town.asgi),
    )
    assert kabid.rounds() == ["SyncRequest", "too-large"] * 2
    assert len(kabid.desk.waiting) == 1, "not the officer's words are at fault"


def lower(town: Agency, size: int) -> None:
    """From now on the server takes no larger body in an exchange."""
    table = [replace(row, body_max=size) if row.takes is SyncRequest else row for row in TABLE]
    town.asgi.close()
    town.asgi = Asgi(application(town.backend, note, table))


def test_a_session_is_renewed_without_the_officer(town: Agency) -> None:
    seat = Seat(town, 3, "kabid")
    seat.rounds()
    town.clock.move(hours=1)
    seat.give("Setelah satu jam")
    assert seat.rounds() == ["SyncRequest", "unauthenticated", "Renew", "SyncRequest", "SyncRequest"]
    assert not seat.desk.waiting


def test_a_device_that_lost_its_tokens_proves_itself(town: Agency) -> None:
    seat = Seat(town, 3, "kabid")
    seat.rounds()
    seat.transport.access = ""
    with seat.desk.transaction():
        seat.desk.tables.set_meta("refresh", "lost")
    seat.engine.nudge()
    assert seat.rounds() == [
        "SyncRequest", "unauthenticated", "Renew", "unauthenticated", "Renew", "SyncRequest",
    ]  # fmt: skip
    assert not seat.engine.needs_login


@pytest.mark.parametrize("times", [1, 3])
def test_a_lost_answer_to_a_proof_does_not_ask_the_officer(town: Agency, times: int) -> None:
    """Its nonce is used up; the next refusal brings another."""
    seat = Seat(town, 3, "kabid")
    seat.rounds()
    with seat.desk.transaction():
        seat.desk.tables.set_meta("refresh", "lost")
    town.clock.move(hours=1)
    seat.engine.nudge()
    lose = lambda exchange: isinstance(exchange, Renew) and bool(exchange.nonce)  # noqa: E731
    for _ in range(times):
        assert seat.rounds(lost=lose)[-1] == "no-network"
        seat.transport.access = "never heard of"
        town.clock.move(minutes=30)
        seat.engine.nudge()
    assert seat.rounds()[-1] == "SyncRequest"
    assert not seat.engine.needs_login
    assert seat.engine.trouble is None


def test_a_proof_that_is_refused_is_not_tried_for_ever(town: Agency) -> None:
    seat = Seat(town, 3, "kabid")
    seat.rounds()
    assert seat.transport.sign_out() is None
    seat.engine.nudge()
    told = seat.rounds()
    assert told.count("Renew") == 2, "one refresh, one proof"
    assert seat.engine.needs_login


def test_after_a_new_password_elsewhere_only_the_officer_helps(town: Agency) -> None:
    seat, other = Seat(town, 3, "kabid"), Seat(town, 3, "kabid")
    seat.rounds()
    town.clock.move(minutes=1)
    told = other.transport.change_password(PASSWORD, "sandi-yang-baru-2")
    assert isinstance(told, Session)
    seat.give("Tetap aman")
    assert seat.rounds()[-1] == "unauthenticated"
    assert seat.engine.needs_login
    assert len(seat.desk.waiting) == 1, "the queue is kept"
    again = seat.transport.login(seat.login("sandi-yang-baru-2"))
    assert isinstance(again, Session)
    seat.engine.signed_in(again)
    seat.rounds()
    assert not seat.desk.waiting


def test_everything_else_the_transport_can_ask(town: Agency) -> None:
    seat = Seat(town, 3, "kabid")
    meta = seat.transport.meta()
    assert isinstance(meta, Meta)
    assert meta.agency == "Dinas Contoh"
    assert all(one.state == "ok" for one in seat.transport.check())
    told = seat.transport.send(Fetch(town.ids()))
    assert isinstance(told, Failure)
    assert told.code == "not-found"
    wrong = seat.transport.login(seat.login("sandi-yang-salah"))
    assert isinstance(wrong, Failure)
    assert (wrong.kind, wrong.code) == ("server", "bad-credentials")
    assert seat.transport.sign_out() is None
    told = seat.transport.send(SyncRequest(token=""))
    assert isinstance(told, Failure)
    assert told.code == "unauthenticated"


def test_the_client_and_the_server_agree_on_the_limits(town: Agency) -> None:
    meta = HttpTransport("https://server.test", town.clock, adapter=AsgiAdapter(town.asgi)).meta()
    assert isinstance(meta, Meta)
    assert meta.limits["batch_commands"] == protocol.BATCH_COMMANDS
