# SPDX-License-Identifier: Apache-2.0
"""What the kit's widgets do: by pointer, by keyboard, for a screen reader."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.kit_rows import wear
from ui import theme
from ui.widgets.button import SMALL, Button, IconButton
from ui.widgets.candidates import Candidate
from ui.widgets.chip import Badge, Meter
from ui.widgets.choice import Choice, Option
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.fields import Combo, Field, ReasonField
from ui.widgets.focus import FocusRing, keep_focus_visible
from ui.widgets.label import ElidedLabel, Label, plain_tip
from ui.widgets.notice import EmptyState, Strip
from ui.widgets.people import PersonPick
from ui.widgets.presence import PresenceCard
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.search import SearchBox
from ui.widgets.sheet import Sheet
from ui.widgets.statusbar import KeyHint, StatusBar
from ui.widgets.steps import Step, StepRoute
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from ui.widgets.toggles import CheckBox, Radio, Switch

Key, Role = Qt.Key, QAccessible.Role


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    wear(qapp)
    keeper = keep_focus_visible(qapp)
    yield
    qapp.focusChanged.disconnect(keeper.moved)
    keeper.deleteLater()
    wear(qapp)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def put(window: QWidget, *widgets: QWidget) -> None:
    """Put widgets into the window and lay them out."""
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    QApplication.processEvents()


def focused() -> QWidget:
    """The widget the keyboard is on."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def read(widget: QWidget) -> tuple[QAccessible.Role, str, str]:
    """Role, name and description as a screen reader gets them."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.role(), found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description)


class Events(QObject):
    """Counts the events of one kind that reach a widget."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self.kind, self.seen = kind, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == self.kind
        return False


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


# ---- the toast --------------------------------------------------------------------------------


@pytest.fixture
def timer() -> QTimer:
    return QTimer()


@pytest.fixture
def toast(window: QWidget, timer: QTimer) -> Toast:
    return Toast(window, timer=timer)


def test_a_toast_is_a_notification_with_its_text_as_name(toast: Toast) -> None:
    toast.say("Disetujui. Urungkan (Z)", action="Urungkan")
    assert read(toast)[:2] == (Role.Notification, "Disetujui. Urungkan (Z)")


def test_a_toast_goes_when_its_time_is_up(toast: Toast, timer: QTimer, qtbot: QtBot) -> None:
    toast.say("Disetujui.", lasts=4000)
    assert (timer.isActive(), timer.interval()) == (True, 4000)
    with qtbot.waitSignal(toast.gone):
        timer.timeout.emit()
    assert not toast.isVisible()
    assert not timer.isActive()


def test_a_new_message_replaces_the_old_and_is_shown_anew(toast: Toast) -> None:
    shows = Events(toast, QEvent.Type.Show)
    toast.say("Satu", action="Urungkan")
    toast.say("Dua")
    assert (toast.text, toast.button.isVisible()) == ("Dua", False)
    assert shows.seen == 2, "a reader speaks a notification when it is shown"


def test_a_toast_waits_while_the_pointer_is_on_it(toast: Toast, timer: QTimer, qapp: QApplication) -> None:
    toast.say("Disetujui.")
    here = QPointF(3, 3)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer.isActive()


def test_a_toast_acts_once_and_gives_the_focus_back(
    window: QWidget, toast: Toast, timer: QTimer, qtbot: QtBot
) -> None:
    line, done = QLineEdit(), []
    put(window, line)
    toast.say("Disetujui.", action="Urungkan", on_act=lambda: done.append(1))
    line.setFocus()
    QTest.keyClick(line, Key.Key_Tab)
    assert toast.button.hasFocus(), "Tab reaches it"
    assert not timer.isActive(), "it waits while the keyboard is on it"
    with qtbot.waitSignals([toast.acted, toast.gone]):
        QTest.keyClick(toast.button, Key.Key_Space)
    assert done == [1]
    assert line.hasFocus()
    assert not toast.isVisible()


def test_escape_closes_a_toast(window: QWidget, toast: Toast, qtbot: QtBot) -> None:
    line = QLineEdit()
    put(window, line)
    line.setFocus()
    toast.say("Disetujui.", action="Urungkan")
    toast.button.setFocus()
    QTest.keyClick(toast.button, Key.Key_Escape)
    assert not toast.isVisible()
    assert line.hasFocus()


def test_a_toast_stays_at_the_foot_and_inside(window: QWidget, toast: Toast, qapp: QApplication) -> None:
    toast.say("Disposisi ke Seksi Layanan disimpan dan dikirim setelah tersambung kembali", action="Urungkan")
    for width in (320, 700, 1200):
        window.resize(width, 600)
        qapp.processEvents()
        assert window.rect().adjusted(8, 8, -8, -8).contains(toast.geometry()), width
        assert 600 - toast.geometry().bottom() < 24


