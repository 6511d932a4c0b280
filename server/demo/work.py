# SPDX-License-Identifier: Apache-2.0
"""What the invented agency is busy with: tasks in every state and letters on their way, in office language.

Times are hours before now, so that something is late, due today and due later whenever the demo begins.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does `ago` hours before now: a verb, whose desk it is done from, and words."""

    ago: float
    verb: str
    by: str
    text: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """A task: given `ago` hours before now, then its steps. `today`: its limit is to run out today."""

    title: str
    giver: str
    to: str
    ago: float = 0
    urgency: str = "normal"
    cls: int = 0
    note: str = ""
    chips: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    today: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter submitted for approval along a route."""

    title: str
    summary: str
    by: str
    route: tuple[str, ...]
    ago: float
    urgency: str = "normal"
    cls: int = 0
    files: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


K, D = "kabid-aplikasi", 24.0

JOBS: tuple[Job, ...] = (
    # late
    Job(
        "Tindak lanjut hasil evaluasi Sistem Pemerintahan Berbasis Elektronik tahun berjalan beserta rencana"
        " aksi per indikator yang nilainya menurun",
        "kadis",
        K,
        15 * D,
        note="Mohon rencana aksi memuat penanggung jawab dan tenggat tiap indikator.",
        chips=("settle", "coordinate"),
        files=("Laporan evaluasi SPBE.pdf",),
        steps=(
            Step(14.8 * D, "read", K),
            Step(
                12 * D,
                "report",
                K,
                "Indikator 11 dan 17 sudah dipetakan; menunggu data dari Bidang Statistik.",
            ),
        ),
    ),
    Job(
        "Penyusunan jawaban atas surat Inspektorat mengenai pengelolaan aset perangkat lunak berlisensi",
        "sekretaris",
        "kasubag",
        11 * D,
        chips=("answer",),
        files=("Surat Inspektorat.pdf",),
        steps=(Step(10.9 * D, "read", "kasubag"),),
    ),
    Job(
        "Perbaikan galat cetak bukti pendaftaran pada aplikasi layanan perizinan daring",
        K,
        "ketua-aplikasi",
        3 * D,
        "urgent",
        steps=(
            Step(2.9 * D, "read", "ketua-aplikasi"),
            Step(
                2 * D, "report", "ketua-aplikasi", "Penyebab ditemukan: huruf bawaan pencetak tidak tersedia."
            ),
        ),
    ),
    Job(
        "Rekapitulasi kehadiran pegawai sebagai lampiran pembayaran tambahan penghasilan",
        "sekretaris",
        "pengadministrasi",
        9 * D,
    ),
    # due today
    Job(
        "Konfirmasi kehadiran dan penyiapan bahan paparan rapat koordinasi percepatan layanan digital terpadu"
        " tingkat provinsi",
        "kadis",
        K,
        urgency="urgent",
        today=True,
        note="Saya hadir sendiri; siapkan lima lembar saja.",
        chips=("material", "attend"),
        files=("Undangan rapat koordinasi.pdf", "Susunan acara.pdf"),
    ),
    Job(
        "Telaah cepat gangguan layanan antrean daring di mal pelayanan publik sejak pagi ini",
        "kadis",
        K,
        urgency="urgent",
        today=True,
        chips=("act",),
    ),
    Job(
        "Penggantian sertifikat TLS peladen gerbang layanan sebelum masa berlakunya berakhir",
        "kadis",
        "sandiman",
        urgency="urgent",
        today=True,
    ),
    Job(
        "Unggah ulang arsip surat masuk triwulan lalu yang tercatat tanpa lampiran",
        "kadis",
        "arsiparis",
        urgency="urgent",
        today=True,
    ),
    # fresh, and later
    Job(
        "Penyusunan peta jalan integrasi layanan kependudukan, perizinan, dan pengaduan ke dalam satu aplikasi"
        " layanan publik daerah",
        "kadis",
        K,
        30,
        note="Libatkan Bidang Statistik sejak awal.",
        chips=("discuss", "coordinate"),
    ),
    Job(
        "Usulan kebutuhan formasi jabatan fungsional pranata komputer tahun anggaran mendatang",
        "kadis",
        K,
        26,
        chips=("comment",),
        files=("Format usulan formasi.xlsx",),
    ),
    Job(
        "Permohonan narasumber literasi digital bagi perangkat desa di tiga kabupaten",
        "kadis",
        K,
        4,
        chips=("represent",),
    ),
    Job(
        "Undangan uji petik keamanan aplikasi bersama tim tanggap insiden siber pemerintah daerah",
        "kadis",
        K,
        2.5,
        "urgent",
        chips=("attend",),
    ),
    Job(
        "Hasil pemantauan kerentanan peladen basis data kependudukan yang perlu ditangani terbatas",
        "kadis",
        K,
        20,
        "immediate",
        2,
        note="Hanya untuk yang berkepentingan; laporkan lisan dulu.",
    ),
    Job(
        "Rencana tanggap insiden kebocoran kata sandi pengelola aplikasi",
        "kadis",
        "sandiman",
        28,
        "urgent",
        2,
    ),
    Job("Penataan ulang hak akses pengelola konten situs web perangkat daerah", K, "prakom", 22),
    Job(
        "Pembuatan panduan singkat pengisian survei kepuasan masyarakat untuk petugas loket",
        K,
        "prakom-terampil",
        50,
        chips=("process",),
        steps=(
            Step(48, "read", "prakom-terampil"),
            Step(24, "report", "prakom-terampil", "Draf dua halaman selesai, menunggu tangkapan layar."),
        ),
    ),
    Job(
        "Pemutakhiran kamus data sektoral sesuai standar Satu Data",
        "kabid-data",
        "prakom-data",
        80,
        steps=(
            Step(79, "read", "prakom-data"),
            Step(30, "report", "prakom-data", "Empat dari tujuh kelompok data selesai."),
        ),
    ),
    Job(
        "Verifikasi metadata statistik kegiatan survei layanan",
        "kabid-data",
        "statistisi",
        75,
        steps=(Step(70, "read", "statistisi"),),
    ),
    Job(
        "Penyiapan ruang dan tautan rapat hibrida pembahasan rencana kerja",
        "sekretaris",
        "pengadministrasi",
        5,
        "urgent",
    ),
    Job(
        "Inventarisasi titik akses nirkabel kantor yang sering terputus",
        "kadis",
        "kabid-infra",
        60,
        note="Mohon dipetakan per lantai.",
    ),
    Job("Penyusunan spesifikasi teknis pemeliharaan ruang peladen", "kadis", "kabid-infra", 27),
    # passed on
    Job(
        "Penyusunan laporan capaian indikator kinerja utama layanan digital semester berjalan lengkap dengan"
        " analisis penyebab selisih",
        "kadis",
        K,
        70,
        chips=("settle",),
        steps=(
            Step(69, "read", K),
            Step(
                66,
                "pass_on",
                K,
                "Bagi per bidang layanan, gabungkan paling lambat dua hari sebelum tenggat.",
                ("ketua-aplikasi", "prakom"),
            ),
        ),
    ),
    Job(
        "Penyelenggaraan pelatihan penggunaan tanda tangan elektronik bagi pejabat penanda tangan naskah dinas",
        "sekretaris",
        "kasubag",
        6 * D,
        steps=(
            Step(5.9 * D, "read", "kasubag"),
            Step(5.5 * D, "pass_on", "kasubag", "Siapkan undangan dan daftar hadir.", ("pengadministrasi",)),
        ),
    ),
    Job(
        "Migrasi surel dinas ke domain baru beserta pemberitahuan kepada mitra",
        "kadis",
        "kabid-data",
        5 * D,
        steps=(
            Step(4.9 * D, "read", "kabid-data"),
            Step(
                4.5 * D,
                "pass_on",
                "kabid-data",
                "Utamakan kotak surat layanan publik.",
                ("statistisi", "prakom-data"),
            ),
        ),
    ),
    # returned to the giver
    Job(
        "Pendataan ulang akun pegawai pindahan pada direktori kantor",
        K,
        "prakom-terampil",
        52,
        note="Cocokkan dengan surat keputusan.",
        steps=(
            Step(50, "read", "prakom-terampil"),
            Step(
                6,
                "return",
                "prakom-terampil",
                "Daftar pegawai pindahan belum saya terima dari subbagian kepegawaian.",
            ),
        ),
    ),
    # done
    Job(
        "Rekap tiket bantuan pengguna aplikasi pekan lalu",
        K,
        "prakom-terampil",
        8 * D,
        steps=(
            Step(7.9 * D, "read", "prakom-terampil"),
            Step(
                6 * D,
                "complete",
                "prakom-terampil",
                "Rekap 143 tiket, 96 persen selesai dalam dua hari kerja.",
            ),
        ),
    ),
    Job(
        "Tanggapan atas rancangan peraturan kepala daerah tentang tata naskah dinas elektronik",
        "kadis",
        K,
        9 * D,
        chips=("comment",),
        steps=(
            Step(8.8 * D, "read", K),
            Step(5 * D, "complete", K, "Tanggapan tujuh butir dikirim ke bagian hukum."),
        ),
    ),
    Job(
        "Penyusunan notula rapat tim keamanan informasi",
        "sandiman",
        "jaringan",
        7 * D,
        steps=(
            Step(6.9 * D, "read", "jaringan"),
            Step(6.5 * D, "complete", "jaringan", "Notula diunggah beserta daftar hadir."),
        ),
    ),
    Job(
        "Perpanjangan langganan layanan pemantauan ketersediaan situs",
        "kadis",
        "sandiman",
        10 * D,
        steps=(
            Step(9.9 * D, "read", "sandiman"),
            Step(8 * D, "complete", "sandiman", "Diperpanjang dua belas bulan."),
        ),
    ),
    Job(
        "Pemeriksaan cadangan harian basis data layanan",
        "sandiman",
        "jaringan",
        4 * D,
        steps=(
            Step(3.9 * D, "read", "jaringan"),
            Step(3.5 * D, "complete", "jaringan", "Tujuh cadangan terakhir dapat dipulihkan."),
        ),
    ),
    # withdrawn
    Job(
        "Penyiapan stan pameran inovasi daerah",
        "kadis",
        K,
        6 * D,
        steps=(
            Step(5.8 * D, "read", K),
            Step(5 * D, "withdraw", "kadis", "Pameran ditunda oleh panitia provinsi."),
        ),
    ),
    Job(
        "Survei kebutuhan komputer jinjing petugas lapangan",
        K,
        "prakom",
        5 * D,
        steps=(Step(4 * D, "withdraw", K, "Digabung dengan pendataan aset tahunan."),),
    ),
    # moved to another desk
    Job(
        "Pemasangan papan informasi layanan di lobi kantor",
        K,
        "prakom",
        3.5 * D,
        steps=(
            Step(
                3 * D,
                "reassign",
                K,
                "Dialihkan karena Saudara Iqbal bertugas lapangan.",
                ("prakom-terampil",),
            ),
        ),
    ),
)

PAPERS: tuple[Paper, ...] = (
    Paper(
        "Permohonan fasilitasi penilaian mandiri keamanan informasi aplikasi layanan publik",
        "Permohonan kepada pengampu keamanan siber daerah agar mendampingi penilaian mandiri tiga aplikasi yang"
        " memproses data pribadi warga. Jadwal yang diusulkan pekan kedua bulan depan.",
        "ketua-aplikasi",
        (K, "sekretaris", "kadis"),
        20,
        "urgent",
        files=("Daftar aplikasi.pdf",),
    ),
    Paper(
        "Undangan bimbingan teknis pengelola konten situs web perangkat daerah",
        "Undangan kepada seluruh perangkat daerah; peserta dua orang pengelola konten tiap perangkat daerah.",
        "prakom",
        (K, "sekretaris"),
        27,
    ),
    Paper(
        "Surat jawaban atas permintaan data statistik layanan aduan masyarakat",
        "Jawaban memuat tabel aduan per kanal dan lama penyelesaian rata-rata; data pribadi pelapor tidak"
        " disertakan.",
        "statistisi",
        ("kabid-data", "sekretaris", "kadis"),
        50,
        steps=(Step(30, "endorse", "kabid-data", "Angka sudah dicocokkan."),),
    ),
    Paper(
        "Nota dinas usulan penambahan kapasitas penyimpanan peladen berkas",
        "Kapasitas tersisa sebelas persen; usulan penambahan empat belas terabita pada anggaran perubahan.",
        "sandiman",
        ("sekretaris", "kadis"),
        3 * D,
        steps=(Step(2 * D, "return", "sekretaris", "Lampirkan grafik pemakaian enam bulan terakhir."),),
    ),
    Paper(
        "Surat tugas pendampingan peluncuran aplikasi antrean pada puskesmas percontohan",
        "Menugaskan dua pranata komputer selama tiga hari kerja.",
        "ketua-aplikasi",
        (K, "kadis"),
        4 * D,
        steps=(Step(3.6 * D, "endorse", K), Step(3 * D, "endorse", "kadis", "Setuju, laporkan hasilnya.")),
    ),
    Paper(
        "Nota dinas penanganan kerentanan peladen basis data kependudukan",
        "Langkah penutupan celah, jadwal pemeliharaan, dan pihak yang diberi tahu.",
        "sandiman",
        ("sekretaris", "kadis"),
        24,
        "urgent",
        2,
    ),
    Paper(
        "Konsep surat edaran penggunaan surel dinas untuk korespondensi kedinasan",
        "Mewajibkan surel dinas bagi korespondensi antarperangkat daerah mulai bulan depan.",
        "prakom-terampil",
        ("ketua-aplikasi", K, "sekretaris", "kadis"),
        6 * D,
        steps=(Step(5 * D, "endorse", "ketua-aplikasi"),),
    ),
    Paper(
        "Permohonan perubahan jadwal rapat evaluasi bulanan",
        "Usul pemindahan dari Jumat ke Rabu pekan yang sama.",
        "pengadministrasi",
        ("kasubag", "sekretaris"),
        30,
        steps=(Step(26, "withdraw_letter", "pengadministrasi", "Jadwal sudah disepakati lisan."),),
    ),
)
