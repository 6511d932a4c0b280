# SPDX-License-Identifier: Apache-2.0
"""What this machine remembers between two starts: language, look, where the window stood, whose desks lie here.

Read before anything else; written by the desk's worker alone, which also writes the officer's name there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect

from ui.shell import geometry, looks
from workspace.domain.errors import Unavailable
from workspace.services import known
from workspace.services.known import Known, KnownProfile

Later = Callable[[Callable[..., None], dict[str, Any]], None]


class Memory:
    """The file as it was read at the start, with what was changed since. `later(call, changed)` runs a call on
    the worker.
    """

    def __init__(self, at: Path, later: Later) -> None:
        self._at, self._later = at, later
        self.known: Known = known.read(at)
        self.looks = looks.from_text(self.known.window, self.known.theme)

    @property
    def window(self) -> Mapping[str, str]:
        """What is kept of the window."""
        return self.known.window

    @property
    def list_width(self) -> int:
        """How wide the list was."""
        return geometry.number(self.known.window, "list", 408)

    def people(self, first: KnownProfile | None) -> list[KnownProfile]:
        """Whose desks lie here now: `first`, or the one opened last, then the others."""
        self.known = replace(self.known, profiles=known.read(self._at).profiles)
        last = first or self.known.last_profile()
        rest = [p for p in self.known.profiles if last is None or p.folder != last.folder]
        return [*([last] if last is not None else []), *rest]

    def keep(self, **changed: Any) -> None:
        """Remember something from now on."""
        self.known = replace(self.known, **changed)
        self._later(self._write, changed)

    def keep_looks(self, chosen: looks.Looks) -> None:
        """Remember a look."""
        self.looks = chosen
        self.keep(theme=chosen.scheme, window={**self.known.window, **chosen.to_text()})

    def keep_window(self, frame: QRect, *, maximised: bool, list_width: int) -> None:
        """Remember where the window stands."""
        kept = geometry.to_text(frame, maximised=maximised, list_width=list_width)
        self.keep(window={**self.known.window, **self.looks.to_text(), **kept})

    def _write(self, changed: dict[str, Any]) -> None:
        careful(lambda: known.write(self._at, replace(known.read(self._at), **changed)))


def careful(write: Callable[[], None]) -> None:
    """Write a file; a disk that does not take it is the world's failure."""
    try:
        write()
    except OSError as error:
        raise Unavailable(str(error)) from error
