# SPDX-License-Identifier: Apache-2.0
"""Row 9: writing in a letter of 30,000 words, 600 paragraphs, a fifth of them with emphasis.

9a is one key, from the event to the painted line: ours through the editor, its text and its update; floor: a bare
QTextEdit with the same words, in turns within one run. 9b is opening: from stored updates to the first painting.
9c is a key of another, from the received update to the painted line. Offscreen, CPU time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from bench.context import Context
from bench.measure import cost, percentile
from bench.report import Figure, figure
from bench.town import text
from workspace.paper.body import Line, Run, line, line_size, plain_text
from workspace.paper.replica import Replica

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTextEdit

PARAGRAPHS, LENGTH = 600, 370  # characters: about fifty words
KEYS, OTHERS = 300, 100
WIDE, HIGH = 900, 700


def run(context: Context) -> list[Figure]:
    """Open, type, receive; each repetition with a fresh editor."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QTextEdit

    app = QApplication([])
    begun: list[bytes] = []
    Replica(1, _clock(), begun.append).begin(_letter(Random(9)))
    typed, below, opened, received = list[float](), list[float](), list[float](), list[float]()
    for _ in range(context.repeats + 1):
        bare = QTextEdit()
        bare.setPlainText(plain_text(_letter(Random(9))))
        ours, seconds = _open(app, begun)
        opened.append(1000 * seconds)
        _shown(app, bare)
        turns = [(_key(app, bare), _key(app, ours)) for _ in _keys(app, bare, ours)]
        below.append(1000 * percentile([one for one, _ in turns], 0.95))
        typed.append(1000 * percentile([one for _, one in turns], 0.95))
        received.append(1000 * percentile(_receive(app, ours, begun), 0.95))
        bare.close()
        ours.close()
    return [
        figure("9a", "a key in a letter of 30,000 words, CPU p95", "ms", typed[1:], below[1:]),
        figure("9b", "opening it, to the first painting, CPU", "ms", opened[1:]),
        figure("9c", "a key of another seen in it, CPU p95", "ms", received[1:]),
    ]


def _clock() -> Callable[[], int]:
    """Each look a millisecond later."""
    ticks = count(1)
    return lambda: next(ticks)


def _letter(rng: Random) -> list[Line]:
    made = []
    for k in range(PARAGRAPHS):
        words = text(rng, LENGTH)
        third = len(words) // 3
        runs = [Run(words[:third]), Run(words[third : third + 20], (("b", True),)), Run(words[third + 20 :])]
        made.append(line(runs) if k % 5 == 0 else line([Run(words)]))
    return made


def _open(app: QApplication, begun: list[bytes]) -> tuple[QTextEdit, float]:
    from ui.drafting.editor import Editor

    made: list[QTextEdit] = []

    def work() -> None:
        made.append(Editor(Replica(2, _clock(), lambda _: None, begun)))
        _shown(app, made[0])

    seconds = cost(work).cpu
    return made[0], seconds


def _shown(app: QApplication, editor: QTextEdit) -> None:
    editor.resize(WIDE, HIGH)
    editor.show()
    app.processEvents()


def _keys(app: QApplication, *editors: QTextEdit) -> range:
    """The carets in the middle of the letter, then how many keys."""
    for editor in editors:
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(PARAGRAPHS // 2).position() + LENGTH // 2)
        editor.setTextCursor(cursor)
    app.processEvents()
    return range(KEYS)


def _key(app: QApplication, editor: QTextEdit) -> float:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")

    def work() -> None:
        app.sendEvent(editor, event)
        app.processEvents()

    return cost(work).cpu


def _receive(app: QApplication, editor: QTextEdit, begun: list[bytes]) -> list[float]:
    from ui.drafting.editor import Editor

    if not isinstance(editor, Editor):
        raise TypeError(editor)
    sent: list[bytes] = []
    other = Replica(3, _clock(), sent.append, begun)
    rng, lines = Random(5), other.lines()
    for _ in range(OTHERS):
        k = rng.randrange(PARAGRAPHS)
        new = line([*lines[k].runs, Run("x", (("i", True),))])
        other.write([(sum(map(line_size, lines[:k])), [lines[k]], [new])])
        lines[k] = new

    def shown(update: bytes) -> None:
        editor.receive(update)
        app.processEvents()

    return [cost(lambda update=update: shown(update)).cpu for update in sent]  # type: ignore[misc]
