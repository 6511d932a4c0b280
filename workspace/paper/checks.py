# SPDX-License-Identifier: Apache-2.0
"""Pemeriksaan sebelum dikirim: what is likely wrong with a letter, and where it stands.

Each rule is a pure function of form, body and what is known of the agency; `RULES` is all there is of them. A finding
has a code and params; the sentences are in services/phrases.py ("check:<code>"). No rule changes anything, and what
is not known (no codes, no directory, no calendar) is not judged. Texts are read to `TEXT_MAX` characters a line.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from workspace.domain import rank, signature
from workspace.domain.calendar import Calendar
from workspace.domain.moment import Day
from workspace.paper.body import Line
from workspace.paper.page.fields import KINDS, Fields
from workspace.paper.page.spoken import terbilang

STOP, WARN, HINT = "stop", "warn", "hint"
PAST_DAYS, FUTURE_DAYS = 7, 31
TEXT_MAX = 20_000
REQUIRED = {
    "nota-dinas": ("subject", "to", "sender", "body"),
    "surat-dinas": ("subject", "to", "to_place", "place", "body"),
    "surat-tugas": ("subject", "basis", "assigned", "purposes", "place"),
}
"""Of each kind, beside letterhead and signer; number and day only once it is no draft."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to jump: a field of the form, "body" or "annexes"; `item` counts within a field of several, `line` within
    a body, `start` and `end` are characters of that entry or line. -1: as a whole.
    """

    field: str
    item: int = -1
    line: int = -1
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `params` fill its sentence."""

    code: str
    severity: str
    place: Place
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the letter: the day it is, calendars, names of units and titles of positions, archive
    codes, and how many files are attached. An empty set is one nobody filled. `personnel`: whether pangkat and NIP of
    who signs can be known here.
    """

    today: Day
    calendars: tuple[Calendar, ...] = ()
    units: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    files: int = 0
    personnel: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """What the rules read. `texts` is every text of form, body and annexes, with its place."""

    fields: Fields
    lines: Sequence[Line]
    facts: Facts
    texts: Sequence[tuple[Place, str]]

    @property
    def bodies(self) -> Iterator[tuple[Place, Sequence[Line]]]:
        """The body and those of the annexes."""
        yield Place("body"), self.lines
        for item, annex in enumerate(self.fields.annexes):
            yield Place("annexes", item), annex.lines


Found = Iterator[tuple[Place, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how grave it is, what it looks at, and how it looks."""

    code: str
    severity: str
    looks_at: str
    find: Callable[[Letter], Found] = field(repr=False)


def checked(fields: Fields, lines: Sequence[Line], facts: Facts) -> list[Finding]:
    """All that the rules find, in their order. Never raises for what a form or a body may hold."""
    letter = Letter(fields, lines, facts, tuple(_texts(fields, lines)))
    return [
        Finding(rule.code, rule.severity, place, params)
        for rule in RULES
        for place, params in rule.find(letter)
    ]


def _texts(fields: Fields, lines: Sequence[Line]) -> Iterator[tuple[Place, str]]:
    for name in ("subject", "number", "sender", "place", "to_place", "attached"):
        yield Place(name), getattr(fields, name)
    for name in ("to", "copies", "basis", "purposes"):
        for item, said in enumerate(getattr(fields, name)):
            yield Place(name, item), said
    for place, body in Letter(fields, lines, Facts(""), ()).bodies:
        for k, one in enumerate(body):
            yield replace(place, line=k), one.text[:TEXT_MAX]


