# SPDX-License-Identifier: Apache-2.0
"""Finding by words: records, people, and nothing that may not be read in a list."""

from dataclasses import replace

from tests.ui.desk_kit import Town, id_of
from tests.ui.inbox_kit import CIRCULAR, DATA, PASSED, morning
from workspace.domain import task
from workspace.domain.moment import plus
from workspace.services.finding import Finding, Person, holds, marks


def test_a_record_is_found_by_its_subject_or_by_what_is_written_on_it() -> None:
    found = Finding(morning().reading).records
    assert [hit.line.title[: len(DATA)] for hit in found("rekap", 5)] == [
        "Laporan evaluasi la"[: len(DATA)],
        DATA,
    ]
    piece = found("membanding", 5)[0].piece
    assert [piece.text[a:b] for a, b in piece.marks] == ["membandingkannya"]
    assert len(found("pemutakhiran peta", 2)) == 2
    assert found("zebra", 5) == found("", 5) == []


def test_one_or_two_letters_are_a_word_of_their_own() -> None:
    found = Finding(morning().reading).records
    [circular] = found("se", 5)  # "Rancangan SE.docx", not every "Seksi"
    assert circular.line.title.startswith(CIRCULAR)
    assert (len(found("sek", 5)), len(found("ab", 5))) == (4, 0)


def test_presence_and_the_directory_are_no_records() -> None:
    town = morning()
    town.deeds.check("in", "office")
    assert {
        hit.line.kind
        for word in ("per", "lap", "kan", "ker", "pen", "und")
        for hit in Finding(town.reading).records(word, 50)
    } == {
        "letter",
        "task",
    }


def test_what_is_secret_is_not_found_by_its_words_but_lies_on_the_desk() -> None:
    town = morning()
    finding = Finding(town.reading)
    assert finding.records("penunjukan", 5) == []
    lying = finding.lying_with(id_of("kabid"), 50)
    assert [(line.title, line.snippet) for line in lying if line.cls >= 2] == [("", "")]


def names(people: list[Person]) -> list[str]:
    return [person.name for person in people]


def test_people_are_found_by_name_position_and_unit_those_of_that_name_first() -> None:
    found = Finding(Town().reading).people
    assert names(found("ratna", 9)) == ["Ratna Prameswari, S.Kom."]
    assert names(found("dewi", 9)) == ["Dewi Anggraini"]
    assert names(found("kom", 9)) == ["Ratna Prameswari, S.Kom.", "Nurul Hidayah"]
    assert names(found("analis data", 9)) == ["Wayan Sudarma"]
    assert names(found("SEKSI lay", 9)) == ["Dewi Anggraini", "Nurul Hidayah", "Yusuf Maulana"]
    assert len(found("", 4)) == 4


def test_a_vacant_position_is_found_by_its_title_and_the_directory_is_read_anew() -> None:
    town = Town()
    finding = Finding(town.reading)
    assert names(finding.people("yusuf", 9)) == ["Yusuf Maulana"]
    held = town.desk.directory.appointments[id_of("a:kasi")]
    town.state(replace(held, until=plus(town.now, days=-1)))
    assert finding.people("yusuf", 9) == []
    [vacant] = finding.people("seksi layanan kepala", 9)
    assert (vacant.officer, vacant.name, vacant.called) == ("", "", "Kepala Seksi Layanan")


def test_what_somebody_sent_is_found_newest_first() -> None:
    town = morning()
    finding = Finding(town.reading)
    [chief] = finding.people("surya", 9)
    sent = finding.sent_by(chief, 50)
    assert len(sent) == 6
    assert sent[0].title.startswith(PASSED)
    assert finding.sent_by(chief, 2) == sent[:2]
    args = task.Give(town.ids(), id_of("kabid"), "Terakhir", "normal")
    town.done_by("kadis", "task.give", args)
    assert finding.sent_by(chief, 1)[0].title == "Terakhir"


def test_marks_stand_on_whole_words_that_begin_so() -> None:
    text = "Rina Wulandari, urusan wulan"
    assert [text[a:b] for a, b in marks(text, "wul ri")] == ["Rina", "Wulandari", "wulan"]
    assert marks("", "a") == marks(text, "") == ()
    assert holds(text, "WUL rin")
    assert not holds(text, "wul x")
