# SPDX-License-Identifier: Apache-2.0
"""Who holds what, who stands above whom, who sees what, and on whose desk a vacant position's work lies."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import HEADS, LONG_AGO, OFFICERS, POSITIONS, START, UNITS, directory
from workspace.domain.appointment import Appointment
from workspace.domain.directory import STANDINGS, Directory
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.position import Position
from workspace.domain.unit import Unit


def keys(officer: str, known: Directory | None = None, now: str = START) -> frozenset[str]:
    known = known or directory()
    return known.keys(known.actor(officer, now))


@pytest.mark.parametrize(
    ("officer", "seen"),
    [
        ("o-staf", {"o:o-staf", "p:staf", "pub"}),
        ("o-ketua", {"o:o-ketua", "p:ketua", "pub"}),  # a team lead does not read the unit's work
        ("o-kabalai", {"o:o-kabalai", "p:kabalai", "pub", "u:balai"}),
        ("o-kabid", {"o:o-kabid", "p:kabid", "pub", "u:bidang", "u:seksi"}),
        ("o-kasi", {"o:o-kasi", "p:kasi", "p:kabid", "pub", "u:bidang", "u:seksi"}),  # Plh. of the head above
        ("o-sekretaris", {"o:o-sekretaris", "p:sekretaris", "pub", *(f"u:{unit}" for unit in UNITS)}),
        ("o-petugas", {"o:o-petugas", "p:petugas", "pub"}),  # no longer staf
        ("o-nobody", {"o:o-nobody", "pub"}),
    ],
)
def test_keys(officer: str, seen: set[str]) -> None:
    assert keys(officer) == seen


def test_an_acting_holder_sees_while_the_appointment_runs() -> None:
    end = plus(START, days=30)
    assert "p:kabid" in keys("o-kasi", now=plus(end, milliseconds=-1))
    assert "p:kabid" not in keys("o-kasi", now=end)


def test_holdings_come_definitive_first_and_leave_out_what_is_over() -> None:
    known = directory()
    held = [(h.position, h.kind) for h in known.holdings("o-kasi", START)]
    assert held == [("kasi", "definitive"), ("kabid", "plh")]
    assert [h.position for h in known.holdings("o-petugas", START)] == ["petugas"]
    assert {h.position for h in known.holdings("o-petugas", None)} == {"petugas", "staf"}
    assert known.holdings("o-petugas", "2019-12-31T00:00:00.000Z") == ()
    actor = known.actor("o-kasi", START, "d-1", 2)
    assert (actor.device, actor.clearance) == ("d-1", 2)
    kabid = actor.holds("kabid")
    assert kabid is not None
    assert (kabid.kind, kabid.unit, kabid.head) == ("plh", "bidang", True)
    assert actor.holds("kadis") is None


def test_nobody_holds_a_position_that_is_gone() -> None:
    known = directory()
    known.put(Appointment("a-x", "o-staf", "abolished", "definitive", LONG_AGO))
    known.put(Appointment("a-y", "o-staf", "never-was", "definitive", LONG_AGO))
    assert [h.position for h in known.holdings("o-staf", START)] == ["staf"]
    assert known.unit_of("abolished") is None
    assert known.unit_of("never-was") is None
    assert known.unit_of("staf") == "seksi"


def test_a_head_leads_its_unit_and_all_below() -> None:
    known = directory()
    led = {head: {unit for unit in UNITS if known.leads(head, unit)} for head in HEADS}
    assert led == {
        "kadis": set(UNITS),
        "kabid": {"bidang", "seksi"},
        "kasi": {"seksi"},
        "kabalai": {"balai"},
    }
    assert not known.leads("ketua", "bidang")
    assert not known.leads("nobody", "bidang")
    assert known.has_role("ketua", "lead")
    assert not known.has_role("ketua", "clerk")
    assert not known.has_role("nobody", "clerk")


def test_the_line_ends_even_where_units_stand_above_each_other() -> None:
    known = directory()
    assert known.line("seksi") == ("seksi", "bidang", "agency")
    assert known.line("unknown") == ("unknown",)
    known.put(Unit("agency", "Agency", parent="seksi"))
    assert known.line("seksi") == ("seksi", "bidang", "agency")


def test_the_work_of_a_vacant_position_shows_at_its_nearest_occupied_superior() -> None:
    known = directory()
    assert known.covers("kasi", START) == "kasi"
    assert known.covers("vacant", START) == "kabid"
    for gone in ("a-kabid", "a-plh"):
        known.drop(gone)
    assert known.covers("vacant", START) == "kadis"
    assert known.covers("kabid", START) == "kadis"  # a head does not cover for itself
    known.drop("a-kadis")
    assert known.covers("vacant", START) == "vacant"
    assert known.covers("unknown", START) == "unknown"
    assert known.holders("vacant", START) == ()


def test_a_head_covers_for_the_unit_it_was_moved_to_and_no_other() -> None:
    known = directory()
    known.put(replace(known.positions["kabid"], unit="balai"))
    assert known.covers("vacant", START) == "kadis"
    known.put(replace(known.positions["kabid"], unit="bidang"))
    assert known.covers("vacant", START) == "kabid"
    known.drop("kabid")
    assert known.covers("vacant", START) == "kadis"


def test_who_retired_holds_nothing_although_the_appointment_has_no_end() -> None:
    known = directory()
    known.put(Officer("o-kadis", "Kepala", retired=True))
    assert known.holders("kadis", START) == ()
    assert known.holdings("o-kadis", START) == ()


def test_holders_come_definitive_first() -> None:
    known = directory()
    assert [a.officer for a in known.holders("kabid", START)] == ["o-kabid", "o-kasi"]
    assert [a.officer for a in known.holders("kabid", plus(START, days=31))] == ["o-kabid"]


def test_what_is_not_of_the_directory_is_ignored() -> None:
    known, same = directory(), directory()
    known.put("something else")
    known.drop("something else")
    assert known == same


@given(
    st.lists(
        st.builds(
            Appointment,
            id=st.sampled_from(["1", "2", "3"]),
            officer=st.sampled_from(OFFICERS),
            position=st.sampled_from(POSITIONS),
            kind=st.sampled_from(["definitive", "plt", "plh"]),
            start=st.sampled_from([LONG_AGO, START]),
            until=st.sampled_from([None, plus(START, days=1)]),
        ),
        max_size=8,
    ),
    st.sets(st.sampled_from(["1", "2", "3"])),
)
def test_its_look_ups_follow_every_change(changes: list[Appointment], dropped: set[str]) -> None:
    known = directory()
    before = known.copy()
    for change in changes:
        known.put(change)
        known.standing(change.officer, START, "dev", 1)
    for id_ in dropped:
        known.drop(id_)
    fresh = directory()
    for appointment in known.appointments.values():
        fresh.put(appointment)
    for now in (START, plus(START, days=2)):
        for officer in OFFICERS:
            assert known.holdings(officer, now) == fresh.holdings(officer, now)
            stood = known.standing(officer, now, "dev", 1)
            assert stood.actor == fresh.actor(officer, now, "dev", 1)
            assert stood.keys == fresh.keys(stood.actor)
            assert known.standing(officer, now, "dev", 1) is stood, "worked out once"
        for position in POSITIONS:
            assert known.holders(position, now) == fresh.holders(position, now)
    assert before == directory()  # a copy does not move with the original


def test_a_standing_is_worked_out_anew_when_an_appointment_begins_or_ends() -> None:
    known = directory()
    plh = Appointment("x", "o-staf", "kabid", "plh", plus(START, hours=1), plus(START, hours=2))
    known.put(plh)
    held = [
        [h.position for h in known.standing("o-staf", plus(START, minutes=m), "dev", 1).actor.holdings]
        for m in (0, 59, 60, 119, 120, 0)
    ]
    assert held == [["staf"], ["staf"], ["staf", "kabid"], ["staf", "kabid"], ["staf"], ["staf"]]
    assert known.standing("o-staf", START, "dev", 2).actor.clearance == 2, (
        "another session is another standing"
    )


def test_not_more_standings_are_remembered_than_fit() -> None:
    known = directory()
    for n in range(STANDINGS + 1):
        known.standing("nobody", START, f"dev-{n}", 0)
    assert known.standing("o-staf", START, "dev", 1).actor.holdings


def test_changed_records_replace_the_old() -> None:
    known = directory()
    moved = replace(known.positions["staf"], unit="balai")
    known.put(moved)
    assert known.unit_of("staf") == "balai"
    known.drop("staf")
    known.drop("o-staf")
    known.drop("balai")
    assert known.unit_of("staf") is None
    assert "o-staf" not in known.officers
    assert "balai" not in known.units
    assert isinstance(moved, Position)
