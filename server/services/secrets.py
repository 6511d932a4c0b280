# SPDX-License-Identifier: Apache-2.0
"""What the server must know and nobody else: one master secret, and what is derived from it.

Whoever has the database without the secret can neither look up a NIP, nor make a token of the feed, nor sign
a head of the audit log. A backup needs both; the secret is a file of its own.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NONCE_MS = 5 * 60_000


@dataclass(frozen=True, slots=True)
class Secrets:
    """`master` is 32 random bytes."""

    master: bytes = field(repr=False)
    _tree: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The key of the audit log's heads."""
        object.__setattr__(self, "_tree", Ed25519PrivateKey.from_private_bytes(self.of("tree")))

    def of(self, purpose: str) -> bytes:
        """32 bytes for one purpose; knowing those of one tells nothing of another."""
        return hmac.digest(self.master, purpose.encode(), hashlib.sha256)

    def nip(self, digits: str) -> str:
        """The keyed hash under which an account is found."""
        return hmac.digest(self.of("nip"), digits.encode(), hashlib.sha256).hex()

    def sign_head(self, head: bytes) -> str:
        """Ed25519 over a head of the audit log, base64 without padding."""
        return encode(self._tree.sign(head))

    @property
    def tree_key(self) -> str:
        """The public key to check heads with."""
        return encode(self._tree.public_key().public_bytes_raw())

    def nonce(self, epoch: str, now_ms: int, random: str) -> str:
        """A nonce that proves by itself when and for which epoch it was issued: nothing is stored for it."""
        return f"{now_ms:x}.{random}.{self._nonce_mac(epoch, f'{now_ms:x}.{random}')}"

    def nonce_until(self, nonce: str, epoch: str, now_ms: int) -> int:
        """Until when (ms) a nonce of ours counts; 0 if it is not ours, of another epoch, or over."""
        body, _, mac = nonce.rpartition(".")
        if not hmac.compare_digest(mac.encode(), self._nonce_mac(epoch, body).encode()):
            return 0
        until = int(body.partition(".")[0], 16) + NONCE_MS
        return until if until > now_ms else 0

    def _nonce_mac(self, epoch: str, body: str) -> str:
        return encode(hmac.digest(self.of("nonce"), f"{epoch}\n{body}".encode(), hashlib.sha256)[:16])


def encode(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Its counterpart, and for plain base64 too. Raises ValueError."""
    plain = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def is_key(text: str) -> bool:
    """Whether this is an Ed25519 public key: 32 bytes in base64."""
    try:
        return len(decode(text)) == 32
    except ValueError:
        return False


def verifier() -> Callable[[str, bytes, str], bool]:
    """Checks a device's Ed25519 signatures; keeps the keys it has read."""
    known: dict[str, Ed25519PublicKey] = {}

    def verify(key: str, raw: bytes, sig: str) -> bool:
        try:
            if key not in known:
                if len(known) >= 50_000:
                    known.clear()
                known[key] = Ed25519PublicKey.from_public_bytes(decode(key))
            known[key].verify(decode(sig), raw)
        except (InvalidSignature, ValueError):
            return False
        return True

    return verify
