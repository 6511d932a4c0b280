# SPDX-License-Identifier: Apache-2.0
"""The form of a letter: what it takes, how two people fill it in at once, and what its hash binds."""

import dataclasses
import hashlib
import json
from dataclasses import replace
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.town import START, Town
from workspace.domain import form
from workspace.domain.canonical import nfc
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.form import FIELDS, Assigned, Attached, Form, Part, change, filled, written_hash
from workspace.domain.size import size

DIGEST, BODY = "0a" * 32, "0b" * 32
SENT = Assigned("Budi Contoh, S.E.", "III/a", "19000101 192001 1 001", "Analis")
FULL = Form(
    "surat-tugas", "Bimbingan Teknis", ("Kepala Dinas\nu.p. Sekretaris",), ("Inspektur",), "Kabid", "Kota Contoh",
    "Sampel", ("Surat 1",), (SENT,), ("mengikuti rapat",), ("kadis", "kabid"), ("kasi", "kabid"), 1, "urgent",
    "800.1", (Attached("lampiran.pdf", DIGEST),),
)  # fmt: skip


def error(wanted: Form, names: tuple[str, ...] = FIELDS, facts: Facts | None = None) -> Refused | None:
    return form.form_error(wanted, names, "staf", facts or Town().facts(), START)


# ---- its shape ---------------------------------------------------------------------------------


def test_a_part_has_the_fields_of_a_form() -> None:
    whole, some = get_type_hints(Form), get_type_hints(Part)
    assert some == {name: kind | None for name, kind in whole.items()}
    assert {f.name for f in dataclasses.fields(FULL) if getattr(FULL, f.name) == f.default} == set()


def test_a_full_form_and_an_empty_one_are_taken() -> None:
    assert error(FULL) is None
    assert error(Form("nota-dinas")) is None


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": " "}, "invalid", "kind"),
        ({"kind": "surat-cinta"}, "invalid", "kind"),  # the profile does not offer it
        ({"kind": "x" * 65}, "too-large", "kind"),
        ({"subject": "x" * 301}, "too-large", "subject"),
        ({"sender": "x" * 301}, "too-large", "sender"),
        ({"place": "x" * 301}, "too-large", "place"),
        ({"to_place": "x" * 301}, "too-large", "to_place"),
        ({"archive": "x" * 65}, "too-large", "archive"),
        ({"urgency": "x" * 65}, "too-large", "urgency"),
        ({"to": ("Kadis",) * 101}, "too-large", "to"),
        ({"to": ("x" * 301,)}, "too-large", "to"),
        ({"to": ("Kadis", " ")}, "invalid", "to"),
        ({"copies": ("Kadis",) * 51}, "too-large", "copies"),
        ({"basis": ("x" * 1001,)}, "too-large", "basis"),
        ({"purposes": ("ikut",) * 31}, "too-large", "purposes"),
        ({"assigned": (SENT,) * 51}, "too-large", "assigned"),
        ({"assigned": (replace(SENT, position="x" * 301),)}, "too-large", "assigned"),
        ({"assigned": (replace(SENT, name=""),)}, "invalid", "assigned"),
        ({"signer": ("kadis", "kabid", "kasi", "staf")}, "too-large", "signer"),
        ({"signer": ("kadis", "kadis")}, "invalid", "signer"),
        ({"signer": ("",)}, "invalid", "signer"),
        ({"signer": ("abolished",)}, "not-found", "abolished"),
        ({"route": tuple(f"p{i}" for i in range(13))}, "too-large", "route"),
        ({"route": ("kasi", "kasi")}, "invalid", "route"),
        ({"route": ("kasi", "staf")}, "invalid", "route"),  # nobody endorses their own letter
        ({"route": ("kasi", "never-was")}, "not-found", "never-was"),
        ({"cls": 4}, "invalid", "cls"),
        ({"cls": -1}, "invalid", "cls"),
        ({"attached": (Attached("a", DIGEST),) * 31}, "too-large", "attached"),
        ({"attached": (Attached(" ", DIGEST),)}, "invalid", "attached"),
        ({"attached": (Attached("a", DIGEST[1:]),)}, "invalid", "attached"),
        ({"attached": (Attached("a", DIGEST.upper()),)}, "invalid", "attached"),
        ({"to": ("x" * 300,) * 90}, "too-large", "form"),
    ],
)
def test_what_a_form_does_not_take(changes: dict[str, Any], code: str, field: str) -> None:
    refused = error(replace(FULL, **changes))
    assert refused is not None
    assert (refused.code, next(iter(refused.params.values()))) == (code, field)


