# SPDX-License-Identifier: Apache-2.0
"""Codes to sentences: the domain speaks in codes, the screen in words of the language in force.

Everything is translated when it is asked for, so a change of language needs no restart. English stands here,
Indonesian in resources/i18n/id.ts. Labels that differ by region (urgencies, instructions) come from the profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from ui import theme, when
from workspace.domain.errors import Refused
from workspace.domain.moment import Day, Instant, day_of, from_ms, next_day
from workspace.domain.profile import Chip, Profile, Urgency
from workspace.services.status import OWN_KINDS, SyncState

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - gathered by its name and its shape
    """Mark `text` for the gathering of strings; it is translated when it is said. Qt's own is typed `object`."""
    return text


def say(table: Mapping[str, str], code: str) -> str:
    """The words of a code; the code itself if this release does not know it (a newer server's)."""
    return translate("words", table[code]) if code in table else code


def in_indonesian() -> bool:
    """Whether the screen speaks Indonesian: for labels that come in both languages as data."""
    return QLocale().language() == QLocale.Language.Indonesian


# ---- the sync state: status bar, activity, system tray and tray count all say this ------------------


@dataclass(frozen=True, slots=True)
class Sync:
    """Icon, colour token and the one text of a sync state. `count` is what the system tray's dot counts."""

    icon: str
    ink: theme.Ink
    text: str
    count: int


_SYNC_FACE: Final[dict[str, tuple[str, theme.Ink]]] = {
    "synced": ("circle-check", "green"),
    "syncing": ("refresh-cw", "accent"),
    "pending": ("cloud-upload", "accent"),
    "undoable": ("hourglass", "text2"),
    "offline": ("cloud-off", "text2"),
    "offline-waiting": ("cloud-off", "amber"),
    "needs-you": ("triangle-alert", "amber"),
    "signed-out": ("key-round", "amber"),
    "trouble": ("server-off", "amber"),
    "store": ("triangle-alert", "amber"),
    "bug": ("octagon-x", "red"),
    "first-download": ("download", "accent"),
    "recheck": ("refresh-cw", "amber"),
    "held": ("triangle-alert", "amber"),
    "blocked": ("lock", "red"),
}


def sync_text(state: SyncState, zone: str, today: Day) -> Sync:
    """What to say of a sync state. `zone` is the office's, `today` its day: an older contact is told with it."""
    own = state.code == "trouble" and state.trouble in OWN_KINDS
    icon, ink = _SYNC_FACE[state.trouble if own else state.code]
    return Sync(icon, ink, _sync_sentence(state, zone, today), state.needed)


def _sync_sentence(state: SyncState, zone: str, today: Day) -> str:
    contact = when.short(state.contact, zone, today) if state.contact else ""
    match state.code:
        case "synced" if contact:
            return translate("words", "Synced · last {time}").format(time=contact)
        case "synced":
            return translate("words", "Synced")
        case "syncing":
            text = translate("words", "Syncing {sent} of {waiting}…")
            return text.format(sent=state.sent, waiting=max(state.sent, state.waiting))
        case "pending":
            return translate("words", "Sending %n change(s)", "", state.waiting)
        case "undoable":
            return translate(
                "words", "Sending %n change(s) in a moment · can still be undone", "", state.waiting
            )
        case "offline" | "offline-waiting":
            return _offline_sentence(state, contact)
        case "needs-you":
            return translate("words", "%n thing(s) need your attention", "", state.needed)
        case "signed-out":
            return translate("words", "Sign in again · you can still read and edit")
        case "trouble":
            return _trouble_sentence(state, zone)
        case "first-download":
            text = translate("words", "First download · {count} records")
            return text.format(count=when.number(state.records))
        case "recheck":
            return translate("words", "Rechecking after the server was restored")
        case "held":
            return translate("words", "%n change(s) held: the server keeps failing on them", "", state.parked)
    return translate("words", "Sync stopped by your agency")


def _offline_sentence(state: SyncState, contact: str) -> str:
    if state.code == "offline":
        return translate("words", "Offline · everything is saved")
    if not contact:
        return translate("words", "Offline · %n change(s) waiting to be sent", "", state.waiting)
    text = translate(
        "words", "Offline · %n change(s) waiting to be sent · last connected {time}", "", state.waiting
    )
    return text.format(time=contact)


def _sending(state: SyncState) -> str:
    if state.code == "pending":
        return translate("words", "Sending %n change(s)", "", state.waiting)
    return translate("words", "Sending %n change(s) in a moment · can still be undone", "", state.waiting)


