# SPDX-License-Identifier: Apache-2.0
"""Copies, examination, and the way back from damage: nothing of the officer's own words is lost or done twice."""

from pathlib import Path
from random import Random

import msgspec
import pytest

from tests.crash.check import Told, violations, words
from tests.sim.acts import Acts
from tests.sim.world import TwinTables, World
from tests.storage.kit import KEY, PAGE, Hands, fill, opened, pages_of, record, spoil
from workspace.domain.errors import Unavailable
from workspace.services.devicekey import DeviceKey
from workspace.storage import backup, driver, lock, migrations, salvage
from workspace.storage.backup import BRAKE_DAYS, KEPT, Copy, Restored
from workspace.storage.lock import InUse, ProfileLock
from workspace.storage.sql import SqlTables
from workspace.storage.tables import Promised, Truth

DEVICE = DeviceKey("device", bytes(32), "Laptop")


def filled(folder: Path, rows: int, clock: Hands | None = None) -> None:
    """A profile with rows in every table, its log brought into the file, closed."""
    store = opened(folder, clock)
    fill(store.tables, rows)
    with store.tables.write():
        DEVICE.keep(store.tables, "officer")
    store.close()


# ---- copies --------------------------------------------------------------------------------------


def test_a_copy_a_day_and_seven_days(tmp_path: Path) -> None:
    clock = Hands()
    store = opened(tmp_path, clock)
    fill(store.tables, 3)
    made = []
    for _ in range(KEPT + 3):
        made.append(store.back_up(clock))
        assert store.back_up(clock) is None
        clock.days(1)
    kept = backup.copies(tmp_path)
    assert kept == made[::-1][:KEPT]
    assert backup.examine(kept[0].path, KEY).counts == migrations.counts(store.tables.connection)
    store.close()


def test_a_copy_is_made_beside_a_writer_at_work(tmp_path: Path) -> None:
    store = opened(tmp_path)
    fill(store.tables, 3)
    with store.tables.write():
        store.tables.drop_out(["out-0000"])
        fresh = backup.copy(tmp_path, KEY, Hands())
    assert backup.examine(fresh.path, KEY).counts["outbox"] == 3
    store.close()