def test_only_the_fields_that_are_named_are_looked_at() -> None:
    abolished = replace(FULL, route=("abolished",))
    assert error(abolished, ("subject",)) is None
    assert size(abolished) < form.FORM_SIZE


def test_where_nobody_says_which_kinds_there_are_any_name_is_taken() -> None:
    town = Town()
    assert error(Form("surat-kuasa"), facts=Facts(town.directory)) is None
    assert error(Form(" "), facts=Facts(town.directory)) == Refused("invalid", {"field": "kind"})


# ---- filling it in -----------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ROWS = st.lists(TEXT, max_size=2).map(tuple)
FORMS = st.builds(
    Form, TEXT, TEXT, ROWS, ROWS, TEXT, TEXT, TEXT, ROWS,
    st.lists(st.builds(Assigned, TEXT, TEXT, TEXT, TEXT), max_size=1).map(tuple), ROWS, ROWS, ROWS,
    st.integers(0, 3), TEXT, TEXT, st.lists(st.builds(Attached, TEXT, TEXT), max_size=1).map(tuple),
).map(form.composed)  # fmt: skip


@given(FORMS, FORMS)
def test_the_change_between_two_forms_leads_from_one_to_the_other(old: Form, new: Form) -> None:
    seen, wanted = change(old, new)
    if old == new:
        assert filled(old, seen, wanted) == Refused("invalid", {"field": "seen"})
    else:
        assert filled(old, seen, wanted) == new
        assert filled(new, seen, wanted) == new  # it says so already


@given(FORMS, FORMS, FORMS)
def test_another_change_is_told_field_by_field_and_never_written_over(
    old: Form, mine: Form, theirs: Form
) -> None:
    seen, wanted = change(old, mine)
    now = filled(theirs, seen, wanted)
    moved = [f for f in FIELDS if getattr(old, f) != getattr(mine, f)]
    clash = [f for f in moved if getattr(theirs, f) not in (getattr(old, f), getattr(mine, f))]
    if isinstance(now, Form):
        assert not clash
        assert all(getattr(now, f) == getattr(mine if f in moved else theirs, f) for f in FIELDS)
    elif moved:
        assert (now.code, now.params["fields"].split()) == ("stale-version", clash)
        assert now.params["field"] == clash[0]


def test_a_change_says_of_the_same_fields_what_was_seen() -> None:
    assert filled(FULL, Part(), Part(subject="Baru")) == Refused("invalid", {"field": "seen"})
    both = Part(subject="Bimbingan Teknis", place="Kota Contoh")
    assert filled(FULL, both, Part(subject="Baru")) == Refused("invalid", {"field": "seen"})


def test_what_an_officer_wrote_is_told_without_codes() -> None:
    assert form.texts(FULL) == [
        "Bimbingan Teknis", "Kepala Dinas\nu.p. Sekretaris", "Inspektur", "Surat 1", "mengikuti rapat",
        "Budi Contoh, S.E.", "Kabid", "Kota Contoh", "Sampel", "800.1",
    ]  # fmt: skip
    assert form.texts(Part(subject="Undangan", route=("kasi",))) == ["Undangan"]


def test_a_field_can_be_emptied() -> None:
    done = filled(FULL, Part(subject=FULL.subject, to=FULL.to), Part(subject="", to=()))
    assert done == replace(FULL, subject="", to=())


# ---- what its hash binds -----------------------------------------------------------------------


def test_the_hash_is_the_one_the_text_says() -> None:
    content = {"body": BODY, "form": {"attached": [{"hash": DIGEST, "name": "é.pdf"}], "kind": "nota-dinas"}}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    wanted = Form("nota-dinas", attached=(Attached("e\u0301.pdf", DIGEST),))
    assert written_hash(wanted, BODY) == hashlib.sha256(text.encode()).hexdigest()


@given(FORMS, FORMS)
def test_another_form_or_another_body_has_another_hash(one: Form, other: Form) -> None:
    assert (written_hash(one, BODY) == written_hash(other, BODY)) == (one == other)
    assert (form.form_hash(one) == form.form_hash(other)) == (one == other)
    assert written_hash(one, BODY) != written_hash(one, DIGEST)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_looks_the_same_is_the_same(text: str) -> None:
    looks = Form("nota-dinas", text, (text,), assigned=(replace(SENT, name=text),))
    kept = form.composed(looks)
    assert (kept.subject, kept.to, kept.assigned[0].name) == (nfc(text), (nfc(text),), nfc(text))
    assert written_hash(looks, BODY) == written_hash(kept, BODY)
