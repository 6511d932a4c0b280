# SPDX-License-Identifier: Apache-2.0
"""One letter to decide on: what changed first, then the whole, bound to the version that is shown."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme, when, words
from ui.approvals import letters
from ui.approvals.actions import Actions
from ui.approvals.bar import DeedBar
from ui.approvals.diff import Changed, Comparison, Told, compare
from ui.approvals.difftext import ChangeCard, Fold, summary
from ui.approvals.letters import Mine
from ui.approvals.side import Side
from ui.approvals.versionbar import Stop, VersionLine
from ui.approvals.whole import attachments, whole
from ui.approvals.written import Bodies, told
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Divider, Pane, Scroll, SectionHeader
from ui.widgets.chip import Avatar, Chip, Tile
from ui.widgets.column import Column
from ui.widgets.fields import Combo
from ui.widgets.label import ElidedLabel, Label, plain_tip
from ui.widgets.notice import EmptyState, Strip
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from workspace.domain.letter import Letter, Version
from workspace.services.reading import Reading

translate = QCoreApplication.translate

SIDE_WIDE: Final = 246
LOW: Final = 380  # a lower pane has no room for the fingerprint
NARROW: Final = 620  # below it chips stand under the names, and nothing is said beside the versions


class LetterPane(Pane):
    """`value` is the letter shown, None if none. `looked` is emitted when a letter's changes stood here.

    `missing`: the body of a written letter has not come to this laptop yet.
    """

    looked = Signal()

    def __init__(self, reading: Reading, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._reading, self._actions = reading, actions
        self.value: Letter | None = None
        self.mine: Mine | None = None
        self.missing = False
        self._bodies = Bodies(reading)
        self._here: tuple[bool, ...] = ()
        self._wide = True
        self._base: Version | None = None
        self.comparison: Comparison | None = None
        self._cards: list[ChangeCard] = []
        self.bar = DeedBar(actions)
        self._head = _Head()
        self.strip, self.reason = Strip("", "amber"), Strip("", "amber")
        self.lacking = Strip("", "grey", "download")
        for notice in (self.strip, self.reason, self.lacking):
            notice.hide()
        self._line = VersionLine()
        self._compare = Combo()
        self._compare.setMinimumWidth(theme.current().px(128))
        self._compare.activated.connect(self._rebased)
        self._versions = self._version_bar()
        self._tabs = Tabs()
        self._tabs.chosen.connect(self._tab)
        self._words = Column("backdrop", 24, top=16, gap=10)
        self.body = Scroll(self._words)
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setObjectName("approvals.body")
        self._side = Side()
        self._aside = Scroll(self._side)
        self._rule = Divider(upright=True)
        self._empty = EmptyState("stamp", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._record())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.toast = Toast(self)
        self.set_wide(True)

    def _version_bar(self) -> QWidget:
        bar = Pane("backdrop")
        label = Label(translate("approvals", "Compare with"), size=12, ink="text2")
        label.setBuddy(self._compare)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 6, 20, 6)
        row.setSpacing(10)
        row.addWidget(self._line, 1)
        row.addWidget(label)
        row.addWidget(self._compare)
        self._compare_label = label
        return bar

    def _record(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(14, 6, 20, 6)
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(0)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.body, 1)
        self._foot = (Divider(), self._hash_bar())
        for part in self._foot:
            main.addWidget(part)
        below.addLayout(main, 1)
        below.addWidget(self._rule)
        below.addWidget(self._aside)
        self._versions_rule = Divider()
        above = (self.bar, Divider(), self._head, self.strip, self.reason, self.lacking, Divider())
        for part in (*above, self._versions, self._versions_rule):
            column.addWidget(part)
        column.addLayout(tabs)
        column.addWidget(Divider())
        column.addLayout(below, 1)
        return page

    def _hash_bar(self) -> QWidget:
        self._bound = ElidedLabel(size=12, ink="text2", tabular=True)
        self._copy = Button(translate("approvals", "Copy"), "link", height=SMALL)
        self._copy.setAccessibleName(translate("approvals", "Copy the fingerprint"))
        self._copy.clicked.connect(self._copy_hash)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 2, 16, 2)
        row.setSpacing(10)
        row.addWidget(Tile("shield-check", "grey", side=24))
        row.addWidget(self._bound, 1)
        row.addWidget(self._copy)
        bar.setFixedHeight(theme.current().hit(36))
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._compare_label.setVisible(self.width() >= theme.current().px(NARROW))
        for part in self._foot:  # the button names the version too
            part.setVisible(self.height() >= theme.current().px(LOW))

    # ---- what the room calls -----------------------------------------------------------------

    def set_wide(self, wide: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show the route beside the words, or as a tab."""
        self._wide = wide
        if wide:
            self._aside.setFixedWidth(theme.current().hit(SIDE_WIDE))
        else:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(theme.MOST_WIDE)
        self._rule.setVisible(wide)
        self._offer_tabs()
        self._tab(self._tabs.current())

    def show_nothing(self, icon: str, text: str, detail: str = "") -> None:
        """Say that nothing is chosen, and why."""
        self.value = self.mine = None
        self.missing = False
        self._empty.set(icon, text, detail)
        self._stack.setCurrentIndex(0)

    def show_value(self, value: Letter, part: Mine) -> None:
        """Show a letter; what changed since I decided on it comes first."""
        other = self.value is None or _bound(self.value) != _bound(value)
        base = (part.seen or _before(value)) if other else self._base
        here = self._look_for(value, base)
        fresh = other or here != self._here
        if not fresh and value == self.value:
            return
        self.value, self.mine = value, part
        if fresh:
            self._base, self._here = base, here
            self._compare_now()
        self._head.show_value(value, part, self._reading)
        self._show_versions(value, part)
        self._side.show_value(value, self._reading)
        bound = translate("approvals", "Version {n} · fingerprint {hash}")
        if part.part == "decide":
            bound = translate("approvals", "Your decision holds for version {n} only · fingerprint {hash}")
        self._bound.setText(bound.format(n=value.version, hash=letters.short_hash(value.hash)))
        self._bound.setToolTip(plain_tip(value.hash))
        self._say_reason(value)
        self._offer_tabs()
        if fresh:
            self._choose("changes" if part.seen is not None and self.comparison is not None else "whole")
            self.body.verticalScrollBar().setValue(0)
        self._fill()
        self._stack.setCurrentIndex(1)
        if not self.missing:
            self.looked.emit()

    def say(self, text: str, icon: str = "cloud-off", tone: theme.Tone = "amber") -> None:
        """Show a notice under the header, or hide it for ""."""
        if text:
            self.strip.set(text, tone, icon)
        self.strip.setVisible(bool(text))

    def next_change(self) -> None:
        """Go to the next place that changed."""
        if not self._cards:
            return
        if self._tabs.current() != "changes":
            self._choose("changes")
            self._fill()
        now = next((at for at, card in enumerate(self._cards) if card.hasFocus()), -1)
        card = self._cards[(now + 1) % len(self._cards)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.body.ensureWidgetVisible(card)

    # ---- parts -------------------------------------------------------------------------------

    def _say_reason(self, value: Letter) -> None:
        last = next((d for d in reversed(value.decisions) if d.stands and d.kind == "return"), None)
        shown = value.state == "returned" and last is not None
        self.reason.setVisible(shown)
        if shown and last is not None:
            text = translate("approvals", "{name} returned it: {reason}").format(
                name=self._reading.name(last.by), reason=last.note
            )
            self.reason.set(text, "amber", "undo-2")

    def _show_versions(self, value: Letter, part: Mine) -> None:
        reading = self._reading
        seen = part.seen.no if part.seen else 0
        stops = [
            Stop(
                v.no,
                when.short(v.at, reading.zone, reading.today()),
                mine=v.no == seen,
                now=v.no == value.version,
            )
            for v in value.versions
        ]
        self._line.set(stops)
        several = len(value.versions) > 1
        for widget in (self._versions, self._versions_rule):
            widget.setVisible(several)
        self._compare.clear()
        for v in reversed(value.versions[:-1]):
            self._compare.addItem(translate("approvals", "version {n}").format(n=v.no), v.no)
        if self._base is not None:
            self._compare.setCurrentIndex(max(0, self._compare.findData(self._base.no)))

    def _rebased(self) -> None:
        if self.value is None:
            return
        number = self._compare.currentData()
        self._base = next((v for v in self.value.versions if v.no == number), self._base)
        self._here = self._look_for(self.value, self._base)
        self._compare_now()
        self._offer_tabs()
        self._choose("changes" if self.comparison is not None else "whole")
        self._fill()

    def _look_for(self, value: Letter, base: Version | None) -> tuple[bool, ...]:
        """Whether the bodies of the last version and of the one it is compared with are here."""
        versions = [*value.versions[-1:], *([base] if base is not None else [])]
        return tuple(self._bodies.lines(value, version) is not None for version in versions)

    def _compare_now(self) -> None:
        """What changed since the version chosen; long letters take a while, so it is done once."""
        value, base = self.value, self._base
        self.comparison, self.missing = None, not all(self._here[:1])
        text = letters.body_elsewhere() if self.missing else ""
        if value is not None and base is not None and not self.missing:
            if all(self._here):
                self.comparison = compare(base, value.versions[-1], partial(self._told, value))
            else:
                text = translate(
                    "approvals",
                    "The text of version {n} is not on this laptop: what changed since then cannot be shown.",
                ).format(n=base.no)
        self.lacking.set(text, "grey", "download")
        self.lacking.setVisible(bool(text))

    def _told(self, value: Letter, version: Version) -> Told:
        return told(version, self._bodies.lines(value, version) or (), self._reading)

    def _offer_tabs(self) -> None:
        found = self.comparison
        tabs = [Tab("whole", translate("approvals", "Whole letter"))]
        if found is not None:
            tabs.insert(0, Tab("changes", translate("approvals", "Changes"), len(found.changes)))
        if self.value is not None and self.value.attachments:
            count = len(self.value.attachments)
            tabs.append(Tab("attachments", translate("approvals", "Attachments"), count))
        if not self._wide:
            tabs.append(Tab("side", translate("approvals", "Route and facts")))
        self._tabs.set_tabs(tabs)

    def _choose(self, code: str) -> None:
        """Open a tab without filling it twice."""
        self._tabs.blockSignals(True)
        self._tabs.choose(code)
        self._tabs.blockSignals(False)

    def _tab(self, code: str) -> None:
        self.body.setVisible(self._wide or code != "side")
        self._aside.setVisible(self._wide or code == "side")
        self._fill()

    def _fill(self) -> None:
        value = self.value
        if value is None:
            return
        self._cards = []
        code = self._tabs.current()
        found = self.comparison if code == "changes" else None
        if found is not None:
            self._words.fill(self._changes(found))
        elif code == "attachments":
            self._words.fill([attachments(value.attachments)])
        else:
            lines = self._bodies.lines(value, value.versions[-1]) if value.versions else ()
            self._words.fill([whole(value, lines, self._reading)])
        self.body.setAccessibleName(
            f"{letters.subject(value)}. {self._tabs.tabText(self._tabs.currentIndex())}"
        )

    def _changes(self, found: Comparison) -> list[QWidget]:
        since = translate("approvals", "since version {n}").format(n=found.old)
        made: list[QWidget] = [SectionHeader(summary(found), None, since)]
        for part in found.parts:
            if isinstance(part, Changed):
                card = ChangeCard(part, len(self._cards) + 1)
                self._cards.append(card)
                made.append(card)
            else:
                made.append(Fold(part))
        return made

    def _copy_hash(self) -> None:
        if self.value is not None:
            QGuiApplication.clipboard().setText(self.value.hash)
            self.toast.say(translate("approvals", "Fingerprint copied."))


class _Head(QWidget):
    """Subject, who submitted it, chips."""

    def __init__(self) -> None:
        super().__init__()
        self._subject = Label(size=17, weight=600, wrap=True)
        self._face = Avatar("", side=34)
        self._who, self._post = ElidedLabel(weight=500), ElidedLabel(size=12, ink="text2", tabular=True)
        self._limit, self._kind = Chip("", height=26), Chip("", height=26)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._who)
        lines.addWidget(self._post)
        people = QHBoxLayout()
        people.setSpacing(12)
        people.addWidget(self._face)
        people.addLayout(lines, 1)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._limit)
        chips.addWidget(self._kind)
        chips.addStretch(0)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(10)
        row.addLayout(people, 1)
        row.addLayout(chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._subject)
        column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.current().px(NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if wide else down)

    def show_value(self, value: Letter, part: Mine, reading: Reading) -> None:
        """Take the words of a letter."""
        name = letters.drafter(value, reading)
        self._subject.setText(value.title or letters.subject(value))
        self._face.set_name(name)
        again = value.version > 1
        text = (
            translate("approvals", "{name} submitted it again")
            if again
            else translate("approvals", "{name} submitted it")
        )
        self._who.setText(text.format(name=name))
        sent = value.versions[-1].at if value.versions else value.since
        self._post.setText(f"{reading.title(value.drafter)} · {when.long(sent, reading.zone)}")
        limit = words.limit(value.due, reading.clock(), reading.zone, long=True)
        shown = limit is not None and part.part in ("decide", "revise")
        self._limit.setVisible(shown)
        if limit is not None:
            self._limit.set(limit.text, limit.tone, "clock")
        tones: dict[str, tuple[theme.Tone, str]] = {
            "decide": ("violet", "file-check"), "revise": ("amber", "pencil"), "decided": ("grey", "check-check"),
        }  # fmt: skip
        tone, icon = tones.get(part.part, ("grey", "file-text"))
        kinds = {
            "decide": translate("approvals", "Verification"),
            "revise": translate("approvals", "To be revised"),
        }
        self._kind.set(kinds.get(part.part, words.state(value.state)), tone, icon)


def _bound(value: Letter) -> tuple[str, int, str]:
    """What a decision is bound to."""
    return value.id, value.version, value.hash


def _before(value: Letter) -> Version | None:
    return value.versions[-2] if len(value.versions) > 1 else None