def _matches(letter: Letter, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
    for place, said in letter.texts:
        for found in pattern.finditer(said):
            yield replace(place, start=found.start(), end=found.end()), found


# ---- the form -------------------------------------------------------------------------------------


def _empty(letter: Letter) -> Found:
    form = letter.fields
    needed = [*REQUIRED[form.kind], *(() if form.draft else ("number", "day"))]
    for name in needed:
        said = [one.text for one in letter.lines] if name == "body" else getattr(form, name)
        if not (said.strip() if isinstance(said, str) else any(str(one).strip() for one in said)):
            yield Place(name), {}
    if not form.letterhead.unit.strip():
        yield Place("letterhead"), {}
    if not form.signer.name.strip():
        yield Place("signer"), {}


def _offices(letter: Letter) -> Found:
    signer = letter.fields.signer
    if not _signs(signer) or not all(one.strip() for one in signer.offices):
        yield Place("signer"), {}


def _signs(signer: signature.Signer) -> bool:
    return 1 <= len(signer.offices) <= signature.CHAIN_MAX and signer.acting in signature.ACTING


def _pangkat(letter: Letter) -> Found:
    code = letter.fields.signer.rank
    national = code in rank.PANGKAT or re.fullmatch("[IVX]{1,5}", code)
    if _told_under(letter) and not national:
        yield Place("signer"), {"rank": code or "-"}


def _nip(letter: Letter) -> Found:
    if _told_under(letter) and not letter.fields.signer.nip.strip():
        yield Place("signer"), {"name": letter.fields.signer.name}


def _told_under(letter: Letter) -> bool:
    """Whether Pasal 44 puts pangkat and NIP under this signature: it would, were they there."""
    form = letter.fields
    full = replace(form.signer, rank="III/a", nip="-")
    if not letter.facts.personnel or not _signs(full):
        return False
    return bool(signature.block(full, KINDS[form.kind].family, form.kind).under)


def _day(said: Day) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _no_day(letter: Letter) -> Found:
    if letter.fields.day and not _day(letter.fields.day):
        yield Place("day"), {"day": letter.fields.day}


def _weekend(letter: Letter) -> Found:
    day = _day(letter.fields.day)
    if day and day.weekday() > 4:
        yield Place("day"), {"day": letter.fields.day}


def _holiday(letter: Letter) -> Found:
    for one in (one for calendar in letter.facts.calendars for one in calendar.holidays):
        if one.day == letter.fields.day:
            yield Place("day"), {"day": one.day, "name": one.name}


def _past(letter: Letter) -> Found:
    day, today = _day(letter.fields.day), _day(letter.facts.today)
    if day and today and today - day > timedelta(PAST_DAYS):
        yield Place("day"), {"day": letter.fields.day}


def _future(letter: Letter) -> Found:
    day, today = _day(letter.fields.day), _day(letter.facts.today)
    if day and today and day - today > timedelta(FUTURE_DAYS):
        yield Place("day"), {"day": letter.fields.day}


_SAID = re.compile(r"\b(?:terlampir|lampiran)\b", re.IGNORECASE)
_ROW = re.compile(r"\s*(\d{1,6})\b(?:.*\b(berkas|dokumen|lampiran)\b)?", re.IGNORECASE)


def _nothing_attached(letter: Letter) -> Found:
    form = letter.fields
    if form.annexes or letter.facts.files or form.attached.strip() not in {"", "-"}:
        return
    for place, _ in _matches(letter, _SAID):
        if place.field == "body":
            yield place, {}


def _attached(letter: Letter) -> Found:
    """Sheets are another count than files: then only whether there is anything."""
    there, row = len(letter.fields.annexes) + letter.facts.files, _ROW.match(letter.fields.attached)
    said = int(row[1]) if row else 0
    if bool(said) != bool(there) or (row and row[2] and said != there):
        yield Place("attached"), {"said": letter.fields.attached or "-", "there": str(there)}


def _plain(said: str) -> str:
    return " ".join(said.split("\n", maxsplit=1)[0].casefold().split()).strip(" .;,")


def _copied_twice(letter: Letter) -> Found:
    seen: set[str] = set()
    for item, one in enumerate(letter.fields.copies):
        if _plain(one) in seen:
            yield Place("copies", item), {"name": one}
        seen.add(_plain(one))


def _copied_addressee(letter: Letter) -> Found:
    to = {_plain(one) for one in letter.fields.to}
    for item, one in enumerate(letter.fields.copies):
        if _plain(one) in to:
            yield Place("copies", item), {"name": one}


def _archive_code(letter: Letter) -> Found:
    """The dotted one; a bare "700" cannot be told from a running number."""
    found = re.search(r"(?<![^/])\d{3}(?:\.\d+)+(?![^/])", letter.fields.number)
    if letter.facts.codes and found and found[0] not in letter.facts.codes:
        yield Place("number", start=found.start(), end=found.end()), {"code": found[0]}


def _unit(letter: Letter) -> Found:
    unit = letter.fields.letterhead.unit
    if letter.facts.units and unit and unit not in letter.facts.units:
        yield Place("letterhead"), {"unit": unit}


def _position(letter: Letter) -> Found:
    form = letter.fields
    named = [(Place("sender"), form.sender)]
    named += [(Place("signer", item), one) for item, one in enumerate(form.signer.offices)]
    named += [(Place("parafs", item), one.position) for item, one in enumerate(form.parafs)]
    for place, title in named:
        if letter.facts.positions and title and title not in letter.facts.positions:
            yield place, {"position": title}


# ---- what is said ---------------------------------------------------------------------------------

_UNFILLED = re.compile(r"\$\{[^{}]{0,80}\}?")
_MONEY = re.compile(r"\bRp\.?[^\S\n]?\d[\d.,]*")
_MONEY_GOOD = re.compile(r"Rp[^\S\n]?\d{1,3}(?:\.\d{3})*(?:,\d\d)?")
_COUNTED = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(\d\d))?(?:,-)? ?\(([A-Za-z][A-Za-z \xa0]{0,200})\)"
)
_GREAT = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
_NUMERALS = frozenset(
    " ".join(map(terbilang, range(1000))).split() + [name for _, name in _GREAT] + ["seribu", "rupiah", "sen"]
)
_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
# Unseen marks, those of direction, the sign of a lost character, private ones. Joiners within 👩‍👧 are not odd.
_ODD = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufffd]")
_TYPED = re.compile(r"\s*(\d{1,2}|[a-z])([.)])\s+\S")


