# SPDX-License-Identifier: Apache-2.0
"""The ways to a desk: signing in, unlocking, signing in again over the work, and back from damage."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui import when
from ui.bridge import Bridge
from ui.core import Core
from ui.language import Code
from ui.room import Room
from ui.shell.host import Host
from ui.signin.again import AgainSheet
from ui.signin.unlock import UnlockView
from ui.signin.view import Here, SignInView
from workspace.services.cabinet import Restored
from workspace.services.known import Known, KnownProfile
from workspace.services.session import SignInProblem, Workspace

translate = QCoreApplication.translate


class Doors(QObject):
    """`keep` is called on the worker with every desk that was opened, before anybody else hears of it.

    `opened` carries a Workspace; the other signals what was chosen on a card.
    """

    opened = Signal(object)
    language_chosen = Signal(str)
    proxy_chosen = Signal(str)
    unlock_asked = Signal()
    sign_in_asked = Signal()

    def __init__(
        self, core: Core, bridge: Bridge, host: Host, keep: Callable[[Workspace], None], version: str
    ) -> None:
        super().__init__(host)
        self._core, self._bridge, self._host = core, bridge, host
        self._keep, self._version = keep, version
        self._restored: Restored | None = None

    # ---- on the worker -------------------------------------------------------------------------

    def open(self, profile: KnownProfile, passphrase: str | None) -> Workspace | SignInProblem:
        """Open a desk that lies on this machine. Blocks."""
        return self._kept(self._core.sign_in.open_profile(profile, passphrase))

    def check(self, server: str) -> Any:
        """The five checks. Blocks."""
        return self._core.sign_in.check(server)

    def sign_in(self, *args: Any, **named: Any) -> Workspace | SignInProblem:
        """Sign in. Blocks."""
        return self._kept(self._core.sign_in.sign_in(*args, **named))

    def _restore(self, profile: KnownProfile, passphrase: str) -> Workspace | SignInProblem:
        """Put the newest good copy in the place of a damaged store, then open it. Blocks."""
        done = self._core.cabinet.restore(profile.folder, passphrase or None)
        if isinstance(done, SignInProblem):
            return done
        self._restored = done
        return self.open(profile, passphrase or None)

    def _kept(self, result: Workspace | SignInProblem) -> Workspace | SignInProblem:
        if isinstance(result, Workspace):
            self._keep(result)
        return result

    def news(self, *, died: bool) -> str:
        """What is to be said of how the desk was opened, once; `died`: the program before did not end well."""
        done, self._restored = self._restored, None
        if done is not None:
            return restored_text(done)
        if died:
            return translate(
                "shell",
                "The program did not end properly last time. Nothing was lost; what waited still waits.",
            )
        return ""

    # ---- cards ---------------------------------------------------------------------------------

    def show_sign_in(self, known: Known, code: Code, problem: SignInProblem | None) -> None:
        """The card of a first sign-in."""
        today = self._core.sign_in.clock()[:10]
        device = platform.node() or "Laptop"
        here = Here(device, known.server, today, self._version, code, known.proxy)
        returning = bool(known.profiles)
        view = SignInView(self, self._bridge.run, here, returning=returning, problem=problem)
        view.signed_in.connect(self.opened)
        view.language_chosen.connect(self.language_chosen)
        view.proxy_chosen.connect(self.proxy_chosen)
        view.back_asked.connect(self.unlock_asked)
        self._show(view)

    def show_unlock(self, people: Sequence[KnownProfile], code: Code, problem: SignInProblem | None) -> None:
        """The card of a desk that lies here; the first of `people` is offered."""
        view = UnlockView(self.open, self._bridge.run, people, code, self._version, problem=problem)
        view.opened.connect(self.opened)
        view.language_chosen.connect(self.language_chosen)
        view.other_asked.connect(self.sign_in_asked)
        view.restore_asked.connect(lambda phrase: view.begin(partial(self._restore, view.profile, phrase)))
        self._show(view)

    def _show(self, view: Room) -> None:
        leave = QAction(view)
        leave.setShortcut(QKeySequence("Ctrl+Q"))  # as at the desk
        leave.triggered.connect(self._host.close)
        view.addAction(leave)
        self._host.show_page(view)
        view.enter()

    def again(self, over: QWidget, workspace: Workspace, done: Callable[[Any], None]) -> None:
        """The session ended: ask for NIP and password, over the work that goes on."""
        sign_in = self._core.sign_in
        run = partial(self._bridge.run, on="wire")
        call = partial(sign_in.sign_in_again, workspace)
        AgainSheet(over, workspace.profile.name, sign_in.clock()[:10], run, call, done).ask()


def restored_text(done: Restored) -> str:
    """What a restore of a damaged desk did, the doubtful above all."""
    parts = [translate("shell", "Your desk was damaged; everything is downloaded anew.")]
    if done.day:
        text = translate("shell", "Your desk was damaged and is restored from the copy of {day}.")
        parts = [text.format(day=when.long_day(done.day))]
    if done.saved:
        parts.append(
            translate("shell", "%n change(s) of yours were saved from the damaged file.", "", done.saved)
        )
    if done.doubtful:
        parts.append(
            translate("shell", "%n change(s) are held back: look at them in Sync.", "", done.doubtful)
        )
    if not done.complete:
        parts.append(translate("shell", "Some of what you wrote could not be read."))
    return " ".join(parts)
