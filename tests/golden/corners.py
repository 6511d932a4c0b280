# SPDX-License-Identifier: Apache-2.0
"""What a good day does not bring: every problem once, and the messages nobody needed. Recorded like the day.

Three routes stand in for what cannot be waited for: one that breaks, one that cannot work, and one whose
patience is over at once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from server.api.routes import TABLE, application
from tests.asgi import Asgi
from tests.golden.day import Line, Recorder
from tests.server.agency import CHEAP, PASSWORD, Agency, Laptop
from workspace.domain import device, draft, task
from workspace.domain.errors import Unavailable
from workspace.domain.form import Form, written_hash
from workspace.paper.body import Line as Said
from workspace.paper.body import Run, body_hash
from workspace.paper.replica import Replica
from workspace.wire.protocol import BodyRequest, Hints, NewPassword, Session, SyncAnswer, SyncRequest

FILE = "corners.jsonl"
BROKEN, CLOSED, HASTY = "/v1/audit/head", "/v1/openapi.json", "/v1/session/password"


async def _broken(_: Any) -> NoReturn:
    """Our own bug."""
    raise ZeroDivisionError


async def _closed(_: Any) -> NoReturn:
    """A server that cannot work at the moment."""
    raise Unavailable("closed")


STANDING_IN: dict[str, dict[str, Any]] = {
    BROKEN: {"handler": _broken},
    CLOSED: {"handler": _closed},
    HASTY: {"body_s": 0},
}


@contextmanager
def fresh() -> Iterator[tuple[Agency, Asgi]]:
    """The agency before anything, the same in every run, and the application with its three odd routes beside."""
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        town = Agency(Path(folder), replace(CHEAP, hints=Hints(90, 45)))
        table = [replace(row, **STANDING_IN.get(row.path, {})) for row in TABLE]
        odd = Asgi(application(town.backend, lambda *_: None, table))
        try:
            yield town, odd
        finally:
            odd.close()
            town.close()


class Corners:
    """One visit to each; `good` carries to the server as it is, `odd` to the one with three routes changed."""

    def __init__(self, good: Recorder, odd: Recorder) -> None:
        self.good, self.odd, self.town = good, odd, good.town
        self.kabid, self.staf, self.lost = (Laptop(self.town, name) for name in ("kabid", "staf", "staf"))

    def say(self, who: str, path: str, message: Any = None, **headers: str) -> bytes:
        """A message is posted, without one the path is got."""
        method = "POST" if message is not None else "GET"
        ask = msgspec.json.encode(message) if message is not None else b""
        return self.good.carry(who, method, path, ask, **headers)[1]

    def sync(self, who: str, *commands: bytes, token: str = "") -> SyncAnswer:
        """A round."""
        told = self.say(who, "/v1/sync", SyncRequest(token=token, commands=tuple(map(msgspec.Raw, commands))))
        return msgspec.json.decode(told, type=SyncAnswer)

    def play(self) -> None:
        """All of them."""
        for who, laptop in (("kabid", self.kabid), ("staf", self.staf), ("lost", self.lost)):
            told = self.say(who, "/v1/session", laptop.login())
            laptop.session = msgspec.json.decode(told, type=Session)
        self.one_loss()
        self.a_letter_is_written()
        self.messages_nobody_needed()
        self.requests_said_wrong()
        self.nobody_let_in()
        self.servers_in_trouble()

    def one_loss(self) -> None:
        """A task goes from one desk to another."""
        town, here = self.town, self.town.id["staf"]
        id_ = town.ids()
        give = self.kabid.command("task.give", task.Give(id_, here, "Rapikan arsip", "normal"), "kabid")
        self.sync("kabid", give)
        token = self.sync("staf").token
        on = task.Reassign(id_, here, town.id["ketua"])
        self.sync("kabid", self.kabid.command("task.reassign", on, "kabid"))
        self.sync("staf", token=token)

    def a_letter_is_written(self) -> None:
        """Drafted, typed, submitted; its frozen body is read, and what comes too late is not taken."""
        town, id_, made = self.town, self.town.ids(), list[bytes]()
        form = Form("nota-dinas", "Permohonan data", signer=(town.id["kadis"],), route=(town.id["kabid"],))
        copy = Replica(1, lambda: 0, made.append)
        copy.begin([Said((), (Run("Dengan hormat, mohon data triwulan."),))])
        self.sync("staf", self.staf.command("letter.draft", draft.Draft(id_, form), "staf"))
        self.say("staf", f"/v1/letters/{id_}/body", BodyRequest(1, updates=tuple(made)))
        hash_ = body_hash(copy.lines())
        submit = draft.SubmitDraft(id_, 1, hash_, written_hash(form, hash_))
        self.sync("staf", self.staf.command("letter.submit_draft", submit, "staf"))
        self.say("kabid", f"/v1/letters/{id_}/versions/1")
        self.say("staf", f"/v1/letters/{id_}/body", BodyRequest(1))
        self.say("staf", f"/v1/letters/{id_}/body", BodyRequest(1, updates=tuple(made)))

    def messages_nobody_needed(self) -> None:
        """Health, the head of the log, a new password."""
        self.say("", "/v1/health")
        self.say("kabid", "/v1/audit/head")
        self.say("kabid", "/v1/session/password", NewPassword(PASSWORD, "sandi-percobaan-2"))

    def requests_said_wrong(self) -> None:
        """Each wrong in one way."""
        sync, nothing = "/v1/sync", SyncRequest()
        self.say("kabid", sync, nothing, **{"sync-proto": ""})
        self.say("kabid", sync, nothing, **{"sync-proto": "0"})
        self.say("kabid", sync, nothing, **{"content-type": "text/plain"})
        self.say("kabid", sync, nothing, **{"content-length": "9999999"})
        self.say("kabid", sync, {"limit": 0})
        self.say("kabid", sync, {"commands": [{}]})
        self.say("kabid", f"/v1/commands/{self.town.ids()}")
        self.good.carry("kabid", "PUT", "/v1/meta", b"")

    def nobody_let_in(self) -> None:
        """No session, a device of somebody else, one that was signed out for good, too many tries."""
        self.say("", "/v1/sync", SyncRequest())
        self.say("", "/v1/session", self.kabid.login("sandi-percobaan-2", device=self.staf.device))
        revoke = self.staf.command("device.revoke", device.Revoke(self.lost.device))
        self.sync("staf", revoke)
        self.say("lost", "/v1/sync", SyncRequest())
        for _ in range(6):
            self.say("", "/v1/session", self.staf.login("sandi-yang-salah"))

    def servers_in_trouble(self) -> None:
        """A bug, no work today, and a request that does not come."""
        self.odd.access = self.good.access
        self.odd.carry("staf", "GET", BROKEN, b"")
        self.odd.carry("", "GET", CLOSED, b"")
        body = {"content-type": "application/json", "content-length": "9", "expect": "100-continue"}
        self.odd.carry("staf", "POST", HASTY, b"", **body)


def is_odd(line: Line) -> bool:
    """Whether a recorded request was answered by one of the three odd routes."""
    return line.path in STANDING_IN and line.status >= 400


def record() -> str:
    """Visit all corners and write down what went over the wire."""
    with fresh() as (town, odd):
        good = Recorder(town)
        beside = Recorder(town, odd)
        beside.lines = good.lines
        Corners(good, beside).play()
    return "".join(msgspec.json.encode(line).decode() + "\n" for line in good.lines)
