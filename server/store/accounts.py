# SPDX-License-Identifier: Apache-2.0
"""Accounts and sessions: in SQL beside the ledger, and as dictionaries beside its twin."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, select

from server.services.accounts import Account, Family, Signin, Token
from server.store import schema
from server.store.memory import MemoryLedger, Table
from server.store.sql import SqlLedger
from server.store.statements import by, insert, sql, upsert
from workspace.domain.ids import Id
from workspace.domain.moment import Instant

TABLES = ("account", "signin", "family", "token", "nonce")

_f, _t = schema.family, schema.token
ACCOUNT = by(schema.account, schema.account.c.officer == bindparam("officer"))
ACCOUNT_OF = by(schema.account, schema.account.c.nip == bindparam("nip"))
PUT_ACCOUNT = upsert(schema.account)
SIGNIN = by(schema.signin, schema.signin.c.device == bindparam("device"))
PUT_SIGNIN = upsert(schema.signin)
DROP_SIGNIN = sql(schema.signin.delete().where(schema.signin.c.device == bindparam("device")))
GRANT = sql(select(_t, _f).join(_f, _f.c.id == _t.c.family).where(_t.c.hash == bindparam("hash")))
PUT_FAMILY = upsert(_f)
REVOKE = {
    column: sql(
        _f.update()
        .values(revoked=bindparam("why"))
        .where(_f.c[column] == bindparam("which"), _f.c.revoked == bindparam("alive"))
    )
    for column in ("id", "device", "officer")
}
PUT_TOKEN = upsert(_t)
REFRESH = (_t.c.family == bindparam("of"), _t.c.kind == bindparam("refresh"))
KILL_REFRESH = sql(
    _t.update()
    .values(state=bindparam("dead"))
    .where(*REFRESH, _t.c.hash != bindparam("keep"), _t.c.state != bindparam("dead_already"))
)
BEYOND = (  # used, fresh, dead: as it happens, their names backwards
    select(_t.c.hash)
    .where(*REFRESH)
    .order_by(_t.c.state.desc(), _t.c.until.desc(), _t.c.hash.desc())
    .offset(bindparam("most"))
)
ALL = -1  # the LIMIT that stands before an OFFSET
TRIM_REFRESH = sql(_t.delete().where(_t.c.hash.in_(BEYOND)))
OF_DEVICE = select(_f.c.id).where(_f.c.device == bindparam("device"))
DROP_TOKENS = sql(_t.delete().where(_t.c.family.in_(OF_DEVICE)))
DROP_FAMILIES = sql(_f.delete().where(_f.c.device == bindparam("device")))
USE_NONCE = insert(schema.nonce).replace("INSERT INTO", "INSERT OR IGNORE INTO")
FORGET = [sql(table.delete().where(table.c.until < bindparam("now"))) for table in (_t, _f, schema.nonce)]
WRITES = {
    PUT_ACCOUNT, PUT_SIGNIN, DROP_SIGNIN, PUT_FAMILY, *REVOKE.values(), PUT_TOKEN, KILL_REFRESH, TRIM_REFRESH,
    DROP_TOKENS, DROP_FAMILIES, USE_NONCE, *FORGET,
}  # fmt: skip
"""Every statement here that changes who speaks, or how."""


class SqlAccounts:
    """See `Accounts` for what each method does."""

    def __init__(self, ledger: SqlLedger) -> None:
        self._run: Callable[..., Any] = ledger.ask

    def account(self, officer: Id) -> Account | None:
        row = self._run(ACCOUNT, (officer,)).fetchone()
        return Account(*row) if row else None

    def account_of(self, nip: str) -> Account | None:
        row = self._run(ACCOUNT_OF, (nip,)).fetchone()
        return Account(*row) if row else None

    def put_account(self, row: Account) -> None:
        self._run(PUT_ACCOUNT, astuple(row))

    def signin(self, device: Id) -> Signin | None:
        row = self._run(SIGNIN, (device,)).fetchone()
        return Signin(*row) if row else None

    def put_signin(self, row: Signin) -> None:
        self._run(PUT_SIGNIN, astuple(row))

    def drop_signin(self, device: Id) -> None:
        self._run(DROP_SIGNIN, (device,))

    def grant(self, hash: str) -> tuple[Token, Family] | None:
        row = self._run(GRANT, (hash,)).fetchone()
        return (Token(*row[:5]), Family(*row[5:])) if row else None

    def put_family(self, row: Family) -> None:
        self._run(PUT_FAMILY, astuple(row))

    def revoke(self, why: str, *, family: Id = "", device: Id = "", officer: Id = "") -> None:
        for column, value in (("id", family), ("device", device), ("officer", officer)):
            if value:
                self._run(REVOKE[column], (why, value, ""))

    def put_token(self, row: Token) -> None:
        self._run(PUT_TOKEN, astuple(row))

    def kill_refresh(self, family: Id, keep: str) -> None:
        self._run(KILL_REFRESH, ("dead", family, "refresh", keep, "dead"))

    def trim_refresh(self, family: Id, most: int) -> None:
        self._run(TRIM_REFRESH, (family, "refresh", ALL, most))

    def drop_families(self, device: Id) -> None:
        self._run(DROP_TOKENS, (device,))
        self._run(DROP_FAMILIES, (device,))

    def use_nonce(self, nonce: str, until: Instant) -> bool:
        return bool(self._run(USE_NONCE, (nonce, until)).rowcount)

    def forget_before(self, now: Instant) -> None:
        for statement in FORGET:
            self._run(statement, (now,))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        tables = schema.metadata.tables
        return {name: sorted(self._run(by(tables[name])).fetchall()) for name in TABLES}


@dataclass(slots=True)
class MemoryAccounts:
    """The twin; rolls back with its ledger."""

    ledger: MemoryLedger
    rows: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = {name: Table(self.ledger.log) for name in TABLES}

    def account(self, officer: Id) -> Account | None:
        return self.rows["account"].get(officer)

    def account_of(self, nip: str) -> Account | None:
        return next((row for row in self.rows["account"].values() if row.nip == nip), None)

    def put_account(self, row: Account) -> None:
        self.rows["account"][row.officer] = row

    def signin(self, device: Id) -> Signin | None:
        return self.rows["signin"].get(device)

    def put_signin(self, row: Signin) -> None:
        self.rows["signin"][row.device] = row

    def drop_signin(self, device: Id) -> None:
        if device in self.rows["signin"]:
            del self.rows["signin"][device]

    def grant(self, hash: str) -> tuple[Token, Family] | None:
        found: Token | None = self.rows["token"].get(hash)
        family = self.rows["family"].get(found.family) if found else None
        return (found, family) if found and family else None

    def put_family(self, row: Family) -> None:
        self.rows["family"][row.id] = row

    def revoke(self, why: str, *, family: Id = "", device: Id = "", officer: Id = "") -> None:
        for row in list(self.rows["family"].values()):
            named = family == row.id or device == row.device or officer == row.officer
            if named and not row.revoked:
                self.rows["family"][row.id] = replace(row, revoked=why)

    def put_token(self, row: Token) -> None:
        self.rows["token"][row.hash] = row

    def kill_refresh(self, family: Id, keep: str) -> None:
        for row in list(self.rows["token"].values()):
            if (row.family, row.kind) == (family, "refresh") and row.hash != keep:
                self.rows["token"][row.hash] = replace(row, state="dead")

    def trim_refresh(self, family: Id, most: int) -> None:
        mine = [r for r in self.rows["token"].values() if (r.family, r.kind) == (family, "refresh")]
        for row in sorted(mine, key=attrgetter("state", "until", "hash"), reverse=True)[most:]:
            del self.rows["token"][row.hash]

    def drop_families(self, device: Id) -> None:
        gone = {row.id for row in self.rows["family"].values() if row.device == device}
        for name, of in (("token", attrgetter("family")), ("family", attrgetter("id"))):
            for key, row in list(self.rows[name].items()):
                if of(row) in gone:
                    del self.rows[name][key]

    def use_nonce(self, nonce: str, until: Instant) -> bool:
        if nonce in self.rows["nonce"]:
            return False
        self.rows["nonce"][nonce] = until
        return True

    def forget_before(self, now: Instant) -> None:
        for name in ("token", "family", "nonce"):
            for key, row in list(self.rows[name].items()):
                if (row if name == "nonce" else row.until) < now:
                    del self.rows[name][key]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        kept = {name: sorted(astuple(row) for row in self.rows[name].values()) for name in TABLES[:4]}
        return {**kept, "nonce": sorted(self.rows["nonce"].items())}
