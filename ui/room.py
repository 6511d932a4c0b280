# SPDX-License-Identifier: Apache-2.0
"""What every room of the window has in common: how it calls the desk, and how it changes its language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import problems, words
from ui.bridge import Fault
from ui.widgets.sheet import Sheet
from ui.widgets.statusbar import KeyHint
from workspace.domain.changes import Changes
from workspace.services.deeds import Outcome
from workspace.services.status import SyncState

Asking = TypeVar("Asking", bound=Sheet)
MAIN: Final = "main-window"  # the object name of the main window


class Run(Protocol):
    """Has `call(*args)` done on the desk's worker and gives its result to `on_done` (ui/bridge.py).

    If `owner` has gone meanwhile the result is dropped.
    """

    def __call__(
        self,
        owner: QObject,
        on_done: Callable[[Any], None],
        call: Callable[..., Any],
        *args: Any,
        on_fault: Callable[[Fault], None] | None = None,
    ) -> None: ...


class Room(QWidget):
    """A place of the window. `build()` makes all of it; a change of language makes it anew.

    What the officer was typing must survive that: override `keep()` to note it and `restore()` to put it
    back. A room is made when it is first shown, or by `rebuild()` in its constructor if it must be there at once.
    """

    undoes = False  # whether it has a way of its own to take back the last deed
    _run: Any  # a Run, or one that demands more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Sheet | None = None
        self._content: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def build(self) -> QWidget:
        """All of the room, with words of the language in force."""
        raise NotImplementedError

    def keep(self) -> Any:
        """What must survive a change of language."""
        return None

    def restore(self, kept: Any) -> None:
        """Put back what `keep` gave."""

    # ---- what the window calls; a room overrides what concerns it ------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes inside the room."""
        return []

    def enter(self) -> None:
        """The room was opened: the keyboard goes to its first pane."""
        for pane in self.panes()[:1]:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        """Something changed."""

    def set_state(self, state: SyncState) -> None:
        """How the sync stands now."""

    def legend(self) -> tuple[KeyHint, ...]:
        """The keys that do something here now, the most useful first."""
        return ()

    def undo_last(self) -> None:
        """Take back the last deed, in a room that `undoes`."""

    def asking(self, sheet: Asking) -> Asking:
        """The sheet that is asked now: the deed that comes of it is its own."""
        self._asked = sheet
        return sheet

    def deed(self, on_done: Callable[[Any], None], call: Callable[..., Any], *args: Any) -> None:
        """Have something done; if the world fails, or the rules refuse all of it, the sheet it came from is there
        again, with every word.
        """
        sheet, self._asked = self._asked, None
        if sheet is None or not sheet.away:
            self._run(self, on_done, call, *args)
            return

        def again(why: str) -> None:
            self._asked = sheet
            sheet.come_back(why)

        def done(value: Any) -> None:
            if isinstance(value, Outcome) and value.refused and not value.count:
                again(" ".join(dict.fromkeys(words.refused(why) for _, why in value.refused)))
                return
            sheet.closed.emit()
            on_done(value)

        def failed(fault: Fault) -> None:
            again(problems.fault(fault.text, world=fault.world))

        self._run(self, done, call, *args, on_fault=failed)

    @property
    def content(self) -> QWidget:
        """What `build` made last: the host of toasts and sheets."""
        assert self._content is not None, "rebuild() comes first"  # noqa: S101 - told to mypy
        return self._content

    @property
    def over(self) -> QWidget:
        """What a sheet of this room covers: the whole main window where there is one."""
        widget: QWidget | None = self
        while widget is not None:
            if widget.objectName() == MAIN:
                return widget
            widget = widget.parentWidget()
        return self.content

    def ensure(self) -> None:
        """Make the room if it is not there yet: what is never opened costs nothing at the start."""
        if self._content is None:
            self.rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        self.ensure()
        super().showEvent(event)

    def rebuild(self) -> None:
        """Make everything anew."""
        old, kept = self._content, self.keep() if self._content is not None else None
        focused: Any = self.window().focusWidget()  # None if there is none, which Qt's types do not say
        had_focus = focused is not None and old is not None and old.isAncestorOf(focused)
        self._content = self.build()
        self._box.addWidget(self._content)
        if self.isVisible():
            self._content.show()  # now, not when Qt gets to it: no frame without it
            self._box.activate()
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
            self.restore(kept)
        if had_focus:
            self._focus_again(focused.objectName())

    def _focus_again(self, name: str) -> None:
        """The keyboard stays on what it was on, where that has a name; else it starts anew in the room."""
        heir = self.content.findChild(QWidget, name) if name else None
        if heir is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._content is not None:
            self.rebuild()
