# SPDX-License-Identifier: Apache-2.0
"""Whose work this program stands on, and under which licences: the texts that ship with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

import resources
from ui import theme
from ui.widgets.button import Button
from ui.widgets.fields import Combo, Field
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

translate = QCoreApplication.translate

TEXTS: Final = {
    "Qt 6, PySide6 (LGPL 3)": "LGPL-3.0.txt",
    "GPL 3": "GPL-3.0.txt",
    "Inter (OFL 1.1)": "Inter-OFL-1.1.txt",
    "Liberation Sans (OFL 1.1)": "LiberationSans-OFL-1.1.txt",
    "Lucide (ISC)": "Lucide-ISC.txt",
}


class LicenceSheet(Sheet):
    """One text at a time."""

    def __init__(self, host: QWidget) -> None:
        close = translate("settings", "Close")
        super().__init__(host, translate("settings", "Licences"), icon="info", width=720, close_name=close)
        self.setObjectName("settings.licences")
        note = translate(
            "settings",
            "Ruang Kerja is free software under the Apache License 2.0. Qt is used under the LGPL: it lies beside"
            " the program as a library of its own and can be replaced.",
        )
        self.body.addWidget(Label(note, size=12, ink="text2", wrap=True))
        self._which = Combo()
        self._which.addItems(list(TEXTS))
        self._which.currentTextChanged.connect(self._show)
        self.body.addWidget(Field(translate("settings", "Licence of"), self._which))
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(translate("settings", "Text of the licence"))
        self._text.setMinimumHeight(theme.current().px(280))
        self.body.addWidget(self._text)
        button = Button(close, "primary")
        button.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(button)
        self.closed.connect(self.deleteLater)
        self._show(self._which.currentText())

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text.toPlainText()

    def choose(self, name: str) -> None:
        """Show another text."""
        self._which.setCurrentText(name)

    def _show(self, name: str) -> None:
        file = resources.path(f"licences/{TEXTS[name]}")
        self._text.setPlainText(file.read_text(encoding="utf-8"))
