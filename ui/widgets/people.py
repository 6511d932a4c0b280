# SPDX-License-Identifier: Apache-2.0
"""Choosing people: a field that fills with names, and the candidates under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import faces, theme
from ui.widgets import paint
from ui.widgets.card import Card
from ui.widgets.choice import Flow
from ui.widgets.label import Label
from ui.widgets.rowmodel import FACE, Index

ROW: Final = 40
GROUP: Final = 32
_EDITING: Final = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person one may choose: who, their post, where they work today, how much they have.

    Consecutive candidates with the same `group` stand under its heading. `sentence` is read
    aloud; without one, name, post, place and load are.
    """

    id: str
    name: str
    post: str = ""
    place_text: str = ""
    place_icon: str = ""
    place_tone: theme.Tone = "accent"
    load_text: str = ""
    load_tone: theme.Tone = "grey"
    group: str = ""
    sentence: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says."""
        parts = (self.name, self.post, self.place_text, self.load_text)
        return self.sentence or ", ".join(part for part in parts if part)


class _Candidates(QAbstractTableModel):
    """Candidates and the headings of their groups (plain strings), in one column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Candidate | str] = []

    def show(self, candidates: Iterable[Candidate]) -> None:
        self.beginResetModel()
        self.rows = []
        group = ""
        for candidate in candidates:
            if candidate.group and candidate.group != group:
                group = candidate.group
                self.rows.append(group)
            self.rows.append(candidate)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == FACE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.said if isinstance(row, Candidate) else row
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Candidate):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags  # a heading: arrow keys pass over it


class _CandidateDelegate(QStyledItemDelegate):
    """Face, name over post, place, load; a heading for each group."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(FACE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = theme.tokens()
        if isinstance(row, str):
            painter.setFont(theme.font(11, 600))
            painter.setPen(tokens.text2)
            painter.drawText(rect.adjusted(16, 6, -16, 0), Qt.AlignmentFlag.AlignVCenter, row)
        elif isinstance(row, Candidate):
            body = QRectF(rect).adjusted(6, 0, -6, 0)
            if state & QStyle.StateFlag.State_Selected:
                focused = bool(state & QStyle.StateFlag.State_HasFocus)
                line = tokens.accent if focused else tokens.selected_line
                paint.box(painter, body, 7, tokens.selected, line, 2 if focused else 1)
            elif state & QStyle.StateFlag.State_MouseOver:
                paint.box(painter, body, 7, tokens.hover)
            self._person(painter, body, row)

    @staticmethod
    def _person(painter: QPainter, body: QRectF, who: Candidate) -> None:
        tokens = theme.tokens()
        half = body.height() / 2
        face = QRectF(body.x() + 10, body.center().y() - 14, 28, 28)
        faces.paint_avatar(painter, face, who.name)
        load_font, place_font = theme.font(12, 500, tabular=True), theme.font(12, 500)
        load_wide = theme.current().px(100)
        place_wide = theme.current().px(130)
        right = body.right() - 12 - load_wide
        painter.setFont(load_font)
        painter.setPen(tokens.tone(who.load_tone).text)
        right_side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(right, body.y(), load_wide, body.height()), right_side, who.load_text)
        right -= place_wide
        if who.place_text:
            ink = tokens.tone(who.place_tone).text
            if who.place_icon:
                faces.paint(painter, who.place_icon, right, body.center().y() - 7, ink, 14)
            painter.setFont(place_font)
            painter.setPen(ink)
            where = QRectF(right + 20, body.y(), place_wide - 20, body.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, who.place_text)
        left = face.right() + 10
        room = right - left - 8
        for text, font, ink, top in (
            (who.name, theme.font(13, 500), tokens.text, body.y() + 2),
            (who.post, theme.font(11), tokens.text2, body.y() + half - 1),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top, room, half - 1), Qt.AlignmentFlag.AlignVCenter, shown)


class CandidateList(QTableView):
    """The candidates. `picked` carries one on Enter, a click or a double click.

    Letters typed here are sent on by `typed`, Up on the first row by `left`.
    """

    picked = Signal(object)
    typed = Signal(object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Candidates()
        self.setModel(self._model)
        self.setItemDelegate(_CandidateDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._pick)
        self.retheme()

    def set_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Show these; the first one is marked, so that Enter takes it."""
        self._model.show(candidates)
        self._size_rows()
        self.updateGeometry()
        for row, who in enumerate(self._model.rows):
            if isinstance(who, Candidate):
                self.setCurrentIndex(self._model.index(row, 0))
                break

    def current(self) -> Candidate | None:
        """The marked candidate."""
        row = self.currentIndex().row()
        who = self._model.rows[row] if 0 <= row < len(self._model.rows) else None
        return who if isinstance(who, Candidate) else None

    def retheme(self) -> None:
        palette = QPalette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):  # the delegate marks rows
            palette.setColor(role, theme.tokens().card)
        self.setPalette(palette)
        self._size_rows()
        self.updateGeometry()

    def _size_rows(self) -> None:
        down = self.verticalHeader()
        down.setDefaultSectionSize(theme.current().hit(ROW))
        for row, who in enumerate(self._model.rows):
            down.resizeSection(row, theme.current().hit(GROUP if isinstance(who, str) else ROW))

    def sizeHint(self) -> QSize:
        return QSize(420, self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self.verticalHeader().length(), 3 * theme.current().hit(ROW)))

    def keyboardSearch(self, search: str) -> None:
        """Letters go back to the field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._pick(self.currentIndex())
        elif key == Qt.Key.Key_Up and self._is_first():
            self.left.emit()
        elif key in _EDITING or (event.text().isprintable() and event.text()):
            self.typed.emit(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_first(self) -> bool:
        row = self.currentIndex().row()
        return not any(isinstance(who, Candidate) for who in self._model.rows[:row])

    def _pick(self, index: QModelIndex) -> None:
        who = self._model.rows[index.row()] if index.isValid() else None
        if isinstance(who, Candidate):
            self.picked.emit(who)


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
        if event.key() in _EDITING:
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
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if event.key() in _EDITING:
            self._line.backspace()
        else:
            self._line.insert(event.text())
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
