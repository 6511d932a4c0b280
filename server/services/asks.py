# SPDX-License-Identifier: Apache-2.0
"""What only the server can do: one handler for each kind of Ask.

A handler looks at records and answers with server commands (verb and arguments), which go through the same
rules in the same transaction.
"""

from collections.abc import Callable, Iterable
from typing import Any

from workspace.domain import task
from workspace.domain.ids import Id

Look = Callable[[Id], Any | None]
Answer = Iterable[tuple[str, Any]]

RECORDS_MAX = 200  # that one server command may change


def withdraw_below(ask: task.WithdrawBelow, look: Look) -> Answer:
    """End every open task among `children` and below them."""
    found: list[Id] = []
    ahead = list(ask.children)
    while ahead:
        value = look(ahead.pop())
        if value is None:
            continue
        if value.state in task.OPEN:
            found.append(value.id)
        ahead.extend(value.children)
    for start in range(0, len(found), RECORDS_MAX):
        yield "task.end_below", task.EndBelow(tuple(found[start : start + RECORDS_MAX]), ask.reason)


HANDLERS: dict[str, Callable[[Any, Look], Answer]] = {"withdraw_below": withdraw_below}
