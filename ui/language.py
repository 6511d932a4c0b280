# SPDX-License-Identifier: Apache-2.0
"""The language of the screen: Indonesian unless the officer chose English, changed while the program runs.

The sources speak English in `tr()`; `id` translates them, `en` only makes plurals. Qt ships no Indonesian
for its own words (the menu of a text field, the buttons of a dialogue), so ours stand in `qtbase_id`.
Qt tells every window of the change (`LanguageChange`); dates and numbers follow the default locale.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import resources

Code = Literal["id", "en"]

DEFAULT: Final[Code] = "id"
CODES: Final[tuple[Code, ...]] = ("id", "en")
_CATALOGUES: Final[dict[Code, tuple[str, ...]]] = {"id": ("qtbase_id", "id"), "en": ("en",)}
_LOCALES: Final[dict[Code, QLocale]] = {
    "id": QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),  # day before month, 24 hours
}
_log = logging.getLogger(__name__)


def shipped(name: str) -> bytes:
    """A compiled catalogue. Raises FileNotFoundError if it was not compiled."""
    return resources.path(f"i18n/{name}.qm").read_bytes()


class _Catalogue(QTranslator):
    """A translator that lives with the application and keeps what it translates by: Qt copies nothing of it.

    Not read by its name: Qt would map the file, and an update that replaces it would end the program.
    """

    def __init__(self, app: QCoreApplication, data: bytes) -> None:
        super().__init__(app)
        self._data = data
        self.good = self.load(data)


class Language:
    """The language of one application; `use` may be called at any time. `read` gives a catalogue by its name.

    A catalogue that was not compiled (`make i18n`) is told in the log, and its words stay English.
    """

    def __init__(self, app: QCoreApplication, read: Callable[[str], bytes] = shipped) -> None:
        self._app, self._catalogue = app, read
        self._translators: list[_Catalogue] = []
        self.code: Code = "en"

    def use(self, code: Code) -> None:
        """Speak `code` from now on."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        self.code = code
        QLocale.setDefault(_LOCALES[code])
        for name in _CATALOGUES[code]:
            self._install(name)

    def _install(self, name: str) -> None:
        try:
            data = self._catalogue(name)
        except FileNotFoundError:
            _log.warning("no compiled translation %s", name)
            return
        translator = _Catalogue(self._app, data)
        if not translator.good:
            _log.warning("the translation %s cannot be read", name)
            return
        self._app.installTranslator(translator)
        self._translators.append(translator)


def locale() -> QLocale:
    """The locale in force, for dates and numbers."""
    return QLocale()


def known(code: object) -> Code:
    """`code` if it is a language of the program, else the default: settings files may hold anything."""
    return next((one for one in CODES if one == code), DEFAULT)
