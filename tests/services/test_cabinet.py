# SPDX-License-Identifier: Apache-2.0
"""The stores of a machine: their keys, their locks, and what the world does to them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring.backends.fail
import keyring.backends.SecretService
import pytest

from workspace.domain.errors import Unavailable
from workspace.services.cabinet import FileCabinet, world
from workspace.services.session import Drawer, SignInProblem
from workspace.storage import backup, driver, migrations
from workspace.storage.reader import SqlReader

NONE: Any = keyring.backends.fail.Keyring()  # type: ignore[no-untyped-call]
NOW = "2026-11-24T01:00:00.000Z"
WORDS = "empat kata yang panjang"


class Remembering(keyring.backends.SecretService.Keyring):
    """A trusted key store that lives as long as the test; it reports its class's name like the real one."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


Remembering.__module__ = "keyring.backends.SecretService"
Remembering.__qualname__ = "Keyring"


@dataclass
class Ring:
    """Answers with the back end the test chose."""

    backend: Any

    def get_keyring(self) -> Any:
        return self.backend


def cabinet(home: Path, backend: Any = NONE) -> FileCabinet:
    return FileCabinet(home, Ring(backend), os.urandom, lambda: NOW)


def opened(value: Drawer | SignInProblem) -> Drawer:
    assert isinstance(value, Drawer), value
    return value


def kind(value: object) -> str:
    assert isinstance(value, SignInProblem), value
    return value.kind


def test_without_a_key_store_a_passphrase_is_needed_and_opens(tmp_path: Path) -> None:
    c = cabinet(tmp_path)
    assert kind(c.refuses(None, shared=False)) == "passphrase-needed"
    assert kind(c.make("f", None, shared=False)) == "passphrase-needed"
    assert kind(c.make("f", "pendek", shared=False)) == "passphrase-weak"
    assert not (tmp_path / "f").exists()
    drawer = opened(c.make("f", WORDS, shared=False))
    with drawer.tables.write():
        drawer.tables.set_meta("zone", "Asia/Jakarta")
    assert c.holds("f")
    assert c.locked("f")
    assert kind(c.open("f", WORDS)) == "in-use"
    reader = c.look("f", WORDS)
    assert not isinstance(reader, SignInProblem)
    assert reader.meta("zone") == "Asia/Jakarta"
    reader.close()
    drawer.shut()
    assert kind(c.open("f", None)) == "passphrase-needed"
    assert kind(c.open("f", "empat kata yang lain")) == "passphrase-wrong"
    assert kind(c.look("f", "empat kata yang lain")) == "passphrase-wrong"
    again = opened(c.open("f", WORDS))
    assert again.tables.meta("zone") == "Asia/Jakarta"
    assert not again.died
    again.shut()


def test_a_trusted_key_store_keeps_the_key(tmp_path: Path) -> None:
    ring = Remembering()
    c = cabinet(tmp_path, ring)
    assert c.refuses(None, shared=False) is None
    assert kind(c.refuses(None, shared=True)) == "passphrase-needed"
    opened(c.make("f", None, shared=False)).shut()
    opened(c.open("f", None)).shut()
    assert not c.locked("f")
    ring.kept.clear()
    assert kind(c.open("f", None)) == "key-missing"
    c.set_aside("f")
    assert not c.holds("f")
    assert [path.name for path in tmp_path.iterdir()] == ["f.2026-11-24T010000000Z"]


def test_a_removed_store_leaves_neither_file_nor_key(tmp_path: Path) -> None:
    ring = Remembering()
    c = cabinet(tmp_path, ring)
    opened(c.make("f", None, shared=False)).shut()
    c.remove("f")
    c.remove("f")
    assert list(tmp_path.iterdir()) == []
    assert ring.kept == {}


