# SPDX-License-Identifier: Apache-2.0
"""The whole program in one process: real windows, bridge, store and sync against the real server, no socket."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import requests
from PySide6.QtWidgets import QApplication
from requests.models import PreparedRequest, Response

from tests.asgi import Asgi, AsgiAdapter
from tests.server.agency import PASSWORD, POSITIONS, Agency, nip_of
from ui.app import Program
from ui.core import Core
from workspace.services.cabinet import FileCabinet
from workspace.services.gate import HttpGate, HttpWire
from workspace.services.signin import SignIn
from workspace.sync.transport import HttpTransport

SERVER = "https://server.test"
PASSPHRASE = "empat kata yang panjang"


class Network(AsgiAdapter):
    """A network that a test can cut. Streams are not carried: the desk asks by its schedule."""

    def __init__(self, town: Agency, wire: "Wire") -> None:
        super().__init__(Asgi(town.app))
        self._wire = wire
        wire.open.append(self._asgi)

    def send(self, request: PreparedRequest, *args: Any, **named: Any) -> Response:
        if not self._wire.up or (request.url or "").endswith("/v1/events"):
            raise requests.ConnectionError("no route")
        self._wire.sent += 1
        return super().send(request, *args, **named)


@dataclass
class Wire:
    """Whether there is a network, and what went over it."""

    up: bool = True
    sent: int = 0
    open: list[Asgi] = field(default_factory=list)

    def close(self) -> None:
        """End every connection that was made over it."""
        for each in self.open:
            each.close()


class NoRing:
    """A machine without a key store: passphrases open desks."""

    def get_keyring(self) -> object:
        """None that is trusted."""
        return object()


@dataclass
class Desktop:
    """A laptop with the program on it."""

    town: Agency
    home: Path
    wire: Wire = field(default_factory=Wire)
    ring: Any = field(default_factory=NoRing)

    def assemble(self, at: Path) -> Core:
        """The core with the real parts, but for the socket, the key store and the dice."""
        town, rng = self.town, Random(5)
        cabinet = FileCabinet(at, self.ring, os.urandom, town.clock)

        def fresh(server: str) -> HttpTransport:
            return HttpTransport(server, town.clock, adapter=Network(town, self.wire))

        sign_in = SignIn(
            home=at,
            cabinet=cabinet,
            gate=lambda server: HttpGate(fresh(server)),
            dial=lambda server: HttpWire(lambda: fresh(server)),
            clock=town.clock,
            bits=rng.getrandbits,
            dice=rng.random,
            boot=lambda: ("boot-1", 1_000_000),
        )
        return Core(sign_in, cabinet)

    def program(self, app: QApplication) -> Program:
        """A run of the program; `close` it."""
        return Program(app, self.home, self.assemble, self.ring)


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """A laptop beside a running server."""
    (folder / "server").mkdir()
    town = Agency(folder / "server")
    made = Desktop(town, folder / "home")
    try:
        yield made
    finally:
        made.wire.close()
        town.close()


def nip(name: str) -> str:
    """The number of an officer of the agency."""
    return nip_of(list(POSITIONS).index(name))


__all__ = ["PASSPHRASE", "PASSWORD", "SERVER", "Desktop", "Wire", "desktop", "nip"]
