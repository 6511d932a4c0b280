# SPDX-License-Identifier: Apache-2.0
"""Gallery pages of the small parts: buttons, signs, toggles, fields, choices, focus rings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.button import GREAT, SMALL, TALL, Button, IconButton, Kind
from ui.widgets.card import Pane
from ui.widgets.chip import Avatar, Badge, Chip, Keys, Meter, Tile
from ui.widgets.choice import Choice, Option
from ui.widgets.fields import Combo, Field, ReasonField
from ui.widgets.focus import FocusRing
from ui.widgets.rail import RailEntry, RailList
from ui.widgets.search import SearchBox
from ui.widgets.tabs import Tab, Tabs
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
