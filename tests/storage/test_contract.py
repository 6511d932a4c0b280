# SPDX-License-Identifier: Apache-2.0
"""One contract over both implementations of `Tables`: the same steps, the same answers, the same rows.

Hypothesis draws the steps from every method of the Protocol; after each of them both dumps are compared.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from workspace.domain.command import Waiting, Words
from workspace.storage import driver, sql
from workspace.storage.memory import MemoryTables
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Done, Item, Promised, Tables, Trayed, Truth


def new_sql() -> SqlTables:
    """Empty tables in memory, in the driver that officers run."""
    connection = driver.connect(driver.MEMORY, b"")
    with driver.immediate(connection):
        for statement in sql.ddl():
            connection.execute(statement)
    return SqlTables(connection)


IDS = st.sampled_from([f"id-{n}" for n in range(8)])
KINDS = st.sampled_from(["task", "letter", "unit"])
KEYS = st.sampled_from(["o:1", "p:1", "p:2", "pub"])
HOLDERS = st.sampled_from(["p:1", "p:2", "o:1"])
INSTANTS = st.sampled_from([f"2026-11-2{n}T00:00:00.000Z" for n in range(6)])
BYTES = st.binary(max_size=8)
NUMBERS = st.integers(0, 5)
WORDS = [
    "rapat", "Rapat", "rapat2", "raper", "é", "e", "Ångström", "angstrom", "straße", "STRASSE", "مكتب", "a_b",
    "a b", "AND", "NOT", '"', "*", "col:x", "12/3", "S-1.2", "ﬁle", "İl", "", "…",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)

NAMED = IDS.map(lambda id_: (id_, ("task", "letter", "unit")[int(id_[-1]) % 3]))  # an id keeps its noun
TRUTHS = st.builds(
    lambda named, *rest: Truth(*named, *rest), NAMED, NUMBERS, NUMBERS, st.integers(0, 3), BYTES
)
PROMISED = st.builds(
    Promised, IDS, NUMBERS, IDS, BYTES, st.one_of(st.just(""), INSTANTS), st.booleans(), st.booleans()
)
DONES = st.builds(Done, IDS, NUMBERS, BYTES, st.sampled_from(["e1", "e2"]), INSTANTS, INSTANTS, TEXTS)
TRAYED = st.builds(
    Trayed, IDS, IDS, BYTES, st.sampled_from(["closed", "invalid"]), st.dictionaries(IDS, TEXTS, max_size=2),
    INSTANTS, st.booleans(),
)  # fmt: skip
WAITS = st.builds(Waiting, HOLDERS, KINDS, INSTANTS, st.one_of(st.none(), INSTANTS), st.just("urgent"))
ITEMS = st.builds(
    lambda named, *rest: Item(*named, *rest), NAMED,
    st.builds(Words, TEXTS, TEXTS, TEXTS, st.integers(0, 3), IDS, KINDS, NUMBERS),
    st.lists(WAITS, max_size=3).map(tuple),
)  # fmt: skip
SOME_IDS = st.lists(IDS, max_size=4)
HELD = st.lists(KEYS, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(KEYS, IDS), max_size=4)
CURSORS = st.one_of(st.just(("", 0)), st.tuples(st.one_of(st.just("~"), INSTANTS), NUMBERS))


class Undoing(Exception):
    """Raised inside a write block to see it undone."""


class Contract(RuleBasedStateMachine):
    """Drives both; every rule is one method of the Protocol."""

    def __init__(self) -> None:
        super().__init__()
        self.memory, self.sql = MemoryTables(), new_sql()

    def both(self, *steps: Callable[[Tables], Any], undo: bool = False) -> None:
        """Steps in one write block of each; the answers must be equal, also when all is undone."""
        answers = []
        for tables in (self.memory, self.sql):
            answer = None
            try:
                with tables.write():
                    answer = [step(tables) for step in steps]
                    if undo:
                        raise Undoing
            except Undoing:
                pass
            answers.append(answer)
        assert answers[0] == answers[1]

    def read(self, step: Callable[[Any], Any]) -> None:
        """One read of each, outside and inside of a write block."""
        expected = step(self.memory)
        assert step(self.sql) == expected
        with self.sql.write():
            assert step(self.sql) == expected

    @rule(key=KEYS, value=TEXTS, undo=st.booleans())
    def meta(self, key: str, value: str, undo: bool) -> None:
        self.both(lambda t: t.set_meta(key, value), undo=undo)
        self.read(lambda t: t.meta(key))

    @rule(rows=st.lists(st.tuples(TRUTHS, HELD), max_size=4), gone=SOME_IDS, undo=st.booleans())
    def take(self, rows: list[tuple[Truth, tuple[str, ...]]], gone: list[str], undo: bool) -> None:
        truths, keys = [row for row, _ in rows], [held for _, held in rows]

        def look(tables: Tables) -> Any:
            return [(tables.truth(row.id), tables.shown(row.id)) for row in truths]

        self.both(lambda t: t.put_truth(truths, keys), look, lambda t: t.drop_truth(gone), look, undo=undo)

    @rule(ids=SOME_IDS)
    def drop_truth(self, ids: list[str]) -> None:
        self.both(lambda t: t.drop_truth(ids))

    @rule(pairs=PAIRS, undo=st.booleans())
    def drop_keys(self, pairs: list[tuple[str, str]], undo: bool) -> None:
        self.both(lambda t: t.drop_keys(iter(pairs)), undo=undo)

    @rule(key=KEYS)
    def drop_key(self, key: str) -> None:
        self.both(lambda t: t.drop_key(key))

    @rule()
    def clear_keys(self) -> None:
        self.both(lambda t: t.clear_keys())

    @rule(id_=IDS, cls=st.integers(0, 3), kinds=st.one_of(st.none(), st.lists(KINDS)))
    def ask_truth(self, id_: str, cls: int, kinds: list[str] | None) -> None:
        self.read(lambda t: t.truth(id_))
        self.read(lambda t: list(t.truths(kinds)))
        self.read(lambda t: t.keyless())
        self.read(lambda t: t.above_class(cls))
        self.read(lambda t: t.count_truth())
        self.read(lambda t: t.shown(id_))

    @rule(rows=st.lists(TRUTHS, max_size=3), at=INSTANTS)
    def keep(self, rows: list[Truth], at: str) -> None:
        self.both(lambda t: t.keep(rows, at))

    @rule(rows=st.lists(st.tuples(IDS, KINDS, BYTES.map(b"{%b".__mod__)), max_size=3), ids=SOME_IDS)
    def overlay(self, rows: list[tuple[str, str, bytes]], ids: list[str]) -> None:
        self.both(lambda t: t.put_overlay(rows), lambda t: t.drop_overlay(ids))
        self.read(lambda t: t.overlay())

    @rule(rows=st.lists(PROMISED, max_size=3), ids=SOME_IDS, undo=st.booleans())
    def outbox(self, rows: list[Promised], ids: list[str], undo: bool) -> None:
        self.both(lambda t: t.put_out(rows), lambda t: t.drop_out(ids), undo=undo)
        self.read(lambda t: t.outbox())
        self.read(lambda t: t.counts())

    @rule(sigs=st.dictionaries(IDS, st.sampled_from(["sig-1", "sig-2"]), max_size=4), undo=st.booleans())
    def seal(self, sigs: dict[str, str], undo: bool) -> None:
        self.both(lambda t: t.seal(sigs), undo=undo)
        self.read(lambda t: t.outbox())

    @rule(rows=st.lists(DONES, max_size=3), ids=SOME_IDS, at=INSTANTS)
    def journal(self, rows: list[Done], ids: list[str], at: str) -> None:
        self.both(lambda t: t.put_done(rows), lambda t: t.drop_done(ids), lambda t: t.forget_before(at))

    @rule(id_=IDS, epoch=st.sampled_from([None, "e1"]), since=INSTANTS, limit=st.integers(-1, 4))
    def ask_journal(self, id_: str, epoch: str | None, since: str, limit: int) -> None:
        self.read(lambda t: t.done(id_))
        self.read(lambda t: t.journal())
        self.read(lambda t: t.journal(not_epoch=epoch, since=since, limit=limit))

    @rule(rows=st.lists(TRAYED, max_size=3), ids=SOME_IDS)
    def tray(self, rows: list[Trayed], ids: list[str]) -> None:
        self.both(lambda t: t.put_tray(rows), lambda t: t.drop_tray(ids))
        self.read(lambda t: t.tray())

    @rule(
        items=st.lists(ITEMS, max_size=4, unique_by=lambda each: each.id), gone=SOME_IDS, undo=st.booleans()
    )
    def project(self, items: list[Item], gone: list[str], undo: bool) -> None:
        self.both(lambda t: t.project(items, iter(gone)), undo=undo)

    @rule(holders=st.lists(HOLDERS, max_size=3), kinds=st.lists(KINDS, max_size=2), at=CURSORS, limit=NUMBERS)
    def ask_lists(self, holders: list[str], kinds: list[str], at: tuple[str, int], limit: int) -> None:
        self.read(lambda t: t.inbox(holders, kinds, at, limit))
        self.read(lambda t: t.count_inbox(holders, kinds))
        self.read(lambda t: t.everything(kinds, at, limit))

    @rule(query=TEXTS, limit=st.integers(1, 9))
    def search(self, query: str, limit: int) -> None:
        self.read(lambda t: t.search(query, limit))

    def teardown(self) -> None:
        self.sql.close()

    @invariant()
    def the_rows_are_the_same(self) -> None:
        assert self.memory.dump() == self.sql.dump()


TestContract = Contract.TestCase


@given(st.lists(ITEMS, min_size=1, max_size=30), st.lists(HOLDERS, min_size=1, max_size=2), st.integers(1, 4))
def test_pages_of_the_inbox_join_to_the_whole(items: list[Item], holders: list[str], limit: int) -> None:
    """By keyset: nothing twice, nothing left out, whatever waits on several desks with the same limit."""
    unique = {each.id: each for each in items}
    alone = [Item(i.id, i.kind, i.words, i.waits[:1]) for i in unique.values()]
    tables = new_sql()
    with tables.write():
        tables.project(alone, [])
    whole = tables.inbox(holders, [], ("", 0), 1_000)
    joined: list[Any] = []
    cursor = ("", 0)
    while page := tables.inbox(holders, [], cursor, limit):
        joined += page
        cursor = (page[-1].due or "~", page[-1].rid)
    assert joined == whole
    assert len(whole) == tables.count_inbox(holders, [])
