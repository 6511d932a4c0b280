# SPDX-License-Identifier: Apache-2.0
"""Attachments: opaque bytes under the name of their SHA-256, which come in pieces and are whole or not there.

A laptop announces size and hash, sends what it can, and after a cut goes on where this side stands: the offset is
what lies on the disk for certain, never what somebody meant to write (F25). Only whole bytes with the right hash get
their name. A file's own name is a label of the record that names it and never touches this disk.

Whoever sent a blob may have it back. That some bytes are known here is told to nobody else: who announces them sends
them, known or not.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from workspace.domain.ids import Id
from workspace.domain.moment import Clock, Instant, plus

BLOB_MAX = 100 * 1024 * 1024  # bytes of one attachment
UNFINISHED_MAX = 500 * 1024 * 1024  # bytes an officer may have announced and not finished
UPLOADS_MAX = 100  # uploads of an officer that are not finished
UPLOAD_DAYS = 7  # how long an upload waits for its next piece
CHUNK = 1024 * 1024
EVER = "9999-12-31T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes on their way: `offset` of `size` are here for certain. `until` it is kept."""

    id: Id
    officer: Id
    sha: str
    size: int
    offset: int
    until: Instant

    @property
    def whole(self) -> bool:
        """Whether all bytes are here."""
        return self.offset == self.size


class BlobTables(Protocol):
    """Everything blobs store beside the files; all writes run inside the ledger's transaction."""

    def upload(self, id_: Id) -> Upload | None:
        """An upload that is not finished."""
        ...

    def uploads_of(self, officer: Id) -> list[Upload]:
        """The officer's uploads that are not finished, by id."""
        ...

    def uploads_before(self, now: Instant) -> list[Upload]:
        """Those whose time is over."""
        ...

    def put_upload(self, row: Upload) -> None:
        """Insert or replace."""
        ...

    def drop_upload(self, id_: Id) -> None:
        """Forget it."""
        ...

    def sent(self, sha: str, officer: Id) -> bool:
        """Whether the officer sent this blob."""
        ...

    def put_sent(self, sha: str, officer: Id, size: int, at: Instant) -> None:
        """Note it; the first time counts."""
        ...

    def blobs(self) -> list[tuple[str, int]]:
        """Hash and size of every blob, by hash."""
        ...

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row, sorted."""
        ...


class OverQuotaError(Exception):
    """The officer has announced more than is taken before something is finished."""


@dataclass(slots=True)
class Shelf:
    """The files: pieces in `uploads`, whole blobs in `blobs`, both inside `folder`."""

    folder: Path

    def blob(self, sha: str) -> Path:
        """Where a whole blob lies."""
        return self.folder / "blobs" / sha[:2] / sha

    def part(self, id_: Id) -> Path:
        """Where the pieces of an upload lie."""
        return self.folder / "uploads" / id_

    def begin(self, id_: Id) -> None:
        """An empty file for an upload."""
        part = self.part(id_)
        part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as made:
            os.fsync(made.fileno())
        _sync_folder(part.parent)

    @contextlib.contextmanager
    def append(self, upload: Upload) -> Iterator["Piece"]:
        """The next piece, after the bytes that are here for certain; what lies beyond them is cut off first."""
        with self.part(upload.id).open("r+b") as opened:
            opened.truncate(upload.offset)
            opened.seek(upload.offset)

            def keep() -> None:
                opened.flush()
                os.fsync(opened.fileno())

            yield Piece(opened.write, keep)

    def finish(self, upload: Upload) -> bool:
        """Give whole bytes their name; False, and the pieces are gone, if their hash is not what was announced."""
        part, blob = self.part(upload.id), self.blob(upload.sha)
        if not part.exists() and blob.exists():
            return True  # it got its name, and then the power went
        if hash_of(part) != upload.sha:
            self.drop(upload.id)
            return False
        blob.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.replace(blob)
        _sync_folder(blob.parent)
        return True

    def drop(self, id_: Id) -> None:
        """The pieces are of no use any more."""
        self.part(id_).unlink(missing_ok=True)

    def copy_to(self, other: "Shelf") -> None:
        """Let another shelf have every blob too. Under one name lies one content, so what is there already stays."""
        for blob in (self.folder / "blobs").glob("*/*"):
            target = other.blob(blob.name)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                half = target.with_suffix(".part")
                shutil.copyfile(blob, half)
                half.replace(target)

    def parts(self) -> list[Id]:
        """The uploads of which there are pieces."""
        return [part.name for part in (self.folder / "uploads").glob("*")]


@dataclass(slots=True)
class Piece:
    """Bytes being appended; `keep` returns when they are on the disk."""

    write: Callable[[bytes], object]
    keep: Callable[[], None]


@dataclass(slots=True)
class Blobs:
    """Uploads and blobs. `busy` has the uploads somebody is sending to: one at a time each."""

    tables: BlobTables
    shelf: Shelf
    ids: Callable[[], Id]
    clock: Clock
    busy: set[Id] = field(default_factory=set)

    def begin(self, officer: Id, size: int, sha: str) -> Upload:
        """Announce a blob, inside a transaction. Raises OverQuotaError."""
        self._forget()
        waiting = self.tables.uploads_of(officer)
        if len(waiting) >= UPLOADS_MAX or sum(one.size for one in waiting) + size > UNFINISHED_MAX:
            raise OverQuotaError
        upload = Upload(self.ids(), officer, sha, size, 0, plus(self.clock(), days=UPLOAD_DAYS))
        self.shelf.begin(upload.id)
        self.tables.put_upload(upload)
        return upload

    def _forget(self) -> None:
        for upload in self.tables.uploads_before(self.clock()):
            if upload.id not in self.busy:
                self.drop(upload)

    def tidy(self) -> None:
        """What a power cut or a restored copy left, at the start and inside a transaction. Pieces nobody knows of are
        of no use, nor is an upload whose pieces are gone; one that is whole becomes its attachment, for its sender
        asks only how far it is.
        """
        for id_ in self.shelf.parts():
            if self.tables.upload(id_) is None:
                self.shelf.drop(id_)
        for upload in self.tables.uploads_before(EVER):
            named = upload.whole and self.shelf.blob(upload.sha).exists()
            if not (named or self.shelf.part(upload.id).exists()):
                self.drop(upload)
            elif upload.whole and self.shelf.finish(upload):
                self.finished(upload)
            elif upload.whole:
                self.drop(upload)

    def drop(self, upload: Upload) -> None:
        """End an upload, inside a transaction."""
        self.tables.drop_upload(upload.id)
        self.shelf.drop(upload.id)

    def reached(self, upload: Upload, offset: int) -> Upload:
        """Note how many bytes are here for certain, inside a transaction."""
        further = replace(upload, offset=offset, until=plus(self.clock(), days=UPLOAD_DAYS))
        self.tables.put_upload(further)
        return further

    def finished(self, upload: Upload) -> None:
        """Note that the blob has its name, inside a transaction."""
        self.tables.drop_upload(upload.id)
        self.tables.put_sent(upload.sha, upload.officer, upload.size, self.clock())


def wrong(tables: BlobTables, shelf: Shelf) -> Iterator[str]:
    """Every blob whose file is missing or is not what its name says."""
    for sha, size in tables.blobs():
        blob = shelf.blob(sha)
        if not blob.is_file():
            yield f"blob {sha} is missing"
        elif blob.stat().st_size != size or hash_of(blob) != sha:
            yield f"blob {sha} is not what its name says"


def hash_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk once its folder is; systems that cannot be asked so keep names in their own way."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
