# SPDX-License-Identifier: Apache-2.0
"""What a long list shows: one frozen value for each row, and the model that delivers it.

A room subclasses `RowModel` and answers three questions: how many rows, which rows are group
headers, what row n shows. Everything Qt and screen readers ask is answered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui import theme

Index = QModelIndex | QPersistentModelIndex

FACE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a row's `RowFace` or `HeaderFace` is found."""


@dataclass(frozen=True, slots=True)
class RowFace:
    """One row as it is shown; every word is ready to be painted.

    `kind_icon`, `kind_tone`, `kind_text` say what it is, `sender`, `when`, `subject` whose, when
    and about what. The third line: `class_text` ("Rahasia"), `urgency_text`, the limit
    `due_text` (red when late or today). `waiting`: a deed on it has yet to be sent; `held`: one
    was held back and needs a look; `checked`: marked in selection mode. `sentence` is all that a
    screen reader says of it: sender and subject first, short.
    """

    id: str
    kind_icon: str
    kind_tone: theme.Tone
    kind_text: str
    sender: str
    when: str
    subject: str
    sentence: str
    urgency_text: str = ""
    urgency_tone: theme.Tone = "red"
    due_text: str = ""
    due_tone: theme.Tone = "grey"
    class_text: str = ""
    attachments: int = 0
    unread: bool = False
    waiting: bool = False
    held: bool = False
    checked: bool = False


@dataclass(frozen=True, slots=True)
class HeaderFace:
    """The heading of a group of rows, how many there are, and how it is read aloud."""

    text: str
    count: int
    sentence: str = ""


class RowModel(QAbstractTableModel):
    """One column of faces. Headers are enabled but cannot be selected."""

    def face(self, row: int) -> RowFace | HeaderFace:
        """What row `row` (0 to rowCount − 1) shows. Asked for visible rows only."""
        raise NotImplementedError

    def header_rows(self) -> Sequence[int]:
        """The rows that are group headers, ascending."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == FACE:
            return self.face(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            face = self.face(index.row())
            if isinstance(face, HeaderFace):
                return face.sentence or face.text
            return face.sentence
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return ""  # else readers say "1 column header" before each row

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if not isinstance(self.face(index.row()), HeaderFace):
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags
