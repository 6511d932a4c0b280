# SPDX-License-Identifier: Apache-2.0
"""Values and commands to JSON and back.

Every object is written with sorted keys and no spaces; with our ASCII keys and whole numbers that is the JSON
Canonicalization Scheme (RFC 8785), so the same bytes can be hashed and signed on both sides.
A stored value keeps the bytes that came; unknown fields of a newer release survive in them (R28).
A command with an unknown field is refused: the officer must never promise what the server did not read.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import msgspec

from workspace.domain import registry
from workspace.domain.command import Command
from workspace.domain.errors import Refused
from workspace.domain.ids import Id, is_id
from workspace.domain.moment import Instant, to_ms
from workspace.wire import protocol

_canonical = msgspec.json.Encoder(order="sorted")
_plain = msgspec.json.Decoder()


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"as_": "as"}):
    """A command as it travels; `sig` is Ed25519 over the canonical JSON of the rest, base64 without padding."""

    id: Id
    dev: Id
    n: int
    name: str
    v: int
    at: Instant
    zone: str
    as_: Id
    after: tuple[Id, ...]
    args: msgspec.Raw
    sig: str = ""


_envelope = msgspec.json.Decoder(Envelope)


class UnreadableError(Exception):
    """The bytes are no envelope at all: there is no command id to answer to."""


@cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value, a command's arguments or plain data."""
    return _canonical.encode(value)


def sha256(raw: bytes) -> str:
    """The hex digest under which a sealed command is remembered."""
    return hashlib.sha256(raw).hexdigest()


def encode_value(value: Any) -> bytes:
    """A record's body."""
    return _canonical.encode(value)


def decode_value(kind: str, body: bytes | memoryview) -> Any:
    """The value of a record of that noun. Raises KeyError for an unknown noun, msgspec.ValidationError else."""
    return _decoder(registry.NOUNS[kind].value).decode(body)


def encode_command(command: Command, sig: str = "") -> bytes:
    """The canonical bytes of a command: without `sig` what is signed, with it what is sealed and sent."""
    shape: dict[str, Any] = {
        "id": command.id,
        "dev": command.dev,
        "n": command.n,
        "name": command.name,
        "v": command.v,
        "at": command.at,
        "zone": command.zone,
        "as": command.as_,
        "after": command.after,
        "args": command.args,
    }
    if sig:
        shape["sig"] = sig
    return _canonical.encode(shape)


def sealed(raw: bytes, sig: str) -> bytes:
    """The canonical bytes of a command without signature, with it: `sig` stands between `name` and `v`.

    Only `zone` comes after `v`, and in its text a quote would follow a backslash.
    """
    before, v, after = raw.rpartition(b',"v":')
    return b'%b,"sig":"%b"%b%b' % (before, sig.encode(), v, after)


def decode_envelope(raw: bytes) -> Envelope:
    """The envelope of a command that travelled. Raises UnreadableError when there is none, or when what is in it
    has no canonical form that a signature could cover.
    """
    try:
        envelope = _envelope.decode(raw)
        args = _plain.decode(envelope.args)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(str(error)) from None
    levels = protocol.COMMAND_DEPTH - 1
    if raw.count(b"{") + raw.count(b"[") > levels and _deeper(args, levels):  # brackets in texts count too
        raise UnreadableError("too deep")
    return envelope


def _deeper(data: Any, left: int) -> bool:
    """Whether decoded JSON has more levels of objects and lists than that."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else None
    return inside is not None and (left == 0 or any(_deeper(item, left - 1) for item in inside))


def signed_part(raw: bytes) -> bytes:
    """The canonical bytes a command's signature covers."""
    shape = _plain.decode(raw)
    shape.pop("sig", None)
    return _canonical.encode(shape)


def open_command(envelope: Envelope, by: Id) -> Command | Refused:
    """The typed command of an envelope, given by officer `by`; refused if this release does not know it."""
    verb = registry.VERBS.get(envelope.name)
    if verb is None or envelope.v != verb.v:
        return Refused("unknown-command", {"verb": envelope.name[:64]})
    try:
        args = _decoder(verb.args).decode(envelope.args)
        to_ms(envelope.at)
    except (msgspec.DecodeError, ValueError) as error:
        return Refused("invalid", {"field": _where(str(error))})
    if not _whole(args, envelope.args):
        return Refused("invalid", {"field": "args"})
    if not all(map(is_id, (envelope.id, envelope.dev, *envelope.after))):
        return Refused("invalid", {"field": "id"})
    command = Command(
        id=envelope.id,
        dev=envelope.dev,
        n=envelope.n,
        name=envelope.name,
        v=envelope.v,
        at=envelope.at,
        zone=envelope.zone,
        as_=envelope.as_,
        after=envelope.after,
        args=args,
        by=by,
    )
    noun = registry.noun_of(command.name)
    if not all(map(is_id, (*noun.names(command), *noun.creates(command)))):
        return Refused("invalid", {"field": "id"})
    return command


def decode_command(raw: bytes, by: Id) -> Command:
    """A command of our own outbox, journal or tray: it was written here, so it must be readable."""
    command = open_command(decode_envelope(raw), by)
    if isinstance(command, Refused):
        message = f"own command unreadable: {command.code} {command.params}"
        raise ValueError(message)  # noqa: TRY004 - the bytes are at fault, not a type
    return command


def _where(error: str) -> str:
    """The path msgspec names at the end of its sentence, or the whole argument."""
    return error.rpartition("`$.")[2].rstrip("`") if "`$." in error else "args"


def _whole(args: Any, raw: msgspec.Raw) -> bool:
    """Whether nothing was lost in reading: written again they are the same, or no key at any depth is unknown."""
    return _canonical.encode(args) == bytes(raw) or not _stray(_plain.decode(raw), _shape(args.__class__))


@cache
def _shape(kind: Any) -> msgspec.inspect.Type:
    return msgspec.inspect.type_info(kind)


def _stray(data: Any, shape: msgspec.inspect.Type) -> bool:
    match shape, data:
        case msgspec.inspect.DataclassType(fields=known), dict():
            types = {field.encode_name: field.type for field in known}
            return any(key not in types or _stray(item, types[key]) for key, item in data.items())
        case msgspec.inspect.VarTupleType(item_type=inner), list():
            return any(_stray(item, inner) for item in data)
        case msgspec.inspect.UnionType(types=options), dict() | list():
            return any(_stray(data, option) for option in options)  # at most one of them is an object
    return False