def test_a_copy_on_a_full_disk_leaves_none_behind(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    (tmp_path / backup.FOLDER / "copy.part").mkdir()  # as good as a disk that refuses the file
    with pytest.raises((Unavailable, OSError)):
        backup.copy(tmp_path, KEY, Hands())
    assert backup.copies(tmp_path) == []


def test_what_is_not_there_is_neither_copied_nor_examined_nor_made(tmp_path: Path) -> None:
    opened(tmp_path).close()
    (tmp_path / backup.STORE).unlink()
    with pytest.raises(Unavailable):
        backup.copy(tmp_path, KEY, Hands())
    with pytest.raises(Unavailable):
        backup.doctor(tmp_path, KEY)
    assert not (tmp_path / backup.STORE).exists()


def test_a_damaged_store_is_not_copied(tmp_path: Path) -> None:
    filled(tmp_path, 300)
    spoil(tmp_path / backup.STORE, list(range(20, 60)))
    with pytest.raises(driver.DamagedError):
        backup.copy(tmp_path, KEY, Hands())
    assert backup.copies(tmp_path) == []


def test_a_second_copy_of_a_day_takes_the_place_of_the_first(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for rows in (2, 3):
        fill(store.tables, rows)
        backup.copy(tmp_path, KEY, Hands())
    assert [each.rows for each in backup.copies(tmp_path)] == [3]
    store.close()


def day(n: int, rows: int) -> Copy:
    """A copy of day `n` of November."""
    return Copy(Path(f"{n}"), f"2026-11-{n:02}", 1, rows)


def test_copies_from_before_a_great_loss_stay_for_thirty_days() -> None:
    steady = [day(n, 1_000) for n in range(20, 10, -1)]
    assert [c.day[-2:] for c in backup.surplus(steady)] == ["13", "12", "11"]
    lost = [day(20, 940), *steady[1:]]
    assert backup.surplus(lost) == []
    few = [day(20, 960), *steady[1:]]  # 4 %: an ordinary day
    assert len(backup.surplus(few)) == 3
    small = [day(20, 10), *(day(n, 55) for n in range(19, 10, -1))]  # 45 records
    assert len(backup.surplus(small)) == 3
    long_ago = [
        day(28, 10),
        *(day(n, 10) for n in range(27, 20, -1)),
        Copy(Path("x"), "2026-10-30", 1, 1_000),
    ]
    assert [c.rows for c in backup.surplus(long_ago)] == [10]
    older = [*long_ago[:-1], Copy(Path("x"), "2026-10-20", 1, 1_000)]
    assert [c.rows for c in backup.surplus(older)] == [10, 1_000]
    assert BRAKE_DAYS == 30
    assert backup.surplus([]) == []


# ---- examination ---------------------------------------------------------------------------------


def test_a_sound_store_is_called_sound_also_while_in_use(tmp_path: Path) -> None:
    store = opened(tmp_path)
    fill(store.tables, 4)
    report = backup.doctor(tmp_path, KEY)
    assert report.healthy
    assert (report.version, report.known) == (migrations.known(),) * 2
    assert report.counts["truth"] == report.counts["outbox"] == 4
    store.close()


def test_damage_anywhere_is_found(tmp_path: Path) -> None:
    """The cipher signs every page: a flipped bit is noticed wherever it lies."""
    filled(tmp_path, 60)
    path = tmp_path / backup.STORE
    sound = path.read_bytes()
    rng = Random(1)
    for _ in range(40):
        content = bytearray(sound)
        content[rng.randrange(PAGE, len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        try:
            assert not backup.doctor(tmp_path, KEY).healthy
        except driver.DamagedError:
            continue  # it was where the tables are named: nothing can be asked at all
    path.write_bytes(sound)
    assert backup.doctor(tmp_path, KEY).healthy


def test_a_search_index_out_of_step_is_found(tmp_path: Path) -> None:
    store = opened(tmp_path)
    fill(store.tables, 4)
    with store.tables.write():
        store.tables.connection.execute("DELETE FROM fts WHERE rowid = 2")
        store.tables.connection.execute("INSERT INTO fts (rowid, text) VALUES (77, 'x')")
    assert backup.doctor(tmp_path, KEY).search == ("1 lines without text, 1 texts without line",)
    store.close()


# ---- salvage and restore -------------------------------------------------------------------------


def test_all_but_the_damaged_pages_is_saved(tmp_path: Path) -> None:
    rng = Random(5)
    filled(tmp_path, 2_000)
    path = tmp_path / backup.STORE
    sound = path.read_bytes()
    for _ in range(4):
        path.write_bytes(sound)
        spoil(path, sorted(rng.sample(range(pages_of(path) // 2, pages_of(path)), 10)))
        found = salvage.read(path, KEY)
        assert found.commands >= 5_800  # of 6,000; a page holds five of them
        assert len({row[0] for rows in found.rows.values() for row in rows}) == found.commands


def test_an_undamaged_store_is_saved_whole(tmp_path: Path) -> None:
    filled(tmp_path, 300)
    found = salvage.read(tmp_path / backup.STORE, KEY)
    assert found.complete
    assert {table: len(rows) for table, rows in found.rows.items()} == dict.fromkeys(salvage.COLUMNS, 300)
    assert found.meta["device"] == "device"
    assert "token" not in found.meta
    assert "refresh" not in found.meta


def test_what_may_have_left_is_saved_as_it_left(tmp_path: Path) -> None:
    store = opened(tmp_path)
    fill(store.tables, 3)
    with store.tables.write():
        store.tables.seal({"out-0001": "c2ln"})
    waiting = store.tables.outbox()
    store.close()
    found = salvage.read(tmp_path / backup.STORE, KEY)
    assert [row.sealed for row in waiting] == [False, True, False]
    assert b'"sig":"c2ln"' in waiting[1].raw
    assert found.rows["outbox"] == waiting


@pytest.mark.parametrize("content", [None, b"", b"no store at all" * 1_000])
def test_nothing_is_saved_from_nothing(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "s.db"
    if content is not None:
        path.write_bytes(content)
    found = salvage.read(path, KEY)
    assert (found.commands, found.complete, found.meta) == (0, False, {})


def restored(folder: Path, clock: Hands | None = None) -> Restored:
    """Restore, which must not find the profile in use."""
    done = backup.restore(folder, KEY, clock or Hands())
    assert isinstance(done, Restored)
    return done


def outbox(tables: SqlTables) -> dict[str, Promised]:
    """What waits, by id."""
    return {row.id: row for row in tables.outbox()}


def test_a_restore_brings_the_copy_and_the_words_written_since(tmp_path: Path) -> None:
    clock = Hands()
    store = opened(tmp_path, clock)
    fill(store.tables, 5)
    with store.tables.write():
        DEVICE.keep(store.tables, "officer")
    store.back_up(clock)
    with store.tables.write():
        store.tables.put_out([Promised("new", 99, "deed", b'{"id":"new"}')])
        store.tables.drop_out(["out-0000"])  # taken back since
        store.tables.put_truth([Truth("later", "task", 1, 1, 0, b"{}")])
        store.tables.set_meta("n", "99")
        store.tables.set_meta("token", "t9")
    store.close()
    done = restored(tmp_path, clock)
    assert done == Restored(clock()[:10], 15, 0, complete=True)
    store = opened(tmp_path, clock)
    waiting = outbox(store.tables)
    assert set(waiting) == {"new", "out-0001", "out-0002", "out-0003", "out-0004"}
    assert all(row.sealed and not row.hold and not row.parked for row in waiting.values())
    assert store.tables.count_truth() == 6, "the five and the device"
    metas = {key: store.tables.meta(key) for key in ("n", "token", "refresh", "restored_local", "device")}
    assert metas == {"n": "99", "token": "t1", "refresh": "", "restored_local": "1", "device": "device"}
    assert backup.doctor(tmp_path, KEY).healthy
    store.close()


def test_what_waits_is_sealed_with_the_bytes_the_desk_would_have_sent(tmp_path: Path) -> None:
    store = opened(tmp_path)
    raw = b'{"args":{"b":1},"id":"x"}'
    with store.tables.write():
        DEVICE.keep(store.tables, "officer")
        store.tables.put_out([Promised("x", 1, "d", raw, hold="2026-11-25T01:00:10.000Z")])
    store.close()
    restored(tmp_path)
    store = opened(tmp_path)
    (row,) = store.tables.outbox()
    shape = msgspec.json.decode(row.raw)
    assert shape.pop("sig") == DEVICE.signer()(raw)
    assert msgspec.json.encode(shape, order="sorted") == raw
    store.close()


def test_what_is_shown_after_a_restore_is_what_waits_over_what_is_held(tmp_path: Path) -> None:
    """Real work on both sides of the copy: commands made, taken back and answered since."""
    store = opened(tmp_path)
    fresh = iter([store.tables])
    world = World(3, new_tables=lambda: next(fresh, None) or TwinTables(), limit=500)
    me, acts = world.laptops[0], Acts(world)
    with store.tables.write():
        store.tables.set_meta("officer", me.officer)
        store.tables.set_meta("device", me.id)

    def work(deeds: int) -> None:
        for _ in range(deeds):
            acts.some_deed(me)
        for _ in range(4):
            me.engine.nudge()
            world.now += 60_000
            world.send(me)
            while me.wire:
                way, exchange, reply = me.wire.pop(0)
                if way == "up":
                    world.arrive(me, exchange)
                else:
                    world.land(me, exchange, reply)
        for _ in range(deeds):
            acts.some_deed(me)

    work(40)
    store.back_up(Hands())
    for deed in acts.deeds[me.id][-5:]:
        me.desk.undo(deed)
    work(40)
    said = Told(me.officer, me.id, set(words(store.tables)))
    assert len(said.acked) > 30
    assert len(store.tables.outbox()) > 3
    store.close()
    assert restored(tmp_path).complete
    assert violations(tmp_path / backup.STORE, said, set()) == []


def test_without_a_copy_the_words_go_into_an_empty_store(tmp_path: Path) -> None:
    filled(tmp_path, 6)
    done = restored(tmp_path)
    assert (done.day, done.saved) == ("", 18)
    store = opened(tmp_path)
    assert store.tables.count_truth() == 0
    assert store.tables.meta("token") == ""
    assert store.tables.meta("device_key")
    assert len(store.tables.outbox()) == len(store.tables.journal()) == len(store.tables.tray()) == 6
    store.close()


def test_commands_only_the_copy_knows_wait_parked_when_part_of_the_store_is_lost(tmp_path: Path) -> None:
    filled(tmp_path, 400)
    backup.copy(tmp_path, KEY, Hands())
    path = tmp_path / backup.STORE
    spoil(path, list(range(pages_of(path) // 2, pages_of(path) // 2 + 40)))
    done = restored(tmp_path)
    assert not done.complete
    store = opened(tmp_path)
    waiting = outbox(store.tables)
    assert len(waiting) == 400  # none lost
    assert sum(row.parked for row in waiting.values()) == done.doubtful > 0
    assert backup.doctor(tmp_path, KEY).healthy
    store.close()


def test_a_command_stands_in_one_table_only(tmp_path: Path) -> None:
    """Waiting in the copy, answered since: the receipt counts."""
    clock = Hands()
    store = opened(tmp_path, clock)
    fill(store.tables, 2)
    store.back_up(clock)
    with store.tables.write():
        row = store.tables.outbox()[0]
        store.tables.drop_out([row.id])
        store.tables.put_done([store.tables.journal()[0].__class__(row.id, row.n, row.raw, "e", "", "", "")])
    store.close()
    restored(tmp_path, clock)
    store = opened(tmp_path, clock)
    assert row.id not in outbox(store.tables)
    assert store.tables.done(row.id) is not None
    store.close()


def test_a_damaged_or_newer_copy_is_passed_over(tmp_path: Path) -> None:
    clock = Hands()
    store = opened(tmp_path, clock)
    for n in range(3):
        with store.tables.write():
            store.tables.put_truth([Truth(f"id{n}", "task", 1, n, 0, b"x")])
        store.back_up(clock)
        clock.days(1)
    store.close()
    newest, second, oldest = backup.copies(tmp_path)
    spoil(newest.path, [5])
    second.path.rename(second.path.with_name(f"{second.day}.v9.{second.rows}.db"))
    newest.path.with_name("2026-12-31.v1.9.db").write_bytes(b"none" * 5_000)
    assert restored(tmp_path, clock).day == oldest.day


def test_the_damaged_store_is_kept_aside(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    damaged = (tmp_path / backup.STORE).read_bytes()
    restored(tmp_path)
    (aside,) = (tmp_path / backup.FOLDER).glob("damaged-*")
    assert (aside / backup.STORE).read_bytes() == damaged


def test_a_restore_cut_off_is_finished_at_the_next_start(tmp_path: Path) -> None:
    """The new store lies ready; the old log must go before it takes its place."""
    filled(tmp_path / "a", 3)
    filled(tmp_path / "b", 4)
    store = opened(tmp_path / "a")
    with store.tables.write():
        store.tables.project([record(8)], [])
    crashed = {each.name: each.read_bytes() for each in (tmp_path / "a").glob("store.db*")}
    store.close()
    assert "store.db-wal" in crashed
    for name, content in crashed.items():
        (tmp_path / "a" / name).write_bytes(content)
    (tmp_path / "b" / backup.STORE).replace(tmp_path / "a" / backup.READY)
    store = opened(tmp_path / "a")
    assert len(store.tables.outbox()) == 4
    assert backup.doctor(tmp_path / "a", KEY).healthy
    store.close()


def test_no_restore_while_the_store_is_in_use(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert isinstance(backup.restore(tmp_path, KEY, Hands()), InUse)
    store.close()


def test_nothing_is_replaced_with_a_key_that_opens_nothing(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    backup.copy(tmp_path, KEY, Hands())
    before = (tmp_path / backup.STORE).read_bytes()
    with pytest.raises(driver.DamagedError, match="opens with this key"):
        backup.restore(tmp_path, bytes(32), Hands())
    assert (tmp_path / backup.STORE).read_bytes() == before


def test_a_store_of_which_nothing_is_left_is_restored_from_its_copy(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    backup.copy(tmp_path, KEY, Hands())
    (tmp_path / backup.STORE).write_bytes(b"")
    done = restored(tmp_path)
    assert (done.saved, done.doubtful, done.complete) == (0, 3, False)
    (tmp_path / backup.STORE).unlink()
    assert restored(tmp_path).doubtful == 3


def test_a_restore_that_fails_lets_go_of_the_profile(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    (tmp_path / backup.FOLDER / "restore.part").mkdir()
    with pytest.raises((OSError, driver.DriverError, Unavailable)):
        backup.restore(tmp_path, KEY, Hands())
    held = lock.acquire(tmp_path, Hands()())
    assert isinstance(held, ProfileLock)
    held.release()
