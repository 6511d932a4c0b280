# SPDX-License-Identifier: Apache-2.0
"""Signing in, staying signed in, and knowing who speaks.

Access tokens are short; a refresh token is exchanged for the next one. The exchange may be lost on the way,
so the old token works on until one of those it was exchanged for is used (R23); after that, showing it again
means that two hold it, and the whole family ends. A device that lost its tokens, or whose server was
restored, proves itself by its registered key. The password is asked again after `SIGNIN_DAYS`, after it was
changed, and after signing out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from server.services import accept
from server.services.accept import Office, Verifier
from server.services.accounts import Account, Accounts, Family, Signin, Token
from server.services.ledger import Ledger
from server.services.secrets import Secrets, is_key
from workspace.domain import device, officer, personnel
from workspace.domain.ids import Id, Ids, derived, is_id
from workspace.domain.moment import Instant, from_ms, plus, to_ms
from workspace.wire import codec, protocol
from workspace.wire.protocol import Login, Renew, Session

ACCESS_MINUTES = 10
REFRESH_DAYS = 60
SIGNIN_DAYS = 180
# Refresh tokens of a family. One that is forgotten opens nothing, it only betrays no thief any more.
REMEMBERED = 64
DEVICE_NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class Denied:
    """A request that is not answered: a problem's code and params."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


def personnel_id(of: Id) -> Id:
    """The personnel record of an officer has a derived id, so that clearance is one look-up."""
    return derived(of, "personnel")


