# SPDX-License-Identifier: Apache-2.0
"""OpenAPI 3.1, written from the route table; shapes come from the messages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from server.api.endpoint import Endpoint
from workspace.domain.canonical import EXACT
from workspace.wire import protocol
from workspace.wire.codec import Envelope
from workspace.wire.problems import KINDS
from workspace.wire.protocol import JSON, PROBLEM, Problem

REF = "#/components/schemas/{name}"
UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
INSTANT = (
    "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$"
)
OCTETS = {"type": "string", "format": "binary"}
SYNC_PROTO = {
    "name": "Sync-Proto",
    "in": "header",
    "required": True,
    "description": f"{protocol.PROTO_MIN} is the oldest still spoken; an older one is answered with 426",
    "schema": {"type": "integer", "minimum": protocol.PROTO_MIN, "maximum": protocol.PROTO},
}


def describe(table: Iterable[Endpoint], agency: str) -> dict[str, Any]:
    """The whole document."""
    rows = list(table)
    kinds = [kind for row in rows for kind in (row.takes, row.gives) if kind not in (None, dict)]
    shapes = _shapes([*dict.fromkeys(kinds), Problem, Envelope])
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(row.path, {})[row.method.lower()] = operation(row)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Ruang Kerja", "summary": agency, "version": protocol.CLIENT_VERSION},
        "paths": paths,
        "components": {
            "schemas": shapes,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _shapes(kinds: Iterable[Any]) -> dict[str, Any]:
    """The messages, with what their types cannot say."""
    _, shapes = msgspec.json.schema_components(kinds, ref_template=REF)
    shapes["Problem"]["properties"]["code"] = {"type": "string", "enum": sorted(KINDS)}
    shapes["Envelope"]["properties"] |= {
        "id": {"type": "string", "pattern": UUID},
        "at": {"type": "string", "pattern": INSTANT},
        "n": {"type": "integer", "minimum": 0, "maximum": EXACT},
        "v": {"type": "integer", "minimum": 0, "maximum": EXACT},
        "args": {},  # each verb has its own; what does not fit is refused in a receipt
    }
    shapes["SyncRequest"]["properties"]["commands"] |= {
        "items": {"$ref": REF.format(name="Envelope")},
        "maxItems": protocol.BATCH_COMMANDS,
    }
    return shapes


def operation(row: Endpoint) -> dict[str, Any]:
    """One endpoint."""
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", row.path)
    ]
    if row.proto:
        parameters.append(SYNC_PROTO)
    parameters += [
        {"name": name, "in": "header", "required": True, "schema": schema}
        for name, schema in row.wants.items()
    ]
    described: dict[str, Any] = {
        "operationId": row.name,
        "summary": row.summary,
        "description": row.handler.__doc__ or row.summary,
        "parameters": parameters,
        "responses": _responses(row),
    }
    if row.who == "officer":
        described["security"] = [{"bearer": []}]
    if row.takes is not None:
        described["requestBody"] = {"required": True, "content": {JSON: {"schema": _ref(row.takes)}}}
    if row.octets:
        described["requestBody"] = {"required": True, "content": {row.octets: {"schema": OCTETS}}}
    return described


def _responses(row: Endpoint) -> dict[str, Any]:
    good = _good(row)
    by_status: dict[int, list[str]] = {}
    for code in row.all_problems:
        by_status.setdefault(KINDS[code].status, []).append(code)
    bad = {
        str(status): {"description": ", ".join(codes), "content": {PROBLEM: {"schema": _ref(Problem)}}}
        for status, codes in sorted(by_status.items())
    }
    return good | bad | {str(status): {"description": said} for status, said in row.statuses.items()}


def _good(row: Endpoint) -> dict[str, Any]:
    if row.good:
        content = {row.media: {"schema": OCTETS}} if row.media != JSON else {}
        return {str(status): {"description": "Done", "content": content} for status in row.good}
    if row.gives is None and row.media == JSON:
        return {"204": {"description": "Done"}}
    shape = _ref(row.gives) if row.gives not in (None, dict) else {}
    return {"200": {"description": "Done", "content": {row.media: {"schema": shape}}}}


def _ref(kind: type | None) -> dict[str, str]:
    return {"$ref": REF.format(name=kind.__name__ if kind else "")}
