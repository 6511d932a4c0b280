# SPDX-License-Identifier: Apache-2.0
"""The Ed25519 key of a device: it signs every command when it is sealed, and never leaves the encrypted store."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from workspace.domain.device import Device
from workspace.domain.ids import Id
from workspace.storage.tables import Tables, Truth
from workspace.wire import codec

ID, KEY, NAME = "device", "device_key", "device_name"


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A registered device; `private` are the 32 bytes of its key."""

    id: Id
    private: bytes = field(repr=False)
    name: str = ""

    def public(self) -> str:
        """The public key as the server registers it: base64 without padding."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

        return _base64(Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw())

    def signer(self) -> Callable[[bytes], str]:
        """Signs; the library is loaded with the first signature, long after the first paint."""
        made: list[Callable[[bytes], bytes]] = []

        def sign(raw: bytes) -> str:
            if not made:
                from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
                    Ed25519PrivateKey,
                )

                made.append(Ed25519PrivateKey.from_private_bytes(self.private).sign)
            return _base64(made[0](raw))

        return sign

    def keep(self, tables: Tables, officer: Id) -> None:
        """Write it into the store (inside a transaction), with its record as the server will state it: a check-in
        names the device, and must not wait for the first download.
        """
        tables.set_meta(ID, self.id)
        tables.set_meta(KEY, base64.b64encode(self.private).decode())
        tables.set_meta(NAME, self.name)
        body = codec.encode_value(Device(self.id, officer, self.name, self.public()))
        tables.put_truth([Truth(self.id, "device", 0, 0, 0, body)])

    @classmethod
    def kept(cls, tables: Tables) -> DeviceKey:
        """From the store. Raises ValueError if there is none."""
        private = base64.b64decode(tables.meta(KEY))
        if not tables.meta(ID) or len(private) != 32:
            raise ValueError("the store holds no device")
        return cls(tables.meta(ID), private, tables.meta(NAME))


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
