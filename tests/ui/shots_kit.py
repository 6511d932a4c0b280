# SPDX-License-Identifier: Apache-2.0
"""The gallery: every widget of the kit in every state, as pictures.

    python -m tests.ui.shots_kit DIR [PAGE …]

Writes DIR/PAGE-light-1x.png and so on: light and dark at scale 1 and 2, and for some pages large
text and high contrast.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.accessibility.atspi=false")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tests.ui.kit_rows import ListModel, approvals, inbox
from ui import theme
from ui.widgets.button import GREAT, SMALL, TALL, Button, IconButton, Kind
from ui.widgets.candidates import Candidate
from ui.widgets.card import Card, Divider, Pane, SectionHeader
from ui.widgets.chip import Avatar, Badge, Chip, Keys, Meter, Tile
from ui.widgets.choice import Choice, Option
from ui.widgets.facts import Fact, FactGrid
from ui.widgets.fields import Combo, Field, ReasonField
from ui.widgets.focus import FocusRing, keep_focus_visible
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import EmptyState, Skeleton, Strip
from ui.widgets.people import PersonPick
from ui.widgets.presence import PresenceCard
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.rowlist import RowList
from ui.widgets.search import SearchBox
from ui.widgets.sheet import Sheet
from ui.widgets.statusbar import KeyHint, StatusBar
from ui.widgets.steps import Step, StepRoute
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.toast import Toast
from ui.widgets.toggles import CheckBox, Radio, Switch

KINDS: tuple[Kind, ...] = ("primary", "tint", "plain", "ghost", "link", "danger")
LIMIT = "Segera = 15 jam kerja sejak diterima hari ini 08.21. Istirahat dan luar jam kerja tidak dihitung."
LONG = "Baris yang terlalu panjang untuk tempatnya diakhiri titik-titik, seluruhnya terbaca di petunjuk."
TONES: tuple[theme.Tone, ...] = ("accent", "red", "amber", "green", "violet", "grey", "neutral")


def row(*things: QWidget | int, gap: int = 10) -> QHBoxLayout:
    """Widgets in a row, numbers as spaces, the rest empty."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    for thing in things:
        if isinstance(thing, int):
            made.addSpacing(thing)
        else:
            made.addWidget(thing)
    made.addStretch(1)
    return made


def column(*things: QWidget | QLayout, gap: int = 12, stretch: bool = True) -> QVBoxLayout:
    """Things under each other."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    for thing in things:
        if isinstance(thing, QLayout):
            made.addLayout(thing)
        else:
            made.addWidget(thing)
    if stretch:
        made.addStretch(1)
    return made


def pane(layout: QLayout, ground: str = "surface", margin: int = 24) -> Pane:
    """A ground with a layout on it."""
    made = Pane(ground)
    layout.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(layout)
    return made


def hovered(button: Button) -> Button:
    """The button as it looks under the pointer."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return button


def off(widget: QWidget) -> QWidget:
    """The widget switched off."""
    widget.setEnabled(False)
    return widget


def on(box: CheckBox | Radio | Switch) -> QWidget:
    """A box that is checked."""
    box.setChecked(True)
    return box


