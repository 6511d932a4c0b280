# SPDX-License-Identifier: Apache-2.0
"""The route of a letter: who had it, who has it, who comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.label import ElidedLabel, Label

State = Literal["done", "current", "next", "returned"]

MARK, INDENT = 16, 28


@dataclass(frozen=True, slots=True)
class Step:
    """One stop: the post, who or what ("Menunggu verifikasi"), when, and how far it is.

    `sentence` is what a screen reader says of it; without one it says title, detail and time.
    """

    title: str
    detail: str = ""
    when: str = ""
    state: State = "next"
    sentence: str = ""


class _StepRow(QWidget):
    """One step: its mark, the line to the next mark, two lines of text."""

    def __init__(self, step: Step, following: Step | None) -> None:
        super().__init__()
        self._step = step
        self._following = following
        coming = step.state == "next"
        title = ElidedLabel(step.title, weight=500 if coming else 600, ink="text2" if coming else "text")
        dot = "  ·  " if step.detail and step.when else ""
        when = Label(f"{dot}{step.when}", size=12, ink="text2", tabular=True)
        second = QHBoxLayout()  # a long name gives way, the time does not
        second.setSpacing(0)
        second.addWidget(ElidedLabel(step.detail, size=12, ink="text2"))
        second.addWidget(when)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 0, 0, 12)
        column.setSpacing(1)
        column.addWidget(title)
        column.addLayout(second)
        column.addStretch(1)
        said = step.sentence or ", ".join(part for part in (step.title, step.detail, step.when) if part)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.current().px(42)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        mark = QRectF(1, theme.current().px(1), MARK, MARK)
        if self._following is not None:
            color = tokens.line if self._following.state == "next" else tokens.accent
            painter.fillRect(QRectF(mark.center().x() - 1, MARK + 4, 2, self.height() - MARK - 6), color)
        match self._step.state:
            case "done":
                paint.box(painter, mark, MARK / 2, tokens.accent)
                faces.paint(painter, "check", mark.x() + 3, mark.y() + 3, tokens.on_accent, 10)
            case "returned":
                paint.box(painter, mark, MARK / 2, tokens.amber)
                faces.paint(painter, "undo-2", mark.x() + 3, mark.y() + 3, tokens.surface, 10)
            case "current":
                paint.box(painter, mark, MARK / 2, tokens.surface, tokens.accent, 2)
                paint.box(painter, mark.adjusted(5, 5, -5, -5), 3, tokens.accent)
            case "next":
                paint.box(painter, mark, MARK / 2, None, tokens.control, 1.5)


class StepRoute(QWidget):
    """The steps from the first to the last, under each other."""

    def __init__(self, steps: Iterable[Step] = (), *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._steps: tuple[Step, ...] = ()
        self.set_steps(steps)

    def set_steps(self, steps: Iterable[Step]) -> None:
        """Show these steps instead."""
        wanted = tuple(steps)
        if wanted == self._steps:
            return
        self._steps = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it is deleted only when this call is over
                widget.deleteLater()
        for step, following in zip_longest(wanted, wanted[1:]):
            self._column.addWidget(_StepRow(step, following))
        self.updateGeometry()
