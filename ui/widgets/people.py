# SPDX-License-Identifier: Apache-2.0
"""Choosing people: a field that fills with names, and the candidates under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.candidates import Candidate, CandidateList
from ui.widgets.card import Card
from ui.widgets.choice import Flow
from ui.widgets.label import Label
from ui.widgets.picklist import EDITING, type_on


class _PersonChip(QPushButton):
    """A chosen person in the field: face, name, part; pressing it makes them the lead."""

    removed = Signal()

    def __init__(self, who: Candidate, part: str, remove_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._who, self._part = who, part
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{who.name}, {part}" if part else who.name)
        self.setAccessibleDescription(remove_name)
        self.setProperty("ringRadius", 14)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lead = False

    def set_lead(self, lead: bool) -> None:  # noqa: FBT001 - a plain setter
        """Paint the part in accent for the lead, quietly for the others."""
        self._lead = lead

    def _widths(self) -> tuple[int, int, int]:
        """Of face, name and part, with what stands before each."""
        name = QFontMetrics(theme.font(13, 500)).horizontalAdvance(self._who.name)
        part = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._part)
        return 4 + theme.current().hit(30) - 8, 8 + name, 8 + part if self._part else 0

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 34, theme.current().hit(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        body = QRectF(0, 1, self.width(), self.height() - 2)
        paint.box(painter, body, body.height() / 2, tokens.grey_tint, tokens.line)
        face, name, part = self._widths()
        faces.paint_avatar(painter, QRectF(4, body.y() + 3, face - 4, face - 4), self._who.name)
        painter.setFont(theme.font(13, 500))
        painter.setPen(tokens.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(face + 8, 0, name, self.height()), middle, self._who.name)
        painter.setFont(theme.font(12, 600 if self._lead else 400))
        painter.setPen(tokens.accent if self._lead else tokens.text2)
        painter.drawText(QRectF(face + name + 8, 0, part, self.height()), middle, self._part)
        faces.paint(painter, "x", self.width() - 24, (self.height() - 14) / 2, tokens.text2, 14)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - 30 and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in EDITING:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class PersonPick(QWidget):
    """A label, a field of chosen people with a line to type in, the candidates under it.

    The room answers `asked` (the text typed) with `set_candidates`. `changed` carries the chosen
    as a tuple, the lead first. Enter takes the marked candidate, Down goes into the list,
    Backspace on an empty line takes the last person out, pressing a person makes them the lead,
    Delete on them takes them out. `parts` are the words for the lead and for the others.
    """

    asked = Signal(str)
    changed = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        parts: tuple[str, str] = ("", ""),
        remove_name: str = "",
        list_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._remove_name = parts, remove_name
        self._chosen: tuple[Candidate, ...] = ()
        self._candidates: tuple[Candidate, ...] = ()
        self._line = _Line(self._line_key)
        self._line.setPlaceholderText(placeholder)
        self._line.setAccessibleName(label)
        caption = Label(label, size=12, weight=600, ink="text2")
        caption.setBuddy(self._line)
        caption.setAccessibleName(label)
        self._frame = _Frame(self._line)
        self._flow = Flow(gap=6)
        self._frame.setLayout(self._flow)
        self._flow.setContentsMargins(6, 4, 8, 4)
        self._flow.addWidget(self._line)
        self._list = CandidateList(list_name or label)
        self._box = Card(padding=4, radius=8)
        self._box.body.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (caption, self._frame, self._box):
            column.addWidget(widget)
        self._box.hide()
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self.asked)
        self._list.picked.connect(self.take)
        self._list.typed.connect(self._type_on)
        self._list.left.connect(lambda: self._line.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.retheme()

    @property
    def line(self) -> QLineEdit:
        """The line one types in."""
        return self._line

    @property
    def candidates(self) -> CandidateList:
        """The list under the field."""
        return self._list

    def chosen(self) -> tuple[Candidate, ...]:
        """The chosen people, the lead first."""
        return self._chosen

    def set_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Offer these people; those already chosen are left out."""
        self._candidates = tuple(candidates)
        taken = {who.id for who in self._chosen}
        offered = [who for who in self._candidates if who.id not in taken]
        self._list.set_candidates(offered)
        self._box.setVisible(bool(offered))

    def take(self, who: Candidate) -> None:
        """Choose a person (who was not yet chosen) and clear the line."""
        if who.id not in {other.id for other in self._chosen}:
            self.set_chosen((*self._chosen, who))
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.clear()
            self.asked.emit("")

    def drop(self, who: Candidate) -> None:
        """Take a person out again."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_chosen(tuple(other for other in self._chosen if other.id != who.id))

    def lead(self, who: Candidate) -> None:
        """Make a chosen person the lead."""
        self.set_chosen((who, *(other for other in self._chosen if other.id != who.id)))

    def set_chosen(self, people: Iterable[Candidate]) -> None:
        """Choose exactly these, the lead first."""
        wanted = tuple(people)
        if wanted == self._chosen:
            return
        self._chosen = wanted
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._line:
                widget.hide()
                widget.deleteLater()
        for at, who in enumerate(wanted):
            chip = _PersonChip(who, self._parts[0 if at == 0 else 1], self._remove_name, self._frame)
            chip.set_lead(at == 0)
            chip.clicked.connect(lambda _=False, who=who: self.lead(who))
            chip.removed.connect(lambda who=who: self.drop(who))
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._line)
        self._frame.updateGeometry()
        self.set_candidates(self._candidates)
        self.changed.emit(wanted)

    def retheme(self) -> None:
        self._line.setFont(theme.font(13))
        self._line.setFixedHeight(theme.current().hit(30))

    def _line_key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers()
        who = self._list.current() if self._box.isVisible() else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if who is not None:
                self.take(who)
            return True
        if key == Qt.Key.Key_Down and who is not None:
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key == Qt.Key.Key_Backspace and not self._line.text() and self._chosen:
            self.drop(self._chosen[-1])
            return True
        return False

    def _type_on(self, event: QKeyEvent) -> None:
        type_on(self._line, event)
        self.asked.emit(self._line.text())


class _Line(QLineEdit):
    """The bare line among the chips; `on_key` may take a key for the whole field."""

    def __init__(self, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._on_key = on_key
        self.setProperty("bare", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_frame()

    def _repaint_frame(self) -> None:
        if (frame := self.parentWidget()) is not None:
            frame.update()

    def sizeHint(self) -> QSize:
        return QSize(110, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Frame(QWidget):
    """The box around chips and line; it shows the line's focus as its own."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.setFocusProxy(line)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        on = self._line.hasFocus()
        ground, line = (tokens.surface, tokens.accent) if on else (tokens.field, tokens.line)
        paint.box(QPainter(self), self.rect(), 8, ground, line, 2 if on else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
