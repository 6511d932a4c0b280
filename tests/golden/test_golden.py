# SPDX-License-Identifier: Apache-2.0
"""A change of a stored or sent shape must be seen in review: it shows as a difference in a golden file."""

import dataclasses
import json
from typing import Any

import msgspec
import pytest

from tests.golden import shapes
from tests.golden.samples import COMMANDS, MESSAGES, VALUES
from workspace.domain import registry
from workspace.wire import codec

HELP = "if this was meant: python -m tests.golden --write, and let the difference be reviewed"


def written(name: str) -> dict[str, Any]:
    """What a golden file says."""
    told: dict[str, Any] = json.loads((shapes.FOLDER / name).read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("name", sorted(shapes.FILES))
def test_shapes_are_those_of_the_golden_files(name: str) -> None:
    assert shapes.FILES[name]() == written(name), HELP
    assert shapes.text(name) == (shapes.FOLDER / name).read_text(encoding="utf-8"), HELP


def test_every_noun_has_a_sample() -> None:
    assert set(VALUES) == set(registry.NOUNS)
    assert all(type(value) is registry.NOUNS[kind].value for kind, value in VALUES.items())


def samples() -> list[Any]:
    """Every sample, and every shape inside one."""
    found: list[Any] = []
    ahead = [*VALUES.values(), *(sent.args for sent in COMMANDS.values()), *MESSAGES.values()]
    while ahead:
        each = ahead.pop()
        found.append(each)
        for inner in parts(each).values():
            several = inner if isinstance(inner, tuple) else (inner,)
            ahead += [
                one for one in several if dataclasses.is_dataclass(one) or isinstance(one, msgspec.Struct)
            ]
    return found


def parts(each: Any) -> dict[str, Any]:
    """Field names and values, not going deeper."""
    names = (
        each.__struct_fields__
        if isinstance(each, msgspec.Struct)
        else [f.name for f in dataclasses.fields(each)]
    )
    return {name: getattr(each, name) for name in names}


def test_samples_fill_every_field() -> None:
    """Else a new field would not be seen in the examples, nor by what is tested with them."""
    left: dict[str, set[str]] = {}
    for each in samples():
        known = msgspec.inspect.type_info(type(each))
        assert isinstance(known, msgspec.inspect.DataclassType | msgspec.inspect.StructType)
        empty = {f.name for f in known.fields if not f.required and parts(each)[f.name] == f.default}
        name = f"{type(each).__module__}.{type(each).__name__}"
        left[name] = left.get(name, empty) & empty
    assert not {name: fields for name, fields in left.items() if fields}


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_stored_value_of_the_golden_files_is_still_read(kind: str) -> None:
    example = written("values.json")[kind]["example"]
    assert codec.decode_value(kind, codec.canonical(example)) == VALUES[kind]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_of_the_golden_files_is_still_opened(name: str) -> None:
    raw = codec.canonical(written("commands.json")[name]["example"])
    assert codec.decode_command(raw, COMMANDS[name].by) == COMMANDS[name]


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_of_the_golden_files_is_still_read(name: str) -> None:
    raw = json.dumps(written("messages.json")[name]["example"]).encode()
    again = msgspec.json.decode(raw, type=type(MESSAGES[name]))
    assert msgspec.json.decode(msgspec.json.encode(again)) == json.loads(raw)


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_value_stored_before_its_optional_fields_existed_is_read_with_their_defaults(kind: str) -> None:
    """R28: new fields have defaults."""
    value = VALUES[kind]
    known = msgspec.inspect.type_info(type(value))
    assert isinstance(known, msgspec.inspect.DataclassType)
    optional = {f.name: f.default for f in known.fields if not f.required}
    example = written("values.json")[kind]["example"]
    old = {key: inner for key, inner in example.items() if key not in optional}
    assert codec.decode_value(kind, codec.canonical(old)) == dataclasses.replace(value, **optional)
