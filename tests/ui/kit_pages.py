# SPDX-License-Identifier: Apache-2.0
"""Gallery pages of the larger parts: lists, rail, sheet, notices, and a whole desk."""

from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from tests.ui.kit_parts import LIMIT, LONG, column, on, pane, row
from tests.ui.kit_rows import ListModel, approvals, inbox
from ui import theme
from ui.widgets.button import SMALL, Button
from ui.widgets.candidates import Candidate
from ui.widgets.card import Card, Divider, Pane, SectionHeader
from ui.widgets.chip import Chip, Keys, Meter
from ui.widgets.choice import Choice, Option
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.fields import ReasonField
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import EmptyState, Skeleton, Strip
from ui.widgets.people import PersonPick
from ui.widgets.presence import PresenceCard
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.rowlist import RowList
from ui.widgets.sheet import Sheet
from ui.widgets.statusbar import KeyHint, StatusBar
from ui.widgets.steps import Step, StepRoute
from ui.widgets.toast import Toast
from ui.widgets.toggles import CheckBox


def _list(width: int, rows: RowList) -> QWidget:
    rows.setFixedWidth(width)
    return rows


def lists() -> QWidget:
    """The long list at three widths, and in selection mode."""
    body = QHBoxLayout()
    body.setSpacing(1)
    for at, width in enumerate((408, 376, 320)):
        rows = RowList("Kotak Masuk, 9 naskah")
        rows.setModel(ListModel(inbox()))
        rows.go((1, 2, 3)[at])
        body.addWidget(_list(width, rows))
    marked = RowList("Persetujuan")
    marked.setModel(ListModel(approvals()))
    marked.set_selecting(True)
    marked.go(2)
    body.addWidget(_list(408, marked))
    return pane(body, "line", 0)


def frame() -> QWidget:
    """The rail wide and narrow, the presence card, the status bar."""
    rooms = [
        RailEntry("inbox", "inbox", "Kotak Masuk", "Ctrl+1"),
        RailEntry("ok", "stamp", "Persetujuan", "Ctrl+2"),
        RailEntry("draft", "file-pen-line", "Konsep Naskah"),
        RailEntry("flex", "calendar-check", "Kerja Fleksibel"),
        RailEntry("team", "users", "Tim Saya"),
    ]
    views = [
        RailEntry("due", "clock", "Tenggat hari ini"),
        RailEntry("me", "at-sign", "Menunggu saya"),
        RailEntry("later", "alarm-clock", "Ditunda"),
        RailEntry("box", "archive", "Arsip"),
    ]
    rails = QHBoxLayout()
    rails.setSpacing(0)
    for collapsed in (False, True):
        rail = RailList("Ruang")
        rail.add_section(rooms)
        rail.add_section(views, "Tampilan tersimpan")
        rail.choose("inbox")
        for id, count in (("inbox", 12), ("ok", 4), ("draft", 3), ("due", 2), ("me", 6)):
            rail.set_count(id, count)
        card = PresenceCard()
        card.set(
            "house", "Bekerja dari rumah", "Presensi masuk 07.28 · 2 jam 14 menit", 0.3, "Presensi pulang"
        )
        rail.set_collapsed(collapsed)
        card.set_collapsed(collapsed)
        holder = column(rail, QWidget(), row_of(card, 8 if collapsed else 12), gap=0, stretch=False)
        holder.setStretch(1, 1)
        holder.setContentsMargins(0, 12, 0, 12)
        side = Pane("rail")
        side.setLayout(holder)
        rails.addWidget(side)
        rails.addWidget(Divider(upright=True))
    rails.addWidget(Pane("surface"), 1)
    body = column(rails, gap=0, stretch=False)
    states: tuple[tuple[str, theme.Ink, str], ...] = (
        ("cloud-off", "amber", "Luring · 3 perubahan menunggu dikirim · terakhir tersambung 09.27"),
        ("circle-check", "green", "Tersinkron · terakhir 09.41"),
        ("triangle-alert", "amber", "2 hal perlu dilihat"),
    )
    for icon, ink, text in states:
        bar = StatusBar()
        bar.set_state(icon, ink, text)
        bar.set_legend(
            KeyHint(keys, words)
            for keys, words in (
                ("J K", "pindah"),
                ("A", "setujui"),
                ("R", "kembalikan"),
                ("D", "disposisi"),
                ("Z", "urungkan"),
            )
        )
        body.addWidget(bar)
    return pane(body, "rail", 0)


