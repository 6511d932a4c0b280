# SPDX-License-Identifier: Apache-2.0
"""Fields: a label, an input, a line of help or of fault; and the reason one must give."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from ui import faces, theme
from ui.widgets import access
from ui.widgets.label import Label

TALL = 40


class Field(QWidget):
    """A label over an input, a remark at the label's right, a line of help under it.

    The label is the input's buddy, so screen readers name the input by it. `set_fault` replaces
    the help by a red sentence, which is also the input's description and is announced.
    """

    def __init__(
        self,
        label: str,
        input: QWidget,
        *,
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._input = input
        self._help_text = help_text
        self._label = Label(label, size=12, weight=600, ink="text2")
        self._label.setBuddy(input)
        self._label.setAccessibleName(label)
        self._remark = Label(size=12, ink="text2", tabular=True)
        self._help = Label(size=12, ink="text2", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self._remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(input)
        column.addWidget(self._help)
        self.set_fault("")

    @property
    def fault(self) -> str:
        """The red sentence shown, "" if there is none."""
        return self._help.text() if self._input.property("wrong") else ""

    def set_remark(self, text: str, ink: theme.Ink = "text2") -> None:
        """Say something at the right of the label ("dikenali", "12 dari 500")."""
        self._remark.setText(text)
        self._remark.set_ink(ink)

    def set_help(self, text: str) -> None:
        """Say something else under the input."""
        self._help_text = text
        if not self.fault:
            self.set_fault("")

    def set_fault(self, text: str) -> None:
        """Say what is wrong with the input; "" takes it back and shows the help again."""
        shown = text or self._help_text
        self._help.setText(shown)
        self._help.setVisible(bool(shown))
        self._help.set_ink("red" if text else "text2")
        self._input.setAccessibleDescription(shown)
        if bool(self._input.property("wrong")) != bool(text):
            self._input.setProperty("wrong", bool(text))
            self._input.style().unpolish(self._input)
            self._input.style().polish(self._input)
        if text:
            access.announce(self._input, text)


class Combo(QComboBox):
    """A drop-down list. Stand it in a `Field`, or give it a label with a buddy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one a style sheet can dress
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13, 500))
        self.setFixedHeight(theme.current().hit(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = (self.height() - 16) / 2
        faces.paint(QPainter(self), "chevron-down", self.width() - 28, top, theme.tokens().text2, 16)


class _Reason(QPlainTextEdit):
    """Plain text of a few lines; Tab leaves it, Ctrl+Enter is its parents' business."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.setTabChangesFocus(True)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(13))
        self.setMinimumHeight(self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().lineSpacing() * self._rows + 20)

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReasonField(QWidget):
    """Words one writes to somebody: a reason, a note. Counted, and demanded if `needed`.

    `check()` before sending: True if the words may go; else it shows `fault` (or `too_long`),
    moves the focus in and is False. `count` formats the counter: "{n} dari {most}"; `missing` stands
    in its place while there are no words.
    `changed` carries the text whenever it really changes (an input method's preedit does not).
    """

    changed = Signal(str)

    def __init__(  # noqa: PLR0913 - texts are parameters here, all by keyword
        self,
        label: str,
        *,
        fault: str,
        too_long: str = "",
        needed: bool = True,
        most: int = 1000,
        count: str = "{n} / {most}",
        placeholder: str = "",
        help_text: str = "",
        rows: int = 3,
        missing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._missing = missing
        self._fault, self._too_long = fault, too_long or fault
        self._needed, self._most, self._count = needed, most, count
        self._last = ""
        self._edit = _Reason(rows)
        self._edit.setPlaceholderText(placeholder)
        self._field = Field(label, self._edit, help_text=help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.setFocusProxy(self._edit)
        self._edit.textChanged.connect(self._typed)
        self._tell()

    @property
    def edit(self) -> QPlainTextEdit:
        """The text box itself."""
        return self._edit

    @property
    def fault(self) -> str:
        """The fault shown now, "" if none."""
        return self._field.fault

    def value(self) -> str:
        """The words, without blanks around them."""
        return self._edit.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Write `text` into the box."""
        self._edit.setPlainText(text)

    def set_help(self, text: str) -> None:
        """Say something else under the box."""
        self._field.set_help(text)

    def set_needed(self, needed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Demand words from now on, or no longer."""
        self._needed = needed
        self._field.set_fault("")

    def check(self) -> bool:
        """Whether the words may go; otherwise say why not and move the focus to them."""
        fault = self._found_fault()
        self._field.set_fault(fault)
        if fault:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return not fault

    def _found_fault(self) -> str:
        if self._needed and not self.value():
            return self._fault
        return self._too_long if len(self.value()) > self._most else ""

    def _typed(self) -> None:
        text = self._edit.toPlainText()
        if text == self._last:  # textChanged also fires while an input method composes
            return
        self._last = text
        self._tell()
        if self._field.fault:
            self._field.set_fault(self._found_fault())
        self.changed.emit(text)

    def _tell(self) -> None:
        n = len(self.value())
        if n:
            self._field.set_remark(
                self._count.format(n=n, most=self._most), "red" if n > self._most else "text2"
            )
        else:
            self._field.set_remark(self._missing, "amber")
