# SPDX-License-Identifier: Apache-2.0
"""How screens come to stand: the real window over an invented morning, a place open, something done there.

`make(language, size)` gives a shown window; what is done to it is a list of small steps. The screens themselves
stand in `tests.ui.screens`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.paper.page import letters
from tests.ui import draftings, mornings
from tests.ui.desk_kit import Town, run_now
from tests.ui.inbox_kit import Live, find, morning
from tests.ui.mornings import FACTS, wib
from tests.ui.shots_rooms import framed
from ui.bridge import Bridge, Fault
from ui.language import Code
from ui.opened import Context, OpenedDesk
from ui.rooms import Choices, OtherRooms
from ui.shell.commandbox import CommandBox
from ui.shell.glance import Glance
from ui.shell.host import Host, Opening
from ui.shell.looks import Looks
from ui.shell.systray import Systray
from ui.shell.window import Ways
from ui.signin.again import AgainSheet
from ui.signin.proxy import ProxySheet
from ui.signin.unlock import UnlockView
from ui.signin.view import Here, SignInView
from ui.words import sync_text
from workspace.services.known import SYSTEM, KnownProfile
from workspace.services.session import CHECKS, CheckStep, SignInProblem


@dataclass
class Shown:
    """A window with a screen in it. `own` are words that are neither the language's nor the records'."""

    whole: QWidget
    town: Town | None = None
    own: str = ""
    fixed: bool = False  # as large as it wants to be, in every window
    behind: QWidget | None = None

    def close(self) -> None:
        """Take it away, and everything in it."""
        for each in filter(None, (self.whole, self.behind)):
            each.hide()
            each.deleteLater()
        settle()


Make = Callable[[Code, QSize], Shown]


def settle() -> None:
    """Let layouts, first events and deletions happen."""
    for _ in range(4):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# ---- the desk -----------------------------------------------------------------------------------


def _nothing(*_: object) -> None:
    """What the window has done by others."""


@dataclass
class Desk:
    """The opened desk of a town, in its window."""

    town: Town
    code: Code
    host: Host = field(init=False)
    opened: OpenedDesk = field(init=False)

    def __post_init__(self) -> None:
        self.host = Host(lambda: True)
        live = Live(self.town)
        bridge = cast("Bridge", FakeBridge(live, self.host))
        ways = Ways(
            find=lambda text: self.opened.inbox.search(text),  # noqa: PLW0108 - there is none yet
            new=lambda: self.opened.inbox.new_task(),  # noqa: PLW0108 - there is none yet
            sync=_nothing, lock=_nothing, leave=_nothing, sign_in=_nothing, scale=_nothing,
        )  # fmt: skip
        town = self.town
        context = Context(town.reading, town.deeds, town.tray, bridge, town.writing, town.drafts)
        choices = Choices(Looks(), self.code, FACTS, _nothing, _nothing, _nothing)
        self.opened = OpenedDesk(context, ways, lambda desk: OtherRooms(desk, choices), self.host)
        live.rooms.append(self.opened)
        while self.opened.furnish():
            pass
        self.host.show_page(self.opened.window)

    def room(self, code: str) -> Any:
        """A room, by its place."""
        return self.opened.window.room(code)


class FakeBridge(QObject):
    """Calls at once; nothing has to be waited for until it is kept."""

    kept = Signal(object)
    changed = Signal(object)

    def __init__(self, run: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run


Do = Callable[[Desk], None]


def desk(
    place: str, town: Callable[[], Town], do: Do = _nothing, state: str = "synced", own: str = "", **more: Any
) -> Make:
    """A screen of the desk: a place open, the sync in a state, and then what is done there."""

    def make(code: Code, size: QSize) -> Shown:
        made = Desk(town(), code)
        made.opened.set_state(made.town.sync_state(state, **more))
        show(made.host, size)
        made.opened.window.go(place)
        settle()
        do(made)
        made.opened.set_state(made.town.sync_state(state, **more))  # what waits has changed
        settle()
        return Shown(made.host, made.town, own=f"{own} {FACTS.server}")

    return make


def show(whole: QWidget, size: QSize) -> None:
    """Show a window in a size, without a screen."""
    whole.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    whole.resize(size)
    whole.show()
    settle()


def act(place: str, name: str) -> Do:
    """An action of a room."""
    return lambda desk: desk.room(place).acts[name].trigger()


def opens(title: str) -> Do:
    """A record in the inbox."""
    return lambda desk: desk.room("inbox").open_record(find(desk.town, title))


def then(*steps: Do) -> Do:
    """One after the other."""

    def do(desk: Desk) -> None:
        for step in steps:
            step(desk)
            settle()

    return do


def seek(text: str) -> Do:
    """Write into the search box of the window, and wait no longer than a screen needs."""

    def do(desk: Desk) -> None:
        desk.opened.window._search.setText(text)
        desk.opened.window._find()

    return do


def ask(text: str, *, enter: bool = False) -> Do:
    """The command box, with something written in it and perhaps taken."""

    def do(desk: Desk) -> None:
        desk.opened.window.action("find").trigger()
        box = desk.opened.window.findChild(CommandBox)
        assert box is not None
        box.line.setText(text)
        if enter:
            QTest.keyClick(box.line, Qt.Key.Key_Return)
        settle()

    return do


def circular_of(desk: Desk) -> None:
    """The letter that changed since I returned it, in the room of approvals."""
    desk.room("approvals").open_record(find(desk.town, mornings.CIRCULAR))


def fails(fault: Fault) -> Do:
    """Something went wrong."""
    return lambda desk: desk.opened.window.show_fault(fault)


def parked() -> Town:
    """The busy morning, and one command held back."""
    town = mornings.busy_sync()
    town.desk.park([town.desk.waiting[0].row.id])
    return town


def proxy(view: SignInView) -> None:
    """The proxy of the network is asked for."""
    ProxySheet(view.content, "http://10.0.0.1", _nothing).ask()


def away() -> Town:
    """The end of the presence day."""
    town = mornings.presence_day()
    town.now = wib("16:02")
    return town


def tray_menu(code: Code, size: QSize) -> Shown:
    """The menu of the system tray."""
    town = mornings.busy_sync()
    made = Desk(town, code)
    window = made.opened.window
    names = ("go.inbox", "go.approvals", "", "new", "sync", "", "lock", "leave")
    tray = Systray(
        window, [window.action(name) if name else None for name in names], _nothing, available=False
    )
    tray.set_state(sync_text(town.sync_state("needs-you"), town.reading.zone, town.reading.today()))
    tray.menu.setParent(made.host, Qt.WindowType.Popup)
    tray.menu.ensurePolished()
    show(tray.menu, tray.menu.sizeHint())
    return Shown(tray.menu, town, fixed=True, behind=made.host)


BUG: Final = Fault(world=False, text="division by zero", trace="Traceback")
WORLD: Final = Fault(world=True, text="database or disk is full", trace="Traceback")

# ---- before there is a desk ---------------------------------------------------------------------

SERVER: Final = "kerja.contoh.id"
PERSON: Final = KnownProfile(f"https://{SERVER}", "o", "Hendra Saputra", "p")


class _Gate:
    """Answers that the network's proxy is in the way."""

    def __init__(self, problem: SignInProblem | None) -> None:
        self._problem = problem

    def check(self, server: str) -> tuple[CheckStep, ...]:
        states = (
            ("ok", "ok", "ok", "ok", "ok")
            if self._problem is None
            else ("ok", "ok", "failed", "skipped", "skipped")
        )
        return tuple(
            CheckStep(name, state, self._problem if state == "failed" else None)
            for name, state in zip(CHECKS, states, strict=True)
        )

    def sign_in(self, *_: Any, **__: Any) -> Any:
        return self._problem


