# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K: one line over the window that finds letters and tasks, people, and every command that is possible now.

The keyboard stays in the line; Down goes into the rows (there a screen reader says each of them), a letter goes back.
Enter takes the marked row. Choosing a person shows what lies on their desk; Backspace leads back from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui import faces, theme, when
from ui.shell import found
from ui.shell.found import Found, Sort
from ui.shell.foundlist import FoundList
from ui.widgets import access
from ui.widgets.card import Divider
from ui.widgets.chip import Chip, Keys
from ui.widgets.label import ElidedLabel, Label, plain_tip
from ui.widgets.notice import EmptyState
from ui.widgets.over import EDGE, Over
from ui.widgets.picklist import type_on
from ui.widgets.tabs import Tab, Tabs
from workspace.services.finding import Finding, Person, holds
from workspace.services.reading import Reading

translate = QCoreApplication.translate

WIDE, TALL, TOP = 760, 566, 96
MOST: Final = 50  # of one sort
FEW: Final[dict[Sort, int]] = {"record": 5, "person": 3, "command": 5}  # of each while all are shown


class CommandBox(Over):
    """`actions` are the commands of the open room under its name, then those of everywhere; `records` is how many
    there are on this device. `record_chosen` carries the id of a record, after the box has closed.
    """

    record_chosen = Signal(str)

    def __init__(
        self,
        host: QWidget,
        reading: Reading,
        finding: Finding,
        actions: Sequence[tuple[str, Sequence[QAction]]],
        records: int,
    ) -> None:
        super().__init__(host)
        self.setObjectName("command-box")
        self._reading, self._finding, self._actions, self._records = reading, finding, actions, records
        self._person: Person | None = None
        self._theirs: list[tuple[str, list[Found]]] = []
        self._card.setAccessibleName(translate("shell", "Search and commands"))
        self.line = _Line(self._line_key)
        self.line.setObjectName("command-box.line")
        self._who = Chip("", "accent", "user", height=24)
        self._who.hide()
        self.tabs = Tabs(framed=True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through them
        self.list = FoundList(translate("shell", "Found"))
        self._empty = EmptyState("search", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Divider())
        column.addWidget(self._pages, 1)
        column.addWidget(Divider())
        column.addLayout(self._foot())
        self._wire()
        self._dress()
        self._ask()

    def _wire(self) -> None:
        self.line.textChanged.connect(lambda _: self._ask())
        self.tabs.chosen.connect(lambda _: self._ask())
        self.list.picked.connect(self._take)
        self.list.typed.connect(lambda event: type_on(self.line, event))
        self.list.left.connect(lambda: self.line.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.closed.connect(self.deleteLater)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 18, 12)
        head.setSpacing(10)
        head.addWidget(_Glass())
        head.addWidget(self._who)
        head.addWidget(self.line, 1)
        head.addWidget(self.tabs)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 9, 18, 9)
        foot.setSpacing(7)
        hints = [
            (Keys(keys), Label(text, size=11, ink="text2"))
            for keys, text in (
                ("↑ ↓", translate("shell", "choose")),
                ("Enter", translate("shell", "open")),
                ("Tab", translate("shell", "narrow")),
                ("Backspace", translate("shell", "back")),
            )
        ]
        self._narrower, self._back = hints[2], hints[3]
        for cap, label in hints:
            foot.addWidget(cap)
            foot.addWidget(label)
            foot.addSpacing(8)
        text = translate("shell", "Searching {count} records on this device")
        count = ElidedLabel(text.format(count=when.number(self._records)), size=11, ink="text2", tabular=True)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(count, 1)
        foot.addWidget(Keys("Esc"))
        return foot

    def card_place(self) -> tuple[int, int, int, int]:
        now = theme.current()
        wide = min(now.hit(WIDE), self.width() - 2 * EDGE)
        top = min(TOP, max(EDGE, (self.height() - now.hit(TALL)) // 2))
        return (self.width() - wide) // 2, top, wide, min(now.hit(TALL), self.height() - top - EDGE)

    # ---- what is shown -----------------------------------------------------------------------

    def _ask(self) -> None:
        """Find what the line asks for, and show it."""
        query = self.line.text().strip()
        groups = self._of_person(query) if self._person is not None else self._found(query)
        counts = {sort: sum(row.sort == sort for _, rows in groups for row in rows) for sort in FEW}
        scope = self.tabs.current()
        self._say_counts(counts if query else {})
        rows: list[Found | str] = []
        for heading, group in groups:
            few = [row for row in group if scope in ("", "all", row.sort)]
            if few and query and self._person is None and scope in ("", "all"):
                few = few[: FEW[few[0].sort]]
            rows += [heading, *few] if few else []
        self.list.show_rows(rows)
        if not query and self._person is None:  # Enter on an empty line must not do the first deed there is
            self.list.setCurrentIndex(QModelIndex())
        if not rows:
            self._empty.set(*self._nothing(query))
        self._pages.setCurrentIndex(0 if rows else 1)
        count = sum(isinstance(row, Found) for row in rows)
        said = translate("shell", "%n found", "", count) if rows else self._nothing(query)[1]
        self.line.setAccessibleDescription(said)
        access.announce(self.line, said)

    def _found(self, query: str) -> list[tuple[str, list[Found]]]:
        find, reading = self._finding, self._reading
        records = find.records(query, MOST) if query else []
        people = find.people(query, MOST) if query or self.tabs.current() == "person" else []
        groups = [
            (translate("shell", "Letters and tasks"), [found.of_hit(hit, query, reading) for hit in records]),
            (translate("shell", "People"), [found.of_person(person, query) for person in people]),
        ]
        if query:
            everything = [action for _, actions in self._actions for action in actions]
            return [*groups, (translate("shell", "Commands"), found.possible(everything, query))]
        return [*groups, *((heading, found.possible(actions, "")) for heading, actions in self._actions)]

    def _of_person(self, query: str) -> list[tuple[str, list[Found]]]:
        """What lies on the desk of whoever was chosen, and what they sent."""
        return [(heading, [row for row in rows if holds(row.title, query)]) for heading, rows in self._theirs]

    def _say_counts(self, counts: Mapping[Sort, int]) -> None:
        words: dict[Sort, str] = {
            "record": translate("shell", "Records"),
            "person": translate("shell", "People"),
            "command": translate("shell", "Commands"),
        }
        tabs = [Tab("all", translate("shell", "All"), sum(counts.values()) if counts else None)]
        for sort, word in words.items():
            count = counts.get(sort)
            more = sort != "command" and count is not None and count >= MOST
            tabs.append(Tab(sort, f"{word} {MOST}+") if more else Tab(sort, word, count))
        self.tabs.set_tabs(tabs)

    def _nothing(self, query: str) -> tuple[str, str, str]:
        if self._person is not None and not query:
            return "inbox", translate("shell", "Nothing that you can see lies on this desk."), ""
        if not query:
            return "search", translate("shell", "Type what you are looking for."), ""
        searched = translate("shell", "Searched {count} records on this device.")
        return (
            "search",
            translate("shell", 'No match for "{query}".').format(query=query),
            searched.format(count=when.number(self._records)),
        )

    # ---- keys and choosing -------------------------------------------------------------------

    def _line_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.current()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row is not None and self._pages.currentIndex() == 0:
                self._take(row)
        elif key == Qt.Key.Key_Down:
            if self._pages.currentIndex() == 0:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                marked = self.list.currentIndex().row()
                if (
                    marked < 0 or not QAccessible.isActive()
                ):  # who only hears has not heard of the first row yet
                    self.list.go(marked + 1)
        elif key == Qt.Key.Key_Backspace and not self.line.text() and self._person is not None:
            self._narrow(None)
        else:
            return False
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        if self._person is None:
            self.tabs.step(1 if next else -1)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _take(self, row: Found) -> None:
        if row.sort == "person":
            self._narrow(row.of)
            return
        self.close_sheet()  # the keyboard is back where it was: a command is about what was chosen there
        if row.sort == "command":
            row.of.trigger()
        else:
            self.record_chosen.emit(row.of)

    def _narrow(self, person: Person | None) -> None:
        """Show what there is of one person, or all again."""
        self._person = person
        self._theirs = self._of(person) if person is not None else []
        self._dress()
        self.tabs.choose("all")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.line.text():
            self.line.clear()
        else:
            self._ask()

    def _of(self, person: Person) -> list[tuple[str, list[Found]]]:
        on_desk = translate("shell", "On the desk of {name}").format(name=person.called)
        sent = translate("shell", "From {name}").format(name=person.called)
        lying = self._finding.lying_with(person.position, MOST)
        here = {line.id for line in lying}
        others = [line for line in self._finding.sent_by(person, MOST) if line.id not in here]
        return [(heading, [found.of_line(line, self._reading) for line in lines])
                for heading, lines in ((on_desk, lying), (sent, others))]  # fmt: skip

    def _dress(self) -> None:
        """What the line asks for, and which keys there are."""
        person = self._person
        text = translate("shell", "Search letters, people or commands")
        if person is not None:
            text = translate("shell", "Search with {name}").format(name=person.called)
            self._who.set(person.called, "accent", "user")
        self.line.setPlaceholderText(text)
        self.line.setToolTip(plain_tip(text))
        self.line.setAccessibleName(text)
        shown: dict[bool, tuple[QWidget, ...]] = {
            True: (self.tabs, *self._narrower),
            False: (self._who, *self._back),
        }
        for everybody, widgets in shown.items():
            for widget in widgets:
                widget.setVisible(everybody == (person is None))


class _Line(QLineEdit):
    """The line; `on_key` may take a key for the whole box."""

    def __init__(self, on_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._on_key = on_key
        self.setProperty("bare", True)
        self.retheme()

    def retheme(self) -> None:
        self.setFont(theme.font(17))
        self.setFixedHeight(theme.current().hit(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self._on_key(event):
            super().keyPressEvent(event)


class _Glass(QWidget):
    """The magnifier before the line."""

    def __init__(self) -> None:
        super().__init__()
        self.retheme()

    def retheme(self) -> None:
        side = theme.current().px(20)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        faces.paint(QPainter(self), "search", 0, 0, theme.tokens().accent, self.width())
