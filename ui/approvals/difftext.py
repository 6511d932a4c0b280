# SPDX-License-Identifier: Apache-2.0
"""Changes as cards: what went is struck out in red, what came is underlined in green, the rest is folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.approvals.diff import Changed, Comparison, Run, Unchanged
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.label import Label

translate = QCoreApplication.translate

MARGIN: Final = 2


class DocumentText(QWidget):
    """Text in several formats, as tall as it must be. Always plain text: nothing in it is read as markup."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(MARGIN)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(spoken)
        self.retheme()

    def write(self, cursor: QTextCursor) -> None:
        """Write the text into an empty document."""
        raise NotImplementedError

    def retheme(self) -> None:
        document = self._document
        document.clear()
        document.setDefaultFont(theme.font(13))
        document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        self.write(QTextCursor(document))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._document.setTextWidth(self.width())
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.tokens().text)
        context.clip = QRectF(event.rect())
        self._document.documentLayout().draw(painter, context)


class DiffText(DocumentText):
    """Runs of words as one paragraph, or as `lines`."""

    def __init__(self, runs: Sequence[Run], *, lines: bool = False) -> None:
        self._runs, self._lines = tuple(runs), lines
        super().__init__(sentence(self._runs))

    def write(self, cursor: QTextCursor) -> None:
        for at, run in enumerate(self._runs):
            if self._lines and at:
                cursor.insertBlock()
            elif at and self._runs[at - 1].kind == "removed" and run.kind == "added":
                cursor.insertText(" ", QTextCharFormat())
            cursor.insertText(run.text, self._format(run))

    @staticmethod
    def _format(run: Run) -> QTextCharFormat:
        made = QTextCharFormat()
        tokens = theme.tokens()
        made.setForeground(tokens.text)
        if run.kind == "removed":
            made.setForeground(tokens.red)
            made.setBackground(tokens.red_tint)
            made.setFontStrikeOut(True)
        elif run.kind == "added":
            made.setForeground(tokens.green)
            made.setBackground(tokens.green_tint)
            made.setFontUnderline(True)
        return made


def sentence(runs: Sequence[Run]) -> str:
    """A paragraph as it is read aloud: what went and what came are named."""
    parts = []
    for run in runs:
        text = run.text.strip()
        if not text:
            continue
        if run.kind == "removed":
            text = translate("approvals", "removed: {text};").format(text=text)
        elif run.kind == "added":
            text = translate("approvals", "added: {text};").format(text=text)
        parts.append(text)
    return " ".join(parts)


class Fold(QWidget):
    """Paragraphs that stayed, in one line; pressing it shows them."""

    def __init__(self, part: Unchanged) -> None:
        super().__init__()
        count = len(part.texts)
        text = translate("approvals", "%n paragraph(s) unchanged", "", count)
        self.button = Button(text, "ghost", "chevron-right", height=SMALL)
        self.button.setCheckable(True)
        self._words = Label("\n\n".join(part.texts), ink="text2", wrap=True)
        self._words.setContentsMargins(16, 0, 16, 4)
        self._words.hide()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._words)
        self.button.toggled.connect(self._toggled)

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.button.set_icon("chevron-down" if on else "chevron-right")
        self._words.setVisible(on)


class ChangeCard(Card):
    """One place that changed."""

    def __init__(self, part: Changed, number: int) -> None:
        super().__init__(padding=14, radius=10)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Chip(str(number), "accent"))
        title = Label(place(part), weight=600)
        head.addWidget(title)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(DiffText(part.runs, lines=part.listed))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title.text()}. {sentence(part.runs)}")


def place(part: Changed) -> str:
    """Where a change stands."""
    match part.place:
        case "title":
            return translate("approvals", "Subject")
        case "attachments":
            return translate("approvals", "Attachments")
        case "form":
            return part.name
    if part.number:
        return translate("approvals", "Paragraph {n}").format(n=part.number)
    return translate("approvals", "A paragraph that is gone")


def summary(comparison: Comparison) -> str:
    """How much changed, in one line."""
    if not comparison.changes:
        return translate("approvals", "Nothing changed in words.")
    added = translate("approvals", "%n word(s) added", "", comparison.words("added"))
    removed = translate("approvals", "%n word(s) removed", "", comparison.words("removed"))
    places = translate("approvals", "in %n place(s)", "", len(comparison.changes))
    return f"{added}, {removed}, {places}"
