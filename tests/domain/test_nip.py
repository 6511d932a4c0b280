# SPDX-License-Identifier: Apache-2.0
"""The shape of NIP and NI PPPK. All numbers are invented; serials of real officers do not occur."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.domain.nip import Nip, NipError, parse

TODAY = "2026-11-24"


@pytest.mark.parametrize(
    ("text", "kind", "printed"),
    [
        ("19060926 193505 1 001", "pns", "19060926 193505 1 001"),
        ("190609261935051001", "pns", "19060926 193505 1 001"),
        ("NIP. 19080411.193303.1.009", "pns", "19080411 193303 1 009"),
        ("191204251943212045", "pppk", "19120425 194321 2 045"),  # 21 agreements, not a month
        ("191204251943132045", "pppk", "19120425 194313 2 045"),
        ("191204251943122045", "pns", "19120425 194312 2 045"),
        ("190402291920011001", "pns", "19040229 192001 1 001"),  # a leap day
        ("190609261921051001", "pns", "19060926 192105 1 001"),  # 15 years old
        ("190609262027051001", "pns", "19060926 202705 1 001"),  # appointed next year
    ],
)
def test_a_well_shaped_number(text: str, kind: str, printed: str) -> None:
    nip = parse(text, TODAY)
    assert isinstance(nip, Nip)
    assert (nip.kind, nip.printed) == (kind, printed)


def test_what_a_number_discloses() -> None:
    assert parse("19120425 194321 2 045", TODAY) == Nip(
        "191204251943212045", "pppk", "1912-04-25", 1943, 21, "f", 45
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("130131111", "length"),  # the old number of nine digits
        ("", "length"),
        ("1906092619350510011", "length"),
        ("١٩٠٦٠٩٢٦١٩٣٥٠٥١٠٠١", "length"),  # digits of another script
        ("19061326 193505 1 001", "birth"),
        ("19050229 193505 1 001", "birth"),
        ("00000926 193505 1 001", "birth"),
        ("19060926 192005 1 001", "year"),
        ("19060926 202805 1 001", "year"),
        ("19060926 193505 3 001", "sex"),
        ("19060926 193505 0 001", "sex"),
        ("19060926 193505 1 000", "serial"),
    ],
)
def test_a_wrong_number_names_its_first_wrong_part(text: str, field: str) -> None:
    assert parse(text, TODAY) == NipError(field)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(parse(text, TODAY), Nip | NipError)


@given(
    st.dates(date(1900, 1, 1), date(1919, 12, 31)),
    st.integers(1935, 1999),
    st.integers(0, 99),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_printed_and_parsed_are_one(birth: date, year: int, tail: int, sex: str, serial: int) -> None:
    digits = f"{birth:%Y%m%d}{year}{tail:02d}{sex}{serial:03d}"
    nip = parse(digits, TODAY)
    assert isinstance(nip, Nip)
    assert parse(nip.printed, TODAY) == nip
    assert nip.digits == digits
    assert nip.kind == ("pns" if 1 <= tail <= 12 else "pppk")
