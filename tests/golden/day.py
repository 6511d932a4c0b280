# SPDX-License-Identifier: Apache-2.0
"""A working day as it goes over the wire, recorded once and replayed against the server of today.

Every line of day.jsonl is one request with its answer, as bytes: when, who, what was asked, what was told.
The laptops are the real desk and engine, the server is the whole application over its own tables. Clock, dice
and keys come from seeds, so the same server says the same bytes again; a line that differs is a change that
laptops in the field would notice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from tests.asgi import Asgi
from tests.server.agency import PASSWORD, POSITIONS, Agency, nip_of
from workspace.domain import appointment, letter, presence, task
from workspace.domain.ids import Id, Ids
from workspace.domain.moment import plus, to_ms
from workspace.services.devicekey import DeviceKey
from workspace.storage.desk import Deed, Desk, Draft
from workspace.storage.memory import MemoryTables
from workspace.sync.engine import Engine, Exchange, Failure, Reply, keep_session
from workspace.sync.lane import Write
from workspace.sync.schedule import Schedule
from workspace.sync.versions import Read
from workspace.wire import protocol
from workspace.wire.protocol import (
    BodyAnswer,
    CommandState,
    FrozenBody,
    Login,
    Problem,
    Renew,
    Session,
    SyncAnswer,
    SyncRequest,
)

FILE = "day.jsonl"
ROUNDS = 40  # exchanges of one meeting, far more than any needs


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request and its answer. `who` names the session whose access token was shown, "" for none; `headers` are
    those of the request that are not as always, "" for one that is left out.
    """

    at: str
    who: str
    method: str
    path: str
    status: int
    ask: msgspec.Raw = msgspec.Raw(b"null")
    answer: msgspec.Raw = msgspec.Raw(b"null")
    headers: dict[str, str] = {}


class Wire:
    """Carries requests to an agency's server and keeps the access token of each session."""

    def __init__(self, town: Agency, asgi: Asgi | None = None) -> None:
        self.town, self.asgi = town, asgi or town.asgi
        self.access: dict[str, str] = {}

    def carry(self, who: str, method: str, path: str, ask: bytes, **other: str) -> tuple[int, bytes]:
        """One request with nothing in its headers that could differ from run to run."""
        headers = {"sync-proto": "1", "content-length": str(len(ask))}
        if ask:
            headers["content-type"] = protocol.JSON
        if who in self.access:
            headers["authorization"] = f"Bearer {self.access[who]}"
        headers |= other
        pairs = [(name.encode(), value.encode()) for name, value in headers.items() if value]
        status, _, answer = self.asgi.call(method, path, pairs, None if other.get("expect") else ask)
        if status == 200 and path.startswith("/v1/session"):
            self.access[who] = msgspec.json.decode(answer, type=Session).access
        return status, answer


class Recorder(Wire):
    """Writes down what it carries."""

    def __init__(self, town: Agency, asgi: Asgi | None = None) -> None:
        super().__init__(town, asgi)
        self.lines: list[Line] = []

    def carry(self, who: str, method: str, path: str, ask: bytes, **other: str) -> tuple[int, bytes]:
        at = self.town.clock()
        status, answer = super().carry(who, method, path, ask, **other)
        asked, told = (msgspec.Raw(raw or b"null") for raw in (ask, answer))
        self.lines.append(Line(at, who, method, path, status, asked, told, other))
        return status, answer


