# SPDX-License-Identifier: Apache-2.0
"""What the checks found, by severity: a sentence each and where it stands; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import faces, theme, words
from ui.drafting.places import place_words
from ui.widgets import paint
from ui.widgets.access import announce
from ui.widgets.button import Button
from ui.widgets.card import Divider, Pane, Scroll, SectionHeader
from ui.widgets.column import clear
from ui.widgets.label import Label
from ui.widgets.notice import EmptyState
from ui.words import QT_TRANSLATE_NOOP
from workspace.paper.body import Line
from workspace.paper.checks import HINT, RULES, STOP, WARN, Finding, Place
from workspace.services import phrases

translate = QCoreApplication.translate

MOST: Final = 25  # cards of one severity; more are counted


@dataclass(frozen=True, slots=True)
class _Severity:
    text: str
    icon: str
    tone: theme.Tone
    ink: theme.Ink


SEVERITIES: Final = {
    STOP: _Severity(QT_TRANSLATE_NOOP("drafting", "Must be mended"), "circle-alert", "red", "red"),
    WARN: _Severity(QT_TRANSLATE_NOOP("drafting", "To be looked at"), "triangle-alert", "amber", "amber"),
    HINT: _Severity(QT_TRANSLATE_NOOP("drafting", "Suggestions"), "lightbulb", "grey", "text2"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words."""

    severity: str
    text: str
    where: str
    place: Place


def told(findings: Sequence[Finding], lines: Sequence[Line], labels: Sequence[str]) -> list[Told]:
    """The findings in words, the gravest first, in the order of the rules."""
    language = "id" if words.in_indonesian() else "en"
    return [
        Told(
            severity,
            phrases.say(language, f"check:{one.code}", **one.params),
            place_words(one.place, lines, labels),
            one.place,
        )
        for severity in SEVERITIES
        for one in findings
        if one.severity == severity
    ]


class _Card(Button):
    """One finding: pressing it goes to its place."""

    PAD, LEFT = 12, 38

    def __init__(self, one: Told) -> None:
        super().__init__("", "plain")
        self._severity = SEVERITIES[one.severity]
        self._text = Label(one.text, weight=600, wrap=True)
        where = translate("drafting", "To {place}").format(place=one.where)
        self._where = Label(where, size=12, weight=600, ink="accent", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.LEFT, self.PAD, self.PAD, self.PAD)
        column.setSpacing(4)
        for label in (self._text, self._where):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setForegroundRole(QPalette.ColorRole.WindowText)  # within a button it would be the button's
            column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        severity = translate("drafting", self._severity.text)
        self.setAccessibleName(f"{one.text} {one.where}")
        self.setAccessibleDescription(severity)
        self.setProperty("ringRadius", 10)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() or 300))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def heightForWidth(self, width: int) -> int:
        inner = width - self.LEFT - self.PAD
        texts = sum(label.heightForWidth(inner) for label in (self._text, self._where))
        return texts + 4 + 2 * self.PAD

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens()
        ground = tokens.hover if paint.hovered(self) else tokens.card
        paint.box(painter, QRectF(self.rect()), 10, ground, tokens.line)
        side = theme.current().px(16)
        faces.paint(painter, self._severity.icon, 13, self.PAD + 1, tokens.ink(self._severity.ink), side)


class Checks(Pane):
    """The findings. `jumped` carries the Place of one."""

    jumped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._told: list[Told] = []
        self._at = -1
        self._pressable: list[Button] = []
        self._title = Label(size=13, weight=600, wrap=True)
        self._when = Label(size=12, ink="text2", wrap=True)
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(8)
        self._sound = Label(size=12, ink="green", weight=500, wrap=True)
        self._none = EmptyState(
            "circle-check", translate("drafting", "Nothing to mend"),
            translate("drafting", "The letter can be sent."), tone="green",
        )  # fmt: skip
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 12, 8)
        head.setSpacing(1)
        head.addWidget(self._title)
        head.addWidget(self._when)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 9, 12, 9)
        foot.addWidget(self._sound, 1)
        self._scroll = Scroll(self._cards)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)
        column.addWidget(Divider())
        column.addLayout(foot)
        self._say()

    @property
    def counts(self) -> tuple[int, int]:
        """How many findings there are, and how many of them hold the letter back."""
        return len(self._told), sum(one.severity == STOP for one in self._told)

    def cards(self) -> list[Button]:
        """What one can press, in its order."""
        return list(self._pressable)

    def show_findings(self, findings: Sequence[Told], codes: int, looking: str) -> None:
        """Show these; `codes` of the rules found something. `looking`: when, and where."""
        self._when.setText(looking)
        self._sound.setText(translate("drafting", "%n other rule(s) are kept", "", len(RULES) - codes))
        if list(findings) == self._told:
            return
        kept = self._focused()
        self._told = list(findings)
        self._at = -1
        self._say()
        clear(self._column)
        self._pressable = []
        for severity, face in SEVERITIES.items():
            own = [one for one in self._told if one.severity == severity]
            if own:
                self._group(face, own)
        self._column.addStretch(1)
        if kept >= 0 and self.cards():
            self.cards()[min(kept, len(self.cards()) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (-1), round the end, and say it."""
        if self._told:
            self._at = (self._at + by) % len(self._told) if self._at >= 0 or by > 0 else len(self._told) - 1
            one = self._told[self._at]
            self.jumped.emit(one.place)
            announce(self, f"{one.text} {one.where}")

    def _group(self, face: _Severity, own: Sequence[Told]) -> None:
        head = SectionHeader(translate("drafting", face.text), len(own))
        head.setContentsMargins(4, 6, 4, 0)
        self._column.addWidget(head)
        for one in own[:MOST]:
            card = _Card(one)
            self._pressable.append(card)
            card.clicked.connect(partial(self._pressed, one))
            self._column.addWidget(card)
            card.show()
        if len(own) > MOST:
            more = translate("drafting", "%n more", "", len(own) - MOST)
            self._column.addWidget(Label(more, size=12, ink="text2"))

    def _pressed(self, one: Told) -> None:
        self._at = self._told.index(one)
        self.jumped.emit(one.place)

    def _focused(self) -> int:
        return next((at for at, card in enumerate(self.cards()) if card.hasFocus()), -1)

    def _say(self) -> None:
        count, stops = self.counts
        text = translate("drafting", "%n finding(s)", "", count)
        if stops:
            must = translate("drafting", "%n must be mended", "", stops)
            text = f"{text}, {must}"
        self._title.setText(text)
        self._scroll.setVisible(count > 0)
        self._none.setVisible(count == 0)
