# SPDX-License-Identifier: Apache-2.0
"""Asking a worker about something that goes on changing: one question at a time, and of those that wait the newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.bridge import Fault
from ui.room import Run


class Newest(QObject):
    """`ask` has `call(*args)` done on a worker (`run`), or after the question under way; what waited is dropped.

    Each answer goes to `on_done`, a fault to `on_fault`; `busy` says that a newer answer is to come.
    """

    def __init__(
        self, run: Run, on_done: Callable[[Any], None], on_fault: Callable[[Fault], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._run, self._on_done, self._on_fault = run, on_done, on_fault
        self._asked: tuple[Callable[..., Any], tuple[Any, ...]] | None = None
        self._under_way = False

    @property
    def busy(self) -> bool:
        """Whether a question is under way or waits."""
        return self._under_way

    def ask(self, call: Callable[..., Any], *args: Any) -> None:
        """Ask, as soon as it can be."""
        self._asked = call, args
        if not self._under_way:
            self._next()

    def _next(self) -> None:
        (call, args), self._asked = self._asked or (None, ()), None
        self._under_way = call is not None
        if call is not None:
            self._run(self, self._done, call, *args, on_fault=self._failed)

    def _done(self, value: Any) -> None:
        self._next()
        self._on_done(value)

    def _failed(self, fault: Fault) -> None:
        self._next()
        self._on_fault(fault)
