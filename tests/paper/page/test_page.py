# SPDX-License-Identifier: Apache-2.0
"""From fields to data: what a draft lacks, what may be signed, pictures, and how numbers and days are said."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from resources import path
from tests.paper.page import reader
from tests.paper.page.letters import BODY, HEAD, LETTER, NOTE, SAMPLES, issued, par
from workspace.domain.profile import Profile
from workspace.paper.body import EMBED, Run, line
from workspace.paper.page.data import page
from workspace.paper.page.fields import Annex, Paraf, letterhead
from workspace.paper.page.glyphs import Setting, known
from workspace.paper.page.pictures import PIXELS_MAX, SIZE_MAX, picture
from workspace.paper.page.press import NotPrinted, Press
from workspace.paper.page.spoken import counted, long_date, terbilang


def png(wide: int, high: int) -> bytes:
    """A white picture; of a large one only the head."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (
        zlib.compress(b"".join(b"\0" + b"\xff" * wide for _ in range(high))) if wide * high < 10**4 else b""
    )
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x10" + b"J" * 14 + b"\xff\xc0\x00\x11\x08\x00\x10\x00\x20\xff\xd9"


def test_a_draft_says_what_comes_with_the_signature() -> None:
    told = page(NOTE, BODY).data
    assert told["number"] == {"text": "(terbit saat ditandatangani)", "there": False}
    assert told["day"] == {"text": "(diisi saat ditandatangani)", "there": False}
    done = page(issued(NOTE), BODY)
    assert done.data["day"] == {"text": "25 November 2026", "there": True}
    assert done.day == "2026-11-25"


@pytest.mark.parametrize("lack", ["number", "day"])
def test_what_is_signed_has_number_and_day(lack: str) -> None:
    with pytest.raises(ValueError, match="without number and day"):
        page(issued(NOTE, **{lack: ""}), BODY)


@pytest.mark.parametrize("attrs", [(("ins", "1:p"),), (("del", "1:p"),)])
def test_what_is_signed_has_no_suggestions(attrs: tuple[tuple[str, str], ...]) -> None:
    for lines in ([line([Run("x", attrs)])], [line([Run("x")], attrs)]):
        page(NOTE, lines)
        with pytest.raises(ValueError, match="suggestions"):
            page(issued(NOTE), lines)
        with pytest.raises(ValueError, match="suggestions"):
            page(issued(NOTE, annexes=(Annex("x", tuple(lines)),)), BODY)


@pytest.mark.parametrize(
    ("cls", "urgency", "sifat", "mark", "red"),
    [
        (0, "", "Biasa", "", False),
        (0, "Segera", "Biasa / Segera", "", False),
        (1, "", "Terbatas", "T", False),
        (2, "", "Rahasia", "R", True),
        (3, "Sangat Segera", "Sangat Rahasia / Sangat Segera", "SR", True),
    ],
)
def test_class_and_urgency(cls: int, urgency: str, sifat: str, mark: str, red: bool) -> None:
    told = page(replace(NOTE, cls=cls, urgency=urgency), BODY).data
    assert (told["sifat"], told["mark"], told["red"]) == (sifat, mark, red)


def test_annexes_are_counted_in_roman_figures_if_there_are_several() -> None:
    one = Annex("x", (par("y"),))
    for count, numbers in ((1, [""]), (3, ["I", "II", "III"]), (11, ["X", "11"])):
        told = page(replace(NOTE, annexes=(one,) * count), BODY).data["annexes"]
        assert [annex["no"] for annex in told][-len(numbers) :] == numbers


def test_the_letterhead_is_that_of_the_profiles_region() -> None:
    profile = Profile("p", "Provinsi Contoh", "2026-01-01", None, "", "Asia/Jakarta", (), (), (), (), ())
    head = letterhead(profile, "Dinas Contoh", ["Jalan Contoh 1"])
    told = page(replace(NOTE, letterhead=head, parafs=(Paraf("A"),)), BODY).data
    assert told["letterhead"] == {
        "government": "PEMERINTAH PROVINSI CONTOH", "unit": "DINAS CONTOH", "lines": ["Jalan Contoh 1"], "crest": False,
    }  # fmt: skip
    assert told["parafs"] == [["A", ""]]


@pytest.mark.parametrize(
    ("raw", "good"),
    [
        (png(3, 2), True),
        (png(PIXELS_MAX, 1), True),
        (png(PIXELS_MAX, 2), False),
        (png(0, 5), False),
        (png(3, 2)[:20], False),
        (JPEG, True),
        (JPEG[:-1], False),
        (JPEG[:24] + b"\xff\xd9", False),
        (png(3, 2)[:-9], False),
        (b"\xff\xd8\xff" + b"\xff" * 50, False),
        (b"\xff\xd8\xff\xe0\x00\x00" * 9, False),
        (b"<svg/>", False),
        (b"", False),
        (png(3, 2) + b"\0" * SIZE_MAX, False),
    ],
)
def test_what_may_be_a_picture(raw: bytes, good: bool) -> None:
    assert (picture(raw) is not None) == good


