# SPDX-License-Identifier: Apache-2.0
"""Attachments: up by tus 1.0.0 (core, creation, expiration, checksum, termination), down by ranges (RFC 9110 §14).

What tus has a status for is answered by that status without content; everything else is a problem like everywhere.
A cut line loses nothing that arrived: the offset a HEAD tells is what lies on the disk.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from email.utils import formatdate
from functools import partial
from pathlib import Path
from typing import TypeVar

from server.api.endpoint import Call, GoneError, ProblemError, Reply
from server.services.blobs import BLOB_MAX, CHUNK, OverQuotaError, Upload
from workspace.domain.moment import to_ms

TUS = "1.0.0"
PIECE = "application/offset+octet-stream"
OCTETS = "application/octet-stream"
EXTENSIONS = "creation,expiration,checksum,termination"
PIECE_S = 60.0  # how long the next bytes of a piece may take: a slow line is no cut one
SHA = re.compile(r"[0-9a-f]{64}")
RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")
DIGITS = 15
CONFLICT, OTHER_TUS, NO_RANGE, LOCKED, CHECKSUM = 409, 412, 416, 423, 460
STATUSES = {
    CONFLICT: "Upload-Offset is not where the bytes that are here end; HEAD tells",
    OTHER_TUS: "Another version of tus",
    NO_RANGE: "Nothing lies in that range, or it is not one range",
    LOCKED: "Somebody sends to this upload",
    CHECKSUM: "Not what Upload-Checksum says, and nothing of the piece was kept; or all is here and is not what was"
    " announced, and the upload has ended",
}

Result = TypeVar("Result")


async def tus(_: Call) -> Reply:
    """Which tus is spoken."""
    told = {"tus-version": TUS, "tus-extension": EXTENSIONS, "tus-max-size": str(BLOB_MAX)}
    return _reply(204, {**told, "tus-checksum-algorithm": "sha256"})


async def create_upload(call: Call) -> Reply:
    """Announce an attachment: Upload-Length, and its SHA-256 (hex) as `sha256` of Upload-Metadata."""
    if (other := _other_tus(call)) is not None:
        return other
    size, sha = (
        _number(call.headers.get("upload-length", ""), "Upload-Length"),
        _metadata(call).get("sha256", ""),
    )
    if SHA.fullmatch(sha) is None:
        raise ProblemError("invalid", {"field": "Upload-Metadata"})
    if size > BLOB_MAX:
        raise ProblemError("too-large", {"field": "Upload-Length", "max": str(BLOB_MAX)})
    blobs, officer = call.backend.blobs, call.officer.officer

    def begun() -> Upload | None:  # what raises here is undone with all that is written beside it
        try:
            return blobs.begin(officer, size, sha)
        except OverQuotaError:
            return None

    upload = await call.backend.writer.do(begun)
    if upload is None:
        raise ProblemError("too-large", {"field": "uploads"})
    if upload.whole and not await _finished(call, upload):
        return _reply(CHECKSUM)
    return _reply(201, {**_state(upload), "location": f"/v1/blobs/{upload.id}"})


async def upload(call: Call) -> Reply:
    """How many bytes of an upload are here."""
    if (other := _other_tus(call)) is not None:
        return other
    found = _found(call)
    return _reply(200, {**_state(found), "upload-length": str(found.size), "cache-control": "no-store"})


async def send_piece(call: Call) -> Reply:
    """The next bytes of an upload, from Upload-Offset on; after the last the whole is checked."""
    if (other := _other_tus(call)) is not None:
        return other
    if call.headers.get("content-type") != PIECE:
        raise ProblemError("unsupported-media", {"field": "Content-Type"})
    offset, blobs = _number(call.headers.get("upload-offset", ""), "Upload-Offset"), call.backend.blobs
    expected = _checksum(call)
    id_ = call.path["id"]
    if id_ in blobs.busy:
        _found(call)
        return _reply(LOCKED)
    blobs.busy.add(id_)
    try:
        found = _found(call)
        if found.offset != offset:
            return _reply(CONFLICT)
        if found.whole:  # all was here, and then the power went
            return _reply(204, _state(found)) if await _finished(call, found) else _reply(CHECKSUM)
        reached, sound, gone = await _received(call, found, expected)
        if reached != found.offset:
            found = await call.backend.writer.do(lambda: blobs.reached(found, reached))
        if gone:
            raise GoneError
        if not sound or (found.whole and not await _finished(call, found)):
            return _reply(CHECKSUM)
    finally:
        blobs.busy.discard(id_)
    return _reply(204, _state(found))


async def end_upload(call: Call) -> Reply:
    """End an upload that is not finished."""
    if (other := _other_tus(call)) is not None:
        return other
    found, blobs = _found(call), call.backend.blobs
    if found.id in blobs.busy:
        return _reply(LOCKED)
    blobs.busy.add(found.id)  # nobody sends to what is about to go
    try:
        await call.backend.writer.do(lambda: blobs.drop(found))
    finally:
        blobs.busy.discard(found.id)
    return _reply(204)


async def blob(call: Call) -> Reply:
    """The bytes of an attachment, all or a range."""
    sha = call.path["id"]
    with call.backend.readers.lend() as reader:
        mine = reader.blobs.sent(sha, call.officer.officer)
    file = call.backend.blobs.shelf.blob(sha)
    if not mine or not file.is_file():
        raise ProblemError("not-found")
    size, tag = file.stat().st_size, f'"{sha}"'
    headers = {
        "content-type": OCTETS,
        "accept-ranges": "bytes",
        "etag": tag,
        "cache-control": "private, immutable",
    }
    wanted = call.headers.get("range", "")
    if not wanted or call.headers.get("if-range", tag) != tag:
        return Reply(200, headers, lambda: _read(call, file, 0, size), size)
    span = _span(wanted, size)
    if span is None:
        return Reply(NO_RANGE, {**headers, "content-range": f"bytes */{size}"})
    start, end = span
    headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    return Reply(206, headers, lambda: _read(call, file, start, end), end - start)


async def _received(call: Call, upload: Upload, expected: bytes) -> tuple[int, bool, bool]:
    """The bytes of a request onto the disk: up to where they are there for certain, whether they are what their
    checksum says, and whether the line was cut. With a checksum it is all or nothing.
    """
    shelf, room, checksum = call.backend.blobs.shelf, upload.size - upload.offset, hashlib.sha256()
    taken, gone, more = 0, False, True
    with shelf.append(upload) as piece:
        while more and not gone:
            try:
                async with asyncio.timeout(PIECE_S):
                    message = await call.receive()
            except TimeoutError:
                gone = True
                break
            gone = message["type"] == "http.disconnect"
            part = message.get("body", b"")
            taken += len(part)
            if taken > room:
                raise ProblemError("too-large", {"field": "body"})
            piece.write(part)
            checksum.update(part)
            more = message.get("more_body", False)
        sound = not expected or (not gone and checksum.digest() == expected)
        if sound and taken:
            await _apart(call, piece.keep)
    return upload.offset + (taken if sound else 0), sound, gone


async def _finished(call: Call, upload: Upload) -> bool:
    """Give whole bytes their name; False if they are not what was announced, and then the upload has ended."""
    blobs = call.backend.blobs
    sound = await _apart(call, lambda: blobs.shelf.finish(upload))
    await call.backend.writer.do(lambda: blobs.finished(upload) if sound else blobs.drop(upload))
    return sound


async def _apart(call: Call, work: Callable[[], Result]) -> Result:
    """What waits for the disk or reads a whole file, where nobody else waits for it."""
    return await asyncio.get_running_loop().run_in_executor(call.backend.pages, work)


async def _read(call: Call, file: Path, start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes from `start` up to `end`."""
    with file.open("rb") as opened:
        opened.seek(start)
        while start < end:
            part = await _apart(call, partial(opened.read, min(CHUNK, end - start)))
            start += len(part)
            yield part


