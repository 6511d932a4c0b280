# SPDX-License-Identifier: Apache-2.0
"""Presensi: an officer's own record of coming and going, each event linked to the one before on its device.

An event depends on nothing, so nothing makes it stale and the clock never refuses it: what does not fit is
kept and flagged. The server cannot see a laptop's clock; it trusts the time since the last contact, counted
by the machine since it was started (`boottime_ms`, which runs on in sleep), if the contact bears the mark it
gave this very device (`anchor`), and says how far it trusts:

recorded  only this device has it yet
verified  the time follows from a time the server told this device in the same start of the machine
declared  no such proof (never in contact, restarted since, no mark), or the chain was rejoined: the officer's word
review    the chain has a gap or a fork, the proof contradicts itself, or the declared time is impossible

Day and lateness are reckoned in the office's zone; the zone a laptop names is only kept.
Presence is never undone, only corrected.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workspace.domain.canonical import canonical, sha256
from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.device import Device
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Day, Instant, day_of, is_instant, plus, to_ms
from workspace.domain.size import too_long

KINDS = frozenset({"in", "out"})
SCHEMES = frozenset({"office", "home", "elsewhere", "travel"})
FLAGS = ("gap", "fork", "rejoined", "wrong-hash", "bad-evidence", "clock-skew")
REVIEW = frozenset({"gap", "fork", "wrong-hash", "bad-evidence"})
REJOINS = frozenset({"", "restored"})  # why a chain may go on from an older event (R25)
TOLERANCE_MS = 120_000  # what a clock may differ before it is worth a word
NOTE_MAX, CODE_MAX, SEQ_MAX = 500, 128, 10**9
BOOTTIME_MAX = 100 * 366 * 86_400_000  # nothing runs for a century
FIRST, LAST = "1970-01-01T00:00:00.000Z", "2999-12-31T00:00:00.000Z"  # what a clock can show


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the machine knew of time. `boot_id` names one start of it; `last_server_*` is the last contact
    and `anchor` the server's mark on its time.
    """

    boot_id: str = ""
    boottime_ms: int = 0
    last_server_time: Instant | None = None
    last_server_boot_id: str = ""
    last_server_boottime_ms: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """One event. `at` is the command's time, `device_time` what the clock showed, `trusted_time` what follows
    from the evidence; without it the true time lies in [earliest, latest]. `zone` is what the device stated;
    `day` is the office's (the device's only where no profile is known). `late_minutes`: late (`in`) or early
    (`out`), None on a day off or where it is unknown.
    """

    id: Id
    officer: Id
    device: Id
    seq: int
    kind: str
    scheme: str
    note: str
    unit: Id
    at: Instant
    device_time: Instant
    zone: str
    day: Day
    prev: str
    hash: str
    evidence: Evidence
    grade: str
    flags: tuple[str, ...] = ()
    rejoin: str = ""
    trusted_time: Instant | None = None
    earliest: Instant | None = None
    latest: Instant | None = None
    received: Instant | None = None
    late_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """presence.record. `seq`, `prev`, `hash` and `device_time` are filled in by `fill`.

    `unit` is the unit whose head is to see it; `rejoin`, one of REJOINS, says why a chain goes on from an older
    event than the server knows (a restored laptop, R25).
    """

    event: Id
    device: Id
    kind: str
    scheme: str
    zone: str
    evidence: Evidence
    unit: Id = ""
    note: str = ""
    rejoin: str = ""
    device_time: Instant = ""
    seq: int = 0
    prev: str = ""
    hash: str = ""


def event_hash(args: Record) -> str:
    """The link of the chain: SHA-256, in hex, of the previous link's hex and the canonical JSON (RFC 8785)
    of everything else in the event but the hash itself.
    """
    proof = args.evidence
    content = {
        "event": args.event,
        "device": args.device,
        "seq": args.seq,
        "kind": args.kind,
        "scheme": args.scheme,
        "zone": args.zone,
        "unit": args.unit,
        "note": args.note,
        "rejoin": args.rejoin,
        "device_time": args.device_time,
        "boot_id": proof.boot_id,
        "boottime_ms": proof.boottime_ms,
        "last_server_time": proof.last_server_time,
        "last_server_boot_id": proof.last_server_boot_id,
        "last_server_boottime_ms": proof.last_server_boottime_ms,
        **({"anchor": proof.anchor} if proof.anchor else {}),  # links from before there were anchors stay
    }
    return sha256(args.prev.encode(), canonical(content))


def fill(args: Record, seen: Seen, at: Instant) -> Record:
    """The event linked to the head of its device's chain, at the time the device shows."""
    device = seen.get(args.device)
    seq, head = (device.seq, device.head) if device is not None else (0, "")
    linked = replace(args, seq=seq + 1, prev=head, device_time=at)
    return replace(linked, hash=event_hash(linked))


def names(command: Command) -> tuple[Id, ...]:
    """The device, whose chain it continues."""
    return (command.args.device,)


