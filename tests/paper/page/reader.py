# SPDX-License-Identifier: Apache-2.0
"""Another reader of what the press makes: poppler, which shares no code with it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is not here: apt-get install poppler-utils"
)
BREAK = "\u200b"


def _said(*command: str, pdf: bytes) -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def text(pdf: bytes) -> str:
    """What a reader hears, line by line, pages parted by a form feed; the KONSEP behind it is left out."""
    told = _said("pdftotext", "-raw", "-", "-", pdf=pdf).decode()
    return re.sub(r" +\n", "\n", told.replace("K\nO\nN\nS\nE\nP\n", ""))


def flat(pdf: bytes) -> str:
    """All of it without blanks: what stands there, wherever lines end."""
    return re.sub(r"\s", "", text(pdf).replace(BREAK, ""))


def info(pdf: bytes) -> dict[str, str]:
    """What poppler says of the document, by its own words."""
    lines = _said("pdfinfo", "-", pdf=pdf).decode().splitlines()
    return {key: value.strip() for key, value in (one.split(":", 1) for one in lines)}


def structure(pdf: bytes) -> str:
    """The tree that a screen reader walks, with its texts."""
    return _said("pdfinfo", "-struct-text", "-", pdf=pdf).decode()


def metadata(pdf: bytes) -> str:
    """The XMP packet."""
    return _said("pdfinfo", "-meta", "-", pdf=pdf).decode()


def pictures(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of the pictures in it."""
    rows = [one.split() for one in _said("pdfimages", "-list", "-", pdf=pdf).decode().splitlines()[2:]]
    return [(int(one[3]), int(one[4])) for one in rows if one[2] == "image"]


def drawn(pdf: bytes, folder: Path, dots: int = 50) -> list[QImage]:
    """Each page in greys."""
    _said("pdftoppm", "-gray", "-r", str(dots), "-", str(folder / "page"), pdf=pdf)
    return [grey(one) for one in sorted(folder.glob("page*.pgm"))]


def grey(file: Path) -> QImage:
    """A picture in greys."""
    return QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8)


def inked(shot: QImage) -> bool:
    """Whether anything is drawn in it."""
    step, wide = shot.bytesPerLine(), shot.width()
    raw = bytes(shot.constBits())
    return any(min(raw[y * step : y * step + wide]) < 200 for y in range(shot.height()))


def apart(one: QImage, other: QImage, tile: int = 4) -> float:
    """How much the tile that differs most does, in levels of grey (0 to 255); 255 for other sizes."""
    if one.size() != other.size():
        return 255.0
    wide, step = one.width(), one.bytesPerLine()
    left, right = bytes(one.constBits()), bytes(other.constBits())
    sums: dict[tuple[int, int], int] = {}
    for y in range(one.height()):
        above, below = left[y * step : y * step + wide], right[y * step : y * step + wide]
        if above != below:
            for x, (a, b) in enumerate(zip(above, below, strict=True)):
                if a != b:
                    at = (y // tile, x // tile)
                    sums[at] = sums.get(at, 0) + abs(a - b)
    return max(sums.values(), default=0) / tile**2
