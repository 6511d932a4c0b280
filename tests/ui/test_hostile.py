# SPDX-License-Identifier: Apache-2.0
"""What others wrote is shown as they wrote it: it opens no file, calls nobody, and breaks no layout.

More than a thousand hostile titles, names, reasons and file names go through every room. Whether a file was opened
is asked of the kernel, for Qt's own code can be seen from nowhere else; whether somebody was called, of a listening
socket.
"""

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import PEOPLE, UNITS, Town, id_of, run_now
from tests.ui.inbox_kit import give, view_of
from tests.ui.mornings import activity_with, approvals_with
from tests.ui.shots_rooms import SIZES, framed
from tests.ui.test_rooms_fit import cut
from ui.flexiwork.view import FlexiworkView
from ui.language import Language
from ui.shell.side import Side
from ui.widgets.rowlist import RowList
from workspace.domain import task
from workspace.domain.officer import Officer
from workspace.domain.size import too_long
from workspace.domain.unit import Unit

IN_OPEN, IN_NONBLOCK = 0x20, 0o4000
TOWNS = 25  # of some sixty hostile texts
rich: Callable[[str], bool] = Text.mightBeRichText  # how Qt itself decides


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A picture that markup may name; nobody but markup would open it."""
    folder = tmp_path / "bait"
    folder.mkdir()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(folder / "bait.png"))
    (folder / "bait.css").write_text("* { color: red }")
    return folder


@contextmanager
def nobody_opens(folder: Path) -> Iterator[None]:
    """Fails if anything in `folder` was opened meanwhile, by whatever code."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(IN_NONBLOCK)
    assert watch >= 0
    try:
        assert libc.inotify_add_watch(watch, os.fsencode(folder), IN_OPEN) >= 0
        yield
        with pytest.raises(BlockingIOError):
            os.read(watch, 4096)
    finally:
        os.close(watch)


@contextmanager
def nobody_calls() -> Iterator[int]:
    """Gives a port, and fails if anybody connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()[0].close()


def texts(rng: Random, bait: Path, port: int) -> Iterator[str]:
    """Hostile texts without end. Each begins with words, so that no rule refuses it as empty."""
    shapes = (
        f'<img src="file://{bait}/bait.png">',
        f"<img src='{bait}/bait.png'>",
        f'<img src="http://127.0.0.1:{port}/x">',
        f'<link rel="stylesheet" href="file://{bait}/bait.css">',
        f'<style>@import "{bait}/bait.css";</style>',
        f'<a href="file://{bait}/bait.png">klik</a>',
        f'<body background="{bait}/bait.png">',
        f'<table background="http://127.0.0.1:{port}/y"><tr><td>1</td></tr></table>',
        "<script>alert(1)</script>",
        r'<img src="\\127.0.0.1\share\x.png">',
        "<b>tebal",
        "</qt></p></div>",
        "<!--",
        "]]>",
        "&amp;&lt;b&gt;",
        "&Simpan",
        "%1 %n %L1",
        "{0} {nama} ${jabatan}",
        "\u202eterbalik\u202c",
        "\u2066\u2067\u2069",
        "\u200b\u200d\ufeff" * 20,
        "Z\u0351\u034b\u0364\u0340\u0321" * 40,
        "👩\u200d👩\u200d👧\u200d👦🇮🇩" * 30,
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
        "W" * 300,
        "pertanggungjawabannya" * 12,
        "a " * 400,
        "\u2028baris\u2029",
        "\t\tTab",
        "\x01\x07\x1b[31m",
        "'; DROP TABLE task; --",
        '" OR ""="',
        "NULL",
        "../../../../etc/passwd",
        "C:\\Windows\\System32",
        "javascript:alert(1)",
        "\ufffc\ufffd",
        "0" * 40,
    )
    while True:
        yield "Surat " + " ".join(rng.choice(shapes) for _ in range(rng.randrange(1, 4)))


def hostile(rng: Random, bait: Path, port: int) -> Town:
    """A town in which every name, title, note and file name is hostile."""
    say = texts(rng, bait, port)

    def text(most: int) -> str:
        made = next(say)[:most]
        while too_long(made, most):
            made = made[:-1]
        return made

    def line(most: int) -> str:
        return " ".join(text(most).split())

    town = Town()
    for name in UNITS:
        known = town.desk.directory.units[id_of(name)]
        town.state(Unit(known.id, line(120), known.parent))
    for name in PEOPLE:
        post = town.desk.directory.positions[id_of(name)]
        town.state(replace(post, title=line(120)), Officer(id_of(f"o:{name}"), line(120)))
    for _ in range(4):
        give(town, line(200), note=text(2000), attachments=(line(100), line(100)))
    mine = give(town, line(200), note=text(2000))
    child = task.Child(town.ids(), id_of("kasi"))
    town.done_by("kabid", "task.pass_on", task.PassOn(mine.id, id_of("kabid"), (child,), "normal", text(500)))
    town.done_by("kasi", "task.report", task.AddReport(child.id, id_of("kasi"), text(2000)))
    for _ in range(3):
        sent = town.letter(line(200), text(4000), attachments=(line(100),))
        back = town.decide("kabid", sent, text(500), back=True)
        town.revise("kasi", back, text(4000))
    for id_ in [row.id for row in town.tables.truths(("task",))][:2]:
        town.deeds.complete([id_], text(2000))
        town.refuse(town.desk.waiting[-1].row.id, "stale-version", {"holder": line(80), "version": line(40)})
    town.deeds.report(mine.id, text(2000))
    return town


def rooms(town: Town) -> Iterator[QWidget]:
    """Every room in which others' words stand, and the side of the window with my own name."""
    yield view_of(town)[0]
    yield approvals_with(town)
    yield activity_with(town, "needs-you", trouble="no-network")
    yield FlexiworkView(town.reading, town.deeds, run_now)
    side = Side(())
    name, post = town.reading.me()
    side.set_agency(town.reading.unit(id_of("kadis")))
    side.set_me(name, post)
    yield side


