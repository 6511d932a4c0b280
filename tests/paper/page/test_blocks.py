# SPDX-License-Identifier: Apache-2.0
"""From lines to blocks: lists within lists, headings without gaps, tables, pictures; and no word is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paper.page.letters import cell, par
from workspace.paper.body import EMBED, Line, Run, line
from workspace.paper.page.blocks import Blocks, parted
from workspace.paper.page.glyphs import Setting
from workspace.paper.page.pictures import Picture


def blocks(*lines: Line, top: int = 1) -> list[dict[str, Any]]:
    """The blocks of lines; a picture "a.png" is there, no other."""
    pictures = {"a.png": ("picture-0.svg", Picture(b"", 960, 96))}
    return Blocks(Setting(), pictures, 160, top).of(lines)


def brief(made: list[dict[str, Any]]) -> Any:
    """Blocks as one reads them: "text", ("1.", …) of an item."""
    told: list[Any] = []
    for block in made:
        if block["as"] == "list":
            told.append([(item["label"], *brief(item["blocks"])) for item in block["items"]])
        elif block["as"] == "table":
            told.append([[brief(one) for one in row] for row in block["rows"]])
        elif "runs" in block:
            told.append("".join(run["t"] for run in block["runs"]))
        else:
            told.append(block["as"])
    return told


def test_lists_lie_within_the_items_they_belong_to() -> None:
    made = blocks(
        par("mula"), par("a", t="n"), par("aa", t="n", l="2"), par("lagi", l="2"), par("ab", t="n", l="2"),
        par("sambung", l="1"), par("b", t="n"), par("c", t="b"), par("akhir"),
    )  # fmt: skip
    inner = [("a.", "aa", "lagi"), ("b.", "ab")]
    assert brief(made) == ["mula", [("1.", "a", inner, "sambung"), ("2.", "b"), ("•", "c")], "akhir"]


def test_a_deep_item_without_one_above_is_as_deep() -> None:
    assert brief(blocks(par("x", t="n", l="3"), par("y", t="n"))) == [
        [("", [("", [("1)", "x")])]), ("1.", "y")]
    ]


def test_an_indented_paragraph_belongs_to_a_list_only_after_one() -> None:
    made = blocks(par("masuk", l="2"), par("a", t="n"), par("dalam", l="3"))
    assert [made[0]["indent"], made[1]["items"][0]["blocks"][1]["indent"]] == [2, 2]
    assert brief(made) == ["masuk", [("1.", "a", "dalam")]]


def test_headings_follow_without_a_gap_and_begin_at_the_top() -> None:
    lines = [par("x", t="h", l=level) for level in ("3", "3", "2", "4", "1")]
    assert [one["level"] for one in blocks(*lines)] == [1, 2, 2, 3, 1]
    assert [one["level"] for one in blocks(*lines, top=2)] == [2, 3, 3, 4, 2]


def test_a_page_break_parts_a_list_and_is_none_within_a_table() -> None:
    assert brief(blocks(par("a", t="n"), par("b", t="n", pb=True))) == [[("1.", "a")], "break", [("2.", "b")]]
    first = line([Run("x")], (("cell", "T/1/1"), ("pb", True)))
    assert brief(blocks(first, cell("y", 1, 2))) == [[[["x"], ["y"]]]]


def test_empty_lines_are_kept_within_and_left_out_around() -> None:
    assert brief(blocks(par(), par("a"), par(), par("b"), par())) == ["a", "gap", "b"]
    assert blocks(par()) == []


def test_what_has_no_look_is_nothing() -> None:
    assert brief(blocks(par("a"), par("\u200b"), par("b\u2060c"))) == ["a", "gap", "bc"]


def test_a_table_has_a_head_if_all_of_its_first_row_is_bold() -> None:
    bold = [cell("Nama", 0, 1, "b"), cell("Jabatan yang lebih panjang", 0, 2, "b")]
    rest = [cell("A", 1, 1), cell("B", 1, 2)]
    made = blocks(*bold, *rest)[0]
    assert made["head"]
    assert made["weights"] == [7, 29]
    assert not blocks(*bold)[0]["head"]
    assert not blocks(bold[0], cell("", 0, 2), *rest)[0]["head"]
    assert blocks(cell("x", 1, 1).with_(t="h"), cell("y", 1, 2))[0]["rows"][0][0][0]["runs"][0]["f"] == "b"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('{"src":"a.png","alt":"Denah"}', {"t": "Denah", "f": "", "p": "picture-0.svg", "wide": 160}),
        ('{"src":"b.png","alt":"Denah"}', {"t": "Denah", "f": "", "p": ""}),
        ('{"src":1,"alt":null}', {"t": "", "f": "", "p": ""}),
        ("[]", {"t": "", "f": "", "p": ""}),
        ("no JSON", {"t": "", "f": "", "p": ""}),
    ],
)
def test_a_picture_has_the_name_of_what_is_there(value: str, told: dict[str, str]) -> None:
    assert blocks(line([Run(EMBED, (("embed", value),))]))[0]["runs"] == [told]


@pytest.mark.parametrize(
    ("wide", "high", "attrs", "mm"),
    [
        (300, 100, {}, 79),
        (960, 96, {}, 160),
        (960, 96, {"t": "n", "l": "2"}, 142),
        (960, 96, {"cell": "T/1/1"}, 80),
        (1000, 4000, {}, 45),
        (1, 4000, {}, 1),
    ],
)
def test_a_picture_has_its_own_size_or_that_of_its_place(
    wide: int, high: int, attrs: dict[str, str], mm: int
) -> None:
    shown = line([Run(EMBED, (("embed", '{"src":"x"}'),))], tuple(sorted(attrs.items())))
    lines = [shown, cell("", 1, 2)] if attrs.get("cell") else [shown]
    block = Blocks(Setting(), {"x": ("x.svg", Picture(b"", wide, high))}, 160).of(lines)[0]
    for inner in ("items", "rows"):
        if inner in block:
            block = block[inner][0]["blocks"][0] if inner == "items" else block["rows"][0][0][0]
    while block["as"] == "list":
        block = block["items"][0]["blocks"][0]
    assert block["runs"][0]["wide"] == mm


def rows(*told: str) -> Any:
    """Lines, each a cell of runs as text, by their blocks."""
    return [
        [["".join(run["t"] for run in one) for one in row] for row in block["rows"]] if block["as"] == "rows"
        else (block.get("first"), "".join(run["t"] for run in block.get("runs", ())))
        for block in blocks(*map(par, told))
    ]  # fmt: skip


def test_lines_with_tabs_are_rows_whose_colons_stand_below_each_other() -> None:
    assert rows("Hari/tanggal\t: Senin", "Waktu\t\t: 09.00 WIB", "biasa", "a\tb\tc") == [
        [["Hari/tanggal", ":", "Senin"], ["Waktu", ":", "09.00 WIB"]],
        (0, "biasa"),
        [["a", "b", "c"]],
    ]


def test_a_tab_at_the_start_indents_the_first_line() -> None:
    assert rows("\tMasuk.", "\t\tLebih dalam.", "\t") == [(1, "Masuk."), (2, "Lebih dalam."), (1, "")]
    assert rows("\ta\t:b", "c\t:d") == [[["a", ":", "b"]], [["c", ":", "d"]]]


def test_a_tab_after_a_long_text_is_a_blank() -> None:
    assert rows("a" * 30 + " " + "b" * 10 + "\tc") == [(0, "a" * 30 + " " + "b" * 10 + " c")]


def test_looks_and_pictures_are_kept_between_tabs() -> None:
    picture = Run(EMBED, (("embed", '{"src":"a.png"}'),))
    made = blocks(line([Run("a\t", (("b", True),)), Run(": x\ty"), picture]))[0]["rows"][0]
    assert [[(run["t"], run["f"], "p" in run) for run in one] for one in made] == [
        [("a", "b", False)], [(":", "", False)], [("x", "", False)], [("y", "", False), ("", "", True)],
    ]  # fmt: skip
    inside = blocks(par("a", t="n"), par("Hari\t: x", l="1"), par("Jam\t: y", l="1"))[0]["items"][0]["blocks"]
    assert [block["as"] for block in inside] == ["par", "rows"]
    assert len(inside[1]["rows"]) == 2


def test_a_short_end_stays_with_the_signature_and_a_long_one_does_not() -> None:
    def ends(*lines: Line) -> list[Any]:
        return [brief(part) for part in parted(blocks(*lines))]

    assert ends() == [[], []]
    assert ends(par("a"), par("b")) == [["a"], ["b"]]
    assert ends(par("a"), par("b " * 300)) == [["a", "b " * 300], []]
    assert ends(par("a", t="n"), par("b", t="n")) == [[[("1.", "a")]], [[("2.", "b")]]]
    assert ends(par("a", t="n")) == [[], [[("1.", "a")]]]
    assert ends(par("a", t="n"), par("b", t="n", l="2")) == [[[("1.", "a", [("a.", "b")])]], []]
    assert ends(par("a"), cell("b", 1, 1)) == [["a", [[["b"]]]], []]


def test_what_is_suggested_is_marked() -> None:
    made = blocks(line([Run("a", (("b", True), ("ins", "1:p"))), Run("b", (("del", "2:p"),))]))
    assert made[0]["runs"] == [{"t": "a", "f": "b+"}, {"t": "b", "f": "-"}]


def test_a_long_word_may_be_broken_a_table_cell_sooner() -> None:
    assert blocks(par("a" * 30))[0]["runs"][0]["t"] == "a" * 30
    assert blocks(par("a" * 31))[0]["runs"][0]["t"] == "\u200b".join("a" * 31)
    address = "https://contoh.example/" + "x" * 20
    assert "/\u200bcontoh.\u200bexample/\u200b" + "x" * 20 in blocks(par(address))[0]["runs"][0]["t"]
    narrow = blocks(*(cell("b" * 20, 1, column) for column in range(10)))[0]
    assert narrow["rows"][0][0][0]["runs"][0]["t"].count("\u200b") == 19


words_ = st.text(st.sampled_from("abc é:\t"), max_size=12)


def marked(said: str, **attrs: str | bool) -> Line:
    """A line with those attributes that are given."""
    return line([Run(said)], tuple(sorted((key, value) for key, value in attrs.items() if value)))


lines_ = st.builds(
    marked,
    words_,
    t=st.sampled_from(["", "n", "b", "h"]),
    l=st.sampled_from(["", "1", "2", "3", "4"]),
    cell=st.sampled_from(["", "", "", "T/1/1", "T/1/2", "T/2/1", "U/1/1"]),
    pb=st.booleans(),
)


@given(st.lists(lines_, max_size=12))
def test_no_word_is_lost_and_none_moves(lines: list[Line]) -> None:
    def said(told: Any) -> str:
        return told if isinstance(told, str) else "".join(map(said, told))

    drop = str.maketrans("", "", " \t.•)")
    shown = list(said(_runs(blocks(*lines))).translate(drop))
    assert shown == [char for one in lines for char in one.text.translate(drop)]


def _runs(made: list[dict[str, Any]]) -> list[Any]:
    """The texts of all runs in the order they are read."""
    told: list[Any] = []
    for block in made:
        told += [run["t"] for run in block.get("runs", ())]
        told += [_runs(item["blocks"]) for item in block.get("items", ())]
        if block["as"] == "rows":
            told += [run["t"] for row in block["rows"] for one in row for run in one]
        else:
            told += [_runs(one) for row in block.get("rows", ()) for one in row]
    return told
