# SPDX-License-Identifier: Apache-2.0
"""Presence: how a day stands, two clicks to record it offline, receipts that say why they are trusted."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town, run_now
from tests.ui.mornings import presence_day, wib
from ui.flexiwork import words
from ui.flexiwork.card import card_of, today_of
from ui.flexiwork.day import left_open, span_of, view_of
from ui.flexiwork.receipts import ReceiptRow
from ui.flexiwork.sure import SureSheet
from ui.flexiwork.view import FlexiworkView
from ui.language import Language
from ui.widgets.label import Label
from ui.widgets.toast import Toast
from workspace.domain.presence import FLAGS, Presence

ZONE = "Asia/Jakarta"


pytestmark = pytest.mark.usefixtures("speak")


def open_(qtbot: QtBot, town: Town) -> FlexiworkView:
    view = FlexiworkView(town.reading, town.deeds, run_now)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    return view


# ---- the day --------------------------------------------------------------------------------------


def test_a_day_without_events_has_not_begun() -> None:
    town = Town()
    day = today_of(town.reading)
    assert (day.stage, day.wanted, day.minutes, day.events) == ("before", "in", 0, ())
    assert day.office is not None
    assert (day.office.start, day.office.end) == (wib("07:30"), wib("16:00"))
    assert day.share(town.now) == 0


def test_the_time_counted_is_the_one_that_is_proved() -> None:
    town = presence_day()
    day = today_of(town.reading)
    assert day.stage == "working"
    assert day.scheme == "office"
    assert [(spell.scheme, spell.start[11:16], spell.end and spell.end[11:16]) for spell in day.spells] == [
        ("home", "00:28", "06:04"),
        ("office", "06:04", None),
    ]
    assert day.minutes == 7 * 60 + 10
    assert day.late == 0
    assert day.short == 82


def test_a_check_out_alone_makes_no_spell_and_a_second_check_in_ends_the_first() -> None:
    town = Town()
    town.now = wib("12:00")
    town.deeds.check("out", "office")
    town.now = wib("13:00")
    town.deeds.check("in", "office")
    town.now = wib("14:00")
    town.deeds.check("in", "home")
    town.now = wib("15:00")
    day = today_of(town.reading)
    assert [(s.scheme, s.end) for s in day.spells] == [("office", wib("14:00")), ("home", None)]
    assert day.minutes == 120


def test_a_day_off_has_no_office_hours() -> None:
    town = Town()
    town.now = wib("09:00", "2026-11-22")  # a Sunday
    day = today_of(town.reading)
    assert day.office is None
    card = card_of(day, town.now, ZONE)
    assert (card.state, card.since) == ("Hari libur", "Minggu, 22 November 2026")
    town.deeds.check("in", "office")
    town.now = wib("13:00", "2026-11-22")
    assert today_of(town.reading).share(town.now) == pytest.approx(0.5)


def test_the_ribbon_widens_for_what_lies_outside() -> None:
    town = Town()
    town.now = wib("05:10")
    town.deeds.check("in", "office")
    town.now = wib("20:40")
    day = today_of(town.reading)
    assert span_of(day, town.now, ZONE) == (5, 21)
    assert span_of(view_of([], day.day, town.now, ZONE, None), town.now, ZONE) == (6, 18)


def test_the_card_of_the_rail_follows_the_day() -> None:
    town = Town()
    before = card_of(today_of(town.reading), town.now, ZONE)
    assert (before.state, before.wanted, before.tone) == ("Belum presensi masuk", "in", "amber")
    town.now = wib("07:28")
    town.deeds.check("in", "home")
    town.now = wib("09:42")
    working = card_of(today_of(town.reading), town.now, ZONE)
    assert (working.state, working.since) == (
        "Bekerja dari rumah",
        "Masuk 07.28 · 2\u00a0jam\u00a014\u00a0menit",
    )
    assert (working.action, working.wanted) == ("Presensi pulang", "out")
    assert working.share == pytest.approx((9 * 60 + 42 - 450) / 510, abs=0.01)
    town.now = wib("16:01")
    town.deeds.check("out", "home")
    done = card_of(today_of(town.reading), town.now, ZONE)
    assert (done.state, done.since, done.action) == (
        "Selesai untuk hari ini",
        "07.28 s.d. 16.01 · 8\u00a0jam\u00a033\u00a0menit",
        "",
    )


def test_a_head_finds_their_own_events_among_many(qtbot: QtBot) -> None:
    town = Town()
    town.now = wib("07:30")
    town.deeds.check("in", "office")
    town.send_all()
    mine = town.reading.presence_today()
    others = [
        _like(mine[0], id_=f"{n:08x}-0000-7000-8000-000000000000", officer="somebody else")
        for n in range(450)
    ]
    town.state(*others)
    assert town.reading.presence_today() == mine


def _like(event: Presence, *, id_: str, **changed: Any) -> Presence:
    return replace(event, id=id_, **changed)


# ---- the page -------------------------------------------------------------------------------------


def test_two_clicks_record_presence_offline_and_say_number_and_time(qtbot: QtBot) -> None:
    town = Town()
    town.now = wib("07:28")
    view = open_(qtbot, town)
    view.set_state(town.sync_state("offline", trouble="no-network"))
    view._place.choose(["home"])
    QTest.mouseClick(view._act, Qt.MouseButton.LeftButton)
    assert view._toast.text == (
        "Tercatat luring pukul 07.28, nomor urut 1. Waktu ini disimpan apa adanya; server menambahkan waktunya sendiri."
    )
    assert view._said.text() == view._toast.text
    assert view._state.text() == "Bekerja dari rumah"
    assert [e.command.args.scheme for e in town.reading.outbox() if e.command] == ["home"]


def test_a_double_click_records_once(qtbot: QtBot) -> None:
    town = Town()
    view = open_(qtbot, town)
    view.check("in")
    view.check("in")
    QTest.mouseClick(view._act, Qt.MouseButton.LeftButton)
    assert len(town.reading.presence_today()) == 1
    assert not view._act.isEnabled()
    view._free()
    assert view._act.isEnabled()


def test_the_keys_check_in_and_out(qtbot: QtBot) -> None:
    town = Town()
    view = open_(qtbot, town)
    arrive, leave = view.actions_of_day()
    assert (arrive.shortcut().toString(), leave.shortcut().toString()) == ("Ctrl+Shift+I", "Ctrl+Shift+O")
    arrive.trigger()
    view._free()
    town.now = wib("16:00")
    leave.trigger()
    assert [event.kind for event in town.reading.presence_today()] == ["in", "out"]
    assert view._state.text() == "Selesai untuk hari ini"


@pytest.mark.parametrize(
    ("before", "kind", "why"),
    [
        (["in"], "in", "Anda sudah presensi masuk pukul 07.30."),
        (["in", "out"], "in", "Anda sudah presensi pulang pukul 08.30."),
        (["in", "out"], "out", "Anda sudah presensi pulang pukul 08.30."),
        ([], "out", "Anda belum presensi masuk hari ini."),
    ],
)
def test_what_does_not_follow_from_the_day_is_asked_about(
    qtbot: QtBot, before: list[str], kind: str, why: str
) -> None:
    town = Town()
    for hour, done in enumerate(before):
        town.now = wib(f"0{7 + hour}:30")
        town.deeds.check(done, "office")
    town.now = wib("10:00")
    view = open_(qtbot, town)
    action = view.actions_of_day()[kind == "out"]
    action.trigger()
    action.trigger()
    (sheet,) = view.findChildren(SureSheet)
    assert why in [label.text() for label in sheet.findChildren(Label)]
    assert [event.kind for event in town.reading.presence_today()] == before
    focused = view.window().focusWidget()
    assert focused.objectName() == "sure-sheet.cancel", "a key pressed too early takes it back"
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert not sheet.isVisible()
    action.trigger()
    asked = next(each for each in view.findChildren(SureSheet) if each.isVisible())
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [event.kind for event in town.reading.presence_today()] == [*before, kind]


def test_another_place_is_no_second_check_in(qtbot: QtBot) -> None:
    town = Town()
    town.deeds.check("in", "office")
    view = open_(qtbot, town)
    view._place.choose(["home"])
    view.actions_of_day()[0].trigger()
    assert not view.findChildren(SureSheet)
    assert [event.scheme for event in town.reading.presence_today()] == ["office", "home"]


def test_online_the_sentence_is_short(qtbot: QtBot) -> None:
    town = Town()
    view = open_(qtbot, town)
    view.set_state(town.sync_state())
    view.check("in")
    assert view._toast.text == "Presensi masuk tercatat pukul 09.41, nomor urut 1."


def test_a_wrong_clock_is_told_at_once(qtbot: QtBot) -> None:
    town = presence_day()
    view = open_(qtbot, town)
    event = town.reading.presence_today()[0]
    assert words.clock_note(event) == ""
    wrong = _like(event, id_=event.id, device_time=wib("07:34"))
    assert "6 menit" in words.clock_note(wrong)
    assert "6 menit" in words.reason(wrong, ZONE)
    assert view.isVisible()


def test_moving_to_another_place_is_a_deed_of_its_own(qtbot: QtBot) -> None:
    town = Town()
    town.now = wib("07:28")
    town.deeds.check("in", "office")
    view = open_(qtbot, town)
    assert not view._move.isVisible()
    view._place.choose(["travel"])
    view._placed()
    assert view._move.caption == "Catat pindah tempat: Dinas luar"
    assert view._note_field.isVisible()
    view._note.setText("ST 12/2026")
    town.now = wib("10:00")
    QTest.mouseClick(view._move, Qt.MouseButton.LeftButton)
    last = town.reading.presence_today()[-1]
    assert (last.kind, last.scheme, last.note) == ("in", "travel", "ST 12/2026")
    assert view._note.text() == ""


def test_yesterday_left_open_is_told(qtbot: QtBot) -> None:
    view = open_(qtbot, presence_day())
    assert view._open_day.isVisible()
    assert "masuk 07.41" in view._open_day.text
    town = Town()
    quiet = open_(qtbot, town)
    assert not quiet._open_day.isVisible()
    assert left_open([]) is None


def test_receipts_say_number_grade_reason_and_leaf(qtbot: QtBot) -> None:
    view = open_(qtbot, presence_day())
    rows = view._receipts.findChildren(ReceiptRow)
    assert len(rows) == 2
    said = rows[0].accessibleName()
    assert said.startswith("07.28, Presensi masuk · Rumah, Terbukti, Waktunya terbukti dari jam server.")
    assert "no. 2" in said
    assert "Dinyatakan" in rows[1].accessibleName()
    view._receipts.copy()
    assert QGuiApplication.clipboard().text() == view._receipts.text
    assert "Tanda terima" in view._receipts.text


def test_every_flag_and_grade_has_words() -> None:
    town = presence_day()
    event = town.reading.presence_today()[0]
    for flag in FLAGS:
        sign = words.reason(_like(event, id_=event.id, flags=(flag,)), ZONE)
        assert sign
        assert flag not in sign
    grades = [
        words.grade(_like(event, id_=event.id, grade=g)).text
        for g in ("recorded", "verified", "declared", "review")
    ]
    assert grades == ["Tercatat di sini", "Terbukti", "Dinyatakan", "Perlu ditinjau"]
    review = _like(event, id_=event.id, grade="review", flags=())
    assert words.reason(review, ZONE).startswith("Waktunya belum bisa dipastikan.")


def test_a_change_of_language_keeps_what_was_typed(qtbot: QtBot, speak: Language) -> None:
    town = Town()
    view = open_(qtbot, town)
    view._place.choose(["travel"])
    view._placed()
    view._note.setText("ST 7/2026")
    speak.use("en")
    qtbot.waitUntil(lambda: view._act.caption == "Check in")
    assert view._note.text() == "ST 7/2026"
    assert view._place.chosen() == ("travel",)


@pytest.mark.parametrize("width", [844, 1146, 1220])
def test_nothing_is_wider_than_the_room(qtbot: QtBot, width: int) -> None:
    view = open_(qtbot, presence_day())
    view.resize(width, 600)
    assert view.width() == width
    assert view._side.width() <= width
    assert view._columns.direction() == (
        view._columns.Direction.LeftToRight if width >= 900 else view._columns.Direction.TopToBottom
    )


def test_f6_has_places_to_go(qtbot: QtBot) -> None:
    view = open_(qtbot, presence_day())
    assert view._act in view.panes()


def test_a_check_in_from_another_room_is_said_there(qtbot: QtBot) -> None:
    rooms, other = QStackedWidget(), QWidget()
    qtbot.addWidget(rooms)
    town = Town()
    view = FlexiworkView(town.reading, town.deeds, run_now)
    rooms.addWidget(view)
    rooms.addWidget(other)
    rooms.setCurrentWidget(other)
    rooms.show()
    view.actions_of_day()[0].trigger()
    said = [toast.text for toast in rooms.findChildren(Toast) if toast.isVisible()]
    assert len(said) == 1
    assert "tercatat" in said[0]
