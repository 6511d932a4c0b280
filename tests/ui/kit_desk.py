# SPDX-License-Identifier: Apache-2.0
"""The gallery page that puts the parts together: a whole inbox at 1366 × 768."""

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from tests.ui.kit_pages import row_of
from tests.ui.kit_parts import column, pane, row
from tests.ui.kit_rows import ListModel, inbox
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card, Divider
from ui.widgets.chip import Avatar, Chip, Tile
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import Strip
from ui.widgets.presence import PresenceCard
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.rowlist import RowList
from ui.widgets.search import SearchBox
from ui.widgets.statusbar import KeyHint, StatusBar
from ui.widgets.steps import Step, StepRoute
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast


def _reading() -> QWidget:
    """The reading pane: tools, who and what, a strip, the page and the right column."""
    tools = row(
        Button("Setujui", "primary", "check"),
        Button("Kembalikan", icon="undo-2"),
        Button("Disposisi", icon="corner-up-right"),
        Button("Tunda", "ghost", "alarm-clock"),
        gap=8,
    )
    for thing in (
        Label("1 dari 12", ink="text2", tabular=True),
        IconButton("Naskah sebelumnya", "chevron-up"),
        IconButton("Naskah berikutnya", "chevron-down"),
        IconButton("Lainnya", "ellipsis"),
    ):
        tools.addWidget(thing)
    tools.setContentsMargins(22, 10, 14, 10)
    words = column(
        row(Label("Ratna Prameswari, S.Kom.", weight=600), Label("mengirim kepada Anda", ink="text2"), gap=4),
        Label("Kasubbag Umum dan Kepegawaian  ·  Sel 24 Nov, 09.12", size=12, ink="text2"),
        gap=1,
        stretch=False,
    )
    who = QHBoxLayout()
    who.setSpacing(10)
    who.addWidget(Avatar("Ratna Prameswari"))
    who.addLayout(words, 1)
    who.addWidget(Chip("Batas hari ini 15.00", "red", "clock", height=26))
    who.addWidget(Chip("Verifikasi", "violet", "file-check", height=26))
    head = column(
        ElidedLabel(
            "Rancangan Surat Edaran Pelaksanaan Kerja Fleksibel Triwulan I 2027", size=19, weight=600
        ),
        who,
        gap=8,
        stretch=False,
    )
    head.setContentsMargins(24, 14, 24, 12)
    route = StepRoute(
        [
            Step("Konseptor", "Yusuf Maulana", "Kem. 14.06", "done"),
            Step("Kasubbag Umum", "Ratna Prameswari", "09.12", "done"),
            Step("Kabid Layanan", "Menunggu verifikasi", "", "current"),
            Step("Sekretaris Dinas", "M. Iqbal Fadillah"),
            Step("Kepala Dinas", "Tanda tangan elektronik"),
        ]
    )
    facts = FactGrid(
        [
            Fact("Sifat", "Biasa"),
            Fact("Urgensi", "Segera"),
            Fact("Klasifikasi", "800.1.6.2"),
            Fact("Lampiran", "2 berkas, 1,4 MB"),
        ]
    )
    note = QLineEdit()
    note.setPlaceholderText("Tulis catatan…")
    note.setFixedHeight(34)
    side = pane(
        column(
            Label("Alur naskah", size=12, weight=600, ink="text2"),
            route,
            Divider(),
            facts,
            Divider(),
            Label("Catatan", size=12, weight=600, ink="text2"),
            note,
        ),
        "surface",
        16,
    )
    side.setFixedWidth(232)
    paper = Card(radius=4, padding=40)
    paper.body.addWidget(Label("SURAT EDARAN", weight=600))
    paper.body.addStretch(1)
    below = QHBoxLayout()
    below.setSpacing(0)
    below.addWidget(pane(column(paper, stretch=False), "backdrop", 20), 1)
    below.addWidget(Divider(upright=True))
    below.addWidget(side)
    offline = "Anda sedang luring. Keputusan tetap bisa diberikan; dikirim otomatis setelah tersambung."
    whole = column(tools, Divider(), head, Strip(offline, "amber", "cloud-off"), below, gap=0, stretch=False)
    whole.setStretch(4, 1)
    return pane(whole, "surface", 0)


