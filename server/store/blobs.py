# SPDX-License-Identifier: Apache-2.0
"""What is known of attachments: in SQL beside the ledger, and as dictionaries beside its twin."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from server.services.blobs import Upload
from server.store import schema
from server.store.memory import MemoryLedger, Table
from server.store.sql import SqlLedger
from server.store.statements import by, insert, sql, upsert
from workspace.domain.ids import Id
from workspace.domain.moment import Instant

TABLES = ("upload", "blob")

_u, _b = schema.upload, schema.blob
UPLOAD = by(_u, _u.c.id == bindparam("id"))
UPLOADS_OF = sql(select(_u).where(_u.c.officer == bindparam("officer")).order_by(_u.c.id))
UPLOADS_BEFORE = sql(select(_u).where(_u.c.until < bindparam("now")).order_by(_u.c.id))
PUT_UPLOAD = upsert(_u)
DROP_UPLOAD = sql(_u.delete().where(_u.c.id == bindparam("id")))
SENT = by(_b, _b.c.sha == bindparam("sha"), _b.c.officer == bindparam("officer"))
PUT_SENT = insert(_b).replace("INSERT INTO", "INSERT OR IGNORE INTO")
BLOBS = sql(select(_b.c.sha, _b.c.size).distinct().order_by(_b.c.sha))


class SqlBlobs:
    """See `BlobTables` for what each method does."""

    def __init__(self, ledger: SqlLedger) -> None:
        self._run: Callable[..., Any] = ledger.ask

    def upload(self, id_: Id) -> Upload | None:
        row = self._run(UPLOAD, (id_,)).fetchone()
        return Upload(*row) if row else None

    def uploads_of(self, officer: Id) -> list[Upload]:
        return [Upload(*row) for row in self._run(UPLOADS_OF, (officer,)).fetchall()]

    def uploads_before(self, now: Instant) -> list[Upload]:
        return [Upload(*row) for row in self._run(UPLOADS_BEFORE, (now,)).fetchall()]

    def put_upload(self, row: Upload) -> None:
        self._run(PUT_UPLOAD, astuple(row))

    def drop_upload(self, id_: Id) -> None:
        self._run(DROP_UPLOAD, (id_,))

    def sent(self, sha: str, officer: Id) -> bool:
        return self._run(SENT, (sha, officer)).fetchone() is not None

    def put_sent(self, sha: str, officer: Id, size: int, at: Instant) -> None:
        self._run(PUT_SENT, (sha, officer, size, at))

    def blobs(self) -> list[tuple[str, int]]:
        return [(sha, size) for sha, size in self._run(BLOBS).fetchall()]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        tables = schema.metadata.tables
        return {name: sorted(self._run(by(tables[name])).fetchall()) for name in TABLES}


@dataclass(slots=True)
class MemoryBlobs:
    """The twin; rolls back with its ledger."""

    ledger: MemoryLedger
    rows: dict[str, Table] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = {name: Table(self.ledger.log) for name in TABLES}

    def upload(self, id_: Id) -> Upload | None:
        return self.rows["upload"].get(id_)

    def _uploads(self, wanted: Callable[[Upload], bool]) -> list[Upload]:
        return [row for _, row in sorted(self.rows["upload"].items()) if wanted(row)]

    def uploads_of(self, officer: Id) -> list[Upload]:
        return self._uploads(lambda row: row.officer == officer)

    def uploads_before(self, now: Instant) -> list[Upload]:
        return self._uploads(lambda row: row.until < now)

    def put_upload(self, row: Upload) -> None:
        self.rows["upload"][row.id] = row

    def drop_upload(self, id_: Id) -> None:
        if id_ in self.rows["upload"]:
            del self.rows["upload"][id_]

    def sent(self, sha: str, officer: Id) -> bool:
        return (sha, officer) in self.rows["blob"]

    def put_sent(self, sha: str, officer: Id, size: int, at: Instant) -> None:
        if not self.sent(sha, officer):
            self.rows["blob"][sha, officer] = (size, at)

    def blobs(self) -> list[tuple[str, int]]:
        return sorted({(sha, size) for (sha, _), (size, _) in self.rows["blob"].items()})

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return {
            "upload": sorted(astuple(row) for row in self.rows["upload"].values()),
            "blob": sorted((*key, *row) for key, row in self.rows["blob"].items()),
        }
