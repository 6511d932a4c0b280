# SPDX-License-Identifier: Apache-2.0
"""The Word file says what the page says, holds whatever is written, and opens in LibreOffice, which made none of it."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.paper.page import reader
from tests.paper.page.letters import BODY, HEAD, LETTER, NOTE, ORDER, SAMPLES, cell, issued, par
from tests.paper.page.test_hostile import ODD, PLAIN, QUIET, filled
from tests.paper.page.test_page import png
from workspace.domain.form import Assigned
from workspace.domain.signature import Signer
from workspace.paper.body import EMBED, Line, Run, line
from workspace.paper.page.data import page
from workspace.paper.page.fields import KINDS, Fields, Letterhead
from workspace.paper.page.press import Press
from workspace.paper.page.word import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = shutil.which("soffice")


def parts(file: bytes) -> dict[str, bytes]:
    """The files in it; every XML one is well formed."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert package.testzip() is None
        found = {name: package.read(name) for name in package.namelist()}
    for name, raw in found.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(raw)  # noqa: S314 - our own file
    return found


def tree(fields: Fields, lines: list[Line], *, srikandi: bool = False) -> ET.Element:
    """The document of a letter."""
    raw = parts(word(page(fields, lines), srikandi=srikandi))["word/document.xml"]
    return ET.fromstring(raw)  # noqa: S314 - our own file


def said(document: ET.Element) -> list[str]:
    """Its paragraphs; a tab within is one."""
    told = []
    for one in document.iter(f"{W}p"):
        marks = {f"{W}tab": "\t", f"{W}t": None}
        runs = [part for run in one.iter(f"{W}r") for part in run if part.tag in marks]
        told.append("".join(marks[part.tag] or part.text or "" for part in runs))
    return told


@pytest.mark.parametrize("corpus", [PLAIN, ODD, QUIET], ids=["plain", "odd", "quiet"])
def test_whatever_is_written_is_text(corpus: tuple[str, ...]) -> None:
    for one in corpus:
        fields, lines = filled(one)
        for kind in KINDS:
            told = "\n".join(said(tree(replace(fields, kind=kind), lines)))
            if corpus is PLAIN:
                assert re.sub(r"\s", "", told).count(re.sub(r"\s", "", one)) >= 12


def test_the_form_stands_in_its_order() -> None:
    told = [one for one in said(tree(issued(NOTE), BODY)) if one]
    wanted = [
        "NOTA DINAS",
        "NOMOR 000.8.6/123/DPD/2026",
        "Yth.",
        "Hal",
        "1.	Rekapitulasi",
        "a.	data pendidikan;",
    ]
    wanted += ["Jadwal", "Kepala Bidang Aplikasi", "Hendra Saputra Wijaya, S.T., M.T.", "NIP", "Tembusan:"]
    at = 0
    for start in wanted:
        at = next(k for k in range(at, len(told)) if told[k].startswith(start)) + 1
    assert not [one for one in said(tree(replace(NOTE, copies=()), BODY)) if one.startswith("Tembusan")]
    addressed = said(tree(issued(LETTER), BODY))
    assert "000.8.6/123/DPD/2026\tKota Contoh, 25 November 2026" in addressed


def test_headings_tables_and_lists_are_what_they_are() -> None:
    document = tree(NOTE, BODY)
    styles = {one.get(f"{W}val") for one in document.iter(f"{W}pStyle")}
    assert styles == {"Heading1", "Heading2"}
    heads = [one for one in document.iter(f"{W}tr") if one.find(f"{W}trPr/{W}tblHeader") is not None]
    assert ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in heads] == [
        "No.Perangkat daerahBatas waktu"
    ]
    hanging = [one.attrib for one in document.iter(f"{W}ind") if f"{W}hanging" in one.attrib]
    assert len({one[f"{W}left"] for one in hanging}) == 3  # three levels, each with its own indent


def test_with_variables_srikandi_fills_in_what_is_to_come() -> None:
    for fields in (NOTE, LETTER, ORDER):
        told = "\n".join(said(tree(fields, BODY, srikandi=True)))
        assert all(
            told.count(name) == 1 for name in ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}")
        )
        assert "ditandatangani)" not in told
    assert "${" not in "\n".join(said(tree(NOTE, BODY)))


def test_pictures_and_the_crest_lie_in_it(press: Press) -> None:
    shown = line([Run(EMBED, (("embed", '{"src":"a","alt":"Denah \\"lokasi\\""}'),))])
    lost = line([Run(EMBED, (("embed", '{"src":"b"}'),))])
    made = page(replace(NOTE, pictures={"a": png(30, 20)}), [shown, lost])
    found = parts(word(made, press.crest(made)))
    media = {name: raw for name, raw in found.items() if "/media/" in name}
    assert list(media) == ["word/media/1-crest.png", "word/media/2-picture-0.png"]
    assert media["word/media/2-picture-0.png"] == png(30, 20)
    assert media["word/media/1-crest.png"].startswith(b"\x89PNG")
    assert b"descr='Denah \"lokasi\"'" in found["word/document.xml"]
    assert "[gambar]" in found["word/document.xml"].decode()


def test_a_page_without_a_crest_and_with_a_bad_one_has_none(press: Press) -> None:
    bad = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'
    for crest in (b"", bad):
        assert press.crest(page(replace(NOTE, letterhead=replace(HEAD, crest=crest)), BODY)) == b""


def test_a_letter_of_empty_fields_is_a_file() -> None:
    for kind in KINDS:
        empty = Fields(
            kind, Letterhead("", ""), "", (), Signer(("",), ""), assigned=(Assigned("", "", "", ""),)
        )
        assert "," in said(tree(empty, []))


def test_the_same_page_is_the_same_file(press: Press) -> None:
    made = page(*SAMPLES["surat-dinas"])
    assert word(made, press.crest(made)) == word(page(*SAMPLES["surat-dinas"]), press.crest(made))


@reader.needs_poppler
@pytest.mark.slow
@pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not here: apt-get install libreoffice-writer-nogui"
)
def test_libreoffice_opens_it_and_shows_every_word(press: Press, tmp_path: Path) -> None:
    odd = [
        par("W" * 90), par("\tDi dalam.", t="n", l="4"), par("Hari\t: Senin", t="n"), par("x", pb=True),
        cell("a\tb", 1, 1), cell("butir", 1, 2).with_(t="n"), par(), par("lagi", a="r"), par("", t="n"),
    ]  # fmt: skip
    letters = SAMPLES | {"odd": (replace(NOTE, to=tuple("ABCDEFGHIJ"), draft=True), odd)}
    for name, (fields, lines) in letters.items():
        made = page(fields, lines)
        (tmp_path / f"{name}.docx").write_bytes(word(made, press.crest(made)))
    command = [
        OFFICE or "",
        f"-env:UserInstallation={(tmp_path / 'own').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(one) for one in sorted(tmp_path.glob("*.docx"))]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=110
    )
    for name, (fields, lines) in letters.items():
        theirs = reader.flat((tmp_path / f"{name}.pdf").read_bytes())
        words = [word_ for one in lines for word_ in one.text.split()]
        words += [*fields.subject.split(), *fields.signer.name.split(), *" ".join(fields.copies).split()]
        assert [word_ for word_ in words if word_ not in theirs] == []
