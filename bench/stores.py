# SPDX-License-Identifier: Apache-2.0
"""The databases the rows start from, made by the product: a server with N records, and the desk of who sees them.

Tasks are written into the ledger without commands, which would take minutes and leave the same rows.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec

import resources
from bench.measure import clock
from bench.town import ACCESS, KEY, SEED, Town, tasks
from server.services.accept import Office, Session
from server.services.accounts import Family, Token
from server.services.audit import AuditLog
from server.services.feed import Feed
from server.services.ledger import Stored
from server.services.secrets import Secrets, encode, verifier
from server.services.session import hash_of
from server.services.sync import Sync
from server.store.accounts import SqlAccounts
from server.store.database import Database
from server.store.sql import SqlLedger
from workspace.domain import calendar, profile, registry
from workspace.domain.ids import Ids
from workspace.storage import backup
from workspace.storage import profile as profiles
from workspace.storage.desk import Desk
from workspace.storage.profile import Store
from workspace.sync.engine import Engine
from workspace.sync.schedule import Schedule
from workspace.wire import codec
from workspace.wire.protocol import SyncRequest

SECRETS = Secrets(b"\x07" * 32)
NEVER = "2999-01-01T00:00:00.000Z"
CLEARANCE = 2
VERBS = {
    value.__name__: f"{kind}.{'register' if kind == 'device' else 'record'}"
    for kind, value in ((noun.kind, noun.value) for noun in registry.NOUNS.values())
}


def office_over(ledger: SqlLedger) -> Office:
    """The server's judge over a ledger."""
    rng = Random(SEED)
    audit = AuditLog(ledger, SECRETS.sign_head)
    return Office(ledger, audit, clock, lambda: f"{rng.getrandbits(128):032x}", verifier(), _failed)


def _failed(id_: str, error: Exception) -> None:
    raise AssertionError(f"command {id_} failed") from error


def make_server(path: Path, made: Town, count: int) -> None:
    """A server's database with the agency and as many tasks as make `count` records."""
    rng = Random(SEED)
    ids = Ids(clock, rng.getrandbits)
    database = Database(path)
    with closing(database), database.writer() as ledger, ledger.write():
        ledger.set_meta("epoch", ids())
        office = office_over(ledger)
        for value in (*rules(), *made.directory):
            name = VERBS[type(value).__name__]
            office.command_by_server(name, registry.verb(name).args(value), ids())
        put_tasks(ledger, tasks(made, count - len(made.directory)))
        sign_in(ledger, made, ids)


def sign_in(ledger: SqlLedger, made: Town, ids: Ids) -> None:
    """A session of every officer's device that does not end; the token of `laptop` is ACCESS."""
    accounts = SqlAccounts(ledger)
    for who, dev in made.devices.items():
        access = ACCESS if dev == made.laptop else f"{ACCESS}-{dev}"
        family = Family(ids(), who, dev, clock(), NEVER)
        accounts.put_family(family)
        accounts.put_token(Token(hash_of(access), family.id, "access", NEVER))


def rules() -> list[Any]:
    """The shipped regional profile and calendars."""
    folder = resources.path("profiles")
    values: list[Any] = [
        msgspec.json.decode((folder / "default.json").read_bytes(), type=profile.Profile),
        *(
            msgspec.json.decode(file.read_bytes(), type=calendar.Calendar)
            for file in sorted(folder.glob("calendar-*.json"))
        ),
    ]
    return values


def put_tasks(ledger: SqlLedger, values: Iterable[Any]) -> None:
    """Write values as if each had been the effect of one command (inside a transaction)."""
    seq = ledger.head()
    for value in values:
        seq += 1
        noun = registry.of(value)
        old = ledger.record(value.id)
        audience = tuple(sorted(noun.audience(value)))
        body = codec.encode_value(value)
        rev = old.rev + 1 if old else 1
        ledger.put_record(Stored(value.id, noun.kind, rev, seq, registry.cls(value), body, audience))
        for key in audience:
            ledger.see(key, value.id, seq, gone=False)
    ledger.set_head(seq)


def open_desk(store: Store, made: Town, seed: int = 1) -> tuple[Desk, Engine]:
    """Desk and engine over an open store, with real signatures."""
    rng = Random(seed)
    private = made.private
    ids = Ids(clock, rng.getrandbits)
    desk = Desk(store.tables, made.me, made.laptop, clock, ids, lambda raw: encode(private.sign(raw)))
    desk.open()
    return desk, Engine(desk, Schedule(clock, rng.random))


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store of a folder, made if it is not there."""
    store = profiles.open_store(folder, KEY, clock)
    if not isinstance(store, Store):
        raise TypeError(store)
    try:
        yield store
    finally:
        store.close()


def make_desk(folder: Path, server: Path, made: Town) -> None:
    """The officer's store after the first download from that database, without a network between."""
    database = Database(server)
    with closing(database), database.writer() as ledger, opened(folder) as store:
        office = office_over(ledger)
        office.open()
        office.publish()
        feed = Feed(ledger, lambda: office.published, office.audit, clock, SECRETS.of("feed"))
        sync = Sync(office, feed, Ids(clock, Random(2).getrandbits))
        _, engine = open_desk(store, made)
        session = Session(made.me, made.laptop, CLEARANCE)
        while (exchange := engine.begin()) is not None:
            if not isinstance(exchange, SyncRequest):
                raise TypeError(exchange)
            engine.answered(sync.exchange(session, exchange))


def copy_desk(source: Path, target: Path) -> Path:
    """An own copy of a prepared store; returns its folder."""
    profiles.prepare(target)
    shutil.copy(source / backup.STORE, target / backup.STORE)
    return target
