# SPDX-License-Identifier: Apache-2.0
"""The key that signs the heads of the server's audit log, as this desk saw it when its officer first signed in.

Every head is checked with it. What does not fit is noted beside the words of the officer and shown; it stops
nothing, for a laptop that refuses to sync would lose more than it proves (docs/decisions/0010).
"""

from __future__ import annotations

import base64

from workspace.storage.tables import Tables
from workspace.wire.protocol import TreeHead, signed_head

KEY, ALARM, REPORTED = "tree_key", "tree_alarm", "tree_alarm_reported"


def pin(tables: Tables, shown: str) -> None:
    """Keep the key the server showed at a sign-in (inside a transaction). Another than before is an alarm; it
    takes the place of the old one all the same, for the officer gave the password to this very server.
    """
    old = tables.meta(KEY)
    if old and old != shown:
        tables.set_meta(ALARM, f"key\n{old}\n{shown}")
    tables.set_meta(KEY, shown)


def signed(tables: Tables, head: TreeHead) -> bool:
    """Whether the pinned key signed a head; a desk that has none cannot tell and takes it as it is."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - not for the first paint
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    key = tables.meta(KEY)
    if not key:
        return True
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(key))
        public.verify(_bytes(head.sig), signed_head(head.epoch, head.size, head.root, head.time))
    except (InvalidSignature, ValueError):
        return False
    return True


def alarm(tables: Tables) -> bool:
    """Whether something about the log waits for the officer: what they reported is noted, and waits no more."""
    noted = tables.meta(ALARM)
    return bool(noted) and tables.meta(REPORTED) != _about(noted)


def report(tables: Tables) -> None:
    """The officer told their administrator (inside a transaction). The note stays; the same of this history is not
    told again with every head, anything else is.
    """
    tables.set_meta(REPORTED, _about(tables.meta(ALARM)))


def _about(noted: str) -> str:
    """What was noted without its numbers: "signature" and the epoch, "key" and the old one, or the epoch."""
    first, _, rest = noted.partition("\n")
    return f"{first}\n{rest.partition(chr(10))[0]}" if first in {"signature", "key"} else first


def _bytes(text: str) -> bytes:
    """Of base64url without padding."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
