# SPDX-License-Identifier: Apache-2.0
"""Places of a letter in words: the fields of its form, the lines of its body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.words import QT_TRANSLATE_NOOP
from workspace.paper.body import Line
from workspace.paper.checks import Place

translate = QCoreApplication.translate

NAMES: Final = {
    "letterhead": QT_TRANSLATE_NOOP("drafting", "Letterhead"),
    "number": QT_TRANSLATE_NOOP("drafting", "Number"),
    "day": QT_TRANSLATE_NOOP("drafting", "Date"),
    "to": QT_TRANSLATE_NOOP("drafting", "Yth."),  # as the form says it
    "to_place": QT_TRANSLATE_NOOP("drafting", "Place of the receiver"),
    "sender": QT_TRANSLATE_NOOP("drafting", "From"),
    "place": QT_TRANSLATE_NOOP("drafting", "Written at"),
    "cls": QT_TRANSLATE_NOOP("drafting", "Classification"),
    "urgency": QT_TRANSLATE_NOOP("drafting", "Urgency"),
    "archive": QT_TRANSLATE_NOOP("drafting", "Archive code"),
    "attached": QT_TRANSLATE_NOOP("drafting", "Attachments"),
    "subject": QT_TRANSLATE_NOOP("drafting", "Subject"),
    "body": QT_TRANSLATE_NOOP("drafting", "Body"),
    "signer": QT_TRANSLATE_NOOP("drafting", "Signer"),
    "route": QT_TRANSLATE_NOOP("drafting", "Route"),
    "parafs": QT_TRANSLATE_NOOP("drafting", "Endorsements"),
    "copies": QT_TRANSLATE_NOOP("drafting", "Copies"),
    "annexes": QT_TRANSLATE_NOOP("drafting", "Annexes"),
    "basis": QT_TRANSLATE_NOOP("drafting", "Basis"),
    "assigned": QT_TRANSLATE_NOOP("drafting", "Assigned"),
    "purposes": QT_TRANSLATE_NOOP("drafting", "Purposes"),
}
FORM: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "nota-dinas": (("letterhead", "number", "to", "sender", "cls", "attached", "subject"), ("signer", "copies")),
    "surat-dinas": (
        ("letterhead", "number", "place", "to", "to_place", "cls", "attached", "subject"), ("signer", "copies"),
    ),
    "surat-tugas": (("letterhead", "number", "basis", "assigned", "purposes"), ("place", "signer", "copies")),
}  # fmt: skip
"""Of each kind the fields above and below the body, in the order of the page."""


def field_words(name: str) -> str:
    """The name of a field."""
    return translate("drafting", NAMES[name])


def place_words(place: Place, lines: Sequence[Line], labels: Sequence[str]) -> str:
    """A place as one says it: "Hal", "Tembusan 2", "butir 2.", "baris 7", "tabel"."""
    if place.field == "annexes":
        return translate("drafting", "Annex {n}").format(n=place.item + 1)
    if place.field != "body" or not 0 <= place.line < len(lines):
        name = field_words(place.field)
        return f"{name} {place.item + 1}" if place.item >= 0 else name
    one = lines[place.line]
    match one.get("t"):
        case "h":
            return translate("drafting", "heading “{text}”").format(text=one.text[:40])
        case "n":
            return translate("drafting", "item {label}").format(label=labels[place.line].rstrip(".)"))
    if one.get("cell"):
        return translate("drafting", "table, line {n}").format(n=place.line + 1)
    return translate("drafting", "line {n}").format(n=place.line + 1)
