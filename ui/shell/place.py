# SPDX-License-Identifier: Apache-2.0
"""A place of the window: a room with its sign in the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.room import Room


@dataclass(frozen=True, slots=True)
class Place:
    """`word` gives its name in the language in force, `keys` open it ("Ctrl+1", "G, M").

    A place that is not in the `rail` is reached another way (settings by the gear). `undo` takes its last deed
    back, where the room does not do it itself.
    """

    code: str
    icon: str
    word: Callable[[], str]
    room: Room
    keys: tuple[str, ...] = ()
    rail: bool = True
    undo: Callable[[], object] | None = None
