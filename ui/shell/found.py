# SPDX-License-Identifier: Apache-2.0
"""What the command box shows: records, people and commands, each as one row whose words are ready to be painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ui import theme, when, words
from ui.widgets.keyed import ICON, caps, hint
from workspace.domain.ids import Id
from workspace.domain.registry import SECRET
from workspace.services.finding import Hit, Person, holds, marks
from workspace.services.reading import Line, Reading

translate = QCoreApplication.translate

Sort = Literal["record", "person", "command"]
DOT: Final = "  ·  "


@dataclass(frozen=True, slots=True)
class Found:
    """One row. `of` is what it stands for: the id of a record, a `Person`, a `QAction`.

    `title_marks` and `under_marks` say where the asked words stand, [start, end). A record may have a limit (`chip`),
    a command its `keys` ("Ctrl", "N"); a person has a face instead of an icon.
    """

    sort: Sort
    of: Any
    title: str
    said: str
    icon: str = ""
    tone: theme.Tone = "grey"
    under: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()
    under_marks: tuple[tuple[int, int], ...] = ()
    chip: str = ""
    chip_tone: theme.Tone = "grey"
    keys: tuple[str, ...] = ()


def of_hit(hit: Hit, query: str, reading: Reading) -> Found:
    """A record that was found; where its subject holds none of the words, the piece of its text that does."""
    row = of_line(hit.line, reading)
    title_marks = marks(row.title, query)
    if title_marks or not hit.piece.marks:
        return replace(row, title_marks=title_marks, under_marks=marks(row.under, query))
    sender = f"{_sender(hit.line.sender, reading)}{DOT}"
    piece = "".join(
        " " if sign.isspace() else sign for sign in hit.piece.text
    )  # one for one: marks stay right
    shift = len(sender)
    moved = tuple((start + shift, end + shift) for start, end in hit.piece.marks)
    return replace(row, under=sender + piece, under_marks=moved)


def of_line(line: Line, reading: Reading) -> Found:
    """A line of a list. From class Rahasia on it shows no content."""
    now, zone = reading.clock(), reading.zone
    kind = words.kind(line.wait, line.kind)
    state = kind.text if line.wait else words.state(line.state)
    limit = words.limit(line.due, now, zone) if line.wait else None
    cls = words.security_class(line.cls) if line.cls else ""
    subject = line.title or words.secret(line.kind)
    sender = _sender(line.sender, reading)
    since = when.short(line.since, zone, reading.today()) if line.since else ""
    said = (f"{subject}. {sender}. {state}", cls, limit.text if limit else "")
    return Found(
        "record",
        line.id,
        subject,
        ". ".join(text for text in said if text),
        icon="lock" if line.cls >= SECRET else kind.icon,
        tone=kind.tone,
        under=_joined(sender, state, cls, since),
        chip=limit.text if limit else "",
        chip_tone=limit.tone if limit else "grey",
    )


def of_person(person: Person, query: str) -> Found:
    """Somebody at their desk, or a position nobody holds."""
    vacant = translate("shell", "vacant")
    title = person.called
    under = _joined(person.title, person.unit) if person.name else _joined(vacant, person.unit)
    return Found(
        "person",
        person,
        title,
        f"{title}. {under.replace(DOT, ', ')}",
        icon="" if person.name else "user",
        under=under,
        title_marks=marks(title, query),
        under_marks=marks(under, query),
    )


def of_action(action: QAction, query: str = "") -> Found:
    """A command with its first key."""
    text = action.text()
    keys = tuple(caps(action.shortcut()))
    icon = str(action.property(ICON) or "keyboard")
    said = f"{text}. {hint(action)}" if keys else text
    return Found("command", action, text, said, icon=icon, title_marks=marks(text, query), keys=keys)


def possible(actions: Iterable[QAction], query: str) -> list[Found]:
    """The commands that can be given now and hold the words; unasked, those that have an icon: a step to the next row
    need not be offered.
    """
    now = (action for action in actions if action.isEnabled() and action.isVisible())
    return [
        of_action(action, query)
        for action in now
        if (holds(action.text(), query) if query else action.property(ICON))
    ]


def _joined(*texts: str) -> str:
    return DOT.join(text for text in texts if text)


def _sender(id_: Id, reading: Reading) -> str:
    return reading.holder_name(id_) or reading.title(id_) or reading.name(id_)
