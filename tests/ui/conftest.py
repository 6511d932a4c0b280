# SPDX-License-Identifier: Apache-2.0
"""Windows under test speak: translations are compiled first, `speak` makes them Indonesian."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.drafting_kit import Make, Paper
from tools import i18n
from ui import theme
from ui.language import Language
from workspace.paper.body import Line


@pytest.fixture(scope="session", autouse=True)
def translations() -> None:
    """Compile what `make i18n` compiles, for whoever runs pytest alone."""
    i18n.build()


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Windows that were closed are gone before the next test: without an event loop nobody deletes them."""
    yield
    bury()


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Language]:
    """The screen in Indonesian and in the usual look; another language by `speak.use(…)`."""
    language = Language(qapp)
    language.use("id")
    theme.apply(qapp, theme.Theme())
    yield language
    bury()
    language.use("en")


@pytest.fixture
def paper(qapp: QApplication) -> Iterator[Make]:
    """An editor of a letter that begins with the given lines."""
    made: list[Paper] = []

    def make(*lines: Line) -> Paper:
        made.append(Paper(*lines))
        return made[-1]

    yield make
    for one in made:
        one.editor.deleteLater()


def bury() -> None:
    """Delete what waits to be deleted."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
