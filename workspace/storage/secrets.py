# SPDX-License-Identifier: Apache-2.0
"""Where the key of a store is kept: in the system's key store, or in a file under a passphrase.

The key is 32 random bytes and never leaves the machine. Of the system's key stores only those on a list are
trusted: `keyring` picks a plaintext file without a word if it finds one, and its null back end accepts a secret
and forgets it, so every write is read back. A file `key.json` beside the store wraps the key by AES-KW
(RFC 3394) under Argon2id of the passphrase; where it exists the passphrase is asked, on a shared computer always.
All of this may block (a locked key store asks the officer): never call it on the thread of the windows.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from workspace.domain.canonical import nfc
from workspace.storage.driver import KEY_BYTES
from workspace.storage.files import STORE, write_whole

SERVICE = "RuangKerja"
FILE = "key.json"
SECRET_MAX = 1_000  # Windows takes 2,560 bytes; a longer secret would fail there only

TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
CHAIN = "keyring.backends.chainer.ChainerBackend"

# Argon2id as RFC 9106 recommends where memory is short: 64 MiB, three passes; one lane, 0.1 s.
MEMORY_KIB, PASSES, LANES, SALT_BYTES = 64 * 1024, 3, 1, 16
# A file that asks for more than this is not ours.
MEMORY_MAX_KIB, PASSES_MAX, LANES_MAX = 1024 * 1024, 16, 16


@dataclass(frozen=True, slots=True)
class NoKey:
    """Why there is no key.

    no-keyring: no trusted key store here. keyring-failed: it is locked or refuses; `detail` names its error.
    not-kept: it accepted the key and did not give it back. missing: it holds none for this profile.
    passphrase-needed, passphrase-wrong. damaged: the key file cannot be read.
    """

    why: str
    detail: str = ""


class Ring(Protocol):
    """The module `keyring`, as far as it is used."""

    def get_keyring(self) -> Any:
        """The back end it chose."""
        ...


@dataclass(frozen=True, slots=True)
class KeyStore:
    """The key of one profile folder. `random(n)` gives n random bytes (os.urandom)."""

    folder: Path
    ring: Ring
    random: Callable[[int], bytes]

    def wrapped(self) -> bool:
        """Whether the key lies under a passphrase."""
        return (self.folder / FILE).exists()

    def make(self, passphrase: str | None) -> bytes | NoKey:
        """A new key, kept before it is returned: under the passphrase if one is given.

        Raises OSError, and ValueError where a store lies already: its key would be lost.
        """
        if (self.folder / STORE).exists():
            raise ValueError("a store lies here already")
        key = self.random(KEY_BYTES)
        if passphrase is not None:
            self._write(key, passphrase)
            return key
        return self._keep(key) or key

    def load(self, passphrase: str | None) -> bytes | NoKey:
        """The key of this profile."""
        if self.wrapped():
            return self._unwrap(passphrase) if passphrase else NoKey("passphrase-needed")
        return self._kept()

    def change(self, old: str | None, new: str) -> NoKey | None:
        """Put the key under a (new) passphrase; the key itself, and so the store, stays. Raises OSError."""
        key = self.load(old)
        if isinstance(key, NoKey):
            return key
        self._write(key, new)
        return None if old else self._forget()

    def forget(self) -> NoKey | None:
        """Remove the key for good: without it the store cannot be read any more. Raises OSError."""
        wrapped = self.wrapped()
        (self.folder / FILE).unlink(missing_ok=True)
        return None if wrapped else self._forget()

    # the system's key store

    def _ring(self) -> Any | NoKey:
        try:
            chosen = self.ring.get_keyring()
        except Exception as error:  # noqa: BLE001 - back ends raise errors of any library
            return NoKey("keyring-failed", type(error).__name__)
        if _name(chosen) == CHAIN:  # several at once: the first trusted one
            chosen = next((each for each in chosen.backends if _name(each) in TRUSTED), chosen)
        return chosen if _name(chosen) in TRUSTED else NoKey("no-keyring", _name(chosen))

    def _keep(self, key: bytes) -> NoKey | None:
        ring, secret = self._ring(), key.hex()
        if isinstance(ring, NoKey):
            return ring
        if len(secret) > SECRET_MAX:
            raise ValueError("too long for the key store of Windows")
        try:
            ring.set_password(SERVICE, self.folder.name, secret)
            again = ring.get_password(SERVICE, self.folder.name)
        except Exception as error:  # noqa: BLE001 - see _ring
            return NoKey("keyring-failed", type(error).__name__)
        return None if again == secret else NoKey("not-kept")

    def _kept(self) -> bytes | NoKey:
        ring = self._ring()
        if isinstance(ring, NoKey):
            return ring
        try:
            secret = ring.get_password(SERVICE, self.folder.name)
        except Exception as error:  # noqa: BLE001 - see _ring
            return NoKey("keyring-failed", type(error).__name__)
        try:
            key = bytes.fromhex(secret or "")
        except ValueError:
            key = b""
        return key if len(key) == KEY_BYTES else NoKey("missing")

    def _forget(self) -> NoKey | None:
        ring = self._ring()
        if isinstance(ring, NoKey):
            return ring
        try:
            ring.delete_password(SERVICE, self.folder.name)
        except Exception as error:  # noqa: BLE001 - see _ring
            return NoKey("keyring-failed", type(error).__name__)
        return None

    # the file

    def _write(self, key: bytes, passphrase: str) -> None:
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap  # noqa: PLC0415 - not for the first paint

        salt = self.random(SALT_BYTES)
        kek = _derived(passphrase, salt, MEMORY_KIB, PASSES, LANES)
        shape = {
            "v": 1,
            "kdf": "argon2id",
            "memory_kib": MEMORY_KIB,
            "passes": PASSES,
            "lanes": LANES,
            "salt": salt.hex(),
            "key": aes_key_wrap(kek, key).hex(),
        }
        write_whole(self.folder / FILE, json.dumps(shape, indent=1).encode())

    def _unwrap(self, passphrase: str) -> bytes | NoKey:
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: PLC0415

        try:
            shape = json.loads((self.folder / FILE).read_bytes())
            cost = int(shape["memory_kib"]), int(shape["passes"]), int(shape["lanes"])
            salt, wrapped = bytes.fromhex(shape["salt"]), bytes.fromhex(shape["key"])
            known = shape["v"] == 1 and shape["kdf"] == "argon2id"
        except (OSError, ValueError, KeyError, TypeError) as error:
            return NoKey("damaged", type(error).__name__)
        sane = all(
            0 < n <= most for n, most in zip(cost, (MEMORY_MAX_KIB, PASSES_MAX, LANES_MAX), strict=True)
        )
        if not (known and sane and len(salt) >= 8 and len(wrapped) == KEY_BYTES + 8):
            return NoKey("damaged", "shape")
        try:
            return aes_key_unwrap(_derived(passphrase, salt, *cost), wrapped)
        except InvalidUnwrap:
            return NoKey("passphrase-wrong")


def _name(backend: Any) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _derived(passphrase: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    """The key that wraps the key. The same letters typed on another keyboard are the same passphrase (NFC)."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - not for the first paint

    return hash_secret_raw(
        nfc(passphrase).encode(), salt, time_cost=passes, memory_cost=memory_kib, parallelism=lanes,
        hash_len=32, type=Type.ID,
    )  # fmt: skip
