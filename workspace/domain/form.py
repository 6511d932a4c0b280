# SPDX-License-Identifier: Apache-2.0
"""The form of a letter: all that its drafter fills in beside the body, as the record holds it.

What is printed is made from it, from the directory and from the profile (workspace/paper/page/filled.py). The route
is part of it, for it is printed too (paraf hierarki). Every text is kept in NFC, so that what looks the same is the
same. Any field may be empty while a letter is a draft; what must be there on the way is asked when it is submitted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from workspace.domain.canonical import canonical, nfc, sha256
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.domain.signature import CHAIN_MAX
from workspace.domain.size import ATTACHMENTS_MAX, CODE_MAX, attachments_error, size, too_long

# Characters of a text; entries of a list, and characters of each.
TEXTS = {
    "kind": CODE_MAX, "subject": 300, "sender": 300, "place": 300, "to_place": 300, "urgency": CODE_MAX,
    "archive": CODE_MAX,
}  # fmt: skip
LISTS = {"to": (100, 300), "copies": (50, 300), "basis": (30, 1000), "purposes": (30, 1000)}
ROUTE_MAX, ASSIGNED_MAX, PERSON_MAX = 12, 50, 300
FORM_SIZE = 24 * 1024  # bytes of a form: a command names it twice, the old and the new
HEX = frozenset("0123456789abcdef")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who is sent by a Surat Tugas: `name` with titles, `rank` the golongan code, `nip` as it is printed."""

    name: str
    rank: str
    nip: str
    position: str
    label: str = "NIP"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a letter: its name and the SHA-256 of its bytes, in hex."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Form:
    """`kind` is the name of a template that the profile offers. A line break in an entry of `to` begins a further
    line of it. `sender` is the row "Dari" of a Nota Dinas; `basis` (Dasar), `assigned` (Kepada) and `purposes`
    (Untuk) are those of a Surat Tugas. `signer` runs from the position in whose name it is signed down to the
    signer's own (domain/signature.py); `route` lists the positions that endorse, in order. `archive` is a code of
    the classification.
    """

    kind: str
    subject: str = ""
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    sender: str = ""
    place: str = ""
    to_place: str = ""
    basis: tuple[str, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    purposes: tuple[str, ...] = ()
    signer: tuple[Id, ...] = ()
    route: tuple[Id, ...] = ()
    cls: int = 0
    urgency: str = "normal"
    archive: str = ""
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a form; None says that a field is not meant."""

    kind: str | None = None
    subject: str | None = None
    to: tuple[str, ...] | None = None
    copies: tuple[str, ...] | None = None
    sender: str | None = None
    place: str | None = None
    to_place: str | None = None
    basis: tuple[str, ...] | None = None
    assigned: tuple[Assigned, ...] | None = None
    purposes: tuple[str, ...] | None = None
    signer: tuple[Id, ...] | None = None
    route: tuple[Id, ...] | None = None
    cls: int | None = None
    urgency: str | None = None
    archive: str | None = None
    attached: tuple[Attached, ...] | None = None


FIELDS = tuple(field.name for field in fields(Form))
"""In the order in which a form is filled in, and in which its refusals name them."""


def change(old: Form, new: Form) -> tuple[Part, Part]:
    """What leads from one form to the other: the fields in which they differ, as seen and as they shall be."""
    names = [name for name in FIELDS if getattr(old, name) != getattr(new, name)]
    seen, wanted = ({name: getattr(form, name) for name in names} for form in (old, new))
    return Part(**seen), Part(**wanted)


def named(part: Part) -> list[str]:
    """The fields that are meant."""
    return [name for name in FIELDS if getattr(part, name) is not None]


def texts(form: Form | Part) -> list[str]:
    """What an officer wrote in a form, without codes and positions."""
    people = (one.name for one in form.assigned or ())
    rows = (form.to, form.copies, form.basis, form.purposes)
    written = [form.subject, *(said for row in rows for said in row or ()), *people]
    return [said for said in (*written, form.sender, form.place, form.to_place, form.archive) if said]


def filled(form: Form, seen: Part, new: Part) -> Form | Refused:
    """The form with the fields of `new`, each of which stood as in `seen`; one that says so already stays. Where
    another value came between, "fields" names all such fields and "field" the first.
    """
    seen, new = composed(seen), composed(new)
    names = named(new)
    if not names or names != named(seen):
        return Refused("invalid", {"field": "seen"})
    other = [name for name in names if getattr(form, name) != getattr(new, name)]
    stale = [name for name in other if getattr(form, name) != getattr(seen, name)]
    if stale:
        return Refused("stale-version", {"field": stale[0], "fields": " ".join(stale)})
    return replace(form, **{name: getattr(new, name) for name in other})


def composed(value: T) -> T:
    """The same value with every text in NFC."""
    made: Any = value
    match value:
        case str():
            made = nfc(value)
        case tuple():
            made = tuple(map(composed, value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            made = replace(value, **{f.name: composed(getattr(value, f.name)) for f in fields(value)})
    same: T = made
    return same


def form_hash(form: Form) -> str:
    """SHA-256, in hex, of the form's canonical JSON."""
    return sha256(canonical(_said(composed(form))))


def written_hash(form: Form, body: str) -> str:
    """What a decision on a written letter is bound to: SHA-256, in hex, of the canonical JSON (RFC 8785) of
    {"body": hash of the body, "form": {…}}, every text in NFC. Fields that are at their default are left out, so
    that one which a later release adds changes no hash. Attachments stand in the form, each with its own hash.
    """
    return sha256(canonical({"body": body, "form": _said(composed(form))}))


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in hex."""
    return len(text) == 64 and HEX.issuperset(text)


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    if is_dataclass(value):
        told = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _said(one) for f, one in told if one != f.default}
    return value


def form_error(form: Form, names: Iterable[str], drafter: Id, facts: Facts, at: Instant) -> Refused | None:
    """Why these fields of a form are not taken, or the form as a whole; each refusal names the field."""
    for name in names:
        if (bad := _field_error(name, getattr(form, name), drafter, facts, at)) is not None:
            return bad
    return Refused("too-large", {"field": "form"}) if size(form) > FORM_SIZE else None


def _field_error(name: str, value: Any, drafter: Id, facts: Facts, at: Instant) -> Refused | None:
    invalid, too_large = Refused("invalid", {"field": name}), Refused("too-large", {"field": name})
    if name in TEXTS:
        if too_long(value, TEXTS[name]):
            return too_large
        unknown = name == "kind" and not _offered(value, facts, at)
        return invalid if unknown else None
    if name == "cls":
        return None if 0 <= value <= 3 else invalid
    if name in ("signer", "route"):
        most, nobody = (CHAIN_MAX, {""}) if name == "signer" else (ROUTE_MAX, {drafter})
        if len(value) > most:
            return too_large
        return invalid if len({*value} - nobody) != len(value) else _position_error(value, facts)
    if name == "attached":
        if len(value) > ATTACHMENTS_MAX:
            return too_large
        bad = attachments_error(tuple(one.name for one in value))
        return None if bad is None and all(is_digest(one.hash) for one in value) else invalid
    if name == "assigned":
        rows = [(one.name, one.rank, one.nip, one.position, one.label) for one in value]
        if len(rows) > ASSIGNED_MAX or any(too_long(said, PERSON_MAX) for row in rows for said in row):
            return too_large
        return None if all(one.name.strip() for one in value) else invalid
    most, longest = LISTS[name]
    if len(value) > most or any(too_long(said, longest) for said in value):
        return too_large
    return None if all(said.strip() for said in value) else invalid


def _offered(kind: str, facts: Facts, at: Instant) -> bool:
    offered = facts.rules.kinds(at) if facts.rules else ()
    return kind in offered if offered else bool(kind.strip())


def _position_error(positions: tuple[Id, ...], facts: Facts) -> Refused | None:
    unknown = next((one for one in positions if facts.directory.unit_of(one) is None), None)
    return None if unknown is None else Refused("not-found", {"id": unknown})