def settle() -> None:
    """Let what was asked be laid out and painted."""
    for _ in range(3):
        QApplication.processEvents()


def as_shown(tip: str) -> QTextDocument:
    """A tool tip as Qt reads it."""
    document = QTextDocument()
    if rich(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document


def markup(widget: QWidget) -> Iterator[str]:
    """What of others' words was taken for markup."""
    for label in widget.findChildren(QLabel):
        if label.textFormat() != Qt.TextFormat.PlainText and rich(label.text()):
            yield f"label {label.text()!r}"
    for part in [widget, *widget.findChildren(QWidget)]:
        document = as_shown(part.toolTip())
        block = document.begin()
        while block.isValid():
            piece = block.begin()
            while not piece.atEnd():
                looks = piece.fragment().charFormat()
                if looks.isImageFormat() or looks.isAnchor() or looks.fontWeight() > 500:
                    yield f"tip of {type(part).__name__}: {part.toolTip()!r}"
                piece += 1
            block = block.next()


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel who opens what")
@pytest.mark.parametrize("part", range(5))
def test_what_others_wrote_opens_nothing_calls_nobody_and_has_its_room(
    qtbot: QtBot, speak: Language, bait: Path, part: int
) -> None:
    with nobody_opens(bait), nobody_calls() as port:
        for seed in range(part, TOWNS, 5):
            town = hostile(Random(seed), bait, port)
            for room in rooms(town):
                frame = framed(room, SIZES["900" if seed % 2 else "1366"])
                qtbot.addWidget(frame)
                frame.resize(SIZES["900" if seed % 2 else "1366"])
                frame.show()
                settle()
                for rows in room.findChildren(RowList):
                    for index in range(min(rows.model().rowCount(), 12)):
                        rows.setCurrentIndex(rows.model().index(index, 0))
                        settle()
                        assert list(markup(frame)) == []
                assert list(cut(frame)) == []
                assert list(markup(frame)) == []
                frame.grab()
                frame.close()


def test_the_watches_see_a_file_opened_and_a_call_made(bait: Path, qapp: QApplication) -> None:
    """Otherwise nobody would know that they watch: markup that is taken as such is seen by both."""
    label = QLabel(f'<img src="{bait}/bait.png">')
    with pytest.raises(pytest.fail.Exception), nobody_opens(bait):
        label.grab()
    with pytest.raises(pytest.fail.Exception), nobody_calls() as port:
        socket.create_connection(("127.0.0.1", port)).close()
    label.setToolTip(f'<img src="{bait}/bait.png">')
    assert any(markup(label))
