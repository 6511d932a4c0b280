# SPDX-License-Identifier: Apache-2.0
"""The log of bodies: when a key becomes durable, what a full disk does, opening, others, and putting together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LogWatch
from tests.storage.bodies_kit import LETTER, Full, Ms, Pen, kept_text, log_of, sql_bodies, text_of
from workspace.domain.errors import Refused, Unavailable
from workspace.domain.moment import from_ms
from workspace.paper.body import Run, line
from workspace.paper.replica import STATE_MAX, BadUpdate, Replica, TooLarge
from workspace.storage import bodies
from workspace.storage.bodies import (
    FOLD_ROWS,
    PACE,
    RETRY_MS,
    Bodies,
    BodyTables,
    Kept,
    NeedsClient,
    Of,
    Opened,
)  # fmt: skip
from workspace.storage.bodies_memory import MemoryBodies

QUIET_MS, LONGEST_MS, _ = PACE


@pytest.fixture(params=["memory", "sql"])
def tables(request: pytest.FixtureRequest) -> Iterator[BodyTables]:
    if request.param == "memory":
        yield MemoryBodies()
        return
    made = sql_bodies()
    yield made
    made.connection.close()


@pytest.fixture
def pen(tables: BodyTables) -> Pen:
    clock = Ms()
    made = Pen(log_of(tables, clock), clock)
    made.log.flush()
    return made


# ---- when ----------------------------------------------------------------------------------------


def test_keys_become_durable_when_it_is_quiet(pen: Pen) -> None:
    assert pen.log.wait_ms() is None
    pen.key("a")
    assert pen.log.wait_ms() == QUIET_MS
    pen.clock.ms += QUIET_MS - 1
    assert pen.log.keep() == ()
    assert kept_text(pen.log.tables) == ""
    pen.clock.ms += 1
    assert pen.log.keep() == (Kept(LETTER, from_ms(pen.clock.ms - QUIET_MS)),)
    assert kept_text(pen.log.tables) == "a"
    assert pen.log.wait_ms() is None


def test_who_never_pauses_is_kept_all_the_same(pen: Pen) -> None:
    """No key is older than a second when it becomes durable; those of one commit are one update."""
    start = pen.clock.ms
    kept = pen.types("abcdefghijklmnopqrst", 60)
    keys = [start + 60 * (n + 1) for n in range(20)]
    for one in kept:
        upto = next(i for i, at in enumerate(keys) if from_ms(at) == one.at)
        assert keys[upto] - keys[0] <= LONGEST_MS + 60
        keys = keys[upto + 1 :]
    assert len(kept) == 1, "two hundred bytes or the time, whichever comes first"
    assert len(pen.log.tables.updates(LETTER)) == 2
    pen.clock.ms += QUIET_MS
    pen.log.keep()
    assert kept_text(pen.log.tables) == "abcdefghijklmnopqrst"


def test_a_paste_does_not_wait(pen: Pen) -> None:
    pen.key("Yth. Kepala Dinas " * 20)
    assert pen.log.wait_ms() == 0
    pen.log.keep()
    assert kept_text(pen.log.tables) == pen.text


@pytest.mark.parametrize("jump", [-86_400_000, -1, 86_400_000])
def test_a_clock_that_was_moved_keeps_at_once(pen: Pen, jump: int) -> None:
    pen.key("a")
    pen.clock.ms += jump
    assert pen.log.wait_ms() == 0
    assert pen.log.keep()


def test_nothing_is_told_before_it_is_durable(pen: Pen) -> None:
    of = pen.log.unsent()
    before = pen.log.to_send(LETTER)
    pen.key("a")
    assert (pen.log.unsent(), pen.log.to_send(LETTER)) == (of, before)
    pen.log.flush()
    assert len(pen.log.to_send(LETTER)) == len(before) + 1


# ---- a disk that does not take it ----------------------------------------------------------------


def test_a_full_disk_is_told_once_and_nothing_is_lost() -> None:
    clock, disk = Ms(), Full()
    pen = Pen(log_of(disk, clock), clock)
    pen.key("a")
    first = from_ms(clock.ms - 100)
    clock.ms += LONGEST_MS
    with pytest.raises(Unavailable):
        pen.log.keep()
    assert pen.log.unkept == first
    assert pen.log.wait_ms() == RETRY_MS
    pen.key("b", RETRY_MS)
    assert pen.log.keep() == ()  # tried, failed, told already
    pen.key("c", 1)
    assert pen.log.wait_ms() == RETRY_MS - 1
    assert disk.dump()["body_update"] == []
    disk.full = False
    clock.ms += RETRY_MS
    assert [one.of for one in pen.log.keep()] == [LETTER]
    assert kept_text(disk) == "abc"
    assert pen.log.unkept == ""
    disk.full = True
    pen.key("d", LONGEST_MS)
    clock.ms += LONGEST_MS
    with pytest.raises(Unavailable):  # it filled up again: that is news
        pen.log.keep()


def test_a_store_that_is_really_full_keeps_the_queue(tmp_path: Path) -> None:
    clock, tables = Ms(), sql_bodies(tmp_path / "s.db")
    pen = Pen(log_of(tables, clock), clock)
    pen.types("aman ")
    pen.log.flush()
    pages = tables.connection.execute("PRAGMA page_count").fetchone()[0]
    tables.connection.execute(f"PRAGMA max_page_count={pages}")
    pen.key("panjang " * 4_000)
    with pytest.raises(Unavailable, match="full"):
        pen.log.keep()
    assert kept_text(tables) == "aman "
    tables.connection.execute("PRAGMA max_page_count=100000")
    clock.ms += RETRY_MS
    assert pen.log.keep()
    assert kept_text(tables) == pen.text
    tables.connection.close()


def test_the_end_of_a_desk_keeps_all_or_says_that_it_could_not(pen: Pen) -> None:
    other = Pen(pen.log, pen.clock, LETTER._replace(generation=2))
    pen.key("satu")
    other.key("dua")
    pen.log.end()
    assert (kept_text(pen.log.tables), kept_text(pen.log.tables, other.of)) == ("satu", "dua")
    with pytest.raises(LookupError):
        pen.key("tiga")
    full = Pen(log_of(Full(), pen.clock), pen.clock)
    with pytest.raises(Unavailable):
        full.log.end()


def test_a_letter_that_cannot_be_put_away_stays_open() -> None:
    clock, disk = Ms(), Full()
    pen = Pen(log_of(disk, clock), clock)
    with pytest.raises(Unavailable):
        pen.log.put_away(LETTER)
    pen.key("a")
    disk.full = False
    pen.log.put_away(LETTER)
    assert kept_text(disk) == "a"


# ---- opening -------------------------------------------------------------------------------------


def again(pen: Pen) -> Opened:
    """The body, opened by the next program on the same tables."""
    opened = log_of(pen.log.tables, pen.clock).open(LETTER)
    assert isinstance(opened, Opened)
    return opened


def test_a_letter_nobody_has_is_not_opened(tables: BodyTables) -> None:
    log = log_of(tables)
    assert log.open(Of("letter-9", 1), 1) == Refused("not-found")
    with pytest.raises(LookupError):
        log.typed(Of("letter-9", 1), b"\x00\x00", "2026-11-25T01:00:00.000Z")
    log.put_away(Of("letter-9", 1))
    assert tables.dump()["body"] == []


def test_what_is_kept_of_a_letter_that_has_gone_can_still_be_read(pen: Pen) -> None:
    pen.types("penting")
    pen.log.put_away(LETTER)
    gone = log_of(pen.log.tables, pen.clock, letters=[]).open(LETTER)
    assert isinstance(gone, Opened)
    assert text_of(gone.updates) == "penting"


def test_it_is_written_under_one_number_from_its_first_opening_on(tables: BodyTables) -> None:
    clock = Ms()
    assert log_of(tables, clock).open(LETTER) == NeedsClient(frozenset())
    pen = Pen(log_of(tables, clock), clock, client=7)
    pen.types("a")
    pen.log.put_away(LETTER)
    opened = log_of(tables, clock).open(LETTER, 8)
    assert isinstance(opened, Opened)
    assert opened.client == 7


def test_opening_alone_writes_nothing(tables: BodyTables) -> None:
    before = tables.dump()
    assert isinstance(log_of(tables).open(LETTER, 1), Opened)
    assert tables.dump() == before


def test_opening_again_shows_also_what_is_not_durable_yet(pen: Pen) -> None:
    pen.types("a")
    pen.key("b", 1)
    opened = pen.log.open(LETTER)
    assert isinstance(opened, Opened)
    assert text_of(opened.updates) == "ab"
    assert not opened.recovered


def test_generations_are_bodies_of_their_own(pen: Pen) -> None:
    second = Pen(pen.log, pen.clock, LETTER._replace(generation=2), client=1)
    pen.types("lama")
    second.types("baru")
    pen.log.flush()
    tables = pen.log.tables
    assert (kept_text(tables), kept_text(tables, second.of)) == ("lama", "baru")
    assert pen.log.unsent() == [LETTER, second.of]
    pen.log.sent(second.of, [row.n for row in tables.updates(LETTER)])  # those of another body
    assert all(not row.sent for row in tables.updates(LETTER))


def test_after_a_death_it_says_up_to_which_key(pen: Pen) -> None:
    pen.types("ab")
    pen.log.flush()
    kept = pen.clock()
    pen.key("c")
    opened = again(pen)
    assert (opened.recovered, opened.kept, text_of(opened.updates)) == (True, kept, "ab")


def test_after_an_orderly_end_there_is_nothing_to_say(pen: Pen) -> None:
    pen.types("abc")
    pen.log.put_away(LETTER)
    assert not again(pen).recovered
    assert pen.log.recovered(LETTER.letter) == []


def test_what_was_found_is_kept_for_fourteen_days_whatever_is_done_to_the_text(pen: Pen) -> None:
    pen.types("hasil kerja sehari")
    pen.log.flush()
    log = log_of(pen.log.tables, pen.clock)
    after = Pen(log, pen.clock)
    lines = after.replica.lines()
    after.replica.write([(0, lines, [lines[0]._replace(runs=())])])
    log.end()
    assert kept_text(pen.log.tables) == ""
    (found,) = log.recovered(LETTER.letter)
    assert (text_of([found.raw]), found.upto) == ("hasil kerja sehari", after.opened.kept)
    assert log.recovered("letter-2") == []
    pen.clock.ms += 14 * 86_400_000
    log.forget()
    assert log.recovered(LETTER.letter)
    pen.clock.ms += 1
    log_of(Full(), pen.clock).forget()  # it is no news that the disk is full
    log.forget()
    assert log.recovered(LETTER.letter) == []


def test_a_full_disk_does_not_keep_anybody_from_reading() -> None:
    disk, clock = Full(), Ms()
    disk.full = False
    pen = Pen(log_of(disk, clock), clock)
    pen.types("abc")
    pen.log.flush()
    disk.full = True
    opened = again(pen)
    assert (opened.recovered, text_of(opened.updates)) == (True, "abc")


# ---- after a restore -----------------------------------------------------------------------------


def restored(pen: Pen) -> Bodies:
    """The next program, on a copy from a backup."""
    body = pen.log.tables.body(LETTER)
    assert body is not None
    with pen.log.tables.write():
        pen.log.tables.put_body(body._replace(restored=True))
    return log_of(pen.log.tables, pen.clock)


def test_a_restored_body_is_not_written_in_under_a_number_it_knows(pen: Pen) -> None:
    pen.types("a")
    pen.log.came(LETTER, [others(LETTER.letter)], client=9)
    pen.log.put_away(LETTER)
    log = restored(pen)
    assert log.open(LETTER) == log.open(LETTER, 1) == log.open(LETTER, 9) == NeedsClient(frozenset({1, 9}))
    assert log.open(LETTER, -3) == NeedsClient(frozenset({1, 9}))
    opened = log.open(LETTER, 2)
    assert isinstance(opened, Opened)
    Replica.restored(opened.client, lambda: 1, lambda _: None, opened.updates)  # raises for a used one


def test_the_new_number_counts_from_the_first_key_on(pen: Pen) -> None:
    pen.types("a")
    pen.log.put_away(LETTER)
    log = restored(pen)
    assert isinstance(log.open(LETTER, 2), Opened)
    log.end()
    assert isinstance(log_of(pen.log.tables).open(LETTER), NeedsClient), "nothing was written under it"
    fresh = Pen(log_of(pen.log.tables, pen.clock), pen.clock, client=2)
    fresh.types("b")
    fresh.log.end()
    opened = log_of(pen.log.tables).open(LETTER)
    assert isinstance(opened, Opened)
    assert (opened.client, text_of(opened.updates)) == (2, "ab")


# ---- others --------------------------------------------------------------------------------------


def others(text: str, client: int = 9) -> bytes:
    """What another copy adds to an empty body, as one update."""
    clock, tables = Ms(), MemoryBodies()
    pen = Pen(log_of(tables, clock), clock, client=client)
    pen.key(text)
    pen.log.flush()
    return pen.replica.state()


def test_what_others_write_comes_late_twice_and_in_any_order(pen: Pen) -> None:
    clock = Ms()
    other = Pen(log_of(MemoryBodies(), clock), clock, client=9)
    for letter in "abcdef":
        other.key(letter)
    pen.log.came(LETTER, other.sent[:0:-1], client=9)
    opened = pen.log.open(LETTER)
    assert isinstance(opened, Opened)
    assert text_of(opened.updates) == ""
    pen.log.came(LETTER, [*other.sent[:1], *other.sent], client=9)
    assert kept_text(pen.log.tables) == "abcdef"
    assert pen.log.to_send(LETTER) == [row for row in pen.log.tables.updates(LETTER) if row.client == 1]


def test_what_nobody_could_read_again_is_not_taken_in(pen: Pen) -> None:
    good = others("x")
    before = pen.log.tables.dump()
    with pytest.raises(BadUpdate):
        pen.log.came(LETTER, [good, b"nonsense"])
    with pytest.raises(TooLarge, match="update"):
        pen.log.came(LETTER, [good, bytes(STATE_MAX + 1)])
    with pytest.raises(TooLarge, match="update"):
        pen.log.typed(LETTER, bytes(STATE_MAX + 1), pen.clock())
    assert pen.log.tables.dump() == before


def test_a_body_does_not_outgrow_its_limit_by_what_others_write(pen: Pen) -> None:
    large = [others("panjang " * 240_000, client) for client in range(10, 15)]
    assert sum(map(len, large[:4])) < STATE_MAX < sum(map(len, large))
    with pytest.raises(TooLarge, match="state"):
        pen.log.came(LETTER, large)
    pen.log.came(LETTER, large[:4])
    pen.log.came(LETTER, large[:4])  # twice is no more than once
    with pytest.raises(TooLarge, match="state"):
        pen.log.came(LETTER, large[4:])
    pen.key("tetap")
    pen.log.flush()
    assert len(pen.log.to_send(LETTER)) == 2, "one's own is taken: the copy that made it keeps to the limits"


# ---- putting together ----------------------------------------------------------------------------


def test_many_updates_become_few_in_a_quiet_moment(pen: Pen) -> None:
    tables = pen.log.tables
    for n in range(FOLD_ROWS - 1):
        pen.types("x", QUIET_MS)
        pen.log.flush()
        assert len(tables.updates(LETTER)) == n + 2
    pen.log.sent(LETTER, [row.n for row in tables.updates(LETTER)[:10]])
    pen.types("y", QUIET_MS)
    pen.log.flush()
    assert pen.log.wait_ms() == 0
    last = tables.updates(LETTER)[-1].n
    pen.log.keep()
    assert pen.log.wait_ms() is None
    rows = tables.updates(LETTER)
    assert [(row.sent, row.client, row.at) for row in rows] == [
        (True, 1, rows[0].at), (False, 1, from_ms(pen.clock.ms)),
    ]  # fmt: skip
    assert all(row.n > last for row in rows), "a number is never given twice"
    assert kept_text(tables) == pen.text


def test_large_ones_stay(pen: Pen) -> None:
    pen.key("besar " * 20_000)
    pen.log.flush()
    large = pen.log.tables.updates(LETTER)[-1]
    for letter in "abc":
        pen.key(letter)
        pen.log.flush()
    pen.log.fold(LETTER)
    assert large in pen.log.tables.updates(LETTER)
    assert len(pen.log.tables.updates(LETTER)) == 2
    assert kept_text(pen.log.tables) == pen.text


def test_of_a_body_that_was_put_away_there_is_no_news(pen: Pen) -> None:
    """Its window asked a moment before it closed."""
    other = Pen(log_of(MemoryBodies()), Ms(), client=9)
    other.key("a")
    pen.log.flush()
    pen.log.came(LETTER, other.sent)
    assert pen.log.news(LETTER, 0)[1]
    pen.log.put_away(LETTER)
    assert pen.log.news(LETTER, 3) == (3, ())


def test_a_whole_letter_that_comes_over_and_over_takes_its_room_once(pen: Pen) -> None:
    """The server puts together what many wrote, and whoever stands in the midst of that gets all of it again."""
    other = Replica(9, lambda: 1, list[bytes]().append)
    other.begin([line([Run("besar " * 200_000)])])
    for n in range(STATE_MAX // len(other.state()) + 3):
        other.write([(0, [], [line([Run(f"baris {n}")])])])
        pen.log.came(LETTER, [other.state()])
    assert len(pen.log.tables.updates(LETTER)) < 8
    assert f"baris {n}" in kept_text(pen.log.tables)


def test_what_waits_for_what_did_not_come_is_put_together_too(pen: Pen) -> None:
    """A copy's state would drop it, for good and without a word."""
    clock = Ms()
    other = Pen(log_of(MemoryBodies(), clock), clock, client=9)
    for letter in "abcdef":
        other.key(letter)
    pen.log.came(LETTER, [other.sent[n] for n in (5, 2, 3, 6)], client=9)
    pen.log.fold(LETTER)
    assert len(pen.log.tables.updates(LETTER)) == 2
    pen.log.came(LETTER, [other.sent[n] for n in (1, 4, 0)], client=9)
    assert kept_text(pen.log.tables) == "abcdef"


def test_what_would_not_say_the_same_is_left_alone(
    pen: Pen, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    """The library is not trusted with the only copy there is."""
    expected_logs.expect("put together would not say the same")
    for letter in "abc":
        pen.key(letter)
        pen.log.flush()
    before = pen.log.tables.updates(LETTER)
    monkeypatch.setattr(bodies, "_together", lambda raws: raws[:1])
    pen.log.fold(LETTER)
    assert pen.log.tables.updates(LETTER) == before


def test_the_list_of_what_is_unsent_is_read_from_its_index_alone() -> None:
    tables = sql_bodies()
    asked: list[str] = []
    tables.connection.set_trace_callback(asked.append)
    tables.unsent()
    tables.updates(LETTER)
    tables.recovered(LETTER.letter)
    tables.connection.set_trace_callback(None)
    plans = [
        row[3] for one in asked for row in tables.connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()
    ]
    assert not [plan for plan in plans if "TEMP B-TREE" in plan], plans
    assert any("USING INDEX body_update_unsent" in plan for plan in plans), plans
    tables.connection.close()
