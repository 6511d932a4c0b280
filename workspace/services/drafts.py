# SPDX-License-Identifier: Apache-2.0
"""Letters whose body is written here: begun, taken up, submitted as they were seen.

A body begins where its letter is drafted, with one empty line, which is durable before the letter is opened; everywhere
else it comes from the server. Until then nobody writes in it, or it would have two beginnings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workspace.domain.draft import EDITED as EDITED  # noqa: PLC0414 - windows list what may be written in
from workspace.domain.errors import Refused
from workspace.domain.form import Form
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.paper.body import Line, body_hash
from workspace.services.deeds import Deeds, Outcome
from workspace.services.writing import Of, Opened, Writing
from workspace.wire import codec


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The body of this letter has not come to this laptop yet; it is asked for."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class Drafts:
    """On the desk's worker, like what it brings together."""

    deeds: Deeds
    writing: Writing

    def start(self, acting: Id, form: Form) -> Outcome:
        """A new letter; its body begins here. Raises Unavailable if the disk does not take the beginning."""
        outcome = self.deeds.draft(acting, form)
        if outcome.count:
            self._begin(Of(outcome.record, 1))
        return outcome

    def _begin(self, of: Of) -> None:
        begun: list[bytes] = []
        if isinstance(opened := self.writing.open(of), Opened):
            opened.replica(_no_time, begun.append).begin([Line()])
            self.writing.typed(of, begun[0], self.deeds.desk.clock())
            self.writing.put_away(of)

    def take(self, id_: Id) -> Letter | Elsewhere | Refused:
        """A letter to write in; one whose body is elsewhere is watched for from now on."""
        value = self.deeds.desk.value(id_)
        if not isinstance(value, Letter) or value.form is None:
            return Refused("not-found", {"id": id_})
        if value.state not in EDITED:
            return Refused("closed", {"id": id_})
        of = Of(id_, value.generation)
        if (
            of.generation == 1 and not self._has(of) and self._drafted_here(id_)
        ):  # the program died before it had begun
            self._begin(of)
        if self._has(of):
            return value
        self.writing.watched.add(of)
        return Elsewhere(value)

    def submit(self, id_: Id, form: Form, lines: Sequence[Line]) -> Outcome:
        """Form and body as they were seen. Raises Unavailable if the last keys are not durable."""
        self.writing.bodies.flush()
        return self.deeds.submit_draft(id_, form, body_hash(lines))

    def _has(self, of: Of) -> bool:
        return bool(self.writing.bodies.tables.updates(of))

    def _drafted_here(self, id_: Id) -> bool:
        """Whether this laptop drafted it, for nobody else begins its body; also once the server knows the letter."""
        desk = self.deeds.desk
        given = [w.command for w in desk.waiting]
        given += [codec.decode_command(done.raw, desk.officer) for done in desk.tables.journal()]
        return any(one.name == "letter.draft" and one.args.letter == id_ for one in given)


def _no_time() -> int:
    return 0
