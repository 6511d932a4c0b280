# SPDX-License-Identifier: Apache-2.0
"""What is kept of a window from one start to the next: where it stood, what it showed, how it looked."""

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from tests.ui.kit_rows import inbox as inbox_rows
from ui.shell import geometry, glance, looks
from ui.widgets.rowmodel import HeaderFace, RowFace

SCREENS = [QRect(0, 0, 1920, 1040), QRect(1920, 0, 1366, 728)]


def test_the_window_stands_where_it_stood() -> None:
    kept = geometry.to_text(QRect(2000, 40, 1100, 640), maximised=True, list_width=376)
    assert geometry.from_text(kept, SCREENS) == QRect(2000, 40, 1100, 640)
    assert (kept["max"], geometry.number(kept, "list", 408)) == ("1", 376)


@pytest.mark.parametrize(
    "kept",
    [{}, {"x": "9000", "y": "0", "w": "1200", "h": "700"}, {"x": "a", "y": "0", "w": "1", "h": "1"}],
)
def test_a_window_never_opens_outside_the_screens(kept: dict[str, str]) -> None:
    frame = geometry.from_text(kept, SCREENS)
    assert SCREENS[0].contains(frame)
    assert geometry.number(kept, "list", 408) == 408
    assert geometry.from_text({}, []).topLeft() == QPoint(0, 0)


def test_a_glance_of_another_day_language_or_release_is_not_shown() -> None:
    rows: list[glance.Row] = [HeaderFace("Tenggat besok", 1, "Kelompok."), inbox_rows()[1]]
    text = glance.to_text(rows, day="2026-11-24", language="id")
    assert glance.from_text(text, day="2026-11-24", language="id") == rows
    assert glance.from_text(text, day="2026-11-25", language="id") == []
    assert glance.from_text(text, day="2026-11-24", language="en") == []
    for broken in ("", "[]", "{}", text.replace("subject", "topic"), text[:-9]):
        assert glance.from_text(broken, day="2026-11-24", language="id") == []


def test_what_was_chosen_in_a_glance_is_known(qtbot: QtBot) -> None:
    rows = [row for row in inbox_rows() if isinstance(row, RowFace)]
    page = glance.Glance("Kotak Masuk", [HeaderFace("Hari ini", 9), *rows], 408)
    qtbot.addWidget(page)
    assert page.chosen == ""
    page.list.step(2)
    assert page.chosen == rows[2].id


def test_looks_survive_being_kept() -> None:
    chosen = looks.Looks("dark", "compact", 1.25, calm=True, sharp=True, tray=False)
    assert looks.from_text(chosen.to_text(), "dark") == chosen
    assert looks.from_text({"scale": "7", "density": "?"}, "?") == looks.Looks()
    assert chosen.bigger(1).scale == 1.5
    assert chosen.bigger(1).bigger(1).scale == 1.5
    assert chosen.bigger(0).scale == 1.0
