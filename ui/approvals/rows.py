# SPDX-License-Identifier: Apache-2.0
"""Letters as rows: those that wait for my decision, those returned to me, those I decided on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui import theme, when, words
from ui.approvals import letters
from ui.widgets.lazymodel import Key, LazyModel, Section
from ui.widgets.rowmodel import HeaderFace, RowFace
from workspace.domain.ids import Id
from workspace.domain.letter import Letter
from workspace.domain.moment import to_ms
from workspace.domain.profile import Profile
from workspace.services.reading import Place, Reading, View

translate = QCoreApplication.translate

VIEWS: Final = {"decide": View("decide", ("approve",)), "revise": View("revise", ("revise",))}
DAY_MS: Final = 86_400_000
ICONS: Final = {"decide": "file-check", "again": "git-compare", "revise": "pencil", "decided": "check-check"}


class ApprovalRows:
    """Fills a LazyModel. `tab` is "all", "decide", "revise" or "decided". Keys are the letters' ids."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._profile: Profile | None = None
        self._names: dict[Id, str] = {}
        self._waiting: frozenset[Id] = frozenset()
        self.tab = "all"
        self.counts: dict[str, int] = {}
        self.model = LazyModel(self._faces)

    def show(self, tab: str) -> None:
        """Show another tab."""
        self.tab = tab
        self.reload()

    def reload(self) -> None:
        """Read the order anew; the model moves only what moved."""
        self._profile = self._reading.profile()
        self._names.clear()
        self._waiting = frozenset(row.id for row in self._reading.reader.outbox())
        found = {part: self._ids(self._reading.order(view)) for part, view in VIEWS.items()}
        self.counts = {part: len(ids) for part, ids in found.items()}
        self.counts["all"] = self.counts["decide"] + self.counts["revise"]
        if self.tab == "decided":  # looks through many letters, so only where it is asked for
            open_ = {*found["decide"], *found["revise"]}
            found["decided"] = [v.id for v in self._reading.decided() if v.id not in open_]
        parts = ("decide", "revise") if self.tab == "all" else (self.tab,)
        self.model.show([self._section(part, found[part]) for part in parts])
        self.model.refresh()

    def __len__(self) -> int:
        return len(self.model)

    def id_of(self, row: int) -> Id:
        """The letter in a row, "" on a heading."""
        key = self.model.key(row)
        return str(key) if key is not None else ""

    def place(self, row: int) -> int:
        """The how-manieth of the list a row is, from 1; 0 on a heading."""
        if self.model.key(row) is None:
            return 0
        return row + 1 - sum(1 for header in self.model.header_rows() if header < row)

    def _ids(self, places: Sequence[Place]) -> list[Id]:
        """Letters in the order of their limits; one that waits on two of my desks stands once."""
        return list(dict.fromkeys(line.id for line in self._reading.lines(places)))

    @staticmethod
    def _section(part: str, ids: Sequence[Id]) -> Section:
        names = {
            "decide": translate("approvals", "Waiting for your decision"),
            "revise": translate("approvals", "Returned to you"),
            "decided": translate("approvals", "Decided by you, can still be withdrawn"),
        }
        text = names[part]
        sentence = translate("approvals", "Group {name}, %n letter(s).", "", len(ids)).format(name=text)
        return Section(HeaderFace(text, len(ids), sentence), ids)

    def _faces(self, keys: Sequence[Key]) -> list[RowFace | None]:
        values = [self._reading.value(str(key)) for key in keys]
        return [self.face(value) if isinstance(value, Letter) else None for value in values]

    def face(self, value: Letter) -> RowFace:
        """One letter as a row."""
        reading = self._reading
        now, zone = reading.clock(), reading.zone
        part = letters.mine(value, reading)
        again = part.part == "decide" and part.seen is not None
        limit = words.limit(value.due, now, zone) if part.part in ("decide", "revise") else None
        urgent = value.urgency if value.urgency != "normal" else ""
        urgency = words.urgency(urgent, self._profile) if urgent else ""
        sender, subject = self._name(value), letters.subject(value)
        kind = self._kind(part, again=again)
        if part.part == "look" and letters.waits_vacant(value, reading):
            kind = translate("approvals", "Waits for a vacant position")
        pending = self._pending(value)
        age = self._age(value)
        due_text, due_tone = (limit.text, limit.tone) if limit else (age, "grey")
        said = [f"{sender}. {subject}. {kind}", urgency, due_text]
        said.append(translate("approvals", "waiting to be sent") if pending else "")
        return RowFace(
            id=value.id,
            kind_icon=ICONS["again" if again else part.part] if part.part != "look" else "file-text",
            kind_tone=self._tone(part, again=again),
            kind_text=kind,
            sender=sender,
            when=when.short(value.since, zone, reading.today()),
            subject=subject,
            sentence=". ".join(text for text in said if text),
            urgency_text=urgency,
            urgency_tone=words.urgency_tone(urgent),
            due_text=due_text,
            due_tone=due_tone,
            class_text=words.security_class(value.cls) if value.cls else "",
            attachments=len(value.attachments),
            unread=part.part == "decide",
            waiting=pending,
        )

    def _pending(self, value: Letter) -> bool:
        """Whether a deed on it waits to be sent."""
        last = value.decisions[-1].id if value.decisions else ""
        return last in self._waiting

    @staticmethod
    def _kind(part: letters.Mine, *, again: bool) -> str:
        if again:
            seen = part.seen.no if part.seen else 0
            return translate("approvals", "Changed since version {n}").format(n=seen)
        match part.part:
            case "decide":
                return translate("approvals", "Verification")
            case "revise":
                return translate("approvals", "To be revised")
            case "decided" if part.decision is not None and part.decision.kind == "return":
                return translate("approvals", "You returned it")
            case "decided":
                return translate("approvals", "You approved it")
        return translate("approvals", "Letter")

    @staticmethod
    def _tone(part: letters.Mine, *, again: bool) -> theme.Tone:
        if again or part.part == "revise":
            return "amber"
        return "violet" if part.part == "decide" else "grey"

    def _age(self, value: Letter) -> str:
        """How long it has lain here, once it is more than a day."""
        days = (to_ms(self._reading.clock()) - to_ms(value.since)) // DAY_MS
        return translate("approvals", "day {n}").format(n=days + 1) if days >= 1 else ""

    def _name(self, value: Letter) -> str:
        if value.drafter not in self._names:
            self._names[value.drafter] = letters.drafter(value, self._reading)
        return self._names[value.drafter]
