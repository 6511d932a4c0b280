# SPDX-License-Identifier: Apache-2.0
"""HTTP connections whose answers end in time, and whose headers are whole.

A socket's timeout starts anew with each byte, so a server that drips one byte a second is never slow; and
`http.client` takes the end of a connection for the end of the headers. Here every read may wait only for what
is left of the request's own time, and an answer that is cut inside its headers is an error.
"""

from __future__ import annotations

import http.client
import io
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class CutError(OSError):
    """The connection ended inside the headers of an answer."""


@dataclass(slots=True)
class Budget:
    """When the exchange under way must be over, on a clock that never runs backwards."""

    elapsed: Callable[[], float]
    ends: float = 0.0

    def begin(self, seconds: float) -> None:
        """A new exchange."""
        self.ends = self.elapsed() + seconds

    def left(self) -> float:
        """Seconds left. Raises TimeoutError if there are none."""
        left = self.ends - self.elapsed()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        return left


class _Timed(io.RawIOBase):
    """A socket's stream that waits no longer than the budget."""

    def __init__(self, sock: Any, stream: Any, budget: Budget) -> None:
        super().__init__()
        self._sock, self._stream, self._budget = sock, stream, budget
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._budget.left())
        count = int(self._stream.readinto(buffer))
        self.ended |= count == 0
        return count

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """Reads through the budget."""

    def __init__(self, budget: Budget, sock: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        stream = self.fp.detach()  # a BufferedReader over the socket's stream
        self._timed = _Timed(sock, stream, budget)
        self.fp = io.BufferedReader(self._timed)

    def begin(self) -> None:
        super().begin()
        if self._timed.ended:
            raise CutError("the answer ended inside its headers")


class Adapter(HTTPAdapter):
    """Requests' own adapter with our connections and our TLS context, and no other."""

    def __init__(self, budget: Budget, context: ssl.SSLContext | None) -> None:
        response = partial(_Response, budget)
        plain = type("Plain", (HTTPConnection,), {"response_class": response})
        secure = type("Secure", (HTTPSConnection,), {"response_class": response})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context says what is trusted; requests would add its own list of authorities."""

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"ssl_context": self._context} if host["scheme"] == "https" else {}
