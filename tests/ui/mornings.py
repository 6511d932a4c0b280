# SPDX-License-Identifier: Apache-2.0
"""Invented mornings for the pictures: each page is a room with something to see in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.ui.desk_kit import Town, id_of, run_now
from ui.activity.view import ActivityView, DeviceFacts
from ui.approvals.view import ApprovalsView
from ui.flexiwork.view import FlexiworkView
from ui.settings.licences import LicenceSheet
from ui.settings.view import SettingsView
from ui.shell.looks import Looks
from workspace.domain import task
from workspace.domain.moment import at, plus

TODAY = "2026-11-24"


def wib(clock: str, day: str = TODAY) -> str:
    """The instant at which the office's clock shows `clock`."""
    return at(day, clock, "Asia/Jakarta")


def presence_day() -> Town:
    """Checked in offline at 07.28, moved to the office at 13.04 with a wrong clock; yesterday left open."""
    town = Town()
    town.now = wib("07:41", "2026-11-23")
    town.deeds.check("in", "office")
    town.send_all()
    town.now = wib("07:28")
    town.deeds.check("in", "home")
    town.send_all(at=wib("08:05"))
    town.now = wib("13:04")
    town.restart()
    town.deeds.check("in", "office")
    town.send_all(at=wib("13:05"))
    town.now = wib("14:38")
    return town


def flexiwork_before() -> QWidget:
    """Nothing recorded yet, office hours have begun."""
    town = Town()
    return FlexiworkView(town.reading, town.deeds, run_now)


def flexiwork_day() -> QWidget:
    """The middle of a day."""
    town = presence_day()
    view = FlexiworkView(town.reading, town.deeds, run_now)
    view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    return view


def flexiwork_done() -> QWidget:
    """After the check-out, offline, with the toast."""
    town = presence_day()
    town.now = wib("16:02")
    view = FlexiworkView(town.reading, town.deeds, run_now)
    view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    view.setProperty("afterShow", lambda: view.check("out"))
    return view


FACTS = DeviceFacts("Laptop Hendra", "kerja.contoh.id", "01a20b6d-9260-7951-9d9d-c9f81818e811", "0.1.0")
CIRCULAR = "Rancangan Surat Edaran Pelaksanaan Kerja Fleksibel Triwulan I 2027"


def task_for(town: Town, title: str, *, by: str = "kadis", to: str = "kabid", at_: str = "") -> str:
    """A task somebody gives; its id."""
    args = task.Give(town.ids(), id_of(to), title, "urgent", "Mohon segera.")
    value = town.done_by(by, "task.give", args, at_)
    return str(value.id)


def busy_sync() -> Town:
    """Refused, held, waiting, parked, doubted and done."""
    town = Town()
    town.now = wib("07:28")
    town.deeds.check("in", "home")
    report = task_for(town, "Laporan evaluasi layanan publik digital", at_=wib("07:00", "2026-11-23"))
    town.send_all(at=wib("08:05"))
    town.now = wib("08:30")
    town.deeds.complete([report], "Laporan terkirim.")
    town.send_all(at=wib("08:31"))
    circular = town.letter(CIRCULAR, "Paling banyak 1 (satu) hari kerja.", at=wib("14:06", "2026-11-23"))
    data = task_for(town, "Permintaan data capaian layanan daring dari Kementerian", at_=wib("08:21"))
    summons = task_for(town, "Undangan rapat koordinasi arsitektur layanan 2027", at_=wib("07:45"))
    town.now = wib("09:18")
    words = "Butir 2c belum menyebut hari. Mohon ditegaskan: pada setiap hari kerja, dihitung per bidang."
    town.deeds.return_letter([circular.id], words)
    refused = town.desk.waiting[-1].row.id
    given = town.deeds.give(id_of("kabid"), [id_of("wayan")], "Rekap permohonan integrasi data", "normal")
    given_id = town.desk.waiting[-1].row.id
    town.deeds.withdraw_task([given.record], "Sudah dikerjakan Seksi Layanan.")
    back = town.decide("kabid", circular, "Lengkapi dasar hukum.", wib("08:50"), back=True)
    town.revise("kasi", back, "Paling banyak 2 (dua) hari kerja.", wib("09:12"))
    town.refuse(refused, "superseded", {"version": "2"})
    town.refuse(given_id, "no-longer-authorised")
    town.now = wib("09:38")
    town.deeds.report(summons, "Bahan rapat disiapkan.")
    town.desk.release()
    town.now = wib("09:40")
    town.deeds.pass_on([data], [id_of("kasi"), id_of("nurul"), id_of("kasidata")], "urgent", "Rekap dulu.")
    town.now = plus(town.now, seconds=3)
    return town


