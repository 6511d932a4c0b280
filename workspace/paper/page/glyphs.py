# SPDX-License-Identifier: Apache-2.0
"""Which characters the shipped type can show, and what stands for the others.

An archival PDF must not hold a character without a shape: one emoji in a letter, and no page is made. So what the
type lacks becomes a box that everybody sees, and is told to whoever wrote it (`Setting.odd`). Characters without a
look of their own vanish: among them those that turn the direction of reading, with which a page could say another
thing than its text.
"""

import re
import struct
import unicodedata
from functools import cache

from resources import path
from workspace.domain.canonical import nfc

BOX = "□"
BREAK = "\u200b"  # a place where a line may end; has no width
WORD_MAX = 30  # a longer word may be broken
FONTS = tuple(f"fonts/LiberationSans-{cut}.ttf" for cut in ("Regular", "Bold", "Italic", "BoldItalic"))
_PARTS = re.compile(r"(?<=[/.?&=_@-])")


@cache
def known() -> frozenset[str]:
    """The characters that all four cuts have."""
    return frozenset.intersection(*(_characters(path(name).read_bytes()) for name in FONTS))


def _characters(font: bytes) -> frozenset[str]:
    """Those of a TrueType font: the segments of its "cmap" for Windows' Unicode (OpenType, format 4)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xI", font, 12 + 16 * k) for k in range(tables))
    base = next(at for tag, at in entries if tag == b"cmap")
    subs = struct.unpack_from(">H", font, base + 2)[0]
    found = (struct.unpack_from(">HHI", font, base + 4 + 8 * k) for k in range(subs))
    at = next(base + offset for platform, encoding, offset in found if (platform, encoding) == (3, 1))
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", font, at + 14)
    firsts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    spans = zip(firsts[:-1], lasts[:-1], strict=True)  # the last one ends the table and says nothing
    return frozenset(chr(code) for first, last in spans for code in range(first, last + 1))


class Setting:
    """Makes text fit for the page and remembers in `odd` what was not."""

    def __init__(self) -> None:
        self.odd: set[str] = set()

    def text(self, text: str, longest: int = WORD_MAX) -> str:
        """The text as it can be shown; words of more than `longest` characters get places to break."""
        shown = "".join(map(self._shown, nfc(text)))
        if len(shown) <= longest:
            return shown
        return re.sub(rf"\S{{{longest + 1},}}", lambda found: _breakable(found[0], longest), shown)

    def row(self, text: str) -> str:
        """The text of a field, on one line."""
        return self.text(" ".join(text.split()))

    def _shown(self, char: str) -> str:
        if " " <= char <= "~":
            return char
        if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
            return ""
        if char in "\t\n":
            return char
        if char in known() and not unicodedata.category(char).startswith("C"):
            return char
        self.odd.add(char)
        return BOX


def _breakable(word: str, longest: int) -> str:
    """After marks that part an address; anywhere in a part that is still too long."""
    parts = _PARTS.split(word)
    return BREAK.join(BREAK.join(part) if len(part) > longest else part for part in parts)