def row_of(widget: QWidget, margin: int) -> QHBoxLayout:
    """One widget with a margin at its sides."""
    made = QHBoxLayout()
    made.setContentsMargins(margin, 0, margin, 0)
    made.addWidget(widget)
    return made


PEOPLE = (
    Candidate(
        "1",
        "Nurul Hidayah",
        "Arsiparis",
        "Dari rumah",
        "house",
        "green",
        "2",
        group="Unit saya, Bidang Layanan",
    ),
    Candidate(
        "2",
        "Dewi Anggraini",
        "Pranata Komputer",
        "Di kantor",
        "building-2",
        "accent",
        "5",
        group="Unit saya, Bidang Layanan",
    ),
    Candidate(
        "3",
        "Wayan Sudarma",
        "Analis Sistem",
        "Di kantor",
        "building-2",
        "accent",
        "10, tertinggi",
        "amber",
        group="Unit saya, Bidang Layanan",
    ),
    Candidate(
        "4", "Ratna Prameswari", "Kasubbag Umum", "Di kantor", "building-2", "accent", group="Unit lain"
    ),
    Candidate("5", "Yusuf Maulana", "Analis Kebijakan"),
    Candidate("6", "Siti Rahmawati", "Pranata Humas"),
)


def sheet() -> QWidget:
    """The disposition sheet over a window."""
    host = pane(column(Label("Kotak Masuk", size=19, weight=600)), "surface")
    host.resize(900, 800)
    over = Sheet(
        host,
        "Disposisi",
        subtitle="Permintaan data capaian layanan daring dari Kementerian",
        icon="corner-up-right",
        close_name="Tutup",
    )
    over.corner.addWidget(Chip("Segera", "red", height=24))
    who = PersonPick(
        "Diteruskan kepada", placeholder="ketik nama", parts=("utama", "membantu"), remove_name="Hapus: lepas"
    )
    who.set_chosen(PEOPLE[4:6])
    who.set_candidates(PEOPLE[:4])
    asks = [
        Option(word, word)
        for word in (
            "Tindak lanjuti",
            "Pelajari dan laporkan",
            "Hadiri/wakili",
            "Koordinasikan",
            "Siapkan jawaban",
            "Untuk diketahui",
        )
    ]
    many, one = (
        Choice("Dengan hormat harap", asks, many=True),
        Choice(
            "Tenggat",
            [
                Option("a", "Kamis, 26 November, 08.21"),
                Option("b", "Hari ini 15.00"),
                Option("c", "Besok 16.00"),
            ],
        ),
    )
    many.choose(["Tindak lanjuti", "Siapkan jawaban"])
    one.choose(["a"])
    note = ReasonField("Catatan", fault="", needed=False, rows=2)
    note.set_value("Rekap layanan yang sudah daring dulu, sisanya boleh menyusul Jumat.")
    hint = Label(LIMIT, size=12, ink="text2", wrap=True)
    for widget in (who, many, one, hint, note):
        over.body.addWidget(widget)
    over.foot.addWidget(on(CheckBox("Beri tahu saya bila lewat batas")))
    over.foot.addStretch(1)
    over.foot.addWidget(Label("Bisa diurungkan 10 detik", size=12, ink="text2"))
    over.foot.addWidget(Button("Disposisikan", "primary", "corner-up-right"))
    over.foot.addWidget(Keys("Ctrl Enter"))
    host.show()
    over.open(who)
    return host


