# SPDX-License-Identifier: Apache-2.0
"""docs/protocol.md and the code say the same: whatever one of them lacks is named in a sentence."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from requests import PreparedRequest

from server.api.blobs import PIECE
from tests.asgi import CannedAdapter, Heard
from tests.server.agency import Agency, Laptop, agency
from tests.server.test_blobs import announced, begin, sha_of
from tests.wire.page import HOUSE, PAGE, differences, under, wrong
from workspace.sync.transport import HttpTransport
from workspace.wire.protocol import SyncRequest


def test_the_page_says_what_the_code_does() -> None:
    assert not wrong(PAGE)


# ---- the comparison bites --------------------------------------------------------------------------

# What is changed in a copy of the page, and the sentence that must come of it. An empty new text takes the line out.
PLANTED = {
    "| `limit` | int |": ("", "field SyncRequest limit is in the code and not on the page"),
    "| `why` | text |": ("| `whom` | text |", "field Gone whom is on the page and not in the code"),
    "| `more` | bool | `false` |": (
        "| `more` | bool | yes |",
        "field SyncAnswer more: the page says ('bool', 'yes', ''), the code ('bool', 'false', '')",
    ),
    "| 1–1000 |": (
        "| 1–500 |",
        "field SyncRequest limit: the page says ('int', '1000', '1–500'), the code ('int', '1000', '1–1000')",
    ),
    "| `k` | [key] |": (
        "| `k` | [text] |",
        "field Row k: the page says ('[text]', 'yes', ''), the code ('[key]', 'yes', '')",
    ),
    "### Hints": ("### Clues", "message Hints is in the code and not on the page"),
    "| GET | `/v1/audit/head` |": ("", "route GET /v1/audit/head is in the code and not on the page"),
    "| DELETE | `/v1/session` |": (
        "| PUT | `/v1/session` |",
        "route PUT /v1/session is on the page and not in the code",
    ),
    "| every | internal, unavailable |": (
        "| every | internal |",
        "problem unavailable of GET /v1/meta is in the code and not on the page",
    ),
    "| not in the table | not-found, method-not-allowed |": (
        "| not in the table | not-found |",
        "no route answers with the problem method-not-allowed",
    ),
    "| task | `task.read` |": ("", "verb task.read is in the code and not on the page"),
    "| `superseded` | yes |": ("", "refusal superseded is in the code and not on the page"),
    "| `closed` | yes | state, step |": (
        "| `closed` | yes | state |",
        "refusal closed: the page says ('yes', 'state'), the code ('yes', 'state, step')",
    ),
    "| `quota` | kept |": ("| `quota` | yes |", "refusal quota: the page says ('yes', ''), the code ('kept', '')"),
    "| `too-slow` | 408 |": (
        "| `too-slow` | 409 |",
        "problem too-slow: the page says ('409', 'later', ''), the code ('408', 'later', '')",
    ),
    "| `device-taken` | 409 |": ("", "problem device-taken is in the code and not on the page"),
    "| 200 | `batch_commands` |": (
        "| 100 | `batch_commands` |",
        "limit workspace.wire.protocol.BATCH_COMMANDS: the page says 100, the code 200",
    ),
    "protocol.PAGE_BYTES` |": ("", "limit workspace.wire.protocol.PAGE_BYTES is in the code and not on the page"),
}  # fmt: skip


@pytest.mark.parametrize("old", PLANTED)
def test_a_planted_difference_is_named(old: str) -> None:
    new, sentence = PLANTED[old]
    assert PAGE.count(old) == 1
    lines = PAGE.splitlines(keepends=True)
    planted = PAGE.replace(old, new) if new else "".join(line for line in lines if old not in line)
    assert sentence in wrong(planted)


# ---- what only a running server and client show ----------------------------------------------------


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def test_the_headers_of_answers_are_those_of_the_page(town: Agency) -> None:
    laptop = town.laptop("staf")
    asked: list[tuple[str, str, Any, dict[str, str]]] = [
        ("GET", "/v1/meta", None, {}),
        ("PUT", "/v1/meta", None, {}),
        ("POST", "/v1/sync", SyncRequest(), {"accept_encoding": "zstd"}),
        *[("POST", "/v1/session", laptop.login("bukan-sandinya"), {})] * 9,
        ("OPTIONS", "/v1/blobs", None, {}),
        ("POST", "/v1/blobs", None, announced(b"attached")),
        ("DELETE", "/v1/session", None, {}),
        ("POST", "/v1/sync", SyncRequest(), {}),
    ]
    where = begin(laptop, b"attached")
    piece = {"content_type": PIECE, "tus_resumable": "1.0.0", "upload_offset": "0"}
    asked = [
        ("HEAD", where, None, {"tus_resumable": "1.0.0"}),
        ("PATCH", where, b"attached", piece),
        ("GET", f"/v1/blobs/{sha_of(b'attached')}", None, {"range": "bytes=1-"}),
        *asked,
    ]
    seen = {name for ask in asked for name in laptop.call(*ask[:3], **ask[3])[1]}
    seen |= stream(town, town.laptop("kabid"))[0]
    page = dict.fromkeys(row["header of an answer"] for row in under(PAGE, "Headers", "header of an answer"))
    assert not differences("header", page, dict.fromkeys(seen))


def stream(town: Agency, laptop: Laptop) -> tuple[set[str], bytes]:
    """The headers of a stream of pokes, and what it says: a sign of life, then news."""
    heard: list[Any] = []

    async def scene() -> None:
        gone = asyncio.Event()
        pairs = [(b"sync-proto", b"1"), (b"authorization", f"Bearer {laptop.session.access}".encode())]
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/v1/events",
            "headers": pairs,
            "client": ("192.0.2.7", 1),
        }

        async def receive() -> Any:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            heard.append(message)
            said = b"".join(part.get("body", b"") for part in heard)
            if said.endswith(b"}\n\n"):
                gone.set()
            else:
                (listener,) = town.backend.hub._listeners
                listener.wake(7 if b"ping" in said else 0)

        await town.app(scope, receive, send)

    town.asgi.run(scene())
    return {name.decode() for name, _ in heard[0]["headers"]}, b"".join(
        part.get("body", b"") for part in heard
    )


def test_the_lines_of_pokes_are_those_of_the_page(town: Agency) -> None:
    lines = [line for line in stream(town, town.laptop("staf"))[1].decode().split("\n") if line]
    data = [", ".join(msgspec.json.decode(line[6:])) for line in lines if line.startswith("data: ")]
    said = {f"data: {data[0]}" if line.startswith("data: ") else line for line in lines}
    page = dict.fromkeys(row["line"] for row in under(PAGE, "Pokes", "line"))
    assert not differences("line", page, dict.fromkeys(said))


def test_the_headers_of_requests_are_those_of_the_page(town: Agency) -> None:
    sent: set[str] = set()

    def deaf(request: PreparedRequest) -> Heard:
        sent.update(name.lower() for name in request.headers)
        return 503, [], b""

    desk = HttpTransport("http://server.test", town.clock, "device", "access", adapter=CannedAdapter(deaf))
    desk.send(SyncRequest(token="a" * 999))  # long enough to be folded
    read = {
        str(node.args[0].value)
        for path in (HOUSE / "server" / "api").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("headers.get")
        and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    code = {
        name: ("yes" if name in read else "no", "yes" if name in sent else "no")
        for name in sorted(read | sent)
    }
    rows = under(PAGE, "Headers", "header of a request")
    page = {row["header of a request"].lower(): (row["read"], row["sent"]) for row in rows}
    assert not differences("header", page, code)
