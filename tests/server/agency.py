# SPDX-License-Identifier: Apache-2.0
"""A small agency on a real server in this process, and laptops that speak to it byte by byte.

dinas             kadis (head), pers (personnel), tu (clerk)
└─ bidang         kabid (head), ketua (lead), staf
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.api.routes import application
from server.backend import Backend, Options
from server.logs import note
from server.services.secrets import Secrets, encode
from server.services.session import personnel_id
from tests.asgi import Asgi
from workspace.domain import appointment, officer, personnel, position, unit
from workspace.domain.command import SYSTEM, Command
from workspace.domain.ids import Id, Ids
from workspace.domain.moment import from_ms, to_ms
from workspace.wire import codec, content, protocol
from workspace.wire.protocol import Login, Problem, Renew, Session, SyncAnswer

START = "2026-11-24T01:00:00.000Z"
PASSWORD = "sandi-percobaan-1"
UNITS = {"dinas": "", "bidang": "dinas"}
POSITIONS = {
    "kadis": ("dinas", True, ()), "pers": ("dinas", False, ("personnel",)), "tu": ("dinas", False, ("clerk",)),
    "kabid": ("bidang", True, ()), "ketua": ("bidang", False, ("lead",)), "staf": ("bidang", False, ()),
}  # fmt: skip
Kind = TypeVar("Kind")
CHEAP = Options("Dinas Contoh", memory_kib=64, rounds=1)


@dataclass(slots=True)
class Hands:
    """A clock that a test moves."""

    ms: int = field(default_factory=lambda: to_ms(START))

    def __call__(self) -> str:
        return from_ms(self.ms)

    def move(self, **span: int) -> None:
        """Let time pass: hours=1, minutes=5, days=2, seconds=1."""
        seconds = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
        self.ms += 1000 * sum(seconds[unit] * count for unit, count in span.items())


class Agency:
    """`id["staf"]` is a position, `id["o-staf"]` the officer who holds it."""

    def __init__(self, folder: Path, options: Options = CHEAP, seed: int = 1) -> None:
        self.clock, self.rng, self.failures = Hands(), Random(seed), list[tuple[Id, Exception]]()
        self.ids = Ids(self.clock, self.rng.getrandbits)
        self.secrets = Secrets(b"\x07" * 32)
        self.folder, self.options = folder, options
        self.id: dict[str, Id] = {}
        self.open()
        self.write(self.organise)

    def open(self) -> None:
        """Start the server on the folder's database."""
        random = Random(self.rng.random())
        self.backend = Backend(
            self.folder / "server.db",
            self.secrets,
            self.options,
            clock=self.clock,
            random=random.getrandbits,
            on_failure=lambda id_, error: self.failures.append((id_, error)),
        )
        self.began = self.backend.open()
        self.backend.start()
        self.app = application(self.backend, note)
        self.asgi = Asgi(self.app)

    def close(self) -> None:
        """Stop it."""
        self.asgi.close()
        self.backend.stop()

    def write(self, work: Any) -> Any:
        """Run something in a transaction of the writer."""

        async def ask() -> Any:
            return await self.backend.writer.do(work)

        return self.asgi.run(ask())

    def state(self, name: str, value: Any) -> None:
        """The server states a directory record."""
        self.write(lambda: self._state(name, value))

    def _state(self, name: str, value: Any) -> None:
        self.backend.office.command_by_server(name, value, self.ids())

    def organise(self) -> None:
        """Units, positions, and an officer with an account for each position; in one transaction."""
        for name, parent in UNITS.items():
            self.id[name] = self.ids()
            self._state("unit.record", unit.Record(unit.Unit(self.id[name], name, self.id.get(parent, ""))))
        for name, (where, head, roles) in POSITIONS.items():
            self.id[name] = self.ids()
            value = position.Position(self.id[name], name, self.id[where], head, roles)
            self._state("position.record", position.Record(value))
        for name in POSITIONS:
            self._hire(name)

    def _hire(self, name: str) -> None:
        """An officer who holds a position and can sign in."""
        who = self.id[f"o-{name}"] = self.ids()
        self._state("officer.record", officer.Record(officer.Officer(who, f"Pegawai {name}")))
        self._clear(name, 2)
        held = appointment.Appointment(self.ids(), who, self.id[name], "definitive", START)
        self._state("appointment.record", appointment.Record(held))
        self._reset_password(name)

    def reset_password(self, name: str) -> None:
        """Give an officer the usual password."""
        self.write(lambda: self._reset_password(name))

    def _reset_password(self, name: str) -> None:
        who, nip = self.id[f"o-{name}"], nip_of(list(POSITIONS).index(name))
        hashed, mac = self.backend.passwords.hash(PASSWORD), self.secrets.nip(nip)
        self.backend.sessions.give_account(who, mac, hashed)

    def clear(self, name: str, clearance: int) -> None:
        """Set the highest class an officer may see."""
        self.write(lambda: self._clear(name, clearance))

    def _clear(self, name: str, clearance: int) -> None:
        who, nip = self.id[f"o-{name}"], nip_of(list(POSITIONS).index(name))
        file = personnel.Personnel(
            personnel_id(who), who, nip, "1900-01-01", "m", clearance, self.id["dinas"]
        )
        self._state("personnel.record", personnel.Record(file))

    def laptop(self, name: str) -> Laptop:
        """A new laptop of an officer, signed in."""
        made = Laptop(self, name)
        made.sign_in()
        return made


