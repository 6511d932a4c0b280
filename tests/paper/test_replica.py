# SPDX-License-Identifier: Apache-2.0
"""One copy: its limits, its undo, what others send it, and what becomes of it after a restore."""

from random import Random
from time import process_time

import pytest
from pycrdt import Assoc

from workspace.paper.body import Attrs, Line, Run, line, line_size, plain_text
from workspace.paper.replica import (
    STATE_MAX,
    TEXT_MAX,
    BadUpdate,
    Lost,
    Replica,
    TooLarge,
    _weight,
    checked,
    merged,
)


class Copy:
    """A replica, a clock that goes by itself, and what it sent."""

    def __init__(self, client: int, updates: list[bytes] | None = None) -> None:
        self.now, self.sent = 1, list[bytes]()
        self.replica = Replica(client, lambda: self.now, self.sent.append, updates or ())

    @property
    def text(self) -> str:
        return plain_text(self.replica.lines())

    def types(self, k: int, text: str, at: int | None = None) -> None:
        """Put text into line `k`, at its end or at a character."""
        lines = self.replica.lines()
        whole = lines[k].text
        at = len(whole) if at is None else at
        new = line([Run(whole[:at] + text + whole[at:])], lines[k].attrs)
        self.replica.write([(sum(map(line_size, lines[:k])), [lines[k]], [new])], at + 1)

    def deletes(self, k: int, start: int, end: int) -> None:
        lines = self.replica.lines()
        whole = lines[k].text
        new = line([Run(whole[:start] + whole[end:])], lines[k].attrs)
        self.replica.write([(sum(map(line_size, lines[:k])), [lines[k]], [new])])

    def hears(self, *others: "Copy") -> None:
        for other in others:
            for update in other.sent:
                self.replica.apply(update)


@pytest.fixture
def begun() -> list[bytes]:
    first = Copy(99)
    first.replica.begin([line([Run("Yth. Bupati 😀")]), Line()])
    return first.sent


