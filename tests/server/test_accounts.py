# SPDX-License-Identifier: Apache-2.0
"""Accounts in SQL and in memory: the same random steps give the same answers and leave the same rows."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from server.services.accounts import Account, Accounts, Family, Signin, Token
from server.store.accounts import MemoryAccounts, SqlAccounts
from tests.server.twins import differ

DAYS = [f"2026-11-{day:02d}T00:00:00.000Z" for day in range(1, 29)]


def step(accounts: Accounts, rng: Random) -> Any:
    """One random write, and what a few reads then say."""
    officer, device, family = (f"{kind}{rng.randrange(4)}" for kind in "odf")
    token = f"t{rng.randrange(8)}"
    told: Any = None
    match rng.randrange(11):
        case 0:
            accounts.put_account(Account(officer, f"nip-{officer}", str(rng.random()), rng.choice(DAYS)))
        case 1:
            accounts.put_signin(Signin(device, officer, rng.choice(DAYS)))
        case 2:
            accounts.drop_signin(device)
        case 3:
            accounts.put_family(Family(family, officer, device, rng.choice(DAYS), rng.choice(DAYS)))
        case 4:
            kind = rng.choice(["access", "refresh"])
            accounts.put_token(
                Token(token, family, kind, rng.choice(DAYS), rng.choice(["fresh", "used", "dead"]))
            )
        case 5:
            which = rng.choice([{"family": family}, {"device": device}, {"officer": officer}])
            accounts.revoke(rng.choice(["reuse", "password"]), **which)
        case 6:
            accounts.kill_refresh(family, token)
        case 7:
            told = accounts.use_nonce(f"n{rng.randrange(5)}", rng.choice(DAYS))
        case 8:
            accounts.forget_before(rng.choice(DAYS))
        case 9:
            accounts.trim_refresh(family, rng.randrange(3))
        case 10:
            accounts.drop_families(device)
    return (
        told, accounts.account(officer), accounts.account_of(f"nip-{officer}"), accounts.signin(device),
        accounts.grant(token), accounts.dump(),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(15))
def test_both_stores_tell_and_keep_the_same(tmp_path: Path, seed: int) -> None:
    assert not differ(tmp_path, SqlAccounts, MemoryAccounts, step, seed)
