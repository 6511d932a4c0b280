# SPDX-License-Identifier: Apache-2.0
"""Our canonical JSON against an independent implementation of RFC 8785, and against what travels."""

import hashlib
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workspace.domain.canonical import EXACT, canonical, nfc, sha256
from workspace.wire import codec

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-EXACT, EXACT) | TEXT


def nested(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20)


@given(nested(TEXT))
def test_it_is_the_form_of_the_standard(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(nested(st.text(st.characters(max_codepoint=127))))
def test_it_is_what_travels(value: Any) -> None:
    assert canonical(value) == codec.canonical(value)


def test_keys_sort_by_utf_16() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize("value", [EXACT + 1, -EXACT - 1])
def test_a_number_not_every_reader_keeps_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="exact"):
        canonical(value)


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")


def test_the_hash_takes_the_parts_one_after_the_other() -> None:
    assert sha256(b"ab", b"c") == sha256(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_what_looks_the_same_is_the_same() -> None:
    assert nfc("Andre\u0301") == "Andr\u00e9"