def test_roles_outlive_no_widget(qapp: QApplication, qtbot: QtBot) -> None:
    """The accessible half of a toast or sheet dies with it, whoever dies first."""
    QAccessible.setActive(True)
    try:
        for turn in range(20):
            host = QWidget()
            toast, over = Toast(host), Sheet(host, "Judul")
            over.foot.addWidget(Button("Ya"))
            host.show()
            toast.say(f"Pesan {turn}")
            over.open()
            assert read(toast)[0] == Role.Notification
            assert read(over.card)[0] == Role.Dialog
            if turn % 2:
                delete(toast)
            delete(host)
            del host, toast, over
            gc.collect()
    finally:
        QAccessible.setActive(False)


# ---- sheets -----------------------------------------------------------------------------------


@pytest.fixture
def sheet(window: QWidget) -> Sheet:
    made = Sheet(window, "Disposisi", subtitle="Permintaan data")
    made.body.addWidget(QLineEdit("satu"))
    made.body.addWidget(QLineEdit("dua"))
    made.foot.addWidget(Button("Disposisikan", "primary"))
    return made


def test_a_sheet_takes_the_focus_traps_it_and_gives_it_back(
    window: QWidget, sheet: Sheet, qtbot: QtBot
) -> None:
    outside = QLineEdit()
    put(window, outside)
    outside.setFocus()
    sheet.open()
    first = focused()
    assert isinstance(first, QLineEdit)
    assert first.text() == "satu"
    seen = []
    for _ in range(9):
        now = focused()
        assert sheet.isAncestorOf(now)
        seen.append(now)
        QTest.keyClick(now, Key.Key_Tab)
    assert len(set(map(id, seen))) == 4, "two fields, the button, the cross"
    QTest.keyClick(focused(), Key.Key_Backtab)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(focused(), Key.Key_Escape)
    assert outside.hasFocus()
    assert not sheet.isVisible()