def _rail() -> QWidget:
    """The rail with the program's mark, the rooms, the day and the officer."""
    rail = RailList("Ruang")
    rail.add_section(
        [
            RailEntry("inbox", "inbox", "Kotak Masuk"),
            RailEntry("ok", "stamp", "Persetujuan"),
            RailEntry("draft", "file-pen-line", "Konsep Naskah"),
            RailEntry("flex", "calendar-check", "Kerja Fleksibel"),
            RailEntry("team", "users", "Tim Saya"),
        ]
    )
    rail.add_section(
        [
            RailEntry("due", "clock", "Tenggat hari ini"),
            RailEntry("me", "at-sign", "Menunggu saya"),
            RailEntry("later", "alarm-clock", "Ditunda"),
            RailEntry("box", "archive", "Arsip"),
        ],
        "Tampilan tersimpan",
    )
    rail.choose("inbox")
    for id, count in (("inbox", 12), ("ok", 18), ("draft", 3), ("due", 2), ("me", 6), ("later", 5)):
        rail.set_count(id, count)
    day = PresenceCard()
    day.set("house", "Bekerja dari rumah", "Presensi masuk 07.28 · 2 jam 14 menit", 0.3, "Presensi pulang")
    mark = row(Tile("layers", solid=True, side=30), gap=10)
    mark.insertLayout(
        1,
        column(
            Label("Ruang Kerja", weight=600),
            Label("Pemprov Bayu Lestari", size=11, ink="text2"),
            gap=0,
            stretch=False,
        ),
    )
    mark.setContentsMargins(16, 0, 12, 14)
    officer = row(Avatar("Hendra Saputra", side=30), gap=10)
    officer.insertLayout(
        1,
        column(
            Label("Hendra Saputra", weight=600),
            Label("Kabid Layanan", size=11, ink="text2"),
            gap=0,
            stretch=False,
        ),
    )
    officer.addWidget(IconButton("Pengaturan", "settings"))
    officer.setContentsMargins(16, 12, 12, 0)
    whole = column(mark, rail, QWidget(), row_of(day, 12), officer, gap=0, stretch=False)
    whole.setStretch(2, 1)
    made = pane(whole, "rail", 0)
    whole.setContentsMargins(0, 12, 0, 12)
    return made


def desk() -> QWidget:
    """The parts put together as the inbox at 1366 × 768."""
    search = SearchBox("Cari naskah, orang, atau perintah", keys="Ctrl K")
    search.setFixedWidth(440)
    top = row(search)
    top.addWidget(IconButton("Pemberitahuan", "bell"))
    top.addWidget(Button("Konsep baru", icon="plus"))
    top.setContentsMargins(14, 10, 14, 10)
    title = row(Label("Kotak Masuk", size=17, weight=600))
    title.addWidget(IconButton("Saring", "list-filter"))
    title.addWidget(IconButton("Urutkan", "arrow-down-wide-narrow"))
    title.setContentsMargins(20, 10, 12, 2)
    rows = RowList("Kotak Masuk, 9 naskah")
    rows.setModel(ListModel(inbox()))
    rows.go(1)
    tabs = row(
        Tabs([Tab("a", "Semua"), Tab("b", "Verifikasi"), Tab("c", "Tanda tangan"), Tab("d", "Disposisi")])
    )
    tabs.setContentsMargins(14, 0, 8, 6)
    listed = pane(column(title, tabs, Divider(), rows, gap=0, stretch=False), "surface", 0)
    listed.setFixedWidth(376)
    Toast(listed).say("Disposisi ke Seksi Layanan disimpan", action="Urungkan")
    room = QHBoxLayout()
    room.setSpacing(0)
    room.addWidget(listed)
    room.addWidget(Divider(upright=True))
    room.addWidget(_reading(), 1)
    right = column(top, Divider(), room, gap=0, stretch=False)
    right.setStretch(2, 1)
    upper = QHBoxLayout()
    upper.setSpacing(0)
    upper.addWidget(_rail())
    upper.addWidget(Divider(upright=True))
    upper.addWidget(pane(right, "surface", 0), 1)
    foot = StatusBar()
    foot.set_state("cloud-off", "amber", "Luring · 3 perubahan menunggu dikirim · terakhir tersambung 09.27")
    foot.set_legend(
        [
            KeyHint("J K", "pindah"),
            KeyHint("A", "setujui"),
            KeyHint("R", "kembalikan"),
            KeyHint("D", "disposisi"),
            KeyHint("Z", "urungkan"),
        ]
    )
    whole = column(upper, foot, gap=0, stretch=False)
    whole.setStretch(0, 1)
    return pane(whole, "rail", 0)
