# SPDX-License-Identifier: Apache-2.0
"""What a PDF says of itself is true for another reader, and the same page is the same bytes everywhere."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.paper.page import reader
from tests.paper.page.letters import BODY, LETTER, NOTE, SAMPLES, issued
from workspace.paper.page.data import page
from workspace.paper.page.press import Press

TREE = Path(__file__).resolve().parents[3]


@reader.needs_poppler
@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_an_archival_and_accessible_pdf(press: Press, name: str) -> None:
    pdf = press.pdf(page(*SAMPLES[name]))
    told, xmp = reader.info(pdf), reader.metadata(pdf)
    assert (told["Tagged"], told["PDF version"], told["Encrypted"], told["JavaScript"]) == (
        "yes", "1.7", "no", "no",
    )  # fmt: skip
    assert "A4" in told["Page size"]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


@reader.needs_poppler
def test_its_title_and_time_are_those_of_the_letter(press: Press) -> None:
    told = reader.info(press.pdf(page(issued(NOTE), BODY)))
    assert told["Title"] == "Nota Dinas: Permintaan Data Capaian Pelayanan Digital Triwulan IV"
    assert told["CreationDate"] == told["ModDate"]
    assert "Nov 25" in told["CreationDate"]
    assert "2026" in told["CreationDate"]
    draft = reader.info(press.pdf(page(LETTER, BODY)))
    assert draft["Title"] == "Konsep Surat Dinas: Undangan Rapat Koordinasi Pelayanan Digital"


@reader.needs_poppler
def test_a_screen_reader_walks_headings_lists_and_tables(press: Press) -> None:
    tree = reader.structure(press.pdf(page(NOTE, BODY)))
    kinds = re.findall(r"^ *([A-Za-z0-9]+)", tree, re.MULTILINE)
    assert {"H1", "H2", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure"} <= set(kinds)
    assert kinds.index("H1") < kinds.index("H2")
    assert "KONSEP" not in tree  # what is said on every page is not read on every page


def test_one_press_prints_a_page_twice_alike_whatever_it_printed_between(press: Press) -> None:
    once = press.pdf(page(*SAMPLES["nota-dinas"]))
    press.pdf(page(*SAMPLES["surat-dinas"]))
    assert press.pdf(page(*SAMPLES["nota-dinas"])) == once
    assert press.pdf(page(replace(SAMPLES["nota-dinas"][0], number="2"), BODY)) != once


@pytest.mark.slow
def test_two_processes_in_two_zones_print_the_same_bytes(press: Press) -> None:
    program = (
        "import hashlib; from tests.paper.page.letters import SAMPLES; from workspace.paper.page.data import page;"
        "from workspace.paper.page.press import Press; press = Press();"
        "print(*(hashlib.sha256(press.pdf(page(*SAMPLES[name]))).hexdigest() for name in sorted(SAMPLES)))"
    )
    elsewhere = {**os.environ, "TZ": "Asia/Jayapura", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=TREE, env=elsewhere, capture_output=True, text=True, check=True
    )
    ours = [hashlib.sha256(press.pdf(page(*SAMPLES[name]))).hexdigest() for name in sorted(SAMPLES)]
    assert done.stdout.split() == ours
