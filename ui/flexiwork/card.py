# SPDX-License-Identifier: Apache-2.0
"""What the rail's presence card says: the day in one line, and the deed that comes next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui import theme, when
from ui.flexiwork import words
from ui.flexiwork.day import DayView, view_of
from workspace.domain.moment import Instant
from workspace.services.reading import Reading

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CardFace:
    """Arguments of `PresenceCard.set`; `wanted` is the deed of the button: "in", "out" or "" for none."""

    icon: str
    state: str
    since: str
    share: float
    action: str
    tone: theme.Tone
    wanted: str


def today_of(reading: Reading) -> DayView:
    """How today stands for the officer of this desk."""
    now = reading.clock()
    return view_of(reading.presence_today(), reading.today(), now, reading.zone, reading.rules())


def card_of(view: DayView, now: Instant, zone: str) -> CardFace:
    """The card for a day."""
    share = view.share(now)
    if view.stage == "working":
        since = translate("flexiwork", "Checked in {time} · {span}").format(
            time=when.clock(view.since, zone), span=_whole(view.minutes)
        )
        icon = words.ICONS.get(view.scheme, "house")
        return CardFace(icon, words.working(view.scheme), since, share, words.kind("out"), "green", "out")
    if view.stage == "done":
        since = translate("flexiwork", "{start} to {end} · {span}").format(
            start=when.clock(view.since or view.until, zone),
            end=when.clock(view.until, zone),
            span=_whole(view.minutes),
        )
        return CardFace(
            "circle-check", translate("flexiwork", "Done for today"), since, share, "", "green", ""
        )
    if view.office is None:
        state = translate("flexiwork", "A day off")
        return CardFace("calendar", state, when.long_day(view.day), 0.0, words.kind("in"), "grey", "in")
    hours = translate("flexiwork", "Office hours {start} to {end}").format(
        start=when.clock(view.office.start, zone), end=when.clock(view.office.end, zone)
    )
    late = now > view.office.start
    return CardFace(
        "clock",
        translate("flexiwork", "Not checked in yet"),
        hours,
        0.0,
        words.kind("in"),
        "amber" if late else "grey",
        "in",
    )


def _whole(minutes: int) -> str:
    """A span of time that is never broken over two lines of the narrow card."""
    return when.span(minutes).replace(" ", "\N{NO-BREAK SPACE}")
