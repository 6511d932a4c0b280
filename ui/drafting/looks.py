# SPDX-License-Identifier: Apache-2.0
"""Qt's formats for the attributes of lines and characters, and back.

A format carries its attributes as one JSON string in a property; what Qt draws follows from it and is never read.
Formats are looked up by their number in the document, which is the same for the same format.
"""

import json
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from ui import theme
from workspace.paper.body import EMBED, Attrs, Line, Run, changed, clean, line

CHARS: Final = QTextFormat.Property.UserProperty.value + 1
LINE: Final = QTextFormat.Property.UserProperty.value + 2
INDENT: Final = 32.0  # pixels for each level
SPACE: Final = 6.0  # pixels below a line
LARGER: Final = {"1": 1}  # steps of size, by level of heading
ALIGN: Final = {
    "": Qt.AlignmentFlag.AlignLeading,
    "c": Qt.AlignmentFlag.AlignHCenter,
    "r": Qt.AlignmentFlag.AlignTrailing,
    "j": Qt.AlignmentFlag.AlignJustify,
}

Look = tuple[str, Attrs]  # of characters: level of the heading they stand in, "" outside; their attributes


def u16(text: str) -> int:
    """Length in Qt's units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def characters(text: str, units: int) -> int:
    """How many whole characters lie within the first `units` of Qt's."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def heading(one: Line) -> str:
    """The level of a heading, "" of other lines."""
    return (one.get("l") or "1") if one.get("t") == "h" else ""


class Looks:
    """The formats of one document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._chars: dict[Look, QTextCharFormat] = {}
        self._blocks: dict[tuple[bool, Attrs], QTextBlockFormat] = {}
        self.forget()

    def forget(self) -> None:
        """After the document was cleared: numbers of formats mean something else."""
        self._looks: dict[int, Look] = {}
        self._lines: dict[int, tuple[bool, Attrs]] = {}

    def chars(self, attrs: Attrs, level: str) -> QTextCharFormat:
        """For characters."""
        made = self._chars.get((level, attrs))
        if made is None:
            made = self._chars[level, attrs] = _chars(attrs, level)
        return made

    def block(self, one: Line) -> QTextBlockFormat:
        """For a line."""
        made = self._blocks.get((one.bare, one.attrs))
        if made is None:
            made = self._blocks[one.bare, one.attrs] = _block(one)
        return made

    def look(self, fragment: QTextFragment) -> Look:
        """What a fragment was made from."""
        index = fragment.charFormatIndex()
        if (found := self._looks.get(index)) is None:
            found = self._looks[index] = look_of(fragment.charFormat())
        return found

    def line_of(self, block: QTextBlock) -> tuple[bool, Attrs]:
        """Whether a block is bare, and its attributes."""
        index = block.blockFormatIndex()
        if (found := self._lines.get(index)) is None:
            raw = block.blockFormat().property(LINE)
            bare, attrs = json.loads(raw) if isinstance(raw, str) else (False, [])
            found = self._lines[index] = (bare, tuple((key, value) for key, value in attrs))
        return found

    def fragments(self, block: QTextBlock) -> list[tuple[QTextFragment, Look]]:
        """The pieces of a block."""
        found = []
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            found.append((fragment, self.look(fragment)))
            at += 1
        return found

    def read(self, block: QTextBlock) -> Line | None:
        """The line a block shows; None if it holds what a line cannot."""
        bare, attrs = self.line_of(block)
        runs: list[Run] = []
        for fragment, (_, own) in self.fragments(block):
            runs += _beside(fragment.text(), own) if _embedded(own) else [Run(fragment.text(), own)]
        whole = sum(u16(run.text) for run in runs) == block.length() - 1
        if not whole or any(run.text != clean(run.text) and not _embedded(run.attrs) for run in runs):
            return None
        return line(runs, attrs, bare=bare)


def _beside(text: str, attrs: Attrs) -> list[Run]:
    """What is typed beside a picture takes its format from Qt, but is no picture."""
    plain = changed(attrs, {"embed": None})
    return [Run(char, attrs if char == EMBED else plain) for char in text]


def look_of(made: QTextCharFormat) -> Look:
    """What a format was made from; of a strange one, nothing."""
    raw = made.property(CHARS)
    if not isinstance(raw, str):
        return "", ()
    level, attrs = json.loads(raw)
    return level, tuple((key, value) for key, value in attrs)


def embedded(made: QTextCharFormat) -> bool:
    """Whether characters with this format stand for a picture of ours."""
    return _embedded(look_of(made)[1])


def _embedded(attrs: Attrs) -> bool:
    return any(key == "embed" for key, _ in attrs)


def _chars(attrs: Attrs, level: str) -> QTextCharFormat:
    made, names = QTextCharFormat(), dict(attrs)
    made.setProperty(CHARS, json.dumps([level, attrs]))
    if "b" in names or level:
        made.setFontWeight(QFont.Weight.Bold)
    if level in LARGER:
        made.setProperty(QTextFormat.Property.FontSizeAdjustment, LARGER[level])
    if "i" in names:
        made.setFontItalic(True)
    if "u" in names or "ins" in names:
        made.setFontUnderline(True)
    if "del" in names:
        made.setFontStrikeOut(True)
    if any(name.startswith("c:") for name in names):
        made.setBackground(theme.LIGHT.amber_tint)  # paper is white in every look
    return made


def _block(one: Line) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setProperty(LINE, json.dumps([one.bare, one.attrs]))
    made.setAlignment(ALIGN[one.get("a")])
    made.setBottomMargin(SPACE)
    if one.get("t") != "h":
        made.setIndent(int(one.get("l") or (1 if one.get("t") else 0)))
    if one.get("pb"):
        made.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    return made
