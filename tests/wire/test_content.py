# SPDX-License-Identifier: Apache-2.0
"""Codings: what is folded unfolds to the same, and nothing unfolds to more than it may."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from workspace.wire.content import ContentError, choose, digest, fold, unfold


@given(st.binary(max_size=3000), st.sampled_from(["", "zstd", "gzip"]))
def test_what_is_folded_unfolds_to_the_same(raw: bytes, coding: str) -> None:
    content, used = fold(raw, coding)
    assert used in {"", coding}
    assert unfold(content, used, 3000) == raw


@pytest.mark.parametrize("coding", ["zstd", "gzip"])
def test_one_content_after_the_other_folds_and_unfolds_in_any_thread(coding: str) -> None:
    """A zstd context serves one thread; each thread makes its own, once."""
    contents = [bytes([n]) * 3000 for n in range(4)]

    def one_after_the_other() -> list[bytes]:
        return [unfold(*fold(raw, coding), 3000) for raw in contents]

    with ThreadPoolExecutor(2) as pool:
        told = [future.result() for future in [pool.submit(one_after_the_other) for _ in range(4)]]
    assert told == [contents] * 4
    assert one_after_the_other() == contents


@pytest.mark.parametrize("coding", ["zstd", "gzip"])
def test_a_bomb_is_not_unfolded(coding: str) -> None:
    bomb, _ = fold(b"\0" * 50_000_000, coding)
    assert len(bomb) < 300_000
    with pytest.raises(ContentError) as caught:
        unfold(bomb, coding, 100_000)
    assert caught.value.too_large


def test_a_bomb_that_hides_its_size_is_not_unfolded_either() -> None:
    bomb = zstandard.ZstdCompressor(write_content_size=False).compress(b"\0" * 10_000_000)
    with pytest.raises(ContentError):
        unfold(bomb, "zstd", 100_000)


def test_plain_content_has_a_cap_too() -> None:
    with pytest.raises(ContentError):
        unfold(b"x" * 11, "", 10)


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (b"not zstd", "zstd"),
        (b"", "zstd"),
        (b"not gzip", "gzip"),
        (gzip.compress(b"cut short" * 100, mtime=0)[:-9], "gzip"),
        (gzip.compress(b"one", mtime=0) + b"more", "gzip"),
        (zstandard.compress(b"one") + b"more", "zstd"),
        (b"{}", "br"),
    ],
)
def test_broken_content_is_told(content: bytes, coding: str) -> None:
    with pytest.raises(ContentError) as caught:
        unfold(content, coding, 1000)
    assert not caught.value.too_large


def test_the_best_coding_both_know_is_chosen() -> None:
    assert choose("gzip, zstd;q=0.5") == "zstd"
    assert choose("gzip;q=1") == "gzip"
    assert choose("br, *") == choose("") == ""
    assert choose("zstd;q=0, gzip; q=0.5") == "gzip", "a weight of nothing says no (RFC 9110 §12.4.2)"
    assert choose("zstd; Q=0.000") == choose("gzip;q=0.0") == ""
    assert choose("zstd;q=0.001") == "zstd"


def test_a_digest_is_written_as_rfc_9530_writes_it() -> None:
    """The example of RFC 9530, appendix D (`{"hello": "world"}` and a newline)."""
    expected = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert digest(b'{"hello": "world"}\n') == expected