def _trouble_sentence(state: SyncState, zone: str) -> str:
    """Who is to blame, and when it is tried again."""
    if not state.retry_at_ms:
        return translate("words", "Server problem · retrying")
    match state.trouble:
        case "store":
            text = translate("words", "This laptop's disk refuses · retrying at {time}")
        case "bug":
            text = translate("words", "A fault of this program · retrying at {time}")
        case _:
            text = translate("words", "Server problem · retrying at {time}")
    return text.format(time=when.clock(from_ms(state.retry_at_ms), zone))


# ---- refusals: why the rules or the server said no --------------------------------------------------

REFUSALS: Final[dict[str, str]] = {
    "stale-version": QT_TRANSLATE_NOOP(
        "words",
        "It changed after you saw it. Look at it again, then decide.",
    ),
    "already-done": QT_TRANSLATE_NOOP("words", "It was done already."),
    "superseded": QT_TRANSLATE_NOOP(
        "words",
        "There is a newer version. Your decision was about the older one and has no effect.",
    ),
    "not-authorised": QT_TRANSLATE_NOOP("words", "Your position may not do this."),
    "no-longer-authorised": QT_TRANSLATE_NOOP(
        "words",
        "It is no longer yours to do: it has passed to another desk.",
    ),
    "not-found": QT_TRANSLATE_NOOP("words", "It is no longer there, or you may no longer see it."),
    "closed": QT_TRANSLATE_NOOP("words", "It is closed and takes no more decisions."),
    "deadline-passed": QT_TRANSLATE_NOOP("words", "Its limit has passed."),
    "needs-review": QT_TRANSLATE_NOOP("words", "It has to be reviewed first."),
    "held": QT_TRANSLATE_NOOP("words", "It is being held at the moment."),
    "invalid": QT_TRANSLATE_NOOP("words", "Something in it cannot be accepted: {field}."),
    "too-large": QT_TRANSLATE_NOOP("words", "It is too large: {field}."),
    "quota": QT_TRANSLATE_NOOP("words", "It is over the quota."),
    "duplicate-business-key": QT_TRANSLATE_NOOP("words", "The same entry exists already."),
    "generation-closed": QT_TRANSLATE_NOOP("words", "This version is closed."),
    "hash-mismatch": QT_TRANSLATE_NOOP(
        "words",
        "Its content is not the one you saw. Look at it again, then decide.",
    ),
    "class-too-high": QT_TRANSLATE_NOOP("words", "Its security class is above what this device may hold."),
    "device-revoked": QT_TRANSLATE_NOOP(
        "words",
        "This device was signed out for good by you or your agency.",
    ),
    "client-too-old": QT_TRANSLATE_NOOP(
        "words",
        "This program is too old for the server. Update it, nothing is lost.",
    ),
    "unknown-command": QT_TRANSLATE_NOOP(
        "words",
        "The server does not know this deed. It may be older than this program.",
    ),
    "dependency-failed": QT_TRANSLATE_NOOP("words", "What it builds on was refused."),
    "command-id-reused": QT_TRANSLATE_NOOP(
        "words",
        "Its number was used already, so the server could not take it.",
    ),
}