def test_a_sheet_is_a_dialogue_and_sends_on_ctrl_enter(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.open()
    assert read(sheet.card)[:2] == (Role.Dialog, "Disposisi")
    with qtbot.waitSignal(sheet.submitted):
        QTest.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_sheet_covers_the_window_and_stays_inside(
    window: QWidget, sheet: Sheet, qapp: QApplication
) -> None:
    sheet.open()
    for size in ((900, 600), (500, 300), (1400, 900)):
        window.resize(*size)
        qapp.processEvents()
        assert sheet.geometry() == window.rect()
        assert sheet.rect().adjusted(20, 20, -20, -20).contains(sheet.card.geometry())


def test_keys_do_not_fall_through_a_sheet(window: QWidget, sheet: Sheet, qtbot: QtBot) -> None:
    keys = Events(window, QEvent.Type.KeyPress)
    sheet.open()
    button = sheet.findChildren(Button)[-1]
    button.setFocus()
    QTest.keyClick(button, Key.Key_A)
    assert keys.seen == 0


def test_a_sheet_survives_the_death_of_what_had_the_focus(window: QWidget, sheet: Sheet) -> None:
    line = QLineEdit()
    put(window, line)
    line.setFocus()
    sheet.open()
    delete(line)
    sheet.close_sheet()
    assert not sheet.isVisible()


# ---- fields -----------------------------------------------------------------------------------


def test_a_field_names_its_input_and_says_its_fault(window: QWidget) -> None:
    line = QLineEdit()
    field = Field("Kode instansi", line, help_text="Enam huruf.")
    put(window, field)
    assert read(line)[1:] == ("Kode instansi", "Enam huruf.")
    field.set_fault("Kode tidak dikenal.")
    assert (field.fault, read(line)[2]) == ("Kode tidak dikenal.", "Kode tidak dikenal.")
    field.set_fault("")
    assert (field.fault, read(line)[2]) == ("", "Enam huruf.")


def test_a_reason_is_demanded_counted_and_freed(window: QWidget, qtbot: QtBot) -> None:
    field = ReasonField("Alasan", fault="Tulis alasan.", too_long="Terlalu panjang.", most=12)
    put(window, field)
    assert not field.check()
    assert field.fault == "Tulis alasan."
    assert field.edit.hasFocus()
    with qtbot.waitSignal(field.changed) as changed:
        QTest.keyClicks(field.edit, "b")
    assert changed.args == ["b"]
    assert field.fault == ""
    field.set_value("   \n ")
    assert not field.check()
    field.set_value("jauh terlalu panjang")
    assert not field.check()
    assert field.fault == "Terlalu panjang."
    field.set_value(" butir 2c ")
    assert field.check()
    assert field.value() == "butir 2c"


def test_an_optional_note_may_stay_empty(window: QWidget) -> None:
    field = ReasonField("Catatan", fault="Tulis alasan.", needed=False)
    put(window, field)
    assert field.check()
    field.set_needed(True)
    assert not field.check()


def test_tab_leaves_a_reason_and_the_same_text_is_not_a_change(window: QWidget, qtbot: QtBot) -> None:
    field, button = ReasonField("Alasan", fault="Tulis alasan."), Button("Kirim")
    put(window, field, button)
    changes: list[str] = []
    field.changed.connect(changes.append)
    field.set_value("a")
    field.set_value("a")
    field.edit.setFocus()
    QTest.keyClick(field.edit, Key.Key_Tab)
    assert button.hasFocus()
    assert changes == ["a"]


def test_search_empties_on_escape_then_lets_it_pass(window: QWidget, qtbot: QtBot) -> None:
    box = SearchBox("Cari naskah", keys="Ctrl K")
    put(window, box)
    assert read(box)[1] == "Cari naskah"
    QTest.keyClicks(box, "anggaran")
    with qtbot.waitSignal(box.entered):
        QTest.keyClick(box, Key.Key_Down)
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == ""


# ---- choosing ---------------------------------------------------------------------------------

THREE = [Option("a", "Tindak lanjuti"), Option("b", "Hadiri"), Option("c", "Untuk diketahui")]


def test_one_of_several_are_radio_buttons(window: QWidget, qtbot: QtBot) -> None:
    choice = Choice("Tenggat", THREE)
    put(window, choice)
    choice.choose(["a"])
    chips = [chip for chip in choice.findChildren(QWidget) if read(chip)[0] == Role.RadioButton]
    assert [read(chip)[1] for chip in chips] == ["Tindak lanjuti", "Hadiri", "Untuk diketahui"]
    with qtbot.waitSignal(choice.changed) as changed:
        QTest.mouseClick(chips[2], Qt.MouseButton.LeftButton)
    assert changed.args == [("c",)]
    chips[2].setFocus()
    QTest.keyClick(chips[2], Key.Key_Left)
    assert choice.chosen() == ("b",)


def test_some_of_several_are_check_boxes(window: QWidget, qtbot: QtBot) -> None:
    choice = Choice("Dengan hormat harap", THREE, many=True)
    put(window, choice)
    choice.choose(["c"])
    chips = [chip for chip in choice.findChildren(QWidget) if read(chip)[0] == Role.CheckBox]
    with qtbot.waitSignal(choice.changed) as changed:
        QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert changed.args == [("a", "c")]
    choice.set_options([*THREE[1:], Option("d", "Koordinasikan")])
    assert choice.chosen() == ("c",), "what is still there stays chosen"


def test_tabs_are_tabs_and_step_round(window: QWidget, qtbot: QtBot) -> None:
    tabs = Tabs([Tab("all", "Semua", 18), Tab("check", "Verifikasi"), Tab("sign", "R & D")])
    put(window, tabs)
    assert read(tabs)[:2] == (Role.PageTabList, "Semua 18")
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.step(-1)
    assert chosen.args == ["sign"]
    tabs.set_tabs([Tab("all", "Semua", 17), Tab("sign", "R & D", 2)])
    assert tabs.current() == "sign"
    tabs.set_tabs([Tab("all", "Semua", 17)])
    assert tabs.current() == "all"


def test_the_rail_moves_by_click_and_arrow_and_says_its_counts(window: QWidget, qtbot: QtBot) -> None:
    rail = RailList("Ruang")
    rail.add_section(
        [RailEntry("inbox", "inbox", "Kotak Masuk", "Ctrl+1"), RailEntry("ok", "stamp", "Persetujuan")]
    )
    rail.add_section([RailEntry("due", "clock", "Tenggat hari ini")], "Tampilan tersimpan")
    put(window, rail)
    rail.choose("inbox")
    rail.set_count("inbox", 12)
    assert read(rail.item("inbox")) == (Role.RadioButton, "Kotak Masuk, 12", "Ctrl+1")
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail.item("due"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["due"]
    rail.item("due").setFocus()
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail.item("due"), Key.Key_Up)
    assert chosen.args == ["ok"]
    assert rail.current() == "ok"
    wide = rail.minimumWidth()
    rail.set_collapsed(True)
    assert (wide, rail.minimumWidth()) == (220, 56)
    assert "Kotak Masuk, 12" in rail.item("inbox").toolTip()


# ---- people -----------------------------------------------------------------------------------

PEOPLE = tuple(
    Candidate(id, name, post, "Di kantor", "building-2", group=group)
    for id, name, post, group in (
        ("1", "Nurul Hidayah", "Arsiparis", "Unit saya"),
        ("2", "Dewi Anggraini", "Pranata Komputer", "Unit saya"),
        ("3", "Ratna Prameswari", "Kasubbag Umum", "Unit lain"),
    )
)


@pytest.fixture
def pick(window: QWidget) -> PersonPick:
    made = PersonPick("Diteruskan kepada", parts=("utama", "membantu"), remove_name="Hapus melepas")
    put(window, made)
    made.set_candidates(PEOPLE)
    made.line.setFocus()
    return made


def buttons(widget: QWidget) -> list[QWidget]:
    """The push buttons one can see in a widget."""
    return [
        child for child in widget.findChildren(QWidget) if child.isVisible() and read(child)[0] == Role.Button
    ]


def names(pick: PersonPick) -> list[str]:
    """Who is chosen, the lead first."""
    return [who.name for who in pick.chosen()]


def test_three_keys_choose_a_person(pick: PersonPick, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pick.asked) as asked:
        QTest.keyClicks(pick.line, "n")
    assert asked.args == ["n"]
    with qtbot.waitSignal(pick.changed):
        QTest.keyClick(pick.line, Key.Key_Return)
    assert names(pick) == ["Nurul Hidayah"]
    assert pick.line.text() == ""
    assert pick.line.hasFocus()
    current = pick.candidates.current()
    assert current is not None
    assert current.name == "Dewi Anggraini", "who is chosen is no longer offered"


def test_down_goes_into_the_list_so_that_it_is_spoken(pick: PersonPick, qtbot: QtBot) -> None:
    QTest.keyClick(pick.line, Key.Key_Down)
    assert pick.candidates.hasFocus()
    QTest.keyClick(pick.candidates, Key.Key_Down)
    QTest.keyClick(pick.candidates, Key.Key_Down)
    current = pick.candidates.current()
    assert current is not None
    assert current.name == "Ratna Prameswari", "arrow keys pass over the headings"
    with qtbot.waitSignal(pick.asked) as asked:
        QTest.keyClicks(pick.candidates, "d")
    assert asked.args == ["d"]
    assert (pick.line.text(), pick.line.hasFocus()) == ("d", True)


def test_up_on_the_first_goes_back_to_the_line(pick: PersonPick, qtbot: QtBot) -> None:
    QTest.keyClick(pick.line, Key.Key_Down)
    QTest.keyClick(pick.candidates, Key.Key_Up)
    assert pick.line.hasFocus()


def test_the_lead_changes_and_people_are_taken_out(pick: PersonPick, qtbot: QtBot, window: QWidget) -> None:
    pick.set_chosen(PEOPLE[:2])
    chips = {read(chip)[1]: chip for chip in buttons(pick)}
    assert set(chips) == {"Nurul Hidayah, utama", "Dewi Anggraini, membantu"}
    QTest.keyClick(chips["Dewi Anggraini, membantu"], Key.Key_Space)
    assert names(pick) == ["Dewi Anggraini", "Nurul Hidayah"]
    pick.line.setFocus()
    QTest.keyClick(pick.line, Key.Key_Backspace)
    assert names(pick) == ["Dewi Anggraini"]
    QApplication.processEvents()
    (chip,) = buttons(pick)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    assert names(pick) == []


def test_a_candidate_is_one_sentence(pick: PersonPick) -> None:
    model = pick.candidates.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == [
        "Unit saya", "Nurul Hidayah, Arsiparis, Di kantor", "Dewi Anggraini, Pranata Komputer, Di kantor",
        "Unit lain", "Ratna Prameswari, Kasubbag Umum, Di kantor",
    ]  # fmt: skip


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
    grid.set_facts([Fact("Sifat", "Rahasia")])
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    assert {label.text() for label in grid.findChildren(Label)} == {"Sifat", "Rahasia"}


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
    card.set_collapsed(False)
    assert card.button.isVisible()


def test_counts_and_bars_stay_in_bounds() -> None:
    assert [Badge(count).text() for count in (1, 99, 100)] == ["1", "99", "99+"]
    assert Badge(0).isHidden()
    assert [Meter(share).value() for share in (-1, 0.5, 7)] == [0, 500, 1000]
