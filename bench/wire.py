# SPDX-License-Identifier: Apache-2.0
"""Counting what travels: requests and bodies of a laptop's transport, or all bytes of its connections."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

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


class Relay:
    """Passes connections on to `target` and counts their bytes, both ways. `origin` is where it listens."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname, parts.port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.passed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return  # closed
            far = socket.create_connection(self._target)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        while chunk := one.recv(65536):
            self.passed += len(chunk)
            other.sendall(chunk)
        other.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
