# SPDX-License-Identifier: Apache-2.0
"""What I may do with a record: asked of the same rules that will judge the deed, with words put in its place.

So no window ever offers what the rules refuse, and none of them repeats a rule. A written letter is approved where its
body is read, in the room of approvals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from workspace.domain import letter, registry, task
from workspace.domain.command import Actor, Command, Effects
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, derived
from workspace.domain.judge import judge
from workspace.domain.letter import Letter
from workspace.domain.task import Task
from workspace.services.reading import Reading, last_decision

_SOMETHING: Final = "…"

_ON_TASK: Final[dict[str, Callable[[Task, Id], Any]]] = {
    "task.complete": lambda t, _: task.Complete(t.id, t.holder, _SOMETHING),
    "task.return": lambda t, _: task.Return(t.id, t.holder, _SOMETHING),
    "task.pass_on": lambda t, to: task.PassOn(
        t.id, t.holder, (task.Child(derived(t.id, "asked"), to),), t.urgency
    ),
    "task.report": lambda t, _: task.AddReport(t.id, t.holder, _SOMETHING),
    "task.reassign": lambda t, to: task.Reassign(t.id, t.holder, to),
    "task.withdraw": lambda t, _: task.Withdraw(t.id, t.holder, _SOMETHING),
}
_ON_LETTER: Final[dict[str, Callable[[Letter], Any]]] = {
    "letter.endorse": lambda x: letter.Endorse(x.id, x.version, x.hash),
    "letter.return": lambda x: letter.Return(x.id, x.version, x.hash, _SOMETHING),
    "letter.withdraw_decision": lambda x: letter.WithdrawDecision(
        x.id, x.version, decision.id if (decision := last_decision(x)) else "", _SOMETHING
    ),
    "letter.withdraw": lambda x: letter.Withdraw(x.id, x.version, _SOMETHING),
}
_TO_SOMEBODY: Final = frozenset({"task.pass_on", "task.reassign"})


class Can:
    """What the officer of this desk may do. Make a new one when the directory may have changed."""

    def __init__(self, reading: Reading) -> None:
        directory = reading.directory
        self._reading = reading
        self._actor = Actor(reading.officer, directory.holdings(reading.officer, reading.clock()))
        self._facts = Facts(directory, reading.rules())

    @property
    def positions(self) -> tuple[Id, ...]:
        """The positions I hold now."""
        return tuple(holding.position for holding in self._actor.holdings)

    @cached_property
    def receivers(self) -> list[Id]:
        """Whom I may give work to, whichever of my positions I act for."""
        return self._reading.candidates(self.positions)

    def verbs(self, value: Any) -> frozenset[str]:
        """The verbs that would be accepted on this value now."""
        match value:
            case Task():
                return frozenset(name for name in _ON_TASK if self._task(value, name))
            case Letter():
                unread = {"letter.endorse"} if value.form is not None else set()  # its body is not shown here
                return frozenset(
                    name
                    for name, make in _ON_LETTER.items()
                    if name not in unread and self._accepted(value, name, make(value))
                )
        return frozenset()

    def _task(self, value: Task, name: str) -> bool:
        make = _ON_TASK[name]
        if name not in _TO_SOMEBODY:
            return self._accepted(value, name, make(value, ""))
        for to in self.receivers:
            if to == value.holder:
                continue
            outcomes = [self._judged(value, name, make(value, to), acting) for acting in self.positions]
            if any(isinstance(outcome, Effects) for outcome in outcomes):
                return True
            if not any(isinstance(o, Refused) and "to" in o.params for o in outcomes):
                return False  # it is not for this receiver that it was refused, so the others need no asking
        return False

    def _accepted(self, value: Any, name: str, args: Any) -> bool:
        """Whether the verb has an effect through any of my positions (opened read is none: it is quiet)."""
        outcomes = (self._judged(value, name, args, acting) for acting in self.positions)
        return any(isinstance(outcome, Effects) and value not in outcome.puts for outcome in outcomes)

    def _judged(self, value: Any, name: str, args: Any, acting: Id) -> Effects | Refused:
        reading = self._reading
        command = Command(
            id=derived(value.id, name),
            dev="",
            n=0,
            name=name,
            v=registry.verb(name).v,
            at=reading.clock(),
            zone=reading.zone,
            as_=acting,
            after=(),
            args=args,
            by=reading.officer,
        )
        return judge(self._actor, command, {value.id: value}, self._facts)
