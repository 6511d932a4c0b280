# SPDX-License-Identifier: Apache-2.0
"""Pictures for the page: PNG and JPEG, checked by their head, handed over as SVG, which is text.

The compiler takes files that lie in memory only as UTF-8. Within an SVG a picture travels in base64; that is
decoded at a quarter of what a list of numbers costs, and a picture that is spoilt is still refused by the compiler.
"""

import struct
from base64 import b64encode
from dataclasses import dataclass

SIZE_MAX = 5 * 1024 * 1024  # bytes
PIXELS_MAX = 25_000_000  # a page at 600 dots an inch has 35 million; unpacked, each takes four bytes

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_ENDS = {"png": b"IEND\xaeB`\x82", "jpeg": b"\xff\xd9"}  # without it the file was cut off
_FRAMES = frozenset({*range(0xC0, 0xD0)}) - {0xC4, 0xC8, 0xCC}  # the JPEG marks that are followed by the size


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, its size in dots, and as it came: `kind` "png" or "jpeg"; of an SVG neither is known."""

    svg: bytes
    wide: int = 0
    high: int = 0
    raw: bytes = b""
    kind: str = ""


def picture(raw: bytes) -> Picture | None:
    """The picture within an SVG of its size; None if it is none, was cut off, or is too large for a page."""
    if len(raw) > SIZE_MAX:
        return None
    kind, (wide, high) = ("png", _png(raw)) if raw.startswith(_PNG) else ("jpeg", _jpeg(raw))
    if not 0 < wide * high <= PIXELS_MAX or _ENDS[kind] not in raw:
        return None
    size = f'width="{wide}" height="{high}"'
    data = b64encode(raw).decode()
    inside = f'<image {size} href="data:image/{kind};base64,{data}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
    return Picture(svg.encode(), wide, high, raw, kind)


def crest(raw: bytes) -> Picture | None:
    """A crest, which may be an SVG already; None if it is nothing of the kind. What an SVG names, the compiler
    does not open: it refuses it.
    """
    if (made := picture(raw)) is not None:
        return made
    try:
        return Picture(raw) if "<svg" in raw[:SIZE_MAX].decode() else None
    except UnicodeDecodeError:
        return None


def _png(raw: bytes) -> tuple[int, int]:
    wide, high = struct.unpack_from(">II", raw.ljust(24, b"\0"), 16)
    return wide, high


def _jpeg(raw: bytes) -> tuple[int, int]:
    """Width and height of the first frame; 0, 0 if there is none."""
    at = 2 if raw.startswith(b"\xff\xd8\xff") else len(raw)
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        mark, length = raw[at + 1], struct.unpack_from(">H", raw, at + 2)[0]
        if mark in _FRAMES:
            high, wide = struct.unpack_from(">HH", raw, at + 5)
            return wide, high
        at += 2 + max(2, length)
    return 0, 0
