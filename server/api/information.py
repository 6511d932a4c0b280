# SPDX-License-Identifier: Apache-2.0
"""What the server says of itself, of a command, and of its audit log."""

from __future__ import annotations

import asyncio

import msgspec

from server.api.endpoint import Call, ProblemError
from server.services import audit
from server.services.blobs import BLOB_MAX
from workspace.wire import codec, protocol
from workspace.wire.protocol import AuditProof, CommandState, Health, Meta, TreeHead

LIMITS = {
    "batch_commands": protocol.BATCH_COMMANDS,
    "batch_bytes": protocol.BATCH_BYTES,
    "command_bytes": protocol.COMMAND_BYTES,
    "page_limit": protocol.PAGE_LIMIT,
    "answer_bytes": protocol.ANSWER_BYTES,
    "blob_max": BLOB_MAX,
    "body_bytes": protocol.BODY_BYTES,
    "after_days": protocol.AFTER_DAYS,
    "receipt_days": protocol.RECEIPT_DAYS,
    "password_min": protocol.PASSWORD_MIN,
    "password_max": protocol.PASSWORD_MAX,
}


async def meta(call: Call) -> Meta:
    """Who this server is, which protocol it speaks, and its limits."""
    backend = call.backend
    with backend.readers.view() as view:
        epoch = view.tables.ledger.meta("epoch")
    return Meta(
        product="Ruang Kerja",
        agency=backend.options.agency,
        proto=protocol.PROTO,
        schema=protocol.SCHEMA,
        epoch=epoch,
        time=backend.clock(),
        min_client=protocol.MIN_CLIENT,
        tree_key=backend.secrets.tree_key,
        limits=LIMITS,
    )


async def health(call: Call) -> Health:
    """Whether the server can read its database."""
    with call.backend.readers.view() as view:
        return Health(ok=True, head=view.tables.ledger.head())


async def command(call: Call) -> CommandState:
    """The stored outcome of one of the officer's own commands, with their own words."""
    with call.backend.readers.view() as view:
        receipt = view.tables.ledger.receipt(call.path["id"])
    if receipt is None or receipt.officer != call.officer.officer:
        raise ProblemError("not-found")
    return CommandState(
        id=receipt.id,
        outcome=receipt.outcome,
        received=receipt.received,
        raw=msgspec.Raw(receipt.raw),
        code=receipt.code,
        params=msgspec.json.decode(receipt.params, type=dict[str, str]),
    )


async def audit_head(call: Call) -> TreeHead:
    """The signed head of the audit log."""
    with call.backend.readers.view() as view:
        return view.audit.head(view.tables.ledger.meta("epoch"), view.now)


async def audit_proof(call: Call) -> AuditProof:
    """That the receipt of one of the officer's own commands stands in the audit log."""
    return await asyncio.get_running_loop().run_in_executor(call.backend.pages, _proof, call)


def _proof(call: Call) -> AuditProof:
    with call.backend.readers.view() as view:
        ledger = view.tables.ledger
        receipt = ledger.receipt(call.path["id"])
        if receipt is None or receipt.officer != call.officer.officer:
            raise ProblemError("not-found")
        index = ledger.leaf_number(receipt.seq, receipt.leaf)
        path = view.audit.path(index)
        head = view.audit.head(ledger.meta("epoch"), view.now)
    return AuditProof(
        index=index,
        leaf=receipt.leaf,
        salt=receipt.salt,
        receipt=msgspec.Raw(codec.canonical(audit.facts_of(receipt))),
        path=path,
        head=head,
    )
