# SPDX-License-Identifier: Apache-2.0
"""The inbox as rows: what waits for me, by limit then age under its groups; or what a search found.

The order of all rows is known, their faces are made only for those that are looked at. Every face says its
whole row in one sentence, sender and subject first, for whoever hears it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QCoreApplication

from ui import when, words
from ui.inbox.order import Order
from ui.widgets.lazymodel import Key, LazyModel, Section
from ui.widgets.rowmodel import HeaderFace, RowFace
from workspace.domain.changes import Changes
from workspace.domain.directory import TYPES
from workspace.domain.ids import Id
from workspace.domain.profile import Profile
from workspace.services.reading import GROUPS, NO_DUE, VIEWS, Line, Place, Reading

FOUND = 200  # hits a search shows at most; who needs more types another word
SECRET = 2
MINUTE = len("2026-11-24T02:41")
MOST = 400  # changed records beyond which the whole order is read again
_ITEMS = frozenset({"task", "letter"})
_DIRECTORY = frozenset(
    {*TYPES, "profile", "calendar"}
)  # whose desks are mine, who is called what, when days end

translate = QCoreApplication.translate


class InboxRows:
    """Fills a LazyModel from `reading`. `view` is a code of VIEWS; with a `query` the rows are what it found."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.view = "inbox"
        self.query = ""
        self._found: dict[Key, Line] = {}
        self._ids: dict[Key, Id] = {}
        self._names: dict[Id, str] = {}
        self._profile: Profile | None = None
        self._order: Order | None = None  # None while the rows are not the whole list
        self._holders: tuple[Id, ...] = ()
        self._minute = ""  # in which all faces were true
        self.model = LazyModel(self._faces)

    def show(self, view: str, query: str = "", *, quick: bool = False) -> None:
        """Show a view, or what a search finds; `quick` for the first page of it alone."""
        self.view, self.query = view, query.strip()
        self.reload(quick=quick)

    def reload(self, *, quick: bool = False) -> None:
        """Read the order anew; the model moves only what moved."""
        self._names.clear()
        self._profile = self._reading.profile()
        found = self._search() if self.query else {}
        self._found |= found  # what goes is still looked at while it goes
        self._holders = self._reading.holders()
        order = None if self.query else Order(self._places(quick=quick), self._reading.group_ends())
        self._order = None if quick else order
        self.model.show(self._sections(order) if order is not None else [self._hits(list(found))])
        self._found = found
        self._minute = self._reading.clock()[:MINUTE]
        self.model.refresh()

    def changed(self, changes: Changes) -> bool:
        """Take changes in; whether rows may have moved."""
        if not changes.ids and not changes.kinds:
            return False
        stands = self._standing(changes)
        if stands is None or self._order is None:
            self.reload()
            return True
        minute, self._minute = self._minute, self._reading.clock()[:MINUTE]
        if minute != self._minute:  # limits count on, and who holds a position may be another
            self._names.clear()
            self._profile = self._reading.profile()
        plan, keys = self._order.take(stands, self._reading.group_ends())
        self.model.follow(plan, keys, self._headings(self._order))
        told = chain.from_iterable(stands.values())
        self.model.refresh(told if minute == self._minute else None)
        return True

    def _standing(self, changes: Changes) -> dict[int, list[Place]] | None:
        """Where the changed records stand now; None if others may have moved with them."""
        if self._order is None or changes.kinds & _DIRECTORY or not 0 < len(changes.ids) <= MOST:
            return None
        if self._holders != self._reading.holders():
            return None
        return self._reading.standing(VIEWS[self.view], changes.ids)

    def __len__(self) -> int:
        return len(self.model)

    def id_of(self, row: int) -> Id:
        """The record in a row, "" on a heading."""
        face = self.model.face(row) if 0 <= row < self.model.rowCount() else None
        return face.id if isinstance(face, RowFace) else ""

    def place(self, row: int) -> int:
        """The how-manieth of the list a row is, from 1; 0 on a heading."""
        if self.model.key(row) is None:
            return 0
        return row + 1 - bisect_left(self.model.header_rows(), row)

    def row_of(self, id_: Id) -> int:
        """The row in which a record stands now, -1 if in none."""
        if self.query:
            keys = [key for key, line in self._found.items() if line.id == id_]
        else:
            stands = self._reading.standing(VIEWS[self.view], [id_]) or {}
            keys = list(chain.from_iterable(stands.values()))
        return next((row for key in keys if (row := self.model.row_of(key)) >= 0), -1)

    def ids(self, keys: Sequence[Key]) -> list[Id]:
        """The records of rows that were looked at, also of one that has just gone."""
        self._faces([key for key in keys if key not in self._ids])
        return [self._ids[key] for key in keys if key in self._ids]

    # ---- order ---------------------------------------------------------------------------------

    def _places(self, *, quick: bool) -> list[Place]:
        view = VIEWS[self.view]
        if quick:
            return [(line.due or NO_DUE, line.rid, 0) for line in self._reading.first_lines(view)]
        return self._reading.order(view)

    def _sections(self, order: Order) -> list[Section]:
        faces = self._headings(order).values()
        return [
            Section(face, order.places[start : order.stop(group)])
            for face, (group, start) in zip(faces, order.starts.items(), strict=True)
        ]

    def _headings(self, order: Order) -> dict[int, HeaderFace]:
        """The headings by their rows."""
        return {
            row: self._heading(GROUPS[group], order.stop(group) - order.starts[group])
            for row, group in order.headings().items()
        }

    @staticmethod
    def _heading(code: str, count: int) -> HeaderFace:
        text = words.group(code)
        sentence = translate("inbox", "Group {name}, %n item(s).", "", count).format(name=text)
        return HeaderFace(text, count, sentence)

    def _search(self) -> dict[Key, Line]:
        lines = [line for line in self._reading.search(self.query, FOUND) if line.kind in _ITEMS]
        return {("found", line.rid): line for line in lines}

    @staticmethod
    def _hits(keys: list[Key]) -> Section:
        text = translate("inbox", "Search results")
        return Section(HeaderFace(text, len(keys), f"{text}, {len(keys)}."), keys)

    # ---- faces ---------------------------------------------------------------------------------

    def _faces(self, keys: Sequence[Key]) -> list[RowFace | None]:
        places: list[Place] = [key for key in keys if key not in self._found]  # type: ignore[misc]
        known = {line.rid: line for line in self._reading.lines(places)}
        lines = [self._found.get(key) or known.get(key[1]) for key in keys]  # type: ignore[index]
        self._ids |= {key: line.id for key, line in zip(keys, lines, strict=True) if line is not None}
        return [None if line is None else self.face(line) for line in lines]

    def face(self, line: Line) -> RowFace:
        """One line as a row."""
        reading = self._reading
        now, zone, today = reading.clock(), reading.zone, reading.today()
        kind = words.kind(line.wait, line.kind)
        limit = words.limit(line.due, now, zone) if line.wait else None
        urgent = line.urgency if line.urgency and line.urgency != "normal" else ""
        urgency = words.urgency(urgent, self._profile) if urgent else ""
        cls = words.security_class(line.cls) if line.cls else ""
        state = kind.text if line.wait else words.state(line.state)
        sender, subject = self._sender(line.sender), line.title or words.secret(line.kind)
        unread = line.wait == "task" and line.state == "received"
        said = [
            f"{sender}. {subject}. {state}",
            urgency,
            cls,
            limit.text if limit else "",
            translate("inbox", "unread") if unread else "",
            translate("inbox", "waiting to be sent") if line.pending else "",
        ]
        return RowFace(
            id=line.id,
            kind_icon="lock" if line.cls >= SECRET else kind.icon,
            kind_tone=kind.tone,
            kind_text=state,
            sender=sender,
            when=when.short(line.since, zone, today) if line.since else "",
            subject=subject,
            sentence=". ".join(part for part in said if part),
            urgency_text=urgency,
            urgency_tone=words.urgency_tone(urgent),
            due_text=limit.text if limit else "",
            due_tone=limit.tone if limit else "grey",
            class_text=cls,
            attachments=line.attachments,
            unread=unread,
            waiting=line.pending,
        )

    def _sender(self, sender: Id) -> str:
        name = self._names.get(sender)
        if name is None:
            reading = self._reading
            name = reading.holder_name(sender) or reading.title(sender) or reading.name(sender)
            self._names[sender] = name
        return name