def _unfilled(letter: Letter) -> Found:
    for place, found in _matches(letter, _UNFILLED):
        yield place, {"said": found[0]}


def _money(letter: Letter) -> Found:
    for place, found in _matches(letter, _MONEY):
        said = found[0].rstrip(".,")
        if not _MONEY_GOOD.fullmatch(said):
            yield replace(place, end=place.start + len(said)), {"said": said}


def _terbilang(letter: Letter) -> Found:
    """Brackets that say anything but a number are none of ours."""
    for place, found in _matches(letter, _COUNTED):
        words = found[3].casefold().split()
        if not _NUMERALS.issuperset(words):
            continue
        wanted = _spoken(int(found[1].replace(".", "")))
        if int(found[2] or 0):
            wanted += f" rupiah {terbilang(int(found[2]))} sen"
        if _bare(" ".join(words)) != _bare(wanted):
            yield place, {"digits": found[1], "said": found[3], "wanted": wanted}


def _bare(words: str) -> str:
    return words.replace(" rupiah", "")


def _spoken(count: int) -> str:
    """A number below 10**15 in words."""
    told = []
    for size, name in _GREAT:
        many, count = divmod(count, size)
        if many:
            told.append("seribu" if size * many == 1000 else f"{terbilang(many)} {name}")
    return " ".join([*told, terbilang(count)] if count or not told else told)


def _numbering(letter: Letter) -> Found:
    """Numbers somebody typed. `open_` has the lists that run, the outer first; a heading ends all."""
    for place, body in letter.bodies:
        open_: list[tuple[tuple[str, bool, str], int]] = []
        for k, one in enumerate(body):
            if one.get("t") == "h":
                open_ = []
            if one.get("t") or one.get("cell") or not (found := _TYPED.match(one.text[:TEXT_MAX])):
                continue
            digits = found[1].isdigit()
            count = int(found[1]) if digits else ord(found[1]) - ord("a") + 1
            key = (one.get("l"), digits, found[2])
            at = next((at for at, (known, _) in enumerate(open_) if known == key), len(open_))
            last = open_[at][1] if at < len(open_) else count - 1
            if count == last or count not in {1, last + 1}:
                wanted = str(last + 1) if digits else chr(ord("a") + last)
                yield replace(place, line=k, start=found.start(1), end=found.end(2)), {
                    "said": found[1], "wanted": wanted,
                }  # fmt: skip
            open_[at:] = [(key, count)]


