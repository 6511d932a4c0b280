# SPDX-License-Identifier: Apache-2.0
"""Masuk: a new device signs in once; after that the desk opens without any network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import language
from ui.bridge import Fault
from ui.room import Room
from ui.signin.calls import Run
from ui.signin.card import CardPage, ProblemStrip, centred, line, row, sentence
from ui.signin.checks import CheckList
from ui.signin.proxy import ProxySheet
from ui.widgets.button import TALL, Button
from ui.widgets.card import SectionHeader
from ui.widgets.chip import Tile
from ui.widgets.fields import Field
from ui.widgets.label import Label
from ui.widgets.toggles import CheckBox
from workspace.domain import nip
from workspace.domain.moment import Day
from workspace.services.session import CheckStep, SignInProblem

translate = QCoreApplication.translate

UNDER_PASSWORD: Final = frozenset({"wrong-password", "wrong-officer"})
UNDER_PASSPHRASE: Final = frozenset({"passphrase-needed", "passphrase-weak", "passphrase-wrong", "key-store"})


class Gatekeeper(Protocol):
    """What signing in needs of the core (`workspace.services.signin.SignIn`); its calls block."""

    def check(self, server: str) -> tuple[CheckStep, ...]: ...

    def sign_in(
        self,
        server: str,
        nip: str,
        password: str,
        *,
        device_name: str,
        shared_computer: bool = False,
        passphrase: str | None = None,
    ) -> Any: ...


@dataclass(frozen=True, slots=True)
class Here:
    """What is known before anybody signed in: this device's name, the last server, today, our version."""

    device: str
    server: str
    today: Day
    version: str
    code: language.Code
    proxy: str = ""


