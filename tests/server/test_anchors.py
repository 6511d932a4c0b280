# SPDX-License-Identifier: Apache-2.0
"""A time counts as told only to the device that was told it, and only by this server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.services.anchors import anchor, never_told, told_with
from tests.server.agency import Agency, Laptop, agency
from workspace.domain import presence
from workspace.domain.moment import plus
from workspace.domain.presence import Evidence, Presence
from workspace.wire import codec
from workspace.wire.protocol import SyncAnswer

MINUTE = 60_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def evidence(told: SyncAnswer, minutes: int = 5) -> Evidence:
    """What a laptop quotes so long after an answer, never having been off."""
    return Evidence("boot", (60 + minutes) * MINUTE, told.time, "boot", 60 * MINUTE, told.anchor)


def check_in(laptop: Laptop, proof: Evidence) -> Presence:
    """A first check-in now, as the server keeps it."""
    args = presence.Record(
        laptop.town.ids(), laptop.device, "in", "office", "Asia/Jakarta", proof, device_time=laptop.town.clock(), seq=1
    )  # fmt: skip
    args = replace(args, hash=presence.event_hash(args))
    assert laptop.outcome(laptop.command("presence.record", args)) == ""
    row = laptop.town.backend.office.ledger.record(args.event)
    assert row is not None
    event = codec.decode_value(row.kind, row.body)
    assert isinstance(event, Presence)
    return event


def test_a_time_this_device_was_told_is_built_on(town: Agency) -> None:
    staf = town.laptop("staf")
    told = staf.sync()
    town.clock.move(minutes=5)
    event = check_in(staf, evidence(told))
    assert (event.grade, event.flags, event.trusted_time) == ("verified", (), town.clock())


def test_the_mark_outlives_a_restart_of_the_server(town: Agency) -> None:
    staf = town.laptop("staf")
    told = staf.sync()
    town.close()
    town.open()
    town.clock.move(minutes=1)
    assert check_in(staf, evidence(told, 1)).grade == "verified"


def test_another_device_s_time_an_invented_one_and_none_are_the_officer_s_word(town: Agency) -> None:
    staf = town.laptop("staf")
    told, other = staf.sync(), town.laptop("staf").sync()
    assert (told.time, told.anchor != other.anchor) == (other.time, True)
    town.clock.move(minutes=5)
    proofs = [
        replace(evidence(told), anchor=other.anchor),
        replace(evidence(told), last_server_time=plus(told.time, days=-6)),
        replace(evidence(told), anchor="é"),
        replace(evidence(told), anchor=""),
    ]
    for proof in proofs:
        laptop = town.laptop("staf")
        laptop.sync()
        event = check_in(laptop, proof)
        assert (event.grade, event.flags, event.trusted_time, event.earliest) == ("declared", (), None, None)


def test_marks_belong_to_one_secret() -> None:
    time = "2026-11-23T01:00:00.000Z"
    mark = anchor(b"one", "d", time)
    assert told_with(b"one")("d", time, mark)
    assert not told_with(b"two")("d", time, mark)
    assert not never_told("d", time, mark)
