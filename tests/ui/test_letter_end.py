# SPDX-License-Identifier: Apache-2.0
"""A letter from its first key to the server, through the real window: begun, written, locked meanwhile, submitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QTest

from tests.ui.desk import PASSPHRASE, Desktop
from tests.ui.desk_kit import shipped
from tests.ui.test_program import Run, laptop, start  # noqa: F401 - fixtures
from workspace.domain import profile
from workspace.domain.letter import Letter

pytestmark = pytest.mark.slow


def room_of(run: Run) -> Any:
    """The room where letters are written, open."""
    assert run.program.desk is not None
    run.program.desk.window.go("drafting")
    return run.program.desk.window.room("drafting")


def test_a_letter_is_written_through_a_lock_and_submitted_as_the_server_reads_it(
    start: Callable[[], Run],  # noqa: F811 - the fixture of that name
    laptop: Desktop,  # noqa: F811 - as above
) -> None:
    for value in shipped():
        if isinstance(value, profile.Profile):
            laptop.town.state("profile.record", profile.Record(value))
    run = start()
    run.sign_in()
    run.qtbot.waitUntil(lambda: run.program.systray is not None, timeout=10_000)
    room, desk = room_of(run), run.program.desk
    assert desk is not None
    acting = desk.context.reading.my_positions()[0]
    form, _ = room._begin(acting, "nota-dinas")
    room._make(acting, replace(form, subject="Permintaan data", to=("Kepala Dinas",)))
    run.qtbot.waitUntil(lambda: room.desk is not None, timeout=10_000)
    QTest.keyClicks(room.desk.editor, "Isi nota ")
    run.program.lock()
    view = run.page("unlock")
    view.passphrase.setText(PASSPHRASE)
    view.send()
    run.synced()
    room, desk = room_of(run), run.program.desk
    assert desk is not None
    reading = desk.context.reading
    (entry,) = room.list.entries
    room.open_letter(entry.id)
    run.qtbot.waitUntil(lambda: room.desk is not None, timeout=10_000)
    assert room.desk.editor.toPlainText() == "Isi nota "
    room.desk.editor.go((0, 9))
    QTest.keyClicks(room.desk.editor, "selesai.")
    run.qtbot.waitUntil(lambda: not room._stops.isVisible(), timeout=10_000)
    room.submit()
    run.qtbot.waitUntil(lambda: room.desk is None, timeout=10_000)

    def arrived() -> bool:
        """The hold ends, the body goes ahead, the letter follows it."""
        laptop.town.clock.move(seconds=1)
        run.program.bridge.sync_now()
        return not reading.outbox()

    run.qtbot.waitUntil(arrived, timeout=30_000)
    assert reading.tray() == []
    letter = reading.value(entry.id)
    assert isinstance(letter, Letter)
    assert (letter.state, letter.version, letter.generation) == ("submitted", 1, 2)