def test_a_damaged_store_is_told_and_restored_from_its_copy(tmp_path: Path) -> None:
    c = cabinet(tmp_path)
    drawer = opened(c.make("f", WORDS, shared=False))
    with drawer.tables.write():
        drawer.tables.set_meta("zone", "Asia/Jakarta")
    assert drawer.back_up()
    assert not drawer.back_up()
    drawer.tidy()
    drawer.shut()
    report = c.examine("f", WORDS)
    assert isinstance(report, backup.Report)
    assert report.healthy
    store = tmp_path / "f" / backup.STORE
    store.write_bytes(os.urandom(store.stat().st_size))
    for side in ("-wal", "-shm"):
        store.with_name(store.name + side).unlink(missing_ok=True)
    assert kind(c.open("f", WORDS)) == "damaged"
    restored = c.restore("f", WORDS)
    assert isinstance(restored, backup.Restored)
    assert restored.day == NOW[:10]
    again = opened(c.open("f", WORDS))
    assert again.tables.meta("zone") == "Asia/Jakarta"
    again.shut()


def test_a_store_of_a_newer_release_is_not_touched(tmp_path: Path) -> None:
    c = cabinet(tmp_path)
    drawer = opened(c.make("f", WORDS, shared=False))
    drawer.tables.connection.execute("PRAGMA user_version=999")  # type: ignore[attr-defined]
    drawer.shut()
    assert c.open("f", WORDS) == SignInProblem("newer", detail="999")
    assert c.view("f", WORDS) == SignInProblem("newer", detail="999")
    assert c.whose("f", WORDS) == ("", ""), "what never changes its place can be read of any"


def test_a_store_of_an_older_release_is_brought_up_to_date_before_it_is_shown(tmp_path: Path) -> None:
    c = cabinet(tmp_path)
    opened(c.make("f", WORDS, shared=False)).shut()
    key = c._keys("f").load(WORDS)
    assert isinstance(key, bytes)
    (tmp_path / "f" / backup.STORE).write_bytes(b"")  # an empty file becomes a store
    connection = driver.connect(tmp_path / "f" / backup.STORE, key)
    migrations.migrate(connection, lambda: None, migrations.STEPS[:1])
    connection.close()
    reader = c.view("f", WORDS)
    assert isinstance(reader, SqlReader)
    assert reader.inbox(["nobody"], [], ("", 0), 10) == []
    assert migrations.version(reader.connection) == migrations.known()
    reader.close()


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(28, "no space", "/secret/path"), SignInProblem("disk", detail="ENOSPC")),
        (driver.DamagedError("store: file is not a database"), SignInProblem("damaged")),
        (Unavailable("store: disk I/O error"), SignInProblem("disk", detail="Unavailable")),
    ],
)
def test_what_the_disk_does_to_us_has_a_name_and_no_path(error: Any, problem: SignInProblem) -> None:
    assert world(error) == problem


def test_a_home_that_cannot_be_made_is_a_problem_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    assert kind(cabinet(tmp_path / "home").make("f", WORDS, shared=False)) == "disk"


def test_a_cabinet_tells_whose_stores_lie_in_it_as_far_as_it_can_read_them(tmp_path: Path) -> None:
    c = cabinet(tmp_path)
    assert c.folders() == []
    drawer = opened(c.make("a", WORDS, shared=False))
    with drawer.tables.write():
        drawer.tables.set_meta("officer", "o1")
        drawer.tables.set_meta("nip", "190001012026011001")
    opened(c.make("b", WORDS, shared=False)).shut()
    (tmp_path / "b" / backup.STORE).write_bytes(b"")  # its process died before the first table
    (tmp_path / "c").mkdir()
    assert c.folders() == ["a", "b"]
    assert c.whose("a", WORDS) == ("o1", "190001012026011001"), "also while it is open"
    assert c.whose("a", None) == c.whose("a", "frasa yang lain") == c.whose("b", WORDS) == ("", "")
    drawer.shut()
    c.set_aside("a")
    assert len(c.folders()) == 2
    opened(c.open("b", WORDS)).shut()
