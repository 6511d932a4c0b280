# SPDX-License-Identifier: Apache-2.0
"""The invented agency: its units, positions and people. Nobody here exists; every NIP is of somebody born
between 1900 and 1919, so it has a valid shape and belongs to nobody who serves.
"""

from dataclasses import dataclass

AGENCY = "Dinas Contoh Pelayanan Digital, Provinsi Contoh"
PASSWORD = "ruang-kerja-contoh"  # of every demo account


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `parent` is another one's key."""

    key: str
    name: str
    parent: str
    code: str


@dataclass(frozen=True, slots=True)
class Post:
    """A position in a unit."""

    key: str
    title: str
    unit: str
    head: bool = False
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An officer, and the position they hold definitively."""

    post: str
    name: str
    nip: str
    rank: str
    clearance: int = 1


UNITS = (
    Unit("dinas", "Dinas Contoh Pelayanan Digital", "", "DCPD"),
    Unit("sekretariat", "Sekretariat", "dinas", "DCPD.1"),
    Unit("umpeg", "Subbagian Umum dan Kepegawaian", "sekretariat", "DCPD.1.1"),
    Unit("aplikasi", "Bidang Aplikasi dan Layanan Digital", "dinas", "DCPD.2"),
    Unit("infra", "Bidang Infrastruktur dan Keamanan Informasi", "dinas", "DCPD.3"),
    Unit("data", "Bidang Statistik dan Pengelolaan Data", "dinas", "DCPD.4"),
)

POSTS = (
    Post("kadis", "Kepala Dinas", "dinas", head=True),
    Post("sekretaris", "Sekretaris Dinas", "sekretariat", head=True),
    Post("kasubag", "Kepala Subbagian Umum dan Kepegawaian", "umpeg", head=True, roles=("personnel",)),
    Post("arsiparis", "Arsiparis Ahli Muda", "dinas", roles=("clerk",)),
    Post("pengadministrasi", "Pengadministrasi Perkantoran", "umpeg"),
    Post("kabid-aplikasi", "Kepala Bidang Aplikasi dan Layanan Digital", "aplikasi", head=True),
    Post("ketua-aplikasi", "Pranata Komputer Ahli Muda, Ketua Tim Layanan", "aplikasi", roles=("lead",)),
    Post("prakom", "Pranata Komputer Ahli Pertama", "aplikasi"),
    Post("prakom-terampil", "Pranata Komputer Terampil", "aplikasi"),
    Post("kabid-infra", "Kepala Bidang Infrastruktur dan Keamanan Informasi", "infra", head=True),  # vacant
    Post("sandiman", "Sandiman Ahli Muda, Ketua Tim Keamanan Informasi", "infra", roles=("lead",)),
    Post("jaringan", "Pranata Komputer Ahli Pertama Bidang Jaringan", "infra"),
    Post("kabid-data", "Kepala Bidang Statistik dan Pengelolaan Data", "data", head=True),
    Post("statistisi", "Statistisi Ahli Muda, Ketua Tim Satu Data", "data", roles=("lead",)),
    Post("prakom-data", "Pranata Komputer Ahli Pertama Bidang Data", "data"),
)

PEOPLE = (
    Person("kadis", "Dr. Ir. Wiratama Surya Pradipta, M.T.", "190203121928011003", "IV/c", 3),
    Person("sekretaris", "Dra. Ratna Kusumawardani, M.Si.", "190507241931022004", "IV/b", 2),
    Person("kasubag", "Endang Sulistyaningrum, S.E.", "190911021934032007", "III/d", 2),
    Person("arsiparis", "Bambang Hariwibowo, S.I.P.", "190804171933041011", "III/d", 2),
    Person("pengadministrasi", "Siti Maryamah", "191806091942102015", "II/c"),
    Person("kabid-aplikasi", "Galih Prasetya Adinata, S.Kom., M.T.", "190601281932031009", "IV/a", 2),
    Person("ketua-aplikasi", "Nadia Rahmawati, S.Kom.", "191103151936042013", "III/d"),
    Person("prakom", "Iqbal Fathurrahman, S.Kom.", "191508301940011021", "III/b"),
    Person("prakom-terampil", "Melati Ayuningtyas, A.Md.Kom.", "191712121941092018", "II/d"),
    Person("sandiman", "Yosef Krisnanto Manurung, S.Tr.TP.", "191005061935011016", "III/c", 2),
    Person("jaringan", "Komang Adi Wirawan, S.T.", "191402191939031022", "III/b"),
    Person("kabid-data", "Tri Handayani, S.Si., M.Stat.", "190709231932092005", "IV/a", 2),
    Person("statistisi", "Aditya Nugraha Lubis, S.ST.", "191204041937011019", "III/c"),
    Person("prakom-data", "Fransiska Wulandari, S.Kom.", "191605251940082020", "III/a"),
)

HERO = "kabid-aplikasi"  # whose desk the demo opens
PLH = ("statistisi", "kabid-data", "SP 094/117/DCPD/2026")  # stands in while the head is away


def account(person: Person) -> dict[str, str]:
    """How a demo account is announced."""
    title = next(post.title for post in POSTS if post.key == person.post)
    return {"post": person.post, "name": person.name, "title": title, "nip": person.nip}
