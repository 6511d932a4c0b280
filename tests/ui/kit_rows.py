# SPDX-License-Identifier: Apache-2.0
"""Rows to look at and to test the kit with: invented people, no service behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.widgets.rowmodel import FACE, HeaderFace, Index, RowFace, RowModel

Row = RowFace | HeaderFace


def wear(app: QApplication) -> None:
    """Put the plain light theme on, unless it is on (changing it repaints whatever still lives)."""
    if app.styleSheet() == "" or theme.current() != theme.Theme():
        theme.apply(app, theme.Theme())


def _row(
    id: str,
    kind: tuple[str, str, str],
    sender: str,
    when: str,
    subject: str,
    **more: object,
) -> RowFace:
    icon, tone, text = kind
    due = more.get("due_text")
    sentence = f"{sender}. {subject}. {text}" + (f". {due}" if due else "")
    return RowFace(id, icon, tone, text, sender, when, subject, sentence, **more)  # type: ignore[arg-type]


CHECK = ("file-check", "violet", "Verifikasi")
SIGN = ("signature", "amber", "Tanda tangan")
PASS = ("corner-up-right", "accent", "Disposisi")
FLEX = ("calendar-check", "green", "Kerja fleksibel")
NOTE = ("message-square", "grey", "Pemberitahuan")


def inbox() -> list[Row]:
    """A morning's inbox: three groups, every sign a row can carry."""
    return [
        HeaderFace("Tenggat hari ini", 3, "Kelompok Tenggat hari ini."),
        _row(
            "a", CHECK, "Ratna Prameswari", "09.12", "Rancangan Surat Edaran Pelaksanaan Kerja Fleksibel Triwulan I",
            urgency_text="Segera", due_text="Batas 15.00", due_tone="red", attachments=2, unread=True,
        ),
        _row(
            "b", SIGN, "Sekretariat Dinas", "08.40", "Surat Tugas Bimtek Keamanan Informasi, 6 peserta",
            urgency_text="Segera", due_text="Batas 16.00", due_tone="red", attachments=1, unread=True,
            waiting=True,
        ),
        _row(
            "b2", CHECK, "Bagian Organisasi dan Tata Laksana Sekretariat Daerah", "08.35",
            "Penyesuaian uraian tugas jabatan pelaksana", class_text="Rahasia",
            urgency_text="Sangat segera", due_text="Terlambat 2 hari", due_tone="red", attachments=12,
            held=True,
        ),
        HeaderFace("Hari ini", 4, "Kelompok Hari ini."),
        _row(
            "c", PASS, "Kepala Dinas", "08.21", "Permintaan data capaian layanan daring dari Kementerian",
            due_text="Batas 26 Nov", attachments=3, unread=True,
        ),
        _row("d", FLEX, "Dewi Anggraini", "07.58", "Pengajuan kerja dari rumah, Kamis 26 November"),
        _row(
            "e", PASS, "Badan Perencanaan", "07.45", "Undangan rapat koordinasi arsitektur layanan 2027",
            due_text="Rapat 27 Nov", attachments=1, waiting=True,
        ),
        _row("f", NOTE, "Yusuf Maulana", "07.31", "Menambahkan catatan pada Nota Dinas Pengadaan Jaringan"),
        HeaderFace("Kemarin", 2, "Kelompok Kemarin."),
        _row(
            "g", CHECK, "Siti Rahmawati", "Sen 16.20", "Laporan evaluasi layanan publik digital November",
            due_text="Batas 30 Nov", attachments=4,
        ),
        _row(
            "h", PASS, "Biro Organisasi", "Sen 14.02", "Tindak lanjut evaluasi indeks kabupaten/kota",
            class_text="Terbatas", attachments=2,
        ),
    ]  # fmt: skip


def approvals() -> list[Row]:
    """Requests that wait for a decision, for the compact list and selection mode."""
    people = ("Dewi Anggraini", "Bagas Pratama", "Nurul Hidayah", "Wayan Sudarma", "Fitri Handayani")
    rows: list[Row] = [HeaderFace("Kerja fleksibel", len(people), "Kelompok Kerja fleksibel.")]
    for at, name in enumerate(people):
        rows.append(
            _row(
                f"p{at}", FLEX, name, ("Jum", "Sen", "08.02")[at % 3],
                f"Dari rumah, {('Rabu', 'Kamis')[at % 2]} 26 Nov",
                due_text=f"hari ke-{3 - at // 2}", due_tone="amber" if at == 1 else "grey",
                urgency_text="Kehadiran kantor 42%" if at == 0 else "", urgency_tone="amber",
                checked=at < 3, unread=at < 2,
            )
        )  # fmt: skip
    return rows


class ListModel(RowModel):
    """A model over a list of faces."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = list(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def face(self, row: int) -> Row:
        return self.rows[row]

    def header_rows(self) -> Sequence[int]:
        return [at for at, row in enumerate(self.rows) if isinstance(row, HeaderFace)]

    def remove(self, row: int) -> None:
        """Take one row out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.rows[row]
        self.endRemoveRows()

    def insert(self, at: int, rows: Sequence[Row]) -> None:
        """Put rows in before row `at`."""
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self.rows[at:at] = rows
        self.endInsertRows()

    def replace(self, row: int, face: Row) -> None:
        """Show another face in a row."""
        self.rows[row] = face
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [FACE])


class LazyModel(RowModel):
    """`count` rows made only when they are asked for, in groups of `group`."""

    def __init__(self, count: int, group: int = 2_000) -> None:
        super().__init__()
        self._count, self._group = count, group
        self._patterns = [row for row in inbox() if isinstance(row, RowFace)]
        self.asked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def header_rows(self) -> Sequence[int]:
        return range(0, self._count, self._group)

    def face(self, row: int) -> Row:
        self.asked += 1
        if row % self._group == 0:
            return HeaderFace(f"Kelompok {row // self._group}", self._group - 1)
        pattern = self._patterns[row % len(self._patterns)]
        return RowFace(
            str(row), pattern.kind_icon, pattern.kind_tone, pattern.kind_text, pattern.sender, pattern.when,
            f"{row} {pattern.subject}", f"{row} {pattern.sentence}", pattern.urgency_text, pattern.urgency_tone,
            pattern.due_text, pattern.due_tone, pattern.class_text, pattern.attachments, pattern.unread,
            pattern.waiting, pattern.held,
        )  # fmt: skip