def nip_of(number: int) -> str:
    """An invented number: born in 1900, so nobody's."""
    return f"19000101192001{1}{number + 1:03d}"


@contextmanager
def agency(folder: Path, options: Options = CHEAP) -> Iterator[Agency]:
    """An agency for one test."""
    made = Agency(folder, options)
    yield made
    made.close()


class Laptop:
    """Speaks HTTP without requests, so that a test can also say it wrong."""

    def __init__(self, town: Agency, name: str) -> None:
        self.town, self.name = town, name
        self.device = town.ids()
        self.private = Ed25519PrivateKey.from_private_bytes(town.rng.randbytes(32))
        self.key = encode(self.private.public_key().public_bytes_raw())
        self.session = Session("", "", "", "", "", "")
        self.token, self.count = "", 0

    @property
    def number(self) -> int:
        """Which NIP."""
        return list(POSITIONS).index(self.name)

    def login(self, password: str = PASSWORD, **other: str) -> Login:
        """The message that signs in."""
        fields = {"nip": nip_of(self.number), "device": self.device, "device_key": self.key, **other}
        return Login(password=password, device_name="Laptop", **fields)

    def call(
        self, method: str, path: str, message: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request; keyword `content_type=…` overrides a header, "" leaves it out."""
        sent = {"sync-proto": "1", "authorization": f"Bearer {self.session.access}"}
        body = b""
        if message is not None:
            sent["content-type"] = protocol.JSON
            body = message if isinstance(message, bytes) else msgspec.json.encode(message)
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        pairs = [(k.encode(), v.encode()) for k, v in sent.items() if v]
        pairs.append((b"content-length", str(len(body)).encode()))
        status, answered, raw = self.town.asgi.call(method, path, pairs, body)
        named = {k.decode(): v.decode() for k, v in answered}
        return status, named, content.unfold(raw, named.get("content-encoding", ""), 10**8)

    def ask(self, method: str, path: str, message: Any, kind: type[Kind], **headers: str) -> Kind | Problem:
        """One request, and its answer as a message."""
        status, answered, raw = self.call(method, path, message, **headers)
        if status >= 400:
            assert answered["content-type"] == protocol.PROBLEM
            problem = msgspec.json.decode(raw, type=Problem)
            assert problem.status == status
            return problem
        return msgspec.json.decode(raw, type=kind)

    def begin(self, path: str, message: Any) -> str:
        """Ask for a session and keep it; "" or the problem's code."""
        told = self.ask("POST", path, message, Session)
        if isinstance(told, Problem):
            return told.code
        self.session = told
        return ""

    def sign_in(self, password: str = PASSWORD, **other: str) -> str:
        """Sign in; "" or the problem's code."""
        return self.begin("/v1/session", self.login(password, **other))

    def renew(self, refresh: str | None = None) -> str:
        """Renew with a refresh token (the kept one if none is given)."""
        return self.begin("/v1/session/renew", Renew(self.device, refresh or self.session.refresh))

    def challenge(self) -> Problem:
        """What the server says to a token it does not know."""
        told = self.ask("GET", "/v1/audit/head", None, Problem, authorization="Bearer nothing")
        assert isinstance(told, Problem)
        return told

    def proof(self, told: Problem) -> Renew:
        """The signed answer to a challenge."""
        raw = protocol.proof(self.device, told.params["epoch"], told.params["nonce"])
        return Renew(self.device, nonce=told.params["nonce"], sig=encode(self.private.sign(raw)))

    def command(self, verb: str, args: Any, as_: str = "", **other: Any) -> bytes:
        """A sealed command, acting for the position of that name (as a test calls it)."""
        self.count += 1
        town = self.town
        fields = {"id": town.ids(), "at": town.clock(), "after": (), **other}
        made = Command(
            dev=self.device, n=self.count, name=verb, v=1, zone="Asia/Jakarta",
            as_=town.id.get(as_, as_), args=args, by=SYSTEM, **fields,
        )  # fmt: skip
        return codec.encode_command(made, encode(self.private.sign(codec.encode_command(made))))

    def round(self, *commands: bytes, token: str | None = None, limit: int = 1000) -> SyncAnswer | Problem:
        """One exchange; the token of a good answer is kept."""
        asked = protocol.SyncRequest(
            token=self.token if token is None else token,
            commands=tuple(map(msgspec.Raw, commands)),
            limit=limit,
        )
        told = self.ask("POST", "/v1/sync", asked, SyncAnswer)
        if isinstance(told, SyncAnswer):
            self.token = told.token
        return told

    def sync(self, *commands: bytes) -> SyncAnswer:
        """Push, and pull until there is no more; one answer with all rows."""
        told = self.good(self.round(*commands))
        rows = list(told.rows)
        while told.more:
            told = self.good(self.round())
            rows += told.rows
        return msgspec.structs.replace(told, rows=tuple(rows))

    @staticmethod
    def good(told: SyncAnswer | Problem) -> SyncAnswer:
        """An answer that must be one."""
        assert isinstance(told, SyncAnswer), told
        return told

    def outcome(self, command: bytes) -> str:
        """Send a command; "" if it was applied, else the refusal's code."""
        id_ = codec.decode_envelope(command).id
        receipts = [row for row in self.sync(command).rows if row.id == id_]
        assert len(receipts) == 1, receipts
        told = msgspec.json.decode(receipts[0].d, type=protocol.ReceiptRow)
        return told.code
