# SPDX-License-Identifier: Apache-2.0
"""Signing in on this machine, and opening what already lies here, with or without a network.

Signing in registers a device: its Ed25519 key is made here, stays in the encrypted store and signs every
command. Opening needs no server at all. What both need of disk and network stands in two small Protocols;
`workspace/app.py` puts the real ones in.

A process may die anywhere: a store that was begun without its device is begun again, and one that has it goes on
with it. The NIP stands in the encrypted store, so that a desk is found by it before a device is registered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from workspace.domain.errors import Unavailable
from workspace.domain.ids import Id, Ids
from workspace.domain.moment import Clock
from workspace.domain.nip import DIGITS
from workspace.services import known, logs, treekey
from workspace.services.deeds import Deeds
from workspace.services.devicekey import DeviceKey
from workspace.services.known import KnownProfile
from workspace.services.session import CheckStep, Drawer, SignInProblem, Transport, Workspace
from workspace.services.tray import Tray
from workspace.services.writing import Writing
from workspace.storage.bodies import Bodies
from workspace.storage.desk import Desk
from workspace.storage.tables import Tables
from workspace.sync.engine import Engine
from workspace.sync.lane import Lane
from workspace.sync.machine import Boot
from workspace.sync.schedule import Schedule
from workspace.wire.protocol import CLIENT_VERSION, Login, Session

HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.:_")  # what an address has, in IDNA
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Gate(Protocol):
    """A server before sign-in."""

    def check(self) -> tuple[CheckStep, ...]:
        """The five named checks."""
        ...

    def tree_key(self) -> str | SignInProblem:
        """The key that signs the heads of the server's audit log."""
        ...

    def login(self, login: Login) -> Session | SignInProblem:
        """Sign in and register the device."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class Cabinet(Protocol):
    """Where the stores of this machine lie: encrypted, one folder each, one program at a time."""

    def folder_of(self, server: str, officer: Id) -> str:
        """The name of the folder of an officer of a server."""
        ...

    def holds(self, folder: str) -> bool:
        """Whether a store lies there."""
        ...

    def folders(self) -> Iterable[str]:
        """Where stores lie."""
        ...

    def whose(self, folder: str, passphrase: str | None) -> tuple[Id, str]:
        """Officer and NIP, of a store that can be read, also beside a program that has it open; else empty."""
        ...

    def refuses(self, passphrase: str | None, *, shared: bool) -> SignInProblem | None:
        """Why a new store could not be locked that way: a passphrase is needed, too weak, …"""
        ...

    def make(self, folder: str, passphrase: str | None, *, shared: bool) -> Drawer | SignInProblem:
        """A new, empty store under a new key."""
        ...

    def open(self, folder: str, passphrase: str | None) -> Drawer | SignInProblem:
        """Unlock the store that lies there, bringing an older one up to date."""
        ...

    def set_aside(self, folder: str) -> None:
        """A store whose key is gone makes room for a new one."""
        ...

    def remove(self, folder: str) -> None:
        """Forget a store and its key for good."""
        ...


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an officer signs in with, and what the server showed before: the key of its audit log."""

    gate: Gate
    nip: str
    password: str
    passphrase: str | None
    shared: bool
    tree_key: str

    def login(self, device: DeviceKey) -> Session | SignInProblem:
        """Sign in with a device, which the server registers if it does not know it."""
        return _login(self.gate, self.nip, self.password, device)


