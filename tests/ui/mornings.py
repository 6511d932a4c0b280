# SPDX-License-Identifier: Apache-2.0
"""Invented mornings for the pictures: each page is a room with something to see in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.ui.desk_kit import Town, id_of, run_now
from ui.activity.view import ActivityView, DeviceFacts
from ui.flexiwork.view import FlexiworkView
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


PAGES: dict[str, Callable[[], QWidget]] = {
    "flexiwork-before": flexiwork_before,
    "flexiwork-day": flexiwork_day,
    "flexiwork-done": flexiwork_done,
    "activity": activity,
    "activity-offline": activity_offline,
    "activity-empty": activity_empty,
    "activity-report": activity_report,
}
