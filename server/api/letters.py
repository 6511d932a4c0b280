# SPDX-License-Identifier: Apache-2.0
"""The bodies of letters: one round trip for what was typed here and elsewhere, and what was frozen of them."""

from __future__ import annotations

import msgspec

from server.api.endpoint import Call, ProblemError, denied
from server.services.session import Denied
from workspace.paper.replica import BadUpdate, TooLarge
from workspace.wire.protocol import BodyAnswer, BodyRequest, FrozenBody

DIGITS = 4  # of a version's number


async def body(call: Call) -> BodyAnswer:
    """What was typed here up, what was typed elsewhere down; for those of the drafter's position."""
    backend, session, request, id_ = call.backend, call.officer, call.body, call.path["id"]
    if not isinstance(request, BodyRequest):
        raise TypeError(request)
    call.notes["updates"] = len(request.updates)

    def taken() -> BodyAnswer | Denied | TooLarge | BadUpdate:
        """Undone alone where it is refused: to undo its group, the server reads its whole directory again."""
        try:
            with backend.office.ledger.savepoint():
                return backend.drafting.exchange(session, id_, request)
        except (TooLarge, BadUpdate) as error:
            return error

    if request.updates:
        told = await backend.writer.do(taken)
    else:
        with backend.readers.view() as view:
            told = view.drafting.exchange(session, id_, request)
    match told:
        case Denied():
            raise denied(told)
        case TooLarge():
            raise ProblemError("too-large", {"field": told.what, "max": str(told.limit)})
        case BadUpdate():
            raise ProblemError("invalid", {"field": "updates"})
    return told


async def frozen_body(call: Call) -> FrozenBody:
    """The body of a submitted version, for everybody who sees the letter."""
    no = call.path["no"]
    known = no.isascii() and no.isdigit() and len(no) <= DIGITS
    with call.backend.readers.view() as view:
        found = view.drafting.frozen(call.officer, call.path["id"], int(no)) if known else None
    if found is None:
        raise ProblemError("not-found")
    return FrozenBody(found.hash, msgspec.Raw(found.raw))