def test_updates_that_came_too_early_are_not_lost(begun: list[bytes]) -> None:
    """The library by itself ends short in about a tenth of these orders."""
    one, two = Copy(1, begun), Copy(2, begun)
    for k in range(40):
        one.types(1, "ab é"[k % 4], at=k // 2)
        if k % 5 == 4:
            one.deletes(1, 0, 2)
            two.hears(one)
            two.types(0, "😀")
    one.hears(two)
    log = [*begun, *one.sent, *two.sent]
    for seed in range(60):
        order = list(log)
        Random(seed).shuffle(order)
        other = Copy(3, order[:-1])
        other.replica.apply(order[-1])
        assert other.replica.complete, seed
        assert other.text == one.text


def test_a_copy_knows_that_something_is_missing(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    one.types(1, "a")
    one.deletes(1, 0, 1)
    other = Copy(2, begun)
    other.replica.apply(one.sent[1])
    early = other.replica.complete
    other.replica.apply(one.sent[0])
    assert (early, other.replica.complete) == (False, True)
    assert other.text == one.text


def test_an_undo_takes_back_ones_own_only(begun: list[bytes]) -> None:
    one, two = Copy(1, begun), Copy(2, begun)
    one.types(1, "satu")
    two.hears(one)
    two.types(1, "DUA", at=2)
    one.hears(two)
    assert one.text.endswith("saDUAtu")
    assert one.replica.undo()
    assert one.text.endswith("\nDUA")
    assert one.replica.redo()
    assert one.text.endswith("saDUAtu")
    two.hears(one)
    assert two.text == one.text
    assert two.replica.undo()
    assert two.text.endswith("\nsatu")
    assert not two.replica.undo()


def test_what_others_wrote_inside_a_deleted_stretch_survives_its_undo(begun: list[bytes]) -> None:
    one, two = Copy(1, begun), Copy(2, begun)
    one.deletes(0, 2, 9)
    two.types(0, "XX", at=6)
    one.hears(two)
    assert "XX" in one.text
    one.replica.undo()
    assert one.text.startswith("Yth. BXXupati")


def test_what_was_typed_together_is_undone_together(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    for moment, letter in ((1, "a"), (300, "b"), (1000, "c")):
        one.now = moment
        one.types(1, letter)
    one.replica.pause()
    one.types(1, "d")
    left = []
    while one.replica.undo():
        left.append(one.text.split("\n")[1])
    assert left == ["abc", "ab", ""]


def test_nobody_undoes_the_template() -> None:
    one = Copy(1)
    one.replica.begin([line([Run("Kop")])])
    assert not one.replica.can_undo()
    with pytest.raises(ValueError, match="begun"):
        one.replica.begin([Line()])


def test_a_text_has_a_largest_size_and_can_still_shrink(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    one.types(1, "x" * (TEXT_MAX - 100))
    before = one.text
    with pytest.raises(TooLarge, match="text") as caught:
        one.types(0, "y" * 200)
    assert (caught.value.what, caught.value.limit) == ("text", TEXT_MAX)
    assert one.text == before
    one.deletes(1, 0, 50)
    assert len(one.text) == len(before) - 50


def test_a_state_has_a_largest_size_though_the_text_is_short(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    one.replica._state = STATE_MAX  # as counted on; measured, it is small
    one.types(1, "a")
    assert one.replica._state < 1000
    with pytest.raises(TooLarge, match="update") as caught:
        one.replica.apply(b"\0" * (STATE_MAX + 1))
    assert caught.value.what == "update"


def test_a_state_too_large_in_truth_takes_nothing_more(begun: list[bytes]) -> None:
    """What was deleted is kept as long as it can be undone."""
    one = Copy(1, begun)
    for _ in range(3):
        one.types(1, "x" * (TEXT_MAX - 100))
        one.deletes(1, 0, TEXT_MAX)
    one.types(1, "x" * (TEXT_MAX - 100))
    one.deletes(1, 0, TEXT_MAX)
    with pytest.raises(TooLarge, match="state"):
        one.types(1, "x" * (TEXT_MAX - 100))
    assert one.text == "Yth. Bupati 😀\n"
    assert STATE_MAX - TEXT_MAX < len(one.replica.state()) <= STATE_MAX
    one.deletes(0, 0, 1)


def test_a_restored_copy_needs_a_new_client_id(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    one.types(1, "a")
    backup = [*begun, *one.sent]
    with pytest.raises(ValueError, match="client id 1 "):
        Replica.restored(1, lambda: 0, lambda _: None, backup)
    again = Replica.restored(7, lambda: 0, lambda _: None, backup)
    assert again.clients() == {99: len("Yth. Bupati 😀") + 1 + 2, 1: 1}
    assert again.lines() == one.replica.lines()


def test_ids_made_here_are_nobody_elses(begun: list[bytes]) -> None:
    one, two = Copy(1, begun), Copy(2, begun)
    first = one.replica.fresh()
    one.types(1, "a")
    assert len({first, one.replica.fresh(), two.replica.fresh()}) == 3
    assert Copy(1, [*begun, *one.sent]).replica.fresh() == one.replica.fresh()


def test_bytes_that_are_no_update_change_nothing(begun: list[bytes]) -> None:
    one = Copy(1, begun)
    rng, before = Random(5), one.text
    for _ in range(200):
        with pytest.raises(BadUpdate):
            one.replica.apply(b"\x05" + rng.randbytes(rng.randrange(1, 9)))
    with pytest.raises(BadUpdate):
        merged([b"\x07\x07"])
    assert one.text == before
    one.types(1, "masih jalan")


def begun_in(count: int) -> float:
    """CPU seconds to begin a letter of so many lines."""
    template = [line([Run("kata kata"), Run("tebal", (("b", True),))])] * count
    copy = Replica(2, lambda: 0, list[bytes]().append)
    before = process_time()
    copy.begin(template)
    took = process_time() - before
    assert copy.lines() == template
    return took


def test_a_long_letter_begins_in_a_time_that_grows_with_its_lines_alone() -> None:
    """The server begins one with each submission, and answers nobody meanwhile: 30,000 lines took minutes."""
    short, long = (min(begun_in(count) for _ in range(3)) for count in (400, 6400))
    assert long < 60 * short, "sixteen times the lines; by their square it is 256 times"


def item(kind: int, content: bytes, place: bytes = b"\x01\x04body") -> bytes:
    """An update of one item, by the copy 5."""
    return b"\x01\x01\x05\x00" + bytes([kind]) + place + content + b"\x00"


def test_what_no_copy_makes_is_refused_before_the_library_reads_it() -> None:
    """Lists in lists took the whole program with them: no handler catches the end of the stack."""
    deep = b"\x01" + b"\x75\x01" * 400_000 + b"\x7e"
    for bad in (
        item(8, deep),
        item(0x28, b"\x01a" + deep),
        item(9, b"\x01d" + deep),
        item(7, b"\x02"),
        item(0x18, deep),
    ):
        with pytest.raises(BadUpdate):
            checked(bad)
    beyond = b"\x01\x02\x05\x00" + b"\x04\x01\x04body\x01a" + b"\x88\x05\x00" + deep + b"\x00"
    unknown = b"\x01\x01\x05\x00" + b"\x08\x00\x05\x00" + deep + b"\x00"
    for bad in (beyond, unknown, b"", b"\x80" * 20, b"\x01\x01\x05\x00\x04\x01\x7f"):
        with pytest.raises(BadUpdate):
            checked(bad)
    for good in (item(4, b"\x01a"), item(1, b"\x03"), b"\x01\x02\x05\x00\x0a\x03\x00\x02\x00", b"\x00\x00"):
        checked(good)


def test_after_a_fault_inside_the_library_the_copy_is_lost_and_says_so(begun: list[bytes]) -> None:
    one = Copy(1)
    with pytest.raises(Lost), one.replica._whole():
        one.replica._text.sticky_index(5, Assoc.AFTER)
    for use in (one.replica.lines, one.replica.undo, lambda: one.replica.apply(begun[0])):
        with pytest.raises(Lost):
            use()


def test_what_could_not_be_sent_is_sent_with_the_next(begun: list[bytes]) -> None:
    sent: list[bytes] = []
    full = True

    def send(update: bytes) -> None:
        if full:
            raise OSError("disk full")
        sent.append(update)

    one = Replica(1, lambda: 1, send, begun)
    first, empty = one.lines()
    at, longer = line_size(first), line([Run("x")])
    with pytest.raises(OSError, match="disk full"):
        one.write([(at, [empty], [longer])])
    full = False
    one.write([(at, [longer], [line([Run("xy")])])])
    assert len(sent) == 2
    assert Copy(2, [*begun, *sent]).text == plain_text(one.lines()) == "Yth. Bupati 😀\nxy"


def test_an_update_nobody_would_take_is_not_made() -> None:
    """Formats weigh more than the text: the copy itself could not be loaded from it again."""
    copy, sent = Copy(1), 0
    copy.replica.begin([Line()])
    attrs = (("del", "9" * 40), ("ins", "8" * 40))
    runs = [Run("a", attrs if n % 2 else (("b", True),)) for n in range(100_000)]
    sent = len(copy.sent)
    with pytest.raises(TooLarge, match="update"):
        copy.replica.write([(0, copy.replica.lines(), [line(runs)])])
    assert (copy.text, len(copy.sent)) == ("", sent)
    copy.replica.write([(0, copy.replica.lines(), [line(runs[:20_000])])])
    assert len(copy.sent[-1]) <= STATE_MAX
    assert Copy(2, copy.sent).text == "a" * 20_000


@pytest.mark.parametrize(
    "attrs", [(("b", True),), (("c:" + "7" * 40, True),), (("a", "j"), ("cell", "a/b/c"))]
)
def test_a_line_is_not_taken_for_lighter_than_it_is(attrs: Attrs) -> None:
    copy = Copy(1)
    runs = [Run("é😀"[n % 2], attrs if n % 2 else ()) for n in range(2_000)]
    one = line(runs, attrs if attrs[0][0] == "a" else ())
    copy.replica.begin([one])
    assert len(copy.sent[0]) <= _weight(one) <= 3 * len(copy.sent[0])
