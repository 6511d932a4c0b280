# SPDX-License-Identifier: Apache-2.0
"""Konsep: a letter that is written here, from its first draft to its next version.

draft → draft; filled in, field by field, by the drafter's position alone; discarded → withdrawn, if it was never
submitted; submitted → a version: form, hash of the body and attachments are frozen, their generation is closed and
the next one opened. Returned, it is filled in again (an older version can be put back) and submitted as the next
version. While it is on its way nobody changes the form. Decisions and withdrawing are those of every letter.

The body itself stands in no record: what is submitted names the body by its hash (workspace/paper/body.py), and the
side that holds the body of this generation compares. Decision 14 tells why it is so.
"""

from dataclasses import dataclass, replace
from typing import Any

from workspace.domain import letter
from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.form import (
    FIELDS,
    Form,
    Part,
    composed,
    filled,
    form_error,
    form_hash,
    is_digest,
    named,
    written_hash,
)
from workspace.domain.ids import Id
from workspace.domain.letter import VERSIONS_MAX, VERSIONS_SIZE, Letter, Version, due_of
from workspace.domain.size import size

EDITED = frozenset({"draft", "returned"})


@dataclass(frozen=True, slots=True)
class Draft:
    """letter.draft: a new letter, seen by its drafter alone."""

    letter: Id
    form: Form


@dataclass(frozen=True, slots=True)
class Fill:
    """letter.fill: fields of the form as they shall be, each with the value that was seen."""

    letter: Id
    seen: Part
    new: Part


@dataclass(frozen=True, slots=True)
class Discard:
    """letter.discard: a draft that was never submitted is not wanted any more."""

    letter: Id


@dataclass(frozen=True, slots=True)
class SubmitDraft:
    """letter.submit_draft: a draft, or what was returned, along the route of its form. `body` is the hash of the body
    in this generation, `hash` the `written_hash` of the form that was seen with it.
    """

    letter: Id
    generation: int
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Restore:
    """letter.restore: the form as it was in `version`, in the place of the one with the hash `form`. Its body, the
    laptop writes back as an edit of this generation.
    """

    letter: Id
    generation: int
    version: int
    form: str


VERBS = Draft | Fill | Discard | SubmitDraft | Restore


def names(command: Command) -> tuple[Id, ...]:
    """The letter the verb is about."""
    return () if isinstance(command.args, Draft) else letter.names(command)


def creates(command: Command) -> tuple[Id, ...]:
    """The letter that is drafted or submitted."""
    return (command.args.letter,) if isinstance(command.args, Draft) else letter.creates(command)


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Every position drafts; what was drafted, the drafter's alone changes and submits."""
    args = command.args
    if isinstance(args, Draft):
        return None
    if not isinstance(args, VERBS):
        return letter.may(actor, command, seen, facts)
    allowed = command.as_ == seen[args.letter].drafter
    return None if allowed else Refused("not-authorised", {"verb": command.name})


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """What the verb means for the letter; see the module's text."""
    args = command.args
    if not isinstance(args, VERBS):
        return letter.apply(command, seen, facts)
    result: Letter | Refused
    if isinstance(args, Draft):
        result = _draft(command, args, facts)
    else:
        result = _on_written(command, args, seen[args.letter], facts)
    return result if isinstance(result, Refused) else Effects(puts=(result,))


def again(args: Any, found: Letter) -> Any:
    """The same wish about the letter as it is now, for a command that was refused because it is not as it was."""
    form = found.form or Form("")
    match args:
        case Fill():
            return replace(args, seen=Part(**{name: getattr(form, name) for name in named(args.new)}))
        case SubmitDraft():
            return replace(args, generation=found.generation, hash=written_hash(form, args.body))
        case Restore():
            return replace(args, generation=found.generation, form=form_hash(form))
    return args


def _draft(command: Command, args: Draft, facts: Facts) -> Letter | Refused:
    form = composed(args.form)
    if (bad := form_error(form, FIELDS, command.as_, facts, command.at)) is not None:
        return bad
    blank = Letter(
        id=args.letter,
        title="",
        summary="",
        attachments=(),
        hash="",
        version=0,
        versions=(),
        route=(),
        step=0,
        drafter=command.as_,
        by=command.by,
        unit=facts.directory.unit_of(command.as_) or "",
        state="draft",
        since=command.at,
        due=None,
        urgency="",
        generation=1,
    )
    return _formed(blank, form)


def _on_written(
    command: Command, args: Fill | Discard | SubmitDraft | Restore, found: Letter, facts: Facts
) -> Letter | Refused:
    if found.form is None:
        return Refused("invalid", {"field": "form"})
    match args:
        case Fill():
            return _fill(command, args, found, found.form, facts)
        case Discard():
            return _discard(command, found)
        case SubmitDraft():
            return _submit(command, args, found, found.form, facts)
        case _:
            return _restore(args, found, found.form)


