# SPDX-License-Identifier: Apache-2.0
"""An officer without a window: `python -m tests.journeys.robot HOME` does what lines of JSON on stdin say.

It drives the desk through workspace.app alone. Each line is answered by one line; the answer to a deed is
written when the promise is durable, so that a kill right after it is a kill right after the click.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workspace import app
from workspace.services.deeds import Outcome
from workspace.services.session import SignInProblem, Workspace, sync_until_idle
from workspace.sync.engine import Failure

TURN_S = 0.3  # how often a robot looks whether something is due


class Robot:
    """One home folder, at most one opened desk."""

    def __init__(self, home: Path) -> None:
        self.signin = app.assemble(home)
        self.cabinet = app.cabinet(home)
        self.workspace: Workspace | None = None

    @property
    def desk(self) -> Workspace:
        """The opened desk."""
        assert self.workspace is not None, "open it first"
        return self.workspace

    # each method answers one kind of line

    def check(self, server: str) -> dict[str, Any]:
        steps = self.signin.check(server)
        return {"steps": [[s.name, s.state, s.problem.kind if s.problem else ""] for s in steps]}

    def sign_in(self, server: str, nip: str, password: str, passphrase: str) -> dict[str, Any]:
        return self._entered(
            self.signin.sign_in(
                server, nip, password, device_name="Laptop", shared_computer=True, passphrase=passphrase
            )
        )

    def open(self, passphrase: str) -> dict[str, Any]:
        """The profile opened last."""
        from workspace.services import known

        profile = known.read(self.signin.home).last_profile()
        assert profile is not None, "nobody signed in here"
        return self._entered(self.signin.open_profile(profile, passphrase))

    def sign_in_again(self, nip: str, password: str) -> dict[str, Any]:
        told = self.signin.sign_in_again(self.desk, nip, password)
        if isinstance(told, SignInProblem):
            return {"problem": told.kind}
        self.desk.signed_in(told)
        return {}

    def change_password(self, old: str, new: str) -> dict[str, Any]:
        """From this device; every other one has to sign in again."""
        from workspace.services.gate import HttpWire

        wire = self.desk.transport
        assert isinstance(wire, HttpWire)
        assert wire.transport is not None
        told = wire.transport.change_password(old, new)
        if isinstance(told, Failure):
            return {"problem": told.code}
        self.desk.signed_in(told)
        return {}

    def _entered(self, made: Workspace | SignInProblem) -> dict[str, Any]:
        if isinstance(made, SignInProblem):
            return {"problem": made.kind, "detail": made.detail}
        self.workspace = made
        return {"officer": made.profile.officer, "device": made.device.id, "died": made.died}

    def deed(self, call: str, args: list[Any]) -> dict[str, Any]:
        """A deed by its name in `Deeds`."""
        outcome = getattr(self.desk.deeds, call)(*args)
        assert isinstance(outcome, Outcome)
        return {
            "count": outcome.count,
            "deed": outcome.deed,
            "record": outcome.record,
            "refused": [why.code for _, why in outcome.refused],
        }

    def give(self, position: str, to: str, title: str, note: str) -> dict[str, Any]:
        outcome = self.desk.deeds.give(position, [to], title, "normal", note=note)
        return {
            "count": outcome.count,
            "record": outcome.record,
            "refused": [w.code for _, w in outcome.refused],
        }

    def revoke(self, device: str) -> dict[str, Any]:
        """Sign another device of mine out for good."""
        from workspace.domain.device import Revoke
        from workspace.storage.desk import Draft

        outcome = self.desk.deeds.promise([(device, Draft("device.revoke", "", Revoke(device)))])
        return {"count": outcome.count, "refused": [why.code for _, why in outcome.refused]}

    def undo(self) -> dict[str, Any]:
        return {"what": self.desk.deeds.undo().what}

    def sync(self, seconds: float) -> dict[str, Any]:
        self.desk.release()
        self.desk.nudge()
        done = sync_until_idle(self.desk, deadline_s=seconds, elapsed=app.elapsed, pause=app.pause)
        return {"idle": done.idle, "rounds": done.rounds, "trouble": done.trouble, **self.state()}

    def go_on(self, seconds: float) -> dict[str, Any]:
        """What is due by the engine's own schedule, for so long; nobody presses anything."""
        until = app.elapsed() + seconds
        while (left := until - app.elapsed()) > 0:
            sync_until_idle(self.desk, deadline_s=left, elapsed=app.elapsed, pause=app.pause)
            app.pause(min(TURN_S, max(until - app.elapsed(), 0.0)))
        return self.state()

    def await_state(self, states: list[str], within_s: float) -> dict[str, Any]:
        """Keep syncing by the engine's own schedule until the sync state has one of the codes."""
        until = app.elapsed() + within_s
        while self.desk.state().code not in states and app.elapsed() < until:
            self.go_on(TURN_S)
        return self.state()

    def await_record(self, record: str, within_s: float) -> dict[str, Any]:
        """Keep syncing until a record is held here."""
        until = app.elapsed() + within_s
        while self.desk.tables.truth(record) is None and app.elapsed() < until:
            self.go_on(TURN_S)
        return {"there": self.desk.tables.truth(record) is not None}

    def state(self) -> dict[str, Any]:
        return asdict(self.desk.state())

    def inbox(self) -> dict[str, Any]:
        from workspace.services.reading import VIEWS

        reading = self.desk.new_reading()
        lines = reading.lines(reading.order(VIEWS["inbox"]))
        reading.reader.close()
        return {"ids": [line.id for line in lines], "titles": [line.title for line in lines]}

    def close(self) -> dict[str, Any]:
        self.desk.close()
        self.workspace = None
        return {}


def main(home: Path) -> None:
    """Answer line by line until standard input ends."""
    robot = Robot(home)
    for line in sys.stdin:
        message = json.loads(line)
        method: Callable[..., dict[str, Any]] = getattr(robot, message.pop("do"))
        print(json.dumps({"ok": True, **method(**message)}, ensure_ascii=False), flush=True)
    if robot.workspace is not None:
        robot.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
