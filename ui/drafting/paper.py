# SPDX-License-Identifier: Apache-2.0
"""The paper the text stands on: white in every look, in the type of the printed letter, no wider than a page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

import resources
from ui import theme
from ui.drafting.editor import Editor
from ui.widgets import paint
from ui.widgets.card import Pane

FAMILY: Final = "Liberation Sans"
WIDE, MARGIN, EDGE = 640, 40, 16
_INKS: Final = (
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.Mid, "control"),
)


class Paper(Pane):
    """The editor as a sheet of paper in the middle of a desk."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__("backdrop", parent)
        self._editor = editor
        if FAMILY not in QFontDatabase.families():
            for file in sorted(resources.path("fonts").glob("LiberationSans-*")):
                QFontDatabase.addApplicationFont(str(file))
        editor.setProperty("paper", True)
        editor.document().setDocumentMargin(MARGIN)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE + 1, EDGE + 1, EDGE + 1, 0)
        row.addStretch(1)
        row.addWidget(editor, 100)
        row.addStretch(1)
        self.retheme()

    def retheme(self) -> None:
        font = QFont(FAMILY)
        font.setPixelSize(theme.current().px(15))
        self._editor.document().setDefaultFont(font)
        self._editor.setFont(font)  # the numbers are painted in it
        self._editor.setMaximumWidth(theme.current().px(WIDE))
        palette = QPalette(self._editor.palette())
        for role, name in _INKS:
            palette.setColor(role, getattr(theme.LIGHT, name))
        self._editor.setPalette(palette)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beside the paper one turns it as well."""
        QApplication.sendEvent(self._editor.verticalScrollBar(), event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        around = QRectF(self._editor.geometry()).adjusted(-1, -1, 1, 8)
        on = self._editor.hasFocus()
        paint.box(
            QPainter(self),
            around,
            3,
            theme.LIGHT.surface,
            theme.tokens().accent if on else theme.tokens().line,
        )
