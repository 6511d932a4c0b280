# SPDX-License-Identifier: Apache-2.0
"""One text for one content: JSON in the canonical form of RFC 8785, for hashes both sides must agree on.

Taken are str, whole numbers, bool, None, tuples, lists and dicts with text keys; whole numbers beyond 2^53
and floats have no form that every reader shares and are refused.
"""

import hashlib
import json
import unicodedata
from typing import Any

EXACT = 2**53 - 1  # the largest whole number every JSON reader keeps (RFC 8785 §3.2.2.3)


def canonical(value: Any) -> bytes:
    """The canonical JSON. Raises TypeError or ValueError for what has none."""
    return _text(value).encode()


def sha256(*parts: bytes) -> str:
    """The hex digest of the parts, one after the other."""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def nfc(text: str) -> str:
    """The composed form (NFC): what looks the same is the same."""
    return unicodedata.normalize("NFC", text)


def _text(value: Any) -> str:
    match value:
        case None | bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            if abs(value) > EXACT:
                raise ValueError(f"no exact JSON number: {value}")
            return str(value)
        case list() | tuple():
            return "[" + ",".join(map(_text, value)) + "]"
        case dict():
            # RFC 8785 §3.2.3 sorts keys by UTF-16 code units.
            keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in keys) + "}"
    raise TypeError(f"no canonical JSON for {type(value).__name__}")