def notices() -> QWidget:
    """Strips, empty states, skeletons, cards, routes, facts, a toast."""
    left = column(
        Strip(
            "Anda sedang luring. Keputusan tetap bisa diberikan; dikirim otomatis setelah tersambung.",
            "amber",
            "cloud-off",
        ),
        Strip(
            "13 pengajuan disetujui. 1 perlu dilihat: sudah diputuskan Sekretaris pukul 09.20.",
            "green",
            "circle-check",
            action="Lihat",
            close_name="Tutup",
        ),
        Strip("Sinkronisasi dihentikan oleh instansi Anda.", "red", "lock"),
        Strip("Anda sedang luring. Naskah tetap bisa dibuka.", "amber", "cloud-off", boxed=True),
        Strip(
            "Naskah ini berubah setelah Anda memutuskan. Periksa perubahannya, lalu putuskan lagi. Keputusan Anda "
            "disimpan bersama alasannya.",
            "grey",
            "info",
            boxed=True,
            action="Lihat perubahan",
        ),
        SectionHeader("Menunggu dikirim", 3, "urut, yang tertua didahulukan"),
    )
    card, amber = Card(), Card(tone="amber")
    card.body.addWidget(SectionHeader("Perangkat ini"))
    card.body.addWidget(
        FactGrid(
            [
                Fact("Nama", "Laptop Hendra"),
                Fact("Naskah tersimpan", "12.480"),
                Fact("Ruang dipakai", "1,8 dari 10 GB"),
                Fact("Sambungan", "terputus sejak 09.27", "amber"),
            ],
            apart=True,
        )
    )
    card.body.addWidget(Meter(0.18))
    amber.body.addWidget(Label("Perlu dilihat dulu, tidak ikut disetujui", weight=600, ink="amber"))
    amber.body.addWidget(
        Label(
            "Rencana ini membuat kehadiran kantor hari Kamis menjadi 42%. Batas minimal 50%.",
            size=12,
            ink="text2",
            wrap=True,
        )
    )
    amber.body.addLayout(
        row(
            Button("Usulkan Rabu, 58%", height=SMALL, icon="calendar"),
            Button("Setujui dengan alasan", height=SMALL),
        )
    )
    left.insertWidget(left.count() - 1, card)
    left.insertWidget(left.count() - 1, amber)
    left.insertWidget(left.count() - 1, ElidedLabel(LONG, ink="text2"))
    route = StepRoute(
        [
            Step("Konseptor", "Yusuf Maulana", "Kem. 14.06", "done"),
            Step("Kasubbag Umum dan Kepegawaian", "Ratna Prameswari", "09.12", "done"),
            Step("Kabid Layanan", "Menunggu verifikasi", "", "current"),
            Step("Sekretaris Dinas", "M. Iqbal Fadillah"),
            Step("Kepala Dinas", "Tanda tangan elektronik"),
        ]
    )
    back = StepRoute(
        [
            Step("Konseptor", "Yusuf Maulana", "Kem. 14.06", "done"),
            Step("Kasubbag Umum", "Dikembalikan", "09.12", "returned"),
            Step("Kabid", ""),
        ]
    )
    facts = FactGrid(
        [
            Fact("Sifat", "Biasa"),
            Fact("Urgensi", "Segera", "red"),
            Fact("Klasifikasi", "800.1.6.2"),
            Fact("Lampiran", "2 berkas, 1,4 MB"),
        ]
    )
    middle = column(
        Label("Alur naskah", size=12, weight=600, ink="text2"), route, Divider(), facts, Divider(), back
    )
    holder = QWidget()
    holder.setLayout(middle)
    holder.setFixedWidth(232)
    done = EmptyState("inbox", "Tidak ada yang menunggu Anda.", tone="accent")
    found = EmptyState(
        "search",
        'Tidak ditemukan untuk "anggaran".',
        "Pencarian mencakup 12.480 naskah di perangkat ini.",
        action="Hapus saringan",
    )
    right = column(done, found, Skeleton(3), stretch=False)
    body = QHBoxLayout()
    body.setSpacing(24)
    body.addLayout(left, 5)
    body.addWidget(holder)
    body.addLayout(right, 4)
    made = pane(body, "window")
    made.resize(1280, 760)
    toast = Toast(made)
    made.show()
    toast.say("Disposisi ke Seksi Layanan disimpan", action="Urungkan")
    return made
