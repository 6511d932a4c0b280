# SPDX-License-Identifier: Apache-2.0
"""The recorded corners against the server of today, and that day and corners together leave nothing out."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from requests import PreparedRequest

from server.api.routes import TABLE
from tests.asgi import CannedAdapter, Heard
from tests.golden import corners, day
from tests.golden.day import Line
from workspace.domain.ids import Id
from workspace.domain.moment import to_ms
from workspace.sync.engine import Failure
from workspace.sync.transport import HttpTransport
from workspace.wire import codec
from workspace.wire.problems import KINDS
from workspace.wire.protocol import PROBLEM, Message, Problem, ReceiptRow, SyncAnswer, SyncRequest

HELP = "if this was meant: python -m tests.golden --write, and let the difference be reviewed"
LINES = (*day.kept(), *day.kept(corners.FILE))


def test_the_server_answers_the_recorded_requests_byte_for_byte() -> None:
    with corners.fresh() as (town, odd):
        good, beside = day.Wire(town), day.Wire(town, odd)
        beside.access = good.access
        for number, line in enumerate(day.kept(corners.FILE), 1):
            wire = beside if corners.is_odd(line) else good
            ask = b"" if bytes(line.ask) == b"null" else bytes(line.ask)
            town.clock.ms = to_ms(line.at)
            told = wire.carry(line.who, line.method, line.path, ask, **line.headers)
            assert told == (line.status, bytes(line.answer)), f"line {number}: {HELP}"


def test_the_clients_ask_what_they_asked_when_it_was_recorded() -> None:
    assert corners.record().encode() == b"".join(
        msgspec.json.encode(line) + b"\n" for line in day.kept(corners.FILE)
    ), HELP


# ---- nothing is left out ---------------------------------------------------------------------------


def up(line: Line) -> Any:
    """What was asked, as a message; None where nothing was, or nothing that can be read."""
    row = route(line)
    readable = row is not None and row.takes is not None and line.status not in {400, 415, 422}
    return (
        msgspec.json.decode(line.ask, type=row.takes)
        if row and readable and bytes(line.ask) != b"null"
        else None
    )


def down(line: Line) -> Any:
    """What was answered, as a message."""
    row = route(line)
    if line.status >= 400:
        return msgspec.json.decode(line.answer, type=Problem)
    return msgspec.json.decode(line.answer, type=row.gives) if row is not None and row.gives else None


def route(line: Line) -> Any:
    """The row of the route table, None for a method that does not exist."""
    return next(
        (r for r in TABLE if r.method == line.method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", r.path), line.path)),
        None,
    )  # fmt: skip


def inside(message: Any) -> Iterator[Any]:
    """A message and every one in it, also those that travel raw."""
    yield message
    match message:
        case SyncRequest(commands=commands):
            yield from (codec.decode_envelope(bytes(raw)) for raw in commands)
        case SyncAnswer(rows=rows):
            receipts = (row.d for row in rows if row.t == "receipt")
            yield from (msgspec.json.decode(raw, type=ReceiptRow) for raw in receipts)
    for name in message.__struct_fields__:
        value = getattr(message, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, msgspec.Struct):
                yield from inside(each)


SAID = [message for line in LINES for message in (up(line), down(line)) if message is not None]


def test_every_message_there_is_travels_in_them() -> None:
    seen = {type(each) for message in SAID for each in inside(message)}
    assert seen == {*Message.__subclasses__(), codec.Envelope}


def test_every_problem_there_is_travels_in_them() -> None:
    assert {each.code for each in SAID if isinstance(each, Problem)} == set(KINDS)


def test_every_route_that_has_messages_is_asked_and_answers() -> None:
    answered = {(row.method, row.path) for line in LINES if line.status < 400 and (row := route(line))}
    described = {
        (row.method, row.path)
        for row in TABLE
        if row.gives is not dict and row.media != "text/event-stream" and not row.good
    }
    assert answered == described  # fmt: skip


@pytest.mark.parametrize("way", [up, down])
def test_what_is_read_is_written_again_as_the_same_bytes(way: Any) -> None:
    """Both ways: whoever understands a message loses nothing of it and adds nothing."""
    for line in LINES:
        message = way(line)
        if message is not None:
            assert msgspec.json.encode(message) == bytes(line.ask if way is up else line.answer)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_laptop_understands_every_problem(code: str) -> None:
    line = next(one for one in LINES if one.status >= 400 and down(one).code == code)

    def told(_: PreparedRequest) -> Heard:
        raw = bytes(line.answer)
        marks = {"content-type": PROBLEM, "sync-proto": "1", "content-length": str(len(raw))}
        return line.status, [(name.encode(), value.encode()) for name, value in marks.items()], raw

    desk = HttpTransport("http://server.test", lambda: line.at, Id(), adapter=CannedAdapter(told))
    failure = desk.send(SyncRequest())
    assert isinstance(failure, Failure)
    assert (failure.code, failure.problem) == (code, down(line))
