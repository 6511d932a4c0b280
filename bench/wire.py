# SPDX-License-Identifier: Apache-2.0
"""Counting what travels: requests and bodies of a laptop's transport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from requests import PreparedRequest, Response

from bench.context import Laptop
from workspace.sync.deadline import Adapter


@dataclass(slots=True)
class Count:
    """Requests, and bytes of bodies both ways."""

    requests: int = 0
    sent: int = 0
    received: int = 0


def counted(laptop: Laptop) -> Count:
    """Count from now on. The laptop's adapter is wrapped, so its CPU is not to be measured any more."""
    transport = laptop.transport
    if transport is None:
        raise AssertionError("without a server nothing travels")
    count = Count()

    class Counting(Adapter):
        """The transport's own adapter, with an eye on it."""

        def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
            response = super().send(request, *args, **kwargs)
            body = request.body or b""
            count.requests += 1
            count.sent += len(body)
            count.received += int(response.headers.get("Content-Length", 0))
            return response

    transport._session.mount(transport.origin, Counting(transport._budget, None))  # noqa: SLF001
    return count
