# SPDX-License-Identifier: Apache-2.0
"""Months of one laptop on a bad line: whatever is lost, doubled, late or asleep, nobody is asked for a password."""

from pathlib import Path
from random import Random

import pytest

from tests.server.agency import agency
from tests.sync.test_transport_server import Seat
from workspace.sync.engine import Exchange, Failure, Reply
from workspace.wire.protocol import Renew, Session

CUT = Failure("no-network", detail="cut")
ASLEEP = ({"seconds": 5}, {"minutes": 4}, {"minutes": 11}, {"hours": 9}, {"days": 3})


class Line:
    """Between a laptop and the server: each exchange may be lost, answered in vain, or carried twice."""

    def __init__(self, seat: Seat, rng: Random) -> None:
        self.seat, self.rng, self.late = seat, rng, list[Exchange]()

    def carry(self, exchange: Exchange) -> Reply | Failure:
        """What the laptop hears."""
        match self.rng.randrange(10):
            case 0 | 1:
                return CUT
            case 2 | 3:
                self._unheard(exchange)
                return CUT
            case 4:
                heard = self.seat.transport.send(exchange)
                self._unheard(exchange)
                return heard
            case 5 if isinstance(exchange, Renew):
                self.late.append(exchange)
            case 6 if self.late:
                self._unheard(self.late.pop())
        return self.seat.transport.send(exchange)

    def _unheard(self, exchange: Exchange) -> None:
        """It reaches the server, its answer reaches nobody."""
        held = self.seat.transport.access
        self.seat.transport.send(exchange)
        self.seat.transport.access = held


@pytest.mark.parametrize("seed", range(12))
def test_a_laptop_on_a_bad_line_is_never_signed_out(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    with agency(tmp_path) as town:
        seat = Seat(town, 3, "kabid")
        line, renewed = Line(seat, rng), 0
        for step in range(120):
            seat.engine.nudge()
            for _ in range(rng.randrange(1, 8)):
                exchange = seat.engine.begin()
                if exchange is None:
                    break
                heard = line.carry(exchange)
                if isinstance(heard, Failure):
                    seat.engine.failed(heard)
                else:
                    renewed += isinstance(heard, Session)
                    seat.engine.answered(heard)
                if rng.random() < 0.1:
                    town.clock.move(**rng.choice(ASLEEP[:4]))
            asked = seat.engine.needs_login
            assert not asked
            town.clock.move(
                **({"days": 61} if step == 60 else rng.choice(ASLEEP))
            )  # no refresh token lives so long
        assert renewed > 20
        seat.engine.nudge()
        assert seat.rounds()[-1] == "SyncRequest"
