# SPDX-License-Identifier: Apache-2.0
"""What a row of the bench says, and the table of all rows."""

from collections.abc import Sequence

import msgspec

NEAR = 1.5  # how far beyond its goal a figure may lie whose profile is written down
PRINTED = frozenset({"1c", "1d", "6c", "8c"})  # their goals are shown and decide nothing
PROFILES = frozenset[str]()  # the rows whose profile stands in docs/bench.md


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured figure. `ours` and `floor` are medians in `unit`, [low, high] the spread of ours.

    `most` is the goal in `unit`, `times` the goal as ours/floor; where both stand, either will do: the first was
    set on a machine with that floor. Without any the figure is only told.
    """

    row: str
    what: str
    unit: str
    ours: float
    low: float
    high: float
    floor: float | None = None
    most: float | None = None
    times: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def over(self) -> float | None:
        """Ours over the goal, 1 if it is just met; None without a goal."""
        shares = [self.ours / self.most] if self.most is not None else []
        if self.times is not None and self.ratio is not None:
            shares.append(self.ratio / self.times)
        return min(shares) if shares else None

    @property
    def verdict(self) -> str:
        """good, near (a miss within 1.5 times the goal whose profile stands in docs/bench.md), MISS; or nothing."""
        if self.over is None:
            return ""
        if self.over <= 1:
            return "good"
        if self.row in PRINTED:
            return "over"
        return f"near: profile {self.row}" if self.over <= NEAR and self.row in PROFILES else "MISS"

    @property
    def goal(self) -> str:
        """The goal in words."""
        goals = [f"{self.most:g} {self.unit}".strip()] if self.most is not None else []
        goals += [f"{self.times:g}×"] if self.times is not None else []
        return f"≤ {' or '.join(goals)}" if goals else "–"


def figure(
    row: str,
    what: str,
    unit: str,
    values: Sequence[float],
    floor: Sequence[float] = (),
    *,
    most: float | None = None,
    times: float | None = None,
    note: str = "",
) -> Figure:
    """A figure from the values of each repetition, the warm-up left out."""
    return Figure(
        row, what, unit, _middle(values), min(values), max(values), _middle(floor) if floor else None,
        most, times, note,
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
