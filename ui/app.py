# SPDX-License-Identifier: Apache-2.0
"""The program with windows: what is shown first, what is loaded when, and how it ends.

frame     Qt and the colours: the shape of the window
glance    fonts, words, the key: the rows of the last page, out of the store
page      the core and the inbox: the true first page, by a reader of the store
desk      the desk is opened by its worker (and SQLAlchemy with it), the other rooms are made
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.memory import Memory, careful
from ui.shell import geometry
from ui.shell.host import Host, Opening
from workspace.services.known import KnownProfile

if TYPE_CHECKING:
    from ui.bridge import Bridge, Fault
    from ui.core import Core
    from ui.doors import Doors
    from ui.idle import Idle
    from ui.language import Language
    from ui.opened import OpenedDesk, Rooms
    from ui.shell.looks import Looks
    from ui.shell.systray import Systray
    from workspace.domain.changes import Changes
    from workspace.services.reading import Reading
    from workspace.services.session import SignInProblem, Workspace
    from workspace.services.status import SyncState

translate = QCoreApplication.translate

VERSION: Final = "0.1.0"
SLOW_MS: Final = 5_000
UNSEEN_MS: Final = 1_000
GLANCE_MS: Final = 5_000  # after the last change, so that many at once are kept once


class Program(QObject):
    """One run. `at` is the folder of all profiles; `assemble(at)` puts the core together, after the first frame.

    `ring` stands in for the system's key store in tests.
    """

    def __init__(
        self, app: QApplication, at: Path, assemble: Callable[[Path], Core], ring: Any = None
    ) -> None:
        super().__init__()
        self._app, self._at, self._assemble, self._given_ring = app, at, assemble, ring
        self._begun = False
        self._core: Core | None = None
        self._workspace: Workspace | None = None
        self._profile: KnownProfile | None = None
        self._reading: Reading | None = None
        self.desk: OpenedDesk | None = None
        self.systray: Systray | None = None
        self._state: SyncState | None = None
        self._kept: tuple[str, OpenedDesk | None] = (
            "",
            None,
        )  # while it is locked: whose, and being written in
        self.idle: Idle | None = None
        self._kept_glance = ""
        self._left = False
        self.memory = Memory(at, lambda call, changed: self.bridge.run(self, _nothing, call, changed))
        theme.glance(self.memory.looks.theme(app))
        app.setApplicationName("RuangKerja")
        app.setApplicationDisplayName("Ruang Kerja")
        app.setQuitOnLastWindowClosed(False)
        self.host = Host(self._may_close)
        self._slow = self._timer(SLOW_MS, self._waiting_long)
        self._glancing = self._timer(GLANCE_MS, self._keep_glance)

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    @cached_property
    def bridge(self) -> Bridge:
        """The workers; they begin with the first that is asked of them."""
        from ui.bridge import Bridge

        made = Bridge(self)
        made.changed.connect(self._changed)
        made.state.connect(self._stated)
        made.faulted.connect(self.show_fault)
        return made

    @cached_property
    def language(self) -> Language:
        """The language of the screen, the one chosen last to begin with."""
        from ui import language

        made = language.Language(self._app)
        made.use(language.known(self.memory.known.language))
        return made

    @cached_property
    def doors(self) -> Doors:
        """The ways to a desk."""
        from ui.doors import Doors

        assert self._core is not None  # noqa: S101 - told to mypy
        made = Doors(self._core, self.bridge, self.host, self._keep, VERSION)
        made.opened.connect(self._opened)
        made.language_chosen.connect(self.use_language)
        made.proxy_chosen.connect(lambda proxy: self.memory.keep(proxy=proxy))
        made.unlock_asked.connect(self.show_unlock)
        made.sign_in_asked.connect(self.show_sign_in)
        return made

    # ---- starting ------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the first frame: colours and shapes, no word. Everything else follows."""
        opening = Opening()
        opening.painted.connect(self._begin)
        self.host.show_page(opening)
        screens = [screen.availableGeometry() for screen in self._app.screens()]
        frame = geometry.from_text(self.memory.window, screens)
        self.host.place_at(frame, maximised=bool(self.memory.window.get("max")))
        QTimer.singleShot(UNSEEN_MS, self, self._begin)  # a window that is not shown is never painted

    def _begin(self) -> None:
        """The first frame is painted: load fonts and words; whose desk is it, and what did it show last?"""
        if self._begun:
            return
        self._begun = True
        from workspace.services import glance

        theme.apply(self._app, self.memory.looks.theme(self._app))
        page, _ = self.host.page, self.language
        # Told now: it would reach the next page otherwise, which speaks it already, and have it made once more.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        if page is not None:
            page.setAccessibleName(translate("shell", "Opening your desk"))
        self._profile = self.memory.known.last_profile()
        folder = self._at / self._profile.folder if self._profile else None
        if folder is None or glance.locked(folder):
            self._load()
            return
        self._slow.start()
        ring = self._given_ring or glance.SystemRing()
        self.bridge.run(self, self._glanced, glance.read, folder, ring, on="wire")

    def _glanced(self, text: str) -> None:
        """The rows of the last page, if they can be shown; then everything else."""
        from ui.shell import glance

        self._slow.stop()
        rows = glance.from_text(text, day=_today(), language=self.language.code)
        if not rows:
            self._load()
            return
        page = glance.Glance(translate("inbox", "Inbox"), rows, self.memory.list_width)
        page.painted.connect(self._load)
        self.host.show_page(page)
        page.list.setFocus()

    def _load(self) -> None:
        """Load the core and open the desk, or ask for what opens it."""
        from ui.widgets.focus import keep_focus_visible

        self._core = self._assemble(self._at)
        keep_focus_visible(self._app)
        self._app.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._app.applicationStateChanged.connect(self._woken)
        profile, cabinet = self._profile, self._core.cabinet
        if profile is None or not cabinet.holds(profile.folder):
            self.show_sign_in()
        elif cabinet.locked(profile.folder):
            self.show_unlock()
        else:
            self._slow.start()
            self.bridge.run(self, self._looked, cabinet.look, profile.folder, None, on="wire")
            import ui.opened  # noqa: F401 - meanwhile: most of the way to the true page is loading it

    def _looked(self, found: Any) -> None:
        """A reader of the store is there (or it is not): the first page at once, the desk behind it."""
        from workspace.services.session import SignInProblem

        self._slow.stop()
        profile = self._profile
        if profile is None:
            return
        if isinstance(found, SignInProblem):
            self._refused(found)
            return
        self._show_desk(found, profile)
        QTimer.singleShot(
            0, self, lambda: self.bridge.run(self, self._opened, self.doors.open, profile, None)
        )

    def _waiting_long(self) -> None:
        page = self.host.page
        if isinstance(page, Opening):
            page.say(
                translate("shell", "Waiting for this device's key store. It may be asking for its password.")
            )

    # ---- opening -------------------------------------------------------------------------------

    def _keep(self, workspace: Workspace) -> None:
        """On the worker: what rooms ask for later is found here."""
        self._workspace = workspace

    def _opened(self, result: Workspace | SignInProblem) -> None:
        from ui.shell import single
        from workspace.services.session import SignInProblem

        self._slow.stop()
        if isinstance(result, SignInProblem):
            self._refused(result)
            return
        self._profile = result.profile
        if self.desk is None:
            self._show_desk(result.new_reader(), result.profile)
        self.bridge.adopt(result)
        QTimer.singleShot(0, self, self._furnish)
        text = self.doors.news(died=result.died)
        if text and self.desk is not None:
            self.desk.window.say(text)
        single.listen(self._at, self, self.show)

    def _refused(self, problem: SignInProblem) -> None:
        """The desk cannot be opened: say why where something can be done about it."""
        if problem.kind == "in-use":
            from ui.shell import single

            if single.wake(self._at):
                self.leave()
                return
        self._close_desk()
        if problem.kind in ("passphrase-needed", "passphrase-wrong"):
            self.show_unlock()
        elif problem.kind in ("key-missing", "key-store", "no-profile"):
            self.show_sign_in(problem)
        else:
            self.show_unlock(problem)

    def show_sign_in(self, problem: SignInProblem | None = None) -> None:
        """The card of a first sign-in."""
        self.doors.show_sign_in(self.memory.known, self.language.code, problem)

    def show_unlock(self, problem: SignInProblem | None = None) -> None:
        """The card of a desk that lies here."""
        people = self.memory.people(self._profile)
        if people:
            self.doors.show_unlock(people, self.language.code, problem)
        else:
            self.show_sign_in(problem)

    def sign_in_again(self) -> None:
        """The session ended: ask for NIP and password, over the work that goes on."""
        workspace = self._workspace
        if workspace is not None and self.desk is not None:
            done = partial(self.bridge.run, self, _nothing, workspace.signed_in)
            self.doors.again(self.desk.window, workspace, done)

    def lock(self) -> None:
        """Close the desk; its passphrase opens it again, with the sheet that was being filled in."""
        desk = self.desk
        if desk is not None and desk.window.action("lock").isEnabled() and desk.may_go():
            self.bridge.drop()
            self._close_desk(keep=desk.window.covered)
            self.show_unlock()
            self.host.show()  # the icon has gone with the desk: hidden, nothing would lead back

    # ---- the desk ------------------------------------------------------------------------------

    def _show_desk(self, reader: Any, profile: KnownProfile) -> None:
        """The window of a desk, read through `reader`, which is closed with it."""
        from ui.idle import Idle
        from ui.opened import OpenedDesk, context
        from ui.shell.window import Ways
        from workspace.services.reading import Reading

        assert self._core is not None  # noqa: S101 - told to mypy
        if self.idle is None:
            self.idle = Idle(self._app, self.host, self.bridge.settle, self.lock, self._core.sign_in.boot)
        self.idle.watch(self.memory.looks.lock_after)
        (folder, kept), self._kept = self._kept, ("", None)
        if kept is not None and folder == profile.folder:
            self.desk, self._reading = kept, kept.context.reading
            kept.wake(self.host, reader)
            return
        if kept is not None:
            kept.end()
        reading = self._reading = Reading(reader, profile.officer, self._core.sign_in.clock)
        made = context(reading, self.bridge, lambda: self._workspace)
        ways = Ways(
            find=lambda text: desk.inbox.search(text),  # noqa: PLW0108 - there is no desk yet
            new=lambda: desk.inbox.new_task(),  # noqa: PLW0108 - there is no desk yet
            sync=self.bridge.sync_now,
            lock=self.lock,
            leave=self.leave,
            sign_in=self.sign_in_again,
            scale=self.scale,
        )
        desk = self.desk = OpenedDesk(made, ways, self._rooms, self)
        desk.inbox.set_list_width(self.memory.list_width)
        desk.window.destroyed.connect(lambda: reading.reader.close())  # noqa: PLW0108 - rooms read until the end
        desk.window.action("lock").setEnabled(self._core.cabinet.locked(profile.folder))
        chosen = getattr(self.host.page, "chosen", "")
        self.host.show_page(desk.window)
        desk.window.go("inbox")
        desk.inbox.choose(chosen)

    def _rooms(self, desk: OpenedDesk) -> Rooms:
        from ui import rooms

        facts, looks = rooms.facts(self._profile, self._workspace, VERSION), self.memory.looks
        sync, code = self.bridge.sync_now, self.language.code
        choices = rooms.Choices(looks, code, facts, sync, self.use_looks, self.use_language)
        return rooms.OtherRooms(desk, choices)

    def _furnish(self) -> None:
        """Between two events each: what the first page did not need."""
        if self.desk is None:
            return
        if self.desk.furnish():
            QTimer.singleShot(0, self.desk, self._furnish)
        else:
            self.desk.set_looks(self.memory.looks)
            self._make_systray()
            self._glancing.start()

    def _make_systray(self) -> None:
        from ui.shell.systray import Systray, app_icon

        if self.desk is None:
            return
        names = ("go.inbox", "go.approvals", "", "new", "sync", "", "lock", "leave")
        menu = [self.desk.window.action(name) if name else None for name in names]
        self.systray = Systray(self.desk.window, menu, self.show)
        self._app.setWindowIcon(app_icon())
        if self._state is not None:
            self._stated(self._state)

    def _changed(self, changes: Changes) -> None:
        if self.desk is None:
            return
        self.desk.changed(changes)
        self._glancing.start()
        if "officer" in changes.kinds and self._workspace is not None:
            self.bridge.run(self, _nothing, careful, self._workspace.remember)

    def _stated(self, state: SyncState) -> None:
        before, self._state = self._state, state
        if self.desk is None or self._reading is None:
            return
        self.desk.set_state(state)
        if self.systray is not None:
            from ui import words

            told = words.sync_text(state, self._reading.zone, self._reading.today())
            self.systray.set_state(told)
            if before is not None and state.tray > before.tray and not self.host.isActiveWindow():
                self.systray.news(told.text)

    def _close_desk(self, *, keep: bool = False) -> None:
        if self.systray is not None:
            self.systray.icon.hide()
        desk, self.desk, self.systray = self.desk, None, None
        self._workspace, self._reading, self._state = None, None, None
        if desk is not None:
            self._keep_window(desk)
            if keep and self._profile is not None:
                desk.rest(self.host)
                self._kept = self._profile.folder, desk
            else:
                desk.deleteLater()

    # ---- looks and language --------------------------------------------------------------------

    def use_language(self, code: str) -> None:
        """Speak another language from now on."""
        from ui import language

        chosen = language.known(code)
        use = getattr(self.host.page, "use_language", None)
        if callable(use):
            use(chosen)
        self.language.use(chosen)
        self.memory.keep(language=chosen)
        if self.desk is not None:
            self.desk.set_language(chosen)
        if self.systray is not None and self._state is not None:
            self.systray.retranslate()
            self._stated(self._state)

    def use_looks(self, chosen: Looks) -> None:
        """Look like this from now on."""
        self.memory.keep_looks(chosen)
        if self.idle is not None:
            self.idle.watch(chosen.lock_after)
        theme.apply(self._app, chosen.theme(self._app))
        if self.desk is not None:
            self.desk.set_looks(chosen)

    def scale(self, by: int) -> None:
        """Text one step larger or smaller, 0 as usual."""
        self.use_looks(self.memory.looks.bigger(by))

    def _desktop_changed(self) -> None:
        if self.memory.looks.scheme == "system":
            theme.apply(self._app, self.memory.looks.theme(self._app))

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.bridge.poke()

    # ---- showing, closing ----------------------------------------------------------------------

    def show(self) -> None:
        """Bring the window to the front."""
        self.host.setWindowState(self.host.windowState() & ~Qt.WindowState.WindowMinimized)
        self.host.show()
        self.host.raise_()
        self.host.activateWindow()

    def show_fault(self, fault: Fault) -> None:
        """Tell what went wrong, where the officer is."""
        if self.desk is not None:
            self.desk.window.show_fault(fault)
        else:
            print(fault.trace, file=sys.stderr)  # noqa: T201 - there is no window yet to say it in

    def _may_close(self) -> bool:
        if self._left:
            return True
        if self.systray is not None and self.systray.available and self.memory.looks.tray:
            self.host.hide()
            self.systray.hidden()
            return False
        self.leave()
        return True

    def _keep_window(self, desk: OpenedDesk) -> None:
        maximised = self.host.isMaximized()
        frame = self.host.normalGeometry() if maximised else self.host.geometry()
        self.memory.keep_window(frame, maximised=maximised, list_width=desk.inbox.list_width)

    def _keep_glance(self) -> None:
        """Keep the first page as it is shown now, for the next start."""
        from ui.shell import glance

        if self.desk is None or self._workspace is None:
            return
        rows = self.desk.inbox.first_rows(glance.ROWS)
        text = glance.to_text(rows, day=_today(), language=self.language.code)
        if rows and text != self._kept_glance:
            self._kept_glance = text
            self.bridge.run(self, _nothing, self._workspace.keep_glance, text)

    def leave(self) -> None:
        """End: the window goes, what waits is sent if that is quick, the store is closed."""
        if self._left or (self.desk is not None and not self.desk.may_go()):
            return
        self._left = True
        if self.desk is not None:
            self._keep_window(self.desk)
            self._keep_glance()
        if self.systray is not None:
            self.systray.icon.hide()
        self.host.hide()
        self.bridge.close()
        self._app.quit()


def _nothing(_: object) -> None:
    """Nobody waits for an answer."""


def _today() -> str:
    """The day on this machine's clock: only whether a glance is of today hangs on it."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()


def assemble(at: Path) -> Core:
    """The real core; loaded when it is first needed."""
    from ui.core import Core
    from workspace import app

    return Core(app.assemble(at), app.cabinet(at))
