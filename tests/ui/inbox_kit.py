# SPDX-License-Identifier: Apache-2.0
"""An invented morning in the inbox, and a bridge without threads that still tells the room of changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.ui.desk_kit import Town, id_of
from ui.inbox.view import InboxView
from workspace.domain import task
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.domain.moment import at
from workspace.domain.task import Task

TODAY = "2026-11-24"


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
        self, owner: object, on_done: Callable[[Any], None], call: Callable[..., Any], *args: Any
    ) -> None:
        self.calls.append(getattr(call, "__name__", type(call).__name__))
        value = call(*args)
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
