# SPDX-License-Identifier: Apache-2.0
"""The log of bodies on both tables: the same steps, the same rows; and a death at any statement of the store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.storage.bodies_kit import LETTER, Ms, Pen, kept_text, log_of, sql_bodies, text_of
from tests.storage.kit import KEY
from workspace.storage import driver
from workspace.storage.bodies import Bodies, Body, BodyTables, Of, Opened, Recovered, Update
from workspace.storage.bodies_memory import MemoryBodies
from workspace.storage.bodies_sql import SqlBodies

OFS = st.builds(Of, st.sampled_from(["a", "b"]), st.integers(1, 2))
INSTANTS = st.sampled_from([f"2026-11-2{n}T00:00:00.000Z" for n in range(4)])
NUMBERS = st.lists(st.integers(1, 9), max_size=4, unique=True)
UPDATES = st.builds(
    Update, st.just(0), OFS, st.integers(0, 3), INSTANTS, st.booleans(), st.binary(min_size=1, max_size=4)
)


class Contract(RuleBasedStateMachine):
    """Drives both tables; every rule is one method of the Protocol."""

    def __init__(self) -> None:
        super().__init__()
        self.memory, self.sql = MemoryBodies(), sql_bodies()

    def both(self, step: Callable[[BodyTables], Any], *, undo: bool = False) -> None:
        answers = []
        for tables in (self.memory, self.sql):
            try:
                with tables.write():
                    answers.append(step(tables))
                    if undo:
                        raise KeyError
            except KeyError:
                pass
        assert answers[0] == answers[1]

    @rule(of=OFS, client=st.integers(1, 9), writing=INSTANTS, restored=st.booleans(), undo=st.booleans())
    def body(self, of: Of, client: int, writing: str, restored: bool, undo: bool) -> None:
        self.both(lambda t: t.put_body(Body(of, client, writing, restored)), undo=undo)
        assert self.memory.body(of) == self.sql.body(of)

    @rule(rows=st.lists(UPDATES, max_size=4), of=OFS, undo=st.booleans())
    def add(self, rows: list[Update], of: Of, undo: bool) -> None:
        self.both(lambda t: t.add(rows), undo=undo)
        self.both(lambda t: (t.updates(of), t.unsent()))

    @rule(of=OFS, numbers=NUMBERS, undo=st.booleans())
    def drop(self, of: Of, numbers: list[int], undo: bool) -> None:
        self.both(lambda t: t.drop(of, numbers), undo=undo)

    @rule(of=OFS, numbers=NUMBERS, undo=st.booleans())
    def mark(self, of: Of, numbers: list[int], undo: bool) -> None:
        self.both(lambda t: t.mark_sent(of, numbers), undo=undo)

    @rule(of=OFS, raw=st.binary(min_size=1, max_size=3), gone=st.booleans())
    def submitted(self, of: Of, raw: bytes, gone: bool) -> None:
        self.both(lambda t: t.put_frozen(of.letter, of.generation, raw))
        self.both(lambda t: t.frozen(of.letter, of.generation))
        if gone:
            self.both(lambda t: t.drop_frozen([of.letter, "nobody's"]))
        self.both(lambda t: t.frozen(of.letter, of.generation))
        self.both(lambda t: t.frozen_kept())

    @rule(of=OFS, at=INSTANTS, before=INSTANTS)
    def recovered(self, of: Of, at: str, before: str) -> None:
        self.both(lambda t: t.put_recovered(Recovered(of, at, at, b"x")))
        self.both(lambda t: t.recovered(of.letter))
        self.both(lambda t: t.forget_recovered(before))

    @invariant()
    def the_rows_are_the_same(self) -> None:
        assert self.memory.dump() == self.sql.dump()

    def teardown(self) -> None:
        self.sql.connection.close()


TestContract = Contract.TestCase


# ---- any work, death, and what is there again ------------------------------------------------------

WORK = st.lists(
    st.one_of(
        st.text("ab é😀", min_size=1, max_size=3).map(lambda text: ("key", text)),
        st.sampled_from([("pause", 40), ("pause", 400), ("keep", 0), ("sent", 0), ("fold", 0), ("die", 0)]),
    ),
    max_size=60,
)


@given(WORK)
def test_whatever_is_typed_all_that_was_kept_is_there_again_in_order(work: list[tuple[str, Any]]) -> None:
    """Both tables, the same steps: after each death the text is what was durable, and the rows are the same."""
    dumps = []
    for tables in (MemoryBodies(), sql_bodies()):
        clock = Ms()
        pen, durable, wrote = Pen(log_of(tables, clock), clock), "", False
        for what, how in work:
            if what == "key":
                pen.key(how, 30)
            elif what == "pause":
                clock.ms += how
            elif what == "keep" and pen.log.keep():
                durable, wrote = pen.text, True
            elif what == "sent":
                pen.log.sent(LETTER, [row.n for row in pen.log.to_send(LETTER)])
            elif what == "fold":
                pen.log.fold(LETTER)
            elif what == "die":
                pen = Pen(log_of(tables, clock), clock)
                assert pen.text == durable
                assert pen.opened.recovered == wrote
                wrote = False
        assert kept_text(tables) == durable
        dumps.append(tables.dump())
    assert dumps[0] == dumps[1]


class DeadError(BaseException):
    """The process is no more: not even its own clean-up runs."""


class Mortal:
    """A connection whose process dies before its n-th statement from now, and stays dead."""

    def __init__(self, connection: driver.Connection) -> None:
        self.real, self.left = connection, -1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def execute(self, *args: Any) -> Any:
        self._live()
        return self.real.execute(*args)

    def executemany(self, *args: Any) -> Any:
        self._live()
        return self.real.executemany(*args)

    def _live(self) -> None:
        if self.left == 0:
            raise DeadError
        self.left -= 1


def as_it_lies(path: Path, number: int) -> SqlBodies:
    """The store as the dead process left it: what lies on the disk, opened elsewhere."""
    place = path.parent / f"after-{number}"
    place.mkdir()
    for each in path.parent.glob("s.db*"):
        if not each.name.endswith("-shm"):
            (place / each.name).write_bytes(each.read_bytes())
    return SqlBodies(driver.connect(place / "s.db", KEY))


def flushing(log: Bodies, pen: Pen) -> None:
    log.flush()


def putting_away(log: Bodies, pen: Pen) -> None:
    log.put_away(LETTER)


def folding(log: Bodies, pen: Pen) -> None:
    log.flush()
    log.fold(LETTER)


def taking_in(log: Bodies, pen: Pen) -> None:
    log.came(LETTER, pen.sent[:3])
    log.flush()


def opening(log: Bodies, pen: Pen) -> None:
    log.flush()
    assert isinstance(log_of(log.tables, pen.clock).open(LETTER), Opened)


@pytest.mark.parametrize("deed", [flushing, putting_away, folding, taking_in, opening])
def test_a_death_between_any_two_statements_leaves_all_or_nothing_of_the_last_commit(
    tmp_path: Path, deed: Callable[[Bodies, Pen], None]
) -> None:
    path = tmp_path / "s.db"
    mortal = Mortal(sql_bodies(path).connection)
    tables, clock = SqlBodies(mortal), Ms()
    pen = Pen(log_of(tables, clock), clock)
    seen, deaths = set(), 0
    for number in range(40):
        mortal.left = -1
        for letter in "abc":
            pen.key(letter)
            pen.log.flush()
        durable = pen.text
        pen.key("d")
        mortal.left = number
        try:
            deed(pen.log, pen)
        except DeadError:
            deaths += 1
        after = as_it_lies(path, number)
        assert kept_text(after) in (durable, pen.text)
        seen.add(kept_text(after) == pen.text)
        reopened = log_of(after, clock).open(LETTER)
        assert isinstance(reopened, Opened)
        assert text_of(reopened.updates) == kept_text(after)
        after.connection.close()
        mortal.left = -1
        if mortal.real.in_transaction:
            mortal.real.execute("ROLLBACK")
        if number > deaths:
            break
        pen = Pen(log_of(tables, clock), clock)
    assert deaths >= 3
    assert seen == {True, False}
    mortal.real.close()
