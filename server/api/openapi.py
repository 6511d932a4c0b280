# SPDX-License-Identifier: Apache-2.0
"""OpenAPI 3.1, written from the route table; shapes come from the messages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from server.api.endpoint import Endpoint
from workspace.wire import protocol
from workspace.wire.problems import KINDS
from workspace.wire.protocol import JSON, PROBLEM, Problem

REF = "#/components/schemas/{name}"
SYNC_PROTO = {
    "name": "Sync-Proto",
    "in": "header",
    "required": True,
    "schema": {"type": "integer", "minimum": protocol.PROTO_MIN, "maximum": protocol.PROTO},
}


def describe(table: Iterable[Endpoint], agency: str) -> dict[str, Any]:
    """The whole document."""
    rows = list(table)
    kinds = [kind for row in rows for kind in (row.takes, row.gives) if kind not in (None, dict)]
    _, shapes = msgspec.json.schema_components([*dict.fromkeys(kinds), Problem], ref_template=REF)
    shapes["Problem"]["properties"]["code"] = {"type": "string", "enum": sorted(KINDS)}
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


def operation(row: Endpoint) -> dict[str, Any]:
    """One endpoint."""
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", row.path)
    ]
    if row.proto:
        parameters.append(SYNC_PROTO)
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
    return described


def _responses(row: Endpoint) -> dict[str, Any]:
    if row.gives is None and row.media == JSON:
        good: dict[str, Any] = {"204": {"description": "Done"}}
    else:
        shape = _ref(row.gives) if row.gives not in (None, dict) else {}
        good = {"200": {"description": "Done", "content": {row.media: {"schema": shape}}}}
    by_status: dict[int, list[str]] = {}
    for code in row.all_problems:
        by_status.setdefault(KINDS[code].status, []).append(code)
    bad = {
        str(status): {"description": ", ".join(codes), "content": {PROBLEM: {"schema": _ref(Problem)}}}
        for status, codes in sorted(by_status.items())
    }
    return good | bad


def _ref(kind: type | None) -> dict[str, str]:
    return {"$ref": REF.format(name=kind.__name__ if kind else "")}
