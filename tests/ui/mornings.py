# SPDX-License-Identifier: Apache-2.0
"""Invented mornings for the pictures: each page is a room with something to see in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.ui.desk_kit import Town, run_now
from ui.flexiwork.view import FlexiworkView
from workspace.domain.moment import at

TODAY = "2026-11-24"


def wib(clock: str, day: str = TODAY) -> str:
    """The instant at which the office's clock shows `clock`."""
    return at(day, clock, "Asia/Jakarta")


def presence_day() -> Town:
    """Checked in offline at 07.28, moved to the office at 13.04 with a wrong clock; yesterday left open."""
    town = Town()
    town.now = wib("07:41", "2026-11-23")
    town.deeds.check("in", "office")
    town.send_all()
    town.now = wib("07:28")
    town.deeds.check("in", "home")
    town.send_all(at=wib("08:05"))
    town.now = wib("13:04")
    town.restart()
    town.deeds.check("in", "office")
    town.send_all(at=wib("13:05"))
    town.now = wib("14:38")
    return town


def flexiwork_before() -> QWidget:
    """Nothing recorded yet, office hours have begun."""
    town = Town()
    return FlexiworkView(town.reading, town.deeds, run_now)


def flexiwork_day() -> QWidget:
    """The middle of a day."""
    town = presence_day()
    view = FlexiworkView(town.reading, town.deeds, run_now)
    view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    return view


def flexiwork_done() -> QWidget:
    """After the check-out, offline, with the toast."""
    town = presence_day()
    town.now = wib("16:02")
    view = FlexiworkView(town.reading, town.deeds, run_now)
    view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    view.setProperty("afterShow", lambda: view.check("out"))
    return view


PAGES: dict[str, Callable[[], QWidget]] = {
    "flexiwork-before": flexiwork_before,
    "flexiwork-day": flexiwork_day,
    "flexiwork-done": flexiwork_done,
}