def hash_of(token: str) -> str:
    """What is stored of a token: with 256 random bits no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Tables:
    """Ledger and accounts of one connection."""

    ledger: Ledger
    accounts: Accounts

    def device(self, id_: Id) -> device.Device | None:
        """A registered device."""
        row = self.ledger.record(id_)
        value = codec.decode_value(row.kind, row.body) if row and row.kind == "device" else None
        return value if isinstance(value, device.Device) else None

    def clearance(self, of: Id) -> int:
        """The highest class an officer may see; 0 without a personnel record."""
        row = self.ledger.record(personnel_id(of))
        value = codec.decode_value(row.kind, row.body) if row else None
        return value.clearance if isinstance(value, personnel.Personnel) else 0

    def retired(self, of: Id) -> bool:
        """Whether there is no such officer any more."""
        row = self.ledger.record(of)
        value = codec.decode_value(row.kind, row.body) if row else None
        return not isinstance(value, officer.Officer) or value.retired

    def who(self, access: str, now: Instant) -> tuple[accept.Session, Instant] | Denied:
        """Who speaks with an access token, and until when."""
        found = self.accounts.grant(hash_of(access)) if access else None
        if found is None:
            return Denied("unauthenticated")
        token, family = found
        if token.kind != "access" or token.until <= now or family.revoked:
            return Denied("unauthenticated")
        known = self.device(family.device)
        if known is None or known.officer != family.officer:
            return Denied("unauthenticated")
        if known.state == "revoked":
            return Denied("device-revoked")
        clearance = min(self.clearance(family.officer), known.max_class)
        return accept.Session(family.officer, family.device, clearance), token.until


SPEAKERS = 50_000  # sessions that are remembered


@dataclass(slots=True)
class Speakers:
    """Who speaks with which access token, looked up once as long as nothing is written on which that depends.

    `forget` is called by whoever commits before anybody is told of the commit; what is looked up beside it
    is remembered for the turn in which the look began, and so counts no more.
    """

    _turn: int = 0
    _known: dict[str, tuple[int, accept.Session, Instant]] = field(default_factory=dict)

    def who(
        self,
        access: str,
        now: Instant,
        look: Callable[[str, Instant], tuple[accept.Session, Instant] | Denied],
    ) -> accept.Session | Denied:
        """The session, or why there is none. `look` asks the tables."""
        name, turn = hash_of(access), self._turn
        known = self._known.get(name)
        if known is not None and known[0] == turn and now < known[2]:
            return known[1]
        found = look(access, now)
        if isinstance(found, Denied):
            return found
        if len(self._known) >= SPEAKERS:
            self._known.clear()
        self._known[name] = turn, *found
        return found[0]

    def forget(self) -> None:
        """Something was written on which it depends."""
        self._turn += 1
        self._known.clear()


@dataclass(slots=True)
class Sessions:
    """The writing side: every method runs inside a transaction of the writer.

    `mint` gives a new random token of at least 256 bits; `device_class` is the highest class a newly
    registered device may hold.
    """

    tables: Tables
    office: Office
    secrets: Secrets
    ids: Ids
    mint: Callable[[], str]
    verify: Verifier
    device_class: int = 1
    _clean: Instant = ""  # until when nothing is worth forgetting

    def sign_in(self, account: Account, login: Login) -> Session | Denied:
        """The password was right for `account`: register the device and begin a family of tokens."""
        if self.tables.accounts.account(account.officer) != account or self.tables.retired(account.officer):
            return Denied("bad-credentials")
        if not is_id(login.device):
            return Denied("invalid", (("field", "device"),))
        denied = self._register(account.officer, login)
        if denied is not None:
            return denied
        now = self.office.clock()
        self.tables.accounts.put_signin(Signin(login.device, account.officer, now))
        return self._begin(account.officer, login.device)

    def _register(self, who: Id, login: Login) -> Denied | None:
        known = self.tables.ledger.record(login.device)
        if known is not None:
            old = self.tables.device(login.device)
            if old is None or (old.officer, old.key) != (who, login.device_key):
                return Denied("device-taken")
            return Denied("device-revoked") if old.state == "revoked" else None
        if not is_key(login.device_key):
            return Denied("invalid", (("field", "device_key"),))
        name = login.device_name.strip()[:DEVICE_NAME_MAX]
        value = device.Device(login.device, who, name, login.device_key, self.device_class)
        self.office.command_by_server("device.register", device.Register(value), self.ids())
        return None

    def _begin(self, who: Id, dev: Id) -> Session:
        """A new family; older ones of the device are forgotten, and whoever else may hold their tokens is out."""
        now = self.office.clock()
        accounts = self.tables.accounts
        accounts.drop_families(dev)
        family = Family(self.ids(), who, dev, now, plus(now, days=SIGNIN_DAYS))
        accounts.put_family(family)
        return self._tokens(family)

    def _tokens(self, family: Family) -> Session:
        now = self.office.clock()
        if now > self._clean:
            self.tables.accounts.forget_before(now)
            self._clean = plus(now, minutes=1)
        access, refresh = self.mint(), self.mint()
        until = plus(now, minutes=ACCESS_MINUTES)
        put = self.tables.accounts.put_token
        put(Token(hash_of(access), family.id, "access", until))
        put(Token(hash_of(refresh), family.id, "refresh", min(plus(now, days=REFRESH_DAYS), family.until)))
        self.tables.accounts.trim_refresh(family.id, REMEMBERED)
        return Session(
            family.officer, family.device, access, until, refresh, self.tables.ledger.meta("epoch")
        )

    def renew(self, message: Renew) -> Session | Denied:
        """The next tokens, for a refresh token or for a device's signature."""
        known = self.tables.device(message.device)
        if known is not None and known.state == "revoked":
            return Denied("device-revoked")
        if known is None or self.tables.retired(known.officer):
            return Denied("unauthenticated")
        return self._by_refresh(message) if message.refresh else self._by_proof(message, known)

    def _by_refresh(self, message: Renew) -> Session | Denied:
        accounts = self.tables.accounts
        found = accounts.grant(hash_of(message.refresh))
        if found is None:
            return Denied("unauthenticated")
        token, family = found
        if token.kind != "refresh" or family.revoked or token.until <= self.office.clock():
            return Denied("unauthenticated")
        if token.state == "dead" or family.device != message.device:
            accounts.revoke("reuse", family=family.id)
            return Denied("unauthenticated")
        if token.state == "fresh":
            accounts.kill_refresh(family.id, keep=token.hash)
            accounts.put_token(Token(token.hash, family.id, "refresh", token.until, "used"))
        return self._tokens(family)

    def _by_proof(self, message: Renew, known: device.Device) -> Session | Denied:
        accounts, now = self.tables.accounts, self.office.clock()
        epoch = self.tables.ledger.meta("epoch")
        until = self.secrets.nonce_until(message.nonce, epoch, to_ms(now)) if message.nonce else 0
        signed = protocol.proof(message.device, epoch, message.nonce)
        if not until or not self.verify(known.key, signed, message.sig):
            return Denied("unauthenticated")
        signin, account = accounts.signin(message.device), accounts.account(known.officer)
        if signin is None or account is None or signin.officer != known.officer:
            return Denied("unauthenticated")
        if signin.at < max(account.changed, plus(now, days=-SIGNIN_DAYS)):
            return Denied("unauthenticated")
        if not accounts.use_nonce(message.nonce, from_ms(until)):
            return Denied("unauthenticated")
        return self._begin(known.officer, message.device)

    def sign_out(self, session: accept.Session) -> None:
        """End the device's tokens; only the password begins new ones."""
        self.tables.accounts.revoke("sign-out", device=session.device)
        self.tables.accounts.drop_signin(session.device)

    def change_password(self, session: accept.Session, account: Account, hashed: str) -> Session | Denied:
        """Set a new password: all tokens of the officer end, and this device gets new ones."""
        if self.tables.accounts.account(account.officer) != account:
            return Denied("bad-credentials")
        self.give_account(account.officer, account.nip, hashed)
        self.tables.accounts.put_signin(Signin(session.device, session.officer, self.office.clock()))
        return self._begin(session.officer, session.device)

    def give_account(self, who: Id, nip: str, hashed: str) -> None:
        """Let an officer sign in; `nip` is the keyed hash. Whatever began with an older password ends."""
        accounts = self.tables.accounts
        accounts.put_account(Account(who, nip, hashed, self.office.clock()))
        accounts.revoke("password", officer=who)
