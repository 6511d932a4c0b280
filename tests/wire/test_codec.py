# SPDX-License-Identifier: Apache-2.0
"""Values and commands to JSON and back: nothing is lost, nothing is added, and the bytes are canonical."""

import re
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.golden.samples import COMMANDS, id_of
from tests.wire.shapes import TEXTS, UUIDS, drawn, objects
from workspace.domain import registry
from workspace.domain.canonical import EXACT
from workspace.domain.command import Command
from workspace.domain.errors import CODES, Refused
from workspace.wire import codec, protocol
from workspace.wire.codec import Envelope, UnreadableError

BY = id_of("officer")
NOUNS = st.sampled_from(sorted(registry.NOUNS))
VERBS = st.sampled_from(sorted(registry.VERBS))
# A dictionary's keys are our own words, never an officer's text: canonical order needs no more than ASCII.
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-EXACT, EXACT) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "B", "é", "_1"]), inner)
    ),
    max_leaves=8,
)


def envelope_of(sent: Command, **other: Any) -> Envelope:
    """The envelope of a command with some fields of the JSON replaced."""
    shape = msgspec.json.decode(codec.encode_command(sent)) | other
    return codec.decode_envelope(msgspec.json.encode(shape))


# ---- canonical JSON ------------------------------------------------------------------------------


@given(JSON)
def test_our_bytes_are_those_of_an_independent_rfc_8785(data: Any) -> None:
    assert codec.canonical(data) == rfc8785.dumps(data)


@given(st.data(), NOUNS)
def test_a_value_travels_and_comes_back(data: st.DataObject, kind: str) -> None:
    value = data.draw(drawn(registry.NOUNS[kind].value))
    body = codec.encode_value(value)
    assert body == rfc8785.dumps(msgspec.to_builtins(value))
    assert codec.decode_value(kind, body) == codec.decode_value(kind, memoryview(body)) == value


def test_a_value_of_an_unknown_noun_is_no_value() -> None:
    with pytest.raises(KeyError):
        codec.decode_value("rumour", b"{}")


def test_a_value_in_which_something_is_missing_is_no_value() -> None:
    with pytest.raises(msgspec.ValidationError):
        codec.decode_value("task", b'{"id":"t"}')


@given(st.data(), NOUNS)
def test_unknown_fields_of_a_newer_release_do_not_hinder_reading(data: st.DataObject, kind: str) -> None:
    """R28: the bytes are kept as they came, and what this release knows of them is read."""
    value = data.draw(drawn(registry.NOUNS[kind].value))
    newer = msgspec.json.decode(codec.encode_value(value)) | {"a field of tomorrow": {"deep": [1]}}
    assert codec.decode_value(kind, codec.canonical(newer)) == value


def test_a_digest_is_sha_256_in_hex() -> None:
    """The first example of FIPS 180-4."""
    assert codec.sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


# ---- commands ------------------------------------------------------------------------------------


@given(st.data(), VERBS, st.sampled_from(["", "c2ln"]))
def test_a_command_travels_and_comes_back(data: st.DataObject, name: str, sig: str) -> None:
    args = data.draw(drawn(registry.verb(name).args, UUIDS))
    sent = replace(data.draw(commands()), name=name, args=args, v=registry.verb(name).v)
    raw = codec.encode_command(sent, sig)
    assert raw == rfc8785.dumps(msgspec.json.decode(raw))
    envelope = codec.decode_envelope(raw)
    assert envelope.sig == sig
    assert codec.open_command(envelope, sent.by) == sent
    assert codec.decode_command(raw, sent.by) == sent


def commands() -> st.SearchStrategy[Command]:
    """Envelopes; name, version and arguments are filled in."""
    return st.builds(
        Command,
        id=UUIDS,
        dev=UUIDS,
        n=st.integers(0, EXACT),
        name=st.just(""),
        v=st.just(1),
        at=st.sampled_from(
            ["2026-11-25T00:31:05.120Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"]
        ),
        zone=TEXTS,
        as_=st.one_of(st.just(""), UUIDS),
        after=st.lists(UUIDS, max_size=3).map(tuple),
        args=st.none(),
        by=UUIDS,
    )


@given(st.data(), VERBS)
def test_arguments_hold_whatever_an_officer_writes(data: st.DataObject, name: str) -> None:
    args = data.draw(drawn(registry.verb(name).args))
    raw = codec.canonical(args)
    assert raw == rfc8785.dumps(msgspec.to_builtins(args))
    assert msgspec.json.decode(raw, type=registry.verb(name).args) == args


