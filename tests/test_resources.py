# SPDX-License-Identifier: Apache-2.0
"""What ships with the program is whole, and says where it is missing."""

import logging

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer

from resources import path
from tests.conftest import LogWatch


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        path("icons/nothing.svg")


@pytest.mark.usefixtures("qapp")
def test_each_icon_can_take_any_colour_at_the_one_stroke() -> None:
    icons = sorted(path("icons").glob("*.svg"))
    assert icons
    for icon in icons:
        text = icon.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in text, icon.name
        assert 'stroke-width="1.75"' in text, icon.name
        assert QSvgRenderer(text.encode()).isValid(), icon.name


@pytest.mark.usefixtures("qapp")
def test_the_fonts_load_under_the_names_the_theme_uses() -> None:
    families = set()
    for font in path("fonts").glob("*.[ot]tf"):
        number = QFontDatabase.addApplicationFont(str(font))
        assert number >= 0, font.name
        families.update(QFontDatabase.applicationFontFamilies(number))
    assert {"Inter", "Liberation Sans"} <= families


def test_the_watch_on_the_log_complains_both_ways(expected_logs: LogWatch) -> None:
    watch = LogWatch()
    watch.expect("never")
    watch.expect("^desk: announced")
    for text in ("announced 3", "a surprise"):
        watch.emit(logging.LogRecord("desk", logging.WARNING, __file__, 1, text, None, None))
    assert watch.complaints() == ["logged unexpectedly: desk: a surprise", "never logged: never"]
    assert not expected_logs.records