def buttons() -> QWidget:
    """Buttons, chips, signs, toggles."""
    grid = QGridLayout()
    grid.setSpacing(10)
    icons = {
        "primary": "check",
        "tint": "replace-all",
        "plain": "undo-2",
        "ghost": "alarm-clock",
        "danger": "trash-2",
    }
    words = ("Setujui", "Terapkan ulang", "Kembalikan", "Tunda", "Tampilkan semua", "Buang")
    for at, (kind, word) in enumerate(zip(KINDS, words, strict=True)):
        grid.addWidget(Button(word, kind, icons.get(kind, "")), at, 0)
        grid.addWidget(Button(word, kind), at, 1)
        grid.addWidget(hovered(Button(word, kind, icons.get(kind, ""))), at, 2)
        grid.addWidget(off(Button(word, kind, icons.get(kind, ""))), at, 3)
        grid.addWidget(Button(word, kind, icons.get(kind, ""), height=SMALL), at, 4)
        grid.addWidget(Button(word, kind, icons.get(kind, ""), height=TALL), at, 5)
    grid.setColumnStretch(6, 1)
    dotted, checked = IconButton("Pemberitahuan, ada yang baru", "bell"), IconButton("Saring", "list-filter")
    dotted.set_dot(True)
    checked.setCheckable(True)
    checked.setChecked(True)
    tools = [
        IconButton("Urutkan", "arrow-down-wide-narrow"),
        checked,
        dotted,
        hovered(IconButton("Lain", "ellipsis")),
    ]
    partly = CheckBox("Sebagian")
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    toggles = [
        CheckBox("Beri tahu saya"),
        on(CheckBox("Beri tahu saya")),
        partly,
        off(CheckBox("Mati")),
        Radio("Terang"),
        on(Radio("Gelap")),
        Switch("Kurangi gerak"),
        on(Switch("Kurangi gerak")),
    ]
    dots = Badge(7), Badge(128), Badge(3, "red"), Badge(2, "grey")
    chips = [Chip(word, tone) for word, tone in zip(words, TONES, strict=False)]
    great = Button("Presensi pulang", "primary", "log-out", height=GREAT)
    great.setMinimumWidth(300)
    body = column(
        grid,
        row(*tools, 20, great),
        row(*chips, Chip("Netral", "neutral"), *dots),
        row(*[Chip(word, tone, "clock", height=28) for word, tone in zip(words, TONES, strict=False)]),
        row(*[Chip(word, tone, "shield-check", height=18) for word, tone in zip(words, TONES, strict=False)]),
        row(
            Keys("J"),
            Keys("Ctrl Enter"),
            Keys("Ctrl Shift O"),
            *[Tile("inbox", tone) for tone in TONES],
            Tile("layers", solid=True),
            Tile("triangle-alert", "amber", side=48),
        ),
        row(
            *[
                Avatar(name)
                for name in (
                    "Ratna Prameswari",
                    "Dewi Anggraini",
                    "M. Iqbal Fadillah",
                    "Yusuf Maulana",
                    "Siti Rahmawati",
                    "Wayan Sudarma",
                    "Bagas Pratama",
                )
            ],
            Avatar("Ratna Prameswari", side=56),
            Avatar("Ratna Prameswari", side=24),
        ),
        row(*toggles, gap=16),
    )
    for share, tone, mark in (
        (0.3, "green", None),
        (0.42, "amber", 0.5),
        (1.0, "accent", None),
        (0, "accent", None),
    ):
        body.addWidget(Meter(share, tone, mark=mark))  # type: ignore[arg-type]
    return pane(body)


def fields() -> QWidget:
    """Fields, choices, tabs."""
    code, wrong, focused = QLineEdit("DKS-BAYU"), QLineEdit("DKS BAYU"), QLineEdit("DKS-BAYU")
    for line in (code, wrong, focused):
        line.setFixedHeight(TALL)
    known = Field("Kode instansi", code, help_text="Pemerintah Provinsi Bayu Lestari, kerja.contoh.id")
    known.set_remark("dikenali", "green")
    fault = Field("Kode instansi", wrong)
    fault.set_fault("Kode hanya berisi huruf, angka, dan tanda hubung.")
    combo = Combo()
    combo.addItems(["90 hari terakhir", "1 tahun terakhir"])
    empty = ReasonField("Alasan", fault="", placeholder="Tulis catatan…", help_text="Dibaca tiap pemohon.")
    filled = ReasonField("Catatan", fault="", needed=False, count="{n} dari {most}", rows=2)
    filled.set_value("Rekap layanan yang sudah daring dulu, sisanya boleh menyusul Jumat.")
    missing = ReasonField(
        "Alasan pengembalian", fault="Tulis alasan pengembalian. Konseptor akan membacanya."
    )
    missing.check()
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
    many, one = Choice("Dengan hormat harap", asks, many=True), Choice("Batas waktu", asks[:3])
    many.choose(["Tindak lanjuti", "Siapkan jawaban"])
    one.choose(["Tindak lanjuti"])
    kinds = Tabs([Tab("a", "Semua", 18), Tab("b", "Naskah"), Tab("c", "Kerja fleksibel"), Tab("d", "Cuti")])
    narrow = Tabs([Tab("a", "Semua", 18), Tab("b", "Tanda tangan"), Tab("c", "Kerja fleksibel")])
    narrow.setFixedWidth(210)
    days = Tabs([Tab("a", "Hari"), Tab("b", "Minggu"), Tab("c", "Bulan")], framed=True)
    search, typed = (
        SearchBox("Cari naskah, orang, atau perintah", keys="Ctrl K"),
        SearchBox("Cari pengaturan"),
    )
    typed.setText("tampilan")
    search.setFixedWidth(440)
    left = column(search, typed, known, fault, Field("Simpan naskah di perangkat", combo), focused)
    right = column(empty, filled, missing, many, one, row(kinds), row(narrow, 12, days))
    body = QHBoxLayout()
    body.setSpacing(32)
    body.addLayout(left, 1)
    body.addLayout(right, 1)
    return pane(body)


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


