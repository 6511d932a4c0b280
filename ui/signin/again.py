# SPDX-License-Identifier: Apache-2.0
"""Masuk kembali: the session ended; work went on, and waits to be sent once the officer signs in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.bridge import Fault
from ui.signin.calls import Run
from ui.signin.card import ProblemStrip, line, sentence
from ui.signin.view import UNDER_PASSWORD
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from workspace.domain import nip
from workspace.domain.moment import Day
from workspace.services.session import SignInProblem

translate = QCoreApplication.translate


class AgainSheet(Sheet):
    """`call(nip, password)` signs in and blocks; `on_done` gets the session it gave."""

    def __init__(
        self,
        host: QWidget,
        name: str,
        today: Day,
        run: Run,
        call: Callable[[str, str], Any],
        on_done: Callable[[Any], None],
    ) -> None:
        close = translate("signin", "Close")
        title = translate("signin", "Sign in again")
        super().__init__(
            host, title, subtitle=name, icon="key-round", tone="amber", width=440, close_name=close
        )
        self.setObjectName("again-sheet")
        self._today, self._run, self._call, self._on_done = today, run, call, on_done
        self._busy = False
        self.nip, self.password = line("again-sheet.nip"), line("again-sheet.password", secret=True)
        self._nip_field = Field("NIP", self.nip)
        self._password_field = Field(translate("signin", "Password"), self.password)
        self.problem = ProblemStrip()
        self.problem.help_asked.connect(lambda _: self.send())
        told = translate("signin", "Everything you did meanwhile is kept and is sent after this.")
        for widget in (
            Label(told, ink="text2", wrap=True),
            self.problem,
            self._nip_field,
            self._password_field,
        ):
            self.body.addWidget(widget)
        self.button = Button(translate("signin", "Sign in"), "primary", "log-in")
        self.button.setObjectName("again-sheet.send")
        self.button.clicked.connect(self.send)
        self.submitted.connect(self.send)
        for each in (self.nip, self.password):
            each.returnPressed.connect(self.send)
            each.textEdited.connect(self._clear)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet."""
        self.open(self.nip)

    def send(self) -> None:
        """Sign in with what stands in the fields."""
        if self._busy:
            return
        number = nip.parse(self.nip.text(), self._today)
        if isinstance(number, nip.NipError):
            text = translate("signin", "A NIP has 18 digits and begins with your date of birth.")
            self._nip_field.set_fault(text)
            self.nip.setFocus()
            return
        if not self.password.text():
            self._password_field.set_fault(translate("signin", "Write your password."))
            self.password.setFocus()
            return
        self._busy = True
        self.button.setEnabled(False)
        self.problem.hide()
        self._run(self, self._came, self._call, number.digits, self.password.text(), on_fault=self._failed)

    def _failed(self, fault: Fault) -> None:
        self._busy = False
        self.button.setEnabled(True)
        self.problem.tell_fault(fault)
        self.fit()

    def _came(self, result: Any) -> None:
        self._busy = False
        self.button.setEnabled(True)
        if isinstance(result, SignInProblem):
            if result.kind in UNDER_PASSWORD:
                self._password_field.set_fault(sentence(result))
                self.password.setFocus()
            else:
                self.problem.tell(result)
                self.fit()
            return
        self.password.clear()
        self.close_sheet()
        self._on_done(result)

    def _clear(self) -> None:
        for field in (self._nip_field, self._password_field):
            if field.fault:
                field.set_fault("")
