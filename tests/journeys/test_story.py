# SPDX-License-Identifier: Apache-2.0
"""The story driver itself: it waits for names and states, and says what did not come."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.people import Account
from tests.journeys.processes import SilentError
from tests.journeys.window import Window
from ui.demo import arrival, has_display

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]

TOLD = {"address": "http://127.0.0.1:1", "password": "ruang-kerja-contoh"}
ACCOUNT = {"post": "prakom", "nip": "191508301940011021", "name": "Iqbal", "title": "Prakom"}


def test_a_step_that_cannot_be_done_in_time_says_why_and_the_story_goes_on(tmp_path: Path) -> None:
    account = Account("prakom", "Iqbal", "Prakom", "191508301940011021", "rahasia")
    window = Window(account, tmp_path / "home", tmp_path / "log", shots=tmp_path / "shots")
    window.step("await", what="page", **{"is": "sign-in"}, within_s=60)
    with pytest.raises(SilentError, match=r"signin\.nothing is not shown"):
        window.step("click", name="signin.nothing", within_s=0.2)
    with pytest.raises(SilentError, match=r"there is no inbox\.complete"):
        window.step("trigger", name="inbox.complete", within_s=0.2)
    with pytest.raises(SilentError, match="sync is ''"):
        window.step("await", what="sync", **{"is": "synced"}, within_s=0.2)
    with pytest.raises(SilentError, match="page is 'sign-in'"):
        window.step("await", what="page", **{"is": ["unlock", "main-window"]}, within_s=0.2)
    window.step("await", what="page", **{"is": ["unlock", "sign-in"]})
    window.type("signin.nip", "19150830 194001 1 021")
    window.click("signin.check")
    picture = tmp_path / "shots" / window.look("card")
    assert picture.stat().st_size > 10_000
    window.close()


def test_the_arrival_fills_in_every_field_of_the_card(tmp_path: Path) -> None:
    account = Account("prakom", "Iqbal", "Prakom", ACCOUNT["nip"], TOLD["password"])
    window = Window(account, tmp_path / "home", tmp_path / "log")
    for step in arrival(TOLD, ACCOUNT)[:-1]:
        window.step(**step)
    assert not list((tmp_path / "home").glob("*/store.db")), "nobody listens there"
    window.close()


@pytest.mark.parametrize(
    ("environ", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_whether_a_window_could_be_seen(environ: dict[str, str], platform: str, seen: bool) -> None:
    assert has_display(environ, platform) is seen
