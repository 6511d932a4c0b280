# SPDX-License-Identifier: Apache-2.0
"""Naskah dinas on its way to approval: whoever endorses, endorses exactly the content they saw.

States and verbs (the table in docs/states.md is checked against this module by a test):
submit → submitted; endorsed by one → endorsing; by all of the route in its order → ready; returned by the one
whose turn it is → returned; resubmitted by the drafter → submitted again, as a new version that starts at the
first of the route; withdrawn by the drafter before anybody decided on this version.
The last decision can be taken back, with a reason, until the next one is made; so often a letter, then it stands.

A decision names version and hash. Endorsing an older version has no effect (`superseded`), whatever its
content; versions are kept as they were and never change.

A plain letter is submitted with title and summary; a written one has form and body, and draft.py says how it comes
to its versions. There too the noun is announced, with the verbs of both.
"""

from dataclasses import dataclass, replace

from workspace.domain.canonical import canonical, nfc, sha256
from workspace.domain.command import Actor, Command, Effects, Seen, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.form import ROUTE_MAX, Form, texts, written_hash
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant
from workspace.domain.size import attachments_error, codes_error, size, too_long

STATES = ("draft", "submitted", "endorsing", "returned", "ready", "withdrawn")
OPEN, APPROVING = frozenset(STATES[1:4]), frozenset(STATES[1:3])
TITLE_MAX, SUMMARY_MAX, NOTE_MAX = 300, 8000, 2000
VERSIONS_MAX, TAKEN_BACK_MAX = 50, 10
VERSIONS_SIZE = 112 * 1024  # bytes of a letter that comes again; beyond is room for the decisions on it


@dataclass(frozen=True, slots=True)
class Version:
    """A submitted content, kept as it was; `hash` is `hash_of` it. That of a written letter has the form, the hash of
    the body and the generation of bodies that it closed; then the three parts repeat what the form says.
    """

    no: int
    hash: str
    title: str
    summary: str
    attachments: tuple[str, ...]
    at: Instant
    by: Id
    generation: int = 0
    form: Form | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """`id` is the command's; `kind` is "endorse" or "return"; one that was taken back stays as a trace."""

    id: Id
    version: int
    position: Id
    by: Id
    kind: str
    at: Instant
    note: str = ""
    withdrawn_at: Instant | None = None
    withdrawn_by: Id = ""
    withdrawn_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Letter:
    """`title`, `summary`, `attachments` (names), `hash` and `version` are those of the last of `versions`.

    `route` lists the positions that must endorse, in order; `step` is the index of the one whose turn it is
    and len(route) once all have. `drafter` is a position, `by` its officer, `unit` its unit. `since` is when
    it came to the desk it lies on, `due` the limit of the whole version.

    A written letter has a `form`, which is filled in while it is a draft or was returned, and the number of the
    `generation` in which its body is written; a plain one has neither. While there is no version, title,
    attachments, route and urgency are those of the form. `cls` is the highest of form and versions.
    """

    id: Id
    title: str
    summary: str
    attachments: tuple[str, ...]
    hash: str
    version: int
    versions: tuple[Version, ...]
    route: tuple[Id, ...]
    step: int
    drafter: Id
    by: Id
    unit: Id
    state: str
    since: Instant
    due: Instant | None
    urgency: str
    decisions: tuple[Decision, ...] = ()
    cls: int = 0
    reason: str = ""
    ended_at: Instant | None = None
    form: Form | None = None
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Submit:
    """letter.submit: a new letter to the positions of `route`; `hash` as the drafter computed it."""

    letter: Id
    title: str
    summary: str
    hash: str
    route: tuple[Id, ...]
    urgency: str
    attachments: tuple[str, ...] = ()
    cls: int = 0


@dataclass(frozen=True, slots=True)
class Resubmit:
    """letter.resubmit: the next version after the returned `version`."""

    letter: Id
    version: int
    title: str
    summary: str
    hash: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Endorse:
    """letter.endorse: paraf on the content with this version and hash."""

    letter: Id
    version: int
    hash: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """letter.return: back to the drafter, with a reason."""

    letter: Id
    version: int
    hash: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawDecision:
    """letter.withdraw_decision: take back a decision; `decision` is the id of its command."""

    letter: Id
    version: int
    decision: Id
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """letter.withdraw: the drafter takes the letter back."""

    letter: Id
    version: int
    reason: str


def content_hash(title: str, summary: str, attachments: tuple[str, ...]) -> str:
    """What a decision is bound to: SHA-256, in hex, of the canonical JSON (RFC 8785: sorted keys, no spaces,
    UTF-8) of {"attachments": [names], "summary": …, "title": …}, every text in NFC.
    """
    names = [nfc(name) for name in attachments]
    return sha256(canonical({"attachments": names, "summary": nfc(summary), "title": nfc(title)}))


def hash_of(version: Version) -> str:
    """What the hash of a version must be."""
    if version.form is not None:
        return written_hash(version.form, version.body)
    return content_hash(version.title, version.summary, version.attachments)


