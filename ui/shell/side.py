# SPDX-License-Identifier: Apache-2.0
"""The rail of the window: whose agency, the places, the day's presence, who I am."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.place import Place
from ui.widgets.button import IconButton
from ui.widgets.card import Pane
from ui.widgets.chip import Avatar, Tile
from ui.widgets.label import ElidedLabel, plain_tip
from ui.widgets.rail import RailEntry, RailList, rail_width

translate = QCoreApplication.translate


class Side(Pane):
    """`chosen` carries the code of a place, `settings` that the gear was pressed."""

    chosen = Signal(str)
    settings = Signal()

    def __init__(self, places: Iterable[Place], parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self._collapsed = False
        self.list = RailList(translate("shell", "Places"))
        self.list.add_section(
            RailEntry(place.code, place.icon, place.word(), _hint(place)) for place in places if place.rail
        )
        self.list.chosen.connect(self.chosen)
        self._agency = ElidedLabel(size=11, ink="text2")
        self._brand_words = QWidget()
        self._card: QWidget | None = None
        self._face = Avatar("", side=28)
        self._name = ElidedLabel(size=12, weight=600)
        self._post = ElidedLabel(size=11, ink="text2")
        self._who = QWidget()
        self.gear = IconButton(translate("shell", "Settings"), "settings", height=30)
        self.gear.setObjectName("shell.settings")
        self.gear.clicked.connect(self.settings)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._brand())
        self._column.addWidget(self.list)
        self._column.addStretch(1)
        self._holder = QHBoxLayout()
        self._column.addLayout(self._holder)
        self._column.addLayout(self._me())
        self.set_collapsed(False)

    def _brand(self) -> QHBoxLayout:
        words = QVBoxLayout(self._brand_words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(ElidedLabel(translate("shell", "Ruang Kerja"), size=13, weight=600))
        words.addWidget(self._agency)
        self._brand_row = QHBoxLayout()
        self._brand_row.setSpacing(10)
        self._brand_row.addWidget(Tile("layers", solid=True, side=30))
        self._brand_row.addWidget(self._brand_words, 1)
        return self._brand_row

    def _me(self) -> QHBoxLayout:
        words = QVBoxLayout(self._who)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._post)
        self._me_row = QHBoxLayout()
        self._me_row.setSpacing(9)
        self._me_row.addWidget(self._face)
        self._me_row.addWidget(self._who, 1)
        self._me_row.addWidget(self.gear)
        return self._me_row

    def set_card(self, card: QWidget) -> None:
        """Stand something over my name."""
        self._card = card
        self._holder.addWidget(card)
        self.set_collapsed(self._collapsed)

    def set_agency(self, name: str) -> None:
        """Whose desk of which agency this is."""
        self._agency.setText(name)

    def set_me(self, name: str, post: str) -> None:
        """Who works here."""
        self._face.set_name(name)
        self._name.setText(name)
        self._post.setText(post)
        self._face.setToolTip(plain_tip(f"{name}, {post}" if post else name))

    def set_collapsed(self, collapsed: bool) -> None:  # noqa: FBT001 - a plain setter
        """Icons alone, or icons and words."""
        self._collapsed = collapsed
        self.list.set_collapsed(collapsed)
        self._brand_words.setVisible(not collapsed)
        self._who.setVisible(not collapsed)
        self._face.setVisible(not collapsed)
        side = 13 if collapsed else 16
        self._brand_row.setContentsMargins(side, 12, 8, 12)
        self._me_row.setContentsMargins(side, 10, 12 if not collapsed else 13, 12)
        self._holder.setContentsMargins(8 if collapsed else 12, 0, 8 if collapsed else 12, 0)
        shrink = getattr(self._card, "set_collapsed", None)
        if callable(shrink):
            shrink(collapsed)
        self.retheme()

    def retheme(self) -> None:
        self.setFixedWidth(rail_width(collapsed=self._collapsed))


def _hint(place: Place) -> str:
    return place.keys[0] if place.keys else ""
