# SPDX-License-Identifier: Apache-2.0
"""Small runs of both harnesses, and proof that they find what they are made to find.

The large ones: make torture KILL=1000 POWER=10000
"""

from pathlib import Path

import pytest

from tests.crash import kill, power
from tests.crash.power import Disk, Op

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
