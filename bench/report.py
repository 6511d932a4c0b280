# SPDX-License-Identifier: Apache-2.0
"""What a row of the bench says, and the table of all rows."""

from collections.abc import Sequence

import msgspec

from bench.goals import GOALS, NEAR, PRINTED, PROFILES


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured figure. `ours` and `floor` are medians in `unit`, [low, high] the spread of ours.

    `code` is a key of GOALS; a figure of another code is only told.
    """

    code: str
    what: str
    unit: str
    ours: float
    low: float
    high: float
    floor: float | None = None
    ratio: float | None = None
    goal: str = ""
    verdict: str = ""

    @property
    def row(self) -> str:
        """The row it belongs to."""
        return self.code.split()[0]


def figure(code: str, what: str, unit: str, values: Sequence[float], floor: Sequence[float] = ()) -> Figure:
    """A figure from the values of each repetition, the warm-up left out."""
    ours, below = _middle(values), _middle(floor) if floor else None
    ratio = ours / below if below else None
    goal = str(GOALS[code]) if code in GOALS else ""
    return Figure(
        code, what, unit, ours, min(values), max(values), below, ratio, goal, verdict(code, ours, ratio)
    )


def verdict(code: str, ours: float, ratio: float | None) -> str:
    """good, near (missed by no more than half, its profile in docs/bench.md), MISS; over for a printed row; or
    nothing where there is no goal.
    """
    goal = GOALS.get(code)
    if goal is None:
        return ""
    shares = [ours / goal.most] if goal.most is not None else []
    if goal.times is not None and ratio is not None:
        shares.append(ratio / goal.times)
    over = min(shares)
    if over <= 1:
        return "good"
    if code.split(maxsplit=1)[0] in PRINTED:
        return "over"
    return f"near: docs/bench.md, {code}" if over <= NEAR and code in PROFILES else "MISS"


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
    floor = number(one.floor) if one.floor is not None else ""
    spread = f"{number(one.low)}–{number(one.high)}"
    return (
        one.row, one.what, f"{number(one.ours)} {one.unit}".strip(), spread, floor, ratio, one.goal or "–", one.verdict,
    )  # fmt: skip


def number(value: float) -> str:
    """Three digits of it."""
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
