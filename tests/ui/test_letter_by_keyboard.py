# SPDX-License-Identifier: Apache-2.0
"""A Nota Dinas by keys alone, as somebody new would: from an empty desk to the approval of whoever stands above.

`SHOTS=DIR pytest tests/ui/test_letter_by_keyboard.py` leaves a picture of the window after each key, and the
keys.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as TooLateError

from tests.ui.desk import Desktop
from tests.ui.desk_kit import shipped
from tests.ui.kit_hands import read
from tests.ui.test_program import Run, laptop, start  # noqa: F401 - fixtures
from ui.approvals.whole import BodyText
from ui.widgets.toast import Toast
from workspace.domain import profile
from workspace.domain.letter import Letter

pytestmark = pytest.mark.slow
MOST: Final = 25  # keys, besides the characters of fields and body
SHOTS: Final = os.environ.get("SHOTS", "")
SUBJECT, BODY = "Permintaan data", ("Mohon data pengaduan triwulan IV.", "Terima kasih.")


class Keyboard:
    """The keys of one window. What is pressed is kept, with where the keyboard stands after it; it always stands
    somewhere that can be seen, used and read aloud.
    """

    def __init__(self, run: Run, app: QApplication, who: str) -> None:
        self._run, self._who = run, who
        self.pressed: list[str] = []
        self.lost: list[str] = []
        self._shots = 0
        run.program.host.activateWindow()
        run.qtbot.waitUntil(run.program.host.isActiveWindow)
        app.focusChanged.connect(self._moved)

    def __str__(self) -> str:
        return f"{len(self.pressed)} keys:\n" + "\n".join(self.pressed)

    def press(self, keys: str, to: str) -> None:
        """Press keys at once; then the keyboard stands on what is called `to`."""
        here = self._focus()
        self.pressed.append(f"{keys:>13}  on {read(here)[1]!r}")
        QTest.keySequence(here, QKeySequence(keys))
        try:
            self._run.qtbot.waitUntil(lambda: read(self._focus())[1] == to, timeout=10_000)
        except TooLateError:
            pytest.fail(f"The keyboard is on {read(self._focus())[1]!r}, not on {to!r}, after {self}")
        self._shoot()

    def type(self, text: str) -> None:
        """The characters of a field or of the body."""
        QTest.keyClicks(self._focus(), text)
        self._shoot()

    def _focus(self) -> QWidget:
        now = QApplication.focusWidget()
        assert now is not None, f"no focus after {self}"
        assert now.isVisible(), f"{now} has the focus unseen after {self}"
        assert now.isEnabled(), f"{now} has the focus and takes no key after {self}"
        assert read(now)[1], f"{now} has the focus and no name after {self}"
        return now

    def _moved(self, _: object, now: QWidget | None) -> None:
        if now is None and self._run.program.host.isActiveWindow():
            self.lost.append(str(self))

    def _shoot(self) -> None:
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            QTest.qWait(700)
            self._shots += 1
            file = Path(SHOTS) / f"{self._who}-{self._shots:02}.png"
            self._run.program.host.grab().save(str(file))
            file.with_name(f"{self._who}.txt").write_text(f"{self}\n", encoding="utf-8")


@pytest.fixture
def above(laptop: Desktop, tmp_path: Path) -> Iterator[Desktop]:  # noqa: F811 - the fixture of that name
    """The laptop of whoever stands above, at the same server."""
    made = Desktop(laptop.town, tmp_path / "above")
    yield made
    made.wire.close()


def opened(run: Run, who: str) -> Any:
    """The window of an officer who has signed in, with all its rooms."""
    run.sign_in(who)
    run.qtbot.waitUntil(lambda: run.program.systray is not None, timeout=10_000)
    assert run.program.desk is not None
    return run.program.desk


def told(run: Run) -> str:
    """What was done last, as one sees it: "" where something lies over the sentence."""
    for toast in run.program.host.findChildren(Toast):
        at = run.program.host.childAt(toast.mapTo(run.program.host, toast.rect().center()))
        if toast.isVisible() and at is not None and (at is toast or toast.isAncestorOf(at)):
            return toast.text
    return ""


def met(run: Run, town: Any, done: Callable[[], bool]) -> None:
    """Let time pass and the desk speak with the server until it is so."""

    def again() -> bool:
        town.clock.move(seconds=1)
        run.program.bridge.sync_now()
        return done()

    run.qtbot.waitUntil(again, timeout=30_000)


def test_a_nota_dinas_by_keys_alone(
    laptop: Desktop,  # noqa: F811 - the fixture of that name
    above: Desktop,
    start: Callable[..., Run],  # noqa: F811 - as above
    qapp: QApplication,
) -> None:
    town = laptop.town
    for value in shipped():
        if isinstance(value, profile.Profile):
            town.state("profile.record", profile.Record(value))
    run = start()
    reading = opened(run, "kabid").context.reading
    keys = Keyboard(run, qapp, "kabid")
    keys.press("Ctrl+Shift+N", to="Jenis naskah")
    keys.press("Return", to="Yth.")
    keys.type("kadis")
    keys.press("Return", to="Yth.")
    keys.press("Tab", to="Dari")
    keys.press("Tab", to="Hal")
    keys.type(SUBJECT)
    keys.press("Ctrl+Return", to="Isi naskah")
    keys.type(BODY[0])
    keys.press("Return", to="Isi naskah")
    keys.type(BODY[1])
    keys.press("Ctrl+Return", to="Belum ada konsep.")
    assert told(run) == "Diajukan.", keys
    assert len(keys.pressed) <= MOST, keys
    assert keys.lost == []
    met(run, town, lambda: not reading.outbox())
    run.program.leave()

    chief = start(above)
    desk = opened(chief, "kadis")
    (id_,) = (line.id for lines in desk.context.reading.newest("letter") for line in lines)
    letter = desk.context.reading.value(id_)
    assert isinstance(letter, Letter)
    assert (letter.state, letter.title) == ("submitted", SUBJECT)
    met(chief, town, lambda: desk.context.reading.frozen_body(id_, 1) is not None)
    keys = Keyboard(chief, qapp, "kadis")
    keys.press("Ctrl+2", to="Persetujuan, 1 naskah")
    keys.press("Return", to=f"{SUBJECT}. Naskah lengkap")
    shown = [one.accessibleName() for one in desk.window.findChildren(BodyText) if one.isVisible()]
    assert shown == ["\n".join(BODY)]
    keys.press("A", to="Semua pengajuan sudah diputuskan.")
    assert told(chief) == "Disetujui. Z mengurungkan.", keys
    assert keys.lost == []
    met(chief, town, lambda: not desk.context.reading.outbox())
    letter = desk.context.reading.value(id_)
    assert isinstance(letter, Letter)
    assert (letter.state, desk.context.reading.tray()) == ("ready", [])
