# SPDX-License-Identifier: Apache-2.0
"""What a machine knows before a store is unlocked."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workspace.services import known
from workspace.services.known import Known, KnownProfile

RATNA = KnownProfile(
    "https://kantor.example", "0199c1d2-0000-7000-8000-000000000001", "Ratna", "0011223344556677"
)
YUSUF = KnownProfile(
    "https://kantor.example", "0199c1d2-0000-7000-8000-000000000002", "Yusuf", "8899aabbccddeeff"
)


def test_nothing_is_known_of_a_new_machine(tmp_path: Path) -> None:
    assert known.read(tmp_path) == Known()
    assert known.list_profiles(tmp_path) == ()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    value = Known(
        "en", "dark", "https://kantor.example", YUSUF.folder, (RATNA, YUSUF), {"geometry": "AdnQ=="}
    )
    known.write(tmp_path / "deep" / "home", value)
    assert known.read(tmp_path / "deep" / "home") == value
    if os.name == "posix":
        assert (tmp_path / "deep" / "home" / known.FILE).stat().st_mode & 0o777 == 0o600


def test_the_profile_opened_last_stands_at_the_end_and_takes_its_new_name(tmp_path: Path) -> None:
    before = Known(profiles=(RATNA, YUSUF))
    renamed = KnownProfile(RATNA.server, RATNA.officer, "Ratna Prameswari", RATNA.folder)
    after = before.opened(renamed)
    assert after.profiles == (YUSUF, renamed)
    assert (after.last, after.last_profile(), after.server) == (RATNA.folder, renamed, RATNA.server)
    assert after.without(YUSUF.folder).last_profile() == renamed
    assert before.last_profile() is None


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    for content in (b"\xff\xfe\x00", b"[face\nlanguage", b"no section = 1\n"):
        (tmp_path / known.FILE).write_bytes(content)
        assert known.read(tmp_path) == Known()


def test_words_that_are_not_ours_count_as_unset(tmp_path: Path) -> None:
    (tmp_path / known.FILE).write_text("[face]\nlanguage = fr\ntheme = pink\n", encoding="utf-8")
    assert known.read(tmp_path) == Known()


@given(name=st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_no_name_can_become_a_setting(name: str, tmp_path_factory: object) -> None:
    home = Path(str(tmp_path_factory.mktemp("known")))  # type: ignore[attr-defined]
    known.write(home, Known(profiles=(KnownProfile("https://a.example", "id", name, "f" * 16),)))
    back = known.read(home)
    assert (back.language, back.theme, back.last) == ("id", "system", "")
    assert [p.name for p in back.profiles] == [" ".join(name.split())]
