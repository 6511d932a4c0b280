# SPDX-License-Identifier: Apache-2.0
"""What a row of the bench says, and the table of all rows."""

from collections.abc import Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured figure. `ours` and `floor` are medians in `unit`, [low, high] the spread of ours.

    `limit` judges ours, or ours/floor if `by_ratio`; None means that the figure is only printed.
    """

    row: str
    what: str
    unit: str
    ours: float
    low: float
    high: float
    floor: float | None = None
    limit: float | None = None
    by_ratio: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """ok, miss, or nothing where there is no goal."""
        if self.limit is None:
            return ""
        judged = self.ratio if self.by_ratio else self.ours
        return "ok" if judged is not None and judged <= self.limit else "miss"

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.limit is None:
            return "–"
        return f"≤ {self.limit:g}×" if self.by_ratio else f"≤ {self.limit:g} {self.unit}"


def figure(
    row: str,
    what: str,
    unit: str,
    values: Sequence[float],
    floor: Sequence[float] = (),
    *,
    limit: float | None = None,
    by_ratio: bool = False,
    note: str = "",
) -> Figure:
    """A figure from the values of each repetition, the warm-up left out."""
    return Figure(
        row, what, unit, _middle(values), min(values), max(values), _middle(floor) if floor else None,
        limit, by_ratio, note,
    )  # fmt: skip


def _middle(values: Sequence[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


HEAD = ("row", "what", "ours", "low–high", "floor", "ratio", "goal", "")


def table(figures: Sequence[Figure]) -> str:
    """All figures as a table for a terminal."""
    lines = [HEAD, *(_cells(one) for one in figures)]
    wide = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    text = []
    for line in lines:
        cells = [
            cell.ljust(wide[i]) if i in {0, 1, 7} else cell.rjust(wide[i]) for i, cell in enumerate(line)
        ]
        text.append("  ".join(cells).rstrip())
    return "\n".join(text)


def _cells(one: Figure) -> tuple[str, ...]:
    ratio = f"{one.ratio:.2f}×" if one.ratio is not None else ""
    floor = _number(one.floor) if one.floor is not None else ""
    spread = f"{_number(one.low)}–{_number(one.high)}"
    ours = f"{_number(one.ours)} {one.unit}"
    what = f"{one.what} ({one.note})" if one.note else one.what
    return (one.row, what, ours, spread, floor, ratio, one.goal, one.verdict)


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