@given(st.sampled_from(sorted(COMMANDS)))
def test_the_signature_covers_everything_but_itself(name: str) -> None:
    sent = COMMANDS[name]
    bare = codec.encode_command(sent)
    sealed = codec.encode_command(sent, "c2ln")
    assert codec.sealed(bare, "c2ln") == sealed
    assert codec.signed_part(sealed) == codec.signed_part(bare) == bare
    shape = msgspec.json.decode(sealed)
    for field in shape.keys() - {"sig"}:
        changed = codec.canonical({**shape, field: "other"})
        assert codec.signed_part(changed) != bare


@given(st.data(), st.sampled_from(sorted(COMMANDS)))
def test_signed_bytes_do_not_depend_on_how_the_json_was_written(data: st.DataObject, name: str) -> None:
    """Whatever a proxy or another client does to order and blanks, both sides hash and verify the same."""
    shape = msgspec.json.decode(codec.encode_command(COMMANDS[name], "c2ln"))
    keys = data.draw(st.permutations(sorted(shape)))
    written = msgspec.json.format(msgspec.json.encode({key: shape[key] for key in keys}), indent=2)
    assert codec.signed_part(written) == codec.encode_command(COMMANDS[name])
    assert codec.open_command(codec.decode_envelope(written), COMMANDS[name].by) == COMMANDS[name]


# ---- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_an_unknown_key_is_refused_at_any_depth(name: str) -> None:
    """The officer must never promise what the server did not read."""
    args = msgspec.json.decode(codec.canonical(COMMANDS[name].args))
    places = list(objects(args))
    assert places[0] is args
    for place in places:
        place["tomorrow"] = None
        assert codec.open_command(envelope_of(COMMANDS[name], args=args), BY) == Refused(
            "invalid", {"field": "args"}
        )
        del place["tomorrow"]
    assert codec.open_command(envelope_of(COMMANDS[name], args=args), COMMANDS[name].by) == COMMANDS[name]


def test_an_unknown_key_in_the_envelope_is_unreadable() -> None:
    shape = msgspec.json.decode(codec.encode_command(COMMANDS["task.read"]))
    with pytest.raises(UnreadableError, match="tomorrow"):
        codec.decode_envelope(codec.canonical({**shape, "tomorrow": 1}))


