# SPDX-License-Identifier: Apache-2.0
"""Words: folding, the expression given to FTS5, and pieces of a text with the asked words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.kit import START, tables_at
from workspace.domain.command import Words
from workspace.domain.task import Task
from workspace.storage import driver, search
from workspace.storage.tables import Item, Truth
from workspace.wire import codec


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rapat KERJA", ["rapat", "kerja"]),
        ("déjà Ångström", ["deja", "angstrom"]),
        ("S-12/3.A_b", ["s", "12", "3", "a", "b"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ('"AND" NOT (x*) col:y', ["and", "not", "x", "col", "y"]),
        ("… – !", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert search.fold(text) == words


def test_a_query_holds_no_operator() -> None:
    assert search.expression('rapat "OR" ker') == '"rapat" "or" "ker"*'
    assert search.expression(" - ") == ""


def test_a_word_with_a_space_behind_it_is_whole() -> None:
    assert search.expression("rapat ker ") == '"rapat" "ker"'


@given(st.text())
def test_whatever_is_typed_is_a_query(text: str) -> None:
    tables = tables_at(driver.MEMORY)
    assert tables.search(text, 5) == []
    tables.close()


@given(st.text(max_size=20).filter(search.fold))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    """Whatever the script: the index was fed what the query is folded to."""
    tables = tables_at(driver.MEMORY)
    item = Item("id", "task", Words("", "", text), ())
    with tables.write():
        tables.project([item], [])
    assert [line.id for line in tables.search(text, 5)] == ["id"]
    assert [line.id for line in tables.search(search.fold(text)[0][:1], 5)] == ["id"]
    tables.close()


def test_search_forgets_what_is_gone_and_learns_what_changed() -> None:
    tables = tables_at(driver.MEMORY)

    def show(text: str) -> None:
        with tables.write():
            tables.project([Item("id", "task", Words("", "", text), ())], [])

    show("undangan rapat")
    show("laporan bulanan")
    assert (len(tables.search("undangan", 5)), len(tables.search("lap", 5))) == (0, 1)
    with tables.write():
        tables.project([], ["id"])
    assert tables.search("lap", 5) == []
    tables.close()


def marked(piece: search.Snippet) -> list[str]:
    """The marked words of a piece."""
    return [piece.text[a:b] for a, b in piece.marks]


def test_a_short_text_is_shown_whole_with_its_marks() -> None:
    piece = search.snippet("Laporan rapat, RAPAT lagi; kerapatan", search.fold("rapat"))
    assert piece.text == "Laporan rapat, RAPAT lagi; kerapatan"
    assert marked(piece) == ["rapat", "RAPAT"]


def test_only_the_last_word_is_a_prefix() -> None:
    assert marked(search.snippet("rapatan kerjasama", search.fold("rapat kerja"))) == ["kerjasama"]
    assert marked(search.snippet("cafe\u0301 Café", search.fold("cafe"))) == ["cafe\u0301", "Café"]


def test_a_long_text_is_cut_at_words_around_the_first_hit() -> None:
    text = "awal " * 100 + "sasaran " + "akhir " * 100
    piece = search.snippet(text, search.fold("sasaran"), width=60)
    assert marked(piece) == ["sasaran"]
    assert piece.text.startswith("… awal ")
    assert piece.text.endswith(" akhir …")
    assert len(piece.text) <= 64


@given(st.text(max_size=400), st.text(max_size=12), st.integers(10, 80))
def test_a_piece_is_a_part_of_the_text(text: str, query: str, width: int) -> None:
    piece = search.snippet(text, search.fold(query), width)
    assert piece.text.removeprefix("… ").removesuffix(" …") in text
    assert len(piece.text) <= width + 4
    assert all(0 <= a < b <= len(piece.text) for a, b in piece.marks)


def test_hits_cut_their_pieces_from_the_record_itself() -> None:
    tables = tables_at(driver.MEMORY)
    for n in range(search.SNIPPETS_MAX + 5):
        value = Task(
            f"id-{n:03}",
            f"Judul {n}",
            "p",
            "o",
            "p",
            "u",
            "received",
            START,
            None,
            "normal",
            note="catatan penting",
        )
        secret = Task(
            f"secret-{n:03}", "catatan penting", "p", "o", "p", "u", "received", START, None, "normal", cls=2
        )
        with tables.write():
            for each in (value, secret):
                tables.put_truth([Truth(each.id, "task", 1, n, each.cls, codec.encode_value(each))])
                tables.project([Item(each.id, "task", Words("", "", "catatan penting"), ())], [])
    found = search.hits(tables.search("penting", 100), "penting", tables.shown)
    assert len(found) == search.SNIPPETS_MAX
    for hit in found:
        assert marked(hit.piece) == ([] if hit.line.id.startswith("secret") else ["penting"])
    with tables.write():
        tables.drop_truth([hit.line.id for hit in found])
    assert {hit.piece.text for hit in search.hits(tables.search("penting", 3), "penting", tables.shown)} == {
        ""
    }
    tables.close()
