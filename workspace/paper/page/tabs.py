# SPDX-License-Identifier: Apache-2.0
"""Tabs as officers mean them: at the start of a line its first line is indented; within, things stand in columns.

    Hari/tanggal <tab> : Senin, 1 Desember 2026
    Waktu <tab><tab> : 09.00 WIB

Consecutive lines like these are one grid, so the colons stand below each other however many tabs were typed.
"""

import re
from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]
COLUMN_MAX = 40  # characters; a longer text before a tab is no label, and the tab a blank


def tabbed(block: Block) -> Block:
    """A paragraph without tabs: as rows if it has any within, with "first" if it began with some."""
    cells, first = _split(block["runs"]), 0
    while len(cells) > 1 and not cells[0]:
        del cells[0]
        first += 1
    if len(cells) == 1:
        return {**block, "runs": cells[0], "first": first}
    if any(sum(len(run["t"]) for run in cell) > COLUMN_MAX for cell in cells[:-1]):
        runs = [{**run, "t": run["t"].replace("\t", " ")} for run in block["runs"]]
        return {**block, "runs": runs, "first": 0}
    return {"as": "rows", "rows": [_columns(cells)], "indent": block["indent"], "first": first}


def merged(blocks: Sequence[Block]) -> list[Block]:
    """Rows that follow each other at the same indent, as one block."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else {"as": ""}
        if block["as"] == last["as"] == "rows" and all(
            block[key] == last[key] for key in ("indent", "first")
        ):
            made[-1] = {**last, "rows": [*last["rows"], *block["rows"]]}
        else:
            made.append(block)
    return made


def _split(runs: Sequence[Block]) -> list[list[Block]]:
    """The runs between tabs."""
    cells: list[list[Block]] = [[]]
    for run in runs:
        start, *rest = run["t"].split("\t")
        if start or "p" in run:
            cells[-1].append({**run, "t": start})
        cells += [[{**run, "t": part}] if part else [] for part in rest]
    return cells


def _columns(cells: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """One column for each text: tabs typed only to reach it are no column, a colon is one of its own."""
    made: list[list[Block]] = []
    for cell in filter(None, cells):
        first, *rest = cell
        colon = re.match(r" *: *", first["t"])
        if colon and made:
            made.append([{**first, "t": ":"}])
            cell = [{**first, "t": first["t"][colon.end() :]}, *rest]  # noqa: PLW2901
        made.append([run for run in cell if run["t"] or "p" in run])
    return made
