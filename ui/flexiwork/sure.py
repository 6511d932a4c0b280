# SPDX-License-Identifier: Apache-2.0
"""The question before an entry that does not follow from the day: presence is never undone, only corrected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui import when
from ui.flexiwork import words
from ui.flexiwork.day import DayView
from ui.widgets.button import Button
from ui.widgets.chip import Keys
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

translate = QCoreApplication.translate


def doubt(kind: str, scheme: str, day: DayView, zone: str) -> str:
    """Why an entry of this kind and place may be a mistake, "" if it is what comes next."""
    if kind == day.wanted and day.stage != "done":
        return ""
    if day.stage == "before":
        return translate("flexiwork", "You have not checked in today.")
    if day.stage == "done":
        text = translate("flexiwork", "You already checked out at {time}.")
        return text.format(time=when.clock(day.until, zone))
    if scheme != day.scheme:  # to another place one moves by checking in there
        return ""
    text = translate("flexiwork", "You already checked in at {time}.")
    return text.format(time=when.clock(day.spells[-1].start, zone))


class SureSheet(Sheet):
    """Tells the doubt and records only after another press."""

    def __init__(self, host: QWidget, kind: str, why: str, on_done: Callable[[], None]) -> None:
        title = translate("flexiwork", "Really {what}?").format(what=words.kind(kind).lower())
        super().__init__(
            host, title, icon="clock", tone="amber", width=480, close_name=translate("flexiwork", "Close")
        )
        self.setObjectName("sure-sheet")
        self._on_done = on_done
        more = translate(
            "flexiwork", "An entry cannot be removed again, only corrected by the personnel officer."
        )
        self.body.addWidget(Label(why, weight=600, wrap=True))
        self.body.addWidget(Label(more, ink="text2", wrap=True))
        cancel = Button(translate("flexiwork", "Cancel"), "ghost")
        cancel.setObjectName("sure-sheet.cancel")
        cancel.clicked.connect(self.close_sheet)
        act = Button(words.kind(kind), "primary", "log-in" if kind == "in" else "log-out")
        act.setObjectName("sure-sheet.send")
        act.clicked.connect(self._send)
        self.submitted.connect(self._send)
        self.foot.addWidget(cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(act)
        self.foot.addWidget(Keys("Ctrl Enter"))
        self._first_button = cancel
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet; Enter goes back, for the question came unasked."""
        self.open(self._first_button)

    def _send(self) -> None:
        self.close_sheet()
        self._on_done()