class SignInView(Room):
    """The card of a first sign-in. `signed_in` carries the opened desk; nothing typed here is kept."""

    signed_in = Signal(object)
    language_chosen = Signal(str)
    proxy_chosen = Signal(str)
    back_asked = Signal()

    def __init__(
        self,
        gatekeeper: Gatekeeper,
        run: Run,
        here: Here,
        *,
        returning: bool = False,
        problem: SignInProblem | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in")
        self._gatekeeper, self._run, self._here = gatekeeper, run, here
        self._returning = returning
        self._busy = False
        self.rebuild()
        if problem is not None:
            self._tell(problem)

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        return [self.server if not self.server.text() else self.nip]

    def keep(self) -> Any:
        return (
            [each.text() for each in (self.server, self.nip, self.password, self.passphrase)],
            self.shared.isChecked(),
        )

    def restore(self, kept: Any) -> None:
        texts, shared = kept
        for each, text in zip((self.server, self.nip, self.password, self.passphrase), texts, strict=True):
            each.setText(text)
        self.shared.setChecked(shared)

    def use_language(self, code: language.Code) -> None:
        """The language is another now (the card is made anew by Qt's own event)."""
        self._here = Here(
            self._here.device, self._here.server, self._here.today, self._here.version, code, self._here.proxy
        )

    # ---- building ----------------------------------------------------------------------------

    def build(self) -> QWidget:
        page = CardPage(self._here.code, self._here.version)
        page.language_chosen.connect(self.language_chosen)
        centred(page.body, Tile("layers", solid=True, side=44))
        centred(page.body, Label(translate("signin", "Sign in to Ruang Kerja"), size=19, weight=600))
        told = Label(translate("signin", "A new device has to connect once."), ink="text2")
        centred(page.body, told)
        page.body.addSpacing(6)
        self.problem = ProblemStrip(first=True)
        self.problem.help_asked.connect(self._help)
        page.body.addWidget(self.problem)
        self._fields(page)
        self.button = Button(translate("signin", "Sign in"), "primary", "log-in", height=TALL)
        self.button.setObjectName("signin.send")
        self.button.clicked.connect(self.send)
        page.body.addWidget(self.button)
        self.check_button = Button(translate("signin", "Check the connection"), "link")
        self.check_button.setObjectName("signin.check")
        self.check_button.clicked.connect(self.check)
        links = [self.check_button]
        if self._returning:
            back = Button(translate("signin", "Back to my desk"), "link")
            back.clicked.connect(self.back_asked)
            links.append(back)
        page.body.addLayout(row(*links))
        self._checks_head = SectionHeader(translate("signin", "Check of the connection"))
        self.checks = CheckList()
        for widget in (self._checks_head, self.checks):
            widget.hide()
            page.body.addWidget(widget)
        return page

    def _fields(self, page: CardPage) -> None:
        self.server, self.nip = line("signin.server"), line("signin.nip")
        self.password, self.passphrase = (
            line("signin.password", secret=True),
            line("signin.passphrase", secret=True),
        )
        self.server.setText(self._here.server)
        self.server.setPlaceholderText(translate("signin", "kerja.example.go.id"))
        self.nip.setPlaceholderText(translate("signin", "18 digits"))
        self._server_field = Field(
            translate("signin", "Server address"),
            self.server,
            help_text=translate("signin", "You have it from your agency's admin."),
        )
        self._nip_field = Field("NIP", self.nip)
        self._password_field = Field(translate("signin", "Password"), self.password)
        self.shared = CheckBox(translate("signin", "This is a shared computer"))
        self.shared.setObjectName("signin.shared")
        self._passphrase_field = Field(
            translate("signin", "Passphrase for this device"),
            self.passphrase,
            help_text=translate(
                "signin",
                "At least 12 characters; four words are easy to keep. It opens your desk on this device, also"
                " without a network.",
            ),
        )
        self.reveal = CheckBox(translate("signin", "Show the passphrase"))
        self.reveal.setObjectName("signin.reveal")
        self.reveal.toggled.connect(self._reveal)
        self.shared.toggled.connect(self._ask_phrase)
        for field in (self._server_field, self._nip_field, self._password_field):
            page.body.addWidget(field)
        page.body.addWidget(self.shared)
        page.body.addWidget(self._passphrase_field)
        page.body.addWidget(self.reveal)
        self._ask_phrase(False)
        for each in (self.server, self.nip, self.password, self.passphrase):
            each.returnPressed.connect(self.send)
            each.textEdited.connect(self._clear_faults)

    def _ask_phrase(self, asked: bool) -> None:  # noqa: FBT001 - a plain setter
        self._passphrase_field.setVisible(asked)
        self.reveal.setVisible(asked)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        """What is chosen now opens the desk for years: one may read what one typed."""
        echo = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(echo)

    # ---- deeds -------------------------------------------------------------------------------

    def send(self) -> None:
        """Sign in with what stands in the fields."""
        if self._busy or not self._complete():
            return
        phrase = self.passphrase.text() if self._passphrase_field.isVisibleTo(self) else None
        shared = self.shared.isChecked()
        server, number, password = self.server.text().strip(), _digits(self.nip.text()), self.password.text()
        device, sign_in = self._here.device, self._gatekeeper.sign_in

        def call() -> Any:
            return sign_in(
                server, number, password, device_name=device, shared_computer=shared, passphrase=phrase
            )

        self._set_busy(True, translate("signin", "Signing in…"))
        self._run(self, self._came, call, on_fault=self._failed)

    def _came(self, result: Any) -> None:
        self._set_busy(False, "")
        if isinstance(result, SignInProblem):
            self._tell(result)
            return
        for each in (self.password, self.passphrase):
            each.clear()
        self.signed_in.emit(result)

    def _failed(self, fault: Fault) -> None:
        """The disk failed, or we did: one may try again."""
        self._set_busy(False, "")
        self.checks.show_waiting()
        self.problem.tell_fault(fault)

    def check(self) -> None:
        """Make the five checks."""
        if self._busy:
            return
        if not self.server.text().strip():
            self._server_field.set_fault(translate("signin", "Write the address of the server."))
            self.server.setFocus()
            return
        self._checks_head.show()
        self.checks.show()
        self.checks.show_running()
        self._set_busy(True, "")
        server = self.server.text().strip()
        self._run(self, self._checked, self._gatekeeper.check, server, on_fault=self._failed)

    def _checked(self, steps: tuple[CheckStep, ...]) -> None:
        self._set_busy(False, "")
        well = self.checks.show_steps(steps)
        of = translate("signin", "{well} of {all}").format(well=well, all=len(steps))
        self._checks_head.set(translate("signin", "Check of the connection"), remark=of)
        failed = next((step.problem for step in steps if step.problem is not None), None)
        if failed is not None:
            self._tell(failed)
        else:
            self.problem.hide()

    def _complete(self) -> bool:
        """Whether all fields are filled in; the first that is not gets the focus and says what it wants."""
        self._clear_faults()
        wanted: list[tuple[Field, QWidget, str]] = []
        if not self.server.text().strip():
            wanted.append(
                (self._server_field, self.server, translate("signin", "Write the address of the server."))
            )
        if isinstance(nip.parse(self.nip.text(), self._here.today), nip.NipError):
            text = translate("signin", "A NIP has 18 digits and begins with your date of birth.")
            wanted.append((self._nip_field, self.nip, text))
        if not self.password.text():
            wanted.append((self._password_field, self.password, translate("signin", "Write your password.")))
        if self._passphrase_field.isVisibleTo(self) and not self.passphrase.text():
            text = translate("signin", "Choose a passphrase for this device.")
            wanted.append((self._passphrase_field, self.passphrase, text))
        for field, _, text in wanted:
            field.set_fault(text)
        if wanted:
            wanted[0][1].setFocus()
        return not wanted

    def _tell(self, found: SignInProblem) -> None:
        if found.kind in UNDER_PASSWORD:
            self._password_field.set_fault(sentence(found))
            self.password.setFocus()
            self.password.selectAll()
        elif found.kind in UNDER_PASSPHRASE:
            self._ask_phrase(True)
            if found.kind == "passphrase-needed":
                text = translate(
                    "signin", "This device has no key store that can be trusted: choose a passphrase."
                )
                self._passphrase_field.set_fault(text if not self.shared.isChecked() else sentence(found))
            else:
                self._passphrase_field.set_fault(sentence(found))
            self.passphrase.setFocus()
        else:
            self.problem.tell(found)

    def _help(self, code: str) -> None:
        calls: dict[str, Callable[[], None]] = {
            "address": self._to_address,
            "retry": self.send if self.password.text() else self.check,
            "check": self.check,
            "copy": self._copy,
            "proxy": self._ask_proxy,
        }
        call = calls.get(code)
        if call is not None:
            call()

    def _to_address(self) -> None:
        self.server.setFocus()
        self.server.selectAll()

    def _copy(self) -> None:
        found = self.problem.problem
        if found is not None:
            QGuiApplication.clipboard().setText(f"{found.server}\n{found.kind}\n{found.detail}")

    def _ask_proxy(self) -> None:
        ProxySheet(self.content, self._here.proxy, self.proxy_chosen.emit).ask()

    def _clear_faults(self) -> None:
        for field in (self._server_field, self._nip_field, self._password_field, self._passphrase_field):
            if field.fault:
                field.set_fault("")

    def _set_busy(self, busy: bool, text: str) -> None:  # noqa: FBT001 - a plain setter
        self._busy = busy
        self.button.setEnabled(not busy)
        self.check_button.setEnabled(not busy)
        self.button.set_caption(text or translate("signin", "Sign in"))
        if busy:
            self.problem.hide()


def _digits(text: str) -> str:
    return "".join(c for c in text if c in nip.DIGITS)