def _fill(command: Command, args: Fill, found: Letter, form: Form, facts: Facts) -> Letter | Refused:
    if found.state not in EDITED:
        return Refused("closed", {"state": found.state})
    new = filled(form, args.seen, args.new)
    if isinstance(new, Refused):
        return new
    changed = [name for name in FIELDS if getattr(new, name) != getattr(form, name)]
    if (bad := form_error(new, changed, found.drafter, facts, command.at)) is not None:
        return bad
    return _grown(found, _formed(found, new))


def _discard(command: Command, found: Letter) -> Letter | Refused:
    if found.state == "withdrawn" and not found.versions:
        return Refused("already-done")
    if found.state != "draft":
        return Refused("closed", {"state": found.state})
    return replace(found, state="withdrawn", ended_at=command.at)


def _submit(command: Command, args: SubmitDraft, found: Letter, form: Form, facts: Facts) -> Letter | Refused:
    if (bad := _open_error(args.generation, found, EDITED)) is not None:
        return bad
    # Of every kind; what else is likely missing, workspace/paper/checks.py tells.
    needed = {"subject": form.subject.strip(), "signer": form.signer, "route": form.route}
    if (empty := next((name for name, said in needed.items() if not said), None)) is not None:
        return Refused("invalid", {"field": empty})
    if (bad := form_error(form, FIELDS, found.drafter, facts, command.at)) is not None:
        return bad
    if not is_digest(args.body):
        return Refused("invalid", {"field": "body"})
    if (facts.body and facts.body(found.id, found.generation)) not in (None, args.body):
        return Refused("hash-mismatch", {"field": "body"})
    if args.hash != written_hash(form, args.body):
        return Refused("hash-mismatch", {"field": "form"})
    if found.version >= VERSIONS_MAX:
        return Refused("too-large", {"field": "versions"})
    current = _mirrored(found, form)
    version = Version(
        found.version + 1, args.hash, current.title, "", current.attachments, command.at, command.by,
        found.generation, form, args.body,
    )  # fmt: skip
    sent = replace(
        current,
        hash=version.hash,
        version=version.no,
        versions=(*found.versions, version),
        step=0,
        state="submitted",
        since=command.at,
        due=due_of(form.urgency, command.at, facts),
        by=command.by,
        unit=facts.directory.unit_of(command.as_) or found.unit,
        generation=found.generation + 1,
    )
    return Refused("too-large", {"field": "versions"}) if size(sent) > VERSIONS_SIZE else sent


def _restore(args: Restore, found: Letter, form: Form) -> Letter | Refused:
    if (bad := _open_error(args.generation, found, frozenset({"returned"}))) is not None:
        return bad
    wanted = next((v.form for v in found.versions if v.no == args.version), None)
    if wanted is None:
        return Refused("invalid", {"field": "version"})
    if wanted != form and args.form != form_hash(form):
        return Refused("stale-version", {"field": "form"})
    return _grown(found, _formed(found, wanted))


def _open_error(generation: int, found: Letter, states: frozenset[str]) -> Refused | None:
    """In this order: is it about this generation of the body, and may that be changed."""
    if generation != found.generation:
        return Refused("stale-version", {"field": "generation"})
    return None if found.state in states else Refused("closed", {"state": found.state})


def _formed(found: Letter, form: Form) -> Letter:
    """The letter with this form. What was submitted goes on as it was: also a return may be taken back."""
    cls = max([form.cls, *(v.form.cls for v in found.versions if v.form)])
    now = replace(found, form=form, cls=cls)
    return now if found.versions else _mirrored(now, form)


def _mirrored(found: Letter, form: Form) -> Letter:
    """The letter as its form says."""
    return replace(
        found,
        title=form.subject,
        attachments=tuple(one.name for one in form.attached),
        route=form.route,
        urgency=form.urgency,
    )


def _grown(found: Letter, now: Letter) -> Letter | Refused:
    """A form may not grow into the room that is kept for decisions."""
    over = size(now) > max(size(found), VERSIONS_SIZE)
    return Refused("too-large", {"field": "form"}) if over else now


NOUN = Noun(
    "letter",
    Letter,
    (
        Verb("letter.submit", letter.Submit, counter="letter.withdraw", hold=True),
        Verb("letter.resubmit", letter.Resubmit, counter="letter.withdraw", hold=True),
        Verb("letter.endorse", letter.Endorse, counter="letter.withdraw_decision", hold=True),
        Verb("letter.return", letter.Return, counter="letter.withdraw_decision", hold=True),
        Verb("letter.withdraw_decision", letter.WithdrawDecision),
        Verb("letter.withdraw", letter.Withdraw),
        Verb("letter.draft", Draft, counter="letter.discard"),
        Verb("letter.fill", Fill, counter="letter.fill"),
        Verb("letter.discard", Discard, hold=True),
        Verb("letter.submit_draft", SubmitDraft, counter="letter.withdraw", hold=True),
        Verb("letter.restore", Restore, counter="letter.fill"),
    ),
    names,
    creates,
    may,
    apply,
    letter.audience,
    letter.waiting,
    letter.words,
)
