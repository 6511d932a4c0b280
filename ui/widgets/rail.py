# SPDX-License-Identifier: Apache-2.0
"""The rail: the rooms of the program and the saved views, one of them open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.label import Label, plain_tip

WIDE, NARROW, TALL, ICON = 220, 56, 36, 18


def rail_width(*, collapsed: bool) -> int:
    """Width of the rail in px at the present text size."""
    return theme.current().hit(NARROW if collapsed else WIDE)


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A place to go: code, icon, word; `hint` is the shortcut said in its tip ("Ctrl+1")."""

    id: str
    icon: str
    text: str
    hint: str = ""


class RailItem(QRadioButton):
    """One place in the rail. Arrow keys move along it, like tabs."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = 0
        self._collapsed = False
        self.setText(entry.text.replace("&", "&&"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)
        self.retheme()

    def set_count(self, count: int) -> None:
        """Show how many wait there; 0 shows nothing."""
        self._count = count
        name = self.entry.text if not count else f"{self.entry.text}, {count}"
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.entry.hint)
        self._tip()
        self.update()

    def set_collapsed(self, collapsed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show the icon alone, or all of it."""
        self._collapsed = collapsed
        self._tip()
        self.updateGeometry()

    def _tip(self) -> None:
        name = self.accessibleName() if self._collapsed else ""
        self.setToolTip(plain_tip(" · ".join(part for part in (name, self.entry.hint) if part)))

    def retheme(self) -> None:
        self.setFont(theme.font(13, 500))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = rail_width(collapsed=self._collapsed) - (16 if self._collapsed else 24)
        return QSize(wide, theme.current().hit(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        on = self.isChecked()
        if on or paint.hovered(self):
            paint.box(painter, self.rect(), 8, tokens.tint if on else tokens.line)
        ink = tokens.accent if on else tokens.text
        icon_ink = tokens.accent if on else tokens.text2
        side = theme.current().px(ICON)
        top = (self.height() - side) / 2
        if self._collapsed:
            faces.paint(painter, self.entry.icon, (self.width() - side) / 2, top, icon_ink, side)
            if self._count:
                spot = QRectF(self.width() / 2 + 5, self.height() / 2 - 12, 8, 8)
                paint.box(painter, spot, 4, tokens.accent)
            return
        faces.paint(painter, self.entry.icon, 12, top, icon_ink, side)
        count = str(self._count) if self._count else ""
        painter.setFont(theme.font(12, 600, tabular=True))
        room = painter.fontMetrics().horizontalAdvance(count) + 24 if count else 12
        painter.setPen(tokens.accent if on else tokens.text2)
        right = QRectF(0, 0, self.width() - 12, self.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(theme.font(13, 600 if on else 500))
        painter.setPen(ink)
        left = 12 + side + 10
        where = QRectF(left, 0, self.width() - left - room, self.height())
        shown = painter.fontMetrics().elidedText(
            self.entry.text, Qt.TextElideMode.ElideRight, int(where.width())
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)


class RailList(QWidget):
    """Sections of rail items, exactly one of them chosen. `chosen` carries its id.

    It fixes its own width (`rail_width`), so what stands over and under it needs none.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        self._headings: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 0)
        self._column.setSpacing(2)
        self._collapsed = False
        self.retheme()

    def add_section(self, entries: Iterable[RailEntry], heading: str = "") -> None:
        """Put a group of places under the present ones, with a heading if it has one."""
        if heading:
            label = Label(heading, size=11, weight=600, ink="text2")
            label.setContentsMargins(12, 14, 0, 6)
            self._headings.append(label)
            self._column.addWidget(label)
        for entry in entries:
            item = RailItem(entry, self)
            item.clicked.connect(lambda _=False, id=entry.id: self.chosen.emit(id))
            self._items[entry.id] = item
            self._group.addButton(item)
            self._column.addWidget(item)

    def retheme(self) -> None:
        self.setFixedWidth(rail_width(collapsed=self._collapsed))

    def current(self) -> str:
        """The id of the chosen place, "" if none."""
        return next((id for id, item in self._items.items() if item.isChecked()), "")

    def choose(self, id: str) -> None:
        """Mark a place as the open one (without `chosen`); an unknown id marks none."""
        self._group.setExclusive(False)
        for key, item in self._items.items():
            item.setChecked(key == id)
        self._group.setExclusive(True)

    def set_count(self, id: str, count: int) -> None:
        """Show how many wait at a place."""
        self._items[id].set_count(count)

    def item(self, id: str) -> RailItem:
        """The button of a place."""
        return self._items[id]

    def set_collapsed(self, collapsed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show icons alone (56 px) or icons and words (220 px)."""
        self._collapsed = collapsed
        self.retheme()
        side = 8 if collapsed else 12
        self._column.setContentsMargins(side, 0, side, 0)
        for label in self._headings:
            label.setVisible(not collapsed)
        for item in self._items.values():
            item.set_collapsed(collapsed)
