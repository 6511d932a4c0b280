# SPDX-License-Identifier: Apache-2.0
"""What a letter consists of, to jump to: its form, its headings and numbered items; and how long it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, when
from ui.drafting.places import FORM, field_words
from ui.widgets.button import SMALL, IconButton
from ui.widgets.card import Divider, Pane
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.lines import Entry, LineList
from workspace.paper.body import Line
from workspace.paper.checks import HINT, STOP, WARN, Finding, Place
from workspace.paper.page.fields import Fields

translate = QCoreApplication.translate

WIDE: Final = 216
TITLE_MAX: Final = 60  # characters of a line that are shown
_MARKS: Final[Mapping[str, tuple[str, theme.Ink]]] = {
    STOP: ("circle-alert", "red"), WARN: ("triangle-alert", "amber"), HINT: ("check", "green"),
}  # fmt: skip


def entries(
    fields: Fields, lines: Sequence[Line], labels: Sequence[str], findings: Sequence[Finding]
) -> list[Entry]:
    """The rows: the fields above the body; its opening, headings, numbered items and closing; the fields below it. The
    icon says what the checks found there.
    """
    grave = {STOP: 0, WARN: 1, HINT: 2}
    worst: dict[str, str] = {}
    for finding in findings:
        key = place_id(finding.place)
        worst[key] = min(worst.get(key, HINT), finding.severity, key=grave.__getitem__)
    above, below = FORM[fields.kind]
    groups = (
        translate("drafting", "Head of the letter"),
        translate("drafting", "Body"),
        translate("drafting", "Foot"),
    )
    found = [_field(name, worst, groups[0]) for name in above]
    plain = [k for k, one in enumerate(lines) if not one.attrs and one.text.strip()]
    ends = {}
    if plain and not any(one.get("t") for one in lines[: plain[0]]):
        ends[plain[0]] = translate("drafting", "Opening paragraph")
    if len(plain) > 1 and not any(one.attrs for one in lines[plain[-1] :]):
        ends[plain[-1]] = translate("drafting", "Closing")
    for k, (one, label) in enumerate(zip(lines, labels, strict=True)):
        numbered = one.get("t") == "n"
        if k in ends or one.get("t") == "h" or numbered:
            text = ends.get(k) or f"{label} {one.text[:TITLE_MAX]}".strip()
            level = int(one.get("l") or 1) - 1 + numbered
            icon, ink = _MARKS[worst.get(f"line:{k}", HINT)]
            found.append(Entry(f"line:{k}", text, icon, ink, "", min(level, 4), groups[1]))
    return found + [_field(name, worst, groups[2]) for name in below]


def _field(name: str, worst: Mapping[str, str], group: str) -> Entry:
    icon, ink = _MARKS[worst.get(f"field:{name}", HINT)]
    return Entry(f"field:{name}", field_words(name), icon, ink, group=group)


def place_id(place: Place) -> str:
    """The entry a place belongs to."""
    return f"line:{place.line}" if place.field == "body" and place.line >= 0 else f"field:{place.field}"


def place_of(id_: str) -> Place:
    """The place an entry leads to."""
    what, _, name = id_.partition(":")
    return Place("body", line=int(name)) if what == "line" else Place(name)


class Outline(Pane):
    """The list with its heading, and at its foot how long the letter is. `jumped` carries a Place, `closed` says
    that the officer wants the room for the text.
    """

    jumped = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        title = Label(translate("drafting", "Outline"), size=13, weight=600)
        self.hide_it = IconButton(translate("drafting", "Hide the outline"), "panel-left", height=SMALL)
        self.hide_it.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 8, 7)
        head.addWidget(title, 1)
        head.addWidget(self.hide_it)
        self.list = LineList(translate("drafting", "Outline"))
        self.list.setObjectName("drafting.outline")
        self.list.picked.connect(lambda entry: self.jumped.emit(place_of(entry.id)))
        self._length = ElidedLabel(size=12, ink="text2", tabular=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 9, 8, 9)
        foot.addWidget(self._length)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(Divider())
        column.addLayout(foot)
        self.setFocusProxy(self.list)
        self.retheme()

    def retheme(self) -> None:
        self.setFixedWidth(theme.current().px(WIDE))

    def show_entries(self, found: Sequence[Entry]) -> None:
        """Show these rows."""
        self.list.set_entries(found)

    def follow(self, line: int) -> None:
        """Mark the heading or item the caret stands in or under, none where there is none."""
        if not self.list.hasFocus():
            lines = [int(row.id[5:]) for row in self.list.entries if row.id.startswith("line:")]
            if (at := max((k for k in lines if k <= line), default=-1)) < 0:
                self.list.clearSelection()
            self.list.mark(f"line:{at}")

    def show_length(self, words: int, chosen: int, pages: int) -> None:
        """Say how long it is: words, of which so many are selected, and pages (0: not known yet)."""
        text = translate("drafting", "%n word(s)", "", words)
        if chosen:
            text = translate("drafting", "{chosen} of {words}").format(chosen=when.number(chosen), words=text)
        parts = [text, translate("drafting", "%n page(s)", "", pages)] if pages else [text]
        self._length.setText("  ·  ".join(parts))

    @property
    def length(self) -> str:
        """What is said of the length."""
        return self._length.text()
