# SPDX-License-Identifier: Apache-2.0
"""Several letters decided on together: one reason, those that must be looked at alone stand apart and do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, when
from ui.approvals import letters
from ui.approvals.actions import Actions
from ui.approvals.letters import Looked
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Card, Divider, Pane, Scroll, SectionHeader
from ui.widgets.chip import Avatar
from ui.widgets.column import clear
from ui.widgets.fields import ReasonField
from ui.widgets.keyed import hint
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import Strip
from ui.widgets.toast import Toast
from workspace.domain.ids import Id
from workspace.domain.letter import NOTE_MAX, Letter
from workspace.domain.moment import to_ms
from workspace.services.reading import Reading

translate = QCoreApplication.translate

SHOWN: Final = 60  # rows of the table; the rest is counted
ROW_NARROW: Final = 560  # a narrower row keeps its subject and leaves the fingerprint out
DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is marked: letters that can be decided on together, and the others with their reason."""

    fit: tuple[Letter, ...]
    alone: tuple[tuple[Letter, str], ...]

    @property
    def count(self) -> int:
        """How many are marked."""
        return len(self.fit) + len(self.alone)


def sort_out(values: Sequence[Letter], reading: Reading, looked: Looked) -> Chosen:
    """Which of the marked letters can be decided on together."""
    told = [(value, letters.why_alone(value, reading, looked)) for value in values]
    return Chosen(
        tuple(value for value, why in told if not why), tuple((value, why) for value, why in told if why)
    )