def names(command: Command) -> tuple[Id, ...]:
    """The letter the verb is about; positions are looked up in the directory."""
    return () if isinstance(command.args, Submit) else (command.args.letter,)


def creates(command: Command) -> tuple[Id, ...]:
    """The submitted letter."""
    return (command.args.letter,) if isinstance(command.args, Submit) else ()


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Every position submits; the drafter's resubmits and withdraws; those of the route decide."""
    args, acting = command.args, command.as_
    if isinstance(args, Submit):
        return None
    if isinstance(args, Resubmit | Withdraw):
        allowed = acting == seen[args.letter].drafter
    else:
        allowed = acting in seen[args.letter].route
    return None if allowed else Refused("not-authorised", {"verb": command.name})


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """What the verb means for the letter; see the module's table."""
    match command.args:
        case Submit() as args:
            result = _submit(command, args, facts)
        case Resubmit() as args:
            result = _resubmit(command, args, seen[args.letter], facts)
        case Endorse(note=note) as args:
            result = _decide(command, args, seen[args.letter], "endorse", note)
        case Return(reason=reason) as args:
            result = _reason_error(reason) or _decide(command, args, seen[args.letter], "return", reason)
        case WithdrawDecision() as args:
            result = _reason_error(args.reason) or _withdraw_decision(command, args, seen[args.letter])
        case Withdraw() as args:
            result = _reason_error(args.reason) or _withdraw(command, args, seen[args.letter])
        case _:
            raise TypeError(command.args)
    return result if isinstance(result, Refused) else Effects(puts=(result,))


def _submit(command: Command, args: Submit, facts: Facts) -> Letter | Refused:
    if (bad := _content_error(args)) is not None:
        return bad
    people = {*args.route, command.as_}  # nobody twice, and not the drafter
    if not 0 < len(args.route) <= ROUTE_MAX or len(people) != len(args.route) + 1:
        return Refused("invalid", {"field": "route"})
    for position in args.route:
        if facts.directory.unit_of(position) is None:
            return Refused("not-found", {"id": position})
    if not 0 <= args.cls <= 3:
        return Refused("invalid", {"field": "cls"})
    if (bad := codes_error("urgency", (args.urgency,))) is not None:
        return bad
    version = _version(command, args, 1)
    return Letter(
        id=args.letter,
        title=version.title,
        summary=version.summary,
        attachments=version.attachments,
        hash=version.hash,
        version=1,
        versions=(version,),
        route=args.route,
        step=0,
        drafter=command.as_,
        by=command.by,
        unit=facts.directory.unit_of(command.as_) or "",
        state="submitted",
        since=command.at,
        due=due_of(args.urgency, command.at, facts),
        urgency=args.urgency,
        cls=args.cls,
    )


def _resubmit(command: Command, args: Resubmit, letter: Letter, facts: Facts) -> Letter | Refused:
    if args.version != letter.version:
        return Refused("stale-version", {"field": "version"})
    if letter.form is not None:
        return Refused("invalid", {"field": "form"})
    if letter.state != "returned":
        return Refused("closed", {"state": letter.state})
    if (bad := _content_error(args)) is not None:
        return bad
    if letter.version >= VERSIONS_MAX:
        return Refused("too-large", {"field": "versions"})
    version = _version(command, args, letter.version + 1)
    again = replace(
        letter,
        title=version.title,
        summary=version.summary,
        attachments=version.attachments,
        hash=version.hash,
        version=version.no,
        versions=(*letter.versions, version),
        step=0,
        state="submitted",
        since=command.at,
        due=due_of(letter.urgency, command.at, facts),
        by=command.by,
    )
    return Refused("too-large", {"field": "versions"}) if size(again) > VERSIONS_SIZE else again


def _decide(
    command: Command, args: Endorse | Return, letter: Letter, kind: str, note: str
) -> Letter | Refused:
    """In this order: is it about this content, was it decided already, is it open, is it their turn."""
    if args.version < letter.version:
        return Refused("superseded", {"version": str(letter.version)})
    if args.version > letter.version:
        return Refused("stale-version", {"field": "version"})
    if args.hash != letter.hash:
        return Refused("hash-mismatch", {"version": str(letter.version)})
    if too_long(note, NOTE_MAX):
        return Refused("too-large", {"field": "note"})
    note = note.strip()
    if any(d.id == command.id and not d.stands for d in letter.decisions):
        return Refused("already-done", {"kind": "withdrawn"})
    for d in _standing(letter):
        if d.position == command.as_:
            if (d.by, d.kind, d.note) == (command.by, kind, note):
                return letter
            return Refused("already-done", {"kind": d.kind, "position": d.position, "at": d.at})
    if letter.state not in APPROVING:
        return Refused("closed", {"state": letter.state})
    if letter.route[letter.step] != command.as_:
        return Refused("not-authorised", {"verb": command.name, "step": str(letter.step)})
    decision = Decision(command.id, letter.version, command.as_, command.by, kind, command.at, note)
    return _placed(command, replace(letter, decisions=(*letter.decisions, decision)))