def creates(command: Command) -> tuple[Id, ...]:
    """The event."""
    return (command.args.event,)


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Officers record only themselves, and only with a device of their own."""
    if seen[command.args.device].officer != actor.officer:
        return Refused("not-authorised", {"verb": command.name})
    return None


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """The event as this side can judge it, and the device with its new head. Only nonsense is refused."""
    args: Record = command.args
    if (bad := _shape_error(command, args)) is not None:
        return bad
    device: Device = seen[args.device]
    trusted = _trusted(args.evidence)
    flags = [] if facts.received is None else _chain_flags(args, device)
    if _contradicts(args.evidence, trusted, facts.received):
        trusted = None
        flags.append("bad-evidence")
    told = _told(args.evidence, facts)
    trusted = trusted if told else None
    when = trusted or command.at
    if abs(to_ms(args.device_time) - to_ms(when)) > TOLERANCE_MS:
        flags.append("clock-skew")
    event = Presence(
        id=args.event,
        officer=command.by,
        device=args.device,
        seq=args.seq,
        kind=args.kind,
        scheme=args.scheme,
        note=args.note,
        unit=_unit(command, args, facts),
        at=command.at,
        device_time=args.device_time,
        zone=args.zone,
        day=facts.rules.day(when) if facts.rules else day_of(when, args.zone),
        prev=args.prev,
        hash=args.hash,
        evidence=args.evidence,
        grade=_grade(flags, trusted, facts.received),
        flags=tuple(flags),
        rejoin=args.rejoin,
        trusted_time=trusted,
        earliest=trusted or (args.evidence.last_server_time if told else None),
        latest=trusted or facts.received,
        received=facts.received,
        late_minutes=facts.rules.late_minutes(args.kind, when) if facts.rules else None,
    )
    return Effects(puts=(event, replace(device, seq=args.seq, head=args.hash)))


def time_of(value: Presence) -> Instant:
    """The time that counts: the trusted one, else the declared one."""
    return value.trusted_time or value.at


def clock_difference(value: Presence) -> int:
    """How many milliseconds the device's clock was ahead (negative: behind) of the time that counts."""
    return to_ms(value.device_time) - to_ms(time_of(value))


def _trusted(proof: Evidence) -> Instant | None:
    """last_server_time + what passed since, if the machine was not restarted in between."""
    if proof.last_server_time is None or not proof.boot_id or proof.boot_id != proof.last_server_boot_id:
        return None
    return plus(proof.last_server_time, milliseconds=proof.boottime_ms - proof.last_server_boottime_ms)


def _told(proof: Evidence, facts: Facts) -> bool:
    """Whether the server told this device the last server time; the laptop itself has no doubt."""
    if facts.received is None or proof.last_server_time is None:
        return facts.received is None
    return facts.told is not None and facts.told(proof.last_server_time, proof.anchor)


def _contradicts(proof: Evidence, trusted: Instant | None, received: Instant | None) -> bool:
    """Time ran backwards in one start of the machine, or the event is younger than its arrival."""
    if trusted is not None and proof.boottime_ms < proof.last_server_boottime_ms:
        return True
    latest = trusted or proof.last_server_time
    return received is not None and latest is not None and to_ms(latest) > to_ms(received) + TOLERANCE_MS


def _chain_flags(args: Record, device: Device) -> list[str]:
    """Does it continue the chain the server knows? A lost laptop must not erase attendance: kept, flagged."""
    flags = []
    if (args.seq, args.prev) != (device.seq + 1, device.head):
        if args.seq > device.seq + 1:
            flags.append("gap")  # a restored laptop goes on from before, never from beyond
        else:
            flags.append("rejoined" if args.rejoin else "fork")
    if args.hash != event_hash(args):
        flags.append("wrong-hash")
    return flags


def _grade(flags: list[str], trusted: Instant | None, received: Instant | None) -> str:
    """A clock that is wrong is no fault while the time is proved without it."""
    if received is None:
        return "recorded"
    if REVIEW.intersection(flags):
        return "review"
    if trusted is not None and "rejoined" not in flags:
        return "verified"
    return "review" if "clock-skew" in flags else "declared"


def _unit(command: Command, args: Record, facts: Facts) -> Id:
    """The stated unit if the officer held a position in it at that time, else that of their first position.

    The time is the claimed one, since this decides who may read it, not who may do it: a transfer
    between check-in and arrival must not send the event to the new head, nor refuse it.
    """
    units = [h.unit for h in facts.directory.holdings(command.by, command.at)]
    return args.unit if args.unit in units else next(iter(units), "")


def _shape_error(command: Command, args: Record) -> Refused | None:
    """The first field that no honest device could have written."""
    proof = args.evidence
    numbers = (proof.boottime_ms, proof.last_server_boottime_ms)
    codes = (proof.boot_id, proof.last_server_boot_id, proof.anchor, args.prev, args.hash)
    checks = {
        "device": args.device == command.dev,
        "kind": args.kind in KINDS,
        "scheme": args.scheme in SCHEMES,
        "at": _is_time(command.at),
        "zone": _is_zone(args.zone),
        "note": not too_long(args.note, NOTE_MAX),
        "rejoin": args.rejoin in REJOINS,
        "device_time": _is_time(args.device_time),
        "seq": 1 <= args.seq <= SEQ_MAX,
        "hash": all(len(code) <= CODE_MAX for code in codes),
        "evidence": all(0 <= number <= BOOTTIME_MAX for number in numbers)
        and (proof.last_server_time is None or _is_time(proof.last_server_time)),
    }
    wrong = next((field for field, right in checks.items() if not right), None)
    return None if wrong is None else Refused("invalid", {"field": wrong})


def _is_time(text: str) -> bool:
    return is_instant(text) and FIRST <= text <= LAST


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def audience(value: Presence) -> frozenset[Key]:
    """The officer, and the heads and clerks of their unit."""
    return frozenset({f"o:{value.officer}", *([f"u:{value.unit}"] if value.unit else [])})


def waiting(value: Presence) -> tuple[Waiting, ...]:
    """Nobody acts on it."""
    return ()


def words(value: Presence) -> Words:
    """Who and which way; presence is no search hit."""
    return Words("", "", "", sender=value.officer, state=value.kind)


NOUN = Noun(
    "presence",
    Presence,
    (Verb("presence.record", Record, own=True, fill=fill),),
    names,
    creates,
    may,
    apply,
    audience,
    waiting,
    words,
    reads=("device",),
)
