# SPDX-License-Identifier: Apache-2.0
"""Presence: kept whatever the clock says, linked to the event before, graded by what proves its time."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import START, Town, mark
from workspace.domain import presence, registry
from workspace.domain.command import Command, Effects
from workspace.domain.device import Device, Revoke
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id
from workspace.domain.moment import plus
from workspace.domain.presence import Evidence, Presence, Record

CONTACT = "2026-11-23T00:00:00.000Z"  # Monday 07.00 WIB
PROVED = Evidence(
    "boot-1", 1_800_000, CONTACT, "boot-1", 0, mark(CONTACT)
)  # half an hour later, the machine never off
RESTARTED = replace(PROVED, boot_id="boot-2", boottime_ms=5)
NEVER = Evidence("boot-1", 1_800_000)


class Desk:
    """A laptop that links its events and sends them at once, and the town that receives them."""

    def __init__(self) -> None:
        self.town = Town()
        self.device: Device = self.town.records["d-o-staf"]
        self.count = 0

    def command(
        self, evidence: Evidence = PROVED, at: str = "2026-11-23T00:30:00.000Z", **changes: Any
    ) -> Command:
        """A filled event; `changes` are made before it is linked."""
        self.count += 1
        args = Record(f"e-{self.count}", "d-o-staf", "in", "office", "Asia/Jakarta", evidence)
        filled = presence.fill(replace(args, **changes), {"d-o-staf": self.device}, at)
        self.device = replace(self.device, seq=filled.seq, head=filled.hash)
        command = self.town.command("presence.record", filled, by="o-staf")
        return replace(command, at=at)

    def receive(self, command: Command, at: str | None = None) -> Presence:
        """What the server keeps of it; `at` is the time it clamped the claimed one to."""
        outcome = self.town.give(replace(command, at=at or command.at))
        assert isinstance(outcome, Effects), outcome
        found = self.town.records[command.args.event]
        assert isinstance(found, Presence)
        return found

    def send(
        self, evidence: Evidence = PROVED, at: str = "2026-11-23T00:30:00.000Z", **changes: Any
    ) -> Presence:
        return self.receive(self.command(evidence, at, **changes))


# ---- time and grade ----------------------------------------------------------------------------


def test_a_proved_time_is_verified() -> None:
    event = Desk().send()
    assert (event.grade, event.flags) == ("verified", ())
    assert event.trusted_time == event.earliest == event.latest == "2026-11-23T00:30:00.000Z"
    assert (event.day, event.zone, event.late_minutes) == ("2026-11-23", "Asia/Jakarta", 0)
    assert (event.officer, event.unit, event.received) == ("o-staf", "seksi", "2026-11-23T01:01:00.000Z")
    assert presence.time_of(event) == event.trusted_time
    assert presence.clock_difference(event) == 0


def test_on_the_laptop_it_is_recorded_and_already_knows_its_time() -> None:
    desk = Desk()
    outcome = desk.town.judged(desk.command(), server=False)
    assert isinstance(outcome, Effects)
    event = outcome.puts[0]
    assert (event.grade, event.received, event.latest) == ("recorded", None, "2026-11-23T00:30:00.000Z")
    assert event.trusted_time == "2026-11-23T00:30:00.000Z"


@pytest.mark.parametrize("evidence", [RESTARTED, replace(PROVED, boot_id="", last_server_boot_id="")])
def test_after_a_restart_the_time_is_declared_within_bounds(evidence: Evidence) -> None:
    event = Desk().send(evidence)
    assert (event.grade, event.flags, event.trusted_time) == ("declared", (), None)
    assert (event.earliest, event.latest) == (CONTACT, event.received)
    assert presence.time_of(event) == event.at


def test_without_any_contact_it_is_declared_too() -> None:
    event = Desk().send(NEVER)
    assert (event.grade, event.earliest) == ("declared", None)


@pytest.mark.parametrize(
    "evidence",
    [
        replace(PROVED, anchor=""),  # from before there were anchors
        replace(PROVED, anchor="made up"),
        replace(PROVED, last_server_time="2026-11-23T00:00:00.001Z"),  # not the time of the anchor
    ],
)
def test_a_contact_without_the_server_s_mark_proves_nothing(evidence: Evidence) -> None:
    desk = Desk()
    event = desk.receive(desk.command(evidence), at="2026-11-23T00:29:00.000Z")
    assert (event.grade, event.flags, event.trusted_time) == ("declared", (), None)
    assert (event.earliest, event.latest) == (None, event.received)
    assert presence.time_of(event) == "2026-11-23T00:29:00.000Z"


def test_where_nobody_knows_the_marks_no_contact_counts() -> None:
    desk = Desk()
    facts = replace(desk.town.facts(), told=None)
    outcome = presence.apply(desk.command(), desk.town.records, facts)
    assert isinstance(outcome, Effects)
    assert (outcome.puts[0].grade, outcome.puts[0].earliest) == ("declared", None)


def test_age_alone_raises_no_flag() -> None:
    desk = Desk()
    desk.town.now = plus(START, days=14)
    assert (desk.send().grade, desk.send(NEVER).grade) == ("verified", "declared")


@pytest.mark.parametrize("clock", ["2026-11-23T02:30:00.000Z", "2019-01-01T00:00:00.000Z"])
def test_a_wrong_clock_is_told_but_does_not_count(clock: str) -> None:
    desk = Desk()
    event = desk.receive(desk.command(at=clock), at="2026-11-23T00:59:00.000Z")  # clamped on arrival
    assert (event.grade, event.flags) == ("verified", ("clock-skew",))
    assert (event.day, event.late_minutes, event.device_time) == ("2026-11-23", 0, clock)
    assert presence.clock_difference(event) != 0


def test_two_minutes_are_no_wrong_clock() -> None:
    assert Desk().send(at="2026-11-23T00:32:00.000Z").flags == ()
    assert Desk().send(at="2026-11-23T00:32:00.001Z").flags == ("clock-skew",)
    assert Desk().send(at="2026-11-23T00:27:59.999Z").flags == ("clock-skew",)


def test_a_declared_time_that_cannot_be_is_reviewed() -> None:
    desk = Desk()
    event = desk.receive(desk.command(NEVER, at="2019-01-01T00:00:00.000Z"), at=CONTACT)
    assert (event.grade, event.flags) == ("review", ("clock-skew",))


@pytest.mark.parametrize(
    "evidence",
    [
        replace(PROVED, last_server_boottime_ms=1_800_001),  # time ran backwards
        replace(PROVED, last_server_time="2026-11-24T00:00:00.000Z"),  # made after it arrived
        replace(RESTARTED, last_server_time="2026-11-24T00:00:00.000Z"),
    ],
)
def test_a_proof_that_contradicts_itself_is_reviewed(evidence: Evidence) -> None:
    event = Desk().send(evidence)
    assert (event.grade, event.trusted_time) == ("review", None)
    assert "bad-evidence" in event.flags


def test_lateness_follows_the_office_s_zone_and_the_time_that_counts() -> None:
    desk = Desk()
    late = replace(PROVED, boottime_ms=45 * 60_000)  # 07.45
    assert desk.send(late, at="2026-11-23T00:30:00.000Z").late_minutes == 15
    assert desk.send(late, kind="out").late_minutes == 8 * 60 + 15
    for zone in ("Asia/Kolkata", "Etc/GMT+12", "Asia/Jayapura"):
        event = desk.send(late, zone=zone)
        assert (event.day, event.late_minutes, event.zone) == ("2026-11-23", 15, zone)
    outcome = presence.apply(desk.command(), {"d-o-staf": desk.device}, Facts(desk.town.directory))
    assert isinstance(outcome, Effects)
    assert (outcome.puts[0].late_minutes, outcome.puts[0].day) == (None, "2026-11-23")  # no profile here yet


# ---- the chain ---------------------------------------------------------------------------------


def test_each_event_is_linked_to_the_one_before() -> None:
    desk = Desk()
    events = [desk.send() for _ in range(3)]
    assert [e.seq for e in events] == [1, 2, 3]
    assert [e.prev for e in events] == ["", events[0].hash, events[1].hash]
    device = desk.town.records["d-o-staf"]
    assert (device.seq, device.head) == (3, events[2].hash)


def test_the_link_is_the_one_the_text_says() -> None:
    args = presence.fill(
        Record("e", "d", "in", "home", "Asia/Jakarta", PROVED, "seksi", "Rumah", ""),
        {"d": Device("d", "o", "Laptop", "key", seq=4, head="ab" * 32)},
        "2026-11-23T00:30:00.000Z",
    )
    content: dict[str, str | int] = {
        "event": "e",
        "device": "d",
        "seq": 5,
        "kind": "in",
        "scheme": "home",
        "zone": "Asia/Jakarta",
        "unit": "seksi",
        "note": "Rumah",
        "rejoin": "",
        "device_time": "2026-11-23T00:30:00.000Z",
        "boot_id": "boot-1",
        "boottime_ms": 1_800_000,
        "last_server_time": CONTACT,
        "last_server_boot_id": "boot-1",
        "last_server_boottime_ms": 0,
    }
    content["anchor"] = mark(CONTACT)
    assert args.hash == hashlib.sha256(b"ab" * 32 + rfc8785.dumps(content)).hexdigest()
    del content["anchor"]  # an event from before there were anchors keeps its link
    old = replace(args, evidence=replace(PROVED, anchor=""))
    assert presence.event_hash(old) == hashlib.sha256(b"ab" * 32 + rfc8785.dumps(content)).hexdigest()
    assert args.prev == "ab" * 32


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "out"}, {"scheme": "home"}, {"zone": "Asia/Jayapura"}, {"note": "x"}, {"unit": "x"},
        {"rejoin": "x"}, {"seq": 9}, {"prev": "x"}, {"device": "x"}, {"event": "x"},
        {"device_time": CONTACT}, {"evidence": RESTARTED}, {"evidence": NEVER},
        {"evidence": replace(PROVED, anchor="x")},
    ],
)  # fmt: skip
def test_every_part_of_an_event_is_in_its_link(change: dict[str, Any]) -> None:
    args = Record("e", "d", "in", "office", "Asia/Jakarta", PROVED)
    assert presence.event_hash(replace(args, **change)) != presence.event_hash(args)


def test_a_first_event_starts_a_chain_even_where_the_device_is_not_here_yet() -> None:
    args = presence.fill(Record("e", "d", "in", "office", "Asia/Jakarta", NEVER), {}, CONTACT)
    assert (args.seq, args.prev) == (1, "")


def test_a_lost_event_is_a_gap_told_once() -> None:
    desk = Desk()
    desk.send()
    desk.command()  # never arrives
    assert (desk.send().flags, desk.send().flags) == (("gap",), ())


def test_a_chain_that_goes_on_from_an_older_event_is_a_fork_told_once() -> None:
    desk = Desk()
    first, backup = desk.send(), desk.device
    desk.send()
    desk.device = backup
    fork = desk.send()
    assert (fork.grade, fork.flags, fork.prev) == ("review", ("fork",), first.hash)
    assert desk.send().flags == ()


def test_another_history_of_the_same_length_is_a_fork() -> None:
    desk = Desk()
    desk.send()
    desk.device = replace(desk.device, head="00" * 32)
    assert desk.send().flags == ("fork",)


def test_a_restored_laptop_says_why_and_joins_again() -> None:
    desk = Desk()
    desk.send()
    backup = desk.device
    desk.send()
    desk.device = backup
    event = desk.send(rejoin="restored")
    assert (event.grade, event.flags, event.rejoin) == ("declared", ("rejoined",), "restored")
    assert event.trusted_time == event.device_time
    assert desk.send(rejoin="restored").flags == ()  # said too often


def test_nothing_explains_a_gap() -> None:
    desk = Desk()
    desk.command()  # never arrives
    event = desk.send(rejoin="restored")
    assert (event.grade, event.flags) == ("review", ("gap",))


def test_a_changed_event_is_flagged() -> None:
    desk = Desk()
    command = desk.command()
    forged = replace(command, args=replace(command.args, note="lain"))
    event = desk.receive(forged)
    assert (event.grade, event.flags) == ("review", ("wrong-hash",))


def test_an_event_arrives_once() -> None:
    desk = Desk()
    command = desk.command()
    desk.receive(command)
    again = desk.town.give(command)
    assert isinstance(again, Refused)
    assert (again.code, again.params["field"]) == ("invalid", "id")


# ---- who ---------------------------------------------------------------------------------------


def test_officers_record_themselves_and_with_their_own_device() -> None:
    desk = Desk()
    command = desk.command()
    stranger = replace(command, by="o-kasi", dev="d-o-kasi")
    town = desk.town
    assert registry.noun_of(command.name).may(
        town.actor("o-kasi"), stranger, town.records, town.facts()
    ) == Refused("not-authorised", {"verb": "presence.record"})
    borrowed = replace(command, dev="d-o-kasi")
    assert town.judged(borrowed) == Refused("invalid", {"field": "device"})


def test_another_device_may_be_revoked_meanwhile() -> None:
    desk = Desk()
    desk.town.records["d-2"] = Device("d-2", "o-staf", "Laptop lama", "key")
    assert desk.town.code("device.revoke", Revoke("d-2"), by="o-staf") == ""
    assert desk.send().grade == "verified"


@pytest.mark.parametrize(
    ("officer", "stated", "kept"),
    [
        ("o-staf", "seksi", "seksi"),
        ("o-staf", "", "seksi"),
        ("o-staf", "balai", "seksi"),  # not theirs: the head of a strange unit is not to see it
        ("o-kasi", "bidang", "bidang"),  # as Plh.
        ("o-nobody", "seksi", ""),
    ],
)
def test_the_head_of_the_own_unit_sees_it(officer: Id, stated: Id, kept: Id) -> None:
    desk = Desk()
    command = replace(desk.command(unit=stated), by=officer)
    outcome = presence.apply(command, desk.town.records, desk.town.facts())
    assert isinstance(outcome, Effects)
    event = outcome.puts[0]
    assert event.unit == kept
    assert presence.audience(event) == {f"o:{officer}", *([f"u:{kept}"] if kept else [])}


def test_a_transfer_between_check_in_and_arrival_leaves_it_with_the_old_head() -> None:
    town = Town()  # o-petugas held staf until the day before
    town.records["d-o-petugas"] = Device("d-o-petugas", "o-petugas", "Laptop", "key")
    args = Record("e", "d-o-petugas", "in", "office", "Asia/Jakarta", NEVER, "seksi")
    before = plus(START, days=-2)
    filled = presence.fill(args, town.records, before)
    command = replace(town.command("presence.record", filled, by="o-petugas"), at=before)
    outcome = town.give(command)
    assert isinstance(outcome, Effects)
    assert outcome.puts[0].unit == "seksi"


def test_it_waits_for_nobody_and_is_no_search_hit() -> None:
    event = Desk().send(note="Rumah")
    assert presence.waiting(event) == ()
    shown = registry.words(event)
    assert (shown.text, shown.sender, shown.state) == ("", "o-staf", "in")


def test_it_keeps_what_was_stated() -> None:
    longest = {"note": "x" * 500, "rejoin": "restored", "scheme": "travel", "kind": "out"}
    event = Desk().send(replace(NEVER, boot_id="x" * 128), at=CONTACT, **longest)
    kept = {field: getattr(event, field) for field in longest}
    assert kept == longest
    assert (event.at, event.device, event.evidence.boot_id) == (CONTACT, "d-o-staf", "x" * 128)


# ---- nonsense ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "break"}, "kind"),
        ({"scheme": "moon"}, "scheme"),
        ({"zone": "Asia/Bandung"}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"zone": "x" * 5000}, "zone"),
        ({"zone": "Asia"}, "zone"),
        ({"zone": "Asia/Jakarta\0"}, "zone"),
        ({"note": "x" * 501}, "note"),
        ({"rejoin": "x"}, "rejoin"),
        ({"rejoin": " "}, "rejoin"),
        ({"device_time": "yesterday"}, "device_time"),
        ({"device_time": "0001-01-01T00:00:00.000Z"}, "device_time"),
        ({"device_time": "9999-12-31T23:59:59.999Z"}, "device_time"),
        ({"seq": 0}, "seq"),
        ({"seq": 10**9 + 1}, "seq"),
        ({"prev": "x" * 129}, "hash"),
        ({"hash": "x" * 129}, "hash"),
        ({"evidence": replace(NEVER, boot_id="x" * 129)}, "hash"),
        ({"evidence": replace(NEVER, anchor="x" * 129)}, "hash"),
        ({"evidence": replace(NEVER, boottime_ms=-1)}, "evidence"),
        ({"evidence": replace(NEVER, last_server_boottime_ms=2**53)}, "evidence"),
        ({"evidence": replace(PROVED, last_server_time="9999-12-31T23:59:59.999Z")}, "evidence"),
        ({"evidence": replace(NEVER, last_server_time="noon")}, "evidence"),
    ],
)
def test_only_what_no_device_would_write_is_refused(change: dict[str, Any], field: str) -> None:
    desk = Desk()
    command = desk.command()
    nonsense = replace(command, args=replace(command.args, **change))
    assert desk.town.judged(nonsense) == Refused("invalid", {"field": field})


def test_a_claimed_time_outside_of_every_calendar_is_refused() -> None:
    desk = Desk()
    command = replace(desk.command(zone="America/New_York"), at="0001-01-01T00:00:00.000Z")
    assert desk.town.judged(command) == Refused("invalid", {"field": "at"})


INSTANTS = st.sampled_from([CONTACT, START, "2019-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z"])
EVIDENCE = st.builds(
    Evidence,
    boot_id=st.sampled_from(["", "boot-1", "boot-2"]),
    boottime_ms=st.integers(0, presence.BOOTTIME_MAX),
    last_server_time=st.none() | INSTANTS,
    last_server_boot_id=st.sampled_from(["", "boot-1", "boot-2"]),
    last_server_boottime_ms=st.integers(0, presence.BOOTTIME_MAX),
    anchor=st.sampled_from(["", mark(CONTACT), mark(START)]),
)


@given(EVIDENCE, INSTANTS, st.integers(1, 5), st.text(max_size=3), st.booleans())
def test_no_clock_and_no_chain_makes_an_event_refused(
    evidence: Evidence, at: str, seq: int, prev: str, server: bool
) -> None:
    desk = Desk()
    command = desk.command(evidence, at)
    command = replace(command, args=replace(command.args, seq=seq, prev=prev))
    outcome = desk.town.judged(command, server=server)
    assert isinstance(outcome, Effects)
    event, device = outcome.puts
    assert set(event.flags) <= set(presence.FLAGS)
    assert event.grade in ({"verified", "declared", "review"} if server else {"recorded"})
    assert (event.grade == "verified") <= (event.trusted_time is not None)
    if server and event.trusted_time:
        assert evidence.anchor == mark(evidence.last_server_time or "")
    assert (device.seq, device.head) == (seq, event.hash)
    if event.received and event.trusted_time:
        assert event.trusted_time <= plus(event.received, milliseconds=presence.TOLERANCE_MS)
