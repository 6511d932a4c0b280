# SPDX-License-Identifier: Apache-2.0
"""The whole tree below a task, as its giver follows it: who still has it, who is done, who is late."""

from collections.abc import Mapping
from dataclasses import dataclass

from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.domain.task import OPEN, Task


@dataclass(frozen=True, slots=True)
class Branch:
    """A task with those it was passed on to. The counts hold for the task itself and all below it; `late`
    are open ones past their limit, `unseen` children whose records this side does not hold.
    """

    task: Task
    below: tuple["Branch", ...]
    open: int
    done: int
    withdrawn: int
    late: int
    unseen: int


def tree(task: Task, tasks: Mapping[Id, Task], now: Instant) -> Branch:
    """The branch of `task`; `tasks` maps ids to the tasks this side knows."""
    below = tuple(tree(tasks[child], tasks, now) for child in task.children if child in tasks)
    is_open = task.state in OPEN
    return Branch(
        task=task,
        below=below,
        open=is_open + sum(b.open for b in below),
        done=(task.state == "done") + sum(b.done for b in below),
        withdrawn=(task.state == "withdrawn") + sum(b.withdrawn for b in below),
        late=is_late(task, now) + sum(b.late for b in below),
        unseen=len(task.children) - len(below) + sum(b.unseen for b in below),
    )


def is_late(task: Task, now: Instant) -> bool:
    """Open, with a limit that has run out."""
    return task.state in OPEN and task.due is not None and task.due < now
