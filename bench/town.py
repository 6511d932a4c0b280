# SPDX-License-Identifier: Apache-2.0
"""The invented agency of the bench and its work: the same ids and texts in every process and run.

One service (dinas) with six divisions (bidang). All tasks lie on the desk of the first division's head, given
by the head of the service, so that his inbox holds all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.measure import BASE_MS
from workspace.domain import appointment, device, officer, personnel, position, unit
from workspace.domain.ids import Id, Ids, derived
from workspace.domain.moment import from_ms
from workspace.domain.task import Task

SEED = 1945
ACCESS = "bench-access-token"
KEY = bytes(range(32))  # of the encrypted stores
DIVISIONS, STAFF = 6, 4
MINUTE = 60_000
BODY = 913  # bytes of a record's JSON, as in the measurements of other programs
OFFICE = (
    "anggaran arsip bahan berkas bidang bukti bulan capaian contoh daerah data dinas disposisi dokumen "
    "evaluasi formulir gedung hasil hari honor informasi inovasi inventaris jadwal jalan jaringan kabupaten "
    "kantor kegiatan kendaraan kepala kerja keuangan kinerja koordinasi laporan layanan lembar lokasi "
    "masyarakat memo naskah nota notulen pajak pakai panitia pegawai pejabat pelaksana pelatihan pembayaran "
    "pemeriksaan pengadaan pengelola penilaian perangkat perbaikan perjalanan permohonan persetujuan petugas "
    "profil program publik rapat rekapitulasi rencana sarana sekretaris seksi semester singkat standar surat "
    "tahun tamu tanggal target teknis tembusan tenaga tindak triwulan tugas tunjangan undangan unit usulan "
    "verifikasi wilayah"
)
WORDS = tuple(OFFICE.split())
RARE, RARE_EVERY = "gempa", 1000  # a word that one task in so many holds
VERBS = ("Siapkan", "Periksa", "Susun", "Lengkapi", "Teruskan", "Tinjau", "Kumpulkan", "Perbaiki")
URGENCIES = ("normal", "normal", "normal", "important", "urgent")


@dataclass(frozen=True, slots=True)
class Town:
    """`directory` are the values the server states, in order; the names below are ids among them."""

    rng: Random = field(default_factory=lambda: Random(SEED))
    directory: list[Any] = field(default_factory=list)
    units: list[Id] = field(default_factory=list)
    heads: list[Id] = field(default_factory=list)  # positions, of the service first
    officers: dict[Id, Id] = field(default_factory=dict)  # by position
    devices: dict[Id, Id] = field(default_factory=dict)  # by officer
    privates: dict[Id, bytes] = field(default_factory=dict)  # by device

    @property
    def giver(self) -> Id:
        """The position of the head of the service."""
        return self.heads[0]

    @property
    def holder(self) -> Id:
        """The position on whose desk everything lies."""
        return self.heads[1]

    @property
    def me(self) -> Id:
        """The officer who holds it."""
        return self.officers[self.holder]

    @property
    def laptop(self) -> Id:
        """Their device."""
        return self.devices[self.me]

    @property
    def private(self) -> Ed25519PrivateKey:
        """The device's key."""
        return Ed25519PrivateKey.from_private_bytes(self.privates[self.laptop])


def town() -> Town:
    """The agency."""
    made = Town()
    ids = Ids(lambda: from_ms(BASE_MS - 500 * 24 * 60 * MINUTE), made.rng.getrandbits)
    root = _unit(made, ids, "Dinas Contoh Pelayanan Digital", "")
    for number in range(DIVISIONS):
        below = _unit(made, ids, f"Bidang {WORDS[number * 7].capitalize()}", root)
        for _ in range(STAFF):
            _seat(made, ids, f"Pengelola {made.rng.choice(WORDS)}", below, head=False)
    return made


def _unit(made: Town, ids: Ids, name: str, parent: Id) -> Id:
    value = unit.Unit(ids(), name, parent)
    made.directory.append(value)
    made.units.append(value.id)
    made.heads.append(_seat(made, ids, f"Kepala {name}", value.id, head=True))
    return value.id


def _seat(made: Town, ids: Ids, title: str, where: Id, *, head: bool) -> Id:
    seat = position.Position(ids(), title, where, head)
    who = officer.Officer(ids(), f"Pegawai {made.rng.choice(WORDS).capitalize()} {len(made.officers) + 1}")
    number = len(made.officers) + 1
    file = personnel.Personnel(
        derived(who.id, "personnel"), who.id, f"190001011920011{number:03d}", "1900-01-01", "m", 2, where
    )
    start = from_ms(BASE_MS - 400 * 24 * 60 * MINUTE)
    held = appointment.Appointment(ids(), who.id, seat.id, "definitive", start)
    private = made.rng.randbytes(32)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    owned = device.Device(ids(), who.id, "Laptop", _base64(public), 2)
    made.directory.extend((seat, who, file, held, owned))
    made.officers[seat.id], made.devices[who.id], made.privates[owned.id] = who.id, owned.id, private
    return seat.id


def _base64(raw: bytes) -> str:
    import base64

    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def text(rng: Random, size: int) -> str:
    """About `size` characters of Indonesian office words."""
    words: list[str] = []
    left = size
    while left > 0:
        words.append(rng.choice(WORDS))
        left -= len(words[-1]) + 1
    return " ".join(words)


def tasks(made: Town, count: int, first: int = 0) -> Iterator[Task]:
    """`count` tasks, each about `BODY` bytes as JSON, from number `first` on; a minute between two."""
    for number in range(first, first + count):
        yield _task(made, number)


def _task(made: Town, number: int) -> Task:
    rng = Random(f"{SEED} {number}")
    since_ms = BASE_MS - 399 * 24 * 60 * MINUTE + number * MINUTE
    since = from_ms(since_ms)
    due = from_ms(since_ms + rng.randrange(1, 30) * 24 * 60 * MINUTE) if rng.random() < 0.6 else None
    return Task(
        id=Ids(lambda: since, rng.getrandbits)(),
        title=f"{rng.choice(VERBS)} {text(rng, 50)}",
        giver=made.giver,
        given_by=made.officers[made.giver],
        holder=made.holder,
        unit=made.units[1],
        state=rng.choice(("received", "read", "in_progress")),
        since=since,
        due=due,
        urgency=rng.choice(URGENCIES),
        note=text(rng, 297) + (f" {RARE}" if number % RARE_EVERY == 0 else ""),
        chain=(made.giver,),
    )
