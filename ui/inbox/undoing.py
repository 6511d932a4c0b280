# SPDX-License-Identifier: Apache-2.0
"""Z: the last deed is taken back without a trace while it waits; once it is sent, by its counter verb.

Reading quietly and presence are passed over by the service. What has no counter says so in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from ui import words
from ui.inbox.sheets import Question
from ui.room import Run
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.task import OPEN, Task
from workspace.services.deeds import Deeds, Outcome, Undoing
from workspace.services.reading import Reading

translate = QCoreApplication.translate

Say = Callable[[str], None]
Ask = Callable[[Question, Callable[[str], None]], None]


class Undoer:
    """`say` shows a sentence, `ask` a sheet with a reason, `done` takes the outcome of a counter deed,
    `back` the records an undo brought back.
    """

    def __init__(
        self,
        owner: QObject,
        reading: Reading,
        deeds: Deeds,
        run: Run,
        *,
        say: Say,
        ask: Ask,
        do: Callable[..., None],
        back: Callable[[Sequence[Id]], None],
    ) -> None:
        self._owner, self._reading, self._deeds, self._run = owner, reading, deeds, run
        self._say, self._ask, self._do, self._back = say, ask, do, back

    def undo(self) -> None:
        """Take the last deed back."""
        self._run(self._owner, self._undone, self._deeds.undo)

    def undo_deed(self, deed: Id) -> None:
        """Take this deed back, whatever came after it."""
        self._run(self._owner, self._undone, self._deeds.take_back, deed)

    def _undone(self, undoing: Undoing) -> None:
        if undoing.what == "nothing":
            self._say(translate("inbox", "There is nothing to undo."))
        elif undoing.what == "undone":
            self._say(words.undone(undoing.verb, len(undoing.records)))
            self._back(undoing.records)
        elif undoing.counter:
            self._counter(undoing)
        else:
            text = translate("inbox", "{what}: already sent, and it cannot be taken back.")
            self._say(text.format(what=words.verb(undoing.verb)))

    def _counter(self, undoing: Undoing) -> None:
        """It has left this device: the same thing taken back by another deed, with a reason for whoever saw it."""
        call = self._call(undoing)
        if call is None:
            text = translate("inbox", "{what}: already sent, and others have gone on from there.")
            self._say(text.format(what=words.verb(undoing.verb)))
            return
        deed, args = call
        question = Question(
            title=words.verb(undoing.counter),
            subtitle=translate("inbox", "{what} was sent already").format(what=words.verb(undoing.verb)),
            label=translate("inbox", "Reason"),
            fault=translate("inbox", "Write why you take it back. Those who received it will read this."),
            button=translate("inbox", "Take back"),
            icon="undo-2",
            tone="amber",
        )
        self._ask(question, lambda reason: self._do(deed, *args, reason))

    def _call(self, undoing: Undoing) -> tuple[Callable[..., Outcome], tuple[object, ...]] | None:
        deeds, records = self._deeds, undoing.records
        match undoing.counter:
            case "task.withdraw":
                ids = self._given(records)
                return (deeds.withdraw_task, (ids,)) if ids else None
            case "letter.withdraw_decision" if records:
                return deeds.withdraw_decision, (records[0],)
            case "letter.withdraw":
                ids = [i for i in records if isinstance(self._reading.value(i), Letter)]
                return (deeds.withdraw_letter, (ids,)) if ids else None
        return None

    def _given(self, records: Sequence[Id]) -> list[Id]:
        """The open tasks that a gift made: the given one itself, of a disposition its children."""
        found = []
        for id_ in records:
            value = self._reading.value(id_)
            if not isinstance(value, Task):
                continue
            children = [self._reading.value(child) for child in value.children]
            tasks = [t for t in children if isinstance(t, Task)] if value.children else [value]
            found += [t.id for t in tasks if t.state in OPEN]
        return found
