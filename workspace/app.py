# SPDX-License-Identifier: Apache-2.0
"""The composition root of the desk: the one place where the real clock, dice, key store, disk and network are
chosen and put together. Windows and the command line begin here.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from workspace.domain.moment import Instant, from_ms
from workspace.services import known, logs
from workspace.services.cabinet import FileCabinet
from workspace.services.gate import HttpGate, HttpWire
from workspace.services.signin import SignIn
from workspace.storage import profile
from workspace.sync.machine import Machine, this_machine

if TYPE_CHECKING:
    from workspace.sync.transport import HttpTransport

elapsed = time.monotonic
pause = time.sleep
dice = SystemRandom().random


def clock() -> Instant:
    """The machine's clock."""
    return from_ms(time.time_ns() // 1_000_000)


@cache
def machine() -> Machine:
    """This start of the machine, and how long ago it was."""
    return this_machine(secrets.token_hex(8), time.time_ns() // 1_000_000)


def home() -> Path:
    """The folder of all profiles."""
    return profile.home(os.environ)


class _Ring:
    """The module keyring, loaded when it is first asked: it looks at every back end there is."""

    def get_keyring(self) -> object:
        import keyring

        return keyring.get_keyring()


def cabinet(at: Path) -> FileCabinet:
    """The stores that lie in `at`."""
    return FileCabinet(at, _Ring(), os.urandom, clock)


def assemble(at: Path) -> SignIn:
    """Everything that opens a desk, over the profiles in `at` (`home()`)."""

    def fresh(server: str) -> HttpTransport:
        from workspace.sync.transport import HttpTransport, system_proxy

        face = known.read(at)
        proxy = system_proxy(server) if face.proxy == known.SYSTEM else face.proxy
        return HttpTransport(server, clock, proxy=proxy, ca_file=face.ca_file)

    return SignIn(
        home=at,
        cabinet=cabinet(at),
        gate=lambda server: HttpGate(fresh(server)),
        dial=lambda server: HttpWire(lambda: fresh(server)),
        clock=clock,
        bits=secrets.randbits,
        dice=dice,
        boot=machine(),
        log=_log,
    )


def _log(folder: Path) -> Callable[[], None]:
    """Write this process's log into a profile's folder; a disk that does not take it is no reason to stop."""
    try:
        return logs.start(folder, clock)
    except OSError:
        return lambda: None
