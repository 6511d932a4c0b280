# SPDX-License-Identifier: Apache-2.0
"""Bodies on the server: kept as they came, in SQL and in memory alike; frozen once, and begun again the same."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from server.services.bodies import FEW, FEW_BYTES, NEXT, Bodies, BodyTables, Frozen, Update
from server.services.ledger import Ledger
from server.store.bodies import MemoryBodies, SqlBodies
from server.store.database import Database
from server.store.memory import MemoryLedger
from tests.server.hashes import wrong
from tests.server.twins import differ
from workspace.domain.canonical import sha256
from workspace.paper.body import Line, Run, body_hash, canonical_body
from workspace.paper.replica import STATE_MAX, BadUpdate, Replica, TooLarge


def step(tables: BodyTables, rng: Random) -> Any:
    """One random write, and what all reads then say."""
    letter, generation = f"l{rng.randrange(3)}", rng.randrange(1, 3)
    n = rng.randrange(1, 8)
    match rng.randrange(3):
        case 0 | 1:
            tables.put_update(letter, generation, Update(n, rng.choice(["", "a", "b"]), rng.randbytes(3)))
        case 2:
            tables.drop_updates(letter, generation, n)
    if tables.frozen(letter, n) is None:
        tables.freeze(letter, n, Frozen("h", rng.randbytes(2)))
    return (
        tables.updates(letter, generation, rng.randrange(8)), tables.frozen(letter, n), tables.frozen("none", 1),
        tables.dump(),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_both_stores_tell_and_keep_the_same(tmp_path: Path, seed: int) -> None:
    assert not differ(tmp_path, SqlBodies, MemoryBodies, step, seed)


@pytest.fixture(params=["sql", "memory"])
def bodies(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Ledger, Bodies]]:
    """Over each store; the test writes inside the ledger's transaction."""
    if request.param == "memory":
        memory = MemoryLedger()
        yield memory, Bodies(MemoryBodies(memory))
        return
    database = Database(tmp_path / "server.db")
    with database.writer() as sql:
        yield sql, Bodies(SqlBodies(sql))
    database.close()


class Typist:
    """A device that types; `made` has its updates."""

    def __init__(self, copy: int = 1, came: Sequence[bytes] = ()) -> None:
        self.made: list[bytes] = []
        self.replica = Replica(copy, lambda: 0, self.made.append, came)

    def type(self, text: str) -> None:
        """One more line at the end."""
        lines = self.replica.lines()
        self.replica.write([(0, lines, [*lines, Line((), (Run(text),))])])

    @property
    def lines(self) -> list[Line]:
        return self.replica.lines()


def keep(ledger: Ledger, bodies: Bodies, *updates: bytes, letter: str = "l", generation: int = 1) -> None:
    with ledger.write():
        bodies.take(letter, generation, updates)


def test_a_body_is_read_as_it_was_typed(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    for text in ("Yth. Kepala Bidang", "dengan hormat 😀"):
        typist.type(text)
    assert kept.lines("l", 1) == []
    keep(ledger, kept, *typist.made)
    assert kept.lines("l", 1) == typist.lines
    assert kept.hash("l", 1) == body_hash(typist.lines)
    assert kept.lines("another", 1) == kept.lines("l", 2) == []


def test_the_same_is_read_once_and_what_was_undone_is_not_believed(bodies: tuple[Ledger, Bodies]) -> None:
    """Two hundred submissions in one request had an eight-megabyte body read two hundred times."""
    ledger, kept = bodies
    undone, typist = Typist(), Typist()
    undone.type("batal")
    typist.type("satu")
    with contextlib.suppress(LookupError), ledger.write():
        kept.take("l", 1, undone.made)
        assert kept.lines("l", 1) == undone.lines
        raise LookupError
    keep(ledger, kept, *typist.made)
    assert kept.lines("l", 1) == typist.lines
    assert kept.lines("l", 1) is kept.lines("l", 1)
    assert kept.hash("l", 1) == body_hash(typist.lines)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 90))
def test_shuffled_doubled_and_put_together_it_is_the_same(seed: int, count: int) -> None:
    rng, memory = Random(seed), MemoryLedger()
    kept, typists = Bodies(MemoryBodies(memory)), [Typist(copy) for copy in (1, 3, 4)]
    for _ in range(count):
        typist, other = rng.sample(typists, 2)
        typist.type(rng.choice(["satu", "dua", "🇮🇩"]))
        if rng.random() < 0.3:
            typist.replica.apply(*other.made)
    sent = [update for typist in typists for update in typist.made]
    again = sent + rng.choices(sent, k=rng.randrange(5))
    rng.shuffle(again)
    whole = Typist(9, sent)
    after, reader = 0, Replica(8, lambda: 0, lambda _: None)
    while again:
        size = rng.randrange(1, 30)
        keep(memory, kept, *again[:size])
        del again[:size]
        new = kept.tables.updates("l", 1, after)
        reader.apply(*(one.raw for one in new))  # a device that asks now and then
        after = new[-1].n if new else after
    assert kept.lines("l", 1) == whole.lines == reader.lines()
    assert kept.head("l", 1) == after
    assert len(kept.tables.updates("l", 1, 0)) <= FEW + 1


