# SPDX-License-Identifier: Apache-2.0
r"""The body of a letter as lines, read from the one text that is its truth (docs/editor.md).

The text is a sequence of characters. Each line *starts* with a marker, "\n", whose formats are the line's
attributes; formats on other characters are their emphasis and their comments. Values are text or True, nothing
else: numbers would come back as floats.

    of a line       t  "h" heading, "n" numbered, "b" bullet; absent: a paragraph
                    l  level, "1" to "4"; absent: the first. Of a paragraph: how far it is indented
                    a  alignment, "c", "r" or "j"; absent: left
                    pb True: begins a page
                    cell "table/row/column": the line stands in this cell; a cell may have several
    of a character  b, i, u  True: bold, italic, underlined
                    c:<id>   True: commented on
                    embed    JSON; the character is U+FFFC and stands for a picture
    of both         ins, del "id:actor": suggested by somebody, not yet decided

Whatever lies in the text is readable: formats nobody knows are passed over, characters a line cannot show
(separators, controls) are read as U+FFFD or a space, with the same number of bytes.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from workspace.domain.canonical import canonical, nfc, sha256

Value = str | bool
Attrs = tuple[tuple[str, Value], ...]  # sorted by name

MARK = "\n"
EMBED = "\ufffc"
LEVELS = ("1", "2", "3", "4")
COLUMNS_MAX, CELLS_MAX = 63, 5_000  # a larger table is shown as plain lines

_ALLOWED = {"t": ("h", "n", "b"), "l": LEVELS, "a": ("c", "r", "j")}
_FLAGS = frozenset({"b", "i", "u"})
_CELL = re.compile(r"[^/\s]{1,40}/[^/\s]{1,40}/[^/\s]{1,40}")
_COMMENT = re.compile(r"c:[0-9A-Za-z-]{1,40}")
# Controls but the tab and the marker; Qt's separators and frame marks; half characters; marks of byte order.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe\uffff\ud800-\udfff]")


class Run(NamedTuple):
    """Characters with the same formats."""

    text: str
    attrs: Attrs = ()


class Line(NamedTuple):
    """A line; neighbouring runs differ, none is empty. `bare` has no marker in the text: it begins a text that
    lost its first one, or (then without runs) is there only because a table needs something around or in it.
    """

    attrs: Attrs = ()
    runs: tuple[Run, ...] = ()
    bare: bool = False

    @property
    def text(self) -> str:
        """The characters without formats and marker."""
        return "".join(run.text for run in self.runs)

    def get(self, name: str) -> str:
        """An attribute as text; "" if absent."""
        return next((str(value) for key, value in self.attrs if key == name), "")

    def with_(self, **changes: Value | None) -> "Line":
        """The line with other attributes; None takes one away."""
        return self._replace(attrs=changed(self.attrs, changes))


def changed(attrs: Attrs, changes: Mapping[str, Value | None]) -> Attrs:
    """`attrs` with other values; None takes one away."""
    merged = {**dict(attrs), **changes}
    return tuple(sorted((key, value) for key, value in merged.items() if value is not None))


def clean(text: str) -> str:
    """`text` with what a line cannot show replaced by something of as many bytes."""
    return _shown(text).replace(MARK, " ")


def _shown(text: str) -> str:
    return _ODD.sub(lambda found: " " if found[0] < "\x80" else "\ufffd", text)


def line(runs: Iterable[Run], attrs: Attrs = (), *, bare: bool = False) -> Line:
    """A line of runs that may be empty or equal to their neighbours."""
    kept: list[Run] = []
    for run in runs:
        if kept and kept[-1].attrs == run.attrs:
            kept[-1] = Run(kept[-1].text + run.text, run.attrs)
        elif run.text:
            kept.append(run)
    return Line(attrs, tuple(kept), bare)


def _of_marker(formats: Mapping[str, Any]) -> Attrs:
    kept = []
    for key, value in formats.items():
        good = (
            value in _ALLOWED[key] if key in _ALLOWED
            else isinstance(value, str) and _CELL.fullmatch(value) is not None if key == "cell"
            else value is True if key == "pb"
            else isinstance(value, str) and key in {"ins", "del"}
        )  # fmt: skip
        if good:
            kept.append((key, value))
    if ("l", "1") in kept and any(key == "t" for key, _ in kept):
        kept.remove(("l", "1"))
    return tuple(sorted(kept))


def _of_characters(formats: Mapping[str, Any]) -> Attrs:
    kept = []
    for key, value in formats.items():
        flag = key in _FLAGS or _COMMENT.fullmatch(key) is not None
        if (value is True) if flag else isinstance(value, str) and key in {"ins", "del"}:
            kept.append((key, value))
    return tuple(sorted(kept))


def parse(diff: Iterable[tuple[Any, Mapping[str, Any] | None]]) -> list[Line]:
    """The lines of a text, given as the pieces (characters or embedded value, formats) that follow each other."""
    lines: list[Line] = []
    marker: Attrs | None = None
    runs: list[Run] = []
    for piece, formats in diff:
        attrs = _of_characters(formats) if formats else ()
        if not isinstance(piece, str):
            value = json.dumps(piece, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            runs.append(Run(EMBED, changed(attrs, {"embed": value})))
            continue
        first, *rest = _shown(piece).split(MARK)
        if first:
            runs.append(Run(first, attrs))
        if not rest:
            continue
        if marker is not None or runs:
            lines.append(line(runs, marker or (), bare=marker is None))
        marker, last = _of_marker(formats) if formats else (), rest.pop()
        lines += [Line(marker, (Run(text, attrs),) if text else ()) for text in rest]
        runs = [Run(last, attrs)] if last else []
    if marker is not None or runs:
        lines.append(line(runs, marker or (), bare=marker is None))
    return lines


def pieces(lines: Iterable[Line]) -> list[Run]:
    """The text of `lines`, markers included: the other way of `parse`."""
    flat: list[Run] = []
    for one in lines:
        if not one.bare:
            flat.append(Run(MARK, one.attrs))
        flat.extend(one.runs)
    return flat


def size(text: str, attrs: Attrs = ()) -> int:
    """Bytes of characters in the text; an embedded value counts as one."""
    if text.isascii():
        return len(text)
    return len(text) if attrs and dict(attrs).get("embed") else len(text.encode())


def line_size(one: Line) -> int:
    """Bytes of a line with its marker."""
    return sum(size(run.text, run.attrs) for run in one.runs) + (not one.bare)


# ---- what is seen: tables and numbers -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its id, the ids of its rows (one may come twice) and columns."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(slots=True)
class Layout:
    """Lines as they are shown, with bare ones where a table has no line of its own.

    `starts` has the first line of each stretch: one outside tables, or one cell. They alternate: outside, the
    cells of a table by rows, outside, … `tables` says at which stretch each table begins.
    """

    lines: list[Line]
    starts: list[int]
    tables: list[tuple[int, Grid]]

    @property
    def shape(self) -> list[tuple[int, int, int]]:
        """Where tables begin and how large they are: what must be equal for lines to be patched in place."""
        return [(at, len(grid.rows), len(grid.columns)) for at, grid in self.tables]


def layout(lines: Sequence[Line]) -> Layout:
    """`lines` with a line before, between and after tables, and at least one in each cell."""
    laid = Layout([], [], [])
    at, stop, count = 0, 0, len(lines)
    found: tuple[Grid, list[list[list[int]]]] | None = None
    cells = [one.get("cell").split("/") if one.attrs else [""] for one in lines]
    while True:
        end = at
        while end < count and not cells[end][0]:
            end += 1
        outside = list(lines[at:end])
        while end < count:  # a table too large to be one
            stop = next((k for k in range(end, count) if cells[k][0] != cells[end][0]), count)
            if (found := _grid(cells[end:stop])) is not None:
                break
            outside += lines[end:stop]
            end = stop
            while end < count and not cells[end][0]:
                outside.append(lines[end])
                end += 1
        laid.starts.append(len(laid.lines))
        laid.lines += outside or [Line(bare=True)]
        if end == count or found is None:
            return laid
        grid, rows = found
        laid.tables.append((len(laid.starts), grid))
        for id_, row in zip(grid.rows, rows, strict=True):
            for column, own in zip(grid.columns, row, strict=True):
                laid.starts.append(len(laid.lines))
                pad = Line((("cell", f"{grid.table}/{id_}/{column}"),), bare=True)
                laid.lines += [lines[end + k] for k in own] or [pad]
        at = stop


def _grid(cells: Sequence[Sequence[str]]) -> tuple[Grid, list[list[list[int]]]] | None:
    """Rows and columns of consecutive lines of one table, and which lines stand in each cell; None if too large.

    The order of the lines is kept whatever it is: where it contradicts the columns, a new row begins. A column
    not met before stands after the one before it in its row.
    """
    columns: list[str] = []
    row, column = "", ""
    for _, r, c in cells:
        if r != row:
            row, column = r, ""
        if c not in columns:
            columns.insert(columns.index(column) + 1 if column else 0, c)
            if len(columns) > COLUMNS_MAX:
                return None
        column = c
    place = {c: k for k, c in enumerate(columns)}
    ids: list[str] = []
    rows: list[list[list[int]]] = []
    last = 0
    for k, (_, r, c) in enumerate(cells):
        if not ids or r != ids[-1] or place[c] < last:
            ids.append(r)
            rows.append([[] for _ in columns])
            if len(rows) * len(columns) > CELLS_MAX:
                return None
        last = place[c]
        rows[-1][last].append(k)
    return Grid(cells[0][0], tuple(ids), tuple(columns)), rows


def numbers(lines: Sequence[Line]) -> list[str]:
    """What stands before each line: 1. a. 1) a) by level, • before bullets, "" before others.

    An indented paragraph belongs to the item above it; a heading, one that is not indented, and another cell end
    a list. An item deeper than its forerunner begins at one.
    """
    labels, counts, cell = [], [0] * len(LEVELS), ""
    for one in lines:
        kind, here = one.get("t"), one.get("cell")
        level = int(one.get("l") or 1) - 1
        if here != cell or kind == "h" or (not kind and not one.get("l")):
            counts, cell = [0] * len(LEVELS), here
        if kind == "n":
            counts[level] += 1
            counts[level + 1 :] = [0] * (len(LEVELS) - level - 1)
            labels.append(_number(counts[level], level))
        else:
            labels.append("•" if kind == "b" else "")
    return labels


def _number(count: int, level: int) -> str:
    return (_letters(count) if level % 2 else str(count)) + (")" if level > 1 else ".")


def _letters(count: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


# ---- what is said ---------------------------------------------------------------------------------


def plain_text(lines: Iterable[Line]) -> str:
    """The words, a line each."""
    return "\n".join(one.text for one in lines)


def words(lines: Iterable[Line]) -> int:
    """How many words; what stands between blanks is one."""
    return sum(len(one.text.split()) for one in lines)


def canonical_body(lines: Sequence[Line]) -> bytes:
    """The content a decision is bound to, as canonical JSON (RFC 8785), every text in NFC.

    {"lines": [{"runs": [{"text": …, "b": true}], "t": …, "cell": [table, row, column], …}], "v": 1}. Cells are
    counted from 1 as they are seen, so ids have no part in it; comments neither. Suggestions have: what is not
    decided is another content.
    """
    laid = layout(lines)
    cells: dict[int, list[int]] = {}
    for number, (at, grid) in enumerate(laid.tables, 1):
        wide = len(grid.columns)
        for k in range(wide * len(grid.rows)):
            cells[at + k] = [number, k // wide + 1, k % wide + 1]
    ends = [*laid.starts[1:], len(laid.lines)]
    told = [
        _told(one, cells.get(stretch))
        for stretch, (start, end) in enumerate(zip(laid.starts, ends, strict=True))
        for one in laid.lines[start:end]
        if stretch in cells or one.runs or not one.bare
    ]
    return canonical({"v": 1, "lines": told})


def _told(one: Line, cell: list[int] | None) -> dict[str, Any]:
    plain = line(
        Run(run.text, tuple(pair for pair in run.attrs if not pair[0].startswith("c:"))) for run in one.runs
    )
    told: dict[str, Any] = {key: value for key, value in one.attrs if key != "cell"}
    told["runs"] = [{"text": nfc(run.text), **dict(run.attrs)} for run in plain.runs]
    return {**told, "cell": cell} if cell else told


def told_lines(raw: bytes) -> list[Line]:
    """The lines of a canonical body; cells have ids made of their numbers. Raises ValueError for any other bytes."""
    try:
        told = json.loads(raw)["lines"]
        return [_retold(one) for one in told]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a canonical body") from error


def _retold(told: dict[str, Any]) -> Line:
    marks = {key: value for key, value in told.items() if key not in {"runs", "cell"}}
    if "cell" in told:
        table, row, column = told["cell"]
        marks["cell"] = f"{table}/{row}/{column}"
    runs = (
        Run(run["text"], tuple(sorted((k, v) for k, v in run.items() if k != "text"))) for run in told["runs"]
    )
    return line(runs, tuple(sorted(marks.items())))


def body_hash(lines: Sequence[Line]) -> str:
    """SHA-256, in hex, of `canonical_body`: equal wherever the same is read, whatever way it came to be."""
    return sha256(canonical_body(lines))
