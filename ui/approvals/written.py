# SPDX-License-Identifier: Apache-2.0
"""What a version of a letter says: a plain one its summary; a written one its form, and its body as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ui import words
from ui.approvals.diff import Rows, Told
from ui.approvals.letters import short_hash
from workspace.domain.form import Assigned, Form
from workspace.domain.ids import Id
from workspace.domain.letter import Letter, Version
from workspace.paper.body import EMBED, Line, numbers
from workspace.paper.page.fields import KINDS
from workspace.services.reading import Reading

translate = QCoreApplication.translate

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the body, or a row of one of its tables. `label` is what is printed before it, `level` from 0."""

    text: str
    label: str = ""
    level: int = 0
    heading: bool = False


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The body from top to bottom."""
    made: list[Paragraph] = []
    labelled = zip(lines, numbers(lines), range(len(lines)), strict=True)
    for row, group in groupby(labelled, lambda one: one[0].get("cell").rpartition("/")[0] or one[2]):
        found = list(group)
        if isinstance(row, str):
            cells = groupby(found, lambda one: one[0].get("cell"))
            text = " | ".join(
                " ".join(f"{label} {_text(one)}".strip() for one, label, _ in c) for _, c in cells
            )
            made.append(Paragraph(text))
            continue
        one, label, _ = found[0]
        level = int(one.get("l") or 1) - 1
        made.append(Paragraph(_text(one), label, level, heading=one.get("t") == "h"))
    return made


def _text(one: Line) -> str:
    return one.text.replace(EMBED, translate("approvals", "[picture]"))


def said(version: Version, lines: Sequence[Line]) -> str:
    """The words of a version, a line for each paragraph; those of a written one without what is counted before them:
    a number that moved on is no change of words.
    """
    if version.form is None:
        return version.summary
    return "\n".join(one.text for one in paragraphs(lines))


def told(version: Version, lines: Sequence[Line], reading: Reading) -> Told:
    """All that is compared between versions. A file that was changed under its old name is another file."""
    form = version.form
    if form is None:
        return Told(version.summary, version.attachments)
    names = tuple(f"{one.name} · {short_hash(one.hash)}" for one in form.attached)
    return Told(said(version, lines), names, (*printed(form, reading), *beside(form, reading)))


def kind(form: Form) -> str:
    """The name of the kind of letter, as it is printed in either language."""
    known = KINDS.get(form.kind)
    return known.name if known is not None else form.kind


def printed(form: Form, reading: Reading) -> Rows:
    """What is filled in beside the body, by the names the form has for it; the subject and files stand elsewhere."""
    rows = (
        (translate("approvals", "Kind"), (kind(form),)),
        (translate("approvals", "Yth."), form.to),
        (translate("approvals", "Place of the receiver"), (form.to_place,)),
        (translate("approvals", "From"), (form.sender,)),
        (translate("approvals", "Basis"), form.basis),
        (translate("approvals", "Assigned"), tuple(map(_person, form.assigned))),
        (translate("approvals", "Purposes"), form.purposes),
        (translate("approvals", "Written at"), (form.place,)),
        (translate("approvals", "Signer"), (_signer(form.signer, reading),)),
        (translate("approvals", "Copies"), form.copies),
    )
    return tuple((name, entries) for name, entries in rows if any(entries))


def beside(form: Form, reading: Reading) -> Rows:
    """What of the form is shown beside the letter already, and the archive code."""
    rows = (
        (translate("approvals", "Class"), (words.security_class(form.cls),)),
        (translate("approvals", "Urgency"), (words.urgency(form.urgency, reading.profile()),)),
        (translate("approvals", "Archive code"), (form.archive,)),
        (translate("approvals", "Route of the letter"), tuple(map(reading.title, form.route))),
    )
    return tuple((name, entries) for name, entries in rows if any(entries))


def _signer(chain: Sequence[Id], reading: Reading) -> str:
    """The title of whoever signs, and in whose name."""
    if len(chain) < 2:
        return "".join(map(reading.title, chain))
    return f"{reading.title(chain[-1])} (a.n. {reading.title(chain[0])})"


def _person(one: Assigned) -> str:
    return ", ".join(filter(None, (one.name, one.position)))


class Bodies:
    """The bodies of one letter's versions. What is here is read once: it never changes."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of: Id = ""
        self._read: dict[str, Lines] = {}

    def lines(self, letter: Letter, version: Version) -> Lines | None:
        """A version's body, None if it has not come to this laptop; a plain version has none to wait for."""
        if version.form is None:
            return ()
        if letter.id != self._of:
            self._of, self._read = letter.id, {}
        if version.hash not in self._read:
            found = self._reading.frozen_body(letter.id, version.no)
            if found is None:
                return None
            self._read[version.hash] = found
        return self._read[version.hash]
