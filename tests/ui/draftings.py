# SPDX-License-Identifier: Apache-2.0
"""Letters on the desk, for tests and pictures: an invented Nota Dinas with something of everything in it.

python -m tests.ui.draftings DIR [PAGE …] [--quick]
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.paper.page.letters import BODY, NOTE
from tests.ui import shots_rooms
from tests.ui.desk_kit import run_now
from tests.ui.drafting_kit import par, picture
from ui.drafting.desk import Desk
from ui.drafting.preview import Printer
from ui.room import Run
from workspace.paper.body import Line, line
from workspace.paper.body import Run as Words
from workspace.paper.checks import Facts
from workspace.paper.page.fields import Fields
from workspace.paper.replica import Replica


class Clock:
    """Milliseconds that a test moves."""

    now = 1

    def __call__(self) -> int:
        return self.now


def replica(*lines: Line) -> Replica:
    """An officer's copy of a body that begins with these lines."""
    begun: list[bytes] = []
    Replica(99, Clock(), begun.append).begin(lines)
    return Replica(1, Clock(), list[bytes]().append, begun)


TODAY = Facts("2026-11-25", codes=frozenset({"000.8.6"}), files=1)


def desk(*lines: Line, fields: Fields = NOTE, run: Run = run_now) -> Desk:
    """The desk with a letter on it."""
    return Desk(replica(*(lines or BODY)), fields, TODAY, run, Printer())


def writing() -> QWidget:
    """The caret in a numbered line, some of it selected."""
    made = desk()

    def after() -> None:
        made.editor.setFocus()
        made.editor.go((2, 67), (2, 99))

    made.setProperty("afterShow", after)
    return made


def replacing() -> QWidget:
    """Words looked for and their successors."""
    made = desk()

    def after() -> None:
        made.moves["replace"].trigger()
        made.finder.words.setText("data")
        made.finder.by.setText("informasi")
        made.finder.step(1)

    made.setProperty("afterShow", after)
    return made


FAULTY = [
    *BODY[:2],
    par("Biaya Rp 1500000 (satu juta lima ratus ribu rupiah)  dibebankan pada ${anggaran}.", t="n"),
    par("Latar belakang", t="h"),
    par("Jadwal", t="h"),
    line([Words("Paling lambat "), Words("Jumat", (("ins", "s1:o"),)), Words(" sore.")], (("t", "n"),)),
    par("Rincian terlampir."),
]


def checking() -> QWidget:
    """A letter with faults of each severity."""
    return desk(*FAULTY, fields=replace(NOTE, to=(), copies=("Kepala Dinas", "Kepala Dinas")))


def printed() -> QWidget:
    """The pages beside the text."""
    made = desk(*BODY, *BODY)

    def after() -> None:
        made.show_view("preview")
        QTest.qWait(600)

    made.setProperty("afterShow", after)
    return made


def printed_odd() -> QWidget:
    """A character that no type shows, and a picture that is none."""
    fields = replace(NOTE, pictures={"denah.png": b"?"})
    made = desk(par("Selesai 🙂"), line([picture("denah.png")]), fields=fields)

    def after() -> None:
        made.show_view("preview")
        QTest.qWait(600)

    made.setProperty("afterShow", after)
    return made


PAGES: dict[str, Callable[[], QWidget]] = {
    "writing": writing, "replacing": replacing, "checking": checking,
    "printed": printed, "printed-odd": printed_odd,
}  # fmt: skip

if __name__ == "__main__":
    shots_rooms.PAGES.clear()
    shots_rooms.PAGES.update(PAGES)
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    shots_rooms.main(Path(words[0]), words[1:], quick="--quick" in sys.argv)
