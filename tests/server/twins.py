# SPDX-License-Identifier: Apache-2.0
"""Tables in SQL beside the ledger and in memory beside its twin: the same random steps tell and leave the same."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Protocol

from server.services.ledger import Ledger
from server.store.database import Database
from server.store.memory import MemoryLedger
from server.store.sql import SqlLedger


class Dumped(Protocol):
    """Tables that can be compared."""

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row, sorted."""
        ...


Step = Callable[[Any, Random], Any]  # one random write to the tables, and what reads then say


def steps(ledger: Ledger, tables: Dumped, step: Step, seed: int) -> list[Any]:
    """A few transactions, some with parts that fail; what each step and each commit told."""
    rng, told = Random(seed), list[Any]()
    for _ in range(12):
        with ledger.write():
            for _ in range(rng.randrange(4)):
                try:
                    with ledger.savepoint():
                        told += [step(tables, rng) for _ in range(rng.randrange(1, 6))]
                        if rng.random() < 0.3:
                            raise LookupError
                except LookupError:
                    told.append("part undone")
        told.append(tables.dump())
    return told


def differ(
    folder: Path,
    in_sql: Callable[[SqlLedger], Dumped],
    in_memory: Callable[[MemoryLedger], Dumped],
    step: Step,
    seed: int,
) -> bool:
    """Whether both kinds tell or keep anything else."""
    database, memory = Database(folder / "server.db"), MemoryLedger()
    with database.writer() as sql:
        real = steps(sql, in_sql(sql), step, seed)
    database.close()
    return real != steps(memory, in_memory(memory), step, seed)
