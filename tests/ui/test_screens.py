# SPDX-License-Identifier: Apache-2.0
"""Nothing is wrong with any screen, each in one of the looks; `make shots` looks at it in all of them."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.screens import RATIOS, SCREENS, SIZES
from tests.ui.shots_screens import RARE, THEMES, Look, faults, looks, sheets
from tests.ui.vocabulary import knows
from ui import theme
from ui.language import CODES, Language

ALL = {size: wanted for sizes in RATIOS.values() for size, wanted in sizes.items()}
PART = [
    Look("900x600", 1, "dark", "en"),
    Look("1366x768", 1, "light", "id"),
    Look("1093x614", 1, "dark", "id"),
    Look("900x600", 1, "light", "id"),
    Look("1366x768", 1, "large", "id"),
    Look("900x600", 1, "large", "en"),
    Look("1920x1080", 1, "sharp", "en"),
]


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_wrong_with_a_screen(qapp: QApplication, speak: Language, name: str) -> None:
    look = PART[crc32(name.encode()) % len(PART)]  # the same, whatever screens come to stand beside it
    speak.use(look.code)
    theme.apply(qapp, (THEMES | RARE)[look.theme])
    shown = SCREENS[name].make(look.code, ALL[look.size])
    found = faults(shown, knows(look.code, shown.whole, shown.town, shown.own))
    shown.close()
    assert found == []


def test_the_pictures_are_of_every_look() -> None:
    every = {look for ratio in RATIOS for row in looks(ratio) for look in row}
    assert len(every) == len(CODES) * (len(THEMES) * (3 * len(SIZES) + 1) + len(RARE) * len(SIZES))
    assert {(look.size, look.ratio) for look in every if look.ratio == 1.25} == {("1093x614", 1.25)}
    assert {look.size for look in PART} == set(ALL)


def test_the_contact_sheets_show_each_picture_and_what_is_wrong_in_it(tmp_path: Path) -> None:
    sheets(tmp_path, {"inbox": {"900x600@1x-light-id": [], "1366x768@2x-dark-en": ["clipped: '<b>'"]}})
    index, inbox = ((tmp_path / name).read_text(encoding="utf-8") for name in ("index.html", "inbox.html"))
    assert "1 screens, 2 pictures" in index
    assert 'href="inbox.html"' in index
    assert inbox.count("<img") == 2
    assert "clipped: &#x27;&lt;b&gt;&#x27;" in inbox
