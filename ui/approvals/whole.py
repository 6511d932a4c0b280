# SPDX-License-Identifier: Apache-2.0
"""A letter whole: its words on a sheet, or what was filled in and the body, numbered as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.approvals.difftext import DocumentText
from ui.approvals.written import Lines, Paragraph, paragraphs, printed
from ui.widgets.card import Card, Divider
from ui.widgets.column import add_files
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.label import Label
from workspace.domain.letter import Letter
from workspace.services.reading import Reading

translate = QCoreApplication.translate

STEP, GAP = 26, 8  # px: how far a level is indented, what stands between paragraphs


def whole(value: Letter, lines: Lines | None, reading: Reading) -> QWidget:
    """The last version of a letter; without `lines` what is filled in beside a body that is not here."""
    paper = Card(padding=22, radius=10)
    paper.body.setSpacing(10)
    paper.body.addWidget(Label(value.title, size=15, weight=600, wrap=True))
    form = value.versions[-1].form if value.versions else None
    if form is None:
        text = Label(value.summary or translate("approvals", "No summary was written."), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        paper.body.addWidget(text)
        return paper
    rows = [Fact(name, _listed(entries)) for name, entries in printed(form, reading)]
    if value.attachments:
        rows.append(Fact(translate("approvals", "Attachments"), _listed(value.attachments)))
    paper.body.addWidget(FactGrid(rows))
    if lines:
        paper.body.addWidget(Divider())
        paper.body.addWidget(BodyText(paragraphs(lines)))
    return paper


def attachments(names: Sequence[str]) -> QWidget:
    """The names of the files."""
    paper = Card(padding=16, radius=10)
    add_files(paper.body, names)
    note = translate(
        "approvals", "The decision covers these names; the files themselves travel with the letter."
    )
    paper.body.addWidget(Label(note, size=12, ink="text2", wrap=True))
    return paper


def _listed(entries: Sequence[str]) -> str:
    """Entries below each other; several are counted."""
    if len(entries) < 2:
        return "".join(entries)
    return "\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, 1))


class BodyText(DocumentText):
    """Paragraphs with their numbers hanging before them."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        self._found = tuple(found)
        super().__init__("\n".join(f"{one.label} {one.text}".strip() for one in self._found))

    def write(self, cursor: QTextCursor) -> None:
        look = theme.current()
        step = look.px(STEP)
        for at, one in enumerate(self._found):
            block, words = QTextBlockFormat(), QTextCharFormat()
            block.setBottomMargin(look.px(GAP))
            block.setLeftMargin(step * (one.level + bool(one.label)))
            block.setTextIndent(-step if one.label else 0)
            block.setTabPositions([QTextOption.Tab(step, QTextOption.TabType.LeftTab)])
            words.setForeground(theme.tokens().text)
            if one.heading:
                words.setFontWeight(QFont.Weight.DemiBold)
            if at:
                cursor.insertBlock(block, words)
            else:
                cursor.setBlockFormat(block)
            cursor.insertText(f"{one.label}\t{one.text}" if one.label else one.text, words)
