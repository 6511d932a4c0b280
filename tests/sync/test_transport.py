# SPDX-License-Identifier: Apache-2.0
"""The one HTTP class against servers that are slow, cut short, somebody else's or hostile (real sockets)."""

import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.sync.wires import Authority, Script, Wire, answering, scripted
from workspace.sync.engine import Failure
from workspace.sync.transport import CHECKS, HttpTransport, Poke
from workspace.wire import content, protocol
from workspace.wire.protocol import Meta, SyncAnswer, SyncRequest

NOW = "2026-11-24T01:00:00.000Z"
META = Meta("Ruang Kerja", "Dinas Contoh", protocol.PROTO, 1, "e1", NOW, "0.1.0", "key", {})
PAGE = SyncAnswer("e1", NOW, protocol.base_of(""), "token")


def reply(body: bytes, status: str = "200 OK", media: str = "application/json", **headers: str) -> bytes:
    """An answer with our marks; a keyword overrides a header, "" leaves it out."""
    named = {
        "content-type": media,
        "content-length": str(len(body)),
        "sync-proto": "1",
        "content-digest": content.digest(body),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


GOOD = reply(msgspec.json.encode(META))
PAGED = reply(msgspec.json.encode(PAGE))


def to(port: int, **other: Any) -> HttpTransport:
    return HttpTransport(f"http://127.0.0.1:{port}", lambda: NOW, **other)


def met(script: Script) -> Meta | Failure:
    with scripted(script) as server:
        transport = to(server.port)
        told = transport.meta()
        transport.close()
    return told


def pulled(script: Script) -> object:
    with scripted(script) as server:
        transport = to(server.port)
        told = transport.send(SyncRequest())
        transport.close()
    return told


def test_our_server_is_recognised() -> None:
    assert met(answering(GOOD)) == META
    assert pulled(answering(PAGED)) == PAGE


@pytest.mark.parametrize(
    ("raw", "kind", "detail"),
    [
        (reply(b"<html>Selamat datang</html>", media="text/html", sync_proto=""), "not-ours", "200"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\nContent-Length: 0\r\n\r\n",
            "not-ours",
            "302",
        ),
        (reply(b"", "302 Found", location="https://elsewhere.test/"), "not-ours", "302"),
        (reply(b"{}", media="text/html"), "not-ours", "200"),
        (reply(b"{}", media="application/json; charset=utf-8"), "not-ours", "200"),
        (reply(b"{}"), "not-ours", "content"),
        (reply(b"no JSON"), "not-ours", "content"),
        (reply(b"[" * 9000), "not-ours", "content"),
        (reply(b'{"x":' + b"[" * 9000 + b"]" * 9000 + b"}"), "not-ours", "content"),
        (reply(b"x" * 50, content_encoding="zstd"), "not-ours", "content"),
        (reply(b"{}", content_length=""), "not-ours", "length"),
        (reply(b"{}", content_length="9" * 12), "not-ours", "size"),
        (reply(b"{}", sync_proto="2"), "too-old", "2"),
        (reply(b"{}", sync_proto="one"), "not-ours", "200"),
        (reply(b"{}", "404 Not Found", media="text/html"), "not-ours", "404"),
        (reply(b"denied", "407 Proxy Authentication Required", sync_proto=""), "proxy", "sign-in"),
        (reply(b"busy", "503 Service Unavailable", media="text/html", sync_proto=""), "server", "503"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no-network", "cut"),
        (b"", "no-network", "cut"),
    ],
)
def test_whoever_else_answers_is_told_apart(raw: bytes, kind: str, detail: str) -> None:
    told = met(answering(raw))
    assert isinstance(told, Failure)
    assert (told.kind, told.detail) == (kind, detail)


def test_an_answer_cut_anywhere_is_never_taken_for_a_whole_one() -> None:
    """Requests gives an answer that is cut inside its headers as a 200 without a body."""
    for at in range(1, len(PAGED)):
        told = pulled(answering(PAGED[:at]))
        assert isinstance(told, Failure), at
        assert told.kind in {"no-network", "not-ours"}, (at, told)


def test_a_changed_byte_is_noticed() -> None:
    changed = PAGED.replace(b'"epoch":"e1"', b'"epoch":"e2"')
    assert pulled(answering(changed)) == Failure("no-network", detail="digest")


def test_a_page_without_a_digest_is_not_ours() -> None:
    told = pulled(answering(reply(msgspec.json.encode(PAGE), content_digest="")))
    assert told == Failure("not-ours", detail="digest")


def test_a_bomb_is_not_unfolded() -> None:
    bomb, _ = content.fold(b"[" + b" " * 200_000_000, "zstd")
    before = time.monotonic()
    assert pulled(answering(reply(bomb, content_encoding="zstd"))) == Failure("not-ours", detail="content")
    assert time.monotonic() - before < 5


def test_a_problem_is_the_servers_own_word() -> None:
    problem = protocol.Problem("t", "t", 429, "rate-limited", "later")
    raw = reply(
        msgspec.json.encode(problem), "429 Too Many", media="application/problem+json", retry_after="17"
    )
    told = met(answering(raw))
    assert isinstance(told, Failure)
    assert (told.kind, told.code, told.retry_after_s) == ("server", "rate-limited", 17)
    raw = reply(b"busy", "503 Busy", sync_proto="", retry_after="Wed, 21 Oct 2026 07:28:00 GMT")
    told = met(answering(raw))
    assert isinstance(told, Failure)
    assert told.retry_after_s == 0


class Elapsed:
    """A clock that a script moves: deadlines without waiting for them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("start", [0, 60, len(PAGED) - 20])
def test_a_server_that_drips_is_given_up_at_the_deadline(start: int) -> None:
    """In the status line, in the headers and in the body: a byte now and then is not an answer."""
    elapsed = Elapsed()

    def drip(wire: Wire) -> None:
        wire.request()
        wire.say(PAGED[:start])
        for byte in PAGED[start:-1]:
            elapsed.now += 30
            wire.drip(bytes([byte]), 0.001)

    with scripted(drip) as server:
        transport = HttpTransport(f"http://127.0.0.1:{server.port}", lambda: NOW, elapsed=elapsed)
        told = transport.send(SyncRequest())
        transport.close()
    assert told == Failure("timeout")


def test_one_connection_serves_many_exchanges() -> None:
    def many(wire: Wire) -> None:
        while wire.request():
            wire.say(PAGED)

    with scripted(many) as server:
        transport = to(server.port)
        for _ in range(5):
            assert transport.send(SyncRequest()) == PAGE
        transport.close()
        assert server.connections == 1


def test_a_connection_the_server_closed_meanwhile_is_replaced() -> None:
    with scripted(answering(PAGED)) as server:
        transport = to(server.port)
        for _ in range(3):
            assert transport.send(SyncRequest()) == PAGE
            assert server.ended.acquire(timeout=5)  # on this machine the end has then arrived
        transport.close()
        assert server.connections == 3


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login other password other")
    heard: list[bytes] = []

    def listen(wire: Wire) -> None:
        heard.append(wire.request())
        wire.say(PAGED)

    with scripted(listen) as server, scripted(answering(b"")) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
        transport = to(server.port, access="secret")
        assert transport.send(SyncRequest()) == PAGE
        transport.close()
        assert proxy.connections == 0
    assert b"Authorization: Bearer secret\r\n" in heard[0]


def test_secrets_go_nowhere_else() -> None:
    """A redirect to another host would carry our headers along."""
    with scripted(answering(PAGED)) as other:
        target = f"http://127.0.0.1:{other.port}/".encode()
        raw = b"HTTP/1.1 307 Moved\r\nLocation: " + target + b"\r\nContent-Length: 0\r\nSync-Proto: 1\r\n\r\n"
        assert pulled(answering(raw)) == Failure("not-ours", detail="307")
        assert other.connections == 0


def test_nobody_listens() -> None:
    with socket.socket() as mute:  # the port is taken, so that nobody else begins to listen there
        mute.bind(("127.0.0.1", 0))
        assert to(mute.getsockname()[1]).meta() == Failure("no-network", detail="refused")


def test_an_address_that_leads_nowhere() -> None:
    told = HttpTransport("http://tidak-ada.invalid", lambda: NOW).meta()
    assert isinstance(told, Failure)
    assert told.kind in {"dns", "no-network"}, "a machine without a way out cannot know"


def test_a_proxy_that_refuses() -> None:
    with scripted(answering(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        assert HttpTransport("https://server.invalid", lambda: NOW, proxy=address).meta() == Failure("proxy")
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        told = HttpTransport("https://server.invalid", lambda: NOW, proxy=address).meta()
    assert isinstance(told, Failure)
    assert told.kind == "proxy", "and one that is not there"


# ---- who the server is ---------------------------------------------------------------------------


def tls(context: ssl.SSLContext, ca: Path) -> Meta | Failure:
    with scripted(answering(GOOD), context) as server:
        transport = HttpTransport(f"https://127.0.0.1:{server.port}", lambda: NOW, ca_file=str(ca))
        told = transport.meta()
        transport.close()
    return told


def test_a_server_with_a_good_certificate_is_spoken_to(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    assert tls(authority.server("127.0.0.1"), authority.file) == META


@pytest.mark.parametrize(
    ("make", "detail"),
    [
        (lambda mine, _: mine.server("192.0.2.1"), "wrong-host"),
        (lambda mine, _: mine.server("127.0.0.1", days=-1), "expired"),
        (lambda _, other: other.server("127.0.0.1"), "unknown-issuer"),
    ],
)
def test_a_server_that_cannot_prove_who_it_is(
    tmp_path: Path, make: Callable[[Authority, Authority], ssl.SSLContext], detail: str
) -> None:
    folders = [tmp_path / "mine", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    mine, other = (Authority.make(folder, folder.name) for folder in folders)
    assert tls(make(mine, other), mine.file) == Failure("certificate", detail=detail)


def test_a_server_that_speaks_no_tls(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    with scripted(lambda wire: wire.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        told = HttpTransport(
            f"https://127.0.0.1:{server.port}", lambda: NOW, ca_file=str(authority.file)
        ).meta()
    assert isinstance(told, Failure)
    assert told.kind in {"certificate", "no-network"}


def test_old_tls_is_not_spoken(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    context = authority.server("127.0.0.1")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    assert tls(context, authority.file) == META
    assert HttpTransport("https://a.test", lambda: NOW)._session.trust_env is False


# ---- the five checks -----------------------------------------------------------------------------


def checked(raw: bytes, clock: str = NOW) -> list[tuple[str, str]]:
    with scripted(answering(raw)) as server:
        transport = HttpTransport(f"http://127.0.0.1:{server.port}", lambda: clock)
        told = transport.check()
        transport.close()
    assert [one.name for one in told] == list(CHECKS)
    assert all((one.failure is not None) == (one.state == "failed") for one in told)
    return [(one.state, one.failure.kind if one.failure else "") for one in told]


def test_each_check_ends_the_list_where_it_fails() -> None:
    ok, skipped = ("ok", ""), ("skipped", "")
    assert checked(GOOD) == [ok] * 5
    newer = reply(msgspec.json.encode(msgspec.structs.replace(META, min_client="9.0.0")))
    assert checked(newer) == [ok, ok, ok, ok, ("failed", "too-old")]
    assert checked(GOOD, "2026-11-24T02:00:00.000Z") == [ok, ok, ok, ok, ("failed", "clock")]
    portal = reply(b"<html>", media="text/html", sync_proto="")
    assert checked(portal) == [ok, ok, ok, ("failed", "not-ours"), skipped]
    assert checked(b"") == [ok, ("failed", "no-network"), skipped, skipped, skipped]


# ---- pokes ---------------------------------------------------------------------------------------


def test_pokes_are_heard_until_the_stream_ends() -> None:
    stream = b'retry: 5000\n\nevent: head\ndata: {"epoch":"e1","seq":7}\n\n: ping\n\nevent: head\ndata: {"e'
    raw = reply(b"", media="text/event-stream", content_length="", content_digest="") + stream
    with scripted(answering(raw)) as server:
        transport = to(server.port)
        heard = list(transport.events())
        transport.close()
    assert heard == [None, Poke("e1", 7), None, Failure("no-network", detail="cut")]


def test_a_stream_that_is_refused_tells_why() -> None:
    problem = protocol.Problem("t", "t", 401, "unauthenticated", "after_auth")
    raw = reply(msgspec.json.encode(problem), "401 No", media="application/problem+json")
    with scripted(answering(raw)) as server:
        transport = to(server.port)
        (told,) = transport.events()
        transport.close()
    assert isinstance(told, Failure)
    assert told.code == "unauthenticated"


def test_silence_is_a_timeout() -> None:
    def silent(wire: Wire) -> None:
        wire.request()
        wire.stop.wait(5)

    with scripted(silent) as server:
        transport = to(server.port, short_s=0.05, long_s=0.05)
        assert list(transport.events()) == [Failure("timeout")]
        assert transport.meta() == transport.send(SyncRequest()) == Failure("timeout")
        transport.close()
