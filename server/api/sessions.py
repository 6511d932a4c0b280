# SPDX-License-Identifier: Apache-2.0
"""Signing in and out: passwords are checked off the loop, few at a time, the same way for known and unknown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from server.api.endpoint import Call, ProblemError, denied
from server.backend import HASH_QUEUE, HASHING, Backend
from server.services.accounts import Account
from server.services.passwords import longest_wait_ms
from server.services.session import Denied
from workspace.domain.errors import Unavailable
from workspace.domain.moment import to_ms
from workspace.domain.nip import DIGITS
from workspace.wire.protocol import PASSWORD_MAX, Login, NewPassword, Renew, Session

NIP_MAX = 40  # as typed, with spaces

Result = TypeVar("Result")


async def sign_in(call: Call) -> Session:
    """Sign in by NIP and password, and register the device."""
    login: Login = call.body
    if len(login.nip) > NIP_MAX or len(login.password) > PASSWORD_MAX:
        raise ProblemError("bad-credentials")
    backend = call.backend
    nip = backend.secrets.nip("".join(c for c in login.nip if c in DIGITS))
    with backend.readers.view() as view:
        account = view.tables.accounts.account_of(nip)
    account = await _proven(call, nip, account, login.password)
    return _given(await backend.writer.do(lambda: backend.sessions.sign_in(account, login)))


async def renew(call: Call) -> Session:
    """The next tokens, for a refresh token or a signature of the device."""
    backend, message = call.backend, call.body
    if not isinstance(message, Renew):
        raise TypeError(message)
    return _given(await backend.writer.do(lambda: backend.sessions.renew(message)))


async def sign_out(call: Call) -> None:
    """End the device's session."""
    backend, session = call.backend, call.officer
    await backend.writer.do(lambda: backend.sessions.sign_out(session))


async def change_password(call: Call) -> Session:
    """Set a new password: every session of the officer ends, and this device gets a new one."""
    backend, session, message = call.backend, call.officer, call.body
    if not isinstance(message, NewPassword):
        raise TypeError(message)
    with backend.readers.view() as view:
        found = view.tables.accounts.account(session.officer)
    account = await _proven(call, found.nip if found else session.officer, found, message.old)
    hashed = await _hashing(backend, lambda: backend.passwords.hash(message.new))
    change = backend.sessions.change_password
    return _given(await backend.writer.do(lambda: change(session, account, hashed)))


async def _proven(call: Call, key: str, account: Account | None, password: str) -> Account:
    """The account, if the password is its; else a problem, after the same time whether there is one or not."""
    backend, now = call.backend, to_ms(call.backend.clock())
    pairs = ((backend.by_account, key), (backend.by_address, call.address))
    wait = longest_wait_ms(pairs, now)
    if wait:
        raise ProblemError("rate-limited", wait_s=-(-wait // 1000))
    for limiter, one in pairs:
        limiter.failed(one, now)  # before it is known: tries at the same time count too
    stored = account.password if account else None
    right = await _hashing(backend, lambda: backend.passwords.check(stored, password))
    if account is None or not right:
        raise ProblemError("bad-credentials")
    backend.by_account.cleared(key)
    backend.by_address.forgive(call.address)
    return account


async def _hashing(backend: Backend, work: Callable[[], Result]) -> Result:
    if backend.hash_jobs >= HASHING + HASH_QUEUE:
        raise Unavailable("too many passwords wait to be checked")
    backend.hash_jobs += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(backend.hashing, work)
    finally:
        backend.hash_jobs -= 1


def _given(told: Session | Denied) -> Session:
    if isinstance(told, Denied):
        raise denied(told)
    return told
