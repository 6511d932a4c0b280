# SPDX-License-Identifier: Apache-2.0
"""The invented agency: the same every time, whole, and nobody in it can be anybody."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from server.demo.build import build, in_office_hours
from server.demo.people import HERO, PASSWORD, PEOPLE, POSTS
from server.services.passwords import Passwords
from server.services.secrets import Secrets
from server.store.accounts import SqlAccounts
from server.store.database import Database
from tests.server.agency import CHEAP
from workspace.domain import letter, nip, registry, task
from workspace.domain.directory import TYPES, Directory
from workspace.domain.moment import day_of, local, plus
from workspace.wire import codec

NOW = "2026-11-25T03:00:00.000Z"  # a Wednesday, 10.00 in Jakarta
SECRETS = Secrets(b"\x01" * 32)
PASSWORDS = Passwords(memory_kib=CHEAP.memory_kib, rounds=CHEAP.rounds)


def values(path: Path, *kinds: str) -> list[Any]:
    database = Database(path)
    with database.reader() as ledger, ledger.view():
        found = [codec.decode_value(row.kind, row.body) for row in ledger.of_kinds(kinds)]
    database.close()
    return found


def dump(path: Path) -> object:
    database = Database(path)
    with database.reader() as ledger:
        found = ledger.dump()
    database.close()
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "server.db"
    assert build(path, SECRETS, NOW, PASSWORDS)
    return path


def test_the_same_moment_makes_the_same_agency(made: Path, tmp_path: Path) -> None:
    build(tmp_path / "server.db", SECRETS, NOW, PASSWORDS)
    assert dump(tmp_path / "server.db") == dump(made)


def test_an_agency_that_is_there_is_left_alone(made: Path) -> None:
    before = dump(made)
    assert not build(made, SECRETS, plus(NOW, days=9), PASSWORDS)
    assert dump(made) == before


def test_nobody_in_it_is_anybody() -> None:
    """A NIP of somebody born before 1920 belongs to nobody who serves."""
    parsed = [nip.parse(person.nip, day_of(NOW, "Asia/Jakarta")) for person in PEOPLE]
    assert all(isinstance(one, nip.Nip) and "1900" <= one.birth[:4] <= "1919" for one in parsed)
    assert len({person.nip for person in PEOPLE}) == len(PEOPLE) == 14


@pytest.mark.parametrize("now", [NOW, "2026-11-28T20:00:00.000Z", "2026-01-01T00:30:00.000Z"])
def test_there_is_work_of_every_kind_whenever_it_begins(tmp_path: Path, now: str) -> None:
    path = tmp_path / "server.db"
    build(path, SECRETS, now, PASSWORDS)
    tasks, letters = values(path, "task"), values(path, "letter")
    assert {value.state for value in tasks} == set(task.STATES)
    assert {value.state for value in letters} == {*letter.STATES} - {"draft"}  # no room shows one yet
    assert {value.cls for value in tasks} == {value.cls for value in letters} == {0, 2}
    open_ = [value for value in tasks if value.state in task.OPEN]
    day = day_of(now, "Asia/Jakarta")
    when = Counter(
        "late" if value.due < now else "today" if day_of(value.due, "Asia/Jakarta") == day else "later"
        for value in open_
        if value.due
    )
    assert min(when["late"], when["today"], when["later"]) >= 3, when
    assert any(len(value.title) > 110 for value in tasks)
    assert any(value.holder == value.giver for value in open_), "one was returned"


def test_the_hero_has_a_full_desk_and_approvals_wait(made: Path) -> None:
    posts = {value.title: value.id for value in values(made, "position")}
    hero = posts[next(post.title for post in POSTS if post.key == HERO)]
    waits = [
        wait.kind
        for value in values(made, "task", "letter")
        for wait in registry.of(value).waiting(value)
        if wait.holder == hero
    ]
    assert Counter(waits)["task"] >= 7
    assert Counter(waits)["approve"] >= 3
    assert {"follow", "approve", "task"} <= set(waits)


def test_one_position_is_vacant_and_one_has_a_stand_in(made: Path) -> None:
    known = Directory()
    for value in values(made, *TYPES):
        known.put(value)
    vacant = [one.title for one in known.positions.values() if not known.holders(one.id, NOW)]
    assert vacant == ["Kepala Bidang Infrastruktur dan Keamanan Informasi"]
    assert [one.basis for one in known.appointments.values() if one.kind == "plh"] == ["SP 094/117/DCPD/2026"]


def test_every_person_can_sign_in(made: Path) -> None:
    database = Database(made)
    with database.reader() as ledger:
        accounts = SqlAccounts(ledger)
        found = [accounts.account_of(SECRETS.nip(person.nip)) for person in PEOPLE]
    database.close()
    assert all(one is not None and PASSWORDS.check(one.password, PASSWORD) for one in found)


def test_moments_move_into_office_hours_and_keep_their_order() -> None:
    moments = [plus(NOW, minutes=-37 * n) for n in range(400)]
    moved = [in_office_hours(when) for when in moments]
    assert moved == sorted(moved, reverse=True)
    assert all(after <= before for before, after in zip(moments, moved, strict=True))
    walls = [local(when, "Asia/Jakarta") for when in moved]
    assert all(8 <= wall.hour < 16 and wall.weekday() < 5 for wall in walls)
