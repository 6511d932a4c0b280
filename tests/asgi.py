# SPDX-License-Identifier: Apache-2.0
"""The real server inside the test's own process: a requests adapter that calls the ASGI application.

What the client's transport sends goes through requests' own preparing and comes back as a urllib3 response, so
that its read loop, caps and checks run as over a socket. One loop, in the calling thread; no socket, no sleep.
"""

import asyncio
import io
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from requests.adapters import BaseAdapter
from requests.models import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict
from starlette.types import ASGIApp
from urllib3.response import HTTPResponse

Result = TypeVar("Result")
Heard = tuple[int, list[tuple[bytes, bytes]], bytes]


class Asgi:
    """Calls an application; usable without requests too."""

    def __init__(self, app: ASGIApp, address: str = "192.0.2.7") -> None:
        self._app, self._address = app, address
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        """Close the loop."""
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run something on the application's loop."""
        return self._loop.run_until_complete(work)

    def call(
        self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes | None = b""
    ) -> Heard:
        """Status, headers and body of the answer; the body arrives in one piece, or (None) never."""
        return self._called(method, path, headers, body, more=False)

    def cut(self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> Heard:
        """The same over a line that is cut after `body`, of which more was to come."""
        return self._called(method, path, headers, body, more=True)

    def _called(
        self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes | None, *, more: bool
    ) -> Heard:
        parts = iter([{"type": "http.request", "body": body, "more_body": more}])
        status, answered, chunks = 0, list[tuple[bytes, bytes]](), list[bytes]()

        async def receive() -> Any:
            if body is None:
                await asyncio.Event().wait()
            return next(parts, {"type": "http.disconnect"})

        async def send(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                answered.extend(message["headers"])
            else:
                chunks.append(message["body"])

        split = urlsplit(path)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": unquote(split.path),
            "raw_path": split.path.encode(),
            "query_string": split.query.encode(),
            "root_path": "",
            "headers": headers,
            "client": (self._address, 40000),
            "server": ("server.test", 443),
        }
        self._loop.run_until_complete(self._app(scope, receive, send))
        return status, answered, b"".join(chunks)


class AsgiAdapter(BaseAdapter):
    """Mount it on a session: `session.mount("https://", AsgiAdapter(Asgi(app)))`. Whoever made the `Asgi` closes
    it.
    """

    def __init__(self, asgi: Asgi) -> None:
        super().__init__()
        self._asgi = asgi

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        raw = request.body or b""
        body = raw.encode() if isinstance(raw, str) else bytes(raw)
        pairs = [(k.lower().encode(), str(v).encode()) for k, v in request.headers.items()]
        status, headers, content = self._asgi.call(request.method or "", request.path_url, pairs, body)
        return response_of(request, status, headers, content)

    def close(self) -> None:
        """Other sessions may go on."""


def response_of(
    request: PreparedRequest, status: int, headers: list[tuple[bytes, bytes]], content: bytes
) -> Response:
    """A requests response as its own adapter would build it."""
    named = {k.decode("latin-1"): v.decode("latin-1") for k, v in headers}
    response = Response()
    response.status_code = status
    response.headers = CaseInsensitiveDict(named)
    response.raw = HTTPResponse(
        io.BytesIO(content),
        headers=named,
        status=status,
        preload_content=False,
        decode_content=False,
        request_method=request.method,
    )
    response.url = request.url or ""
    response.request = request
    return response


Answered = Callable[[PreparedRequest], Heard]


class CannedAdapter(BaseAdapter):
    """Answers with whatever a function says: the servers that are not ours."""

    def __init__(self, answer: Answered) -> None:
        super().__init__()
        self._answer = answer

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        return response_of(request, *self._answer(request))

    def close(self) -> None:
        """Nothing to close."""
