# SPDX-License-Identifier: Apache-2.0
"""Each rule finds its planted fault at its place, and says nothing of sound letters."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paper.page.letters import ASSISTANT, BODY, BOSS, NOTE, ORDER, SAMPLES, cell, issued, par
from workspace.domain.calendar import Calendar, Holiday
from workspace.paper.body import Line, Run, line
from workspace.paper.checks import RULES, Facts, Finding, Place, checked
from workspace.paper.page.fields import Annex, Fields
from workspace.paper.page.spoken import terbilang
from workspace.services import phrases

CALENDAR = Calendar("K" * 26, 2026, (Holiday("2026-12-25", "Hari Raya Natal", "public"),))
FACTS = Facts(
    "2026-11-25",
    (CALENDAR,),
    frozenset({"Dinas Pelayanan Digital"}),
    frozenset(
        {*BOSS.offices, *ASSISTANT.offices, *ORDER.signer.offices, "Ketua Tim Layanan", "Sekretaris Dinas"}
    ),
    frozenset({"000.8.6"}),
    1,
)
NONE = replace(FACTS, files=0)


def found(lines: list[Line], fields: Fields = NOTE, facts: Facts = FACTS) -> list[Finding]:
    """What is found, each with a sentence in both languages."""
    told = checked(fields, lines, facts)
    for one in told:
        assert all(phrases.say(language, f"check:{one.code}", **one.params) for language in phrases.LANGUAGES)
    return told


def only(told: list[Finding]) -> tuple[str, Place]:
    """The code and place of the one finding."""
    assert len(told) == 1, told
    return told[0].code, told[0].place


@pytest.mark.parametrize("name", SAMPLES)
def test_sound_letters_are_passed_in_silence(name: str) -> None:
    fields, lines = SAMPLES[name]
    if fields.annexes:  # the sample leaves its row empty, to show the dash
        fields = replace(fields, attached="2 (dua) berkas")
    assert found(lines, fields, FACTS if fields.kind == "nota-dinas" else NONE) == []
    assert found(lines, fields, Facts("", files=int(fields.kind == "nota-dinas"))) == []


def _signer(**changes: Any) -> dict[str, Any]:
    return {"signer": replace(BOSS, **changes)}


@pytest.mark.parametrize(
    ("code", "place", "changes"),
    [
        ("empty", Place("subject"), {"subject": " "}),
        ("empty", Place("to"), {"to": ("",)}),
        ("empty", Place("number"), {"draft": False, "day": "2026-11-25"}),
        ("empty", Place("letterhead"), {"letterhead": replace(NOTE.letterhead, unit="")}),
        ("empty", Place("signer"), _signer(name="")),
        ("unfilled", Place("number", start=0, end=15), {"number": "${nomor_naskah}"}),
        ("signer-offices", Place("signer"), _signer(offices=())),
        ("signer-offices", Place("signer"), _signer(acting="wakil")),
        ("signer-offices", Place("signer"), _signer(offices=(" ",)) | {"draft": True}),
        ("signer-rank", Place("signer"), _signer(rank="IV.c")),
        ("signer-rank", Place("signer"), _signer(rank="")),
        ("signer-nip", Place("signer"), _signer(nip="")),
        ("no-day", Place("day"), {"day": "besok"}),
        ("weekend", Place("day"), {"day": "2026-11-28"}),
        ("holiday", Place("day"), {"day": "2026-12-25"}),
        ("past", Place("day"), {"day": "2026-11-17"}),
        ("future", Place("day"), {"day": "2026-12-28"}),
        ("attached", Place("attached"), {"attached": "2 (dua) berkas"}),
        ("attached", Place("attached"), {"attached": "-"}),
        ("copied-twice", Place("copies", 1), {"copies": ("Kepala Dinas", "kepala dinas;")}),
        ("copied-addressee", Place("copies", 0), {"copies": NOTE.to}),
        ("archive-code", Place("number", start=0, end=7), {"number": "000.8.9/12/DPD/2026"}),
        ("unit", Place("letterhead"), {"letterhead": replace(NOTE.letterhead, unit="Dinas Lain")}),
        ("position", Place("sender"), {"sender": "Kepala Bidang Lain"}),
    ],
)
def test_a_fault_of_the_form_is_found_at_its_field(code: str, place: Place, changes: dict[str, Any]) -> None:
    facts = replace(FACTS, positions=FACTS.positions | {" "})
    assert only(found(BODY, replace(NOTE, **changes), facts)) == (code, place)


@pytest.mark.parametrize(
    ("code", "span", "said"),
    [
        ("unfilled", "${tanggal", "Pada ${tanggal"),
        ("terbilang", "12 (dua belas puluh)", "Ada 12 (dua belas puluh) orang."),
        ("terbilang", "1.000.000,00 (dua juta rupiah)", "Sebesar Rp1.000.000,00 (dua juta rupiah)."),
        ("terbilang", "1.500,50 (seribu lima ratus rupiah)", "Rp1.500,50 (seribu lima ratus rupiah)"),
        ("money", "Rp. 1.000", "Biaya Rp. 1.000, belum pajak."),
        ("money", "Rp1,000,000", "Biaya Rp1,000,000."),
        ("blanks", "  ", "Dua  spasi."),
        ("odd", "\u200b", "Tak\u200bterlihat."),
    ],
)
def test_a_fault_of_a_text_is_found_at_its_characters(code: str, span: str, said: str) -> None:
    at = said.index(span)
    assert only(found([*BODY, par(said)])) == (code, Place("body", -1, len(BODY), at, at + len(span)))
    annexed = replace(NOTE, annexes=(Annex("Daftar", (par(said),)),), attached="2 (dua) berkas")
    assert only(found(BODY, annexed)) == (code, Place("annexes", 0, 0, at, at + len(span)))


@pytest.mark.parametrize(
    "said",
    [
        "12 (dua belas) orang, 0 (nol), 1.001 (seribu satu) dan 2.000 (dua ribu), 5 (lihat lampiran).",
        "Rp1.000.000,00 (satu juta rupiah); Rp1.500,50 (Seribu lima ratus rupiah lima puluh sen); Rp 500,-",
        "3.002.001.000.000 (tiga triliun dua miliar satu juta) dan 12,5 (dua belas koma lima)",
    ],
)
def test_numbers_said_rightly_are_passed(said: str) -> None:
    assert found([*BODY, par(said)]) == []


@given(st.integers(0, 999), st.integers(0, 999))
def test_words_agree_with_digits_or_are_found(count: int, other: int) -> None:
    told = found([par(f"Sebanyak {count} ({terbilang(other)}) orang.")])
    assert [one.code for one in told] == ["terbilang"] * (count != other)


def test_what_is_said_to_be_attached_must_be() -> None:
    body, bare = [par("Data terlampir.")], replace(NOTE, attached="-")
    assert only(found(body, bare, NONE)) == ("nothing-attached", Place("body", -1, 0, 5, 14))
    assert found([par("Data.")], replace(bare, subject="Lampiran"), NONE) == []
    assert found(body, replace(NOTE, attached="9 (sembilan) lembar")) == []


def test_typed_numbers_run_on() -> None:
    def at(*said: str) -> list[tuple[int, str]]:
        return [(one.place.line, one.params["wanted"]) for one in found([par(one) for one in said])]

    assert at("1. a", "a. b", "b. c", "2. d", "a. e", "3. f") == []
    assert at("1. a", "3. b") == [(1, "2")]
    assert at("1) a", "2) b", "2) c") == [(2, "3")]
    assert at("a. a", "c. b") == [(1, "b")]
    assert found([par("1. a"), par("A", t="h"), par("1. b"), par("5. c", t="n"), cell("7. d", 0, 0)]) == []


def test_what_is_left_in_the_body_is_found() -> None:
    run = [Run("Ini "), Run("usul", (("ins", "1:A"),)), Run("an", (("c:1", True),))]
    told = [(one.code, one.place) for one in found([line(run), par("x", **{"del": "2:A"})])]
    assert told == [
        ("suggestion", Place("body", -1, 0, 4, 8)),
        ("suggestion", Place("body", -1, 1)),
        ("comment", Place("body", -1, 0, 8, 10)),
    ]


def test_headings_have_text_and_empty_cells_are_hinted_at() -> None:
    body = [par("A", t="h"), par("B", t="h", l="2"), par("x"), par("C", t="h"), par(""), par("D", t="h")]
    assert [(one.code, one.place.line) for one in found(body)] == [("heading", 3), ("heading", 5)]
    assert only(found([par("", t="h"), par("x")])) == ("heading", Place("body", -1, 0))
    assert only(found([cell("x", 0, 0), cell("", 0, 1)])) == ("cell", Place("body", -1, 1))


def test_the_head_of_a_region_signs_without_pangkat_and_nip() -> None:
    assert found(BODY, replace(NOTE, **_signer(rank="", nip="", own_office="region-head"))) == []


shapes = st.dictionaries(st.sampled_from(["t", "l", "cell", "ins", "c:1", "a"]), st.text(max_size=6))
bodies = st.lists(
    st.builds(lambda said, attrs: par(said, **attrs), st.text() | st.from_regex(r"Rp[\d.,(]+ [a-z]*"), shapes)
)


@given(bodies, st.text(), st.text(), st.text())
def test_nothing_a_letter_holds_makes_them_raise(lines: list[Line], said: str, day: str, row: str) -> None:
    fields = replace(issued(NOTE), subject=said, day=day, attached=row, number=said, copies=(said, said))
    for one in checked(fields, lines, FACTS):
        inside = lines[one.place.line].text if one.place.line >= 0 else None
        assert inside is None or one.place.end <= len(inside)


def test_the_table_says_what_the_rules_are() -> None:
    page = Path("docs/checks.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)` \| (\w+) \| (.+) \|$", page, re.MULTILINE)
    assert rows == [(rule.code, rule.severity, rule.looks_at) for rule in RULES]


def test_pangkat_and_nip_are_not_judged_where_they_cannot_be_known() -> None:
    fields = replace(NOTE, signer=replace(NOTE.signer, rank="", nip=""))
    known, unknown = (
        {one.code for one in checked(fields, BODY, replace(FACTS, personnel=personnel))}
        for personnel in (True, False)
    )
    assert known - unknown == {"signer-rank", "signer-nip"}
