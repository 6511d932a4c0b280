# SPDX-License-Identifier: Apache-2.0
"""Three invented rows that show what a choice does, before one goes back to the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui import theme
from ui.widgets.card import Card
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.rowlist import RowList
from ui.widgets.rowmodel import HeaderFace, Index, RowFace, RowModel

translate = QCoreApplication.translate


class _Rows(RowModel):
    """The rows of the preview."""

    def __init__(self, faces: Sequence[RowFace]) -> None:
        super().__init__()
        self._faces = list(faces)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._faces)

    def face(self, row: int) -> RowFace | HeaderFace:
        return self._faces[row]

    def header_rows(self) -> Sequence[int]:
        return ()


class _List(RowList):
    """As tall as its rows; nothing in it can be chosen."""

    def __init__(self) -> None:
        super().__init__(translate("settings", "Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, 3 * theme.current().row_height + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def retheme(self) -> None:
        super().retheme()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.tokens().card)
        self.setPalette(palette)
        self.updateGeometry()


class Preview(Card):
    """Rows in the look that is in force; `tell` says which that is."""

    def __init__(self) -> None:
        super().__init__(padding=8)
        self._look = ElidedLabel(size=12, ink="text2", tabular=True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 2)
        head.addWidget(Label(translate("settings", "Preview"), size=12, weight=600, ink="text2"))
        head.addStretch(1)
        head.addWidget(self._look)
        self._rows = _List()
        self._rows.setModel(_Rows(_faces()))
        self._rows.go(0)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self._rows)

    def tell(self, text: str) -> None:
        """Say which look this is."""
        self._look.setText(text)


def _faces() -> list[RowFace]:
    check = translate("settings", "Verification")
    passed = translate("settings", "Disposition")
    urgent = translate("settings", "Urgent")
    letter = translate("settings", "Draft circular on flexible work")
    data = translate("settings", "Request for data on online services")
    meeting = translate("settings", "Invitation to a coordination meeting")
    today = translate("settings", "Due {time}").format(time=translate("settings", "15:00"))
    made = (
        RowFace("1", "file-check", "violet", check, "Ratna Prameswari", translate("settings", "09:12"), letter,
                letter, urgent, "red", today, "red", unread=True, attachments=2),
        RowFace("2", "corner-up-right", "accent", passed, "Surya Atmaja", translate("settings", "08:21"), data, data,
                unread=True, waiting=True),
        RowFace("3", "corner-up-right", "accent", passed, "Siti Rahmawati", translate("settings", "07:45"), meeting,
                meeting, attachments=1),
    )  # fmt: skip
    return list(made)
