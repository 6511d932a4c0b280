# SPDX-License-Identifier: Apache-2.0
"""Words: how a text is folded for the search, how a query becomes an FTS5 expression, how a hit is cut.

Officers type words, never operators. Both sides of the comparison are folded here, so that the index and the
in-memory twin find the same: lower case, without diacritics, letters and digits only.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from workspace.domain.ids import Id
from workspace.storage.tables import Line

SNIPPETS_MAX = 50  # shown hits whose text is decoded and cut
WIDTH = 160  # characters of a snippet

_WORD = re.compile(r"[^\W_]+")
# A word where it stands in running text: its letters may be followed by combining marks.
_STANDING = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def fold(text: str) -> list[str]:
    """The words of a text as the search sees them: lower case, without diacritics."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def indexed(text: str) -> str:
    """What the index is fed. The tokenizer folds ASCII exactly as `fold` does, so that is left as it is."""
    return text if text.isascii() else " ".join(fold(text))


def expression(query: str) -> str:
    """The FTS5 expression for a query: every word, the last one as a prefix unless a space ends it; empty if it
    holds no word.

    Words are letters and digits and stand in quotes: nothing an officer types is an operator.
    """
    asked = fold(query)
    return " ".join(f'"{word}"' for word in asked) + "*" * begun(query) if asked else ""


def begun(query: str) -> bool:
    """Whether the last word of a query may go on: no space was typed after it."""
    return not query[-1:].isspace()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; `marks` are [start, end) of the asked words in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, asked: Sequence[str], width: int = WIDTH) -> Snippet:
    """The piece of `text`, at most `width` characters and two ellipses, around the first asked word.

    `asked` are folded words, the last one a prefix, as `fold(query)` gives them.
    """
    standing = _STANDING.finditer(text) if asked else ()
    hits = [(m.start(), m.end()) for m in standing if _asked(m.group(), asked)]
    start = _cut(text, hits[0][0], width) if hits and len(text) > width else 0
    end = min(len(text), start + width)
    if end < len(text):
        end = text.rfind(" ", start + width // 2, end) if " " in text[start + width // 2 : end] else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = len(before) - start
    marks = tuple((a + moved, b + moved) for a, b in hits if a >= start and b <= end)
    return Snippet(before + text[start:end] + after, marks)


def _asked(word: str, asked: Sequence[str]) -> bool:
    parts = [word.lower()] if word.isascii() else fold(word)
    return any(part in asked or part.startswith(asked[-1]) for part in parts)


def _cut(text: str, hit: int, width: int) -> int:
    """Where a piece begins that shows the word at `hit` with a third of the width before it, at a word."""
    start = min(max(0, hit - width // 3), len(text) - width)
    space = text.find(" ", start, hit) if start else -1
    return space + 1 if space >= 0 else start


@dataclass(frozen=True, slots=True)
class Hit:
    """One line found by a search, with the piece of its text that holds the words."""

    line: Line
    piece: Snippet


def hits(
    lines: Iterable[Line],
    query: str,
    shown: Callable[[Id], tuple[str, bytes] | None],
    width: int = WIDTH,
) -> list[Hit]:
    """Cut the pieces for the first 50 of the found lines; `shown` gives noun and body of a record.

    From class Rahasia on a record shows no text (registry.words), so its piece is empty.
    """
    asked = fold(query)
    rows = [(line, shown(line.id)) for _, line in zip(range(SNIPPETS_MAX), lines, strict=False)]
    return [Hit(line, snippet(_text(*row) if row else "", asked, width)) for line, row in rows]


def _text(kind: str, body: bytes) -> str:
    # Nouns and codec are not loaded for the first page of the inbox, which needs no snippet.
    from workspace.domain import registry  # noqa: PLC0415
    from workspace.wire import codec  # noqa: PLC0415

    return registry.words(codec.decode_value(kind, body)).text