def _blanks(letter: Letter) -> Found:
    for place, _ in _matches(letter, _BLANKS):
        yield place, {}


def _odd(letter: Letter) -> Found:
    for place, found in _matches(letter, _ODD):
        yield place, {"mark": f"U+{ord(found[0]):04X}"}


# ---- what is left in the body ---------------------------------------------------------------------


def _left(letter: Letter, left: Callable[[str], bool]) -> Found:
    """Lines and runs with a format that says somebody has still to decide."""
    for place, body in letter.bodies:
        for k, one in enumerate(body):
            if any(left(key) for key, _ in one.attrs):
                yield replace(place, line=k), {}
            start = 0
            for run in one.runs:
                if any(left(key) for key, _ in run.attrs):
                    yield replace(place, line=k, start=start, end=start + len(run.text)), {}
                start += len(run.text)


def _suggestions(letter: Letter) -> Found:
    return _left(letter, lambda key: key in {"ins", "del"})


def _comments(letter: Letter) -> Found:
    return _left(letter, lambda key: key.startswith("c:"))


def _headings(letter: Letter) -> Found:
    """Headings that are blank, or have nothing under them before the next of their level."""
    for place, body in letter.bodies:
        kept = [(k, one) for k, one in enumerate(body) if one.get("t") == "h" or one.text.strip()]
        for (k, one), (_, after) in pairwise([*kept, (-1, Line((("t", "h"),)))]):
            bare = after.get("t") == "h" and (after.get("l") or "1") <= (one.get("l") or "1")
            if one.get("t") == "h" and (bare or not one.text.strip()):
                yield replace(place, line=k), {}


def _cells(letter: Letter) -> Found:
    for place, body in letter.bodies:
        full = {one.get("cell") for one in body if one.text.strip()}
        for k, one in enumerate(body):
            if one.get("cell") and one.get("cell") not in full:
                yield replace(place, line=k), {}


RULES = (
    Rule("empty", STOP, "form, body", _empty),
    Rule("unfilled", STOP, "every text", _unfilled),
    Rule("signer-offices", STOP, "signer", _offices),
    Rule("signer-rank", STOP, "signer, Pasal 44", _pangkat),
    Rule("signer-nip", STOP, "signer, Pasal 44", _nip),
    Rule("no-day", STOP, "day", _no_day),
    Rule("suggestion", STOP, "body, annexes", _suggestions),
    Rule("comment", WARN, "body, annexes", _comments),
    Rule("weekend", WARN, "day", _weekend),
    Rule("holiday", WARN, "day, calendar", _holiday),
    Rule("past", WARN, "day, today", _past),
    Rule("future", WARN, "day, today", _future),
    Rule("nothing-attached", WARN, "body, files", _nothing_attached),
    Rule("attached", WARN, "row Lampiran, files", _attached),
    Rule("numbering", WARN, "body, annexes", _numbering),
    Rule("terbilang", WARN, "every text", _terbilang),
    Rule("money", WARN, "every text", _money),
    Rule("copied-twice", WARN, "tembusan", _copied_twice),
    Rule("copied-addressee", WARN, "tembusan, Yth.", _copied_addressee),
    Rule("archive-code", WARN, "number, archive codes", _archive_code),
    Rule("unit", WARN, "letterhead, directory", _unit),
    Rule("position", WARN, "Dari, signer, paraf, directory", _position),
    Rule("odd", WARN, "every text", _odd),
    Rule("heading", WARN, "body, annexes", _headings),
    Rule("blanks", HINT, "every text", _blanks),
    Rule("cell", HINT, "body, annexes", _cells),
)
