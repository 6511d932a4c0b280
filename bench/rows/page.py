# SPDX-License-Identifier: Apache-2.0
"""Row 10: a letter of two pages, one paragraph of it changed since the last time, in a warm press.

10a is its PDF with all claims, 10b its preview, a picture of each page at 96 dots an inch. Both from the fields and
lines on, CPU time of all threads. Every letter differs from the one before, or the compiler would remember it.
"""

from __future__ import annotations

from random import Random

from bench.context import Context
from bench.measure import cost
from bench.report import Figure, figure
from bench.town import text
from resources import path
from workspace.domain.signature import Signer
from workspace.paper.body import Line, Run, line
from workspace.paper.page.data import page
from workspace.paper.page.fields import Fields, Letterhead
from workspace.paper.page.press import Press

LETTERS = 20
PARAGRAPHS, LENGTH = 10, 300  # characters: with table and signature two pages


def run(context: Context) -> list[Figure]:
    """Change, print, draw; each repetition with a fresh press that has printed once."""
    printed, drawn = list[float](), list[float]()
    for repeat in range(context.repeats + 1):
        rng, press = Random(repeat), Press()
        fields, lines = _fields(), _lines(rng)
        if len(press.pictures(page(fields, lines), 20)) != 2:
            raise ValueError("not two pages")
        press.pdf(page(fields, lines))
        pdf, shots = 0.0, 0.0
        for _ in range(LETTERS):
            lines[rng.randrange(PARAGRAPHS)] = _paragraph(rng)
            pdf += cost(lambda: press.pdf(page(fields, lines))).cpu  # noqa: B023 - called at once
            lines[rng.randrange(PARAGRAPHS)] = _paragraph(rng)
            shots += cost(lambda: press.pictures(page(fields, lines))).cpu  # noqa: B023
        printed.append(1000 * pdf / LETTERS)
        drawn.append(1000 * shots / LETTERS)
    return [
        figure("10a", "a changed letter of two pages to its PDF, CPU", "ms", printed[1:]),
        figure("10b", "the same to its preview, CPU", "ms", drawn[1:]),
    ]


def _fields() -> Fields:
    head = Letterhead(
        "Pemerintah Contoh", "Dinas Contoh", ("Jalan Contoh 1",), path("brand/crest.svg").read_bytes()
    )
    signer = Signer(("Kepala Dinas",), "Wiratama Pradipta, M.T.", "IV/c", "19021218 192801 1 003")
    copies = ("Sekretaris", "Inspektur")
    return Fields(
        "nota-dinas", head, "Laporan", ("Kepala Bidang",), signer, sender="Kepala Dinas", copies=copies
    )


def _paragraph(rng: Random) -> Line:
    return line([Run(text(rng, LENGTH))], (("t", "n"),) if rng.random() < 0.5 else ())


def _lines(rng: Random) -> list[Line]:
    cells = [
        line([Run(text(rng, 20))], (("cell", f"T/{row}/{column}"),))
        for row in range(5)
        for column in range(3)
    ]
    return [*(_paragraph(rng) for _ in range(PARAGRAPHS)), *cells]
