# SPDX-License-Identifier: Apache-2.0
"""The server's log holds a closed list of fields, and no word of anybody, whatever is asked or breaks."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from server import app, logs
from server.api.endpoint import Call, Endpoint
from server.api.routes import TABLE, application
from server.logs import Lines
from tests.asgi import Asgi
from tests.conftest import LogWatch
from tests.server.agency import PASSWORD, Agency, Laptop, agency, nip_of
from tests.server.test_api_letters import Desk
from tests.server.test_blobs import begin, send, sha_of
from workspace.domain import officer, task
from workspace.domain.errors import Unavailable
from workspace.wire.protocol import Login, NewPassword

# As if they were codes: nothing in their form gives them away.
WORD, NAME, SECRET = "kenari", "Kenari.Ratna", "kenari-sandi-1"
CANARIES = ("kenari", nip_of(5), nip_of(70), PASSWORD)
SHOUTED = dict.fromkeys(
    ("user_agent", "client_version", "cookie", "x_forwarded_for", "referer", "request_id", "accept"), "kenari"
)
EVERYWHERE = {"time", "level", "event", "logger", "template", *logs.FIELDS}


class Log:
    """What this process writes, down to the last detail, as the server would write it."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(Lines(lambda: "2026-11-24T01:00:00.000Z"))

    @property
    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue()

    def lines(self) -> list[dict[str, Any]]:
        """Line by line."""
        return [json.loads(line) for line in self.text.splitlines()]

    def holds_nothing_of(self, *words: str) -> None:
        """Fail if a word stands in it, or a field outside the closed list."""
        assert [word for word in words if word.lower() in self.text.lower()] == []
        assert {name for line in self.lines() for name in line} <= EVERYWHERE


@pytest.fixture
def log() -> Iterator[Log]:
    made, root = Log(), logging.getLogger()
    before = root.level
    root.addHandler(made.handler)
    root.setLevel(logging.DEBUG)
    yield made
    root.removeHandler(made.handler)
    root.setLevel(before)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def secrets_of(laptop: Laptop) -> tuple[str, ...]:
    """What the laptop holds and shows."""
    return laptop.session.access, laptop.session.refresh, laptop.key


def test_a_days_work_leaves_no_word(town: Agency, log: Log) -> None:
    """Everything goes well: the words are the officer's, the secrets real."""
    town.state("officer.record", officer.Record(officer.Officer(town.id["o-kabid"], NAME)))
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    held = secrets_of(kabid) + secrets_of(staf)
    give = task.Give(town.ids(), town.id["staf"], "Kenari rapat", "normal", note="Bawa kenari")
    raw = kabid.command("task.give", give, "kabid")
    assert kabid.outcome(raw) == ""
    assert staf.sync().rows
    assert staf.renew() == ""
    assert kabid.begin("/v1/session/renew", kabid.proof(kabid.challenge())) == ""
    assert kabid.call("GET", f"/v1/commands/{give.task}?q=kenari", **SHOUTED)[0] == 404
    desk = Desk(town, "staf", 1, laptop=staf)
    assert desk.draft() == ""
    desk.typist.type("kenari di dalam naskah")
    desk.exchange()
    assert desk.submit() == ""
    assert staf.call("GET", f"/v1/letters/{desk.id}/versions/1")[0] == 200
    assert send(staf, begin(staf, b"kenari"), 0, b"kenari")[0] == 204
    assert staf.call("GET", f"/v1/blobs/{sha_of(b'kenari')}")[0] == 200
    assert staf.begin("/v1/session/password", NewPassword(PASSWORD, "kenari-sandi-baru")) == ""
    assert staf.call("DELETE", "/v1/session")[0] == 204
    requests = [line for line in log.lines() if line["event"] == "request"]
    assert len(requests) >= 16
    assert all(line["status"] and line["ms"] >= 0 for line in requests)
    log.holds_nothing_of(*CANARIES, *held, *secrets_of(kabid), *secrets_of(staf), kabid.token, "192.0.2.7")


