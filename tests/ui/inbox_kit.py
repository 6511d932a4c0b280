# SPDX-License-Identifier: Apache-2.0
"""An invented morning in the inbox, a bridge without threads that still tells of changes, and a hand on its keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_kit import Town, id_of
from ui.bridge import Fault
from ui.inbox.view import InboxView
from ui.widgets.rowmodel import HeaderFace, RowFace
from ui.widgets.sheet import Sheet
from workspace.domain import task
from workspace.domain.changes import Changes
from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id
from workspace.domain.moment import at
from workspace.domain.task import Task

TODAY = "2026-11-24"
DATA, INVITED, OLD = "Permintaan data", "Undangan rapat", "Penyusunan kebutuhan"
CIRCULAR, PASSED = "Rancangan Surat Edaran", "Pemutakhiran peta"


def wib(clock: str, day: str = TODAY) -> str:
    """The instant at which the office's clock shows `clock`."""
    return at(day, clock, "Asia/Jakarta")


@dataclass
class Live:
    """Calls at once, tells the room what changed, then answers: as the bridge does."""

    town: Town
    rooms: list[Any] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def __call__(
        self,
        owner: object,
        on_done: Callable[[Any], None],
        call: Callable[..., Any],
        *args: Any,
        on_fault: Callable[[Fault], None] | None = None,
        on: str = "desk",
        slot: str = "",
    ) -> None:
        self.calls.append(getattr(call, "__name__", type(call).__name__))
        try:
            value = call(*args)
        except Unavailable as error:
            assert on_fault is not None
            on_fault(Fault(world=True, text=str(error), trace=""))
            return
        self.tell(getattr(value, "changes", Changes()))
        on_done(value)

    def tell(self, changes: Changes) -> None:
        """Something changed."""
        if changes:
            self.town.reading.changed(changes)
            for room in self.rooms:
                room.changed(changes)


def give(
    town: Town, title: str, *, by: str = "kadis", to: str = "kabid", at_: str = "", urgency: str = "normal", **more: Any
) -> Task:  # fmt: skip
    """A task somebody gives."""
    args = task.Give(town.ids(), id_of(to), title, urgency, **more)
    made: Task = town.done_by(by, "task.give", args, at_)
    return made


def morning() -> Town:
    """Tuesday 24 November, 09.41, at the desk of the head of Bidang Aplikasi."""
    town = Town()
    give(
        town, "Permintaan data capaian layanan daring dari Kementerian", at_=wib("08:21"), urgency="urgent",
        note="Rekap layanan yang sudah daring dulu, sisanya boleh menyusul Jumat. Koordinasikan angka dengan Seksi "
        "Data sebelum dikirim, karena Kementerian membandingkannya dengan laporan triwulan lalu.",
        instructions=("act", "material", "coordinate"),
        attachments=("Surat Kementerian B-214.pdf", "Format isian capaian.xlsx", "Laporan triwulan III.pdf"),
    )  # fmt: skip
    give(town, "Undangan rapat koordinasi arsitektur layanan 2027", at_=wib("07:45"), instructions=("represent",),
         attachments=("Undangan.pdf",), urgency="immediate", note="Wakili saya, laporkan hasilnya.")  # fmt: skip
    give(
        town,
        "Tindak lanjut evaluasi indeks kabupaten/kota",
        at_=wib("14:02", "2026-11-23"),
        cls=1,
        by="kadis",
    )
    give(town, "Penunjukan petugas pengelola data pribadi", at_=wib("16:40", "2026-11-20"), cls=2)
    give(town, "Penyusunan kebutuhan perangkat tahun 2027", at_=wib("10:05", "2026-11-16"), by="kadis")
    town.letter(
        "Rancangan Surat Edaran Pelaksanaan Kerja Fleksibel Triwulan I 2027",
        "Dalam rangka mewujudkan pelayanan publik yang cepat, responsif, dan adaptif, dengan ini disampaikan:\n\n"
        "1. Kerja fleksibel berlaku bagi pegawai yang tugasnya dapat dilaksanakan dari luar kantor tanpa mengurangi "
        "mutu layanan.\n2. Paling banyak 2 (dua) hari kerja dalam satu minggu.\n3. Atasan langsung memastikan "
        "sekurang-kurangnya 50 persen pegawai hadir di kantor.",
        at=wib("09:12"), attachments=("Rancangan SE.docx", "Telaahan.pdf"),
    )  # fmt: skip
    town.letter("Laporan evaluasi layanan publik digital November", "Rekapitulasi layanan bulan berjalan.",
                by="kasidata", at=wib("16:20", "2026-11-23"), urgency="normal")  # fmt: skip
    passed = give(
        town, "Pemutakhiran peta proses bisnis", at_=wib("09:00", "2026-11-18"), note="Untuk audit internal."
    )
    town.done_by(
        "kabid", "task.pass_on",
        task.PassOn(passed.id, id_of("kabid"), (
            task.Child(town.ids(), id_of("kasi")), task.Child(town.ids(), id_of("kasidata"))), "normal",
            "Bagi per seksi.", ("act",)),
        wib("10:30", "2026-11-18"),
    )  # fmt: skip
    child = town.reading.tree(passed.id)[1]
    town.done_by("kasi", "task.complete", task.Complete(child.id, child.holder, "Peta Seksi Layanan terlampir."),
                 wib("15:10", "2026-11-23"))  # fmt: skip
    return town


