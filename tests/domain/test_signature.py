# SPDX-License-Identifier: Apache-2.0
"""Pasal 44 paragraph by paragraph, and on whose behalf a letter is signed. All people are invented."""

from dataclasses import replace

import pytest

from tests.domain.town import START, directory
from workspace.domain import rank
from workspace.domain.signature import Block, Signer, bare_name, block, signer

HEAD = Signer(("Kepala Dinas Contoh",), "Dr. Ir. Wiratama Pradipta, M.T.", "IV/c", "19021218 192801 1 003")
BOTH = ("Pembina Utama Muda (IV/c)", "NIP 19021218 192801 1 003")
TITLED, BARE = HEAD.name, "Wiratama Pradipta"


@pytest.mark.parametrize(
    ("family", "kind", "own", "acting", "name", "under"),
    [
        # paragraph 1, and our reading of it
        ("regulation", "", "region-head", "definitive", BARE, ()),
        ("determination", "", "region-secretary", "definitive", BARE, ()),
        ("determination", "", "", "definitive", BARE, ()),
        # paragraphs 2 and 3
        ("correspondence", "nota-dinas", "", "definitive", TITLED, BOTH),
        ("assignment", "", "", "definitive", TITLED, BOTH),
        ("special", "", "", "plh", TITLED, BOTH),
        ("special", "piagam", "", "definitive", BARE, BOTH),
        ("special", "sertifikat", "region-head", "definitive", BARE, ()),
        ("special", "sttpp", "region-deputy", "definitive", BARE, ()),
        # those whom paragraph 3 excepts
        ("correspondence", "", "region-head", "definitive", TITLED, ()),
        ("correspondence", "", "region-deputy", "definitive", TITLED, ()),
        ("correspondence", "", "region-secretary", "definitive", TITLED, ()),
        # paragraph 4
        ("correspondence", "", "region-head", "pj", BARE, ()),
        ("correspondence", "", "region-head", "pjs", BARE, ()),
        ("correspondence", "", "region-head", "plt", BARE, ()),
        ("correspondence", "", "region-head", "plh", BARE, ()),
        # paragraph 5, and the one it does not name
        ("correspondence", "", "region-secretary", "pj", BARE, ()),
        ("correspondence", "", "region-secretary", "plh", BARE, ()),
        ("correspondence", "", "region-secretary", "plt", TITLED, BOTH),
    ],
)
def test_pasal_44(family: str, kind: str, own: str, acting: str, name: str, under: tuple[str, ...]) -> None:
    made = block(replace(HEAD, own_office=own, acting=acting), family, kind)
    assert (made.name, made.under) == (name, under)


@pytest.mark.parametrize(
    ("offices", "acting", "lines"),
    [
        (("Kepala Dinas",), "definitive", ("Kepala Dinas,",)),
        (("Kepala Dinas",), "plt", ("Plt. Kepala Dinas,",)),
        (("Gubernur",), "pjs", ("Pjs. Gubernur,",)),
        (("Gubernur", "Sekretaris Daerah"), "definitive", ("a.n. Gubernur", "Sekretaris Daerah,")),
        (("Kepala Dinas", "Sekretaris"), "plh", ("a.n. Kepala Dinas", "Plh. Sekretaris,")),
        (
            ("Gubernur", "Sekretaris Daerah", "Asisten Umum"),
            "definitive",
            ("a.n. Gubernur", "Sekretaris Daerah", "u.b.", "Asisten Umum,"),
        ),
    ],
)
def test_on_whose_behalf(offices: tuple[str, ...], acting: str, lines: tuple[str, ...]) -> None:
    signer = replace(HEAD, offices=offices, acting=acting)
    assert block(signer, "correspondence") == Block(lines, TITLED, BOTH)


@pytest.mark.parametrize("offices", [(), ("a", "b", "c", "d")])
def test_a_chain_of_no_or_four_offices_is_none(offices: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="one to 3 offices"):
        block(replace(HEAD, offices=offices), "correspondence")


def test_what_is_not_known_leaves_no_empty_line() -> None:
    assert block(replace(HEAD, rank="", nip=""), "correspondence").under == ()
    pppk = replace(HEAD, rank="IX", nip="19120425 194321 2 045", label="NI PPPK")
    assert block(pppk, "correspondence").under == ("Golongan IX", "NI PPPK 19120425 194321 2 045")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dr. Ir. Wiratama Pradipta, M.T.", "Wiratama Pradipta"),
        ("Prof. Dr. H. Muh. Lutfi Hakim, S.H., M.Hum.", "H. Muh. Lutfi Hakim"),
        ("M. Arif Rahman", "M. Arif Rahman"),
        ("drg. Hj. Sekar Ayu, Sp.Ort.", "Hj. Sekar Ayu"),
        ("Dr.", "Dr."),  # nothing else is there
        ("", ""),
    ],
)
def test_a_name_without_academic_titles(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_rank_is_looked_up_by_its_code() -> None:
    assert rank.printed("IV/c") == "Pembina Utama Muda (IV/c)"
    assert rank.printed("VII") == "Golongan VII"
    assert rank.printed("") == ""
    assert len(rank.PANGKAT) == 17


def test_the_signer_comes_from_who_holds_the_position() -> None:
    known = directory()
    titles = {id_: known.positions[id_].title for id_ in ("kadis", "kabid")}
    name = known.officers["o-kasi"].name
    plh = signer(known, ("kadis", "kabid"), "o-kasi", START, "190609261935051001")
    assert plh == Signer(
        (titles["kadis"], titles["kabid"]),
        name,
        known.officers["o-kasi"].rank,
        "19060926 193505 1 001",
        "plh",
    )
    own = signer(known, ("kabid",), "o-kabid", START, "191204251943212045", "region-head")
    assert own is not None
    assert (own.acting, own.own_office, own.label) == ("definitive", "region-head", "NI PPPK")
    misshapen = signer(known, ("kabid",), "o-kabid", START, "12")
    assert misshapen is not None
    assert (misshapen.nip, misshapen.label) == ("", "NIP")


@pytest.mark.parametrize(
    ("chain", "officer", "now"),
    [
        (("kabid",), "o-staf", START),  # does not hold it
        (("kabid",), "o-kasi", "2031-01-01T00:00:00.000Z"),  # no longer
        (("nowhere", "kabid"), "o-kabid", START),
        (("nowhere",), "o-kabid", START),
    ],
)
def test_nobody_signs_for_what_they_do_not_hold(chain: tuple[str, ...], officer: str, now: str) -> None:
    assert signer(directory(), chain, officer, now) is None


def test_an_officer_who_is_not_known_signs_nothing() -> None:
    known = directory()
    known.officers.pop("o-kabid", None)
    assert signer(known, ("kabid",), "o-kabid", START) is None