def _withdraw_decision(command: Command, args: WithdrawDecision, letter: Letter) -> Letter | Refused:
    made = next((d for d in letter.decisions if d.id == args.decision), None)
    if made is None:
        return Refused("not-found", {"id": args.decision})
    if made.position != command.as_:
        return Refused("not-authorised", {"verb": command.name})
    if not made.stands:
        return Refused("already-done")
    if made.version != letter.version or args.version != letter.version:
        return Refused("superseded", {"version": str(letter.version)})
    if letter.state == "withdrawn":
        return Refused("closed", {"state": letter.state})
    if made != _standing(letter)[-1]:
        return Refused("closed", {"state": letter.state, "step": str(letter.step)})
    if sum(not d.stands for d in letter.decisions) >= TAKEN_BACK_MAX:
        return Refused("too-large", {"field": "decisions"})
    undone = replace(
        made,
        withdrawn_at=command.at,
        withdrawn_by=command.by,
        withdrawn_reason=args.reason.strip(),
    )
    decisions = tuple(undone if d.id == made.id else d for d in letter.decisions)
    return _placed(command, replace(letter, decisions=decisions))


def _withdraw(command: Command, args: Withdraw, letter: Letter) -> Letter | Refused:
    if letter.state == "withdrawn":
        return Refused("already-done")
    if args.version != letter.version:
        return Refused("stale-version", {"field": "version"})
    if letter.state not in ("submitted", "returned"):
        return Refused("closed", {"state": letter.state})
    return replace(letter, state="withdrawn", reason=args.reason.strip(), ended_at=command.at)


def _standing(letter: Letter) -> list[Decision]:
    """The decisions on the current version that were not taken back, in order."""
    return [d for d in letter.decisions if d.version == letter.version and d.stands]


def _placed(command: Command, letter: Letter) -> Letter:
    """State and step as the standing decisions make them: the one place where both are derived."""
    kinds = [d.kind for d in _standing(letter)]
    step = kinds.count("endorse")
    if "return" in kinds:
        state = "returned"
    elif step == len(letter.route):
        state = "ready"
    else:
        state = "endorsing" if step else "submitted"
    return replace(letter, state=state, step=step, since=command.at)


def _version(command: Command, args: Submit | Resubmit, no: int) -> Version:
    title, summary = nfc(args.title), nfc(args.summary)
    attachments = tuple(nfc(name) for name in args.attachments)
    return Version(no, args.hash, title, summary, attachments, command.at, command.by)


def due_of(urgency: str, at: Instant, facts: Facts) -> Instant | None:
    """The limit of a version submitted at `at`."""
    return facts.rules.due(urgency, at) if facts.rules else None


def _content_error(args: Submit | Resubmit) -> Refused | None:
    if not args.title.strip() or too_long(args.title, TITLE_MAX):
        return Refused("invalid", {"field": "title"})
    if too_long(args.summary, SUMMARY_MAX):
        return Refused("too-large", {"field": "summary"})
    if (bad := attachments_error(args.attachments)) is not None:
        return bad
    if args.hash != content_hash(args.title, args.summary, args.attachments):
        return Refused("hash-mismatch", {"field": "hash"})
    return None


def _reason_error(reason: str) -> Refused | None:
    if not reason.strip():
        return Refused("invalid", {"field": "reason"})
    return Refused("too-large", {"field": "reason"}) if too_long(reason, NOTE_MAX) else None


def audience(value: Letter) -> frozenset[Key]:
    """A draft that was never submitted is its drafter's alone, also once it is discarded: whoever wrote in it offline
    finds their words there. Any other: the drafter, everybody on the route, and heads and clerks of the drafter's unit.
    """
    if not value.versions:
        return frozenset({f"p:{value.drafter}"})
    positions = (value.drafter, *value.route)
    return frozenset({f"u:{value.unit}", *(f"p:{position}" for position in positions)})


def waiting(value: Letter) -> tuple[Waiting, ...]:
    """One of the route must approve, or the drafter must revise; a draft, what is ready and what is withdrawn wait for
    nobody here.
    """
    if value.state not in OPEN:
        return ()
    if value.state == "returned":
        return (Waiting(value.drafter, "revise", value.since, value.due, value.urgency),)
    return (Waiting(value.route[value.step], "approve", value.since, value.due, value.urgency),)


def words(value: Letter) -> Words:
    """Title, summary or receivers, and everything written in form and notes for the search."""
    notes = [text for d in value.decisions for text in (d.note, d.withdrawn_reason)]
    written = [value.title, value.summary, *value.attachments, *notes, value.reason]
    if value.form is not None:
        written += texts(value.form)
    text = "\n".join(dict.fromkeys(filter(None, written)))
    snippet = value.summary or ", ".join(value.form.to if value.form else ())
    return Words(value.title, snippet, text, value.cls, value.drafter, value.state, len(value.attachments))
