# SPDX-License-Identifier: Apache-2.0
"""Signing in, checking the connection, unlocking, signing in again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Fault
from ui.language import Language
from ui.signin.again import AgainSheet
from ui.signin.card import HELPS
from ui.signin.proxy import ProxySheet
from ui.signin.unlock import UnlockView
from ui.signin.view import Here, SignInView
from workspace.services.known import SYSTEM, KnownProfile
from workspace.services.session import CHECKS, CheckStep, SignInProblem

NUMBER = "19000101 192001 1 004"
HERE = Here("Laptop Hendra", "https://kerja.contoh.id", "2026-11-24", "0.1.0", "id", SYSTEM)


@dataclass
class Gate:
    """A core that answers what the test says."""

    answers: list[Any] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def check(self, server: str) -> tuple[CheckStep, ...]:
        steps: tuple[CheckStep, ...] = self.answers.pop(0)
        return steps

    def sign_in(self, server: str, nip: str, password: str, **more: Any) -> Any:
        self.asked.append({"server": server, "nip": nip, "password": password, **more})
        return self.answers.pop(0)


def at_once(
    owner: QObject,
    on_done: Callable[[Any], None],
    call: Callable[..., Any],
    *args: Any,
    on_fault: Callable[[Fault], None] | None = None,
) -> None:
    """The bridge without threads."""
    try:
        value = call(*args)
    except ZeroDivisionError as error:
        assert on_fault is not None
        on_fault(Fault(world=False, text=str(error), trace="trace"))
        return
    on_done(value)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def card(gate: Gate, qtbot: QtBot, speak: Language) -> SignInView:
    view = SignInView(gate, at_once, HERE)
    qtbot.addWidget(view)
    view.resize(1000, 900)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def fill(view: SignInView) -> None:
    """What an officer types."""
    view.nip.setText(NUMBER)
    view.password.setText("rahasia")


def texts(widget: QWidget) -> list[str]:
    """Every text that is shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


# ---- the card -----------------------------------------------------------------------------------


def test_nothing_is_sent_until_all_is_there(card: SignInView, gate: Gate) -> None:
    card.nip.setText("123")
    card.send()
    assert {"NIP terdiri atas 18 angka, diawali tanggal lahir Anda.", "Tulis kata sandi Anda."} <= set(
        texts(card)
    )
    assert QApplication.focusWidget() is card.nip
    assert not gate.asked


def test_signing_in_hands_over_the_desk_and_forgets_what_was_typed(
    card: SignInView, gate: Gate, qtbot: QtBot
) -> None:
    desk = object()
    gate.answers = [desk]
    fill(card)
    with qtbot.waitSignal(card.signed_in) as caught:
        QTest.keyClick(card.password, Qt.Key.Key_Return)
    assert caught.args == [desk]
    assert gate.asked == [
        {
            "server": "https://kerja.contoh.id", "nip": "190001011920011004", "password": "rahasia",
            "device_name": "Laptop Hendra", "shared_computer": False, "passphrase": None,
        }
    ]  # fmt: skip
    assert card.password.text() == ""


def test_a_shared_computer_asks_for_a_passphrase(card: SignInView, gate: Gate) -> None:
    fill(card)
    card.shared.click()
    card.send()
    assert "Tentukan frasa sandi untuk perangkat ini." in texts(card)
    gate.answers = [SignInProblem("passphrase-weak", detail="12")]
    card.passphrase.setText("pendek")
    card.send()
    assert "Frasa sandi terlalu pendek: sekurang-kurangnya 12 karakter." in texts(card)
    assert gate.asked[0]["shared_computer"] is True
    assert card.passphrase.echoMode() == QLineEdit.EchoMode.Password
    card.reveal.click()
    assert card.passphrase.echoMode() == QLineEdit.EchoMode.Normal


def test_without_a_key_store_the_passphrase_field_comes_by_itself(card: SignInView, gate: Gate) -> None:
    gate.answers = [SignInProblem("passphrase-needed")]
    fill(card)
    card.send()
    assert card.passphrase.isVisible()
    assert QApplication.focusWidget() is card.passphrase
    assert any(text.startswith("Perangkat ini tidak punya penyimpan kunci") for text in texts(card))


def test_a_wrong_password_is_told_at_the_password(card: SignInView, gate: Gate) -> None:
    gate.answers = [SignInProblem("wrong-password")]
    fill(card)
    card.send()
    assert "NIP dan kata sandi tidak cocok." in texts(card)
    assert QApplication.focusWidget() is card.password
    assert not card.problem.isVisible()


FIVE = ["dns", "no-network", "proxy", "certificate", "not-ours"]


def test_five_causes_have_five_texts_and_a_button_each(card: SignInView, gate: Gate) -> None:
    said = []
    for kind in FIVE:
        gate.answers = [SignInProblem(kind, "kerja.contoh.id", "kedaluwarsa")]
        fill(card)
        card.send()
        assert card.problem.isVisible()
        said.append(card.problem.text)
        assert card.problem._act.isVisible(), kind
    assert len(set(said)) == 5
    assert set(FIVE) <= set(HELPS)
    assert not any("kesalahan" in text.lower() for text in said)
    assert not any("tetap bekerja" in text for text in said), "on what? there is no desk yet"


def test_the_buttons_help(card: SignInView, gate: Gate) -> None:
    fill(card)
    gate.answers = [SignInProblem("dns", "x")]
    card.send()
    card.problem.acted.emit()
    assert QApplication.focusWidget() is card.server
    gate.answers = [SignInProblem("certificate", "kerja.contoh.id", "kedaluwarsa")]
    card.send()
    card.problem.acted.emit()
    assert "kedaluwarsa" in QGuiApplication.clipboard().text()
    gate.answers = [SignInProblem("timeout", "x"), SignInProblem("wrong-password")]
    card.send()
    card.problem.acted.emit()
    assert len(gate.asked) == 4
    gate.answers = [SignInProblem("proxy", "x")]
    card.send()
    card.problem.acted.emit()
    assert card.findChild(ProxySheet) is not None