def activity_with(town: Town, code: str, **more: Any) -> ActivityView:
    """The sync page of a town."""
    view = ActivityView(
        reading=town.reading,
        deeds=town.deeds,
        tray=town.tray,
        run=run_now,
        sync_now=lambda: None,
        facts=FACTS,
    )
    view.set_state(town.sync_state(code, **more))
    return view


def activity() -> QWidget:
    """A morning with everything in it."""
    return activity_with(busy_sync(), "needs-you", contact=wib("09:27"))


def activity_offline() -> QWidget:
    """Offline, a restored server's question, held commands."""
    town = busy_sync()
    town.desk.park([town.desk.waiting[0].row.id])
    return activity_with(town, "needs-you", trouble="no-network", sweep_held=214, contact=wib("09:27"))


def activity_empty() -> QWidget:
    """A quiet day."""
    return activity_with(Town(), "synced")


def activity_report() -> QWidget:
    """What a problem report copies."""
    view = activity_with(busy_sync(), "needs-you")
    view.setProperty("afterShow", view.copy_report)
    return view


OLD_TEXT = """Kerja fleksibel berlaku bagi pegawai yang tugasnya dapat dilaksanakan dari luar kantor.
Paling banyak 1 (satu) hari kerja dalam satu minggu.
Presensi dilakukan pada awal dan akhir jam kerja, termasuk saat jaringan tidak tersedia.
Atasan langsung memastikan sekurang-kurangnya 40 persen pegawai hadir di kantor.
Hasil kerja dilaporkan melalui aplikasi paling lambat pukul 17.00 pada hari yang sama."""
NEW_TEXT = """Kerja fleksibel berlaku bagi pegawai yang tugasnya dapat dilaksanakan dari luar kantor.
Paling banyak 2 (dua) hari kerja dalam satu minggu.
Presensi dilakukan pada awal dan akhir jam kerja, termasuk saat jaringan tidak tersedia.
Atasan langsung memastikan sekurang-kurangnya 50 persen pegawai hadir di kantor pada setiap hari kerja.
Hasil kerja dilaporkan melalui aplikasi paling lambat pukul 16.00 pada hari yang sama, kecuali saat jaringan tidak tersedia."""  # noqa: E501
SUBJECTS = (
    ("nurul", "Permohonan akses basis data pengaduan warga", "2026-11-23", "08:10"),
    ("dewi", "Nota dinas pembaruan formulir layanan daring", "2026-11-23", "10:32"),
    ("kasidata", "Laporan evaluasi layanan publik digital triwulan III", "2026-11-23", "16:20"),
    ("wayan", "Usulan perbaikan integrasi data kependudukan", "2026-11-24", "07:51"),
    ("nurul", "Surat tugas bimbingan teknis keamanan informasi, 6 peserta", "2026-11-24", "08:02"),
    ("kasi", "Undangan rapat koordinasi arsitektur layanan 2027", "2026-11-24", "08:40"),
    ("dewi", "Tanggapan atas pengaduan antrean loket", "2026-11-24", "09:03"),
)


