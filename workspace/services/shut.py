# SPDX-License-Identifier: Apache-2.0
"""What a window reads while its store is closed: nothing."""

from __future__ import annotations

from collections.abc import Sequence

from workspace.domain.ids import Id
from workspace.domain.moment import Instant
from workspace.storage.tables import Cursor, Done, Line, Place, Promised, Trayed, Truth


class ShutReader:
    """Stands for a reader of the store (see `reading.Reader`) from when it is locked until it is open again."""

    def close(self) -> None:
        pass

    def meta(self, key: str) -> str:
        return ""

    def shown(self, id_: Id) -> tuple[str, bytes] | None:
        return None

    def frozen(self, letter: Id, version: int) -> bytes | None:
        return None

    def truths(self, kinds: Sequence[str]) -> Sequence[Truth]:
        return ()

    def order(self, holders: Sequence[Id], kinds: Sequence[str]) -> list[Place]:
        return []

    def standing(
        self, ids: Sequence[Id], holders: Sequence[Id], kinds: Sequence[str]
    ) -> dict[int, list[Place]]:
        return {}

    def lines(self, places: Sequence[Place]) -> list[Line]:
        return []

    def inbox(self, holders: Sequence[Id], kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        return []

    def count_inbox(self, holders: Sequence[Id], kinds: Sequence[str]) -> int:
        return 0

    def everything(self, kinds: Sequence[str], cursor: Cursor, limit: int) -> list[Line]:
        return []

    def search(self, query: str, limit: int) -> list[Line]:
        return []

    def counts(self) -> tuple[int, int, int]:
        return 0, 0, 0

    def outbox(self) -> list[Promised]:
        return []

    def tray(self) -> list[Trayed]:
        return []

    def done(self, id_: Id) -> Done | None:
        return None

    def journal(self, *, not_epoch: str | None = None, since: Instant = "", limit: int = -1) -> list[Done]:
        return []
