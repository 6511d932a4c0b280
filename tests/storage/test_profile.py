# SPDX-License-Identifier: Apache-2.0
"""Profile folders and the one process that may hold one."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.kit import KEY, START, Hands, opened
from workspace.storage import lock, profile
from workspace.storage.lock import Holder, InUse, ProfileLock


def test_the_home_is_the_system_s_unless_told(tmp_path: Path) -> None:
    assert profile.home({"RUANGKERJA_HOME": str(tmp_path)}) == tmp_path
    assert profile.home({}).name == "RuangKerja"


def test_a_profile_is_named_after_server_and_officer() -> None:
    one = profile.name("https://a.example", "officer")
    assert len(one) == 16
    assert (
        len({one, profile.name("https://b.example", "officer"), profile.name("https://a.example", "o")}) == 3
    )


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps others out by the folder's owner, not by modes"
)
def test_only_the_officer_may_read_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "home" / "p")
    store.back_up(Hands())
    for each in (tmp_path / "home").rglob("*"):
        wanted = 0o700 if each.is_dir() else 0o600
        if each.name != lock.HOLDER:
            assert stat.S_IMODE(each.stat().st_mode) == wanted, each
    store.close()


def test_a_second_process_is_told_who_holds_the_profile(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    again = profile.open_store(tmp_path / "p", KEY, Hands())
    assert isinstance(again, InUse)
    assert again.holder is not None
    assert again.holder.since == START
    (tmp_path / "p" / lock.HOLDER).write_text("{half", encoding="utf-8")
    assert profile.open_store(tmp_path / "p", KEY, Hands()) == InUse(None)
    store.close()
    opened(tmp_path / "p").close()


def test_a_process_that_died_is_noticed(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    assert not store.died
    store.close()
    program = (
        "import os, sys; from pathlib import Path; from workspace.storage import lock;"
        f"lock.acquire(Path(sys.argv[1]), {START!r}); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "p")], check=False)
    store = opened(tmp_path / "p")
    assert store.died
    store.close()
    held = lock.acquire(tmp_path / "p", START)
    assert isinstance(held, ProfileLock)
    assert not held.died
    held.release()


def test_who_holds_it_may_be_unknown(tmp_path: Path) -> None:
    assert lock._read(tmp_path) is None
    assert Holder(1, "host", START).pid == 1


def test_the_wrong_key_opens_nothing_and_holds_nothing(tmp_path: Path) -> None:
    opened(tmp_path / "p").close()
    wrong = profile.open_store(tmp_path / "p", bytes(32), Hands())
    assert isinstance(wrong, profile.StoreUnreadable)
    opened(tmp_path / "p").close()


def test_a_key_is_not_shown_by_repr(tmp_path: Path) -> None:
    store = opened(tmp_path / "p")
    assert str(KEY) not in repr(store)
    assert KEY.hex() not in repr(store)
    reader = store.reader()
    assert reader.outbox() == []
    reader.close()
    store.close()
