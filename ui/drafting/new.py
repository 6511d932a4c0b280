# SPDX-License-Identifier: Apache-2.0
"""A new letter: its kind, the fields that are known already with where they came from, and the page it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.drafting.form import About, FormPanel
from ui.drafting.preview import Preview, Printer
from ui.room import Run
from ui.widgets.button import Button
from ui.widgets.card import Divider, Pane
from ui.widgets.chip import Keys
from ui.widgets.column import clear
from ui.widgets.focus import tab_in_order
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.lines import Entry, LineList
from ui.widgets.search import SearchBox
from ui.widgets.sheet import Sheet
from workspace.domain.form import Form
from workspace.paper.page.fields import KINDS

translate = QCoreApplication.translate

WIDE, TALL = 1200, 616
KINDS_WIDE, PAGE_WIDE = 272, 392
THREE: Final = 1080  # from here on the page has room beside the form
TWO: Final = 560  # from here on the kinds have

Start = Callable[
    [str], tuple[Form, About]
]  # of a kind: the form as far as it is known, and what it is filled in with


class _Columns(QWidget):
    """As large as the picture of it, if the window lets it; the page gives way first."""

    def __init__(self, kinds: QWidget, form: QWidget, page: QWidget) -> None:
        super().__init__()
        self._kinds, self._page = kinds, page
        self._lines = (Divider(upright=True), Divider(upright=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget, stretch in ((kinds, 0), (self._lines[0], 0), (form, 1), (self._lines[1], 0), (page, 0)):
            row.addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, theme.current().px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme.current().px
        for widget, line, wide, least in (
            (self._page, self._lines[1], PAGE_WIDE, THREE), (self._kinds, self._lines[0], KINDS_WIDE, TWO),
        ):  # fmt: skip
            widget.setFixedWidth(px(wide))
            widget.setVisible(self.width() >= px(least))
            line.setVisible(self.width() >= px(least))


class NewSheet(Sheet):
    """Asks which letter is to be written; `kinds` are those on offer, the id of each a template's name. What was
    filled in stays when another kind is chosen. Ctrl+Enter hands the form to `on_done`.
    """

    def __init__(
        self, host: QWidget, kinds: Sequence[Entry], begin: Start, on_done: Callable[[Form], None],
        run: Run, printer: Printer,
    ) -> None:  # fmt: skip
        super().__init__(
            host,
            translate("drafting", "New draft"),
            icon="file-plus",
            width=WIDE,
            close_name=translate("drafting", "Close"),
        )
        self.setObjectName("drafting.new")
        self._kinds, self._begin, self._on_done = tuple(kinds), begin, on_done
        text = translate("drafting", "Search %n kind(s) of letters", "", len(self._kinds))
        self.search = SearchBox(text, clear_name=translate("drafting", "Empty the search"))
        self.search.textChanged.connect(self._narrow)
        self.list = LineList(translate("drafting", "Kind of letter"), "card")
        self.search.entered.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.list.setObjectName("drafting.new.kinds")
        self.list.left.connect(lambda: self.search.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.list.picked.connect(lambda _: self.first_input().setFocus(Qt.FocusReason.TabFocusReason))
        self.form: FormPanel | None = None
        self._name = Label(size=17, weight=600)
        self._count = ElidedLabel(size=12, ink="text2", tabular=True)
        self._holder = QVBoxLayout()
        self.preview = Preview(run, printer)
        self._fill_body()
        self._fill_foot()
        self._narrow("")
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self._choose()
        self.submitted.connect(self._send)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Show it, the keyboard on the kinds."""
        self.open(self.list if self.list.isVisibleTo(self) else self.first_input())

    def first_input(self) -> QWidget:
        """Where filling in begins."""
        return self.form.first() if self.form is not None else self.search

    # ---- how it is made ----------------------------------------------------------------------

    def _fill_body(self) -> None:
        kinds = Pane("card")
        left = QVBoxLayout(kinds)
        left.setContentsMargins(12, 12, 8, 8)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        middle = Pane("card")
        column = QVBoxLayout(middle)
        column.setContentsMargins(4, 14, 4, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addLayout(self._holder, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(_Columns(kinds, middle, self.preview))

    def _fill_foot(self) -> None:
        said = translate("drafting", "Made on this device; it can be continued without a network")
        cancel = Button(translate("drafting", "Cancel"))
        cancel.clicked.connect(self.close_sheet)
        make = Button(translate("drafting", "Make the draft"), "primary", "check")
        make.setObjectName("drafting.new.make")
        make.clicked.connect(self._send)
        self.foot.addWidget(ElidedLabel(said, size=12, ink="text2"), 1)
        for widget in (cancel, make, Keys("Ctrl Enter")):
            self.foot.addWidget(widget)

    # ---- what is chosen ----------------------------------------------------------------------

    def _narrow(self, text: str) -> None:
        asked = text.casefold().split()
        shown = [
            one for one in self._kinds
            if all(word in f"{one.text} {one.trailing} {one.group}".casefold() for word in asked)
        ]  # fmt: skip
        self.list.set_entries(shown)

    def _choose(self) -> None:
        chosen = self.list.current()
        old = self.form
        if chosen is None or (old is not None and old.form.kind == chosen.id):
            return
        form, about = self._begin(chosen.id)
        if old is not None:
            form = replace(form, **{name: getattr(old.form, name) for name in old.edited})
        clear(self._holder)
        self.form = panel = FormPanel(form, about, "card")
        panel.changed.connect(lambda _: self._tell(panel, about))
        self._holder.addWidget(panel)
        tab_in_order(self.card)
        self._name.setText(KINDS[chosen.id].name)
        self._tell(panel, about)

    def _tell(self, panel: FormPanel, about: About) -> None:
        full, count = panel.count
        text = translate("drafting", "{full} of {count} fields filled in")
        self._count.setText(text.format(full=full, count=count))
        self.preview.show_letter(about.fields_of(panel.form), ())

    def _send(self) -> None:
        if self.form is not None:
            self.put_away()
            self._on_done(self.form.form)