def sign_in(do: Callable[[SignInView], None] = _nothing, problem: SignInProblem | None = None) -> Make:
    """The card of a first sign-in."""

    def make(code: Code, size: QSize) -> Shown:
        here = Here(FACTS.name, SERVER, mornings.TODAY, FACTS.version, code, SYSTEM)
        view = SignInView(_Gate(problem), run_now, here)
        host = _hosted(view, size)
        do(view)
        settle()
        return Shown(host, own=f"{SERVER} http proxy example kerja Bahasa Indonesia English {DETAIL}")

    return make


DETAIL: Final = "self-signed certificate"
CERTIFICATE: Final = SignInProblem("certificate", SERVER, DETAIL)


def shared(view: SignInView) -> None:
    """On a computer of several people, with everything filled in but the passphrase."""
    view.nip.setText("19000101 192001 1 004")
    view.password.setText("rahasia")
    view.shared.setChecked(True)
    view.send()


def unlock(problem: SignInProblem | None = None) -> Make:
    """The card of a desk that lies here."""

    def make(code: Code, size: QSize) -> Shown:
        others = (PERSON, KnownProfile(PERSON.server, "p", "Ratna Prameswari", "q"))
        view = UnlockView(lambda *_: None, run_now, others, code, FACTS.version, problem=problem)
        return Shown(
            _hosted(view, size), own=f"{PERSON.name} {others[1].name} {SERVER} https Bahasa Indonesia English"
        )

    return make


def _hosted(page: QWidget, size: QSize) -> Host:
    host = Host(lambda: True)
    host.show_page(page)
    show(host, size)
    return host


def opening(code: Code, size: QSize) -> Shown:
    """The first frame, while the key store is waited for."""
    page = Opening()
    host = _hosted(page, size)
    page.say(_said("shell", "Waiting for this device's key store. It may be asking for its password."))
    settle()
    return Shown(host)


def _said(context: str, text: str) -> str:
    app = QApplication.instance()
    assert app is not None
    return app.translate(context, text)


def drafting(make: Callable[[], QWidget]) -> Make:
    """A letter on the desk; it is no room of the window yet, so it stands in an empty frame."""

    def made(code: Code, size: QSize) -> Shown:
        room = make()
        frame = framed(room, size)
        show(frame, size)
        after = room.property("afterShow")
        if callable(after):
            after()
        settle()
        given = [
            value for module in (letters, draftings) for name, value in vars(module).items() if name.isupper()
        ]
        return Shown(frame, own=repr(given).replace("\\n", " ").replace("\\t", " ") + " denah png")

    return made


def glance(code: Code, size: QSize) -> Shown:
    """The rows of the last page, before everything is loaded."""
    town = morning()
    desk = Desk(town, code)
    page = Glance(_said("inbox", "Inbox"), desk.opened.inbox.first_rows(40), 408)
    return Shown(_hosted(page, size), town, behind=desk.host)


def again(desk: Desk) -> None:
    """The session ended, and one asks to sign in."""
    AgainSheet(desk.opened.window, PERSON.name, mornings.TODAY, run_now, _nothing, _nothing).open()
