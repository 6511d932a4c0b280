# SPDX-License-Identifier: Apache-2.0
"""What the overlay keeps of a record: where its body differs from the truth's, which lies in the same store.

A deed changes a small part of a record. Whole bodies were as many pages as the truth itself, written at the deed and
cleared at the receipt. Bodies are JSON objects, so what begins otherwise is a patch:
`<bytes as in front> <bytes as at the end> <crc32 of the truth's body>`, a new line, and what stands between.
"""

from zlib import crc32


def made(truth: bytes, body: bytes) -> bytes:
    """What to keep of `body` beside the truth's; the body itself where little is the same, or the truth is empty."""
    front = _same(truth, body, min(len(truth), len(body)), front=True)
    end = _same(truth, body, min(len(truth), len(body)) - front, front=False)
    if front + end < len(body) // 4:
        return body
    return b"%d %d %d\n%b" % (front, end, crc32(truth), body[front : len(body) - end])


def _same(one: bytes, other: bytes, most: int, *, front: bool) -> int:
    """How many bytes of both are the same in front or at the end, up to `most`."""
    least = 0
    while least < most:
        half = (least + most + 1) // 2
        equal = one[:half] == other[:half] if front else one[-half:] == other[-half:]
        least, most = (half, most) if equal else (least, half - 1)
    return least


def whole(truth: bytes, kept: bytes) -> bytes:
    """The body of which `made` kept this. Raises ValueError if it was made beside another truth."""
    if kept.startswith(b"{"):
        return kept
    head, _, between = kept.partition(b"\n")
    front, end, check = map(int, head.split())
    if crc32(truth) != check:
        raise ValueError("the overlay lies over another truth")
    return truth[:front] + between + truth[len(truth) - end :]
