# SPDX-License-Identifier: Apache-2.0
"""The gallery builds in every theme, and building a widget never opens a window by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit_rows import wear
from tests.ui.shots_kit import PAGES
from ui import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

QUIET = [page for page in PAGES if page not in ("sheet", "notices", "rings")]  # those show themselves


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    wear(qapp)
    yield
    wear(qapp)


@pytest.mark.parametrize("page", QUIET)
def test_building_a_page_opens_no_window(page: str, qapp: QApplication, qtbot: QtBot) -> None:
    made = PAGES[page][0]()
    qtbot.addWidget(made)
    assert [window for window in qapp.topLevelWindows() if window.isVisible()] == []


def test_building_a_sheet_opens_no_window(qapp: QApplication, qtbot: QtBot) -> None:
    host = Label("Latar")
    qtbot.addWidget(host)
    Sheet(host, "Disposisi", subtitle="Permintaan data", icon="corner-up-right", close_name="Tutup")
    assert [window for window in qapp.topLevelWindows() if window.isVisible()] == []


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize(
    "look",
    [
        theme.Theme(theme.DARK),
        theme.Theme(density="compact", text_scale=0.9),
        theme.Theme(text_scale=1.5, high_contrast=True),
    ],
    ids=["dark", "small", "large"],
)
def test_no_sign_or_button_is_cut(qapp: QApplication, qtbot: QtBot, page: str, look: theme.Theme) -> None:
    make, size = PAGES[page]
    made = make()
    qtbot.addWidget(made)
    theme.apply(qapp, look)  # changed while the page stands
    made.resize(size * max(1.0, look.text_scale))
    made.show()
    qapp.processEvents()
    signs: list[Button | Chip] = [*made.findChildren(Button), *made.findChildren(Chip)]
    for widget in signs:
        if widget.isVisible():
            assert widget.width() >= widget.sizeHint().width(), widget.text()
            assert widget.height() >= widget.sizeHint().height(), widget.text()
    for label in made.findChildren(Label):
        if label.isVisible():
            asked = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= asked, label.text()
