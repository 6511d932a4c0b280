# SPDX-License-Identifier: Apache-2.0
"""What the server says of itself is what it does: the description is valid, and drawn requests keep to it.

Schemathesis draws requests that fit the description and requests that do not; every answer must be one the
description announces, with the shape it announces, and never an error of the server. Its coverage phase goes round
the bounds of every field; what requests do one after the other is the part of `tests/sim` and `tests/sync`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema_rs import validator_for
from schemathesis.checks import load_all_checks
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api.blobs import PIECE
from server.api.endpoint import Endpoint
from server.api.openapi import describe
from server.api.routes import TABLE
from tests.server.agency import Agency, Laptop, agency
from workspace.wire.problems import KINDS

DESCRIBED = describe(TABLE, "Dinas Contoh")
ENDLESS = "/v1/events"  # a stream has no last byte to judge
load_all_checks()


@schemathesis.serializer(PIECE)
def octets(_: Any, value: Any) -> bytes:
    """The bytes of an attachment as they are; whatever else is drawn, as some."""
    return value if isinstance(value, bytes) else str(value).encode()


# An old Sync-Proto is refused with 426, which the tool does not count among refusals by itself.
REFUSALS = ["400", "401", "404", "405", "412", "413", "415", "422", "426"]
CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {
            "negative_data_rejection": {"expected-statuses": REFUSALS},
            "missing_required_header": {"expected-statuses": REFUSALS},
            # For JSON Schema 7.0 is a whole number; for us, and for whoever hashes it, it is not.
            "positive_data_acceptance": {"enabled": False},
        }
    }
)


class Stage:
    """The application the tool calls: which one is only known when the tests run."""

    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


STAGE = Stage()
schema = schemathesis.openapi.from_dict(DESCRIBED, config=CONFIG).exclude(path=ENDLESS)
schema.app = STAGE


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    with agency(tmp_path_factory.mktemp("contract")) as made:
        STAGE.app = made.app
        yield made
        assert not made.failures


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_drawn_requests_are_answered_as_described(case: Any, town: Agency) -> None:
    laptop = Laptop(town, "staf")
    town.clock.move(hours=1)  # past every wait for a wrong password
    laptop.sign_in()
    case.call_and_validate(headers={"Authorization": f"Bearer {laptop.session.access}"})


def test_the_description_is_served(town: Agency) -> None:
    status, headers, raw = Laptop(town, "staf").call("GET", "/v1/openapi.json")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert raw == msgspec.json.encode(DESCRIBED)


def test_every_shape_in_it_is_valid_json_schema() -> None:
    for name, shape in DESCRIBED["components"]["schemas"].items():
        validator_for({"$ref": f"#/components/schemas/{name}", "components": DESCRIBED["components"]})
        assert shape["type"] == "object"


def test_every_row_is_described_and_nothing_else() -> None:
    described = {(m.upper(), path) for path, item in DESCRIBED["paths"].items() for m in item}
    assert described == {(row.method, row.path) for row in TABLE}
    for row in TABLE:
        operation = DESCRIBED["paths"][row.path][row.method.lower()]
        assert ("security" in operation) == (row.who == "officer")
        announced = {int(status) for status in operation["responses"]}
        assert announced >= {KINDS[code].status for code in row.all_problems}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
def test_each_row_names_who_may_ask_and_only_known_problems(row: Endpoint) -> None:
    assert row.who in {"anyone", "officer"}
    assert set(row.all_problems) <= set(KINDS)


def test_no_route_exists_but_those_of_the_table(town: Agency, tmp_path: Path) -> None:
    """The application is made from the table, so a path nobody described leads nowhere."""
    laptop = Laptop(town, "staf")
    for path in ("/docs", "/openapi.json", "/v1", "/v1/directory", "/v1/accounts", "/admin", "/../server.db"):
        status, _, _ = laptop.call("GET", path)
        assert status == 404
