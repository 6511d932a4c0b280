# SPDX-License-Identifier: Apache-2.0
"""Letters on the desk, for tests and pictures: an invented Nota Dinas with something of everything in it.

python -m tests.ui.draftings DIR [PAGE …] [--quick]
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.paper.page.letters import BODY, BOSS, LETTER, NOTE
from tests.ui import shots_rooms
from tests.ui.desk_kit import Town, id_of, run_now
from tests.ui.drafting_kit import par
from tests.ui.mornings import wib
from ui.drafting.desk import Desk
from ui.drafting.form import About
from ui.drafting.listed import ListField
from ui.drafting.new import NewSheet
from ui.drafting.preview import Printer
from ui.room import Run
from ui.widgets.lines import Entry
from workspace.domain.form import Form
from workspace.domain.signature import Signer
from workspace.paper.body import Line, line
from workspace.paper.body import Run as Words
from workspace.paper.checks import Facts, Place
from workspace.paper.page.fields import Fields
from workspace.paper.replica import Replica
from workspace.services.writing import Of, Opened


class Clock:
    """Milliseconds that a test moves."""

    now = 1

    def __call__(self) -> int:
        return self.now


def replica(*lines: Line) -> Replica:
    """An officer's copy of a body that begins with these lines."""
    begun: list[bytes] = []
    Replica(99, Clock(), begun.append).begin(lines)
    return Replica(1, Clock(), list[bytes]().append, begun)


TODAY = Facts("2026-11-25", codes=frozenset({"000.8.6"}), files=1)


OFFICES = {
    "kabid": ("Kepala Bidang Aplikasi dan Layanan Digital", "Hendra Saputra Wijaya"),
    "kadis": ("Kepala Dinas", "Wiratama Surya Pradipta"),
    "sekretaris": ("Sekretaris Dinas", "Nurul Aisyah Contoh"),
    "kabidstat": ("Kepala Bidang Statistik dan Pengelolaan Data", "Wayan Contoh"),
}
FORM = Form(
    "nota-dinas",
    NOTE.subject,
    NOTE.to,
    NOTE.copies,
    NOTE.sender,
    signer=("kabid",),
    route=("kadis",),
    urgency="normal",
    archive="000.8.6",
)
ORIGINS = {
    "sender": "dari jabatan",
    "signer": "dari jabatan",
    "archive": "disarankan",
    "letterhead": "dari profil daerah",
}


def find(words: str) -> list[Entry]:
    """Positions whose title or holder has these words."""
    asked = words.casefold()
    return [
        Entry(id_, title, trailing=name)
        for id_, (title, name) in OFFICES.items()
        if asked in f"{title} {name}".casefold()
    ]


def fields_of(form: Form) -> Fields:
    """What is printed of a form."""
    return replace(
        NOTE if form.kind == "nota-dinas" else LETTER,
        subject=form.subject, to=form.to, copies=form.copies, sender=form.sender, place=form.place,
        to_place=form.to_place, cls=form.cls, urgency={"urgent": "Segera"}.get(form.urgency, ""),
        signer=BOSS if form.signer else Signer(("",), ""),
    )  # fmt: skip


ABOUT = About(
    find, lambda id_: OFFICES[id_][0], (("normal", "Biasa"), ("urgent", "Segera"), ("immediate", "Sangat Segera")),
    fields_of, ORIGINS,
)  # fmt: skip


def desk(*lines: Line, form: Form = FORM, run: Run = run_now) -> Desk:
    """The desk with a letter on it."""
    return Desk(replica(*(lines or BODY)), form, ABOUT, TODAY, run, Printer())


def writing() -> QWidget:
    """The caret in a numbered line, some of it selected."""
    made = desk()

    def after() -> None:
        made.editor.setFocus()
        made.editor.go((2, 67), (2, 99))

    made.setProperty("afterShow", after)
    return made


def replacing() -> QWidget:
    """Words looked for and their successors."""
    made = desk()

    def after() -> None:
        made.moves["replace"].trigger()
        made.finder.words.setText("data")
        made.finder.by.setText("informasi")
        made.finder.step(1)

    made.setProperty("afterShow", after)
    return made


FAULTY = [
    *BODY[:2],
    par("Biaya Rp 1500000 (satu juta lima ratus ribu rupiah)  dibebankan pada ${anggaran}.", t="n"),
    par("Latar belakang", t="h"),
    par("Jadwal", t="h"),
    line([Words("Paling lambat "), Words("Jumat", (("ins", "s1:o"),)), Words(" sore.")], (("t", "n"),)),
    par("Rincian terlampir."),
]


