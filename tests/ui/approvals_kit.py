# SPDX-License-Identifier: Apache-2.0
"""The approvals room on a desk with the letters of a morning, for its tests."""

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town, id_of
from tests.ui.drafting_kit import par
from tests.ui.mornings import letters_morning, wib
from ui.approvals.view import ApprovalsView
from workspace.domain.draft import Draft, Fill, SubmitDraft
from workspace.domain.form import Form, change, written_hash
from workspace.domain.letter import Letter, Version, content_hash
from workspace.paper.body import Line, body_hash, canonical_body
from workspace.storage.bodies_sql import SqlBodies

FORM = Form(
    "nota-dinas", "Permintaan data layanan", ("Kepala Dinas", "Sekretaris Dinas"), ("Arsip",),
    sender="Kepala Seksi Layanan", signer=(id_of("kadis"), id_of("kabid")), route=(id_of("kabid"), id_of("kadis")),
    urgency="normal",
)  # fmt: skip
BODY = (
    par("Dengan hormat,"), par("Latar belakang", t="h"), par("Data pengaduan triwulan III.", t="n"),
    par("Rincian tiap kecamatan.", t="n", l="2"), par("Jadwal pengiriman.", t="n"),
    par("Kecamatan", cell="T/1/1"), par("Jumlah", cell="T/1/2"),
)  # fmt: skip


def version(no: int, summary_: str, title: str = "Hal", names: tuple[str, ...] = ()) -> Version:
    return Version(no, content_hash(title, summary_, names), title, summary_, names, wib("08:00"), "o")


def written(town: Town, form: Form = FORM, lines: tuple[Line, ...] = BODY, *, by: str = "kasi") -> Letter:
    """A letter that somebody wrote and submitted; its body has not come here."""
    id_ = town.ids()
    town.done_by(by, "letter.draft", Draft(id_, form))
    return submit(town, id_, 1, form, lines, by)


def submit(town: Town, id_: str, generation: int, form: Form, lines: tuple[Line, ...], by: str) -> Letter:
    body = body_hash(lines)
    made: Letter = town.done_by(
        by, "letter.submit_draft", SubmitDraft(id_, generation, body, written_hash(form, body))
    )
    return made


def written_again(
    town: Town, value: Letter, form: Form, lines: tuple[Line, ...], *, by: str = "kasi"
) -> Letter:
    """The next version of a written letter that was returned."""
    assert value.form is not None
    if form != value.form:
        seen, new = change(value.form, form)
        town.done_by(by, "letter.fill", Fill(value.id, seen, new))
    return submit(town, value.id, value.generation, form, lines, by)


def bring(town: Town, value: Letter, lines: tuple[Line, ...] = BODY, no: int = 0) -> None:
    """The body of a version (the last) comes to this laptop."""
    with town.tables.write():
        bodies = SqlBodies(town.tables.connection)
        bodies.put_frozen(value.id, no or value.version, canonical_body(lines))


def written_town(*, here: bool = True) -> Town:
    """A written letter waits for me, its body here or not."""
    town = Town()
    value = written(town)
    if here:
        bring(town, value)
    return town


class Room:
    """The shown room with the letters of a morning."""

    def __init__(self, qtbot: QtBot, town: Town | None = None) -> None:
        self.town = town or letters_morning()
        self.view = ApprovalsView(self.town.reading, self.town.deeds, self.run)
        qtbot.addWidget(self.view)
        self.view.resize(1400, 900)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.enter()

    def run(self, owner: Any, on_done: Any, call: Any, *args: Any, on_fault: Any = None) -> None:
        """As the bridge does: tell what changed, then hand the value over."""
        value = call(*args)
        changes = getattr(value, "changes", None)
        if changes:
            self.town.reading.changed(changes)
            self.view.changed(changes)
        on_done(value)

    def id_of(self, title: str) -> str:
        """The id of a letter by its subject."""
        keys = [str(key) for key in self.view.rows.model._rows if isinstance(key, str)]
        return next(id_ for id_ in keys if self.letter(id_).title == title)

    def letter(self, id_: str) -> Letter:
        """A letter as it is shown."""
        value = self.town.reading.value(id_)
        assert isinstance(value, Letter)
        return value

    def look_at(self, title: str) -> Letter:
        """Choose a letter in the list."""
        id_ = self.id_of(title)
        self.view.open_record(id_)
        return self.letter(id_)

    def toast(self) -> str:
        """What was said last."""
        return self.view.column.toast.text

    def sheet(self, kind: type[QWidget]) -> Any:
        """The sheet that is open."""
        return next(s for s in self.view.findChildren(kind) if s.isVisible())

    @property
    def count(self) -> int:
        """How many wait."""
        return self.view.rows.counts["all"]