def test_an_update_that_comes_twice_is_kept_once(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    typist.type("satu")
    keep(ledger, kept, *typist.made, *typist.made)
    keep(ledger, kept, *typist.made)
    assert [one.n for one in kept.tables.updates("l", 1, 0)] == [1]


def test_many_and_large_updates_are_put_together(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    for _ in range(FEW):
        typist.type("baris")
    keep(ledger, kept, *typist.made)
    assert len(kept.tables.updates("l", 1, 0)) == FEW
    typist.type("x" * FEW_BYTES)
    keep(ledger, kept, typist.made[-1])
    assert [(one.n, one.sha) for one in kept.tables.updates("l", 1, 0)] == [(FEW + 1, "")]
    typist.type("lagi")
    keep(ledger, kept, typist.made[-1])
    assert [one.n for one in kept.tables.updates("l", 1, FEW)] == [FEW + 1, FEW + 2]
    assert kept.lines("l", 1) == typist.lines


@pytest.mark.parametrize("merge", [lambda raws: raws, lambda raws: raws[:1], lambda raws: raws[-1:]])
def test_what_was_put_together_wrongly_takes_the_place_of_nothing(
    bodies: tuple[Ledger, Bodies], merge: Callable[[Sequence[bytes]], Sequence[bytes]]
) -> None:
    ledger, kept = bodies
    kept.merge = merge
    typist = Typist()
    for _ in range(FEW + 3):
        typist.type("baris")
    keep(ledger, kept, *typist.made)
    assert len(kept.tables.updates("l", 1, 0)) == FEW + 3
    assert kept.lines("l", 1) == typist.lines


def test_what_waits_for_an_earlier_update_outlives_being_put_together(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    for _ in range(FEW + 2):
        typist.type("baris")
    keep(ledger, kept, *typist.made[1:])
    assert kept.lines("l", 1) == []
    keep(ledger, kept, typist.made[0])
    assert kept.lines("l", 1) == typist.lines


@pytest.mark.parametrize("bad", [b"", b"x", b"\xff" * 20, b"\x01\x01\x01"])
def test_bytes_that_are_no_update_are_refused_and_nothing_is_kept(
    bodies: tuple[Ledger, Bodies], bad: bytes
) -> None:
    ledger, kept = bodies
    typist = Typist()
    typist.type("satu")
    with pytest.raises(BadUpdate):
        keep(ledger, kept, *typist.made, bad)
    assert kept.tables.updates("l", 1, 0) == []


def test_a_body_has_a_largest_size(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    with ledger.write():
        kept.tables.put_update("l", 1, Update(1, "", bytes(STATE_MAX)))
    typist = Typist()
    typist.type("satu")
    with pytest.raises(TooLarge):
        keep(ledger, kept, *typist.made)
    assert len(kept.tables.updates("l", 1, 0)) == 1


def test_what_was_frozen_stays_and_the_next_generation_begins_with_it(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    typist.type("seperti diajukan")
    keep(ledger, kept, *typist.made)
    with ledger.write():
        told = kept.close("l", 1, 1)
    frozen = kept.tables.frozen("l", 1)
    assert frozen == (told, canonical_body(typist.lines))
    assert told == sha256(canonical_body(typist.lines)) == kept.hash("l", 1)
    assert kept.lines("l", 2) == typist.lines
    with pytest.raises((AssertionError, dbapi2.IntegrityError)), ledger.write():
        kept.tables.freeze("l", 1, Frozen("other", b"{}"))
    assert kept.tables.frozen("l", 1) == frozen


def test_a_generation_begins_the_same_on_a_laptop_that_did_not_wait(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    typist = Typist()
    typist.type("satu")
    keep(ledger, kept, *typist.made)
    made: list[bytes] = []
    Replica(NEXT, lambda: 0, made.append).begin(typist.lines)
    ahead = Typist(1, made)
    ahead.type("dua")
    with ledger.write():
        kept.close("l", 1, 1)
    keep(ledger, kept, *made, *ahead.made, generation=2)
    assert kept.lines("l", 2) == ahead.lines


def test_an_empty_body_is_frozen_too(bodies: tuple[Ledger, Bodies]) -> None:
    ledger, kept = bodies
    with ledger.write():
        told = kept.close("l", 1, 1)
    assert told == body_hash([])
    assert kept.tables.updates("l", 2, 0) == []


@pytest.mark.parametrize("seed", range(40))
def test_both_sides_come_to_one_hash_whatever_way_the_updates_take(seed: int) -> None:
    assert wrong(Random(f"test-{seed}")) == ""
