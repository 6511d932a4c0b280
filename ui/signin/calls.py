# SPDX-License-Identifier: Apache-2.0
"""How the cards of signing in call what blocks: they must hear also when it breaks, or they would wait for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject

from ui.bridge import Fault


class Run(Protocol):
    """`ui.bridge.Bridge.run` with the one who hears of faults."""

    def __call__(
        self,
        owner: QObject,
        on_done: Callable[[Any], None],
        call: Callable[..., Any],
        *args: Any,
        on_fault: Callable[[Fault], None],
    ) -> None: ...
