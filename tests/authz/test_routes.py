# SPDX-License-Identifier: Apache-2.0
"""The route table against its hand-written matrix: every endpoint, every asker, on the real application."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.api.blobs import PIECE
from server.api.routes import TABLE
from tests.server.agency import PASSWORD, Agency, Laptop, agency
from tests.server.test_api_letters import Desk
from tests.server.test_blobs import announced, begin, send, sha_of
from workspace.domain import device, task
from workspace.wire import codec
from workspace.wire.protocol import BodyRequest, NewPassword, Renew, SyncRequest

MATRIX = Path(__file__).with_name("routes.txt")
ASKERS = (
    "nobody", "stranger", "late", "refresher", "gone", "changed", "revoked", "other", "mismatch", "officer",
)  # fmt: skip
NEW = "sandi-yang-baru-2"
RAW = b"isi lampiran"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the matrix."""

    method: str
    path: str
    asker: str
    status: int
    code: str


def cells() -> Iterator[Cell]:
    """The lines of the matrix."""
    for text in MATRIX.read_text(encoding="utf-8").splitlines():
        if text.strip() and not text.startswith("#"):
            method, path, asker, status, *code = text.split()
            yield Cell(method, path, asker, int(status), "".join(code))


CELLS = tuple(cells())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    with agency(tmp_path_factory.mktemp("routes")) as made:
        yield made
        assert not made.failures


@pytest.fixture
def officer(town: Agency) -> Iterator[Laptop]:
    """The officer the thing belongs to; everybody has the usual password again afterwards."""
    town.clock.move(minutes=1)
    yield town.laptop("staf")
    for name in ("staf", "kabid"):
        town.reset_password(name)


def command_of(laptop: Laptop) -> str:
    """A command the officer sent: refused, but theirs."""
    command = laptop.command("task.read", task.Read(laptop.town.ids()), "staf")
    laptop.sync(command)
    return codec.decode_envelope(command).id


def thing_of(officer: Laptop, cell: Cell) -> tuple[str, dict[str, str]]:
    """The path with the id of something of the officer's, and the headers a good request has."""
    match cell.method, cell.path:
        case _, "/v1/letters/{id}/body" | "/v1/letters/{id}/versions/{no}":
            desk = Desk(officer.town, "staf", 1, laptop=officer)
            assert (desk.draft(), desk.submit([])) == ("", "")
            return cell.path.replace("{id}", desk.id).replace("{no}", "1"), {}
        case "POST", "/v1/blobs":
            return cell.path, announced(RAW)
        case "GET", "/v1/blobs/{id}":
            send(officer, begin(officer, RAW), 0, RAW)
            return f"/v1/blobs/{sha_of(RAW)}", {}
        case _, "/v1/blobs/{id}":
            piece = {"content_type": PIECE, "upload_offset": "0"} if cell.method == "PATCH" else {}
            return begin(officer, RAW), {"tus_resumable": "1.0.0", **piece}
    return cell.path.replace("{id}", command_of(officer)), {}


def becomes(officer: Laptop, asker: str) -> tuple[Laptop, dict[str, str]]:
    """What happens before the request, who then asks, and with which headers."""
    town, session = officer.town, officer.session
    match asker:
        case "nobody":
            return officer, {"authorization": ""}
        case "stranger":
            return officer, {"authorization": "Bearer " + "x" * 43}
        case "late":
            town.clock.move(minutes=10)
        case "refresher":
            return officer, {"authorization": f"Bearer {session.refresh}"}
        case "gone":
            officer.call("DELETE", "/v1/session")
        case "changed":
            elsewhere = town.laptop("staf")
            town.clock.move(seconds=1)
            assert elsewhere.begin("/v1/session/password", NewPassword(PASSWORD, NEW)) == ""
        case "revoked":
            elsewhere = town.laptop("staf")
            command = elsewhere.command("device.revoke", device.Revoke(officer.device))
            assert elsewhere.outcome(command) == ""
        case "other":
            return town.laptop("kabid"), {}
        case "mismatch":
            return officer, {"device_id": town.ids()}
    return officer, {}


def message_for(path: str, asker: Laptop) -> Any:
    """A good body for an endpoint, from whoever asks."""
    match path:
        case "/v1/session":
            return asker.login()
        case "/v1/session/renew":
            return Renew(asker.device, asker.session.refresh)
        case "/v1/session/password":
            return NewPassword(PASSWORD, NEW)
        case "/v1/sync":
            return SyncRequest()
        case "/v1/letters/{id}/body":
            return BodyRequest(1)
    return None


@pytest.mark.parametrize("cell", CELLS, ids=lambda c: f"{c.method} {c.path} {c.asker}")
def test_who_may_ask_what(town: Agency, officer: Laptop, cell: Cell) -> None:
    path, told = thing_of(officer, cell)
    asker, headers = becomes(officer, cell.asker)
    message = (
        RAW if cell.method == "PATCH" else message_for(cell.path, asker) if cell.method == "POST" else None
    )
    status, _, raw = asker.call(cell.method, path, message, **told, **headers)
    code = msgspec.json.decode(raw)["code"] if status >= 400 else ""
    assert (status, code) == (cell.status, cell.code)


def test_every_route_stands_in_the_matrix_for_every_asker() -> None:
    """A route without its rows does not pass: who adds one says here who may ask it."""
    wanted = {(row.method, row.path, asker) for row in TABLE for asker in ASKERS}
    written = [(cell.method, cell.path, cell.asker) for cell in CELLS]
    assert set(written) == wanted
    assert len(written) == len(wanted)


def test_the_matrix_agrees_with_the_table_on_who_is_let_in() -> None:
    for row in TABLE:
        answers = {c.asker: c.status for c in CELLS if (c.method, c.path) == (row.method, row.path)}
        open_ = answers["nobody"] < 300
        assert open_ == (row.who == "anyone"), row.path
