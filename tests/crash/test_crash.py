# SPDX-License-Identifier: Apache-2.0
"""Small runs of both harnesses, and proof that they find what they are made to find.

The large ones: make torture KILL=1000 POWER=10000
"""

from pathlib import Path

import pytest

from tests.crash import keys, kill, power
from tests.crash.power import Disk, Op
from tests.storage.bodies_kit import letters

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

needs_strace = pytest.mark.skipif(power.strace() is not None, reason=str(power.strace()))


def test_a_killed_process_loses_and_doubles_nothing(tmp_path: Path) -> None:
    deaths = kill.run(12, 1, tmp_path)
    assert deaths.wrong == []
    assert deaths.kills == dict.fromkeys(kill.MODES, 4)
    assert deaths.inside() >= kill.INSIDE


@pytest.mark.parametrize(("fault", "mode", "kind"), [("EARLY", "deed", "lost"), ("TORN", "migrate", "torn")])
def test_what_is_done_wrong_on_purpose_is_found(tmp_path: Path, fault: str, mode: str, kind: str) -> None:
    deaths = kill.run(100, 1, tmp_path, fault, (mode,))
    assert {text.split()[1] for text in deaths.wrong} == {kind}


@needs_strace
def test_a_power_cut_loses_nothing(tmp_path: Path) -> None:
    cuts = power.run(30, 1, tmp_path)
    assert cuts.wrong == []
    assert cuts.images.total() == 30
    assert cuts.acks > 50


@needs_strace
def test_images_of_a_process_that_does_not_sync_lose_commands(tmp_path: Path) -> None:
    cuts = power.run(30, 1, tmp_path, "WEAK")
    assert len(cuts.wrong) > 6
    assert any(" lost " in text for text in cuts.wrong)


SLACK_MS = 2_500  # a machine that does much else besides is slow and not wrong; `make torture TYPE=200` takes a second


def test_keys_are_there_again_after_a_kill(tmp_path: Path) -> None:
    typed = keys.run(8, 1, tmp_path, limit_ms=SLACK_MS)
    assert typed.wrong == []
    assert (typed.kills, len(typed.oldest)) == (8, 8)
    assert typed.keys > 20


def test_keys_that_are_kept_too_seldom_are_found(tmp_path: Path) -> None:
    typed = keys.run(8, 1, tmp_path, "SLOW")
    assert any("lost a key of" in wrong for wrong in typed.wrong), typed.table()


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        (letters(8), keys.Said(7, times=[9_000, 9_100, 9_200], killed_ms=10_000), ""),
        (
            letters(8),
            keys.Said(7, times=[8_000, 8_900, 9_200], killed_ms=10_000),
            "lost a key of 1100 ms",
        ),
        (
            letters(8),
            keys.Said(6, times=[9_000, 9_100], killed_ms=10_000),
            "of 7 keys that were there 6",
        ),
        (letters(6), keys.Said(7, times=[9_900], killed_ms=10_000), "6 are left"),
        ("abcdfehg", keys.Said(7, times=[9_000], killed_ms=10_000), "torn"),
        (letters(8), keys.Said(7, times=[9_000], faults=["fault disk"], killed_ms=10_000), "fault"),
    ],
)
def test_each_way_to_lose_a_key_has_its_name(text: str, said: keys.Said, kind: str) -> None:
    wrong = keys.judged(said, text, 7, keys.SECOND_MS).wrong
    assert [kind in one for one in wrong] == ([True] if kind else [])


def test_a_disk_keeps_what_was_synced_and_some_of_the_rest() -> None:
    from random import Random

    disk = Disk()
    for op in (
        Op("write", "a", b"1" * 1024, 0),
        Op("sync", "a"),
        Op("write", "a", b"2" * 1024, 0),
        Op("write", "a", b"3" * 1024, 1024),
    ):
        disk.do(op)
    seen = {disk.image(mode, Random(n))["a"] for n in range(30) for mode in power.MODES}
    assert b"1" * 1024 in seen
    assert b"2" * 1024 + b"3" * 1024 in seen
    assert b"2" * 512 + b"1" * 512 in seen  # torn
    assert b"1" * 1024 + b"3" * 1024 in seen  # the later without the earlier
    disk.do(Op("gone", "a"))
    assert {frozenset(disk.image(mode, Random(n))) for n in range(9) for mode in power.MODES} == {
        frozenset(), frozenset("a"),
    }  # fmt: skip
    disk.do(Op("sync", "elsewhere"))
    assert disk.image("none", Random(1)) == {}
