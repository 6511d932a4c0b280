# SPDX-License-Identifier: Apache-2.0
"""What may answer in the server's place: a hotel's sign-in page, a server of another time, a gateway without one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<!doctype html><title>Wi-Fi</title><p>Selamat datang. Masuk untuk memakai Wi-Fi.</p>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "portal": (200, {"Content-Type": "text/html"}, PAGE),
    "portal-redirect": (302, {"Location": "http://127.0.0.1:9/", "Content-Type": "text/html"}, b""),
    "other-version": (200, {"Content-Type": "application/json", "Sync-Proto": "99"}, b"{}"),
    "gateway": (502, {"Content-Type": "text/html"}, b"<h1>Bad gateway</h1>"),
    "portal-json": (200, {"Content-Type": "application/json"}, b'{"online": false}'),
}


@contextmanager
def impostor(kind: str, port: int) -> Iterator[None]:
    """One of `ANSWERS` for every request on a port."""
    status, headers, content = ANSWERS[kind]

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    for method in ("GET", "POST", "DELETE"):
        setattr(Answer, f"do_{method}", Answer.answer)

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A desk that was killed in the midst of a request is no error here."""

    server = Quiet(("127.0.0.1", port), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
