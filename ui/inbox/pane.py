# SPDX-License-Identifier: Apache-2.0
"""The reading pane: what is chosen in the list, whose it is, what may happen to it, and its route.

Wide, the route stands beside the words; narrow, it is a tab under the header.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme, when, words
from ui.inbox import parts
from ui.inbox.actions import Actions
from ui.inbox.bar import DeedBar
from ui.widgets.card import Divider, Pane, Scroll
from ui.widgets.chip import Avatar, Chip
from ui.widgets.choice import Flow
from ui.widgets.column import Column, clear
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import EmptyState, Strip
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import Instant
from workspace.domain.task import Task
from workspace.services.reading import Reading

translate = QCoreApplication.translate

SIDE_WIDE = 246
Value = Task | Letter


class ReadingPane(Pane):
    """Shows one record, or says that none is chosen. `value` is what it shows."""

    def __init__(self, reading: Reading, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._reading = reading
        self.value: Value | None = None
        self._wide = True
        self.bar = DeedBar(actions)
        self._head = _Head()
        self.strip = Strip("", "amber")
        self.doubt = Strip("", "amber")
        self.strip.hide()
        self.doubt.hide()
        self._tabs = Tabs()
        self._tabs.chosen.connect(self._tab)
        self._words, self._side = (
            Column("backdrop", 24, top=18, gap=14),
            Column("surface", 18, top=18, gap=14),
        )
        self.body = Scroll(self._words)
        self.body.setObjectName("inbox.body")
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._aside = Scroll(self._side)
        self._aside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rule = Divider(upright=True)
        self._empty = EmptyState("inbox", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._record())
        self._stack.addWidget(Pane("surface"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.toast = Toast(self)
        self.set_wide(True)

    def _record(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(20, 0, 20, 8)
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.body, 1)
        below.addWidget(self._rule)
        below.addWidget(self._aside)
        column.addWidget(self.bar)
        column.addWidget(Divider())
        column.addWidget(self._head)
        column.addLayout(tabs)
        column.addWidget(self.strip)
        column.addWidget(self.doubt)
        self._line = Divider()
        column.addWidget(self._line)
        column.addLayout(below, 1)
        return page

    # ---- what the room calls -----------------------------------------------------------------

    def set_wide(self, wide: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show the route beside the words, or as a tab."""
        self._wide = wide
        self._tabs.set_tabs(
            [
                Tab("words", translate("inbox", "Content")),
                Tab("side", translate("inbox", "Route and facts")),
            ]
        )
        self._tabs.setVisible(not wide)
        if wide:
            self._aside.setFixedWidth(theme.current().hit(SIDE_WIDE))
        else:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(theme.MOST_WIDE)
        self._rule.setVisible(wide)
        self._tab(self._tabs.current())

    def show_nothing(self, icon: str, text: str, detail: str = "") -> None:
        """Say that nothing is chosen, and why; with nothing to say the pane is bare."""
        self.value = None
        self._empty.set(icon, text, detail)
        self._stack.setCurrentIndex(0 if text else 2)

    def show_value(self, value: Value, *, pending: bool) -> None:
        """Show a record; `pending` while a deed of mine on it waits to be sent."""
        fresh = self.value is None or self.value.id != value.id
        self.value = value
        reading = self._reading
        self._head.show_value(value, reading, pending=pending)
        if isinstance(value, Task):
            self._words.fill(parts.task_words(value, reading))
            self._side.fill(parts.task_side(value, reading))
        else:
            self._words.fill(parts.letter_words(value, reading))
            self._side.fill(parts.letter_side(value, reading))
        self.body.setAccessibleName(self._head.sentence)
        self._stack.setCurrentIndex(1)
        if fresh:
            self._tabs.choose("words")
            for scroll in (self.body, self._aside):
                scroll.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """The keyboard goes to what is shown: the words, or the route where that is the open tab."""
        shown = self.body if self.body.isVisibleTo(self) else self._aside
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, strip: Strip, text: str, icon: str = "cloud-off", tone: theme.Tone = "amber") -> None:
        """Show a notice under the header, or hide it for ""."""
        if text:
            strip.set(text, tone, icon)
        strip.setVisible(bool(text))
        self._line.setVisible(not text)

    def _tab(self, code: str) -> None:
        self.body.setVisible(self._wide or code != "side")
        self._aside.setVisible(self._wide or code == "side")


class _Head(QWidget):
    """Subject, from whom to whom, chips."""

    def __init__(self) -> None:
        super().__init__()
        self._subject = Label(size=17, weight=600, wrap=True)
        self._subject.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._face = Avatar("", side=34)
        self._line = ElidedLabel()
        self._post = ElidedLabel(size=12, ink="text2", tabular=True)
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=6)
        self.sentence = ""
        people = QHBoxLayout()
        people.setSpacing(12)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._line)
        lines.addWidget(self._post)
        people.addWidget(self._face)
        people.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 20, 12)
        column.setSpacing(9)
        column.addWidget(self._subject)
        column.addLayout(people)
        column.addWidget(self._chips)

    def show_value(self, value: Value, reading: Reading, *, pending: bool) -> None:
        """Take the words of a record."""
        subject = value.title or words.secret("letter" if isinstance(value, Letter) else "task")
        sender = value.giver if isinstance(value, Task) else value.drafter
        name = parts.name_or_title(sender, reading)
        line = _from_to(value, name, reading)
        self._subject.setText(subject)
        self._face.set_name(name)
        self._line.setText(line)
        self._post.setText(_post(sender, value.since, reading))
        chips = list(_chips(value, reading, pending=pending))
        clear(self._flow)
        for text, tone, icon in chips:
            self._flow.addWidget(Chip(text, tone, icon, height=26))
        self._chips.setVisible(bool(chips))
        self.sentence = ". ".join([subject, line, *(text for text, _, _ in chips)])


def _from_to(value: Value, name: str, reading: Reading) -> str:
    if isinstance(value, Letter):
        return translate("inbox", "{name} asks for verification").format(name=name)
    mine = reading.my_positions()
    if value.giver in mine and value.holder not in mine:
        to = parts.name_or_title(value.holder, reading)
        return translate("inbox", "From you to {name}").format(name=to)
    if value.holder in mine:
        return translate("inbox", "{name} to you").format(name=name)
    to = parts.name_or_title(value.holder, reading)
    return translate("inbox", "{name} to {other}").format(name=name, other=to)


def _post(sender: Id, since: Instant, reading: Reading) -> str:
    title = reading.title(sender)
    return "  ·  ".join(part for part in (title, when.long(since, reading.zone)) if part)


def _chips(value: Value, reading: Reading, *, pending: bool) -> Iterable[tuple[str, theme.Tone, str]]:
    limit = words.limit(value.due, reading.clock(), reading.zone, long=True)
    if limit is not None and value.state not in ("done", "withdrawn", "ready"):
        yield limit.text, limit.tone, "clock"
    if value.urgency != "normal":
        yield words.urgency(value.urgency, reading.profile()), words.urgency_tone(value.urgency), "timer"
    if value.cls:
        yield words.security_class(value.cls), "violet", "lock"
    icons = {"done": "circle-check", "ready": "circle-check", "returned": "undo-2", "withdrawn": "x"}
    if value.state in icons:
        tone: theme.Tone = "green" if value.state in ("done", "ready") else "amber"
        yield words.state(value.state), tone, icons[value.state]
    if pending:
        yield translate("inbox", "Waiting to be sent"), "amber", "cloud-upload"
