# SPDX-License-Identifier: Apache-2.0
"""The body as blocks: paragraphs, headings, lists within lists, tables. Plain data, as the templates read it:

    {"as": "par", "runs": […], "align": "", "indent": 0, "first": 0}   a line
    {"as": "rows", "rows": [[runs, …], …], "indent": 0, "first": 0}    lines with tabs (tabs.py)
    {"as": "head", "runs": […], "level": 1, "align": ""}
    {"as": "list", "items": [{"label": "1.", "blocks": […]}]}
    {"as": "table", "weights": [6, 43], "head": true, "rows": [[blocks of a cell, …], …]}
    {"as": "gap"}                                                      an empty line
    {"as": "break"}                                                    a new page

Levels of headings follow each other without a gap, as PDF/UA asks. Runs are told at `Blocks._runs`.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from workspace.paper.body import Grid, Line, Run, layout, numbers
from workspace.paper.page.glyphs import WORD_MAX, Setting
from workspace.paper.page.pictures import Picture
from workspace.paper.page.tabs import merged, tabbed

Block = dict[str, Any]
WHOLE = Fraction(1)  # of the line
ACROSS = 75  # characters of running text on a line, about
COLUMN_MIN, COLUMN_MAX, INSET = 3, 40, 3  # in characters: what a column asks for, and its inner margins
DOTS = 96 / 25.4  # of a picture in its own size, on a mm
HIGH = 180  # mm: as high as a picture may be
CLOSING_MAX = 450  # characters, about six lines
STEP = 9  # mm: how far a level is indented


class _Entry(NamedTuple):
    """A line of a list: its depth from 0, its label ("" continues the item above), its block."""

    depth: int
    label: str
    block: Block


class Blocks:
    """Makes blocks of lines; `pictures` has the page's names of pictures by their `src`; a line is `wide` mm."""

    def __init__(
        self, setting: Setting, pictures: Mapping[str, tuple[str, Picture]], wide: int, top: int = 1
    ) -> None:
        self._setting, self._pictures, self._wide, self._top = setting, pictures, wide, top

    def of(self, lines: Sequence[Line]) -> list[Block]:
        """The blocks of a body, without empty lines around it."""
        laid = layout(lines)
        labels = numbers(laid.lines)
        ends = [*laid.starts[1:], len(laid.lines)]
        stretches = [(laid.lines[a:b], labels[a:b]) for a, b in zip(laid.starts, ends, strict=True)]
        tables = dict(laid.tables)
        made, at, level = list[Block](), 0, self._top - 1
        while at < len(stretches):
            if at in tables:
                cells = stretches[at : at + len(tables[at].rows) * len(tables[at].columns)]
                made.append(self._table(tables[at], cells))
                at += len(cells)
            else:
                flow = self._flow(*stretches[at])
                level = _levelled(flow, level, self._top)
                made += flow
                at += 1
        return _trimmed(made)

    def _flow(
        self, lines: Sequence[Line], labels: Sequence[str], share: Fraction = WHOLE, *, cell: bool = False
    ) -> list[Block]:
        """The blocks of lines that are in one place, which has a share of the line."""
        made: list[Block] = []
        entries: list[_Entry] = []

        def close() -> None:
            if entries:
                made.append(_list(entries, 0, 0)[0])
                entries.clear()

        for one, label in zip(lines, labels, strict=True):
            if one.bare and not one.runs:
                continue
            if one.get("pb") and not cell:
                close()
                made.append({"as": "break"})
            block = self._block(one, share, cell=cell)
            depth = int(one.get("l") or 1) - 1
            if label or (entries and not one.get("t") and one.get("l")):
                entries.append(_Entry(depth, label, {**block, "indent": 0}))
                continue
            close()
            made.append(block)
        close()
        return merged(made)

    def _block(self, one: Line, share: Fraction, *, cell: bool) -> Block:
        kind = one.get("t")
        level = int(one.get("l") or (1 if kind else 0))
        deep = 0 if kind == "h" else level
        room = int(self._wide * share) - deep * STEP
        runs = self._runs(one.runs, share, max(room, STEP), bold=cell and kind == "h")
        if not runs:
            return {"as": "gap"}
        block = {"as": "par", "runs": runs, "align": one.get("a"), "indent": 0 if kind else deep}
        return {**block, "as": "head", "level": level} if kind == "h" and not cell else tabbed(block)

    def _runs(self, runs: Sequence[Run], share: Fraction, room: int, *, bold: bool) -> list[Block]:
        """Text "t" with its looks "f": b, i, u as in the body, "+" suggested, "-" to be deleted. A picture has its
        name "p", its width in mm, "wide", and what is said of it, "t"; one that is not there has no name.
        """
        longest = WORD_MAX if share == WHOLE else max(1, int(ACROSS * share) - INSET)
        made: list[Block] = []
        for run in runs:
            attrs = dict(run.attrs)
            looks = "".join(key for key in "biu" if key in attrs) + "+" * ("ins" in attrs)
            looks += "-" * ("del" in attrs) + "b" * (bold and "b" not in attrs)
            if "embed" in attrs:
                src, alt = _embedded(str(attrs["embed"]))
                made.append({"t": self._setting.row(alt), "f": looks, **self._picture(src, room)})
            elif text := self._setting.text(run.text, longest):
                made.append({"t": text, "f": looks})
        return made

    def _picture(self, src: str, room: int) -> Block:
        if src not in self._pictures:
            return {"p": ""}
        name, one = self._pictures[src]
        return {"p": name, "wide": int(min(one.wide / DOTS, room, HIGH * one.wide / one.high)) or 1}

    def _table(self, grid: Grid, cells: Sequence[tuple[Sequence[Line], Sequence[str]]]) -> Block:
        wide = len(grid.columns)
        asked = [INSET + COLUMN_MIN] * wide
        for k, (lines, _) in enumerate(cells):
            longest = max(len(one.text) for one in lines)
            asked[k % wide] = max(asked[k % wide], INSET + min(longest, COLUMN_MAX))
        shares = [Fraction(one, sum(asked)) for one in asked]
        made = [
            _trimmed(self._flow(lines, labels, shares[k % wide], cell=True))
            for k, (lines, labels) in enumerate(cells)
        ]
        rows = [made[k : k + wide] for k in range(0, len(made), wide)]
        head = len(rows) > 1 and all(_bold(lines) for lines, _ in cells[:wide])
        return {"as": "table", "weights": asked, "head": head, "rows": rows}


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks, and the last of them apart if it stays with the signature: a short paragraph or item.

    A long one would take its whole length to the next page, and leave this one empty.
    """
    if not blocks:
        return [], []
    *rest, last = blocks
    if last["as"] == "list":
        *items, item = last["items"]
        inner = item["blocks"]
        if items:
            rest = [*rest, {**last, "items": items}]
        last = {**last, "items": [item]}
    else:
        inner = [last]
    short = all(one["as"] in ("par", "head") for one in inner)
    if not short or sum(len(run["t"]) for one in inner for run in one["runs"]) > CLOSING_MAX:
        return list(blocks), []
    return rest, [last]


def _embedded(value: str) -> tuple[str, str]:
    """The source of a picture and what is said of it; whatever lies there is readable."""
    try:
        found = json.loads(value)
    except ValueError:
        found = None
    told = found if isinstance(found, dict) else {}
    src, alt = told.get("src"), told.get("alt")
    return src if isinstance(src, str) else "", alt if isinstance(alt, str) else ""


def _bold(lines: Sequence[Line]) -> bool:
    """Whether a cell says something, all of it bold: so officers mark the head of a table."""
    runs = [run for one in lines for run in one.runs]
    return bool(runs) and all(("b", True) in run.attrs for run in runs)


def _list(entries: Sequence[_Entry], at: int, depth: int) -> tuple[Block, int]:
    """The list of depth `depth` that begins at `at`, and where it ends. Deeper ones lie in its items."""
    items: list[dict[str, Any]] = []
    while at < len(entries) and entries[at].depth >= depth:
        own = entries[at]
        if own.depth == depth and own.label:
            items.append({"label": own.label, "blocks": [own.block]})
            at += 1
            continue
        if not items:
            items.append({"label": "", "blocks": []})
        if own.label:
            inner, at = _list(entries, at, depth + 1)
            items[-1]["blocks"].append(inner)
        else:
            items[-1]["blocks"].append({**own.block, "indent": own.depth - depth})
            at += 1
    return {"as": "list", "items": [{**item, "blocks": merged(item["blocks"])} for item in items]}, at


def _levelled(blocks: Sequence[Block], level: int, top: int) -> int:
    """Give headings levels without a gap, from `top`; the level of the last one."""
    for block in blocks:
        if block["as"] == "head":
            level = block["level"] = min(block["level"] + top - 1, level + 1)
    return level


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without empty lines at both ends."""
    while blocks and blocks[-1]["as"] == "gap":
        blocks.pop()
    while blocks and blocks[0]["as"] == "gap":
        del blocks[0]
    return blocks
