# SPDX-License-Identifier: Apache-2.0
"""Pengaturan: language, look, keys. Every choice acts at once and is kept by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.language import Code, known
from ui.room import Room
from ui.settings.licences import LicenceSheet
from ui.settings.preview import Preview
from ui.settings.rows import LookCard, ScaleSlider, Section, SettingRow, percent
from ui.shell.looks import LOCKS, Looks
from ui.widgets.button import SMALL, Button
from ui.widgets.card import Divider, Pane, Scroll
from ui.widgets.fields import Combo
from ui.widgets.focus import stand_on
from ui.widgets.label import Label
from ui.widgets.notice import EmptyState
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.search import SearchBox
from ui.widgets.statusbar import KeyHint
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toggles import Radio, Switch

translate = QCoreApplication.translate

NAV: Final = 220
PREVIEW: Final = 336
NAV_FROM: Final = 760  # widths of the room at text size 100 %
PREVIEW_FROM: Final = 1080
MOST_WIDE: Final = 640


class SettingsView(Room):
    """`looks_chosen` carries the new `Looks`, `language_chosen` a code, `keys_asked`: show all shortcuts.

    `lockable`: a passphrase opens this desk, so it can be locked.
    """

    looks_chosen = Signal(object)
    language_chosen = Signal(str)
    keys_asked = Signal()

    def __init__(
        self,
        looks: Looks,
        language: Code,
        version: str,
        parent: QWidget | None = None,
        *,
        lockable: bool = True,
    ) -> None:
        super().__init__(parent)
        self._looks, self._language, self._version = looks, language, version
        self._lockable = lockable

    # ---- what the window calls ---------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        self.ensure()
        first = next((row.control for row in self._shown_rows()), None)
        return [self._search, *([first] if first is not None else [])]

    def set_looks(self, looks: Looks) -> None:
        """The look was changed elsewhere (Ctrl + and −)."""
        self._looks = looks
        if self._content is not None:
            self._tell()

    def set_language(self, code: Code) -> None:
        """The language was changed elsewhere."""
        self._language = code
        if self._content is not None:
            self._tell()

    def legend(self) -> tuple[KeyHint, ...]:
        """The keys of this room."""
        return (
            KeyHint("Tab", translate("settings", "move")),
            KeyHint(translate("settings", "Space"), translate("settings", "change")),
        )

    # ---- choices -----------------------------------------------------------------------------

    def _choose(self, **changed: Any) -> None:
        self._looks = replace(self._looks, **changed)
        self._tell()
        self.looks_chosen.emit(self._looks)

    def _speak(self, code: str) -> None:
        chosen = known(code)
        if chosen != self._language:
            self._language = chosen
            self.language_chosen.emit(chosen)

    def _usual(self) -> None:
        usual = Looks()
        self._choose(
            scheme=usual.scheme, density=usual.density, scale=usual.scale, calm=usual.calm, sharp=usual.sharp
        )

    def _tell(self) -> None:
        """Show what is chosen, without choosing it again."""
        looks = self._looks
        controls: list[tuple[Any, bool]] = [
            *((card, card.scheme == looks.scheme) for card in self._schemes),
            *((radio, code == self._language) for code, radio in self._languages.items()),
            (self._sharp, looks.sharp),
            (self._calm, looks.calm),
            (self._tray, looks.tray),
            (self._letters, looks.keys),
        ]
        for control, on in controls:
            control.blockSignals(True)
            control.setChecked(on)
            control.blockSignals(False)
            if isinstance(control, LookCard | Radio):
                control.retheme()
        self._density.blockSignals(True)
        self._density.choose(looks.density)
        self._density.blockSignals(False)
        self._lock.blockSignals(True)
        self._lock.setCurrentIndex(LOCKS.index(looks.lock_after))
        self._lock.blockSignals(False)
        self._scale.set_scale(looks.scale)
        schemes = {card.scheme: card.text() for card in self._schemes}
        dense = (
            translate("settings", "Compact")
            if looks.density == "compact"
            else translate("settings", "Comfortable")
        )
        self._preview.tell(f"{schemes[looks.scheme]}, {dense}, {percent(looks.scale)}")

    # ---- how it is made ----------------------------------------------------------------------

    def keep(self) -> Any:
        return self._search.text(), self._scroll.verticalScrollBar().value()

    def restore(self, kept: Any) -> None:
        self._search.setText(kept[0])
        self._scroll.verticalScrollBar().setValue(kept[1])
        self._fit()

    def build(self) -> QWidget:
        self._sections = [self._general(), self._look(), self._security(), self._keys(), self._about()]
        self._preview = Preview()
        self._none = EmptyState("search", translate("settings", "No setting holds this word."))
        self._none.hide()
        column = QVBoxLayout()
        column.setSpacing(22)
        for section in self._sections:
            column.addWidget(section)
        column.addWidget(self._none)
        column.addStretch(1)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(theme.current().px(MOST_WIDE))
        column.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(28, 20, 28, 24)
        across.setSpacing(24)
        across.addWidget(middle, 10)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 32, 0, 0)
        side.addWidget(self._preview)
        side.addStretch(1)
        across.addWidget(self._side)
        across.addStretch(1)
        self._body, self._scroll = body, Scroll(body)
        page = Pane("window")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._nav = self._navigation()
        self._nav_line = Divider(upright=True)
        row.addWidget(self._nav)
        row.addWidget(self._nav_line)
        row.addWidget(self._scroll, 1)
        self.setAccessibleName(translate("settings", "Settings"))
        self._tell()
        self._fit()
        return page

    def _navigation(self) -> QWidget:
        nav = Pane("surface")
        column = QVBoxLayout(nav)
        column.setContentsMargins(0, 16, 0, 14)
        column.setSpacing(12)
        title = Label(translate("settings", "Settings"), size=17, weight=600)
        title.setContentsMargins(20, 0, 0, 0)
        self._search = SearchBox(
            translate("settings", "Search settings"), clear_name=translate("settings", "Clear the search")
        )
        self._search.setObjectName("settings.search")
        self._search.textChanged.connect(self._filter)
        self._search.entered.connect(self._enter_first)
        self._search.left.connect(self._enter_first)
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self._search)
        self._list = RailList(translate("settings", "Sections"))
        self._list.add_section(
            [
                RailEntry("general", "settings", translate("settings", "General")),
                RailEntry("look", "sun", translate("settings", "Look")),
                RailEntry("security", "lock", translate("settings", "Security")),
                RailEntry("keys", "keyboard", translate("settings", "Shortcuts")),
                RailEntry("about", "info", translate("settings", "About")),
            ]
        )
        self._list.choose("general")
        self._list.chosen.connect(self._to_section)
        saved = Label(translate("settings", "Saved by itself"), size=12, ink="text2")
        saved.setContentsMargins(20, 0, 0, 0)
        column.addWidget(title)
        column.addLayout(holder)
        column.addWidget(self._list)
        column.addStretch(1)
        column.addWidget(saved)
        return nav

    def _general(self) -> Section:
        self._languages = {"id": Radio("Bahasa Indonesia"), "en": Radio("English")}
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for code, radio in self._languages.items():
            radio.setObjectName(f"settings.language.{code}")
            radio.toggled.connect(lambda on, code=code: self._speak(code) if on else None)
            row.addWidget(radio)
        title = translate("settings", "Language")
        box.setAccessibleName(title)
        tray = translate("settings", "Keep running in the system tray")
        self._tray = self._switch("tray", tray)
        return Section(
            "general",
            translate("settings", "General"),
            [
                SettingRow(title, translate("settings", "Changes at once, nothing is lost"), box, first=True),
                SettingRow(
                    tray,
                    translate(
                        "settings", "Closing the window leaves the program running, so new items still arrive"
                    ),
                    self._tray,
                ),
            ],
        )

    def _look(self) -> Section:
        names: Sequence[tuple[theme.Scheme, str]] = (
            ("light", translate("settings", "Light")),
            ("dark", translate("settings", "Dark")),
            ("system", translate("settings", "Follow the system")),
        )
        self._schemes = [LookCard(scheme, text) for scheme, text in names]
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for card in self._schemes:
            card.setObjectName(f"settings.scheme.{card.scheme}")
            card.toggled.connect(lambda on, card=card: self._choose(scheme=card.scheme) if on else None)
            row.addWidget(card)
        colours = translate("settings", "Colours")
        box.setAccessibleName(colours)
        self._density = Tabs(
            [
                Tab("comfortable", translate("settings", "Comfortable")),
                Tab("compact", translate("settings", "Compact")),
            ],
            framed=True,
        )
        density = translate("settings", "Density of lists")
        self._density.setAccessibleName(density)
        self._density.setObjectName("settings.density")
        self._density.chosen.connect(lambda code: self._choose(density=code))
        size = translate("settings", "Text size")
        self._scale = ScaleSlider(size, self._looks.scale)
        self._scale.changed.connect(lambda scale: self._choose(scale=scale))
        sharp, calm = translate("settings", "High contrast"), translate("settings", "Less motion")
        self._sharp, self._calm = self._switch("sharp", sharp), self._switch("calm", calm)
        usual = Button(translate("settings", "Back to the usual"), "link", height=SMALL)
        usual.setObjectName("settings.usual")
        usual.clicked.connect(self._usual)
        return Section(
            "look",
            translate("settings", "Look"),
            [
                SettingRow(colours, translate("settings", "Acts at once"), box, first=True),
                SettingRow(
                    density, translate("settings", "Compact shows more rows at a time"), self._density
                ),
                SettingRow(size, translate("settings", "Ctrl + and Ctrl − anywhere"), self._scale),
                SettingRow(
                    sharp, translate("settings", "Firmer lines and text, at least 7 : 1"), self._sharp
                ),
                SettingRow(calm, translate("settings", "No moving menus, no blinking cursor"), self._calm),
            ],
            usual,
        )

    def _security(self) -> Section:
        title = translate("settings", "Lock after")
        self._lock = Combo()
        self._lock.setObjectName("settings.lock")
        for minutes in LOCKS:
            word = translate("settings", "%n minute(s)", "", minutes)
            self._lock.addItem(word if minutes else translate("settings", "Never"))
        self._lock.currentIndexChanged.connect(lambda at: self._choose(lock_after=LOCKS[at]))
        self._lock.setAccessibleName(title)
        self._lock.setEnabled(self._lockable)
        text = translate("settings", "Untouched for so long, it closes; your passphrase opens it again")
        if not self._lockable:
            text = translate("settings", "This device's key store opens this desk: lock the screen instead")
        row = SettingRow(title, text, self._lock, first=True)
        return Section("security", translate("settings", "Security"), [row])

    def _keys(self) -> Section:
        title = translate("settings", "Single letters as shortcuts")
        self._letters = self._switch("keys", title)
        every = Button(translate("settings", "Show all shortcuts"), "plain", "keyboard", height=SMALL)
        every.set_shortcut_hint(translate("settings", "Shortcut {keys}").format(keys="F1"))
        every.clicked.connect(self.keys_asked)
        return Section(
            "keys",
            translate("settings", "Shortcuts"),
            [
                SettingRow(
                    title,
                    translate(
                        "settings",
                        "A approves, R returns, J and K move. Off: Ctrl and function keys only",
                    ),
                    self._letters,
                    first=True,
                ),
                SettingRow(
                    translate("settings", "All shortcuts"),
                    translate("settings", "Sorted by where they work"),
                    every,
                ),
            ],
        )

    def _about(self) -> Section:
        copy = Button(translate("settings", "Copy"), "ghost", "copy", height=SMALL)
        copy.setAccessibleName(translate("settings", "Copy the version"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"Ruang Kerja {self._version}"))
        licences = Button(translate("settings", "Show"), "plain", height=SMALL)
        licences.setAccessibleName(translate("settings", "Show the licences"))
        licences.clicked.connect(lambda: LicenceSheet(self.over).open())
        version = translate("settings", "Version {version}").format(version=self._version)
        return Section(
            "about",
            translate("settings", "About"),
            [
                SettingRow("Ruang Kerja", version, copy, first=True),
                SettingRow(
                    translate("settings", "Updates"),
                    translate("settings", "Updates are managed by your agency."),
                    QLabel(),
                ),
                SettingRow(
                    translate("settings", "Licences"),
                    translate(
                        "settings", "Free software under the Apache License 2.0, with Qt, Inter and Lucide"
                    ),
                    licences,
                ),
            ],
        )

    def _switch(self, field: str, name: str) -> Switch:
        switch = Switch(name)
        switch.setObjectName(f"settings.{field}")
        switch.toggled.connect(lambda on: self._choose(**{field: on}))
        return switch

    # ---- navigation --------------------------------------------------------------------------

    def _shown_rows(self) -> list[SettingRow]:
        return [row for section in self._sections for row in section.rows if row.isVisibleTo(self)]

    def _filter(self, text: str) -> None:
        found = [section.filter(text) for section in self._sections]
        self._none.setVisible(not any(found))

    def _enter_first(self) -> None:
        rows = self._shown_rows()
        if rows:
            stand_on(rows[0].control)

    def _to_section(self, code: str) -> None:
        self._search.clear()
        section = next(s for s in self._sections if s.code == code)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(section.mapTo(self._body, section.rect().topLeft()).y() - 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme.current().px
        wide = self.width()
        for part in (self._nav, self._nav_line):
            part.setVisible(wide >= px(NAV_FROM))
        self._nav.setFixedWidth(theme.current().hit(NAV))
        self._side.setVisible(wide >= px(PREVIEW_FROM))
        self._side.setFixedWidth(px(PREVIEW))
