# SPDX-License-Identifier: Apache-2.0
"""Signing in, rotating tokens, proving a device, and every way in which that is denied."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.services.accept import Session as Who
from server.services.secrets import encode
from server.services.session import REMEMBERED, SPEAKERS, Denied, Speakers
from server.store import schema
from server.store.statements import by
from tests.server.agency import PASSWORD, Agency, Laptop, agency, nip_of
from workspace.domain import device, officer
from workspace.wire.protocol import NewPassword, Problem, Renew, Session, TreeHead


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made
        assert not made.failures


def alive(laptop: Laptop) -> str:
    """Empty if its access token is taken, else the code."""
    told = laptop.ask("GET", "/v1/audit/head", None, TreeHead)
    return told.code if isinstance(told, Problem) else ""


# ---- NIP and password ------------------------------------------------------------------------------


def test_the_right_password_gives_a_session_for_this_device(town: Agency) -> None:
    laptop = Laptop(town, "staf")
    assert laptop.sign_in() == ""
    assert (laptop.session.officer, laptop.session.device) == (town.id["o-staf"], laptop.device)
    assert alive(laptop) == ""


def test_a_number_may_be_typed_with_spaces(town: Agency) -> None:
    nip = nip_of(5)
    laptop = Laptop(town, "staf")
    assert laptop.sign_in(nip=f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}") == ""


@pytest.mark.parametrize(
    "other",
    [{"password": "salah-semuanya"}, {"nip": nip_of(77)}, {"nip": ""}, {"nip": "nomor"}, {"password": ""},
     {"password": "x" * 5000}, {"nip": "1" * 500}],
)  # fmt: skip
def test_whatever_is_wrong_the_answer_is_one(town: Agency, other: dict[str, str]) -> None:
    laptop = Laptop(town, "staf")
    told = laptop.ask("POST", "/v1/session", laptop.login(**other), Session)
    assert isinstance(told, Problem)
    assert (told.status, told.code, told.params) == (401, "bad-credentials", {})


def test_a_retired_officer_has_no_way_in(town: Agency) -> None:
    laptop = town.laptop("staf")
    value = officer.Officer(town.id["o-staf"], "Pegawai staf", retired=True)
    town.state("officer.record", officer.Record(value))
    assert laptop.sign_in() == "bad-credentials"
    assert laptop.renew() == "unauthenticated"


def test_trying_on_becomes_slow_for_an_account_and_free_for_others(town: Agency) -> None:
    laptop = Laptop(town, "staf")
    codes = [laptop.sign_in("salah-semuanya") for _ in range(7)]
    assert codes == ["bad-credentials"] * 5 + ["rate-limited"] * 2
    assert laptop.sign_in() == "rate-limited", "even the right one waits"
    status, headers, _ = laptop.call("POST", "/v1/session", laptop.login())
    assert (status, headers["retry-after"]) == (429, "15")
    assert Laptop(town, "kabid").sign_in() == "", "another account from the same address"
    town.clock.move(seconds=16)
    assert laptop.sign_in("salah-semuanya") == "bad-credentials"
    assert laptop.sign_in() == "rate-limited", "and now twice as long"
    town.clock.move(seconds=31)
    assert laptop.sign_in() == ""
    assert laptop.sign_in("salah-semuanya") == "bad-credentials", "the right one clears the account"


def test_an_unknown_number_is_slowed_just_the_same(town: Agency) -> None:
    laptop = Laptop(town, "staf")
    codes = [laptop.sign_in(nip=nip_of(88)) for _ in range(6)]
    assert codes == ["bad-credentials"] * 5 + ["rate-limited"]


def test_no_number_stands_in_the_database_but_in_the_personnel_records(town: Agency) -> None:
    town.laptop("staf")
    found: set[str] = set()
    with town.backend.database.reader() as ledger:
        for table in schema.metadata.sorted_tables:
            for row in ledger.run(by(table)).fetchall():
                if any(nip_of(number) in repr(row) for number in range(6)):
                    found.add(f"{table.name} {row[1] if table.name == 'record' else row[5]}")
    assert found == {"record personnel", "receipt personnel.record"}, "and in what stated them"


# ---- devices ---------------------------------------------------------------------------------------


def test_a_device_is_registered_by_a_command_once(town: Agency) -> None:
    laptop = town.laptop("staf")
    rows = [row for row in laptop.sync().rows if row.t == "device"]
    assert [msgspec.json.decode(row.d, type=device.Device).key for row in rows] == [laptop.key]
    head = town.backend.office.ledger.head()
    assert laptop.sign_in() == "", "again, with the same id and key"
    assert town.backend.office.ledger.head() == head, "nothing new to register"


@pytest.mark.parametrize("who", ["kabid", "staf"])
def test_a_device_id_belongs_to_one_officer_and_one_key(town: Agency, who: str) -> None:
    first, second = town.laptop("staf"), Laptop(town, who)
    assert second.sign_in(device=first.device) == "device-taken"


def test_the_id_of_something_else_is_no_device(town: Agency) -> None:
    assert Laptop(town, "staf").sign_in(device=town.id["kabid"]) == "device-taken"


@pytest.mark.parametrize(
    "other",
    [
        {"device": "not-an-id"},
        {"device": ""},
        {"device_key": ""},
        {"device_key": "AAAA"},
        {"device_key": "?" * 43},
    ],
)
def test_a_device_needs_an_id_and_a_key(town: Agency, other: dict[str, str]) -> None:
    assert Laptop(town, "staf").sign_in(**other) == "invalid"


def test_a_revoked_device_is_out_at_once_and_for_good(town: Agency) -> None:
    laptop, other = town.laptop("staf"), town.laptop("staf")
    assert other.outcome(other.command("device.revoke", device.Revoke(laptop.device))) == ""
    assert alive(laptop) == "device-revoked"
    assert laptop.renew() == laptop.sign_in() == "device-revoked"
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == "device-revoked"
    assert alive(other) == ""


def test_what_may_be_seen_is_bounded_by_officer_and_device(town: Agency) -> None:
    laptop = town.laptop("staf")
    assert laptop.sync().max_class == 1, "of the device"
    town.clear("staf", 0)
    assert laptop.sync().max_class == 0, "of the officer, at once"


def test_who_speaks_is_looked_up_once_and_again_after_a_write() -> None:
    looked, speakers, until = list[str](), Speakers(), "2026-11-24T02:00:00.000Z"

    def look(access: str, now: str) -> tuple[Who, str] | Denied:
        looked.append(access)
        return Denied("unauthenticated") if access == "unknown" else (Who("officer", "device"), until)

    def beside_a_write(access: str, now: str) -> tuple[Who, str] | Denied:
        found = look(access, now)
        speakers.forget()  # committed while it was looked up: what was read may be old
        return found

    early, late = "2026-11-24T01:00:00.000Z", "2026-11-24T02:00:00.000Z"
    assert speakers.who("a", early, look) == speakers.who("a", early, look) == Who("officer", "device")
    assert looked == ["a"]
    speakers.who("a", late, look)
    assert looked == ["a", "a"], "its time was over"
    speakers.forget()
    speakers.who("a", early, beside_a_write)
    speakers.who("a", early, look)
    assert looked == ["a"] * 4
    assert (
        speakers.who("unknown", early, look)
        == speakers.who("unknown", early, look)
        == Denied("unauthenticated")
    )
    assert looked == ["a"] * 4 + ["unknown"] * 2, "who is denied may be let in the next moment"
    for n in range(SPEAKERS):
        speakers.who(f"other-{n}", early, look)
    assert speakers.who("a", early, look) == Who("officer", "device")
    assert looked[-1] == "a", "no more are remembered than fit"


# ---- tokens ----------------------------------------------------------------------------------------


def test_an_access_token_lives_ten_minutes(town: Agency) -> None:
    laptop = town.laptop("staf")
    town.clock.move(minutes=9, seconds=59)
    assert alive(laptop) == ""
    town.clock.move(seconds=1)
    assert alive(laptop) == "unauthenticated"
    assert laptop.renew() == ""
    assert alive(laptop) == ""


def test_a_refresh_token_is_no_access_token_nor_the_other_way_round(town: Agency) -> None:
    laptop = town.laptop("staf")
    session = laptop.session
    laptop.session = msgspec.structs.replace(session, access=session.refresh)
    assert alive(laptop) == "unauthenticated"
    assert laptop.renew(session.access) == "unauthenticated"


def test_a_lost_answer_revokes_nothing(town: Agency) -> None:
    """R23: the previous token works until the new one is used."""
    laptop = town.laptop("staf")
    old = laptop.session.refresh
    for _ in range(3):
        assert laptop.renew(old) == "", "its answer was lost, so it asks again with the same"
    assert laptop.renew() == "", "the newest it heard of"
    assert laptop.renew(old) == "unauthenticated", "now the old one is a thief's"
    assert laptop.renew() == "unauthenticated", "and the whole family ends"


def test_of_two_answers_to_one_token_either_may_be_used(town: Agency) -> None:
    """The network may double a request; the device keeps whichever answer came last."""
    laptop = town.laptop("staf")
    old = laptop.session.refresh
    heard = []
    for _ in range(2):
        assert laptop.renew(old) == ""
        heard.append(laptop.session.refresh)
    assert laptop.renew(heard[0]) == ""
    assert laptop.renew() == ""


def test_a_stolen_refresh_token_ends_the_family_on_another_device(town: Agency) -> None:
    victim, thief = town.laptop("staf"), town.laptop("kabid")
    told = thief.ask("POST", "/v1/session/renew", Renew(thief.device, victim.session.refresh), Session)
    assert isinstance(told, Problem)
    assert victim.renew() == "unauthenticated"
    assert victim.begin("/v1/session/renew", victim.proof(victim.challenge())) == "", "its key still counts"


def test_a_stolen_refresh_token_is_noticed_when_both_go_on(town: Agency) -> None:
    victim = town.laptop("staf")
    stolen = victim.session.refresh
    assert victim.renew() == ""
    mine = victim.session.refresh
    assert victim.renew(stolen) == "", "the thief, before the victim uses the next one"
    theirs = victim.session.refresh
    assert victim.renew(mine) == ""
    assert victim.renew(theirs) == "unauthenticated"
    assert victim.renew() == "unauthenticated", "both are out"


def test_refresh_tokens_end_after_sixty_days(town: Agency) -> None:
    laptop = town.laptop("staf")
    town.clock.move(days=59)
    assert laptop.renew() == ""
    town.clock.move(days=60)
    assert laptop.renew() == "unauthenticated"


def test_tokens_are_stored_hashed_and_forgotten_when_over(town: Agency) -> None:
    laptop = town.laptop("staf")
    for _ in range(5):
        assert laptop.renew() == ""
    accounts = town.backend.sessions.tables.accounts
    text = repr(accounts.dump())
    assert laptop.session.access not in text
    assert laptop.session.refresh not in text
    count = len(accounts.dump()["token"])
    town.clock.move(days=61)
    town.laptop("kabid")
    assert len(accounts.dump()["token"]) == 2 < count


def test_a_device_does_not_fill_the_server_however_often_it_renews(town: Agency) -> None:
    """Tokens and families of one device stay within a bound, and a stolen token is still noticed."""
    laptop = town.laptop("staf")
    accounts = town.backend.sessions.tables.accounts
    for _ in range(REMEMBERED):
        assert laptop.renew() == ""
        town.clock.move(minutes=10)
    lost = laptop.session.refresh
    for _ in range(REMEMBERED + 10):
        assert laptop.renew(lost) == "", "all its answers are lost"
        town.clock.move(minutes=10)
    stolen = laptop.session.refresh
    for _ in range(REMEMBERED // 2):
        assert laptop.renew() == ""
        town.clock.move(minutes=10)
    refresh = [row for row in accounts.dump()["token"] if row[2] == "refresh"]
    assert len(refresh) == REMEMBERED
    assert laptop.renew(stolen) == laptop.renew() == "unauthenticated", "the family has ended"
    for _ in range(20):
        assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == ""
        assert laptop.sign_in() == ""
    mine = [row for row in accounts.dump()["family"] if row[2] == laptop.device]
    assert len(mine) == 1
    assert len([row for row in accounts.dump()["token"] if row[1] == mine[0][0]]) == 2


# ---- proof of the device -----------------------------------------------------------------------------


def test_a_device_proves_itself_once_with_one_nonce(town: Agency) -> None:
    laptop = town.laptop("staf")
    proof = laptop.proof(laptop.challenge())
    assert laptop.begin("/v1/session/renew", proof) == ""
    assert alive(laptop) == ""
    assert laptop.begin("/v1/session/renew", proof) == "unauthenticated", "a nonce counts once"
    assert alive(laptop) == "", "who shows an overheard proof gets nothing and ends nothing"
    thief = Laptop(town, "staf")
    assert thief.begin("/v1/session/renew", proof) == "unauthenticated"
    assert thief.session.access == ""


def test_a_nonce_lives_five_minutes(town: Agency) -> None:
    laptop = town.laptop("staf")
    early, late = laptop.proof(laptop.challenge()), laptop.proof(laptop.challenge())
    town.clock.move(minutes=4, seconds=59)
    assert laptop.begin("/v1/session/renew", early) == ""
    town.clock.move(seconds=2)
    assert laptop.begin("/v1/session/renew", late) == "unauthenticated"


def test_only_the_devices_own_key_over_the_servers_own_words_counts(town: Agency) -> None:
    laptop, other = town.laptop("staf"), town.laptop("kabid")
    told = laptop.challenge()
    good = laptop.proof(told)
    forged = msgspec.structs.replace(told, params={**told.params, "nonce": told.params["nonce"][:-1] + "A"})
    older = msgspec.structs.replace(told, params={**told.params, "epoch": "another"})
    for wrong in (
        other.proof(told),
        laptop.proof(forged),
        laptop.proof(older),
        msgspec.structs.replace(good, sig=encode(b"\0" * 64)),
        msgspec.structs.replace(good, sig=""),
        msgspec.structs.replace(good, nonce=""),
        msgspec.structs.replace(good, device=town.ids()),
    ):
        message = (
            wrong if wrong.device != other.device else msgspec.structs.replace(wrong, device=laptop.device)
        )
        assert laptop.begin("/v1/session/renew", message) == "unauthenticated"
    assert laptop.begin("/v1/session/renew", good) == ""


def test_half_a_year_after_the_password_it_is_asked_again(town: Agency) -> None:
    laptop = town.laptop("staf")
    town.clock.move(days=179)
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == ""
    town.clock.move(days=2)
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == "unauthenticated"
    assert laptop.sign_in() == ""


# ---- leaving, and a new password ---------------------------------------------------------------------


def test_signing_out_leaves_only_the_password(town: Agency) -> None:
    laptop, other = town.laptop("staf"), town.laptop("staf")
    status, _, _ = laptop.call("DELETE", "/v1/session")
    assert status == 204
    assert alive(laptop) == laptop.renew() == "unauthenticated"
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == "unauthenticated"
    assert alive(other) == ""
    assert laptop.sign_in() == ""


def test_a_new_password_ends_every_session_but_begins_one_here(town: Agency) -> None:
    here, there = town.laptop("staf"), town.laptop("staf")
    before = here.session.refresh
    town.clock.move(seconds=1)
    assert here.begin("/v1/session/password", NewPassword(PASSWORD, "sandi-yang-baru-2")) == ""
    assert alive(here) == ""
    assert here.renew(before) == "unauthenticated"
    assert alive(there) == there.renew() == "unauthenticated"
    assert there.begin("/v1/session/renew", there.proof(there.challenge())) == "unauthenticated"
    assert there.sign_in() == "bad-credentials"
    assert there.sign_in("sandi-yang-baru-2") == ""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("salah-semuanya", "sandi-yang-baru-2", "bad-credentials"),
        (PASSWORD, "pendek", "invalid"),
        (PASSWORD, "x" * 201, "invalid"),
    ],
)
def test_a_new_password_needs_the_old_one_and_some_length(
    town: Agency, old: str, new: str, code: str
) -> None:
    laptop = town.laptop("staf")
    session = laptop.session
    assert laptop.begin("/v1/session/password", NewPassword(old, new)) == code
    assert laptop.session == session
    assert alive(laptop) == ""
    assert Laptop(town, "staf").sign_in() == "", "the old one still holds"


# ---- after a restore ---------------------------------------------------------------------------------


def test_a_server_put_back_to_before_a_registration_takes_the_same_device_again(town: Agency) -> None:
    backup = town.folder / "backup.db"
    town.backend.database.copy_to(backup)
    laptop = town.laptop("staf")
    laptop.sync()
    town.close()
    (town.folder / "server.db").write_bytes(backup.read_bytes())
    for name in ("server.db-wal", "server.db-shm"):
        (town.folder / name).unlink(missing_ok=True)
    (town.folder / "epoch").write_text("a-later-epoch")
    town.open()
    assert town.began == "restored", "the file beside the database knows of a later history"
    assert laptop.renew() == "unauthenticated"
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == "unauthenticated"
    assert laptop.sign_in() == "", "the same id and key"
    assert laptop.sync().reset


def test_a_server_put_back_to_after_a_registration_signs_nobody_out(town: Agency) -> None:
    laptop = town.laptop("staf")
    backup = town.folder / "backup.db"
    town.backend.database.copy_to(backup)
    assert laptop.renew() == ""
    assert laptop.renew() == ""
    town.close()
    (town.folder / "server.db").write_bytes(backup.read_bytes())
    for name in ("server.db-wal", "server.db-shm"):
        (town.folder / name).unlink(missing_ok=True)
    town.open()
    assert laptop.renew() == "unauthenticated", "a token the restored server never gave"
    assert laptop.begin("/v1/session/renew", laptop.proof(laptop.challenge())) == ""
