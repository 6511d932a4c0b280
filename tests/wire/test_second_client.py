# SPDX-License-Identifier: Apache-2.0
"""The page is enough: a client that knows nothing but docs/protocol.md works with the real server."""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.agency import PASSWORD, POSITIONS, Agency, agency, nip_of
from tests.wire import second_client
from tests.wire.page import HOUSE
from tests.wire.second_client import Client, RefusedError


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made
        assert not made.failures


def client(town: Agency, name: str, seed: int) -> Client:
    """Signed in as the holder of a position, with everything downloaded seven lines at a time."""

    def carry(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        pairs = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
        status, told, raw = town.asgi.call(method, path, pairs, body)
        return status, {key.decode(): value.decode() for key, value in told}, raw

    made = Client(carry, seed)
    made.sign_in(nip_of(list(POSITIONS).index(name)), PASSWORD)
    made.sync(limit=7)
    return made


def example(verb: str, **other: Any) -> dict[str, Any]:
    """The arguments of a verb as tests/golden shows them."""
    golden = json.loads((HOUSE / "tests" / "golden" / "commands.json").read_text(encoding="utf-8"))
    return {**golden[verb]["example"]["args"], **other}


def test_it_knows_nothing_of_this_house() -> None:
    tree = ast.parse(Path(second_client.__file__).read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"cryptography"}


def test_a_task_goes_from_one_to_another_and_comes_back_done(town: Agency) -> None:
    kabid, staf = client(town, "kabid", 1), client(town, "staf", 2)
    assert staf.truth[staf.officer]["name"] == "Pegawai staf"
    id_ = kabid.new_id()
    give = example("task.give", task=id_, to=town.id["staf"])
    given = kabid.promise("task.give", town.clock(), town.id["kabid"], give)
    kabid.sync()
    staf.sync()
    done = staf.promise(
        "task.complete",
        town.clock(),
        town.id["staf"],
        {"task": id_, "holder": town.id["staf"], "result": "Bahan siap"},
    )
    staf.sync()
    kabid.sync()
    assert (kabid.truth[id_]["state"], kabid.truth[id_]["result"]) == ("done", "Bahan siap")
    assert (kabid.receipts[given]["outcome"], staf.receipts[done]["outcome"]) == ("applied", "applied")
    assert kabid.proven(given)
    assert staf.proven(done)
    assert not kabid.outbox


def test_a_refusal_is_understood_and_a_loss_is_one(town: Agency) -> None:
    kabid, staf = client(town, "kabid", 1), client(town, "staf", 2)
    id_, here = kabid.new_id(), town.id["staf"]
    kabid.promise("task.give", town.clock(), town.id["kabid"], example("task.give", task=id_, to=here))
    kabid.sync()
    staf.sync()
    moved = {"task": id_, "holder": here, "to": town.id["ketua"], "note": ""}
    kabid.promise("task.reassign", town.clock(), town.id["kabid"], moved)
    kabid.sync()
    late = staf.promise("task.report", town.clock(), here, {"task": id_, "holder": here, "text": "Separuh"})
    staf.sync()
    assert (staf.receipts[late]["outcome"], staf.receipts[late]["code"]) == (
        "refused",
        "no-longer-authorised",
    )
    assert id_ not in staf.truth
    assert kabid.truth[id_]["holder"] == town.id["ketua"]


def test_what_a_restored_server_forgot_is_handed_in_again(town: Agency) -> None:
    """And its operator forgot to say so: the token proves it."""
    kabid = client(town, "kabid", 1)
    with town.backend.database.reader() as reader:
        backup = reader.snapshot()
    id_ = kabid.new_id()
    give = example("task.give", task=id_, to=town.id["staf"])
    kabid.promise("task.give", town.clock(), town.id["kabid"], give)
    kabid.sync()
    town.backend.writer.stop()
    ledger: Any = town.backend.office.ledger
    ledger.restore(backup)
    town.backend.office.open()
    town.backend.office.publish()
    town.backend.start()
    kabid.sync(limit=7)
    kabid.sync()
    staf = client(town, "staf", 2)
    assert staf.truth[id_]["holder"] == town.id["staf"]
    assert not kabid.outbox


def test_a_session_that_ended_goes_on_by_the_devices_key(town: Agency) -> None:
    staf = client(town, "staf", 2)
    town.clock.move(minutes=11)
    with pytest.raises(RefusedError) as refused:
        staf.sync()
    assert refused.value.problem["retry"] == "after_auth"
    staf.renew(refused.value.problem)
    staf.sync()