def letters_morning() -> Town:
    """One changed since I returned it, seven new ones, one returned to me, one I approved."""
    town = Town()
    town.now = wib("14:06", "2026-11-23")
    circular = town.letter(
        CIRCULAR, OLD_TEXT, route=("kabid", "sekretaris", "kadis"), attachments=("Daftar unit.xlsx",)
    )
    town.now = wib("16:12", "2026-11-23")
    town.deeds.return_letter([circular.id], "Butir 2 mohon disesuaikan dengan aturan dua hari.")
    town.send_all()
    for who, title, day, clock in SUBJECTS:
        at_ = wib(clock, day)
        town.letter(title, "Mohon persetujuan.\nBerkas pendukung terlampir.", by=who, at=at_, urgency="normal",
                    attachments=("Lampiran.pdf",))  # fmt: skip
    secret = town.letter("Hasil pemeriksaan khusus", "Isi.", by="kasidata", at=wib("09:10"), cls=1)
    town.state(replace(secret, cls=2))
    mine = town.letter("Rencana kerja Bidang Aplikasi 2027", "Rencana.", by="kabid", route=("sekretaris",),
                       at=wib("09:00", "2026-11-23"))  # fmt: skip
    town.decide("sekretaris", mine, "Tambahkan kebutuhan anggaran per kegiatan.", wib("08:15"), back=True)
    town.now = wib("08:55")
    done = town.letter("Nota dinas pengadaan jaringan", "Isi nota.", by="kasi", at=wib("08:20"))
    town.deeds.endorse([done.id], "Setuju.")
    town.send_all()
    town.revise("kasi", town.truths([circular.id])[circular.id], NEW_TEXT, wib("09:12"),
                attachments=("Daftar unit.xlsx", "Lampiran jadwal.pdf"))  # fmt: skip
    town.now = wib("09:41")
    return town


def approvals_with(town: Town) -> ApprovalsView:
    """The approvals room of a town."""
    return ApprovalsView(town.reading, town.deeds, run_now)


def approvals_diff() -> QWidget:
    """The letter that changed since I returned it."""
    town = letters_morning()
    view = approvals_with(town)
    letters = town.truths(row.id for row in town.tables.truths(("letter",)))
    circular = next(id_ for id_, value in letters.items() if value.title == CIRCULAR)
    view.setProperty("afterShow", lambda: view.open_record(circular))
    return view


def approvals_batch() -> QWidget:
    """All marked: two stand apart."""
    town = letters_morning()
    view = approvals_with(town)
    view.setProperty("afterShow", view.acts["mark_all"].trigger)
    return view


def approvals_new() -> QWidget:
    """The form of a new letter."""
    view = approvals_with(letters_morning())
    view.setProperty("afterShow", view.new_letter)
    return view


def approvals_revise() -> QWidget:
    """The next version of a letter that was returned to me."""
    view = approvals_with(letters_morning())

    def after() -> None:
        view.column.tabs.choose("revise")
        view.resubmit()

    view.setProperty("afterShow", after)
    return view


def approvals_decided() -> QWidget:
    """What I decided and can still withdraw, offline."""
    town = letters_morning()
    view = approvals_with(town)
    view.set_state(town.sync_state("offline-waiting", trouble="no-network"))
    view.setProperty("afterShow", lambda: view.column.tabs.choose("decided"))
    return view


def settings() -> QWidget:
    """The settings."""
    return SettingsView(Looks(), "id", "0.1.0")


def settings_licences() -> QWidget:
    """Whose work it stands on."""
    view = SettingsView(Looks(), "id", "0.1.0")
    view.setProperty("afterShow", lambda: LicenceSheet(view.content).open())
    return view


PAGES: dict[str, Callable[[], QWidget]] = {
    "flexiwork-before": flexiwork_before,
    "flexiwork-day": flexiwork_day,
    "flexiwork-done": flexiwork_done,
    "approvals-diff": approvals_diff,
    "approvals-batch": approvals_batch,
    "approvals-new": approvals_new,
    "approvals-revise": approvals_revise,
    "approvals-decided": approvals_decided,
    "settings": settings,
    "settings-licences": settings_licences,
    "activity": activity,
    "activity-offline": activity_offline,
    "activity-empty": activity_empty,
    "activity-report": activity_report,
}
