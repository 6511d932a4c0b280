# SPDX-License-Identifier: Apache-2.0
"""Lines, tables, numbers, and the one form a decision is bound to."""

import json
import unicodedata
from itertools import pairwise
from random import Random

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workspace.paper.body import (
    CELLS_MAX,
    COLUMNS_MAX,
    EMBED,
    Attrs,
    Line,
    Run,
    body_hash,
    canonical_body,
    clean,
    layout,
    line,
    line_size,
    numbers,
    parse,
    pieces,
    plain_text,
    size,
    told_lines,
    words,
)
from workspace.paper.replica import Replica, merged

# Astral, flags, joined families, combining, right to left, Hangul in parts, and what a line cannot show.
LETTERS = [*list("ab cé\t"), "😀", "🇮🇩", "👩\u200d👧", "é", "ש", "\u202e", "가", "Å", "ﬁ"]
ODD = ["\r", "\0", "\u2028", "\u2029", "\ufdd0", "\ufeff", "\ufffc"]

texts = st.lists(st.sampled_from([*LETTERS, *ODD]), max_size=6).map("".join)
KINDS: tuple[tuple[str, str | bool], ...] = (
    ("b", True),
    ("i", True),
    ("u", True),
    ("c:1", True),
    ("ins", "x:y"),
)
chars: st.SearchStrategy[Attrs] = st.sets(st.sampled_from(KINDS)).map(
    lambda found: tuple(sorted(found, key=lambda pair: pair[0]))
)
cells = st.builds("T{}/r{}/c{}".format, st.integers(1, 2), st.integers(1, 3), st.integers(1, 3))
marks = st.fixed_dictionaries(
    {},
    optional={
        "t": st.sampled_from(["h", "n", "b"]),
        "l": st.sampled_from(["1", "2", "3", "4"]),
        "a": st.sampled_from(["c", "r", "j"]),
        "pb": st.just(True),
        "cell": cells,
    },
).map(lambda found: tuple(sorted(x for x in found.items() if x != ("l", "1") or "t" not in found)))
runs = st.lists(st.builds(Run, texts.map(clean), chars), max_size=3)
bodies = st.lists(st.builds(line, runs, marks), max_size=5)


def copy_of(updates: list[bytes]) -> Replica:
    return Replica(900, lambda: 0, lambda _: None, updates)


@given(bodies, bodies, st.randoms(use_true_random=False))
def test_the_same_is_read_and_hashed_wherever_updates_arrive(
    first: list[Line], second: list[Line], rng: Random
) -> None:
    """Late, twice, in any order, one by one or merged."""
    log: list[bytes] = []
    one = Replica(1, lambda: 0, log.append)
    one.begin([Line(), *first])
    two = Replica(2, lambda: 0, log.append, log)
    two.write([(0, two.lines(), second)])
    one.write([(1, [], second[:2])])
    for update in log:
        one.apply(update)
    want = one.lines()
    order = log * 2
    rng.shuffle(order)
    cut = rng.randrange(1, len(order))
    for updates in (order, [*order[cut:], merged(order[:cut])]):
        other = copy_of(updates)
        assert other.complete
        assert other.lines() == want
        assert body_hash(other.lines()) == body_hash(want)


@given(bodies)
def test_what_is_written_is_read(lines: list[Line]) -> None:
    log: list[bytes] = []
    Replica(1, lambda: 0, log.append).begin(lines)
    assert copy_of(log).lines() == lines
    assert parse((run.text, dict(run.attrs)) for run in pieces(lines)) == lines


@given(bodies)
def test_a_canonical_body_is_read_back_as_the_same_content(lines: list[Line]) -> None:
    assert canonical_body(told_lines(canonical_body(lines))) == canonical_body(lines)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b'{"lines":[{}]}', b'{"lines":[1]}', b'{"lines":[{"runs":[{}]}]}']
)
def test_other_bytes_are_no_body(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"canonical|Expecting"):
        told_lines(raw)


@given(bodies)
def test_the_canonical_form_is_rfc_8785_in_nfc(lines: list[Line]) -> None:
    raw = canonical_body(lines)
    value = json.loads(raw)
    assert rfc8785.dumps(value) == raw
    for told in value["lines"]:
        for run in told["runs"]:
            assert unicodedata.is_normalized("NFC", run["text"])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("é", "e\u0301"),
        ("\u212b", "\u00c5"),
        ("\u1100\u1161\u11a8", "각"),
        ("\u1e9b\u0323", "\u017f\u0323\u0307"),
        ("q\u0307\u0323", "q\u0323\u0307"),
        ("\u0958", "\u0915\u093c"),
    ],
)
def test_what_looks_the_same_has_one_hash(left: str, right: str) -> None:
    assert body_hash([line([Run(left)])]) == body_hash([line([Run(right)])])


def test_what_is_only_similar_has_another() -> None:
    seen = {body_hash([line([Run(text)])]) for text in ("fi", "ﬁ", "FI", "f\u200di", "fi ", "")}
    assert len(seen) == 6
    plain = Line((), (Run("a"),))
    for other in (
        plain.with_(t="h"), plain.with_(a="c"), plain.with_(pb=True), plain.with_(cell="T/r/c"),
        Line((), (Run("a", (("b", True),)),)), Line((), (Run("a", (("ins", "1:x"),)),)), Line((), (Run("a"), Run("b"))),
    ):  # fmt: skip
        assert body_hash([other]) != body_hash([plain])


