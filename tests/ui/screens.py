# SPDX-License-Identifier: Apache-2.0
"""Every screen of the program and the states worth a picture, as data; the sizes and ratios officers have.

`tests.ui.shots_screens` makes all the pictures and looks at each (`make shots`), `tests.ui.test_screens` looks at
every screen in one of its looks. What the screens are about stands in docs/screens.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize

from tests.paper.page.letters import BODY
from tests.ui import approvals_kit, draftings, mornings
from tests.ui.approvals_kit import written_town
from tests.ui.desk_kit import Town
from tests.ui.draftings import open_newest, written_morning
from tests.ui.inbox_kit import CIRCULAR, DATA, INVITED, morning
from tests.ui.mornings import wib
from tests.ui.stages import (
    BUG,
    CERTIFICATE,
    WORLD,
    Make,
    act,
    again,
    ask,
    away,
    circular_of,
    desk,
    drafting,
    fails,
    glance,
    opening,
    opens,
    parked,
    proxy,
    seek,
    shared,
    sign_in,
    then,
    tray_menu,
    unlock,
)
from ui.settings.licences import LicenceSheet
from workspace.domain.moment import to_ms
from workspace.paper.body import plain_text
from workspace.services.session import SignInProblem

SIZES: Final = {"900x600": QSize(900, 600), "1366x768": QSize(1366, 768), "1920x1080": QSize(1920, 1080)}
SMALL: Final = {"1093x614": QSize(1093, 614)}
RATIOS: Final[dict[float, dict[str, QSize]]] = {1.0: SIZES, 1.25: SMALL, 1.5: SIZES, 2.0: SIZES}
"""The sizes in logical px at each device pixel ratio; 1.25 is a physical 1366 × 768 at 125 %."""


@dataclass(frozen=True)
class Screen:
    """What it shows, in a few words, and how it is made."""

    shows: str
    make: Make


def text(make: Callable[[], object]) -> str:
    """What a page shows, as its maker says."""
    return (make.__doc__ or "").partition(".")[0].lower()


OFFLINE: Final[dict[str, Any]] = {"state": "offline", "trouble": "no-network", "contact": wib("09:27")}
WAITING: Final = OFFLINE | {"state": "offline-waiting"}
DECIDED: Final = then(opens(CIRCULAR), act("inbox", "approve"))
ON: Final[dict[str, Any]] = {
    "sent": 3,
    "waiting": 12,
    "parked": 1,
    "retry_at_ms": to_ms(wib("10:05")),
    "records": 8123,
}
WRITTEN: Final = plain_text(BODY)
SUBMITTED: Final = f"{plain_text(approvals_kit.BODY)} Nota Dinas"
LETTERS: Final = mornings.letters_morning

SCREENS: Final[dict[str, Screen]] = {
    "sign-in": Screen("a new device", sign_in()),
    "sign-in-checked": Screen("the five checks, all well", sign_in(lambda view: view.check())),
    "sign-in-certificate": Screen(
        "a certificate nobody vouches for", sign_in(lambda view: view.check(), CERTIFICATE)
    ),
    "sign-in-shared": Screen("a shared computer asks for a passphrase", sign_in(shared)),
    "sign-in-proxy": Screen(
        "the proxy of the network",
        sign_in(proxy),
    ),
    "unlock": Screen("a desk that lies here", unlock()),
    "unlock-wrong": Screen("another passphrase", unlock(SignInProblem("passphrase-wrong"))),
    "unlock-damaged": Screen("a store that cannot be read", unlock(SignInProblem("damaged"))),
    "opening": Screen("the first frame", opening),
    "glance": Screen("the rows of the last page", glance),
    "inbox": Screen("a letter to decide, online", desk("inbox", morning, opens(CIRCULAR))),
    "inbox-offline": Screen("a task, offline", desk("inbox", morning, then(DECIDED, opens(DATA)), **WAITING)),
    "inbox-marked": Screen("several chosen", desk("inbox", morning, then(act("inbox", "mark_all")))),
    "inbox-toast": Screen("just done, to be undone", desk("inbox", morning, DECIDED)),
    "inbox-search": Screen("what a search finds", desk("inbox", morning, seek("layanan"))),
    "inbox-search-nothing": Screen("a search that finds nothing", desk("inbox", morning, seek("zebra"))),
    "inbox-first": Screen("the first download", desk("inbox", Town, state="first-download")),
    "inbox-empty": Screen("nothing waits", desk("inbox", Town)),
    "disposition": Screen(
        "the sheet of a disposition", desk("inbox", morning, then(opens(DATA), act("inbox", "pass_on")))
    ),
    "complete": Screen(
        "completing a task asks for words",
        desk("inbox", morning, then(opens(INVITED), act("inbox", "complete"))),
    ),
    "return": Screen(
        "returning a letter asks for a reason",
        desk("inbox", morning, then(opens(CIRCULAR), act("inbox", "return"))),
    ),
    "new-task": Screen("giving somebody a task", desk("inbox", morning, act("inbox", "new"))),
    "command-box": Screen("the command box, nothing written", desk("inbox", morning, ask(""))),
    "command-box-found": Screen("what it finds", desk("inbox", morning, ask("lay"))),
    "command-box-person": Screen("what lies with somebody", desk("inbox", morning, ask("surya", enter=True))),
    "command-box-nothing": Screen("it finds nothing", desk("inbox", morning, ask("zebra"))),
    "keys": Screen(
        "every key", desk("inbox", morning, lambda desk: desk.opened.window.action("keys").trigger())
    ),
    "session-ended": Screen("signed out, work goes on", desk("inbox", morning, DECIDED, state="signed-out")),
    "session-ended-idle": Screen(
        "signed out with nothing to send", desk("inbox", morning, state="signed-out")
    ),
    "sign-in-again": Screen("signing in over the work", desk("inbox", morning, again, state="signed-out")),
    "fault": Screen(
        "our own bug", desk("inbox", morning, lambda desk: desk.opened.window.show_fault(BUG), own=BUG.text)
    ),
    "disk-full": Screen(
        "the world's failure",
        desk("inbox", morning, fails(WORLD), **OFFLINE),
    ),
    "approvals": Screen("a letter seen before: what changed", desk("approvals", LETTERS, circular_of)),
    "approvals-marked": Screen(
        "many chosen, two stand apart",
        desk("approvals", LETTERS, act("approvals", "mark_all")),
    ),
    "approvals-decided": Screen(
        "what I decided, offline",
        desk(
            "approvals",
            LETTERS,
            lambda desk: desk.room("approvals").column.tabs.choose("decided"),
            **OFFLINE,
        ),
    ),
    "approvals-new": Screen(
        "the form of a new letter",
        desk("approvals", LETTERS, lambda desk: desk.room("approvals").new_letter()),
    ),
    "approvals-revise": Screen(
        "the next version of a returned letter",
        desk(
            "approvals",
            LETTERS,
            then(
                lambda desk: desk.room("approvals").column.tabs.choose("revise"),
                lambda desk: desk.room("approvals").resubmit(),
            ),
        ),
    ),
    "approvals-empty": Screen("everything is decided", desk("approvals", Town)),
    "drafting": Screen("a letter being written", desk("drafting", written_morning, open_newest, own=WRITTEN)),
    "drafting-checks": Screen(
        "what the checks find in it",
        desk(
            "drafting",
            written_morning,
            then(open_newest, lambda desk: desk.room("drafting").desk.show_view("checks")),
            own=WRITTEN,
        ),
    ),
    "drafting-list": Screen("my drafts", desk("drafting", written_morning)),
    "drafting-new": Screen("a new letter", desk("drafting", Town, act("drafting", "new"))),
    "drafting-empty": Screen("no draft yet", desk("drafting", Town)),
    "flexiwork-before": Screen("nothing recorded yet", desk("flexiwork", Town)),
    "flexiwork": Screen("the middle of a day, offline", desk("flexiwork", mornings.presence_day, **OFFLINE)),
    "flexiwork-after": Screen(
        "checked out, offline",
        desk("flexiwork", away, lambda desk: desk.room("flexiwork").check("out"), **WAITING),
    ),
    "activity": Screen(
        "refused, held, waiting, done",
        desk("activity", mornings.busy_sync, state="needs-you", contact=wib("09:27")),
    ),
    "activity-offline": Screen(
        "a restored server's question",
        desk(
            "activity", parked, state="needs-you", trouble="no-network", sweep_held=214, contact=wib("09:27")
        ),
    ),
    "activity-empty": Screen("a quiet day", desk("activity", Town)),
    "activity-report": Screen(
        "what a problem report copies",
        desk(
            "activity",
            mornings.busy_sync,
            lambda desk: desk.room("activity").copy_report(),
            state="needs-you",
        ),
    ),
    **{f"draft-{name}": Screen(text(make), drafting(make)) for name, make in draftings.PAGES.items()},
    **{
        f"activity-{code}": Screen(
            f"the sync state {code}", desk("activity", mornings.busy_sync, state=code, **ON)
        )
        for code in (
            "syncing",
            "pending",
            "undoable",
            "trouble",
            "first-download",
            "recheck",
            "held",
            "blocked",
        )
    },
    "settings": Screen("the settings", desk("settings", morning)),
    "settings-licences": Screen(
        "whose work it stands on",
        desk("settings", morning, lambda desk: LicenceSheet(desk.room("settings").content).open()),
    ),
    "tray": Screen("the menu of the system tray", tray_menu),
    "approvals-written": Screen("a written letter, whole", desk("approvals", written_town, own=SUBMITTED)),
    "approvals-elsewhere": Screen(
        "one whose body is not here yet", desk("approvals", partial(written_town, here=False), own=SUBMITTED)
    ),
}
