# SPDX-License-Identifier: Apache-2.0
"""Letters on the desk, for tests and pictures: an invented Nota Dinas with something of everything in it.

python -m tests.ui.draftings DIR [PAGE …] [--quick]
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.paper.page.letters import BODY
from tests.ui import shots_rooms
from ui.drafting.desk import Desk
from workspace.paper.body import Line
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


def desk(*lines: Line) -> Desk:
    """The desk with a letter on it."""
    return Desk(replica(*(lines or BODY)))


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


PAGES: dict[str, Callable[[], QWidget]] = {"writing": writing, "replacing": replacing}

if __name__ == "__main__":
    shots_rooms.PAGES.clear()
    shots_rooms.PAGES.update(PAGES)
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    shots_rooms.main(Path(words[0]), words[1:], quick="--quick" in sys.argv)
