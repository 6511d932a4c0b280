# SPDX-License-Identifier: Apache-2.0
"""Perangkat: a laptop an officer registered, with its public key and the head of its presence chain."""

from dataclasses import dataclass, replace

from workspace.domain.command import Actor, Command, Effects, Noun, Seen, Verb, Waiting, Words
from workspace.domain.errors import Refused
from workspace.domain.facts import Facts
from workspace.domain.ids import Id, Key
from workspace.domain.size import stated_error


@dataclass(frozen=True, slots=True)
class Device:
    """`key` is the Ed25519 public key in base64; `seq` and `head`: the last event of its presence chain."""

    id: Id
    officer: Id
    name: str
    key: str
    max_class: int = 1
    state: str = "active"  # active, replaced (its old signatures still count) or revoked
    seq: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """device.register: the server registers a device at sign-in, or changes its class or state."""

    value: Device


@dataclass(frozen=True, slots=True)
class Revoke:
    """device.revoke: an officer signs one of their devices out for good."""

    device: Id


def names(command: Command) -> tuple[Id, ...]:
    """The device to revoke."""
    return (command.args.device,) if isinstance(command.args, Revoke) else ()


def creates(command: Command) -> tuple[Id, ...]:
    """The registered device."""
    return (command.args.value.id,) if isinstance(command.args, Register) else ()


def may(actor: Actor, command: Command, seen: Seen, facts: Facts) -> Refused | None:
    """Officers revoke only their own devices."""
    if isinstance(command.args, Revoke) and seen[command.args.device].officer != actor.officer:
        return Refused("not-authorised", {"verb": command.name})
    return None


def apply(command: Command, seen: Seen, facts: Facts) -> Effects | Refused:
    """A revoked device stays revoked."""
    match command.args:
        case Register(value=value):
            return stated_error(value) or Effects(puts=(value,))
        case Revoke(device=id_):
            if seen[id_].state == "revoked":
                return Refused("already-done")
            return Effects(puts=(replace(seen[id_], state="revoked"),))
    raise TypeError(command.args)


def audience(value: Device) -> frozenset[Key]:
    """Its officer."""
    return frozenset({f"o:{value.officer}"})


def waiting(value: Device) -> tuple[Waiting, ...]:
    """Nobody acts on it."""
    return ()


def words(value: Device) -> Words:
    """Its name; devices are no search hits."""
    return Words(value.name, "", "", state=value.state)


NOUN = Noun(
    "device",
    Device,
    (Verb("device.register", Register, own=True, server=True), Verb("device.revoke", Revoke, own=True)),
    names,
    creates,
    may,
    apply,
    audience,
    waiting,
    words,
)
