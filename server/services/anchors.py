# SPDX-License-Identifier: Apache-2.0
"""Anchors: the server's mark on having told one device one time, which presence quotes as its evidence."""

import base64
import hashlib
import hmac
from collections.abc import Callable

from workspace.domain.ids import Id
from workspace.domain.moment import Instant

Told = Callable[[Id, Instant, str], bool]  # was this device told this time, by this mark?


def anchor(secret: bytes, device: Id, time: Instant) -> str:
    """Sixteen characters that nobody makes without the secret."""
    digest = hmac.digest(secret, f"anchor\n{device}\n{time}".encode(), hashlib.sha256)[:12]
    return base64.urlsafe_b64encode(digest).decode()


def told_with(secret: bytes) -> Told:
    """Knows the marks made with this secret."""
    return lambda device, time, mark: hmac.compare_digest(
        mark.encode(), anchor(secret, device, time).encode()
    )


def never_told(*_: object) -> bool:
    """For an office without a feed: no time counts as told."""
    return False
