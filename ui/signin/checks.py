# SPDX-License-Identifier: Apache-2.0
"""Periksa sambungan: five named checks, one under the other, and what to do about the one that failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import problems, theme
from ui.widgets.card import Card, Divider
from ui.widgets.chip import Tile
from ui.widgets.label import Label
from workspace.services.session import CHECKS, CheckStep

translate = QCoreApplication.translate

ROW = 44


class _Row(QWidget):
    """One check: its sign, its name, what it found."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._sign = Tile("circle-dashed", "grey", side=24)
        self._title = Label(problems.check(name))
        self._found = Label(size=12, weight=500, ink="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._title, 1)
        row.addWidget(self._found)
        self.setFixedHeight(theme.current().hit(ROW))

    def set_state(self, state: str, text: str) -> None:
        """waiting, running, ok, failed or skipped."""
        icon, tone = {
            "ok": ("circle-check", "green"),
            "failed": ("circle-x", "red"),
            "running": ("loader-circle", "accent"),
        }.get(state, ("circle-dashed", "grey"))
        self._sign.set(icon, tone)  # type: ignore[arg-type]
        self._found.setText(text)
        ink = {"ok": "green", "failed": "red", "running": "accent"}.get(state, "text2")
        self._found.set_ink(ink)  # type: ignore[arg-type]
        self._title.set_ink("text" if state in ("ok", "failed", "running") else "text2")
        self.setAccessibleName(f"{self._title.text()}: {text}")


class CheckList(Card):
    """The five checks. `show_running` while they are made, `show_steps` with what they found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, radius=9, parent=parent)
        self.body.setSpacing(0)
        self._rows = {name: _Row(name) for name in CHECKS}
        for at, row in enumerate(self._rows.values()):
            if at:
                self.body.addWidget(Divider())
            self.body.addWidget(row)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Nothing was checked yet."""
        for row in self._rows.values():
            row.set_state("waiting", translate("signin", "waiting"))

    def show_running(self) -> None:
        """The checks are being made; they come all at once, read off one request."""
        for row in self._rows.values():
            row.set_state("running", translate("signin", "checking"))

    def show_steps(self, steps: Sequence[CheckStep]) -> int:
        """What they found; how many are well."""
        told = {step.name: step for step in steps}
        for name, row in self._rows.items():
            step = told.get(name)
            state = step.state if step else "skipped"
            text = {
                "ok": problems.checked(name),
                "failed": translate("signin", "failed"),
            }.get(state, translate("signin", "not checked"))
            row.set_state(state, text)
        return sum(step.state == "ok" for step in steps)
