# SPDX-License-Identifier: Apache-2.0
"""Choosing by chips: one of several (radio buttons) or some of several (check boxes)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QLayout,
    QLayoutItem,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.label import Label


class Flow(QLayout):
    """Lays widgets out like words: from left to right, then on the next line.

    One that expands (a line to type in) takes the rest of its line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        wide = sum(hint.width() + self.spacing() for hint in hints) - self.spacing()
        return self._with_margins(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._items]
        return self._with_margins(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def _with_margins(self, wide: int, tall: int) -> QSize:
        around = self.contentsMargins()
        return QSize(max(0, wide) + around.left() + around.right(), tall + around.top() + around.bottom())

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        outer, rect = rect, rect.marginsRemoved(self.contentsMargins())
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self.spacing(), 0
            if item.expandingDirections() & Qt.Orientation.Horizontal:
                hint.setWidth(max(hint.width(), rect.right() + 1 - x))
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            tall = max(tall, hint.height())
        return y + tall + self.contentsMargins().bottom() - outer.y()


@dataclass(frozen=True, slots=True)
class Option:
    """One chip: its code and its word."""

    id: str
    text: str


class _Chip:
    """What both kinds of chip share: 28 px of body in a 30 px target, a tick when chosen."""

    BODY, TALL = 28, 30

    @classmethod
    def set_up(cls, button: QAbstractButton, text: str) -> None:
        button.setText(text.replace("&", "&&"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setProperty("ringRadius", cls.BODY // 2)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.toggled.connect(lambda: cls.retheme(button))
        cls.retheme(button)

    @staticmethod
    def retheme(button: QAbstractButton) -> None:
        button.setFont(theme.font(12, 600 if button.isChecked() else 500))
        button.updateGeometry()

    @classmethod
    def size(cls, button: QAbstractButton) -> QSize:
        width = button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&")) + 26
        if button.isChecked():
            width += 20
        return QSize(width, theme.current().hit(cls.TALL))

    @staticmethod
    def paint(button: QAbstractButton) -> None:
        painter = QPainter(button)
        tokens = theme.tokens()
        on, over = button.isChecked(), paint.hovered(button)
        body = QRectF(0, 1, button.width(), button.height() - 2)
        ground = tokens.tint if on else tokens.hover if over else tokens.surface
        paint.box(painter, body, body.height() / 2, ground, tokens.selected_line if on else tokens.line)
        ink = tokens.text3 if not button.isEnabled() else tokens.accent if on else tokens.text
        left = 13.0
        if on:
            faces.paint(painter, "check", left - 2, button.height() / 2 - 7, ink, 14)
            left += 18
        painter.setFont(button.font())
        painter.setPen(ink)
        where = QRectF(left, 0, button.width() - left, button.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, button.text().replace("&&", "&"))


class OneChip(QRadioButton):
    """A chip that excludes its sisters; arrow keys move between them."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _Chip.set_up(self, text)

    def retheme(self) -> None:
        _Chip.retheme(self)

    def sizeHint(self) -> QSize:
        return _Chip.size(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _Chip.paint(self)


class AnyChip(QCheckBox):
    """A chip that is on or off by itself."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _Chip.set_up(self, text)

    def retheme(self) -> None:
        _Chip.retheme(self)

    def sizeHint(self) -> QSize:
        return _Chip.size(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _Chip.paint(self)


class Choice(QWidget):
    """A row of chips under a title. `many` lets several be chosen.

    `changed` carries the chosen ids as a tuple, in the order of the options.
    """

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        options: Iterable[Option] = (),
        *,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._many = many
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        self._chips: dict[str, OneChip | AnyChip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if title:
            column.addWidget(Label(title, size=12, weight=600, ink="text2"))
        self._flow = Flow()
        column.addLayout(self._flow)
        self._group.buttonToggled.connect(self._toggled)
        self.name(title)
        self.set_options(options)

    def name(self, title: str) -> None:
        """Say what is chosen: a chip alone says a word that may stand in several rows ("Biasa")."""
        self.setAccessibleName(title)
        for chip in self._chips.values():
            chip.setAccessibleDescription(title)

    def set_options(self, options: Iterable[Option]) -> None:
        """Show these chips instead; what was chosen stays chosen where it still exists."""
        kept = self.chosen()
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for option in options:
            chip = AnyChip(option.text, self) if self._many else OneChip(option.text, self)
            self._chips[option.id] = chip
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            chip.setAccessibleDescription(self.accessibleName())
        self.choose(kept)

    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen chips, in the order of the options."""
        return tuple(id for id, chip in self._chips.items() if chip.isChecked())

    def choose(self, ids: Iterable[str]) -> None:
        """Choose exactly these (of one-of-several: the first)."""
        wanted = set(ids)
        self._group.setExclusive(False)
        for id, chip in self._chips.items():
            chip.setChecked(id in wanted)
        self._group.setExclusive(not self._many)

    def _toggled(self, chip: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on or self._many:
            self.changed.emit(self.chosen())