class Officer:
    """A laptop with a real desk and engine; `name` is its officer's position, with a mark for a second one."""

    def __init__(self, wire: Wire, name: str, dice: Random) -> None:
        self.wire, self.name, self.position = wire, name, name.rstrip("2")
        town = wire.town
        self.ids = Ids(town.clock, dice.getrandbits)
        self.key = DeviceKey(self.ids(), dice.randbytes(32), f"Laptop {name}")
        login = Login(
            nip_of(list(POSITIONS).index(self.position)),
            PASSWORD,
            self.key.id,
            self.key.name,
            self.key.public(),
        )
        session = self.say("POST", "/v1/session", login, Session)
        self.desk = Desk(
            MemoryTables(), session.officer, self.key.id, town.clock, self.ids, self.key.signer(),
            boot=lambda: ("boot", to_ms(town.clock()) % 10**9),
        )  # fmt: skip
        self.engine = Engine(self.desk, Schedule(town.clock, dice.random))
        self.desk.open()
        keep_session(self.desk, session)

    @property
    def tables(self) -> Any:
        """What the desk stores."""
        return self.desk.tables

    def say(self, method: str, path: str, message: Any, kind: Any) -> Any:
        """One request; the answer as a message, or the problem."""
        ask = msgspec.json.encode(message) if message is not None else b""
        status, answer = self.wire.carry(self.name, method, path, ask)
        return msgspec.json.decode(answer or b"null", type=Problem if status >= 400 else kind)

    def exchange(self, wanted: Exchange) -> Reply | Failure:
        """What the transport would do."""
        if isinstance(wanted, SyncRequest):
            told = self.say("POST", "/v1/sync", wanted, SyncAnswer)
        elif isinstance(wanted, Renew):
            told = self.say("POST", "/v1/session/renew", wanted, Session)
        elif isinstance(wanted, Write):
            told = self.say("POST", f"/v1/letters/{wanted.of.letter}/body", wanted.request, BodyAnswer)
        elif isinstance(wanted, Read):
            told = self.say("GET", f"/v1/letters/{wanted.letter}/versions/{wanted.version}", None, FrozenBody)
        else:
            told = self.say("GET", f"/v1/commands/{wanted.id}", None, CommandState)
        return Failure("server", told) if isinstance(told, Problem) else told

    def meet(self, *, lose: int = 0) -> None:
        """Half a minute later: exchange until all is said. Of the answers the first `lose` are lost."""
        self.wire.town.clock.move(seconds=30)
        self.engine.nudge()
        for _ in range(ROUNDS):
            wanted = self.engine.begin()
            if wanted is None:
                return
            told = self.exchange(wanted)
            if lose and isinstance(wanted, SyncRequest) and wanted.commands:
                lose -= 1
                self.engine.failed(Failure("no-network"))
                self.wire.town.clock.move(seconds=5)
            elif isinstance(told, Failure):
                self.engine.failed(told)
            else:
                self.engine.answered(told)
        raise AssertionError(f"{self.name} never falls silent")

    def do(self, verb: str, args: Any, acting: str = "") -> Deed:
        """A click that no rule refuses."""
        deed = self.desk.promise([Draft(verb, self.wire.town.id.get(acting, ""), args)])
        assert not deed.refused, deed.refused
        return deed


