# SPDX-License-Identifier: Apache-2.0
"""What officers write is shown as they wrote it, whatever it looks like: it opens no file, calls nobody, and every
letter has a page.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tests.paper.page import reader
from tests.paper.page.letters import BODY, HEAD, LETTER, NOTE, ORDER, issued, par
from workspace.domain.form import Assigned
from workspace.domain.signature import Signer
from workspace.paper.body import LEVELS, Line, Run, line
from workspace.paper.page.data import page
from workspace.paper.page.fields import KINDS, Annex, Fields, Letterhead, Paraf
from workspace.paper.page.press import Press

TREE = Path(__file__).resolve().parents[3]
PLAIN = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"; #cetz.canvas({})',
    '#include "page.typ"',
    '#image("../../etc/passwd")',
    "#panic()",
    '#eval("1+1") $ x^2 $ = Judul',
    "= Judul\\ - butir + nomor / istilah: arti",
    "*tebal* _miring_ `kode` <label> @acuan",
    "]) } #let x = 1 #[",
    '"] #pagebreak() [',
    "\\u{1F600} \\n \\\\ //komentar /* lagi */",
    "https://127.0.0.1:1/x file:///etc/passwd",
    "${nomor_naskah} ${ttd_pengirim} {{ nama }} {% raw %} %s %(x)s {0}",
    "<img src=x onerror=alert(1)><script>alert(1)</script>&amp;&lt;",
    '<w:p><w:r><w:t>x</w:t></w:r></w:p> <w:t> ]]> <?xml version="1.0"?>',
    '{"as": "break"}, "runs": [',
    "../../../../etc/passwd C:\\Windows\\System32",
    "'; DROP TABLE letter; --",
    "~ -- --- ... 'a' \"b\"",  # shorthands of the typesetter
    "a" * 300,
    "pertanggungjawabannya" * 12,
    "https://contoh.example/" + "jalan/" * 30,
    "W" * 300,
)
ODD = (
    "👩\u200d👩\u200d👧\u200d👦🇮🇩 rapat",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\ue000\uf8ff\U0010ffff",
    "\x01\x07\x1b[31m\u2028\u2029\ufeff\ufffc\ufffd",
    "中文 ไทย ꦗꦮ",
)
QUIET = ("Z\u0351\u034b\u0364\u0340\u0321" * 20, "\t\tTab \u00a0 \u00ad\u200b", "½ × 3 °C, “kutip” – dan…")
ATTRS: dict[str, Sequence[str | bool]] = {"t": "nnbh", "l": LEVELS, "a": "crj", "pb": (True,)}
TURNED = "lunas \u202e000.001\u202c \u2066Rp\u2069"


def filled(said: str) -> tuple[Fields, list[Line]]:
    """A letter that says the same everywhere."""
    fields = Fields(
        kind="nota-dinas",
        letterhead=Letterhead(said, said, (said, said)),
        subject=said,
        to=(said, said),
        signer=Signer((said, said, said), said, said, said),
        number=said,
        sender=said,
        place=said,
        to_place=said,
        urgency=said,
        attached=said,
        copies=(said, said),
        parafs=(Paraf(said, "2026-11-24"),),
        annexes=(Annex(said, (par(said),)),),
        basis=(said,),
        assigned=(Assigned(said, said, said, said), Assigned(said, "", "", said)),
        purposes=(said, said),
    )
    lines = [
        par(said, "biu"), par(said, t="h"), par(said, t="n"), par(said, t="b", l="3"), par(said, a="c"),
        par(said, cell="T/1/1"), par(said, cell="T/1/2"), par(said, cell="T/2/1", t="n"),
    ]  # fmt: skip
    return fields, lines


@reader.needs_poppler
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("said", PLAIN, ids=range(len(PLAIN)))
def test_what_looks_like_code_is_text(press: Press, said: str, kind: str) -> None:
    fields, lines = filled(said)
    made = page(replace(fields, kind=kind), lines)
    told, wanted = reader.flat(press.pdf(made)), re.sub(r"\s", "", said)
    assert made.odd == ()
    assert told.count(wanted) >= 12


@pytest.mark.parametrize("said", ODD, ids=range(len(ODD)))
def test_what_has_no_shape_is_a_box_and_told(press: Press, said: str) -> None:
    made = page(*filled(said))
    assert press.pdf(made).startswith(b"%PDF")
    assert made.odd


@pytest.mark.parametrize("said", QUIET, ids=range(len(QUIET)))
def test_what_has_a_shape_is_none(press: Press, said: str) -> None:
    made = page(*filled(said))
    assert press.pdf(made).startswith(b"%PDF")
    assert made.odd == ()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
LAUGHS = "".join(f'<!ENTITY {chr(98 + k)} "' + f"&{chr(97 + k)};" * 10 + '">' for k in range(9))
USES = "".join(f'<g id="g{k + 1}">' + f'<use href="#g{k}"/>' * 10 + "</g>" for k in range(7))


@pytest.mark.parametrize(
    "crest",
    [
        f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>{SVG}<text>&j;</text></svg>',
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SVG}<text>&x;</text></svg>',
        f'{SVG}<g id="g0"><rect width="1" height="1"/></g>{USES}</svg>',
        f'{SVG}<image href="page.typ"/></svg>',
        "<svg",
    ],
    ids=["laughs", "entity", "uses", "relative", "torn"],
)
def test_a_crest_that_grows_or_names_a_file_is_left_out(press: Press, crest: str) -> None:
    made = page(replace(NOTE, letterhead=replace(HEAD, crest=crest.encode())), BODY)
    assert press.spoilt(made) == {"crest.svg"}
    assert press.pdf(made).startswith(b"%PDF")


@reader.needs_poppler
def test_nothing_turns_the_direction_of_reading(press: Press) -> None:
    told = reader.text(press.pdf(page(NOTE, [par(TURNED)])))
    assert "lunas 000.001 Rp" in told


@reader.needs_poppler
def test_no_text_leaves_the_paper(press: Press, tmp_path: Path) -> None:
    for said in ("W" * 300, "x" * 5_000, "i" * 400 + " " + "kata " * 400):
        fields, lines = filled(said[:400])
        for shot in reader.drawn(press.pdf(page(fields, [*lines, par(said)])), tmp_path):
            edge = shot.width() * 192 // 210  # the right margin, with a mark's width to spare
            rows = bytes(shot.constBits())
            step = shot.bytesPerLine()
            low = min(
                (min(rows[y * step + edge : y * step + shot.width()]) for y in range(shot.height())),
                default=255,
            )
            assert low > 200, "ink beyond the margin"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_every_body_has_a_page(press: Press, seed: int) -> None:
    """Of random lines with random tables, over several pages: the compiler refuses what it cannot tag."""
    rng, lines = Random(seed), list[Line]()
    for k in range(rng.randrange(1, 40)):
        attrs = {key: rng.choice(values) for key, values in ATTRS.items() if rng.random() < 0.4}
        if rng.random() < 0.2:
            places = [f"T{k}/{row}/{column}" for row in range(rng.randrange(1, 9)) for column in range(3)]
            lines += [
                par("sel " * rng.randrange(20), "b" * (place[-3] == "0"), cell=place) for place in places
            ]
        lines.append(par("kata\tdan " * rng.randrange(60), rng.choice(["", "b", "biu"]), **attrs))
    annexes = (Annex("Judul", tuple(lines)),) * rng.randrange(2)
    for fields in (replace(NOTE, annexes=annexes), issued(LETTER, cls=rng.randrange(4), annexes=annexes)):
        assert press.pdf(page(fields, lines)).startswith(b"%PDF")


@reader.needs_poppler
def test_a_word_of_several_looks_is_one_word(press: Press) -> None:
    parted = line(
        [Run("pen", (("b", True),)), Run("ting", (("u", True),)), Run("!"), Run(" Ya", (("i", True),))]
    )
    assert "penting! Ya\n" in reader.text(press.pdf(page(NOTE, [parted])))


@reader.needs_poppler
def test_a_letter_of_empty_fields_has_a_page(press: Press) -> None:
    nobody = Signer(("",), "")
    for kind in KINDS:
        empty = Fields(
            kind, Letterhead("", ""), "", (), nobody, attached="", assigned=(Assigned("", "", "", ""),)
        )
        assert reader.info(press.pdf(page(empty, [])))["Pages"] == "1"


@reader.needs_poppler
def test_forty_copies_and_thirty_receivers_are_all_named(press: Press) -> None:
    copies = tuple(f"Kepala Dinas Contoh {k}" for k in range(40))
    to = tuple(f"Camat Contoh {k}" for k in range(30))
    for fields in (NOTE, LETTER):
        told = reader.text(press.pdf(page(issued(fields, copies=copies, to=to), BODY)))
        assert "40. Kepala Dinas Contoh 39" in told
        assert "30. Camat Contoh 29" in told
        assert "(daftar terlampir)" in told


@reader.needs_poppler
def test_a_letter_of_ten_pages_numbers_them_and_hands_each_on(press: Press) -> None:
    lines = [par(f"Alinea{k} " + "menyampaikan data capaian pelayanan " * 12) for k in range(70)]
    pages = reader.text(press.pdf(page(NOTE, lines))).rstrip("\f").split("\f")
    assert len(pages) >= 10
    for no, (one, other) in enumerate(pairwise(pages), 2):
        number, *said = other.split("\n")
        assert number == str(no)
        word = one.rstrip().split("\n")[-1]
        assert said[0].startswith(word.removesuffix("..."))
        assert word.endswith("...")


TEXT = "menyampaikan data capaian pelayanan "
OVER: dict[str, tuple[Fields, list[Line]]] = {
    "people": (replace(ORDER, assigned=ORDER.assigned * 9, purposes=(TEXT * 9,) * 9), []),
    "table": (NOTE, [par(f"{row} {TEXT * 3}", cell=f"T/{row}/{k}") for row in range(40) for k in range(3)]),
    "list": (
        replace(NOTE, parafs=()),
        [par(f"Butir{k} {TEXT * 9}", t="n", l="123"[k % 3]) for k in range(30)],
    ),
    "tabs": (LETTER, [par(f"Nama{k}\t: {TEXT * 5}") for k in range(60)]),
    "copies": (replace(LETTER, copies=tuple(f"Kepala Dinas {k}" for k in range(99))), BODY),
}


@reader.needs_poppler
@pytest.mark.parametrize("name", OVER)
def test_whatever_goes_over_a_page_is_handed_on(press: Press, name: str) -> None:
    fields, lines = OVER[name]
    pages = reader.text(press.pdf(page(fields, lines))).rstrip("\f").split("\f")
    assert len(pages) > 2
    for one, other in pairwise(pages):
        word = one.rstrip().split("\n")[-1]
        assert word.endswith("...")
        assert other.split("\n")[1].startswith(word.removesuffix("..."))


@reader.needs_poppler
@pytest.mark.parametrize("name", ["people", "table", "list", "tabs"])
def test_a_long_body_begins_on_the_first_page_and_the_signature_is_never_alone(
    press: Press, name: str
) -> None:
    fields, lines = OVER[name]
    pages = reader.text(press.pdf(page(fields, lines))).rstrip("\f").split("\f")
    assert len(pages[0].split("\n")) > 24
    long = reader.text(press.pdf(page(NOTE, [par(TEXT * 150)]))).split("\f")
    assert len(long[0].split("\n")) > 24


@reader.needs_poppler
@pytest.mark.parametrize("kind", ["", "n"])
def test_something_of_the_body_stands_above_the_signature(press: Press, kind: str) -> None:
    """However many lines come before it."""
    attrs = {"t": kind} if kind else {}
    for count in range(12, 30):
        lines = [par(f"Baris ke-{k}.", "", **attrs) for k in range(count)]
        pages = reader.text(press.pdf(page(NOTE, lines))).split("\f")
        signed = next(one for one in pages if NOTE.signer.name in one)
        assert f"Baris ke-{count - 1}." in signed


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here: apt-get install strace")
@pytest.mark.slow
def test_a_warm_press_opens_no_file_and_no_socket(tmp_path: Path) -> None:
    """Asked of the kernel: the press's own code can be seen from nowhere else."""
    program = (
        "import os; from tests.paper.page import test_hostile as own; from workspace.paper.page.press import Press;"
        "press = Press(); own.printed(press, own.PLAIN[:1] + own.ODD[:1]); os.path.exists('/begin-to-watch');"
        "own.printed(press, own.PLAIN + own.ODD); os.path.exists('/end-to-watch')"
    )
    trace = tmp_path / "trace"
    watch = ["strace", "-f", "-qq", "-e", "trace=%file,%network", "-o", str(trace)]
    subprocess.run([*watch, sys.executable, "-c", program], cwd=TREE, check=True, timeout=100)
    told = trace.read_text(encoding="utf-8", errors="replace")
    seen = told[told.index("/begin-to-watch") : told.index("/end-to-watch")].splitlines()[1:-1]
    # How many processors there are, and in which zone: else nothing may be asked.
    known = re.compile(r'\w+\((AT_FDCWD, "(/etc/localtime|/proc/|/sys/)|\d+, "",)')
    assert [line for line in seen if not known.search(line)] == []
    assert "page.typ" in told[: told.index("/begin-to-watch")], "the watch saw nothing at all"


def printed(press: Press, corpus: tuple[str, ...]) -> None:
    """Every text through both kinds, with a crest and a picture that name a file and an address."""
    bad = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/><image href="http://127.0.0.1:1/"/></svg>'
    for said in corpus:
        fields, lines = filled(said)
        head = replace(HEAD, crest=bad)
        for kind in KINDS:
            made = page(replace(fields, kind=kind, letterhead=head, pictures={"x": bad}), lines)
            press.pdf(made)
            assert press.spoilt(made) == {"crest.svg"}
