# SPDX-License-Identifier: Apache-2.0
"""Problems of whole requests: a closed list, in the shape of RFC 9457, apart from refusals of commands."""

import msgspec
import pytest

from tests.golden.samples import MESSAGES
from workspace.domain.errors import CODES
from workspace.wire.problems import KINDS
from workspace.wire.protocol import Problem


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_problem_says_what_helps(code: str) -> None:
    kind = KINDS[code]
    assert 400 <= kind.status <= 599
    assert kind.retry in {"never", "later", "after_pull", "after_auth"}
    assert kind.title
    assert kind.title[-1] != "."
    assert code == code.lower().replace(" ", "-")


def test_what_may_pass_is_tried_again_and_what_cannot_is_not() -> None:
    """RFC 9110 §15: of the 4xx only these pass by themselves, and every 5xx does."""
    passing = {401: "after_auth", 408: "later", 413: "later", 425: "later", 429: "later"}
    for code, kind in KINDS.items():
        expected = "later" if kind.status >= 500 else passing.get(kind.status, "never")
        if code not in {"bad-credentials", "device-revoked"}:  # 401, but a new token would not help
            assert kind.retry == expected, code


def test_a_problem_is_never_the_refusal_of_a_command() -> None:
    """One bad command never turns the answer into a non-2xx; words shared by both lists mean the same."""
    shared = {
        "device-revoked", "invalid", "not-found", "too-large", "client-too-old", "generation-closed",
    }  # fmt: skip
    assert set(KINDS) & CODES == shared


def test_a_problem_has_the_members_of_rfc_9457() -> None:
    shape = msgspec.json.decode(msgspec.json.encode(MESSAGES["Problem"]))
    assert {"type", "title", "status"} <= set(shape)
    assert shape["type"].startswith("urn:")
    bare = Problem("urn:ruang-kerja:problem:internal", "A bug", 500, "internal", "later")
    assert set(msgspec.json.decode(msgspec.json.encode(bare))) == {"type", "title", "status", "code", "retry"}