def _found(call: Call) -> Upload:
    """The officer's own upload, or the problem that there is none."""
    with call.backend.readers.lend() as reader:
        upload = reader.blobs.upload(call.path["id"])
    if upload is None or upload.officer != call.officer.officer or upload.until <= call.backend.clock():
        raise ProblemError("not-found")
    return upload


def _reply(status: int, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, {"tus-resumable": TUS, **(headers or {})})


def _other_tus(call: Call) -> Reply | None:
    return _reply(OTHER_TUS, {"tus-version": TUS}) if call.headers.get("tus-resumable") != TUS else None


def _state(upload: Upload) -> dict[str, str]:
    """How far an upload is, and until when it is kept (RFC 9110 §5.6.7)."""
    expires = formatdate(to_ms(upload.until) / 1000, usegmt=True)
    return {"upload-offset": str(upload.offset), "upload-expires": expires}


def _number(said: str, name: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= DIGITS):
        raise ProblemError("invalid", {"field": name})
    return int(said)


def _metadata(call: Call) -> dict[str, str]:
    """Upload-Metadata: names and base64 values, a comma between pairs. What is no such pair is passed over."""
    found = {}
    for pair in call.headers.get("upload-metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        with contextlib.suppress(binascii.Error, UnicodeDecodeError):
            found[name] = base64.b64decode(value, validate=True).decode()
    return found


def _checksum(call: Call) -> bytes:
    """What a piece must hash to, b"" if nothing is said."""
    said = call.headers.get("upload-checksum")
    if said is None:
        return b""
    name, _, value = said.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error:
        digest = b""
    if name != "sha256" or len(digest) != hashlib.sha256().digest_size:
        raise ProblemError("invalid", {"field": "Upload-Checksum"})
    return digest


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Start and end of the one range that is asked for; None if nothing lies there. Several at once are not served."""
    found = RANGE.fullmatch(wanted)
    if found is None:
        return None
    first, last, tail = found.groups()
    start = max(0, size - int(tail)) if tail else int(first)
    end = min(size, int(last) + 1) if last else size
    return (start, end) if start < end else None
