# SPDX-License-Identifier: Apache-2.0
"""What needs the officer: refused commands in their own words, and what a restored server asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import faces, theme, when, words
from ui.activity import entries
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip, Tile
from ui.widgets.choice import Flow
from ui.widgets.label import ElidedLabel, Label
from workspace.domain.errors import Refused
from workspace.services.reading import Entry, Reading
from workspace.services.tray import own_words

translate = QCoreApplication.translate


class Quote(QWidget):
    """The officer's own words, as they wrote them."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(42, 10, 14, 11)
        column.setSpacing(3)
        column.addWidget(Label(heading, size=12, weight=600, ink="text2"))
        said = Label(text, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        self.setAccessibleName(f"{heading}: {text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        paint.box(painter, self.rect(), 8, tokens.card, tokens.line)
        faces.paint(painter, "quote", 15, 12, tokens.text2, 16)


class Buttons(QWidget):
    """The buttons of an entry; the one that throws away asks once more, in its own place."""

    thrown = Signal()

    def __init__(self, discard: str, question: str, yes: str) -> None:
        super().__init__()
        self._row, self._question = QWidget(), QWidget()
        self._flow = Flow(self._row, gap=8)
        self.discard = Button(discard, "danger", "trash-2")
        self.confirm = Button(yes, "danger", "trash-2")
        self._no = Button(translate("activity", "Keep it"), "plain")
        self._flow.addWidget(self.discard)
        ask = Flow(self._question, gap=8)
        label = Label(question, weight=500, ink="red")
        label.setMinimumHeight(self.confirm.sizeHint().height())
        for widget in (label, self.confirm, self._no):
            ask.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self._question)
        self._question.hide()
        self.setFocusProxy(self.discard)
        self.discard.clicked.connect(lambda: self._asking(asking=True))
        self._no.clicked.connect(lambda: self._asking(asking=False))
        self.confirm.clicked.connect(self.thrown)

    def add(self, button: Button) -> None:
        """Another button, before the one that throws away."""
        if self._flow.count() == 1:
            self.setFocusProxy(button)
        self._flow.removeWidget(self.discard)
        self._flow.addWidget(button)
        self._flow.addWidget(self.discard)

    def _asking(self, *, asking: bool) -> None:
        """Ask, or show the buttons; the focus stays among them."""
        shown, hidden = (self._question, self._row) if asking else (self._row, self._question)
        shown.show()
        (self._no if asking else self.discard).setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()
        self.updateGeometry()


class TrayCard(Card):
    """One refused command with what hung on it. It stays until the officer decides.

    `reapplied` and `discarded` carry its id, `opened` the record it is about.
    """

    reapplied = Signal(str)
    discarded = Signal(str)
    opened = Signal(str)

    def __init__(self, entry: Entry, dependents: Sequence[Entry], reading: Reading) -> None:
        super().__init__(padding=16, line_tone="amber")
        self.entry = entry
        told = entries.told(entry, reading)
        self._words = own_words(entry.command.args) if entry.command else ""
        why = words.refused(Refused(entry.code, entry.params))
        now = entries.now_of(entry, reading)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._head(told, entry, reading))
        reasons = QVBoxLayout()
        reasons.setSpacing(3)
        reasons.addWidget(Label(why, weight=600, wrap=True))
        if now:
            reasons.addWidget(Label(now, ink="text2", wrap=True, tabular=True))
        column.addLayout(reasons)
        quoted = "\n".join(line for line in self._words.split("\n") if line != entry.title)
        if quoted:
            column.addWidget(Quote(translate("activity", "Your words"), quoted))
        if dependents:
            column.addLayout(self._hanging(dependents, reading))
        column.addWidget(self._buttons(told.record if reading.value(told.record) is not None else ""))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Tile("undo-2", "amber"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.setAccessibleName(f"{told.title}. {why} {now}".strip())

    @staticmethod
    def _head(told: entries.Told, entry: Entry, reading: Reading) -> QVBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(ElidedLabel(told.title, weight=600))
        top.addWidget(Chip(translate("activity", "Not applied"), "amber", "triangle-alert"))
        top.addStretch(1)
        time = when.short(entry.at, reading.zone, reading.today())
        top.addWidget(Label(time, size=12, ink="text2", tabular=True))
        parts = [entries.made(entry, reading), told.detail]
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(ElidedLabel(" · ".join(p for p in parts if p), size=12, ink="text2", tabular=True))
        return column

    @staticmethod
    def _hanging(dependents: Sequence[Entry], reading: Reading) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        text = translate("activity", "%n more deed(s) built on it and wait with it:", "", len(dependents))
        column.addWidget(Label(text, size=12, weight=600, ink="text2"))
        for entry in dependents:
            said = own_words(entry.command.args) if entry.command else ""
            line = entries.told(entry, reading).title
            column.addWidget(
                Label(f"– {line}" + (f": {said}" if said else ""), size=12, ink="text2", wrap=True)
            )
        return column

    def _buttons(self, record: str) -> Buttons:
        self.buttons = Buttons(
            translate("activity", "Discard"),
            translate("activity", "Discard it for good?"),
            translate("activity", "Yes, discard"),
        )
        self.reapply = Button(
            translate("activity", "Apply again to the newest version"), "tint", "replace-all"
        )
        self.reapply.setEnabled(self.entry.can_reapply)
        self.reapply.clicked.connect(lambda: self.reapplied.emit(self.entry.id))
        self.buttons.add(self.reapply)
        if record:
            look = Button(translate("activity", "Look at it"), "plain", "eye")
            look.clicked.connect(lambda: self.opened.emit(record))
            self.buttons.add(look)
        if self._words:
            self.copy = Button(translate("activity", "Copy my words"), "plain", "copy")
            self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words))
            self.buttons.add(self.copy)
        self.buttons.thrown.connect(lambda: self.discarded.emit(self.entry.id))
        return self.buttons


class NoticeCard(Card):
    """A question of the machinery: what happened, what it means, and what one may do."""

    acted = Signal()

    def __init__(self, icon: str, tone: theme.Tone, title: str, text: str) -> None:
        super().__init__(padding=16, line_tone=tone)
        self.setAccessibleName(f"{title}. {text}")
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addWidget(Label(title, weight=600, wrap=True))
        self._column.addWidget(Label(text, ink="text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Tile(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.body.addLayout(row)

    def offer(self, *buttons: Button) -> None:
        """Put buttons under the words; pressing the first emits `acted`."""
        buttons[0].clicked.connect(self.acted)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def ask(self, buttons: Buttons) -> None:
        """Offer something that throws away."""
        buttons.thrown.connect(self.acted)
        self._column.addSpacing(6)
        self._column.addWidget(buttons)
