# SPDX-License-Identifier: Apache-2.0
"""The route table: every endpoint, who may ask, what is taken and given, and what can go wrong.

From it come the routes, the description in OpenAPI and the authorisation matrix of the tests; a route that is
not here does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api import blobs, events, exchange, information, letters, sessions
from server.api.edge import Edge, Note
from server.api.endpoint import Call, Endpoint
from server.api.openapi import describe
from server.backend import Backend
from workspace.wire import protocol as p

SIGNING_IN = ("bad-credentials", "rate-limited", "device-taken", "device-revoked")
BODY_MAX = p.BODY_BYTES * 4 // 3 + 64 * 1024  # updates in base64, and what is around them
SYNC_MAX = p.BATCH_BYTES + 64 * 1024  # commands, and what is around them


RESUMABLE = {"Tus-Resumable": {"type": "string", "enum": [blobs.TUS]}}
WHOLE = {"type": "integer", "minimum": 0}


def _told(*statuses: int) -> dict[int, str]:
    return {status: blobs.STATUSES[status] for status in statuses}


async def openapi(call: Call) -> bytes:
    """This description."""
    return msgspec.json.encode(describe(TABLE, call.backend.options.agency))


TABLE: tuple[Endpoint, ...] = (
    Endpoint(
        "GET", "/v1/meta", "anyone", information.meta, "Who this server is", gives=p.Meta, proto=False, cache_s=60
    ),
    Endpoint("GET", "/v1/health", "anyone", information.health, "Whether it works", gives=p.Health, proto=False),
    Endpoint("GET", "/v1/openapi.json", "anyone", openapi, "This description", gives=dict, proto=False, cache_s=60),
    Endpoint(
        "POST", "/v1/session", "anyone", sessions.sign_in, "Sign in and register a device",
        takes=p.Login, gives=p.Session, problems=SIGNING_IN,
    ),
    Endpoint(
        "POST", "/v1/session/renew", "anyone", sessions.renew, "The next tokens",
        takes=p.Renew, gives=p.Session, problems=("unauthenticated", "device-revoked"),
    ),
    Endpoint("DELETE", "/v1/session", "officer", sessions.sign_out, "Sign out"),
    Endpoint(
        "POST", "/v1/session/password", "officer", sessions.change_password, "Set a new password",
        takes=p.NewPassword, gives=p.Session, problems=("bad-credentials", "rate-limited"),
    ),
    Endpoint(
        "POST", "/v1/sync", "officer", exchange.sync, "Push and pull in one round trip",
        takes=p.SyncRequest, gives=p.SyncAnswer, problems=("unreadable-command",), body_max=SYNC_MAX,
        too_deep=exchange.too_deep,
    ),
    Endpoint(
        "GET", "/v1/commands/{id}", "officer", information.command, "What became of a command",
        gives=p.CommandState, problems=("not-found",),
    ),
    Endpoint(
        "GET", "/v1/audit/head", "officer", information.audit_head, "The signed head of the audit log",
        gives=p.TreeHead,
    ),
    Endpoint(
        "GET", "/v1/audit/proof/{id}", "officer", information.audit_proof, "That a receipt stands in the audit log",
        gives=p.AuditProof, problems=("not-found",),
    ),
    Endpoint(
        "POST", "/v1/letters/{id}/body", "officer", letters.body, "Write in a letter and read what others wrote",
        takes=p.BodyRequest, gives=p.BodyAnswer, problems=("not-found", "generation-closed"), body_max=BODY_MAX,
    ),
    Endpoint(
        "GET", "/v1/letters/{id}/versions/{no}", "officer", letters.frozen_body, "The body of a submitted version",
        gives=p.FrozenBody, problems=("not-found",),
    ),
    Endpoint("OPTIONS", "/v1/blobs", "anyone", blobs.tus, "Which tus is spoken", proto=False, good=(204,)),
    Endpoint(
        "POST", "/v1/blobs", "officer", blobs.create_upload, "Announce an attachment", good=(201,),
        problems=("invalid", "too-large"), statuses=_told(blobs.OTHER_TUS, blobs.CHECKSUM),
        wants=RESUMABLE | {"Upload-Length": WHOLE, "Upload-Metadata": {"type": "string"}},
    ),
    Endpoint(
        "HEAD", "/v1/blobs/{id}", "officer", blobs.upload, "How far an upload is", good=(200,),
        problems=("not-found",), statuses=_told(blobs.OTHER_TUS), wants=RESUMABLE,
    ),
    Endpoint(
        "PATCH", "/v1/blobs/{id}", "officer", blobs.send_piece, "Send the next bytes", good=(204,),
        problems=("not-found",), octets=blobs.PIECE, wants=RESUMABLE | {"Upload-Offset": WHOLE},
        statuses=_told(blobs.CONFLICT, blobs.OTHER_TUS, blobs.LOCKED, blobs.CHECKSUM),
    ),
    Endpoint(
        "DELETE", "/v1/blobs/{id}", "officer", blobs.end_upload, "End an upload", good=(204,),
        problems=("not-found",), statuses=_told(blobs.OTHER_TUS, blobs.LOCKED), wants=RESUMABLE,
    ),
    Endpoint(
        "GET", "/v1/blobs/{id}", "officer", blobs.blob, "The bytes of an attachment, or a range of them",
        good=(200, 206), media=blobs.OCTETS, problems=("not-found",), statuses=_told(blobs.NO_RANGE),
    ),
    Endpoint("GET", "/v1/events", "officer", events.events, "Pokes (server-sent events)", media="text/event-stream"),
)  # fmt: skip


def application(backend: Backend, note: Note, table: Sequence[Endpoint] = TABLE) -> ASGIApp:
    """The ASGI application over a started backend. `note(event, fields)` writes a line of the log."""
    paths: dict[str, dict[str, Endpoint]] = {}
    for row in table:
        paths.setdefault(row.path, {})[row.method] = row
    nothing = Edge(backend, {}, note)
    router = Router(
        [Route(path, Edge(backend, rows, note)) for path, rows in paths.items()],
        redirect_slashes=False,
        default=nothing,
    )

    sync = Edge(backend, paths["/v1/sync"], note)

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            app = sync if scope["path"] == "/v1/sync" else router  # almost every request
            await app(scope, receive, send)

    return served