def spoiled(row: Endpoint, laptop: Laptop) -> list[bytes]:
    """Bodies for an endpoint with a canary in each field in turn, and as what is no message at all."""
    shapes: dict[str, dict[str, Any]] = {
        "/v1/session": dict.fromkeys(("nip", "password", "device", "device_name", "device_key"), WORD),
        "/v1/session/renew": dict.fromkeys(("device", "refresh", "nonce", "sig"), WORD),
        "/v1/session/password": {"old": SECRET, "new": SECRET},
        "/v1/sync": {"token": WORD, "commands": [{WORD: WORD}], "limit": 5},
        "/v1/letters/{id}/body": {"generation": 1, "after": 0, "updates": [WORD]},
    }
    good = shapes[row.path] | ({"nip": nip_of(70)} if row.path == "/v1/session" else {})
    bodies: list[dict[str, Any]] = [
        good,
        *({**good, name: [WORD]} for name in good),
        *({**good, name: {WORD: 1}} for name in good),
    ]
    command = json.loads(laptop.command("task.read", task.Read(WORD), WORD))
    bodies += [{"commands": [{**command, name: WORD}]} for name in command] if row.path == "/v1/sync" else []
    return [
        *(json.dumps(body).encode() for body in bodies),
        b'{"kenari',
        b"kenari",
        b'"kenari"',
        b"\xffkenari",
    ]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
def test_whatever_is_asked_leaves_no_word(town: Agency, log: Log, row: Endpoint) -> None:
    """A canary in every header, path, query and field, in words that pass for codes."""
    staf = town.laptop("staf")
    held = secrets_of(staf)
    path = row.path.replace("{id}", WORD)
    bodies: list[bytes | None] = [*spoiled(row, staf)] if row.takes is not None else [None]
    for body in bodies:
        if row.name != "events":
            staf.call(row.method, f"{path}?kenari={nip_of(70)}", body, **SHOUTED)
    bare = None if row.takes is None else b"{}"
    for name in (
        "authorization",
        "device_id",
        "sync_proto",
        "content_type",
        "content_encoding",
        "content_length",
    ):
        if row.name != "events" or name in {"authorization", "device_id", "sync_proto"}:
            staf.call(row.method, path, bare, **{name: "Bearer kenari" if name == "authorization" else WORD})
    for method, wrong in ((WORD.upper(), path), (row.method, f"{path}/kenari"), ("GET", f"/{nip_of(70)}")):
        staf.call(method, wrong, bare, authorization="Bearer kenari")
    assert log.lines()
    log.holds_nothing_of(*CANARIES, *held)


def broken(error: BaseException) -> Any:
    """A handler that breaks with a canary in its message, after another that did too."""

    async def handler(call: Call) -> None:
        try:
            raise KeyError(WORD, call.headers, call.body)
        except KeyError as first:
            raise error from first

    return handler


class KindError(ValueError):
    """Has more than a message."""

    def __init__(self, *words: str) -> None:
        super().__init__(*words)
        self.add_note(WORD)
        self.filename = WORD


