# SPDX-License-Identifier: Apache-2.0
"""Which words a screen may say: those of the language in force, and those of the records that are shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tests.ui.desk_kit import Town
from tests.ui.seen import said_words
from tools.i18n import FOLDER
from ui.language import Code
from workspace.services.phrases import _PHRASES, LANGUAGES

KEYS = "Ctrl Alt Shift Enter Return Esc Tab Del Home End PgUp PgDown Space Up Down Left Right Ins Backspace"
NAMES = "Ruang Kerja NIP Bahasa Indonesia English"  # of itself, in every language


@cache
def spoken(code: Code) -> frozenset[str]:
    """The words of a language of the screen: of our catalogues, the names of days and months, keys."""
    found = set(said_words(f"{KEYS} {NAMES}"))
    for name in ("id.ts", "qtbase_id.ts"):
        for message in ET.parse(FOLDER / name).iter("message"):  # noqa: S314 - our own file
            source = message.findtext("source") or ""
            translation = " ".join(message.find("translation").itertext())  # type: ignore[union-attr]
            found.update(said_words(translation if code == "id" else source))
    if code == "en":
        found.update(said_words(" ".join(ET.parse(FOLDER / "en.ts").getroot().itertext())))  # noqa: S314
    for both in _PHRASES.values():  # some of which windows say too
        found.update(said_words(both[LANGUAGES.index(code)]))
    locale = QLocale()
    for long in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for at in range(1, 13):
            found.update(said_words(f"{locale.monthName(at, long)} {locale.dayName(min(at, 7), long)}"))
    return frozenset(found)


def recorded(town: Town) -> set[str]:
    """The words of everything a desk holds."""
    found: set[str] = set()
    connection = town.tables.connection
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():  # noqa: S608 - our own tables
            for value in row:
                text = (
                    bytes(value).decode(errors="ignore")
                    if isinstance(value, bytes | memoryview)
                    else str(value)
                )
                found.update(said_words(_plain(text)))
    return found


def _plain(text: str) -> str:
    try:
        return " ".join(_leaves(json.loads(text)))
    except ValueError:
        return text


def _leaves(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield str(value)


def written(whole: QWidget) -> set[str]:
    """The words in the fields of a window: typed by the officer, or quoted."""
    lines = [line.text() for line in whole.findChildren(QLineEdit)]
    return set(
        said_words(" ".join([*lines, *(text.toPlainText() for text in whole.findChildren(QPlainTextEdit))]))
    )


def knows(code: Code, whole: QWidget, town: Town | None, own: str = "") -> Callable[[str], bool]:
    """Whether a window may say a word in a language: it shows a town's records, and `own`."""
    records = recorded(town) if town is not None else set()
    return (spoken(code) | records | written(whole) | set(said_words(own))).__contains__
