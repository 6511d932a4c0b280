# SPDX-License-Identifier: Apache-2.0
"""The approvals room on a desk with the letters of a morning, for its tests."""

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town
from tests.ui.mornings import letters_morning, wib
from ui.approvals.view import ApprovalsView
from workspace.domain.letter import Letter, Version, content_hash


def version(no: int, summary_: str, title: str = "Hal", names: tuple[str, ...] = ()) -> Version:
    return Version(no, content_hash(title, summary_, names), title, summary_, names, wib("08:00"), "o")


class Room:
    """The shown room with the letters of a morning."""

    def __init__(self, qtbot: QtBot, town: Town | None = None) -> None:
        self.town = town or letters_morning()
        self.view = ApprovalsView(self.town.reading, self.town.deeds, self.run)
        qtbot.addWidget(self.view)
        self.view.resize(1400, 900)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.enter()

    def run(self, owner: Any, on_done: Any, call: Any, *args: Any, on_fault: Any = None) -> None:
        """As the bridge does: tell what changed, then hand the value over."""
        value = call(*args)
        changes = getattr(value, "changes", None)
        if changes:
            self.town.reading.changed(changes)
            self.view.changed(changes)
        on_done(value)

    def id_of(self, title: str) -> str:
        """The id of a letter by its subject."""
        keys = [str(key) for key in self.view.rows.model._rows if isinstance(key, str)]
        return next(id_ for id_ in keys if self.letter(id_).title == title)

    def letter(self, id_: str) -> Letter:
        """A letter as it is shown."""
        value = self.town.reading.value(id_)
        assert isinstance(value, Letter)
        return value

    def look_at(self, title: str) -> Letter:
        """Choose a letter in the list."""
        id_ = self.id_of(title)
        self.view.open_record(id_)
        return self.letter(id_)

    def toast(self) -> str:
        """What was said last."""
        return self.view.column.toast.text

    def sheet(self, kind: type[QWidget]) -> Any:
        """The sheet that is open."""
        return next(s for s in self.view.findChildren(kind) if s.isVisible())

    @property
    def count(self) -> int:
        """How many wait."""
        return self.view.rows.counts["all"]