class Day:
    """The day's story. Times are what the meetings take."""

    def __init__(self, wire: Wire) -> None:
        self.wire, self.town, self.dice = wire, wire.town, Random(20261124)
        self.wire.carry("", "GET", "/v1/meta", b"")
        self.kadis, self.kabid, self.staf = (self.officer(name) for name in ("kadis", "kabid", "staf"))

    def officer(self, name: str) -> Officer:
        """Somebody signs in on a new laptop and downloads what is theirs."""
        made = Officer(self.wire, name, self.dice)
        made.meet()
        return made

    def play(self) -> None:
        """All of it."""
        given = self.morning()
        self.letter()
        self.collision(given)
        self.second_laptop()
        self.stand_in()
        self.small_pages()
        self.evening()

    def give(self, title: str, urgency: str = "normal") -> Id:
        """Kabid gives staf a task."""
        id_ = self.kabid.ids()
        self.kabid.do("task.give", task.Give(id_, self.town.id["staf"], title, urgency), "kabid")
        return id_

    def morning(self) -> Id:
        """Presence; two tasks given, one worked on, an answer lost on the way."""
        staf, here = self.staf, self.town.id["staf"]
        anchor = staf.tables.meta("anchor").split(" ")
        proof = presence.Evidence(
            "boot", to_ms(self.town.clock()) % 10**9, anchor[0], anchor[1], int(anchor[2]), anchor[3]
        )
        event = presence.Record(staf.ids(), staf.key.id, "in", "office", "Asia/Jakarta", proof)
        staf.do("presence.record", event)
        first, second = self.give("Siapkan bahan rapat “triwulan”"), self.give("Susun notula", "urgent")
        self.kabid.meet(lose=1)
        staf.meet()
        staf.do("task.read", task.Read(first), "staf")
        staf.do("task.report", task.AddReport(first, here, "Separuh selesai"), "staf")
        staf.meet()
        staf.do("task.complete", task.Complete(first, here, "Bahan ada di map biru"), "staf")
        staf.meet()
        self.kabid.meet()
        return second

    def letter(self) -> None:
        """A letter goes up, is endorsed, returned with a reason, revised, and endorsed by all."""
        town, staf = self.town, self.staf
        id_, route = staf.ids(), (town.id["kabid"], town.id["kadis"])
        hashes = [
            letter.content_hash("Undangan", text, ("lampiran.pdf",)) for text in ("Rapat", "Rapat pukul 9")
        ]
        submit = letter.Submit(id_, "Undangan", "Rapat", hashes[0], route, "normal", ("lampiran.pdf",))
        staf.do("letter.submit", submit, "staf")
        staf.meet()
        self.kabid.meet()
        self.kabid.do("letter.endorse", letter.Endorse(id_, 1, hashes[0], "Setuju"), "kabid")
        self.kabid.meet()
        self.kadis.meet()
        self.kadis.do("letter.return", letter.Return(id_, 1, hashes[0], "Pukul berapa?"), "kadis")
        self.kadis.meet()
        staf.meet()
        again = letter.Resubmit(id_, 1, "Undangan", "Rapat pukul 9", hashes[1], ("lampiran.pdf",))
        staf.do("letter.resubmit", again, "staf")
        staf.meet()
        for who, name in ((self.kabid, "kabid"), (self.kadis, "kadis")):
            who.meet()
            who.do("letter.endorse", letter.Endorse(id_, 2, hashes[1]), name)
            who.meet()

    def collision(self, given: Id) -> None:
        """The giver takes a task back while its holder, offline, finishes it: one of them is refused."""
        here = self.town.id["staf"]
        self.staf.do("task.complete", task.Complete(given, here, "Notula selesai"), "staf")
        self.kabid.do("task.withdraw", task.Withdraw(given, here, "Tidak jadi"), "kabid")
        self.kabid.meet()
        self.staf.meet()
        assert [entry.code for entry in self.staf.tables.tray()] == ["closed"]

    def second_laptop(self) -> None:
        """On another laptop of staf the refusal of what this one does next is told, with its words."""
        other = self.officer("staf2")
        id_ = self.give("Rapikan arsip")
        self.kabid.meet()
        self.staf.meet()
        self.staf.do("task.report", task.AddReport(id_, self.town.id["staf"], "Mulai besok"), "staf")
        self.kabid.do("task.withdraw", task.Withdraw(id_, self.town.id["staf"], "Sudah rapi"), "kabid")
        self.kabid.meet()
        self.staf.meet()
        for _ in range(4):  # the words are fetched when they are next due
            other.meet()
        assert [(entry.code, b"Mulai besok" in entry.raw) for entry in other.tables.tray()] == [
            ("closed", True)
        ]

    def stand_in(self) -> None:
        """Personnel appoint a stand-in: new keys, and on another day they are gone; tokens are renewed."""
        town = self.town
        pers = self.officer("pers")
        until = plus(town.clock(), hours=5)
        args = appointment.Appoint(
            pers.ids(), town.id["o-staf"], town.id["ketua"], "plh", town.clock(), until, (), "SP 7/2026"
        )
        pers.do("appointment.appoint", args, "pers")
        pers.meet()
        self.staf.meet()
        assert {h.position for h in self.staf.desk.actor().holdings} == {town.id["staf"], town.id["ketua"]}
        town.clock.move(hours=6)
        self.staf.meet()

    def small_pages(self) -> None:
        """A slow line: everything again, a few rows at a time."""
        token, more = "", True
        while more:
            told = self.kadis.say("POST", "/v1/sync", SyncRequest(token=token, limit=7), SyncAnswer)
            if isinstance(told, Problem):
                assert told.code == "unauthenticated"
                self.kadis.meet()
                continue
            token, more = told.token, told.more

    def evening(self) -> None:
        """A proof from the audit log, a wrong password, signing out."""
        done = self.kadis.tables.journal()[-1].id
        self.kadis.say("GET", f"/v1/audit/proof/{done}", None, protocol.AuditProof)
        self.kadis.say("GET", f"/v1/commands/{self.kadis.ids()}", None, CommandState)
        wrong = Login(nip_of(0), "sandi-yang-salah", self.kadis.key.id, "Laptop", self.kadis.key.public())
        self.kadis.say("POST", "/v1/session", wrong, Session)
        self.kadis.say("DELETE", "/v1/session", None, None)
        self.kadis.say("POST", "/v1/sync", SyncRequest(), SyncAnswer)


@contextmanager
def fresh() -> Iterator[Agency]:
    """The agency before the day, the same in every run."""
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        town = Agency(Path(folder))
        try:
            yield town
        finally:
            town.close()
        assert not town.failures


def record() -> str:
    """Play the day and write down what went over the wire."""
    with fresh() as town:
        recorder = Recorder(town)
        Day(recorder).play()
    return "".join(msgspec.json.encode(line).decode() + "\n" for line in recorder.lines)


def kept(file: str = FILE) -> list[Line]:
    """What was recorded."""
    text = (Path(__file__).parent / file).read_bytes()
    return [msgspec.json.decode(line, type=Line) for line in text.splitlines()]
