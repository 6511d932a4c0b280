# SPDX-License-Identifier: Apache-2.0
"""What an officer does to a body, as rewrites of lines: pure, for a layout and places in it.

A place is (line, character). A rewrite (first, last, lines) says that lines first:last become these; a list of
them goes from top to bottom. A line that was bare becomes a real one as soon as something is done to it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from workspace.paper.body import Attrs, Grid, Layout, Line, Run, Value, changed, line
from workspace.paper.edits import cut

Place = tuple[int, int]
Change = tuple[int, int, list[Line]]


def stretches(laid: Layout) -> Iterator[tuple[int, int]]:
    """First and last line of each stretch."""
    return pairwise([*laid.starts, len(laid.lines)])


def part(one: Line, start: int, end: int | None = None) -> list[Run]:
    """Characters of a line."""
    return cut(one.runs, start, len(one.text) if end is None else end)


def real(attrs: Attrs, *runs: Sequence[Run]) -> Line:
    """A line with a marker, of parts."""
    return line((run for one in runs for run in one), attrs)


def spans(laid: Layout, start: Place, end: Place) -> list[tuple[int, int, int]]:
    """What is selected between two places: line, first character, character behind the last. Between two cells of a
    table it is all cells of the rectangle they span, as Qt shows it.
    """
    (i, x), (j, y) = start, end
    one, other = cell_at(laid, i), cell_at(laid, j)
    if one is None or other is None or one[0] != other[0] or one[2:] == other[2:]:
        return [(k, x if k == i else 0, y if k == j else len(laid.lines[k].text)) for k in range(i, j + 1)]
    at, grid, (wide, bounds) = one[0], one[1], (len(one[1].columns), list(stretches(laid)))
    rows, columns = sorted((one[2], other[2])), sorted((one[3], other[3]))
    return [
        (k, 0, len(laid.lines[k].text))
        for place in range(len(grid.rows) * wide)
        if rows[0] <= place // wide <= rows[1] and columns[0] <= place % wide <= columns[1]
        for k in range(*bounds[at + place])
    ]


def taken(laid: Layout, start: Place, end: Place) -> list[Line]:
    """What is selected, as lines outside any table."""
    return [
        real(changed(laid.lines[k].attrs, {"cell": None}), part(laid.lines[k], x, y))
        for k, x, y in spans(laid, start, end)
    ]


def remove(laid: Layout, start: Place, end: Place) -> list[Change]:
    """Delete what is selected. Between paragraphs everything goes, tables too; cells are emptied and stay."""
    (i, x), (j, y) = start, end
    lines, bounds = laid.lines, list(stretches(laid))
    first = next(k for k, (_, stop) in enumerate(bounds) if i < stop)
    last = next(k for k, (_, stop) in enumerate(bounds) if j < stop)
    if first == last or not (lines[i].get("cell") or lines[j].get("cell")):
        keeps = lines[j] if i < j and not x and y < len(lines[j].text) else lines[i]
        attrs = changed(keeps.attrs, {"cell": lines[i].get("cell") or None})
        return [(i, j + 1, [real(attrs, part(lines[i], 0, x), part(lines[j], y))])]
    touched = {k for k, _, _ in spans(laid, start, end)}
    emptied = [(a, b) for a, b in bounds if a in touched and not _bare(lines[a:b])]
    return [(a, b, [Line(lines[a].attrs)]) for a, b in emptied]


def _bare(lines: Sequence[Line]) -> bool:
    return len(lines) == 1 and lines[0].bare and not lines[0].runs


def insert(laid: Layout, at: Place, lines: Sequence[Line], fresh: str) -> tuple[list[Change], Place]:
    """Put `lines` in; the first goes on where `at` stands, the last takes up what stood behind. Tables among them
    get the id `fresh`; within a table they become plain lines. The second value is the place behind them.
    """
    i, x = at
    host, cell = laid.lines[i], laid.lines[i].get("cell")
    tables: dict[str, str] = {}
    given = [_settled(one, cell, fresh, tables) for one in lines]
    if not given:
        return [], at
    head, tail = part(host, 0, x), part(host, x)
    if tables and given[0].get("cell"):
        given.insert(0, Line(host.attrs if head else ()))
    if tables and given[-1].get("cell"):
        given.append(Line())
    first, last = given[0], given[-1]
    attrs = first.attrs if not host.text and first.attrs and not host.get("t") else host.attrs
    attrs = changed(attrs, {"cell": cell or None})
    if len(given) == 1:
        return [(i, i + 1, [real(attrs, head, first.runs, tail)])], (i, x + len(first.text))
    made = [real(attrs, head, first.runs), *given[1:-1], real(last.attrs, last.runs, tail)]
    return [(i, i + 1, made)], (i + len(made) - 1, len(last.text))


def _settled(one: Line, cell: str, fresh: str, tables: dict[str, str]) -> Line:
    own = one.get("cell")
    if not own or cell:
        return one._replace(attrs=changed(one.attrs, {"cell": cell or None}), bare=False)
    table, row, column = own.split("/")
    name = tables.setdefault(table, f"{fresh}.{len(tables)}")
    return one._replace(attrs=changed(one.attrs, {"cell": f"{name}/{row}/{column}"}), bare=False)


def split(laid: Layout, at: Place) -> list[Change]:
    """Enter on a line that is only shown: it and the next become real."""
    one = laid.lines[at[0]]
    return [(at[0], at[0] + 1, [real(one.attrs, part(one, 0, at[1])), real(one.attrs, part(one, at[1]))])]


def mark(laid: Layout, start: Place, end: Place, name: str, value: Value | None) -> list[Change]:
    """Give the characters selected a format, or take it away."""
    found: list[Change] = []
    for k, x, y in spans(laid, start, end):
        one = laid.lines[k]
        middle = [Run(run.text, changed(run.attrs, {name: value})) for run in part(one, x, y)]
        if middle:
            found.append((k, k + 1, [real(one.attrs, part(one, 0, x), middle, part(one, y))]))
    return found


def marked(laid: Layout, start: Place, end: Place, name: str) -> bool:
    """Whether all characters selected have a format."""
    runs = [run for k, x, y in spans(laid, start, end) for run in part(laid.lines[k], x, y)]
    return bool(runs) and all(dict(run.attrs).get(name) is True for run in runs)


def set_lines(
    laid: Layout, start: Place, end: Place, change: Callable[[Line], dict[str, Value | None]]
) -> list[Change]:
    """Other attributes for the lines selected."""
    found: list[Change] = []
    for k, _, _ in spans(laid, start, end):
        one = laid.lines[k]
        new = one.with_(**change(one))
        if new != one:
            found.append((k, k + 1, [new._replace(bare=False)]))
    return found


# ---- tables ---------------------------------------------------------------------------------------


def table(laid: Layout, at: Place, rows: int, columns: int, fresh: str) -> tuple[list[Change], Place]:
    """An empty table where `at` stands, and the place in its first cell."""
    cells = [Line((("cell", f"new/{row}/{column}"),)) for row in range(rows) for column in range(columns)]
    changes, _ = insert(laid, at, cells, fresh)
    return changes, (at[0] + 1, 0)


def cell_at(laid: Layout, line_: int) -> tuple[int, Grid, int, int] | None:
    """The table a line stands in: its first stretch, the grid, row and column from 0; None outside."""
    stretch = next(k for k, (_, stop) in enumerate(stretches(laid)) if line_ < stop)
    for at, grid in laid.tables:
        place = stretch - at
        if 0 <= place < len(grid.rows) * len(grid.columns):
            return at, grid, *divmod(place, len(grid.columns))
    return None


def add_row(laid: Layout, line_: int, fresh: str) -> list[Change]:
    """A row below the one `line_` stands in."""
    if (found := cell_at(laid, line_)) is None:
        return []
    at, grid, row, _ = found
    stop = list(stretches(laid))[at + (row + 1) * len(grid.columns) - 1][1]
    made = [Line((("cell", f"{grid.table}/{fresh}/{column}"),)) for column in grid.columns]
    return [(stop, stop, made)]


def add_column(laid: Layout, line_: int, fresh: str) -> list[Change]:
    """A column to the right of the one `line_` stands in. A cell that is only shown is made, to keep the order."""
    if (found := cell_at(laid, line_)) is None:
        return []
    at, grid, _, column = found
    bounds, changes = list(stretches(laid)), []
    for k, row in enumerate(grid.rows):
        start, stop = bounds[at + k * len(grid.columns) + column]
        new = Line((("cell", f"{grid.table}/{row}/{fresh}"),))
        own = [one._replace(bare=False) for one in laid.lines[start:stop]]
        changes.append((start, stop, [*own, new]))
    return changes


def remove_row(laid: Layout, line_: int) -> list[Change]:
    """Without the row `line_` stands in."""
    if (found := cell_at(laid, line_)) is None:
        return []
    at, grid, row, _ = found
    wide, bounds = len(grid.columns), list(stretches(laid))
    return [(bounds[at + row * wide][0], bounds[at + (row + 1) * wide - 1][1], [])]


def remove_column(laid: Layout, line_: int) -> list[Change]:
    """Without the column `line_` stands in."""
    if (found := cell_at(laid, line_)) is None:
        return []
    at, grid, _, column = found
    wide, bounds = len(grid.columns), list(stretches(laid))
    return [(*bounds[at + k * wide + column], []) for k in range(len(grid.rows))]


# ---- words found and replaced ---------------------------------------------------------------------


def found(
    laid: Layout, words: str, *, whole: bool = False, exact: bool = False
) -> list[tuple[int, int, int]]:
    """Every place with these words: line, first character, character behind the last. `whole`: not within longer
    words; `exact`: capitals as they are.
    """
    bare = re.escape(words)
    pattern = re.compile(rf"(?<!\w){bare}(?!\w)" if whole else bare, 0 if exact else re.IGNORECASE)
    return [
        (k, one.start(), one.end())
        for k, line_ in enumerate(laid.lines if words else ())
        for one in pattern.finditer(line_.text)
    ]


def replaced(laid: Layout, places: Sequence[tuple[int, int, int]], by: str) -> list[Change]:
    """These places, from top to bottom, become `by` in the formats of the first replaced character."""
    changes: list[Change] = []
    for k, group in groupby(places, key=lambda place: place[0]):
        one, at, parts = laid.lines[k], 0, list[Run]()
        for _, start, end in group:
            parts += part(one, at, start)
            parts.append(Run(by, part(one, start, start + 1)[0].attrs))
            at = end
        changes.append((k, k + 1, [real(one.attrs, parts, part(one, at))]))
    return changes
