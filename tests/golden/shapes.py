# SPDX-License-Identifier: Apache-2.0
"""What the golden files say: the fields of every stored or sent shape, and one filled-in example of each."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from tests.golden.samples import COMMANDS, MESSAGES, VALUES
from workspace.domain import registry
from workspace.domain.errors import CODES
from workspace.wire import codec, protocol
from workspace.wire.problems import KINDS

FOLDER = Path(__file__).parent
PLAIN = {
    "StrType": "text", "IntType": "int", "BoolType": "bool", "NoneType": "null", "RawType": "raw",
    "BytesType": "base64",
}  # fmt: skip
LIMITS = (
    "PROTO", "PROTO_MIN", "SCHEMA", "CLIENT_VERSION", "MIN_CLIENT", "BATCH_COMMANDS", "BATCH_BYTES", "PAGE_LIMIT",
    "PAGE_BYTES", "ANSWER_BYTES", "COMMAND_BYTES", "COMMAND_DEPTH", "AFTER_DAYS", "RECEIPT_DAYS", "PASSWORD_MIN",
    "PASSWORD_MAX", "GENERATIONS", "UPDATES", "BODY_BYTES",
)  # fmt: skip


def fields(kind: type) -> dict[str, str]:
    """Each field on the wire with its type, and its default where it may be left out."""
    known = inspect.type_info(kind)
    assert isinstance(known, inspect.DataclassType | inspect.StructType)
    return {f.encode_name: named(f.type) + ("" if f.required else f" = {_default(f)}") for f in known.fields}


def named(shape: inspect.Type) -> str:
    """A type in a few words."""
    match shape:
        case inspect.DataclassType(cls=cls) | inspect.StructType(cls=cls):
            return cls.__name__
        case inspect.VarTupleType(item_type=inner):
            return f"[{named(inner)}]"
        case inspect.DictType(key_type=key, value_type=value):
            return f"{{{named(key)}: {named(value)}}}"
        case inspect.UnionType(types=options):
            return " or ".join(map(named, options))
    return PLAIN[type(shape).__name__]


def _default(field: inspect.Field) -> str:
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return codec.canonical(value).decode()


def inner(kind: type) -> Iterator[type]:
    """The shapes inside a shape, and it itself, each once."""
    found: dict[type, None] = {}
    ahead: list[inspect.Type] = [inspect.type_info(kind)]
    while ahead:
        match ahead.pop(0):
            case inspect.DataclassType(cls=cls, fields=known) | inspect.StructType(cls=cls, fields=known):
                if cls not in found:
                    found[cls] = None
                    ahead += [field.type for field in known]
            case inspect.VarTupleType(item_type=item):
                ahead.append(item)
            case inspect.UnionType(types=options):
                ahead += options
    yield from found


def described(kind: type) -> dict[str, dict[str, str]]:
    """Every shape inside a shape with its fields."""
    return {each.__name__: fields(each) for each in inner(kind)}


def values() -> dict[str, Any]:
    """Nouns: what stands in `record.body` on the server and in `truth` on the laptop."""
    return {
        kind: {"shapes": described(type(value)), "example": plain(value)}
        for kind, value in sorted(VALUES.items())
    }


def commands() -> dict[str, Any]:
    """Verbs: what stands in outbox, journal, tray and `receipt.raw`."""
    return {
        name: {
            "v": registry.verb(name).v,
            "shapes": described(type(sent.args)),
            "example": msgspec.json.decode(codec.encode_command(sent, "c2ln")),
        }
        for name, sent in sorted(COMMANDS.items())
    }


def messages() -> dict[str, Any]:
    """The messages of sync/1 and of its other endpoints, and the envelope of a command."""
    told = {
        name: {"fields": fields(type(each)), "example": plain(each)}
        for name, each in sorted(MESSAGES.items())
    }
    return {"Envelope": {"fields": fields(codec.Envelope)}, **told}


def lists() -> dict[str, Any]:
    """Closed lists and limits that both sides and every older release rely on."""
    return {
        "limits": {name: getattr(protocol, name) for name in LIMITS},
        "problems": {code: dataclasses.asdict(kind) for code, kind in sorted(KINDS.items())},
        "refusals": sorted(CODES),
    }


def plain(value: Any) -> Any:
    """A value or message as the JSON it becomes."""
    return msgspec.json.decode(msgspec.json.encode(value))


FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "values.json": values,
    "commands.json": commands,
    "messages.json": messages,
    "lists.json": lists,
}


def text(name: str) -> str:
    """What a golden file should say."""
    return json.dumps(FILES[name](), ensure_ascii=False, indent=1) + "\n"