def rings() -> QWidget:
    """The focus ring around each kind of widget, drawn by hand since only one has focus."""
    one = Choice("", [Option("a", "Tindak lanjuti"), Option("b", "Hadiri")], many=True)
    one.choose(["a"])
    combo = Combo()
    combo.addItem("90 hari terakhir")
    rail = RailList("Ruang")
    rail.add_section([RailEntry("a", "inbox", "Kotak Masuk")])
    rail.choose("a")
    things: list[QWidget] = [
        Button("Setujui", "primary", "check"),
        Button("Kembalikan"),
        Button("Lihat", "link"),
        IconButton("Lonceng", "bell"),
        CheckBox("Beri tahu"),
        on(Switch("Gerak")),
        combo,
        Tabs([Tab("a", "Semua"), Tab("b", "Naskah")]),
        *one.findChildren(QWidget)[:1],
        rail.item("a"),
    ]
    holders = [
        one if thing.parent() is one else rail if thing is rail.item("a") else thing for thing in things
    ]
    made = pane(
        column(row(*holders[:4], gap=24), row(*holders[4:8], gap=24), row(*holders[8:], gap=24), gap=24)
    )
    made.show()
    made.adjustSize()
    for thing in things:
        FocusRing(made).follow(thing)
    return made


PAGES: dict[str, tuple[Callable[[], QWidget], QSize]] = {
    "buttons": (buttons, QSize(1000, 700)),
    "fields": (fields, QSize(1080, 760)),
    "lists": (lists, QSize(1516, 860)),
    "frame": (frame, QSize(1000, 640)),
    "sheet": (sheet, QSize(900, 820)),
    "notices": (notices, QSize(1280, 760)),
    "rings": (rings, QSize(640, 240)),
}


def shoot(app: QApplication, name: str, look: theme.Theme, scale: int, file: Path) -> None:
    """Paint one page into `file`."""
    theme.apply(app, look)
    make, size = PAGES[name]
    size = size * max(1.0, look.text_scale)
    page = make()
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(size)
    page.show()
    for _ in range(3):
        app.processEvents()
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    page.render(image)
    image.save(str(file))
    page.close()
    page.deleteLater()
    app.processEvents()


def main(folder: Path, names: list[str]) -> None:
    """Shoot the pages `names` (all if empty) into `folder`."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    keep_focus_visible(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(PAGES):
        for word, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
            for scale in (1, 2):
                shoot(app, name, theme.Theme(tokens), scale, folder / f"{name}-{word}-{scale}x.png")
        compact = theme.Theme(theme.LIGHT, density="compact")
        shoot(app, name, compact, 1, folder / f"{name}-compact-1x.png")
        large = theme.Theme(theme.LIGHT, text_scale=1.5)
        shoot(app, name, large, 1, folder / f"{name}-large-1x.png")
        sharp = theme.Theme(theme.DARK, high_contrast=True)
        shoot(app, name, sharp, 1, folder / f"{name}-sharp-1x.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
