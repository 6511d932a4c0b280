# SPDX-License-Identifier: Apache-2.0
"""Whose desks a task went over, where it lies, where it goes next: as steps of a route."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ui import when, words
from ui.widgets.steps import State, Step
from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.domain.task import OPEN, Task
from workspace.services.reading import Reading

translate = QCoreApplication.translate


def of_task(value: Task, reading: Reading) -> list[Step]:
    """The givers, first one first, then whose desk it lies on, then those it was passed on to."""
    steps = [_giver(position, first=at == 0, reading=reading) for at, position in enumerate(value.chain)]
    steps.append(_desk(value, reading))
    steps.extend(_below(value, reading))
    return steps


def _giver(position: Id, *, first: bool, reading: Reading) -> Step:
    did = translate("inbox", "gave the task") if first else translate("inbox", "passed it on")
    name, title = reading.holder_name(position), reading.title(position)
    return Step(title, name or did, "", "done", f"{title}, {name}, {did}")


def _desk(value: Task, reading: Reading) -> Step:
    mark: State = "current"
    if value.state not in OPEN:
        mark = "done" if value.state == "done" else "returned"
    elif value.state == "forwarded":
        mark = "done"
    at = value.ended_at or value.since
    return _step(value.holder, words.state(value.state), at, mark, reading)


def _below(value: Task, reading: Reading) -> Iterator[Step]:
    """All it was passed on to and that this desk holds, children after their parent."""
    known = {found.id: found for found in reading.tree(value.id)}
    ahead = [(child, 1) for child in reversed(value.children)]
    while ahead:
        id_, depth = ahead.pop()
        child = known.get(id_)
        if child is None:
            continue
        mark: State = "done" if child.state in ("done", "forwarded") else "current"
        if child.state == "withdrawn" or child.holder == child.giver:
            mark = "returned"
        at = child.ended_at or child.since
        text = words.state(child.state)
        if (
            child.state in OPEN
            and (limit := words.limit(child.due, reading.clock(), reading.zone))
            and limit.late
        ):
            text = f"{text}, {limit.text}"
        yield _step(child.holder, text, at, mark, reading, depth=depth)
        ahead.extend((each, depth + 1) for each in reversed(child.children))


def _step(position: Id, text: str, at: Instant, mark: State, reading: Reading, *, depth: int = 0) -> Step:
    """What is over is told by who did it, what is not by how it stands; a reader hears both."""
    name = reading.holder_name(position) or translate("inbox", "vacant")
    time = when.short(at, reading.zone, reading.today()) if at else ""
    title = f"{'↳ ' * depth}{reading.title(position)}"
    shown = name if mark == "done" and not depth else text
    return Step(title, shown, time, mark, ", ".join(part for part in (title, name, text, time) if part))
