# SPDX-License-Identifier: Apache-2.0
"""The pages are what they were: their words, and their looks."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.paper.page import reader
from tests.paper.page.__main__ import FAR, GOLDEN
from tests.paper.page.letters import SAMPLES
from workspace.paper.page.data import page
from workspace.paper.page.press import Press

pytestmark = reader.needs_poppler


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_says_and_shows_what_it_did(press: Press, name: str, tmp_path: Path) -> None:
    pdf = press.pdf(page(*SAMPLES[name]))
    assert reader.text(pdf) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    pages = reader.drawn(pdf, tmp_path)
    kept = [reader.grey(one) for one in sorted(GOLDEN.glob(f"{name}-?.png"))]
    assert [reader.apart(*both) <= FAR for both in zip(kept, pages, strict=True)] == [True] * len(kept)


def test_the_comparison_sees_a_line_that_moved_and_a_missing_letter() -> None:
    kept = reader.grey(GOLDEN / "nota-dinas-1.png")
    moved = QImage(kept.size(), QImage.Format.Format_Grayscale8)
    moved.fill(QColor("white"))
    painter = QPainter(moved)
    painter.drawImage(0, 1, kept)
    painter.end()
    assert reader.apart(kept, moved) > 2 * FAR
    short = kept.copy()
    painter = QPainter(short)
    painter.fillRect(*_word(kept), QColor("white"))
    painter.end()
    assert reader.apart(kept, short) > 2 * FAR


def _word(shot: QImage) -> tuple[int, int, int, int]:
    """Some six pixels in which something is drawn: about a letter."""
    for y in range(150, shot.height()):
        for x in range(shot.width()):
            if shot.pixelColor(x, y).lightness() < 100:
                return x, y - 3, 6, 7
    raise AssertionError("an empty page")
