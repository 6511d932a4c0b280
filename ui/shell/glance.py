# SPDX-License-Identifier: Apache-2.0
"""The first page before everything is loaded: the rows as they were shown last, where the list will be.

One may already walk through them; what is chosen stays chosen when the true page comes. A glance of another day
or another language is not shown: its words would be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent

from ui.shell.host import LIST_TOP, Opening
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import HeaderFace, Index, RowFace, RowModel

ROWS: Final = 40
Row = RowFace | HeaderFace


def to_text(rows: Iterable[Row], *, day: str, language: str) -> str:
    """Rows as they are kept."""
    kept = [{"header": isinstance(row, HeaderFace), **asdict(row)} for row in rows]
    return json.dumps({"day": day, "language": language, "rows": kept}, ensure_ascii=False)


def from_text(text: str, *, day: str, language: str) -> list[Row]:
    """The rows that were kept, none if they were not of this day and language or not by this release."""
    try:
        told: dict[str, Any] = json.loads(text)
        if (told["day"], told["language"]) != (day, language):
            return []
        return [HeaderFace(**row) if row.pop("header") else RowFace(**row) for row in told["rows"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


class _Rows(RowModel):
    """Rows that do not change."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = list(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def face(self, row: int) -> Row:
        return self._rows[row]

    def header_rows(self) -> Sequence[int]:
        return [at for at, row in enumerate(self._rows) if isinstance(row, HeaderFace)]


class Glance(Opening):
    """The opening frame with the rows in it."""

    def __init__(self, name: str, rows: Sequence[Row], list_width: int) -> None:
        super().__init__()
        self._wanted = list_width
        self._model = _Rows(rows)
        self.list = RowList(name, self)
        self.list.setModel(self._model)
        self.list.go(0)
        self._fit()

    @property
    def chosen(self) -> str:
        """The id of the row the officer walked to, "" while it is the first."""
        face = self.list.current_face()
        first = next((f for at in range(2) if isinstance(f := self._model.face(at), RowFace)), None)
        return face.id if face is not None and face is not first else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left, wide = self.list_place(self._wanted)
        self.list.setGeometry(left, LIST_TOP, wide, max(0, self.height() - LIST_TOP - 30))
