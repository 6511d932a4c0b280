# SPDX-License-Identifier: Apache-2.0
"""POST /v1/sync over the real application: what is asked, what is answered, and what is not."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.server.agency import Agency, Laptop, agency
from workspace.domain import task
from workspace.wire.protocol import ReceiptRow


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made
        assert not made.failures


def give(town: Agency, laptop: Laptop, title: str = "Susun laporan triwulan") -> bytes:
    args = task.Give(town.ids(), town.id["staf"], title, "normal")
    return laptop.command("task.give", args, "kabid")


def test_a_deed_reaches_the_other_desk(town: Agency) -> None:
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    staf.sync()
    command = give(town, kabid)
    answer = kabid.sync(command)
    told = [row for row in answer.rows if row.t == "receipt"]
    assert [msgspec.json.decode(row.d, type=ReceiptRow).outcome for row in told] == ["applied"]
    rows = [row for row in staf.sync().rows if row.t == "task"]
    assert [msgspec.json.decode(row.d)["title"] for row in rows] == ["Susun laporan triwulan"]
