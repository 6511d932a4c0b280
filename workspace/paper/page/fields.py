# SPDX-License-Identifier: Apache-2.0
"""What a letter says beside its body: the fields of the form, and the house style they are set in.

Sources: the order of the fields is that of Permendagri 1/2023 as regions apply it; paper, margins and type differ
by region, so they are data (`Style`), Lampung's standing in until its own rule is seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workspace.domain.form import Assigned
from workspace.domain.moment import Day
from workspace.domain.profile import Profile
from workspace.domain.signature import Signer
from workspace.paper.body import Line


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: its name, its family (domain/signature.py), whether its name stands as a title, and whether
    place and day stand above the signature.
    """

    name: str
    family: str
    titled: bool
    dated_below: bool = False


KINDS = {
    "nota-dinas": Kind("Nota Dinas", "correspondence", titled=True),
    "surat-dinas": Kind("Surat Dinas", "correspondence", titled=False),
    "surat-tugas": Kind("Surat Tugas", "assignment", titled=True, dated_below=True),
}
"""By the name of the template in resources/letters."""

CLASSES = ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")
MARKS = (
    "",
    "T",
    "R",
    "SR",
)  # printed at the top left, those of the last two in red (Bapanas 3/2022 Pasal 39)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop naskah dinas: whose letter it is. `lines` are address and contact; `crest` an SVG or PNG, or none."""

    government: str
    unit: str
    lines: tuple[str, ...] = ()
    crest: bytes = b""


def letterhead(profile: Profile, unit: str, lines: Sequence[str], crest: bytes = b"") -> Letterhead:
    """The letterhead of a unit in the region of a profile."""
    return Letterhead(f"Pemerintah {profile.region}", unit, tuple(lines), crest)


@dataclass(frozen=True, slots=True)
class Paraf:
    """One of the route: which position, and the day of its endorsement, "" while it is missing."""

    position: str
    day: Day = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A lampiran that is written, not a file: its title and its body."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in mm, type in pt; `spacing` is that of lines, 1 as word processors mean it.

    `justified`: paragraphs without an alignment of their own fill the line. `catchword`: each page ends with the
    first word of the next ("kata penyambung"). `note` stands at the foot of every page that is to be signed.
    """

    width: int = 210
    height: int = 297
    top: int = 20
    bottom: int = 25
    left: int = 30
    right: int = 20
    size: int = 12
    spacing: float = 1.15
    justified: bool = True
    catchword: bool = True
    note: str = (
        "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan "
        "oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)."
    )


LAMPUNG = Style()


@dataclass(frozen=True, slots=True)
class Fields:
    """The form. A line break in an entry of `to` begins a further line of it (u.p. …).

    `number` and `day` are "" until the letter is signed, and must be there once it is no draft. `sender` is the
    row "Dari" of a Nota Dinas; `place` is where a letter is dated, `to_place` where a Surat Dinas goes. A Surat
    Tugas says `basis` (Dasar), `assigned` (Kepada) and `purposes` (Untuk) before its body. `urgency` is the label
    of the profile, "" for the ordinary one; `attached` the row "Lampiran" (spoken.counted). `pictures` has what the
    body and its embeds name by `src`: PNG or JPEG.
    """

    kind: str
    letterhead: Letterhead
    subject: str
    to: tuple[str, ...]
    signer: Signer
    number: str = ""
    day: Day = ""
    sender: str = ""
    place: str = ""
    to_place: str = ""
    cls: int = 0
    urgency: str = ""
    attached: str = "-"
    copies: tuple[str, ...] = ()
    parafs: tuple[Paraf, ...] = ()
    basis: tuple[str, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    purposes: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    draft: bool = True
    pictures: Mapping[str, bytes] = field(default_factory=dict)
