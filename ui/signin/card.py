# SPDX-License-Identifier: Apache-2.0
"""The page a sign-in card stands on, and the way a problem is told on it, with the button that helps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from ui import language, problems, theme
from ui.bridge import Fault
from ui.widgets import access, paint
from ui.widgets.card import Pane, Scroll
from ui.widgets.fields import TALL, Combo
from ui.widgets.label import Label
from ui.widgets.notice import Strip
from ui.words import QT_TRANSLATE_NOOP
from workspace.services.session import SignInProblem

translate = QCoreApplication.translate

WIDE: Final = 440
NAMES: Final = {"id": "Bahasa Indonesia", "en": "English"}

# What helps with a problem: the code of a button and its word.
HELPS: Final = {
    "dns": ("address", QT_TRANSLATE_NOOP("signin", "Change the address")),
    "no-network": ("retry", QT_TRANSLATE_NOOP("signin", "Try again")),
    "timeout": ("retry", QT_TRANSLATE_NOOP("signin", "Try again")),
    "proxy": ("proxy", QT_TRANSLATE_NOOP("signin", "Set the proxy")),
    "certificate": ("copy", QT_TRANSLATE_NOOP("signin", "Copy details")),
    "not-ours": ("check", QT_TRANSLATE_NOOP("signin", "Check again")),
    "too-old": ("check", QT_TRANSLATE_NOOP("signin", "Check again")),
    "clock": ("check", QT_TRANSLATE_NOOP("signin", "Check again")),
    "server": ("retry", QT_TRANSLATE_NOOP("signin", "Try again")),
    "damaged": ("restore", QT_TRANSLATE_NOOP("signin", "Restore from the backup")),
}


class _Box(QWidget):
    """The card itself, with its shadow."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        body = QRectF(self.rect()).adjusted(16, 12, -16, -20)
        paint.shadow(painter, body, 14, 12)
        paint.box(painter, body, 14, theme.tokens().card, theme.tokens().line)


class CardPage(Pane):
    """Language at the top, version at the right, one card in the middle; put the form into `body`.

    `language_chosen` carries a code.
    """

    language_chosen = Signal(str)

    def __init__(self, code: language.Code, version: str, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.languages = Combo()
        self.languages.setObjectName("signin.language")
        for each in language.CODES:
            self.languages.addItem(NAMES[each], each)
        self.languages.setCurrentIndex(language.CODES.index(code))
        self.languages.activated.connect(lambda at: self.language_chosen.emit(language.CODES[at]))
        named = Label(translate("signin", "Language"), size=12, ink="text2")
        named.setBuddy(self.languages)
        told = Label(translate("signin", "Version {version}").format(version=version), size=12, ink="text2")
        top = QHBoxLayout()
        top.setContentsMargins(24, 14, 24, 6)
        top.setSpacing(10)
        top.addWidget(named)
        top.addWidget(self.languages)
        top.addStretch(1)
        top.addWidget(told)
        box = _Box()
        box.setFixedWidth(theme.current().hit(WIDE) + 32)
        self.body = QVBoxLayout(box)
        self.body.setContentsMargins(48, 40, 48, 46)
        self.body.setSpacing(12)
        inner = Pane("window")
        middle = QHBoxLayout(inner)
        middle.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(box)
        column.addStretch(2)
        middle.addLayout(column)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(Scroll(inner), 1)


class ProblemStrip(Strip):
    """A problem in words. `help_asked` carries what its button stands for (a value of HELPS)."""

    help_asked = Signal(str)

    def __init__(self, *, first: bool = False) -> None:
        super().__init__("", "amber", "triangle-alert", boxed=True)
        self._first = first  # without a desk there is nothing to go on with
        self._code = ""
        self.problem: SignInProblem | None = None
        self.acted.connect(lambda: self.help_asked.emit(self._code))
        self.hide()

    def tell(self, found: SignInProblem) -> None:
        """Show a problem and what helps, and have it read aloud."""
        self.problem = found
        text = sentence(found, first=self._first)
        self._code, word = HELPS.get(found.kind, ("", ""))
        tone: theme.Tone = "red" if found.kind in ("certificate", "damaged", "device-revoked") else "amber"
        icon = {"no-network": "wifi-off", "certificate": "octagon-x", "server": "server-off"}
        self.set(
            text,
            tone,
            icon.get(found.kind, "triangle-alert"),
            action=translate("signin", word) if word else "",
        )
        self.show()
        access.announce(self, text)

    def tell_fault(self, fault: Fault) -> None:
        """The disk failed, or we did."""
        self.problem, self._code = None, "retry"
        text = problems.fault(fault.text, world=fault.world)
        tone: theme.Tone = "amber" if fault.world else "red"
        self.set(text, tone, "octagon-x", action=translate("signin", "Try again"))
        self.show()
        access.announce(self, text)


def sentence(found: SignInProblem, *, first: bool = False) -> str:
    """A problem in words; `first` where no desk is open that one could go on with."""
    if first and found.kind == "no-network":
        text = translate(
            "signin",
            "This device has no network, or {server} cannot be reached from it. A new device must be connected once;"
            " afterwards it works without.",
        )
        return text.format(server=found.server)
    return problems.problem(found.kind, server=found.server, detail=found.detail, wait_s=found.wait_s)


def line(name: str, *, secret: bool = False) -> QLineEdit:
    """A line to type in, of the form's height."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setFixedHeight(theme.current().hit(TALL))
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def centred(layout: QVBoxLayout, widget: QWidget) -> None:
    """Put a widget into the middle of a column."""
    layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)


def row(*widgets: QWidget) -> QLayout:
    """Widgets beside each other, in the middle."""
    made = QHBoxLayout()
    made.setSpacing(16)
    made.addStretch(1)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
