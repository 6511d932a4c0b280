# SPDX-License-Identifier: Apache-2.0
"""The one decision, the same on the laptop and on the server.

judge = are the named records seen? → may → apply. It runs at the click (what is refused there is never
queued), in every replay, and on the server with the authority of the moment of arrival.
"""

from workspace.domain import registry
from workspace.domain.command import SYSTEM, Actor, Command, Effects, Noun, Seen
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts


def judge(
    actor: Actor, command: Command, seen: Seen, facts: Facts, noun: Noun | None = None
) -> Effects | Refused:
    """Decide a command. `seen` maps the named records (and created ids already taken) to their values.
    `noun` is the registry's own unless a test of the tests hands in another.
    """
    verb, noun = registry.verb(command.name), noun or registry.noun_of(command.name)
    names, creates = noun.names(command), noun.creates(command)
    for name in names:
        if name not in seen:
            return Refused("not-found", {"id": name})
    for made in creates if command.by != SYSTEM else ():
        if made in seen:
            return Refused("invalid", {"field": "id", "id": made})
    if verb.server != (command.by == SYSTEM):
        return Refused("not-authorised", {"verb": command.name})
    if command.by != SYSTEM and not (verb.own and not command.as_) and actor.holds(command.as_) is None:
        return Refused("not-authorised", {"as": command.as_})
    refused = noun.may(actor, command, seen, facts)
    if refused is not None:
        return refused
    effects = noun.apply(command, seen, facts)
    if isinstance(effects, Effects):
        allowed = {*names, *creates}
        strays = [value.id for value in effects.puts if value.id not in allowed]
        if strays:
            message = f"{command.name} writes {strays}, which it neither names nor creates"
            raise AssertionError(message)
    return effects
