# SPDX-License-Identifier: Apache-2.0
"""What is said of the sync state, the same in every place."""

from tests.sim.scenes import Scene
from workspace.services.status import sync_state


def test_what_is_still_held_for_undo_is_not_said_to_be_sent() -> None:
    scene = Scene()
    id_ = scene.given()
    scene.meet(scene.aide)
    assert sync_state(scene.aide.engine).code == "synced"
    scene.complete(scene.aide, id_)
    assert sync_state(scene.aide.engine).code == "undoable"
    assert scene.aide.desk.seal() == []
    scene.world.now += 10_001
    assert sync_state(scene.aide.engine).code == "pending"
