# SPDX-License-Identifier: Apache-2.0
"""Tugas/disposisi: somebody owes somebody something, and it always lies on exactly one desk.

States and verbs (the table in docs/states.md is checked against this module by a test):
give → received; opening it → read; a report → in_progress; passing it on → forwarded, with one child per
receiver; complete → done; return makes the giver its holder again; reassign moves it to another holder;
withdraw ends it and, on the server, everything still open below it.
The form is the Lembar Disposisi of Permendagri 1/2023; the limit (Batas Waktu) is ours, set by the urgency.
"""

from dataclasses import dataclass, replace

from workspace.domain.command import Actor, Ask, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant
from workspace.domain.size import attachments_error, codes_error, size, too_long

STATES = ("received", "read", "in_progress", "forwarded", "done", "withdrawn")
SNIPPET = 160  # of a note in a list; the rest is read in the record
OPEN = frozenset(STATES[:4])
TITLE_MAX, TEXT_MAX, RECEIVERS_MAX, CHAIN_MAX = 300, 8000, 50, 12
REPORTS_MAX, FORMER_MAX = 200, 50
REPORTS_FEW = 8  # of the longest stay below REPORTED_MAX, so that nobody need measure them
REPORTED_MAX = 192 * 1024  # bytes of a task with its reports; beyond is room for note, result and reason


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the holder; `id` is the command's, so that a report is never added twice."""

    id: Id
    at: Instant
    by: Id
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """`holder` and `giver` are positions; `chain` lists the givers, first one first; `due` is set once."""

    id: Id
    title: str
    giver: Id
    given_by: Id
    holder: Id
    unit: Id
    state: str
    since: Instant
    due: Instant | None
    urgency: str
    note: str = ""
    instructions: tuple[str, ...] = ()
    cls: int = 0
    attachments: tuple[str, ...] = ()
    chain: tuple[Id, ...] = ()
    parent: Id = ""
    children: tuple[Id, ...] = ()
    former: tuple[Id, ...] = ()
    reports: tuple[Report, ...] = ()
    result: str = ""
    reason: str = ""
    ended_at: Instant | None = None
    ended_by: Id = ""


@dataclass(frozen=True, slots=True)
class Give:
    """task.give: to one position; several receivers are several commands of one deed."""

    task: Id
    to: Id
    title: str
    urgency: str
    note: str = ""
    instructions: tuple[str, ...] = ()
    cls: int = 0
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """task.read: quiet, by the holder."""

    task: Id


@dataclass(frozen=True, slots=True)
class Child:
    """One receiver of a task that is passed on, with the id of the task they get."""

    id: Id
    to: Id


@dataclass(frozen=True, slots=True)
class PassOn:
    """task.pass_on: to one or more positions below."""

    task: Id
    holder: Id
    children: tuple[Child, ...]
    urgency: str
    note: str = ""
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddReport:
    """task.report: how far it is."""

    task: Id
    holder: Id
    text: str


@dataclass(frozen=True, slots=True)
class Complete:
    """task.complete: done, with the result (Penyelesaian Disposisi)."""

    task: Id
    holder: Id
    result: str


