# SPDX-License-Identifier: Apache-2.0
"""The key of a store: only trusted key stores, read back after every write, else under a passphrase."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from workspace.storage import secrets
from workspace.storage.secrets import KeyStore, NoKey

PHRASE = "kuda makan rumput"


@dataclass
class Backend:
    """A key store of some class; `broken` are the methods that raise."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    forgets: bool = False
    broken: bool = False

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._fail()
        if not self.forgets:
            self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        self._fail()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._fail()
        del self.kept[service, name]

    def _fail(self) -> None:
        if self.broken:
            raise RuntimeError("locked")


def named(path: str, **kw: Any) -> Any:
    """A back end whose class has the given dotted name."""
    module, _, name = path.rpartition(".")
    return type(name, (Backend,), {"__module__": module})(**kw)


@dataclass
class Ring:
    """The module `keyring` with a back end chosen."""

    chosen: Any = None

    def get_keyring(self) -> Any:
        if self.chosen is None:
            raise RuntimeError("no bus")
        return self.chosen


SERVICE = "keyring.backends.SecretService.Keyring"


def keys(folder: Path, chosen: Any = None) -> KeyStore:
    """A key store of a profile folder."""
    return KeyStore(folder, Ring(chosen), Random(7).randbytes)


@pytest.mark.parametrize("name", sorted(secrets.TRUSTED))
def test_a_trusted_key_store_keeps_the_key(tmp_path: Path, name: str) -> None:
    store = keys(tmp_path, named(name))
    key = store.make(None)
    assert isinstance(key, bytes)
    assert store.load(None) == key
    assert not list(tmp_path.iterdir())
    assert store.forget() is None
    assert store.load(None) == NoKey("missing")


@pytest.mark.parametrize(
    "name",
    ["keyrings.alt.file.PlaintextKeyring", "keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"],
)
def test_no_other_is_used(tmp_path: Path, name: str) -> None:
    chosen = named(name)
    assert keys(tmp_path, chosen).make(None) == NoKey("no-keyring", name)
    assert keys(tmp_path, chosen).load(None) == NoKey("no-keyring", name)
    assert not chosen.kept


def test_of_several_the_first_trusted_one_is_used(tmp_path: Path) -> None:
    plain, good = named("keyrings.alt.file.PlaintextKeyring"), named(SERVICE)
    chain = named(secrets.CHAIN)
    chain.backends = [plain, good]
    assert isinstance(keys(tmp_path, chain).make(None), bytes)
    assert (len(plain.kept), len(good.kept)) == (0, 1)
    chain.backends = [plain]
    assert keys(tmp_path, chain).make(None) == NoKey("no-keyring", secrets.CHAIN)


def test_a_key_store_that_forgets_is_noticed_at_once(tmp_path: Path) -> None:
    assert keys(tmp_path, named(SERVICE, forgets=True)).make(None) == NoKey("not-kept")


def test_a_locked_key_store_is_told(tmp_path: Path) -> None:
    locked = keys(tmp_path, named(SERVICE, broken=True))
    failed = NoKey("keyring-failed", "RuntimeError")
    assert (locked.make(None), locked.load(None), locked.forget()) == (failed, failed, failed)
    assert keys(tmp_path).load(None) == failed  # not even the choice succeeds


def test_what_it_holds_must_be_a_key(tmp_path: Path) -> None:
    chosen = named(SERVICE)
    for wrong in ("", "zz", "abcd"):
        chosen.kept[secrets.SERVICE, tmp_path.name] = wrong
        assert keys(tmp_path, chosen).load(None) == NoKey("missing")


def test_the_real_module_has_the_shape_and_here_no_trusted_back_end(tmp_path: Path) -> None:
    import keyring

    found = KeyStore(tmp_path, keyring, Random(7).randbytes).make(None)
    assert found == NoKey("no-keyring", "keyring.backends.fail.Keyring")  # conftest.py chose it


def test_a_passphrase_needs_no_key_store(tmp_path: Path) -> None:
    store = keys(tmp_path)
    key = store.make(PHRASE)
    assert isinstance(key, bytes)
    assert store.wrapped()
    assert store.load(PHRASE) == key
    assert store.load(None) == NoKey("passphrase-needed")
    assert store.load("salah") == NoKey("passphrase-wrong")
    assert key.hex() not in (tmp_path / secrets.FILE).read_text()
    told = json.loads((tmp_path / secrets.FILE).read_text())
    assert (told["kdf"], told["memory_kib"], told["passes"], told["lanes"]) == ("argon2id", 65536, 3, 1)


def test_composed_and_decomposed_letters_are_the_same_passphrase(tmp_path: Path) -> None:
    key = keys(tmp_path).make("cafe\u0301 pagi")
    assert keys(tmp_path).load("caf\u00e9 pagi") == key


def test_a_passphrase_is_changed_and_the_key_stays(tmp_path: Path) -> None:
    store = keys(tmp_path)
    key = store.make(PHRASE)
    before = (tmp_path / secrets.FILE).read_text()
    assert store.change("salah", "baru") == NoKey("passphrase-wrong")
    assert (tmp_path / secrets.FILE).read_text() == before
    assert store.change(PHRASE, "baru") is None
    assert store.load("baru") == key
    assert store.load(PHRASE) == NoKey("passphrase-wrong")
    assert json.loads(before)["salt"] != json.loads((tmp_path / secrets.FILE).read_text())["salt"]


def test_a_key_moves_from_the_key_store_under_a_passphrase(tmp_path: Path) -> None:
    chosen = named(SERVICE)
    store = keys(tmp_path, chosen)
    key = store.make(None)
    assert store.change(None, PHRASE) is None
    assert store.load(PHRASE) == key
    assert not chosen.kept
    assert store.forget() is None
    assert not store.wrapped()


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"[]", b"{}", b'{"v":1}',
        b'{"v":2,"kdf":"argon2id","memory_kib":65536,"passes":3,"lanes":1,"salt":"00","key":"00"}',
        b'{"v":1,"kdf":"argon2id","memory_kib":99999999,"passes":3,"lanes":1,"salt":"0011223344556677","key":"00"}',
    ],
)  # fmt: skip
def test_a_damaged_key_file_is_told(tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / secrets.FILE).write_bytes(wrong)
    found = keys(tmp_path).load(PHRASE)
    assert isinstance(found, NoKey)
    assert found.why == "damaged"


def test_a_store_never_loses_its_key_to_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    with pytest.raises(ValueError, match="lies here"):
        keys(tmp_path).make(PHRASE)
