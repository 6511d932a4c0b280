# SPDX-License-Identifier: Apache-2.0
"""The messages of sync/1: they come back as they went, stay small, and keep to their limits."""

import hashlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.golden.samples import COMMANDS, MESSAGES, id_of
from tests.wire.shapes import RAW, drawn
from workspace.wire import codec, protocol
from workspace.wire.protocol import Message, NewPassword, Renew, Row, SyncAnswer, SyncRequest

KINDS = st.sampled_from([type(message) for _, message in sorted(MESSAGES.items())])


def test_every_message_has_a_golden_sample() -> None:
    assert {kind.__name__ for kind in Message.__subclasses__()} == set(MESSAGES)


@given(st.data(), KINDS)
def test_a_message_travels_and_comes_back(data: st.DataObject, kind: Any) -> None:
    message = data.draw(drawn(kind))
    assert plain(msgspec.json.decode(msgspec.json.encode(message), type=kind)) == plain(message)


def plain(message: Any) -> Any:
    """To compare: raw bodies are views of different bytes."""
    return msgspec.json.decode(msgspec.json.encode(message))


@given(st.data(), KINDS)
def test_what_a_newer_side_adds_to_a_message_is_passed_over(data: st.DataObject, kind: Any) -> None:
    """Messages grow by fields; unlike commands they are no promise of an officer."""
    message = data.draw(drawn(kind))
    newer = plain(message) | {"tomorrow": {"x": 1}}
    assert plain(msgspec.json.decode(msgspec.json.encode(newer), type=kind)) == plain(message)


def test_an_idle_poll_says_nothing_it_need_not_say() -> None:
    assert msgspec.json.encode(SyncRequest()) == b"{}"
    assert msgspec.json.encode(SyncRequest(token="t")) == b'{"token":"t"}'
    answer = msgspec.json.encode(SyncAnswer("e", "now", "base", "t"))
    assert answer == b'{"epoch":"e","time":"now","base":"base","token":"t"}'


@pytest.mark.parametrize(("limit", "fits"), [(0, False), (1, True), (1000, True), (1001, False), (-1, False)])
def test_a_page_has_a_limit(limit: int, fits: bool) -> None:
    body = msgspec.json.encode({"limit": limit})
    if fits:
        assert msgspec.json.decode(body, type=SyncRequest).limit == limit
    else:
        with pytest.raises(msgspec.ValidationError, match=r"\$\.limit"):
            msgspec.json.decode(body, type=SyncRequest)


@pytest.mark.parametrize(("length", "fits"), [(9, False), (10, True), (200, True), (201, False)])
def test_a_new_password_has_a_length(length: int, fits: bool) -> None:
    body = msgspec.json.encode(NewPassword("x", "é" * length))
    if fits:
        assert len(msgspec.json.decode(body, type=NewPassword).new) == length
    else:
        with pytest.raises(msgspec.ValidationError, match=r"\$\.new"):
            msgspec.json.decode(body, type=NewPassword)


def test_the_limits_fit_into_each_other() -> None:
    """F21: one table for both sides, and nothing one side may send is more than the other takes."""
    longest = protocol.COMMAND_BYTES
    assert longest < protocol.BATCH_BYTES < protocol.ANSWER_BYTES
    assert protocol.BATCH_COMMANDS * 128 < protocol.BATCH_BYTES, "a batch of small commands is cut by number"
    assert protocol.AFTER_DAYS < protocol.RECEIPT_DAYS
    assert protocol.PROTO_MIN <= protocol.PROTO
    assert protocol.PASSWORD_MIN < protocol.PASSWORD_MAX


@given(RAW, st.lists(st.sampled_from(["p:1", "u:2", "pub"]), unique=True).map(tuple))
def test_a_body_travels_as_the_bytes_it_is(body: msgspec.Raw, keys: tuple[str, ...]) -> None:
    """R28: clients keep and compare bodies as bytes, so a message may not write them anew."""
    spaced = bytes(body).replace(b":", b" :  ")
    row = Row(keys, "task", id_of("t"), msgspec.Raw(spaced), 1, 2)
    assert bytes(msgspec.json.decode(msgspec.json.encode(row), type=Row).d) == spaced


def test_sealed_bytes_travel_as_they_were_sealed() -> None:
    sealed = codec.encode_command(COMMANDS["task.give"], "c2ln")
    sent = msgspec.json.encode(SyncRequest(commands=(msgspec.Raw(sealed),)))
    arrived = msgspec.json.decode(sent, type=SyncRequest).commands[0]
    assert codec.sha256(bytes(arrived)) == codec.sha256(sealed)


def test_a_base_is_eight_bytes_of_the_tokens_hash() -> None:
    assert protocol.base_of("token") == hashlib.sha256(b"token").digest()[:8].hex()
    assert len({protocol.base_of(token) for token in ("", "a", "b", "a ")}) == 4


def test_a_proof_is_canonical_and_bound_to_device_epoch_and_nonce() -> None:
    """R23: both sides must sign the same bytes, and no proof may serve twice or elsewhere."""
    assert protocol.proof("d", "e", "n") == b'{"dev":"d","epoch":"e","nonce":"n"}'
    assert protocol.proof('"', "e", "é") == '{"dev":"\\"","epoch":"e","nonce":"é"}'.encode()
    proofs = {
        protocol.proof(*parts)
        for parts in (("d", "e", "n"), ("d2", "e", "n"), ("d", "e2", "n"), ("d", "e", "n2"))
    }
    assert len(proofs) == 4


def test_a_renewal_shows_a_refresh_token_or_a_signature() -> None:
    """Which of both it is stands in what is left out."""
    assert plain(Renew("d", refresh="r")) == {"device": "d", "refresh": "r"}
    assert plain(Renew("d", nonce="n", sig="s")) == {"device": "d", "nonce": "n", "sig": "s"}


def test_a_head_is_signed_line_by_line() -> None:
    time = "2026-11-24T01:00:00.000Z"
    assert protocol.signed_head("e", 28, "ab", time) == f"e\n28\nab\n{time}".encode()
