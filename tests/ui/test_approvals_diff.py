# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions: told whole, word by word, and read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.approvals_kit import version
from ui.approvals.diff import Changed, Unchanged, compare
from ui.approvals.difftext import sentence, summary

pytestmark = pytest.mark.usefixtures("speak")


def runs(old: str, new: str) -> list[tuple[str, str]]:
    found = compare(version(1, old), version(2, new)).changes
    return [(run.kind, run.text) for part in found for run in part.runs]


def test_words_that_changed_stand_beside_each_other() -> None:
    assert runs("Paling banyak 1 (satu) hari kerja.", "Paling banyak 2 (dua) hari kerja.") == [
        ("same", "Paling banyak "),
        ("removed", "1 (satu)"),
        ("added", "2 (dua)"),
        ("same", " hari kerja."),
    ]
    assert runs("hadir di kantor.", "hadir di kantor pada setiap hari kerja.") == [
        ("same", "hadir di kantor"),
        ("added", " pada setiap hari kerja"),
        ("same", "."),
    ]


def test_paragraphs_that_stayed_are_folded_and_those_that_went_are_told() -> None:
    found = compare(version(1, "Satu.\nDua.\nTiga."), version(3, "Satu.\nTiga.\nEmpat."))
    kinds = [(type(p).__name__, getattr(p, "number", 0)) for p in found.parts]
    assert kinds == [("Unchanged", 0), ("Changed", 0), ("Unchanged", 0), ("Changed", 3)]
    assert (found.old, found.new) == (1, 3)
    assert (found.words("added"), found.words("removed")) == (1, 1)
    assert summary(found) == "1 kata ditambah, 1 kata dihapus, di 2 tempat"


def test_subject_and_attachments_are_compared_too() -> None:
    found = compare(
        version(1, "Isi.", "Hal lama", ("a.pdf", "b.pdf")), version(2, "Isi.", "Hal baru", ("b.pdf", "c.pdf"))
    )
    assert [part.place for part in found.changes] == ["title", "attachments"]
    assert [(r.kind, r.text) for r in found.changes[1].runs] == [
        ("removed", "a.pdf"),
        ("added", "c.pdf"),
        ("same", "b.pdf"),
    ]
    assert summary(compare(version(1, "Isi."), version(2, "Isi."))) == "Tidak ada kata yang berubah."


@given(st.text(alphabet="ab ().\n", max_size=40), st.text(alphabet="ab ().\n", max_size=40))
def test_the_runs_tell_both_texts_whole(old: str, new: str) -> None:
    def told(kinds: set[str]) -> list[str]:
        lines: list[str] = []
        for part in compare(version(1, old), version(2, new)).parts:
            if isinstance(part, Unchanged):
                lines += part.texts
            else:
                lines.append("".join(run.text for run in part.runs if run.kind in kinds))
        return [line for line in lines if line]

    assert told({"same", "added"}) == [line.strip() for line in new.split("\n") if line.strip()]
    assert told({"same", "removed"}) == [line.strip() for line in old.split("\n") if line.strip()]


def test_a_change_is_read_aloud_with_its_words() -> None:
    part = compare(version(1, "Pukul 17.00."), version(2, "Pukul 16.00.")).changes[0]
    assert sentence(part.runs) == "Pukul dihapus: 17.00; ditambah: 16.00; ."
    assert isinstance(part, Changed)
    assert part.number == 1


def test_the_same_text_has_no_changes() -> None:
    assert compare(version(1, "Isi."), version(1, "Isi.")).changes == ()
