# SPDX-License-Identifier: Apache-2.0
"""Blok tanda tangan: on whose behalf a letter is signed, and what stands under the signature.

Permendagri 1/2023 Pasal 44 says what stands there:
(1) letters that regulate or determine (pengaturan, penetapan): the name without academic titles;
(2) those that assign, correspondence and special ones: with them, but not in a piagam, sertifikat or STTPP;
(3) of officials other than Kepala Daerah, Wakil Kepala Daerah and Sekretaris Daerah also pangkat/golongan and NIP;
(4) of a Pj., Pjs., Plt. or Plh. Kepala Daerah neither titles nor pangkat nor NIP;
(5) of a Pj. or Plh. Sekretaris Daerah neither.

Where it is silent we read it so: a letter of (1) bears no pangkat and no NIP whoever signs it, as the form of a
Keputusan has it; a piagam of another official bears both, for (2) takes away the titles alone; a Plt. Sekretaris
Daerah, whom (5) does not name, is by their own office one of (3).

a.n. (atas nama) hands the signature one level down, u.b. (untuk beliau) a second one and never without a.n., as
regencies draw it after the same rule; a chain of one to three offices can say nothing else. Both in lower case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workspace.domain import nip, rank
from workspace.domain.directory import Directory
from workspace.domain.ids import Id
from workspace.domain.moment import Instant

# Families of letters (kelompok naskah dinas), and the kinds within "special" that Pasal 44(2) excepts.
UNTITLED_FAMILIES = frozenset({"regulation", "determination"})
UNTITLED_KINDS = frozenset({"piagam", "sertifikat", "sttpp"})
# Offices with rules of their own; every other is "".
REGION_HEAD, REGION_DEPUTY, REGION_SECRETARY = "region-head", "region-deputy", "region-secretary"
REGION = frozenset({REGION_HEAD, REGION_DEPUTY, REGION_SECRETARY})
ACTING = {"definitive": "", "plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. ", "pjs": "Pjs. "}
_BARE = {REGION_HEAD: frozenset({"pj", "pjs", "plt", "plh"}), REGION_SECRETARY: frozenset({"pj", "plh"})}
_BEFORE = frozenset({"prof.", "dr.", "ir.", "drs.", "dra.", "drg.", "drh.", "apt.", "ns."})
CHAIN_MAX = 3


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: `name` with academic titles, `rank` the golongan code, `nip` as it is printed.

    `offices` runs from the one in whose name it is signed down to the signer's own, one to three of them;
    `acting` is how the signer holds their own (a key of ACTING); `own_office` one of REGION or "".
    `label` stands before the number: "NIP", of a PPPK "NI PPPK".
    """

    offices: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""
    acting: str = "definitive"
    own_office: str = ""
    label: str = "NIP"


def signer(
    known: Directory, chain: Sequence[Id], officer: Id, now: Instant, number: str = "", own_office: str = ""
) -> Signer | None:
    """The officer as who signs for the last position of `chain` at `now`; None if they do not hold it then, or a
    position is unknown. `number` is their NIP as digits, which the public card does not have; a misshapen one is
    left out.
    """
    held = next((one for one in known.holders(chain[-1], now) if one.officer == officer), None)
    card, posts = known.officers.get(officer), [known.positions.get(id_) for id_ in chain]
    if held is None or card is None or None in posts:
        return None
    told = nip.parse(number, now[:10])
    shaped = told if isinstance(told, nip.Nip) else None
    return Signer(
        tuple(post.title for post in posts if post),
        card.name,
        card.rank,
        shaped.printed if shaped else "",
        held.kind,
        own_office,
        "NI PPPK" if shaped and shaped.kind == "pppk" else "NIP",
    )


@dataclass(frozen=True, slots=True)
class Block:
    """The lines above the signature and those under it: `name`, then `under` (pangkat, NIP) or nothing."""

    above: tuple[str, ...]
    name: str
    under: tuple[str, ...]


def block(signer: Signer, family: str, kind: str = "") -> Block:
    """The block in a letter of a family: "regulation", "determination", "assignment", "correspondence" or
    "special", and within the last of a kind ("piagam"). Raises ValueError for an impossible chain of offices.
    """
    own = signer.own_office
    acts = signer.acting in _BARE.get(own, ())
    titled = not (acts or family in UNTITLED_FAMILIES or kind in UNTITLED_KINDS)
    counted = own not in REGION or (own == REGION_SECRETARY and signer.acting == "plt")
    under: tuple[str, ...] = ()
    if counted and family not in UNTITLED_FAMILIES:
        under = (rank.printed(signer.rank), f"{signer.label} {signer.nip}" if signer.nip else "")
    return Block(above(signer), signer.name if titled else bare_name(signer.name), tuple(filter(None, under)))


def above(signer: Signer) -> tuple[str, ...]:
    """a.n., u.b., Plt. and the offices, line by line, with the comma that ends them."""
    if not 1 <= len(signer.offices) <= CHAIN_MAX:
        raise ValueError(f"a signature names one to {CHAIN_MAX} offices, not {len(signer.offices)}")
    *over, own = signer.offices
    last = f"{ACTING[signer.acting]}{own},"
    match over:
        case [first, second]:
            return (f"a.n. {first}", second, "u.b.", last)
        case [first]:
            return (f"a.n. {first}", last)
        case _:
            return (last,)


def bare_name(name: str) -> str:
    """A name without academic titles: those before it and all behind the first comma. Titles of piety (H., Hj.)
    and shortened names (M., Muh.) are not academic and stay.
    """
    words = name.split(",", 1)[0].split()
    while len(words) > 1 and words[0].lower() in _BEFORE:
        del words[0]
    return " ".join(words)