@pytest.mark.parametrize(
    ("error", "event", "status"),
    [
        (RuntimeError(WORD), "bug", 500),
        (KindError(WORD, SECRET), "bug", 500),
        (UnicodeDecodeError("utf-8", b"kenari", 0, 1, WORD), "bug", 500),
        (OSError(5, WORD, "/home/kenari/server.db"), "bug", 500),
        (ExceptionGroup(WORD, [ValueError(WORD)]), "bug", 500),
        (Unavailable(f"{WORD} {nip_of(5)}"), "unavailable", 503),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_whatever_breaks_is_told_by_kind_and_place(
    town: Agency, log: Log, expected_logs: LogWatch, error: Exception, event: str, status: int
) -> None:
    expected_logs.expect(event)
    staf = town.laptop("staf")
    table = [replace(row, handler=broken(error)) if row.path == "/v1/session" else row for row in TABLE]
    town.asgi.close()
    town.asgi = Asgi(application(town.backend, logs.note, table))
    answered = staf.call("POST", "/v1/session", Login(nip_of(70), SECRET, staf.device, WORD, WORD), **SHOUTED)
    assert answered[0] == status
    assert b"kenari" not in answered[2]
    (line,) = [line for line in log.lines() if line["event"] == event]
    assert line["error"] == type(error).__name__
    assert line["where"][-1].startswith("test_logs.py:")
    assert line["where"][-1].endswith(":handler")
    log.holds_nothing_of(*CANARIES, *secrets_of(staf), "server.db")


def test_a_command_that_breaks_the_judge_is_told_by_its_id(
    town: Agency, log: Log, expected_logs: LogWatch
) -> None:
    expected_logs.expect("failed")

    def judge(*words: object) -> Any:
        raise LookupError(WORD, *words)

    town.backend.office.judge, town.backend.office.on_failure = judge, app.failed
    kabid = town.laptop("kabid")
    give = task.Give(town.ids(), town.id["staf"], "Kenari rapat", "normal")
    answer = kabid.sync(kabid.command("task.give", give, "kabid"))
    (line,) = [line for line in log.lines() if line["event"] == "failed"]
    assert [line["command"]] == list(answer.failed)
    assert line["error"] == "LookupError"
    log.holds_nothing_of(*CANARIES)


def test_of_others_only_the_template_is_written(log: Log, expected_logs: LogWatch) -> None:
    expected_logs.expect("kenari")
    library = logging.getLogger("uvicorn.error")
    try:
        raise ValueError(WORD)
    except ValueError:
        library.exception("broke at %s", WORD)
    library.warning(f"broke at {WORD}")
    library.warning(RuntimeError(WORD))
    library.warning("%(who)s", {"who": WORD})
    library.info("from %s", WORD, extra={"path": WORD, "client": WORD}, stack_info=True)
    assert [line["template"] for line in log.lines()] == ["broke at %s", "?", "?", "%(who)s", "from %s"]
    assert log.lines()[0]["error"] == "ValueError"
    log.holds_nothing_of(*CANARIES)


@pytest.mark.parametrize(
    "value",
    [
        nip_of(5), f"x{nip_of(5)}", "Nota rahasia", "a" * 81, "x" * 43, "Tg3_-" * 9, "ratna@contoh.test", "/home/ratna",
        "a\nb", "é",
    ],
)  # fmt: skip
def test_what_looks_like_a_persons_is_not_written_even_in_a_field_of_the_list(value: str) -> None:
    assert logs.clean({"code": value}) == {"code": "?"}


@pytest.mark.parametrize(
    "value", ["", "not-found", "01a20b11-1a80-7bd4-9957-123456789012", "0123456789abcdef-12"]
)
def test_codes_and_ids_are_written(value: str) -> None:
    assert logs.clean({"code": value}) == {"code": value}


def test_a_field_outside_the_list_is_our_bug() -> None:
    with pytest.raises(KeyError):
        logs.clean({"title": "x"})
    with pytest.raises(TypeError):
        logs.clean({"status": "200"})


def test_the_whole_process_writes_in_this_form() -> None:
    """`configure` takes the place of whatever uvicorn would write by itself."""
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    stream, levels = io.StringIO(), (root.level, logging.getLogger("uvicorn.access").disabled)
    root.handlers = []
    try:
        logs.configure(lambda: "2026-11-24T01:00:00.000Z", stream)
        logging.getLogger("uvicorn.access").info("%s", WORD)
        logging.getLogger("uvicorn").info("began as %s", WORD)
        logs.note("opened", {"done": "new", "steps": 2, "head": 0})
    finally:
        root.handlers = kept
        root.setLevel(levels[0])
        logging.getLogger("uvicorn.access").disabled = levels[1]
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["template"], second["event"], second["steps"]) == ("began as %s", "opened", 2)