@dataclass(frozen=True, slots=True)
class Inner:
    at: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that may be left out, as some verb may have one day."""

    inner: Inner | None = None
    either: Inner | tuple[Inner, ...] | None = None


@pytest.mark.parametrize(
    ("data", "stray"),
    [
        ({}, False),
        ({"inner": None}, False),
        ({"inner": {"at": "x"}}, False),
        ({"inner": {"at": "x", "b": 1}}, True),
        ({"either": [{"at": "x"}]}, False),
        ({"either": [{"at": "x"}, {"b": 1}]}, True),
        ({"either": {"b": 1}}, True),
    ],
)
def test_an_unknown_key_is_seen_behind_a_choice_too(data: Any, stray: bool) -> None:
    assert codec._stray(data, msgspec.inspect.type_info(Choice)) is stray


@pytest.mark.parametrize("name", ["task.abolish", "", "task", "task.read.", "TASK.READ", "x" * 100])
def test_a_verb_nobody_announced_is_refused_by_name(name: str) -> None:
    refused = codec.open_command(envelope_of(COMMANDS["task.read"], name=name), BY)
    assert refused == Refused("unknown-command", {"verb": name[:64]})


def test_a_version_of_a_verb_this_release_does_not_know_is_refused() -> None:
    refused = codec.open_command(envelope_of(COMMANDS["task.read"], v=2), BY)
    assert refused == Refused("unknown-command", {"verb": "task.read"})


GIVE = {"task": id_of("t"), "to": id_of("p"), "title": "x", "urgency": "normal"}


@pytest.mark.parametrize(
    ("args", "field"),
    [
        (GIVE | {"title": 7}, "title"),
        (GIVE | {"cls": "1"}, "cls"),
        (GIVE | {"attachments": [1]}, "attachments[0]"),
        ({"task": id_of("t"), "to": id_of("p"), "title": "x"}, "args"),
        ([], "args"),
        (None, "args"),
        ("teks", "args"),
    ],
)  # fmt: skip
def test_arguments_of_another_shape_are_refused_with_the_field(args: Any, field: str) -> None:
    refused = codec.open_command(envelope_of(COMMANDS["task.give"], args=args), BY)
    assert refused == Refused("invalid", {"field": field})


@pytest.mark.parametrize(
    "at", ["", "2026-11-25", "2026-11-25T00:31:05Z", "2026-13-25T00:31:05.120Z", "kemarin"]
)
def test_a_time_of_another_form_is_refused(at: str) -> None:
    assert codec.open_command(envelope_of(COMMANDS["task.read"], at=at), BY) == Refused(
        "invalid", {"field": "args"}
    )


@pytest.mark.parametrize(
    "other",
    [
        {"id": "1"},
        {"dev": "laptop"},
        {"after": [id_of("a"), "b"]},
        {"id": id_of("A").upper()},
        {"args": GIVE | {"task": "my-task"}},
        {"name": "task.read", "args": {"task": "x" * 9000}},
    ],
)
def test_what_should_be_an_id_and_is_none_is_refused(other: dict[str, Any]) -> None:
    refused = codec.open_command(envelope_of(COMMANDS["task.give"], **other), BY)
    assert refused == Refused("invalid", {"field": "id"})


@pytest.mark.parametrize(
    "raw",
    [
        b"", b" ", b"{", b"null", b"7", b'"x"', b"[]", b"{}", b'{"id":1}', b"\xff", b"\xef\xbb\xbf{}",
        b'{"id":"\xff"}', b'{"id":"\\ud800"}', b"[" * 60_000, b'{"args":' + b"[" * 60_000 + b"]" * 60_000 + b"}",
    ],
)  # fmt: skip
def test_bytes_without_an_envelope_are_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        codec.decode_envelope(raw)


@pytest.mark.parametrize("field", [f.encode_name for f in msgspec.structs.fields(Envelope) if f.required])
def test_an_envelope_in_which_something_is_missing_is_unreadable(field: str) -> None:
    shape = msgspec.json.decode(codec.encode_command(COMMANDS["task.read"]))
    del shape[field]
    with pytest.raises(UnreadableError, match=re.escape(field)):
        codec.decode_envelope(codec.canonical(shape))


@pytest.mark.parametrize(
    "args", [b'{"task":1e400}', b'{"task":' + b"9" * 5000 + b"}", b'{"task":"\xff"}', b'{"\\ud800":1}']
)
def test_an_envelope_around_what_has_no_canonical_form_is_unreadable(args: bytes) -> None:
    """Nothing could be signed, so there is nothing to judge."""
    raw = codec.encode_command(COMMANDS["task.read"])
    with pytest.raises(UnreadableError):
        codec.decode_envelope(raw.replace(codec.canonical(COMMANDS["task.read"].args), args))


@pytest.mark.parametrize("opened", [b"[", b'{"a":'])
def test_how_deep_a_command_may_nest_does_not_depend_on_who_reads_it(opened: bytes) -> None:
    def nested(levels: int) -> bytes:
        closed = {b"[": b"]"}.get(opened, b"}") * (levels - 2)
        inside = b'{"task":"[[{{","x":' + opened * (levels - 2) + b"1" + closed + b"}"
        raw = codec.encode_command(COMMANDS["task.read"])
        return raw.replace(codec.canonical(COMMANDS["task.read"].args), inside)

    assert codec.decode_envelope(nested(protocol.COMMAND_DEPTH)).id
    for levels in (protocol.COMMAND_DEPTH + 1, 500, 5000):
        with pytest.raises(UnreadableError):
            codec.decode_envelope(nested(levels))


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_an_envelope_stumble(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        codec.decode_envelope(raw)


@given(st.data(), st.sampled_from(sorted(COMMANDS)))
def test_no_arguments_make_opening_a_command_stumble(data: st.DataObject, name: str) -> None:
    """Hostile arguments are refused with a code of the closed list, or are arguments."""
    good = msgspec.json.decode(codec.canonical(COMMANDS[name].args))
    spoiled = data.draw(st.dictionaries(st.sampled_from([*sorted(good), "x"]), JSON, max_size=3))
    told = codec.open_command(envelope_of(COMMANDS[name], args=good | spoiled), BY)
    assert isinstance(told, Command) or told.code in CODES


def test_an_unreadable_command_of_our_own_is_a_bug_and_says_so() -> None:
    """What lies in outbox, journal and tray was written here."""
    raw = codec.canonical(msgspec.json.decode(codec.encode_command(COMMANDS["task.read"])) | {"v": 9})
    with pytest.raises(ValueError, match="unknown-command"):
        codec.decode_command(raw, BY)


def test_every_verb_has_a_golden_sample() -> None:
    assert set(COMMANDS) == set(registry.VERBS)
    assert all(type(sample.args) is registry.verb(name).args for name, sample in COMMANDS.items())