FAULTY_FORM = replace(FORM, to=(), copies=("Kepala Dinas", "Kepala Dinas"))


def checking() -> QWidget:
    """A letter with faults of each severity."""
    made = desk(*FAULTY, form=FAULTY_FORM)
    made.setProperty("afterShow", lambda: made.show_view("checks"))
    return made


def printed() -> QWidget:
    """The pages beside the text."""
    made = desk(*BODY, *BODY)

    def after() -> None:
        made.show_view("preview")
        QTest.qWait(600)

    made.setProperty("afterShow", after)
    return made


def printed_odd() -> QWidget:
    """A character that no type shows, and a picture that is none."""
    made = desk(par("Selesai 🙂"))
    made.put_picture("denah.png", b"?", "denah")

    def after() -> None:
        made.show_view("preview")
        QTest.qWait(600)

    made.setProperty("afterShow", after)
    return made


def filling() -> QWidget:
    """The form, receivers being looked for."""
    made = desk(
        form=replace(
            FORM, to=("Kepala Bidang Statistik dan Pengelolaan Data", "Inspektur Daerah"), subject=""
        )
    )

    def after() -> None:
        made.show_view("form")
        made.form_panel.go(Place("to"))
        QTest.keyClicks(made.form_panel.findChildren(ListField)[0].line, "dinas")

    made.setProperty("afterShow", after)
    return made


def filling_letter() -> QWidget:
    """The form of a Surat Dinas, to its end."""
    form = replace(FORM, kind="surat-dinas", place="Kota Contoh", to_place="Sampel", cls=1, urgency="urgent")
    made = desk(form=form)

    def after() -> None:
        made.show_view("form")
        made.form_panel.go(Place("copies"))

    made.setProperty("afterShow", after)
    return made


OFFERED = (
    Entry("nota-dinas", "Nota Dinas", "file-text", trailing="ND", group="Korespondensi"),
    Entry("surat-dinas", "Surat Dinas", "mail", trailing="SD", group="Korespondensi"),
)


def begin(kind: str) -> tuple[Form, About]:
    """What is known of a new letter."""
    return Form(kind, sender=NOTE.sender, place="Kota Contoh", signer=("kabid",), route=("kadis",)), ABOUT


def starting() -> QWidget:
    """The sheet of a new letter."""
    host = QWidget()

    def after() -> None:
        sheet = NewSheet(host, OFFERED, begin, lambda _: None, run_now, Printer())
        sheet.ask()
        sheet.first_input().setFocus()
        QTest.qWait(600)

    host.setProperty("afterShow", after)
    return host


def written_morning() -> Town:
    """Two drafts; the newer one is written already."""
    town = Town()
    positions = {"signer": (id_of("kabid"),), "route": (id_of("kadis"),), "sender": "Kepala Bidang Aplikasi"}
    form = Form("surat-dinas", "Undangan rapat koordinasi layanan", place="Kota Contoh", **positions)  # type: ignore[arg-type]
    town.drafts.start(id_of("kabid"), form)
    town.now = wib("09:38")
    form = Form("nota-dinas", NOTE.subject, ("Kepala Seksi Data",), ("Kepala Dinas",), **positions)  # type: ignore[arg-type]
    of = Of(town.drafts.start(id_of("kabid"), form).record, 1)
    opened = town.writing.open(of)
    assert isinstance(opened, Opened)
    opened.replica(Clock(), lambda raw: town.writing.typed(of, raw, town.now)).write([(0, [Line()], BODY)])
    town.writing.put_away(of)
    return town


def open_newest(desk_: Any) -> None:
    """The draft that was begun last."""
    room = desk_.room("drafting")
    room.open_letter(room.list.entries[0].id)


PAGES: dict[str, Callable[[], QWidget]] = {
    "writing": writing, "replacing": replacing, "checking": checking,
    "printed": printed, "printed-odd": printed_odd,
    "filling": filling, "filling-letter": filling_letter, "starting": starting,
}  # fmt: skip

if __name__ == "__main__":
    shots_rooms.PAGES.clear()
    shots_rooms.PAGES.update(PAGES)
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    shots_rooms.main(Path(words[0]), words[1:], quick="--quick" in sys.argv)
