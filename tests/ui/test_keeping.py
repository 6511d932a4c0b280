# SPDX-License-Identifier: Apache-2.0
"""A body between its window and the disk, over the real bridge and the real log."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.storage.bodies_kit import LETTER, Full, kept_text
from tests.ui.test_bridge import FakeCore
from ui.bridge import Bridge, Fault
from ui.drafting.keeping import Begun, Keeping
from ui.opened import Later
from workspace.app import clock
from workspace.domain.changes import Changes
from workspace.domain.errors import Refused
from workspace.paper.body import Line, Run, line, plain_text
from workspace.paper.replica import Replica
from workspace.services.writing import MINTED, Of, Writing
from workspace.storage.bodies import Bodies, Kept


@dataclass
class Core(FakeCore):
    """A desk whose log of bodies is the real one."""

    disk: Full = field(default_factory=Full)

    def __post_init__(self) -> None:
        self.disk.full = False
        self.bodies = Bodies(self.disk, lambda letter: letter == LETTER.letter, clock)
        self.writing = Writing(self.bodies, Random(1).getrandbits)

    def keep(self) -> tuple[Kept, ...]:  # type: ignore[override]
        return self.bodies.keep()

    def keep_ms(self) -> int | None:
        return self.bodies.wait_ms()

    def settle(self) -> None:
        self.bodies.flush()

    def close(self) -> None:
        self.bodies.end()


@pytest.fixture
def core() -> Core:
    return Core()


@pytest.fixture
def bridge(qapp: QObject, core: Core) -> Iterator[Bridge]:
    made = Bridge()
    made.adopt(core)
    yield made
    made.close(1.0)


def opened(bridge: Bridge, writing: Writing, qtbot: QtBot) -> tuple[Keeping, Begun]:
    """An open letter."""
    keeping, begun = Keeping(bridge, writing, clock, lambda: 1, LETTER, bridge), list[Begun]()
    keeping.opened.connect(begun.append)
    keeping.open()
    qtbot.waitUntil(lambda: bool(begun))
    return keeping, begun[0]


def test_what_is_typed_is_kept_and_the_window_hears_of_it(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    keeping, begun = opened(bridge, core.writing, qtbot)
    kept = list[str]()
    keeping.kept.connect(kept.append)
    other = Keeping(bridge, core.writing, clock, lambda: 1, Of("letter-2", 1), bridge)
    other.kept.connect(lambda at: kept.append(f"other {at}"))
    begun.replica.begin([line([Run("Yth. Bupati")])])
    before = clock()
    qtbot.waitUntil(lambda: bool(kept), timeout=10_000)
    assert kept_text(core.disk) == "Yth. Bupati"
    assert kept[0] <= before
    assert len(kept) == 1
    assert begun.replica.client >= MINTED
    assert begun.recovered == ""


def test_what_is_typed_last_is_kept_though_its_window_is_gone(
    bridge: Bridge, core: Core, qtbot: QtBot
) -> None:
    keeping, begun = opened(bridge, core.writing, qtbot)
    begun.replica.begin([line([Run("terakhir")])])
    keeping.deleteLater()
    qtbot.waitUntil(lambda: kept_text(core.disk) == "terakhir", timeout=10_000)


def test_after_a_death_the_window_can_say_up_to_which_key(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    _, begun = opened(bridge, core.writing, qtbot)
    begun.replica.begin([line([Run("Yth. Bupati")])])
    qtbot.waitUntil(lambda: bool(core.disk.unsent()), timeout=10_000)
    next_program = Bodies(core.disk, lambda _: True, clock)
    _, again = opened(bridge, Writing(next_program, Random(2).getrandbits), qtbot)
    assert again.recovered == core.disk.updates(LETTER)[-1].at
    assert again.replica.client == begun.replica.client
    assert [found.upto for found in core.writing.recovered(LETTER.letter)] == [again.recovered]


def test_what_others_wrote_comes_to_the_open_copy_once(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    keeping, begun = opened(bridge, core.writing, qtbot)
    came = list[tuple[bytes, ...]]()
    keeping.came.connect(came.append)
    begun.replica.begin([line([Run("Yth. ")])])
    qtbot.waitUntil(lambda: bool(core.disk.unsent()), timeout=10_000)
    theirs = list[bytes]()
    other = Replica(9, lambda: 1, theirs.append, [row.raw for row in core.disk.updates(LETTER)])
    for words in ("Yth. Bupati", "Yth. Bupati Contoh"):
        theirs.clear()
        other.write([(0, other.lines(), [line([Run(words)])])])

        def land() -> Changes:
            core.bodies.came(LETTER, theirs)
            return Changes(bodies=frozenset({LETTER.letter}))

        before = len(came)
        bridge.run(bridge, lambda _: None, land)
        qtbot.waitUntil(lambda seen=before: len(came) > seen)  # type: ignore[misc]
        assert came[-1] == tuple(theirs)
        begun.replica.apply(*came[-1])
        assert plain_text(begun.replica.lines()) == words
    assert core.writing.watched == {LETTER}
    core.writing.put_away(LETTER)
    assert core.writing.watched == set()


def of_last(cores: list[Core]) -> Writing:
    """What windows are given: the writing of whichever desk is open."""
    return cast("Writing", Later(lambda: cores[-1].writing))


def locked_and_opened(bridge: Bridge, cores: list[Core]) -> Core:
    """The same disk, another desk."""
    bridge.drop()
    bridge.settle()  # behind it
    cores.append(Core(disk=cores[-1].disk))
    bridge.adopt(cores[-1])
    bridge.settle()
    return cores[-1]


@pytest.mark.parametrize("refused", [False, True])
def test_after_a_lock_one_goes_on_in_the_same_copy(
    bridge: Bridge, core: Core, qtbot: QtBot, refused: bool
) -> None:
    """Also where the disk had refused the last key before it, and the officer went on without."""
    cores = [core]
    keeping, begun = opened(bridge, of_last(cores), qtbot)
    copy = begun.replica
    keeping.came.connect(lambda updates: copy.apply(*updates))
    copy.begin([line([Run("satu")])])
    qtbot.waitUntil(lambda: bool(core.disk.unsent()), timeout=10_000)
    core.disk.full = refused
    copy.write([(0, copy.lines(), [line([Run("satu dua")])])])
    again = locked_and_opened(bridge, cores)
    assert kept_text(core.disk) == ("satu" if refused else "satu dua")
    again.bodies.came(LETTER, [row.raw for row in core.disk.updates(LETTER)])
    keeping.wake()
    qtbot.waitUntil(lambda: again.writing.watched == {LETTER})
    copy.write([(0, copy.lines(), [line([Run("satu dua tiga")])])])
    qtbot.waitUntil(lambda: kept_text(core.disk) == "satu dua tiga", timeout=10_000)


def test_after_a_restore_one_goes_on_in_another_copy(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    cores, copies = [core], list[Begun]()
    keeping, begun = opened(bridge, of_last(cores), qtbot)
    keeping.opened.connect(copies.append)
    begun.replica.begin([line([Run("satu")])])
    qtbot.waitUntil(lambda: bool(core.disk.unsent()), timeout=10_000)
    locked_and_opened(bridge, cores)
    body = core.disk.body(LETTER)
    assert body is not None
    with core.disk.write():
        core.disk.put_body(body._replace(restored=True))
    keeping.wake()
    qtbot.waitUntil(lambda: bool(copies))
    assert copies[0].replica.client not in {begun.replica.client, 0}
    assert plain_text(copies[0].replica.lines()) == "satu"


def test_a_letter_nobody_has_is_refused(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    keeping, refused = Keeping(bridge, core.writing, clock, lambda: 1, Of("x", 1), bridge), list[Refused]()
    keeping.refused.connect(refused.append)
    keeping.open()
    qtbot.waitUntil(lambda: refused == [Refused("not-found")])


def test_a_window_stays_while_the_disk_does_not_take_it(bridge: Bridge, core: Core, qtbot: QtBot) -> None:
    keeping, begun = opened(bridge, core.writing, qtbot)
    core.disk.full = True
    begun.replica.begin([Line()])
    done, faults = list[Any](), list[Fault]()
    keeping.put_away(lambda: done.append("gone"), faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert faults[0].world
    assert core.writing.unkept()
    core.disk.full = False
    keeping.put_away(lambda: done.append("gone"), faults.append)
    qtbot.waitUntil(lambda: done == ["gone"])
    assert core.disk.unsent() == [LETTER]
    assert not core.writing.unkept()
