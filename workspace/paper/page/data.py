# SPDX-License-Identifier: Apache-2.0
"""Fields and body as the plain value a template reads: text, numbers, lists; nothing of it is ever markup."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from workspace.domain import rank, signature
from workspace.domain.form import Assigned
from workspace.domain.moment import Day
from workspace.paper.body import Line
from workspace.paper.page import pictures
from workspace.paper.page.blocks import Blocks, parted
from workspace.paper.page.fields import CLASSES, KINDS, LAMPUNG, MARKS, Annex, Fields, Style
from workspace.paper.page.glyphs import Setting
from workspace.paper.page.pictures import Picture
from workspace.paper.page.spoken import long_date

NUMBER_TO_COME = "(terbit saat ditandatangani)"
DAY_TO_COME = "(diisi saat ditandatangani)"
TO_MAX = 8  # more receivers are named in a list of their own
LISTED = "(daftar terlampir)"
CREST = "crest.svg"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Page:
    """What the press needs: the template, its data, the pictures by their names in it, the day it bears.

    `odd` has the characters that no type shows, `lost` what was given as a picture or crest and is none: things to
    tell the officer.
    """

    kind: str
    data: dict[str, Any]
    pictures: dict[str, Picture]
    day: Day
    odd: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def page(fields: Fields, lines: Sequence[Line], style: Style = LAMPUNG) -> Page:
    """The page of a letter. Raises ValueError for one that is no draft and has no number, no day or suggestions
    nobody decided, and for a day that is none.
    """
    if not fields.draft and not (fields.number and fields.day):
        raise ValueError("a letter without number and day is a draft")
    bodies = (lines, *(annex.lines for annex in fields.annexes))
    if not fields.draft and any(map(_undecided, bodies)):
        raise ValueError("a letter with suggestions is a draft")
    setting = Setting()
    made = {src: pictures.picture(raw) for src, raw in sorted(fields.pictures.items())}
    shown = {src: (f"picture-{k}.svg", one) for k, (src, one) in enumerate(made.items()) if one}
    wide = style.width - style.left - style.right
    crest = pictures.crest(fields.letterhead.crest) if fields.letterhead.crest else None
    body, closing = parted(Blocks(setting, shown, wide, 2 if KINDS[fields.kind].titled else 1).of(lines))
    data = {
        **_head(fields, setting),
        "style": asdict(style),
        "body": body,
        "closing": closing,
        "signature": _signature(fields, setting),
        "parafs": [
            [setting.row(one.position), long_date(one.day) if one.day else ""] for one in fields.parafs
        ],
        "copies": [setting.row(one) for one in fields.copies],
        "annexes": [
            {
                "title": setting.row(annex.title),
                "no": no,
                "body": Blocks(setting, shown, wide, 2).of(annex.lines),
            }
            for annex, no in zip(fields.annexes, _counted(fields.annexes), strict=True)
        ],
    }
    data["letterhead"]["crest"] = bool(crest)
    named = dict(shown.values()) | ({CREST: crest} if crest else {})
    lost = [src for src, one in made.items() if not one]
    lost += ["crest"] * (crest is None and fields.letterhead.crest != b"")
    return Page(fields.kind, data, named, fields.day, tuple(sorted(setting.odd)), tuple(lost))


def _head(fields: Fields, setting: Setting) -> dict[str, Any]:
    """All that stands above the body."""
    kind, head = KINDS[fields.kind], fields.letterhead
    subject = setting.row(fields.subject)
    sifat = CLASSES[fields.cls] + (f" / {setting.row(fields.urgency)}" if fields.urgency else "")
    listed = len(fields.to) > TO_MAX
    to = [[setting.row(part) for part in one.split("\n")] for one in fields.to]
    return {
        "draft": fields.draft,
        "title": f"{'Konsep ' * fields.draft}{kind.name}: {subject or '-'}",
        "kind": kind.name,
        "dated_below": kind.dated_below,
        "letterhead": {
            "government": setting.row(head.government.upper()),
            "unit": setting.row(head.unit.upper()),
            "lines": [setting.row(one) for one in head.lines],
        },
        "mark": MARKS[fields.cls],
        "red": fields.cls > 1,
        "number": _or(setting.row(fields.number), NUMBER_TO_COME),
        "day": _or(long_date(fields.day) if fields.day else "", DAY_TO_COME),
        "place": setting.row(fields.place),
        "to": [[LISTED]] if listed else to,
        "list": to if listed else [],
        "to_place": setting.row(fields.to_place),
        "from": setting.row(fields.sender),
        "sifat": sifat,
        "attached": setting.row(fields.attached) or "-",
        "basis": [setting.row(one) for one in fields.basis],
        "assigned": [_assigned(one, setting) for one in fields.assigned],
        "purposes": [setting.row(one) for one in fields.purposes],
        "subject": subject,
    }


def _assigned(one: Assigned, setting: Setting) -> list[list[str]]:
    """The rows that name somebody who is sent."""
    told = [
        ("Nama", one.name), ("Pangkat/Gol.", rank.printed(one.rank)), (one.label, one.nip), ("Jabatan", one.position),
    ]  # fmt: skip
    return [[label, setting.row(said)] for label, said in told if said or label == "Nama"]


def _or(text: str, to_come: str) -> dict[str, Any]:
    """A value, or what is said as long as there is none, which is set in grey."""
    return {"text": text or to_come, "there": bool(text)}


def _signature(fields: Fields, setting: Setting) -> dict[str, Any]:
    block = signature.block(fields.signer, KINDS[fields.kind].family, fields.kind)
    return {
        "above": [setting.row(one) for one in block.above],
        "name": setting.row(block.name),
        "under": [setting.row(one) for one in block.under],
    }


def _counted(annexes: Sequence[Annex]) -> list[str]:
    """The number of each annex in Roman figures; the only one has none."""
    if len(annexes) == 1:
        return [""]
    return [ROMAN[k] if k < len(ROMAN) else str(k + 1) for k in range(len(annexes))]


def _undecided(lines: Sequence[Line]) -> bool:
    attrs = (pair for one in lines for part in (one.attrs, *(run.attrs for run in one.runs)) for pair in part)
    return any(key in {"ins", "del"} for key, _ in attrs)
