# SPDX-License-Identifier: Apache-2.0
"""Buka kunci: the desk lies on this device; its passphrase opens it, with or without a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui import language
from ui.bridge import Fault
from ui.room import Room
from ui.signin.calls import Run
from ui.signin.card import CardPage, ProblemStrip, centred, line, row, sentence
from ui.signin.view import UNDER_PASSPHRASE
from ui.widgets.button import TALL, Button
from ui.widgets.chip import Avatar
from ui.widgets.fields import Combo, Field
from ui.widgets.label import Label
from workspace.services.known import KnownProfile
from workspace.services.session import SignInProblem

translate = QCoreApplication.translate

Open = Callable[[KnownProfile, str | None], Any]


class UnlockView(Room):
    """`open_` opens a desk with a passphrase and blocks; `opened` carries the desk. `profiles`: last one first."""

    opened = Signal(object)
    language_chosen = Signal(str)
    other_asked = Signal()
    restore_asked = Signal(str)

    def __init__(
        self,
        open_: Open,
        run: Run,
        profiles: Sequence[KnownProfile],
        code: language.Code,
        version: str,
        *,
        problem: SignInProblem | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self._open, self._run, self._profiles = open_, run, tuple(profiles)
        self._code, self._version = code, version
        self._busy = False
        self.rebuild()
        if problem is not None:
            self._tell(problem)

    def panes(self) -> list[QWidget]:
        return [self.passphrase]

    def use_language(self, code: language.Code) -> None:
        """The language is another now."""
        self._code = code

    def keep(self) -> Any:
        return self.passphrase.text(), self.people.currentIndex()

    def restore(self, kept: Any) -> None:
        text, at = kept
        self.people.setCurrentIndex(at)
        self.passphrase.setText(text)

    def build(self) -> QWidget:
        page = CardPage(self._code, self._version)
        page.language_chosen.connect(self.language_chosen)
        self._face = Avatar("", side=64)
        self._name = Label(size=19, weight=600)
        self._where = Label(ink="text2")
        for widget in (self._face, self._name, self._where):
            centred(page.body, widget)
        self.people = Combo()
        self.people.setObjectName("unlock.person")
        for profile in self._profiles:
            self.people.addItem(profile.name or profile.server)
        self.people.currentIndexChanged.connect(self._chosen)
        self._people_field = Field(translate("signin", "Whose desk"), self.people)
        self._people_field.setVisible(len(self._profiles) > 1)
        page.body.addWidget(self._people_field)
        self.problem = ProblemStrip()
        self.problem.help_asked.connect(self._help)
        page.body.addWidget(self.problem)
        self.passphrase = line("unlock.passphrase", secret=True)
        self.passphrase.returnPressed.connect(self.send)
        self._field = Field(translate("signin", "Passphrase of this device"), self.passphrase)
        self.passphrase.textEdited.connect(lambda: self._field.set_fault(""))
        page.body.addWidget(self._field)
        self.button = Button(translate("signin", "Unlock"), "primary", "lock-open", height=TALL)
        self.button.setObjectName("unlock.send")
        self.button.clicked.connect(self.send)
        page.body.addWidget(self.button)
        other = Button(translate("signin", "Sign in as somebody else"), "link")
        other.setObjectName("unlock.other")
        other.clicked.connect(self.other_asked)
        page.body.addLayout(row(other))
        told = Label(
            translate("signin", "No network is needed. What you did here is kept and sent later."),
            size=12,
            ink="text2",
            wrap=True,
        )
        page.body.addWidget(told)
        self._chosen(0)
        return page

    @property
    def profile(self) -> KnownProfile:
        """Whose desk is to be opened."""
        return self._profiles[max(0, self.people.currentIndex())]

    def send(self) -> None:
        """Open the desk."""
        typed = self.passphrase.text() or None
        self.begin(partial(self._open, self.profile, typed))

    def begin(self, call: Callable[[], Any]) -> None:
        """Open the desk by a call that blocks, once at a time."""
        if self._busy:
            return
        self._set_busy(True)
        self._run(self, self._came, call, on_fault=self._failed)

    def _failed(self, fault: Fault) -> None:
        self._set_busy(False)
        self.problem.tell_fault(fault)

    def _came(self, result: Any) -> None:
        self._set_busy(False)
        if isinstance(result, SignInProblem):
            self._tell(result)
            return
        self.passphrase.clear()
        self.opened.emit(result)

    def _tell(self, found: SignInProblem) -> None:
        if found.kind in UNDER_PASSPHRASE:
            self._field.set_fault(sentence(found))
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            self.problem.tell(found)

    def _help(self, code: str) -> None:
        if code == "restore":
            self.restore_asked.emit(self.passphrase.text())
        else:
            self.send()

    def _chosen(self, _: int) -> None:
        profile = self.profile
        self._face.set_name(profile.name)
        self._name.setText(profile.name or translate("signin", "Your desk"))
        self._where.setText(profile.server.partition("://")[2] or profile.server)

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a plain setter
        self._busy = busy
        self.button.setEnabled(not busy)
        self.button.set_caption(translate("signin", "Opening…") if busy else translate("signin", "Unlock"))
        if busy:
            self.problem.hide()
