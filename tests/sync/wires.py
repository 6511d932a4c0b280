# SPDX-License-Identifier: Apache-2.0
"""Servers that are not ours, on real sockets: each connection gets a script of bytes, and is then kept or cut."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Script = Callable[["Wire"], None]


@dataclass(slots=True)
class Wire:
    """One accepted connection, as a script sees it. `number` counts connections."""

    sock: socket.socket
    number: int
    stop: threading.Event

    def request(self) -> bytes:
        """Read one request, headers and body; b"" when the client has gone."""
        raw = b""
        while b"\r\n\r\n" not in raw:
            part = self.sock.recv(65536)
            if not part:
                return b""
            raw += part
        head, _, body = raw.partition(b"\r\n\r\n")
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                while len(body) < int(line.split(b":")[1]):
                    body += self.sock.recv(65536)
        return head + b"\r\n\r\n" + body

    def say(self, raw: bytes) -> None:
        """Send bytes."""
        self.sock.sendall(raw)

    def drip(self, raw: bytes, pause_s: float) -> None:
        """Send one byte at a time until the test is over or the client has gone."""
        for byte in raw:
            self.say(bytes([byte]))
            if self.stop.wait(pause_s):
                return


@dataclass(slots=True)
class Scripted:
    """A listening server. `heard` are the requests in the order in which they came; `ended` counts up each time a
    connection was closed on this side.
    """

    script: Script
    context: ssl.SSLContext | None = None
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _stop: threading.Event = field(default_factory=threading.Event)
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Stop listening and end every drip."""
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept, where close alone would not
        self._listener.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._one, args=(sock, self.connections), daemon=True).start()

    def _one(self, sock: socket.socket, number: int) -> None:
        try:
            if self.context is not None:
                sock = self.context.wrap_socket(sock, server_side=True)
            with sock:
                self.script(Wire(sock, number, self._stop))
        except OSError:
            pass  # the client hung up: that is often the point
        self.ended.release()


@contextmanager
def scripted(script: Script, context: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """A server for one test."""
    server = Scripted(script, context)
    yield server
    server.close()


def answering(raw: bytes) -> Script:
    """Answer every request with the same bytes, then close."""

    def script(wire: Wire) -> None:
        wire.request()
        wire.say(raw)

    return script


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority of a test."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def make(cls, folder: Path, name: str = "authority") -> Authority:
        """A new one; its certificate lies in `file`."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, key.public_key(), name, key, ca=True)
        made = cls(folder, key, certificate)
        made.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        return made

    @property
    def file(self) -> Path:
        """What a client trusts."""
        return self.folder / "ca.pem"

    def server(self, host: str, days: int = 30) -> ssl.SSLContext:
        """The TLS context of a server with a certificate for `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        certificate = _certificate(host, key.public_key(), str(issuer), self.key, days=days)
        file = self.folder / "server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _certificate(
    subject: str,
    public: ec.EllipticCurvePublicKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    *,
    ca: bool = False,
    days: int = 30,
) -> x509.Certificate:
    today = dt.datetime.now(dt.UTC)  # noqa: TID251 - OpenSSL asks the real clock
    names: list[x509.GeneralName] = [x509.DNSName(subject)]
    if subject[0].isdigit():
        names = [x509.IPAddress(ipaddress.ip_address(subject))]
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=60))
        .not_valid_after(today + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(by, hashes.SHA256())
    )