def view_of(town: Town) -> tuple[InboxView, Live]:
    """The inbox of a town."""
    live = Live(town)
    view = InboxView(town.reading, town.deeds, live)
    view.set_state(town.sync_state())
    live.rooms.append(view)
    return view, live


def find(town: Town, title: str) -> Id:
    """The record whose subject begins so, of several the first that was made."""
    return [line.id for line in town.reading.search(title) if line.title.startswith(title)][-1]


class Inbox:
    """The inbox in a window that has the keyboard."""

    def __init__(self, town: Town, qtbot: QtBot) -> None:
        self.town, self.qtbot = town, qtbot
        self.view, self.live = view_of(town)
        qtbot.addWidget(self.view)
        self.view.resize(1440, 860)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.enter()

    @property
    def subjects(self) -> list[str]:
        """The subjects in the list, from the top."""
        model = self.view.rows.model
        faces = [model.face(row) for row in range(model.rowCount())]
        return [face.subject for face in faces if isinstance(face, RowFace)]

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The headings, with their counts."""
        model = self.view.rows.model
        faces = [model.face(row) for row in range(model.rowCount())]
        return [(face.text, face.count) for face in faces if isinstance(face, HeaderFace)]

    @property
    def current(self) -> str:
        """The subject of the current row."""
        face = self.view.column.list.current_face()
        return face.subject if face else ""

    def key(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, how)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def send(self) -> None:
        """Ctrl+Enter."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def at(self, subject: str) -> None:
        """Walk down to a row with J."""
        self.key(Qt.Key.Key_Home)
        for _ in range(40):
            if self.current.startswith(subject):
                return
            self.key(Qt.Key.Key_J)
        raise AssertionError(f"{subject} not in {self.subjects}")

    def task(self, subject: str) -> Task:
        """A task as it is shown now."""
        value = self.town.reading.value(find(self.town, subject))
        assert isinstance(value, Task)
        return value

    def sheet(self, kind: type[Sheet]) -> Sheet | None:
        """The open sheet of a kind."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return next((each for each in self.view.findChildren(kind) if each.isVisible()), None)

    @property
    def said(self) -> str:
        """What the toast says."""
        return self.view.column.toast.text if self.view.column.toast.isVisible() else ""


def texts(widget: QWidget) -> list[str]:
    """Every text of a part of the window."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]