FIELDS: Final[dict[str, str]] = {
    "title": QT_TRANSLATE_NOOP("words", "the subject"),
    "note": QT_TRANSLATE_NOOP("words", "the note"),
    "text": QT_TRANSLATE_NOOP("words", "the report"),
    "result": QT_TRANSLATE_NOOP("words", "the result"),
    "reason": QT_TRANSLATE_NOOP("words", "the reason"),
    "to": QT_TRANSLATE_NOOP("words", "the receiver"),
    "children": QT_TRANSLATE_NOOP("words", "the receivers"),
    "chain": QT_TRANSLATE_NOOP("words", "how often it was passed on"),
    "route": QT_TRANSLATE_NOOP("words", "the route"),
    "summary": QT_TRANSLATE_NOOP("words", "the summary"),
    "attachments": QT_TRANSLATE_NOOP("words", "the attachments"),
    "cls": QT_TRANSLATE_NOOP("words", "the security class"),
    "kind": QT_TRANSLATE_NOOP("words", "the kind"),
    "start": QT_TRANSLATE_NOOP("words", "the beginning"),
    "until": QT_TRANSLATE_NOOP("words", "the end"),
    "basis": QT_TRANSLATE_NOOP("words", "the legal basis"),
    "versions": QT_TRANSLATE_NOOP("words", "the number of versions"),
    "reports": QT_TRANSLATE_NOOP("words", "the reports taken together"),
    "decisions": QT_TRANSLATE_NOOP("words", "how often decisions were taken back"),
    "instructions": QT_TRANSLATE_NOOP("words", "the instructions"),
    "urgency": QT_TRANSLATE_NOOP("words", "the urgency"),
    "scope": QT_TRANSLATE_NOOP("words", "the scope"),
    "args": QT_TRANSLATE_NOOP("words", "all of it together"),
    "subject": QT_TRANSLATE_NOOP("words", "the subject"),
    "copies": QT_TRANSLATE_NOOP("words", "the copy recipients"),
    "sender": QT_TRANSLATE_NOOP("words", "the sender"),
    "place": QT_TRANSLATE_NOOP("words", "the place"),
    "to_place": QT_TRANSLATE_NOOP("words", "the receiver's place"),
    "assigned": QT_TRANSLATE_NOOP("words", "who is sent"),
    "purposes": QT_TRANSLATE_NOOP("words", "what they are sent for"),
    "signer": QT_TRANSLATE_NOOP("words", "the signer"),
    "archive": QT_TRANSLATE_NOOP("words", "the archive code"),
    "attached": QT_TRANSLATE_NOOP("words", "the attachments"),
    "body": QT_TRANSLATE_NOOP("words", "the body"),
    "form": QT_TRANSLATE_NOOP("words", "the form as a whole"),
    "version": QT_TRANSLATE_NOOP("words", "the version"),
}


def refused(refusal: Refused) -> str:
    """Why a rule said no, as one or two sentences. Names nobody: params hold no names."""
    field = say(FIELDS, refusal.params.get("field", "")) or translate("words", "a value")
    return say(REFUSALS, refusal.code).format(field=field)


# ---- verbs: what one did, as a heading; what came of it, as a toast ---------------------------------

VERBS: Final[dict[str, str]] = {
    "task.give": QT_TRANSLATE_NOOP("words", "Give a task"),
    "task.read": QT_TRANSLATE_NOOP("words", "Open a task"),
    "task.pass_on": QT_TRANSLATE_NOOP("words", "Disposition"),
    "task.report": QT_TRANSLATE_NOOP("words", "Report progress"),
    "task.complete": QT_TRANSLATE_NOOP("words", "Complete a task"),
    "task.return": QT_TRANSLATE_NOOP("words", "Return a task"),
    "task.reassign": QT_TRANSLATE_NOOP("words", "Reassign a task"),
    "task.withdraw": QT_TRANSLATE_NOOP("words", "Withdraw a task"),
    "task.end_below": QT_TRANSLATE_NOOP("words", "End the tasks below"),
    "letter.submit": QT_TRANSLATE_NOOP("words", "Submit a letter"),
    "letter.resubmit": QT_TRANSLATE_NOOP("words", "Submit a new version"),
    "letter.endorse": QT_TRANSLATE_NOOP("words", "Approve a letter"),
    "letter.return": QT_TRANSLATE_NOOP("words", "Return a letter"),
    "letter.withdraw_decision": QT_TRANSLATE_NOOP("words", "Withdraw a decision"),
    "letter.withdraw": QT_TRANSLATE_NOOP("words", "Withdraw a letter"),
    "letter.draft": QT_TRANSLATE_NOOP("words", "Begin a draft"),
    "letter.fill": QT_TRANSLATE_NOOP("words", "Fill in a draft"),
    "letter.discard": QT_TRANSLATE_NOOP("words", "Discard a draft"),
    "letter.submit_draft": QT_TRANSLATE_NOOP("words", "Submit a draft"),
    "letter.restore": QT_TRANSLATE_NOOP("words", "Go back to an older version"),
    "presence.record": QT_TRANSLATE_NOOP("words", "Presence"),
    "appointment.appoint": QT_TRANSLATE_NOOP("words", "Appoint somebody to act"),
    "appointment.end": QT_TRANSLATE_NOOP("words", "End an appointment"),
    "appointment.record": QT_TRANSLATE_NOOP("words", "Record an appointment"),
    "device.register": QT_TRANSLATE_NOOP("words", "Register a device"),
    "device.revoke": QT_TRANSLATE_NOOP("words", "Sign a device out for good"),
    "officer.record": QT_TRANSLATE_NOOP("words", "Record an officer"),
    "personnel.record": QT_TRANSLATE_NOOP("words", "Record personnel data"),
    "unit.record": QT_TRANSLATE_NOOP("words", "Record a unit"),
    "position.record": QT_TRANSLATE_NOOP("words", "Record a position"),
    "profile.record": QT_TRANSLATE_NOOP("words", "Record the regional profile"),
    "calendar.record": QT_TRANSLATE_NOOP("words", "Record the calendar"),
}

