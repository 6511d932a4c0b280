# SPDX-License-Identifier: Apache-2.0
"""Content codings and digests, the same on both sides: zstd, gzip as the fallback, each with a cap.

A few kilobytes can unfold to gigabytes, so nothing is unfolded without saying how much is expected at most.
"""

import base64
import hashlib
import re
import threading
import zlib
from functools import lru_cache

import zstandard

LEVEL = 3
SMALL = 400  # bytes below which a coding does not pay
WINDOW_MAX = 8 * 1024 * 1024
NEVER = re.compile(r"\s*q=0(\.0{0,3})?\s*")  # a weight that says no (RFC 9110 §12.4.2)

_local = threading.local()  # a zstd context serves one thread at a time


class ContentError(Exception):
    """The bytes do not unfold: broken, of another coding, or (`too_large`) more than the cap."""

    def __init__(self, message: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.too_large = too_large


def digest(content: bytes) -> str:
    """The Content-Digest header (RFC 9530) of a content as it is sent, codings and all."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


@lru_cache(maxsize=64)  # clients of one kind always say the same
def choose(accepted: str) -> str:
    """The best coding of an Accept-Encoding header: zstd, gzip or none ("")."""
    parts = (part.lower().partition(";") for part in accepted.split(","))
    offered = {name.strip() for name, _, weight in parts if not NEVER.fullmatch(weight)}
    return next((coding for coding in ("zstd", "gzip") if coding in offered), "")


def fold(raw: bytes, coding: str) -> tuple[bytes, str]:
    """The content in that coding, or as it is when it is too small to gain; and the coding used."""
    if coding not in {"zstd", "gzip"} or len(raw) < SMALL:
        return raw, ""
    if coding == "gzip":
        return zlib.compress(raw, 1, 31), coding
    if not hasattr(_local, "compressor"):
        _local.compressor = zstandard.ZstdCompressor(level=LEVEL)
    return _local.compressor.compress(raw), coding


def unfold(content: bytes, coding: str, cap: int) -> bytes:
    """The bytes a content stands for, at most `cap`. Raises ContentError."""
    match coding:
        case "" | "identity":
            raw = content
        case "zstd":
            raw = _from_zstd(content, cap)
        case "gzip":
            raw = _from_gzip(content, cap)
        case _:
            raise ContentError(f"unknown coding {coding[:20]!r}")
    if len(raw) > cap:
        raise ContentError(f"more than {cap} bytes", too_large=True)
    return raw


def _from_zstd(content: bytes, cap: int) -> bytes:
    try:
        size = zstandard.get_frame_parameters(content).content_size
        if size > cap and size != zstandard.CONTENTSIZE_UNKNOWN:
            raise ContentError(f"more than {cap} bytes", too_large=True)
        if not hasattr(_local, "decompressor"):
            _local.decompressor = zstandard.ZstdDecompressor(max_window_size=WINDOW_MAX)
        return bytes(_local.decompressor.decompress(content, max_output_size=cap, allow_extra_data=False))
    except zstandard.ZstdError as error:
        raise ContentError(f"not zstd: {error}") from None


def _from_gzip(content: bytes, cap: int) -> bytes:
    unfolding = zlib.decompressobj(31)
    try:
        raw = unfolding.decompress(content, cap + 1)
    except zlib.error as error:
        raise ContentError(f"not gzip: {error}") from None
    if len(raw) <= cap and (not unfolding.eof or unfolding.unused_data):
        raise ContentError("not one whole gzip member")
    return raw
