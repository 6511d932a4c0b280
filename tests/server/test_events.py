# SPDX-License-Identifier: Apache-2.0
"""Pokes: to those who can see something new, to nobody else, without a word of content."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.services.accept import Session
from tests.conftest import LogWatch
from tests.server.agency import Agency, Laptop, agency
from workspace.domain import device, task
from workspace.wire.protocol import SyncRequest


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


class Ear:
    """An open event stream on the test's own loop."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.heard = laptop, b""
        self.gone, self.news = asyncio.Event(), asyncio.Event()
        self.task = asyncio.ensure_future(self._listen())

    async def _listen(self) -> None:
        pairs = [(b"sync-proto", b"1"), (b"authorization", f"Bearer {self.laptop.session.access}".encode())]
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/v1/events",
            "headers": pairs,
            "client": ("192.0.2.7", 1),
        }

        async def receive() -> Any:
            await self.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            self.heard += message.get("body", b"")
            self.news.set()

        await self.laptop.town.app(scope, receive, send)

    async def opened(self) -> None:
        """Until the stream has begun."""
        while b"retry" not in self.heard:
            await self.news.wait()
            self.news.clear()

    async def poked(self) -> None:
        """Until there is a poke."""
        while not self.pokes():
            await asyncio.wait_for(self.news.wait(), 5)
            self.news.clear()

    def pokes(self) -> list[dict[str, Any]]:
        """The pokes heard so far."""
        events = [part for part in self.heard.decode().split("\n\n") if part.startswith("event: head")]
        return [json.loads(event.split("data: ")[1]) for event in events]

    async def close(self) -> None:
        """Hang up."""
        self.gone.set()
        await self.task


def test_a_deed_pokes_the_desk_it_reaches_and_no_other(town: Agency) -> None:
    kabid, staf, tu, ketua = (town.laptop(name) for name in ("kabid", "staf", "tu", "ketua"))
    args = task.Give(town.ids(), town.id["staf"], "Rahasia judulnya", "normal")
    request = SyncRequest(commands=(msgspec.Raw(kabid.command("task.give", args, "kabid")),))
    session = Session(town.id["o-kabid"], kabid.device, 1)

    async def scene() -> list[Ear]:
        ears = [Ear(laptop) for laptop in (staf, tu, ketua)]
        for ear in ears:
            await ear.opened()
        await town.backend.writer.do(lambda: town.backend.sync.judge_inside(session, request))
        for ear in ears[:2]:
            await ear.poked()
        for ear in ears:
            await ear.close()
        return ears

    ears = town.asgi.run(scene())
    ledger = town.backend.office.ledger
    assert ears[0].pokes() == ears[1].pokes() == [{"epoch": ledger.meta("epoch"), "seq": ledger.head()}]
    assert b"Rahasia" not in ears[0].heard, "a poke has no content"
    assert ears[2].pokes() == [], "the colleague cannot see it, so is not woken"
    assert not town.backend.hub._listeners, "who hangs up is forgotten"


def test_a_stream_ends_with_its_access_token(town: Agency) -> None:
    ear = ended(town, town.laptop("staf"), lambda: town.clock.move(minutes=10))
    assert ear.pokes() == []


def test_who_signed_out_hears_nothing_more(town: Agency) -> None:
    staf = town.laptop("staf")
    who = Session(town.id["o-staf"], staf.device, 1)
    ear = ended(town, staf, lambda: town.backend.writer.do(lambda: town.backend.sessions.sign_out(who)))
    assert ear.pokes() == []


def test_a_revoked_device_hears_nothing_more(town: Agency) -> None:
    """The revocation itself reaches the officer's desks, so it ends the stream at once."""
    lost, mine = town.laptop("staf"), town.laptop("staf")
    raw = mine.command("device.revoke", device.Revoke(lost.device))
    request, who = SyncRequest(commands=(msgspec.Raw(raw),)), Session(town.id["o-staf"], mine.device, 1)
    deed = lambda: town.backend.writer.do(lambda: town.backend.sync.judge_inside(who, request))  # noqa: E731
    assert ended(town, lost, deed, wake=False).pokes() == []


def test_streams_end_when_the_server_does(town: Agency, expected_logs: LogWatch) -> None:
    expected_logs.expect("unavailable")
    ear = ended(town, town.laptop("staf"), town.backend.hub.close, wake=False)
    assert ear.pokes() == []
    assert town.laptop("kabid").call("GET", "/v1/events")[0] == 503, "and no new one begins"


def test_a_stream_that_breaks_is_written_down(town: Agency, expected_logs: LogWatch) -> None:
    expected_logs.expect("bug")
    good = town.clock.ms
    ended(town, town.laptop("staf"), lambda: setattr(town.clock, "ms", 10**30))
    town.clock.ms = good


def test_listening_costs_no_thread(town: Agency) -> None:
    staf = town.laptop("staf")

    async def scene() -> list[int]:
        ears, counts = [], []
        for _ in range(30):
            ears.append(Ear(staf))
            await ears[-1].opened()
            counts.append(threading.active_count())
        for ear in ears:
            await ear.close()
        return counts

    counts = town.asgi.run(scene())
    assert set(counts) == {counts[0]}


def ended(town: Agency, laptop: Laptop, deed: Callable[[], Any], *, wake: bool = True) -> Ear:
    """A stream that ends after the deed (at the latest when something is to be told); what it heard."""

    async def scene() -> Ear:
        ear = Ear(laptop)
        await ear.opened()
        done = deed()
        if done is not None:
            await done
        if wake:
            (listener,) = town.backend.hub._listeners
            listener.wake(1)
        await asyncio.wait_for(ear.task, 5)
        return ear

    ear: Ear = town.asgi.run(scene())
    assert not town.backend.hub._listeners
    return ear