_DONE: Final[dict[str, str]] = {
    "task.give": QT_TRANSLATE_NOOP("words", "Task given."),
    "task.pass_on": QT_TRANSLATE_NOOP("words", "Disposition saved."),
    "task.report": QT_TRANSLATE_NOOP("words", "Report saved."),
    "task.complete": QT_TRANSLATE_NOOP("words", "Completed."),
    "task.return": QT_TRANSLATE_NOOP("words", "Returned with a note."),
    "task.reassign": QT_TRANSLATE_NOOP("words", "Reassigned."),
    "task.withdraw": QT_TRANSLATE_NOOP("words", "Withdrawn."),
    "letter.submit": QT_TRANSLATE_NOOP("words", "Submitted."),
    "letter.resubmit": QT_TRANSLATE_NOOP("words", "New version submitted."),
    "letter.endorse": QT_TRANSLATE_NOOP("words", "Approved."),
    "letter.return": QT_TRANSLATE_NOOP("words", "Returned with a note."),
    "letter.withdraw_decision": QT_TRANSLATE_NOOP("words", "Decision withdrawn."),
    "letter.withdraw": QT_TRANSLATE_NOOP("words", "Letter withdrawn."),
    "letter.draft": QT_TRANSLATE_NOOP("words", "Draft begun."),
    "letter.fill": QT_TRANSLATE_NOOP("words", "Filled in."),
    "letter.discard": QT_TRANSLATE_NOOP("words", "Draft discarded."),
    "letter.submit_draft": QT_TRANSLATE_NOOP("words", "Submitted."),
    "letter.restore": QT_TRANSLATE_NOOP("words", "The older version is back."),
}


def verb(name: str) -> str:
    """A verb as a heading: "Menyelesaikan tugas"."""
    return say(VERBS, name)


def done(name: str, count: int = 1) -> str:
    """What a deed came to, for the toast: "Disetujui.", "3 tugas selesai."."""
    if count <= 1:
        return say(_DONE, name)
    match name:
        case "task.complete":
            return translate("words", "%n task(s) completed.", "", count)
        case "task.give" | "task.pass_on":
            return translate("words", "Given to %n receiver(s).", "", count)
        case "letter.endorse":
            return translate("words", "%n letter(s) approved.", "", count)
        case "task.return" | "letter.return":
            return translate("words", "%n item(s) returned with one note.", "", count)
        case "task.withdraw":
            return translate("words", "%n task(s) withdrawn.", "", count)
    return say(_DONE, name)


def undone(name: str, count: int = 1) -> str:
    """What an undo took back without a trace, and how many at once."""
    if count > 1:
        return translate("words", "Undone: {what}, all %n", "", count).format(what=verb(name))
    return translate("words", "Undone: {what}").format(what=verb(name))


# ---- states, classes, urgencies, kinds --------------------------------------------------------------

STATES: Final[dict[str, str]] = {
    "received": QT_TRANSLATE_NOOP("words", "Received"),
    "read": QT_TRANSLATE_NOOP("words", "Read"),
    "forwarded": QT_TRANSLATE_NOOP("words", "Passed on"),
    "in_progress": QT_TRANSLATE_NOOP("words", "In progress"),
    "done": QT_TRANSLATE_NOOP("words", "Done"),
    "withdrawn": QT_TRANSLATE_NOOP("words", "Withdrawn"),
    "submitted": QT_TRANSLATE_NOOP("words", "Submitted"),
    "endorsing": QT_TRANSLATE_NOOP("words", "Being endorsed"),
    "returned": QT_TRANSLATE_NOOP("words", "Returned"),
    "ready": QT_TRANSLATE_NOOP("words", "Approved by all"),
    "draft": QT_TRANSLATE_NOOP("words", "Draft"),
}

CLASSES: Final[tuple[str, ...]] = (
    QT_TRANSLATE_NOOP("words", "Ordinary"),
    QT_TRANSLATE_NOOP("words", "Restricted"),
    QT_TRANSLATE_NOOP("words", "Secret"),
    QT_TRANSLATE_NOOP("words", "Top secret"),
)

