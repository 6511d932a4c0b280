# SPDX-License-Identifier: Apache-2.0
"""A letter's body on its way between its window and the disk: opened, kept key by key, put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge, Fault
from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.domain.moment import Clock, Instant
from workspace.paper.replica import Replica
from workspace.services.writing import Kept, Of, Opened, Writing


@dataclass(frozen=True, slots=True)
class Begun:
    """A copy to write in. `recovered`: the program that wrote in it last died; all is there up to this key."""

    replica: Replica
    recovered: Instant = ""


class Keeping(QObject):
    """One open body. `writing` is called on the bridge's desk worker; `ticks()` gives milliseconds that never go back.

    `opened` carries Begun, once unless a restore asked for another number; `refused` why there is nothing to write in;
    `kept` the instant up to which every key is durable, `typed` that of a key that is not yet; `came` the updates of
    others, for the editor's `receive`.
    That the disk refuses is told by the bridge (`faulted`).
    """

    opened = Signal(object)
    refused = Signal(object)
    kept = Signal(str)
    typed = Signal(str)
    came = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        writing: Writing,
        clock: Clock,
        ticks: Callable[[], int],
        of: Of,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.of = of
        self._bridge, self._writing, self._clock, self._ticks = bridge, writing, clock, ticks
        self._copy: Replica | None = None
        self._upto = 0  # the number of the last update it has
        bridge.kept.connect(self._kept)
        bridge.changed.connect(self._changed)

    def open(self, client: int = 0) -> None:
        """Ask for the body; `client` is the number the server gave, if it did."""
        self._bridge.run(self, self._opened, self._writing.open, self.of, client)

    def wake(self) -> None:
        """The desk was locked and is open again: go on in the copy there is."""
        if self._copy is not None:
            self._bridge.run(self, self._woke, self._writing.open, self.of, self._copy.client)

    def put_away(self, on_done: Callable[[], None], on_fault: Callable[[Fault], None]) -> None:
        """The window wants to close. `on_fault`: the disk does not take what was typed, the window should stay."""
        self._bridge.run(self, lambda _: on_done(), self._writing.put_away, self.of, on_fault=on_fault)

    def _opened(self, found: Opened | Refused) -> None:
        if isinstance(found, Refused):
            self.refused.emit(found)
            return
        self._upto = found.upto
        self._copy = found.replica(self._ticks, self._typed)
        self.opened.emit(Begun(self._copy, found.kept if found.recovered else ""))

    def _woke(self, found: Opened | Refused) -> None:
        copy = self._copy
        if copy is None or isinstance(found, Refused) or found.client != copy.client:
            self._opened(found)
            return
        self._upto = found.upto
        self.came.emit(found.updates)
        kept = found.replica(self._ticks, _nothing)
        if (kept.clients(), kept.lines()) != (copy.clients(), copy.lines()):
            self._typed(
                copy.state()
            )  # what the disk refused before the desk was locked: else nothing after it counts

    def _typed(self, raw: bytes) -> None:
        """It is carried out whatever becomes of this window."""
        at = self._clock()
        self._bridge.run(self, _nothing, self._writing.typed, self.of, raw, at)
        self.typed.emit(at)

    def _kept(self, all_: tuple[Kept, ...]) -> None:
        for one in all_:
            if one.of == self.of:
                self.kept.emit(one.at)

    def _changed(self, changes: Changes) -> None:
        if self._copy is not None and self.of.letter in changes.bodies:
            self._bridge.run(self, self._news, self._writing.news, self.of, self._upto, slot="news")

    def _news(self, found: tuple[int, tuple[bytes, ...]]) -> None:
        self._upto, updates = found
        if updates:
            self.came.emit(updates)


def _nothing(_: object) -> None:
    """Nobody waits for an answer."""
