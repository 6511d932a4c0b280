# SPDX-License-Identifier: Apache-2.0
"""Letters to print: an invented agency writes a Nota Dinas and a Surat Dinas, each as a draft and to be signed."""

from dataclasses import replace
from typing import Any

from resources import path
from workspace.domain.form import Assigned
from workspace.domain.signature import Signer
from workspace.paper.body import Line, Run, line
from workspace.paper.page.fields import Annex, Fields, Letterhead, Paraf

HEAD = Letterhead(
    "Pemerintah Provinsi Contoh",
    "Dinas Pelayanan Digital",
    ("Jalan Contoh Nomor 12, Kota Contoh 35000", "Telepon (0721) 000000, laman dpd.example"),
    path("brand/crest.svg").read_bytes(),
)
BOSS = Signer(
    ("Kepala Bidang Aplikasi dan Layanan Digital",),
    "Hendra Saputra Wijaya, S.T., M.T.",
    "IV/a",
    "19040917 193001 1 006",
)
ASSISTANT = Signer(
    ("Gubernur Contoh", "Sekretaris Daerah", "Asisten Administrasi Umum"),
    "Dra. Ratna Kusumawardani, M.Si.",
    "IV/c",
    "19050724 193102 2 004",
)


def par(said: str = "", looks: str = "", **attrs: str | bool) -> Line:
    """A line with one run."""
    return line([Run(said, tuple((key, True) for key in looks))], tuple(sorted(attrs.items())))


def cell(said: str, row: int, column: int, looks: str = "") -> Line:
    """A line in a cell of the table T."""
    return par(said, looks, cell=f"T/{row}/{column}")


TABLE = [
    cell(said, row, column, "b" * (row == 0))
    for row, told in enumerate(
        [
            ("No.", "Perangkat daerah", "Batas waktu"),
            ("1.", "Dinas Contoh Pendidikan dan Kebudayaan", "26 November"),
            ("2.", "Dinas Contoh Kesehatan", "27 November"),
        ]
    )
    for column, said in enumerate(told)
]
BODY = [
    par(
        "Menindaklanjuti surat Kementerian Contoh tanggal 20 November 2026 tentang pengumpulan data capaian "
        "pelayanan digital, kami mohon Saudara menyampaikan:"
    ),
    par("Rekapitulasi layanan yang dipakai selama Januari s.d. November 2026.", t="n"),
    line(
        [
            Run("Daftar perangkat daerah yang telah menyampaikan data prioritas, "),
            Run("paling lambat 26 November 2026", (("b", True),)),
            Run(" pukul 15.00 WIB", (("i", True), ("u", True))),
            Run(":"),
        ],
        (("t", "n"),),
    ),
    par("data pendidikan;", t="n", l="2"),
    par("data kesehatan, yaitu:", t="n", l="2"),
    par("puskesmas;", t="n", l="3"),
    par("rumah sakit.", t="n", l="3"),
    par("Nama dan jabatan narahubung:", t="n"),
    par("yang dapat dihubungi pada jam kerja, dan", t="b", l="2"),
    par("penggantinya.", t="b", l="2"),
    par("Satu alinea lagi di bawah butir tiga, sejajar dengan isinya.", l="1"),
    par("Rata tengah.", a="c"),
    par("\tAdapun rapat pembahasannya akan dilaksanakan pada:"),
    par("Hari/tanggal\t: Senin, 30 November 2026", l="1"),
    par("Waktu\t\t: 09.00 WIB s.d. selesai", l="1"),
    par(
        "Tempat\t\t: Ruang Rapat Lantai 2, Gedung Pelayanan Digital, Jalan Contoh Nomor 12, Kota Contoh",
        l="1",
    ),
    par("Jadwal", t="h"),
    *TABLE,
    par("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."),
]
NOTE = Fields(
    kind="nota-dinas",
    letterhead=HEAD,
    subject="Permintaan Data Capaian Pelayanan Digital Triwulan IV",
    to=("Kepala Bidang Statistik dan Pengelolaan Data",),
    signer=BOSS,
    sender="Kepala Bidang Aplikasi dan Layanan Digital",
    attached="1 (satu) berkas",
    copies=("Kepala Dinas", "Sekretaris Dinas"),
    parafs=(Paraf("Ketua Tim Layanan", "2026-11-24"), Paraf("Sekretaris Dinas")),
)
LETTER = Fields(
    kind="surat-dinas",
    letterhead=HEAD,
    subject="Undangan Rapat Koordinasi Pelayanan Digital",
    to=("Kepala Dinas Contoh Kabupaten Sampel\nu.p. Kepala Bidang Data",),
    signer=ASSISTANT,
    place="Kota Contoh",
    to_place="Sampel",
    cls=1,
    urgency="Segera",
    copies=("Gubernur Contoh",),
)
ORDER = Fields(
    kind="surat-tugas",
    letterhead=HEAD,
    subject="Bimbingan Teknis Arsitektur Pelayanan Digital",
    to=(),
    signer=Signer(("Kepala Dinas",), "Dr. Wiratama Surya Pradipta, M.T.", "IV/c", "19021218 192801 1 003"),
    place="Kota Contoh",
    basis=(
        "Surat Kementerian Contoh tanggal 20 November 2026 hal Bimbingan Teknis Arsitektur Pelayanan Digital;",
        "Dokumen Pelaksanaan Anggaran Dinas Pelayanan Digital Tahun 2026.",
    ),
    assigned=(
        Assigned(
            "Yusuf Maulana Contoh, S.Kom.", "III/b", "19110304 193903 1 004", "Pranata Komputer Ahli Pertama"
        ),
        Assigned(
            "Dewi Anggraini Contoh, A.Md.",
            "VII",
            "19150817 194421 2 031",
            "Pranata Komputer Terampil",
            "NI PPPK",
        ),
    ),
    purposes=(
        "mengikuti Bimbingan Teknis Arsitektur Pelayanan Digital di Kota Sampel pada tanggal 1 s.d. 3 Desember 2026;",
        "melaporkan hasilnya paling lambat tiga hari kerja setelah kembali.",
    ),
    copies=("Sekretaris Dinas",),
)
LONG = [*BODY[:8], *BODY[:8], *BODY[-1:]]


def issued(fields: Fields, **changes: Any) -> Fields:
    """The letter with number and day, to be signed."""
    return replace(
        fields, **{"number": "000.8.6/123/DPD/2026", "day": "2026-11-25", "draft": False, **changes}
    )


SAMPLES: dict[str, tuple[Fields, list[Line]]] = {
    "nota-dinas-draft": (NOTE, BODY),
    "nota-dinas": (issued(NOTE), LONG),
    "surat-dinas-draft": (LETTER, BODY[:8]),
    "surat-tugas-draft": (replace(ORDER, assigned=ORDER.assigned[:1], purposes=ORDER.purposes[:1]), []),
    "surat-tugas": (
        issued(ORDER),
        [par("Demikian Surat Tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.")],
    ),
    "surat-dinas": (
        issued(
            LETTER,
            cls=2,
            to=tuple(f"Kepala Dinas Contoh Kabupaten {name}" for name in "ABC"),
            copies=("Gubernur Contoh", "Inspektur Daerah"),
            annexes=(
                Annex("Format Rekapitulasi", tuple(TABLE)),
                Annex("Susunan Acara", (par("Pembukaan", t="n"), par("Penutup", t="n"))),
            ),
        ),
        LONG,
    ),
}