@dataclass(frozen=True, slots=True)
class SignIn:
    """`bits(n)` gives n random bits, `dice()` a number in [0, 1), `boot()` what the machine knows of time.

    `log(folder)` begins this process's log in a profile's folder and returns what ends it.
    """

    home: Path
    cabinet: Cabinet
    gate: Callable[[str], Gate]
    dial: Callable[[str], Transport]
    clock: Clock
    bits: Callable[[int], int]
    dice: Callable[[], float]
    boot: Callable[[], Boot]
    log: Callable[[Path], Callable[[], None]] = lambda _: _nothing
    # Devices shown to a server whose answer may have been lost: it may know them, so they are shown again.
    _shown: dict[tuple[str, str], DeviceKey] = field(default_factory=dict)

    def check(self, server: str) -> tuple[CheckStep, ...]:
        """The five named checks of a connection to `server`, as typed."""
        origin = origin_of(server)
        if isinstance(origin, SignInProblem):
            return (CheckStep("address", "failed", origin),)
        gate = self.gate(origin)
        try:
            return gate.check()
        finally:
            gate.close()

    def sign_in(
        self,
        server: str,
        nip: str,
        password: str,
        *,
        device_name: str,
        shared_computer: bool = False,
        passphrase: str | None = None,
    ) -> Workspace | SignInProblem:
        """Register this machine for an officer, or begin a new session on a desk that already lies here.

        A second device is registered only where a desk lies here that did not tell whose it is: its passphrase
        was another, or its key is gone.
        """
        origin = origin_of(server)
        if isinstance(origin, SignInProblem):
            return origin
        refusal = self.cabinet.refuses(passphrase, shared=shared_computer)
        if refusal is not None:
            return refusal
        gate = self.gate(origin)
        try:
            key = gate.tree_key()
            if isinstance(key, SignInProblem):
                return key
            entry = _Entry(gate, nip, password, passphrase, shared_computer, key)
            here = self._here(origin, entry)
            if here is not None:
                drawer = self.cabinet.open(here.folder, passphrase)
                return drawer if isinstance(drawer, SignInProblem) else self._again(here, drawer, entry)
            return self._new(origin, device_name, entry)
        finally:
            gate.close()

    def _here(self, origin: str, entry: _Entry) -> KnownProfile | None:
        """The officer's desk, if it lies here and its passphrase is the one given."""
        for folder in self.cabinet.folders():
            officer, nip = self.cabinet.whose(folder, entry.passphrase)
            if nip and nip == _digits(entry.nip) and folder == self.cabinet.folder_of(origin, officer):
                return self._profile(origin, officer, folder)
        return None

    def _new(self, origin: str, device_name: str, entry: _Entry) -> Workspace | SignInProblem:
        """Register a device, and put it into a store of its own."""
        shown = (origin, entry.nip)
        fresh = DeviceKey(Ids(self.clock, self.bits)(), self.bits(256).to_bytes(32, "big"), device_name)
        device = self._shown.setdefault(shown, fresh)
        session = entry.login(device)
        if isinstance(session, SignInProblem):
            if session.kind == "device-revoked":
                del self._shown[shown]
            return session
        folder = self.cabinet.folder_of(origin, session.officer)
        profile = self._profile(origin, session.officer, folder)
        drawer: Drawer | SignInProblem = SignInProblem("no-profile")
        if self.cabinet.holds(folder):
            drawer = self.cabinet.open(folder, entry.passphrase)
            if isinstance(drawer, SignInProblem):
                if drawer.kind != "key-missing":
                    return drawer
                self.cabinet.set_aside(folder)
            elif not _blank(drawer.tables):
                return self._again(profile, drawer, entry)
        if isinstance(drawer, SignInProblem):
            drawer = self.cabinet.make(folder, entry.passphrase, shared=entry.shared)
        if isinstance(drawer, SignInProblem):
            return drawer
        with _shut_if_it_fails(drawer), drawer.tables.write():
            device.keep(drawer.tables, session.officer)
            _keep(drawer.tables, session.officer, entry)
        self._shown.pop(shown)
        return self._begun(self._workspace(profile, drawer), session)

    def sign_in_again(self, workspace: Workspace, nip: str, password: str) -> Session | SignInProblem:
        """A new session for an opened desk whose old one ended: hand it to `engine.signed_in` on the desk's
        worker. Touches nothing of the desk, so any thread may call it.
        """
        gate = self.gate(workspace.profile.server)
        try:
            session = _login(gate, nip, password, workspace.device)
        finally:
            gate.close()
        if isinstance(session, Session) and session.officer != workspace.profile.officer:
            return SignInProblem("wrong-officer", workspace.profile.server)
        return session

    def open_profile(self, profile: KnownProfile, passphrase: str | None = None) -> Workspace | SignInProblem:
        """Open a desk that lies on this machine; no network is needed."""
        if not self.cabinet.holds(profile.folder):
            return SignInProblem("no-profile", profile.server)
        drawer = self.cabinet.open(profile.folder, passphrase)
        return drawer if isinstance(drawer, SignInProblem) else self._workspace(profile, drawer)

    def _again(self, profile: KnownProfile, drawer: Drawer, entry: _Entry) -> Workspace | SignInProblem:
        """The officer's desk is here already: it keeps its own device, whose number and chain go on."""
        workspace = self._workspace(profile, drawer)
        if isinstance(workspace, SignInProblem):
            return workspace
        session = entry.login(workspace.device)
        if isinstance(session, Session) and session.officer != profile.officer:
            session = SignInProblem("wrong-officer", profile.server)
        if isinstance(session, SignInProblem):
            workspace.close()
            return session
        with _shut_if_it_fails(drawer), workspace.tables.write():
            _keep(workspace.tables, profile.officer, entry)
        return self._begun(workspace, session)

    def _begun(self, workspace: Workspace | SignInProblem, session: Session) -> Workspace | SignInProblem:
        if isinstance(workspace, Workspace):
            with _shut_if_it_fails(workspace.drawer):
                workspace.signed_in(session)
        return workspace

    def _workspace(self, profile: KnownProfile, drawer: Drawer) -> Workspace | SignInProblem:
        if _blank(drawer.tables):
            drawer.shut()
            return SignInProblem("no-profile", profile.server)
        try:
            device = DeviceKey.kept(drawer.tables)
            desk = Desk(
                drawer.tables,
                profile.officer,
                device.id,
                self.clock,
                Ids(self.clock, self.bits),
                device.signer(),
                boot=self.boot,
                signed=partial(treekey.signed, drawer.tables),
            )
            desk.open()
            if drawer.tables.meta("restored_local"):  # what waits may differ from what the copy showed
                with desk.transaction():
                    desk.replay()
        except (Unavailable, ValueError, KeyError):
            drawer.shut()
            return SignInProblem("damaged", profile.server)
        transport = self.dial(profile.server)
        transport.use(_kept_session(desk))
        deeds = Deeds(desk)
        bodies = Bodies(drawer.bodies, partial(_is_letter, drawer.tables), self.clock)
        lane = Lane(desk, bodies)
        workspace = Workspace(
            profile=profile,
            device=device,
            desk=desk,
            engine=Engine(desk, Schedule(self.clock, self.dice), lane),
            transport=transport,
            deeds=deeds,
            tray=Tray(deeds),
            clock=self.clock,
            drawer=drawer,
            writing=Writing(bodies, self.bits, lane.watched),
            remember=lambda: self._remember(profile, desk),
            end_log=self.log(drawer.folder),
        )
        logs.note("opened", profile=profile.folder, device=device.id, version=CLIENT_VERSION)
        workspace.remember()
        return workspace

    def forget(self, profile: KnownProfile) -> None:
        """Remove a desk from this machine for good, with its key and all that was not sent. Raises OSError."""
        self.cabinet.remove(profile.folder)
        known.write(self.home, known.read(self.home).without(profile.folder))

    def _profile(self, server: str, officer: Id, folder: str) -> KnownProfile:
        """As it is known here already, or new; the name comes with the first download."""
        here = (p for p in known.list_profiles(self.home) if p.folder == folder)
        return next(here, KnownProfile(server, officer, "", folder))

    def _remember(self, profile: KnownProfile, desk: Desk) -> None:
        """Keep whose desk this is, by the name the directory now has, for the time before it is unlocked."""
        me = desk.directory.officers.get(profile.officer)
        named = replace(profile, name=me.name) if me else profile
        with contextlib.suppress(OSError):  # a disk that does not take it is no reason not to open or close
            known.write(self.home, known.read(self.home).opened(named))


