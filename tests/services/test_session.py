# SPDX-License-Identifier: Apache-2.0
"""Driving an opened desk in one thread, against the real accept and feed of the simulated world."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.sim.world import Laptop, World
from tests.storage.bodies_kit import Full
from tests.ui.desk_kit import Town, shipped
from workspace.domain import task
from workspace.domain.errors import Unavailable
from workspace.domain.profile import Profile
from workspace.paper.body import Line
from workspace.services import logs
from workspace.services.deeds import Deeds
from workspace.services.devicekey import DeviceKey
from workspace.services.known import KnownProfile
from workspace.services.reading import Reading
from workspace.services.session import Drawer, SignInProblem, Synced, Workspace, sync_until_idle
from workspace.services.tray import Tray
from workspace.services.writing import Writing
from workspace.storage.bodies import Bodies, Kept, Of, Opened
from workspace.storage.bodies_memory import MemoryBodies
from workspace.storage.desk import Draft
from workspace.sync.engine import Exchange, Failure, Reply
from workspace.wire.protocol import Problem, Renew, Session


@dataclass
class Wire:
    """Straight to the world's server, unless there is something in `failures` to say first."""

    world: World
    laptop: Laptop
    failures: list[Failure] = field(default_factory=list)
    sent: int = 0

    def send(self, exchange: Exchange) -> Reply | Failure:
        self.sent += 1
        if self.failures:
            return self.failures.pop(0)
        self.world.arrive(self.laptop, exchange)
        reply: Reply = self.laptop.wire.pop()[2]
        return reply

    def use(self, session: Session) -> None:
        """The world needs no tokens."""

    def listen(self, poke: Callable[[], None], stopped: Callable[[], bool]) -> None:
        """Nothing is heard."""

    def close(self) -> None:
        """Nothing was opened."""


@dataclass
class Driven:
    """A head's desk, and time that passes only while we pause."""

    world: World
    wire: Wire
    workspace: Workspace
    seconds: float = 0.0

    def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.world.now += int(seconds * 1000) + 1

    def sync(self, deadline_s: float = 60.0) -> Synced:
        return sync_until_idle(
            self.workspace, deadline_s=deadline_s, elapsed=lambda: self.seconds, pause=self.pause
        )


def unused() -> Any:
    raise AssertionError("no window reads here")


def ended() -> None:
    """Nothing to close."""


@pytest.fixture
def driven() -> Driven:
    world = World(11, limit=5)
    head = world.office.directory.holders(world.heads[world.units[0]], world.clock())[0].officer
    laptop = next(one for one in world.laptops if one.officer == head)
    wire, deeds, bodies = Wire(world, laptop), Deeds(laptop.desk), MemoryBodies()
    workspace = Workspace(
        profile=KnownProfile("https://a.example", head, "", "f"),
        device=DeviceKey(laptop.id, bytes(32)),
        desk=laptop.desk,
        engine=laptop.engine,
        transport=wire,
        deeds=deeds,
        tray=Tray(deeds),
        clock=world.clock,
        drawer=Drawer(Path(), laptop.tables, bodies, unused, ended),
        writing=Writing(Bodies(bodies, lambda _: True, world.clock), world.rng.getrandbits),
    )
    return Driven(world, wire, workspace)


def give(driven: Driven, title: str) -> str:
    """The head gives a task to somebody below; its id."""
    world, desk = driven.world, driven.workspace.desk
    to = next(p for p in world.positions if p not in world.heads.values())
    id_ = desk.ids()
    head = world.heads[world.units[0]]
    outcome = driven.workspace.deeds.promise(
        [(id_, Draft("task.give", head, task.Give(id_, to, title, "normal")))]
    )
    assert outcome.count == 1
    return id_


def test_a_first_download_and_a_deed_end_idle(driven: Driven) -> None:
    done = driven.sync()
    assert (done.idle, done.trouble) == (True, "")
    assert done.rounds > 1, "the download has several pages"
    id_ = give(driven, "Susun laporan")
    driven.workspace.release()
    driven.workspace.nudge()
    assert driven.sync().idle
    assert driven.workspace.state().waiting == 0
    assert driven.world.ledger.record(id_) is not None
    assert driven.seconds == 0


def test_nothing_due_ends_at_once(driven: Driven) -> None:
    driven.sync()
    before = driven.wire.sent
    assert driven.sync() == Synced(True, 0, 0, driven.sync().changes)
    assert driven.wire.sent == before


