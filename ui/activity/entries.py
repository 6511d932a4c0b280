# SPDX-License-Identifier: Apache-2.0
"""Commands as officers remember them: what it was, about what, whose, and how it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import theme, when, words
from workspace.domain.command import Command
from workspace.domain.ids import Id
from workspace.domain.letter import APPROVING, Letter
from workspace.domain.moment import to_ms
from workspace.domain.task import Task
from workspace.services.reading import Entry, Reading

translate = QCoreApplication.translate

LATE_MS = 120_000  # received later than this after it was done: it travelled later than it was made
_FACES: dict[str, tuple[str, theme.Tone]] = {
    "task.give": ("corner-up-right", "accent"),
    "task.pass_on": ("corner-up-right", "accent"),
    "task.report": ("message-square", "grey"),
    "task.complete": ("circle-check", "green"),
    "task.return": ("undo-2", "amber"),
    "task.reassign": ("forward", "accent"),
    "task.withdraw": ("circle-x", "grey"),
    "letter.submit": ("send", "accent"),
    "letter.resubmit": ("send", "accent"),
    "letter.endorse": ("check-check", "violet"),
    "letter.return": ("undo-2", "amber"),
    "letter.withdraw": ("circle-x", "grey"),
    "letter.withdraw_decision": ("history", "grey"),
    "letter.draft": ("file-plus", "accent"),
    "letter.fill": ("pencil", "grey"),
    "letter.discard": ("circle-x", "grey"),
    "letter.submit_draft": ("send", "accent"),
    "letter.restore": ("history", "grey"),
    "presence.record": ("timer", "green"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One command in words; `record` is what it was about, "" if there is nothing to open."""

    icon: str
    tone: theme.Tone
    title: str
    detail: str
    record: Id = ""


def told(entry: Entry, reading: Reading) -> Told:
    """A command of outbox, journal or tray."""
    command = entry.command
    if command is None:
        unknown = translate("activity", "A deed from another device")
        return Told("monitor", "grey", unknown, translate("activity", "Its words are being fetched."))
    icon, tone = _FACES.get(command.name, ("file-text", "grey"))
    if command.name == "presence.record":
        return Told(icon, tone, _presence(command, reading), _late(entry))
    heading = words.verb(command.name)
    title = f"{heading}: {entry.title}" if entry.title else heading
    return Told(icon, tone, title, _detail(command, reading), record_of(command))


def record_of(command: Command) -> Id:
    """The task or letter a command is about."""
    args = command.args
    return str(getattr(args, "task", "") or getattr(args, "letter", ""))


def _presence(command: Command, reading: Reading) -> str:
    args = command.args
    if args.kind == "in":
        text = translate("activity", "Check in {time}, entry {seq}")
    else:
        text = translate("activity", "Check out {time}, entry {seq}")
    return text.format(time=when.clock(command.at, reading.zone), seq=args.seq)


def _late(entry: Entry) -> str:
    if entry.received and to_ms(entry.received) - to_ms(entry.at) > LATE_MS:
        return translate("activity", "Recorded offline, received with its time unchanged")
    return translate("activity", "Presence")


def _detail(command: Command, reading: Reading) -> str:
    args = command.args
    match command.name:
        case "task.pass_on":
            return _to((child.to for child in args.children), reading)
        case "task.give" | "task.reassign":
            return _to([args.to], reading)
    value = reading.value(record_of(command))
    if isinstance(value, Task):
        return translate("activity", "Task from {name}").format(name=person(value.giver, reading))
    if isinstance(value, Letter):
        whose = translate("activity", "Letter of {name}").format(name=person(value.drafter, reading))
        version = getattr(args, "version", 0)
        return f"{whose} · {version_word(version)}" if version else whose
    return ""


def version_word(number: int) -> str:
    """Like "versi 3"."""
    return translate("activity", "version {n}").format(n=number)


def _to(positions: Iterable[Id], reading: Reading) -> str:
    names = [person(position, reading) for position in positions]
    if len(names) > 2:
        more = translate("activity", "and %n other(s)", "", len(names) - 2)
        names = [*names[:2], more]
    return translate("activity", "To {names}").format(names=", ".join(names))


def person(position: Id, reading: Reading) -> str:
    """Who holds a position, else its title."""
    return reading.holder_name(position) or reading.title(position) or translate("activity", "unknown here")


def made(entry: Entry, reading: Reading) -> str:
    """When and where it was done."""
    time = when.spoken(entry.at, reading.zone, reading.today())
    if entry.other:
        return translate("activity", "You did this on another device {time}").format(time=time)
    return translate("activity", "You did this {time}").format(time=time)


def now_of(entry: Entry, reading: Reading) -> str:
    """How the record a refused command was about stands now; "" if it made a new one."""
    if entry.command is None:
        return ""
    value: Any = reading.value(record_of(entry.command))
    match value:
        case Letter():
            return _letter_now(value, reading)
        case Task():
            return translate("activity", "Now on the desk of {name}: {state}").format(
                name=person(value.holder, reading), state=words.state(value.state).lower()
            )
        case None if entry.can_reapply:
            return ""
    return translate("activity", "It is no longer on this device; your words still are.")


def _letter_now(value: Letter, reading: Reading) -> str:
    parts = [version_word(value.version), words.state(value.state).lower()]
    if value.state in APPROVING:
        parts.append(
            translate("activity", "waits for {name}").format(name=person(value.route[value.step], reading))
        )
    elif value.state == "returned":
        parts.append(translate("activity", "waits for {name}").format(name=person(value.drafter, reading)))
    return translate("activity", "Now {how}").format(how=", ".join(parts))


def short_leaf(leaf: str) -> str:
    """The first digits of a leaf of the audit log, as people read them out: "7f3a 91c2"."""
    return f"{leaf[:4]} {leaf[4:8]}" if len(leaf) >= 8 else leaf


def receipt(entry: Entry, reading: Reading) -> str:
    """A receipt as text, to copy."""
    lines = [
        told(entry, reading).title,
        translate("activity", "Done {time}").format(time=when.long(entry.at, reading.zone)),
    ]
    if entry.received:
        text = translate("activity", "Received by the server {time}")
        lines.append(text.format(time=when.long(entry.received, reading.zone)))
    lines.append(translate("activity", "Command {id}").format(id=entry.id))
    if entry.leaf:
        lines.append(translate("activity", "Receipt {leaf}").format(leaf=entry.leaf))
    return "\n".join(lines)
