# SPDX-License-Identifier: Apache-2.0
"""Appointments, devices, and the records the server states."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from tests.domain.shipped import CALENDARS, PROFILE
from tests.domain.town import LONG_AGO, START, Town
from workspace.domain import appointment, device, registry
from workspace.domain.appointment import Appoint, Appointment, End
from workspace.domain.command import Effects, Noun
from workspace.domain.device import Device, Register, Revoke
from workspace.domain.errors import Refused
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.personnel import Personnel
from workspace.domain.position import Position
from workspace.domain.unit import Unit

UNTIL = plus(START, days=10)
PLH = Appoint("a-new", "o-staf", "kasi", "plh", START, UNTIL, basis="SP 2/2026")


# ---- appointments ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "args", "code"),
    [
        ("kabid", PLH, ""),
        ("kadis", PLH, ""),
        ("pers", PLH, ""),
        ("kasi", PLH, "not-authorised"),  # nobody appoints who stands in for themselves
        ("staf", PLH, "not-authorised"),
        ("kabalai", PLH, "not-authorised"),
        ("pers", replace(PLH, kind="definitive", until=None, basis=""), ""),
        ("kabid", replace(PLH, kind="definitive"), "not-authorised"),
        ("kabid", replace(PLH, kind="plt"), "not-authorised"),
        ("kabid", replace(PLH, position="abolished"), "not-authorised"),
        ("pers", replace(PLH, kind="pj"), "invalid"),
        ("pers", replace(PLH, until=START), "invalid"),
        ("pers", replace(PLH, until=None), "invalid"),
        ("pers", replace(PLH, basis=" "), "invalid"),
        ("pers", replace(PLH, position="never-was"), "not-found"),
        ("pers", replace(PLH, officer="o-never-was"), "not-found"),
        ("pers", replace(PLH, start="soon"), "invalid"),
        ("pers", replace(PLH, until="later"), "invalid"),
    ],
)
def test_who_appoints_whom(by: str, args: Appoint, code: str) -> None:
    assert Town().code("appointment.appoint", args, by) == code


def test_an_appointment_gives_the_position_for_its_time() -> None:
    town = Town()
    town.do("appointment.appoint", PLH, "kabid")
    value = town.records["a-new"]
    assert isinstance(value, Appointment)
    assert (value.holds_at(START), value.holds_at(UNTIL)) == (True, False)
    assert not value.holds_at(plus(START, milliseconds=-1))
    assert [h.position for h in town.directory.holdings("o-staf", START)] == ["staf", "kasi"]
    assert appointment.audience(value) == {"pub"}
    assert appointment.waiting(value) == ()
    assert (registry.words(value).title, registry.words(value).state) == ("SP 2/2026", "plh")


def test_an_appointment_ends_once_and_not_before_it_began() -> None:
    town = Town()
    town.do("appointment.appoint", PLH, "kabid")
    sooner = plus(START, days=2)
    assert town.code("appointment.end", End("a-new", sooner, UNTIL), "kasi") == "not-authorised"
    assert town.code("appointment.end", End("a-new", LONG_AGO, UNTIL), "kabid") == "invalid"
    assert town.code("appointment.end", End("a-new", "soon", UNTIL), "kabid") == "invalid"
    assert town.code("appointment.end", End("a-new", sooner, None), "kabid") == "stale-version"
    assert town.code("appointment.end", End("a-new", sooner, UNTIL), "kabid") == ""
    assert town.records["a-new"].until == sooner
    assert town.code("appointment.end", End("a-new", sooner, UNTIL), "kabid") == "already-done"
    assert town.code("appointment.end", End("a-new", START, sooner), "kabid") == ""  # as if it never was
    assert town.code("appointment.end", End("a-staf", sooner), "kabid") == "not-authorised"
    assert town.code("appointment.end", End("a-staf", sooner), "pers") == ""
    assert town.code("appointment.end", End("a-none", sooner), "pers") == "not-found"


def test_a_foreign_argument_is_our_bug() -> None:
    town = Town()
    with pytest.raises(TypeError):
        appointment.apply(town.command("appointment.end", object(), "pers"), {}, town.facts())
    with pytest.raises(TypeError):
        device.apply(town.command("device.revoke", object(), "pers"), {}, town.facts())


# ---- devices -----------------------------------------------------------------------------------


def test_an_officer_revokes_their_own_device_for_good() -> None:
    town = Town()
    assert town.code("device.revoke", Revoke("d-o-staf"), by="o-kasi") == "not-found"
    assert town.code("device.revoke", Revoke("d-o-staf"), by="o-staf") == ""
    assert town.records["d-o-staf"].state == "revoked"
    assert town.code("device.revoke", Revoke("d-o-staf"), by="o-staf") == "already-done"
    command = town.command("device.revoke", Revoke("d-o-staf"), by="o-kasi")
    stranger = device.may(town.actor("o-kasi"), command, town.records, town.facts())
    assert stranger == Refused("not-authorised", {"verb": "device.revoke"})


def test_only_the_server_registers_a_device() -> None:
    town = Town()
    new = Register(Device("d-new", "o-staf", "Laptop baru", "key"))
    assert town.code("device.register", new, by="o-staf") == "not-authorised"
    assert isinstance(town.give(town.system("device.register", new)), Effects)
    value = town.records["d-new"]
    assert device.audience(value) == {"o:o-staf"}
    assert device.waiting(value) == ()
    assert registry.words(value).title == "Laptop baru"


# ---- stated records ----------------------------------------------------------------------------

FILE = Personnel("f-staf", "o-staf", "190609261935051001", "1906-09-26", "m", 1, "agency")
STATED: dict[str, Any] = {
    "officer": Officer("o-new", "Suci Rahayu, S.Sos."),
    "personnel": FILE,
    "unit": Unit("new", "Subbagian Umum", "agency", "800"),
    "position": Position("new", "Kepala Subbagian Umum", "new", head=True),
    "appointment": Appointment("a-new", "o-staf", "kasi", "plt", START, UNTIL),
    "profile": PROFILE,
    "calendar": CALENDARS[0],
}


@pytest.mark.parametrize("kind", STATED)
def test_the_server_states_a_record_and_nobody_else(kind: str) -> None:
    town, value = Town(), STATED[kind]
    args = registry.verb(f"{kind}.record").args(value)
    assert town.code(f"{kind}.record", args, by="o-pers") == "not-authorised"
    for _ in range(2):  # the second time it is there already
        assert isinstance(town.give(town.system(f"{kind}.record", args)), Effects)
        assert town.records[value.id] == value
    assert registry.of(value).waiting(value) == ()


@pytest.mark.parametrize("kind", sorted(set(STATED) - {"personnel", "appointment"}))
def test_a_stated_record_is_public_and_found_by_its_name(kind: str) -> None:
    noun = registry.NOUNS[kind]
    assert noun.audience(STATED[kind]) == {"pub"}
    shown = noun.words(STATED[kind])
    assert shown.title
    assert shown.text


def test_a_personnel_file_is_for_the_officer_and_the_personnel_office() -> None:
    noun = registry.NOUNS["personnel"]
    assert noun.audience(FILE) == {"o:o-staf", "u:agency"}
    shown = registry.words(FILE)
    assert (shown.title, shown.snippet, shown.text, shown.cls) == ("", "", "", 1)
    assert registry.cls(FILE) == 1
    assert registry.cls(PROFILE) == 0


# ---- the registry ------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", registry.NOUNS.values(), ids=lambda noun: noun.kind)
def test_an_announced_noun_is_whole(noun: Noun) -> None:
    assert is_dataclass(noun.value)
    assert "id" in {field.name for field in fields(noun.value)}
    for verb in noun.verbs:
        assert verb.name.startswith(f"{noun.kind}.")
        assert is_dataclass(verb.args)
        assert registry.verb(verb.name) is verb
        assert registry.noun_of(verb.name) is noun
        assert not verb.counter or verb.counter in {other.name for other in noun.verbs}
        assert not (verb.hold and verb.server)


def test_presence_is_never_undone() -> None:
    verb = registry.verb("presence.record")
    assert (verb.counter, verb.hold, verb.own) == ("", False, True)
