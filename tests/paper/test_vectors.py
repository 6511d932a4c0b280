# SPDX-License-Identifier: Apache-2.0
"""Fifty vectors of what is hashed, worked out elsewhere: composed texts as Unicode's UAX #15 and its data give them,
canonical JSON as RFC 8785 §3.2 writes it; an independent implementation must agree on each.
"""

import json
from typing import Any

import pytest
import rfc8785

from workspace.domain.canonical import canonical, nfc
from workspace.paper.body import Line, Run, canonical_body

# As typed, and composed: Latin, singletons, marks in either order, exclusions, Hangul, Hebrew, what stays as it is.
COMPOSED = [
    ("e\u0301", "\u00e9"), ("\u00e9", "\u00e9"), ("A\u030a", "\u00c5"), ("\u212b", "\u00c5"), ("\u2126", "\u03a9"),
    ("\u212a", "K"), ("s\u0323\u0307", "\u1e69"), ("s\u0307\u0323", "\u1e69"), ("\u1e0b\u0323", "\u1e0d\u0307"),
    ("a\u0323\u0302", "\u1ead"), ("a\u0302\u0323", "\u1ead"), ("o\u0302\u0301", "\u1ed1"), ("u\u0308\u0304", "\u01d6"),
    ("\u0958", "\u0915\u093c"), ("\ufb2a", "\u05e9\u05c1"), ("\u1100\u1161", "\uac00"),
    ("\u1100\u1161\u11a8", "\uac01"),
    ("\ufb01", "\ufb01"), ("\u2460", "\u2460"), ("\u00b5", "\u00b5"), ("\u2163", "\u2163"), ("\uff21", "\uff21"),
    ("\U0001d15e", "\U0001d157\U0001d165"), ("\U0001f1ee\U0001f1e9", "\U0001f1ee\U0001f1e9"),
    ("q\u0307\u0323", "q\u0323\u0307"),
    ("\u0344", "\u0308\u0301"), ("\u0340", "\u0300"), ("\u037e", ";"), ("\u1fef", "`"), ("\u2000", "\u2002"),
]  # fmt: skip
CANONICAL: list[tuple[Any, bytes]] = [
    ({}, b"{}"), ([], b"[]"), (None, b"null"), (True, b"true"), ([True, False, None], b"[true,false,null]"), (0, b"0"),
    (-0, b"0"), (9007199254740991, b"9007199254740991"), (-9007199254740991, b"-9007199254740991"),
    ({"b": 1, "a": 2}, b'{"a":2,"b":1}'), ({"a": {"c": 1, "b": []}}, b'{"a":{"b":[],"c":1}}'),
    ({"\ufb33": 1, "\U0001f600": 2, "z": 3}, '{"z":3,"\U0001f600":2,"\ufb33":1}'.encode()),
    ({"\u20ac": 1, "\r": 2, "1": 3, "\x80": 4}, '{"\\r":2,"1":3,"\x80":4,"\u20ac":1}'.encode()),
    ("\u20ac$\x0f\nA'B\"\\\"/", '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"'.encode()), ("\x00", b'"\\u0000"'),
    ("\b\t\n\f\r", b'"\\b\\t\\n\\f\\r"'), ("\x7f", b'"\x7f"'), ("\u2028", '"\u2028"'.encode()), ("/", b'"/"'),
    ("\U0001f600", '"\U0001f600"'.encode()),
]  # fmt: skip


def test_there_are_fifty() -> None:
    assert len(COMPOSED) + len(CANONICAL) == 50


@pytest.mark.parametrize(("typed", "wanted"), COMPOSED, ids=[ascii(typed) for typed, _ in COMPOSED])
def test_what_looks_the_same_is_hashed_as_the_same(typed: str, wanted: str) -> None:
    assert nfc(typed) == wanted
    raw = canonical_body([Line((), (Run(typed),))])
    told: Any = {"lines": [{"runs": [{"text": wanted}]}], "v": 1}
    assert raw == rfc8785.dumps(told)
    assert json.loads(raw) == told


@pytest.mark.parametrize(("value", "wanted"), CANONICAL, ids=[ascii(value) for value, _ in CANONICAL])
def test_json_is_written_as_the_standard_writes_it(value: Any, wanted: bytes) -> None:
    assert canonical(value) == wanted == rfc8785.dumps(value)
