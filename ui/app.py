# SPDX-License-Identifier: Apache-2.0
"""The program with windows: what is shown first, what is loaded when, and how it ends.

The first frame needs Qt and the colours. The core is loaded after it was painted; the first page of the inbox
comes from a reader of the store; the desk itself (and with it SQLAlchemy) is opened by its worker after that.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.shell import geometry, looks
from ui.shell.host import Host, Opening
from workspace.domain.errors import Unavailable
from workspace.services import known
from workspace.services.known import Known, KnownProfile

if TYPE_CHECKING:
    from ui.bridge import Bridge, Fault
    from ui.language import Language
    from ui.opened import OpenedDesk, Rooms
    from ui.shell.systray import Systray
    from workspace.domain.changes import Changes
    from workspace.services.cabinet import FileCabinet
    from workspace.services.reading import Reading
    from workspace.services.signin import SignIn
    from workspace.services.status import SyncState

translate = QCoreApplication.translate

VERSION: Final = "0.1.0"
SLOW_MS: Final = 5_000
UNSEEN_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Core:
    """What opens desks, and where they lie."""

    sign_in: SignIn
    cabinet: FileCabinet


class Program(QObject):
    """One run. `at` is the folder of all profiles; `assemble(at)` puts the core together, after the first frame."""

    def __init__(self, app: QApplication, at: Path, assemble: Callable[[Path], Core]) -> None:
        super().__init__()
        self._app, self._at, self._assemble = app, at, assemble
        self._made: Core | None = None
        self._workspace: Any = None
        self._profile: KnownProfile | None = None
        self._reading: Reading | None = None
        self.desk: OpenedDesk | None = None
        self.systray: Systray | None = None
        self._state: SyncState | None = None
        self._left = False
        self.known: Known = known.read(at)
        self.looks = looks.from_text(self.known.window, self.known.theme)
        theme.glance(self.looks.theme(app))
        app.setApplicationName("RuangKerja")
        app.setApplicationDisplayName("Ruang Kerja")
        app.setQuitOnLastWindowClosed(False)
        self.host = Host(self._may_close)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._waiting_long)

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
        made.use(language.known(self.known.language))
        return made

    # ---- starting ------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the first frame: colours and shapes, no word. Everything else follows."""
        opening = Opening()
        opening.painted.connect(self._begin)
        self.host.show_page(opening)
        screens = [screen.availableGeometry() for screen in self._app.screens()]
        frame = geometry.from_text(self.known.window, screens)
        self.host.place_at(frame, maximised=bool(self.known.window.get("max")))
        QTimer.singleShot(UNSEEN_MS, self, self._begin)  # a window that is not shown is never painted

    def _begin(self) -> None:
        """The first frame is painted: load fonts, words and the core, find out whose desk it is."""
        if self._made is not None:
            return
        from ui.widgets.focus import keep_focus_visible

        self._made = self._assemble(self._at)
        theme.apply(self._app, self.looks.theme(self._app))
        keep_focus_visible(self._app)
        self._app.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._app.applicationStateChanged.connect(self._woken)
        page, _ = self.host.page, self.language
        if page is not None:
            page.setAccessibleName(translate("shell", "Opening your desk"))
        profile = self.known.last_profile()
        cabinet = self._core.cabinet
        if profile is None or not cabinet.holds(profile.folder):
            self.show_sign_in()
            return
        self._profile = profile
        if cabinet.locked(profile.folder):
            self.show_unlock()
            return
        self._slow.start()
        self.bridge.run(self, self._looked, cabinet.look, profile.folder, None, on="wire")
        import ui.opened  # noqa: F401 - meanwhile: most of the way to the first page is loading the rooms

    @property
    def _core(self) -> Core:
        assert self._made is not None  # noqa: S101 - told to mypy
        return self._made

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
        QTimer.singleShot(0, self, lambda: self._open(profile, None))

    def _waiting_long(self) -> None:
        page = self.host.page
        if isinstance(page, Opening):
            page.say(
                translate("shell", "Waiting for this device's key store. It may be asking for its password.")
            )

    # ---- opening, signing in, unlocking --------------------------------------------------------

    def _open(self, profile: KnownProfile, passphrase: str | None) -> None:
        self.bridge.run(self, self._opened, self._open_now, profile, passphrase)

    def _open_now(self, profile: KnownProfile, passphrase: str | None) -> Any:
        """On the desk's worker. What rooms ask for later is found through `_workspace`."""
        return self._keep(self._core.sign_in.open_profile(profile, passphrase))

    def _keep(self, result: Any) -> Any:
        from workspace.services.session import Workspace

        if isinstance(result, Workspace):
            self._workspace = result
        return result

    def _opened(self, result: Any) -> None:
        from workspace.services.session import SignInProblem

        if isinstance(result, SignInProblem):
            self._refused(result)
            return
        self._profile = result.profile
        if self.desk is None:
            self._show_desk(result.new_reader(), result.profile)
        self.bridge.adopt(result)
        QTimer.singleShot(0, self, self._furnish)
        if result.died and self.desk is not None:
            text = translate(
                "shell",
                "The program did not end properly last time. Nothing was lost; what waited still waits.",
            )
            self.desk.window.say(text)
        from ui.shell import single

        single.listen(self._at, self, self.show)

    def _refused(self, problem: Any) -> None:
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

    def show_sign_in(self, problem: Any = None) -> None:
        """The card of a first sign-in."""
        from ui.signin.view import Here, SignInView

        code = self.language.code
        here = Here(
            platform.node() or "Laptop",
            self.known.server,
            self._core.sign_in.clock()[:10],
            VERSION,
            code,
            self.known.proxy,
        )
        view = SignInView(
            _Keeping(self._core.sign_in, self._keep),
            self.bridge.run,
            here,
            returning=bool(self.known.profiles),
            problem=problem,
        )
        view.signed_in.connect(self._opened)
        view.language_chosen.connect(self.use_language)
        view.proxy_chosen.connect(lambda proxy: self._remember(proxy=proxy))
        view.back_asked.connect(self.show_unlock)
        self._show_card(view)

    def show_unlock(self, problem: Any = None) -> None:
        """The card of a desk that lies here."""
        from ui.signin.unlock import UnlockView

        self.known = replace(self.known, profiles=known.read(self._at).profiles)
        last = self._profile or self.known.last_profile()
        rest = [p for p in self.known.profiles if last is None or p.folder != last.folder]
        people = [*([last] if last is not None else []), *rest]
        if not people:
            self.show_sign_in(problem)
            return
        view = UnlockView(
            self._open_now, self.bridge.run, people, self.language.code, VERSION, problem=problem
        )
        view.opened.connect(self._opened)
        view.language_chosen.connect(self.use_language)
        view.other_asked.connect(self.show_sign_in)
        self._show_card(view)

    def _show_card(self, view: Any) -> None:
        self.host.show_page(view)
        view.enter()
        self._slow.stop()

    # ---- the desk ------------------------------------------------------------------------------

    def _show_desk(self, reader: Any, profile: KnownProfile) -> None:
        """The window of a desk, read through `reader`, which is closed with it."""
        from ui.opened import OpenedDesk, context
        from ui.shell.window import Ways
        from workspace.services.reading import Reading

        reading = self._reading = Reading(reader, profile.officer, self._core.sign_in.clock)
        made = context(reading, self.bridge, lambda: self._workspace)
        ways = Ways(
            find=self._find,
            new=self._new_task,
            sync=self.bridge.sync_now,
            lock=self.lock,
            leave=self.leave,
            sign_in=self.sign_in_again,
            scale=self.scale,
        )
        self.desk = OpenedDesk(made, ways, self._rooms, self)
        self.desk.inbox.set_list_width(geometry.number(self.known.window, "list", 408))
        self.desk.window.destroyed.connect(reader.close)  # its rooms may read until the very end
        self.desk.window.action("lock").setEnabled(self._core.cabinet.locked(profile.folder))
        self.host.show_page(self.desk.window)
        self.desk.window.go("inbox")

    def _rooms(self, desk: OpenedDesk) -> Rooms:
        from ui import rooms
        from ui.activity.view import DeviceFacts

        profile, workspace = self._profile, self._workspace
        facts = DeviceFacts(
            platform.node(),
            profile.server if profile else "",
            workspace.device.id if workspace else "",
            VERSION,
        )
        choices = rooms.Choices(
            self.looks, self.language.code, facts, self.bridge.sync_now, self.use_looks, self.use_language
        )
        return rooms.OtherRooms(desk, choices)

    def _furnish(self) -> None:
        """Between two events each: what the first page did not need."""
        if self.desk is None:
            return
        if self.desk.furnish():
            QTimer.singleShot(0, self.desk, self._furnish)
        else:
            self.desk.set_looks(self.looks)
            self._make_systray()

    def _find(self, text: str) -> None:
        self._desk.inbox.search(text)

    def _new_task(self) -> None:
        self._desk.inbox.new_task()

    @property
    def _desk(self) -> OpenedDesk:
        assert self.desk is not None  # noqa: S101 - told to mypy
        return self.desk

    def _make_systray(self) -> None:
        from ui.shell.systray import Systray, app_icon

        if self.desk is None:
            return
        act = self.desk.window.action
        menu = (
            act("go.inbox"),
            act("go.approvals"),
            None,
            act("new"),
            act("sync"),
            None,
            act("lock"),
            act("leave"),
        )
        self.systray = Systray(self.desk.window, menu, self.show)
        self._app.setWindowIcon(app_icon())
        if self._state is not None:
            self._stated(self._state)

    def _changed(self, changes: Changes) -> None:
        if self.desk is None:
            return
        self.desk.changed(changes)
        if "officer" in changes.kinds and self._workspace is not None:
            self.bridge.run(self, lambda _: None, self._remember_name)

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

    def sign_in_again(self) -> None:
        """The session ended: ask for NIP and password, over the work that goes on."""
        from functools import partial

        from ui.signin.again import AgainSheet

        workspace, profile = self._workspace, self._profile
        if workspace is None or profile is None:
            return

        def done(session: Any) -> None:
            self.bridge.run(self, lambda _: None, workspace.signed_in, session)

        run = partial(self.bridge.run, on="wire")
        call = partial(self._core.sign_in.sign_in_again, workspace)
        AgainSheet(self._desk.window, profile.name, self._core.sign_in.clock()[:10], run, call, done).ask()

    def lock(self) -> None:
        """Close the desk; its passphrase opens it again."""
        if self.desk is None or self._profile is None:
            return
        self.bridge.drop()
        self._close_desk()
        self.show_unlock()

    def _close_desk(self) -> None:
        if self.systray is not None:
            self.systray.icon.hide()
        desk, self.desk, self.systray = self.desk, None, None
        self._workspace, self._reading, self._state = None, None, None
        if desk is not None:
            self._keep_window(desk)
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
        self._remember(language=chosen)
        if self.desk is not None:
            self.desk.set_language(chosen)
        if self.systray is not None:
            self.systray.retranslate()

    def use_looks(self, chosen: looks.Looks) -> None:
        """Look like this from now on."""
        self.looks = chosen
        theme.apply(self._app, chosen.theme(self._app))
        if self.desk is not None:
            self.desk.set_looks(chosen)
        self._remember(theme=chosen.scheme, window={**self.known.window, **chosen.to_text()})

    def scale(self, by: int) -> None:
        """Text one step larger or smaller, 0 as usual."""
        self.use_looks(self.looks.bigger(by))

    def _desktop_changed(self) -> None:
        if self.looks.scheme == "system":
            theme.apply(self._app, self.looks.theme(self._app))

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.bridge.poke()

    def _remember(self, **changed: Any) -> None:
        """Keep something for the next start. The desk's worker writes the file too: only it does."""
        self.known = replace(self.known, **changed)
        self.bridge.run(self, lambda _: None, self._write_known, changed)

    def _write_known(self, changed: dict[str, Any]) -> None:
        try:
            known.write(self._at, replace(known.read(self._at), **changed))
        except OSError as error:
            raise Unavailable(str(error)) from error

    def _remember_name(self) -> None:
        workspace = self._workspace
        try:
            if workspace is not None:
                workspace.remember()
        except OSError as error:
            raise Unavailable(str(error)) from error

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
        if self.systray is not None and self.systray.available and self.looks.tray:
            self.host.hide()
            self.systray.hidden()
            return False
        self.leave()
        return True

    def _keep_window(self, desk: OpenedDesk) -> None:
        frame = self.host.normalGeometry() if self.host.isMaximized() else self.host.geometry()
        kept = geometry.to_text(frame, maximised=self.host.isMaximized(), list_width=desk.inbox.list_width)
        self._remember(window={**self.known.window, **self.looks.to_text(), **kept})

    def leave(self) -> None:
        """End: the window goes, what waits is sent if that is quick, the store is closed."""
        if self._left:
            return
        self._left = True
        if self.desk is not None:
            self._keep_window(self.desk)
        if self.systray is not None:
            self.systray.icon.hide()
        self.host.hide()
        self.bridge.close()
        self._app.quit()

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception nobody caught in this thread is our bug: told, and the program goes on."""
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            from ui.bridge import fault_of

            self.show_fault(fault_of(error))


class _Keeping:
    """Signing in that keeps the desk it opened for whoever asks for it on the worker."""

    def __init__(self, sign_in: SignIn, keep: Callable[[Any], Any]) -> None:
        self._sign_in, self._keep = sign_in, keep

    def check(self, server: str) -> Any:
        """The five checks."""
        return self._sign_in.check(server)

    def sign_in(self, *args: Any, **named: Any) -> Any:
        """Sign in."""
        return self._keep(self._sign_in.sign_in(*args, **named))


def assemble(at: Path) -> Core:
    """The real core; loaded when it is first needed."""
    from workspace import app

    return Core(app.assemble(at), app.cabinet(at))


def home() -> Path:
    """The folder of all profiles."""
    from workspace import app

    return app.home()
