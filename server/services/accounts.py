# SPDX-License-Identifier: Apache-2.0
"""The small language of sign-in and sessions, beside `Ledger` on the same connection.

`store/accounts.py` obeys it in SQL and in memory; one contract test for both. All writes run inside the
ledger's transaction.
"""

from dataclasses import dataclass
from typing import Protocol

from workspace.domain.ids import Id
from workspace.domain.moment import Instant


@dataclass(frozen=True, slots=True)
class Account:
    """`nip` is a keyed hash of the number, `password` an Argon2id hash, `changed` when it was set."""

    officer: Id
    nip: str
    password: str
    changed: Instant


@dataclass(frozen=True, slots=True)
class Signin:
    """The last sign-in by password on a device."""

    device: Id
    officer: Id
    at: Instant


@dataclass(frozen=True, slots=True)
class Family:
    """All tokens that grew out of one sign-in or one proof. `revoked` says why, empty while it lives."""

    id: Id
    officer: Id
    device: Id
    made: Instant
    until: Instant
    revoked: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """`hash` of what the device holds. `kind` is access or refresh. `state`: fresh; used, as long as none of
    the tokens it was exchanged for was used; then dead.
    """

    hash: str
    family: Id
    kind: str
    until: Instant
    state: str = "fresh"


class Accounts(Protocol):
    """Everything sign-in and sessions store."""

    def account(self, officer: Id) -> Account | None:
        """The officer's account."""
        ...

    def account_of(self, nip: str) -> Account | None:
        """The account with this keyed hash of a NIP."""
        ...

    def put_account(self, row: Account) -> None:
        """Insert or replace."""
        ...

    def signin(self, device: Id) -> Signin | None:
        """The last sign-in on a device."""
        ...

    def put_signin(self, row: Signin) -> None:
        """Insert or replace."""
        ...

    def drop_signin(self, device: Id) -> None:
        """The officer signed out there: only the password helps now."""
        ...

    def grant(self, hash: str) -> tuple[Token, Family] | None:
        """A token with its family."""
        ...

    def put_family(self, row: Family) -> None:
        """Insert or replace."""
        ...

    def revoke(self, why: str, *, family: Id = "", device: Id = "", officer: Id = "") -> None:
        """Revoke the living families with that id, or of that device, or of that officer."""
        ...

    def put_token(self, row: Token) -> None:
        """Insert or replace."""
        ...

    def kill_refresh(self, family: Id, keep: str) -> None:
        """Let all refresh tokens of a family but one be dead."""
        ...

    def trim_refresh(self, family: Id, most: int) -> None:
        """Forget all refresh tokens of a family but that many: the dead go first, the used last."""
        ...

    def drop_families(self, device: Id) -> None:
        """Forget all families of a device with their tokens."""
        ...

    def use_nonce(self, nonce: str, until: Instant) -> bool:
        """Note a nonce as used; False if it was before."""
        ...

    def forget_before(self, now: Instant) -> None:
        """Drop tokens, families and nonces whose time is over."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row, sorted."""
        ...
