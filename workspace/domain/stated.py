# SPDX-License-Identifier: Apache-2.0
"""Nouns without a workflow: the server states what the value is (directory import, profile, calendar).

Their one verb, `<type>.record`, puts the whole value, whether or not the record exists. It goes through the
same gate as every command, so that a restored server and its devices meet again here too.
"""

from collections.abc import Callable
from typing import Any

from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.size import stated_error


def _names(command: Command) -> tuple[Id, ...]:
    return ()


def _creates(command: Command) -> tuple[Id, ...]:
    return (command.args.value.id,)


def _may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    return None  # only the server gives this verb, which judge has checked


def _apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    return stated_error(command.args.value) or Effects(puts=(command.args.value,))


def _waiting(value: Any) -> tuple[Waiting, ...]:
    return ()


def public(value: Any) -> frozenset[Key]:
    """Everybody in the agency may see it."""
    return frozenset({"pub"})


def noun(
    kind: str,
    value: type,
    args: type,
    *,
    words: Callable[[Any], Words],
    audience: Callable[[Any], frozenset[Key]] = public,
) -> Noun:
    """A noun of this sort. `args` is a dataclass with the one field `value`."""
    verbs = (Verb(f"{kind}.record", args, own=True, server=True),)
    return Noun(kind, value, verbs, _names, _creates, _may, _apply, audience, _waiting, words)
