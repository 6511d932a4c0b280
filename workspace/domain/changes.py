# SPDX-License-Identifier: Apache-2.0
"""What a deed or a page from the server changed, said once; every window decides for itself what to do."""

from dataclasses import dataclass

from workspace.domain.ids import Id


@dataclass(frozen=True, slots=True)
class Changes:
    """`kinds` are the nouns touched; `outbox` and `tray` say whether those lists moved; `sync` the state. `bodies` are
    letters in whose body others wrote.
    """

    ids: frozenset[Id] = frozenset()
    kinds: frozenset[str] = frozenset()
    outbox: bool = False
    tray: bool = False
    sync: bool = False
    bodies: frozenset[Id] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Both."""
        return Changes(
            self.ids | other.ids,
            self.kinds | other.kinds,
            self.outbox or other.outbox,
            self.tray or other.tray,
            self.sync or other.sync,
            self.bodies | other.bodies,
        )

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.ids or self.kinds or self.outbox or self.tray or self.sync or self.bodies)
