# SPDX-License-Identifier: Apache-2.0
"""What the small parts do: by pointer, by keyboard, for a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit_hands import buttons, dressed, open_window, put, read
from ui import theme
from ui.widgets.button import SMALL, Button, IconButton
from ui.widgets.chip import Badge, Meter
from ui.widgets.choice import Choice, Option
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.fields import Combo
from ui.widgets.focus import FocusRing
from ui.widgets.label import ElidedLabel, Label, plain_tip
from ui.widgets.notice import EmptyState, Strip
from ui.widgets.presence import PresenceCard
from ui.widgets.search import SearchBox
from ui.widgets.statusbar import KeyHint, StatusBar
from ui.widgets.steps import Step, StepRoute
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toggles import CheckBox, Radio, Switch

Key, Role = Qt.Key, QAccessible.Role


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    with dressed(qapp):
        yield


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return open_window(qtbot)


# ---- labels -----------------------------------------------------------------------------------


def test_what_others_wrote_is_never_markup(window: QWidget) -> None:
    hostile = "<img src='file:///etc/passwd'><b>tebal</b>"
    label, elided = Label(hostile), ElidedLabel(hostile)
    put(window, label, elided)
    assert label.textFormat() == elided.textFormat() == Qt.TextFormat.PlainText
    elided.setFixedWidth(40)
    assert elided.elided
    assert "&lt;img src=&#x27;file:///etc/passwd&#x27;&gt;&lt;b&gt;tebal&lt;/b&gt;" in elided.toolTip()
    assert "<b>" not in plain_tip(hostile * 3)
    assert plain_tip("Kotak Masuk") == "Kotak Masuk"


def test_an_elided_label_has_a_tip_only_while_cut_and_a_whole_name(window: QWidget) -> None:
    label = ElidedLabel("Permintaan data capaian\nlayanan")
    put(window, label)
    assert label.text() == "Permintaan data capaian layanan"
    assert label.toolTip() == ""
    label.setFixedWidth(50)
    assert "layanan" in label.toolTip()
    assert read(label)[1] == "Permintaan data capaian layanan"
    label.setFixedWidth(500)
    assert label.toolTip() == ""


def test_a_word_too_wide_for_a_paragraph_pushes_nothing_aside_and_is_told_by_the_tip(window: QWidget) -> None:
    word = "https://contoh.go.id/" + "w" * 300
    label = Label(f"Lihat {word} hari ini", wrap=True)
    put(window, label)
    assert label.minimumSizeHint().width() < 200
    label.setFixedWidth(240)
    assert word in label.toolTip()
    label.setText("Pertanggungjawaban sudah lengkap")
    assert label.toolTip() == ""


# ---- buttons ----------------------------------------------------------------------------------


def test_an_ampersand_is_an_ampersand(window: QWidget) -> None:
    button = Button("Kirim ke Bina & Karya")
    put(window, button)
    assert button.caption == "Kirim ke Bina & Karya"
    assert read(button)[:2] == (Role.Button, "Kirim ke Bina & Karya")
    assert button.shortcut().isEmpty()


def test_an_icon_button_says_name_and_shortcut(window: QWidget) -> None:
    button = IconButton("Arsipkan", "archive")
    button.set_shortcut_hint("Pintasan E")
    put(window, button)
    assert read(button) == (Role.Button, "Arsipkan", "Pintasan E")


def test_clicking_leaves_the_focus_and_tab_reaches(window: QWidget, qtbot: QtBot) -> None:
    line, button = QLineEdit(), Button("Setujui", "primary")
    put(window, line, button)
    line.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert line.hasFocus()
    QTest.keyClick(line, Key.Key_Tab)
    assert button.hasFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Space)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Return)


@pytest.mark.parametrize("scale", theme.TEXT_SCALES)
def test_whatever_is_clicked_is_at_least_thirty_high(qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.Theme(text_scale=scale))
    choice = Choice("", [Option("a", "Hadiri")])
    targets = [
        Button("Lihat", "link", height=SMALL), IconButton("Tutup", "x", height=SMALL), CheckBox("Ya"),
        Radio("Ya"), Switch("Ya"), Combo(), SearchBox("Cari"), *choice.findChildren(QWidget),
    ]  # fmt: skip
    for target in targets:
        if not isinstance(target, Label):
            assert target.sizeHint().expandedTo(target.minimumSize()).height() >= 30, type(target)
    assert Tabs([Tab("a", "Semua")]).tabSizeHint(0).height() >= 30


def test_switches_and_boxes_toggle_anywhere_on_them(window: QWidget, qtbot: QtBot) -> None:
    boxes: list[CheckBox | Radio | Switch] = [CheckBox("Beri tahu"), Radio("Terang"), Switch("Gerak")]
    put(window, *boxes)
    for box in boxes:
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 2, box.height() // 2))
        assert box.isChecked()
    assert [read(box)[0] for box in boxes] == [Role.CheckBox, Role.RadioButton, Role.CheckBox]


# ---- the focus ring ---------------------------------------------------------------------------


def ring(window: QWidget) -> QWidget | None:
    """What the ring of the window is around."""
    found = window.findChild(FocusRing)
    return found.target if isinstance(found, FocusRing) else None


def test_the_ring_follows_the_keyboard_and_skips_fields(window: QWidget, qtbot: QtBot) -> None:
    one, line, two = Button("Setujui"), QLineEdit(), Button("Tolak")
    put(window, one, line, two)
    one.setFocus()
    assert ring(window) is one
    QTest.keyClick(one, Key.Key_Tab)
    assert line.hasFocus()
    assert ring(window) is None
    QTest.keyClick(line, Key.Key_Tab)
    assert ring(window) is two
    two.hide()
    assert ring(window) is not two


def test_the_ring_keeps_its_distance_when_the_window_grows(window: QWidget, qapp: QApplication) -> None:
    button = Button("Setujui")
    put(window, button)
    button.setFocus()
    window.resize(900, 800)
    qapp.processEvents()
    found = window.findChild(FocusRing)
    assert found is not None
    around = button.rect().translated(button.mapTo(window, QPoint(0, 0)))
    assert found.geometry() == around.adjusted(-5, -5, 5, 5)


# ---- the rest ---------------------------------------------------------------------------------


def test_the_status_bar_is_a_button_with_the_whole_text(window: QWidget, qtbot: QtBot) -> None:
    bar = StatusBar()
    put(window, bar)
    text = "Luring · 3 perubahan menunggu dikirim · terakhir tersambung 09.27"
    bar.set_state("cloud-off", "amber", text)
    bar.set_legend([KeyHint("J K", "pindah")])
    (button,) = buttons(bar)
    assert read(button)[1] == bar.text == text
    with qtbot.waitSignal(bar.opened):
        QTest.keyClick(button, Key.Key_Space)


def test_a_strip_acts_and_goes(window: QWidget, qtbot: QtBot) -> None:
    strip = Strip("13 pengajuan disetujui.", "green", "circle-check", action="Lihat", close_name="Tutup")
    put(window, strip)
    act, close = strip.findChildren(Button)
    with qtbot.waitSignal(strip.acted):
        QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(strip.dismissed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_an_empty_state_offers_its_way_on(window: QWidget, qtbot: QtBot) -> None:
    empty = EmptyState("search", "Tidak ditemukan.", action="Hapus saringan")
    put(window, empty)
    (act,) = empty.findChildren(Button)
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    empty.set("inbox", "Tidak ada yang menunggu Anda.")
    assert not act.isVisible()


def test_a_route_reads_step_by_step_and_can_change(window: QWidget) -> None:
    route = StepRoute(
        [Step("Konseptor", "Yusuf", "14.06", "done"), Step("Kabid", sentence="Sekarang di Kabid.")]
    )
    put(window, route)
    said = [read(child)[1] for child in route.children() if isinstance(child, QWidget)]
    assert said == ["Konseptor, Yusuf, 14.06", "Sekarang di Kabid."]
    route.set_steps([Step("Konseptor")])
    QApplication.processEvents()
    assert [child.isVisible() for child in route.children() if isinstance(child, QWidget)][-1]


def test_facts_change_in_place(window: QWidget) -> None:
    grid = FactGrid([Fact("Sifat", "Biasa"), Fact("Urgensi", "Segera", "red")])
    put(window, grid)

    def shown() -> set[str]:
        return {label.text() for label in grid.findChildren(Label) if label.isVisible()}

    grid.set_facts([Fact("Sifat", "Rahasia")])
    assert shown() == {"Sifat", "Rahasia"}
    grid.set_facts([Fact("Sifat", "Rahasia"), Fact("Nama", "Laptop"), Fact("Server", "-")])
    assert shown() == {"Sifat", "Rahasia", "Nama", "Laptop", "Server", "-"}, (
        "at once, not a turn of the loop later"
    )


def test_the_presence_card_says_how_the_day_stands(window: QWidget, qtbot: QtBot) -> None:
    card = PresenceCard()
    put(window, card)
    card.set("house", "Bekerja dari rumah", "Presensi masuk 07.28", 0.3, "Presensi pulang")
    assert read(card)[1] == "Bekerja dari rumah. Presensi masuk 07.28"
    with qtbot.waitSignal(card.acted):
        QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    card.set_collapsed(True)
    assert not card.button.isVisible()
    assert card.minimumSizeHint().width() <= 56 - 16, "it fits the narrow rail"
    card.set("house", "Bekerja dari rumah", "Presensi masuk 07.28", 0.4, "Presensi pulang")
    assert not card.button.isVisible(), "nor does it come back as the day goes on"
    assert card.toolTip() == "Bekerja dari rumah. Presensi masuk 07.28"
    card.set_collapsed(False)
    assert card.button.isVisible()


def test_counts_and_bars_stay_in_bounds() -> None:
    assert [Badge(count).text() for count in (1, 99, 100)] == ["1", "99", "99+"]
    assert Badge(0).isHidden()
    assert [Meter(share).value() for share in (-1, 0.5, 7)] == [0, 500, 1000]
