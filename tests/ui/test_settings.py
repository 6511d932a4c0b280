# SPDX-License-Identifier: Apache-2.0
"""Settings: every choice acts at once, is carried as one value, and can be made by keyboard."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QWidget
from pytestqt.qtbot import QtBot

import resources
from ui import theme
from ui.language import Language
from ui.settings.keys import apply_single_keys, is_single
from ui.settings.licences import TEXTS, LicenceSheet
from ui.settings.rows import LookCard, ScaleSlider, percent
from ui.settings.view import SettingsView
from ui.shell import looks
from ui.shell.looks import LOCKS, Looks
from ui.widgets.button import Button

Found = TypeVar("Found", bound=QWidget)
pytestmark = pytest.mark.usefixtures("speak")


def one(view: QWidget, kind: type[Found], name: str = "") -> Found:
    """The only child of a kind, or the one of that name."""
    found = view.findChild(kind, name) if name else view.findChild(kind)
    assert found is not None
    return found


class Open:
    """The shown settings and what they carried."""

    def __init__(self, qtbot: QtBot, given: Looks = Looks()) -> None:  # noqa: B008 - a frozen value
        self.view = SettingsView(given, "id", "0.1.0")
        qtbot.addWidget(self.view)
        self.looks: list[Looks] = []
        self.languages: list[str] = []
        self.view.looks_chosen.connect(self.looks.append)
        self.view.language_chosen.connect(self.languages.append)
        self.view.resize(1220, 816)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()

    def press(self, name: str) -> None:
        """Click the control of that name."""
        QTest.mouseClick(one(self.view, QWidget, f"settings.{name}"), Qt.MouseButton.LeftButton)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    return Open(qtbot)


def test_each_choice_carries_all_looks_with_one_changed(opened: Open) -> None:
    opened.press("scheme.dark")
    opened.press("sharp")
    opened.press("calm")
    opened.press("tray")
    opened.press("keys")
    opened.view._density.step(1)
    last = opened.looks[-1]
    assert last == Looks("dark", "compact", 1.0, calm=True, sharp=True, tray=False, keys=False)
    assert len(opened.looks) == 6


def test_the_text_size_moves_by_keys(opened: Open) -> None:
    slider = one(opened.view, QSlider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert [one.scale for one in opened.looks] == [1.1, 1.5]
    assert slider.accessibleDescription() == "150%"
    assert slider.accessibleName() == "Ukuran teks"


def test_what_is_changed_elsewhere_is_shown_and_not_told_again(opened: Open) -> None:
    opened.view.set_looks(Looks("dark", "compact", 1.25, sharp=True, keys=False))
    opened.view.set_language("en")
    assert opened.looks == []
    assert opened.languages == []
    cards = {card.scheme: card.isChecked() for card in opened.view.findChildren(LookCard)}
    assert cards == {"light": False, "dark": True, "system": False}
    assert opened.view._density.current() == "compact"
    assert one(opened.view, ScaleSlider).scale() == 1.25
    assert opened.view._preview._look.text() == "Gelap, Padat, 125%"


def test_back_to_the_usual_leaves_tray_and_keys(qtbot: QtBot) -> None:
    opened = Open(qtbot, Looks("dark", "compact", 1.5, calm=True, sharp=True, tray=False, keys=False))
    opened.press("usual")
    assert opened.looks == [Looks(tray=False, keys=False)]


def test_the_language_is_chosen_once(opened: Open) -> None:
    opened.press("language.en")
    opened.press("language.en")
    assert opened.languages == ["en"]


def test_it_speaks_another_language_at_once_and_keeps_its_place(
    opened: Open, speak: Language, qtbot: QtBot
) -> None:
    opened.view._search.setText("t")
    speak.use("en")
    qtbot.waitUntil(lambda: opened.view.accessibleName() == "Settings")
    assert opened.view._search.text() == "t"
    assert opened.languages == []


def test_when_it_locks_is_chosen_where_it_can_be_locked(opened: Open) -> None:
    opened.view._lock.setCurrentIndex(LOCKS.index(30))
    assert opened.looks == [Looks(lock_after=30)]
    assert opened.view._lock.itemText(LOCKS.index(0)) == "Tidak pernah"
    assert opened.view._lock.itemText(0) == "5 menit"
    view = SettingsView(Looks(), "id", "0.1.0", lockable=False)
    view.ensure()
    assert not view._lock.isEnabled()
    view.deleteLater()


def test_a_word_finds_its_rows(opened: Open) -> None:
    opened.view._search.setText("kontras")
    shown = [row.searched for row in opened.view._shown_rows()]
    assert len(shown) == 1
    assert shown[0].startswith("kontras tinggi")
    QTest.keyClick(opened.view._search, Qt.Key.Key_Return)
    assert opened.view._sharp.hasFocus()
    opened.view._search.setText("xyz")
    assert opened.view._none.isVisible()
    opened.view._to_section("about")
    assert not opened.view._none.isVisible()
    assert opened.view._scroll.verticalScrollBar().value() > 0


def test_escape_leads_from_the_empty_search_to_the_choices(opened: Open) -> None:
    opened.view._search.setFocus()
    QTest.keyClicks(opened.view._search, "xyz")
    QTest.keyClick(opened.view._search, Qt.Key.Key_Escape)
    assert opened.view._search.hasFocus()
    QTest.keyClick(opened.view._search, Qt.Key.Key_Escape)
    now = QApplication.focusWidget()
    assert now is not None
    assert opened.view.panes()[1].isAncestorOf(now)


def test_every_licence_that_ships_can_be_read(opened: Open) -> None:
    show = next(b for b in opened.view.findChildren(Button) if b.accessibleName() == "Tampilkan lisensi")
    show.click()
    sheet = one(opened.view, LicenceSheet)
    assert {path.name for path in resources.path("licences").iterdir()} == set(TEXTS.values())
    for name in TEXTS:
        sheet.choose(name)
        assert len(sheet.text) > 500


def test_the_version_can_be_copied(opened: Open) -> None:
    copy = next(b for b in opened.view.findChildren(Button) if b.accessibleName() == "Salin versi")
    copy.click()
    assert QGuiApplication.clipboard().text() == "Ruang Kerja 0.1.0"


def test_all_shortcuts_are_asked_for(opened: Open) -> None:
    asked: list[int] = []
    opened.view.keys_asked.connect(lambda: asked.append(1))
    next(b for b in opened.view.findChildren(Button) if b.caption == "Tampilkan semua pintasan").click()
    assert asked == [1]


@pytest.mark.parametrize(
    ("keys", "single"),
    [("A", True), ("Shift+J", True), ("?", True), ("/", True), ("G, M", True), ("F5", False), ("Ctrl+A", False),
     ("Esc", False), ("Ctrl+Shift+I", False), ("Return", False), ("Ctrl+,", False)],
)  # fmt: skip
def test_a_single_letter_is_known(keys: str, single: bool) -> None:
    assert is_single(QKeySequence(keys)) is single


def test_single_letters_rest_and_come_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    undo = QAction(window)
    undo.setShortcuts([QKeySequence("Ctrl+Z"), QKeySequence("Z")])
    room = QWidget(window)
    approve = QAction(room)
    approve.setShortcuts([QKeySequence("A")])

    def told() -> list[list[str]]:
        return [[keys.toString() for keys in action.shortcuts()] for action in (undo, approve)]

    apply_single_keys(window, on=False)
    assert told() == [["Ctrl+Z"], []]
    apply_single_keys(window, on=False)
    apply_single_keys(window, on=True)
    assert told() == [["Ctrl+Z", "Z"], ["A"]]


def test_looks_survive_as_text() -> None:
    chosen = Looks("dark", "compact", 1.25, calm=True, sharp=True, tray=False, keys=False, lock_after=0)
    assert looks.from_text(chosen.to_text(), chosen.scheme) == chosen
    assert looks.from_text({}, "nonsense") == Looks()


def test_the_stops_of_the_slider_are_those_of_the_theme() -> None:
    assert [percent(scale) for scale in theme.TEXT_SCALES] == ["90%", "100%", "110%", "125%", "150%"]


@pytest.mark.parametrize(("width", "preview"), [(844, False), (1146, True)])
def test_the_preview_gives_way(opened: Open, width: int, preview: bool) -> None:
    opened.view.resize(width, 600)
    assert opened.view._side.isVisible() is preview
    assert opened.view.width() == width
    assert opened.view.panes()[0] is opened.view._search
