# SPDX-License-Identifier: Apache-2.0
"""A room that is made anew for another language leaves the keyboard where it was."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.language import Language
from ui.room import Room


class Card(Room):
    """A language box above a field, as at sign-in; the button under them has no name."""

    def build(self) -> QWidget:
        made = QWidget()
        self.field, self.nameless = QLineEdit(), QLineEdit()
        self.field.setObjectName("card.field")
        column = QVBoxLayout(made)
        languages = QComboBox()
        languages.setObjectName("card.language")
        for each in (languages, self.field, self.nameless):
            column.addWidget(each)
        return made

    def panes(self) -> list[QWidget]:
        return [self.field]


@pytest.fixture
def card(qtbot: QtBot, speak: Language) -> Card:
    made = Card()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize("name", ["card.language", "card.field"])
def test_the_keyboard_stays_on_what_it_was_on(card: Card, speak: Language, name: str) -> None:
    before = card.content.findChild(QWidget, name)
    assert before is not None
    before.setFocus()
    speak.use("en")
    QApplication.processEvents()
    now: Any = QApplication.focusWidget()
    assert (now.objectName(), now is before) == (name, False)


def test_it_begins_anew_from_what_has_no_name(card: Card, speak: Language) -> None:
    card.nameless.setFocus()
    speak.use("en")
    QApplication.processEvents()
    assert QApplication.focusWidget() is card.field
