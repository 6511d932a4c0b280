# SPDX-License-Identifier: Apache-2.0
"""A replay that reuses what a command was judged to be gives what judging every command anew gives.

Over months of seeded trouble: transfers, acting officers, classes, refusals, undo, restored servers, deaths.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.sim import story
from workspace.domain.changes import Changes
from workspace.domain.ids import Id
from workspace.storage.desk import Desk

seen: Counter[str] = Counter()


class Twice(Desk):
    """Replays, then judges everything again from the tables: nothing may come out differently."""

    def replay(self, touched: Iterable[Id] = ()) -> Changes:
        facts = self.facts()
        seen["reused"] += sum(w.facts is facts for w in self.waiting)
        seen["waiting"] += len(self.waiting)
        changes = super().replay(touched)
        found, rows = self._found(), self.tables.dump()
        self._truths.clear()
        for w in self.waiting:
            w.facts = None
        again = super().replay()
        self.show({*(row.id for row in self.tables.truths()), *self._overlay})
        assert (self._found(), self.tables.dump()) == (found, rows)
        assert not again
        return changes

    def _found(self) -> tuple[dict[Id, object], list[object]]:
        return self._overlay, [(w.row.id, w.doubt, w.puts) for w in self.waiting]


@pytest.mark.slow
@pytest.mark.parametrize("first", [3000, 3010])
def test_reuse_changes_nothing(first: int) -> None:
    seen.clear()
    for seed in range(first, first + 10):
        assert story.run(seed, desk_class=Twice).violations == (), f"seed {seed}"
    assert seen["reused"] > seen["waiting"] / 4  # else there was little to compare
