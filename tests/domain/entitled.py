# SPDX-License-Identifier: Apache-2.0
"""Who is entitled to what, said a second time and as plainly as possible, to check the rules against.

Positions stand above others by walking up the units' parents; nothing is shared with the product but the
records.
"""

from collections.abc import Mapping
from typing import Any

from tests.domain.town import Town
from workspace.domain import appointment, draft, letter, task
from workspace.domain.command import Command
from workspace.domain.ids import Id


def heads_over(town: Town, unit: Id) -> set[Id]:
    """The head of a unit and the heads of those above."""
    found: set[Id] = set()
    while unit:
        found |= {p.id for p in town.directory.positions.values() if p.head and p.unit == unit}
        unit = town.directory.units[unit].parent
    return found


def with_role(town: Town, role: str, unit: Id = "") -> set[Id]:
    """Positions with a role, in a unit if one is given."""
    positions = town.directory.positions.values()
    return {p.id for p in positions if role in p.roles and unit in ("", p.unit)}


def instructors(town: Town, to: Id) -> set[Id]:
    """Who may give work to a position; a team lead not to the head of the unit."""
    known = town.directory.positions[to]
    leads = set() if known.head else with_role(town, "lead", known.unit)
    return (heads_over(town, known.unit) | leads) - {to}


def positions(town: Town, command: Command, records: Mapping[Id, Any]) -> set[Id]:
    """The positions for which somebody may give this command."""
    args = command.args
    match args:
        case task.Give(to=to):
            return instructors(town, to)
        case task.PassOn(task=id_, children=children):
            allowed = [instructors(town, child.to) for child in children]
            return {records[id_].holder}.intersection(*allowed)
        case task.Read() | task.AddReport() | task.Complete() | task.Return():
            return {records[args.task].holder}
        case task.Reassign(task=id_, to=to):
            return movers(town, records[id_]) & instructors(town, to)
        case task.Withdraw(task=id_):
            return movers(town, records[id_])
        case letter.Submit():
            return set(town.directory.positions)
        case draft.Draft():
            return set(town.directory.positions)
        case draft.Fill() | draft.Discard() | draft.SubmitDraft() | draft.Restore():
            return {records[args.letter].drafter}
        case letter.Resubmit() | letter.Withdraw():
            return {records[args.letter].drafter}
        case letter.Endorse() | letter.Return():
            found = records[args.letter]
            return {found.route[found.step]} if found.state in ("submitted", "endorsing") else set()
        case letter.WithdrawDecision(decision=decision):
            return {d.position for d in records[args.letter].decisions if d.id == decision}
        case appointment.Appoint(position=position, kind=kind):
            return appointers(town, position, kind)
        case appointment.End(appointment=id_):
            return appointers(town, records[id_].position, records[id_].kind)
    return set()


def movers(town: Town, found: task.Task) -> set[Id]:
    """Who may take a task away: its givers, and the heads above its holder."""
    return set(found.chain) | (heads_over(town, found.unit) - {found.holder})


def appointers(town: Town, position: Id, kind: str) -> set[Id]:
    """The personnel office; for a Plh. also the heads above, while there is such a position."""
    known = town.directory.positions[position]
    plh = kind == "plh" and not known.abolished
    heads = heads_over(town, known.unit) - {position} if plh else set()
    return with_role(town, "personnel") | heads
