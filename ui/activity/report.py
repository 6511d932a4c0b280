# SPDX-License-Identifier: Apache-2.0
"""The problem report: ids, codes and numbers, never a name or a word of anybody's work. Shown before it is copied."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from typing import Any, Final

import PySide6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.services.reading import Entry
from workspace.services.status import SyncState

translate = QCoreApplication.translate

MOST: Final = 60  # entries of each list
SAFE_PARAMS: Final = frozenset(
    {"field", "state", "version", "step", "verb", "kind", "code"}
)  # codes and numbers


def report(
    *, version: str, device: Id, now: Instant, state: SyncState, outbox: Sequence[Entry], tray: Sequence[Entry],
    done: Sequence[Entry], clock_gap: int | None,
) -> str:  # fmt: skip
    """What "Salin laporan masalah" copies, as JSON one can read."""
    content: dict[str, Any] = {
        "program": {"version": version, "python": platform.python_version(), "qt": PySide6.__version__},
        "system": f"{platform.system()} {platform.release()}",
        "time": now,
        "device": device,
        "sync": {
            "state": state.code,
            "trouble": state.trouble,
            "contact": state.contact,
            "waiting": state.waiting,
            "parked": state.parked,
            "tray": state.tray,
            "records": state.records,
            "sweep_held": state.sweep_held,
            "clock_gap_ms": clock_gap,
        },
        "waiting": [_entry(entry) for entry in outbox[:MOST]],
        "refused": [_entry(entry) for entry in tray[:MOST]],
        "done_today": [_entry(entry) for entry in done[:MOST]],
    }
    return json.dumps(content, indent=1, ensure_ascii=True)


def _entry(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"command": entry.id, "state": entry.state, "at": entry.at}
    if entry.command is not None:
        found |= {"verb": entry.command.name, "n": entry.command.n, "device": entry.command.dev}
    if entry.code:
        found["code"] = entry.code
        found["params"] = {key: value for key, value in entry.params.items() if key in SAFE_PARAMS}
    for key in ("received", "leaf", "hold", "root"):
        value = getattr(entry, key)
        if value:
            found[key] = value
    return found


class ReportSheet(Sheet):
    """Shows the report, word for word, and copies it on demand."""

    def __init__(self, host: QWidget, text: str) -> None:
        super().__init__(
            host,
            translate("activity", "Problem report"),
            subtitle=translate("activity", "This is all that will be copied."),
            icon="copy",
            width=680,
            close_name=translate("activity", "Close"),
        )
        note = translate(
            "activity",
            "Only numbers, codes and times. No names, no letters, no notes. Send it to your admin yourself.",
        )
        self.body.addWidget(Label(note, size=12, ink="text2", wrap=True))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setPlainText(text)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(translate("activity", "Problem report"))
        self._text.setFont(theme.font(12, tabular=True))
        self._text.setMinimumHeight(theme.current().px(320))
        self.body.addWidget(self._text)
        self.copy_button = Button(translate("activity", "Copy"), "primary", "copy")
        self.copy_button.clicked.connect(self.copy)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy_button)
        self.submitted.connect(self.copy)

    @property
    def text(self) -> str:
        """The report."""
        return self._text.toPlainText()

    def copy(self) -> None:
        """Put the report on the clipboard and go."""
        QGuiApplication.clipboard().setText(self.text)
        self.close_sheet()
