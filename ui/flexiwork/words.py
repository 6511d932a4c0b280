# SPDX-License-Identifier: Apache-2.0
"""The words of presence: codes of the domain as officers read them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui import theme, when
from workspace.domain.moment import to_ms
from workspace.domain.presence import REVIEW, TOLERANCE_MS, Presence, clock_difference, time_of

translate = QCoreApplication.translate

SCHEMES = ("office", "home", "elsewhere", "travel")
ICONS = {"office": "building-2", "home": "house", "elsewhere": "map-pin", "travel": "briefcase"}
TONES: dict[str, theme.Tone] = {"office": "accent", "home": "green", "elsewhere": "violet", "travel": "amber"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with its icon and tone."""

    text: str
    icon: str
    tone: theme.Tone


def scheme(code: str) -> str:
    """One word for where: "Kantor"."""
    match code:
        case "office":
            return translate("flexiwork", "Office")
        case "home":
            return translate("flexiwork", "Home")
        case "elsewhere":
            return translate("flexiwork", "Elsewhere")
        case "travel":
            return translate("flexiwork", "Official travel")
    return code


def working(code: str) -> str:
    """How the day stands while one works: "Bekerja dari rumah"."""
    match code:
        case "office":
            return translate("flexiwork", "At the office")
        case "home":
            return translate("flexiwork", "Working from home")
        case "elsewhere":
            return translate("flexiwork", "Working elsewhere")
        case "travel":
            return translate("flexiwork", "On official travel")
    return code


def kind(code: str) -> str:
    """The deed: "Presensi masuk"."""
    return translate("flexiwork", "Check in") if code == "in" else translate("flexiwork", "Check out")


def grade(event: Presence) -> Sign:
    """How far the time is trusted."""
    match event.grade:
        case "verified":
            return Sign(translate("flexiwork", "Verified"), "shield-check", "green")
        case "declared":
            return Sign(translate("flexiwork", "Declared"), "user-check", "grey")
        case "review":
            return Sign(translate("flexiwork", "Needs review"), "triangle-alert", "amber")
    return Sign(translate("flexiwork", "Recorded here"), "hourglass", "grey")


def reason(event: Presence, zone: str) -> str:
    """Why it is trusted that far, in one or two sentences."""
    found = [_flag(flag) for flag in event.flags if flag in REVIEW or flag == "rejoined"]
    apart = clock_difference(event)
    if abs(apart) > TOLERANCE_MS:
        found.append(_skew(event, apart))
    if not found:
        found.append(_plain(event, zone))
    return " ".join(found)


def _plain(event: Presence, zone: str) -> str:
    match event.grade:
        case "verified":
            text = translate("flexiwork", "The time follows from the server's clock. Received {time}.")
        case "declared":
            text = translate(
                "flexiwork",
                "By this device's clock: no contact with the server since it was started. Received {time}.",
            )
        case "review":
            text = translate("flexiwork", "The time could not be confirmed. Received {time}.")
        case _:
            return translate("flexiwork", "Kept on this device, waiting to be sent.")
    return text.format(time=when.clock(event.received, zone) if event.received else "")


def _skew(event: Presence, apart: int) -> str:
    if event.trusted_time is not None:
        text = translate(
            "flexiwork",
            "This device's clock is {gap} off; the time was computed from the last server time.",
        )
    else:
        text = translate("flexiwork", "This device's clock is {gap} off the server's.")
    return text.format(gap=when.gap(apart))


def _flag(flag: str) -> str:
    match flag:
        case "gap":
            return translate("flexiwork", "Earlier entries of this device have not reached the server.")
        case "fork":
            return translate("flexiwork", "The server already holds another entry with this number.")
        case "wrong-hash":
            return translate("flexiwork", "The entry does not match its fingerprint.")
        case "bad-evidence":
            return translate("flexiwork", "What this device knew of the time contradicts itself.")
    return translate("flexiwork", "The chain goes on after this device was restored.")


def receipt(event: Presence, zone: str, leaf: str) -> str:
    """One receipt as plain text, to copy."""
    text = translate("flexiwork", "{time} {what}, {scheme}, no. {seq}, {grade}. {reason}").format(
        time=when.clock(time_of(event), zone),
        what=kind(event.kind),
        scheme=scheme(event.scheme),
        seq=event.seq,
        grade=grade(event).text,
        reason=reason(event, zone),
    )
    proof = translate("flexiwork", "Receipt {leaf}").format(leaf=leaf) if leaf else ""
    return "\n".join(line for line in (text, proof) if line)


def kept(event: Presence, zone: str, *, offline: bool) -> str:
    """What is said right after the click."""
    time = when.clock(time_of(event), zone)
    if offline:
        text = translate(
            "flexiwork",
            "Recorded offline at {time}, entry {seq}. This time is kept as it is; the server adds its own.",
        )
    elif event.kind == "in":
        text = translate("flexiwork", "Checked in at {time}, entry {seq}.")
    else:
        text = translate("flexiwork", "Checked out at {time}, entry {seq}.")
    return text.format(time=time, seq=event.seq)


def clock_note(event: Presence) -> str:
    """What is said of a wrong clock, "" while it is right enough."""
    apart = to_ms(event.device_time) - to_ms(time_of(event))
    if abs(apart) <= TOLERANCE_MS:
        return ""
    return translate(
        "flexiwork",
        "Your clock is {gap} off the server's. The entry is kept; its time is computed from the last server time.",
    ).format(gap=when.gap(apart))
