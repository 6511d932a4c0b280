# SPDX-License-Identifier: Apache-2.0
"""One contract, two ledgers: the same random steps give the same answers and leave the same rows."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from server.services.ledger import Ledger, Receipt, Stored
from server.store.database import Database
from server.store.memory import MemoryLedger
from server.store.sql import SqlLedger
from workspace.domain.errors import Unavailable


class PlannedError(Exception):
    """Raised on purpose inside a transaction."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "server.db")
    yield made
    made.close()


@pytest.fixture
def sql(database: Database) -> Iterator[SqlLedger]:
    with database.writer() as ledger:
        yield ledger


IDS = [f"id-{n}" for n in range(12)]
KEYS = ["pub", "o:a", "o:b", "p:1", "p:2", "u:x"]
DAYS = [f"2026-11-{day:02d}T00:00:00.000Z" for day in range(1, 29)]


class Steps:
    """Draws steps from a seed; the same seed draws the same steps for both ledgers."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger, self.rng, self.seq, self.leaves, self.receipts = ledger, Random(seed), 0, 0, 0

    def keys(self) -> tuple[str, ...]:
        return tuple(sorted(self.rng.sample(KEYS, self.rng.randrange(len(KEYS)))))

    def write(self) -> Any:
        r, ledger = self.rng, self.ledger
        match r.randrange(9):
            case 0:
                self.seq += 1
                ledger.set_head(self.seq)
            case 1:
                ledger.set_meta(r.choice(["epoch", "tree", "restored"]), str(r.random()))
            case 2:
                id_ = r.choice(IDS)
                kind = ["task", "unit", "letter"][IDS.index(id_) % 3]  # a record stays what it is
                body = r.randbytes(r.randrange(40))
                ledger.put_record(
                    Stored(id_, kind, r.randrange(9), self.seq, r.randrange(3), body, self.keys())
                )
            case 3:
                ledger.see(r.choice(KEYS), r.choice(IDS), self.seq, gone=r.random() < 0.3)
            case 4:
                self.receipts += 1
                outcome = r.choice(["applied", "refused"])
                officer, name, sha = r.choice("ab"), r.choice(["v.x", "v.y"]), r.choice(["s", "t"])
                ledger.put_receipt(
                    Receipt(f"c-{self.receipts}", self.seq, officer, "d", self.receipts, name, "sha", sha,
                            DAYS[0], r.choice(DAYS), outcome, "", "{}", "definitive", b"{}", "00", "11")
                )  # fmt: skip
            case 5:
                ledger.add_leaf(
                    self.leaves, self.seq, f"leaf-{self.leaves}", f"chain-{self.leaves}", f"{self.leaves},"
                )
                self.leaves += 1
            case 6:
                ledger.put_keyset(r.choice("xyz"), (*self.keys(), "o:a"))
            case 7:
                ledger.set_contact(r.choice(IDS), r.choice(DAYS))
            case 8:
                at, forget = sorted(r.sample(DAYS, 2), reverse=True)
                ledger.put_awaited(r.choice(IDS), at, forget)

    def read(self) -> Any:
        r, ledger = self.rng, self.ledger
        seq, limit = r.randrange(self.seq + 1), r.randrange(1, 6)
        if r.random() < 0.1:  # changes nothing that is told
            ledger.foresee([f"c-{r.randrange(1, self.receipts + 2)}"], r.sample(IDS, 3))
        match r.randrange(11):
            case 0:
                return ledger.head(), ledger.meta("epoch"), ledger.meta("never")
            case 1:
                return ledger.record(r.choice(IDS))
            case 2:
                return sorted(ledger.records(r.sample(IDS, r.randrange(len(IDS)))).items())
            case 3:
                return list(ledger.of_kinds(r.sample(["task", "unit", "letter"], r.randrange(4))))
            case 4:
                return ledger.ever_seen(r.choice(IDS), list(self.keys()))
            case 5:
                return ledger.seen_after(r.choice(KEYS), seq, limit)
            case 6:
                return ledger.receipt(f"c-{r.randrange(1, self.receipts + 2)}")
            case 7:
                return ledger.twin(r.choice("ab"), r.choice(["v.x", "v.y"]), r.choice("stu"))
            case 8:
                return ledger.receipts_after(r.choice("ab"), seq, r.choice(["", *DAYS]), limit)
            case 9:
                found = [*ledger.leaves()]
                at = [ledger.leaf_number(seq, leaf) for seq, leaf, *_ in found]
                return ledger.chain_at(seq), found, at, [ledger.leaf_at(n) for n in at]
            case _:
                return (
                    ledger.keyset(r.choice("wxyz")),
                    ledger.contact(r.choice(IDS)),
                    ledger.awaited(r.choice(IDS)),
                )

    def some(self, *, fail: float) -> list[Any]:
        """A few writes and reads, perhaps cut off in the middle by an error."""
        told: list[Any] = []
        for _ in range(self.rng.randrange(1, 9)):
            self.write()
            told.append(self.read())
            if self.rng.random() < fail:
                raise PlannedError
        return told

    def transaction(self) -> list[Any]:
        """Some steps in the open, some in savepoints; parts fail, and sometimes the whole."""
        told: list[Any] = []
        before = self.seq, self.leaves, self.receipts
        try:
            with self.ledger.write():
                told += self.some(fail=0)
                for _ in range(self.rng.randrange(4)):
                    inner = self.seq, self.leaves, self.receipts
                    try:
                        with self.ledger.savepoint():
                            told += self.some(fail=0.1)
                            if self.rng.random() < 0.3:
                                with self.ledger.savepoint():
                                    told += self.some(fail=0.2)
                    except PlannedError:
                        self.seq, self.leaves, self.receipts = inner
                        told.append("part undone")
                told += self.some(fail=0.03)
        except PlannedError:
            self.seq, self.leaves, self.receipts = before
            told.append("all undone")
        told.append(self.read())
        return told


@pytest.mark.parametrize("seed", range(30))
def test_both_ledgers_tell_and_keep_the_same(sql: SqlLedger, seed: int) -> None:
    twin, real = Steps(MemoryLedger(), seed), Steps(sql, seed)
    for number in range(25):
        assert real.transaction() == twin.transaction(), number
        assert sql.dump() == twin.ledger.dump(), number


def test_the_steps_meet_what_they_are_meant_to_meet() -> None:
    """Else the contract would hold for want of a case."""
    told: list[Any] = []
    for seed in range(30):
        steps = Steps(MemoryLedger(), seed)
        told += [answer for _ in range(25) for answer in steps.transaction()]
    pages = [a for a in told if isinstance(a, tuple) and len(a) == 2 and isinstance(a[1], bool)]
    assert told.count("part undone") > 100
    assert told.count("all undone") > 20
    assert sum(more for _, more in pages) > 100
    assert any(len(lines) > 6 for lines, _ in pages), "a seq longer than the limit"


def test_a_backup_of_rows_can_be_put_back(sql: SqlLedger) -> None:
    steps = Steps(sql, 7)
    for _ in range(5):
        steps.transaction()
    kept, dump = sql.snapshot(), sql.dump()
    for _ in range(5):
        steps.transaction()
    assert sql.dump() != dump
    sql.restore(kept)
    assert sql.dump() == dump


def test_what_is_remembered_ends_when_another_connection_writes(database: Database, sql: SqlLedger) -> None:
    row = Stored("a", "task", 1, 1, 0, b"1", ("pub",))
    with sql.write():
        sql.put_record(row)
        sql.set_meta("epoch", "first")
        sql.put_keyset("x", ("pub",))
    with database.writer() as other, other.write():
        other.put_record(row._replace(body=b"2"))
        other.set_meta("epoch", "second")
        other.run("DELETE FROM keyset")
    with sql.write():
        assert sql.record("a") == row._replace(body=b"2")
        assert sql.meta("epoch") == "second"
        assert sql.keyset("x") is None
        assert sql.chain_at(9) == ""


class Compared(SqlLedger):
    """Compares what the tables tell with what it remembers to have put."""

    compared = 0

    def seen_after(self, key: str, seq: int, limit: int) -> Any:
        told = super().seen_after(key, seq, limit)
        if self._layers:
            assert self.seen_now(key, seq, limit) == told
            Compared.compared += bool(told[0])
        return told

    def receipts_after(self, officer: str, seq: int, since: str, limit: int) -> Any:
        if self._layers:
            told = super().receipts_after(officer, seq, "", limit)
            assert self.receipts_now(officer, seq, limit) == told
            Compared.compared += bool(told[0])
        return super().receipts_after(officer, seq, since, limit)


def test_a_transaction_remembers_what_it_put_as_the_tables_do(tmp_path: Path) -> None:
    """Each begins with empty tables, where nothing else stands."""
    for seed in range(120):
        database = Database(tmp_path / f"{seed}.db")
        with database.writer() as lent:
            Steps(Compared(lent.connection), seed).transaction()
        database.close()
    assert Compared.compared > 20


def test_a_second_receipt_of_a_command_is_a_bug(sql: SqlLedger) -> None:
    row = Receipt("c", 1, "o", "d", 1, "v", "s", "t", DAYS[0], DAYS[0], "applied", "", "{}", "", b"", "", "")
    for ledger in (sql, MemoryLedger()):
        with ledger.write():
            ledger.put_receipt(row)
        with pytest.raises(Exception, match=r"receipt") as caught, ledger.write():
            ledger.put_receipt(row)
        assert not isinstance(caught.value, Unavailable), "not the world's fault"


def test_a_view_is_of_one_moment_whatever_is_committed_meanwhile(database: Database, sql: SqlLedger) -> None:
    with sql.write():
        sql.set_head(1)
    with database.reader() as reader:
        with reader.view():
            assert reader.head() == 1
            with sql.write():
                sql.set_head(2)
            assert reader.head() == 1
        with reader.view():
            assert reader.head() == 2


def test_a_reader_cannot_write(database: Database) -> None:
    with database.reader() as reader, pytest.raises(Unavailable, match="readonly"), reader.write():
        reader.set_head(1)
