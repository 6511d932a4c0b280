# SPDX-License-Identifier: Apache-2.0
"""From the form of a letter to the fields of its page: who signs, what it is called, whose letterhead it bears."""

from dataclasses import replace

from tests.domain.shipped import PROFILE
from tests.domain.town import START, directory
from workspace.domain.form import Assigned, Attached, Form
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.signature import Signer
from workspace.paper.page.data import page
from workspace.paper.page.fields import KINDS, Fields, Letterhead, Paraf
from workspace.paper.page.filled import fields_of

NOTE = Form(
    "nota-dinas",
    "Permintaan data",
    ("Kepala Bidang Statistik",),
    copies=("Sekretaris",),
    sender="Kasi",
    signer=("kasi",),
    route=("kabid", "kadis"),
    cls=1,
    urgency="urgent",
    attached=(Attached("data.xlsx", "0a" * 32), Attached("peta.pdf", "0b" * 32)),
)
ORDER = Form(
    "surat-tugas",
    "Bimbingan Teknis",
    place="Kota Contoh",
    basis=("Surat Kementerian Contoh",),
    assigned=(Assigned("Budi Contoh", "III/a", "", "Analis"),),
    purposes=("mengikuti rapat",),
    signer=("kadis", "kabid"),
)


def filled(form: Form, drafter: str = "staf", at: str = START, **numbers: str) -> Fields:
    found = {officer.replace("_", "-"): number for officer, number in numbers.items()}
    return fields_of(form, drafter, directory(), PROFILE, at, found)


def test_a_nota_dinas_is_filled_in() -> None:
    told = filled(NOTE, o_kasi="190001011920011001")
    assert told == Fields(
        kind="nota-dinas",
        letterhead=Letterhead("Pemerintah Provinsi Lampung", "Agency"),
        subject="Permintaan data",
        to=("Kepala Bidang Statistik",),
        signer=Signer(("Kasi",), "Kasi", "", "19000101 192001 1 001"),
        sender="Kasi",
        cls=1,
        urgency="Segera",
        attached="2 (dua) berkas",
        copies=("Sekretaris",),
        parafs=(Paraf("Kabid"), Paraf("Kadis")),
    )
    assert page(told, []).kind == "nota-dinas"


def test_a_surat_tugas_is_signed_on_behalf_by_whoever_acts_now_for_the_position() -> None:
    told = filled(ORDER)
    assert (told.basis, told.assigned, told.purposes) == (ORDER.basis, ORDER.assigned, ORDER.purposes)
    assert (told.urgency, told.attached, told.parafs) == ("", "-", ())
    # o-kasi is Plh. kabid, who holds it still
    assert (told.signer.offices, told.signer.name, told.signer.acting) == (("Kadis", "Kabid"), "Kasi", "plh")
    later = filled(ORDER, at=plus(START, days=31))
    assert (later.signer.name, later.signer.acting) == ("Kabid", "definitive")
    assert page(told, []).data["signature"]["above"] == ["a.n. Kadis", "Plh. Kabid,"]


def test_who_signs_a_region_s_letter_has_rules_of_their_own() -> None:
    known = directory()
    known.put(replace(known.positions["kadis"], roles=("region-secretary",)))
    told = fields_of(replace(NOTE, signer=("kadis",)), "staf", known, PROFILE, START)
    assert told.signer.own_office == "region-secretary"


def test_every_kind_on_offer_has_its_page_from_the_first_draft_on() -> None:
    assert set(PROFILE.kinds) == set(KINDS)
    for kind in PROFILE.kinds:
        assert page(filled(Form(kind)), []).kind == kind


def test_what_is_not_known_stays_empty() -> None:
    assert filled(replace(NOTE, signer=("vacant",))).signer == Signer(("Vacant",), "")
    assert filled(replace(NOTE, signer=("elsewhere",))).signer == Signer(("",), "")
    assert filled(replace(NOTE, signer=("elsewhere",))).letterhead.unit == ""
    nothing = filled(Form("surat-dinas"))
    assert (nothing.signer, nothing.letterhead.unit) == (Signer(("",), ""), "Agency")
    assert filled(replace(NOTE, urgency="unheard-of")).urgency == "unheard-of"
    known = directory()
    known.drop("o-kasi")
    assert fields_of(NOTE, "staf", known, PROFILE, START).signer == Signer(("Kasi",), "")
    known.put(Officer("o-kasi", "Kasi", retired=True))
    assert fields_of(NOTE, "staf", known, PROFILE, START).signer == Signer(("Kasi",), "")
