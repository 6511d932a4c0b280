# SPDX-License-Identifier: Apache-2.0
"""What the overlay keeps of a body gives the body back, beside the truth it was made beside and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.test_contract import new_sql
from workspace.storage import patch
from workspace.storage.memory import MemoryTables
from workspace.storage.tables import Truth

PIECES = st.lists(st.sampled_from([b"a", b"ab", b"\n", b"7 ", b"{", b"}", b"rapat"]), max_size=12).map(
    b"".join
)
BODIES = PIECES.map(b"{%b}".__mod__)


@given(st.one_of(st.just(b""), BODIES), BODIES)
def test_a_body_comes_back(truth: bytes, body: bytes) -> None:
    assert patch.whole(truth, patch.made(truth, body)) == body


def test_a_small_change_of_a_long_record_is_kept_small() -> None:
    truth = b'{"id":"a","note":"%b","reports":[],"state":"read","title":"%b"}' % (b"n" * 300, b"t" * 300)
    body = truth.replace(b"[]", b'["selesai"]')
    kept = patch.made(truth, body)
    assert len(kept) < 40
    assert patch.whole(truth, kept) == body
    with pytest.raises(ValueError, match="another truth"):
        patch.whole(body, kept)


def test_both_tables_show_the_body() -> None:
    truth = b'{"id":"a","reports":[]}'
    body = truth.replace(b"[]", b"[1]")
    for tables in (MemoryTables(), new_sql()):
        with tables.write():
            tables.put_truth([Truth("a", "task", 1, 1, 0, truth)])
            tables.put_overlay([("a", "task", patch.made(truth, body)), ("b", "task", patch.made(b"", body))])
        assert tables.shown("a") == tables.shown("b") == ("task", body)
