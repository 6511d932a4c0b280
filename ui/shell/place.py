# SPDX-License-Identifier: Apache-2.0
"""A place of the window: a room with its sign in the rail. The room itself is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.room import Room


@dataclass(frozen=True, slots=True)
class Place:
    """`word` gives its name in the language in force, `make` its room, `keys` open it ("Ctrl+1", "G, M").

    A place that is not in the `rail` is reached another way (settings by the gear).
    """

    code: str
    icon: str
    word: Callable[[], str]
    make: Callable[[], Room]
    keys: tuple[str, ...] = ()
    rail: bool = True