def test_a_server_that_comes_back_in_time_is_waited_for(driven: Driven) -> None:
    driven.wire.failures = [Failure("no-network")] * 3
    done = driven.sync()
    assert done.idle
    assert 0 < driven.seconds < 60


def test_one_that_does_not_is_not_waited_for_longer_than_asked(driven: Driven) -> None:
    driven.wire.failures = [Failure("no-network")] * 1000
    done = driven.sync(20)
    assert (done.idle, done.trouble) == (False, "no-network")
    assert driven.seconds <= 20
    assert driven.workspace.state().code == "offline"


@pytest.mark.parametrize(("world", "cause"), [(True, "store"), (False, "bug")])
def test_what_fails_on_this_side_is_not_blamed_on_the_server(
    driven: Driven, *, world: bool, cause: str
) -> None:
    """A full disk was told as a problem of the server, and before the first download as being offline."""
    for _ in range(2):
        assert driven.workspace.begin() is not None
        driven.workspace.stumbled(world=world)
        state = driven.workspace.state()
        assert (state.code, state.trouble) == ("trouble", cause)
        assert 0 <= driven.workspace.engine.schedule.wait_ms() <= 30_000
        driven.pause(60)
        assert driven.sync().idle
        assert driven.workspace.state().code == "synced"
        driven.workspace.nudge()


def test_of_what_a_server_says_only_codes_of_the_list_are_logged(driven: Driven, tmp_path: Path) -> None:
    """Whoever answers could say anything: a name, a number."""
    driven.sync()
    driven.workspace.nudge()
    told = Problem("kenari", "kenari", 503, "kenari", "later", {"kenari": "kenari"}, "kenari")
    known = msgspec.structs.replace(told, code="unavailable")
    driven.wire.failures = [Failure("server", problem, detail="kenari") for problem in (told, known)]
    end = logs.start(tmp_path, driven.world.clock)
    driven.sync()
    end()
    text = (tmp_path / logs.FOLDER / logs.FILE).read_text(encoding="utf-8")
    failed = [line for line in map(json.loads, text.splitlines()) if line["event"] == "failed"]
    assert [(line["problem"], line["code"]) for line in failed] == [("server", ""), ("server", "unavailable")]
    assert "kenari" not in text


@pytest.mark.parametrize("code", ["device-revoked", "client-too-old"])
def test_what_only_the_agency_can_mend_is_not_tried_again(driven: Driven, code: str) -> None:
    driven.sync()
    driven.workspace.nudge()
    problem = Problem("", "", 401, code, "never")
    driven.wire.failures = [Failure("server", problem)] * 9
    done = driven.sync()
    assert (done.rounds, done.trouble) == (1, code)
    assert driven.workspace.state().code == "blocked"


def test_a_desk_in_step_with_a_log_that_was_rewritten_is_not_called_synced(driven: Driven) -> None:
    driven.sync()
    assert driven.workspace.state().code == "synced"
    with driven.workspace.tables.write():
        driven.workspace.tables.set_meta("tree_alarm", "e\n9\nr\n8\ns")
    state = driven.workspace.state()
    assert (state.code, state.needed) == ("needs-you", 1)


@pytest.mark.parametrize(
    ("noted", "same", "other"),
    [
        ("e\n9\nr\n8\ns", "e\n9\nr\n7\nt", "f\n9\nr\n8\ns"),
        ("signature\ne\n9\nr", "signature\ne\n10\nq", "signature\nf\n9\nr"),
        ("key\nold\nnew", "key\nold\nnewest", "signature\ne\n9\nr"),
    ],
)
def test_an_alarm_that_was_reported_waits_no_more_until_something_else_is_noted(
    driven: Driven, noted: str, same: str, other: str
) -> None:
    tables = driven.workspace.tables

    def needed(text: str) -> int:
        with tables.write():
            tables.set_meta("tree_alarm", text)
        return driven.workspace.state().needed

    driven.sync()
    assert needed(noted) == 1
    driven.workspace.tray.report_alarm()
    assert driven.workspace.state().code == "synced"
    assert tables.meta("tree_alarm") == noted, "the note stays for the check of the device"
    assert needed(same) == 0, "not again with every head"
    assert needed(other) == 1


