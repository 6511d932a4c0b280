# SPDX-License-Identifier: Apache-2.0
"""Bodies after a restore: nothing that can be read is lost, and no number is used twice."""

from pathlib import Path

from tests.storage.bodies_kit import LETTER, Ms, Pen, kept_text, log_of, text_of
from tests.storage.kit import KEY, Hands, opened, pages_of, spoil
from workspace.domain.moment import to_ms
from workspace.storage import backup, driver, salvage
from workspace.storage.backup import Restored
from workspace.storage.bodies import NeedsClient, Of, cursor_key
from workspace.storage.profile import Store


def writing(store: Store, clock: Hands, client: int = 1) -> Pen:
    """An officer in a letter of this store."""
    return Pen(log_of(store.bodies, Ms(to_ms(clock()))), Ms(to_ms(clock())), client=client)


def test_a_restore_brings_what_was_typed_before_and_after_the_copy(tmp_path: Path) -> None:
    clock = Hands()
    store = opened(tmp_path, clock)
    pen = writing(store, clock)
    pen.types("sebelum ")
    pen.log.flush()
    store.back_up(clock)
    pen.types("sesudah")
    pen.log.flush()
    pen.log.fold(LETTER)
    store.close()
    assert isinstance(backup.restore(tmp_path, KEY, clock), Restored)
    store = opened(tmp_path, clock)
    assert kept_text(store.bodies) == "sebelum sesudah"
    store.close()


def test_a_restored_body_is_written_in_under_another_number(tmp_path: Path) -> None:
    """What was typed after the copy is lost here and may be with others: its numbers must not be given again."""
    clock = Hands()
    store = opened(tmp_path, clock)
    pen = writing(store, clock)
    pen.types("lama")
    pen.log.flush()
    store.back_up(clock)
    pen.types(" hilang di sini, ada di server")
    pen.log.flush()
    others = [row.raw for row in store.bodies.updates(LETTER)]
    store.close()
    (tmp_path / backup.STORE).write_bytes(b"")
    assert isinstance(backup.restore(tmp_path, KEY, clock), Restored)
    store = opened(tmp_path, clock)
    log = log_of(store.bodies)
    assert log.open(LETTER) == log.open(LETTER, 1) == NeedsClient(frozenset({1}))
    after = writing(store, clock, client=2)
    assert after.text == "lama"
    after.types(" dan baru")
    after.log.flush()
    log.came(LETTER, others, client=1)
    mine = kept_text(store.bodies)
    assert mine == text_of([*others, *after.sent])
    assert all(words in mine for words in ("lama", "hilang di sini, ada di server", "dan baru"))
    store.close()


def test_a_store_that_knew_no_bodies_is_restored_whole(tmp_path: Path) -> None:
    opened(tmp_path).close()
    connection = driver.connect(tmp_path / backup.STORE, KEY)
    for table in salvage.BODIES:
        connection.execute(f"DROP TABLE {table}")
    connection.close()
    assert salvage.read(tmp_path / backup.STORE, KEY).complete


def test_bodies_are_saved_from_around_the_damage(tmp_path: Path) -> None:
    clock = Hands()
    store = opened(tmp_path, clock)
    for number in range(300):
        pen = Pen(log_of(store.bodies, letters=[f"l{number}"]), Ms(), Of(f"l{number}", 1))
        pen.key("isi naskah dinas " * 20)
        pen.log.flush()
    store.close()
    path = tmp_path / backup.STORE
    spoil(path, list(range(pages_of(path) // 2, pages_of(path) // 2 + 5)))
    found = salvage.read(path, KEY)
    assert 250 < len(found.bodies["body_update"]) < 300
    assert isinstance(backup.restore(tmp_path, KEY, clock), Restored)
    store = opened(tmp_path, clock)
    assert len(store.bodies.unsent()) == len(found.bodies["body_update"])
    assert all(row[4] for row in store.bodies.dump()["body"]), "all are restored ones"
    store.close()


def test_where_a_body_stood_with_the_server_is_forgotten_with_what_it_held(tmp_path: Path) -> None:
    """Else what came from there and is lost here would never be asked for again."""
    clock = Hands()
    store = opened(tmp_path, clock)
    store.back_up(clock)
    pen = writing(store, clock)
    pen.log.came(LETTER, [*pen.sent], client=9)
    with store.tables.write():
        store.tables.set_meta(cursor_key(LETTER), "epoch 5")
        store.tables.set_meta("nip", "1")
    store.close()
    restored = backup.restore(tmp_path, KEY, clock)
    assert isinstance(restored, Restored)
    store = opened(tmp_path, clock)
    assert (store.tables.meta(cursor_key(LETTER)), store.tables.meta("nip")) == ("", "1")
    store.close()