def _nothing() -> None:
    """Ends a log that was never begun."""


@contextlib.contextmanager
def _shut_if_it_fails(drawer: Drawer) -> Iterator[None]:
    """A store that could not be written is let go, for the next try."""
    try:
        yield
    except BaseException:
        drawer.shut()
        raise


def _is_letter(tables: Tables, id_: Id) -> bool:
    """Whether a letter is shown here."""
    shown = tables.shown(id_)
    return shown is not None and shown[0] == "letter"


def _blank(tables: Tables) -> bool:
    """Whether a store was begun and nothing was ever put into it: the process that made it died."""
    return not (tables.meta("device") or tables.meta("token")) and tables.counts() == (0, 0, 0)


def _keep(tables: Tables, officer: Id, entry: _Entry) -> None:
    """Whose desk it is, and the key of the server's audit log (inside a transaction)."""
    tables.set_meta("officer", officer)
    tables.set_meta("nip", _digits(entry.nip))
    treekey.pin(tables, entry.tree_key)


def _digits(nip: str) -> str:
    return "".join(c for c in nip if c in DIGITS)


def _kept_session(desk: Desk) -> Session:
    """The session as the store has it; until when it counts, the server knows."""
    meta = desk.tables.meta
    return Session(desk.officer, desk.device, meta("access"), "", meta("refresh"), meta("epoch"))


def _login(gate: Gate, nip: str, password: str, device: DeviceKey) -> Session | SignInProblem:
    return gate.login(Login(nip, password, device.id, device.name, device.public()))


def origin_of(server: str) -> str | SignInProblem:
    """The origin of a server as an officer types it: https unless it is this machine itself."""
    typed = server.strip().rstrip("/")
    parts = urlsplit(typed if "://" in typed else f"https://{typed}")
    try:
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError):
        return SignInProblem("dns", typed)
    plain = parts.scheme == "http" and host in LOOPBACK
    if (
        not host
        or not HOST.issuperset(host)
        or not (plain or parts.scheme == "https")
        or parts.username
        or parts.query
    ):
        return SignInProblem("dns", typed)
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
