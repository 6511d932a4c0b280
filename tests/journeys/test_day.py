# SPDX-License-Identifier: Apache-2.0
"""The working day as a test: once without windows, once through them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.day import PROCESSES, play, robot, tidy, window
from tests.journeys.people import Account, Officer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.mark.parametrize(("make", "seed", "pictures"), [(robot, 1, 0), (window, 2, 17)])
def test_a_working_day(
    tmp_path: Path, make: Callable[[Account, Path, Path], Officer], seed: int, pictures: int
) -> None:
    told = play(tmp_path / "day", seed, make, "Satu hari kerja")
    assert told.good, told.path.read_text(encoding="utf-8")
    assert told.checks >= 35
    assert len(list((tmp_path / "day").glob("*.png"))) == told.pictures == pictures


def test_what_lies_in_the_folder_of_the_pictures_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / PROCESSES).mkdir()
    for name in ("letter.odt", "01-holiday.jpg", f"{PROCESSES}/mine"):
        (tmp_path / name).write_text("mine")
    with pytest.raises(FileExistsError):
        tidy(tmp_path)
    (tmp_path / PROCESSES / "mine").unlink()
    (tmp_path / PROCESSES).rmdir()
    tidy(tmp_path)
    (tmp_path / "01-ketua-aplikasi.png").touch()
    (tmp_path / "transcript.md").touch()
    tidy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"letter.odt", "01-holiday.jpg", PROCESSES}