def test_a_session_that_ended_is_told(driven: Driven) -> None:
    driven.sync()
    driven.workspace.nudge()
    unauthenticated = Problem("", "", 401, "unauthenticated", "after_auth")
    driven.wire.failures = [Failure("server", unauthenticated)] * 9
    done = driven.sync()
    assert not done.idle
    assert driven.workspace.engine.needs_login
    assert driven.workspace.state().code == "signed-out"


def test_a_server_that_gives_sessions_and_takes_none_is_not_asked_in_circles(driven: Driven) -> None:
    driven.sync()
    with driven.workspace.tables.write():
        driven.workspace.tables.set_meta("refresh", "r")
    told = Failure(
        "server", Problem("", "", 401, "unauthenticated", "after_auth", {"nonce": "n", "epoch": "e"})
    )
    given = Session("o", "d", "access", "2026-11-25T01:00:00.000Z", "refresh", "e")
    asked: list[str] = []

    class Circling(Wire):
        def send(self, exchange: Exchange) -> Reply | Failure:
            if not isinstance(exchange, Renew):
                asked.append("sync")
                return told
            asked.append("refresh" if exchange.refresh else "proof")
            return given

    driven.workspace.transport = Circling(driven.world, driven.wire.laptop)
    driven.workspace.nudge()
    driven.sync()
    assert asked == ["sync", "refresh", "sync", "proof", "sync"]
    assert driven.workspace.state().code == "signed-out"


def test_a_problem_has_a_kind_with_words() -> None:
    with pytest.raises(ValueError, match="unknown problem"):
        SignInProblem("something went wrong")


def test_the_first_answer_of_a_day_is_followed_by_a_copy_and_a_quiet_desk_tidies_up(driven: Driven) -> None:
    done: list[str] = []

    def back_up() -> bool:
        done.append("copy")
        raise OSError

    driven.workspace.drawer = replace(
        driven.workspace.drawer, back_up=back_up, tidy=lambda: done.append("tidy")
    )
    driven.wire.failures = [Failure("no-network")]
    driven.sync()
    driven.workspace.nudge()
    driven.sync()
    assert done == ["copy"]
    driven.pause(6)
    assert driven.workspace.begin() is None
    assert driven.workspace.begin() is None
    assert done == ["copy", "tidy"]
    driven.pause(24 * 3600)
    driven.sync()
    assert done == ["copy", "tidy", "copy"]


def test_the_offices_zone_comes_with_the_profile() -> None:
    town = Town()
    profile = next(value for value in shipped() if isinstance(value, Profile))
    town.state(replace(profile, zone="Asia/Jayapura"))
    town.desk.open()
    assert town.desk.zone == "Asia/Jayapura"
    reading = Reading(town.tables, town.officer, lambda: town.now)
    assert reading.me()[0] == "Hendra Saputra"
    assert reading.zone == "Asia/Jayapura"
    assert reading.today() == "2026-11-24"
    outcome = town.deeds.check("in", "office")
    event = town.desk.value(outcome.record)
    assert event is not None
    assert event.zone == "Asia/Jayapura"


# ---- what is typed ----------------------------------------------------------------------------------


def typed(driven: Driven) -> Of:
    """A letter with one update that waits to be kept."""
    bodies, of = driven.workspace.bodies, Of("letter", 1)
    opened = bodies.open(of, 1)
    assert isinstance(opened, Opened)
    opened.replica(lambda: 1, lambda raw: bodies.typed(of, raw, driven.world.clock())).begin([Line()])
    return of


def test_what_is_typed_is_kept_by_the_desks_worker(driven: Driven) -> None:
    workspace, of = driven.workspace, typed(driven)
    at, wait = driven.world.clock(), workspace.keep_ms()
    assert wait is not None
    assert workspace.keep() == ()
    driven.world.now += wait
    assert workspace.keep() == (Kept(of, at),)
    assert workspace.keep_ms() is None


def test_a_desk_is_closed_with_all_that_was_typed(driven: Driven) -> None:
    of = typed(driven)
    driven.workspace.close()
    assert driven.workspace.drawer.bodies.unsent() == [of]


def test_what_a_full_disk_does_not_take_is_not_lost_without_a_word(driven: Driven) -> None:
    driven.workspace.bodies.tables = Full()
    typed(driven)
    shut: list[str] = []
    driven.workspace.end_log = lambda: shut.append("log")
    with pytest.raises(Unavailable):
        driven.workspace.settle()
    with pytest.raises(Unavailable):
        driven.workspace.close()
    assert shut == ["log"], "it is closed all the same"
