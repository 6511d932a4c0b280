# SPDX-License-Identifier: Apache-2.0
"""Why signing in, opening a desk or connecting did not work, and what helps; the five checks of a connection.

Five causes of a failed connection, five texts: never "something went wrong".
"""

from __future__ import annotations

from typing import Final

from ui.words import QT_TRANSLATE_NOOP, say, translate

CHECKS: Final[dict[str, str]] = {
    "address": QT_TRANSLATE_NOOP("words", "Server address"),
    "network": QT_TRANSLATE_NOOP("words", "Network"),
    "secure": QT_TRANSLATE_NOOP("words", "Server identity"),
    "server": QT_TRANSLATE_NOOP("words", "Ruang Kerja server"),
    "version": QT_TRANSLATE_NOOP("words", "Version"),
}

_CHECKED: Final[dict[str, str]] = {
    "address": QT_TRANSLATE_NOOP("words", "found"),
    "network": QT_TRANSLATE_NOOP("words", "reached"),
    "secure": QT_TRANSLATE_NOOP("words", "confirmed"),
    "server": QT_TRANSLATE_NOOP("words", "answers"),
    "version": QT_TRANSLATE_NOOP("words", "fits"),
}

PROBLEMS: Final[dict[str, str]] = {
    "dns": QT_TRANSLATE_NOOP(
        "words",
        "Server {server} was not found. Check the spelling or ask your admin for the address.",
    ),
    "no-network": QT_TRANSLATE_NOOP(
        "words",
        "This device has no network, or {server} cannot be reached from it. You can keep working; "
        "data is sent later.",
    ),
    "proxy": QT_TRANSLATE_NOOP(
        "words",
        "This network blocks the server. Proxy settings from your network admin are usually needed.",
    ),
    "timeout": QT_TRANSLATE_NOOP(
        "words",
        "Server {server} takes too long to answer. The network may be slow; try again in a moment.",
    ),
    "certificate": QT_TRANSLATE_NOOP(
        "words",
        "The server's identity cannot be confirmed ({detail}). Do not enter your password. Tell your admin.",
    ),
    "not-ours": QT_TRANSLATE_NOOP("words", "{server} answers but is not a Ruang Kerja server."),
    "too-old": QT_TRANSLATE_NOOP(
        "words",
        "The server and this program do not fit together ({detail}). One of them needs an update.",
    ),
    "wrong-password": QT_TRANSLATE_NOOP("words", "NIP and password do not belong together."),
    "wrong-officer": QT_TRANSLATE_NOOP(
        "words",
        "This desk belongs to another officer. Sign in with your own NIP.",
    ),
    "rate-limited": QT_TRANSLATE_NOOP("words", "Too many attempts. Try again in {wait} seconds."),
    "device-revoked": QT_TRANSLATE_NOOP(
        "words",
        "This device was signed out for good. What is on it can still be read.",
    ),
    "clock": QT_TRANSLATE_NOOP(
        "words",
        "This device's clock is {detail} minutes off the server's. Set it right first: limits depend on it.",
    ),
    "server": QT_TRANSLATE_NOOP("words", "The server has a problem ({detail}). Try again later."),
    "passphrase-needed": QT_TRANSLATE_NOOP("words", "Enter this device's passphrase to open your desk."),
    "passphrase-wrong": QT_TRANSLATE_NOOP("words", "The passphrase is not right."),
    "passphrase-weak": QT_TRANSLATE_NOOP(
        "words",
        "The passphrase is too short: at least {detail} characters.",
    ),
    "key-store": QT_TRANSLATE_NOOP(
        "words",
        "This device's key store does not keep keys reliably. Choose a passphrase instead.",
    ),
    "key-missing": QT_TRANSLATE_NOOP(
        "words",
        "The key of your desk is no longer in this device's key store. Sign in again; the old desk is kept aside.",
    ),
    "in-use": QT_TRANSLATE_NOOP(
        "words",
        "Your desk is open in another window of Ruang Kerja on this device.",
    ),
    "disk": QT_TRANSLATE_NOOP(
        "words",
        "Your desk could not be written: {detail}. Free some space or check the folder's permissions, then try again.",
    ),
    "damaged": QT_TRANSLATE_NOOP(
        "words",
        "The data on this device is damaged. It can be restored from a backup on this device.",
    ),
    "newer": QT_TRANSLATE_NOOP(
        "words",
        "This desk was last opened by a newer version of the program ({detail}). Update this one.",
    ),
    "no-profile": QT_TRANSLATE_NOOP("words", "There is no desk on this device yet. Sign in first."),
}


# What the driver or the system calls it, and what an officer can do something about.
_CAUSES: Final[dict[str, str]] = {
    "full": QT_TRANSLATE_NOOP("words", "this laptop's disk is full"),
    "enospc": QT_TRANSLATE_NOOP("words", "this laptop's disk is full"),
    "space": QT_TRANSLATE_NOOP("words", "this laptop's disk is full"),
    "readonly": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "read-only": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "erofs": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "eacces": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "eperm": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "permission": QT_TRANSLATE_NOOP("words", "the folder of your desk cannot be written"),
    "eio": QT_TRANSLATE_NOOP("words", "this laptop's disk does not answer"),
    "i/o": QT_TRANSLATE_NOOP("words", "this laptop's disk does not answer"),
}


def problem(code: str, *, server: str = "", detail: str = "", wait_s: int = 0) -> str:
    """Why signing in, opening or connecting did not work, and what helps."""
    return say(PROBLEMS, code).format(server=server, detail=_cause(detail or code), wait=wait_s)


def check(name: str) -> str:
    """One of the five checks of a connection."""
    return say(CHECKS, name)


def checked(name: str) -> str:
    """What a check found when all is well."""
    return say(_CHECKED, name)


def fault(text: str, *, world: bool) -> str:
    """A call that raised: the world failed, or we did."""
    if world:
        said = translate("words", "That did not work: {cause}. Nothing was lost; try again.")
    else:
        said = translate(
            "words", "Something in this program is broken; it is our fault. Your work is safe: {cause}"
        )
    return said.format(cause=_cause(text))


def _cause(text: str) -> str:
    """What the driver or the system named, in words; as it is if nobody knows it."""
    known = next((name for name in _CAUSES if name in text.lower()), "")
    return say(_CAUSES, known) if known else text