@dataclass(frozen=True, slots=True)
class Return:
    """task.return: back to the giver, with a reason."""

    task: Id
    holder: Id
    reason: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """task.reassign: to another position; `holder` is the one the giver saw."""

    task: Id
    holder: Id
    to: Id
    note: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """task.withdraw: the giver no longer wants it."""

    task: Id
    holder: Id
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawBelow:
    """Ask: end every open task among these and below them (R19 of docs/rules.md)."""

    children: tuple[Id, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class EndBelow:
    """task.end_below: the server's answer to the ask, at most 200 tasks."""

    tasks: tuple[Id, ...]
    reason: str


def names(command: Command) -> tuple[Id, ...]:
    """The task the verb is about; receivers are looked up in the directory, not read as records."""
    match command.args:
        case Give():
            return ()
        case EndBelow(tasks=tasks):
            return tasks
        case args:
            return (args.task,)


def creates(command: Command) -> tuple[Id, ...]:
    """The given task, or one child per receiver."""
    match command.args:
        case Give(task=task):
            return (task,)
        case PassOn(children=children):
            return tuple(child.id for child in children)
        case _:
            return ()


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """The holder works on it; the givers above and the heads above the holder move and end it."""
    args, acting = command.args, command.as_
    if isinstance(args, EndBelow):
        return None
    if isinstance(args, Give):
        return _may_instruct(acting, args.to, facts)
    task: Task = seen[args.task]
    if isinstance(args, Reassign | Withdraw):
        above = acting != task.holder and facts.directory.leads(acting, task.unit)
        if acting in task.chain or above:
            return _may_instruct(acting, args.to, facts) if isinstance(args, Reassign) else None
        return Refused("not-authorised", {"verb": command.name})
    if acting != task.holder:
        lost = "no-longer-authorised" if acting in task.former else "not-authorised"
        return Refused(lost, {"verb": command.name})
    if isinstance(args, PassOn):
        refusals = (_may_instruct(acting, child.to, facts) for child in args.children)
        return next((refused for refused in refusals if refused is not None), None)
    return None


def _may_instruct(giver: Id, to: Id, facts: Facts) -> Refused | None:
    """Heads instruct their unit and those below; a team lead instructs the own unit, but not its head."""
    unit = facts.directory.unit_of(to)
    if unit is None:
        return Refused("not-found", {"id": to})
    leads = facts.directory.leads(giver, unit)
    own = facts.directory.unit_of(giver) == unit and not facts.directory.leads(to, unit)
    team = own and facts.directory.has_role(giver, "lead")
    if giver == to or not (leads or team):
        return Refused("not-authorised", {"to": to})
    return None


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """What the verb means for the values it names; see the module's table."""
    args = command.args
    match args:
        case Give():
            return _give(command, args, facts)
        case EndBelow(tasks=ids, reason=reason):
            ended = (seen[i] for i in ids if seen[i].state in OPEN)
            return Effects(puts=tuple(_end(command, task, "withdrawn", reason=reason) for task in ended))
        case _:
            task: Task = seen[args.task]
    if isinstance(args, Read):
        fresh = replace(task, state="read") if task.state == "received" else task
        return Effects(puts=(fresh,))
    if isinstance(args, AddReport) and any(report.id == command.id for report in task.reports):
        return Refused("already-done")
    if isinstance(args, Complete) and task.state == "done":
        same = (task.result, task.ended_by) == (args.result.strip(), command.by)
        return Effects(puts=(task,)) if same else Refused("already-done", {"state": task.state})
    if task.state not in OPEN:
        return Refused("closed", {"state": task.state})
    if args.holder != task.holder:
        return Refused("stale-version", {"field": "holder"})
    return _move(command, task, facts)


def _move(command: Command, task: Task, facts: Facts) -> Effects | Refused:
    """The verbs on an open task whose holder is the one the officer saw."""
    match command.args:
        case PassOn() as args:
            return _pass_on(command, args, task, facts)
        case AddReport(text=text):
            return _text_error("text", text) or _report(command, task, text.strip())
        case Complete(result=result):
            if (bad := _text_error("result", result)) is not None:
                return bad
            return Effects(puts=(_end(command, task, "done", result=result),))
        case Return(reason=reason):
            if (bad := _text_error("reason", reason)) is not None:
                return bad
            if task.state == "forwarded" or task.giver == task.holder:
                return Refused("closed", {"state": task.state})
            unit = facts.directory.unit_of(task.giver) or task.unit
            return Effects(puts=(_hand(command, task, task.giver, unit, reason),))
        case Reassign(to=to, note=note):
            below = facts.directory.unit_of(to)
            if to == task.holder or below is None:
                return Refused("invalid", {"field": "to"})
            if too_long(note, TEXT_MAX):
                return Refused("too-large", {"field": "note"})
            moved = replace(_hand(command, task, to, below, ""), children=(), note=note.strip() or task.note)
            return Effects(puts=(moved,), asks=_below(task, note))
        case Withdraw(reason=reason):
            if (bad := _text_error("reason", reason)) is not None:
                return bad
            return Effects(puts=(_end(command, task, "withdrawn", reason=reason),), asks=_below(task, reason))
    raise TypeError(command.args)


def _report(command: Command, task: Task, text: str) -> Effects | Refused:
    report = Report(command.id, command.at, command.by, text)
    state = task.state if task.state == "forwarded" else "in_progress"
    grown = replace(task, state=state, reports=(*task.reports, report))
    count = len(grown.reports)
    if count > REPORTS_MAX or (count > REPORTS_FEW and size(grown) > REPORTED_MAX):
        return Refused("too-large", {"field": "reports"})
    return Effects(puts=(grown,))


def _give(command: Command, args: Give, facts: Facts) -> Effects | Refused:
    title = args.title.strip()
    unit = facts.directory.unit_of(args.to)
    if not title or too_long(title, TITLE_MAX):
        return Refused("invalid", {"field": "title"})
    if too_long(args.note, TEXT_MAX):
        return Refused("too-large", {"field": "note"})
    bad = codes_error("instructions", args.instructions) or attachments_error(args.attachments)
    if bad := bad or codes_error("urgency", (args.urgency,)):
        return bad
    if unit is None or not 0 <= args.cls <= 3:
        return Refused("invalid", {"field": "to" if unit is None else "cls"})
    due = facts.rules.due(args.urgency, command.at) if facts.rules else None
    task = Task(
        id=args.task,
        title=title,
        giver=command.as_,
        given_by=command.by,
        holder=args.to,
        unit=unit,
        state="received",
        since=command.at,
        due=due,
        urgency=args.urgency,
        note=args.note.strip(),
        instructions=args.instructions,
        cls=args.cls,
        attachments=args.attachments,
        chain=(command.as_,),
    )
    return Effects(puts=(task,))


def _pass_on(command: Command, args: PassOn, task: Task, facts: Facts) -> Effects | Refused:
    ids = tuple(child.id for child in args.children)
    receivers = {child.to for child in args.children}
    once = len(receivers) == len(ids) == len(set(ids))
    if not ids or not once or len(task.children) + len(ids) > RECEIVERS_MAX:
        return Refused("invalid", {"field": "children"})
    if len(task.chain) >= CHAIN_MAX:
        return Refused("too-large", {"field": "chain"})
    children = []
    for child in args.children:
        give = Give(
            child.id,
            child.to,
            task.title,
            args.urgency,
            args.note,
            args.instructions,
            task.cls,
            task.attachments,
        )
        given = _give(command, give, facts)
        if isinstance(given, Refused):
            return given
        chain = (*(p for p in task.chain if p != task.holder), task.holder)
        children.append(replace(given.puts[0], parent=task.id, chain=chain))
    parent = replace(task, state="forwarded", children=(*task.children, *ids))
    return Effects(puts=(parent, *children))


def _hand(command: Command, task: Task, to: Id, unit: Id, reason: str) -> Task:
    former = (*(p for p in task.former if p not in (to, task.holder)), task.holder)[-FORMER_MAX:]
    return replace(
        task, holder=to, unit=unit, state="received", since=command.at, former=former, reason=reason.strip()
    )


def _end(command: Command, task: Task, state: str, *, result: str = "", reason: str = "") -> Task:
    return replace(
        task,
        state=state,
        result=result.strip(),
        reason=reason.strip(),
        ended_at=command.at,
        ended_by=command.by,
    )


def _below(task: Task, reason: str) -> tuple[Ask, ...]:
    return (Ask("withdraw_below", WithdrawBelow(task.children, reason)),) if task.children else ()


def _text_error(field: str, text: str) -> Refused | None:
    if not text.strip():
        return Refused("invalid", {"field": field})
    return Refused("too-large", {"field": field}) if too_long(text, TEXT_MAX) else None


def audience(value: Task) -> frozenset[Key]:
    """The holder, every giver above, and the heads and clerks of the holder's unit."""
    return frozenset({f"p:{value.holder}", f"u:{value.unit}", *(f"p:{giver}" for giver in value.chain)})


def waiting(value: Task) -> tuple[Waiting, ...]:
    """An open task waits for exactly one holder: to act, to follow what was passed on, or to place it."""
    if value.state not in OPEN:
        return ()
    kind = "follow" if value.state == "forwarded" else "returned" if value.holder == value.giver else "task"
    return (Waiting(value.holder, kind, value.since, value.due, value.urgency),)


def words(value: Task) -> Words:
    """Title, note, and everything written on it for the search."""
    written = [value.title, value.note, value.result, value.reason]
    written += [report.text for report in value.reports]
    written += value.attachments
    text = "\n".join(filter(None, written))
    return Words(
        value.title, value.note[:SNIPPET], text, value.cls, value.giver, value.state, len(value.attachments)
    )


NOUN = Noun(
    "task",
    Task,
    (
        Verb("task.give", Give, counter="task.withdraw", hold=True),
        Verb("task.read", Read, quiet=True),
        Verb("task.pass_on", PassOn, counter="task.withdraw", hold=True),
        Verb("task.report", AddReport, hold=True),
        Verb("task.complete", Complete, hold=True),
        Verb("task.return", Return, hold=True),
        Verb("task.reassign", Reassign, counter="task.reassign", hold=True),
        Verb("task.withdraw", Withdraw, hold=True),
        Verb("task.end_below", EndBelow, own=True, server=True),
    ),
    names,
    creates,
    may,
    apply,
    audience,
    waiting,
    words,
)
