# SPDX-License-Identifier: Apache-2.0
"""The recorded day, against the server and against the laptops of today."""

from collections import Counter

import msgspec

from tests.golden import day
from workspace.domain import registry
from workspace.domain.moment import to_ms
from workspace.wire import codec
from workspace.wire.protocol import ReceiptRow, SyncAnswer, SyncRequest

HELP = "if this was meant: python -m tests.golden --write, and let the difference be reviewed"


def test_the_server_answers_the_recorded_requests_byte_for_byte() -> None:
    with day.fresh() as town:
        wire = day.Wire(town)
        for number, line in enumerate(day.kept(), 1):
            town.clock.ms = to_ms(line.at)
            ask = bytes(line.ask)
            told = wire.carry(line.who, line.method, line.path, b"" if ask == b"null" else ask)
            answer = bytes(line.answer)
            assert told == (line.status, b"" if answer == b"null" else answer), f"line {number}: {HELP}"


def test_the_laptops_ask_what_they_asked_when_it_was_recorded() -> None:
    assert day.record().encode() == b"".join(msgspec.json.encode(line) + b"\n" for line in day.kept()), HELP


def test_the_day_holds_what_a_day_holds() -> None:
    """Else the transcript would pin little."""
    lines = day.kept()
    asked = [msgspec.json.decode(line.ask, type=SyncRequest) for line in lines if line.path == "/v1/sync"]
    told = [
        msgspec.json.decode(line.answer, type=SyncAnswer)
        for line in lines
        if line.path == "/v1/sync" and line.status == 200
    ]
    verbs = Counter(codec.decode_envelope(bytes(raw)).name for one in asked for raw in one.commands)
    assert len(verbs) >= 9
    assert set(verbs) <= set(registry.VERBS)
    ids = Counter(codec.decode_envelope(bytes(raw)).id for one in asked for raw in one.commands)
    assert max(ids.values()) == 2, "sent again because the answer was lost"
    rows = [row for answer in told for row in answer.rows]
    receipts = [msgspec.json.decode(row.d, type=ReceiptRow) for row in rows if row.t == "receipt"]
    assert {receipt.outcome for receipt in receipts} == {"applied", "refused"}
    assert any(answer.new_keys for answer in told)
    assert any(answer.drop_keys for answer in told)
    assert sum(answer.more for answer in told) > 2
    assert {line.status for line in lines} >= {200, 204, 401, 404}
    assert any(line.path == "/v1/session/renew" for line in lines)
    assert any(line.path.startswith("/v1/commands/") and line.status == 200 for line in lines)