def test_comments_and_ids_of_cells_have_no_part_in_the_hash() -> None:
    plain = [Line((), (Run("satu dua"),)), Line((("cell", "T/r/c"),), (Run("x"),))]
    other = [
        Line((), (Run("satu", (("c:9", True),)), Run(" dua"))),
        Line((("cell", "U/p/q"),), (Run("x"),)),
        Line(bare=True),
    ]
    assert body_hash(plain) == body_hash(other)


def test_an_empty_cell_is_the_same_whether_written_or_only_shown() -> None:
    made = [Line((("cell", f"T/{cell}"),)) for cell in ("a/1", "a/2", "b/1", "b/2")]
    assert body_hash(made) == body_hash(made[:-1])


def test_what_a_line_cannot_show_keeps_its_length() -> None:
    text = "a\r\x00\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ud800\udfffz\x7f"
    assert clean(text) == "a  \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdz "
    whole = "".join(char for char in text if not "\ud800" <= char <= "\udfff")
    assert size(clean(whole)) == len(whole.encode())


def test_formats_nobody_knows_are_passed_over() -> None:
    odd = {"t": 2.0, "l": "9", "a": True, "pb": "yes", "cell": "a b/c", "b": True, "x": "y"}
    assert parse([("\nhalo", odd), ("!", {"b": "true", "i": 1, "c:": True, "c:1": True, "ins": True})]) == [
        Line((), (Run("halo", (("b", True),)), Run("!", (("c:1", True),))))
    ]


def test_a_text_without_its_first_marker_is_read_too() -> None:
    assert parse([("kepala\nbadan", None)]) == [
        Line((), (Run("kepala"),), bare=True),
        Line((), (Run("badan"),)),
    ]
    assert parse([]) == []


def test_a_picture_is_one_character() -> None:
    lines = parse([("\nlihat ", None), ({"src": "x", "alt": "ü"}, {"b": True}), ("!", None)])
    picture = lines[0].runs[1]
    assert picture == Run(EMBED, (("b", True), ("embed", '{"alt":"ü","src":"x"}')))
    assert line_size(lines[0]) == 1 + len("lihat ") + 1 + 1


# ---- tables ---------------------------------------------------------------------------------------


def cell(where: str, text: str = "") -> Line:
    return line([Run(text)], (("cell", where),))


@given(bodies)
def test_a_layout_keeps_every_line_in_its_order(lines: list[Line]) -> None:
    laid = layout(lines)
    assert [one for one in laid.lines if not one.bare] == lines
    ends = [*laid.starts, len(laid.lines)]
    inside = {at + k for at, grid in laid.tables for k in range(len(grid.rows) * len(grid.columns))}
    for k, (start, end) in enumerate(pairwise(ends)):
        assert start < end
        assert all(bool(one.get("cell")) == (k in inside) for one in laid.lines[start:end])
    assert 0 not in inside
    assert len(laid.starts) - 1 not in inside


def test_missing_cells_and_what_stands_around_tables_are_only_shown() -> None:
    lines = [cell("T/a/1", "x"), cell("T/b/1"), cell("T/b/2"), cell("U/a/1")]
    laid = layout(lines)
    assert [(one.get("cell"), one.bare) for one in laid.lines] == [
        ("", True), ("T/a/1", False), ("T/a/2", True), ("T/b/1", False), ("T/b/2", False), ("", True),
        ("U/a/1", False), ("", True),
    ]  # fmt: skip
    assert laid.shape == [(1, 2, 2), (6, 1, 1)]


def test_a_column_added_by_another_stands_behind_the_same_one() -> None:
    lines = [cell("T/a/1"), cell("T/a/3"), cell("T/b/1"), cell("T/b/2"), cell("T/b/3"), cell("T/a/1")]
    _, grid = layout(lines).tables[0]
    assert grid.columns == ("1", "2", "3")
    assert grid.rows == ("a", "b", "a")


@pytest.mark.parametrize("where", ["T/r/{}", "T/{}/c"])
def test_a_table_too_large_is_plain_lines(where: str) -> None:
    many = COLUMNS_MAX + 1 if where.endswith("{}") else CELLS_MAX + 1
    laid = layout([Line(), *(cell(where.format(k)) for k in range(many)), Line(), cell("U/a/b")])
    assert laid.shape == [(1, 1, 1)]
    assert laid.starts == [0, many + 2, many + 3]


# ---- numbers and words ----------------------------------------------------------------------------


def test_levels_are_numbered_as_letters_are() -> None:
    def item(level: str, kind: str = "n") -> Line:
        return Line((("l", level), ("t", kind)))

    lines = [
        item("1"), item("2"), item("2"), item("3"), item("4"), item("4"), item("3"), item("1"), item("2"),
        Line((("l", "1"),)), item("2"), item("1", "b"), item("1"), Line(), item("1"), item("1", "h"), item("3"),
        cell("T/a/b").with_(t="n"), cell("T/a/b").with_(t="n"), cell("T/a/c").with_(t="n"),
    ]  # fmt: skip
    assert numbers(lines) == [
        "1.", "a.", "b.", "1)", "a)", "b)", "2)", "2.", "a.", "", "b.", "•", "3.", "", "1.", "", "1)",
        "1.", "2.", "1.",
    ]  # fmt: skip


def test_the_twenty_seventh_letter_is_aa() -> None:
    labels = numbers([Line((("l", "2"), ("t", "n")))] * 53)
    assert (labels[25], labels[26], labels[51], labels[52]) == ("z.", "aa.", "az.", "ba.")


def test_words_and_plain_text() -> None:
    lines = [line([Run("Dengan hormat, "), Run("Bapak", (("b", True),))]), Line(), line([Run(" 20 orang")])]
    assert plain_text(lines) == "Dengan hormat, Bapak\n\n 20 orang"
    assert words(lines) == 5
