# SPDX-License-Identifier: Apache-2.0
"""The way through the network: the system's proxy, none, or an address of the agency."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.signin.card import line
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.sheet import Sheet
from ui.widgets.toggles import Radio
from workspace.services.known import SYSTEM

translate = QCoreApplication.translate


class ProxySheet(Sheet):
    """`proxy` is the present choice: SYSTEM, "" for none, or an address; `on_done` gets the new one."""

    def __init__(self, host: QWidget, proxy: str, on_done: Callable[[str], None]) -> None:
        close = translate("signin", "Close")
        super().__init__(
            host, translate("signin", "Proxy of the network"), icon="network", width=480, close_name=close
        )
        self.setObjectName("proxy-sheet")
        self._on_done = on_done
        self.system = Radio(translate("signin", "As the system says"))
        self.none = Radio(translate("signin", "None"))
        self.own = Radio(translate("signin", "This address"))
        self.address = line("proxy-sheet.address")
        self.address.setPlaceholderText("http://proxy.example.go.id:8080")
        self._field = Field(translate("signin", "Address of the proxy"), self.address)
        chosen = {SYSTEM: self.system, "": self.none}.get(proxy, self.own)
        chosen.setChecked(True)
        if chosen is self.own:
            self.address.setText(proxy)
        for widget in (self.system, self.none, self.own, self._field):
            self.body.addWidget(widget)
        self.own.toggled.connect(self.address.setEnabled)
        self.address.setEnabled(self.own.isChecked())
        save = Button(translate("signin", "Save"), "primary", "check")
        save.clicked.connect(self._send)
        self.submitted.connect(self._send)
        self.foot.addStretch(1)
        self.foot.addWidget(save)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the sheet."""
        self.open(next(each for each in (self.system, self.none, self.own) if each.isChecked()))

    def _send(self) -> None:
        address = self.address.text().strip()
        if self.own.isChecked() and "://" not in address:
            self._field.set_fault(translate("signin", "Begin with http:// and end with the port."))
            self.address.setFocus()
            return
        self.close_sheet()
        self._on_done(SYSTEM if self.system.isChecked() else address if self.own.isChecked() else "")