KINDS: Final[dict[str, tuple[str, theme.Tone, str]]] = {
    "task": ("corner-up-right", "accent", QT_TRANSLATE_NOOP("words", "Disposition")),
    "returned": ("undo-2", "amber", QT_TRANSLATE_NOOP("words", "Returned")),
    "follow": ("forward", "grey", QT_TRANSLATE_NOOP("words", "Passed on")),
    "approve": ("file-check", "violet", QT_TRANSLATE_NOOP("words", "Verification")),
    "revise": ("pencil", "amber", QT_TRANSLATE_NOOP("words", "Revision")),
    "letter": ("file-text", "grey", QT_TRANSLATE_NOOP("words", "Letter")),
}

_URGENCIES: Final[dict[str, str]] = {
    "normal": QT_TRANSLATE_NOOP("words", "Normal"),
    "important": QT_TRANSLATE_NOOP("words", "Important"),
    "urgent": QT_TRANSLATE_NOOP("words", "Urgent"),
    "immediate": QT_TRANSLATE_NOOP("words", "Very urgent"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of thing a row is: icon, tone, word."""

    icon: str
    tone: theme.Tone
    text: str


def state(code: str) -> str:
    """A state of a task or letter."""
    return say(STATES, code)


def security_class(cls: int) -> str:
    """Sifat: "Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"."""
    return translate("words", CLASSES[cls]) if 0 <= cls < len(CLASSES) else str(cls)


def kind(wait: str, noun: str) -> Kind:
    """The sort of a line: by what it waits for, else by its noun."""
    icon, tone, text = KINDS.get(wait) or KINDS.get(noun) or ("file-text", "grey", noun)
    return Kind(icon, tone, translate("words", text))


def secret(noun: str) -> str:
    """What stands in a list instead of a subject that may not be read there."""
    if noun == "letter":
        return translate("words", "Secret letter, open it to read")
    return translate("words", "Secret task, open it to read")


def label(item: Urgency | Chip) -> str:
    """The profile's own label in the language in force."""
    return item.id if in_indonesian() else item.en


def urgency(code: str, profile: Profile | None) -> str:
    """Urgensi as the profile calls it."""
    known = next((u for u in profile.urgencies if u.code == code), None) if profile else None
    return label(known) if known else say(_URGENCIES, code)


def urgency_tone(code: str) -> theme.Tone:
    """Red from urgent on, as on the form."""
    return "red" if code in ("urgent", "immediate") else "grey"


def instructions(codes: Iterable[str], profile: Profile | None) -> list[str]:
    """What is asked of the receiver, in the profile's words; a code it does not know stays as it is."""
    known = {chip.code: label(chip) for chip in profile.chips} if profile else {}
    return [known.get(code, code) for code in codes]


# ---- limits and groups ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in words, how grave it is, and whether it has passed."""

    text: str
    tone: theme.Tone
    late: bool


GROUPS: Final[dict[str, str]] = {
    "overdue": QT_TRANSLATE_NOOP("words", "Overdue"),
    "today": QT_TRANSLATE_NOOP("words", "Due today"),
    "tomorrow": QT_TRANSLATE_NOOP("words", "Due tomorrow"),
    "week": QT_TRANSLATE_NOOP("words", "Due this week"),
    "later": QT_TRANSLATE_NOOP("words", "Due later"),
    "none": QT_TRANSLATE_NOOP("words", "Without a limit"),
}


def group(code: str) -> str:
    """The heading of a group of a list."""
    return say(GROUPS, code)


def limit(due: Instant | None, now: Instant, zone: str, *, long: bool = False) -> Limit | None:
    """A limit as a row or (`long`) a chip tells it; None without one."""
    if due is None:
        return None
    today, day = day_of(now, zone), day_of(due, zone)
    time = when.clock(due, zone)
    if due < now and day == today:
        return Limit(translate("words", "Was due at {time}").format(time=time), "red", late=True)
    if due < now:
        return Limit(translate("words", "%n day(s) late", "", _days(day, today)), "red", late=True)
    if day == today:
        text = translate("words", "Due today {time}") if long else translate("words", "Due {time}")
        return Limit(text.format(time=time), "red", late=False)
    if day == next_day(today):
        text = translate("words", "Due tomorrow {time}")
        return Limit(text.format(time=time), "amber", late=False)
    shown = when.short_day(day, today)
    text = translate("words", "Due {day}, {time}") if long else translate("words", "Due {day}")
    return Limit(text.format(day=shown, time=time), "amber" if long else "grey", late=False)


def _days(first: Day, last: Day) -> int:
    return min(999, (date.fromisoformat(last) - date.fromisoformat(first)).days)