def test_a_proxy_is_chosen_with_its_address(card: SignInView, qtbot: QtBot) -> None:
    card._ask_proxy()
    sheet = card.findChild(ProxySheet)
    assert isinstance(sheet, ProxySheet)
    assert sheet.system.isChecked()
    sheet.own.click()
    sheet.address.setText("proxy.contoh.id:8080")
    sheet.submitted.emit()
    assert sheet._field.fault
    sheet.address.setText("http://proxy.contoh.id:8080")
    with qtbot.waitSignal(card.proxy_chosen) as caught:
        sheet.submitted.emit()
    assert caught.args == ["http://proxy.contoh.id:8080"]


def test_the_five_checks_are_named_and_stop_at_the_one_that_failed(card: SignInView, gate: Gate) -> None:
    broken = SignInProblem("certificate", "kerja.contoh.id", "kedaluwarsa")
    gate.answers = [
        (
            CheckStep("address", "ok"), CheckStep("network", "ok"), CheckStep("secure", "failed", broken),
            CheckStep("server", "skipped"), CheckStep("version", "skipped"),
        )
    ]  # fmt: skip
    card.check()
    rows = [row.accessibleName() for row in card.checks._rows.values()]
    assert rows == [
        "Alamat server: ditemukan", "Jaringan: terjangkau", "Identitas server: gagal",
        "Server Ruang Kerja: tidak diperiksa", "Versi: tidak diperiksa",
    ]  # fmt: skip
    assert "2 dari 5" in texts(card)
    assert card.problem.isVisible()
    gate.answers = [tuple(CheckStep(name, "ok") for name in CHECKS)]
    card.check()
    assert "5 dari 5" in texts(card)
    assert not card.problem.isVisible()


def test_a_bug_leaves_the_card_usable(card: SignInView, gate: Gate) -> None:
    class Broken(Gate):
        def sign_in(self, *args: Any, **more: Any) -> Any:
            return 1 // 0

    card._gatekeeper = Broken()
    fill(card)
    card.send()
    assert card.button.isEnabled()
    assert card.problem.isVisible()


def test_another_language_keeps_what_was_typed(card: SignInView, speak: Language, qtbot: QtBot) -> None:
    fill(card)
    chosen: list[str] = []
    card.language_chosen.connect(chosen.append)
    combo = card.findChild(QWidget, "signin.language")
    assert isinstance(combo, QWidget)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert chosen == ["en"]
    card.use_language("en")
    speak.use("en")
    qtbot.waitUntil(lambda: "Sign in to Ruang Kerja" in texts(card))
    assert (card.nip.text(), card.password.text()) == (NUMBER, "rahasia")


# ---- unlocking, again ---------------------------------------------------------------------------------

MINE = KnownProfile("https://kerja.contoh.id", "o1", "Hendra Saputra", "aaaa")
OTHER = KnownProfile("https://kerja.contoh.id", "o2", "Ratna Prameswari", "bbbb")


def test_a_desk_is_unlocked_by_its_passphrase(qtbot: QtBot, speak: Language) -> None:
    answers: list[Any] = [SignInProblem("passphrase-wrong"), "desk"]
    asked: list[tuple[str, str | None]] = []

    def open_(profile: KnownProfile, phrase: str | None) -> Any:
        asked.append((profile.folder, phrase))
        return answers.pop(0)

    view = UnlockView(open_, at_once, [MINE, OTHER], "id", "0.1.0")
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.enter()
    QTest.keyClicks(view.passphrase, "salah")
    QTest.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert "Frasa sandinya tidak tepat." in texts(view)
    view.people.setCurrentIndex(1)
    assert "Ratna Prameswari" in texts(view)
    with qtbot.waitSignal(view.opened) as caught:
        view.send()
    assert caught.args == ["desk"]
    assert asked == [("aaaa", "salah"), ("bbbb", "salah")]
    assert view.passphrase.text() == ""


def test_what_stands_against_opening_is_told(qtbot: QtBot, speak: Language) -> None:
    view = UnlockView(
        lambda *_: None, at_once, [MINE], "id", "0.1.0", problem=SignInProblem("damaged", MINE.server)
    )
    qtbot.addWidget(view)
    view.show()
    assert any(text.startswith("Data di perangkat ini rusak") for text in texts(view))
    with qtbot.waitSignal(view.restore_asked):
        view.problem.acted.emit()


def test_signing_in_again_says_what_is_wrong_and_goes(qtbot: QtBot, speak: Language) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()
    answers: list[Any] = [SignInProblem("wrong-officer"), SignInProblem("no-network", "x"), "session"]
    got: list[Any] = []
    sheet = AgainSheet(host, "Hendra", "2026-11-24", at_once, lambda *_: answers.pop(0), got.append)
    sheet.ask()
    sheet.send()
    assert "NIP terdiri atas 18 angka, diawali tanggal lahir Anda." in texts(sheet)
    sheet.nip.setText(NUMBER)
    sheet.password.setText("rahasia")
    sheet.send()
    assert any(text.startswith("Meja ini milik pegawai lain") for text in texts(sheet))
    sheet.password.setText("rahasia")
    sheet.send()
    assert sheet.problem.isVisible()
    sheet.problem.acted.emit()
    assert got == ["session"]
    assert not sheet.isVisible()