@reader.needs_poppler
def test_pictures_are_printed_and_what_is_none_is_told(press: Press) -> None:
    body = [
        line([Run("lihat "), Run(EMBED, (("embed", f'{{"src":"{src}","alt":"Denah {src}"}}'),))])
        for src in ("good", "large", "torn", "text", "missing")
    ]
    raws = {
        "good": png(30, 20),
        "large": png(90, 90),
        "text": b"junk",
        "torn": png(30, 20).replace(b"IDATx", b"IDAT?"),
    }
    made = page(replace(NOTE, pictures=raws), body)
    assert made.lost == ("text",)
    assert press.spoilt(made) == {"picture-3.svg"}  # the fourth by name
    pdf = press.pdf(made)
    assert reader.pictures(pdf) == [(30, 20), (90, 90)]
    told = reader.text(pdf)
    assert [src for src in raws if f"Denah {src}" in told] == ["text", "torn"]
    assert "Denah missing" in told


def test_a_page_without_a_crest_and_with_an_svg_or_png_one(press: Press) -> None:
    for crest in (b"", path("brand/crest.svg").read_bytes(), png(20, 30)):
        made = page(replace(LETTER, letterhead=replace(HEAD, crest=crest)), BODY)
        assert not press.spoilt(made)
        assert press.pdf(made).startswith(b"%PDF")


def test_the_preview_is_a_picture_of_every_page(press: Press) -> None:
    shots = press.pictures(page(*(NOTE, BODY)), dots=40)
    assert len(shots) == 2
    assert all(shot.startswith(b"\x89PNG") for shot in shots)


@pytest.mark.parametrize("crest", [b"junk", b"\xff\xfe", png(PIXELS_MAX, 2)])
def test_a_crest_that_is_none_is_told_and_left_out(press: Press, crest: bytes) -> None:
    made = page(replace(NOTE, letterhead=replace(HEAD, crest=crest)), BODY)
    assert made.lost == ("crest",)
    assert not made.pictures
    assert press.pdf(made).startswith(b"%PDF")


@reader.needs_poppler
def test_the_signer_is_told_where_the_mark_goes(press: Press, tmp_path: Path) -> None:
    """A free box on the page that has the name, right above it."""
    for name in ("nota-dinas", "surat-dinas"):
        fields, lines = SAMPLES[name]
        made = page(fields, lines)
        place, pdf = press.place(made), press.pdf(made)
        assert fields.signer.name in reader.text(pdf).split("\f")[place.page - 1]
        folder = tmp_path / name
        folder.mkdir()
        shot = reader.drawn(pdf, folder)[place.page - 1]
        dot = shot.width() / 210
        box = [round(mm * dot) for mm in (place.left, place.top, place.wide, place.high)]
        assert not reader.inked(shot.copy(*box))
        below = [box[0], box[1] + box[3], box[2], round(10 * dot)]
        assert reader.inked(shot.copy(*below))
    with pytest.raises(NotPrinted):
        press.place(page(NOTE, BODY))


def test_a_template_that_fails_says_so(press: Press) -> None:
    broken = replace(page(NOTE, BODY), data={})
    with pytest.raises(NotPrinted, match="dictionary does not contain key"):
        press.pdf(broken)


def test_the_type_has_what_letters_are_written_with() -> None:
    assert {*"aZ09é½²×°•–—“”…□"} <= known()
    assert not {*"😀中ع✓"} & known()
    setting = Setting()
    assert setting.row(" a\tb\n c ") == "a b c"
    assert setting.text("e\u0301\u202e\ufe0f✓") == "é□"
    assert setting.odd == {"✓"}


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "nol"), (1, "satu"), (11, "sebelas"), (12, "dua belas"), (20, "dua puluh"), (21, "dua puluh satu"),
        (100, "seratus"), (101, "seratus satu"), (110, "seratus sepuluh"), (219, "dua ratus sembilan belas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
    ],
)  # fmt: skip
def test_numbers_in_words(count: int, said: str) -> None:
    assert terbilang(count) == said
    assert counted(count, "berkas") == (f"{count} ({said}) berkas" if count else "-")


@pytest.mark.parametrize("count", [-1, 1000])
def test_beyond_a_thousand_nobody_counts_files(count: int) -> None:
    with pytest.raises(ValueError, match="not counted"):
        terbilang(count)


def test_a_day_is_said_with_its_month() -> None:
    assert long_date("2026-05-01") == "1 Mei 2026"
    with pytest.raises(ValueError, match="day"):
        long_date("2026-02-30")