class BatchPane(Pane):
    """The sheet in place of the reading pane. `approved` and `returned` carry the reason.

    `opened` and `dropped` carry a letter that stands apart; `released` means: no marks at all.
    """

    approved = Signal(str)
    returned = Signal(str)
    opened = Signal(str)
    dropped = Signal(str)
    released = Signal()
    report_opened = Signal()

    def __init__(self, reading: Reading, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._reading = reading
        self.chosen = Chosen((), ())
        self.approve = Button("", "primary", "check")
        self.approve.setObjectName("approvals.batch.approve")
        self.approve.set_shortcut_hint(hint(actions["approve"]))
        self.send_back = Button(translate("approvals", "Return for revision"), "plain", "undo-2")
        self.send_back.setObjectName("approvals.batch.return")
        self.send_back.set_shortcut_hint(hint(actions["return"]))
        self.approve.clicked.connect(self.ask_approve)
        self.send_back.clicked.connect(self.ask_return)
        self._title = Label(size=17, weight=600, tabular=True)
        self._detail = Label(size=12, ink="text2", tabular=True, wrap=True)
        self.report = Strip("", "green", "circle-check", close_name=translate("approvals", "Close"))
        self.report.hide()
        self.report.acted.connect(self.report_opened)
        self.reason = ReasonField(
            translate("approvals", "One reason for all"),
            fault=translate("approvals", "Write why you return them. Each drafter will read this."),
            too_long=translate("approvals", "Too long: at most {most} characters.").format(most=NOTE_MAX),
            needed=False,
            most=NOTE_MAX,
            help_text=translate("approvals", "Each drafter reads it. It may stay empty when you approve."),
            rows=2,
        )
        self._apart = QVBoxLayout()
        self._apart.setSpacing(10)
        self._table_head = SectionHeader("")
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(Divider())
        column.addWidget(self.report)
        self.body = Scroll(self._content())
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.body, 1)
        self.toast = Toast(self)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(8)
        release = Button(translate("approvals", "Clear marks"), "ghost", "x")
        release.set_shortcut_hint(translate("approvals", "Shortcut {keys}").format(keys="Esc"))
        release.clicked.connect(self.released)
        row.addWidget(self.approve)
        row.addWidget(self.send_back)
        row.addStretch(1)
        row.addWidget(release)
        return row

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 14, 24, 18)
        column.setSpacing(12)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._detail)
        column.addLayout(titles)
        column.addWidget(self.reason)
        column.addLayout(self._apart)
        column.addWidget(self._table_head)
        column.addLayout(self._table)
        column.addStretch(1)
        return content

    # ---- what the room calls -----------------------------------------------------------------

    def show_chosen(self, chosen: Chosen) -> None:
        """Show what is marked now."""
        if chosen == self.chosen:
            return
        self.chosen = chosen
        fit = len(chosen.fit)
        self._title.setText(translate("approvals", "%n letter(s) chosen", "", chosen.count))
        self._detail.setText(self._told(chosen))
        self.body.setAccessibleName(self._title.text())
        self.approve.set_caption(translate("approvals", "Approve %n", "", fit))
        self.approve.setEnabled(bool(fit))
        self.send_back.setEnabled(bool(fit))
        clear(self._apart)
        if chosen.alone:
            self._apart.addWidget(self._apart_card(chosen))
        clear(self._table)
        self._table_head.set(
            translate("approvals", "%n can be decided on together", "", fit),
            None,
            translate("approvals", "checked again by the server on arrival"),
        )
        self._table_head.setVisible(bool(fit))
        for value in chosen.fit[:SHOWN]:
            self._table.addWidget(BatchRow(value, self._reading))
        if fit > SHOWN:
            self._table.addWidget(Label(translate("approvals", "and %n more", "", fit - SHOWN), ink="text2"))

    def say_report(self, text: str, tone: theme.Tone, action: str) -> None:
        """Say what the last decision came to."""
        self.report.set(text, tone, "circle-check" if tone == "green" else "triangle-alert", action=action)
        self.report.show()

    def ask_approve(self) -> None:
        """Approve those that fit."""
        self.reason.set_needed(False)
        if self.chosen.fit and self.reason.check():
            self.approved.emit(self.reason.value())

    def ask_return(self) -> None:
        """Return those that fit; a reason must stand there."""
        self.reason.set_needed(True)
        if self.chosen.fit and self.reason.check():
            self.returned.emit(self.reason.value())

    # ---- parts -------------------------------------------------------------------------------

    def _told(self, chosen: Chosen) -> str:
        values = [*chosen.fit, *(value for value, _ in chosen.alone)]
        if not values:
            return ""
        oldest = min(value.since for value in values)
        days = (to_ms(self._reading.clock()) - to_ms(oldest)) // DAY_MS
        people = len({value.drafter for value in values})
        parts = [translate("approvals", "from %n drafter(s)", "", people)]
        if days >= 1:
            parts.append(translate("approvals", "the oldest waits for %n day(s)", "", days))
        return " · ".join(parts)

    def _apart_card(self, chosen: Chosen) -> Card:
        card = Card(padding=16, radius=10, tone="amber")
        text = translate("approvals", "Look at these first, they are not approved with the others")
        card.body.addWidget(Label(text, size=12, weight=600, ink="amber", wrap=True))
        for value, why in chosen.alone[:SHOWN]:
            card.body.addWidget(self._apart_row(value, why))
        return card

    def _apart_row(self, value: Letter, why: str) -> QWidget:
        who = letters.drafter(value, self._reading)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(Avatar(who, side=28), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(ElidedLabel(f"{who} · {letters.subject(value)}", weight=600))
        texts.addWidget(Label(why, size=12, ink="text2", wrap=True))
        row.addLayout(texts, 1)
        look = Button(translate("approvals", "Look at it"), "plain", "eye", height=SMALL)
        drop = Button(translate("approvals", "Leave it out"), "plain", height=SMALL)
        look.clicked.connect(lambda: self.opened.emit(value.id))
        drop.clicked.connect(lambda: self.dropped.emit(value.id))
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return holder


class BatchRow(QWidget):
    """One letter of the table: who, what, which version with which fingerprint, since when."""

    def __init__(self, value: Letter, reading: Reading) -> None:
        super().__init__()
        who = self._who = ElidedLabel(letters.drafter(value, reading), weight=500)
        what = ElidedLabel(letters.subject(value))
        bound = translate("approvals", "version {n} · {hash}").format(
            n=value.version, hash=letters.short_hash(value.hash)
        )
        self._brief, self._bound = translate("approvals", "version {n}").format(n=value.version), bound
        version = self._version = Label(bound, size=12, ink="text2", tabular=True)
        since = Label(
            when.short(value.since, reading.zone, reading.today()), size=12, ink="text2", tabular=True
        )
        since.setMinimumWidth(theme.current().px(70))
        since.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget, share in ((who, 0), (what, 1), (version, 0), (since, 0)):
            row.addWidget(widget, share)
        self.setFixedHeight(theme.current().hit(36))
        self.setAccessibleName(f"{who.text()}, {what.text()}, {bound}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, narrow = theme.current().px, self.width() < theme.current().px(ROW_NARROW)
        self._who.setFixedWidth(px(120 if narrow else 150))
        self._version.setText(self._brief if narrow else self._bound)
        self._version.setMinimumWidth(px(50 if narrow else 140))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.tokens().hairline)


def ids(values: Sequence[Letter]) -> list[Id]:
    """Their ids."""
    return [value.id for value in values]
