# SPDX-License-Identifier: Apache-2.0
"""How large a record may grow: RECORD_MAX bytes, because every change of it travels whole to everybody who sees it.

Only what adds without end (a report, a further version) asks how large the record is, and is refused early, so
that whatever ends it or hands it on still fits: a full record is never stuck on a desk. A test holds the
numbers to that.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from workspace.domain.canonical import canonical
from workspace.domain.errors import Refused

RECORD_MAX = 256 * 1024  # bytes of the canonical JSON
ATTACHMENTS_MAX, NAME_MAX = 30, 255
CODES_MAX, CODE_MAX = 20, 64


def size(value: Any) -> int:
    """Bytes of a record's body."""
    return len(canonical(asdict(value)))


def too_long(text: str, most: int) -> bool:
    """Whether a text has more than so many characters, or takes more than twice as many bytes in a body."""
    if 3 * len(text) <= most:  # no character takes more than six bytes
        return False
    return (
        len(text) > most or len(json.dumps(text, ensure_ascii=False).encode(errors="replace")) - 2 > 2 * most
    )


def stated_error(value: Any) -> Refused | None:
    """What the server states has no other limit than that of every record."""
    return Refused("too-large", {"field": "value"}) if size(value) > RECORD_MAX else None


def codes_error(field: str, codes: Iterable[str]) -> Refused | None:
    """Codes of a profile (instructions, a scope): few and short."""
    codes = tuple(codes)
    if len(codes) > CODES_MAX:
        return Refused("too-large", {"field": field})
    return Refused("invalid", {"field": field}) if any(too_long(code, CODE_MAX) for code in codes) else None


def attachments_error(names: tuple[str, ...]) -> Refused | None:
    """Names of attachments: few, and each a name."""
    if len(names) > ATTACHMENTS_MAX:
        return Refused("too-large", {"field": "attachments"})
    if not all(name.strip() and not too_long(name, NAME_MAX) for name in names):
        return Refused("invalid", {"field": "attachments"})
    return None
